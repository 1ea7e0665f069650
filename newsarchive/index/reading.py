"""The full check: FTS5's own, of a copy of the index against the articles, so that nobody waits to write meanwhile.

FTS5 checks an index only with the right to write, and would hold it for as long as reading every article takes. So the
index's own tables, a sixth of the archive, are copied beside the archive's connection into SQLite's temporary database,
and compared from there with the articles as they stood at the same moment.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveError
from newsarchive.index import definition
from newsarchive.index.definition import SHADOWS, TABLE

if TYPE_CHECKING:
    from collections.abc import Callable


def holds(connection: sqlite3.Connection, seen: Callable[[], None]) -> bool:
    """Say whether the index holds exactly what the articles say.

    Args:
        connection: for this alone, and closed afterwards; reading is enough. The index is defined as it should be.
        seen: called for each article; what it raises ends the check, and is raised.

    Raises:
        ArchiveError: there is no room for the copy.
        sqlite3.DatabaseError: the archive or the temporary files cannot be used.
    """
    raised: list[BaseException] = []

    def one() -> bool:
        try:
            seen()
        except BaseException as error:
            raised.append(error)
            connection.interrupt()
        return True

    connection.create_function("newsarchive_seen", 0, one)
    try:
        _copy(connection)
        # rank = 1 compares with the articles; without it a wrong index passes.
        connection.execute(f"INSERT INTO temp.{TABLE}({TABLE}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if raised:
            raise raised[0] from None
        if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT_VTAB:
            return False
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:  # the archive is only read
            raise ArchiveError(_NO_ROOM) from error
        raise
    finally:
        connection.rollback()
    return True


_NO_ROOM = (
    "SQLite has no room for a copy of the index, a sixth of the archive, in its folder for temporary files: the index "
    "was not checked, and nothing was changed; name a larger folder in the environment, SQLITE_TMPDIR=/srv/tmp."
)


def _copy(connection: sqlite3.Connection) -> None:
    """Copy the index beside a view of the articles, and leave open the transaction that sees both at one moment."""
    connection.execute("PRAGMA temp_store = FILE")
    # A virtual table and its text must stand in one database: there the view is called like the table it shows.
    connection.execute(
        f"CREATE TEMP VIEW articles AS SELECT id AS rowid, {', '.join(definition.columns())} FROM main.articles"
        " WHERE newsarchive_seen()"
    )
    connection.execute(definition.wanted()[TABLE].replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp.", 1))
    connection.execute("BEGIN")
    for shadow in SHADOWS:
        connection.execute(f"DELETE FROM temp.{shadow}")
        connection.execute(f"INSERT INTO temp.{shadow} SELECT * FROM main.{shadow}")
