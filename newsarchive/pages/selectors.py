"""CSS selectors as page classes declare them, compiled to XPath once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree
from parsel.csstranslator import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Css: TypeAlias = "str | tuple[str, ...]"
"""One selector, or several of which the first that matches wins. Parsel's ``::text`` and ``::attr(name)`` work."""

_TRANSLATOR = HTMLTranslator()


def alternatives(css: Css) -> tuple[str, ...]:
    """Give a selector's alternatives, best first; none for an empty one."""
    return tuple(filter(None, (css,) if isinstance(css, str) else css))


@lru_cache(maxsize=None)
def compiled(css: str) -> etree.XPath:
    """Compile one selector; it is matched against what stands inside the element it is applied to."""
    return etree.XPath(_TRANSLATOR.css_to_xpath(css, prefix="descendant::"), smart_strings=False)


def matches(scope: etree._Element, css: Css) -> Iterator[list[etree._Element]]:
    """Give what each alternative matches, best first, leaving out those that match nothing."""
    for alternative in alternatives(css):
        found = compiled(alternative)(scope)
        if found:
            yield found  # type: ignore[misc]


def select(scope: etree._Element, css: Css) -> list[etree._Element]:
    """Give what the first alternative that matches anything matches, in document order."""
    return next(matches(scope, css), [])


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
