"""What is told of each article beside its words, held in memory: whose it is, its section, its state, its time.

A question's hits come out of the index as numbers, often tens of thousands of them. To look up the date or the section
of each in SQLite takes a microsecond or more, whatever the index; here it takes a twentieth. All is read once, off
``idx_articles_facts``, and kept up with the archive: what is new by its number, what has changed by its event.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from array import array
from collections import Counter, defaultdict
from contextlib import closing, suppress
from datetime import date
from itertools import compress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.search.chronology import Chronology

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.search.scope import Scope

STALE_SECONDS = 3600
"""After so long all is read anew: somebody may have changed a row by hand."""
RENEWING = "search-facts"
"""The thread that does."""

HALF_SECONDS = 2
"""Moments are counted in halves of a second since 1970, Kyiv's clock: a bare day stands before all moments of it."""
UNDATED = -(2**62)
"""The moment of an article without a date."""
_DAY = 86_400 * HALF_SECONDS

_ROWS = """SELECT id, council, coalesce(section, ''), state, version > 1, coalesce(substr(published, 1, 7), ''),
        2 * CAST(strftime('%s', substr(published, 1, 19)) AS INTEGER) + (length(published) > 10)
    FROM articles INDEXED BY idx_articles_facts"""
_NEW = f"{_ROWS} WHERE id >= ? ORDER BY id"
_CHANGED = f"{_ROWS} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant of ours
_LAST_EVENT = "SELECT coalesce(max(id), 0) FROM events"
_TOUCHED = "SELECT DISTINCT article FROM events WHERE id > ? AND article IS NOT NULL"


class Kind(NamedTuple):
    """What articles have in common, their time aside."""

    council: str
    """``councils.code``."""
    section: str
    """As the site names it; empty where it names none."""
    state: str
    """``live``, ``suspected`` or ``deleted``."""
    edited: bool
    """Whether it has more than one version."""


