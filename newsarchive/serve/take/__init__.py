"""Take away: what a search finds, as a file."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from datasette import Response

from newsarchive.serve.take import subset
from newsarchive.serve.take.answer import Streamed, place
from newsarchive.serve.take.naming import disposition, named
from newsarchive.serve.take.rows import MOST_ROWS, taken
from newsarchive.serve.take.sheet import workbook
from newsarchive.serve.take.text import comma_separated, json_lines

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from typing import BinaryIO

    from newsarchive.serve.take.rows import Taken
    from newsarchive.serve.view import View, Visit

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "db": "application/vnd.sqlite3",
}
"""Kind of file -> its media type; JSON lines have none registered."""

PIECE = 256 * 1024


async def take(visit: Visit, kind: str) -> Response:
    """Answer a search with a file of all it finds."""
    headers = {"content-type": TYPES[kind], "cache-control": "no-store"}
    if visit.request.method == "HEAD":
        return Response("", headers=headers, content_type=TYPES[kind])
    with ExitStack() as held:
        held.enter_context(place())
        articles = await taken(visit, subset.MOST_ARTICLES if kind == "db" else MOST_ROWS)
        headers["content-disposition"] = disposition(named(visit.asked("q"), articles.at, kind))
        pieces = await _PIECES[kind](visit, articles, held)
        return Streamed(visit.request, pieces, headers, held.pop_all())


async def _lines(
    write: Callable[[Visit, Taken], AsyncGenerator[bytes, None]], visit: Visit, articles: Taken, _: ExitStack
) -> AsyncGenerator[bytes, None]:
    return write(visit, articles)


async def _sheet(visit: Visit, articles: Taken, held: ExitStack) -> AsyncGenerator[bytes, None]:
    return _read(await workbook(visit, articles, held))


async def _subset(visit: Visit, articles: Taken, held: ExitStack) -> AsyncGenerator[bytes, None]:
    return _read(await subset.make(visit.database, articles, held))


async def _read(file: BinaryIO) -> AsyncGenerator[bytes, None]:
    while piece := await asyncio.to_thread(file.read, PIECE):
        yield piece


_PIECES: dict[str, Callable[[Visit, Taken, ExitStack], Awaitable[AsyncGenerator[bytes, None]]]] = {
    "csv": partial(_lines, comma_separated),
    "jsonl": partial(_lines, json_lines),
    "xlsx": _sheet,
    "db": _subset,
}

VIEWS: list[tuple[str, View]] = [(rf"search\.{kind}", partial(take, kind=kind)) for kind in TYPES]
