"""``newsarchive status``: what an archivist looks at every day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from newsarchive.schedule import QuietHours


@click.command()
@options.data
@options.quiet_hours
@options.json
def status(*, data: Path, quiet_hours: QuietHours | None, as_json: bool) -> None:
    """Say what is held of each council, what waits, how its last crawl went, and when the next is due.

    \b
    newsarchive status
    newsarchive status --data /srv/newsarchive --json
    """  # noqa: D301 - Click wants the character itself
    from newsarchive import schedule as when  # noqa: PLC0415
    from newsarchive.store import Archive  # noqa: PLC0415

    now = datetime.now(UTC)
    with Archive(data, readonly=True) as archive:
        rows = when.status(archive, now, quiet_hours)
    if as_json:
        terminal.print_json(rows)
    else:
        terminal.print_table([_HEAD, *([row[name] for name in _HELD] + _went(row, now) for row in rows)])


_HELD = ("code", "articles", "edited", "oldest", "newest", "pending", "rejected")
_HEAD = (*_HELD, "last run", "new", "changed", "failed", "ended", "next run")


def _went(row: dict[str, Any], now: datetime) -> list[Any]:
    """Say for people how the last run went, and when the next is."""
    last = row["finished"] or row["started"]
    ended = "running" if row["running"] else row["reason"] or ("killed" if last else "never")
    return [
        last and terminal.local(datetime.fromisoformat(last)),
        row["articles_new"],
        row["articles_changed"],
        row["failures"],
        ended,
        _following(row, now),
    ]


def _following(row: dict[str, Any], now: datetime) -> str:
    if row["running"]:
        return ""
    due = datetime.fromisoformat(row["next_run"])
    if row["late"]:
        return f"late since {terminal.local(due)}"
    return "now" if due <= now else terminal.local(due)
