"""What the feeds tell: articles, versions, edits, removals, the newest first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsarchive.search import CLOSE, OPEN
from newsarchive.search.order import Order
from newsarchive.serve import edits, removals
from newsarchive.serve.feeds.atom import Entry, instant, tag
from newsarchive.serve.rows import read_rows
from newsarchive.serve.words import cut, say

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from newsarchive.search import Question
    from newsarchive.serve.rows import Row
    from newsarchive.serve.tongue import Language

PAGE = 50
"""Entries of one page of a feed."""
LONGEST_SUMMARY = 400
LATE = timedelta(days=90)
"""How old an article may be when it is found, to be told of as new: what is older is the past being gathered."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When that happened of which the archive does not know when."""

_FIELDS = {
    "title": ("назва", "title"),
    "lead": ("лід", "lead"),
    "body": ("текст", "text"),
    "published": ("дата", "date"),
    "author": ("автор", "author"),
    "section": ("розділ", "section"),
}

_EVIDENCE = {
    "neighbour": (
        "Сусідня стаття на сайті більше її не називає.",
        "Its neighbor on the site does not name it any more.",
    ),
    "two weeks": (
        "Два тижні її немає, а інші статті сайту на місці.",
        "It has been away for two weeks, while the site's others are there.",
    ),
    "": ("Сайт її більше не показує.", "The site shows it no more."),
}


class Told:
    """The words and addresses that entries are made with."""

    def __init__(self, lang: Language, permalink: Callable[..., str]) -> None:
        """Take the language of the feed, and what makes a permalink of an address and perhaps a digest."""
        self.lang = lang
        self.permalink = permalink

    def say(self, ukrainian: str, english: str) -> str:
        """The wording of the feed's language."""
        return say(self.lang, ukrainian, english)

    def council(self, row: Row) -> str:
        """The council's name."""
        return str((self.lang == "en" and row["council_name_en"]) or row["council_name"] or row["council"])

    def untitled(self, title: str | None) -> str:
        """A title, or the word for none."""
        return title or self.say("Без назви", "Untitled")


def found(connection: sqlite3.Connection, question: Question, offset: int, told: Told) -> list[Entry]:
    """Read a page of the newest articles that a question finds."""
    hits = question.hits(order=Order.NEWEST, limit=PAGE, offset=offset)
    rows = {row["id"]: row for row in read_rows(connection, _ARTICLES, json.dumps([hit.id for hit in hits]))}
    entries = [_article(rows[hit.id], hit.snippet, told) for hit in hits if hit.id in rows]
    return entries if offset else [*entries, *_late(connection, question, set(rows), told)]


def _late(connection: sqlite3.Connection, question: Question, told_of: set[int], told: Told) -> list[Entry]:
    """Read what was found late: its day is behind the feed's first page, and yet it is new to who follows."""
    if len(told_of) < PAGE:
        return []
    arrived = [number for number in question.arrived(PAGE) if number not in told_of]
    rows = read_rows(connection, _ARTICLES, json.dumps(arrived))
    return [_article(row, row["lead"] or row["beginning"], told) for row in rows if _is_late(row)]


def _is_late(row: Row) -> bool:
    published, captured = instant(row["published"]), instant(row["first_captured"])
    return published is not None and captured is not None and captured - published < LATE


def _article(row: Row, snippet: str, told: Told) -> Entry:
    plain = snippet.replace(OPEN, "").replace(CLOSE, "")
    return Entry(
        id=tag(row["url"]),
        title=told.untitled(row["title"]),
        updated=instant(row["seen_at"]) or instant(row["first_captured"]) or NEVER,
        published=instant(row["published"]),
        author=told.council(row),
        link=told.permalink(row["url"]),
        via=row["url"],
        summary=cut(plain, LONGEST_SUMMARY),
        section=row["section"],
    )


def versions(connection: sqlite3.Connection, article: int, offset: int, told: Told) -> tuple[str, list[Entry]] | None:
    """Read the title of an article and a page of its versions; None where there is no such article."""
    rows = read_rows(connection, _ARTICLES, json.dumps([article]))
    if not rows:
        return None
    values = {"article": article, "limit": PAGE, "offset": offset}
    read = read_rows(connection, _VERSIONS, values)
    return told.untitled(rows[0]["title"]), [_version(rows[0], row, told) for row in read]


