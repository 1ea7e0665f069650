"""Which of two neighbours is older: decided by date, since «previous» means newer on some systems."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

LAST_OBSERVED = """
SELECT previous_url, previous_title, next_url, next_title FROM neighbours WHERE article = ? ORDER BY id DESC LIMIT 1
"""
"""An article's links as its page showed them last."""


def decide(
    db: sqlite3.Connection, published: str | None, previous: str | None, following: str | None, *, habit: bool
) -> tuple[str | None, str | None]:
    """Give the older and the newer neighbour of an article, by their canonical addresses where they are held.

    Args:
        db: the archive.
        published: the article's date, as in ``articles``.
        previous: the address that the page calls previous.
        following: the address that the page calls next.
        habit: whether the site's «previous» means older, where dates do not decide.
    """
    previous_url, previous_date = _held(db, previous)
    next_url, next_date = _held(db, following)
    if previous_url is not None and previous_url == next_url:
        # Nothing is both older and newer: its date says which of the two it is, or neither.
        order = _order(previous_date, published)
        return (previous_url if order > 0 else None), (next_url if order < 0 else None)
    order = _order(previous_date, published) + _order(published, next_date)
    return (previous_url, next_url) if (order > 0 if order else habit) else (next_url, previous_url)


def settle(db: sqlite3.Connection, article_id: int, url: str, published: str, *, habit: bool) -> None:
    """Decide anew for an article, and for those that name it, now that its date is known.

    Args:
        db: inside a transaction.
        article_id: the article.
        url: its canonical address.
        published: its date.
        habit: see ``decide``.
    """
    last = db.execute(LAST_OBSERVED, (article_id,)).fetchone()
    if last is not None:
        older, newer = decide(db, published, last["previous_url"], last["next_url"], habit=habit)
        db.execute("UPDATE articles SET older_url = ?, newer_url = ? WHERE id = ?", (older, newer, article_id))
    settle_others(db, article_id, url, habit=habit)


def settle_others(db: sqlite3.Connection, article_id: int, url: str, *, habit: bool) -> None:
    """Decide anew for the articles that name this one, now that its date is known.

    Args:
        db: inside a transaction.
        article_id: the article just written.
        url: its canonical address.
        habit: see ``decide``.
    """
    for other in db.execute(_NAMING, (url, article_id)).fetchall():
        older, newer = decide(db, other["published"], other["previous_url"], other["next_url"], habit=habit)
        # Every update of a row rewrites its index entry, so write only a difference.
        if (older, newer) != (other["older_url"], other["newer_url"]):
            db.execute("UPDATE articles SET older_url = ?, newer_url = ? WHERE id = ?", (older, newer, other["id"]))


_NAMING = """
SELECT articles.id, published, older_url, newer_url, previous_url, next_url FROM articles JOIN neighbours
  ON neighbours.id = (SELECT max(id) FROM neighbours AS last WHERE last.article = articles.id)
WHERE articles.id <> ?2 AND articles.id IN (
    SELECT article FROM neighbours WHERE previous_url = ?1
    UNION ALL SELECT article FROM neighbours WHERE next_url = ?1
    UNION ALL SELECT seen.article FROM aliases JOIN neighbours AS seen ON previous_url = url WHERE aliases.article = ?2
    UNION ALL SELECT seen.article FROM aliases JOIN neighbours AS seen ON next_url = url WHERE aliases.article = ?2)
"""
"""Told so, it takes a sixth of the time that it takes by way of a table of addresses."""


def _held(db: sqlite3.Connection, url: str | None) -> tuple[str | None, str | None]:
    """Give the canonical address and the date of a neighbour, as far as we hold it."""
    if url is None:
        return None, None
    row = db.execute(
        "SELECT url, published FROM articles WHERE url = ?1 OR id = (SELECT article FROM aliases WHERE url = ?1)",
        (url,),
    ).fetchone()
    return (row["url"], row["published"]) if row else (url, None)


def _order(first: str | None, second: str | None) -> int:
    """Give 1 when the first date is earlier, -1 when later, 0 when the two cannot tell."""
    if first is None or second is None:
        return 0
    a, b = datetime.fromisoformat(first), datetime.fromisoformat(second)
    if a.tzinfo is None or b.tzinfo is None:
        day_a, day_b = date.fromisoformat(first[:10]), date.fromisoformat(second[:10])
        return (day_a < day_b) - (day_a > day_b)
    return (a < b) - (a > b)
