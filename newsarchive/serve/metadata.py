"""Titles, column notes and queries as Datasette wants them: Ukrainian first, English beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsarchive.serve.queries import QUERIES, described
from newsarchive.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLE = "Архів новин обласних рад України"
TITLE_EN = "The news archive of Ukraine's regional councils"
DESCRIPTION = (
    "Новини із сайтів обласних рад: кожна сторінка збережена, кожна правка видима, кожне слово можна знайти. "
    "News from the sites of the regional councils: each page kept, each edit visible, each word found."
)

READING = ("articles", "versions", "edits", "councils", "completeness", "tags", "attachments", "events")
"""What a journalist reads, in the order of the list; the rest is how it came to be."""

MAKING = (
    *("captures", "warc_files", "crawls", "fetches", "frontier", "sightings", "routes", "neighbours", "aliases"),
    *("second_readings", "checks", "without_site", "suppressions", "marks"),
)

TABLE_TITLES: dict[str, tuple[str, str, str]] = {
    "articles": ("Статті", "Articles", "Кожен рядок — стаття такою, якою її прочитано востаннє."),
    "versions": (
        "Версії статей",
        "Versions of articles",
        "Кожне прочитання статті, не таке, як попереднє; разом із першим.",
    ),
    "edits": ("Правки", "Edits", "Кожен рядок — одна правка: що змінилося від версії до версії і наскільки це важить."),
    "councils": ("Обласні ради", "Regional councils", "Ради, чиї сайти зберігає архів."),
    "completeness": (
        "Повнота за місяцями",
        "Completeness by month",
        "Кожен рядок — місяць однієї ради: скільки збережено і скільки, як відомо, є.",
    ),
    "without_site": ("Ради без сайту", "Councils without a site", "Ради, які не мають сайту, і чому."),
    "tags": ("Теги", "Tags", "Теги статей, як їх надруковано на сайті."),
    "attachments": ("Файли та світлини", "Files and photographs", "Файли й світлини, на які посилається стаття."),
    "events": ("Події", "Events", "Правки, вилучення, повернення, переїзди статей, кожна подія з доказом."),
    "captures": ("Знімки", "Captures", "Кожен рядок — запис відповіді сайту у файлі WARC."),
    "warc_files": (
        "Файли WARC",
        "WARC files",
        "Опис закритих файлів WARC: розмір, контрольна сума, кількість записів.",
    ),
    "crawls": ("Обходи", "Crawls", "Кожен рядок — один обхід сайту однієї ради."),
    "fetches": ("Запити", "Requests", "Кожен запит до сайту й чим він скінчився."),
    "frontier": ("Відомі адреси", "Known addresses", "Усі адреси, про які архів знає, та їхній стан."),
    "sightings": ("Перепис адрес", "Census of addresses", "Яким шляхом і коли бачили кожну адресу."),
    "routes": ("Переліки на сайтах", "Lists on the sites", "Які переліки новин має кожен сайт і коли їх прочитано."),
    "neighbours": ("Сусіди статей", "Neighbors of articles", "Які «попередня» й «наступна» стояли на сторінці."),
    "aliases": ("Інші адреси", "Other addresses", "Інші адреси тієї самої статті."),
    "second_readings": (
        "Другі прочитання",
        "Second readings",
        "Що про статтю кажуть API, стрічка чи перелік новин сайту і в чому сторінка каже інше.",
    ),
    "marks": (
        "Позначки текстів",
        "Marks of texts",
        "Кожен рядок — одна з восьми позначок тексту: за спільними знаходять те саме в інших радах.",
    ),
    "checks": ("Перевірки", "Checks", "Що в архіві перевірено, коли і з яким наслідком."),
    "suppressions": ("Не показане", "Not shown", "Статті й версії, яких архів не показує: відколи й чому."),
}

TITLES = {name: ((title, english), (row, TABLES[name][0])) for name, (title, english, row) in TABLE_TITLES.items()}
"""Table name -> its title and what one row is, each in Ukrainian and in English."""

_HIDDEN = ("_sqlite_migrations",)
_SECRET = ("withheld",)
_SHADOW = tuple(f"articles_fts{end}" for end in ("", "_data", "_idx", "_docsize", "_config"))
"""The index is for searching, not for reading: its tables repeat the words of every article."""

_MORE: dict[str, dict[str, Any]] = {
    "articles": {"sort_desc": "published", "size": 30, "facets": ["council", "section", "state"]},
    # In the order in which they were written: by time, each text would be read before the first is shown.
    "versions": {"sort_desc": "id"},
    "edits": {"sort_desc": "seen_at"},
    "councils": {"label_column": "name"},
    "captures": {"sort_desc": "id", "label_column": "captured_at"},
    "crawls": {"sort_desc": "started", "label_column": "started"},
    "fetches": {"sort_desc": "id"},
    "events": {"sort_desc": "at"},
}

__all__ = ["QUERIES"]  # templates know it as ``newsarchive.text.QUERIES``

PAGE = 20
"""Hits on one page of the search."""

SEARCH = f"""
SELECT articles.id, articles.published, councils.name AS council, articles.section, articles.state,
       json_extract(hit.value, '$.title') AS title,
       json_extract(hit.value, '$.snippet') AS snippet,
       articles.url
FROM json_each(
    uk_page(:q, :council, :section, :state, :since, :until, :order,
            {PAGE}, {PAGE} * max(CAST(:page AS INTEGER) - 1, 0))) AS hit
CROSS JOIN articles ON articles.id = json_extract(hit.value, '$.id')
CROSS JOIN councils ON councils.code = articles.council
ORDER BY hit.key
""".strip()  # noqa: S608 - a constant of ours is the only thing put in


def describe(databases: Iterable[str], *, whole: bool = True) -> dict[str, Any]:
    """What Datasette should know of these archives.

    Args:
        databases: Names under which archives are served.
        whole: Whether nothing else is served, so that the front page is ours too.

    Returns:
        A fresh dictionary: Datasette merges into what it is given.
    """
    made: dict[str, Any] = {"databases": {name: _database() for name in databases}}
    return made | {"title": TITLE, "description": DESCRIPTION} if whole else made


def _database() -> dict[str, Any]:
    tables = {name: _table(name) for name in TITLES}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    tables |= {name: {"hidden": True, "allow": False} for name in (*_SHADOW, *_SECRET)}
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "tables": tables,
        "queries": {"search": _search(), **described()},
    }


def _table(name: str) -> dict[str, Any]:
    (title, _), (row, english) = TITLES[name]
    return {
        "title": title,
        "description": f"{row} {english}",
        "columns": {column: note for column, note in TABLES[name][1].items() if note},
        **_MORE.get(name, {}),
    }


def _search() -> dict[str, Any]:
    return {
        "title": "Пошук",
        "description": "Пошук слів у будь-якому відмінку. Words are found in any grammatical form.",
        "sql": SEARCH,
        "params": ["q", "council", "section", "state", "since", "until", "order", "page"],
        "hide_sql": True,
    }