def _version(article: Row, row: Row, told: Told) -> Entry:
    changed = [told.say(*words) for name, words in _FIELDS.items() if row[f"{name}_changed"]]
    first = told.say("Перше прочитання.", "The first reading.")
    summary = first if row["number"] == 1 else f"{told.say('Змінено', 'Changed')}: {', '.join(changed)}."
    return Entry(
        id=tag(article["url"], row["digest"], row["seen_at"]),
        title=f"{told.say('Версія', 'Version')} {row['number']}: {told.untitled(row['title'])}",
        updated=instant(row["seen_at"]) or NEVER,
        published=instant(article["published"]),
        author=told.council(article),
        link=told.permalink(article["url"], row["digest"]),
        via=article["url"],
        summary=f"{summary} {cut(row['body'], LONGEST_SUMMARY)}",
        section=article["section"],
    )


def edited(connection: sqlite3.Connection, asked: edits.Asked, offset: int, told: Told) -> list[Entry]:
    """Read a page of edits, the newest first."""
    newest = replace(asked, order="", after="")
    return [_edit(one, told) for one in edits.edits(connection, newest, PAGE, offset)]


def _edit(one: edits.Edited, told: Told) -> Entry:
    return Entry(
        id=tag(one.url, one.digest, one.seen_at, "edit"),
        title=f"{told.say('Змінено', 'Edited')}: {told.untitled(one.title)}",
        updated=instant(one.seen_at) or NEVER,
        published=instant(one.published),
        author=told.say(one.council_name, one.council_name_en),
        link=f"{told.permalink(one.url, one.digest)}&view=diff",
        via=one.url,
        summary=told.say(one.line.uk, one.line.en),
        section=one.section,
    )


def removed(connection: sqlite3.Connection, asked: removals.Asked, offset: int, told: Told) -> list[Entry]:
    """Read a page of removals, the newest first."""
    return [_removal(one, told) for one in removals.removals(connection, replace(asked, after=""), PAGE, offset)]


def _removal(one: removals.Removal, told: Told) -> Entry:
    return Entry(
        id=tag(one.url, one.event),
        title=f"{told.say(*one.called)}: {told.untitled(one.title)}",
        updated=instant(one.at) or NEVER,
        published=instant(one.published),
        author=told.say(one.council_name, one.council_name_en),
        link=told.permalink(one.url),
        via=one.url,
        summary=_state(one, told),
        section=one.section,
    )


def _state(one: removals.Removal, told: Told) -> str:
    """Say what is known of a removal."""
    if one.state == "suspected":
        return f"{told.say('Замість статті', 'Instead of it')}: {told.say(*one.why)}."
    if one.state == "deleted":
        return told.say(*_EVIDENCE.get(one.evidence, _EVIDENCE[""]))
    return f"{told.say('На сайті її не було від', 'It was not on the site since')} {one.since}."


_OF_ARTICLE = """a.id, a.url, a.title, a.council, a.published, a.section, a.first_captured,
    c.name AS council_name, c.name_en AS council_name_en"""

_ARTICLES = f"""
SELECT {_OF_ARTICLE}, a.lead, substr(a.body, 1, 1000) AS beginning, v.seen_at
FROM json_each(?) AS number
CROSS JOIN articles AS a ON a.id = number.value
LEFT JOIN councils AS c ON c.code = a.council
LEFT JOIN versions AS v ON v.article = a.id AND v.number = a.version
"""  # noqa: S608 - constants of ours alone

_CHANGED = ", ".join(f"v.{name} IS NOT b.{name} AS {name}_changed" for name in _FIELDS)
_VERSIONS = f"""
SELECT v.number, v.title, v.body, v.digest, v.seen_at, {_CHANGED}
FROM versions AS v LEFT JOIN versions AS b ON b.article = v.article AND b.number = v.number - 1
WHERE v.article = :article ORDER BY v.number DESC LIMIT :limit OFFSET :offset
"""  # noqa: S608 - constants of ours alone
