"""Several words inflected together: «позачергова сесія обласної ради» in every form in which it may stand.

Some words of a phrase move with its head («обласна рада»), others are governed and stay («сесія ради»). Which
is which cannot be known from the words alone, so each set that may move together, as typed, moves once.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from newsarchive.language.forms import CELLS, Form, agreeing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.language.lexicon import Lexicon


def inflect(words: Sequence[str], lexicon: Lexicon, *, most: int) -> tuple[tuple[str, ...], ...]:
    """Return the forms of a phrase, as typed first.

    Args:
        words: a few, lower case, apostrophes straight; each one more doubles the work.
        lexicon: whose forms to use.
        most: how many to return at most; the likeliest come first.
    """
    paradigms = [lexicon.paradigm(word) for word in words]
    found = {tuple(words): None}
    for moving in _sets(len(words)):
        for row in _moved(words, paradigms, moving):
            if len(found) >= most:
                return tuple(found)
            found[row] = None
    return tuple(found)


def _sets(count: int) -> Iterator[tuple[int, ...]]:
    """Yield sets of places, the largest first: agreement is commoner than a lone moving word."""
    for size in range(count, 0, -1):
        yield from combinations(range(count), size)


def _moved(
    words: Sequence[str], paradigms: Sequence[tuple[Form, ...]], moving: tuple[int, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield the phrase with the words at the given places moved together, the others as typed."""
    columns = [paradigms[place] for place in moving]
    if len(moving) == 1:
        rows: Iterator[tuple[Form, ...]] = ((form,) for form in columns[0])
    elif _agree_as_typed([words[place] for place in moving], columns):
        rows = (row for cell in CELLS for row in agreeing(columns, cell))
    else:
        return
    for row in rows:
        moved = dict(zip(moving, row, strict=True))
        yield tuple(moved[place].text if place in moved else word for place, word in enumerate(words))


def _agree_as_typed(typed: Sequence[str], columns: Sequence[tuple[Form, ...]]) -> bool:
    """Say whether the words, as typed, can be in one cell."""
    as_typed = [
        [form for form in column if form.text == word] for word, column in zip(typed, columns, strict=True)
    ]
    return any(True for cell in CELLS for _ in agreeing(as_typed, cell))
