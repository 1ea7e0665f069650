"""Pages that are UTF-8 in part: a few bad bytes, or a piece that was included in another charset."""

from __future__ import annotations

import re
from bisect import bisect
from enum import Enum

_RUN = re.compile(rb"[\x80-\xff]+")
# «а» and «о», in every Ukrainian or Russian text; read in any other charset these bytes are no part of a word.
_PROOFS = (b"\xd0\xb0", b"\xd0\xbe")
_SHORT = 3
"""Bytes up to which a run that is no UTF-8 may be what is left of one letter."""
INCLUDED = 12
"""Letters of another charset, or bad bytes, from which on they are a text, not damage."""
_SAMPLE = 300
"""Bytes of the other charset that are judged."""


def has_utf8(body: bytes) -> bool:
    """Whether Cyrillic letters in UTF-8 stand in a page."""
    return any(proof[1:] in body and proof in body for proof in _PROOFS)  # one byte is found ten times faster than two


class _Kind(Enum):
    UTF8 = 1
    OTHER = 2
    EITHER = 3
    """One letter of UTF-8, or two bytes of anything: as its nearest neighbour is."""


class Parts:
    """A page taken apart into runs of bytes above ASCII, each of which is UTF-8 or not.

    Args:
        body: The page; not valid UTF-8 as a whole.
    """

    def __init__(self, body: bytes) -> None:
        """Take it apart."""
        self._body = body
        self._runs = [*_RUN.finditer(body)]
        kinds = [_kind(found[0]) for found in self._runs]
        self._sure = [place for place, kind in enumerate(kinds) if kind is not _Kind.EITHER]
        self._kinds = [self._nearest(place, kinds) for place in range(len(kinds))]
        others = [self._runs[place][0] for place in self._sure if kinds[place] is _Kind.OTHER]
        self.other = sum(map(len, others))
        """Bytes that are surely not UTF-8."""
        self.utf8 = sum(len(self._runs[place][0]) for place in self._sure) - self.other
        """Bytes that surely are."""
        self.sample = b" ".join(dict.fromkeys(others))[:_SAMPLE]
        """Words that are not UTF-8."""

    @property
    def mostly_utf8(self) -> bool:
        """Whether more letters are UTF-8 than not."""
        return self.utf8 > 2 * self.other  # two bytes each, against one

    def decoded(self, other: str) -> str:
        """Give the text: what is UTF-8 as such, the rest in the other charset."""
        text, end = [], 0
        for found, kind in zip(self._runs, self._kinds, strict=True):
            encoding = other if kind is _Kind.OTHER else "utf-8"
            text += [self._body[end : found.start()].decode("ascii"), found[0].decode(encoding, "replace")]
            end = found.end()
        return "".join(text) + self._body[end:].decode("ascii")

    def _nearest(self, place: int, kinds: list[_Kind]) -> _Kind:
        if kinds[place] is not _Kind.EITHER:
            return kinds[place]
        after = bisect(self._sure, place)
        near = self._sure[max(after - 1, 0) : after + 1]
        here = self._runs[place].start()
        return kinds[min(near, key=lambda other: abs(self._runs[other].start() - here))] if near else _Kind.UTF8


def _kind(run: bytes) -> _Kind:
    valid = run.decode("utf-8", "ignore")
    whole = len(valid.encode()) == len(run)
    if len(run) <= _SHORT and not (whole and len(valid) > 1):
        return _Kind.EITHER
    return _Kind.UTF8 if 2 * len(valid.encode()) >= len(run) else _Kind.OTHER
