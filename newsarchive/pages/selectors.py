"""CSS selectors as page classes declare them, compiled to XPath once."""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newsarchive.pages.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Css: TypeAlias = "str | tuple[str, ...]"
"""One selector, or several of which the first that matches wins. Parsel's ``::text`` and ``::attr(name)`` work."""

_TRANSLATOR = HTMLTranslator()
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_ARGUMENTS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MARK = re.compile(r"[.#][A-Za-z_-][\w-]*")
_FIRST = re.compile(r"(?P<first>[\w.#-]*(?:\[[^\]]*\])?)(?:\s*(?P<axis>>)\s*|\s+|$)(?P<rest>[^>+~].*)?")
"""A compound of a name, classes, ids and one attribute; then, inside it or among its children, anything."""
_ATTRIBUTE = re.compile(
    r"(?P<tag>[a-z]\w*)?\[(?P<name>[a-z][\w-]*)(?:(?P<sign>[~^*]?=)(?P<quote>['\"]?)(?P<value>[^'\"\\\]]+)(?P=quote))?\]"
)
_TAG = re.compile(r"[a-z]\w*")
_XML_SPACE = re.compile(r"[ \t\r\n]+")
_TELLS: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "~=": lambda found, value: value in found and value in _XML_SPACE.split(found),
    "^=": str.startswith,
    "*=": operator.contains,
}
"""What an operator of CSS says of an attribute and a value that is not empty, as XPath says it."""
_MANY = 12
"""Elements from which on each of them is not queried, but the page."""


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
    """One selector of a comma-separated list, cut behind its first compound where an index tells its elements.

    They are known without a query, so that only what stands inside them is searched.
    """

    css: str
    classes: frozenset[str]
    """Classes without which it cannot match."""
    ids: frozenset[str]
    """Ids without which it cannot match."""
    marks: tuple[str, ...] = ()
    """Those of the first compound, as selectors write them: ``.name``, ``#name``."""
    tag: str = ""
    """Of a first compound without marks: the name of its elements; empty where any has the attribute."""
    attribute: str = ""
    """Of a first compound without marks: the one attribute that it names."""
    value: str = ""
    """What of that attribute's value the compound names."""
    tells: Callable[[str], bool] | None = None
    """Whether that attribute's value is a right one, where it must have one."""
    test: etree.XPath | None = None
    """Whether an element is the first compound's, where its marks alone do not say so."""
    rest: etree.XPath | None = None
    """What is sought inside the first compound's elements; None where it is these themselves."""

    is_indexed: bool = field(init=False)
    """Whether an index tells the first compound's elements; else it is queried over the whole scope."""
    is_anywhere: bool = field(init=False)
    """Whether any element may be the first compound's, and only all of them tell which."""

    def __post_init__(self) -> None:
        """Say it once: each is asked for many times on each page."""
        is_anywhere = not self.marks and not self.tag and self.attribute not in {"class", "id"}
        object.__setattr__(self, "is_indexed", bool(self.marks or self.tag or self.attribute))
        object.__setattr__(self, "is_anywhere", is_anywhere)


@cache
def branches(css: str) -> tuple[Branch, ...]:
    """Split a selector at its commas."""
    return tuple(_branch(part.strip()) for part in _COMMA.split(css))


def _branch(css: str) -> Branch:
    needed = _MARK.findall(_ARGUMENTS.sub("", css))
    classes = frozenset(mark[1:] for mark in needed if mark[0] == ".")
    ids = frozenset(mark[1:] for mark in needed if mark[0] == "#")
    found = _FIRST.fullmatch(css)
    if found is None or "::" in css:
        return Branch(css, classes, ids)
    first, rest = found["first"], found["rest"]
    inside = _xpath(rest, "child::" if found["axis"] else "descendant::") if rest else None
    marks = tuple(_MARK.findall(_ARGUMENTS.sub("", first)))
    if marks:
        test = None if first == marks[0] else _xpath(first, "self::")
        return Branch(css, classes, ids, marks=marks, test=test, rest=inside)
    attribute = _ATTRIBUTE.fullmatch(first)
    if found["axis"]:  # of elements inside each other, the children would not come in document order
        return Branch(css, classes, ids)
    if _TAG.fullmatch(first):
        return Branch(css, classes, ids, tag=first, rest=inside)
    if attribute is None:
        return Branch(css, classes, ids)
    sign, value = attribute["sign"], attribute["value"] or ""
    tells = (lambda found: _TELLS[sign](found, value)) if sign else None
    tag, name = attribute["tag"] or "", attribute["name"]
    return Branch(css, classes, ids, tag=tag, attribute=name, value=value, tells=tells, rest=inside)


