"""The edits of the archive as a stream: the newest first, or the weightiest; page after page by keys that stay.

``edits`` is what the page and the feed of edits are made of.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from newsarchive.changes.diff import Op, diff
from newsarchive.changes.substance import Kind
from newsarchive.changes.summary import Line
from newsarchive.serve.difference import excerpt
from newsarchive.serve.kinds import NAMES, named
from newsarchive.serve.rows import read_councils, read_rows
from newsarchive.serve.stream import Stream
from newsarchive.serve.view import Absent
from newsarchive.store.edits import fields
from newsarchive.store.rows import holds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from datasette import Response

    from newsarchive.changes.diff import Piece
    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import View, Visit

PAGE = 20
"""Edits on one page."""
LIMIT_MS = 1_500
MOST_LETTERS = 40_000
"""Of two versions together, beyond which no excerpt is made: a page has twenty, and must not take seconds."""
SUBSTANCE = "substance"
"""The value of ``order`` that puts the weightiest first."""

_KEY = re.compile(r"(?:(\d{1,6})_)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00)_(\d{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Stream):
    """Which edits an address asks for."""

    KNOWN = {**Stream.KNOWN, "kind": set(Kind).__contains__, "order": SUBSTANCE.__eq__, "after": _KEY.fullmatch}

    kind: str = ""
    """One of :class:`Kind`."""
    order: str = ""
    """``substance``; the newest first where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One edit."""

    version: int
    """The row of ``versions`` that it made."""
    article: int
    number: int
    """Of the version that it made."""
    url: str
    """The article's, on the council's site."""
    digest: str
    """Of the version that it made."""
    published: str | None
    section: str | None
    title: str
    council: str
    council_name: str
    council_name_en: str
    seen_at: str
    """UTC."""
    substance: int
    kinds: tuple[str, ...]
    line: Line
    """What was changed, in both languages."""
    before: Row
    """The capture of the version before: ``id``, ``captured_at``."""
    after: Row
    """The capture that shows it first."""
    key: str
    """Its place in the stream asked for."""
    pieces: tuple[Piece, ...] = ()
    """A short excerpt of the difference."""

    @property
    def named(self) -> list[tuple[str, str]]:
        """The kinds of change, in Ukrainian and in English."""
        return named(self.kinds)

    @property
    def slight(self) -> bool:
        """Whether it is looks alone."""
        return self.kinds == (Kind.COSMETIC,)


def edits(connection: sqlite3.Connection, asked: Asked, limit: int = PAGE, offset: int = 0) -> list[Edited]:
    """Read edits, with their excerpts still to be made.

    Args:
        connection: that of an archive, within a transaction.
        asked: which of them.
        limit: how many at most.
        offset: how many of the first are passed over.

    Raises:
        Absent: No program that knows of edits has opened the archive for writing yet.
    """
    if not holds(connection, "edits"):
        raise Absent(
            "Цей архів ще не знає про правки: їх буде полічено під час наступного обходу.",
            "This archive knows nothing of edits yet: they are counted when it is crawled next.",
        )
    sql, values = _question(asked)
    return [_edited(row, asked) for row in read_rows(connection, sql, {**values, "limit": limit, "offset": offset})]


def _question(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Write the question so that one index gives the edits in order, and holds all that narrows them."""
    weighty = asked.order == SUBSTANCE
    order = ("substance", "seen_at", "version") if weighty else ("seen_at", "version")
    values: dict[str, Any] = {"council": asked.council, "kind": f" {asked.kind} ", "since": asked.since}
    values["until"] = f"{asked.until}~"  # behind all hours of that day
    given = _KEY.fullmatch(asked.after)
    seen_at = "+seen_at" if weighty else "seen_at"  # else the index by time is taken, and all of it sorted
    conditions = [
        ("council = :council", asked.council),
        (f"{seen_at} >= :since", asked.since),
        (f"{seen_at} < :until", asked.until),
        ("instr(' ' || kinds || ' ', :kind)", asked.kind),
    ]
    if given and bool(given[1]) == weighty:
        values |= {"key_substance": int(given[1] or 0), "key_seen_at": given[2], "key_version": int(given[3])}
        key = ", ".join(f":key_{name}" for name in order)
        conditions.append((f"({', '.join(order)}) < ({key})", "given"))
    where = " AND ".join(condition for condition, wanted in conditions if wanted) or "1"
    inner, outer = (", ".join(f"{place}{name} DESC" for name in order) for place in ("", "edits."))
    return _EDITS.format(where=where, inner=inner, outer=outer), values


