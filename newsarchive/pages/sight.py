"""Previous and next as a reader finds them, where no platform says which they are: words, arrows, names, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import PAGED
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import REMEMBERED
from newsarchive.pages.sides import ARROWS, QUOTES, SHORT, THING, WEAK, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from lxml import etree

    from newsarchive.pages.selectors import Finder
    from newsarchive.pages.sides import Side

_WORDS: dict[Side, str] = {side: rf"{words}|(?:{SHORT[side]})(?=\.)" for side, words in WORDS.items()}
_ARROWS: dict[Side, str] = {side: f"{arrows}{QUOTES[side]}" for side, arrows in ARROWS.items()}
_NO_LIST = r"(?!-?(?:entries|posts|pages?))(?:$|[\s_-])"
_ICON = r"(?:arrow|angle|chevron|caret|long|hand|circle)[\w-]*[_-]"
_NAMES: dict[Side, re.Pattern[str]] = {
    "prev": re.compile(rf"(?:^|[\s_-])(?:prev(?:ious)?(?:post|article|link)?|older){_NO_LIST}"),
    "next": re.compile(rf"(?:^|[\s_-])(?:next(?:post|article|link)?|newer){_NO_LIST}"),
}
_PLACES: dict[Side, re.Pattern[str]] = {
    "prev": re.compile(r"(?:^|[\s_-])(?:align|float|pull|text|nav)?-?left(?:$|[\s_-])"),
    "next": re.compile(r"(?:^|[\s_-])(?:align|float|pull|text|nav)?-?right(?:$|[\s_-])"),
}
_ICONS: dict[Side, re.Pattern[str]] = {
    "prev": re.compile(rf"{_ICON}(?:left|prev(?:ious)?|back)(?:$|[\s_-])"),
    "next": re.compile(rf"{_ICON}(?:right|next|forward)(?:$|[\s_-])"),
}
"""Classes of pictures: Font Awesome's ``fa-angle-left``, Bootstrap's ``bi-arrow-right``."""
_PICTURES = frozenset({"i", "span", "svg", "use", "img"})
_HINT = re.compile("prev|next|older|newer|left|right|back|forward")
"""Stands in any name that tells a side."""
_LABELS: dict[Side, re.Pattern[str]] = {
    side: re.compile(
        rf"\W*(?:читати\s+|read\s+)?(?:(?:{words})(?:\W+(?:{THING}))?|(?:{THING})\W+(?:{words}))\b", re.IGNORECASE
    )
    for side, words in _WORDS.items()
}
_ENDS_LABEL = re.compile(r"\s*(?::|\W*$)")
_TOLD = re.compile("prev|next")
_WEAK_LABELS: dict[Side, re.Pattern[str]] = {
    side: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE) for side, words in WEAK.items()
}
# A match in letters of one case takes a fraction of the time of one in both for each side, and hardly any link is one.
_MAY_SAY = re.compile(
    rf"\W*(?:читати\s+|read\s+)?(?:(?:{THING})\W+)?(?:{'|'.join((*_WORDS.values(), *WEAK.values()))})"
)
_ANY_ARROW = frozenset("".join(_ARROWS.values()))
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
_TO_LIST = re.compile(
    r"\W*(?:(?:go )?back to|return to|назад (?:до|на|в|у|к)|(?:по)?вернут(?:ися|ись|ься)(?: назад)? (?:до|на|в|у|к)|"
    r"zurück z\w+|all (?:posts|articles|news)|"
    r"(?:до )?(?:усі|всі|всіх|усіх|все) (?:новин|стат|публікаці|дописи|новост)\w*)\b.{0,25}|"
    r"\W*(?:(?:назад|повернення|возврат) )?(?:до|к) "
    r"(?:(?:списку|переліку|стрічки|архіву)(?: нов\w+)?|новин|новостям)\W*|\W*(?:назад )?на головну(?: сторінку)?\W*",
    re.IGNORECASE,
)
"""What leads back to the list, with an arrow or not."""
_BARE = frozenset({"prev", "next", "previous"})
_PAGE = re.compile(rf"{PAGED.pattern}|[?&]p=\d", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:https?://[^/]+)?/?(?:index\.php)?\?p=\d+")
"""An article's address on WordPress with plain permalinks."""
_SURE, _LIKELY, _MAYBE = 3, 2, 1
_ENOUGH_ALONE = 3
_ENOUGH_TOGETHER = 4
_FEW = 4  # links in a block of neighbours: two, a list's, a picture's
_NEAR = 3  # ancestors
_LONGEST_LABEL = 40  # characters
_SHORTEST_PAGER = 200  # characters; with one number
_LONGEST_PAGER = 1000  # characters; what holds the text too has numbers of other kinds


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a link being a neighbour."""

    anchor: etree._Element
    url: str
    side: Side
    weight: int
    name: str
    """What it was known by."""


def pair(
    finder: Finder,
    leads_to: Callable[[etree._Element], str | None],
    around: set[etree._Element],
) -> dict[Side, etree._Element]:
    """Find the links to the previous and the next article.

    Both together are known by less than one alone: two arrows, or left and right in one block. One alone must bear the
    words or the name of its side.

    Args:
        finder: The page's.
        leads_to: Gives where a link leads, None where that is no other page of the site.
        around: The elements that hold the article's text; what is named like a list but holds the text is none.
    """
    links = _Links(finder, around)
    signs = [sign for anchor in finder.named("a") for sign in _signs(anchor, leads_to, links)]
    found: dict[Side, etree._Element] = {}
    best = max(_pairs(signs), key=lambda two: two[0].weight + two[1].weight, default=None)
    if best is not None:
        return {"prev": best[0].anchor, "next": best[1].anchor}
    sides: tuple[Side, Side] = ("prev", "next")
    for side in sides:
        alone = [sign for sign in signs if sign.side == side and sign.weight >= _ENOUGH_ALONE]
        if len({sign.url for sign in alone}) == 1:
            found[side] = alone[0].anchor
    return found


def _pairs(signs: list[Sign]) -> Iterator[tuple[Sign, Sign]]:
    """Give each previous and next that stand in one small block and are known by enough."""
    for one in signs:
        if one.side != "prev":
            continue
        for other in signs:
            if other.side == "next" and one.url != other.url and one.weight + other.weight >= _ENOUGH_TOGETHER:
                block = _block(one.anchor, other.anchor)
                if block is not None and not _is_pager(block) and _links(block) <= _FEW:
                    yield one, other


def _block(one: etree._Element, other: etree._Element) -> etree._Element | None:
    above = set(islice(one.iterancestors(), 2 * _NEAR))
    return next((node for node in islice(other.iterancestors(), 2 * _NEAR) if node in above), None)


def counts_pages(anchor: etree._Element) -> bool:
    """Tell whether a link stands among links to pages by number."""
    near = islice(anchor.iterancestors(), 2)
    # A flat page has the years of its archive in the element that holds everything.
    return any(_is_pager(block) for block in near if block.tag not in {"body", "html", "main", "article"})


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


def leads_back(said: str) -> bool:
    """Whether a link says that it leads back to the list."""
    return _TO_LIST.fullmatch(said) is not None


def _is_pager(block: etree._Element) -> bool:
    """Whether a block counts pages: links say nothing but a number, and hardly a word stands beside.

    One alone may be a word of a text.
    """
    anchors = islice(block.iter("a"), 4 * _FEW)
    counts = sum((line(anchor) if len(anchor) else (anchor.text or "").strip()).isdecimal() for anchor in anchors)
    return counts > 0 and len(line(block)) <= (_LONGEST_PAGER if counts > 1 else _SHORTEST_PAGER)


def _links(block: etree._Element) -> int:
    return len({anchor.get("href") for anchor in islice(block.iter("a"), 4 * _FEW)})


class _Links:
    """What stands around a page's links.

    Args:
        finder: The page's.
        around: The elements that hold the article's text.
    """

    def __init__(self, finder: Finder, around: set[etree._Element]) -> None:
        self.around = around
        self._several: dict[etree._Element, bool] = {}
        self._hinting = finder.called(_hints)
        pictures = (element for element in self._hinting if element.tag in _PICTURES)
        self._drawn = {anchor for picture in pictures for anchor in picture.iterancestors("a")}

    def names(self, anchor: etree._Element) -> str:
        """Give what a link and the elements around it that hold no other are called; "" where no name tells a side."""
        near = (anchor, *islice(anchor.iterancestors(), _NEAR))
        return "" if self._hinting.isdisjoint(near) else " ".join(map(_names, (anchor, *self.near(anchor))))

    def drawn(self, anchor: etree._Element) -> str:
        """Give what the pictures in a link are called; "" where no name tells a side."""
        return " ".join(map(_names, anchor.iter(*_PICTURES))) if anchor in self._drawn else ""

    def near(self, anchor: etree._Element) -> Iterator[etree._Element]:
        """Give the elements around a link that hold no other link."""
        for node in islice(anchor.iterancestors(), _NEAR):
            if node in self.around or self._leads_to_several(node):
                return
            yield node

    def _leads_to_several(self, block: etree._Element) -> bool:
        known = self._several.get(block)
        if known is None:
            hrefs = (anchor.get("href") for anchor in islice(block.iter("a"), 4 * _FEW))
            first = next(hrefs, None)
            known = self._several[block] = any(href != first for href in hrefs)
        return known


def _signs(anchor: etree._Element, leads_to: Callable[[etree._Element], str | None], links: _Links) -> Iterator[Sign]:
    known = [*_known(anchor, links)]
    if not known or not may_lead_on(anchor, links.around) or leads_back(line(anchor)):
        return
    url = leads_to(anchor)
    if url is not None:
        # Words say more than names: «next» may be the class of both, or of the wrong one.
        side, weight, name = max(known, key=lambda sign: sign[1])
        yield Sign(anchor, url, side, weight, name)


def _known(anchor: etree._Element, links: _Links) -> Iterator[tuple[Side, int, str]]:
    text = line(anchor)
    own = (text or _pictured(anchor), anchor.get("title"), anchor.get("aria-label"))
    said = [words for words in own if words and _may_say(words)]
    if not _says_which(said):
        said += filter(_may_say, [_label_before(anchor)])
    names, drawn = links.names(anchor), links.drawn(anchor)
    may_tell, may_draw, may_point = _hints(names), bool(drawn), _is_pointed(anchor, text)
    if not (said or may_tell or may_draw or may_point):
        return
    for side, label in _LABELS.items():
        if any(map(label.match, said)):
            yield side, _SURE + 1, "words"
        elif may_tell and _NAMES[side].search(names):
            # «prev» and «next» alone are names of sliders' buttons too.
            is_bare = all(name in _BARE for name in names.split() if _NAMES[side].search(name))
            is_shown = not is_bare or (may_point and _points(anchor, text, side)) or _is_navigation(anchor)
            yield side, _SURE if is_shown else _MAYBE, "name"
        elif (
            (may_point and _points(anchor, text, side))
            or (may_draw and _ICONS[side].search(drawn))
            or any(map(_WEAK_LABELS[side].fullmatch, said))
        ):
            is_placed = may_tell and _stands_at(anchor, names, side)
            yield side, _SURE if is_placed or is_of_neighbours(anchor) else _LIKELY, "arrow"
        elif may_tell and _stands_at(anchor, names, side):
            yield side, _LIKELY, "place"


def says_other(anchor: etree._Element, side: Side) -> bool:
    """Whether a link says that it leads to the other neighbour than its place does: its label alone, or before a title.

    A title may begin with such a word: «Наступна сесія – у травні». What machines are told is believed first.
    """
    if _TOLD.search(anchor.get("rel") or ""):
        return False
    said = line(anchor)
    label = _LABELS["next" if side == "prev" else "prev"].match(said) if _may_say(said) else None
    return label is not None and _ENDS_LABEL.match(said, label.end()) is not None


def _stands_at(anchor: etree._Element, names: str, side: Side) -> bool:
    """Whether a link stands at the left or the right of something that is named for navigation."""
    return _PLACES[side].search(names) is not None and _is_navigation(anchor)


def _pictured(anchor: etree._Element) -> str | None:
    """Give the side that the picture in a link without words says, and no more, to those who do not see it."""
    picture = next(anchor.iter("img"), None) if len(anchor) else None
    said = ((picture is not None and picture.get("alt")) or "").strip()
    return said if said and any(label.fullmatch(said) for label in _LABELS.values()) else None


def _may_say(words: str) -> bool:
    """Whether words may be a label of either side; hardly any are, which is told at once."""
    return _MAY_SAY.match(words.lower()) is not None


def _says_which(own: list[str]) -> bool:
    """Whether a link says itself which neighbour it leads to: at an end the other one is a label that leads nowhere."""
    return any(label.match(words) for words in own for label in _LABELS.values())


def _names(node: etree._Element) -> str:
    """Give an element's classes and id, in lower case."""
    return f"{node.get('class') or ''} {node.get('id') or ''}".lower()


