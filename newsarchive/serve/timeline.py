"""When what was found was published: counts, and what share that is of all that was published meanwhile.

A council that publishes twice as much says each word twice as often; so a count alone would tell of diligence, and of
what the archive holds, rather than of the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from newsarchive.normalize.months import ends, name, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_MONTHS = 36
"""Months that are told and led to one by one; a longer time is told by year."""
MOST_COLUMNS = 480
"""Columns of the drawing; a longer time is drawn by year, and of very many years the last."""
HEIGHT = 40
"""Of a drawn row of columns; the style sheet stretches it."""
_MONTH = re.compile("(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")
_LABEL = re.compile("(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_COLUMN, _GAP = 4, 1
_FEWEST_COLUMNS = 24
"""Room is left for so many: two months are not to fill the whole width."""


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a year."""

    label: str
    """``2023-11`` or ``2023``."""
    count: int
    """How many articles of it were found."""
    published: int
    """How many of it there are."""

    @property
    def share(self) -> float:
        """What part of the published was found."""
        return self.count / self.published if self.published else 0.0

    @property
    def first(self) -> str:
        """Its first day, ISO 8601."""
        return ends(self.label)[0]

    @property
    def last(self) -> str:
        """Its last day."""
        return ends(self.label)[1]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the drawing that leads somewhere."""

    x: int
    width: int
    span: Span


class Timeline:
    """Months and years as they are told and drawn."""

    def __init__(self, found: Mapping[str, int], published: Mapping[str, int], first: str = "", last: str = "") -> None:
        """Take what was counted by month, ``2023-11``.

        Args:
            found: How many articles were found; the undated, under the empty text, are left out.
            published: How many there are.
            first: The first day that was asked for, ISO 8601; empty where none was.
            last: The last one.
        """
        held = [month for month in published if _MONTH.fullmatch(month) and (not first or month >= first[:7])]
        held = [month for month in held if not last or month <= last[:7]]
        between = map(name, range(number(min(held)), number(max(held)) + 1)) if held else ()
        self.months = [Span(month, found.get(month, 0), published.get(month, 0)) for month in between]

    @cached_property
    def spans(self) -> list[Span]:
        """What is told one by one: months, or years of a longer time."""
        return self.months if len(self.months) <= MOST_MONTHS else _years(self.months)

    @cached_property
    def drawn(self) -> list[Span]:
        """The columns of the drawing."""
        return self.months if len(self.months) <= MOST_COLUMNS else _years(self.months)[-MOST_COLUMNS:]

    @property
    def yearly(self) -> bool:
        """Whether years are told."""
        return self.spans is not self.months

    @property
    def width(self) -> int:
        """Of the drawing."""
        return max(len(self.drawn), _FEWEST_COLUMNS) * _COLUMN

    @property
    def most(self) -> Span:
        """The column with the most hits."""
        return max(self.drawn, key=lambda span: span.count)

    @property
    def highest(self) -> Span:
        """The column with the greatest share."""
        return max(self.drawn, key=lambda span: span.share)

    @property
    def counts(self) -> str:
        """The outline of the columns of counts, as the ``d`` of an SVG path."""
        return _outline([span.count for span in self.drawn])

    @property
    def shares(self) -> str:
        """The same of shares."""
        return _outline([span.share for span in self.drawn])

    @property
    def areas(self) -> list[Area]:
        """What leads to a month or a year, over both rows of columns."""
        labels = {span.label: span for span in self.spans}
        length = len(self.spans[0].label) if self.spans else 0
        areas, x = [], 0
        for label, columns in groupby(self.drawn, key=lambda span: span.label[:length]):
            width = _COLUMN * sum(1 for _ in columns)
            areas.append(Area(x, width, labels[label]))
            x += width
        return areas


def spanned(since: str, until: str) -> str | None:
    """Name the month or the year that two days are the first and the last of; None where they are of none."""
    for label in (since[:4], since[:7]):
        if label and _LABEL.fullmatch(label) and (since, until) == ends(label):
            return label
    return None


def _outline(values: list[float] | list[int]) -> str:
    most = max(values, default=0)
    drawn = ((place, round(HEIGHT * value / most, 1)) for place, value in enumerate(values) if value)
    return "".join(f"M{_COLUMN * place} {HEIGHT}v-{max(high, 1)}h{_COLUMN - _GAP}V{HEIGHT}z" for place, high in drawn)


def _years(months: Iterable[Span]) -> list[Span]:
    together = ((year, list(some)) for year, some in groupby(months, key=lambda span: span.label[:4]))
    return [Span(year, sum(m.count for m in some), sum(m.published for m in some)) for year, some in together]
