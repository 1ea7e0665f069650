"""Which articles are withheld as a whole: they have no words to be found by, but conditions alone would list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_KNOWN = "SELECT 1 FROM sqlite_master WHERE name = 'suppressions'"
_STANDING = "lifted IS NULL AND suppressions.digest IS NULL"
_HIDDEN = f"SELECT article FROM suppressions INDEXED BY idx_suppressions_article WHERE {_STANDING}"  # noqa: S608 - ours


def hidden(connection: sqlite3.Connection) -> frozenset[int]:
    """Give the numbers of the articles that nobody is to be shown; none where an archive knows no such decisions.

    Raises:
        sqlite3.DatabaseError: the archive cannot be read.
    """
    rows = connection.execute(_HIDDEN).fetchall() if connection.execute(_KNOWN).fetchone() else []
    return frozenset(row[0] for row in rows)


def shown(column: str) -> str:
    """Give the condition that an article, whose number stands in this column, may be shown."""
    standing = f"SELECT 1 FROM suppressions WHERE suppressions.article = {column} AND {_STANDING}"  # noqa: S608 - ours
    return f"NOT EXISTS ({standing})"
