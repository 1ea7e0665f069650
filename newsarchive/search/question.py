"""One question to one archive: understood once, then asked for a page of hits, a number, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

from newsarchive.search import order, shown
from newsarchive.search.aside import matching
from newsarchive.search.counts import by_day, count
from newsarchive.search.explanation import Explanation, tell
from newsarchive.search.failing import searching
from newsarchive.search.filters import Understood, understand
from newsarchive.search.order import Order
from newsarchive.search.scope import Scope
from newsarchive.search.states import kinds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from newsarchive.search.aside import Texts
    from newsarchive.search.counts import Counts
    from newsarchive.search.shown import Hit
    from newsarchive.search.states import State

Value = TypeVar("Value")

_MOST_ROWS = 2**31


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, understood; made by :func:`ask`. Its methods raise ArchiveError where SQLite fails.

    It counts once: of an archive that grows meanwhile, ask anew.
    """

    connection: sqlite3.Connection
    scope: Scope
    understood: Understood
    _search: order.Search

    def hits(self, *, order: Order = Order.BEST, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Return articles in an order, the newest first where no words were asked for."""
        with searching():
            return shown.show(self.connection, self.scope.match, self._found(order, limit, offset))

    def numbers(self, *, order: Order = Order.BEST, limit: int = 20, offset: int = 0) -> list[int]:
        """Return the same as numbers of articles."""
        with searching():
            return [found.article for found in self._found(order, limit, offset)]

    def explanation(self) -> Explanation:
        """Tell how the question was understood."""
        return tell(self.understood)

    def total(self) -> int:
        """Count the articles."""
        with searching():
            return self._search.total()

    def counts(self) -> Counts:
        """Count the articles by council, section, state, year and month."""
        with searching():
            return count(self._search)

    def days(self) -> dict[date, int]:
        """Count the articles by day of publication, in Kyiv; the undated are of none."""
        with searching():
            return by_day(self._search)

    def arrived(self, limit: int) -> list[int]:
        """Return the numbers of those that the archive came to hold last, the last first."""
        with searching():
            return self._search.found[: -_bounded(limit) - 1 : -1]

    def among(self, texts: Mapping[int, Texts]) -> frozenset[int]:
        """Return which of some texts that need not be in the archive have the words, whatever narrows the question."""
        with searching():
            return frozenset(texts) if self.scope.match is None else matching(self.scope.match, texts)

    def _found(self, by: Order, limit: int, offset: int) -> list[order.Found]:
        return order.find(self._search, by, limit=_bounded(limit), offset=_bounded(offset))


class Narrowed(TypedDict, total=False):
    """What narrows a question besides the filters typed in it; all of it holds together."""

    council: str | None
    """Only of this council, by its code."""
    oblast: str | None
    """Only of this oblast, ISO 3166-2."""
    since: date | None
    """Only published on this Kyiv day or later; leaves out what has no date."""
    until: date | None
    """Only published on this Kyiv day or earlier; leaves out what has no date."""
    section: str | None
    """Only of this section, as ``articles.section`` has it."""
    state: State | None
    """Only what is this, or has become it."""


def ask(connection: sqlite3.Connection, query: str, **narrowed: Unpack[Narrowed]) -> Question:
    """Understand a question.

    Args:
        connection: an archive's; need not be registered.
        query: anything a reader types: see ``newsarchive.search.query``. Its filters («рада:Львівська») hold
            besides what narrows it.
        narrowed: see :class:`Narrowed`.

    Raises:
        ArchiveError: the archive cannot be read.
    """
    with searching():
        understood = understand(connection, query)
        scope = _scope(connection, understood, narrowed)
    return Question(connection, scope, understood, order.Search(connection, scope))


def _scope(connection: sqlite3.Connection, understood: Understood, narrowed: Narrowed) -> Scope:
    typed = understood.filters
    council, section, state = narrowed.get("council"), narrowed.get("section"), narrowed.get("state")
    of_oblast = _of_oblast(connection, narrowed.get("oblast"))
    return Scope(
        match=None if _asks_no_words(understood) else understood.match,
        councils=_in_each(typed.councils, _only(council), of_oblast),
        since=max((_day(day) for day in (narrowed.get("since"), typed.since) if day), default=None),
        until=min((_day(day) for day in (narrowed.get("until"), typed.until) if day), default=None),
        sections=_in_each(typed.sections, _only(section)),
        states=_in_each(typed.states, None if state is None else kinds(state)),
        ranking=understood.ranking,
    )


def _only(text: str | None) -> frozenset[str] | None:
    return None if text is None else frozenset({_encodable(text)})


def _of_oblast(connection: sqlite3.Connection, oblast: str | None) -> frozenset[str] | None:
    if oblast is None:
        return None
    rows = connection.execute("SELECT code FROM councils WHERE oblast = ?", (_encodable(oblast),))
    return frozenset(code for (code,) in rows)


def _in_each(*sets: frozenset[Value] | None) -> frozenset[Value] | None:
    """Return what is in each of the sets given; None where none is."""
    given = [some for some in sets if some is not None]
    return frozenset.intersection(*given) if given else None


def _day(day: date) -> date:
    """Return a day; a datetime is one too, and does not compare with a mere day."""
    return date(day.year, day.month, day.day)


def _asks_no_words(understood: Understood) -> bool:
    """Say whether everything is wanted that the filters let through, and not: what has these words."""
    asked = understood.query
    return asked.node is None and (bool(asked.filters) or asked.blank)


def _bounded(number: int) -> int:
    return min(max(number, 0), _MOST_ROWS)


def _encodable(text: str) -> str:
    """Return text that SQLite takes: a command line's argument may hold lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
