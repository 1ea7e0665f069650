"""What others say of an article beside its own page: kept, and compared with what was read there.

Whichever comes first, the comparison is made when the other one comes. What differs stands in the row itself, so that
it is found by one question, and goes away when the two agree again. The date of an article whose page tells none is
taken from them, and says so; its versions and their digests are the page's own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.normalize.text import folded
from newsarchive.store import neighbours, suppressions
from newsarchive.store.values import DAY, stamp, written

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from newsarchive.items import Article, SecondReading, Visit
    from newsarchive.store.apply import Run

SOURCES = ("api", "feed", "list")
"""Best first, as in ``second_readings``, and in ``articles.published_from`` where the page itself tells no date."""
_COMPARED = frozenset({"api", "feed"})
"""What checks a page; a list may show the day of something else, and is believed only where the page is silent."""
OWN_DATE = f"iif(published_from IN {SOURCES}, NULL, published)"
"""In SQL: an article's date as its page tells it."""
_MINUTE = len("2026-11-20T14:00")
_SAME = 3
"""So many others of a category must bear one name before it is known for the category's."""

_HEARD = """
INSERT INTO second_readings (url, source, council, title, published, categories, seen_at, capture)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM frontier WHERE url = ?1)
ON CONFLICT (url, source) DO UPDATE SET title = ?4, published = ?5, categories = ?6, seen_at = ?7, capture = ?8,
    differs = NULL
"""
_KNOWN = """
SELECT url, source, title, published, categories, differs FROM second_readings
WHERE url IN (SELECT value FROM json_each(?))
"""
_HELD = f"""
SELECT url, title, {OWN_DATE} AS published, section, last_seen, id, published IS NOT NULL AS dated
FROM articles WHERE url = ?1 OR id = (SELECT article FROM aliases WHERE url = ?1)
"""
_TOLD = """
SELECT published, source FROM second_readings
WHERE url IN (SELECT value FROM json_each(?)) AND published IS NOT NULL ORDER BY source LIMIT 1
"""
_DATE = "UPDATE articles SET published = ?, published_from = ? WHERE id = ?"
_WAS_DOUBTED = """
UPDATE frontier SET next_visit = ?1, etag = NULL, last_modified = NULL, capture = NULL
WHERE url = ?2 AND kind = 'article' AND alias_of IS NULL AND last_status = 200
AND (state = 'captured' OR (state = 'rejected' AND reason = 'not an article'))
"""
"""What was asked before anybody told a day of it, and may be an article after all."""
_OTHERS = """
SELECT section FROM second_readings JOIN articles USING (url)
WHERE second_readings.council = ? AND categories = ? AND section IS NOT NULL AND url <> ? LIMIT ?
"""


class _Said(NamedTuple):
    """A row of ``second_readings``, as far as it is compared."""

    url: str
    source: str
    title: str
    published: str | None
    categories: str
    differs: str | None = None


class _Read(NamedTuple):
    """What the page says."""

    url: str
    title: str
    published: str | None
    section: str | None


def heard(db: sqlite3.Connection, run: Run, visit: Visit, capture: int) -> None:
    """Enter what an answer says of articles, and compare it with those that are held.

    Args:
        db: inside a transaction, the addresses that the answer named entered.
        run: the crawl.
        visit: what was learned.
        capture: the capture of the answer.
    """
    known = _known(db, [said.url for said in visit.second])
    hushed = suppressions.hushed(db, [said.url for said in visit.second])
    for said in visit.second:
        row = _row(said, named=said.url not in hushed)
        before = known.get((said.url, said.source))
        is_new = before is None or before[:-1] != row[:-1]
        if before is not None and not is_new and (before.differs is not None or said.source not in _COMPARED):
            continue
        held = db.execute(_HELD, (said.url,)).fetchone()
        if is_new:
            db.execute(_HEARD, (*row[:2], run.council, *row[2:-1], stamp(visit.at), capture))
            if row.published and not held:
                db.execute(_WAS_DOUBTED, (stamp(visit.at), said.url))
        if held and row.published and not held["dated"]:
            db.execute(_DATE, (row.published, row.source, held["id"]))
            neighbours.settle(db, held["id"], held["url"], row.published, habit=run.previous_is_older)
        # A page that was read before the change of which the source speaks will be read again.
        is_compared = held and said.source in _COMPARED
        if is_compared and (said.modified is None or held["last_seen"] >= stamp(said.modified)):
            _enter(db, run, row, _Read(*tuple(held)[: len(_Read._fields)]), afresh=True)


