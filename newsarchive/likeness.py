"""How much two texts have in common, and the few marks by which one that may be like another is found among millions.

A text is the set of its runs of five words, whatever their case, apostrophes and signs between them (w-shingling,
Broder 1997). Its marks are the smallest of their hashes: of two texts that share a part of their runs, about as large a
part of the marks is the same, wherever in the texts they differ (bottom-k sketches, Cohen and Kaplan 2007).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

RUN = 5
"""Words."""
MARKS = 8
"""Kept of each text: with half of the runs in common, one text in 250 is missed."""
LEAST = 16
"""Runs; a text with fewer is a caption, and alike many others by chance."""
ENOUGH = 0.5
"""Share of the shorter text's runs that the other has too, from which on both tell the same."""

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'\u2019\u02bc`\u00b4\u2018\u02b9\u02c8\u0301"))
_BYTES = 6
"""Of a hash: SQLite keeps such a number, less a bit, in as many."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common."""

    common: int
    """Runs that both have."""
    share: float
    """Of the runs of the shorter text, 0 to 1."""

    @property
    def same(self) -> bool:
        """Whether both tell the same."""
        return self.share >= ENOUGH and self.common >= LEAST


def runs(text: str) -> frozenset[int]:
    """Give the runs of a text, each as a hash that is the same on every machine, in every year."""
    words = _WORD.findall(text.translate(_APOSTROPHES).casefold())
    joined = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=_BYTES).digest(), "big") >> 1 for run in joined)


def marks(text: str) -> list[int]:
    """Give the marks of a text, the smallest first; none of a short one."""
    found = runs(text)
    return nsmallest(MARKS, found) if len(found) >= LEAST else []


def compare(one: frozenset[int], other: frozenset[int]) -> Likeness:
    """Say what two texts have in common, by their runs."""
    common = len(one & other)
    return Likeness(common, common / max(1, min(len(one), len(other))))