def at(day: date) -> int:
    """Return the moment before which nothing of a day is."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * _DAY


def days(moments: Iterable[int]) -> dict[date, int]:
    """Count moments by day; :data:`UNDATED` is of none."""
    counted = Counter(moment // _DAY for moment in moments if moment != UNDATED)
    first = date(1970, 1, 1).toordinal()
    return {date.fromordinal(first + day): count for day, count in counted.items()}


class Facts:
    """Of each article, by its number."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._event = 0
        self.is_read = False
        """Whether all that there was has been read once."""
        # An article's kind and month by the numbers that these lists give them; the first stand for no article.
        self.kinds: list[Kind | None] = [None]
        self.months: list[str] = [""]
        self._kind_number: dict[tuple[str, str, str, int], int] = {}
        self._month_number: dict[str, int] = {"": 0}
        self.kind: list[int] = [0]
        self.month: list[int] = [0]
        self.moment = array("q", [UNDATED])
        self.order = Chronology(self.moment)
        self._were: dict[int, int | None] = {}
        """The moments of articles taken anew, as they stand in this order; None for those that are not in it."""
        self._published: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._published_by_all = Counter[int]()
        self.latest = UNDATED
        """The moment of the newest article."""

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Read what is new: less than half a second for 100,000 articles, next to nothing where there is none."""
        with self._lock:
            (event,) = connection.execute(_LAST_EVENT).fetchone()
            if event < self._event:  # a reader who began before others: what they know of its articles will do
                return
            if len(self.kind) == 1:
                self._event = event
            # The last one again: its number may have been given anew.
            self._take(connection.execute(_NEW, (max(len(self.kind) - 1, 1),)))
            if event > self._event:
                touched = [number for (number,) in connection.execute(_TOUCHED, (self._event,))]
                self._forget(touched)
                self._take(connection.execute(_CHANGED, (json.dumps(touched),)))
                self._event = event
            self._order()
            self.is_read = True

    def all(self) -> list[int]:
        """Return the numbers of all articles."""
        return list(compress(range(len(self.kind)), self.kind))

    def in_time(self, numbers: list[int], scope: Scope) -> list[int]:
        """Return those of the days asked for; the undated are of none. The same list where no days were."""
        if scope.since is None and scope.until is None:
            return numbers
        first = UNDATED + 1 if scope.since is None else at(scope.since)
        behind = sys.maxsize if scope.until is None else at(scope.until) + _DAY
        moment = self.moment
        return [number for number in numbers if first <= moment[number] < behind]

    def of_kind(self, numbers: list[int], scope: Scope) -> list[int]:
        """Return those of the councils, sections and states asked for. The same list where none were."""
        if scope.councils is None and scope.sections is None and scope.states is None:
            return numbers
        let = bytes(kind is not None and all(scope.lets(kind)) for kind in self.kinds)
        kind = self.kind
        return [number for number in numbers if let[kind[number]]]

    def published(self, scope: Scope) -> dict[str, int]:
        """Return how many articles the councils asked for published in each month, whatever else was asked."""
        months = Counter[int]()
        if scope.councils is None:
            months = self._published_by_all.copy()
        for council in scope.councils or ():
            months.update(self._published.get(council, ()))
        return {self.months[month]: count for month, count in months.items() if count}

    def _forget(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if number < len(self.kind) and (known := self.kinds[self.kind[number]]):
                self._publish(known.council, self.month[number], -1)
                self._were.setdefault(number, self.moment[number])
                self.kind[number], self.month[number], self.moment[number] = 0, 0, UNDATED

    def _take(self, rows: Iterable[tuple[int, str, str, str, int, str, int | None]]) -> None:
        ordered = bool(self.order)
        for number, council, section, state, edited, month, moment in rows:
            if number < len(self.kind):
                self._forget((number,))
            else:
                # Numbers that no article has.
                self._room_until(number)
            if ordered:
                self._were.setdefault(number, None)
            self.kind[number] = self._number_of_kind((council, section, state, edited))
            self.month[number] = self._number_of_month(month)
            self.moment[number] = UNDATED if moment is None else moment
            self._publish(council, self.month[number], 1)
            self.latest = max(self.latest, self.moment[number])

    def _order(self) -> None:
        """Put in order what has another moment now; at first all at once, of which nothing need be remembered."""
        if not self.order:
            self.order.begin(self.all())
            self._were = {}
        moved = {
            number: was
            for number, was in self._were.items()
            if was is None or was != self.moment[number] or not self.kind[number]
        }
        if moved:
            self.order.move(moved, filter(self.kind.__getitem__, moved))
        self._were = {}

    def _publish(self, council: str, month: int, more: int) -> None:
        self._published[council][month] += more
        self._published_by_all[month] += more

    def _room_until(self, number: int) -> None:
        more = number + 1 - len(self.kind)
        # The list that is asked for its length grows last: other threads read.
        self.moment.extend([UNDATED] * more)
        self.month.extend([0] * more)
        self.kind.extend([0] * more)

    def _number_of_kind(self, told: tuple[str, str, str, int]) -> int:
        number = self._kind_number.get(told)
        if number is None:
            council, section, state, edited = told
            self.kinds.append(Kind(council, section, state, bool(edited)))
            number = self._kind_number[told] = len(self.kinds) - 1
        return number

    def _number_of_month(self, month: str) -> int:
        number = self._month_number.get(month)
        if number is None:
            self.months.append(month)
            number = self._month_number[month] = len(self.months) - 1
        return number


class _Known(NamedTuple):
    """The facts of a file, and when they were begun."""

    facts: Facts
    since: float


_of_files: dict[tuple[str, int], _Known] = {}


def known(connection: sqlite3.Connection) -> Facts:
    """Return the facts of the file behind a connection, one for the whole process, as the connection sees it."""
    file = next(file for _, name, file in connection.execute("PRAGMA database_list") if name == "main")
    held = _of_file(file) if file else Facts()
    held.refresh(connection)
    return held


def is_known(file: str) -> bool:
    """Whether all that a first question must read of a file has been read: of a million articles it takes seconds."""
    try:
        number = Path(file).stat().st_ino
    except OSError:
        return False  # whoever asks the file says what is wrong with it
    return any(inode == number and held.facts.is_read for (_, inode), held in [*_of_files.items()])


def _of_file(file: str) -> Facts:
    # By its inode too: another archive may be moved into its place.
    key, now = (file, Path(file).stat().st_ino), time.monotonic()
    if key not in _of_files:
        _of_files[key] = _Known(Facts(), now)
    elif now - _of_files[key].since > STALE_SECONDS:
        _of_files[key] = _of_files[key]._replace(since=now)
        # Aside: a million articles take longer than a page may, and who asks now need not wait for them.
        Thread(target=_renew, args=(key, now), name=RENEWING, daemon=True).start()
    return _of_files[key].facts


def _renew(key: tuple[str, int], now: float) -> None:
    """Read a file anew; what is wrong with it is said by whoever asks, and what was known of it stays."""
    fresh = Facts()
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{Path(key[0]).as_uri()}?mode=ro", uri=True)) as connection:
        fresh.refresh(connection)
        _of_files[key] = _Known(fresh, now)
