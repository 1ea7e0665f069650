"""What is shown of an article that was found: its facts, and the found words marked in a title and some text."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.search.fragments import fragments

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newsarchive.search.order import Found

OPEN, CLOSE = "⟦", "⟧"
"""Stand around a found word, and nowhere else, in a :class:`Hit`'s ``snippet`` and ``title_marked``."""

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


def show(connection: sqlite3.Connection, match: str | None, found: Sequence[Found]) -> list[Hit]:
    """Return what is to be shown, in the order given."""
    marks = _Marks()
    values = {
        "articles": json.dumps([article for article, _ in found]),
        "match": match,
        "open": marks.open,
        "close": marks.close,
        "beginning": _BEGINNING,
    }
    rows = {row[0]: row for row in connection.execute(_PLAIN if match is None else _MARKED, values)}
    return [_hit(rows[article], marks, score) for article, score in found if article in rows]


_MARKED = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state,
        highlight(articles_fts, 0, :open, :close),
        coalesce(highlight(articles_fts, 1, :open, :close), ''), highlight(articles_fts, 2, :open, :close)
    FROM articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid CROSS JOIN councils c ON c.code = a.council
    WHERE articles_fts MATCH :match AND articles_fts.rowid IN (SELECT value FROM json_each(:articles))"""
_PLAIN = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state,
        a.title, coalesce(a.lead, ''), substr(a.body, 1, :beginning)
    FROM articles a CROSS JOIN councils c ON c.code = a.council
    WHERE a.id IN (SELECT value FROM json_each(:articles))"""


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
