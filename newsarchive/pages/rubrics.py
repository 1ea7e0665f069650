"""How an article of unknown software is filed, as lines beside its headline or below its text say."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from newsarchive.pages.blocks import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from newsarchive.pages.outline import Piece

BY_SUBJECT: Final = re.compile(
    r"/(?:categor(?:y|ies)|rubryk[ay]|rubrik[ay]|rubrics?|rubric|sections?|topics?|themes?|категорі[яї]|рубрик[аи]|"
    r"розділи?)/[^?]",
    re.IGNORECASE,
)
"""The address of a list of what is filed under one rubric."""
_LABEL = re.compile(
    r"\W*(?:categor(?:y|ies)|filed under|posted in|section|рубрик[аи]|категорі[яї]|категори[яи]|розділи?|раздел)\W*",
    re.IGNORECASE,
)
_LINE = 60  # characters in no link: its day, its author, how often it was read
_LONGEST = 60  # characters of a rubric
_MOST = 3  # rubrics that a line names; more are a menu's


def named(pieces: Sequence[Piece]) -> str | None:
    """Give the first rubric that lines beside an article name: after a label, else by its address.

    Args:
        pieces: The lines.
    """
    own = [piece for piece in pieces if not piece.aside and piece.text and piece.plain <= _LINE]
    found = (rubric for rubric in (*_labeled(own), *_addressed(own)) if 0 < len(rubric) <= _LONGEST)
    return next(found, None)


def _labeled(pieces: Sequence[Piece]) -> Iterator[str]:
    """Give what is linked behind a label, in one line with it or in the next."""
    for piece in pieces:
        before = list[str]()
        for text, anchor in _parts(piece):
            if anchor is not None and before and _LABEL.fullmatch(before[-1]):
                yield text
            before.append(text)
    for label, piece in pairwise(pieces):
        if not label.anchors and _LABEL.fullmatch(label.text):
            yield from map(line, piece.anchors[:1])


def _parts(piece: Piece) -> list[tuple[str, etree._Element | None]]:
    """Give a line's parts, each with the link that it stands in."""
    linked = {line(anchor): anchor for anchor in piece.anchors}
    return [(part, linked.get(part)) for part in piece.parts]


def _addressed(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        found = [anchor for anchor in piece.anchors if BY_SUBJECT.search(unquote(anchor.get("href") or ""))]
        if len(found) <= _MOST:
            yield from map(line, found)
