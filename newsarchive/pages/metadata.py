"""What a page says of itself to machines: ``meta``, ``link``, JSON-LD, the classes of ``body``."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsarchive.pages.selectors import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The machine-readable part of a page, read in one pass over its ``meta``, ``link`` and ``script`` elements."""

    body: frozenset[str]
    """Classes of the body element."""
    language: str | None
    """``html[lang]``, BCP 47."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Property, name or itemprop, in lower case -> contents in document order, none of them empty."""
    links: tuple[dict[str, str], ...] = ()
    """The attributes of the ``link`` elements."""
    articles: tuple[dict[str, Any], ...] = ()
    """JSON-LD nodes that are articles."""
    dated: tuple[dict[str, Any], ...] = ()
    """Other JSON-LD nodes that say when they were published: the page itself, a film."""
    people: dict[str, Any] = field(default_factory=dict)
    """``@id`` of a person or organization in JSON-LD -> name."""

    def first(self, *names: str) -> str | None:
        """Give the first content of the first of these names that is there."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def link(self, rel: str) -> str | None:
        """Give the address of the first ``link`` of this relation, as it stands."""
        return next((link["href"] for link in self.links if rel in link.get("rel", "").lower().split()), None)

    @property
    def speaks(self) -> bool:
        """Whether the page tells machines what it is."""
        return "og:title" in self.meta or bool(self.articles)

    @property
    def authors(self) -> str | None:
        """The names that the first JSON-LD article with an author gives, separated by commas."""
        for node in self.articles:
            value = node.get("author")
            names = [self._name(person) for person in (value if isinstance(value, list) else [value])]
            if any(names):
                return ", ".join(filter(None, names))
        return None

    @property
    def is_by_organization(self) -> bool:
        """Whether what the first JSON-LD article calls its author is no person."""
        authors = (node["author"] for node in self.articles if node.get("author"))
        first = next(authors, None)
        first = first[0] if isinstance(first, list) else first
        return isinstance(first, dict) and "Organization" in str(first.get("@type"))

    def _name(self, person: Any) -> str | None:
        if isinstance(person, dict):
            person = person.get("name") or self.people.get(str(person.get("@id")))
        return person.strip() or None if isinstance(person, str) else None

    def text(self, *path: str) -> str | None:
        """Give a text of the JSON-LD article that has it, following keys and taking the first item of a list."""
        for node in self.articles:
            value: Any = node
            for key in path:
                value = value[0] if isinstance(value, list) and value else value
                value = value.get(key) if isinstance(value, dict) else None
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None


def read(root: etree._Element, named: Callable[[str], list[etree._Element]]) -> Metadata:
    """Read the metadata of a parsed page.

    Args:
        root: The page.
        named: Gives its elements of a name, in document order.
    """
    body = next(root.iterchildren("body"), None)
    language = root.get("lang") or root.get("xml:lang") or ""
    nodes = list(_structured(named("script")))
    articles = [node for node in nodes if _is_article(node)]
    return Metadata(
        body=classes(body),
        language=language.strip() or None,
        meta=_meta(named("meta")),
        links=tuple(dict(link.items()) for link in named("link") if link.get("href")),  # type: ignore[arg-type]  # text
        articles=tuple(articles),
        dated=tuple(node for node in nodes if isinstance(node.get("datePublished"), str) and not _is_article(node)),
        people={
            str(node["@id"]): node["name"] for node in nodes if "@id" in node and isinstance(node.get("name"), str)
        },
    )


def _meta(elements: Iterable[etree._Element]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _structured(scripts: Iterable[etree._Element]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        said = script.text if "ld+json" in (script.get("type") or "") else None
        if not said or not any(word in said for word in ("Article", "BlogPosting", "datePublished")):
            continue
        try:
            yield from list(_nodes(json.loads(said, strict=False)))
        except (ValueError, RecursionError) as error:
            logger.info("pages: unreadable json-ld error=%s", error)


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < 3:  # noqa: PLR2004 - deeper are the articles that an article names
                yield from _nodes(data.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting")) for kind in kinds)
