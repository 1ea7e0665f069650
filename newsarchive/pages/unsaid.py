"""The headline of a page that does not say in its window which it is, as sites of small studios have it."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from newsarchive.pages.anchors import is_framed
from newsarchive.pages.blocks import line
from newsarchive.pages.byline import says_when
from newsarchive.pages.days import is_nothing_else, names_day, tells_publication
from newsarchive.pages.headline import folded_line, is_above_menu, is_beside_logo, leads_home
from newsarchive.pages.outline import outline
from newsarchive.pages.pagers import names_news
from newsarchive.pages.rubrics import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from newsarchive.pages.metadata import Metadata
    from newsarchive.pages.outline import Piece

_LOWER = ("h2", "h3")
_ANY = ("div", "p", "span", "strong", "b")
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:(?:news|post|article|item|lbl)?title|headline|heading|za[gh]olovok|nazva)(?:$|\s)", re.IGNORECASE
)
_NAMED = 15
"""Characters; less may be the site's name."""
_WORD = re.compile(r"\w+")
_COVER = 3
"""Words of a headline; a rubric's name has fewer."""
_PARTED = re.compile(r"\s+[|–—»•·:/~-]\s+|\s*\|\s*")
_FONT = re.compile(r"[4-7]|\+[1-4]")
"""Sizes of a ``font`` in which no text is set."""
_PROSE = 140  # characters of a line in no link; the text has begun
_ENDS = ".!?…"
_STEPS = 4  # from the home page to an article, if each is a line, as of a list
_LETTERS = ("b", "strong", "big", "font", "span")
_LARGE = ("b", "strong", "big", "font", "span", "div", "p", "td", "h4", "h5", "h6")


