"""All councils at one look: what is held of each, how whole it is, how its site is doing; and those without a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette.utils import sqlite3 as database_errors
from datasette.utils import sqlite_timelimit

from newsarchive.completeness import State
from newsarchive.health import Word
from newsarchive.serve.councils.months import Whole
from newsarchive.serve.remembered import Remembered
from newsarchive.serve.tiles import PLACES, tiles
from newsarchive.store.standing import judged

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.serve.councils.told import Both
    from newsarchive.serve.rows import Row
    from newsarchive.serve.tiles import Tile

COUNT_MS = 1500
"""A million articles take a tenth of it."""
UNWELL = (Word.DOWN, Word.BLOCKED, Word.LAYOUT, Word.QUIET)
"""What a reader must know of a site, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One council."""

    code: str
    name: Both
    """In Ukrainian and in English."""
    oblast: str
    """ISO 3166-2."""
    held: int
    newest: str | None
    """As ``articles.published``."""
    captured_at: str | None
    """UTC; its last capture."""
    health: str | None
    """A :class:`Word`, None where nothing is known."""
    since: str | None
    """UTC; since when every run says so."""
    whole: Whole
    missing: int
    """Articles that are known and not held, dated or not."""

    @property
    def unwell(self) -> bool:
        """Whether something is wrong with its site, as far as is known."""
        return self.health in UNWELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that is known of Ukraine's regions."""

    lines: tuple[Line, ...]
    """Those in the archive, by name."""
    without_site: tuple[Row, ...]
    """Those that have no site, with the reason: rows of ``without_site``."""

    @property
    def held(self) -> int:
        """All articles."""
        return sum(line.held for line in self.lines)

    @property
    def captured_at(self) -> str | None:
        """UTC; the last capture of all."""
        return max((line.captured_at for line in self.lines if line.captured_at), default=None)

    @property
    def unwell(self) -> tuple[Line, ...]:
        """Those whose site is not well, the worst first."""
        return tuple(line for word in UNWELL for line in self.lines if line.health == word)

    @property
    def well(self) -> int:
        """How many sites are well."""
        return sum(line.health == Word.WELL for line in self.lines)

    @property
    def not_crawled(self) -> tuple[str, ...]:
        """The regions of which the archive has neither a council nor a reason: ISO 3166-2."""
        known = {line.oblast for line in self.lines} | {row["oblast"] for row in self.without_site}
        return tuple(oblast for oblast in PLACES if oblast not in known)

    def map(self, base: str) -> tuple[Tile, ...]:
        """Put them on the map of tiles, each leading to its council's page.

        Args:
            base: the archive's address.
        """
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.oblast] = counts.get(line.oblast, 0) + line.held
        codes = {line.oblast: line.code for line in self.lines}
        return tiles(counts, lambda oblast: f"{base}/councils/{codes[oblast]}")


def read(connection: sqlite3.Connection) -> Overview:
    """Read all councils: each question is one look-up a council, but for the count of articles."""
    whole = {row["council"]: dict(row) for row in connection.execute(_WHOLE)}
    councils = [dict(row) for row in connection.execute("SELECT * FROM councils ORDER BY name")]
    without = tuple(dict(row) for row in connection.execute("SELECT * FROM without_site ORDER BY name"))
    held = _held(connection)  # last: what is left of its time would be nobody's
    lines = tuple(_line(connection, row, held.get(row["code"], 0), whole.get(row["code"], {})) for row in councils)
    known = {line.oblast for line in lines}
    return Overview(lines=lines, without_site=tuple(row for row in without if row["oblast"] not in known))


def _held(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the articles of each council; where that takes too long, as was reckoned after its last crawl."""
    try:
        with sqlite_timelimit(connection, COUNT_MS):
            return dict(tuple(row) for row in connection.execute(_HELD))
    except database_errors.OperationalError as error:
        if error.args != ("interrupted",):
            raise
    return dict(tuple(row) for row in connection.execute(_RECKONED))


def _line(connection: sqlite3.Connection, row: Row, held: int, whole: Row) -> Line:
    health = judged(connection, row["code"])
    newest = connection.execute("SELECT max(published) FROM articles WHERE council = ?", (row["code"],)).fetchone()
    captured = connection.execute(_CAPTURED, (row["code"],)).fetchone()
    states = (State.COMPLETE, State.MISSING, State.ONE_ROUTE, State.UNKNOWN)
    return Line(
        code=row["code"],
        name=(row["name"], row["name_en"] or row["name"]),
        oblast=row["oblast"],
        held=held,
        newest=newest[0],
        captured_at=captured and captured[0],
        health=health["health"] if health else None,
        since=health["since"] if health else None,
        whole=Whole(*(whole.get(state, 0) for state in states)),
        missing=whole.get("lacking", 0),
    )


_HELD = "SELECT council, count(*) FROM articles GROUP BY council"
_RECKONED = "SELECT council, sum(held) FROM completeness GROUP BY council"
_WHOLE = """
SELECT council, sum(missing + gone) AS lacking,
       sum(state = 'complete') AS complete, sum(state = 'missing') AS missing,
       sum(state = 'one route') AS "one route", sum(state = 'unknown' AND month <> '') AS unknown
FROM completeness GROUP BY council
"""
_CAPTURED = """
SELECT captured_at FROM crawls CROSS JOIN captures ON captures.crawl = crawls.id
WHERE crawls.council = ? ORDER BY crawls.started DESC, captures.id DESC LIMIT 1
"""

overview = Remembered(read)
"""Ask it for an archive: ``await overview.of(database)``."""
