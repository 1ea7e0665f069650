"""What is known of addresses: the frontier's rows, who has seen them, and which are another name of which."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsarchive.items import Found, Kind, Outcome, Route
from newsarchive.store import revisits
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from newsarchive.items import Visit
    from newsarchive.store.apply import Run

_STATES = {
    Outcome.STORED: "captured",
    Outcome.UNCHANGED: "captured",
    Outcome.GONE: "gone",
    Outcome.REFUSED: "rejected",
    Outcome.FAILED: "pending",
    Outcome.LATER: "pending",
}
ALIAS = "alias"
"""Why an address is not asked that is another's."""
EMPTY = "empty"
"""Why a reading without a text is refused where one is held."""
LAYOUT = "layout"
"""Why a guessed text is refused where one is held that was read by the marks of a theme: the theme is another one."""
ANOTHER = "another article"
"""Why a reading is refused that is, to the letter, another article that is held; or where an address leads now."""
TAKEN = "address taken"
"""Why an article is missed at whose address another stands, which is not held; why that is refused at first."""
_MAY_CHANGE = frozenset(
    {"challenge", "login", "parked", EMPTY, "garbled", "robots", "private address", LAYOUT, ANOTHER, TAKEN}
)
"""What an address is refused for today and may not be tomorrow."""
_MAY_END = frozenset({"trap: lists", "trap: same text"})
"""What an article may no longer be refused for when the walk comes to it from elsewhere."""
ABSENCES = 6
"""How often an address is asked again that has no article, and of which none is held: in a day, two, up to thirty.

In two months, so that what was published while a site led to its home page for weeks is had after all.
"""
_ABSENCES = {
    "": ABSENCES,  # 404, 410
    "not found": ABSENCES,
    "home page": ABSENCES,
    "not an article": 1,
    "not a page": 1,
    "not a list of addresses": 1,
    "not a list of posts": 1,
}
"""The same by what was answered instead; once what may as well be a page of the site's, or a document."""
_FAILED = frozenset({Outcome.FAILED, Outcome.LATER})


def visited(db: sqlite3.Connection, run: Run, visit: Visit, capture: int | None) -> None:
    """Say what became of the address asked, and of the canonical one that the page says it stands for.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: what was learned.
        capture: the capture of the answer, if it holds the whole payload.
    """
    failed, later = visit.outcome in _FAILED, _later(db, visit)
    tries = 1 + _tries(db, visit.url) if later else 0
    if visit.alias_of and not visit.article:  # how often it led to no article
        tries = _tries(db, visit.url)
    db.execute(
        """INSERT INTO frontier (url, council, route, state, reason, tries, last_status, next_visit, alias_of, kind,
               identity, etag, last_modified, capture)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
           ON CONFLICT (url) DO UPDATE SET state = ?4, reason = ?5, tries = ?6, last_status = ?7, next_visit = ?8,
               route = CASE WHEN route = 'robots' OR (route = 'number' AND state <> 'captured') THEN ?3 ELSE route END,
               alias_of = CASE WHEN ?15 THEN alias_of ELSE ?9 END,
               etag = CASE WHEN ?14 IS NULL THEN etag ELSE ?12 END,
               last_modified = CASE WHEN ?14 IS NULL THEN last_modified ELSE ?13 END,
               capture = coalesce(?14, capture)
           WHERE route = 'robots' OR ?3 <> 'robots'""",  # where robots.txt leads to a page, that is visited for itself
        (
            visit.url,
            run.council,
            visit.route,
            _STATES[visit.outcome],
            visit.why,
            tries,
            visit.status,
            _text(later(visit.at, tries) if later else None),
            visit.alias_of if visit.route != Route.ROBOTS else None,
            visit.kind,
            run.hosts.identity(visit.url),
            visit.etag,
            visit.last_modified,
            capture,
            failed or visit.outcome == Outcome.UNCHANGED,
        ),
    )
    if visit.article and visit.article.url != visit.url:
        db.execute(
            """INSERT INTO frontier (url, council, route, found_on, state, identity)
               VALUES (?1, ?2, ?3, ?4, 'captured', ?5)
               ON CONFLICT (url) DO UPDATE SET state = 'captured', reason = NULL, alias_of = NULL""",
            (visit.article.url, run.council, visit.route, visit.url, run.hosts.identity(visit.article.url)),
        )


def _tries(db: sqlite3.Connection, url: str) -> int:
    row: tuple[int] | None = db.execute("SELECT tries FROM frontier WHERE url = ?", (url,)).fetchone()
    return row[0] if row else 0


def due(db: sqlite3.Connection, url: str, at: datetime) -> None:
    """Say when an address is to be asked again."""
    db.execute("UPDATE frontier SET next_visit = ? WHERE url = ?", (stamp(at), url))


