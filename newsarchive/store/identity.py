"""Whether two readings are of one article, edited perhaps, printed by another theme perhaps; or of two."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.likeness import LEAST, compare, runs
from newsarchive.store import told
from newsarchive.store.values import DAY, written

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article

_TELLING = 300
"""Characters of a text that is written once."""
_DAY = timedelta(days=1)
"""So far a clock that is wrong by hours moves an article: the new home of a site takes local time for UTC."""
_ROUNDED = timedelta(minutes=2)
"""So far is an hour, told to the minute, from itself."""
_HARDLY = 1 / 3
"""Share of a text's runs of words that another text of the same council may have, too: how its sessions are told."""


class Said(NamedTuple):
    """What tells an article from others."""

    published: str | None
    title: str
    body: str
    digest: str


def said(row: sqlite3.Row) -> Said:
    """Give it of an article that is held."""
    return Said(row["published"], row["title"], row["body"], row["digest"])


def read(article: Article) -> Said:
    """Give it of one that was read."""
    return Said(written(article.published), article.title, article.body, article.digest)


def is_same(held: sqlite3.Row, new: Said) -> bool:
    """Whether two readings are of one article: titles come again, and two may be published in one second."""
    if held["digest"] == new.digest or not (held["title"] or held["body"]):  # of what is withheld the digest is left
        return bool(held["digest"] == new.digest)
    alike = [held["title"] == new.title, held["body"] == new.body]
    return all(alike) or (any(alike) and same_instant(held, new.published)) or _is_one(held, new)


def goes_on(held: sqlite3.Row, new: Said) -> bool:
    """Whether what stands at another spelling of an address is the same article, edited perhaps."""
    if is_same(held, new) or (new.body and held["body"] == new.body):
        return True
    return bool(held["title"] == new.title and told.at_one_time(held["published"], new.published))


def is_another(held: sqlite3.Row, new: Said) -> bool:
    """Whether what stands at an address is another article than the one held there, and no edit of that one.

    Day, title and text are others, and the texts have less than a third of their runs of words in common; where one of
    the three is not told, or a text is as short as a caption, nobody can know.
    """
    if not (held["published"] and new.published and held["title"] and held["body"] and new.body):
        return False
    if held["published"][:DAY] == new.published[:DAY] or held["title"].casefold() == new.title.casefold():
        return False
    texts = runs(held["body"]), runs(new.body)
    return min(map(len, texts)) >= LEAST and compare(*texts).share < _HARDLY


def same_instant(held: sqlite3.Row, published: str | None) -> bool:
    """Whether an article was published at this very second, as far as its page tells."""
    return published is not None and "T" in published and bool(held["published"] == published)


def twins(db: sqlite3.Connection, council: str, new: Said) -> list[sqlite3.Row]:
    """Give a council's articles of one time and one text, to the letter, or in most of its words under one title.

    A text without a day proves nothing, unless it is long and the same to the letter, and a day no more.
    """
    if new.published is None and len(new.body) >= _TELLING:
        return db.execute(_UNDATED, (new.digest, council)).fetchall()
    if not (new.published and new.body):
        return []
    day = date.fromisoformat(new.published[:DAY])
    between = (str(day - _DAY), f"{day + _DAY}~")
    rows = db.execute(_OF_DAYS, (council, *between, new.body, new.title)).fetchall()
    return [row for row in rows if _is_one(row, new)]


def _is_one(held: sqlite3.Row, new: Said) -> bool:
    """Whether two readings are of one time and one text.

    A long text that is the same to the letter is the same article, were it a day by the clock of another theme; else
    the hour must be the same, as far as both tell, and a text that was edited have the same title, in capitals or not.
    """
    if not (held["published"] and new.published and new.body):
        return False
    if held["body"] == new.body and len(new.body) >= _TELLING:
        return _apart(held["published"], new.published) <= _DAY
    if not _at_one_time(held["published"], new.published):
        return False
    if held["body"] == new.body:
        return True
    return bool(held["title"].casefold() == new.title.casefold() and compare(runs(held["body"]), runs(new.body)).same)


def _at_one_time(one: str, other: str) -> bool:
    if "T" in one and "T" in other:
        return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) <= _ROUNDED
    return told.at_one_time(one, other)


def _apart(one: str, other: str) -> timedelta:
    return abs(date.fromisoformat(one[:DAY]) - date.fromisoformat(other[:DAY]))


_OF_DAYS = """
SELECT * FROM articles
WHERE council = ? AND published >= ? AND published < ? AND (body = ? OR length(title) = length(?))
"""
_UNDATED = "SELECT * FROM articles WHERE digest = ? AND council = ? AND published IS NULL"
