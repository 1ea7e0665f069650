"""All articles in the order of their moments, so that the newest of very many are found in a few steps."""

from __future__ import annotations

from bisect import bisect_left, insort
from heapq import nlargest
from itertools import filterfalse, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableSequence, Sequence, Set

_FEW = 1000
"""Articles that are put among all others one by one; more are sorted with them."""
_COMPARED = 10
"""Articles that can be compared in the time that one step through the order takes."""


class Chronology:
    """Numbers of articles, the oldest first; of one moment the smallest number first."""

    def __init__(self, moment: MutableSequence[int]) -> None:
        """Keep by number the moment of each article, which whoever changes it tells of."""
        self._moment = moment
        self._numbers: list[int] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def begin(self, there: list[int]) -> None:
        """Put all there are in order at once, given in ascending order: what is sorted stays so within one moment."""
        self._numbers = sorted(there, key=self._moment.__getitem__)

    def move(self, were: Mapping[int, int | None], there: Iterable[int]) -> None:
        """Put articles where they belong now.

        The list is replaced whole, since other threads may read it.

        Args:
            were: the moments of those that have another now, or are no more; None for those that are new.
            there: those among them that there are.
        """
        new = [number for number in there if number in were]
        if len(new) > _FEW:
            stay = (number for number in self._numbers if number not in were)
            self._numbers = sorted((*stay, *new), key=self._now)
            return
        numbers = self._numbers.copy()
        for number, moment in were.items():
            if moment is not None:
                place = bisect_left(numbers, (moment, number), key=lambda one: (self._then(were, one), one))
                del numbers[place]
        for number in new:
            insort(numbers, number, key=self._now)
        self._numbers = numbers

    def newest(self, some: Sequence[int], limit: int, without: Set[int] = frozenset()) -> list[int]:
        """Return the newest of some in ascending order, but for these; of one moment the greatest number first."""
        steps = len(some) // _COMPARED
        if limit * len(self._numbers) < len(some) * steps:
            among = (number for number in islice(reversed(self._numbers), steps) if _holds(some, number))
            found = list(islice(filterfalse(without.__contains__, among), limit))
            if len(found) == limit:
                return found
        others = filterfalse(without.__contains__, reversed(some)) if without else reversed(some)
        return nlargest(limit, others, key=self._moment.__getitem__)

    def _now(self, number: int) -> tuple[int, int]:
        return self._moment[number], number

    def _then(self, were: Mapping[int, int | None], number: int) -> int:
        moment = were.get(number)
        return self._moment[number] if moment is None else moment


def _holds(ascending: Sequence[int], number: int) -> bool:
    place = bisect_left(ascending, number)
    return place < len(ascending) and ascending[place] == number
