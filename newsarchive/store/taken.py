"""Addresses that show another article than the one held there: a site put back from a copy uses its numbers again.

The one that is held is missed then. What stands there is entered beside it once it is seen a second time, a day later:
a site that is broken shows its newest article everywhere for a while, each day another perhaps. From then on the one
before bears its address with the moment of its first capture behind a «#», which no server is ever sent; it comes back
to it when its text does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from newsarchive.store import addresses, identity, removals

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article, Visit
    from newsarchive.store.apply import Run

_WAIT = timedelta(hours=20)
"""So long after the first look is the second one: a run that comes daily may come a little earlier."""


def disbelieved(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, held: sqlite3.Row) -> str | None:
    """Tell why a reading is not entered in the place of what is held under its address, None where it may be.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: what was learned.
        article: what was read.
        held: the row under the article's address, the date as its page told it.
    """
    if not identity.is_another(held, identity.read(article)):
        return None
    if visit.url != article.url or run.hosts.is_former(visit.url):
        return addresses.ANOTHER  # the address itself says it, and not a host that the site has left
    return None if held["state"] == "deleted" or _is_seen_again(db, visit, article, held) else addresses.TAKEN


def _is_seen_again(db: sqlite3.Connection, visit: Visit, article: Article, held: sqlite3.Row) -> bool:
    since = held["missing_since"]
    if since is None or visit.at - datetime.fromisoformat(since) < _WAIT:
        return False
    (shown,) = db.execute(_SHOWN, (held["id"],)).fetchone()
    return shown is None or bool(shown == mark(article))  # none where nothing stood there at first


def mark(article: Article) -> str:
    """Give by what an article is known again, were it edited since: no word of it, which may be withheld one day."""
    return f"sha256:{sha256(article.title.encode(errors='replace')).hexdigest()}"


def before(db: sqlite3.Connection, article: Article) -> sqlite3.Row | None:
    """Give the article that an address showed before another, where it is what the address shows now."""
    said = identity.read(article)
    return next((row for row in _left(db, article.url) if identity.goes_on(row, said)), None)


def make_room(db: sqlite3.Connection, visit: Visit, article: Article, held: sqlite3.Row, capture: int) -> None:
    """Let what is held under an address leave it to what is read there now, or to what stood there before, come back.

    Args:
        db: inside a transaction.
        visit: the visit that read it.
        article: what was read.
        held: the row under its address, the date as its page told it.
        capture: the capture of it.
    """
    back = before(db, article)
    if back is None and not identity.is_another(held, identity.read(article)):
        return
    removals.missing(db, held, visit.at, addresses.TAKEN, capture, shown=mark(article))
    moment = datetime.fromisoformat(held["first_captured"])
    db.execute("UPDATE articles SET url = ? WHERE id = ?", (f"{held['url']}#{moment:%Y%m%dT%H%M%SZ}", held["id"]))
    db.execute(_HAND_OVER, (held["id"], article.url))
    if back is not None:
        db.execute("UPDATE articles SET url = ? WHERE id = ?", (article.url, back["id"]))


def missed(db: sqlite3.Connection, visit: Visit, url: str, capture: int | None) -> None:
    """Note of articles that left an address to another that it still does not show them."""
    for row in _left(db, url):
        if row["state"] == "suspected":
            removals.missing(db, row, visit.at, addresses.TAKEN, capture)


def _left(db: sqlite3.Connection, url: str) -> list[sqlite3.Row]:
    return db.execute("SELECT * FROM articles WHERE url > ?1 || '#' AND url < ?1 || '$'", (url,)).fetchall()


_SHOWN = """
SELECT json_extract(detail, '$.shown') FROM events WHERE article = ? AND kind = 'suspected' ORDER BY id DESC LIMIT 1
"""
_HAND_OVER = """
DELETE FROM aliases WHERE article = ? AND url IN (SELECT url FROM frontier WHERE alias_of = ?)
"""
"""What leads to the address leads to what is there."""
