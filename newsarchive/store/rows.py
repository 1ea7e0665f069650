"""Writing one row, and whether there is a table to read rows of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

_STATEMENTS: dict[tuple[str, ...], str] = {}


def insert(db: sqlite3.Connection, table: str, **values: Any) -> int:
    """Insert one row of a table named in the schema; give its number."""
    statement = _STATEMENTS.get((table, *values))
    if statement is None:
        names = ", ".join(f'"{name}"' for name in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})"
        _STATEMENTS[(table, *values)] = statement
    return int(db.execute(statement, tuple(values.values())).lastrowid or 0)


def holds(db: sqlite3.Connection, table: str) -> bool:
    """Say whether an archive has a table: a published copy lacks those that are not public, an old one the newest."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
