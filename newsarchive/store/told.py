"""When an article was published, and by whom, as its page told first: what a clock or a new theme tells is no edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from newsarchive.normalize import dates, digest
from newsarchive.store.second import OWN_DATE
from newsarchive.store.values import DAY, written

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article

_SLACK = timedelta(days=1)
"""What rounding may add: «2 дні тому» is said of 36 hours."""


def as_first(held: sqlite3.Row | None, article: Article) -> Article:
    """Keep when an article was published, as first read, where the page tells it from now, or more or less exactly.

    «2 години тому» moves on with the clock, and becomes «2 тижні тому», which names no day: that is no edit. Nor is it
    that a new theme prints the day without the hour, or with it, or not at all, or tells the hour by another clock. Nor
    that it names an author or a section where the one before did not, or does so no more.

    Args:
        held: its row, the date as the page told it.
        article: as it is read now.
    """
    if held is None:
        return article
    kept = _of_the_same_makers(held, article)
    if held["published"] and not _is_another_time(held["published"], article):
        kept = replace(
            kept,
            published=_value(held["published"]),
            published_raw=held["published_raw"],
            published_from=held["published_from"],
        )
    return article if kept is article else replace(kept, digest=digest(kept))


def _of_the_same_makers(held: sqlite3.Row, article: Article) -> Article:
    """Keep who wrote a text that is as it was, and how it is filed, where the page begins to tell it, or ceases to."""
    if any(held[name] != getattr(article, name) for name in ("title", "lead", "body")):
        return article
    kept = {name: held[name] for name in _MAKERS if (held[name] is None) != (getattr(article, name) is None)}
    return replace(article, **kept) if kept else article


_MAKERS = ("author", "section")


def held(db: sqlite3.Connection, url: str) -> sqlite3.Row | None:
    """Give the row of the article under an address, ``published`` as its page tells it; None where none is held."""
    row: sqlite3.Row | None = db.execute(_HELD, (url,)).fetchone()
    return row


_HELD = f"""
SELECT {OWN_DATE} AS published, articles.* FROM articles WHERE url = ?
"""
"""Of two columns of one name, the first is given."""


def at_one_time(one: str | None, other: str | None) -> bool:
    """Whether two dates, as stored, are the same as far as both tell: a new theme may print the day alone."""
    if not (one and other):
        return False
    if "T" in one and "T" in other:
        return datetime.fromisoformat(one) == datetime.fromisoformat(other)
    return one[:DAY] == other[:DAY]


def says_the_same(held: sqlite3.Row, version: sqlite3.Row) -> bool:
    """Whether a version says what is held, as far as both tell when it was published."""
    if held["digest"] == version["digest"]:
        return True
    said = all(held[name] == version[name] for name in ("title", "lead", "body", "author", "section"))
    return said and bool(held["body"]) and at_one_time(held["published"], version["published"])


def _is_another_time(held: str, article: Article) -> bool:
    """Whether an article tells another time than before, or the same as exactly, so that its own word is taken."""
    told, unit = written(article.published), dates.told_from_now(article.published_raw or "")
    if told is None or _is_of_another_zone(held, told):
        return False
    if unit is None:
        return told[:DAY] != held[:DAY] or ("T" in told) == ("T" in held)
    return _apart(told, held) > _SLACK + unit


def _is_of_another_zone(one: str, other: str) -> bool:
    """Whether two instants are as far apart as Kyiv is from UTC: the same hour, told by another clock."""
    if not ("T" in one and "T" in other):
        return False
    before, after = datetime.fromisoformat(one), datetime.fromisoformat(other)
    return before.utcoffset() in {before - after, after - before} and before != after


def _value(stored: str) -> datetime | date:
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


def _apart(one: str, other: str) -> timedelta:
    return abs(date.fromisoformat(one[:DAY]) - date.fromisoformat(other[:DAY]))
