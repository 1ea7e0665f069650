"""Search: a reader's words in, hits with their places marked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from newsarchive.search.counts import Counts
from newsarchive.search.explanation import Explanation, explain
from newsarchive.search.functions import register
from newsarchive.search.marks import CLOSE, OPEN
from newsarchive.search.match import NOTHING, uk_query
from newsarchive.search.order import Order
from newsarchive.search.question import Narrowed, Question, ask
from newsarchive.search.shown import Hit
from newsarchive.search.states import State
from newsarchive.search.suggestions import suggest

if TYPE_CHECKING:
    import sqlite3

__all__ = [
    "CLOSE",
    "NOTHING",
    "OPEN",
    "Counts",
    "Explanation",
    "Hit",
    "Narrowed",
    "Order",
    "Question",
    "State",
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
    order: Order = Order.BEST,
    limit: int = 20,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Hit]:
    """Find articles, the best first; the newest where no words are asked for.

    Args:
        connection: an archive's; need not be registered.
        query: anything a reader types: see :func:`ask`.
        order: what comes first.
        limit: how many hits at most.
        offset: how many hits to pass over.
        narrowed: see :class:`Narrowed`.

    Raises:
        ArchiveError: the archive or its index cannot be read.
    """
    return ask(connection, query, **narrowed).hits(order=order, limit=limit, offset=offset)


def count(connection: sqlite3.Connection, query: str, **narrowed: Unpack[Narrowed]) -> int:
    """Count what :func:`search` would find without a limit; the arguments are the same."""
    return ask(connection, query, **narrowed).total()
