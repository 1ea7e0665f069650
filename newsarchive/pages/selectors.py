"""CSS selectors as page classes declare them, compiled to XPath once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Css: TypeAlias = "str | tuple[str, ...]"
"""One selector, or several of which the first that matches wins. Parsel's ``::text`` and ``::attr(name)`` work."""

_TRANSLATOR = HTMLTranslator()
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_ARGUMENTS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MARK = re.compile(r"[.#][A-Za-z_-][\w-]*")
_REMEMBERED = 8192  # class attributes: a site uses the same few hundred on all its pages
_FIRST = re.compile(r"(?P<first>[\w.#-]+)(?:\s*(?P<axis>>)\s*|\s+|$)(?P<rest>[^>+~].*)?")
"""A compound of a name, classes and ids; then, inside it or among its children, anything."""


def alternatives(css: Css) -> tuple[str, ...]:
    """Give a selector's alternatives, best first; none for an empty one."""
    return tuple(filter(None, (css,) if isinstance(css, str) else css))


@cache
def compiled(css: str) -> etree.XPath:
    """Compile one selector; it is matched against what stands inside the element it is applied to."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


def check(owner: str, name: str, css: Css) -> None:
    """Compile what a page class declares.

    Raises:
        TypeError: it is no selector.
    """
    for alternative in alternatives(css):
        try:
            compiled(alternative)
        except (SelectorError, etree.XPathError) as error:
            raise TypeError(f"{owner}.{name} is no selector: {alternative!r}: {error}") from error


def within(scope: etree._Element, css: str) -> list[etree._Element]:
    """Give what one selector matches inside an element, in document order."""
    return _elements(compiled(css), scope)


@dataclass(frozen=True, slots=True)
class Branch:
    """One selector of a comma-separated list, cut behind its first compound where that names a class or id.

    The few elements with that class are known without a query, so that only what stands inside them is searched.
    """

    css: str
    needed: frozenset[str]
    """The marks without which it cannot match: classes and ids as selectors write them, ``.name`` and ``#name``."""
    marks: tuple[str, ...]
    """Those of the first compound; empty where it must be queried over the whole scope."""
    test: etree.XPath | None
    """Whether an element is the first compound's, where its marks alone do not say so."""
    rest: etree.XPath | None
    """What is sought inside the first compound's elements; None where it is these themselves."""


@cache
def branches(css: str) -> tuple[Branch, ...]:
    """Split a selector at its commas."""
    return tuple(_branch(part.strip()) for part in _COMMA.split(css))


def _branch(css: str) -> Branch:
    needed = frozenset(_MARK.findall(_ARGUMENTS.sub("", css)))
    found = _FIRST.fullmatch(css)
    marks = tuple(_MARK.findall(found["first"])) if found else ()
    if found is None or not marks or "::" in css:
        return Branch(css, needed, (), None, None)
    sure = found["first"] == marks[0]
    axis = "child::" if found["axis"] else "descendant::"
    return Branch(
        css,
        needed,
        marks,
        None if sure else _xpath(found["first"], "self::"),
        _xpath(found["rest"], axis) if found["rest"] else None,
    )


def _xpath(css: str, prefix: str) -> etree.XPath:
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix=prefix), smart_strings=False)


def _elements(query: etree.XPath, scope: etree._Element) -> list[etree._Element]:
    return query(scope)  # type: ignore[return-value]


