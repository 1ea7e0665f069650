"""What is shown of an article that was found: its facts, and the found words marked in a title and some text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.search.fragments import fragments
from newsarchive.search.marks import CLOSE, OPEN, Marker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from newsarchive.search.order import Found

AT_ONCE = 500
"""Articles whose texts are held at once."""


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
    section: str | None
    """As the site names it."""
    state: str
    """``live``, ``suspected`` (of removal) or ``deleted``."""
    version: int
    """How many versions it has; 1 where it was never edited."""
    snippet: str
    """The places of lead and body where the words stand, plain text on one line."""
    title_marked: str
    """The title with the found words marked."""
    score: float
    """Greater is better; 0 where the order is not one of scores. Only comparable within one search."""


def show(connection: sqlite3.Connection, match: str | None, found: Sequence[Found]) -> list[Hit]:
    """Return what is to be shown, in the order given."""
    marker = Marker(match or "")
    some = (found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE))
    return [hit for few in some for hit in _shown(connection, marker, few)]


def _shown(connection: sqlite3.Connection, marker: Marker, found: Sequence[Found]) -> Iterator[Hit]:
    articles = json.dumps([article for article, _ in found])
    rows = {row[0]: row for row in connection.execute(_ARTICLES, (articles,))}
    return (_hit(rows[article], marker, score) for article, score in found if article in rows)


_ARTICLES = """SELECT a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.section, a.state,
        a.version, a.title, coalesce(a.lead, ''), a.body
    FROM articles a CROSS JOIN councils c ON c.code = a.council
    WHERE a.id IN (SELECT value FROM json_each(?))"""


def _hit(row: tuple[Any, ...], marker: Marker, score: float) -> Hit:
    *facts, title, lead, body = row
    names = ("id", "title", "published", "council", "council_name", "oblast", "url", "section", "state", "version")
    text = f"{marker.mark('lead', lead)}\n{marker.mark('body', body)}"
    return Hit(
        **dict(zip(names, facts, strict=True)),
        snippet=fragments(text, OPEN, CLOSE),
        title_marked=" ".join(marker.mark("title", title).split()),
        score=score,
    )
