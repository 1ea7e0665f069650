"""A question to the archive as the address of a page asks it: the same for the page, its feed, its files."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from newsarchive.errors import ArchiveError
from newsarchive.search.filters import spelled
from newsarchive.search.functions import NARROWING, question
from newsarchive.search.order import Order
from newsarchive.search.states import State
from newsarchive.serve.trouble import TOO_LONG
from newsarchive.serve.view import Refused
from newsarchive.serve.words import cut

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from newsarchive.search import Question
    from newsarchive.serve.view import Visit

FIELDS = {
    "q": ("Запит", "Query"),
    "council": ("Рада", "Council"),
    "section": ("Розділ", "Section"),
    "state": ("Стан", "State"),
    "since": ("Від", "From"),
    "until": ("До", "To"),
    "order": ("Порядок", "Order"),
}
"""What each part of a question is called, in Ukrainian and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for; an empty text asks for nothing."""

    q: str = ""
    council: str = ""
    """``councils.code``."""
    section: str = ""
    """``articles.section``."""
    state: str = ""
    """One of :class:`newsarchive.search.State`."""
    since: str = ""
    """The first day, ISO 8601."""
    until: str = ""
    order: str = ""
    """One of :class:`Order`; the best first where it is none."""

    @classmethod
    def of(cls, visit: Visit) -> Asked:
        """Read the address; what would narrow nothing is no day or state, and not left out unsaid.

        Raises:
            Refused: A day or a state is none.
        """
        asked = {key: visit.asked(key) for key in cls.__slots__}
        days = {key: first_or_last(key, asked[key]) for key in ("since", "until")}
        if asked["state"] and asked["state"] not in set(State):
            raise Refused(
                f"Стану «{cut(asked['state'], 80)}» немає: є {', '.join(State)}.",
                f"There is no state “{cut(asked['state'], 80)}”; there are {', '.join(State)}.",
            )
        return cls(**asked | days)

    @property
    def given(self) -> dict[str, str]:
        """What is asked for, in the order of the fields: the same question gives the same address."""
        return {key: value for key in self.__slots__ if (value := getattr(self, key))}

    def query(self, **more: str) -> str:
        """The query string that asks it, with other arguments behind; an empty one is left out, or takes one away."""
        return "&".join(_pair(key, value) for key, value in (self.given | more).items() if value)

    @property
    def by(self) -> Order:
        """What comes first."""
        return next((order for order in Order if order == self.order), Order.BEST)

    def question(self, connection: sqlite3.Connection) -> Question:
        """Ask an archive.

        Raises:
            ArchiveError: The archive cannot be read.
        """
        return question(connection, self.q, **self.narrowing)

    @property
    def reversed(self) -> bool:
        """Whether no day is asked for, since the first is later than the last."""
        return bool(self.since and self.until and self.since > self.until)

    @property
    def narrowing(self) -> dict[str, str]:
        """What narrows the question beside its words."""
        return {key: getattr(self, key) for key in NARROWING}


def first_or_last(key: str, text: str) -> str:
    """Give the first day, of ``until`` the last, of a day, a month or a year as readers write them: 2024, 05.2024.

    Raises:
        Refused: It is none of them.
    """
    if not text.strip():
        return ""
    span = spelled(text.strip())
    if span is None:
        uk, en = FIELDS[key]
        raise Refused(
            f"{uk}: «{cut(text, 80)}» — не дата; пишіть 2024, 2024-05 чи 2024-05-31.",
            f"{en}: “{cut(text, 80)}” is no date; write 2024, 2024-05 or 2024-05-31.",
        )
    return span[key == "until"].isoformat()


@lru_cache(1024)
def _pair(key: str, value: str) -> str:
    """A search's page says the same hundred times."""
    return urlencode({key: value}, errors="replace")


@contextmanager
def in_time() -> Iterator[None]:
    """Tell the reader of a search that its time limit ended.

    Raises:
        Refused: It took too long.
    """
    try:
        yield
    except ArchiveError as error:
        if late(error):
            raise Refused(*TOO_LONG) from error
        raise


def late(error: ArchiveError) -> bool:
    """Say whether it was the time limit that ended a search."""
    return "interrupted" in str(error.__cause__)
