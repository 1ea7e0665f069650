"""How a visit becomes rows. Called inside one transaction, by the writer while crawling and by ``rebuild`` later."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsarchive.items import Kind, Outcome, Route, Visit
from newsarchive.normalize.hosts import Hosts
from newsarchive.store import addresses, articles, doubts, hosts, moves, removals, routes, second, taken, told
from newsarchive.store.neighbours import settle_others
from newsarchive.store.revisits import Revisits
from newsarchive.store.rows import held_at, insert, led_to
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    from newsarchive.items import Capture

logger = logging.getLogger(__name__)

OF_A_VALUE = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What SQLite refuses to enter, the database being well."""
_ELSEWHERE = timedelta(days=7)
"""After so long an article is asked for again whose address leads to another site."""
_TOMORROW = timedelta(days=1)
_REPEATS_A_LIST = """
SELECT 1 FROM captures JOIN fetches ON fetches.capture = captures.revisit_of WHERE captures.id = ? AND read_as = 'list'
"""
"""What is unchanged may be the list that came in the article's place."""
_NOTHING_THERE = """
WITH start (outcome, is_redirect, target) AS (
    SELECT outcome, outcome = 'stored' AND fetches.status >= 300, target.reason
    FROM fetches LEFT JOIN frontier USING (url) LEFT JOIN frontier AS target ON target.url = frontier.alias_of
    WHERE crawl = ?1 AND fetches.route = 'start')
SELECT 1 WHERE EXISTS (SELECT 1 FROM start WHERE outcome = 'gone' OR (is_redirect AND target = 'off-site'))
AND NOT EXISTS (SELECT 1 FROM start WHERE outcome IN ('stored', 'unchanged') AND NOT is_redirect)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The crawl that rows belong to."""

    id: int
    council: str
    since: str = ""
    """UTC; when the first run began after the last that came to its end, empty before any did: what was read since then
    is up to date."""
    previous_is_older: bool = True
    """The site's habit, followed where dates do not decide."""
    revisits: Revisits = field(default_factory=Revisits.parse)
    hosts: Hosts = field(default_factory=Hosts)
    """Where the site stands, and where it stood before."""


def apply(db: sqlite3.Connection, run: Run, visit: Visit, capture: Capture | None) -> None:
    """Write everything one request taught.

    Args:
        db: inside a transaction.
        run: the crawl it belongs to.
        visit: what was learned.
        capture: where the answer's bytes stand, None where no answer came.
    """
    visit = doubts.settle(db, run, visit)
    number = _add_capture(db, run, capture) if capture else None
    _add_fetch(db, run, visit, number)
    addresses.visited(db, run, visit, number if capture and _is_whole(capture) else None)
    routes.learn(db, run, visit, new=addresses.found(db, run, visit))
    addresses.due_now(db, visit.unlisted, stamp(visit.at))
    if visit.second and number:
        second.heard(db, run, visit, number)
    changed = None
    if visit.route == Route.ROBOTS:
        pass  # where it leads to a page, what it says of an article is told when that is asked for itself
    elif visit.article and number:
        standing = told.held(db, visit.article.url)
        if standing is not None:
            taken.make_room(db, visit, visit.article, standing, number)
        changed = articles.add(db, run, visit, visit.article, number)
        taken.missed(db, visit, visit.article.url, number)
        second.compare(db, run, visit, visit.article, afresh=changed is not None)
    else:
        _tell_of_held(db, run, visit, number)
        _follow_redirects(db, run, visit, number)
    _count(db, run, visit, changed)


