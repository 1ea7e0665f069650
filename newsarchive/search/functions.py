"""The SQL functions by which any query, Datasette's among them, searches as ``newsarchive search`` does.

    uk_query(text)      an FTS5 MATCH string
    uk_page(text, council, section, state, since, until, order, limit, offset)
                        a page of hits in order, as a JSON list of objects: ``id``, ``title``, ``snippet``, ``score``

Both ask the archive itself, on the connection that calls them. Where that fails, a time limit or a day that is none
among the reasons, they return the error's text, which is no MATCH string and no JSON: so the statement fails in its
turn, without a traceback on the server's screen.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveError, UsageError
from newsarchive.search.filters import spelled
from newsarchive.search.holdings import Holdings
from newsarchive.search.match import uk_query
from newsarchive.search.order import Order
from newsarchive.search.question import Narrowed, Question, ask
from newsarchive.search.states import State

if TYPE_CHECKING:
    from datetime import date

NARROWING = ("council", "section", "state", "since", "until")
"""What a form narrows a question by, in the order of ``uk_page``."""


def register(connection: sqlite3.Connection, *also: str) -> None:
    """Give a connection the functions; ``uk_query`` under other names, too."""
    holdings = Holdings(connection)

    def page(query: object, *asked: object) -> str:
        *narrowing, order, limit, offset = asked
        limit, offset = (number if isinstance(number, int) else 0 for number in (limit, offset))
        try:
            found = question(connection, query, **dict(zip(NARROWING, narrowing, strict=True)))
            hits = found.hits(order=_order(order), limit=limit, offset=offset)
        except (ArchiveError, UsageError) as error:
            return str(error)
        shown = [{"id": hit.id, "title": hit.title_marked, "snippet": hit.snippet, "score": hit.score} for hit in hits]
        return json.dumps(shown, ensure_ascii=False)

    def match(text: object) -> str:
        try:
            return uk_query(text, holdings)
        except sqlite3.DatabaseError as error:
            return str(error)

    for name in ("uk_query", *also):
        connection.create_function(name, 1, match, deterministic=True)
    connection.create_function("uk_page", 9, page)


def question(connection: sqlite3.Connection, query: object, **narrowing: object) -> Question:
    """Understand a question as a form or an SQL statement asks it.

    Args:
        connection: an archive's.
        query: what was typed.
        narrowing: by the names of :data:`NARROWING`.

    Raises:
        UsageError: a day or a state is none.
    """
    return ask(connection, _text(query), **narrowed(**narrowing))


def narrowed(
    *, council: object = "", section: object = "", state: object = "", since: object = "", until: object = ""
) -> Narrowed:
    """Read what narrows a question from the fields of a form: what is empty narrows nothing.

    Raises:
        UsageError: a day or a state is none.
    """
    return {
        "council": _text(council) or None,
        "section": _text(section) or None,
        "state": _state(_text(state)),
        "since": _day(since, last=False),
        "until": _day(until, last=True),
    }


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value)


def _state(text: str) -> State | None:
    known = next((state for state in State if state == text), None)
    if text and known is None:
        raise UsageError(f"There is no state «{text}»; there are {', '.join(State)}.")
    return known


def _day(value: object, *, last: bool) -> date | None:
    """Return the first or the last day of a day, a month or a year as readers write them."""
    text = _text(value).strip()
    span = spelled(text)
    if text and span is None:
        raise UsageError(f"«{text}» is no date; write 2024, 2024-05 or 2024-05-31.")
    return span and span[last]


def _order(value: object) -> Order:
    """Return an order; the best first where none is named."""
    return next((order for order in Order if order == value), Order.BEST)
