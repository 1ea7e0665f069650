"""Previous and next as a reader finds them, where no platform says which they are: words, arrows, names, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.pages import places
from newsarchive.pages.blocks import line
from newsarchive.pages.memory import remembered
from newsarchive.pages.sides import ARROWS, LABELS, QUOTES, SAID, THING, WEAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from newsarchive.pages.selectors import Finder
    from newsarchive.pages.sides import Side

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
_ENDS_LABEL = re.compile(r"\s*(?::|\W*$)")
_TOLD = re.compile("prev|next")
_WEAK_LABELS: dict[Side, re.Pattern[str]] = {
    side: re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE) for side, words in WEAK.items()
}
# A match in letters of one case takes a fraction of the time of one in both for each side, and hardly any link is one.
_MAY_SAY = re.compile(rf"\W*(?:читати\s+|read\s+)?(?:(?:{THING})\W+)?(?:{'|'.join((*SAID.values(), *WEAK.values()))})")
_ANY_ARROW = frozenset("".join(_ARROWS.values()))
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
_SURE, _LIKELY, _MAYBE = 3, 2, 1
_ENOUGH_ALONE = 3
_ENOUGH_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a link being a neighbour."""

    anchor: etree._Element
    url: str
    side: Side
    weight: int
    name: str
    """What it was known by."""


class _Clue(NamedTuple):
    """What may tell that a link is a neighbour's."""

    anchor: etree._Element
    text: str
    said: list[str]
    """What may be a label."""
    names: str
    """What it and what is around it are called; "" where no name tells a side."""
    drawn: str
    """What the pictures in it are called; likewise."""
    is_pointed: bool


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
    elsewhere = places.Elsewhere(around)  # where most links of a page stand, which need no reading
    anchors = [anchor for anchor in finder.named("a") if not elsewhere.holds(anchor)]
    signs = [sign for anchor in anchors if (sign := _sign(anchor, leads_to, links)) is not None]
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
                if block is not None and not places.is_pager(block) and places.links(block) <= places.FEW:
                    yield one, other


def _block(one: etree._Element, other: etree._Element) -> etree._Element | None:
    above = set(islice(one.iterancestors(), 2 * places.NEAR))
    return next((node for node in islice(other.iterancestors(), 2 * places.NEAR) if node in above), None)


def leads_back(said: str) -> bool:
    """Whether a link says that it leads back to the list."""
    return _TO_LIST.fullmatch(said) is not None


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
        if self._hinting.isdisjoint((anchor, *islice(anchor.iterancestors(), places.NEAR))):
            return ""
        names = " ".join(map(places.names, (anchor, *self.near(anchor))))
        return names if _hints(names) else ""

    def drawn(self, anchor: etree._Element) -> str:
        """Give what the pictures in a link are called; "" where no name tells a side."""
        return " ".join(map(places.names, anchor.iter(*_PICTURES))) if anchor in self._drawn else ""

    def near(self, anchor: etree._Element) -> Iterator[etree._Element]:
        """Give the elements around a link that hold no other link."""
        for node in islice(anchor.iterancestors(), places.NEAR):
            if node in self.around or self._leads_to_several(node):
                return
            yield node

    def _leads_to_several(self, block: etree._Element) -> bool:
        known = self._several.get(block)
        if known is None:
            hrefs = (anchor.get("href") for anchor in islice(block.iter("a"), 4 * places.FEW))
            first = next(hrefs, None)
            known = self._several[block] = any(href != first for href in hrefs)
        return known


def _sign(anchor: etree._Element, leads_to: Callable[[etree._Element], str | None], links: _Links) -> Sign | None:
    text = line(anchor)
    clue = _Clue(anchor, text, _said(anchor, text), links.names(anchor), links.drawn(anchor), _is_pointed(anchor, text))
    if not (clue.said or clue.names or clue.drawn or clue.is_pointed):
        return None
    known = [*_known(clue)]
    if not known or not places.may_lead_on(anchor, links.around) or leads_back(text):
        return None
    url = leads_to(anchor)
    # Words say more than names: «next» may be the class of both, or of the wrong one.
    side, weight, name = max(known, key=lambda sign: sign[1])
    return None if url is None else Sign(anchor, url, side, weight, name)


