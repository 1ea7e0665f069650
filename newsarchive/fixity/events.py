"""Whether the chain of each council's events holds, and each article's state has the event that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.fixity.proof import Proof
from newsarchive.store.events import digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def proof(db: sqlite3.Connection) -> Proof:
    """Follow every chain. What was taken from its end is seen only by those who have kept its last digest."""
    ends: dict[str, str] = {}
    broken = tuple(_broken(db, ends))
    (number,) = db.execute("SELECT count(*) FROM events").fetchone()
    return Proof(what="events", looked=f"{number:,} events", faults=(*broken, *_untold(db)), ends=ends)


def _broken(db: sqlite3.Connection, ends: dict[str, str]) -> Iterator[str]:
    for number, council, kept, *said in db.execute(_EVENTS):
        if digest(ends.get(council), *said) != kept:
            yield (
                f"The chain of events of {council} is broken at event {number}:"
                " it, or the one before it, was changed, taken out or put in."
            )
        ends[council] = kept


_EVENTS = """
SELECT events.id, council, digest, at, council, kind, detail, before.record_id, after.record_id
FROM events LEFT JOIN captures AS before ON before.id = capture_before
LEFT JOIN captures AS after ON after.id = capture_after ORDER BY events.id
"""


def _untold(db: sqlite3.Connection) -> Iterator[str]:
    for article, state in db.execute(_STATES):
        yield f"Article {article} is {state}, and its events say otherwise: one was taken out, or the state changed."
    for article, number in db.execute(_EDITED):
        yield f"No event tells of version {number} of article {article}: it was taken out."


_STATES = """
SELECT id, state FROM (
    SELECT id, state, coalesce((
        SELECT kind FROM events WHERE article = articles.id AND kind IN ('suspected', 'deleted', 'restored', 'moved')
        ORDER BY events.id DESC LIMIT 1), 'restored') AS told FROM articles)
WHERE iif(state = 'live', told IN ('suspected', 'deleted'), told NOT IN (state, 'moved')) ORDER BY id
"""
# Versions may be numbered anew when two rows are found to be one article: the capture tells which it was.
_EDITED = """
SELECT article, number FROM versions WHERE number > 1
AND NOT EXISTS (SELECT 1 FROM events WHERE events.article = versions.article
                AND (capture_after = versions.capture OR kind = 'moved')) ORDER BY article, number
"""
