"""Where the timers stand in the day: each council at a minute of its own, none within quiet hours."""

from __future__ import annotations

import os
import shlex
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.capture import room
from newsarchive.errors import UsageError
from newsarchive.store.revisits import Revisits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsarchive.schedule.quiet import QuietHours

SPREAD = timedelta(minutes=5)
"""A timer's random delay is at most so long."""
_HOUR, _DAY = 60, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a schedule asks for, whoever keeps it."""

    councils: Mapping[str, tuple[time, ...]]
    """A council's name -> when its timer goes off every day, on Kyiv's clock."""
    by_rhythm: bool
    """Whether the crawl looks, each time, if the council is due."""
    environment: Mapping[str, str]
    """Of the crawl."""

    @property
    def data(self) -> str:
        """Give the archive's folder."""
        return self.environment["NEWSARCHIVE_DATA"]

    @property
    def words(self) -> list[str]:
        """Give what follows the council's name on the command line."""
        return ["--due" if self.by_rhythm else "--unless-running", "--quiet"]


def plan(councils: Iterable[str], at: Sequence[time], quiet: QuietHours | None, environment: Mapping[str, str]) -> Plan:
    """Place the timers.

    Args:
        councils: names of spiders.
        at: when to crawl each day, on Kyiv's clock; where none is given, every hour outside of quiet hours, and the
            council's own rhythm decides.
        quiet: hours in which no timer goes off.
        environment: of the crawl; the same for all.

    Raises:
        UsageError: quiet hours leave no time, or hold at a time that was asked for.
    """
    starts = {name: tuple(_daily(name, one, quiet) for one in at) or _hourly(name, quiet) for name in sorted(councils)}
    return Plan(councils=starts, by_rhythm=not at, environment=environment)


def environment(data: Path, contact: str, quiet: QuietHours | None, notify: Sequence[str]) -> dict[str, str]:
    """Give the environment of a crawl that a timer starts; what is not set is left out.

    Raises:
        UsageError: each crawl would refuse one of its settings, or no unit and no crontab can hold it.
    """
    named = {
        "NEWSARCHIVE_DATA": str(data.absolute()),
        "NEWSARCHIVE_CONTACT": contact,
        "NEWSARCHIVE_QUIET_HOURS": str(quiet or ""),
        "NEWSARCHIVE_NOTIFY": shlex.join(notify),
        **{name: os.environ.get(name, "") for name in ("NEWSARCHIVE_LEAST_FREE", "NEWSARCHIVE_REVISITS")},
    }
    for name, read in (("NEWSARCHIVE_LEAST_FREE", room.least), ("NEWSARCHIVE_REVISITS", Revisits.parse)):
        if said := named[name]:
            read(said)  # each crawl would refuse it
    unprintable = [name for name, value in named.items() if not value.isprintable()]
    if unprintable:
        raise UsageError(f"{', '.join(unprintable)} holds a sign that no unit and no crontab can.")
    return {name: value for name, value in named.items() if value}


def program() -> list[str]:
    """Give the command that a timer starts: this installation's own."""
    script = Path(sys.executable).with_name("newsarchive")
    return [str(script)] if script.exists() else [sys.executable, "-m", "newsarchive.cli"]


def by_minute(starts: Iterable[time]) -> dict[int, list[int]]:
    """Give minute -> hours."""
    found: dict[int, list[int]] = defaultdict(list)
    for start in sorted(starts):
        found[start.minute].append(start.hour)
    return dict(found)


def _minute(council: str) -> int:
    """Choose a council's minute by its name alone, so that another one does not move it."""
    return int.from_bytes(sha256(council.encode()).digest()[:4]) % _HOUR


def _hourly(council: str, quiet: QuietHours | None) -> tuple[time, ...]:
    minute = _minute(council)
    starts = tuple(time(hour, minute) for hour in range(_DAY) if _free(time(hour, minute), quiet))
    if not starts:
        raise UsageError(f"Quiet hours {quiet} leave no time to crawl {council}.")
    return starts


def _daily(council: str, at: time, quiet: QuietHours | None) -> time:
    """Give the council's own minute of the hour that begins there, or of what quiet hours leave of it."""
    room = next((minute for minute in range(_HOUR) if not _free(_after(at, minute), quiet)), _HOUR)
    if not room:
        raise UsageError(f"{at:%H:%M} lies within the quiet hours {quiet}, or right before them.")
    return _after(at, _minute(council) % room)


def _free(start: time, quiet: QuietHours | None) -> bool:
    """Whether a timer, its random delay included, goes off outside of quiet hours."""
    late = SPREAD // timedelta(minutes=1)
    return quiet is None or not any(quiet.hold_at(_after(start, minutes)) for minutes in range(late + 1))


def _after(clock: time, minutes: int) -> time:
    hours, minute = divmod(clock.hour * _HOUR + clock.minute + minutes, _HOUR)
    return time(hours % _DAY, minute)
