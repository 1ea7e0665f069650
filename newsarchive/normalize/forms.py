"""The form of a text: which of its paragraphs are headings, items, cells, written as one short line beside the text.

A word for each paragraph of the body, in order: ``p`` a paragraph, ``h`` a heading, ``i`` an item of a list, ``n3`` the
third of a numbered one, ``m`` what goes on in the item or cell before; ``t1`` the first cell of a table, ``r1`` of a
further row, ``c2`` another cell of the row, each with its column. Where one paragraph holds several cells, their
columns and lengths in characters follow: ``r1=12,2=5`` is a cell of twelve, a space, and one of five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsarchive.items import Form

_LETTERS = {
    "paragraph": "p",
    "heading": "h",
    "item": "i",
    "number": "n",
    "more": "m",
    "table": "t",
    "row": "r",
    "cell": "c",
}
_NUMBERED = frozenset("ntrc")


def written(blocks: Sequence[str], forms: Sequence[Form], clean: Callable[[str], str]) -> str | None:
    """Write the form of a text; None where all are paragraphs, or where it is not known of each.

    Args:
        blocks: as they were read and cleaned; an empty one is no paragraph of the body.
        forms: of each.
        clean: what they were cleaned by, for their cells.
    """
    if len(forms) != len(blocks):
        return None
    told = [_word(block, form, clean) for block, form in zip(blocks, forms, strict=True) if block]
    return " ".join(told) if any(word != "p" for word in told) else None


def _word(block: str, form: Form, clean: Callable[[str], str]) -> str:
    letter = _LETTERS[form.kind]
    if not form.cells:
        return f"{letter}{form.number}" if letter in _NUMBERED else letter
    cells = [(column, text) for column, raw in form.cells if (text := clean(raw))]
    if len(cells) > 1 and " ".join(text for _, text in cells) == block:
        return letter + ",".join(f"{column}={len(text)}" for column, text in cells)
    return f"{letter}{form.number}" if letter in _NUMBERED else letter
