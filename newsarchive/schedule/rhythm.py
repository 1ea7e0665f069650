"""A council's own rhythm: how often it is worth asking, and when it is due. Rows and an instant in, an answer out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from newsarchive.normalize.dates import instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.schedule.quiet import QuietHours

LEAST = timedelta(hours=3)
MOST = timedelta(days=7)
"""No council is asked more often than the one, or more seldom than the other."""
UNKNOWN = timedelta(days=1)
"""For a council of which fewer than two dated articles are held."""
SILENCE = 8
"""A site that has published nothing for so many days is asked once a day."""
RETRY = timedelta(minutes=30)
"""After a run that failed; twice as long after each further one, up to the council's rhythm."""
ARTICLES = 30
RUNS = 10
"""How many of the newest articles and runs are looked at."""

_INTERRUPTED = frozenset({"quiet_hours", "shutdown", "limit"})
"""Reasons of a run that goes on as soon as it may."""
_FAILED = frozenset({"archive_failed", "disk_nearly_full", "memusage_exceeded", "start_error", "no_answer", "robots"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """What the archive says of one run: see the table ``crawls``."""

    started: datetime
    finished: datetime | None
    reason: str | None
    requests: int
    failures: int

    @property
    def failed(self) -> bool:
        """Whether it was killed, could not write or read, or was not answered once."""
        return self.reason is None or self.reason in _FAILED or 0 < self.requests == self.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a council is to be crawled again."""

    every: timedelta
    """How often it is asked."""
    due: datetime
    """UTC, never within its quiet hours; not after the instant of asking: now."""
    overdue: timedelta
    """How long it has been due, quiet hours not counted."""

    @property
    def late(self) -> bool:
        """Whether a whole round was missed."""
        return self.overdue > self.every


def every(published: Sequence[str], now: datetime) -> timedelta:
    """Say how often a council should be asked: as often as it publishes, more seldom the longer it is silent.

    Args:
        published: when its newest articles were published, as the archive holds it.
        now: aware.
    """
    instants = sorted((at for at in map(instant, published) if at <= now), reverse=True)[:ARTICLES]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(instants)]
    if not gaps:
        return UNKNOWN
    return min(max(timedelta(seconds=median(gaps)), (now - instants[0]) / SILENCE, LEAST), MOST)


def rhythm(published: Sequence[str], runs: Sequence[PastRun], now: datetime, quiet: QuietHours | None = None) -> Rhythm:
    """Say when a council is due.

    A council that was never crawled, or whose run was interrupted, is due at once; after a run that failed it is due
    sooner than by its rhythm, and less soon with each further failure.

    Args:
        published: as in ``every``.
        runs: its newest runs, the newest first; none of them goes on.
        now: aware.
        quiet: the hours in which it is never due.
    """
    pace = every(published, now)
    due = _due(runs, pace, now)
    if quiet is None:
        return Rhythm(every=pace, due=due, overdue=max(now - due, timedelta()))
    return Rhythm(every=pace, due=quiet.over(max(due, now) if quiet.hold(now) else due), overdue=quiet.awake(due, now))


def _due(runs: Sequence[PastRun], pace: timedelta, now: datetime) -> datetime:
    if not runs:
        return now.astimezone(UTC)
    last = runs[0]
    failures = next((i for i, run in enumerate(runs) if not run.failed), len(runs))
    if failures:
        return (last.finished or last.started) + min(RETRY * (1 << failures - 1), pace)
    if last.reason in _INTERRUPTED:
        return last.finished or last.started
    return last.started + pace