def due_now(db: sqlite3.Connection, urls: Iterable[str | None], at: str) -> None:
    """Say that addresses are to be asked again at once, and for the whole page, whatever the server says of changes.

    What a run learns and cannot follow up, since it is killed, the next one does.
    """
    rows = [(at, url) for url in urls if url]
    if rows:
        db.executemany(_DUE_NOW, rows)


def read_anew(db: sqlite3.Connection, url: str, at: str) -> None:
    """Have an address asked at once and its page read, were it the same: what it links to was not taken down then."""
    due_now(db, [url], at)
    db.execute("UPDATE frontier SET capture = NULL WHERE url = ?", (url,))


def found(db: sqlite3.Connection, run: Run, visit: Visit) -> int:
    """Enter the addresses a page made known, and that this route has seen them; give how many are new.

    One that is held and of which the page tells a later change than before is due at once.
    """
    at = stamp(visit.at)
    if visit.route in {Route.START, Route.ROBOTS}:
        _sight(db, [(visit.url, visit.route, at, None)])
    if not visit.found:
        return 0
    last = db.execute("SELECT coalesce(max(rowid), 0) FROM frontier").fetchone()[0]
    entered = db.executemany(
        """INSERT INTO frontier (url, council, route, found_on, state, reason, kind, identity)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING""",
        [_row(run, visit, link) for link in visit.found],
    ).rowcount
    told = [(link.url, link.route, at, _text(link.modified)) for link in visit.found]
    dated = [(url, route, at, modified) for url, route, at, modified in told if modified]
    if dated:
        db.executemany(_CHANGED, dated)
    _sight(db, told)
    if not entered:
        return 0
    new = db.execute(_NEW, (last,)).fetchall()
    enter_aliases(db, ((url, twin) for url, twin in new if twin and twin != url and not _is_left(run, url, twin)))
    return len(new)


def _is_left(run: Run, url: str, twin: str) -> bool:
    """Whether an address is that of today of one at a host that the site has left: it is to be asked all the same."""
    return run.hosts.is_former(twin) and not run.hosts.is_former(url)


_NEW = """
SELECT url, CASE WHEN state = 'pending' AND route <> 'redirect' THEN
    (SELECT coalesce(old.alias_of, old.url) FROM frontier AS old
     WHERE old.identity = new.identity AND old.rowid <= ?1 LIMIT 1) END
FROM frontier AS new WHERE rowid > ?1
"""
"""Addresses just entered, with that of which they are another spelling: they need not be asked.

A redirect to another spelling is what tells which of two is the site's own, so its target is to be asked all the same.
"""
_DUE_NOW = """
UPDATE frontier SET next_visit = ?1, etag = NULL, last_modified = NULL
WHERE url = ?2 AND state IN ('captured', 'gone')
"""
_CHANGED = """
UPDATE frontier SET next_visit = ?3, etag = NULL, last_modified = NULL WHERE url = ?1 AND state = 'captured'
  AND EXISTS (SELECT 1 FROM sightings WHERE url = ?1 AND route = ?2 AND modified < ?4)
"""


def _row(run: Run, visit: Visit, link: Found) -> tuple[str | None, ...]:
    state = "rejected" if link.refused else "pending"
    key = run.hosts.identity(link.url)
    return link.url, run.council, link.route, visit.url, state, link.refused, link.kind, key


