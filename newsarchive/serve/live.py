"""A live archive in Datasette: the tables that readers are shown are counted, once for all, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette.database import Database
from datasette.utils import sqlite3 as database_errors

from newsarchive.serve.metadata import TITLES
from newsarchive.serve.remembered import Remembered

if TYPE_CHECKING:
    import sqlite3


class LiveArchive(Database):  # type: ignore[misc]  # Datasette has no types
    """Counts in its own way.

    Datasette counts each table whenever its list is asked for. Those of the index are read whole for it, a gigabyte at
    a million articles: SQLite counts in one step, within which no time limit is looked at.
    """

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Give the number of rows of each table that is listed; None of the others, and of all where it takes too long.

        Args:
            limit: Datasette's, of one table; ours is of all together.
        """
        counts: dict[str, int | None] = dict.fromkeys(await self.table_names())
        try:
            return counts | await _counts.of(self)
        except database_errors.OperationalError:
            return counts


def _read(connection: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(_COUNT.format(name)).fetchone()[0] for name in names if name in TITLES}


_COUNT = "SELECT count(*) FROM {}"
_counts = Remembered(_read)
