"""When to crawl: each council's own rhythm, quiet hours, and the timers that ask for it.

``rhythm`` decides, ``quiet`` knows the hours in which nothing is asked, ``timers`` places the timers over the day, and
``systemd`` and ``cron`` write and install them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsarchive.capture.lock import held
from newsarchive.health import Health
from newsarchive.schedule.quiet import QuietHours
from newsarchive.schedule.rhythm import ARTICLES, RUNS, PastRun, Rhythm, rhythm

if TYPE_CHECKING:
    from newsarchive.store import Archive

__all__ = ["QuietHours", "Rhythm", "look", "status"]


def look(archive: Archive, council: str, now: datetime, quiet: QuietHours | None = None) -> Rhythm | None:
    """Say when a council is due; None while it is being crawled."""
    if held(archive.warc, council):
        return None
    return rhythm(archive.published(council, ARTICLES), [_run(row) for row in archive.runs(council, RUNS)], now, quiet)


def _run(row: dict[str, Any]) -> PastRun:
    return PastRun(
        started=datetime.fromisoformat(row["started"]),
        finished=datetime.fromisoformat(row["finished"]) if row["finished"] else None,
        reason=row["reason"],
        requests=row["requests"],
        failures=row["failures"],
    )


def status(archive: Archive, now: datetime, quiet: QuietHours | None = None) -> list[dict[str, Any]]:
    """Sum up each council: what is held, what waits, how its last run went, its health, when the next is due.

    ``every_hours``, ``next_run`` (UTC) and ``late`` are None while it is ``running``.
    """
    return [
        row | _judged(archive.health(row["code"])) | _next(look(archive, row["code"], now, quiet))
        for row in archive.status()
    ]


def _judged(row: dict[str, Any] | None) -> dict[str, Any]:
    """Give the health of a council with its evidence, what to do, and the exit code that it is worth."""
    health = Health.read(row)
    return {
        "health": health and health.word,
        "health_since": row and row["since"],
        "evidence": health.evidence if health else [],
        "advice": health.advice if health else "",
        "exit_code": health.code if health else 0,
    }


def _next(found: Rhythm | None) -> dict[str, Any]:
    return {
        "running": found is None,
        "every_hours": found and round(found.every.total_seconds() / 3600, 1),
        "next_run": found and found.due.isoformat(timespec="seconds"),
        "late": found and found.late,
    }
