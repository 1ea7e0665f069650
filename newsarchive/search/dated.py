"""A day or a month among a query's words: «голосування у березні 2024» may ask for what was published then.

What stands in a text and when it was published are two questions. The words are looked for as they are; this says what
else may have been meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsarchive.language.months import MONTH, month_of

if TYPE_CHECKING:
    import sqlite3

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?:\s+(?:року|році|рік|р\.))?"
_WORDED = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})\s+)?(?P<month>{MONTH})(?:\s+{_YEAR})?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r"|(?:(?P<day2>[0-9]{1,2})\.)?(?P<month2>[0-9]{2})\.(?P<year2>(?:19|20)[0-9]{2})"
)
_ALONE = re.compile(_YEAR, re.IGNORECASE)
_BEFORE = r"(?:(?<![\w-])(?:в|у|за|від|з|із|протягом|упродовж)\s+)?"
_WAYS = tuple(
    re.compile(rf"{_BEFORE}(?<![\w.,:/№-])(?:{way.pattern})(?![\w/:-])", way.flags)
    for way in (_WORDED, _NUMBERED, _ALONE)
)
_QUOTES = re.compile('"[^"]*"|«[^»]*»|[“„][^“”]*[“”]')


@dataclass(frozen=True, slots=True)
class Dated:
    """A query without the words that name a day, a month or a year, and the days that these are."""

    words: str
    since: date
    until: date

    @property
    def query(self) -> str:
        """The same as a reader types it."""
        if (self.until - self.since).days > monthrange(self.since.year, self.since.month)[1]:
            return f"{self.words} рік:{self.since.year}".strip()
        days = self.since.isoformat(), self.until.isoformat()
        since, until = days if self.since == self.until else (day[:7] for day in days)
        return f"{self.words} від:{since} до:{until}".strip()

    @property
    def closely(self) -> bool:
        """Whether it is a month or a day: a year stands in many a text, and is seldom meant so."""
        return not self.query.endswith(f" рік:{self.since.year}")


def dated(connection: sqlite3.Connection, text: str) -> Dated | None:
    """Look for a day, a month or a year in a query, outside of quotation marks; None where there is none.

    A month without a year is the last one that the archive knows of.

    Raises:
        sqlite3.DatabaseError: the archive cannot be read.
    """
    quoted = [range(*found.span()) for found in _QUOTES.finditer(text)]
    for way in _WAYS:
        for found in way.finditer(text):
            if not any(found.start() in quotation for quotation in quoted):
                span = _span(found, connection)
                rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
                return span and Dated(rest, *span)
    return None


def worded(text: str) -> tuple[date, date] | None:
    """Give the first and the last day of a day or a month as it is said: «5 березня 2024 року», «березень 2024»."""
    found = _WORDED.fullmatch(text)
    return _days(int(found["year"]), found["month"], found["day"]) if found and found["year"] else None


def _span(found: re.Match[str], connection: sqlite3.Connection) -> tuple[date, date] | None:
    parts = {name.rstrip("2"): part for name, part in found.groupdict().items() if part}
    month, day = parts.get("month"), parts.get("day")
    if "year" in parts:
        return _days(int(parts["year"]), month, day)
    (newest,) = connection.execute("SELECT substr(max(published), 1, 7) FROM articles").fetchone()
    if not newest or month is None:
        return None
    return _days(int(newest[:4]) - (month_of(month) > int(newest[5:])), month, day)


def _days(year: int, month: str | None, day: str | None) -> tuple[date, date] | None:
    number = None if month is None else int(month) if month.isdigit() else month_of(month)
    return span(year, number, None if day is None else int(day), year)


def span(year: int, month: int | None, day: int | None, last_year: int) -> tuple[date, date] | None:
    """Give the first and the last day of a day, a month, a year, some years; None where there is no such."""
    try:
        since = date(year, 1 if month is None else month, 1 if day is None else day)
        end = 12 if month is None else month
        until = date(last_year, end, monthrange(last_year, end)[1] if day is None else day)
    except ValueError:
        return None
    return since, until
