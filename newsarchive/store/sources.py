"""Which article stands at an address that a reader has: out of a browser's line, a letter, another's article."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import canonical

if TYPE_CHECKING:
    import sqlite3

_ADDRESS = re.compile(
    r"\s*((?:https?://)?(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?/\S*|https?://[\w.-]+(?::\d{1,5})?/\S*)\s*", re.IGNORECASE
)
"""An address and nothing else; the scheme may be missing, as browsers show it, but not the path."""
_BROWSER = "https://"
_AT = "SELECT id FROM articles WHERE url = :url UNION ALL SELECT article FROM aliases WHERE url = :url LIMIT 1"


def address(text: str) -> str | None:
    """Give the address that a text is, with a scheme; None where it is none."""
    found = _ADDRESS.fullmatch(text)
    return found and (found[1] if "://" in found[1] else _BROWSER + found[1])


def article_at(db: sqlite3.Connection, url: str) -> int | None:
    """Find an article by any of its addresses, however it is spelled; None when it is not held.

    With another scheme, with ``www.`` or without, with a slash at its end or without, an address is of the same page.

    Raises:
        sqlite3.DatabaseError: the archive cannot be read.
    """
    rows = (db.execute(_AT, {"url": spelling}).fetchone() for spelling in dict.fromkeys(_spellings(url)))
    return next((row[0] for row in rows if row), None)


def _spellings(url: str) -> list[str]:
    try:
        known = canonical(url)
    except ValueError:
        return [url]
    host_and_path, mark, query = known.partition("://")[2].removeprefix("www.").partition("?")
    ways = product(("https", "http"), ("", "www."), (host_and_path.rstrip("/"), f"{host_and_path.rstrip('/')}/"))
    return [url, known, *(f"{scheme}://{www}{place}{mark}{query}" for scheme, www, place in ways)]
