"""Everything the page of one article shows, read in one transaction so that a writer cannot come between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from newsarchive.serve.view import Absent, in_one_view

if TYPE_CHECKING:
    import sqlite3

    from datasette.database import Database

Row = dict[str, Any]

LIMIT_MS = 1500

SOURCES = {
    "meta": ("метадані сторінки", "the page's metadata"),
    "json-ld": ("структуровані дані сторінки (JSON-LD)", "the page's structured data (JSON-LD)"),
    "time": ("мітка часу біля заголовка", "the mark of time beside the title"),
    "printed": ("дата, надрукована на сторінці", "the date printed on the page"),
    "url": ("дата в адресі сторінки", "the date in the page's address"),
}
NO_DATE = ("дати на сторінці не знайдено", "no date was found on the page")

STATES = {
    "suspected": (
        "Сайт востаннє не показав цієї статті: можливо, її вилучено.",
        "The site did not show this article the last time: it may have been taken down.",
    ),
    "deleted": (
        "Статтю вилучено з сайту ради. Тут вона збережена.",
        "The article was taken down from the council's site. It is kept here.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article, in one of its versions, with its surroundings."""

    article: Row
    """The row of ``articles``, with ``council_name`` and ``oblast``."""
    shown: Row
    """The row of ``versions`` that is read; the article's own fields where it has no versions yet."""
    capture: Row
    """The record that ``shown`` was read from; empty where it is missing."""
    versions: list[Row]
    """Newest first, without their texts."""
    attachments: list[Row]
    tags: list[str]
    older: Row | None
    """``url``, ``title`` and, when the archive holds it, ``id`` and ``published``."""
    newer: Row | None

    @property
    def current(self) -> bool:
        """Whether the version shown is the one the site showed last."""
        return bool(self.shown["number"] == self.article["version"])

    @property
    def source(self) -> tuple[str, str]:
        """In words, which part of the page gave the date; in Ukrainian and in English."""
        told = self.article["published_from"]
        return SOURCES.get(told, (told, told)) if told else NO_DATE

    @property
    def notice(self) -> tuple[str, str] | None:
        """What the reader must know of an article that the site no longer shows; in Ukrainian and in English."""
        return STATES.get(self.article["state"])


async def page(database: Database, key: str, version: str | None) -> Page:
    """Read an article's page.

    Raises:
        Absent: No such article, or no such version of it.
    """
    reading = partial(_read, key=key, version=version)
    found: Page | None = await database.execute_fn(partial(in_one_view, reading=reading, limit=LIMIT_MS))
    if found is None:
        raise Absent("Немає такої статті або такої її версії.", "No such article, or no such version of it.")
    return found


def _read(connection: sqlite3.Connection, key: str, version: str | None) -> Page | None:
    article = _one(connection, _ARTICLE, key)
    shown = _shown(connection, article, version) if article else None
    if article is None or shown is None:
        return None
    return Page(
        article=article,
        shown=shown,
        capture=_one(connection, "SELECT * FROM captures WHERE id = ?", shown["capture"]) or {},
        versions=_all(connection, _VERSIONS, article["id"]),
        attachments=_all(connection, "SELECT * FROM attachments WHERE article = ? ORDER BY rowid", article["id"]),
        tags=[
            row["tag"]
            for row in _all(connection, "SELECT tag FROM tags WHERE article = ? ORDER BY rowid", article["id"])
        ],
        older=_neighbour(connection, article["id"], article["older_url"]),
        newer=_neighbour(connection, article["id"], article["newer_url"]),
    )


def _shown(connection: sqlite3.Connection, article: Row, version: str | None) -> Row | None:
    number = article["version"] if version is None else version
    row = _one(connection, "SELECT * FROM versions WHERE article = ? AND number = ?", article["id"], number)
    if row is None and version is None:
        return {**article, "number": article["version"], "seen_at": article["first_captured"]}
    return row


def _neighbour(connection: sqlite3.Connection, article: int, url: str | None) -> Row | None:
    if not url:
        return None
    held = _one(connection, _HELD, {"url": url})
    return held or {"url": url, "title": _link_text(connection, article, url)}


def _link_text(connection: sqlite3.Connection, article: int, url: str) -> str | None:
    row = _one(connection, _LINK_TEXT, {"article": article, "url": url})
    return row["title"] if row else None


def _one(connection: sqlite3.Connection, sql: str, *values: object) -> Row | None:
    rows = _all(connection, sql, *values)
    return rows[0] if rows else None


def _all(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    named = values[0] if values and isinstance(values[0], dict) else values
    return [dict(row) for row in connection.execute(sql, named)]


_ARTICLE = """
SELECT articles.*, councils.name AS council_name, councils.name_en AS council_name_en, councils.oblast
FROM articles LEFT JOIN councils ON councils.code = articles.council
WHERE articles.id = ?
"""

_VERSIONS = "SELECT number, seen_at, title, digest FROM versions WHERE article = ? ORDER BY number DESC"

_HELD = """
SELECT id, url, title, published FROM articles WHERE url = :url
UNION ALL
SELECT articles.id, articles.url, title, published FROM aliases JOIN articles ON articles.id = aliases.article
WHERE aliases.url = :url
LIMIT 1
"""

_LINK_TEXT = """
SELECT CASE WHEN previous_url = :url THEN previous_title ELSE next_title END AS title
FROM neighbours WHERE article = :article AND :url IN (previous_url, next_url)
ORDER BY seen_at DESC LIMIT 1
"""
