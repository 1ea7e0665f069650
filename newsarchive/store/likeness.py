"""The marks of articles' texts, by which articles that tell the same are found: see ``newsarchive.likeness``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsarchive.likeness import marks
from newsarchive.store.rows import holds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

COMMON = 64
"""Articles that bear a mark, from which on it tells nothing: a phrase that every site prints."""
CHUNK = 20_000
"""Articles whose marks are sorted before they are written: a tree is filled faster in its order."""
EVERY = 50
"""Of so many articles one is read when the marks are checked."""


def remember(db: sqlite3.Connection, article: int, body: str) -> None:
    """Enter the marks of an article's text, inside a transaction."""
    db.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?)", [(mark, article) for mark in marks(body)])


def forget(db: sqlite3.Connection, article: int, body: str) -> None:
    """Take out the marks of a text that an article has no more: an index by article would double the table."""
    db.executemany("DELETE FROM marks WHERE mark = ? AND article = ?", [(mark, article) for mark in marks(body)])


def replace(db: sqlite3.Connection, article: int, before: str, body: str) -> None:
    """Let an article bear the marks of another text, inside a transaction."""
    if body != before:
        forget(db, article, before)
        remember(db, article, body)


def fill(db: sqlite3.Connection, progress: Callable[[int], None] = lambda _: None) -> None:
    """Enter the marks of all articles anew, inside a transaction.

    Args:
        db: inside a transaction.
        progress: called with the number of articles done since the last call.
    """
    db.execute("DELETE FROM marks")
    last = 0
    while rows := db.execute(_CHUNK, (last, CHUNK)).fetchall():
        found = sorted((mark, row[0]) for row in rows for mark in marks(row[1]))
        db.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?)", found)
        last = rows[-1][0]
        progress(len(rows))


def wrong(db: sqlite3.Connection) -> str | None:
    """Say what is wrong with the marks, None where nothing seems to be: each mark is read, and one article in fifty."""
    if not kept(db):
        return "there are none yet"
    orphans = db.execute("SELECT count(*) FROM marks WHERE article NOT IN (SELECT id FROM articles)").fetchone()[0]
    if orphans:
        return f"{orphans:,} marks are of articles that are not there"
    for number, body in db.execute("SELECT id, body FROM articles WHERE id % ? = 0 OR id < ?", (EVERY, EVERY)):
        found = marks(body)
        held = sum(1 for mark in found if db.execute(_HELD, (mark, number)).fetchone())
        if held != len(found):
            return f"article {number} has not the marks of its text"
    return None


def kept(db: sqlite3.Connection) -> bool:
    """Whether an archive has marks: one that an earlier version wrote last has none, and may be read all the same."""
    return holds(db, "marks")


def candidates(db: sqlite3.Connection, body: str, council: str, most: int) -> list[int]:
    """Give the articles of other councils that may tell what a text does, those that share most of its marks first.

    Args:
        db: of an archive.
        body: The text.
        council: Whose it is.
        most: So many at most.
    """
    shared: Counter[int] = Counter()
    for mark in marks(body) if kept(db) else ():
        bearers = db.execute("SELECT article FROM marks WHERE mark = ? LIMIT ?", (mark, COMMON + 1)).fetchall()
        if len(bearers) <= COMMON:
            shared.update(row[0] for row in bearers)
    others = _of_others(db, shared, council)
    return [number for number, _ in shared.most_common() if number in others][:most]


def _of_others(db: sqlite3.Connection, numbers: Iterable[int], council: str) -> set[int]:
    asked = list(numbers)
    places = ", ".join("?" * len(asked))
    rows = db.execute(f"SELECT id FROM articles WHERE id IN ({places}) AND council <> ?", (*asked, council))
    return {row[0] for row in rows}


_CHUNK = "SELECT id, body FROM articles WHERE id > ? ORDER BY id LIMIT ?"
_HELD = "SELECT 1 FROM marks WHERE mark = ? AND article = ?"
