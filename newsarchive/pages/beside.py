"""Previous and next of unknown software: one or two links near the text that lead to pages like this one.

No class, relation or word is needed where two such links stand together; where there is only one, or where the
addresses are unlike, an arrow, a word or a class has to say what it is. Related articles are three of a kind.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.items import Link
from newsarchive.normalize.addresses import identity, is_home
from newsarchive.pages import neighbours, places, sight
from newsarchive.pages.anchors import is_in_a_text, is_named, is_no_article, label, tells_which, within_site
from newsarchive.pages.blocks import blocks, line
from newsarchive.pages.lines import shares
from newsarchive.pages.memory import naming
from newsarchive.pages.selectors import classes, words
from newsarchive.pages.sides import ARROWS, STEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

ENOUGH = 5
"""Points from which links are an article's neighbours."""
_PREVIOUS = re.compile(rf"{STEMS['prev']}|^\s*(?:[{ARROWS['prev']}]|(?:<+|«|\u2039)(?=\s|$))", re.IGNORECASE)
_NEXT = re.compile(rf"{STEMS['next']}|(?:[{ARROWS['next']}]|(?:^|\s)(?:>+|»|\u203a))\s*$", re.IGNORECASE)
_PREVIOUS_NAME = re.compile(r"(?:^|[-_])(?:prev|previous|older|left|back|l)(?:$|[-_])", re.IGNORECASE)
_NEXT_NAME = re.compile(r"(?:^|[-_])(?:next|newer|right|forward|r)(?:$|[-_])", re.IGNORECASE)
_NO_PLACE = naming(
    r"(?:^|[-_])(?:menus?|breadcrumbs?|crumbs?|tags?|categor(?:y|ies)|rubrics?|langs?|share|socials?|respond|sidebar|"
    r"widgets?|related|similar|popular|latest|recent|toc|calendar|login)(?:$|[-_])"
)
_PLACE = re.compile(
    r"(?:^|[-_])(?:nav|navigation|neighbou?rs?|siblings?|adjacent|prev-?next|next-?prev|post-?nav|pager)(?:$|[-_])",
    re.IGNORECASE,
)
"""What themes call the place of neighbours, as they do that of menus."""
_NO_NEIGHBOR = re.compile(
    r"(?:на(?:зад)?\s+)?(?:до|к|to|в|у)?\s*(?:списку?|всіх|усіх|всі|усі|all|back|архів\w*|головн\w+|home|розділ\w*)\b.*|"
    r"(?:вернут|повернут)\w+\s.*|новини|news|детальніше|докладніше|читати.*|"
    r"(?:надіслати|відправити|переслати|отправить)(?:\s+(?:другу|друзям|поштою|на\s+(?:e-?mail|пошту)))?|поділитис[ья]|"
    r"(?:про|роз)?коментувати|(?:залишити|додати)\s+коментар|завантажити|скачати",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"схож|пов.язан|читайте|також|останні|популярн|по\s+темі|за\s+темою|интерес|похож|related|similar|recent|latest|popular|more",
    re.IGNORECASE,
)
"""Headings of what are no neighbours."""
_NO_RELS = words("tag category author nofollow search help license me bookmark")
_TITLE = 15
"""Characters of a title; less is a button's or a menu's."""
_BESIDE = 60
"""Characters beside links to neighbours: labels, a day each."""
_BESIDE_CARDS = 160
"""Where the theme calls the place that of neighbours: their rubrics, days and hours."""
_LONGEST = 800
"""Characters of a title; more is a teaser."""
_SENTENCE = re.compile(r"\w[.!?…][»”\")]?$")
_LIST = 3
_FIGURES = re.compile(r"\d+")


@dataclass(slots=True)
class _Box:
    """An element that holds links to one or two pages, and nothing that leads elsewhere."""

    element: etree._Element
    anchors: dict[str, list[etree._Element]]
    """Key of the page -> what leads to it."""

    @property
    def is_pair(self) -> bool:
        """Whether it holds links to two pages."""
        return len(self.anchors) > 1


class Neighbors(NamedTuple):
    """What a page seems to call previous and next; where nothing tells them apart, by their order."""

    previous: Link | None = None
    next: Link | None = None
    element: etree._Element | None = None
    """What holds the links, and hardly anything else."""


