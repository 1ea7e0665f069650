"""A page as a reader sees it, from top to bottom: pieces of text, each with its links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.pages.blocks import BLOCKS, CELLS, shown
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Container

_UNSEEN = words(
    "script style iframe noscript svg template button select textarea object embed audio video canvas math datalist "
    "head figcaption"
)
_BORDERS = BLOCKS | CELLS


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two borders of blocks, one line for a reader."""

    text: str
    """White space collapsed; may be empty where only a picture is linked."""
    linked: int
    """How many characters of it stand in links."""
    parts: tuple[str, ...]
    """Its text as the elements in it divide it: «Олена Коваль» and «12.03.2024» may stand in it without a space."""
    anchors: tuple[etree._Element, ...]
    """The links that begin in it."""
    block: etree._Element
    """The innermost block that it stands in."""
    aside: bool
    """Whether it belongs to a menu, a form, comments, a teaser, or is hidden."""

    @property
    def plain(self) -> int:
        """How many characters stand in no link."""
        return len(self.text) - self.linked


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.texts: list[str] = []
        self.linked = 0
        self.anchors: list[etree._Element] = []

    def add(self, text: str, *, in_link: bool) -> None:
        self.texts.append(text)
        if in_link:
            self.linked += len(text.strip())

    def flush(self, block: etree._Element, *, aside: bool) -> None:
        if not self.texts and not self.anchors:
            return
        text = shown("".join(self.texts))
        if text or self.anchors:
            linked = min(self.linked, len(text))
            shares = map(shown, self.texts) if len(self.texts) > 1 else (text,)
            parts = tuple(filter(None, shares))
            self.pieces.append(Piece(" ".join(text.split()), linked, parts, tuple(self.anchors), block, aside))
        self.texts.clear()
        self.anchors.clear()
        self.linked = 0


def outline(
    root: etree._Element, surroundings: Container[etree._Element], unseen: Container[etree._Element] = ()
) -> list[Piece]:
    """Give the pieces of a page in document order.

    Args:
        root: The page, or a part of it.
        surroundings: Elements whose pieces are marked as aside.
        unseen: Elements without blocks, whose words no reader sees.
    """
    writer, blocks = _Writer(), [root]
    links = asides = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        is_border = tag in _BORDERS
        if event == "start":
            if is_border:
                writer.flush(blocks[-1], aside=asides > 0)
            if tag in _UNSEEN or node in unseen:
                walk.skip_subtree()
                continue
            if is_border:
                blocks.append(node)
            asides += node in surroundings
            if tag == "a":
                links += 1
                writer.anchors.append(node)
            if text := node.text:
                writer.add(text, in_link=links > 0)
            continue
        if event == "end" and tag not in _UNSEEN and node not in unseen:
            links -= tag == "a"
            if is_border:
                writer.flush(node, aside=asides > 0)
                blocks.pop()
            asides -= node in surroundings
        if node is not root and (text := node.tail):
            writer.add(text, in_link=links > 0)
    return writer.pieces
