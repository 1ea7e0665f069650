"""CSS selectors as page classes declare them, compiled to XPath once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree
from parsel.csstranslator import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Css: TypeAlias = "str | tuple[str, ...]"
"""One selector, or several of which the first that matches wins. Parsel's ``::text`` and ``::attr(name)`` work."""

_TRANSLATOR = HTMLTranslator()
_MARKED = etree.XPath("descendant-or-self::*[@class or @id]", smart_strings=False)
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_ARGUMENTS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MARK = re.compile(r"[.#]([A-Za-z_-][\w-]*)")
_FIRST = re.compile(r"(?P<first>[\w.#-]+)(?:\s*(?P<axis>>)\s*|\s+|$)(?P<rest>[^>+~].*)?")
"""A compound of a name, classes and ids; then, inside it or among its children, anything."""


def alternatives(css: Css) -> tuple[str, ...]:
    """Give a selector's alternatives, best first; none for an empty one."""
    return tuple(filter(None, (css,) if isinstance(css, str) else css))


@cache
def compiled(css: str) -> etree.XPath:
    """Compile one selector; it is matched against what stands inside the element it is applied to."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


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
    """The classes and ids without which it cannot match."""
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
    sure = len(marks) == 1 and found["first"][0] in ".#"
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
    """Applies selectors to one page, by an index of its classes and ids.

    Args:
        root: The page.
    """

    def __init__(self, root: etree._Element) -> None:
        # Most of what a platform class declares is another theme's: what names a mark the page has not is left out.
        self._root = root
        self._alike: dict[str | None, list[tuple[int, etree._Element]]] = {}
        self._ids: dict[str | None, etree._Element] = {}
        for place in enumerate(_elements(_MARKED, root)):
            self._alike.setdefault(place[1].get("class"), []).append(place)
            self._ids.setdefault(place[1].get("id"), place[1])
        self._attributes: dict[str, list[str | None]] = {}
        for attribute in self._alike:
            for name in _split(attribute or ""):
                self._attributes.setdefault(name, []).append(attribute)
        self._marks = self._attributes.keys() | self._ids.keys()

    def find(self, scope: etree._Element, css: str) -> list[etree._Element]:
        """Give what one selector matches inside an element, in document order."""
        live = [branch for branch in branches(css) if branch.needed <= self._marks]
        if not live:
            return []
        if all(branch.marks for branch in live):
            found = [self._within(scope, branch) for branch in live]
            most = max(found, key=len)
            if len(most) == len({element for elements in found for element in elements}):
                return most
        return within(scope, ", ".join(branch.css for branch in live))

    def _within(self, scope: etree._Element, branch: Branch) -> list[etree._Element]:
        """Give what a branch matches, from the elements of its rarest mark on."""
        firsts = min(map(self._marked, branch.marks), key=len)
        if branch.test is not None:
            firsts = [element for element in firsts if branch.test(element)]
        if scope is not self._root:
            firsts = [element for element in firsts if scope in element.iterancestors()]
        if branch.rest is None:
            return list(dict.fromkeys(firsts))
        found: dict[etree._Element, None] = {}
        for element in firsts:
            found.update(dict.fromkeys(branch.rest(element)))  # type: ignore[arg-type]
        return list(found)

    def _marked(self, name: str) -> list[etree._Element]:
        """Give the elements with this class, and the one with this id."""
        places = [self._alike[attribute] for attribute in self._attributes.get(name, ())]
        found = [element for _, element in sorted(chain.from_iterable(places), key=itemgetter(0))]
        named = self._ids.get(name)
        return found if named is None else [named, *found]

    def with_id(self, name: str) -> etree._Element | None:
        """Give the first element with this id."""
        return self._ids.get(name)

    def matches(self, scope: etree._Element, css: Css) -> Iterator[list[etree._Element]]:
        """Give what each alternative matches, best first, leaving out those that match nothing."""
        return filter(None, (self.find(scope, alternative) for alternative in alternatives(css)))

    def first(self, scope: etree._Element, css: Css) -> list[etree._Element]:
        """Give what the first alternative that matches anything matches."""
        return next(self.matches(scope, css), [])

    def every(self, scope: etree._Element, css: Css) -> set[etree._Element]:
        """Give what any alternative matches."""
        return {element for alternative in alternatives(css) for element in self.find(scope, alternative)}


def words(text: str) -> frozenset[str]:
    """Give the words of a text, as the names of classes and elements are listed."""
    return frozenset(text.split())


def classes(element: etree._Element | None) -> frozenset[str]:
    """Give an element's classes."""
    return frozenset() if element is None else _split(element.get("class", ""))


@lru_cache(maxsize=8192)  # a site uses the same few hundred class attributes on all its pages
def _split(attribute: str) -> frozenset[str]:
    return frozenset(attribute.split())


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Leave out what stands inside another of them, and what stands elsewhere than beside the first."""
    found = list(elements)
    parent = found[0].getparent() if found else None
    return [element for element in found if element.getparent() is parent]
