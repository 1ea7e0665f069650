"""What is shown of an article that was found: its facts, and the found words marked in a title and some text."""

from __future__ import annotations

import json
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from newsarchive.search.fragments import fragments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.search.order import Found

OPEN, CLOSE = "⟦", "⟧"
"""Stand around a found word, and nowhere else, in a :class:`Hit`'s ``snippet`` and ``title_marked``."""


Texts: TypeAlias = "tuple[str, str, str]"
"""Title, lead and body."""


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
    articles = json.dumps([article for article, _ in found])
    rows = {row[0]: row for row in connection.execute(_ARTICLES, (articles,))}
    texts = {article: row[-3:] for article, row in rows.items()}
    marks = _Marks()
    if match is not None:
        texts |= _marked(texts, match, marks)
    return [_hit(rows[article][:-3], texts[article], marks, score) for article, score in found if article in rows]


def _marked(texts: dict[int, Texts], match: str, marks: _Marks) -> dict[int, Texts]:
    """Mark the words of a few articles in an index of their own.

    That takes some six milliseconds a page, whatever the query and however large the archive. The archive's index
    would open the list of each form anew for each article, and of a beginning read all that begins so.
    """
    with closing(sqlite3.connect(":memory:")) as aside:
        aside.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, lead, body)")
        rows = ((article, *parts) for article, parts in texts.items())
        aside.executemany("INSERT INTO articles_fts(rowid, title, lead, body) VALUES (?, ?, ?, ?)", rows)
        values = {"match": match, "open": marks.open, "close": marks.close}
        return {article: tuple(parts) for article, *parts in aside.execute(_HIGHLIGHTED, values)}


_ARTICLES = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state,
        a.title, coalesce(a.lead, ''), a.body
    FROM articles a CROSS JOIN councils c ON c.code = a.council
    WHERE a.id IN (SELECT value FROM json_each(?))"""
_HIGHLIGHTED = """SELECT rowid, highlight(articles_fts, 0, :open, :close), highlight(articles_fts, 1, :open, :close),
        highlight(articles_fts, 2, :open, :close)
    FROM articles_fts WHERE articles_fts MATCH :match"""


class _Marks:
    """Marks that no text can forge: made anew for each search, changed into OPEN and CLOSE at the end."""

    def __init__(self) -> None:
        secret = secrets.token_hex(8)
        self.open, self.close = f"\x02{secret}\x02", f"\x03{secret}\x03"

    def show(self, text: str) -> str:
        """Return one line of plain text with the marks in their final form, a text's own made ordinary brackets."""
        line = " ".join(text.split()).replace(OPEN, "[").replace(CLOSE, "]")
        return line.replace(self.open, OPEN).replace(self.close, CLOSE)


def _hit(facts: tuple[Any, ...], texts: Texts, marks: _Marks, score: float) -> Hit:
    title, lead, body = texts
    names = ("id", "title", "published", "council", "council_name", "oblast", "url", "state")
    return Hit(
        **dict(zip(names, facts, strict=True)),
        snippet=marks.show(fragments(f"{lead}\n{body}", marks.open, marks.close)),
        title_marked=marks.show(title),
        score=score,
    )
