"""Where the text stands on a page whose theme uses none of the known names: by what Arc90's Readability found.

Paragraphs give points to what holds them: for their length, for their commas, less where they are links. What holds
most of the points holds the text; what stands beside it and has points enough belongs to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.pages.memory import remembered
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Container

_NEARLY = 0.75
_SEVERAL = 4
_BOXES = 3
_LEAST = 140  # characters of paragraphs; less may be a notice or a footer
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code dfn em font i ins kbd label mark nobr o:p q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_UNSEEN = words("script style noscript template select textarea button iframe svg object embed head title option")
_LIST = words("address ol ul dl dd dt li form th h1 h2 h3 h4 h5 h6")
_GOOD = re.compile(
    r"article|body|content|entry|hentry|main|page|post|text|blog|story|news|detail|full|material|novyn|statt"
)
_BAD = re.compile(
    r"comment|com-|contact|foot|masthead|media|meta|outbrain|promo|related|scroll|shoutbox|sidebar|sponsor|shopping|"
    r"tags|tool|widget|share|social|banner|breadcrumb|menu|nav|pager|pagination|popular|similar|header|hidden|"
    r"disqus|respond|rating|author|byline|subscri|newsletter|login|search|calendar|archive|teaser|recommend|cookie"
)
_LEAST_PARAGRAPH = 25  # characters


class _Open:
    """An element whose end has not come yet.

    Attributes:
        element: It.
        chars: Characters in it.
        linked: How many of them stand in links.
        own: Those that stand in no block inside it.
        commas: Likewise.
        is_split: Whether blocks or line breaks stand in it.
    """

    __slots__ = ("chars", "commas", "element", "is_split", "linked", "own")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.chars = self.linked = self.own = self.commas = 0
        self.is_split = False


class Density:
    """What a page's elements hold: characters, characters in links, points.

    Args:
        root: The page.
        left_out: Elements of which nothing counts: menus, teasers, what is hidden.

    Attributes:
        chars: Characters of text in an element, white space at the ends of its pieces not counted.
        linked: How many of them stand in links.
        points: What an element got as the holder of paragraphs.
        depth: How deep the elements are nested.
    """

    def __init__(self, root: etree._Element, left_out: Container[etree._Element] = ()) -> None:
        self.chars: dict[etree._Element, int] = {}
        self.linked: dict[etree._Element, int] = {}
        self.points: dict[etree._Element, float] = {}
        self.depth = 0
        self._measure(root, left_out)
        for element, points in self.points.items():
            self.points[element] = (points + _prior(element)) * (1 - self.link_share(element))

    def is_aside(self, element: etree._Element) -> bool:
        """Tell whether an element within a text is a list of links, or named like what surrounds texts."""
        length, share = self.chars.get(element, 0), self.link_share(element)
        return length > 0 and (share > 0.6 or (share > 0.3 and length < 1500 and weight(element) < 25))  # noqa: PLR2004 - Readability's

    def link_share(self, element: etree._Element) -> float:
        """Give the share of an element's characters that stand in links, 0 to 1."""
        return self.linked.get(element, 0) / max(1, self.chars.get(element, 0))

    def best(self) -> list[etree._Element]:
        """Give the elements that hold the text, side by side; none where there is hardly any."""
        top = max(self.points, key=lambda element: self.points[element], default=None)
        if top is not None and self.chars.get(top, 0) < _LEAST:
            top = self._around(top)
        return [] if top is None else self._beside(self._shared(top))

    def _around(self, box: etree._Element) -> etree._Element | None:
        """Give what holds a short paragraph's own box and other paragraphs' beside it; None where they are few."""
        parent = box.getparent()
        is_text = parent is not None and self.chars.get(parent, 0) >= _LEAST
        boxes = () if parent is None else (child for child in parent if child in self.points)
        return parent if is_text and sum(1 for _ in boxes) >= _BOXES else None

    def _shared(self, top: etree._Element) -> etree._Element:
        """Climb to what holds several that are nearly as good: a text in sections."""
        most = self.points.get(top, 0)  # what holds short boxes may have got none
        good = [element for element, points in self.points.items() if points >= _NEARLY * most > 0]
        if len(good) < _SEVERAL:
            return top
        above = [set(element.iterancestors()) for element in good]
        for ancestor in top.iterancestors():
            if ancestor.tag in {"body", "html"}:
                break
            if sum(ancestor in ancestors for ancestors in above) >= _SEVERAL:
                return ancestor
        return top

    def _beside(self, top: etree._Element) -> list[etree._Element]:
        """Add the siblings that have points enough, or are paragraphs of some length with hardly a link."""
        parent = top.getparent()
        if parent is None or top.tag in {"body", "td"}:
            return [top]
        most = self.points.get(top, 0)
        alike = top.get("class")
        found = []
        for element in parent.iterchildren("*"):
            points = self.points.get(element, 0) + (0.2 * most if alike and element.get("class") == alike else 0)
            is_text = element.tag == "p" and self.chars.get(element, 0) > 80 and self.link_share(element) < 0.25  # noqa: PLR2004 - Readability's
            if element is top or is_text or points >= max(10, 0.2 * most):
                found.append(element)
        return found

    def _measure(self, root: etree._Element, left_out: Container[etree._Element]) -> None:
        opened: list[_Open] = []
        inner: _Open | None = None
        links = deepest = 0
        # Programs that render in steps put comments around each text.
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _UNSEEN or element in left_out:
                    walk.skip_subtree()
                    continue
                links += tag == "a"
                inner = _Open(element)
                opened.append(inner)
                deepest = max(deepest, len(opened))
                text = element.text
            else:
                if inner is not None and inner.element is element:
                    opened.pop()
                    outer = opened[-1] if opened else None
                    self._close(inner, outer, tag)
                    inner = outer
                    links -= tag == "a"
                text = element.tail
            # Most of it is white space between elements.
            if text and inner is not None and not text.isspace():
                _add(inner, text, links)
        self.depth = deepest

    def _close(self, done: _Open, outer: _Open | None, tag: str) -> None:
        self.chars[done.element], self.linked[done.element] = done.chars, done.linked
        is_inline = tag in _INLINE
        if outer is not None:
            outer.chars += done.chars
            outer.linked += done.linked
            if is_inline:
                outer.own += done.own
                outer.commas += done.commas
                outer.is_split |= done.is_split
            else:
                outer.is_split = True
        if not is_inline and done.own >= _LEAST_PARAGRAPH:
            self._give(done)

    def _give(self, done: _Open) -> None:
        """Give a paragraph's points to what holds it, half of them to what holds that."""
        element = done.element
        is_holder = done.is_split or element.tag == "td"
        points = 1 + done.commas + (done.own / 100 if is_holder else min(done.own / 100, 3))
        holder: etree._Element | None = element if is_holder else element.getparent()
        if holder is not None and element.tag == "li":
            holder = holder.getparent()
        for share in (1, 0.5):
            if holder is None:
                return
            self.points[holder] = self.points.get(holder, 0) + share * points
            holder = holder.getparent()


def _add(opened: _Open, text: str, links: int) -> None:
    length = len(text.strip())
    opened.chars += length
    if links:
        opened.linked += length
    else:
        opened.own += length
        opened.commas += text.count(",") + text.count(";")


def _prior(element: etree._Element) -> float:
    """What an element's name and classes say before its text is looked at."""
    tag = element.tag
    points = 5 if tag in {"div", "article"} else 3 if tag in {"pre", "td", "blockquote"} else -4 if tag in _LIST else 0
    return points + weight(element)


def weight(element: etree._Element) -> int:
    """What an element's class and id say: 25 for a text, -25 against it, each."""
    return _weight_of(element.get("class") or "") + _weight_of(element.get("id") or "")


@remembered
def _weight_of(name: str) -> int:
    name = name.lower()
    return 25 * (_GOOD.search(name) is not None) - 25 * (_BAD.search(name) is not None)
