"""Search: a reader's words in, hits with their places marked out."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.errors import ArchiveError
from newsarchive.search.explanation import Explanation, explain
from newsarchive.search.filters import Filters, Understood, understand
from newsarchive.search.match import NOTHING, uk_query

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "CLOSE",
    "NOTHING",
    "OPEN",
    "Explanation",
    "Hit",
    "count",
    "explain",
    "register",
    "search",
    "uk_query",
]

OPEN, CLOSE = "⟦", "⟧"
"""Stand around a found word, and nowhere else, in a :class:`Hit`'s ``snippet`` and ``title_marked``."""

_SNIPPET_TOKENS = 30
_SNIPPET_CHARACTERS = 200
_MOST_ROWS = 2**31


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
    """Plain text on one line from the body, or from the lead where only it has the words."""
    title_marked: str
    """The title with the found words marked."""
    score: float
    """Greater is better; 0 where the newest were asked for. Only comparable within one search."""


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the SQL function ``uk_query(text)``."""
    connection.create_function("uk_query", 1, uk_query, deterministic=True)


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    council: str | None = None,
    oblast: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Find articles, the best first; the newest where no words are asked for.

    Args:
        connection: an archive's; need not be registered.
        query: anything a reader types: see ``newsarchive.search.query``. Its filters («рада:Львівська») hold
            besides those given here.
        council: only of this council, by its code.
        oblast: only of this oblast, ISO 3166-2.
        since: only published on this Kyiv day or later; leaves out what has no date.
        until: only published on this Kyiv day or earlier; leaves out what has no date.
        limit: how many hits at most.
        offset: how many hits to pass over.

    Raises:
        ArchiveError: the archive or its index cannot be read.
    """
    asked = _understand(connection, query)
    where, values = _filters(council, oblast, since, until, asked.filters)
    values |= {"limit": _bounded(limit), "offset": _bounded(offset)}
    if _asks_no_words(asked):
        return [_newest(row) for row in _rows(connection, _NEWEST.format(where=where), values)]
    marks = _Marks()
    values |= {"match": asked.match, "open": marks.open, "close": marks.close}
    return [_hit(row, marks) for row in _rows(connection, _FOUND.format(where=where), values)]


