"""One row, written, changed or an article's looked up; and whether there is a table to read rows of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_INSERTS: dict[tuple[str, ...], str] = {}
_UPDATES: dict[tuple[str, ...], str] = {}


def insert(db: sqlite3.Connection, table: str, **values: Any) -> int:
    """Insert one row of a table named in the schema; give its number."""
    statement = _INSERTS.get((table, *values))
    if statement is None:
        names = ", ".join(f'"{name}"' for name in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})"
        _INSERTS[(table, *values)] = statement
    return int(db.execute(statement, tuple(values.values())).lastrowid or 0)


def update(db: sqlite3.Connection, table: str, number: int, values: Mapping[str, Any]) -> None:
    """Change columns of one row of a table named in the schema, by its number."""
    statement = _UPDATES.get((table, *values))
    if statement is None:
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        statement = _UPDATES[(table, *values)] = f"UPDATE {table} SET {assignments} WHERE rowid = ?"
    db.execute(statement, (*values.values(), number))


def held_at(db: sqlite3.Connection, url: str | None) -> sqlite3.Row | None:
    """Give the row of the article at a canonical address; None where none is held."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM articles WHERE url = ?", (url,)).fetchone()
    return row


def led_to(db: sqlite3.Connection, url: str) -> sqlite3.Row | None:
    """Give the row of the article that an address answered with, or led to, and that stands under another."""
    row: sqlite3.Row | None = db.execute(_LED_TO, (url,)).fetchone()
    return row


_LED_TO = "SELECT articles.* FROM frontier JOIN articles ON articles.url = frontier.alias_of WHERE frontier.url = ?"


def holds(db: sqlite3.Connection, table: str) -> bool:
    """Say whether an archive has a table: a published copy lacks those that are not public, an old one the newest."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
