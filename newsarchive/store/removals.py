"""Articles that are gone: suspected at first, deleted when a neighbour confirms it or two weeks have passed.

A 404 alone proves little: sites are down, blocked, rebuilt. So an article is ``suspected``, and becomes ``deleted``
once a live neighbour that named it names it no longer, or once it stayed away for two weeks while the rest of the site
answered; for four, where a list or a feed goes on naming it. A site that is down or refuses us deletes nothing. What
answers again is ``restored``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from newsarchive.items import Outcome, Route
from newsarchive.store import addresses, events, revisits
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Visit

PATIENCE = timedelta(days=14)
"""How long an article must stay away where no neighbour can confirm it, as EDGI's web-monitoring has it."""
_NAMED_PATIENCE = 2 * PATIENCE
"""The same, where the site's own lists say that it should be there."""
_REST = 3
"""For each article that stays away so many others must have answered since; else the site was rebuilt."""
_TELLING = frozenset({"not found", "home page", "a list", "password required", addresses.TAKEN})
"""What an address is refused for that says of an article held under it that it is there no more."""


def says_gone(visit: Visit) -> bool:
    """Whether a visit that brought no article says of one held under its address that it is there no more."""
    if visit.outcome == Outcome.REFUSED:
        return visit.why in _TELLING
    return visit.outcome in {Outcome.GONE, Outcome.STORED}  # stored without an article: a list stands there now


def missing(
    db: sqlite3.Connection, held: sqlite3.Row, at: datetime, why: str, capture: int | None, *, shown: str | None = None
) -> None:
    """Note that an article was not answered with.

    Args:
        db: inside a transaction.
        held: its row.
        at: when.
        why: what was answered instead.
        capture: the capture that shows it.
        shown: by what the other article that stands there is known again.
    """
    now, since = stamp(at), held["missing_since"] or stamp(at)
    addresses.due(db, held["url"], revisits.of_missing(at, datetime.fromisoformat(since)))
    if held["state"] == "live":
        db.execute("UPDATE articles SET state = 'suspected', missing_since = ? WHERE id = ?", (now, held["id"]))
        told = {"why": why, "shown": shown} if shown else {"why": why}
        events.add(db, at=now, article=held["id"], kind="suspected", before=held["capture"], after=capture, **told)
        others = db.execute(_OTHER_ADDRESSES, (held["id"],)).fetchall()
        addresses.due_now(db, (held["older_url"], held["newer_url"], *(url for (url,) in others)), now)
    if held["state"] != "deleted" and not _confirm(db, held["id"], now) and _stayed_away(db, held, at):
        _delete(db, held["id"], now, evidence="two weeks")


_OTHER_ADDRESSES = """
SELECT frontier.url FROM aliases JOIN frontier USING (url) JOIN captures ON captures.id = frontier.capture
WHERE article = ? AND captures.status = 200
"""
"""Those at which an article was read too: it may stand there now."""


def witnessed(db: sqlite3.Connection, article: int, at: str) -> None:
    """Look whether new neighbour links of an article confirm that one it named before is gone."""
    for (suspect,) in db.execute(_SUSPECTS, (article,)).fetchall():
        _confirm(db, suspect, at)


def read_between(db: sqlite3.Connection, beside: tuple[str | None, str | None], at: str) -> None:
    """Look whether what a new article's neighbours say can be believed now that it was read.

    Args:
        db: inside a transaction.
        beside: the addresses of its neighbours.
        at: UTC; when it was read.
    """
    if any(beside) and db.execute("SELECT 1 FROM articles WHERE state = 'suspected' LIMIT 1").fetchone():
        for (article,) in db.execute("SELECT id FROM articles WHERE url IN (?, ?)", beside).fetchall():
            witnessed(db, article, at)


def answered(db: sqlite3.Connection, held: sqlite3.Row, at: str, capture: int | None) -> None:
    """Note that an article was answered with: one that was missing is restored."""
    if held["state"] == "live":
        return
    db.execute("UPDATE articles SET state = 'live', missing_since = NULL WHERE id = ?", (held["id"],))
    events.add(
        db,
        at=at,
        article=held["id"],
        kind="restored",
        before=_last_event(db, held["id"]),
        after=capture,
        was=held["state"],
        missing_since=held["missing_since"],
    )


def _confirm(db: sqlite3.Connection, article: int, at: str) -> bool:
    """Enter the deletion of a suspected article if a neighbour confirms it; say whether one does."""
    witness = db.execute(_WITNESS, (article,)).fetchone() or db.execute(_BOTH_GONE, (article,)).fetchone()
    if witness is None:
        return False
    _delete(db, article, at, evidence="neighbour", neighbour=witness["url"], record=witness["record_id"])
    return True