def find(root: etree._Element, base: str, url: str, headline: etree._Element) -> Neighbors:
    """Give the neighbours that stand on a page.

    Args:
        root: The page.
        base: What relative addresses are resolved against.
        url: The page's own address.
        headline: The article's.
    """
    targets = dict(_targets(root, base, url, headline))
    rows: dict[etree._Element, Counter[tuple[str, str]]] = {}
    boxes = [box for box in _boxes(targets, headline) if _is_bare(box) and not _is_of_list(box, targets, rows)]
    best = max(boxes, key=lambda box: _points(box, targets, url), default=None)
    if best is None or _points(best, targets, url) < ENOUGH:
        return Neighbors()
    found = [(_side(anchors, best.element), _link(anchors, targets)) for anchors in best.anchors.values()]
    if not any(side for side, _ in found):
        are_articles = all(tells_which(link.url) for _, link in found)
        if not are_articles or _is_one_of_many(best, boxes, targets, url):
            return Neighbors()
    place = _place(best)
    if len(found) == 1:
        side, link = found[0]
        return Neighbors(None, link, place) if side > 0 else Neighbors(link, None, place)
    (first, one), (second, other) = found
    return Neighbors(other, one, place) if first > second else Neighbors(one, other, place)


def _place(box: _Box) -> etree._Element:
    """Give the largest element within a box that holds its links and no sentence: a short text may stand above them."""
    anchors = set(chain.from_iterable(box.anchors.values()))
    first = next(node for node in box.element.iter("a") if node in anchors)
    upwards = takewhile(lambda node: node is not box.element, (first, *first.iterancestors()))
    places = [node for node in (*upwards, box.element) if anchors.issubset(node.iter("a"))]
    free = takewhile(lambda node: not any(map(_SENTENCE.search, blocks(node, anchors))), places)
    return [places[0], *free][-1]


def is_pictured(place: etree._Element) -> bool:
    """Whether links have pictures beside their words, as teasers do, and the theme does not call them neighbours."""
    return next(place.iter("img"), None) is not None and bool(line(place)) and not places.is_of_neighbours(place)


def is_called_so(element: etree._Element) -> bool:
    """Whether the theme calls what holds the links, or what is next to it, a place of neighbours."""
    near = (
        element,
        *islice(element.iterancestors("div", "nav", "ul", "section"), 1),
        *element.iter("div", "nav", "ul"),
    )
    return any(node.tag == "nav" or any(map(_PLACE.search, _names(node))) for node in near)


def _is_bare(box: _Box) -> bool:
    """Whether a box holds its links and hardly a word besides, and these make no sentence with it."""
    said = {anchor: line(anchor) for anchors in box.anchors.values() for anchor in anchors}
    whole, lengths = line(box.element), [*map(len, said.values())]
    if len(lengths) == 1 and _SENTENCE.search(whole) and not whole.endswith(tuple(said.values())):
        return False
    most = _BESIDE_CARDS if places.is_of_neighbours(box.element) else _BESIDE
    return len(whole) - sum(lengths) <= most and max(lengths) <= _LONGEST


def _is_one_of_many(best: _Box, boxes: list[_Box], targets: dict[etree._Element, str], url: str) -> bool:
    """Whether other links are as good as those that nothing marks."""
    like = [box for box in boxes if all(_shape(targets[anchors[0]]) == _shape(url) for anchors in box.anchors.values())]
    return any(box is not best and len(box.anchors) >= len(best.anchors) for box in like)


