"""Regular expressions that find words among thousands quickly, words being what FTS5's ``unicode61`` takes for such."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTER, APART = r"[^\W_]", r"[\W_]+"
"""What words are made of, and what stands between two."""
_SHORT = 4
"""Letters at the ends of texts that are not looked through for what they begin with."""
_DEEPEST = 8
"""Groups within groups: the compiler goes down into each."""


def beginning(texts: Iterable[str]) -> str:
    """Match any of some texts where a word begins, the longest first; whatever may follow it.

    Python looks for a set of first letters ten times as fast as for a look behind: so they come first, and only then
    what must not stand before them.

    Args:
        texts: letters and digits, with one space between words; none empty.
    """
    ordered = sorted(set(texts))
    first = "".join(dict.fromkeys(text[0] for text in ordered))
    ways = (f"(?<={letter}){either(text[1:] for text in some)}" for letter, some in groupby(ordered, _first))
    return f"[{first}](?<!{LETTER}[{first}])(?:{'|'.join(ways)})"


def either(texts: Iterable[str]) -> str:
    """Match any of some texts, of two that begin alike the longer.

    What several begin with is written once, since to compile a letter takes Python as long as to look through a line
    of text: the forms of a word differ by their ends, those of a phrase by the ends of its words.

    Args:
        texts: letters and digits, with one space between words.
    """
    # Backwards, so that what goes on comes before what ends.
    return _tree(sorted(set(texts), reverse=True), _DEEPEST)


def _tree(texts: list[str], deep: int) -> str:
    if len(texts) == 1:
        return _written(texts[0])
    shared = _shared(texts[0], texts[-1])
    ends = [text[len(shared) :] for text in texts]
    if deep and max(map(len, ends)) > _SHORT:
        ways = [_tree(list(some), deep - 1) for _, some in groupby(ends, _first)]
    else:
        ways = list(map(_written, ends))
    return f"{_written(shared)}(?:{'|'.join(ways)})"


def _shared(one: str, other: str) -> str:
    """Return what both begin with."""
    return one[: next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))]


def _first(text: str) -> str:
    return text[:1]


def _written(text: str) -> str:
    return re.escape(text).replace(r"\ ", APART)
