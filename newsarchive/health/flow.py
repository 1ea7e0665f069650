"""What is published: how long nothing has been, against what is usual, and how much in a month, as is declared."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from newsarchive.health.words import Fact, Word
from newsarchive.normalize.dates import instant
from newsarchive.normalize.months import month_of, name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

ARTICLES = 100
"""The newest of which the pauses are looked at."""
MONTH = 30.4
"""Days."""
EXPECTED = 5
"""So many articles must be missing by the least that is declared."""
SHORTEST, LONGEST = timedelta(days=7), timedelta(days=90)
"""No pause is long below the one; where anything is declared, any is beyond the other."""
MONTHS = 12
"""Whole months that are told of."""
_LESS = 2
"""Months in a row with less than half of what is declared."""

_NEWEST = """
SELECT published FROM articles WHERE council = ? AND published IS NOT NULL ORDER BY published DESC LIMIT ?
"""
_ANY = "SELECT 1 FROM articles WHERE council = ? LIMIT 1"
_OLDEST = "SELECT min(published) FROM articles WHERE council = ?"
_WAITING = "SELECT 1 FROM frontier WHERE council = ? AND state = 'pending' AND tries = 0 AND kind = 'article' LIMIT 1"
_IN_MONTH = "SELECT count(*) FROM articles WHERE council = ? AND published >= ? AND published < ?"


def pauses(db: sqlite3.Connection, council: str, least: int, now: datetime) -> Iterator[Fact]:
    """Say how long nothing has been published, and whether that is longer than usual.

    Args:
        db: the archive.
        council: whose site.
        least: the fewest articles of a healthy month, as its spider declares.
        now: aware.
    """
    published = [row[0] for row in db.execute(_NEWEST, (council, ARTICLES))]
    instants = [at for at in map(instant, published) if at <= now]
    if not instants:
        if db.execute(_ANY, (council,)).fetchone():
            yield Fact(sign="newest", says="No article that is held has a date")
        else:
            yield Fact(sign="newest", says="No article is held", points=Word.QUIET)
        return
    since = now - instants[0]
    bound = longest([earlier - later for earlier, later in pairwise(instants)], least)
    says = f"The newest article is {_days(since)} old; a pause is long here beyond {_days(bound)}" if bound else ""
    if bound and since > bound:
        yield Fact(sign="newest", says=says, points=Word.QUIET)
    else:
        yield Fact(sign="newest", says=says or f"The newest article is {_days(since)} old")


def longest(gaps: Sequence[timedelta], least: int) -> timedelta | None:
    """Say beyond which a pause is longer than usual; None where nothing is known.

    It is so when at least five articles are missing by what is declared, and when twice the longest pause between the
    newest has passed.

    Args:
        gaps: the pauses between its newest articles.
        least: the fewest articles of a healthy month, as its spider declares.
    """
    if not least and not gaps:
        return None
    usual = 2 * max(gaps, default=timedelta())
    if not least:
        return max(usual, SHORTEST)
    return min(max(usual, timedelta(days=EXPECTED * MONTH / least), SHORTEST), LONGEST)


def months(db: sqlite3.Connection, council: str, per_month: tuple[int, int], now: datetime) -> Iterator[Fact]:
    """Say how much was published in whole months, if the site has been walked to its beginning.

    Args:
        db: the archive.
        council: whose site.
        per_month: the least and most articles of a healthy month, as its spider declares.
        now: aware.
    """
    oldest = db.execute(_OLDEST, (council,)).fetchone()[0]
    if oldest is None or db.execute(_WAITING, (council,)).fetchone():
        return
    counts = [
        (first, db.execute(_IN_MONTH, (council, first, following)).fetchone()[0])
        for first, following in _whole_months(oldest[:7], now)
    ]
    if not counts:
        return
    least, most = per_month
    newest = ", ".join(f"{month} {number}" for month, number in counts[:3])
    odd = [number for _, number in counts if not least <= number <= most]
    says = f"Articles in whole months: {newest}; {least} to {most} are declared; not so in {len(odd)} of {len(counts)}"
    poor = len(counts) >= _LESS and all(2 * number < least for _, number in counts[:_LESS])
    yield Fact(sign="months", says=says, points=Word.QUIET if poor else None)


def _whole_months(oldest: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Give the whole months behind that of the oldest article and before this one, newest first, each with the next."""
    month = month_of(now)
    for number in range(month - 1, month - 1 - MONTHS, -1):
        if name(number) <= oldest:
            return
        yield name(number), name(number + 1)


def _days(time: timedelta) -> str:
    return f"{time.total_seconds() / 86400:.1f} days"
