"""Which blocks of a text are headings, items of a list, rows of a table: a reader sees it, plain text does not say it.

Where all that stands in a place is the text, one walk tells both. Where the text is chosen by rules of its own, its
place is walked once more, and each block of it is looked up among those found: what cannot be found is a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from newsarchive.items import Form
from newsarchive.pages.blocks import BLOCKS, CELLS, UNSEEN, blocks, shown
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_HEADINGS = words("h2 h3 h4 h5 h6")
_LISTS = words("ul ol")
_TELLING = (*sorted(_HEADINGS | _LISTS), "table")
_AHEAD = 40
"""Blocks that may stand between two of the text: an advertisement, a gallery."""
_LONGEST = 600
"""Characters of a cell; a table with a longer one lays a page out."""
_PLAIN = Form()

Told: TypeAlias = tuple[tuple[str, ...], tuple[Form, ...]]
"""The blocks of a text, and how each stands on its page; no forms where all are paragraphs."""


def whole(bodies: Sequence[etree._Element], dropped: Container[etree._Element]) -> Told:
    """Give all that stands in the place of a text, block by block, and how it stands.

    Args:
        bodies: the elements that hold the text.
        dropped: what stands in them and is none of it.
    """
    if _are_plain(bodies):
        return tuple(block for body in bodies for block in blocks(body, dropped)), ()
    every = [found for body in bodies for found in _Walk(body, dropped).found()]
    return tuple(text for text, _ in every), _unless_plain([form for _, form in every])


def forms(bodies: Sequence[etree._Element], text: Sequence[str]) -> tuple[Form, ...]:
    """Say how each block of a text stands on its page; nothing at all where all are paragraphs.

    Args:
        bodies: the elements that hold the text.
        text: its blocks.
    """
    if _are_plain(bodies):
        return ()
    every = [found for body in bodies for found in _Walk(body).found()]
    told, at = [], 0
    for block in text:
        place = next((n for n in range(at, min(at + _AHEAD, len(every))) if every[n][0] == block), None)
        told.append(_PLAIN if place is None else every[place][1])
        at = at if place is None else place + 1
    return _unless_plain(told)


def _are_plain(bodies: Sequence[etree._Element]) -> bool:
    return all(next(body.iter(*_TELLING), None) is None for body in bodies)


def _unless_plain(told: Sequence[Form]) -> tuple[Form, ...]:
    return () if all(form is _PLAIN for form in told) else tuple(told)


class _Walk:
    """One walk through a body, by the rules of ``blocks``."""

    def __init__(self, body: etree._Element, dropped: Container[etree._Element] = ()) -> None:
        self._body = body
        self._dropped = dropped
        self._columns = {cell: at for table in body.iter("table") for cell, at in _columns(table)}
        self._last: etree._Element | None = None
        """The cell or item of the block before."""

    def found(self) -> Iterator[tuple[str, Form]]:
        """Give each block and how it stands."""
        buffer: list[str] = []
        cells: list[tuple[etree._Element, str]] = []
        cell, place = None, self._body
        walk = etree.iterwalk(self._body, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            tag, is_start = node.tag, event == "start"
            if tag in BLOCKS:
                if buffer:
                    if text := shown("".join(buffer)):
                        yield text, self._form(cells, place)
                    buffer.clear()
                    cells.clear()
                place = node if is_start or node is self._body else node.getparent()
            if is_start:
                if tag in CELLS:
                    buffer.append(" ")
                    cell = node if node in self._columns else cell
                if tag in UNSEEN or node in self._dropped:
                    walk.skip_subtree()
                    continue
                said = node.text
            else:
                cell = None if node is cell else cell
                said = None if node is self._body else node.tail
            if said:
                buffer.append(said)
                if cell is not None:
                    cells.append((cell, said))
        if text := shown("".join(buffer)):
            yield text, self._form(cells, place)

    def _form(self, parts: list[tuple[etree._Element, str]], place: etree._Element) -> Form:
        said: dict[etree._Element, str] = {}
        for cell, text in parts:
            said[cell] = said.get(cell, "") + text
        cells = {cell: text for cell, raw in said.items() if (text := shown(raw))}
        return self._of_cells(cells) if cells else self._of_item(place)

    def _of_cells(self, cells: dict[etree._Element, str]) -> Form:
        first, *_ = cells
        before, self._last = self._last, [*cells][-1]
        table, at = _table(first), self._columns[first]
        if first is before:
            return Form(kind="more")
        if before is not None and before in self._columns and _table(before) is table:
            kind = "cell" if before.getparent() is first.getparent() else "row"
        else:
            kind = "table"
        whole = tuple((self._columns[cell], said) for cell, said in cells.items()) if len(cells) > 1 else ()
        return Form(kind=kind, number=at, cells=whole)

    def _of_item(self, place: etree._Element) -> Form:
        for node in (place, *place.iterancestors()):
            if node is self._body:
                break
            if node.tag in _HEADINGS:
                self._last = None
                return Form(kind="heading")
            if node.tag == "li":
                return self._item(node)
        self._last = None
        return _PLAIN

    def _item(self, node: etree._Element) -> Form:
        before, self._last = self._last, node
        if node is before:
            return Form(kind="more")
        parent = node.getparent()
        if parent is None or parent.tag != "ol":
            return Form(kind="item")
        start = parent.get("start") or ""
        first = int(start) if start.isdecimal() and len(start) < len("10000") else 1
        return Form(kind="number", number=first + sum(1 for _ in node.itersiblings("li", preceding=True)))


def _columns(table: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Give the cells of a table with their columns, from 1; none of one that only lays the page out."""
    rows = [[cell for cell in row.iter("td", "th") if cell.getparent() is row] for row in table.iter("tr")]
    alike = len(rows) > 1 and max(map(len, rows)) > 1
    if not alike or next(table.iterdescendants("table"), None) is not None:
        return
    cells = (cell for row in rows for cell in row)
    if any(len("".join(map(str, cell.itertext()))) > _LONGEST for cell in cells):
        return
    taken: dict[int, int] = {}  # column -> rows for which a cell above still stands there
    for row in rows:
        at, below = 1, {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in row:
            while taken.get(at, 0) > 0:
                at += 1
            yield cell, at
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            below |= {column: high - 1 for column in range(at, at + wide) if high > 1}
            at += wide
        taken = below


def _span(cell: etree._Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), 50)) if said.isdecimal() and len(said) < len("10000") else 1


def _table(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)
