"""The text of a page that nobody has seen, told by two opinions that know nothing of each other.

One is ours: what the theme marks, or where the text is dense. The other is trafilatura's. Where they agree, the text
is ours, less what trafilatura left out; where they do not, the longer one is taken: either is more often short of a
part than it takes too much. Old markup is the exception, where trafilatura takes comments and menus for text.
"""

from __future__ import annotations

import copy
import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from newsarchive.pages import noise
from newsarchive.pages.asides import beside
from newsarchive.pages.blocks import blocks, line, shown
from newsarchive.pages.lines import is_announced, is_copyright, tells_of_article
from newsarchive.pages.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsarchive.pages.density import Density

_AGREED = 0.9  # F1 of the words
_KNOWN = 0.5  # share of a block's words
DEEPEST = 200  # elements; deeper than anyone writes, and trafilatura recurses
_CREDITS = 100  # characters; an author, a rubric, a counter
_SHORT = 1000  # characters
_NOISE = 0.02  # F1; what a label or two make
_ENOUGH = 2  # places in a row that are worse; what holds them is worse too
_SUBSET, _MOST = 0.8, 0.4  # shares of the words
_BOXES = frozenset({"div", "section", "details", "ins", "center"})
_LINES = frozenset({"p", "ul", "ol", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINKED = 0.9
_HOLDERS = frozenset({"article", "div", "main", "section", "td"})
_WORD = re.compile(r"\w+")
_MODERN = ("article", "main", "section", "header", "footer", "nav")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and where it stands."""

    holders: list[etree._Element]
    """The elements that hold it, side by side; what an article shows and names is sought in them."""
    blocks: tuple[str, ...]
    marked: bool
    """Whether the theme's marks told where it stands."""


@dataclass(frozen=True, slots=True)
class _Opinion:
    holders: list[etree._Element]
    blocks: list[str]
    words: Counter[str]
    agreed: float
    """How much it agrees with trafilatura's, 0 to 1."""


def choose(
    root: etree._Element,
    marked: list[etree._Element],
    density: Density,
    read: Callable[[list[etree._Element]], list[str]],
    *,
    headline: str,
    aside: Iterable[etree._Element],
) -> Prose:
    """Choose the text of a page.

    Args:
        root: The page.
        marked: What a known theme marks as the place of the text, may be empty.
        density: Of the page.
        read: Gives the blocks of elements without what is none of the text.
        headline: The article's, in one line.
        aside: What ``asides.beside`` gives of the page.
    """
    theirs = _second_opinion(root, aside) if density.depth <= DEEPEST else []
    if _is_heap(theirs, headline):
        places = marked or density.best()
        return Prose(places, tuple(read(places)), marked=bool(marked))
    other = words(theirs)
    ours = list(_ours(density, read, other))
    best = max(ours, key=lambda one: one.agreed, default=None)
    if marked:
        mark = _opinion(marked, found := read(marked), other)
        is_nearest = best is None or mark.agreed >= max(_AGREED, best.agreed)
        is_short = sum(map(len, theirs)) <= _SHORT
        if is_nearest or (is_short and best is not None and found and _is_all_but_credits(found, best.blocks)):
            return Prose(marked, _agreed(mark, other), marked=True)
    if best is None:
        return Prose(_around(root, theirs, headline), tuple(theirs), marked=False)
    if best.agreed >= _AGREED:
        return Prose(best.holders, _agreed(best, other), marked=best.holders == marked)
    if next(root.iter(*_MODERN), None) is None:
        return Prose(ours[0].holders, tuple(ours[0].blocks), marked=False)
    is_longer = best.words.total() > other.total()
    is_known = is_longer or not set(theirs).isdisjoint(best.blocks)
    holders = best.holders if is_known else _around(root, theirs, headline)
    return Prose(holders, tuple(best.blocks if is_longer else theirs), marked=False)


def _around(root: etree._Element, found: list[str], headline: str) -> list[etree._Element]:
    """Give what holds a text that is known by its words alone, but for its headline; nothing where that is the page."""
    sought = {block for block in found if block != headline}
    places = [node for node in root.iter("p", "li", "div", "blockquote", "td") if line(node) in sought]
    shared = [node for node in places[0].iterancestors() if node.tag in _HOLDERS] if places else []
    holders = (node for node in shared if all(node in place.iterancestors() for place in places))
    return list(islice(holders, 1))


def _is_all_but_credits(marked: list[str], around: list[str]) -> bool:
    """Whether what holds the marked text adds no more than who wrote it and how it is filed."""
    rest = [block for block in around if block not in marked]
    return sum(map(len, rest)) <= _CREDITS and set(marked).issubset(around)


def _is_heap(theirs: list[str], headline: str) -> bool:
    """Whether trafilatura gave up on a short text: all words of the page in one heap, its headline with them."""
    said = " ".join(" ".join(theirs).split())
    is_unsorted = len(theirs) == 1 or any(map(str.isspace, theirs))
    return is_unsorted and len(said) <= _SHORT and bool(headline) and headline in said and said != headline


def _ours(
    density: Density, read: Callable[[list[etree._Element]], list[str]], other: Counter[str]
) -> Iterator[_Opinion]:
    """Read the places where the text may stand, outwards, as long as that brings them nearer to the other opinion."""
    most, worse = 0.0, 0
    one = _opinion([], [], other)
    for holders in _holders(density):
        found = read(holders)
        is_frame = found == one.blocks  # around the same text
        one = replace(one, holders=holders) if is_frame else _opinion(holders, found, other)
        yield one
        most, worse = max(most, one.agreed), worse + 1 if one.agreed < most - _NOISE else 0
        if worse == _ENOUGH:
            return


def _opinion(holders: list[etree._Element], found: list[str], other: Counter[str]) -> _Opinion:
    said = words(found)
    return _Opinion(holders, found, said, agreement(said, other))


def _holders(density: Density) -> list[list[etree._Element]]:
    """Give the places where the text may stand: the densest, and whatever holds it."""
    best = density.best()
    if not best:
        return []
    return [best, *([ancestor] for ancestor in best[0].iterancestors() if ancestor.tag != "html")]


def _agreed(one: _Opinion, other: Counter[str]) -> tuple[str, ...]:
    """Leave out the blocks that the other opinion does not know, if it knows the text at all."""
    if one.agreed < _AGREED:
        return tuple(one.blocks)
    return tuple(block for block in one.blocks if _share(words([block]), other) >= _KNOWN)


def asides(holders: list[etree._Element], read: Callable[[etree._Element], list[str]]) -> Iterator[etree._Element]:
    """Give what stands within a marked text apart from it and is none of it, by trafilatura's opinion too.

    Editors write paragraphs, lists and headings; programs put boxes among them, and links on lines of their own. Where
    trafilatura does not know most of the text, its opinion counts for nothing.

    Args:
        holders: The elements that hold the text.
        read: Gives the blocks of an element.
    """
    root = holders[0].getroottree().getroot()
    ours = words([block for holder in holders for block in read(holder)])
    other = words(_second_opinion(root, beside(root)))
    if _share(other, ours) < _SUBSET or other.total() < _MOST * ours.total():
        return
    todo = [child for holder in holders for child in holder]
    while todo:
        element = todo.pop()
        if not (element.tag in _BOXES or (element.tag in _LINES and _is_linked(element))):
            continue
        said = words(read(element))
        if said and _share(said, other) < _KNOWN:
            yield element
        elif element.tag in _BOXES:
            todo.extend(element)


def _is_linked(element: etree._Element) -> bool:
    """Whether a paragraph or list is links and hardly a word besides."""
    said = sum(len(line(anchor)) for anchor in element.iter("a"))
    return said >= _LINKED * len(line(element)) > 0


def agreement(one: Counter[str], other: Counter[str]) -> float:
    """Give the F1 of two texts' words, 0 to 1."""
    return 2 * _common(one, other) / max(1, one.total() + other.total())


def _share(said: Counter[str], of: Counter[str]) -> float:
    return _common(said, of) / max(1, said.total())


def _common(one: Counter[str], other: Counter[str]) -> int:
    """Count the words that both have, as often as both have them."""
    return sum(map(min, one.values(), map(other.get, one, repeat(0))))  # five times as fast as the counters' own «&»


def words(texts: Sequence[str]) -> Counter[str]:
    """Count the words of texts, in lower case."""
    return Counter(_WORD.findall("\n".join(texts).lower()))


def _second_opinion(root: etree._Element, aside: Iterable[etree._Element]) -> list[str]:
    """Give trafilatura's reading of a parsed page, in its fast mode, as blocks; empty where it finds no text.

    Args:
        root: The page.
        aside: What ``asides.beside`` gives of it.
    """
    extract = _trafilatura()
    # It works on lxml.html's elements: a copy of the tree is adopted by a document of theirs, not parsed again.
    page = html.html_parser.makeelement(root.tag)
    page.extend(list(copy.deepcopy(root)))
    # Sought in the page as it is, whose elements are made: each of theirs is made anew each time that it is looked at.
    left_out = {
        *filter(noise.is_license, root.iter("div", "section", "ul")),
        *filter(noise.is_card, root.iter("a")),
        *filter(tells_of_article, root.iter("dl")),
        *aside,
        *filter(is_announced, root.iter("div", "section", "ul")),
    }
    copies = zip(root.iter(), page.iter(), strict=True) if left_out else ()
    for element in [copied for element, copied in copies if element in left_out]:
        if element.getparent() is not None:
            element.drop_tree()
    for quote in page.iter("blockquote"):
        if next(quote.iterancestors("td"), None) is not None:
            quote.tag = "p" if next(quote.iter("div"), None) is None else "div"  # within a cell it knows no quotations
    etree.strip_elements(page, "noscript", with_tail=False)  # words for browsers without scripts
    for heading in page.iter(*_HEADINGS):
        etree.strip_tags(heading, etree.Comment)  # whose words it takes for the heading's
    found = extract(page, fast=True, include_comments=False, with_metadata=False)
    lines = (found.text or "").splitlines() if found is not None else []
    said = (text for text in (line.removeprefix("- ").strip(" |") for line in lines) if text)
    return [text for text in said if not is_copyright(text)]


def paragraphs(said: str) -> Iterator[str]:
    """Give the blocks of a text that machines are told, in HTML or in lines."""
    yield from blocks(parse(said)) if "</" in said else filter(None, map(shown, said.splitlines()))


@cache
def _trafilatura() -> Callable[..., Any]:
    import trafilatura  # noqa: PLC0415 - half a second that pages of known platforms never need

    # It reports pages without text as errors; here that is an answer.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    extract: Callable[..., Any] = trafilatura.bare_extraction
    return extract
