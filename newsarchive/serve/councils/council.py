"""Everything the page of one council shows, read in one transaction so that a writer cannot come between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive import completeness
from newsarchive.completeness import Month, State
from newsarchive.completeness.missing import unheld
from newsarchive.health import Health
from newsarchive.health.flow import longest
from newsarchive.search.hidden import shown
from newsarchive.serve.councils import told
from newsarchive.serve.councils.months import calendar, whole
from newsarchive.serve.rows import event_detail, read_row, read_rows, read_value
from newsarchive.serve.tiles import PLACES
from newsarchive.serve.view import Absent
from newsarchive.serve.words import MONTHS, MONTHS_EN
from newsarchive.store.rows import holds
from newsarchive.store.standing import judged

if TYPE_CHECKING:
    import sqlite3

    from datasette import Response

    from newsarchive.completeness.missing import Unheld
    from newsarchive.serve.councils.months import Whole, Year
    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import Visit

RUNS, EVENTS, NEWEST, SECTIONS = 6, 8, 8, 10
RECENT = 5000
"""The newest articles, of which the sections are counted."""
LOOKED_AT = 2000
"""Addresses that are looked at for those that are missed by name: a council that is new has thousands that wait."""
NAMED = 20
SILENCES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An article that is known and not held."""

    address: Unheld
    named_by: Row | None
    """The article that names it as its neighbour: ``id``, ``title``, ``published``; ``called``: what it calls it."""

    @property
    def why(self) -> told.Both:
        """Why it is not held."""
        return told.reason(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """What the page shows."""

    row: Row
    """The row of ``councils``."""
    held: int
    oldest: str | None
    newest: str | None
    """The days of its oldest and newest article, as ``articles.published``."""
    captured_at: str | None
    """UTC; its last capture."""
    finished: str | None
    """UTC; when its last run began that came to its end."""
    health: Health | None
    since: str | None
    """UTC; since when every run says so."""
    runs: list[Row]
    months: list[Month]
    """The newest first, and what has no date at the end."""
    reckoned_at: str | None
    """UTC; None where months were counted from the articles alone, and nothing is known of what there is."""
    gaps: list[Gap]
    events: list[Row]
    sections: list[Row]
    articles: list[Row]

    @property
    def years(self) -> tuple[Year, ...]:
        """The months as a calendar."""
        return calendar(self.months)

    @property
    def whole(self) -> Whole:
        """How whole the months are that are over."""
        return whole(self.months)

    @property
    def routes(self) -> list[str]:
        """The routes that have named anything, those that can tell of a whole month first."""
        named = {route for month in self.months for route in month.seen}
        return [route for route in told.ROUTES if route in named]

    @property
    def missing(self) -> int:
        """How many articles are known, by name or by address, and not held."""
        return sum(month.missing + month.gone for month in self.months)

    @property
    def undated(self) -> Month | None:
        """What is counted of all that has no date."""
        return next((month for month in self.months if not month.month), None)

    @property
    def pause(self) -> int | None:
        """The days beyond which a pause is long, by what its spider declares; None where that is not known."""
        bound = longest([], self.row["per_month_least"] or 0)
        return None if bound is None else bound.days

    @property
    def silences(self) -> list[Month]:
        """The newest months in which a pause ended that was longer than its rhythm lets expect."""
        pause = self.pause
        long = (month for month in self.months if pause is not None and (month.silent_days or 0) > pause)
        return list(islice(long, SILENCES))

    @property
    def silent(self) -> int | None:
        """The days without news until the site was last looked at, where that is long; else None."""
        if not (self.newest and self.finished and self.pause is not None):
            return None
        days = _days(self.newest, self.finished)
        return days if days > self.pause else None

    @property
    def oblast(self) -> told.Both:
        """What its region is called; the code where nobody knows it."""
        place = PLACES.get(self.row["oblast"])
        return place.full if place else (self.row["oblast"], self.row["oblast"])


def _days(first: str, last: str) -> int:
    """Count the days between two; none where one of them is no day."""
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:
        return 0


async def show(visit: Visit) -> Response:
    """Answer with a council's page.

    Raises:
        Absent: The archive knows no such council.
    """
    found = await visit.read(partial(_read, code=visit.part("code")))
    if found is None:
        raise Absent("Архів не має такої ради.", "The archive holds no such council.")
    return await visit.page(
        "council.html", council=found, told=told, month_names=list(zip(MONTHS, MONTHS_EN, strict=True)), recent=RECENT
    )


def _read(connection: sqlite3.Connection, code: str) -> Council | None:
    row = read_row(connection, "SELECT * FROM councils WHERE code = ?", code)
    if row is None:
        return None
    months, reckoned_at = completeness.stored(connection, code)
    health = judged(connection, code)
    runs = read_rows(connection, _RUNS, code, RUNS)
    return Council(
        row=row | {"hosts": row["hosts"].split(), "former_hosts": row["former_hosts"].split()},
        **(read_row(connection, _HELD, code) or {}),
        captured_at=_captured(connection, runs),
        finished=read_value(connection, _FINISHED, code),
        health=Health.read(health),
        since=health["since"] if health else None,
        runs=runs,
        months=months if reckoned_at else _counted(connection, code),
        reckoned_at=reckoned_at,
        gaps=_gaps(connection, code),
        events=[
            event | {"detail": event_detail(event["detail"])} for event in read_rows(connection, _EVENTS, code, EVENTS)
        ],
        sections=read_rows(connection, _SECTIONS, code, RECENT, SECTIONS),
        articles=read_rows(connection, _NEWEST, code, NEWEST),
    )


def _counted(connection: sqlite3.Connection, code: str) -> list[Month]:
    """Count the months of an archive in which completeness was never reckoned: of none is known whether it is whole."""
    rows = read_rows(connection, _BY_MONTH, code)
    return [Month(month=row["month"] or "", state=State.UNKNOWN, held=row["held"]) for row in rows]


def _captured(connection: sqlite3.Connection, runs: list[Row]) -> str | None:
    times = (read_value(connection, _LAST_CAPTURE, run["id"]) for run in runs)
    return next(filter(None, times), None)


def _gaps(connection: sqlite3.Connection, code: str) -> list[Gap]:
    """Name what is known and not held: what has a date first, then what is an article for certain."""
    if not holds(connection, "frontier"):  # a published copy
        return []
    known = sorted(unheld(connection, code, LOOKED_AT), key=lambda one: (one.published or "", one.sure), reverse=True)
    return [Gap(address=one, named_by=_naming(connection, one.url)) for one in known[:NAMED]]


def _naming(connection: sqlite3.Connection, url: str) -> Row | None:
    return read_row(connection, _NAMING, {"url": url})


_HELD = "SELECT count(*) AS held, min(published) AS oldest, max(published) AS newest FROM articles WHERE council = ?"
_RUNS = """
SELECT id, started, finished, reason, requests, articles_new, articles_changed, failures, health
FROM crawls WHERE council = ? ORDER BY started DESC, id DESC LIMIT ?
"""
_FINISHED = """
SELECT started FROM crawls WHERE council = ? AND reason = 'finished' ORDER BY started DESC LIMIT 1
"""
_LAST_CAPTURE = "SELECT captured_at FROM captures WHERE crawl = ? ORDER BY id DESC LIMIT 1"
_BY_MONTH = """
SELECT substr(published, 1, 7) AS month, count(*) AS held FROM articles WHERE council = ?
GROUP BY 1 ORDER BY 1 DESC
"""
_EVENTS = f"""
SELECT events.id, events.at, events.kind, events.detail, events.article, articles.title, summary, summary_en
FROM events LEFT JOIN articles ON articles.id = events.article
LEFT JOIN versions ON versions.article = events.article AND events.kind = 'edited'
  AND versions.number = CASE WHEN json_valid(events.detail) THEN json_extract(events.detail, '$.version') END
LEFT JOIN edits ON edits.version = versions.id
WHERE events.council = ? AND {shown("events.article")}
ORDER BY events.at DESC, events.id DESC LIMIT ?
"""  # noqa: S608 - ours alone
_SECTIONS = """
SELECT facts.section, count(*) AS number
FROM (SELECT id FROM articles WHERE council = ? ORDER BY published DESC LIMIT ?) AS recent
JOIN articles AS facts INDEXED BY idx_articles_facts ON facts.id = recent.id
WHERE facts.section IS NOT NULL GROUP BY facts.section ORDER BY number DESC, facts.section LIMIT ?
"""
_NEWEST = f"""
SELECT id, title, published, section, state, version FROM articles WHERE council = ?
AND {shown("articles.id")} ORDER BY published DESC, id DESC LIMIT ?
"""  # noqa: S608 - ours alone
_NAMING = """
SELECT articles.id, articles.title, articles.published, called FROM (
    SELECT article, previous_title AS called FROM neighbours WHERE previous_url = :url
    UNION ALL SELECT article, next_title FROM neighbours WHERE next_url = :url LIMIT 1)
JOIN articles ON articles.id = article
"""
