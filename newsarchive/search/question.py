"""One question to one archive: understood once, then asked for a page of hits, a number, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from newsarchive.search import calendar, order, shown
from newsarchive.search.explanation import Explanation, tell
from newsarchive.search.failing import searching
from newsarchive.search.filters import Understood, councils, understand
from newsarchive.search.order import Order
from newsarchive.search.scope import Scope

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.search.calendar import Counts
    from newsarchive.search.shown import Hit

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
        with searching():
            return tell(self.understood, councils(self.connection))

    def total(self) -> int:
        """Count the articles."""
        with searching():
            return self._search.total()

    def counts(self) -> Counts:
        """Count the articles by council and by month."""
        with searching():
            return calendar.counts(self._search)

    def _found(self, by: Order, limit: int, offset: int) -> list[order.Found]:
        return order.find(self._search, by, limit=_bounded(limit), offset=_bounded(offset))


def ask(
    connection: sqlite3.Connection,
    query: str,
    *,
    council: str | None = None,
    oblast: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Question:
    """Understand a question; the arguments are those of :func:`newsarchive.search.search`.

    Raises:
        ArchiveError: the archive cannot be read.
    """
    with searching():
        understood = understand(connection, query)
        typed = understood.filters
        given = None if council is None else frozenset({_encodable(council)})
        scope = Scope(
            match=None if _asks_no_words(understood) else understood.match,
            councils=_in_each(typed.councils, given, _of_oblast(connection, oblast)),
            since=max((_day(day) for day in (since, typed.since) if day), default=None),
            until=min((_day(day) for day in (until, typed.until) if day), default=None),
            ranking=understood.ranking,
        )
    return Question(connection, scope, understood, order.Search(connection, scope))


def _of_oblast(connection: sqlite3.Connection, oblast: str | None) -> frozenset[str] | None:
    if oblast is None:
        return None
    rows = connection.execute("SELECT code FROM councils WHERE oblast = ?", (_encodable(oblast),))
    return frozenset(code for (code,) in rows)


def _in_each(*sets: frozenset[str] | None) -> frozenset[str] | None:
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
