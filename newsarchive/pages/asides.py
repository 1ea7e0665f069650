"""What plug-ins put into a text: buttons that share it, its table of contents, other articles that may interest."""

from __future__ import annotations

import re
from itertools import chain, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from newsarchive.normalize.dates import ANY_MONTH
from newsarchive.pages import lines
from newsarchive.pages.blocks import line
from newsarchive.pages.headline import leads_home
from newsarchive.pages.memory import remembered
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

_HEADINGS = words("h2 h3 h4 h5 h6")
_RELATED = re.compile(r"(?:^|[-_])related(?:$|[-_])", re.IGNORECASE)
_BESIDE = re.compile(r"newsletter|author[-_]?(?:box|bio|info|description)", re.IGNORECASE)
_HEADED = re.compile(
    rf"\W*(?:{lines.ALSO}|"
    r"(?:вас|вам) (?:також )?(?:може|можуть|буде) (?:також )?(?:зацікавити|цікаво)|схожі|подібні|"
    r"пов.?язані (?:статті|новини|публікації|записи)|похожие|вас (?:также )?может заинтересовать|"
    r"related|you (?:may|might) (?:also )?(?:like|be interested)|similar|more (?:posts|stories|articles))\b.{0,30}",
    re.IGNORECASE,
)
_ALSO = re.compile(rf"\W*(?:{lines.ALSO}|(?:по|до|за)\s+тем[іиу])\b", re.IGNORECASE)
_FOLLOW = re.compile(r"\W*(?:підпис(?:уйтес[ья]|атис[ья])|приєднуйтес[ья]|(?:читайте|шукайте)\s+нас)\b", re.IGNORECASE)
_BEGINS = re.compile(rf"{_ALSO.pattern}|{_FOLLOW.pattern}", re.IGNORECASE)
_NETWORK = re.compile(
    r"(?:^|//|\.)(?:t\.me|telegram\.\w+|facebook\.com|fb\.com|instagram\.com|youtube\.com|viber\.\w+|twitter\.com|x\.com|"
    r"whatsapp\.com|threads\.\w+|tiktok\.com)(?:/|$)|^viber:",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\W*(?:поділитис[яь]|поділіться|поширити|поделиться|share)\b.{0,30}", re.IGNORECASE)
_OF_CALENDAR = re.compile(rf"\b{ANY_MONTH}|^(?:пн|вт|ср|чт|пт|сб|нд|вс|mon?|tue?)$", re.IGNORECASE)
_CELLS, _WEEK = 60, 7
_FILED = words("tag category")
_LABEL = 30  # characters beside the buttons: «Поділитися в соцмережах»
_SOME = 80  # characters; of whole words, since a text is not cut
_LINE = 300  # characters
_PARTS = 3  # of a table of contents
_FEWEST = 2  # articles
_ENTRIES = words("div article section li dd tr")
_ENTRY = 600  # characters of another article's title and beginning


def find(body: etree._Element, leads_on: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """Give what stands in the place of a text and is none of it.

    Args:
        body: The place of the text.
        leads_on: Whether a link leads to another page of the site.
    """
    for anchor in body.iter("a"):
        if lines.shares(anchor):
            buttons = _buttons(anchor, body)
            yield buttons
            label = buttons.getprevious()
            if label is not None and label.tag != "a" and _SHARE.fullmatch(line(label)) is not None:
                yield label
    yield from beside(body)
    for element in body.iterdescendants("div", "section", "ul", "ol", "p", *_HEADINGS):
        if element.tag in _HEADINGS:
            yield from _below(element, leads_on)
        elif _is_contents(element) or (_is_named_so(element, leads_on) and not _tells(element, body)):
            yield element


def _is_contents(element: etree._Element) -> bool:
    """Whether a list leads to the parts of the text itself."""
    anchors = list(element.iter("a")) if element.tag in {"ul", "ol"} else []
    return len(anchors) >= _PARTS and all((anchor.get("href") or "").startswith("#") for anchor in anchors)


def beside(root: etree._Element) -> Iterator[etree._Element]:
    """Give the lines that name another article to read, that call readers to a network, or that count them.

    They are another each time that the page is asked for, or are put under all articles on one day. So are calendars.
    """
    for element in root.iter("p", "div"):
        said = line(element) if len(element) <= _LABEL and _may_stand(lines.begins(element, _SOME)) else ""
        if 0 < len(said) <= _LINE and _stands_beside(element, said):
            yield element
    yield from filter(_is_calendar, root.iter("table"))


def _is_calendar(table: etree._Element) -> bool:
    """Whether a table has the days of a month, one after the other, and no more beside them than what they are."""
    found = [line(cell) for cell in islice(table.iter("td", "th", "caption"), _CELLS + 1)]
    said = [text for text in found if not text.isdecimal()]
    numbers = [int(text) for text in found if text.isdecimal()]
    if len(found) > _CELLS or len(numbers) < _WEEK or any(len(text) > _LABEL for text in said):
        return False
    return all(day in {1, before + 1} for before, day in pairwise(numbers)) and any(map(_OF_CALENDAR.search, said))


def _may_stand(begun: str) -> bool:
    """Whether a line may be one, by how it begins; hardly any is, which is told in a tenth of the time."""
    begun = begun.strip()
    if _BEGINS.match(begun):
        return True
    return len(begun) <= _SOME and any(map(str.isdecimal, begun)) and lines.counts(begun)


def _stands_beside(element: etree._Element, said: str) -> bool:
    if lines.counts(said):
        return True
    anchors = list(element.iter("a"))
    # «Читайте також: усі новини ради» leads home, and is an editor's.
    if not anchors or lines.holds_files(element) or leads_home(element):
        return False
    if _FOLLOW.match(said):
        return all(_NETWORK.search(anchor.get("href") or "") for anchor in anchors)
    rest = len(said) - sum(len(line(anchor)) for anchor in anchors)
    return rest <= _LABEL and _ALSO.match(said) is not None


def announced(root: etree._Element) -> Iterator[etree._Element]:
    """Give the headings that announce other articles, and these: boxes side by side, each with a link to one."""
    for heading in root.iter(*_HEADINGS):
        if not lines.leads_on(line(heading)):
            continue
        below = list(takewhile(lambda node: node.tag not in _HEADINGS, heading.itersiblings("*")))
        entries = _entries(below[0]) if len(below) == 1 else below
        if len(entries) >= _FEWEST and all(map(_is_entry, entries)):
            yield from (heading, *below)


def _entries(box: etree._Element) -> list[etree._Element]:
    """Give what stands in a list, whose terms may be days, or in a table."""
    return list(box.iter("tr") if box.tag == "table" else box.iterchildren("dd") if box.tag == "dl" else box)


def _is_entry(element: etree._Element) -> bool:
    """Whether an element may hold another article's title and beginning."""
    if element.tag not in _ENTRIES or next(element.iter("a"), None) is None or lines.holds_files(element):
        return False
    return len(line(element)) <= _ENTRY


def filed(body: etree._Element) -> Iterator[etree._Element]:
    """Give what says within a text under which tags and rubrics the article is filed."""
    yield from filter(_files_it, body.iterdescendants("div", "p", "ul"))


def _files_it(element: etree._Element) -> bool:
    """Whether an element says under which tags and rubrics the article is filed, and no more."""
    anchors = list(element.iter("a"))
    if not anchors or any(_FILED.isdisjoint((anchor.get("rel") or "").lower().split()) for anchor in anchors):
        return False
    return len(line(element)) - sum(len(line(anchor)) for anchor in anchors) <= _LABEL + len(anchors)


def _is_named_so(element: etree._Element, leads_on: Callable[[etree._Element], bool]) -> bool:
    is_related, is_beside = _named(element.get("class") or "")
    return is_beside or (is_related and _is_list([element], leads_on))


@remembered
def _named(attribute: str) -> tuple[bool, bool]:
    """Whether a class names related articles, and whether one names what stands beside a text."""
    names = attribute.split()
    return any(map(_RELATED.search, names)), any(map(_BESIDE.search, names))


def _tells(element: etree._Element, body: etree._Element) -> bool:
    """Whether an element holds what a body tells, and does not stand beside it: paragraphs are nowhere else."""
    inside = set(element.iter("p"))
    return bool(inside) and inside.issuperset(body.iter("p"))


def _buttons(anchor: etree._Element, body: etree._Element) -> etree._Element:
    """Give the outermost element that holds such buttons, a label, and nothing else."""
    outermost = anchor
    for around in anchor.iterancestors():
        anchors = list(around.iter("a"))
        rest = len(line(around)) - sum(len(line(each)) for each in anchors)
        if around is body or rest > _LABEL + len(anchors) or not all(map(lines.shares, anchors)):
            break
        outermost = around
    return outermost


def _below(heading: etree._Element, leads_on: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """Give a heading that announces other articles, and these."""
    if _HEADED.fullmatch(line(heading)) is None:
        return
    below = takewhile(lambda node: node.tag not in _HEADINGS, heading.itersiblings("*"))
    others = list(takewhile(lambda node: node.tag != "p" or _is_list([node], leads_on, fewest=1), below))
    if _is_list(others, leads_on):
        yield from (heading, *others)


def _is_list(
    elements: list[etree._Element], leads_on: Callable[[etree._Element], bool], *, fewest: int = _FEWEST
) -> bool:
    """Whether elements link to several other articles, and to no documents alone."""
    anchors = [*chain.from_iterable(element.iter("a") for element in elements)]
    addresses = {anchor.get("href") for anchor in anchors if leads_on(anchor)}
    return len(addresses) >= fewest and not any(map(lines.holds_files, elements))
