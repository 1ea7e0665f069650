"""CSV and JSON lines: written a batch at a time, while they are sent."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING

from newsarchive.serve.take.rows import batches
from newsarchive.serve.take.safe import safe

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from newsarchive.serve.take.rows import Row, Taken
    from newsarchive.serve.view import Visit

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for an eight-bit code page."""


async def comma_separated(visit: Visit, taken: Taken) -> AsyncGenerator[bytes, None]:
    """Make CSV (RFC 4180), each cell quoted and safe; where not all is in it, the last row says so."""
    yield BOM.encode() + lines([taken.columns])
    async for text in batches(visit, taken, lines):
        yield text
    if told := taken.told():
        yield lines([(visit.say(*told),)])


def lines(rows: Iterable[Row]) -> bytes:
    """Lines of CSV."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue().encode("utf-8", "replace")


async def json_lines(visit: Visit, taken: Taken) -> AsyncGenerator[bytes, None]:
    """Make JSON lines, all texts as they are; where not all is in it, the last line is ``{"cut": ...}``."""
    async for text in batches(visit, taken, partial(_objects, taken.columns)):
        yield text
    if told := taken.told():
        cut = {"why": taken.cut, "rows": taken.rows, "found": taken.found, "told": visit.say(*told)}
        yield f"{json.dumps({'cut': cut}, ensure_ascii=False)}\n".encode()


def _objects(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in named).encode("utf-8", "replace")
