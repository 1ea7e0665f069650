"""When an address is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from newsarchive.errors import UsageError

DEFAULT = "7:1 30:7 365:30 *:180"
"""Days old: days between two visits. News is edited in its first days, and seldom after its first year."""
_MISSING = (1, 3, 7, 14, 30, 90)
"""Days after an article went missing at which it is looked for again; then at the last of these distances."""
_TRIES = 3
"""Failures in a row, all of one run, before an address is left alone for a day, then two, four ..."""
_LONGEST = 30
"""Days that an address is left alone at most."""


@dataclass(frozen=True, slots=True)
class Revisits:
    """How often an article is visited again, by the days since it was published or last changed."""

    steps: tuple[tuple[int, int], ...]
    """(younger than so many days, days until the next visit), youngest first."""
    oldest: int
    """Days until the next visit of all others."""

    @classmethod
    def parse(cls, text: str = DEFAULT) -> Self:
        """Read the setting NEWSARCHIVE_REVISITS.

        Args:
            text: ``AGE:DAYS`` for each step, ages rising, and at last ``*:DAYS``.

        Raises:
            UsageError: it is not that.
        """
        try:
            *steps, last = [tuple(part.split(":")) for part in text.split()]
            made = cls(tuple((int(age), int(days)) for age, days in steps), int(last[1]))
        except (ValueError, IndexError) as error:
            raise UsageError(f"NEWSARCHIVE_REVISITS is no schedule: «{text}»; write it like «{DEFAULT}».") from error
        numbers = [number for step in made.steps for number in step] + [made.oldest]
        if last[0] != "*" or min(numbers) < 1 or [age for age, _ in made.steps] != sorted(age for age, _ in made.steps):
            raise UsageError(f"NEWSARCHIVE_REVISITS is no schedule: «{text}»; write it like «{DEFAULT}».")
        return made

    def after(self, at: datetime, *since: str | None) -> datetime:
        """Give when an article is due again.

        Args:
            at: aware; when it was seen.
            since: days or instants, ISO 8601: when it was published, when it last changed; None for what is not known.
        """
        days = [(at.date() - date.fromisoformat(day[:10])).days for day in since if day]
        age = min(days, default=0)
        return at + timedelta(days=next((wait for younger, wait in self.steps if age < younger), self.oldest))


def of_missing(at: datetime, since: datetime) -> datetime:
    """Give when an article that went missing is looked for again."""
    days = (at - since).days
    wait = next((day - days for day in _MISSING if day > days), _MISSING[-1])
    return at + timedelta(days=wait)


def of_failure(at: datetime, tries: int) -> datetime | None:
    """Give when an address that failed is asked again, None for at once.

    Args:
        at: when it failed last.
        tries: how often in a row.
    """
    if tries < _TRIES:
        return None
    return at + timedelta(days=min(2 ** min(tries - _TRIES, 10), _LONGEST))


def of_refusal(at: datetime, tries: int) -> datetime:
    """Give when an address is asked again that was refused for what may change: a challenge, a lapsed domain ..."""
    return at + timedelta(days=min(2 ** min(tries - 1, 10), _LONGEST))


def of_absence(at: datetime, tries: int, most: int) -> datetime | None:
    """Give when an address is asked again that had no article, and of which none is held; None where that is enough."""
    return of_refusal(at, tries) if 0 < tries <= most else None