def _said(anchor: etree._Element, text: str) -> list[str]:
    """Give what may be a label of what a link says, or of what stands before one that does not say which it is."""
    own = (text or _pictured(anchor), anchor.get("title"), anchor.get("aria-label"))
    said = [words for words in own if words and _may_say(words)]
    if not (said and _says_which(said)):
        before = places.label_before(anchor)
        if before and _may_say(before):
            said.append(before)
    return said


def _known(clue: _Clue) -> Iterator[tuple[Side, int, str]]:
    anchor, text, said, names, drawn, may_point = clue
    for side, label in LABELS.items():
        if any(map(label.match, said)):
            yield side, _SURE + 1, "words"
        elif names and _NAMES[side].search(names):
            # «prev» and «next» alone are names of sliders' buttons too.
            is_bare = all(name in _BARE for name in names.split() if _NAMES[side].search(name))
            is_shown = not is_bare or (may_point and _points(anchor, text, side)) or places.is_navigation(anchor)
            yield side, _SURE if is_shown else _MAYBE, "name"
        elif (
            (may_point and _points(anchor, text, side))
            or (drawn and _ICONS[side].search(drawn))
            or any(map(_WEAK_LABELS[side].fullmatch, said))
        ):
            is_placed = bool(names) and _stands_at(anchor, names, side)
            yield side, _SURE if is_placed or places.is_of_neighbours(anchor) else _LIKELY, "arrow"
        elif names and _stands_at(anchor, names, side):
            yield side, _LIKELY, "place"


def says_other(anchor: etree._Element, side: Side) -> bool:
    """Whether a link says that it leads to the other neighbour than its place does: its label alone, or before a title.

    A title may begin with such a word: «Наступна сесія – у травні». What machines are told is believed first.
    """
    if _TOLD.search(anchor.get("rel") or ""):
        return False
    said = line(anchor)
    label = LABELS["next" if side == "prev" else "prev"].match(said) if _may_say(said) else None
    return label is not None and _ENDS_LABEL.match(said, label.end()) is not None


def _stands_at(anchor: etree._Element, names: str, side: Side) -> bool:
    """Whether a link stands at the left or the right of something that is named for navigation."""
    return _PLACES[side].search(names) is not None and places.is_navigation(anchor)


def _pictured(anchor: etree._Element) -> str | None:
    """Give the side that the picture in a link without words says, and no more, to those who do not see it."""
    picture = next(anchor.iter("img"), None) if len(anchor) else None
    said = ((picture is not None and picture.get("alt")) or "").strip()
    return said if said and any(label.fullmatch(said) for label in LABELS.values()) else None


def _may_say(words: str) -> bool:
    """Whether words may be a label of either side; hardly any are, which is told at once."""
    return _MAY_SAY.match(words.lower()) is not None


def _says_which(own: list[str]) -> bool:
    """Whether a link says itself which neighbour it leads to: at an end the other one is a label that leads nowhere."""
    return any(label.match(words) for words in own for label in LABELS.values())


@remembered
def _hints(names: str) -> bool:
    """Whether names may tell a side; hardly any does, which is told at once."""
    return _HINT.search(names.lower()) is not None


def _is_pointed(anchor: etree._Element, text: str) -> bool:
    """Whether an arrow of any kind stands in a link, or right beside it."""
    before, after = _text_before(anchor) or "", anchor.tail or ""
    return not _ANY_ARROW.isdisjoint(f"{before.rstrip()[-1:]}{after.lstrip()[:1]}{text[:1]}{text[-1:]}")


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
