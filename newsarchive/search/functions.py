"""The SQL functions by which any query, Datasette's among them, searches as ``newsarchive search`` does.

    uk_query(text)                           an FTS5 MATCH string
    uk_page(text, council, since, until, order, limit, offset)
                                             numbers of articles as a JSON list, in order
    uk_fragments(text, opening, closing)     the marked places of what highlight() returns

``uk_page`` asks the archive itself, on the connection that calls it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from newsarchive.search.fragments import fragments
from newsarchive.search.match import uk_query
from newsarchive.search.occurring import occurring
from newsarchive.search.order import Order
from newsarchive.search.question import ask

if TYPE_CHECKING:
    import sqlite3


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions."""
    look_up = partial(occurring, connection)

    def page(query: object, council: object, since: object, until: object, order: object, *place: object) -> str:
        question = ask(
            connection,
            _text(query),
            council=_text(council) or None,
            since=_day(since),
            until=_day(until),
        )
        limit, offset = (number if isinstance(number, int) else 0 for number in place)
        return json.dumps(question.numbers(order=_order(order), limit=limit, offset=offset))

    connection.create_function("uk_query", 1, partial(uk_query, look_up=look_up), deterministic=True)
    connection.create_function("uk_page", 7, page)
    connection.create_function("uk_fragments", 3, fragments, deterministic=True)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value)


def _day(value: object) -> date | None:
    """Return a day; what is none narrows nothing, as an empty field of a form does not."""
    with suppress(ValueError):
        return date.fromisoformat(_text(value))
    return None


def _order(value: object) -> Order:
    """Return an order; the best first where none is named."""
    return next((order for order in Order if order == value), Order.BEST)
