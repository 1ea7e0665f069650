"""How much a search would have told those who follow it: by week, with its last articles, and its feed's address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from newsarchive.normalize.dates import KYIV
from newsarchive.search.order import Order
from newsarchive.serve.asked import Asked, in_time
from newsarchive.serve.feeds.atom import instant
from newsarchive.serve.public import origin

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from datasette import Response

    from newsarchive.search import Explanation, Hit
    from newsarchive.serve.view import View, Visit

MONTH = 30
"""Days."""
WEEKS = 12
LAST = 5
"""Articles that are shown."""
MANY = 100
"""Articles a month beyond which nobody reads what a feed tells."""
LIMIT_MS = 5_000


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days and what was published in them."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a search would have told."""

    told: Explanation
    until: date
    """The last day that the archive knows of, in Kyiv: that of its last capture."""
    month: int
    """Articles published in the thirty days that end with it."""
    weeks: tuple[Week, ...]
    """The latest first."""
    last: list[Hit]
    total: int

    @property
    def since(self) -> date:
        """The first of the thirty days."""
        return self.until - timedelta(days=MONTH - 1)

    @property
    def most(self) -> int:
        """The articles of the busiest week."""
        return max(week.count for week in self.weeks)

    @property
    def many(self) -> bool:
        """Whether it is more than anybody reads."""
        return self.month > MANY


async def follow(visit: Visit) -> Response:
    """Show what following a search would bring."""
    asked = replace(Asked.of(visit), order="")
    preview = None
    if asked.given:
        await visit.ready()
        with in_time():
            preview = await visit.read(partial(_read, asked=asked), LIMIT_MS)
    place = visit.datasette.urls.database(visit.name)
    return await visit.page(
        "follow.html",
        asked=asked,
        preview=preview,
        question=asked.query(),
        address=f"{origin(visit.datasette, visit.request)}{place}/search.atom?{asked.query(_lang=visit.lang)}",
    )


def _read(connection: sqlite3.Connection, asked: Asked) -> Preview:
    question = asked.question(connection)
    days = question.days()
    until = _until(connection)
    return Preview(
        told=question.explanation(),
        until=until,
        month=_within(days, until - timedelta(days=MONTH - 1), until),
        weeks=tuple(_week(days, until - timedelta(weeks=back)) for back in range(WEEKS)),
        last=question.hits(order=Order.NEWEST, limit=LAST),
        total=question.total(),
    )


def _week(days: Mapping[date, int], last: date) -> Week:
    first = last - timedelta(days=6)
    return Week(first, last, _within(days, first, last))


def _within(days: Mapping[date, int], first: date, last: date) -> int:
    return sum(days.get(first + timedelta(days=later), 0) for later in range((last - first).days + 1))


def _until(connection: sqlite3.Connection) -> date:
    """The day of the last capture; an archive without any knows of no day at all."""
    row = connection.execute("SELECT captured_at FROM captures ORDER BY id DESC LIMIT 1").fetchone()
    last = instant(row[0] if row else None)
    return last.astimezone(KYIV).date() if last else date(1970, 4, 1)


VIEWS: list[tuple[str, View]] = [(r"follow", follow)]
