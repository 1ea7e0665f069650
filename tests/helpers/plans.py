"""Schedules that tests write, with names that are hard to quote."""

from datetime import UTC, datetime
from pathlib import Path

from newsarchive.schedule import timers
from newsarchive.schedule.quiet import QuietHours

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY_TIME = QuietHours.read("08:00-18:00")
CONTACT = "archive@oblarchive.org.ua"
ODD = "/srv/a b/100% of it; $HOME"
QUOTES = """a "b" 'c' \\d"""


def planned(*councils, at=(), quiet=None, data="/srv/newsarchive", **told):
    """Plan a schedule for councils that need not have a spider."""
    return timers.plan(councils, at, quiet, timers.environment(Path(data), CONTACT, quiet, **{"notify": []} | told))
