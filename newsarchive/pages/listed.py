"""The day that a list shows beside each article: some sites print it there, and on the article's own page none."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from newsarchive.pages import clues
from newsarchive.pages.blocks import line
from newsarchive.pages.days import is_nothing_else, tells_publication
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from newsarchive.items import DateClue
    from newsarchive.pages.anchors import Teaser

_TITLES = words("h1 h2 h3 h4 h5 h6")
_LONGEST = 3000
"""Characters of an entry; more is the whole page."""


def days(teasers: Sequence[Teaser]) -> Iterator[tuple[str, tuple[DateClue, ...]]]:
    """Give what stands beside each article's title and may be when it was published, best first.

    It stands in the article's entry; else before each entry, or after each, whichever the list does; or above several,
    which are of that day.

    Args:
        teasers: What a list shows, in the order of the page.
    """
    bare: dict[etree._Element, list[Teaser]] = {}
    for teaser in teasers:
        inside = _inside(teaser)
        parent = teaser.entry.getparent()
        if inside:
            yield teaser.url, inside
        elif parent is not None:
            bare.setdefault(parent, []).append(teaser)
    for parent, beside in bare.items():
        yield from _beside(parent, beside)


def _inside(teaser: Teaser) -> tuple[DateClue, ...]:
    """Give the days in an entry that are none of its title, each once, the whole of a badge before its parts."""
    entry, around = teaser.entry, {teaser.anchor, *teaser.anchor.iterancestors()}
    if sum(map(len, entry.itertext())) > _LONGEST:
        return ()
    told: list[etree._Element] = []
    for element in entry.iterdescendants("*"):
        if element in around or any(node in told or node.tag in _TITLES for node in _up_to(element, entry)):
            continue
        if not _is_title(element, teaser.anchor) and _tells(element):
            told.append(element)
    return clues.shown(told) or clues.said(_outside(entry, teaser.anchor))


def _up_to(element: etree._Element, entry: etree._Element) -> Iterator[etree._Element]:
    return takewhile(lambda node: node is not entry, (element, *element.iterancestors()))


def _is_title(element: etree._Element, anchor: etree._Element) -> bool:
    """Whether an element in a linked card is all that the link says."""
    return anchor in element.iterancestors() and len(line(element)) * 2 > len(line(anchor))


def _tells(element: etree._Element) -> bool:
    return element.tag == "time" or tells_publication(line(element))


def _outside(entry: etree._Element, anchor: etree._Element) -> Iterator[str]:
    """Give what an entry says between its elements, the title's left out."""
    inside = set(anchor.iter())
    for node in entry.iter("*"):
        own = "" if node in inside or node.tag in _TITLES else node.text
        after = node.tail if node is not entry and (node is anchor or node not in inside) else ""
        for text in (own, after):
            said = " ".join((text or "").split()).strip("—–-|•· ")
            if said and tells_publication(said):
                yield said


def _beside(parent: etree._Element, teasers: Sequence[Teaser]) -> Iterator[tuple[str, tuple[DateClue, ...]]]:
    """Give the days between entries that hold none themselves."""
    entries = {teaser.entry for teaser in teasers}
    gaps: list[list[etree._Element]] = [[]]
    for node in parent.iterchildren("*"):
        if node in entries:
            gaps.append([])
        elif _tells(node):
            gaps[-1].append(node)
    above = gaps[0][-1:] or _above(parent)
    if above and not gaps[-1]:
        for teaser, before in zip(teasers, gaps, strict=False):
            above = before[-1:] or above  # what stands above several is the day of each
            yield teaser.url, clues.shown(above)
    elif not above and all(gaps[1:]):
        for teaser, after in zip(teasers, gaps[1:], strict=False):
            yield teaser.url, clues.shown(after[:1])


def _above(parent: etree._Element) -> list[etree._Element]:
    """Give the heading of a list that is a day and nothing else."""
    heading = parent.getprevious()
    is_day = heading is not None and isinstance(heading.tag, str) and is_nothing_else(line(heading))
    return [heading] if heading is not None and is_day else []
