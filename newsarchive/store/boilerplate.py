"""What comes below all articles of a site at once, or goes from them, and is no edit of any: an appeal, a slogan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsarchive.store.values import written

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article

MANY = 5
"""Other articles that have a paragraph, from which on it is none of any text."""
_MOST = 6
"""Paragraphs that come or go so at once."""


def is_all(db: sqlite3.Connection, council: str, held: sqlite3.Row, article: Article) -> bool:
    """Whether all that a reading has more, or less, than what is held are paragraphs that many others have, too.

    The first few articles that are looked at after such a change are edited; nobody can know better by then.

    Args:
        db: the archive.
        council: whose articles they are.
        held: the article's row, the date as its page told it.
        article: as it is read now.
    """
    said = (article.title, article.lead, article.author, article.section, written(article.published))
    if said != tuple(held[name] for name in ("title", "lead", "author", "section", "published")):
        return False
    changed = _changed(held["body"].split("\n\n"), article.body.split("\n\n"))
    if not 0 < len(changed) <= _MOST:
        return False
    having: Counter[str] = Counter()
    for (body,) in db.execute(_OTHERS, (council, held["id"])):
        having.update(changed.intersection(body.split("\n\n")))
    return all(having[block] >= MANY for block in changed)


def _changed(before: list[str], after: list[str]) -> set[str]:
    """Give the paragraphs that only one of two texts has; none where the others are not the same in the same order."""
    kept = set(before) & set(after)
    if not kept or [block for block in before if block in kept] != [block for block in after if block in kept]:
        return set()
    return set(before) ^ set(after)


_OTHERS = """
SELECT body FROM articles WHERE id <> ?2 AND id IN (
    SELECT article FROM (SELECT article FROM edits WHERE council = ?1 ORDER BY seen_at DESC LIMIT 50)
    UNION SELECT id FROM (SELECT id FROM articles WHERE council = ?1 ORDER BY published DESC LIMIT 50))
"""
"""The texts of articles that were edited of late, and of the newest: they show what stands below each by now."""
