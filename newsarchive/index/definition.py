"""What makes the index: its table, its shadow tables, its triggers, as the migrations make them and as they are."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache

from sqlite_utils import Database

from newsarchive.store.schema import migrations

TABLE = "articles_fts"
ANEW = "articles_fts_anew"
"""The index that is being made to take the other's place."""
SHADOWS = tuple(f"{TABLE}_{part}" for part in ("data", "idx", "docsize", "config"))
"""The tables in which FTS5 keeps an index of another table's text: https://sqlite.org/fts5.html, appendix B."""
_NAMED = re.compile(rf"\b{TABLE}(?:_anew)?\b")


def found(connection: sqlite3.Connection) -> dict[str, str]:
    """Give the SQL of what a database has, by name: the index, its shadow tables, every trigger that names it."""
    rows = connection.execute("SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {
        name: sql
        for kind, name, sql in rows
        if name == TABLE or name in SHADOWS or (kind == "trigger" and _NAMED.search(sql))
    }


@cache
def wanted() -> dict[str, str]:
    """Give the SQL of what the migrations make, by name."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection))
        return found(connection)


def triggers(parts: dict[str, str]) -> dict[str, str]:
    """Choose the triggers among the parts."""
    return {name: sql for name, sql in parts.items() if name != TABLE and name not in SHADOWS}


@cache
def columns() -> tuple[str, ...]:
    """Name the columns that are indexed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(wanted()[TABLE])
        return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({TABLE})"))


def differing(connection: sqlite3.Connection) -> list[str]:
    """Name the parts that a database lacks, has too many of, or has with another meaning."""
    there, want = found(connection), wanted()
    return sorted(name for name in there.keys() | want.keys() if _meaning(name, there) != _meaning(name, want))


def _meaning(name: str, parts: dict[str, str]) -> str | None:
    if name not in parts:
        return None
    # The SQL of shadow tables is SQLite's own; names have been quoted in more than one way by sqlite-utils.
    return "" if name in SHADOWS else re.sub(r"[\s\"`\[\];]", "", parts[name]).lower()
