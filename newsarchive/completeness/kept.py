"""The statement as it is kept in the archive: one row for each month of each council."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsarchive.completeness.reckoning import reckon
from newsarchive.completeness.words import Month, State
from newsarchive.store.explained import explained
from newsarchive.store.values import as_json, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from newsarchive.store import Archive

_COLUMNS = "month, state, held, missing, gone, routes, seen, silent_since, silent_days"


def keep(archive: Archive, council: str, now: datetime) -> None:
    """Reckon a council's completeness anew, and keep it; others may write meanwhile.

    Raises:
        ArchiveBusy, ArchiveError: see ``explained``.
    """
    with explained(archive.path):
        archive.connection.execute("BEGIN")
        try:
            months = reckon(archive.connection, council, now)
        finally:
            archive.connection.rollback()
    with archive.transaction() as db:
        store(db, council, months, now)


def store(db: sqlite3.Connection, council: str, months: Iterable[Month], at: datetime) -> None:
    """Keep what was reckoned of a council in place of what was before.

    Args:
        db: inside a transaction.
        council: code.
        months: of ``reckon``.
        at: aware; when it was reckoned.
    """
    db.execute("DELETE FROM completeness WHERE council = ?", (council,))
    db.executemany(
        f"INSERT INTO completeness (council, reckoned_at, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                council,
                stamp(at),
                month.month,
                month.state,
                month.held,
                month.missing,
                month.gone,
                " ".join(month.routes),
                as_json(month.seen),
                month.silent_since,
                month.silent_days,
            )
            for month in months
        ],
    )


def stored(db: sqlite3.Connection, council: str) -> tuple[list[Month], str | None]:
    """Read what was reckoned last, the newest month first and what has no date at the end, and when (UTC).

    Args:
        db: the archive; rows of any kind.
        council: code.
    """
    rows = db.execute(
        f"SELECT {_COLUMNS}, reckoned_at FROM completeness WHERE council = ? ORDER BY month DESC",
        (council,),
    ).fetchall()
    return [_month(tuple(row)[:-1]) for row in rows], rows[0][-1] if rows else None


def _month(row: tuple[object, ...]) -> Month:
    month, state, held, missing, gone, routes, seen, silent_since, silent_days = row
    return Month(
        month=str(month),
        state=State(str(state)),
        held=int(str(held)),
        missing=int(str(missing)),
        gone=int(str(gone)),
        routes=tuple(str(routes).split()),
        seen=json.loads(str(seen)),
        silent_since=None if silent_since is None else str(silent_since),
        silent_days=None if silent_days is None else int(str(silent_days)),
    )
