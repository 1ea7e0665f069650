"""What councils took down: suspected, confirmed, restored, each with what shows it.

``removals`` is what the page and the feed of removals are made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from newsarchive.search.hidden import shown
from newsarchive.serve.rows import event_detail, read_councils, read_rows
from newsarchive.serve.stream import Stream
from newsarchive.store.rows import holds

if TYPE_CHECKING:
    import sqlite3

    from datasette import Response

    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import View, Visit

PAGE = 20
"""Removals on one page."""
LIMIT_MS = 1_500
KINDS = ("deleted", "suspected", "restored")

STATES: dict[str, tuple[str, str]] = {
    "deleted": ("Вилучено", "Taken down"),
    "suspected": ("Можливо, вилучено", "Perhaps taken down"),
    "restored": ("Повернулося", "Restored"),
}
_WHY: dict[str, tuple[str, str]] = {
    "status 404": ("сторінки не знайдено (404)", "page not found (404)"),
    "status 410": ("сторінку прибрано назавжди (410)", "page gone for good (410)"),
    "not found": ("сторінка каже, що нічого не знайдено", "the page says that nothing was found"),
    "home page": ("замість статті відкрилася головна", "the home page opened instead"),
    "a list": ("замість статті відкрився перелік", "a list opened instead"),
    "address taken": ("за її адресою тепер інша стаття", "another article stands at its address now"),
    "another article": ("замість неї відкрилася інша стаття", "another article opened instead"),
    "password required": ("сторінку закрито паролем", "the page is closed by a password"),
}
_GONE = (404, 410)
_OUTCOMES: dict[str, tuple[str, str]] = {
    "stored": ("сторінка відкривається", "the page opens"),
    "unchanged": ("сторінка відкривається, без змін", "the page opens, unchanged"),
    "failed": ("відповіді не було", "there was no answer"),
    "later": ("сайт просив зачекати", "the site asked to wait"),
    "refused": ("сторінку не прийнято", "the page was not taken"),
}
_KEY = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00)_(\d{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Stream):
    """Which removals an address asks for."""

    KNOWN = {**Stream.KNOWN, "state": KINDS.__contains__, "after": _KEY.fullmatch}

    state: str = ""
    """One of ``KINDS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The last that happened to an article that went missing."""

    event: str
    """The digest of its event: the same in a rebuilt archive."""
    article: int
    title: str
    url: str
    """The article's, on the council's site."""
    council: str
    council_name: str
    council_name_en: str
    state: str
    """One of ``KINDS``."""
    at: str
    """UTC; when it was seen to be so."""
    published: str | None
    section: str | None
    since: str | None
    """UTC; since when the site did not show it; None where that is not known."""
    last_seen: str
    """UTC; when the site showed it last."""
    why: tuple[str, str]
    """What the site answered instead, in Ukrainian and in English; empty where that is not known."""
    evidence: str
    """What confirmed it: ``neighbour``, ``two weeks``, or empty."""
    neighbour: str | None
    """The address of the article that does not name it any more."""
    record: str | None
    """The WARC record that shows that."""
    before: Row
    """The last capture of it: ``id``, ``captured_at``, ``status``."""
    without: Row
    """The first capture without it."""
    back: Row
    """The first capture with it again; empty while it is away."""
    answer: Row
    """What came of the last request: ``at``, ``status``, ``said`` in both languages; empty where that is not known."""
    key: str
    """Its place in the stream."""

    @property
    def called(self) -> tuple[str, str]:
        """Its state in words."""
        return STATES[self.state]


def removals(connection: sqlite3.Connection, asked: Asked, limit: int = PAGE, offset: int = 0) -> list[Removal]:
    """Read removals, the newest first; of each article the last that happened to it.

    Args:
        connection: that of an archive, within a transaction.
        asked: which of them.
        limit: how many at most.
        offset: how many of the first are passed over.
    """
    conditions = [_LAST, *([shown("events.article")] if holds(connection, "suppressions") else [])]
    values: dict[str, Any] = {"limit": limit, "offset": offset, "council": asked.council, "since": asked.since}
    values |= {"until": f"{asked.until}~", "most": limit + offset}  # behind all hours of that day
    conditions += ["council = :council"] if asked.council else []
    conditions += ["at >= :since"] if asked.since else []
    conditions += ["at < :until"] if asked.until else []
    key = _KEY.fullmatch(asked.after)
    if key:
        conditions.append("(at, id) < (:key_at, :key_id)")
        values |= {"key_at": key[1], "key_id": int(key[2])}
    each = (
        _OF_KIND.format(kind=kind, where=" AND ".join(conditions)) for kind in ([asked.state] if asked.state else KINDS)
    )
    rows = read_rows(connection, _REMOVALS.format(each=" UNION ALL ".join(each)), values)
    return [_removal(connection, row) for row in rows]


def _removal(connection: sqlite3.Connection, row: Row) -> Removal:
    told = event_detail(row["detail"])
    suspected = read_rows(connection, _SUSPECTED, {"article": row["article"], "id": row["id"]})
    why = told.get("why") or (event_detail(suspected[0]["detail"]).get("why") if suspected else None)
    first = suspected[0] if suspected and row["kind"] != "suspected" else row
    back = row["capture_after"] if row["kind"] == "restored" else None
    return Removal(
        event=row["digest"],
        article=row["article"],
        title=row["title"],
        url=row["url"],
        council=row["council"],
        council_name=row["council_name"],
        council_name_en=row["council_name_en"] or row["council_name"],
        state=row["kind"],
        at=row["at"],
        published=row["published"],
        section=row["section"],
        since=_text(told.get("missing_since")) or row["missing_since"],
        last_seen=row["last_seen"],
        why=reason(_text(why)),
        evidence=_text(told.get("evidence")) or "",
        neighbour=_text(told.get("neighbour")),
        record=_text(told.get("record")),
        before=_capture(connection, first["capture_before"]),
        without=_capture(connection, first["capture_after"]),
        back=_capture(connection, back),
        answer=_answer(connection, row["url"].partition("#")[0]),
        key=f"{row['at']}_{row['id']}",
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def reason(why: str | None) -> tuple[str, str]:
    """What the site showed instead of an article, in Ukrainian and in English; a word not of ours stays as it is."""
    return _WHY.get(why, (why, why)) if why else ("", "")


def _capture(connection: sqlite3.Connection, number: int | None) -> Row:
    rows = read_rows(connection, "SELECT id, captured_at, status FROM captures WHERE id = :number", {"number": number})
    return rows[0] if rows else {}


def _answer(connection: sqlite3.Connection, url: str) -> Row:
    """Read what came of the last request for an address.

    A published copy has no requests, and does not know what an answer was taken for: it tells its status alone.
    """
    rows = read_rows(connection, _FETCHED if holds(connection, "fetches") else _CAPTURED, {"url": url})
    if not rows:
        return {}
    row = rows[0]
    gone = f"status {row['status']}" if row["status"] in _GONE else row["why"]
    status = (f"відповідь {row['status']}", f"answer {row['status']}")
    return row | {"said": _WHY.get(gone) or _OUTCOMES.get(row["outcome"]) or status}


async def show(visit: Visit) -> Response:
    """Show the removals that the address asks for."""
    asked = Asked.of(visit)
    found, councils = await visit.read(partial(_read, asked=asked), LIMIT_MS)
    return await visit.page(
        "removals.html",
        asked=asked,
        removals=found[:PAGE],
        further=asked.other(after=found[PAGE - 1].key) if len(found) > PAGE else None,
        councils=councils,
        states=STATES.items(),
    )


def _read(connection: sqlite3.Connection, asked: Asked) -> tuple[list[Removal], list[Row]]:
    councils = read_councils(connection)
    return removals(connection, asked, PAGE + 1), councils


_LAST = """NOT EXISTS (SELECT 1 FROM events AS later WHERE later.article = events.article AND later.id > events.id
    AND later.kind IN ('suspected', 'deleted', 'restored'))"""
_OF_KIND = (
    "SELECT * FROM (SELECT * FROM events WHERE kind = '{kind}' AND {where} ORDER BY at DESC, id DESC LIMIT :most)"
)
_REMOVALS = """
SELECT one.*, articles.title, articles.url, articles.published, articles.section, articles.missing_since,
    articles.last_seen, councils.name AS council_name, councils.name_en AS council_name_en
FROM (SELECT * FROM ({each}) ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset) AS one
JOIN articles ON articles.id = one.article LEFT JOIN councils ON councils.code = one.council
ORDER BY one.at DESC, one.id DESC
"""
_SUSPECTED = """
SELECT detail, capture_before, capture_after FROM events
WHERE article = :article AND kind = 'suspected' AND id < :id ORDER BY id DESC LIMIT 1
"""
_FETCHED = "SELECT at, outcome, why, status FROM fetches WHERE url = :url ORDER BY at DESC, id DESC LIMIT 1"
_CAPTURED = """
SELECT captured_at AS at, NULL AS outcome, NULL AS why, status FROM captures
WHERE url = :url ORDER BY captured_at DESC, id DESC LIMIT 1
"""

VIEWS: list[tuple[str, View]] = [(r"removals", show)]