def carefully(db: sqlite3.Connection, run: Run, visit: Visit, capture: Capture | None) -> None:
    """Do what :func:`apply` does; where a visit breaks our own code, enter that it did, and nothing else of it.

    Raises:
        sqlite3.Error: the database has failed, whatever the visit.
    """
    db.execute("SAVEPOINT visit")
    try:
        apply(db, run, visit, capture)
    except Exception as error:  # a value that no row can hold, say: it must not cost the other answers
        if isinstance(error, sqlite3.Error) and not isinstance(error, OF_A_VALUE):
            raise
        logger.exception("store: cannot write url=%s record=%s", visit.url, visit.record_id)
        db.execute("ROLLBACK TO visit")
        apply(db, run, _not_understood(visit), capture)
    db.execute("RELEASE visit")


def _not_understood(visit: Visit) -> Visit:
    """Give the visit of an answer that was kept and could not be written."""
    return Visit(
        url=visit.url,
        at=visit.at,
        route=visit.route,
        kind=visit.kind,
        outcome=Outcome.FAILED,
        why="not understood",
        status=visit.status,
        record_id=visit.record_id,
    )


def _is_whole(capture: Capture) -> bool:
    return capture.status == HTTPStatus.OK and capture.revisit_of is None and capture.truncated is None


def _tell_of_held(db: sqlite3.Connection, run: Run, visit: Visit, capture: int | None) -> None:
    """Say what an answer without an article means for the article held under its address."""
    held = held_at(db, visit.url) or _unchanged(db, visit)
    if visit.alias_of:
        addresses.aliases_of(db, visit.alias_of)
        _settle(db, run, visit.url)
    if held is None:
        _tell_of_left(db, run, visit, capture)
        return
    is_unchanged = visit.outcome == Outcome.UNCHANGED
    if is_unchanged and not db.execute(_REPEATS_A_LIST, (capture,)).fetchone():
        articles.seen(db, run, held, visit, capture)
        taken.missed(db, visit, visit.url, capture)
    elif visit.alias_of:
        _redirected(db, run, held, visit, capture)
    elif is_unchanged or removals.says_gone(visit):
        _missing(db, run, held, visit, capture)


def _unchanged(db: sqlite3.Connection, visit: Visit) -> sqlite3.Row | None:
    """Give the article that was read at an address whose page names another as its own, and that has not changed."""
    return led_to(db, visit.url) if visit.outcome == Outcome.UNCHANGED else None


def _tell_of_left(db: sqlite3.Connection, run: Run, visit: Visit, capture: int | None) -> None:
    """Say what an answer without an article means for one that is held under the same address at a former host."""
    if visit.alias_of or not removals.says_gone(visit):
        return
    for held in hosts.left_behind(db, run.council, run.hosts, visit.url, stamp(visit.at)):
        _missing(db, run, held, visit, capture)


def _missing(db: sqlite3.Connection, run: Run, held: sqlite3.Row, visit: Visit, capture: int | None) -> None:
    """Say of a held article that was not answered with that it has moved, or else that it is missing.

    Not where the start lists are not there either, or lead to another site: that tells of the site, and nothing of the
    article. Nor where a host says so that the site has left.
    """
    if run.hosts.is_former(visit.url):
        addresses.due(db, held["url"], visit.at + _ELSEWHERE)
        return
    if held["state"] == "live" and db.execute(_NOTHING_THERE, (run.id,)).fetchone():
        addresses.due(db, held["url"], visit.at + _TOMORROW)
        return
    moved = moves.successor(db, held) if held["state"] == "live" else None
    if moved is None:
        shown = taken.mark(visit.doubtful) if visit.doubtful and visit.why == addresses.TAKEN else None
        removals.missing(db, held, visit.at, visit.why or "a list", capture, shown=shown)
        return
    moves.unite(db, held, moved, stamp(visit.at), capture)
    addresses.enter_aliases(db, [(held["url"], moved["url"])])
    settle_others(db, held["id"], moved["url"], habit=run.previous_is_older)


def _settle(db: sqlite3.Connection, run: Run, url: str) -> None:
    """Let articles that name a neighbour by this address know whom they mean."""
    named = db.execute(
        "SELECT articles.id, articles.url FROM aliases JOIN articles ON articles.id = article WHERE aliases.url = ?",
        (url,),
    ).fetchone()
    if named:
        settle_others(db, named["id"], named["url"], habit=run.previous_is_older)


