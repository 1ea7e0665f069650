"""What was checked in the archive, when, and what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsarchive.store.rows import insert
from newsarchive.store.values import as_json, stamp

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row of ``checks``."""

    at: datetime
    """UTC."""
    what: str
    outcome: str
    """``sound``, or ``repaired``."""
    detail: dict[str, Any]


def add(db: sqlite3.Connection, check: Check) -> None:
    """Enter a check, inside a transaction."""
    insert(db, "checks", at=stamp(check.at), what=check.what, outcome=check.outcome, detail=as_json(check.detail))


def last(db: sqlite3.Connection, what: str) -> Check | None:
    """Give the last check of something; None where it never was checked."""
    row = db.execute(
        "SELECT at, what, outcome, detail FROM checks WHERE what = ? ORDER BY id DESC LIMIT 1", (what,)
    ).fetchone()
    return row and Check(at=datetime.fromisoformat(row[0]), what=row[1], outcome=row[2], detail=json.loads(row[3]))
