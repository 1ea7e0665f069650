"""Several words inflected together: «позачергова сесія обласної ради» in every form in which it may stand.

Some words of a phrase move with its head («обласна рада»), others are governed and stay («сесія ради»). Which
is which cannot be known from the words alone, so each set that may move together, as typed, moves once.
"""

from __future__ import annotations

from itertools import chain, combinations, pairwise, zip_longest
from typing import TYPE_CHECKING, TypeVar

from newsarchive.language.forms import CELLS, agreeing, table
from newsarchive.language.names import genders
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsarchive.language.forms import Form, Table
    from newsarchive.language.lexicon import Lexicon

Places = tuple[int, ...]
Row = tuple[str, ...]
T = TypeVar("T")


def inflect(words: Sequence[str], lexicon: Lexicon, *, most: int) -> tuple[Row, ...]:
    """Return the forms of a phrase, as typed first.

    Args:
        words: a few, as typed; each one more doubles the work.
        lexicon: whose forms to use.
        most: how many to return at most; the likeliest come first.
    """
    typed = tuple(straight(word).lower() for word in words)
    phrase = _Phrase(words, typed, lexicon)
    sets = [places for places in _sets(len(typed)) if phrase.may_move(places)]
    moved = _by_turns(phrase.moved(places, typed) for places in sets)
    # Last what seldom happens: «перші заступники голів» for «перший заступник голови».
    both = (
        row
        for places in sets
        for standing in phrase.other_number(_others(places, len(typed)))
        for row in phrase.moved(places, standing)
    )
    found = {typed: None}
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


class _Phrase:
    """Words and what each may become."""

    def __init__(self, given: Sequence[str], words: Row, lexicon: Lexicon) -> None:
        self._words = words
        told = genders(given, lexicon)
        self._paradigms = [lexicon.paradigm(word, gender) for word, gender in zip(given, told, strict=True)]
        self._tables = [table(paradigm) for paradigm in self._paradigms]
        as_typed = [
            [form for form in paradigm if form.text == word]
            for word, paradigm in zip(words, self._paradigms, strict=True)
        ]
        self._typed = [table(forms) for forms in as_typed]
        describing = [table(form for form in forms if not form.noun) for forms in as_typed]
        self._bound = [
            (one, other)
            for one, other in pairwise(range(len(words)))
            if any(_shared([describing[one], self._typed[other]]))
        ]

    def may_move(self, places: Places) -> bool:
        """Say whether the words there agree as typed, and no adjective would leave its noun."""
        together = all((one in places) == (other in places) for one, other in self._bound)
        return together and (len(places) == 1 or any(_shared([self._typed[place] for place in places])))

    def moved(self, places: Places, standing: Row) -> Iterator[Row]:
        """Yield the phrase with the words at the given places moved together, the others as they stand."""
        tables = [self._tables[place] for place in places]
        rows = _by_turns(agreeing(tables, cell) for cell in CELLS)
        if len(places) == 1 and not tables[0]:
            rows = ((form,) for form in self._paradigms[places[0]])
        for row in rows:
            yield _put(standing, places, row)

    def other_number(self, places: Places) -> Iterator[Row]:
        """Yield the phrase as typed with the words there in the same case of the other number."""
        for cell in _shared([self._typed[place] for place in places]):
            case, number = cell.split()
            swapped = f"{case} {'plur' if number == 'sing' else 'sing'}"
            for row in agreeing([self._tables[place] for place in places], swapped):
                yield _put(self._words, places, row)


def _shared(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the cells in which a form of each table agrees with its neighbours; none for no table."""
    for cell in CELLS if tables else ():
        if any(True for _ in agreeing(tables, cell)):
            yield cell


def _put(words: Row, places: Places, forms: Sequence[Form]) -> Row:
    """Return the words with the forms in their places."""
    given = list(words)
    for place, form in zip(places, forms, strict=True):
        given[place] = form.text
    return tuple(given)
