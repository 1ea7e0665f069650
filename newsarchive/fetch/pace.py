"""How fast: one lane for each host, in which requests follow each other at the site's pace.

A host that says it has enough (429, 503) is left alone as a whole: as long as it asks (Retry-After), else longer each
time. One that does not answer is asked ever more slowly, and then no more in this run.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsarchive.items import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.items import Visit

LONGEST_WAIT = 30 * 60.0
"""Seconds that a run waits for a host at most; one that asks for more is asked again by a later run."""
BACK_OFF = 2.0
"""Seconds after the first answer that asks for patience without saying how much; doubled each time."""
REFUSALS = 4
"""Such answers in a row after which the host is left alone in this run."""
FAILURES = 8
"""Requests in a row without an answer after which the host is left alone in this run.

Once it has answered, those for addresses that failed before are not counted: they stand in a row at the run's end."""
_SLOWEST = 60.0
"""Seconds between two requests to a host that fails, at most."""


@dataclass(slots=True)
class Lane:
    """What is known of one host in this run."""

    delay: float
    """Seconds between two requests."""
    asked: int = 0
    """Requests under way."""
    ready: float = 0.0
    """When the next may be made, by the clock."""
    failures: int = 0
    """In a row."""
    refusals: int = 0
    """In a row."""
    answered: bool = False
    """Whether anything was answered in this run."""
    closed: str | None = None
    """Why nothing more is asked in this run."""


@dataclass(slots=True, kw_only=True)
class Pace:
    """All lanes of a run."""

    delay: float
    """Seconds between two requests to a host."""
    at_once: int = 1
    """Requests under way to a host at most."""
    back_off: float = BACK_OFF
    clock: Callable[[], float] = time.monotonic
    lanes: dict[str, Lane] = field(default_factory=dict)

    def lane(self, host: str) -> Lane:
        """Give a host's lane."""
        if host not in self.lanes:
            self.lanes[host] = Lane(self.delay)
        return self.lanes[host]

    def wait(self, host: str) -> float:
        """Give the seconds until a host may be asked: 0 now, infinity while too much is under way or it is closed."""
        lane = self.lane(host)
        if lane.closed or lane.asked >= self.at_once:
            return math.inf
        return max(lane.ready - self.clock(), 0.0)

    def ask(self, host: str, delay: float = 0.0) -> None:
        """Note that a request is made, of a host that wants so many seconds between two."""
        lane = self.lane(host)
        lane.delay = max(lane.delay, delay)
        lane.asked += 1
        lane.ready = max(lane.ready, self.clock() + lane.delay)

    def answer(self, host: str, *, good: bool = False) -> None:
        """Note that a request has ended, with whatever answer or none.

        Args:
            host: That was asked.
            good: Whether it answered, and not with a trouble of its own: that waits to be read, while what fails is
                learned at once.
        """
        lane = self.lane(host)
        lane.asked = max(lane.asked - 1, 0)
        if good:
            lane.failures, lane.answered = 0, True

    def learn(self, host: str, visit: Visit, *, failed_before: bool = False) -> None:
        """Adapt to how a request ended.

        Args:
            host: That was asked.
            visit: How it ended.
            failed_before: Whether the address failed when it was last asked: that it does so again says nothing of a
                host that answers others.
        """
        lane = self.lane(host)
        if visit.outcome == Outcome.LATER:
            self._leave_alone(lane, visit)
        elif visit.outcome == Outcome.FAILED and (
            visit.status is None or visit.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        ):
            lane.failures += 0 if failed_before and lane.answered else 1
            pause = min(lane.delay * 2 ** max(lane.failures, 1), _SLOWEST)
            lane.ready = max(lane.ready, self.clock() + pause)
            if lane.failures >= FAILURES:
                lane.closed = "no answer"
        elif visit.outcome != Outcome.REFUSED or visit.status is not None:
            lane.failures = lane.refusals = 0
            lane.answered = True

    def pause(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long; for the rest of the run where that is too long."""
        lane = self.lane(host)
        if seconds > LONGEST_WAIT:
            lane.closed = "asked to wait"
        lane.ready = max(lane.ready, self.clock() + seconds)

    def _leave_alone(self, lane: Lane, visit: Visit) -> None:
        lane.refusals += 1
        # The moment of the answer is cut to the second, so this is never too little.
        asked = (visit.not_before - visit.at).total_seconds() if visit.not_before else 0.0
        wait = asked if asked > 0 else max(self.back_off, lane.delay) * 2 ** (lane.refusals - 1)
        lane.ready = max(lane.ready, self.clock() + wait)
        if wait > LONGEST_WAIT or lane.refusals >= REFUSALS:
            lane.closed = "asked to wait"
