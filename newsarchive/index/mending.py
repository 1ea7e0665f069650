"""Making the index anew beside the old one, and putting it in order: in many short writes, so that no crawl is starved.

FTS5's own ``rebuild`` and ``optimize`` do the same in one transaction each, which at 100,000 articles held the right to
write for 16 and 2 seconds of CPU; another crawl gives up after ``BUSY_SECONDS``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsarchive.index import definition
from newsarchive.index.definition import ANEW, TABLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from newsarchive.store import Archive

BATCH = 200
"""Articles entered in one transaction: about a tenth of a second."""
PAGES = 250
"""Pages of the index merged in one transaction: a twentieth of a second."""
SCATTERED = 0.1
"""The part of the index that may stand outside its largest piece before all is merged: what a piece costs is a look-up
for each word of a query, and for each word that a prefix begins."""


def make_anew(archive: Archive, done: Callable[[int], None]) -> None:
    """Make the index anew from the articles; readers use the old one until the last moment.

    Args:
        archive: open for writing, with a connection that is closed afterwards.
        done: called with the number of articles entered, after each transaction; what it raises ends the work, and the
            index is then as it was.

    Raises:
        ArchiveBusy, ArchiveError: it cannot be written; the index is as it was.
    """
    archive.connection.execute("PRAGMA legacy_alter_table = ON")  # else renaming asks every view of the archivist's
    archive.connection.execute("PRAGMA secure_delete = OFF")  # else a dropped index is overwritten, page by page
    with archive.transaction() as db:
        _drop_unfinished(db)
        for statement in _beginning():
            db.execute(statement)
    try:
        _fill(archive, done)
        with archive.transaction() as db:
            _take_the_place(db)
    except BaseException:
        with archive.transaction() as db:
            _drop_unfinished(db)
        raise


def _beginning() -> list[str]:
    """Give the statements that make the new index, and keep up to date what is entered in it already."""
    names = ", ".join(definition.columns())
    old, new = (", ".join(f"{row}.{name}" for name in definition.columns()) for row in ("old", "new"))
    entered = f"WHEN EXISTS (SELECT 1 FROM {ANEW}_docsize WHERE id = old.id)"
    drop = f"INSERT INTO {ANEW}({ANEW}, rowid, {names}) VALUES ('delete', old.id, {old});"
    enter = f"INSERT INTO {ANEW}(rowid, {names}) VALUES (new.id, {new});"
    return [
        definition.wanted()[TABLE].replace(TABLE, ANEW, 1),
        f"CREATE TRIGGER {ANEW}_ad AFTER DELETE ON articles {entered} BEGIN {drop} END",
        f"CREATE TRIGGER {ANEW}_au AFTER UPDATE ON articles {entered} BEGIN {drop} {enter} END",
    ]


def _fill(archive: Archive, done: Callable[[int], None]) -> None:
    """Enter the articles that are there now; who follows what comes in meanwhile might never end."""
    last, end = 0, archive.connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0]
    while last < end:
        began = time.monotonic()
        with archive.transaction() as db:
            # The last of the next so many; where there are fewer, all that are left.
            row = db.execute("SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?", (last, BATCH - 1))
            to = min((row.fetchone() or [end])[0], end)
            number = _enter(db, "id BETWEEN ? AND ?", (last + 1, to))
        last = to
        done(number)
        _let_others_write(began)


def _enter(db: sqlite3.Connection, which: str, values: tuple[int, ...] = ()) -> int:
    names = ", ".join(definition.columns())
    chosen = f"SELECT id, {names} FROM articles WHERE {which}"
    return db.execute(f"INSERT INTO {ANEW}(rowid, {names}) {chosen}", values).rowcount


def _take_the_place(db: sqlite3.Connection) -> None:
    """Put the new index in the place of the old."""
    _enter(db, f"id NOT IN (SELECT id FROM {ANEW}_docsize)")
    there = definition.found(db)
    for name in definition.triggers(there):
        db.execute(f'DROP TRIGGER "{name}"')
    if "fts5" in there.get(TABLE, "").lower():
        _make_openable(db, there)
    db.execute(f"DROP TABLE IF EXISTS {TABLE}")
    for name in definition.SHADOWS:  # none is left but of an index that was taken away by force
        db.execute(f"DROP TABLE IF EXISTS {name}")
    db.execute(f"ALTER TABLE {ANEW} RENAME TO {TABLE}")
    for statement in definition.triggers(definition.wanted()).values():
        db.execute(statement)


def _make_openable(db: sqlite3.Connection, there: dict[str, str]) -> None:
    """Give the old index what SQLite must read to drop it: tables, version, the records of totals and pieces."""
    for name in definition.SHADOWS:
        if name not in there:
            db.execute(definition.wanted()[name])
    db.execute(f"INSERT OR REPLACE INTO {TABLE}_config SELECT * FROM {ANEW}_config")
    db.execute(f"INSERT OR REPLACE INTO {TABLE}_data SELECT * FROM {ANEW}_data WHERE id IN (1, 10)")


def _drop_unfinished(db: sqlite3.Connection) -> None:
    for end in ("ad", "au"):
        db.execute(f"DROP TRIGGER IF EXISTS {ANEW}_{end}")
    db.execute(f"DROP TABLE IF EXISTS {ANEW}")


def merge(archive: Archive, done: Callable[[int], None]) -> None:
    """Merge the pieces of the index into one, where enough has come in since the last time.

    Args:
        archive: open for writing.
        done: called after each transaction; what it raises ends the work, which the next call takes up.

    Raises:
        ArchiveBusy, ArchiveError: it cannot be written; the index is sound.
    """
    if not _scattered(archive.connection):
        return
    pages = -PAGES  # negative: begin anew, with all pieces (https://sqlite.org/fts5.html#the_merge_command)
    while True:
        began = time.monotonic()
        with archive.transaction() as db:
            before = db.total_changes
            db.execute(f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('merge', ?)", (pages,))
            worked = db.total_changes - before
        if worked <= 1:  # the statement itself
            return
        pages = PAGES
        done(0)
        _let_others_write(began)


def _scattered(connection: sqlite3.Connection) -> bool:
    """Whether more of the index than ``SCATTERED`` stands outside its largest piece."""
    sizes = [row[0] for row in connection.execute(f"SELECT count(*) FROM {TABLE}_idx GROUP BY segid")]
    return len(sizes) > 1 and sum(sizes) - max(sizes) > SCATTERED * sum(sizes)


def _let_others_write(began: float) -> None:
    """Rest as long as was worked: who waits for the right to write looks every tenth of a second, and finds it free."""
    time.sleep(time.monotonic() - began)
