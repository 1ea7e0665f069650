"""Whether SQLite can read its file, and each row that another names is there."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database

from newsarchive.fixity.proof import Proof
from newsarchive.store.schema import migrations

if TYPE_CHECKING:
    import sqlite3

MOST = 20
"""Faults of a table that are told one by one."""


def proof(db: sqlite3.Connection) -> Proof:
    """Look at every page of every table, and at every reference.

    Raises:
        sqlite3.DatabaseError: the file cannot be read to its end.
    """
    tables = [row[0] for row in db.execute(_TABLES)]
    faults = _missing(db) + [fault for table in tables for fault in (*_damage(db, table), *_loose(db, table))]
    return Proof(what="database", looked=f"{len(tables)} tables", faults=tuple(faults))


# Not those of the index, which is looked at by itself.
_TABLES = """
SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
"""


def _missing(db: sqlite3.Connection) -> list[str]:
    """Name the tables and indexes that this version makes and that are not there; what an archivist added may stay."""
    with closing(Database(memory=True).conn) as fresh:
        migrations.apply(Database(fresh))
        wanted = fresh.execute(_PARTS).fetchall()
    there = {tuple(row) for row in db.execute(_PARTS)}
    lost = [row for row in wanted if row not in there]
    tables = {name for kind, name, _ in lost if kind == "table"}
    told = [(kind, name) for kind, name, table in lost if kind == "table" or table not in tables]
    return [f"The {kind} {name} is missing: make the database anew with newsarchive rebuild." for kind, name in told]


_PARTS = """
SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'articles_fts%'
"""


def _damage(db: sqlite3.Connection, table: str) -> list[str]:
    told = [" ".join(str(row[0]).split()) for row in db.execute(f'PRAGMA integrity_check("{table}")')]
    return [
        f"The table {table} is damaged ({one}): make the database anew with newsarchive rebuild."
        for one in told[:MOST]
        if one != "ok"
    ]


def _loose(db: sqlite3.Connection, table: str) -> list[str]:
    loose = [(row[1], row[2]) for row in db.execute(f'PRAGMA foreign_key_check("{table}")')]
    told = [f"Row {line} of {table} names a row of {other} that is not there." for line, other in loose[:MOST]]
    return told + ([f"So do {len(loose) - MOST:,} more rows of {table}."] if loose[MOST:] else [])
