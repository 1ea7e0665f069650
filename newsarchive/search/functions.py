"""The SQL functions by which any query, Datasette's among them, searches as ``newsarchive search`` does.

    uk_query(text)      an FTS5 MATCH string
    uk_page(text, council, section, state, since, until, order, limit, offset)
                        a page of hits in order, as a JSON list of objects: ``id``, ``title``, ``snippet``, ``score``

Both ask the archive itself, on the connection that calls them. Where that fails, a time limit among the reasons, they
return the error's text, which is no MATCH string and no JSON: so the statement fails in its turn, without a traceback
on the server's screen.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from datetime import date

from newsarchive.errors import ArchiveError
from newsarchive.search.holdings import Holdings
from newsarchive.search.match import uk_query
from newsarchive.search.order import Order
from newsarchive.search.question import Narrowed, Question, ask
from newsarchive.search.states import State

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
        except ArchiveError as error:
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
    """
    return ask(connection, _text(query), **narrowed(**narrowing))


def narrowed(
    *, council: object = "", section: object = "", state: object = "", since: object = "", until: object = ""
) -> Narrowed:
    """Read what narrows a question from the fields of a form: what is empty or unknown narrows nothing."""
    return {
        "council": _text(council) or None,
        "section": _text(section) or None,
        "state": next((known for known in State if known == state), None),
        "since": day(since),
        "until": day(until),
    }


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value)


def day(value: object) -> date | None:
    """Return a day; what is none narrows nothing, as an empty field of a form does not."""
    with suppress(ValueError):
        return date.fromisoformat(_text(value))
    return None


def _order(value: object) -> Order:
    """Return an order; the best first where none is named."""
    return next((order for order in Order if order == value), Order.BEST)
