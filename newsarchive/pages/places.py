"""Where a link stands: behind words that say which neighbour it leads to, among numbers of pages, in a menu."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsarchive.normalize.addresses import PAGED
from newsarchive.pages.blocks import line
from newsarchive.pages.memory import remembered
from newsarchive.pages.sides import LABELS

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml import etree

NEAR: Final = 3
"""Elements around a link of which it counts what they are called."""
FEW: Final = 4
"""Links in a block of neighbours: two, a list's, a picture's."""
_ELSEWHERE = re.compile(
    r"comment|calendar|календар|widget|sidebar|menu|breadcrumb|slider|carousel|related|wp-pagenavi|copyright|"
    r"navbar|site-?header|logo|share|social|login|lang|credit"
)
_ELSEWHERE_LABELED = re.compile(_ELSEWHERE.pattern.replace("related|", ""))
"""Where no neighbours stand though each has its label, as in a box that a theme calls related."""
_NAVIGATION = re.compile(
    r"(?<![a-z])(?:post|entry|article|single|news|page|item)?[_-]?nav(?!bar)|pag(?:er|inat)|prev\W?next"
)
_OF_NEIGHBOURS = re.compile(
    r"prev(?:ious)?\W?(?:and\W?)?next|next\W?(?:and\W?)?prev|(?:^|\s)(?:single-)?(?:post|article)[-_]nav(?:igation)?(?:$|\s)"
)
_PAGE = re.compile(rf"{PAGED.pattern}|[?&]p=\d", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:https?://[^/]+)?/?(?:index\.php)?\?p=\d+")
"""An article's address on WordPress with plain permalinks."""
_LONGEST_LABEL = 40  # characters
_SHORTEST_PAGER = 200  # characters; with one number
_LONGEST_PAGER = 1000  # characters; what holds the text too has numbers of other kinds


def counts_pages(anchor: etree._Element) -> bool:
    """Tell whether a link stands among links to pages by number."""
    near = islice(anchor.iterancestors(), 2)
    # A flat page has the years of its archive in the element that holds everything.
    return any(is_pager(block) for block in near if block.tag not in {"body", "html", "main", "article"})


def may_lead_on(anchor: etree._Element, around: Container[etree._Element] = ()) -> bool:
    """Tell whether a link may be a neighbour's: not in comments, calendars, sliders, and to no page of a list.

    Args:
        anchor: The link.
        around: The elements that hold the article's text; what they are called says nothing of the links in them.
    """
    href = anchor.get("href") or ""
    if "nofollow" in (anchor.get("rel") or "") or (_PAGE.search(href) and not _NUMBERED.fullmatch(href)):
        return False
    return not (_is_elsewhere(anchor, around) or counts_pages(anchor))


class Elsewhere:
    """Where on a page no neighbours stand, however they are labelled: each element is asked once.

    Args:
        around: The elements that hold the article's text; what they are called says nothing of the links in them.
    """

    def __init__(self, around: Container[etree._Element]) -> None:
        self._around = around
        self._known: dict[etree._Element, bool] = {}

    def holds(self, anchor: etree._Element) -> bool:
        """Whether a link stands there."""
        asked: list[etree._Element] = []
        found: bool | None = None
        for node in anchor.iterancestors():
            found = self._known.get(node)
            if found is None:
                asked.append(node)
                found = _tells(node, self._around, labeled=True)
            if found is not None:
                break
        is_elsewhere = bool(found)
        self._known.update(dict.fromkeys(asked, is_elsewhere))
        return is_elsewhere


def is_pager(block: etree._Element) -> bool:
    """Whether a block counts pages: links say nothing but a number, and hardly a word stands beside.

    One alone may be a word of a text; those that lead nowhere are the stars that readers give.
    """
    anchors = (a for a in islice(block.iter("a"), 4 * FEW) if not (a.get("href") or "").startswith("#"))
    counts = sum((line(anchor) if len(anchor) else (anchor.text or "").strip()).isdecimal() for anchor in anchors)
    return counts > 0 and len(line(block)) <= (_LONGEST_PAGER if counts > 1 else _SHORTEST_PAGER)


def links(block: etree._Element) -> int:
    """Count the addresses that a block links to, as far as they may be few."""
    return len({anchor.get("href") for anchor in islice(block.iter("a"), 4 * FEW)})


def names(node: etree._Element) -> str:
    """Give an element's classes and id, in lower case."""
    called, key = node.get("class"), node.get("id")
    return f"{called or ''} {key or ''}".lower() if called or key else ""


def is_navigation(anchor: etree._Element) -> bool:
    """Whether something close around a link is named for navigation."""
    return any(map(_NAVIGATION.search, map(names, islice(anchor.iterancestors(), NEAR))))


def is_of_neighbours(place: etree._Element) -> bool:
    """Whether an element, or something close around it, is named for an article's neighbours."""
    return any(map(_OF_NEIGHBOURS.search, map(names, (place, *islice(place.iterancestors(), NEAR)))))


def label_before(anchor: etree._Element) -> str:
    """Give the few words that stand before a link in the same block: «Попередня стаття»."""
    before = anchor.getprevious()
    parent = anchor.getparent()
    if before is None and parent is not None:
        if parent.text and parent.text.strip():
            return parent.text if len(parent.text) <= _LONGEST_LABEL else ""
        before = parent.getprevious()
    if (
        before is None
        or not isinstance(before.tag, str)
        or before.tag == "a"
        or next(before.iter("a"), None) is not None
    ):
        return ""
    tail = (before.tail or "").strip()
    said = tail or line(before)
    return said if len(said) <= _LONGEST_LABEL else ""


def _is_elsewhere(anchor: etree._Element, around: Container[etree._Element]) -> bool:
    labeled = _is_labeled(anchor)
    told = (_tells(node, around, labeled=labeled) for node in anchor.iterancestors())
    return next((found for found in told if found is not None), False)


def _tells(node: etree._Element, around: Container[etree._Element], *, labeled: bool) -> bool | None:
    """Whether neighbours never stand in an element, None where what is around it must say so."""
    if node in around:
        return False
    elsewhere, elsewhere_labeled, of_neighbours = _says(names(node))
    if (elsewhere_labeled if labeled else elsewhere) or (node.tag == "aside" and not 1 < links(node) <= FEW):
        return True
    return False if of_neighbours else None  # themes put it where the comments are


def _is_labeled(anchor: etree._Element) -> bool:
    """Whether an element right before a link says which neighbour it leads to, and no more."""
    before = anchor.getprevious()
    said = label_before(anchor) if before is not None and not (before.tail or "").strip() else ""
    return bool(said) and any(label.fullmatch(said.strip(" :")) for label in LABELS.values())


@remembered
def _says(name: str) -> tuple[bool, bool, bool]:
    """Whether a name is of what stands elsewhere, of what does though labelled, and of an article's neighbours."""
    found = (pattern.search(name) is not None for pattern in (_ELSEWHERE, _ELSEWHERE_LABELED, _OF_NEIGHBOURS))
    elsewhere, elsewhere_labeled, of_neighbours = found
    return elsewhere, elsewhere_labeled, of_neighbours