def _delete(db: sqlite3.Connection, article: int, at: str, **detail: Any) -> None:
    shown = _last_event(db, article)
    held = db.execute("SELECT capture, older_url, newer_url FROM articles WHERE id = ?", (article,)).fetchone()
    db.execute("UPDATE articles SET state = 'deleted' WHERE id = ?", (article,))
    events.add(db, at=at, article=article, kind="deleted", before=held["capture"], after=shown, **detail)
    beside = "SELECT id FROM articles WHERE url IN (?, ?) AND state = 'suspected'"
    for (other,) in db.execute(beside, (held["older_url"], held["newer_url"])).fetchall():
        _confirm(db, other, at)


def _last_event(db: sqlite3.Connection, article: int) -> int | None:
    """Give the capture that the last event of an article shows: of one that is missing, the answer without it."""
    row: tuple[int | None] | None = db.execute(
        "SELECT capture_after FROM events WHERE article = ? ORDER BY id DESC LIMIT 1", (article,)
    ).fetchone()
    return row[0] if row else None


def _stayed_away(db: sqlite3.Connection, held: sqlite3.Row, at: datetime) -> bool:
    """Whether an article has been missing for long enough while the rest of the site answered."""
    since = held["missing_since"]
    if since is None:
        return False
    is_named = db.execute(_STILL_NAMED, (held["url"], *_BY_LISTS, since)).fetchone() is not None
    if at - datetime.fromisoformat(since) < (_NAMED_PATIENCE if is_named else PATIENCE):
        return False
    gone, there = db.execute(
        """SELECT count(*) FILTER (WHERE state = 'suspected'), count(*) FILTER (WHERE state = 'live' AND last_seen > ?2)
           FROM articles WHERE council = ?1""",
        (held["council"], since),
    ).fetchone()
    return bool(there >= _REST * gone)


_BY_LISTS = Route.LISTING, Route.FEED
_STILL_NAMED = "SELECT 1 FROM sightings WHERE url = ? AND route IN (?, ?) AND last_seen > ?"
_WITNESS = """
WITH name (url) AS (SELECT url FROM articles WHERE id = ?1 UNION SELECT url FROM aliases WHERE article = ?1),
naming (article, side, id, since) AS (
    SELECT article, 'previous', max(id), seen_at FROM name CROSS JOIN neighbours ON previous_url = url GROUP BY article
    UNION ALL
    SELECT article, 'next', max(id), seen_at FROM name CROSS JOIN neighbours ON next_url = url GROUP BY article)
SELECT one.url, captures.record_id FROM naming CROSS JOIN articles AS one ON one.id = naming.article
JOIN neighbours AS last ON last.id = (SELECT max(id) FROM neighbours WHERE article = one.id)
JOIN captures ON captures.id = last.capture JOIN articles AS suspect ON suspect.id = ?1
JOIN neighbours AS named ON named.id = naming.id JOIN captures AS before ON before.id = named.capture
WHERE suspect.state = 'suspected' AND one.state = 'live' AND before.url = captures.url
  AND last.seen_at >= suspect.last_seen
  AND coalesce(last.previous_url, '') NOT IN (SELECT url FROM name)
  AND coalesce(last.next_url, '') NOT IN (SELECT url FROM name)
  AND NOT EXISTS (
    SELECT 1 FROM frontier WHERE state = 'pending' AND alias_of IS NULL
      AND url = iif(naming.side = 'previous', last.previous_url, last.next_url))
  AND NOT EXISTS (
    SELECT 1 FROM naming AS heir JOIN articles AS other ON other.id = heir.article
    WHERE heir.side = naming.side AND other.state = 'live' AND other.last_seen > naming.since
      AND heir.id = (SELECT max(id) FROM neighbours WHERE article = heir.article))
ORDER BY last.id LIMIT 1
"""
"""A live article whose links named the suspect (?1) and, since that was last seen, name it no longer.

Not where another names the suspect in its stead: that came between the two, or came back there, and proves nothing.
Nor where it stands at another address than when it named it: where a site was rebuilt, so may the suspect. Nor while
what it names in its stead has not been read: it may be the suspect, at another address.
"""
_BOTH_GONE = """
SELECT one.url, record_id FROM articles AS suspect JOIN articles AS one ON one.url = suspect.older_url
JOIN articles AS other ON other.url = suspect.newer_url
JOIN events ON events.id = (SELECT max(id) FROM events WHERE article = one.id)
JOIN captures ON captures.id = events.capture_after
WHERE suspect.id = ?1 AND suspect.state = 'suspected' AND one.state = 'deleted' AND other.state = 'deleted'
"""
"""Of several that went together the one in the middle is confirmed by those at its sides."""
_SUSPECTS = """
SELECT DISTINCT articles.id FROM neighbours JOIN articles ON articles.url IN (previous_url, next_url)
    OR articles.id IN (SELECT article FROM aliases WHERE url IN (previous_url, next_url))
WHERE neighbours.article = ?1 AND articles.state = 'suspected'
"""
