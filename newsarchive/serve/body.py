"""The body of an article as it is printed: paragraphs, headings, lists, tables, by the form that is stored beside it.

Only text is stored, so no markup of a site can come through; a form that does not fit its text is not believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsarchive.serve.words import paragraphs

_WORD = re.compile(
    r"(?P<plain>[phim])|n(?P<number>\d{1,5})"
    r"|(?P<begins>[trc])(?P<cells>\d{1,4}(?:=\d{1,6}(?:,\d{1,4}=\d{1,6})*)?)"
)
_WIDEST = 60
"""Columns."""


@dataclass(slots=True)
class Piece:
    """A part of a body."""

    kind: str
    """``paragraph``, ``heading``, ``items``, ``numbers`` or ``table``."""
    text: str = ""
    items: list[list[str]] = field(default_factory=list)
    """Of a list: the paragraphs of each item."""
    start: int = 1
    """Of a numbered list."""
    rows: list[list[list[str]]] = field(default_factory=list)
    """Of a table: the paragraphs of each cell, column by column; every row as long as the longest."""


def pieces(body: str | None, form: str | None) -> list[Piece]:
    """Lay a body out.

    Args:
        body: As stored: paragraphs with an empty line between them.
        form: As ``normalize.forms`` writes it, None where all are paragraphs.
    """
    texts = paragraphs(body)
    words = [_WORD.fullmatch(word) for word in (form or "").split()]
    if len(words) != len(texts):
        return [Piece("paragraph", text) for text in texts]
    made: list[Piece] = []
    for text, word in zip(texts, words, strict=True):
        if word is None or not _put(made, text, word):
            made.append(Piece("paragraph", text))
    for piece in made:
        widest = max(map(len, piece.rows), default=0)
        piece.rows = [row + [[] for _ in range(widest - len(row))] for row in piece.rows]
    return made


def _put(made: list[Piece], text: str, word: re.Match[str]) -> bool:
    """Add a paragraph where its form puts it; say whether it has a place there."""
    if word["begins"]:
        return _put_cells(made, text, word["begins"], word["cells"])
    if word["number"]:
        return _put_item(made, text, "numbers", int(word["number"]))
    if word["plain"] == "i":
        return _put_item(made, text, "items", 1)
    if word["plain"] == "m":
        return _put_more(made, text)
    made.append(Piece("heading" if word["plain"] == "h" else "paragraph", text))
    return True


def _put_item(made: list[Piece], text: str, kind: str, number: int) -> bool:
    last = made[-1] if made else None
    goes_on = last and last.kind == kind and (kind == "items" or number == last.start + len(last.items))
    if last is None or not goes_on:
        made.append(last := Piece(kind, start=number))
    last.items.append([text])
    return True


def _put_more(made: list[Piece], text: str) -> bool:
    last = made[-1] if made else None
    place = last.items[-1] if last and last.items else last.rows[-1][-1] if last and last.rows else None
    if place is None:
        return False
    place.append(text)
    return True


def _put_cells(made: list[Piece], text: str, begins: str, told: str) -> bool:
    cells = _cells(text, told)
    here = made[-1].rows[-1] if begins == "c" and made and made[-1].rows else []
    columns = [len(here), *(column for column, _ in cells)]
    if not cells or columns != sorted(set(columns)) or columns[-1] > _WIDEST:
        return False
    if begins == "t" or not made or made[-1].kind != "table":
        made.append(Piece("table", rows=[[]]))
    elif begins == "r":
        made[-1].rows.append([])
    row = made[-1].rows[-1]
    for column, said in cells:
        row.extend([] for _ in range(column - len(row)))
        row[column - 1].append(said)
    return True


def _cells(text: str, told: str) -> list[tuple[int, str]]:
    """Cut a paragraph into its cells, each with its column; none where the lengths are not those of the text."""
    pairs = [part.partition("=") for part in told.split(",")]
    if not pairs[0][1]:
        return [(int(pairs[0][0]), text)]
    found, at = [], 0
    for column, _, length in pairs:
        found.append((int(column), text[at : at + int(length)]))
        at += int(length) + 1
    return found if at == len(text) + 1 else []