def settle(db: sqlite3.Connection, visit: Visit) -> Visit:
    """Take what may be an article for one where others say when it was published.

    Not where one is held that had a day of its own and this has none: the site has another layout, most likely.

    Args:
        db: inside a transaction.
        visit: what was learned.
    """
    article = visit.doubtful
    if article is None or date_of(db, {article.url, visit.url, *article.aliases})[0] is None:
        return visit
    held = db.execute(_HELD, (article.url,)).fetchone()
    if held and (held["published"] is None) != (article.published is None):
        return visit
    return visit.vouched()


def compare(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, *, afresh: bool) -> None:
    """Compare what was read from a page with what others have said of it.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: the visit that read it.
        article: what was read.
        afresh: whether that is another reading than the one held before.
    """
    read = _Read(article.url, article.title, written(article.published), article.section)
    for said in _known(db, {article.url, visit.url, *article.aliases}).values():
        if said.source in _COMPARED:
            _enter(db, run, said, read, afresh=afresh)


def date_of(db: sqlite3.Connection, urls: Iterable[str]) -> tuple[str | None, str | None]:
    """Give when others say that an article was published, and who says so; None and None where nobody does.

    Args:
        db: the archive.
        urls: its addresses.
    """
    found = db.execute(_TOLD, (json.dumps(list(urls)),)).fetchone()
    return (found["published"], found["source"]) if found else (None, None)


def _known(db: sqlite3.Connection, urls: Iterable[str]) -> dict[tuple[str, str], _Said]:
    return {(row[0], row[1]): _Said(*row) for row in db.execute(_KNOWN, (json.dumps(list(urls)),))}


def _row(said: SecondReading, *, named: bool) -> _Said:
    categories = " ".join(map(str, said.categories))
    return _Said(said.url, said.source, said.title if named else "", written(said.published), categories)


def _enter(db: sqlite3.Connection, run: Run, said: _Said, read: _Read, *, afresh: bool) -> None:
    """Say in what the two differ; where both are as they were, it stays the earlier run's finding."""
    differs = " ".join(_differences(db, run, said, read))
    if afresh or differs != said.differs:
        db.execute(
            "UPDATE second_readings SET differs = ?, crawl = ? WHERE url = ? AND source = ?",
            (differs, run.id, said.url, said.source),
        )


def _differences(db: sqlite3.Connection, run: Run, said: _Said, read: _Read) -> Iterable[str]:
    """Name what both tell, and tell otherwise."""
    if said.title and read.title and said.title != read.title and folded(said.title) != folded(read.title):
        yield "title"
    if said.published and read.published:
        length = _MINUTE if min(len(said.published), len(read.published)) > DAY else DAY
        if said.published[:length] != read.published[:length]:
            yield "published"
    if read.section and said.categories and _name(db, run, said, read.url) not in {None, read.section}:
        yield "section"


def _name(db: sqlite3.Connection, run: Run, said: _Said, url: str) -> str | None:
    """Give what the site's pages call a category, where a few others of that category alone agree; else None."""
    if " " in said.categories:
        return None
    rows: list[Any] = db.execute(_OTHERS, (run.council, said.categories, url, _SAME)).fetchall()
    names = {row[0] for row in rows}
    return names.pop() if len(rows) == _SAME and len(names) == 1 else None
