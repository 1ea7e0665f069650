"""Which of the databases that a Datasette serves are archives of ours: every other one is left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette.utils import tilde_decode

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.database import Database

SIGNATURE = frozenset({"articles", "articles_fts", "captures", "councils", "versions", "warc_files"})
"""Tables that no other database is likely to hold together."""

_known: WeakKeyDictionary[Datasette, frozenset[str]] = WeakKeyDictionary()


def is_archive(connection: sqlite3.Connection) -> bool:
    """Whether the database behind a connection is an archive."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return SIGNATURE.issubset(row[0] for row in rows)


def on_disk(datasette: Datasette) -> dict[str, Database]:
    """The served databases that are files: the in-memory ones are Datasette's own."""
    return {name: database for name, database in datasette.databases.items() if not database.is_memory}


async def find(datasette: Datasette) -> None:
    """Learn once, at the start, which databases are archives."""
    found = {name for name, database in on_disk(datasette).items() if await database.execute_fn(is_archive)}
    _known[datasette] = frozenset(found)


def archives(datasette: Datasette) -> frozenset[str]:
    """The names of the databases that are archives; none before :func:`find` ran."""
    return _known.get(datasette, frozenset())


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