class Unsaid:
    """What may be the headline where the window's title repeats no heading.

    Args:
        root: The page.
        data: What it says to machines.
        found: Its headings that may be the headline.
        may_be: Whether an element may be, by where it stands and leads.
    """

    def __init__(
        self,
        root: etree._Element,
        data: Metadata,
        found: list[etree._Element],
        may_be: Callable[[etree._Element], bool],
    ) -> None:
        self._root, self._data, self._found, self._may_be_headline = root, data, found, may_be

    @property
    def headline(self) -> etree._Element | None:
        """The first that is found, in the order of how sure it is."""
        ways = (
            *(self._entitled, self._named_headline, self._below_way, self._above_day, self._above_when),
            *(self._below_day, self._beside_day, self._set_large, self._only_heading, self._only_title),
        )
        return next((own for way in ways if (own := way()) is not None), None)

    def _entitled(self) -> etree._Element | None:
        """The heading that the page's only article begins with; the window's title may be the same on each page."""
        articles = list(self._root.iter("article"))
        if len(articles) != 1:
            return None
        said = line(articles[0])
        first = next((element for element in self._found if articles[0] in element.iterancestors()), None)
        is_told = first is not None and said.startswith(line(first)) and len(_WORD.findall(line(first))) >= _COVER
        return first if is_told else None

    def _named_headline(self) -> etree._Element | None:
        """Give what is called a title, is none of HTML's headings, and that the window's title repeats."""
        window = self._window
        called = (element for element in self._root.iter(*_ANY) if _CALLED.search(element.get("class") or ""))
        found = [element for element in called if self._may_be_headline(element) and len(line(element)) >= _NAMED]
        return max((element for element in found if folded_line(line(element)) in window), key=_length, default=None)

    def _set_large(self) -> etree._Element | None:
        """Give what is no heading, as of pages laid out with tables, and says what the window's title says of the page.

        The other part of that title is the site's name, which may be set as large above it.
        """
        window = next(map(line, self._root.iter("title")), "")
        names = {folded_line(self._data.first("og:site_name") or "")}
        ends = [part for found in _PARTED.finditer(window) for part in (window[: found.start()], window[found.end() :])]
        parts = {part for part in map(folded_line, (window, *ends)) if len(_WORD.findall(part)) >= _COVER} - names
        plain = (element for element in self._root.iter(*_LARGE) if parts and folded_line(line(element)) in parts)
        found = [element for element in plain if next(element.iter("a"), None) is None and not is_framed(element)]
        said = [*dict.fromkeys(folded_line(line(element)) for element in found if not is_beside_logo(element))]
        is_below = len(said) == len(ends) == 2 and all(text in parts - {folded_line(window)} for text in said)  # noqa: PLR2004 - the window's two
        if len(said) != 1 and not is_below:
            return None
        return [element for element in found if folded_line(line(element)) == said[-1]][-1]

    def _only_heading(self) -> etree._Element | None:
        return None if self._data.speaks or self._has_first else self._only_lower()

    def below(self, rubric: etree._Element) -> etree._Element | None:
        """Give the headline where what seems to be it is what the list is called: «Новини», above each article."""
        is_rubric = rubric.tag == "h1" and names_news(line(rubric))
        return self._only_lower() if is_rubric and not self._data.speaks else None

    def _only_lower(self) -> etree._Element | None:
        """Give the one heading of the highest rank below the first."""
        for tag in _LOWER:
            own = [element for element in self._found if element.tag == tag and self._may_be_title(element)]
            if own:
                return own[0] if len(own) == 1 else None
        return None

    @staticmethod
    def _may_be_title(element: etree._Element) -> bool:
        return _is_long(line(element)) and not is_beside_logo(element)

    def _only_title(self) -> etree._Element | None:
        """Give the one thing that is called a title or set in large letters, on a page that says nothing to machines.

        Its window says the site's name, as on all pages. On a list each entry has one, and it leads to its article.
        """
        if self._data.speaks or self._has_first:
            return None
        found = [
            element
            for element in self._root.iter(*_LARGE)
            if (_CALLED.search(element.get("class") or "") or _FONT.fullmatch(element.get("size") or ""))
            and self._may_be_title(element)
            and self._may_be_headline(element)  # the titles of cards below lead to other articles
        ]
        is_alone = bool(found) and all(found[0] in element.iterancestors() for element in found[1:])
        return found[0] if is_alone else None

    def _above_day(self) -> etree._Element | None:
        """Give the one line that is set apart right above a day, on a page that says nothing to machines."""
        return self._only_apart(one for one, day in pairwise(self._lines) if is_nothing_else(day.text))

    def _above_when(self) -> etree._Element | None:
        """The same, above a line that says more of its day, but not below one that may be it: a lead may be bold."""
        rows = zip([None, *self._lines], self._lines, self._lines[1:], strict=False)
        found = ((above, one) for above, one, when in rows if says_when(when.text) and self._may_say(one))
        return self._only_apart(one for above, one in found if above is None or not self._may_say(above))

    def _below_day(self) -> etree._Element | None:
        """The same, right below a day, unless a heading may be it: a lead may be bold."""
        above = takewhile(lambda piece: not is_nothing_else(piece.text), self._lines)
        if any(piece.block.tag in _LOWER for piece in above):
            return None
        return self._only_apart(one for day, one in pairwise(self._lines) if is_nothing_else(day.text))

    def _beside_day(self) -> etree._Element | None:
        """Give the line beside a day that is a part of the window's title, however short, below the site's menu."""
        window = next(map(line, self._root.iter("title")), "")
        parts = {folded_line(part) for part in _PARTED.split(window)}
        below = [*dropwhile(lambda piece: not piece.anchors or piece.plain, self._lines)]
        pairs = [*pairwise(below), *pairwise(below[::-1])]
        near = (one for one, day in pairs if not one.anchors and tells_publication(day.text))
        found = {one.block: one.text for one in near if folded_line(one.text) in parts}
        own = [block for block, text in found.items() if line(block) == text and self._may_be_headline(block)]
        return own[0] if len(own) == 1 else None

    def _below_way(self) -> etree._Element | None:
        """Give what the way from the home page ends with, in no link, and what stands again below it by itself."""
        for number, piece in enumerate(self._lines):
            said = folded_line(_end_of_way(self._lines[max(0, number - _STEPS) : number], piece))
            again = (other for other in self._lines[number + 1 :] if said in folded_line(other.text))
            if _is_long(said) and (other := next(again, None)) is not None:
                same = (element for element in other.block.iter(*_LARGE, *_LOWER) if folded_line(line(element)) == said)
                return next(filter(self._may_be_headline, same), None)
        return None

    def _may_say(self, piece: Piece) -> bool:
        """Whether a line in no link may be the headline, by what it says."""
        is_own = folded_line(piece.text) not in self._window and not names_day(piece.text)
        return not piece.anchors and is_own and _is_long(piece.text)

    def _only_apart(self, pieces: Iterable[Piece]) -> etree._Element | None:
        found = [element for element in map(self._set_apart, pieces) if element is not None]
        return found[0] if len(found) == 1 else None

    def _set_apart(self, piece: Piece) -> etree._Element | None:
        """Give what sets a whole line in bold or in a letter of its own; none of what the window says on each page."""
        said = folded_line(piece.text)
        if piece.anchors or said in self._window or piece.text.endswith("."):
            return None
        whole = (element for element in piece.block.iter(*_LETTERS) if folded_line(line(element)) == said)
        return next((element for element in whole if self._may_be_headline(element)), None)

    @cached_property
    def _has_first(self) -> bool:
        """Whether a heading of the first rank is any other than the site's name above its menu."""
        return not all(map(is_above_menu, self._root.iter("h1")))

    @cached_property
    def _lines(self) -> list[Piece]:
        """What a reader sees above the first paragraph, where it may be that no element tells the headline."""
        if self._data.speaks or self._has_first:
            return []
        begun = takewhile(lambda piece: piece.plain < _PROSE or piece.text[-1] not in _ENDS, outline(self._root, ()))
        return [piece for piece in begun if piece.text]

    @property
    def _window(self) -> str:
        return folded_line(next(map(line, self._root.iter("title")), ""))


def _is_long(said: str) -> bool:
    return len(said) >= _NAMED and len(_WORD.findall(said)) >= _COVER


def _end_of_way(steps: list[Piece], end: Piece) -> str:
    """Give what a line says behind links the first of which leads home, or below lines of such links."""
    linked = [*takewhile(lambda piece: piece.anchors and not piece.plain, reversed(steps))]
    way = end.anchors[:1] if end.anchors else [piece.anchors[0] for piece in linked]
    said = end.parts[-1].lstrip(BETWEEN)
    is_parted = end.text.removesuffix(said).rstrip()[-1:] in BETWEEN
    is_linked = bool(end.anchors) and line(end.anchors[-1]) == said
    return said if is_parted and not is_linked and any(map(leads_home, way)) else ""


def _length(element: etree._Element) -> int:
    return len(line(element))
