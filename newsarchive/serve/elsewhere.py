"""The same text on other councils' sites, how much of it, and who was first: as printed, and as we saw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsarchive.likeness import compare, runs
from newsarchive.serve.rows import read_rows
from newsarchive.serve.words import moment
from newsarchive.store.likeness import candidates

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from newsarchive.serve.rows import Row

MOST_READ = 16
"""Candidates whose texts are compared."""
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The articles of other councils that tell the same."""

    others: list[Row]
    """As printed earliest first, undated ones last; ``share`` is in percent of the shorter text."""
    own: Row

    @property
    def first(self) -> Row | None:
        """The one that was published before all others by its printed date; None where dates do not decide."""
        every = [self.own, *self.others]
        if not all(row["published"] for row in every):
            return None
        return next((one for one in every if all(before(one, other) for other in every if other is not one)), None)

    @property
    def is_first(self) -> bool:
        """Whether the article at hand is it."""
        return self.first is self.own

    @property
    def seen_first(self) -> Row | None:
        """The one that the archive saw before all others; None where it saw two at once."""
        every = sorted([self.own, *self.others], key=lambda row: row["first_captured"])
        return every[0] if every[0]["first_captured"] < every[1]["first_captured"] else None


def before(one: Row, other: Row) -> bool:
    """Whether an article was surely published before another: by day, or by the minute where both tell it."""
    first, second = moment(one["published"]), moment(other["published"])
    if first is None or second is None:
        return False
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return _day(first) < _day(second)


def elsewhere(connection: sqlite3.Connection, article: Row, body: str) -> Elsewhere | None:
    """Find the articles of other councils that tell the same; None where there is none.

    Args:
        connection: Of an archive.
        article: The row of ``articles``, with ``council_name``.
        body: The text as it is shown.
    """
    own, others = runs(body), []
    for number in candidates(connection, body, article["council"], MOST_READ):
        (row,) = read_rows(connection, _OTHER, number)
        likeness = compare(own, runs(row.pop("body")))
        if likeness.same:
            others.append(row | {"share": round(100 * likeness.share)})
    if not others:
        return None
    others.sort(key=lambda row: (-row["share"], row["id"]))
    shown = sorted(others[:MOST_SHOWN], key=lambda row: (not row["published"], row["published"] or "", row["id"]))
    return Elsewhere(own=article, others=shown)


def _day(read: date | datetime) -> date:
    return read.date() if isinstance(read, datetime) else read


_OTHER = """
SELECT articles.id, articles.council, articles.url, title, body, published, first_captured, state,
       councils.name AS council_name, councils.name_en AS council_name_en
FROM articles LEFT JOIN councils ON councils.code = articles.council
WHERE articles.id = ?
"""
