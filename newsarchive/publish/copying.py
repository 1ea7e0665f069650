"""Reads what is public of the live archive at one moment, and writes it into a fresh database."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlite_utils import Database

from newsarchive.index import definition
from newsarchive.publish import checks, mark
from newsarchive.publish.public import NAMED, NAMES, PUBLIC, Public, names
from newsarchive.store.archive import BUSY_SECONDS
from newsarchive.store.schema import migrations
from newsarchive.store.stopping import stoppable
from newsarchive.store.values import stamp
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HIDDEN = """
CREATE TEMP TABLE hidden AS
    SELECT DISTINCT article AS id FROM live.suppressions WHERE lifted IS NULL AND digest IS NULL;
CREATE TEMP TABLE hidden_urls AS
    SELECT url FROM live.articles WHERE id IN (SELECT id FROM hidden)
    UNION SELECT url FROM live.aliases WHERE article IN (SELECT id FROM hidden)
    UNION SELECT url FROM live.suppressions WHERE article IN (SELECT id FROM hidden);
INSERT INTO hidden_urls SELECT frontier.url FROM live.frontier JOIN hidden_urls ON alias_of = hidden_urls.url;
CREATE TEMP TABLE named (id INTEGER PRIMARY KEY)
"""


def copy(archive: Path, target: Path, progress: Callable[[str], None]) -> mark.Edition:
    """Fill a fresh file with what is public.

    Args:
        archive: the live archive's database, which a crawl may be writing.
        target: an empty file; nobody else uses it.
        progress: called with the name of each step before it is taken.

    Returns:
        What the copy says of itself.

    Raises:
        sqlite3.DatabaseError: one of the two cannot be read or written.
        ArchiveError: the copy is not sound.
    """
    with closing(_open(target)) as connection, stoppable(connection):
        connection.execute("ATTACH ? AS live", (f"{archive.absolute().as_uri()}?mode=ro",))
        made = _copy_rows(connection, progress)
        connection.execute("DETACH live")
        for statement in _statements("index"):
            connection.execute(statement)
        progress("articles_fts")
        _make_index(connection)
        mark.write(connection, made)
        progress("checks")
        checks.sound(connection)
    return made


def _open(target: Path) -> sqlite3.Connection:
    uri = f"{target.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    # Whatever goes wrong, the file is thrown away; what goes well is synced once, at the end.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA foreign_keys = OFF")  # asked at the end, of all rows at once
    return connection


def _copy_rows(connection: sqlite3.Connection, progress: Callable[[str], None]) -> mark.Edition:
    connection.execute("BEGIN")  # all of the archive is read as it is at the first question
    at, last = connection.execute(
        "SELECT ?, max(captured_at) FROM live.captures", (stamp(datetime.now(UTC)),)
    ).fetchone()
    for statement in _HIDDEN.split(";\n"):
        connection.execute(statement)
    hidden = (row[0] for row in connection.execute("SELECT url FROM hidden_urls"))
    connection.create_function(NAMES, 1, names(hidden), deterministic=True)
    for statement in _statements("table"):
        connection.execute(statement)
    counts: dict[str, int] = {}
    for table, public in PUBLIC.items():
        progress(table)
        if table == "captures":
            connection.execute(NAMED)
        connection.execute(_copying(table, public))
        counts[table] = checks.same_number(connection, table, public)
    connection.execute("COMMIT")
    return mark.Edition(edition=uuid.uuid4().hex, at=at, last_capture=last, software=__version__, counts=counts)


def _copying(table: str, public: Public) -> str:
    columns = {name: public.instead.get(name, f'"{name}"') for name in _columns()[table]}
    names, values = ", ".join(f'"{name}"' for name in columns), ", ".join(columns.values())
    chosen = f"SELECT {values} FROM live.{table} WHERE {public.rows} ORDER BY {public.order}"
    return f"INSERT INTO main.{table} ({names}) {chosen}"


def _make_index(connection: sqlite3.Connection) -> None:
    """Make the full-text index from the rows that were copied, in one piece."""
    connection.execute(definition.wanted()[definition.TABLE])
    for command in ("rebuild", "optimize"):
        connection.execute(f"INSERT INTO {definition.TABLE}({definition.TABLE}) VALUES (?)", (command,))


@cache
def _schema() -> tuple[tuple[str, str, str], ...]:
    """Give kind, table and SQL of what the migrations make."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection))
        rows = connection.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        return tuple(rows.fetchall())


@cache
def _columns() -> dict[str, list[str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection))
        return {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in PUBLIC}


def _statements(kind: str) -> Iterator[str]:
    """Give the SQL that makes the public tables, or their indexes."""
    for made, table, sql in _schema():
        if made == kind and table in PUBLIC:
            yield sql.replace(_MISSING[table], "") if table in _MISSING else sql


_MISSING = {"suppressions": " REFERENCES articles(id)", "second_readings": " REFERENCES frontier(url)"}
"""References to rows that are not in a copy."""
