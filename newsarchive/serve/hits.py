"""What the search page shows beside the hits that the canned query finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import sqlite_timelimit

from newsarchive import search
from newsarchive.errors import ArchiveError
from newsarchive.search.functions import day, question
from newsarchive.serve.metadata import PAGE

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

ASKED = ("q", "council", "since", "until", "order")
MOST_MONTHS = 36
"""Months that are shown one by one; the hits of a longer time are shown by year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year and its hits."""

    label: str
    """``2023-11`` or ``2023``."""
    count: int
    most: int
    """The hits of the highest bar."""
    query: str
    """The query string that narrows the search to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The question, how many articles answer it, and where the next pages are."""

    asked: dict[str, str]
    number: int
    """Of this page, from 1."""
    councils: list[dict[str, Any]]
    told: search.Explanation
    """How the question was understood."""
    meant: list[str]
    """Questions that may have been meant, where nothing was found."""
    counts: search.Counts | None
    """None where counting took too long."""

    @property
    def total(self) -> int | None:
        """How many articles answer; None where counting took too long."""
        return None if self.counts is None else self.counts.total

    @property
    def first(self) -> int:
        """The ordinal of the page's first hit."""
        return PAGE * (self.number - 1) + 1

    @property
    def narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        return any(self.asked[key] for key in ("council", "since", "until"))

    @property
    def newer(self) -> str | None:
        """The query string of the page before."""
        return self._page(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        """The query string of the page after."""
        return self._page(self.number + 1) if self.total is None or self.total > PAGE * self.number else None

    def other(self, **changed: str) -> str:
        """The query string of the same question with some of it changed, at its first page."""
        return urlencode({key: value for key, value in (self.asked | changed).items() if value})

    @property
    def facets(self) -> list[dict[str, Any]]:
        """The councils that have hits, the most first."""
        names = {council["code"]: council["name"] for council in self.councils}
        counted = self.counts.councils if self.counts else {}
        return [{"code": code, "name": names.get(code, code), "count": count} for code, count in counted.items()]

    def bars(self) -> list[Bar]:
        """The hits by month, or by year where they lie far apart; none for those without a date."""
        months = Counter(
            {month: count for month, count in (self.counts.months if self.counts else {}).items() if month}
        )
        spans = months
        if months and _distance(min(months), max(months)) >= MOST_MONTHS:
            spans = Counter[str]()
            for month, count in months.items():
                spans[month[:4]] += count
        return [
            Bar(span, count, max(spans.values()), self.other(since=_first(span), until=_last(span)))
            for span, count in sorted(spans.items())
        ]

    def _page(self, number: int) -> str:
        return self.other(**({"page": str(number)} if number > 1 else {}))


async def hits(datasette: Datasette, name: str, request: Request) -> Hits:
    """Read the question from the address and count its answers."""
    database = datasette.get_database(name)
    asked = {key: request.args.get(key) or "" for key in ASKED}
    limit = datasette.setting("sql_time_limit_ms")
    rows = await database.execute("SELECT code, name FROM councils ORDER BY name")
    page = request.args.get("page") or ""
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1  # noqa: PLR2004
    told, counts = await database.execute_fn(partial(_answer, asked=asked, limit=limit))
    return Hits(
        asked=asked,
        number=max(number, 1),
        councils=[dict(row) for row in rows.rows],
        told=told,
        meant=await database.execute_fn(partial(_meant, asked=asked)) if counts and not counts.total else [],
        counts=counts,
    )


def _meant(connection: sqlite3.Connection, asked: dict[str, str]) -> list[str]:
    since, until = day(asked["since"]), day(asked["until"])
    return search.suggest(connection, asked["q"], council=asked["council"] or None, since=since, until=until)


def _answer(
    connection: sqlite3.Connection, asked: dict[str, str], limit: int
) -> tuple[search.Explanation, search.Counts | None]:
    """Understand the question once, for what is told of it and for its counts; late, tell by its text alone."""
    try:
        with sqlite_timelimit(connection, limit):
            understood = question(
                connection, asked["q"], council=asked["council"], since=asked["since"], until=asked["until"]
            )
            return understood.explanation(), understood.counts()
    except ArchiveError as error:
        if "interrupted" in str(error.__cause__):
            return search.explain(connection, asked["q"]), None
        raise


def _distance(month: str, later: str) -> int:
    return 12 * (int(later[:4]) - int(month[:4])) + int(later[5:]) - int(month[5:])


def _first(span: str) -> str:
    """The first day of a month or a year."""
    return f"{span}-01-01" if len(span) == len("2023") else f"{span}-01"


def _last(span: str) -> str:
    """The last day of a month or a year."""
    if len(span) == len("2023"):
        return f"{span}-12-31"
    first = date.fromisoformat(_first(span))
    return ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).isoformat()