class Finder:
    """Applies selectors to one page, by an index of its classes and ids that is made in one pass.

    Args:
        root: The page.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._ids: dict[str, list[etree._Element]] = {}
        # Elements with the same attribute are many, attributes few: only those asked for are split and sorted.
        self._alike: dict[str, list[etree._Element]] = {}
        self._found: dict[str, list[etree._Element]] = {}
        self._classed: list[etree._Element] = []
        alike, classed, ids = self._alike, self._classed, self._ids
        for element in root.iter("*"):
            if attribute := element.get("class"):
                classed.append(element)
                if attribute in alike:
                    alike[attribute].append(element)
                else:
                    alike[attribute] = [element]
            if name := element.get("id"):
                ids.setdefault(name, []).append(element)
        self._bearing: dict[str, list[str]] = {}
        for attribute in self._alike:
            for mark in _marks(attribute):
                self._bearing.setdefault(mark, []).append(attribute)
        self._marks = {*self._bearing, *map("#".__add__, ids)}

    def find(self, scope: etree._Element, css: str) -> list[etree._Element]:
        """Give what one selector matches inside an element, in document order."""
        live = self._live(css)
        if not live:
            return []
        if all(branch.marks for branch in live):
            found = [self._within(scope, branch) for branch in live]
            most = max(found, key=len)
            if len(most) == len({element for elements in found for element in elements}):
                return most
        return within(scope, ", ".join(branch.css for branch in live))

    def _live(self, css: str) -> list[Branch]:
        # Most of what a platform class declares is another theme's: what names a mark the page has not is left out.
        return [branch for branch in branches(css) if branch.needed <= self._marks]

    def _within(self, scope: etree._Element, branch: Branch) -> list[etree._Element]:
        """Give what a branch matches, from the elements of its rarest mark on."""
        firsts = min(map(self.marked, branch.marks), key=len)
        if branch.test is not None:
            firsts = [element for element in firsts if branch.test(element)]
        if scope is not self._root:
            firsts = [element for element in firsts if scope in element.iterancestors()]
        if branch.rest is None:
            return firsts
        found: dict[etree._Element, None] = {}
        for element in firsts:
            found.update(dict.fromkeys(branch.rest(element)))  # type: ignore[arg-type]
        return list(found)

    def marked(self, mark: str) -> list[etree._Element]:
        """Give the elements that bear a class or id (``.name``, ``#name``), in document order."""
        if mark[0] == "#":
            return self._ids.get(mark[1:], [])
        found = self._found.get(mark)
        if found is None:
            alike = [self._alike[attribute] for attribute in self._bearing.get(mark, ())]
            if len(alike) > 1:
                alike = [sorted(chain.from_iterable(alike), key=self._places.__getitem__)]
            found = self._found[mark] = alike[0] if alike else []
        return found

    @cached_property
    def _places(self) -> dict[etree._Element, int]:
        """Each element with a class -> its place in the document."""
        return {element: place for place, element in enumerate(self._classed)}

    def with_id(self, name: str) -> etree._Element | None:
        """Give the first element with this id."""
        return next(iter(self._ids.get(name, ())), None)

    def matches(self, scope: etree._Element, css: Css) -> Iterator[list[etree._Element]]:
        """Give what each alternative matches, best first, leaving out those that match nothing."""
        return filter(None, (self.find(scope, alternative) for alternative in alternatives(css)))

    def first(self, scope: etree._Element, css: Css) -> list[etree._Element]:
        """Give what the first alternative that matches anything matches."""
        return next(self.matches(scope, css), [])

    def every(self, scope: etree._Element, css: Css) -> set[etree._Element]:
        """Give what any alternative matches."""
        found: set[etree._Element] = set()
        for alternative in alternatives(css):
            for branch in self._live(alternative):
                found.update(self._within(scope, branch) if branch.marks else within(scope, branch.css))
        return found


def words(text: str) -> frozenset[str]:
    """Give the words of a text, as the names of classes and elements are listed."""
    return frozenset(text.split())


def classes(element: etree._Element | None) -> frozenset[str]:
    """Give an element's classes."""
    return frozenset() if element is None else _split(element.get("class", ""))


@lru_cache(maxsize=_REMEMBERED)
def _split(attribute: str) -> frozenset[str]:
    return frozenset(attribute.split())


@lru_cache(maxsize=_REMEMBERED)
def _marks(attribute: str) -> tuple[str, ...]:
    return tuple(f".{name}" for name in dict.fromkeys(attribute.split()))


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Leave out what stands inside another of them, and what stands elsewhere than beside the first."""
    found = list(elements)
    parent = found[0].getparent() if found else None
    return [element for element in found if element.getparent() is parent]
