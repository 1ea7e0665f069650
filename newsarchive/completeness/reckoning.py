"""The statement of completeness of one council, counted from the archive's rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newsarchive.completeness import coverage
from newsarchive.completeness.missing import unheld
from newsarchive.completeness.words import Month, State
from newsarchive.items import Route
from newsarchive.normalize.months import month_of, name, number
from newsarchive.store.values import DAY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newsarchive.completeness.missing import Unheld

UNDATED = -1
"""Stands for the month of what has no date."""

_HELD = "SELECT id, published FROM articles WHERE council = ? ORDER BY published, id"
_SEEN = """
SELECT DISTINCT coalesce(own.id, aliases.article), sightings.route
FROM frontier JOIN sightings ON sightings.url = frontier.url
LEFT JOIN articles AS own ON own.url = frontier.url LEFT JOIN aliases ON aliases.url = frontier.url
WHERE frontier.council = ?
"""


def reckon(db: sqlite3.Connection, council: str, now: datetime) -> list[Month]:
    """Say of each month of a council what is held beside what is known to exist; what has no date stands last.

    A route tells of a month as a whole where it was read to its end after the month was over, reaches behind the month,
    and names nothing that may be of the month and could not be read. What the chain of neighbours tells is whole where
    each article of the month has both, and both are held.

    Args:
        db: the archive; one view of it, if others write.
        council: code.
        now: aware.
    """
    rows = [(article, published) for article, published in db.execute(_HELD, (council,))]
    dated = {article: number(published) for article, published in rows if published}
    missing = list(unheld(db, council))
    tally = _Tally()
    tally.held.update(dated.values())
    tally.held[UNDATED] = len(rows) - len(dated)
    for article, route in db.execute(_SEEN, (council,)):
        if article is not None:
            tally.name(dated.get(article, UNDATED), Route(route))
    for one in missing:
        tally.lack(one)
    first = min((month for month in tally.known() if month != UNDATED), default=None)
    whole = _told(db, council, dated, tally, first)
    silences = _silences([published for _, published in rows if published])
    current = month_of(now)
    months = range(first, current + 1) if first is not None else ()
    made = [tally.month(month, whole[month], current, silences.get(month)) for month in reversed(months)]
    return [*made, tally.undated()] if tally.known()[UNDATED] else made


class _Tally:
    """Counts by month."""

    def __init__(self) -> None:
        self.held: Counter[int] = Counter()
        self.missing: Counter[int] = Counter()
        self.gone: Counter[int] = Counter()
        self.seen: dict[int, Counter[str]] = defaultdict(Counter)
        self.earliest: dict[Route, int] = {}
        """The oldest month of which a route named an article."""
        self.doubts: list[Unheld] = []
        """What may be an article of one of several months."""

    def known(self) -> Counter[int]:
        return self.held + self.missing + self.gone

    def name(self, month: int, route: Route) -> None:
        route = coverage.LISTED.get(route, route)
        self.seen[month][route] += 1
        if month != UNDATED:
            self.earliest[route] = min(self.earliest.get(route, month), month)

    def lack(self, one: Unheld) -> None:
        month = UNDATED if one.month is None else one.month
        (self.gone if one.state == "gone" else self.missing)[month] += 1
        for route in one.routes:
            self.name(month, Route(route))
        if one.month is None and one.state != "gone":
            self.doubts.append(one)

    def month(self, month: int, routes: Iterable[Route], current: int, silence: tuple[str, int] | None) -> Month:
        told = tuple(route for route in coverage.INDEPENDENT if route in routes)
        if month >= current:
            state = State.RUNNING
        elif self.missing[month] or self.gone[month]:
            state = State.MISSING
        else:
            state = (State.UNKNOWN, State.ONE_ROUTE, State.COMPLETE)[min(len(told), 2)]
        since, days = silence or (None, None)
        return Month(
            month=name(month), state=state, routes=told, silent_since=since, silent_days=days, **self._counts(month)
        )

    def undated(self) -> Month:
        return Month(month="", state=State.UNKNOWN, **self._counts(UNDATED))

    def _counts(self, month: int) -> dict[str, Any]:
        counted = {"held": self.held[month], "missing": self.missing[month], "gone": self.gone[month]}
        return {**counted, "seen": dict(sorted(self.seen[month].items()))}


def _told(
    db: sqlite3.Connection, council: str, dated: dict[int, int], tally: _Tally, first: int | None
) -> dict[int, set[Route]]:
    """Give for each month the routes that told of it as a whole."""
    told: dict[int, set[Route]] = defaultdict(set)
    if first is None:
        return told
    until = coverage.read_until(db, council)
    chain = coverage.linked(db, council, dated, _ends(dated)) if Route.NEIGHBOUR in until else set()
    for route, end in until.items():
        doubtful = _doubtful(tally.doubts, route, first)
        reached = chain if route == Route.NEIGHBOUR else _reached(tally.earliest.get(route), first, end)
        for month in reached:
            if month < end and month not in doubtful:
                told[month].add(route)
    return told


def _reached(earliest: int | None, first: int, end: int) -> Iterable[int]:
    """Give the months that a list told of from their beginning.

    The oldest month of which it named an article may be told in part, unless nothing older is known.
    """
    if earliest is None:
        return ()
    return range(earliest if earliest == first else earliest + 1, end)


def _ends(dated: dict[int, int]) -> tuple[int, ...]:
    order = list(dated)  # as they were asked for: by date
    return (order[0], order[-1]) if order else ()


def _doubtful(doubts: Iterable[Unheld], route: Route, first: int) -> set[int]:
    """Give the months of which something may be that a route named and that could not be read."""
    own = [one for one in doubts if route in {coverage.LISTED.get(Route(named), named) for named in one.routes}]
    newest = max((one.last for one in own if one.first is None), default=first - 1)
    between = (range(one.first, one.last + 1) for one in own if one.first is not None)
    return set(range(first, newest + 1)).union(*between)


def _silences(published: list[str]) -> dict[int, tuple[str, int]]:
    """Give for each month the longest pause that ended in it: after which article, and how many days."""
    longest: dict[int, tuple[str, int]] = {}
    for before, after in pairwise(published):
        if before[:DAY] == after[:DAY]:
            continue
        days = (date.fromisoformat(after[:DAY]) - date.fromisoformat(before[:DAY])).days
        month = number(after)
        if days > longest.get(month, ("", 0))[1]:
            longest[month] = (before, days)
    return longest
