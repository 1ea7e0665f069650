"""Which articles answer, and in what order: numbers alone, before anything is read of their texts.

FTS5 says which articles have the words, and ranks them; what else is asked of them is held in memory (``facts``). The
plans stand in docs/developers/search.md.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.search.facts import HALF_SECONDS, UNDATED, Facts, known
from newsarchive.search.hidden import hidden
from newsarchive.search.marks import Marker
from newsarchive.search.weighing import weigh

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newsarchive.search.scope import Scope

WEIGHTS = (8.0, 3.0, 1.0)
"""Of title, lead, body in bm25. By benchmarks/ranking.py within two hundredths of the best for any kind of text: what
helps to find an article by its lead hinders to find it by its body."""
MOST_RANKED = 40_000
"""Hits that are ranked at most, each counted as often as the query has strings and four: bm25 takes from one to four
microseconds for each, and words so common that they pass this weigh next to nothing in it."""
_BESIDE_STRINGS = 4
_TIMES, _LOOKED_AT = 10, 1000
"""Of so many times as many hits the newest, whose titles are read to learn how many have the words there."""
_ANY_OF = re.compile(r'\(?"[^"]*"(?: OR "[^"]*")*\)?')
"""A MATCH of nothing but strings, each of which will do."""
_ANY_WORD = re.compile(r'\(?"[^" ]*"(?: OR "[^" ]*")*\)?')
"""A MATCH of nothing but single words, each of which will do: bm25 counts what it ranks."""
MOST_READ = 400
"""Hits whose texts are read to score them, at most."""
_AS_LONG_AS = 80_000
"""Articles of the archive in which bm25 counts one string of several words' forms while a hit is read."""
_OF_BM25 = re.compile(r"\*| : |NEAR")
"""Only FTS5 knows how rare a beginning is, a word in one column, words close together."""
_IN_A_BEGINNING = 8
"""Words that a beginning counts for."""
_YEAR = 365.25 * 86_400 * HALF_SECONDS
_UNDATED_YEARS = 27.4
"""As old as the oldest of sites."""


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    """By bm25; of more than :data:`MOST_RANKED` hits those with the words in the title, then the newest."""
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
    if search.scope.match is None:
        return _unscored(search.listed(limit, offset))
    if not search.found:
        return []
    common = not search.rankable(len(search.found))
    if order is Order.NEWEST or (search.scope.heavy and common):
        return _unscored(search.newest(limit, offset))
    if common:
        return search.titled(order, limit, offset)
    return search.ranked(order, search.found, limit, offset)


def _reach(ascending: Sequence[int]) -> dict[str, int]:
    """Return the values of :data:`_BETWEEN` for some articles."""
    return {"first": ascending[0], "last": ascending[-1]} if ascending else {"first": 0, "last": -1}


def _unscored(numbers: Iterable[int]) -> list[Found]:
    """Return articles whose order is not one of scores."""
    return [Found(number, 0.0) for number in numbers]


_WEIGHTS = ", ".join(map(str, WEIGHTS))
_HITS = "SELECT group_concat(rowid) FROM articles_fts WHERE articles_fts MATCH :match"
_EVERY = "FROM articles a WHERE 1"
_SHOWN = " AND a.id NOT IN (SELECT value FROM json_each(:hidden))"
_PAGE = "LIMIT :limit OFFSET :offset"

_SCORED = f"""SELECT rowid, -bm25(articles_fts, {_WEIGHTS}) AS score FROM articles_fts
    WHERE articles_fts MATCH :ranking"""  # noqa: S608 - constants of ours alone
# Not ORDER BY rank, which takes FTS5 half as long again.
_BEST = f"{_SCORED} ORDER BY score DESC {_PAGE}"
# The plus keeps FTS5 from being asked for one row after the other; it leaves out what lies before the first and behind
# the last, and what one crawl found of a council lies close together.
_BETWEEN = " AND rowid BETWEEN :first AND :last"
_HITS_BETWEEN = f"{_HITS}{_BETWEEN}"
_OF_THESE = f" AND +rowid IN (SELECT value FROM json_each(:found)){_BETWEEN}"  # noqa: S608 - as above
_BEST_OF_THESE = f"{_SCORED}{_OF_THESE} ORDER BY score DESC {_PAGE}"
_TITLES = "SELECT id, title FROM articles WHERE id IN (SELECT value FROM json_each(:some))"
_LISTED = f"SELECT a.id {_EVERY}{{where}} ORDER BY a.published DESC, a.id DESC {_PAGE}"


