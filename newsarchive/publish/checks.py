"""Holds a copy against the archive it was made of, and against itself: what is not sound is not published."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveError
from newsarchive.index.definition import TABLE

if TYPE_CHECKING:
    from newsarchive.publish.public import Public


def same_number(connection: sqlite3.Connection, table: str, public: Public) -> int:
    """Count what was copied of a table, inside the transaction that reads the archive.

    Raises:
        ArchiveError: it is not as many rows as are public.
    """
    (copied,) = connection.execute(f"SELECT count(*) FROM main.{table}").fetchone()
    (there,) = connection.execute(f"SELECT count(*) FROM live.{table} WHERE {public.rows}").fetchone()
    if copied != there:
        raise _unsound(f"{table} has {copied:,} rows where {there:,} are public")
    return int(copied)


def sound(connection: sqlite3.Connection) -> None:
    """Ask SQLite whether the file is sound, each reference leads somewhere, and the index holds what the articles say.

    Raises:
        ArchiveError: something is wrong.
    """
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise _unsound(" ".join(answer.split()))
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise _unsound(f"a row of {broken[0]} refers to one of {broken[2]} that is not there")
    try:
        # rank = 1 compares with the articles; without it a wrong index passes.
        connection.execute(f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
            raise
        raise _unsound("its index does not hold what its articles say") from error


def _unsound(why: str) -> ArchiveError:
    return ArchiveError(
        f"The copy would not be sound ({why}): nothing was published; run newsarchive verify on the archive."
    )
