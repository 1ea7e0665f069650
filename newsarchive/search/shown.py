"""What is shown of an article that was found: its facts, and the found words marked in a title and some text."""

from __future__ import annotations

import json
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.search.fragments import fragments

if TYPE_CHECKING:
    from newsarchive.search.order import Page
    from newsarchive.search.scope import Scope

OPEN, CLOSE = "⟦", "⟧"
"""Stand around a found word, and nowhere else, in a :class:`Hit`'s ``snippet`` and ``title_marked``."""

_HITS_A_FORM = 80
"""Hits that can be passed over while the list of one form is opened."""
_BEGINNING = 1_000
"""Characters of a text that are read where no word was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article found."""

    id: int
    """``articles.id``."""
    title: str
    published: str | None
    """ISO 8601 with offset, Europe/Kyiv; a bare date where the page gives no time; None where unknown."""
    council: str
    """``councils.code``."""
    council_name: str
    oblast: str
    """ISO 3166-2, e.g. ``UA-68``."""
    url: str
    state: str
    """``live``, ``suspected`` (of removal) or ``deleted``."""
    snippet: str
    """The places of lead and body where the words stand, plain text on one line."""
    title_marked: str
    """The title with the found words marked."""
    score: float
    """Greater is better; 0 where the order is not one of scores. Only comparable within one search."""


def show(connection: sqlite3.Connection, scope: Scope, page: Page) -> list[Hit]:
    """Return what is to be shown, in the order given."""
    found = page.found
    marks = _Marks()
    values = {
        "articles": json.dumps([article for article, _ in found]),
        "match": scope.match,
        "open": marks.open,
        "close": marks.close,
        "beginning": _BEGINNING,
    }
    sql = _PLAIN if scope.match is None else _WHOLE if scope.heavy else _marked(scope.match, page)
    rows = connection.execute(sql, values).fetchall() if found else []
    if scope.heavy:
        rows = _marked_aside(rows, values)
    by_number = {row[0]: row for row in rows}
    return [_hit(by_number[article], marks, score) for article, score in found if article in by_number]


def _marked_aside(rows: list[tuple[Any, ...]], values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Mark the words of a few articles in an index of their own.

    FTS5 would else read all that begins so once more, for each of them.
    """
    with closing(sqlite3.connect(":memory:")) as aside:
        aside.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, lead, body)")
        texts = [(row[0], *row[-3:]) for row in rows]
        aside.executemany("INSERT INTO articles_fts(rowid, title, lead, body) VALUES (?, ?, ?, ?)", texts)
        marked = {row[0]: row[1:] for row in aside.execute(_ASIDE, values)}
    return [(*row[:-3], *marked.get(row[0], row[-3:])) for row in rows]


_MARKED = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state,
        highlight(articles_fts, 0, :open, :close),
        coalesce(highlight(articles_fts, 1, :open, :close), ''), highlight(articles_fts, 2, :open, :close)
    FROM articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid CROSS JOIN councils c ON c.code = a.council
    WHERE articles_fts MATCH :match AND {no_index}articles_fts.rowid IN (SELECT value FROM json_each(:articles))"""
_PLAIN = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state,
        a.title, coalesce(a.lead, ''), substr(a.body, 1, :beginning)
    FROM articles a CROSS JOIN councils c ON c.code = a.council
    WHERE a.id IN (SELECT value FROM json_each(:articles))"""

_WHOLE = _PLAIN.replace("substr(a.body, 1, :beginning)", "a.body")
_ASIDE = """SELECT rowid, highlight(articles_fts, 0, :open, :close), highlight(articles_fts, 1, :open, :close),
        highlight(articles_fts, 2, :open, :close)
    FROM articles_fts WHERE articles_fts MATCH :match"""


def _marked(match: str, page: Page) -> str:
    """Choose, by SQL's unary plus, to go through all hits rather than to look the words up anew for each one shown.

    A look-up opens the list of each form, some eight microseconds; to pass over a hit takes a tenth of one.
    """
    forms = match.count('"') // 2
    return _MARKED.format(no_index="+" if page.hits < len(page.found) * forms * _HITS_A_FORM else "")


class _Marks:
    """Marks that no text can forge: made anew for each search, changed into OPEN and CLOSE at the end."""

    def __init__(self) -> None:
        secret = secrets.token_hex(8)
        self.open, self.close = f"\x02{secret}\x02", f"\x03{secret}\x03"

    def show(self, text: str) -> str:
        """Return one line of plain text with the marks in their final form, a text's own made ordinary brackets."""
        line = " ".join(text.split()).replace(OPEN, "[").replace(CLOSE, "]")
        return line.replace(self.open, OPEN).replace(self.close, CLOSE)


def _hit(row: tuple[Any, ...], marks: _Marks, score: float) -> Hit:
    *facts, title, lead, body = row
    names = ("id", "title", "published", "council", "council_name", "oblast", "url", "state")
    return Hit(
        **dict(zip(names, facts, strict=True)),
        snippet=marks.show(fragments(f"{lead}\n{body}", marks.open, marks.close)),
        title_marked=marks.show(title),
        score=score,
    )
