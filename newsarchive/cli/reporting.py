"""``newsarchive status``: what an archivist looks at every day; ``completeness``: what is held of what there is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import QualityAlarm, UsageError, worst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsarchive.completeness import Month
    from newsarchive.schedule import QuietHours

_HELD = ("code", "articles", "edited", "oldest", "newest", "pending", "rejected")
_MONTH = ("council", "month", "state", "held", "missing", "gone", "told by", "longest pause")
_HEAD = (*_HELD, "last run", "new", "changed", "failed", "ended", "health", "next run")


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.data
@options.quiet_hours
@options.json
def status(names: tuple[str, ...], *, data: Path, quiet_hours: QuietHours | None, as_json: bool) -> None:
    """Say what is held of each council, what waits, how its last crawl went, its health, and when the next is due.

    Below stands what a person should do, and the exit code is not 0. With NAMEs the evidence is told too.

    \b
    newsarchive status
    newsarchive status demo
    newsarchive status --data /srv/newsarchive --json
    """
    from newsarchive import schedule as when
    from newsarchive.store import Archive

    now = datetime.now(UTC)
    with Archive(data, readonly=True) as archive:
        rows = _chosen(when.status(archive, now, quiet_hours), names, data)
    if as_json:
        terminal.print_json(rows)
    else:
        _print(rows, now, evidence=bool(names))
    click.get_current_context().exit(worst(row["exit_code"] for row in rows))


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.data
@options.json
def completeness(names: tuple[str, ...], *, data: Path, as_json: bool) -> None:
    """Count what is held of each month beside what is known to exist. Nothing is written.

    A month is complete where two independent routes told of the whole of it, and all that any named is held. The exit
    code is 3 where an article of a month that is over is known to be missing.

    \b
    newsarchive completeness
    newsarchive completeness demo
    newsarchive completeness --data /srv/newsarchive --json
    """
    from newsarchive.completeness import State, reckon
    from newsarchive.store import Archive

    now = datetime.now(UTC)
    with Archive(data, readonly=True) as archive:
        chosen = [row["code"] for row in _chosen(archive.status(), names, data)]
        months = {code: reckon(archive.connection, code, now) for code in chosen}
    if as_json:
        rows = [{"council": code, **asdict(month)} for code in chosen for month in months[code]]
        terminal.print_json(rows)
    else:
        told = ([code, *_month(month)] for code in chosen for month in months[code])
        terminal.print_table([_MONTH, *told])
    if any(month.state == State.MISSING for code in chosen for month in months[code]):
        click.get_current_context().exit(QualityAlarm.exit_code)


def _month(month: Month) -> list[Any]:
    pause = f"{month.silent_days} days" if month.silent_days else ""
    counts = [month.held, month.missing or "", month.gone or ""]
    return [month.month or "no date", month.state, *counts, " ".join(month.routes), pause]


def _chosen(rows: list[dict[str, Any]], names: Sequence[str], data: Path) -> list[dict[str, Any]]:
    held = {row["code"]: row for row in rows}
    unknown = [name for name in names if name not in held]
    if unknown:
        raise UsageError(
            f"The archive in {data} knows no council «{unknown[0]}»; newsarchive status names those it has."
        )
    return [held[name] for name in dict.fromkeys(names)] if names else rows


def _print(rows: list[dict[str, Any]], now: datetime, *, evidence: bool) -> None:
    terminal.print_table([_HEAD, *([row[name] for name in _HELD] + _went(row, now) for row in rows)])
    for row in rows:
        for line in _below(row, evidence=evidence):
            terminal.print_line(line)


def _below(row: dict[str, Any], *, evidence: bool) -> list[str]:
    """Say what to do about a council, and why."""
    lines = []
    if row["advice"]:
        since = terminal.local(datetime.fromisoformat(row["health_since"]))
        lines.append(f"{row['code']} is {row['health']} since {since}. {row['advice']}")
    if evidence:
        lines += [f"  {row['code']}: {fact['says']}." for fact in row["evidence"]]
    return lines


def _went(row: dict[str, Any], now: datetime) -> list[Any]:
    """Say for people how the last run went, what it says of the site, and when the next is."""
    last = row["finished"] or row["started"]
    no_end = "rebuilt" if row["rebuilt"] else "killed" if last else "never"
    ended = "running" if row["running"] else row["reason"] or no_end
    return [
        last and terminal.local(datetime.fromisoformat(last)),
        row["articles_new"],
        row["articles_changed"],
        row["failures"],
        ended,
        row["health"],
        _following(row, now),
    ]


def _following(row: dict[str, Any], now: datetime) -> str:
    if row["running"]:
        return ""
    due = datetime.fromisoformat(row["next_run"])
    if row["late"]:
        return f"late since {terminal.local(due)}"
    return "now" if due <= now else terminal.local(due)
