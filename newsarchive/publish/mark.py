"""The mark of a published copy: one row that says when it was made, of what, and which edition it is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.store.values import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE = "publication"
COLUMNS = {
    "edition": "What this copy, and no other, is called: 32 hex digits.",
    "at": "UTC; the moment of the archive that it shows.",
    "last_capture": "UTC; when a council's site last answered before that.",
    "software": "The version of newsarchive that made it.",
    "counts": "How many rows each table has, as JSON.",
}

_MAKE = (
    f"CREATE TABLE {TABLE} (edition TEXT PRIMARY KEY, at TEXT NOT NULL, last_capture TEXT, software TEXT NOT NULL, "
    "counts TEXT NOT NULL)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The row of ``publication``: what a published copy says of itself."""

    edition: str
    at: str
    """UTC."""
    last_capture: str | None
    """UTC."""
    software: str
    counts: Mapping[str, int]


def write(connection: sqlite3.Connection, made: Edition) -> None:
    """Mark a copy."""
    connection.execute(_MAKE)
    values = (made.edition, made.at, made.last_capture, made.software, as_json(made.counts))
    connection.execute(f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?, ?)", values)


def edition(path: Path) -> Edition | None:
    """Read the mark of a file; None where it has none: it is the live archive, or no archive at all.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb"):  # SQLite would say of a missing right and of a file that is none the same
        pass
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM {TABLE}").fetchone()
    except sqlite3.DatabaseError:
        return None
    return row and Edition(edition=row[0], at=row[1], last_capture=row[2], software=row[3], counts=json.loads(row[4]))
