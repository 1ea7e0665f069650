"""How much two texts have in common, and the few marks by which one that may be like another is found among millions.

A text is the set of its runs of five words, whatever their case, apostrophes and signs between them (w-shingling,
Broder 1997). Its marks are the smallest of their hashes: of two texts that share a part of their runs, about as large a
part of the marks is the same, wherever in the texts they differ (bottom-k sketches, Cohen and Kaplan 2007).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

RUN = 5
"""Words."""
MARKS = 8
"""Kept of each text: with half of the runs in common, one text in 250 is missed."""
LEAST = 16
"""Runs; a text with fewer is a caption, and alike many others by chance."""
ENOUGH = 0.5
"""Share of the shorter text's runs that the other has too, from which on both tell the same."""

_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile("['\u2019\u02bc`\u00b4\u2018\u02b9\u02c8\u0301]")


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
    """Give the runs of a text, each as its CRC-32: the same on every machine, in every year."""
    words = " ".join(_WORD.findall(_APOSTROPHES.sub("", text).casefold())).encode(errors="replace").split(b" ")
    return frozenset(map(crc32, map(b" ".join, zip(*(words[at:] for at in range(RUN)), strict=False))))


def marks(text: str) -> tuple[int, ...]:
    """Give the marks of a text, the smallest first; none of a short one."""
    found = runs(text)
    return tuple(sorted(found)[:MARKS]) if len(found) >= LEAST else ()


def compare(one: frozenset[int], other: frozenset[int]) -> Likeness:
    """Say what two texts have in common, by their runs."""
    common = len(one & other)
    return Likeness(common, common / max(1, min(len(one), len(other))))
