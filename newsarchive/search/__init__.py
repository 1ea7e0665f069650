"""Search: a reader's words in, hits with their places marked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from newsarchive.language import default_lexicon
from newsarchive.search.counts import Counts
from newsarchive.search.dated import Dated, dated
from newsarchive.search.explanation import Explanation, explain
from newsarchive.search.facts import is_known, known
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
    "Dated",
    "Explanation",
    "Hit",
    "Narrowed",
    "Order",
    "Question",
    "State",
    "ask",
    "count",
    "dated",
    "explain",
    "is_known",
    "register",
    "search",
    "suggest",
    "uk_query",
    "warm",
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


def warm(connection: sqlite3.Connection) -> None:
    """Read the dictionary, and what is told of an archive's articles, so that the first question need not wait.

    Raises:
        sqlite3.DatabaseError: the archive cannot be read.
    """
    default_lexicon().forms("рада")
    known(connection)