def _xpath(css: str, prefix: str) -> etree.XPath:
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix=prefix), smart_strings=False)


def _elements(query: etree.XPath, scope: etree._Element) -> list[etree._Element]:
    return query(scope)  # type: ignore[return-value]  # elements alone are asked for


class Finder:
    """Applies selectors to one page, by an index of its classes and ids that is made in one pass.

    Args:
        root: The page.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._elements = list(root.iter("*"))
        self._ids: dict[str, list[etree._Element]] = {}
        self._tags: dict[str, list[etree._Element]] = defaultdict(list)
        # Elements with the same attribute are many, attributes few: only those asked for are sorted.
        self._alike: dict[str, list[int]] = defaultdict(list)
        self._found: dict[str, list[etree._Element]] = {}
        self._held: dict[tuple[str, str], list[tuple[etree._Element, str]]] = {}
        self._own = _split(root.get("class", "")) | {root.get("id", "")}
        for place, element in enumerate(self._elements):
            self._tags[element.tag].append(element)
            if attribute := element.get("class"):
                self._alike[attribute].append(place)
            if name := element.get("id"):
                self._ids.setdefault(name, []).append(element)
        del self._tags[root.tag][0]
        self._bearing: dict[str, list[str]] = defaultdict(list)
        for attribute in self._alike:
            for name in attribute.split():
                self._bearing[name].append(attribute)
        self._classes = self._bearing.keys()

    def find(self, scope: etree._Element, css: str) -> list[etree._Element]:
        """Give what one selector matches inside an element, in document order."""
        live = self._live(css)
        if not live:
            return []
        if not self._is_indexed(live):
            return within(scope, ", ".join(branch.css for branch in live))
        if len(live) == 1:
            return self._within(scope, live[0])
        found = [self._within(scope, branch) for branch in live]
        most, every = max(found, key=len), set(chain.from_iterable(found))
        return most if len(most) == len(every) else sorted(every, key=self._places.__getitem__)

    @cached_property
    def _places(self) -> dict[etree._Element, int]:
        """Each element -> its place in the document."""
        return {element: place for place, element in enumerate(self._elements)}

    def _live(self, css: str) -> list[Branch]:
        # Most of what a platform class declares is another theme's: what names a mark the page has not is left out.
        names, ids = self._classes, self._ids.keys()
        return [branch for branch in branches(css) if branch.classes <= names and (not branch.ids or branch.ids <= ids)]

    def _is_indexed(self, live: list[Branch]) -> bool:
        """Whether an index tells what all branches match; only where all name marks is the root itself among it."""
        if all(branch.marks for branch in live):
            return True
        return all(branch.is_indexed and self._own.isdisjoint(branch.classes | branch.ids) for branch in live)

    def _within(self, scope: etree._Element, branch: Branch) -> list[etree._Element]:
        """Give what a branch matches, from the elements of its first compound on."""
        if branch.is_anywhere and scope is not self._root:
            return within(scope, branch.css)
        firsts = self._firsts(branch)
        if branch.test is not None:
            firsts = [element for element in firsts if branch.test(element)]
        if scope is not self._root:
            firsts = [element for element in firsts if scope in element.iterancestors()]
        if branch.rest is None:
            return firsts
        if len(firsts) > _MANY:
            return within(scope, branch.css)
        found: dict[etree._Element, None] = {}
        for element in firsts:
            found.update(dict.fromkeys(branch.rest(element)))  # type: ignore[arg-type]  # as above
        return list(found)

    def _firsts(self, branch: Branch) -> list[etree._Element]:
        """Give the elements that may be a branch's first compound: those of its rarest mark, its name or attribute."""
        if branch.marks:
            return min(map(self.marked, branch.marks), key=len)
        if not branch.attribute:
            return self.named(branch.tag)
        tells = branch.tells
        if tells is None:
            return [element for element, _ in self.having(branch.tag, branch.attribute)]
        if branch.attribute in self._said and branch.value not in self._said[branch.attribute]:
            return []
        if branch.attribute == "class" and not branch.tag:
            found = self._classed_as(filter(tells, self._alike))
            return found[1:] if found[:1] == [self._root] else found
        return [element for element, value in self.having(branch.tag, branch.attribute) if tells(value)]

    @cached_property
    def _said(self) -> dict[str, str]:
        """All classes, and all ids, of the page."""
        return {"class": " ".join(self._alike), "id": " ".join(self._ids)}

    def having(self, tag: str, attribute: str) -> list[tuple[etree._Element, str]]:
        """Give the elements of a name, or any but the root, that have an attribute, with its value; in their order."""
        found = self._held.get((tag, attribute))
        if found is None:
            elements = self.named(tag) if tag else self._elements[1:]
            values = ((element, element.get(attribute)) for element in elements)
            found = self._held[tag, attribute] = [(element, value) for element, value in values if value is not None]
        return found

    def named(self, tag: str) -> list[etree._Element]:
        """Give the elements of a name, in document order; never the root."""
        return self._tags.get(tag, [])

    def marked(self, mark: str) -> list[etree._Element]:
        """Give the elements that bear a class or id (``.name``, ``#name``), in document order."""
        if mark[0] == "#":
            return self._ids.get(mark[1:], [])
        found = self._found.get(mark)
        if found is None:
            found = self._found[mark] = self._classed_as(dict.fromkeys(self._bearing.get(mark[1:], ())))
        return found

    def _classed_as(self, values: Iterable[str]) -> list[etree._Element]:
        """Give the elements whose attribute is one of these, in document order."""
        places = sorted(chain.from_iterable(map(self._alike.__getitem__, values)))
        return [self._elements[place] for place in places]

    def bearing(self, names: frozenset[str]) -> set[etree._Element]:
        """Give the elements that bear any of these classes."""
        return {element for name in names & self._classes for element in self.marked(f".{name}")}

    def called(self, tells: Callable[[str], bool]) -> set[etree._Element]:
        """Give the elements of which their names tell something: class attribute and id, with a space between."""
        own = {element: name for name, some in self._ids.items() for element in some}
        found = {element for element, name in own.items() if tells(f"{element.get('class') or ''} {name}")}
        values = [value for value in self._alike if tells(f"{value} ")]
        return found.union(element for element in self._classed_as(values) if element not in own)

    def with_id(self, name: str) -> etree._Element | None:
        """Give the first element with this id."""
        return next(iter(self._ids.get(name, ())), None)

    def matches(self, scope: etree._Element, css: Css) -> Iterator[list[etree._Element]]:
        """Give what each alternative matches, best first, leaving out those that match nothing."""
        return filter(None, (self.find(scope, alternative) for alternative in alternatives(css)))

    def first(self, scope: etree._Element, css: Css) -> list[etree._Element]:
        """Give what the first alternative that matches anything matches."""
        return next(self.matches(scope, css), [])

    def has(self, css: Css) -> bool:
        """Tell whether any alternative matches anything."""
        return any(bool(self.every(self._root, alternative)) for alternative in alternatives(css))

    def every(self, scope: etree._Element, css: Css) -> set[etree._Element]:
        """Give what any alternative matches."""
        found: set[etree._Element] = set()
        for alternative in alternatives(css):
            for branch in self._live(alternative):
                found.update(self._within(scope, branch) if branch.is_indexed else within(scope, branch.css))
        return found


def words(text: str) -> frozenset[str]:
    """Give the words of a text, as the names of classes and elements are listed."""
    return frozenset(text.split())


def classes(element: etree._Element | None) -> frozenset[str]:
    """Give an element's classes."""
    return frozenset() if element is None else _split(element.get("class", ""))


@remembered
def _split(attribute: str) -> frozenset[str]:
    return frozenset(attribute.split())


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Leave out what stands inside another of them, and what stands elsewhere than beside the first."""
    found = list(elements)
    parent = found[0].getparent() if found else None
    return [element for element in found if element.getparent() is parent]
