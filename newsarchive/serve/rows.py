"""Rows of the archive, as pages read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

Row = dict[str, Any]
"""By the names of its columns."""


def read_rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    """Read all rows that a query gives.

    Args:
        connection: that of an archive.
        sql: the query.
        values: of its parameters, in order; or one dictionary, by their names.
    """
    named = values[0] if values and isinstance(values[0], dict) else values
    cursor = connection.execute(sql, named)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def read_row(connection: sqlite3.Connection, sql: str, *values: object) -> Row | None:
    """Read the first row that a query gives; see :func:`read_rows`."""
    return next(iter(read_rows(connection, sql, *values)), None)


def read_value(connection: sqlite3.Connection, sql: str, *values: object) -> Any:
    """Read the first column of the first row; None where there is no row."""
    row = read_row(connection, sql, *values)
    return next(iter(row.values())) if row else None


def read_councils(connection: sqlite3.Connection) -> list[Row]:
    """Read the councils that a reader may choose from."""
    return read_rows(connection, "SELECT code, name, name_en FROM councils ORDER BY name")


def event_detail(text: str | None) -> Row:
    """Read what an event says of itself, ``events.detail``; what is no JSON, and so not ours, says nothing."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
