"""The full-text index: check it, make it anew, put it in order.

``articles_fts`` is the stock FTS5 index of sqlite-utils (store/schema.py), kept by triggers. A plain tool's
``INSERT OR REPLACE`` goes past the triggers and leaves the index wrong until it is rebuilt.
"""

from __future__ import annotations

import sqlite3

from newsarchive.errors import ArchiveError

_SAVEPOINT = "newsarchive_index"
_PRIMARY_CODE = 0xFF


def check(connection: sqlite3.Connection) -> bool:
    """Say whether the index holds exactly what the articles say.

    Reads every article. SQLite asks for the right to write, though nothing is changed.

    Raises:
        ArchiveError: there is no index, or it cannot be reached: locked, read-only.
    """
    try:
        # rank = 1 compares with the articles; without it a wrong index passes.
        _command(connection, "INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE == sqlite3.SQLITE_CORRUPT:
            return False
        raise ArchiveError(f"The index could not be checked: {error}. Nothing was changed.") from error
    return True


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the articles.

    Raises:
        ArchiveError: there is no index, or it cannot be written.
    """
    _change(connection, "rebuild")


def optimize(connection: sqlite3.Connection) -> None:
    """Merge the index into one piece: smaller, faster to read; worth it after a crawl.

    Raises:
        ArchiveError: there is no index, or it cannot be written.
    """
    _change(connection, "optimize")


def _change(connection: sqlite3.Connection, command: str) -> None:
    try:
        _command(connection, f"INSERT INTO articles_fts(articles_fts) VALUES ('{command}')")  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"The index could not be changed ({command}): {error}. It is as it was.") from error


def _command(connection: sqlite3.Connection, sql: str) -> None:
    """Run one statement for itself, within the caller's transaction if there is one."""
    connection.execute(f"SAVEPOINT {_SAVEPOINT}")
    try:
        connection.execute(sql)
    except sqlite3.Error:
        connection.execute(f"ROLLBACK TO {_SAVEPOINT}")
        raise
    finally:
        connection.execute(f"RELEASE {_SAVEPOINT}")