def _edited(row: Row, asked: Asked) -> Edited:
    key = f"{row['seen_at']}_{row['version']}"
    return Edited(
        version=row["version"],
        article=row["article"],
        number=row["number"],
        url=row["url"],
        digest=row["digest"],
        published=row["published"],
        section=row["section"],
        title=row["title"],
        council=row["council"],
        council_name=row["council_name"],
        council_name_en=row["council_name_en"] or row["council_name"],
        seen_at=row["seen_at"],
        substance=row["substance"],
        kinds=tuple(row["kinds"].split()),
        line=Line(row["summary"], row["summary_en"]),
        before={"id": row["was_capture"], "captured_at": row["was_at"]},
        after={"id": row["capture"], "captured_at": row["now_at"]},
        key=f"{row['substance']}_{key}" if asked.order == SUBSTANCE else key,
    )


def texts(connection: sqlite3.Connection, found: Sequence[Edited]) -> dict[int, Row]:
    """Read the texts that excerpts are made of, both versions in a row, by ``Edited.version``."""
    values = {"numbers": json.dumps([edited.version for edited in found]), "most": MOST_LETTERS}
    return {row["version"]: row for row in read_rows(connection, _TEXTS, values)}


def _with_excerpt(edited: Edited, both: Row | None) -> Edited:
    """Add an excerpt of the difference: of the text, or of the title where the text is the same."""
    if both is None:
        return edited
    before, after = fields(both, prefix="was_"), fields(both)
    shown = excerpt(diff(before.text, after.text)) if before.text != after.text else []
    return replace(edited, pieces=tuple(shown or excerpt(diff(before.title, after.title))))


async def show(visit: Visit) -> Response:
    """Show the edits that the address asks for."""
    asked = Asked.of(visit)
    found, read, councils = await visit.read(partial(_read, asked=asked), LIMIT_MS)
    shown = await asyncio.to_thread(_excerpted, found[:PAGE], read)
    return await visit.page(
        "edits.html",
        asked=asked,
        edits=shown,
        further=asked.other(after=shown[-1].key) if len(found) > PAGE else None,
        councils=councils,
        kinds=NAMES.items(),
        Op=Op,
    )


def _read(connection: sqlite3.Connection, asked: Asked) -> tuple[list[Edited], dict[int, Row], list[Row]]:
    found = edits(connection, asked, PAGE + 1)
    councils = read_councils(connection)
    return found, texts(connection, found[:PAGE]), councils


def _excerpted(found: Sequence[Edited], read: dict[int, Row]) -> list[Edited]:
    return [_with_excerpt(edited, read.get(edited.version)) for edited in found]


_EDITS = """
SELECT edits.*, later.number, later.digest, later.title, later.published, later.section, later.capture, articles.url,
    councils.name AS council_name, councils.name_en AS council_name_en, was.capture AS was_capture,
    shows.captured_at AS now_at, showed.captured_at AS was_at
FROM (SELECT * FROM edits WHERE {where} ORDER BY {inner} LIMIT :limit OFFSET :offset) AS edits
JOIN versions AS later ON later.id = edits.version
JOIN articles ON articles.id = edits.article
LEFT JOIN versions AS was ON was.article = edits.article AND was.number = later.number - 1
LEFT JOIN councils ON councils.code = edits.council
LEFT JOIN captures AS shows ON shows.id = later.capture
LEFT JOIN captures AS showed ON showed.id = was.capture
ORDER BY {outer}
"""
_TEXTS = """
SELECT later.id AS version, later.title, later.lead, later.body, later.published, later.author, later.section,
    was.title AS was_title, was.lead AS was_lead, was.body AS was_body, was.published AS was_published,
    was.author AS was_author, was.section AS was_section
FROM json_each(:numbers) AS one JOIN versions AS later ON later.id = one.value
JOIN versions AS was ON was.article = later.article AND was.number = later.number - 1
WHERE length(later.body) + length(was.body) < :most
"""

VIEWS: list[tuple[str, View]] = [(r"edits", show)]
