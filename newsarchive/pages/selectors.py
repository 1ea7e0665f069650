"""CSS selectors as page classes declare them, compiled to XPath once."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast

from lxml import etree
from parsel.csstranslator import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Css: TypeAlias = "str | tuple[str, ...]"
"""One selector, or several of which the first that matches wins. Parsel's ``::text`` and ``::attr(name)`` work."""

_TRANSLATOR = HTMLTranslator()
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_ARGUMENTS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MARK = re.compile(r"[.#]([A-Za-z_-][\w-]*)")


def alternatives(css: Css) -> tuple[str, ...]:
    """Give a selector's alternatives, best first; none for an empty one."""
    return tuple(filter(None, (css,) if isinstance(css, str) else css))


@cache
def compiled(css: str) -> etree.XPath:
    """Compile one selector; it is matched against what stands inside the element it is applied to."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


@cache
def branches(css: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Split a selector at its commas: (branch, the classes and ids without which it cannot match)."""
    parts = _COMMA.split(css)
    return tuple((part.strip(), frozenset(_MARK.findall(_ARGUMENTS.sub("", part)))) for part in parts)


class Finder:
    """Applies selectors to one page, leaving out at once what names a class or id that the page has not.

    Args:
        root: The page.
    """

    def __init__(self, root: etree._Element) -> None:
        # Most of what a platform class declares is another theme's: this spares nine queries of ten.
        self._marks = frozenset(" ".join(root.xpath("//@class | //@id")).split())  # type: ignore[arg-type]

    def find(self, scope: etree._Element, css: str) -> list[etree._Element]:
        """Give what one selector matches inside an element, in document order."""
        live = [branch for branch, needed in branches(css) if needed <= self._marks]
        return cast("list[etree._Element]", compiled(", ".join(live))(scope)) if live else []

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
    return frozenset() if element is None else frozenset(element.get("class", "").split())


def outermost(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """Leave out what stands inside another of them, and what stands elsewhere than beside the first."""
    found = list(elements)
    parent = found[0].getparent() if found else None
    return [element for element in found if element.getparent() is parent]
