"""Which articles answer, and in what order: numbers alone, before anything is read of their texts.

An article's row holds its text, so a look at a row's date costs a page of the file; ``idx_articles_narrow`` holds
number, date and council side by side. The plans stand in docs/developers/search.md.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newsarchive.search.scope import Scope

WEIGHTS = "8.0, 3.0, 1.0"
"""Of title, lead, body in bm25: see benchmarks/relevance.py."""
MOST_RANKED = 30_000
"""Hits up to which all are ranked: bm25 takes a microsecond or more for each, and the ordinary words that pass this
number weigh next to nothing in it."""
NEAREST = 1_000
"""Newest articles that are looked through one by one for a common word, before all of its hits are sorted."""


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    """By bm25; of more than :data:`MOST_RANKED` hits the newest with the words in the title, then the newest."""
    RECENT = "recent"
    """By bm25, divided by one and the years that an article is older than the newest of the archive."""
    NEWEST = "newest"
    """By date of publication; undated articles come last."""


class Found(NamedTuple):
    """An article's number and its score, greater is better, 0 where none was made."""

    article: int
    score: float


def find(connection: sqlite3.Connection, scope: Scope, order: Order, *, limit: int, offset: int) -> list[Found]:
    """Return one page of what was asked for."""
    search = _Search(connection, scope)
    if scope.match is None:
        return unscored(search.listed(limit, offset))
    common = search.count(scope.match, narrowed=False) > MOST_RANKED
    if order is Order.NEWEST:
        return unscored(search.newest(scope.match, limit, offset, common=common))
    if common:
        return unscored(search.titled(scope.match, limit, offset))
    return search.ranked(_BEST if order is Order.BEST else _RECENT, limit, offset)


def total(connection: sqlite3.Connection, scope: Scope) -> int:
    """Count all that was asked for."""
    if scope.match is not None:
        return _Search(connection, scope).count(scope.match, narrowed=True)
    row: tuple[int] = connection.execute(f"SELECT count(*) {_EVERY}{scope.where}", scope.values).fetchone()
    return row[0]


def unscored(numbers: Iterable[int]) -> list[Found]:
    """Return articles whose order is not one of scores."""
    return [Found(number, 0.0) for number in numbers]


_INDEX = "FROM articles_fts WHERE articles_fts MATCH :match"
_NARROW = """FROM articles_fts CROSS JOIN articles a INDEXED BY idx_articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :match"""
_EVERY = "FROM articles a WHERE 1"
_PAGE = "LIMIT :limit OFFSET :offset"

# ORDER BY rank sorts inside FTS5, so nothing but numbers leaves it.
_BEST = f"""SELECT a.id, -articles_fts.rank
    {_NARROW} AND articles_fts.rank MATCH 'bm25({WEIGHTS})'{{where}} ORDER BY articles_fts.rank {_PAGE}"""
_AGE = "coalesce(julianday((SELECT max(published) FROM articles)) - julianday(a.published), 9999) / 365.25"
_RECENT = f"""SELECT a.id, -bm25(articles_fts, {WEIGHTS}) / (1 + {_AGE}) AS score
    {_NARROW}{{where}} ORDER BY score DESC {_PAGE}"""
_NEWEST = f"SELECT a.id {_NARROW}{{where}} ORDER BY a.published DESC, a.id DESC {_PAGE}"
_LISTED = f"SELECT a.id {_EVERY}{{where}} ORDER BY a.published DESC, a.id DESC {_PAGE}"
_ONE = f"SELECT 1 {_INDEX} AND rowid = :rowid"


class _Search:
    """One question's statements."""

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope

    def count(self, match: str, *, narrowed: bool) -> int:
        """Count what matches: a twentieth of what ranking takes, and less where nothing narrows."""
        narrowed = narrowed and bool(self._scope.narrowed)
        sql = f"SELECT count(*) {_NARROW}{self._scope.where}" if narrowed else f"SELECT count(*) {_INDEX}"
        row: tuple[int] = self._connection.execute(sql, {**self._scope.values, "match": match}).fetchone()
        return row[0]

    def ranked(self, sql: str, limit: int, offset: int) -> list[Found]:
        """Return the best."""
        return [Found(*row) for row in self._rows(sql, limit, offset)]

    def listed(self, limit: int, offset: int) -> list[int]:
        """Return the newest of all articles."""
        return [number for (number,) in self._rows(_LISTED, limit, offset)]

    def titled(self, match: str, limit: int, offset: int) -> list[int]:
        """Return the newest with the words in the title, and behind all of these the newest of the others."""
        words = f"{{title}} : ({match})"
        page = self.newest(words, limit, offset, common=True)
        if len(page) < limit:
            passed = max(offset - self.count(words, narrowed=True), 0)
            page += self.newest(f"({match}) NOT ({words})", limit - len(page), passed, common=True)
        return page

    def newest(self, match: str, limit: int, offset: int, *, common: bool) -> list[int]:
        """Return the newest that match."""
        if common and offset + limit <= NEAREST:
            page = list(islice(self._near(match), offset, offset + limit))
            if len(page) == limit:
                return page
        return [number for (number,) in self._rows(_NEWEST, limit, offset, match=match)]

    def _near(self, match: str) -> Iterator[int]:
        """Yield those of the newest articles that match, the newest first."""
        for number in self.listed(NEAREST, 0):
            if self._connection.execute(_ONE, {"match": match, "rowid": number}).fetchone():
                yield number

    def _rows(self, sql: str, limit: int, offset: int, **other: str) -> list[tuple[Any, ...]]:
        values = {**self._scope.values, "limit": limit, "offset": offset, **other}
        return self._connection.execute(sql.format(where=self._scope.where), values).fetchall()
