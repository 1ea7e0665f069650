"""What of the archive is public: which tables, which of their rows, and what stands in the columns that are not.

A table keeps its columns in the copy, so that whatever reads the archive reads the copy too. The names ``hidden`` (the
numbers of suppressed articles) and ``hidden_urls`` (all their addresses) are tables of the copying connection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What of one table is public."""

    rows: str = "1"
    """An SQL condition."""
    instead: dict[str, str] = field(default_factory=dict)
    """Column -> the SQL expression that takes its place."""
    order: str = "rowid"
    """In which its rows are copied."""


NAMES = "names_hidden"
"""An SQL function of the copying connection: see ``names``."""


def _shown(column: str = "article") -> str:
    return f"{column} NOT IN (SELECT id FROM hidden)"


def _unless_hidden(column: str) -> str:
    return f"CASE WHEN {column} IN (SELECT url FROM hidden_urls) THEN NULL ELSE {column} END"


def _silent(text: str) -> str:
    """Whether a text names no hidden address."""
    return f"NOT {NAMES}({text})"


def names(hidden: Iterable[str]) -> Callable[[str | None], bool]:
    """Give what says whether a text names any of some addresses; it looks at the addresses in the text alone."""
    urls = frozenset(hidden)
    lengths = sorted({len(url) for url in urls})

    def named(text: str | None) -> bool:
        told = text or ""
        starts = (found.start() for found in _ADDRESS.finditer(told))
        return any(told[start : start + length] in urls for start in starts for length in lengths)

    return named


_ADDRESS = re.compile("https?://")


def _neighbour(side: str) -> dict[str, str]:
    gone = f"{side}_url IN (SELECT url FROM hidden_urls)"
    return {f"{side}_{what}": f"CASE WHEN {gone} THEN NULL ELSE {side}_{what} END" for what in ("url", "title")}


def _evidence(side: str) -> dict[str, str]:
    url = f"(SELECT url FROM live.captures WHERE captures.id = capture_{side})"
    gone = f"{url} IN (SELECT url FROM hidden_urls)"
    return {f"capture_{side}": f"CASE WHEN {gone} THEN NULL ELSE capture_{side} END"}


PUBLIC: dict[str, Public] = {
    "councils": Public(),
    "without_site": Public(),
    "completeness": Public(instead={"silent_since": _unless_hidden("silent_since")}),
    # The settings hold the contact of whoever crawls, versions and robots what their machine is like.
    "crawls": Public(
        instead={
            "versions": "'{}'",
            "settings": "'{}'",
            "robots": "NULL",
            "evidence": f"CASE WHEN {_silent('evidence')} THEN evidence END",
        }
    ),
    "articles": Public(
        rows=_shown("id"),
        instead={"older_url": _unless_hidden("older_url"), "newer_url": _unless_hidden("newer_url")},
    ),
    "versions": Public(rows=_shown()),
    "edits": Public(rows=_shown()),
    "neighbours": Public(rows=_shown(), instead=_neighbour("previous") | _neighbour("next")),
    "aliases": Public(rows=_shown()),
    "attachments": Public(rows=f"{_shown()} AND {_silent('url')}"),
    "tags": Public(rows=_shown()),
    "marks": Public(rows=_shown(), order="mark, article"),
    "events": Public(
        rows=f"(article IS NULL OR {_shown()}) AND (detail IS NULL OR {_silent('detail')})",
        instead=_evidence("before") | _evidence("after"),
    ),
    # Of the frontier's other addresses nothing is said.
    "second_readings": Public(rows="url IN (SELECT url FROM main.articles UNION SELECT url FROM main.aliases)"),
    "routes": Public(rows=_silent("url")),
    "warc_files": Public(),
    # The address tells what it was about, and sometimes whom.
    "suppressions": Public(rows="lifted IS NULL", instead={"url": "''"}),
    # Last: what the others name of them. Of the answers that no article was read from readers need not know.
    "captures": Public(rows="id IN (SELECT id FROM named)"),
}
"""Table -> what is public, in the order of copying."""

PRIVATE: dict[str, str] = {
    "frontier": "what is to be asked next, and what went wrong: the crawl's own",
    "sightings": "as the frontier, of which it is a part",
    "fetches": "a log of requests",
    "checks": "a log of what was checked on the archivist's machine",
    "withheld": "what readers are not to see",
}
"""Table -> why it is not public. A test insists that each table of the archive is in one of the two."""

NAMED = """
WITH RECURSIVE direct(id) AS (
    SELECT capture FROM main.articles
    UNION SELECT capture FROM main.versions
    UNION SELECT capture FROM main.neighbours
    UNION SELECT capture FROM main.second_readings
    UNION SELECT capture_before FROM main.events
    UNION SELECT capture_after FROM main.events),
whole(id) AS (
    SELECT id FROM direct WHERE id IS NOT NULL
    UNION SELECT revisit_of FROM whole JOIN live.captures USING (id) WHERE revisit_of IS NOT NULL)
INSERT INTO temp.named SELECT id FROM whole ORDER BY id
"""
"""The captures that the rows copied so far name, and those that these repeat."""