def _redirected(db: sqlite3.Connection, run: Run, held: sqlite3.Row, visit: Visit, capture: int | None) -> None:
    """Say what it means that a held article's address leads elsewhere, if it is known what is there."""
    target = held_at(db, visit.alias_of)
    if target is not None:
        if not moves.merge(db, held, target, stamp(visit.at), capture):
            _missing(db, run, held, replace(visit, why=addresses.ANOTHER), capture)
        return
    known = db.execute("SELECT state, reason, alias_of FROM frontier WHERE url = ?", (visit.alias_of,)).fetchone()
    if known and known["alias_of"] == held["url"]:
        if known["reason"] == addresses.ALIAS:  # nobody would ask it, and the article stands there now
            addresses.due_now(db, [visit.alias_of], stamp(visit.at))
        return  # another spelling, https perhaps, that is asked now: it answers for itself
    if known and known["reason"] == "off-site":  # the site itself has moved, most likely: that is no removal
        addresses.due(db, held["url"], visit.at + _ELSEWHERE)
    elif known and known["state"] != "pending":
        _missing(db, run, held, replace(visit, why=known["reason"]), capture)


def _follow_redirects(db: sqlite3.Connection, run: Run, visit: Visit, capture: int | None) -> None:
    """Say of articles whose addresses were seen to lead here that they are there no more."""
    if visit.outcome in {Outcome.FAILED, Outcome.LATER} or _unchanged(db, visit):
        return
    if not visit.alias_of or addresses.is_nowhere(db, visit.alias_of):
        addresses.led_nowhere(db, visit.url, visit.at)
    if visit.alias_of:
        return
    rows = db.execute(
        "SELECT articles.* FROM frontier JOIN articles USING (url) WHERE alias_of = ? AND articles.state = 'live'",
        (visit.url,),
    ).fetchall()
    for held in rows:
        _missing(db, run, held, visit, capture)


def _add_capture(db: sqlite3.Connection, run: Run, capture: Capture) -> int:
    row = (
        capture.revisit_of
        and db.execute("SELECT id FROM captures WHERE record_id = ?", (capture.revisit_of,)).fetchone()
    )
    return insert(
        db,
        "captures",
        url=capture.url,
        captured_at=stamp(capture.captured_at),
        status=capture.status,
        content_type=capture.content_type,
        warc_file=capture.warc_file,
        offset=capture.offset,
        length=capture.length,
        payload_digest=capture.payload_digest,
        record_id=capture.record_id,
        revisit_of=row and row["id"],
        truncated=capture.truncated,
        crawl=run.id,
    )


def _add_fetch(db: sqlite3.Connection, run: Run, visit: Visit, capture: int | None) -> None:
    is_list = _is_list(visit)
    insert(
        db,
        "fetches",
        url=visit.url,
        at=stamp(visit.at),
        route=visit.route,
        outcome=visit.outcome,
        why=visit.why,
        status=visit.status,
        capture=capture,
        crawl=run.id,
        read_as="article" if visit.article else "list" if is_list else None,
        named=sum(link.kind == Kind.ARTICLE and not link.refused for link in visit.found) if is_list else None,
    )


def _is_list(visit: Visit) -> bool:
    """Whether an answer was taken for a list, a redirect or a robots.txt being none."""
    if visit.outcome != Outcome.STORED or visit.article or visit.alias_of:
        return False
    return visit.route != Route.ROBOTS


def _count(db: sqlite3.Connection, run: Run, visit: Visit, changed: str | None) -> None:
    db.execute(
        """UPDATE crawls SET requests = requests + 1, failures = failures + ?, articles_new = articles_new + ?,
               articles_changed = articles_changed + ? WHERE id = ?""",
        (visit.outcome == Outcome.FAILED, changed == "new", changed == "changed", run.id),
    )
