"""How councils stand: what their runs say of their sites, what is held and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3


def judged(db: sqlite3.Connection, council: str, crawl: int | None = None) -> dict[str, Any] | None:
    """Give what a council's last run that was judged, or this one, says of its site: see :meth:`Archive.health`.

    The connection's rows are :class:`sqlite3.Row`, here and below.
    """
    row = db.execute(_HEALTH, (council, crawl)).fetchone()
    return dict(row) if row else None


def of_all(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Sum up each council: what is held, what waits, and how its last run went."""
    return [dict(row) for row in db.execute(_STATUS)]


_HEALTH = """
SELECT health, evidence, coalesce(finished, started) AS judged_at,
       (SELECT min(started) FROM crawls WHERE council = ?1 AND health = judged.health AND started > coalesce(
           (SELECT started FROM crawls AS other WHERE other.council = ?1 AND other.health <> judged.health
            AND other.started < judged.started ORDER BY other.started DESC LIMIT 1), '')) AS since
FROM crawls AS judged WHERE council = ?1 AND health IS NOT NULL AND (?2 IS NULL OR id = ?2)
ORDER BY started DESC, id DESC LIMIT 1
"""
_STATUS = """
SELECT councils.code, councils.name, councils.oblast,
       (SELECT count(*) FROM articles WHERE council = code) AS articles,
       -- By the index of versions: the version that stands in articles lies behind the texts, in each row.
       (SELECT count(*) FROM articles JOIN versions ON versions.article = articles.id AND number = 2
        WHERE council = code) AS edited,
       (SELECT min(published) FROM articles WHERE council = code) AS oldest,
       (SELECT max(published) FROM articles WHERE council = code) AS newest,
       (SELECT count(*) FROM frontier WHERE council = code AND state = 'pending' AND route <> 'robots') AS pending,
       (SELECT count(*) FROM frontier WHERE council = code AND state = 'rejected') AS rejected,
       last.started, last.finished, last.reason, last.requests, last.articles_new, last.articles_changed,
       last.failures, coalesce(json_extract(last.settings, '$.rebuilt'), 0) AS rebuilt
FROM councils LEFT JOIN crawls AS last
  ON last.id = (SELECT id FROM crawls WHERE council = councils.code ORDER BY started DESC, id DESC LIMIT 1)
ORDER BY councils.code
"""