def _hints(names: str) -> bool:
    """Whether names may tell a side; hardly any does, which is told at once."""
    return _HINT.search(names.lower()) is not None


def _is_navigation(anchor: etree._Element) -> bool:
    """Whether something close around a link is named for navigation."""
    return any(map(_NAVIGATION.search, map(_names, islice(anchor.iterancestors(), _NEAR))))


def is_of_neighbours(place: etree._Element) -> bool:
    """Whether an element, or something close around it, is named for an article's neighbours."""
    return any(map(_OF_NEIGHBOURS.search, map(_names, (place, *islice(place.iterancestors(), _NEAR)))))


def _label_before(anchor: etree._Element) -> str:
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


def _is_pointed(anchor: etree._Element, text: str) -> bool:
    """Whether an arrow of any kind stands in a link, or right beside it."""
    before, after = _text_before(anchor), anchor.tail
    ends = (before and before.rstrip()[-1:]) or "", (after and after.lstrip()[:1]) or "", text[:1], text[-1:]
    return not _ANY_ARROW.isdisjoint(ends)


def _text_before(anchor: etree._Element) -> str | None:
    """Give the text right before a link."""
    before, parent = anchor.getprevious(), anchor.getparent()
    return before.tail if before is not None else parent.text if parent is not None else None


