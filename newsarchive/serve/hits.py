"""What the search page shows beside the hits that the canned query finds."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted

from newsarchive import search
from newsarchive.serve.metadata import PAGE

if TYPE_CHECKING:
    import sqlite3

    from datasette.database import Database
    from datasette.utils.asgi import Request

COUNT = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH uk_query(:q)"

# The conditions of metadata.SEARCH cost a look at each article: 50 ms against 7 over 33,000 hits, so only where asked.
COUNT_NARROWED = """
SELECT count(*)
FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
WHERE articles_fts MATCH uk_query(:q)
  AND (:council = '' OR articles.council = :council)
  AND (:since = '' OR substr(articles.published, 1, 10) >= :since)
  AND (:until = '' OR substr(articles.published, 1, 10) <= :until)
""".strip()

ASKED = ("q", "council", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The question, how many articles answer it, and where the next pages are."""

    asked: dict[str, str]
    total: int | None
    """None where counting took too long."""
    number: int
    """Of this page, from 1."""
    councils: list[dict[str, Any]]
    told: search.Explanation
    """How the question was understood."""
    meant: list[str]
    """Questions that may have been meant, where nothing was found."""

    @property
    def first(self) -> int:
        """The ordinal of the page's first hit."""
        return PAGE * (self.number - 1) + 1

    @property
    def narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        return any(self.asked[key] for key in ASKED[1:])

    def asking(self, question: str) -> str:
        """The query string that asks something else under the same conditions."""
        return urlencode({key: value for key, value in (self.asked | {"q": question}).items() if value})

    @property
    def newer(self) -> str | None:
        """The query string of the page before."""
        return self._page(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        """The query string of the page after."""
        return self._page(self.number + 1) if self.total is None or self.total > PAGE * self.number else None

    def _page(self, number: int) -> str:
        kept = {key: value for key, value in self.asked.items() if value}
        return urlencode(kept | ({"page": str(number)} if number > 1 else {}))


async def hits(database: Database, request: Request) -> Hits:
    """Read the question from the address and count its answers."""
    asked = {key: request.args.get(key) or "" for key in ASKED}
    rows = await database.execute("SELECT code, name FROM councils ORDER BY name")
    total = await _total(database, asked)
    page = request.args.get("page") or ""
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1  # noqa: PLR2004
    return Hits(
        asked=asked,
        total=total,
        number=max(number, 1),
        councils=[dict(row) for row in rows.rows],
        told=await database.execute_fn(lambda connection: search.explain(connection, asked["q"])),
        meant=await database.execute_fn(partial(_meant, asked=asked)) if total == 0 else [],
    )


def _meant(connection: sqlite3.Connection, asked: dict[str, str]) -> list[str]:
    since, until = (_day(asked[name]) for name in ("since", "until"))
    return search.suggest(connection, asked["q"], council=asked["council"] or None, since=since, until=until)


def _day(text: str) -> date | None:
    """Return a day; what is none narrows nothing."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


async def _total(database: Database, asked: dict[str, str]) -> int | None:
    sql = COUNT_NARROWED if any(asked[key] for key in ASKED[1:]) else COUNT
    try:
        counted: int = (await database.execute(sql, asked)).first()[0]
    except QueryInterrupted:
        return None
    return counted