def enter_aliases(db: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Say of known addresses that they are others', and that nobody need ask them."""
    for url, target in pairs:
        db.execute(
            "UPDATE frontier SET state = 'captured', reason = 'alias', alias_of = ?2, next_visit = NULL WHERE url = ?1",
            (url, target),
        )
        aliases_of(db, target)


def known_by(db: sqlite3.Connection, run: Run, visit: Visit, url: str, names: Iterable[str]) -> None:
    """Enter the other addresses that a page gives itself, so that they need not be asked.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: the visit to the page.
        url: the article's canonical address.
        names: the other addresses.
    """
    db.executemany(
        """INSERT INTO frontier (url, council, route, found_on, state, reason, alias_of, identity)
           VALUES (?1, ?2, ?3, ?4, 'captured', 'alias', ?5, ?6)
           ON CONFLICT (url) DO UPDATE SET state = 'captured', reason = 'alias', alias_of = ?5""",
        [
            (name, run.council, visit.route, visit.url, url, run.hosts.identity(name))
            for name in names
            if name not in {visit.url, url}
        ],
    )


def aliases_of(db: sqlite3.Connection, url: str) -> None:
    """Enter the addresses that lead, directly or by others, to the article at this one, if it is held."""
    if db.execute(_IS_ALONE, (url,)).fetchone():  # so are most, and to follow none takes ten times as long
        return
    is_direct = db.execute(_IS_DIRECT, (url,)).fetchone()  # so are most others: a short link
    db.execute(_ENTER_DIRECT if is_direct else _ENTER_ALL, (url,))


_IS_ALONE = """
SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM frontier WHERE alias_of = ?1)
AND NOT EXISTS (SELECT 1 FROM frontier WHERE url = ?1 AND alias_of IS NOT NULL)
"""
_IS_DIRECT = """
SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM frontier WHERE url = ?1 AND alias_of IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM frontier AS near JOIN frontier AS far ON far.alias_of = near.url WHERE near.alias_of = ?1)
"""
_ENTER_DIRECT = """
INSERT OR IGNORE INTO aliases (url, article)
SELECT frontier.url, articles.id FROM frontier JOIN articles ON articles.url = frontier.alias_of
WHERE frontier.alias_of = ?1 AND frontier.url NOT IN (SELECT url FROM articles)
"""
_ENTER_ALL = """
INSERT OR IGNORE INTO aliases (url, article)
WITH RECURSIVE target (url) AS (
    VALUES (?1) UNION SELECT frontier.alias_of FROM frontier JOIN target USING (url)
    WHERE frontier.alias_of IS NOT NULL),
source (url, article) AS (
    SELECT articles.url, articles.id FROM articles JOIN target USING (url)
    UNION SELECT frontier.url, source.article FROM frontier JOIN source ON frontier.alias_of = source.url)
SELECT url, article FROM source WHERE url NOT IN (SELECT url FROM articles)
"""


def _sight(db: sqlite3.Connection, rows: list[tuple[str, Route, str, str | None]]) -> None:
    db.executemany(
        """INSERT INTO sightings (url, route, first_seen, last_seen, modified) VALUES (?1, ?2, ?3, ?3, ?4)
           ON CONFLICT (url, route) DO UPDATE SET last_seen = ?3, modified = coalesce(?4, modified)""",
        rows,
    )


def _may_change(visit: Visit) -> bool:
    if visit.outcome != Outcome.REFUSED or visit.why is None:
        return False
    return (
        visit.why in _MAY_CHANGE
        or visit.why.startswith("status ")
        or (visit.why in _MAY_END and visit.kind == Kind.ARTICLE)
    )


def _later(db: sqlite3.Connection, visit: Visit) -> Callable[[datetime, int], datetime | None] | None:
    """Give what says, by when an address was asked and how often in vain, when it is asked again; None where it is not.

    An article that was held may come back. One that was named and never read may have been named too early, or asked
    while the site was being mended; one that was only guessed by its number was not.
    """
    if visit.outcome == Outcome.LATER:
        return lambda _at, _tries: visit.not_before
    if visit.outcome == Outcome.FAILED:
        return revisits.of_failure
    if visit.outcome not in {Outcome.REFUSED, Outcome.GONE}:
        return None
    if db.execute("SELECT 1 FROM articles WHERE url = ?", (visit.url,)).fetchone():
        return revisits.of_refusal if visit.outcome == Outcome.REFUSED else None  # else as of what is missing
    if _may_change(visit):
        return revisits.of_refusal
    is_named = visit.kind == Kind.ARTICLE and visit.route not in {Route.ROBOTS, Route.NUMBER}
    absences = _ABSENCES.get("" if visit.outcome == Outcome.GONE else visit.why or "") if is_named else None
    return partial(revisits.of_absence, most=absences) if absences else None


def is_nowhere(db: sqlite3.Connection, url: str) -> bool:
    """Whether it is known that no article stands at an address, and that it leads to none; or it is never asked."""
    return db.execute(_NOWHERE, (url,)).fetchone() is not None


_NOWHERE = """
SELECT 1 FROM frontier WHERE url = ?1 AND state <> 'pending' AND alias_of IS NULL
AND NOT EXISTS (SELECT 1 FROM articles WHERE url = ?1)
"""


def led_nowhere(db: sqlite3.Connection, url: str, at: datetime) -> None:
    """Let the addresses that lead to one without an article be asked again a few times: it may be a page for a day."""
    rows = db.execute(_LEADING, (url,)).fetchall()
    again = [(tries + 1, _text(revisits.of_absence(at, tries + 1, ABSENCES)), source) for source, tries in rows]
    db.executemany("UPDATE frontier SET tries = ?, next_visit = ? WHERE url = ?", again)


_LEADING = """
WITH RECURSIVE source (url) AS (
    VALUES (?1) UNION SELECT frontier.url FROM frontier JOIN source ON alias_of = source.url)
SELECT url, tries FROM source JOIN frontier USING (url)
WHERE state = 'captured' AND kind = 'article' AND route NOT IN ('start', 'robots', 'number', 'redirect')
AND last_status BETWEEN 300 AND 399 AND url NOT IN (SELECT url FROM articles)
AND url NOT IN (SELECT url FROM aliases)
"""


def _text(at: datetime | None) -> str | None:
    return stamp(at) if at else None
