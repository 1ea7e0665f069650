"""Signs that the index is wrong, or may be: what a look of milliseconds tells, where a full check reads every article.

| what was done past the index | what tells |
| --- | --- |
| ``INSERT OR REPLACE``, ``UPDATE OR REPLACE`` with ``recursive_triggers`` off | the numbers of articles or of entries |
| rows added or taken away while triggers were gone | the numbers of articles |
| the index taken away, another put in its place, a table made over without its triggers | the definition |
| rows changed while triggers were gone, which are back | the schema is another than at the last check |
| triggers switched off on a connection, bits that rotted | nothing: a full check is due once in a while |
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsarchive.index import definition
from newsarchive.index.definition import TABLE
from newsarchive.store import checks

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

WHAT = "index"
"""What the index is called in ``checks``."""
OFTEN = timedelta(days=30)
"""After which a full check is due, whatever the signs say."""


def damage(connection: sqlite3.Connection) -> str | None:
    """Say what certainly is wrong; None where nothing shows."""
    differing = definition.differing(connection)
    if TABLE in differing and TABLE not in definition.found(connection):
        return "it is not there"
    if differing:
        return f"not as this version makes it are {', '.join(differing)}"
    # One statement sees one moment: a crawl may be writing.
    held, sums, named, named_sums, totals = connection.execute(_NUMBERS).fetchone()
    if held != named:
        return f"it names {named:,} articles where there are {held:,}"
    if sums != named_sums:
        return "it names articles that are not there"
    entered = _first_varint(totals or b"")
    return None if entered == held else f"it has taken in {entered:,} articles where there are {held:,}"


_NUMBERS = f"""SELECT (SELECT count(*) FROM articles), (SELECT sum(id) FROM articles),
    (SELECT count(*) FROM {TABLE}_docsize), (SELECT sum(id) FROM {TABLE}_docsize),
    (SELECT block FROM {TABLE}_data WHERE id = 1)"""
"""The last is FTS5's record of totals. It begins with a varint that is one more with each article taken in, one less
with each taken out (https://sqlite.org/src/file/ext/fts5/fts5_index.c, "Averages record")."""


def _first_varint(record: bytes) -> int:
    number = 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follow
            break
    return number


def doubt(connection: sqlite3.Connection, now: datetime) -> str | None:
    """Say why a full check is due; None where none is."""
    last = checks.last(connection, WHAT)
    if last is None:
        return "it never was checked"
    if last.detail["schema"] != schema(connection):
        return "the schema has changed since the last check"
    return f"it was last checked on {last.at:%Y-%m-%d}" if now - last.at >= OFTEN else None


def schema(connection: sqlite3.Connection) -> int:
    """Give a number that is another after every change of the schema: triggers dropped, tables made over, VACUUM."""
    return int(connection.execute("PRAGMA main.schema_version").fetchone()[0])
