"""Search: a reader's words in, hits with their places marked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.search.calendar import Counts
from newsarchive.search.explanation import Explanation, explain
from newsarchive.search.functions import register
from newsarchive.search.match import NOTHING, uk_query
from newsarchive.search.order import Order
from newsarchive.search.question import Question, ask
from newsarchive.search.shown import CLOSE, OPEN, Hit
from newsarchive.search.suggestions import suggest

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

__all__ = [
    "CLOSE",
    "NOTHING",
    "OPEN",
    "Counts",
    "Explanation",
    "Hit",
    "Order",
    "Question",
    "ask",
    "count",
    "explain",
    "register",
    "search",
    "suggest",
    "uk_query",
]


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    council: str | None = None,
    oblast: str | None = None,
    since: date | None = None,
    until: date | None = None,
    order: Order = Order.BEST,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Find articles, the best first; the newest where no words are asked for.

    Args:
        connection: an archive's; need not be registered.
        query: anything a reader types: see ``newsarchive.search.query``. Its filters («рада:Львівська») hold
            besides those given here.
        council: only of this council, by its code.
        oblast: only of this oblast, ISO 3166-2.
        since: only published on this Kyiv day or later; leaves out what has no date.
        until: only published on this Kyiv day or earlier; leaves out what has no date.
        order: what comes first.
        limit: how many hits at most.
        offset: how many hits to pass over.

    Raises:
        ArchiveError: the archive or its index cannot be read.
    """
    question = ask(connection, query, council=council, oblast=oblast, since=since, until=until)
    return question.hits(order=order, limit=limit, offset=offset)


def count(
    connection: sqlite3.Connection,
    query: str,
    *,
    council: str | None = None,
    oblast: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Count what :func:`search` would find without a limit; the arguments are the same."""
    return ask(connection, query, council=council, oblast=oblast, since=since, until=until).total()
