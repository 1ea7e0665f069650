"""Quiet hours: the part of each day, on Kyiv's clock, in which nothing is asked of other people's servers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self

from newsarchive.errors import UsageError
from newsarchive.normalize.dates import KYIV

_DAY = timedelta(days=1)
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``begin`` until just before ``end``, every day, on Kyiv's clock; past midnight where ``end`` is earlier."""

    begin: time
    end: time

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read ``08:00-18:00``; None where nothing is written.

        Raises:
            UsageError: it is written otherwise, or is the whole day.
        """
        if not text.strip():
            return None
        found = _HOURS.fullmatch(text.strip())
        begin, end = (time(int(found[i]), int(found[i + 1])) for i in (1, 3)) if found else (time(), time())
        if begin == end:
            raise UsageError(f"Quiet hours are written like 08:00-18:00 or 22:00-06:00, not «{text}».")
        return cls(begin, end)

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"

    def hold(self, at: datetime) -> bool:
        """Whether an instant lies within them."""
        return self.hold_at(at.astimezone(KYIV).time())

    def hold_at(self, clock: time) -> bool:
        """Whether a time of day, on Kyiv's clock, lies within them."""
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def over(self, at: datetime) -> datetime:
        """Give the first instant, from this one on, at which they do not hold; in UTC."""
        return self._next(self.end, at) if self.hold(at) else at.astimezone(UTC)

    def awake(self, since: datetime, until: datetime) -> timedelta:
        """Measure how much of a time lies outside of them."""
        total, at = timedelta(), self.over(since)
        while at < until:
            begin = self._next(self.begin, at)
            total += min(begin, until) - at
            at = self.over(begin)
        return total

    @staticmethod
    def _next(clock: time, at: datetime) -> datetime:
        """Give the next instant after this one at which Kyiv's clock shows a time of day, in UTC."""
        local = at.astimezone(KYIV)
        # The fold is kept: on the night on which an hour comes twice, the clock is read as it stands at that instant.
        found = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        while found.astimezone(UTC) <= at:
            found = (found + _DAY).replace(fold=0)
        return found.astimezone(UTC)
