"""What the front page tells a stranger: how much is held, how fresh it is, what is newest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils import sqlite3 as database
from datasette.utils import sqlite_timelimit

if TYPE_CHECKING:
    import sqlite3

    from datasette.database import Database

Row = dict[str, Any]

NEWEST = 10
LIMIT_MS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The numbers and the lists of the front page; None where counting took too long."""

    articles: int | None
    versions: int | None
    captures: int | None
    edited: int | None
    """Articles with more than one version."""
    first: str | None
    """The day of the oldest article."""
    fresh: str | None
    """UTC; the last capture."""
    councils: list[Row]
    newest: list[Row]


async def front(held: Database) -> Front:
    """Count what the archive holds."""
    counted: Front = await held.execute_fn(_count)
    return counted


def _count(connection: sqlite3.Connection) -> Front:
    return Front(
        articles=_value(connection, "SELECT count(*) FROM articles"),
        versions=_value(connection, "SELECT count(*) FROM versions"),
        captures=_value(connection, "SELECT count(*) FROM captures"),
        edited=_value(connection, "SELECT count(*) FROM versions WHERE number = 2"),
        first=_value(connection, "SELECT min(published) FROM articles"),
        fresh=_value(connection, "SELECT captured_at FROM captures ORDER BY id DESC LIMIT 1"),
        councils=_rows(connection, _COUNCILS),
        newest=_rows(connection, _NEWEST),
    )


def _value(connection: sqlite3.Connection, sql: str) -> Any:
    rows = _rows(connection, sql)
    return next(iter(rows[0].values())) if rows else None


def _rows(connection: sqlite3.Connection, sql: str) -> list[Row]:
    try:
        with sqlite_timelimit(connection, LIMIT_MS):
            return [dict(row) for row in connection.execute(sql)]
    except database.OperationalError as error:
        if error.args != ("interrupted",):
            raise
        return []


_COUNCILS = """
SELECT code, name, name_en, (SELECT count(*) FROM articles WHERE council = code) AS articles
FROM councils ORDER BY name
"""

_NEWEST = f"""
SELECT articles.id, title, published, section, state, version, councils.name AS council
FROM articles LEFT JOIN councils ON councils.code = articles.council
ORDER BY published DESC, articles.id DESC LIMIT {NEWEST}
"""  # noqa: S608 - a constant of ours
