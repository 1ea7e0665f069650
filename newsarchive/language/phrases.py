"""Several words inflected together: «позачергова сесія обласної ради» in every form in which it may stand.

Some words of a phrase move with its head («обласна рада»), others are governed and stay («сесія ради»). Which
is which cannot be known from the words alone, so each set that may move together, as typed, moves once.
"""

from __future__ import annotations

from itertools import chain, combinations, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsarchive.language.forms import CELLS, Form, agreeing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsarchive.language.lexicon import Lexicon

Places = tuple[int, ...]
Row = tuple[str, ...]
T = TypeVar("T")


def inflect(words: Sequence[str], lexicon: Lexicon, *, most: int) -> tuple[Row, ...]:
    """Return the forms of a phrase, as typed first.

    Args:
        words: a few, lower case, apostrophes straight; each one more doubles the work.
        lexicon: whose forms to use.
        most: how many to return at most; the likeliest come first.
    """
    phrase = _Phrase(tuple(words), tuple(map(lexicon.paradigm, words)))
    sets = [places for places in _sets(len(words)) if phrase.may_move(places)]
    moved = _by_turns(phrase.moved(places) for places in sets)
    # Last what seldom happens: «перші заступники голів» for «перший заступник голови».
    both = (
        row
        for places in sets
        for typed in phrase.other_number(_others(places, len(words)))
        for row in typed.moved(places)
    )
    found = {phrase.words: None}
    for row in chain(moved, both):
        if len(found) >= most:
            break
        found[row] = None
    return tuple(found)


def _sets(count: int) -> Iterator[Places]:
    """Yield sets of places, the largest first: agreement is commoner than a lone moving word."""
    for size in range(count, 0, -1):
        yield from combinations(range(count), size)


def _by_turns(sources: Iterable[Iterator[T]]) -> Iterator[T]:
    """Yield the first of each, then the second of each: none of many crowds the others out."""
    for turn in zip_longest(*sources):
        yield from (item for item in turn if item is not None)


def _others(places: Places, count: int) -> Places:
    return tuple(place for place in range(count) if place not in places)


class _Phrase(NamedTuple):
    """Words and what each may become."""

    words: Row
    paradigms: tuple[tuple[Form, ...], ...]

    def may_move(self, places: Places) -> bool:
        """Say whether the words there agree as typed, and no adjective would leave its noun."""
        together = all((one in places) == (other in places) for one, other in self._bound())
        return together and (len(places) == 1 or any(True for _ in self._cells_as_typed(places)))

    def moved(self, places: Places) -> Iterator[Row]:
        """Yield the phrase with the words at the given places moved together, the others as they are."""
        columns = [self.paradigms[place] for place in places]
        if len(places) == 1:
            # «голів» is of heads, not of shaving: a word that declines moves as one that declines.
            alone = [form for form in columns[0] if form.cell] or columns[0]
            yield from (self._with(places, (form,)) for form in alone)
            return
        for row in _by_turns(agreeing(columns, cell) for cell in CELLS):
            yield self._with(places, row)

    def other_number(self, places: Places) -> Iterator[_Phrase]:
        """Yield the phrase with the words there in the same case of the other number."""
        for cell in self._cells_as_typed(places):
            case, number = cell.split()
            swapped = f"{case} {'plur' if number == 'sing' else 'sing'}"
            for row in agreeing([self.paradigms[place] for place in places], swapped):
                yield self._replace(words=self._with(places, row))

    def _bound(self) -> Iterator[Places]:
        """Yield each adjective's place and its noun's: they move together or not at all."""
        for one, other in pairwise(range(len(self.words))):
            describing = [form for form in self._as_typed(one) if form.cell and not form.noun]
            described = self._as_typed(other)
            if any(True for cell in CELLS for _ in agreeing([describing, described], cell)):
                yield one, other

    def _as_typed(self, place: int) -> list[Form]:
        """Return what the word there, as it is, may be."""
        return [form for form in self.paradigms[place] if form.text == self.words[place]]

    def _cells_as_typed(self, places: Places) -> Iterator[str]:
        """Yield the cells in which the words there, as they are, agree."""
        columns = [self._as_typed(place) for place in places]
        for cell in CELLS if places else ():
            if any(True for _ in agreeing(columns, cell)):
                yield cell

    def _with(self, places: Places, row: Sequence[Form]) -> Row:
        given = dict(zip(places, row, strict=True))
        return tuple(given[place].text if place in given else word for place, word in enumerate(self.words))
