"""The rows of what is taken away: one an article, with what it needs to be found again and proved."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils import sqlite3 as database

from newsarchive.serve.asked import Asked, in_time
from newsarchive.serve.public import leading_to, origin, source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncGenerator, Callable, Sequence

    from newsarchive.serve.view import Visit

MOST_ROWS = 100_000
"""Articles of one file."""
LONGEST_SECONDS = 300
"""For which a file is made and sent."""
FIND_MS = 10_000
"""Within which the articles must be found."""
BATCH, BATCH_MS = 200, 5_000

COLUMNS = (
    *("permalink", "council", "council_name", "title", "lead", "published", "section", "author", "state", "url"),
    *("captured_at", "payload_digest", "digest", "version"),
)
"""What each row tells; ``body`` follows where it is asked for. All but two are named as in the archive's tables.

``permalink`` leads to this version of the article, in this archive and in any made anew of the same captures;
``captured_at`` and ``payload_digest`` are of the capture that it was read from.
"""
BODY = "body"

Row = tuple[Any, ...]
Made = TypeVar("Made")


@dataclass(slots=True, kw_only=True)
class Taken:
    """A question whose articles are taken away, and what became of that."""

    asked: Asked
    numbers: Sequence[int]
    """The articles, in order."""
    found: int
    """How many answer, those beyond the limit included."""
    body: bool
    address: str
    """Of the search, absolute."""
    source: str
    """See :func:`newsarchive.serve.public.source`."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    rows: int = 0
    """Written so far."""
    cut: str = ""
    """Why not all are in it: ``rows``, ``time``, ``size`` or ``failure``; empty where all are."""
    deadline: float = field(default_factory=lambda: time.monotonic() + LONGEST_SECONDS)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return (*COLUMNS, BODY) if self.body else COLUMNS

    def told(self) -> tuple[str, str] | None:
        """Why it is not whole, in Ukrainian and in English; None where it is."""
        if not self.cut:
            return None
        why, reason = _CUTS[self.cut]
        return (
            f"Не все: статей знайдено {self.found}, у файлі — {self.rows}. {why}",
            f"Not all: the file holds {self.rows} articles of {self.found} found. {reason}",
        )


_CUTS = {
    "rows": (
        f"Більше ніж {MOST_ROWS} статей в один файл не вкладаються: звузьте запит роками.",
        f"No more than {MOST_ROWS} articles go into one file: narrow the search by years.",
    ),
    "time": (
        f"Готувати файл довше ніж {LONGEST_SECONDS} секунд не можна: звузьте запит.",
        f"No file is made for longer than {LONGEST_SECONDS} seconds: narrow the search.",
    ),
    "size": (
        "Файл став би завеликим: звузьте запит.",
        "The file would grow too large: narrow the search.",
    ),
    "failure": ("Архів не зміг прочитати решту: спробуйте ще раз.", "The rest could not be read: try again."),
}


async def taken(visit: Visit, most: int = MOST_ROWS) -> Taken:
    """Find the articles that an address asks for.

    Raises:
        Refused: It took too long.
        ArchiveError: The archive cannot be read.
    """
    asked = Asked.of(visit)
    with in_time():
        numbers, found = await visit.read(partial(_find, asked=asked, most=most), FIND_MS)
    place = origin(visit.datasette, visit.request) + visit.datasette.urls.database(visit.name)
    return Taken(
        asked=asked,
        numbers=numbers,
        found=found,
        body=visit.asked(BODY) == "1",
        address=f"{place}/search?{asked.query()}",
        source=source(visit.datasette, visit.request, visit.name),
        cut="rows" if found > len(numbers) else "",
    )


def _find(connection: sqlite3.Connection, asked: Asked, most: int) -> tuple[list[int], int]:
    question = asked.question(connection)
    return question.numbers(order=asked.by, limit=most), question.total()


async def batches(visit: Visit, taken: Taken, make: Callable[[list[Row]], Made]) -> AsyncGenerator[Made, None]:
    """Read the rows, some at a time, each as it is at that moment, and make something of them.

    No transaction is held, so that a slow reader keeps neither a connection nor a WAL; each row is of one moment,
    and says by its version and digests of which.

    Args:
        visit: Whose archive is read.
        taken: What is read; it is told how far that came.
        make: Called in a thread, beside the pages of the others.
    """
    for first in range(0, len(taken.numbers), BATCH):
        if time.monotonic() > taken.deadline:
            taken.cut = "time"
            return
        some = taken.numbers[first : first + BATCH]
        try:
            made = await visit.read(partial(_read, taken=taken, numbers=some, make=make), BATCH_MS)
        except database.Error:
            taken.cut = "failure"
            return
        yield made


def _read(
    connection: sqlite3.Connection, taken: Taken, numbers: Sequence[int], make: Callable[[list[Row]], Made]
) -> Made:
    sql = _ROWS.format(body=", a.body" if taken.body else "")
    rows = [_row(taken.source, tuple(row)) for row in connection.execute(sql, (json.dumps(list(numbers)),))]
    taken.rows += len(rows)
    return make(rows)


def _row(source: str, row: Row) -> Row:
    return (leading_to(source, row[_URL], row[_DIGEST]), *row)


_ROWS = """
SELECT a.council, c.name, a.title, a.lead, a.published, a.section, a.author, a.state, a.url,
       k.captured_at, k.payload_digest, a.digest, a.version{body}
FROM json_each(?) AS number
CROSS JOIN articles AS a ON a.id = number.value
LEFT JOIN councils AS c ON c.code = a.council
LEFT JOIN captures AS k ON k.id = a.capture
ORDER BY number.key
"""
_URL, _DIGEST = COLUMNS.index("url") - 1, COLUMNS.index("digest") - 1
