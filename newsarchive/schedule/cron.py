"""cron keeps the schedule: a marked block of lines in the user's crontab, replaced and removed as a whole."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.normalize.dates import KYIV
from newsarchive.schedule.timers import by_minute, program

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from newsarchive.schedule.timers import Plan

_DAY = 24


def block(plan: Plan, now: datetime) -> str:
    """Write the lines. cron knows the machine's own clock alone, and no random delay.

    Args:
        plan: what is scheduled.
        now: tells which year's changes of the clock are compared.

    Raises:
        UsageError: times were asked for, and the machine's clock is not Kyiv's.
    """
    here = _clock_is_kyivs(now)
    if not here and not plan.by_rhythm:
        raise UsageError(
            "cron knows this machine's clock alone, and it is not Kyiv's: leave --at out, or use --systemd."
        )
    begin, end = _marks(plan.data)
    lines = [line for council, starts in plan.councils.items() for line in _lines(plan, council, starts, here=here)]
    return "\n".join([begin, *lines, end]) + "\n"


def merged(crontab: str, data: str, fresh: str = "") -> str:
    """Give a crontab with the block of an archive replaced, or taken out where there is no fresh one."""
    begin, end = map(re.escape, _marks(data))
    rest = re.sub(rf"^{begin}\n.*?^{end}\n", "", crontab, flags=re.DOTALL | re.MULTILINE)
    return (rest if rest.endswith("\n") or not rest else rest + "\n") + fresh


def read() -> str:
    """Give the user's crontab, empty where there is none.

    Raises:
        NewsArchiveError: it cannot be read, so that it must not be written either.
    """
    done = _crontab(["-l"])
    if done.returncode and "no crontab for" not in done.stderr:
        raise NewsArchiveError(f"The crontab cannot be read ({done.stderr.strip()}): nothing was changed.")
    return "" if done.returncode else done.stdout


def write(crontab: str) -> None:
    """Put a crontab in place of the user's.

    Raises:
        NewsArchiveError: it was refused.
    """
    done = _crontab(["-"], crontab)
    if done.returncode:
        raise NewsArchiveError(f"The crontab was refused ({done.stderr.strip()}): the earlier one stands.")


def _crontab(words: list[str], text: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - our own words
            ["crontab", *words],  # noqa: S607 - the one that the user's own shell finds
            input=text,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except OSError as error:
        raise NewsArchiveError(f"crontab cannot be started ({error.strerror}): is cron installed?") from error


def _lines(plan: Plan, council: str, starts: Iterable[time], *, here: bool) -> Iterable[str]:
    """Write a council's lines; on another clock than Kyiv's every hour, and the crawl itself keeps quiet hours."""
    told = " ".join(f"{name}={shlex.quote(value)}" for name, value in plan.environment.items())
    command = f"{told} {shlex.join([*program(), 'crawl', council, *plan.words])}"
    for minute, hours in by_minute(starts).items():
        when = ",".join(map(str, hours)) if here and len(hours) < _DAY else "*"
        yield f"{minute} {when} * * * " + command.replace("%", "\\%")


def _marks(data: str) -> tuple[str, str]:
    return f"# >>> newsarchive schedule for {data}: replaced and removed as a whole", f"# <<< newsarchive for {data}"


def _clock_is_kyivs(now: datetime) -> bool:
    days = [datetime(now.year, month, 15, tzinfo=UTC) for month in range(1, 13)]
    return all(day.astimezone().utcoffset() == day.astimezone(KYIV).utcoffset() for day in days)