def _points(anchor: etree._Element, text: str, side: Side) -> bool:
    """Tell whether an arrow stands at the outer end of a link, or beside it."""
    if side == "prev":
        return _begins(text, _ARROWS[side]) or _ends(_text_before(anchor), _ARROWS[side])
    return _ends(text, _ARROWS[side]) or _begins(anchor.tail, _ARROWS[side])


def _ends(text: str | None, signs: str) -> bool:
    text = (text or "").strip()
    return bool(text) and text[-1] in signs and not (text[-1] == "»" and "«" in text)  # which closes a quotation


def _begins(text: str | None, signs: str) -> bool:
    text = (text or "").strip()
    return bool(text) and text[0] in signs and not (text[0] == "«" and "»" in text)


def _is_elsewhere(anchor: etree._Element, around: Container[etree._Element]) -> bool:
    elsewhere = _ELSEWHERE_LABELED if _is_labeled(anchor) else _ELSEWHERE
    for node in anchor.iterancestors():
        if node in around:
            return False
        name = _names(node)
        if (node.tag == "aside" and not 1 < _links(node) <= _FEW) or _says(name, elsewhere):
            return True
        if _says(name, _OF_NEIGHBOURS):  # themes put it where the comments are
            return False
    return False


def _is_labeled(anchor: etree._Element) -> bool:
    """Whether an element right before a link says which neighbour it leads to, and no more."""
    before = anchor.getprevious()
    said = _label_before(anchor) if before is not None and not (before.tail or "").strip() else ""
    return bool(said) and any(label.fullmatch(said.strip(" :")) for label in _LABELS.values())


@lru_cache(maxsize=2 * REMEMBERED)
def _says(name: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(name) is not None
