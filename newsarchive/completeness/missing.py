"""Addresses that are known and not held: which of them are articles, of which month, and by whom that is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.items import NOTHING_BUT_ARTICLES, Kind
from newsarchive.normalize.months import month_of, number

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_UNREAD = frozenset(
    {"challenge", "login", "parked", "garbled", "robots", "private address", "layout", "password required"}
)
"""What an address is rejected for that does not tell what stands there."""
_NO_TEXT = "empty"
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?:[0-3]\d/)?[^/?#]")
"""A day or month in an address, with more behind it: without, it is a list."""

_TOLD = """
SELECT frontier.url, state, reason, last_status, next_visit, found_on,
       (SELECT group_concat(route, ' ') FROM sightings WHERE sightings.url = frontier.url) AS routes,
       (SELECT min(min(first_seen), min(coalesce(modified, first_seen))) FROM sightings
        WHERE sightings.url = frontier.url) AS seen,
       second.published, second.title,
       (SELECT min(dated.published) FROM articles AS newer
        JOIN articles AS dated INDEXED BY idx_articles_facts ON dated.id = newer.id
        WHERE newer.older_url = frontier.url) AS before,
       (SELECT max(dated.published) FROM articles AS older
        JOIN articles AS dated INDEXED BY idx_articles_facts ON dated.id = older.id
        WHERE older.newer_url = frontier.url) AS after
"""
_NOT_HELD = """
alias_of IS NULL AND NOT EXISTS (SELECT 1 FROM articles AS own WHERE own.url = frontier.url)
AND NOT EXISTS (SELECT 1 FROM aliases WHERE aliases.url = frontier.url)
"""
_FIRST = "second.source = (SELECT min(source) FROM second_readings AS other WHERE other.url = frontier.url)"
"""Where several sources tell of an article, the API."""
_UNHELD = f"""{_TOLD}
FROM frontier LEFT JOIN second_readings AS second ON second.url = frontier.url AND {_FIRST}
WHERE frontier.council = ? AND state IN ('pending', 'gone', 'rejected') AND kind = '{Kind.ARTICLE}' AND {_NOT_HELD}
"""
_MISREAD = f"""{_TOLD}
FROM second_readings AS second JOIN frontier ON frontier.url = second.url
WHERE second.council = ? AND state = 'captured' AND {_FIRST} AND {_NOT_HELD}
"""
"""What is captured, and read as something else than the article that another source says it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheld:
    """An address that is known, and may be an article's that is not held."""

    url: str
    state: str
    """As in ``frontier``: ``pending``, ``gone``, ``rejected``; ``captured`` where it was read as something else."""
    reason: str | None
    status: int | None
    next_visit: str | None
    found_on: str | None
    routes: frozenset[str]
    published: str | None
    """Europe/Kyiv; its day or month as far as another source tells, else None."""
    title: str | None
    """As another source tells it."""
    first: int | None
    """The earliest month it can be of, as a number: that of the older neighbour; None where nobody tells."""
    last: int
    """The latest: that of the newer neighbour, of a last change, of the day it came to be known."""
    sure: bool
    """Whether it is or was an article for certain."""

    @property
    def month(self) -> int | None:
        """The month it is of, None where that is not known."""
        if self.published:
            return number(self.published)
        return self.last if self.first == self.last else None


def unheld(db: sqlite3.Connection, council: str, limit: int = -1) -> Iterator[Unheld]:
    """Give the addresses of a council that may be those of articles that are not held.

    What turned out to be no article is left out: lists, static pages, files, what leads on without end.

    Args:
        db: the archive; rows of any kind.
        council: code.
        limit: rows of ``frontier`` that are looked at, by default all.
    """
    for sql in (_UNHELD, _MISREAD):
        for row in db.execute(f"{sql} LIMIT ?", (council, limit)):
            one = _unheld(*row)
            if one is not None:
                yield one


def _unheld(*row: Any) -> Unheld | None:
    url, state, reason, status, next_visit, found_on, routes, seen, published, title, before, after = row
    named = frozenset((routes or "").split())
    sure = published is not None or bool(named & NOTHING_BUT_ARTICLES)
    if seen is None or not (published or _may_be(state, reason or "", sure=sure)):
        return None
    in_path = _IN_PATH.search(url)
    last = min([month_of(seen), *([number(before)] if before else [])])
    return Unheld(
        url=url,
        state=state,
        reason=reason,
        status=status,
        next_visit=next_visit,
        found_on=found_on,
        routes=named,
        published=published or (f"{in_path[1]}-{in_path[2]}" if in_path else None),
        title=title or None,
        first=min(number(after), last) if after else None,
        last=last,
        sure=sure,
    )


def _may_be(state: str, reason: str, *, sure: bool) -> bool:
    if state == "rejected":
        return reason in _UNREAD or reason.startswith("status ") or (reason == _NO_TEXT and sure)
    return state == "pending" or sure
