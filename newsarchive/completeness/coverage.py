"""Which routes told of a whole month: the lists that were read to their end, and the chain of neighbours."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from newsarchive.items import Route
from newsarchive.normalize.months import month_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

LISTED = {Route.START: Route.LISTING, Route.DAY: Route.LISTING}
"""Routes that are another way to the same list."""
INDEPENDENT = (Route.API, Route.SITEMAP, Route.LISTING, Route.NEIGHBOUR)
"""Those that can tell of a whole month: a feed shows only what is newest, and a number may be anything's."""

_LISTS = "SELECT route, state, read_at, census_at, total FROM routes WHERE council = ?"
_STARTS = """
SELECT min(coalesce(read_at, CASE WHEN target.state = 'captured' THEN tried_at END))
FROM routes LEFT JOIN frontier AS own ON own.url = routes.url LEFT JOIN frontier AS target ON target.url = own.alias_of
WHERE routes.council = ? AND routes.route = 'start'
"""
"""When the start list that was read longest ago was; one that leads on, by that to which it leads."""
_FINISHED = "SELECT max(started) FROM crawls WHERE council = ? AND reason = 'finished'"
_PAGES_WAIT = """
SELECT 1 FROM frontier WHERE council = ? AND state = 'pending' AND kind <> 'article'
  AND route IN ('start', 'listing', 'day') LIMIT 1
"""
_LINKS = """
SELECT own.id, last.previous_url IS NOT NULL, last.next_url IS NOT NULL,
       coalesce((SELECT id FROM articles WHERE url = last.previous_url),
                (SELECT article FROM aliases WHERE url = last.previous_url)),
       coalesce((SELECT id FROM articles WHERE url = last.next_url),
                (SELECT article FROM aliases WHERE url = last.next_url))
FROM articles AS own JOIN neighbours AS last ON last.id = (
    SELECT id FROM neighbours WHERE article = own.id ORDER BY seen_at DESC, id DESC LIMIT 1)
WHERE own.council = ?
"""
_PREVIOUS, _NEXT, _BROKEN = 1, 2, 4


def read_until(db: sqlite3.Connection, council: str) -> dict[Route, int]:
    """Give the month until which each route was read, as a number; that month itself may be told in part.

    Args:
        db: the archive.
        council: code.
    """
    finished = db.execute(_FINISHED, (council,)).fetchone()[0]
    read: dict[Route, list[str | None]] = defaultdict(list)
    for route, state, read_at, census_at, total in db.execute(_LISTS, (council,)):
        if state == "untried":
            read[Route(route)].append(None)
        elif state == "open" and route == Route.API:
            # Behind its last census a run reads on where the total that it tells is not ours.
            read[Route.API].append(read_at if census_at else None)
        elif state == "open" and route == Route.SITEMAP and total is not None:  # an index has none
            read[Route.SITEMAP].append(census_at)
    until = {route: month_of(min(filter(None, times))) for route, times in read.items() if times and all(times)}
    last = finished or max((time for times in read.values() for time in times if time), default=None)
    started = db.execute(_STARTS, (council,)).fetchone()[0]
    if finished and started and not db.execute(_PAGES_WAIT, (council,)).fetchone():
        until[Route.LISTING] = month_of(min(finished, started))
    if last:
        until[Route.NEIGHBOUR] = month_of(last)
    return {route: month for route, month in until.items() if route in INDEPENDENT}


def linked(db: sqlite3.Connection, council: str, held: Mapping[int, int], ends: Sequence[int]) -> set[int]:
    """Give the months whose articles all have both neighbours, held; the council's first and last need but one.

    A neighbour is had where either of the two names the other: what was the newest when it was captured names none.

    Args:
        db: the archive.
        council: code.
        held: number of each dated article -> its month.
        ends: the oldest and the newest article.
    """
    bits: dict[int, int] = defaultdict(int)
    any_link = False
    for article, names_previous, names_next, previous, following in db.execute(_LINKS, (council,)):
        any_link = any_link or names_previous or names_next
        for names, other, own, others in (
            (names_previous, previous, _PREVIOUS, _NEXT),
            (names_next, following, _NEXT, _PREVIOUS),
        ):
            if other is not None:
                bits[article] |= own
                bits[other] |= others
            elif names:
                bits[article] |= _BROKEN
    if not any_link:
        return set()
    loose = {month for article, month in held.items() if not _is_linked(bits[article], article in ends)}
    return _with_empty(set(held.values()) - loose, set(held.values()))


def _is_linked(bits: int, is_end: bool) -> bool:
    return bits == _PREVIOUS | _NEXT or (is_end and bits in {_PREVIOUS, _NEXT})


def _with_empty(whole: set[int], held: set[int]) -> set[int]:
    """Add months without an article, where those about them are linked: so the chain leads past them."""
    return whole | set(_gaps(sorted(held), whole))


def _gaps(months: Sequence[int], whole: set[int]) -> Iterator[int]:
    for month, following in pairwise(months):
        if month in whole and following in whole:
            yield from range(month + 1, following)
