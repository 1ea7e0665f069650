"""Which of two neighbours is older: decided by date, since «previous» means newer on some systems."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def settle(db: sqlite3.Connection, article_id: int, url: str, *, habit: bool) -> None:
    """Set ``older_url`` and ``newer_url`` of an article, and of those that name it as a neighbour.

    Args:
        db: inside a transaction.
        article_id: the article just written.
        url: its canonical address.
        habit: whether the site's «previous» means older, where dates do not decide.
    """
    _settle_one(db, article_id, habit=habit)
    naming = db.execute(
        """SELECT DISTINCT article FROM neighbours
           WHERE previous_url IN (SELECT ?1 UNION SELECT url FROM aliases WHERE article = ?2)
              OR next_url IN (SELECT ?1 UNION SELECT url FROM aliases WHERE article = ?2)""",
        (url, article_id),
    ).fetchall()
    for (other,) in naming:
        if other != article_id:
            _settle_one(db, other, habit=habit)


def _settle_one(db: sqlite3.Connection, article_id: int, *, habit: bool) -> None:
    article = db.execute("SELECT published, older_url, newer_url FROM articles WHERE id = ?", (article_id,)).fetchone()
    links = db.execute(
        "SELECT previous_url, next_url FROM neighbours WHERE article = ? ORDER BY id DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    previous_url, previous_date = _held(db, links["previous_url"])
    next_url, next_date = _held(db, links["next_url"])
    order = _order(previous_date, article["published"]) + _order(article["published"], next_date)
    older, newer = (previous_url, next_url) if (order > 0 if order else habit) else (next_url, previous_url)
    # Every update of a row rewrites its index entry, so write only a difference.
    if (older, newer) != (article["older_url"], article["newer_url"]):
        db.execute("UPDATE articles SET older_url = ?, newer_url = ? WHERE id = ?", (older, newer, article_id))


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
