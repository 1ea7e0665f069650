"""Which of the databases that a Datasette serves are archives of ours: every other one is left as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette.utils import tilde_decode

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.database import Database

SIGNATURE = frozenset({"articles", "articles_fts", "captures", "councils", "versions", "warc_files"})
"""Tables that no other database is likely to hold together."""

_known: WeakKeyDictionary[Database, bool] = WeakKeyDictionary()


def is_archive(connection: sqlite3.Connection) -> bool:
    """Whether the database behind a connection is an archive."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return SIGNATURE.issubset(row[0] for row in rows)


def on_disk(datasette: Datasette) -> dict[str, Database]:
    """The served databases that are files: the in-memory ones are Datasette's own."""
    return {name: database for name, database in datasette.databases.items() if not database.is_memory}


def archives(datasette: Datasette) -> frozenset[str]:
    """The names of the databases that are archives."""
    return frozenset(name for name, database in on_disk(datasette).items() if _holds_archive(database))


def _holds_archive(database: Database) -> bool:
    # Looked up here and not in a startup hook: the first requests come in while such hooks still run.
    if database not in _known:
        with closing(database.connect()) as connection:
            _known[database] = is_archive(connection)
    return _known[database]


def state(database: Database) -> object:
    """What is another after every change of an archive: of a copy, which has none, its hash; else of its two files.

    What is committed stands at first in the log alone, which a last writer takes away.
    """
    if not database.is_mutable:
        return database.hash
    return tuple(_written(Path(f"{database.path}{end}")) for end in ("", "-wal"))


def _written(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def house(datasette: Datasette) -> str | None:
    """The archive to which the pages that belong to no database lead, if nothing but archives is served."""
    known = archives(datasette)
    return min(known) if known and known == set(on_disk(datasette)) else None


def at(datasette: Datasette, path: str) -> str | None:
    """The archive that an address belongs to, else None."""
    base: str = datasette.setting("base_url")
    route = tilde_decode(path.removeprefix(base).lstrip("/").partition("/")[0]).split(".")[0]
    for name, database in on_disk(datasette).items():
        if database.route == route:
            return name if name in archives(datasette) else None
    return house(datasette)
