"""SQLite's log beside the database, kept small whoever reads: one who holds an old moment, or many who take turns."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 4000
"""Pages of 4 KiB after which SQLite moves what is committed from its log into the database: a crawl changes the same
pages again and again, and by default, at 1000, they were moved after every second transaction."""
MOST = 64 * 2**20
"""Bytes beyond which readers are waited for, so that the log can begin anew; and again after each so many more."""
PATIENCE = 1_500
"""Milliseconds: as long as a page may take. Who wants to write waits meanwhile; who wants to read does not."""


class Log:
    """The log of a connection that writes."""

    def __init__(self, connection: sqlite3.Connection, database: Path) -> None:
        """Take over when it is emptied."""
        self._connection, self._path = connection, database.with_name(f"{database.name}-wal")
        self._tried = 0
        """Its size when readers were last waited for in vain."""
        connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
        # Once it begins anew: else it stays as it was longest.
        connection.execute(f"PRAGMA journal_size_limit = {MOST}")

    def keep_small(self) -> None:
        """Empty it where it has grown too far, after a commit.

        SQLite itself begins it anew only at a moment when nobody reads, and readers that take turns leave none.
        """
        size = self._size()
        if size < MOST:
            self._tried = 0
        elif size >= self._tried + MOST:
            (patience,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
            self._connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            with suppress(sqlite3.OperationalError):  # what is committed stands in the log as well; it is tried again
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute(f"PRAGMA busy_timeout = {patience}")
            self._tried = self._size()

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:  # the database was taken away, which is told when it is written next
            return 0
