"""What the front page tells a stranger: how much is held, how fresh it is, what is broken, what is newest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.search.hidden import shown
from newsarchive.serve import metadata
from newsarchive.serve.councils import told
from newsarchive.serve.councils.overview import overview
from newsarchive.serve.remembered import Remembered
from newsarchive.serve.rows import read_rows, read_value

if TYPE_CHECKING:
    import sqlite3

    from datasette import Response

    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import Visit

NEWEST, CHANGES = 7, 4
SUBSTANCE = 6
"""Points from which an edit is more than looks: docs/developers/changes.md."""
LOOKED_AT = 200
"""Edits that are looked at for the newest of substance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The numbers that need a look at whole indexes, and the lists."""

    edited: int
    """Edits that were seen."""
    removed: int
    """Removals that were confirmed."""
    first: str | None
    """The day of the oldest article."""
    newest: list[Row]
    edits: list[Row]
    """The newest of substance, with what they changed in words: ``summary``, ``summary_en``."""
    removals: list[Row]


async def front(visit: Visit) -> Response:
    """Answer with the front page; what the operator's own metadata calls the archive wins in Ukrainian."""
    councils, counted = await overview.of(visit.database), await _counted.of(visit.database)
    title = visit.say(visit.datasette.metadata("title") or metadata.TITLE, metadata.TITLE_EN)
    return await visit.page("front.html", councils=councils, counted=counted, told=told, title=title)


def _count(connection: sqlite3.Connection) -> Counted:
    return Counted(
        edited=read_value(connection, "SELECT count(*) FROM edits"),
        removed=read_value(connection, "SELECT count(*) FROM events WHERE kind = 'deleted'"),
        first=read_value(connection, "SELECT min(published) FROM articles"),
        newest=read_rows(connection, _NEWEST, NEWEST),
        edits=read_rows(connection, _EDITS, LOOKED_AT, SUBSTANCE, CHANGES),
        removals=read_rows(connection, _REMOVALS, CHANGES),
    )


_NEWEST = f"""
SELECT articles.id, title, published, section, state, version, councils.name, councils.name_en
FROM articles LEFT JOIN councils ON councils.code = articles.council
WHERE {shown("articles.id")} ORDER BY published DESC, articles.id DESC LIMIT ?
"""  # noqa: S608 - ours alone
_EDITS = """
SELECT newest.article AS id, articles.title, newest.seen_at, versions.number, newest.summary, newest.summary_en,
       councils.name, councils.name_en
FROM (SELECT * FROM edits ORDER BY seen_at DESC, version DESC LIMIT ?) AS newest
JOIN versions ON versions.id = newest.version JOIN articles ON articles.id = newest.article
JOIN councils ON councils.code = newest.council
WHERE substance >= ? ORDER BY newest.seen_at DESC, newest.version DESC LIMIT ?
"""
_REMOVALS = f"""
SELECT article AS id, title, at, published, councils.name, councils.name_en
FROM events JOIN articles ON articles.id = article JOIN councils ON councils.code = events.council
WHERE kind = 'deleted' AND articles.state = 'deleted' AND {shown("articles.id")}
ORDER BY at DESC, events.id DESC LIMIT ?
"""  # noqa: S608 - ours alone

_counted = Remembered(_count)