def count(
    connection: sqlite3.Connection,
    query: str,
    *,
    council: str | None = None,
    oblast: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Count what :func:`search` would find without a limit; the arguments are the same."""
    asked = _understand(connection, query)
    where, values = _filters(council, oblast, since, until, asked.filters)
    source = _ARTICLES
    if not _asks_no_words(asked):
        # Joining costs a look at each article: only where something is asked of it.
        source = _HITS if where else _INDEX
        values["match"] = asked.match
    (row,) = _rows(connection, f"SELECT count(*) {source}{where}", values)
    return int(row[0])


_ARTICLES = "FROM articles a JOIN councils c ON c.code = a.council WHERE 1"
_INDEX = "FROM articles_fts WHERE articles_fts MATCH :match"
_HITS = """FROM articles_fts
    CROSS JOIN articles a ON a.id = articles_fts.rowid
    CROSS JOIN councils c ON c.code = a.council
    WHERE articles_fts MATCH :match"""
_COLUMNS = "a.id, a.title, a.published, a.council, c.name, c.oblast, a.url, a.state"

# ORDER BY rank sorts inside FTS5, so that snippets are made for the hits shown alone; CROSS JOIN keeps it so.
# Weights: title, lead, body.
_FOUND = f"""
    SELECT {_COLUMNS}, highlight(articles_fts, 0, :open, :close),
        snippet(articles_fts, 1, :open, :close, '…', {_SNIPPET_TOKENS}),
        snippet(articles_fts, 2, :open, :close, '…', {_SNIPPET_TOKENS}), articles_fts.rank
    {_HITS} AND articles_fts.rank MATCH 'bm25(8.0, 3.0, 1.0)' {{where}}
    ORDER BY articles_fts.rank LIMIT :limit OFFSET :offset"""
_NEWEST = f"""
    SELECT {_COLUMNS}, substr(coalesce(nullif(a.lead, ''), a.body), 1, {_SNIPPET_CHARACTERS + 1})
    {_ARTICLES} {{where}}
    ORDER BY a.published DESC, a.id DESC LIMIT :limit OFFSET :offset"""


def _filters(
    council: str | None, oblast: str | None, since: date | None, until: date | None, typed: Filters
) -> tuple[str, dict[str, Any]]:
    """Return conditions to append to a WHERE, and their values; those typed hold besides those given."""
    days = [[day for day in pair if day is not None] for pair in ((since, typed.since), (until, typed.until))]
    asked = {
        "council": (" AND a.council = :council", _encodable(council)),
        "oblast": (" AND c.oblast = :oblast", _encodable(oblast)),
        "councils": (
            " AND a.council IN (SELECT value FROM json_each(:councils))",
            None if typed.councils is None else json.dumps(sorted(typed.councils)),
        ),
        # The first ten characters are the Kyiv day, with or without a time behind it.
        "since": (" AND substr(a.published, 1, 10) >= :since", max(map(_day, days[0]), default=None)),
        "until": (" AND substr(a.published, 1, 10) <= :until", min(map(_day, days[1]), default=None)),
    }
    given = {name: pair for name, pair in asked.items() if pair[1] is not None}
    return "".join(sql for sql, _ in given.values()), {name: value for name, (_, value) in given.items()}


def _day(day: date) -> str:
    return day.isoformat()[:10]


def _bounded(number: int) -> int:
    return min(max(number, 0), _MOST_ROWS)


def _encodable(text: str | None) -> str | None:
    """Return text that SQLite takes: a command line's argument may hold lone surrogates."""
    return text and text.encode("utf-8", "replace").decode("utf-8")


def _understand(connection: sqlite3.Connection, query: str) -> Understood:
    try:
        return understand(connection, query)
    except sqlite3.DatabaseError as error:
        raise _unsearchable(error) from error


def _asks_no_words(asked: Understood) -> bool:
    """Say whether everything is wanted that the filters let through, and not: what has these words."""
    return asked.query.node is None and (bool(asked.query.filters) or asked.query.blank)


def _rows(connection: sqlite3.Connection, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    try:
        return cursor.execute(sql, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise _unsearchable(error) from error


def _unsearchable(error: sqlite3.DatabaseError) -> ArchiveError:
    return ArchiveError(f"The archive could not be searched: {error}. Nothing was changed.")


class _Marks:
    """Marks that no text can forge: made anew for each search, changed into OPEN and CLOSE at the end."""

    def __init__(self) -> None:
        secret = secrets.token_hex(8)
        self.open, self.close = f"\x02{secret}\x02", f"\x03{secret}\x03"

    def show(self, text: str | None) -> str:
        """Return one line of plain text with the marks in their final form."""
        return plain(text).replace(self.open, OPEN).replace(self.close, CLOSE)


def plain(text: str | None) -> str:
    """Return text on one line, its own look-alikes of our marks made ordinary brackets."""
    return " ".join((text or "").split()).replace(OPEN, "[").replace(CLOSE, "]")


def _hit(row: tuple[Any, ...], marks: _Marks) -> Hit:
    *fields, title, lead, body, rank = row
    lead_only = marks.open in (lead or "") and marks.open not in (body or "")
    snippet = marks.show(lead if lead_only else body)
    return _made(fields, snippet=snippet, title_marked=marks.show(title), score=-rank)


def _newest(row: tuple[Any, ...]) -> Hit:
    *fields, text = row
    cut = len(text) > _SNIPPET_CHARACTERS
    snippet = plain(text[:_SNIPPET_CHARACTERS]) + ("…" if cut else "")
    return _made(fields, snippet=snippet, title_marked=plain(fields[1]), score=0.0)


def _made(fields: list[Any], *, snippet: str, title_marked: str, score: float) -> Hit:
    names = ("id", "title", "published", "council", "council_name", "oblast", "url", "state")
    given = dict(zip(names, fields, strict=True))
    return Hit(**given, snippet=snippet, title_marked=title_marked, score=score)
