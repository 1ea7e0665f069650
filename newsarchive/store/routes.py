"""Which lists a site has: each is tried once, and the answer remembered with its date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsarchive.items import Kind, Outcome
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Visit
    from newsarchive.store.apply import Run

_OPEN = frozenset({Outcome.STORED, Outcome.UNCHANGED})
_PATIENCE = timedelta(days=7)
"""How long a list must have been away before it counts as one that the site has no more: sites have bad days."""


def learn(db: sqlite3.Connection, run: Run, visit: Visit, *, new: int) -> None:
    """Enter the lists that a visit named, and what it says of the list it was to.

    A total is believed when it is what was known and what is new; else only once the list was read to its end, so that
    a run that is killed before leaves the contradiction standing.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: what was learned.
        new: how many addresses it named that nobody had before.
    """
    heads = [(run.council, link.route, link.url) for link in visit.found if link.kind == Kind.HEAD and not link.refused]
    if heads:
        db.executemany("INSERT OR IGNORE INTO routes (council, route, url, state) VALUES (?, ?, ?, 'untried')", heads)
    if visit.kind != Kind.HEAD or visit.article:
        _note_census(db, run, visit)
        return
    at, patience = stamp(visit.at), stamp(visit.at - _PATIENCE)
    read = at if visit.outcome in _OPEN and not visit.alias_of else None
    state = "open" if read else "closed" if visit.outcome in {Outcome.GONE, Outcome.REFUSED} else None
    db.execute(
        """INSERT INTO routes (council, route, url, state, reason, tried_at, read_at, total)
           VALUES (?1, ?2, ?3, coalesce(?4, 'untried'), ?5, ?6, ?7, ?8)
           ON CONFLICT (council, url) DO UPDATE SET reason = ?5, tried_at = ?6,
               state = CASE WHEN ?4 = 'closed' AND state = 'open' AND read_at > ?10 THEN state
                   ELSE coalesce(?4, state) END,
               read_at = coalesce(?7, read_at),
               total = CASE WHEN total IS NULL OR total + ?9 = ?8 THEN ?8 ELSE total END""",
        (run.council, visit.route, visit.url, state, visit.why, at, read, visit.total, new, patience),
    )
    _note_census(db, run, visit)


def _note_census(db: sqlite3.Connection, run: Run, visit: Visit) -> None:
    if visit.complete:
        db.execute(
            "UPDATE routes SET census_at = ?, total = coalesce(?, total) WHERE council = ? AND url = ?",
            (stamp(visit.at), visit.total, run.council, visit.head),
        )