class Search:
    """One question's statements."""

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self.connection = connection
        self.scope = scope

    @cached_property
    def numbers(self) -> list[int]:
        """The articles that have the words, whatever narrows them, in ascending order."""
        return self._matching(self.scope.match or "")

    @cached_property
    def every(self) -> list[int]:
        """The articles asked for, whatever narrows them."""
        if self.scope.match is not None:
            return self.numbers
        hidden = self.hidden
        return [number for number in self.facts.all() if number not in hidden] if hidden else self.facts.all()

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The articles that are withheld; none has a word."""
        return hidden(self.connection)

    @cached_property
    def in_time(self) -> list[int]:
        """The articles asked for, of whatever council, section, state."""
        return self.facts.in_time(self.every, self.scope)

    @cached_property
    def found(self) -> list[int]:
        """The articles asked for."""
        return self.facts.of_kind(self.in_time, self.scope) if self.scope.narrowed else self.every

    @cached_property
    def facts(self) -> Facts:
        """What is known of the articles, those among them that have the words: these are read first."""
        if self.scope.match is not None:
            _ = self.numbers
        return known(self.connection)

    def total(self) -> int:
        """Count all that was asked for."""
        if self._indexed:
            (row,) = self._rows(f"SELECT count(*) {_EVERY}{self._where}", **self._hidden)
            return int(row[0])
        return len(self.found)

    @property
    def _indexed(self) -> bool:
        """Whether an index of the table answers: no words, and nothing but councils and days."""
        return self.scope.match is None and self.scope.sections is None and self.scope.states is None

    def _matching(self, match: str, among: Sequence[int] = ()) -> list[int]:
        """Return what FTS5 finds, between the first and the last of some: one text is faster than a row of each."""
        sql, reach = (_HITS_BETWEEN, _reach(among)) if among else (_HITS, {})
        (text,) = self.connection.execute(sql, {"match": match, **reach}).fetchone()
        numbers: list[int] = json.loads(f"[{text or ''}]")
        return numbers

    def rankable(self, hits: int) -> bool:
        """Say whether so many hits are few enough to be ranked."""
        match = self.scope.match or ""
        strings = match.count('"') // 2 + _IN_A_BEGINNING * match.count("*")
        return hits * (strings + _BESIDE_STRINGS) <= MOST_RANKED

    def ranked(self, order: Order, numbers: Sequence[int], limit: int, offset: int) -> list[Found]:
        """Return the best of some hits."""
        if self._sooner_read(len(numbers)):
            scored = weigh(self.connection, self._ranking, numbers, WEIGHTS, len(self.facts.order))
            return self._best_of(scored, order, limit, offset)
        # What FTS5 is to rank may have more than these.
        every = len(numbers) == len(self.numbers) and self.scope.ranking is None
        among = {} if every else {"found": json.dumps(numbers), **_reach(numbers)}
        if order is Order.BEST:
            sql = _BEST if every else _BEST_OF_THESE
            return [Found(*row) for row in self._rows(sql, limit=limit, offset=offset, **among)]
        return self._best_of(self._rows(_SCORED if every else f"{_SCORED}{_OF_THESE}", **among), order, limit, offset)

    def _sooner_read(self, hits: int) -> bool:
        """Say whether so few hits are read sooner than bm25 counts in how many articles each string stands."""
        if _OF_BM25.search(self._ranking) or _ANY_WORD.fullmatch(self._ranking):
            return False
        strings = self._ranking.count('"') // 2
        return hits <= min(MOST_READ, strings * len(self.facts.order) // _AS_LONG_AS)

    @property
    def _ranking(self) -> str:
        """What to rank by."""
        return self.scope.ranking or self.scope.match or ""

    def _best_of(self, scored: Iterable[tuple[int, float]], order: Order, limit: int, offset: int) -> list[Found]:
        found = (Found(*one) for one in scored)
        if order is Order.RECENT:
            found = (Found(number, score / (1 + self._years(number))) for number, score in found)
        return nlargest(offset + limit, found, key=lambda one: one.score)[offset:]

    def _years(self, number: int) -> float:
        """Return how many years older an article is than the newest of the archive."""
        moment = self.facts.moment[number]
        return _UNDATED_YEARS if moment == UNDATED else (self.facts.latest - moment) / _YEAR

    def listed(self, limit: int, offset: int) -> list[int]:
        """Return the newest of all articles."""
        if not self._indexed:
            return self.newest(limit, offset)
        rows = self._rows(_LISTED.format(where=self._where), limit=limit, offset=offset, **self._hidden)
        return [number for (number,) in rows]

    @property
    def _where(self) -> str:
        """The conditions of a list of all articles."""
        return f"{self.scope.where}{_SHOWN if self.hidden else ''}"

    @property
    def _hidden(self) -> dict[str, str]:
        """The value of :data:`_SHOWN`."""
        return {"hidden": json.dumps(sorted(self.hidden))} if self.hidden else {}

    def titled(self, order: Order, limit: int, offset: int) -> list[Found]:
        """Return those with the words in the title, the newest where they are many too, and behind them the newest."""
        last = offset + limit
        many = self._newest_of_many_titled()
        if len(many) >= last:
            return _unscored(many[offset:last])
        matching = self._matching(f"{{title}} : ({self.scope.match})", self.found if self.scope.narrowed else ())
        if self.scope.narrowed:
            asked = set(self.found)
            matching = [number for number in matching if number in asked]
        if self.rankable(len(matching)):
            titled = self.ranked(order, matching, last, 0)
        else:
            titled = _unscored(self.facts.order.newest(matching, last))
        if len(titled) < last:
            titled += _unscored(self.facts.order.newest(self.found, last - len(titled), set(matching)))
        return titled[offset:last]

    def _newest_of_many_titled(self) -> list[int]:
        """Return the newest with the words in the title, if by the newest of all hits too many have them to be ranked.

        FTS5 takes as long to look for words in titles as to look for them anywhere.
        """
        match = self.scope.match or ""
        if self.rankable(len(self.found) // _TIMES) or not _ANY_OF.fullmatch(match):
            return []
        newest = self.facts.order.newest(self.found, _LOOKED_AT)
        marker, titles = Marker(match), dict(self._rows(_TITLES, some=json.dumps(newest)))
        titled = [number for number in newest if marker.finds("title", titles.get(number, ""))]
        expected = len(self.found) * len(titled) // (2 * len(newest))  # half of what a sample tells, to be sure
        return [] if self.rankable(expected) else titled

    def newest(self, limit: int, offset: int) -> list[int]:
        """Return the newest."""
        return self.facts.order.newest(self.found, offset + limit)[offset:]

    def _rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, {**self.scope.values, **values}).fetchall()
