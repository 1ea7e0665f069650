"""Queries that never end: found by counting them, since each by itself looks like any other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsarchive.discover.traps import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

ROOM = 500
"""Queries of one path, with the same parameters, that are asked whatever they are."""
SESSIONS = 10
"""Values that look like sessions, from which on a parameter is one, if each stands in several addresses."""
_ADDRESSES = 3
"""In how many: a page gives all its links the same session; the number of an article is in one address or two."""
CLOCKS = 50
"""Moments of these days, from which on a parameter is the site's clock, and no number of articles."""
SHAPES = 200
"""Sets of parameters of one path, which facets make without end."""
_REMEMBERED = 100_000
"""Values that are told apart of each parameter: more than any council has articles."""
_AROUND_NOW = timedelta(days=7)
_OPAQUE = re.compile(
    r"[0-9a-f]{16,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=(?:[^0-9]*[0-9]){3})(?=(?:[^a-z]*[a-z]){3})"
    r"[0-9a-z]{16,}",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"1\d{9}(?:\d{3})?")
"""Seconds or milliseconds since 1970."""


@dataclass(slots=True)
class _Shape:
    """What was seen of one path with one set of parameters; hashes stand for texts."""

    queries: set[int] = field(default_factory=set)
    values: dict[str, set[int]] = field(default_factory=dict)
    clocks: dict[str, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Sessions:
    """Values of one parameter, on all paths, that look like sessions."""

    values: set[int] = field(default_factory=set)
    addresses: int = 0


class Parameters:
    """Counts the queries of each path, and finds those that never end.

    One parameter may go on as it likes (``?page=900``, ``?id=5000``), beside one or in another
    (``?group=20&news=4246``). Three that vary freely, facets or the days of a calendar, are cut when they have made
    more queries than the two with the most values can. Sessions and clocks are cut by what their values look like.

    Args:
        today: The day of the run.
    """

    def __init__(self, today: date) -> None:
        """Begin with nothing seen."""
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        self._now = range(int((noon - _AROUND_NOW).timestamp()), int((noon + _AROUND_NOW).timestamp()))
        self._first: dict[str, str] = {}
        """The first query of each path: most have no other, and need not be counted."""
        self._shapes: dict[str, dict[tuple[str, ...], _Shape]] = {}
        self._sessions: dict[str, _Sessions] = {}

    def trap(self, url: str) -> str | None:
        """Count an address and tell whether it is one too many: ``trap: parameters``, or None.

        Args:
            url: Canonical; one that was seen before counts no more.
        """
        path, _, query = url.partition("?")
        if not query:
            return None
        pairs = _pairs(query)
        first = self._first.get(path)
        if first is None:
            self._first[path] = query
            self._note_sessions(pairs)
        if first is None or (first == query and path not in self._shapes):
            return PARAMETERS if any(self._are_sessions(pairs)) else None
        shape = self._shape(path, first, query)
        return PARAMETERS if shape is None or any(self._reasons(shape, pairs)) else None

    def _shape(self, path: str, first: str, query: str) -> _Shape | None:
        """Count a further query; give its shape, None where there are too many."""
        shapes = self._shapes.get(path)
        if shapes is None:
            shapes = self._shapes[path] = {}
            self._add(shapes, first)
        return self._add(shapes, query)

    def _add(self, shapes: dict[tuple[str, ...], _Shape], query: str) -> _Shape | None:
        pairs = _pairs(query)
        names = tuple(name for name, _ in pairs)
        if names not in shapes and len(shapes) >= SHAPES:
            return None
        shape = shapes.setdefault(names, _Shape())
        if hash(query) not in shape.queries and len(shape.queries) < _REMEMBERED:
            shape.queries.add(hash(query))
            for name, value in pairs:
                shape.values.setdefault(name, set()).add(hash(value))
                if self._is_clock(value):
                    shape.clocks.setdefault(name, set()).add(hash(value))
            self._note_sessions(pairs)
        return shape

    def _note_sessions(self, pairs: Sequence[tuple[str, str]]) -> None:
        for name, value in pairs:
            if _OPAQUE.fullmatch(value):
                sessions = self._sessions.setdefault(name, _Sessions())
                sessions.values.add(hash(value))
                sessions.addresses += 1

    def _reasons(self, shape: _Shape, pairs: Sequence[tuple[str, str]]) -> Iterator[bool]:
        """Tell for each reason whether it is one to refuse a query that has been counted."""
        sizes = sorted(map(len, shape.values.values()))
        yield len(sizes) > 2 and len(shape.queries) > max(ROOM, sizes[-1] * sizes[-2])  # noqa: PLR2004 - see the class
        yield from (self._is_clock(value) and len(shape.clocks.get(name, ())) > CLOCKS for name, value in pairs)
        yield from self._are_sessions(pairs)

    def _are_sessions(self, pairs: Sequence[tuple[str, str]]) -> Iterator[bool]:
        for name, value in pairs:
            if _OPAQUE.fullmatch(value):
                seen = self._sessions[name]
                yield len(seen.values) >= SESSIONS and seen.addresses >= _ADDRESSES * len(seen.values)

    def _is_clock(self, value: str) -> bool:
        return _MOMENT.fullmatch(value) is not None and int(value[:10]) in self._now


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))]