def _targets(
    root: etree._Element, base: str, url: str, headline: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    """Give the anchors below the headline that may lead to a neighbour, with where they lead."""
    is_below, above = False, set(headline.iterancestors())
    for element in root.iter("a", headline.tag):
        is_below = is_below or element is headline
        if element.tag != "a" or not is_below:
            continue
        target = within_site(element.get("href"), base, url)
        if target is None or is_home(target) or identity(target).startswith(f"{identity(url)}/"):
            continue
        said = label(element)
        if _NO_NEIGHBOR.fullmatch(said) or sight.leads_back(said) or shares(element) or is_no_article(target):
            continue
        if _may_stand(element) and places.may_lead_on(element, above):
            yield element, target


def _may_stand(element: etree._Element) -> bool:
    if not _NO_RELS.isdisjoint(element.get("rel", "").lower().split()):
        return False
    around = (element, *element.iterancestors())
    is_apart = any(node.tag in {"aside", "footer"} and not _is_in_article(node) for node in around)
    return not (is_apart or any(is_named(node, _NO_PLACE) for node in around) or is_in_a_text(element))


def _is_in_article(node: etree._Element) -> bool:
    return any(ancestor.tag in {"article", "main"} for ancestor in node.iterancestors())


def _boxes(targets: dict[etree._Element, str], headline: etree._Element) -> Iterator[_Box]:
    """Give the largest elements that hold links to two pages at most and not the headline."""
    above = {headline, *headline.iterancestors()}
    held: dict[etree._Element, dict[str, list[etree._Element]]] = {}
    for anchor, target in targets.items():
        for node in (anchor, *anchor.iterancestors()):
            held.setdefault(node, {}).setdefault(identity(target), []).append(anchor)
    seen = set()
    for anchor in targets:
        around = (anchor, *anchor.iterancestors())
        fitting = list(takewhile(lambda node: len(held[node]) < _LIST and node not in above, around))
        if fitting and fitting[-1] not in seen:
            seen.add(fitting[-1])
            box = _Box(fitting[-1], held[fitting[-1]])
            yield _inner(box, [node for node in fitting if len(held[node]) == len(box.anchors)])


def _inner(box: _Box, nodes: list[etree._Element]) -> _Box:
    """Give what of a box holds its links and hardly a word besides: the text itself may stand in the same box."""
    if _is_bare(box):
        return box
    inner = (_Box(node, box.anchors) for node in reversed(nodes) if places.is_of_neighbours(node) or box.is_pair)
    return next(filter(_is_bare, inner), box)


def _is_of_list(
    box: _Box, targets: dict[etree._Element, str], rows: dict[etree._Element, Counter[tuple[str, str]]]
) -> bool:
    """Whether a box is one of several alike, or stands under a heading of related articles.

    Args:
        box: What holds links.
        targets: Where they lead.
        rows: How many of a kind stand side by side, as far as counted: there may be thousands.
    """
    parent = box.element.getparent()
    if parent is not None:
        if parent not in rows:
            rows[parent] = Counter(_kind(node) for node in parent if any(a in targets for a in node.iter("a")))
        if rows[parent][_kind(box.element)] >= _LIST:
            return True
    before = next(box.element.itersiblings("*", preceding=True), None)
    inside = next(box.element.iter("h2", "h3", "h4", "h5", "strong"), None)
    return any(_heads_others(node) for node in (before, inside) if node is not None)


def _heads_others(node: etree._Element) -> bool:
    """Whether an element is a heading that says «Схожі новини» or the like."""
    said = line(node)
    return len(said) <= _TITLE * 2 and next(node.iter("a"), None) is None and _OTHERS.search(said) is not None


def _points(box: _Box, targets: dict[etree._Element, str], url: str) -> int:
    """Say how much speaks for neighbours."""
    sides = Counter(_side(anchors, box.element) for anchors in box.anchors.values())
    links = [targets[anchors[0]] for anchors in box.anchors.values()]
    is_like = all(_shape(link) == _shape(url) for link in links)
    said = [label(anchor) for anchors in box.anchors.values() for anchor in anchors]
    points = 2 * is_like + (1 if any(map(neighbours.is_label, filter(None, said))) else 0)
    if len(links) > 1:
        return points + 3 + 4 * (sides[-1] == sides[1] == 1)
    return points + 4 * (not sides[0]) + 3 * (is_like and max(map(len, said)) >= _TITLE)


def _side(anchors: Iterable[etree._Element], box: etree._Element) -> int:
    """Say what links call where they lead: -1 previous, 1 next, 0 nothing."""
    texts: list[str] = []
    names: list[str] = []
    for anchor in anchors:
        around = list(takewhile(lambda node: node is not box, (anchor, *anchor.iterancestors())))
        texts += [anchor.get("rel") or "", anchor.get("aria-label") or "", anchor.get("title") or "", label(anchor)]
        texts.append(_before(anchor, box))
        texts += [line(node) for node in anchor.iterdescendants("span", "strong", "small", "div", "b", "i", "em")]
        names += [name for node in (*around, *anchor.iterdescendants()) for name in _names(node)]
    for pattern, other, said in ((_PREVIOUS, _NEXT, texts), (_PREVIOUS_NAME, _NEXT_NAME, names)):
        previous, following = (any(map(which.search, said)) for which in (pattern, other))
        if previous != following:
            return -1 if previous else 1
    return 0


def _before(anchor: etree._Element, box: etree._Element) -> str:
    """Give the words right before an anchor: its label may stand outside of it."""
    node, parent = anchor.getprevious(), anchor.getparent()
    if node is not None:
        return node.tail or ""
    return "" if parent is None or parent is box else parent.text or ""


def _link(anchors: list[etree._Element], targets: dict[etree._Element, str]) -> Link:
    titles = filter(None, map(neighbours.title, anchors))
    return Link(url=targets[anchors[0]], title=next(titles, None))


def _names(node: etree._Element) -> list[str]:
    return [*classes(node), node.get("id") or ""] if isinstance(node.tag, str) else []


def _kind(node: etree._Element) -> tuple[str, str]:
    """Give what elements that stand side by side have in common, where they are alike."""
    stem = _FIGURES.sub("", (node.get("class") or "").split(" ", 1)[0]) if isinstance(node.tag, str) else ""
    return str(node.tag), stem


def _shape(url: str) -> str:
    """Give an address without figures and its last part, but for its ending."""
    path, _, query = identity(url).partition("?")
    folder, _, last = path.rpartition("/")
    ending = last.rpartition(".")[2] if "." in last else ""
    return _FIGURES.sub("0", f"{folder}/.{ending}?{re.sub('=[^&]*', '', query)}")
