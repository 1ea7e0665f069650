"""A SQLite file of the articles found, with their versions and proofs, and a table that tells what was asked."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from newsarchive.serve.take.rows import BATCH
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from datasette.database import Database

    from newsarchive.serve.take.rows import Taken

MOST_ARTICLES = 20_000
"""Of one file."""
MOST_BYTES = 512 * 1024 * 1024

_IDS = "SELECT value FROM json_each(:ids)"
_CAPTURES = f"SELECT capture FROM source.versions WHERE article IN ({_IDS}) UNION "
_CAPTURES += f"SELECT capture FROM source.articles WHERE id IN ({_IDS})"
TABLES = {
    "councils": f"code IN (SELECT council FROM source.articles WHERE id IN ({_IDS}))",
    "captures": f"id IN ({_CAPTURES} UNION SELECT revisit_of FROM source.captures WHERE id IN ({_CAPTURES}))",
    "articles": f"id IN ({_IDS})",
    "versions": f"article IN ({_IDS})",
    "edits": f"article IN ({_IDS})",
    "tags": f"article IN ({_IDS})",
    "attachments": f"article IN ({_IDS})",
}
"""What is copied, in this order, and which rows: those of the articles found."""


async def make(database: Database, taken: Taken, held: ExitStack) -> BinaryIO:
    """Make the file in a directory of its own, which goes when ``held`` does.

    Raises:
        sqlite3.Error: It could not be made.
    """
    place = Path(held.enter_context(TemporaryDirectory(prefix="newsarchive-"))) / "subset.db"
    return await asyncio.to_thread(partial(_write, place, _address(database), taken, held))


def _address(database: Database) -> str:
    """The archive's file, opened as Datasette opens it: an immutable one takes no locks."""
    how = "mode=ro" if database.is_mutable else "immutable=1"
    return f"file:{quote(str(database.path))}?{how}"


def _write(place: Path, archive: str, taken: Taken, held: ExitStack) -> BinaryIO:
    with closing(sqlite3.connect(f"file:{quote(str(place))}", uri=True, isolation_level=None)) as file:
        # It is thrown away where anything goes wrong, so that nothing needs to be safe on the way.
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        file.execute("ATTACH ? AS source", (archive,))
        file.execute("BEGIN")
        names = _held(file)
        _tables(file, names)
        _fill(file, names, taken, place)
        _tell(file, names, taken)
        file.execute("COMMIT")
    return held.enter_context(place.open("rb"))


def _held(file: sqlite3.Connection) -> list[str]:
    """The tables of those that the archive has: an older one has fewer."""
    rows = file.execute("SELECT name FROM source.sqlite_master WHERE type = 'table'").fetchall()
    return [name for name in TABLES if (name,) in rows]


def _tables(file: sqlite3.Connection, names: Sequence[str]) -> None:
    """Make the tables as the archive has them, less what refers to tables that stay behind."""
    for name in names:
        columns = file.execute(f"PRAGMA source.table_info({name})").fetchall()
        keys = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]]
        references = file.execute(f"PRAGMA source.foreign_key_list({name})").fetchall()
        told = [f"{_quoted(column[1])} {column[2]}{' NOT NULL' if column[3] else ''}" for column in columns]
        told += [f"PRIMARY KEY ({', '.join(map(_quoted, keys))})"] if keys else []
        told += [
            f"FOREIGN KEY ({_quoted(own)}) REFERENCES {_quoted(other)}({_quoted(its)})"
            for _, _, other, own, its, *_ in references
            if other in names
        ]
        file.execute(f"CREATE TABLE main.{name} ({', '.join(told)})")
    file.execute("CREATE INDEX main.idx_versions_article ON versions(article, number)")
    file.execute("CREATE INDEX main.idx_articles_published ON articles(published)")
    file.execute("CREATE TABLE main.asked (name TEXT PRIMARY KEY, value TEXT)")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _fill(file: sqlite3.Connection, names: Sequence[str], taken: Taken, place: Path) -> None:
    """Copy some articles at a time, whole ones alone, until a limit is reached."""
    for first in range(0, len(taken.numbers), BATCH):
        if time.monotonic() > taken.deadline:
            taken.cut = "time"
            return
        if place.stat().st_size > MOST_BYTES:
            taken.cut = "size"
            return
        some = json.dumps(list(taken.numbers[first : first + BATCH]))
        for name in names:
            sql = f"INSERT OR IGNORE INTO main.{name} SELECT * FROM source.{name} WHERE {TABLES[name]}"
            file.execute(sql, {"ids": some})
        taken.rows = file.execute("SELECT count(*) FROM main.articles").fetchone()[0]


def _tell(file: sqlite3.Connection, names: Sequence[str], taken: Taken) -> None:
    """Say what was asked, when, from where, and how much of it is here."""
    told = taken.told()
    facts = {
        **taken.asked.given,
        "address": taken.address,
        "asked_at": taken.at.isoformat(timespec="seconds"),
        "found": taken.found,
        **{name: file.execute(f"SELECT count(*) FROM main.{name}").fetchone()[0] for name in names},
        "cut": taken.cut,
        "told": " / ".join(told) if told else "",
        "made_by": f"newsarchive {__version__}",
    }
    rows = [(name, str(value)) for name, value in facts.items()]
    file.executemany("INSERT INTO main.asked VALUES (?, ?)", rows)
