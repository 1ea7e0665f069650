"""Which articles answer, and in what order: numbers alone, before anything is read of their texts.

An article's row holds its text, so a look at a row's date costs a page of the file; ``idx_articles_narrow`` holds
number, date and council side by side. The plans stand in docs/developers/search.md.
"""

from __future__ import annotations

from array import array
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newsarchive.search.scope import Scope

WEIGHTS = "8.0, 3.0, 1.0"
"""Of title, lead, body in bm25. By benchmarks/ranking.py within two hundredths of the best for any kind of text: what
helps to find an article by its lead hinders to find it by its body."""
MOST_RANKED = 30_000
"""Hits up to which all are ranked: bm25 takes a microsecond or more for each, and the ordinary words that pass this
number weigh next to nothing in it."""
MOST_RANKED_IF_HEAVY = 5_000
"""The same for a query that is heavy by itself, see ``Scope.heavy``, or of more than :data:`MANY_STRINGS`."""
MANY_STRINGS = 120
"""Strings of a MATCH; bm25 asks the index for each of them anew."""
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


def find(search: Search, order: Order, *, limit: int, offset: int) -> list[Found]:
    """Return one page of what was asked for."""
    match, heavy = search.scope.match, search.scope.heavy
    if match is None:
        return _unscored(search.listed(limit, offset))
    hits = search.hits
    if not hits:
        return []
    many = heavy or match.count('"') > 2 * MANY_STRINGS
    common = hits > (MOST_RANKED_IF_HEAVY if many else MOST_RANKED)
    if order is Order.NEWEST or (heavy and common):
        return _unscored(search.newest(match, limit, offset))
    if common:
        return _unscored(search.titled(match, limit, offset))
    return search.ranked(_BEST if order is Order.BEST else _RECENT, limit, offset)


def _unscored(numbers: Iterable[int]) -> list[Found]:
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
_OF_THESE = " AND +articles_fts.rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match)"
_AGE = "coalesce(julianday((SELECT max(published) FROM articles)) - julianday(a.published), 9999) / 365.25"
_RECENT = f"""SELECT a.id, -bm25(articles_fts, {WEIGHTS}) / (1 + {_AGE}) AS score
    {_NARROW}{{where}} ORDER BY score DESC {_PAGE}"""
_NEWEST = f"SELECT a.id {_NARROW}{{where}} ORDER BY a.published DESC, a.id DESC {_PAGE}"
_LISTED = f"SELECT a.id {_EVERY}{{where}} ORDER BY a.published DESC, a.id DESC {_PAGE}"
_ONE = f"SELECT 1 {_INDEX} AND rowid = :rowid"


class Search:
    """One question's statements."""

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self.connection = connection
        self.scope = scope

    @cached_property
    def hits(self) -> int:
        """How many articles have the words, whatever narrows them: counting is a twentieth of what ranking takes."""
        return len(self.numbers) if self.scope.heavy else self._count(_INDEX)

    @cached_property
    def numbers(self) -> array[int]:
        """The articles that have the words, whatever narrows them: kept, since FTS5 reads a heavy query anew."""
        return self._all_of(f"rowid AS id {_INDEX}", self.scope)

    def total(self) -> int:
        """Count all that was asked for."""
        if self.scope.match is None:
            return self._count(f"{_EVERY}{self.scope.where}")
        return self._count(f"{_NARROW}{self.scope.where}") if self.scope.narrowed else self.hits

    def within(self, scope: Scope) -> array[int]:
        """Return the articles of a question like this one that is narrowed otherwise."""
        if scope.match is not None and not scope.narrowed:
            return self.numbers
        return self._all_of(f"a.id {_EVERY if scope.match is None else _NARROW}{scope.where}", scope)

    def _all_of(self, source: str, scope: Scope) -> array[int]:
        """Return all numbers that a statement selects: one text of them is faster than a row of each."""
        sql = f"SELECT group_concat(id) FROM (SELECT {source})"  # noqa: S608 - constants of ours alone
        (text,) = self.connection.execute(sql, scope.values).fetchone()
        return array("q", map(int, text.split(",")) if text else ())

    def _count(self, source: str) -> int:
        row: tuple[int] = self.connection.execute(f"SELECT count(*) {source}", self.scope.values).fetchone()
        return row[0]

    def ranked(self, sql: str, limit: int, offset: int) -> list[Found]:
        """Return the best."""
        if self.scope.ranking is not None:
            sql = sql.replace(":match", ":ranking").replace("{where}", f"{_OF_THESE}{{where}}")
        return [Found(*row) for row in self._rows(sql, limit, offset)]

    def listed(self, limit: int, offset: int) -> list[int]:
        """Return the newest of all articles."""
        return [number for (number,) in self._rows(_LISTED, limit, offset)]

    def titled(self, match: str, limit: int, offset: int) -> list[int]:
        """Return the newest with the words in the title, and behind all of these the newest of the others."""
        last = offset + limit
        # All of them are sorted: where few titles have the words, FTS5 goes far from one to the next.
        titled = self._sorted(f"{{title}} : ({match})", last)
        if len(titled) < last:
            first = set(titled)
            titled += [number for number in self.newest(match, last, 0) if number not in first]
        return titled[offset:last]

    def newest(self, match: str, limit: int, offset: int) -> list[int]:
        """Return the newest that match."""
        last = offset + limit
        if self.hits > MOST_RANKED and last <= NEAREST:
            near = list(islice(self._near(match), last))
            if len(near) == last:
                return near[offset:]
        return self._sorted(match, limit, offset)

    def _sorted(self, match: str, limit: int, offset: int = 0) -> list[int]:
        """Return the newest that match, for which all are looked at."""
        return [number for (number,) in self._rows(_NEWEST, limit, offset, match=match)]

    def _near(self, match: str) -> Iterator[int]:
        """Yield those of the newest articles that match, the newest first."""
        newest = self.listed(NEAREST, 0)
        if self.scope.heavy:
            found = set(self.numbers)
            yield from (number for number in newest if number in found)
            return
        for number in newest:
            # Quick where most match: from one that does not, FTS5 goes on to the next that does.
            if self.connection.execute(_ONE, {"match": match, "rowid": number}).fetchone():
                yield number

    def _rows(self, sql: str, limit: int, offset: int, **other: str) -> list[tuple[Any, ...]]:
        values = {**self.scope.values, "limit": limit, "offset": offset, **other}
        return self.connection.execute(sql.format(where=self.scope.where), values).fetchall()
