"""A page's source as a tree of elements, read as browsers mostly would, once for whoever reads it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lxml import etree

from newsarchive.pages import metadata
from newsarchive.pages.selectors import Finder

_PARSER = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, collect_ids=False)
_DEEPEST = 2047
"""Elements within each other at which libxml2 stops without a word, wherever in a page that is."""
_DEEP = 1000
_KEPT = frozenset({"p", "br", "hr"})
"""What divides a text, and does not stand within itself."""


class Parsed:
    """A page parsed once: recognized, then read by one class or by several.

    Args:
        html: Decoded: see :func:`newsarchive.pages.decode`.
    """

    def __init__(self, html: str) -> None:
        self.root = parse(html)

    @cached_property
    def data(self) -> metadata.Metadata:
        """What the page says of itself to machines."""
        return metadata.read(self.root, self.finder.named)

    @cached_property
    def assets(self) -> tuple[str, ...]:
        """Addresses of scripts, style sheets and other links of the page's head, as they stand."""
        scripts = (script.get("src") for script in self.finder.named("script"))
        return (*(link["href"] for link in self.data.links), *filter(None, scripts))

    @cached_property
    def finder(self) -> Finder:
        """What applies selectors to the page."""
        return Finder(self.root)


def parse(html: str) -> etree._Element:
    """Parse a page; one without any element is an empty one.

    Raises:
        MemoryError: it has too many.
    """
    body = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError as error:
        check_memory(error)
        root = None
    if root is None:
        return etree.Element("html")
    if _depth_of_last(root) >= _DEEPEST:
        flat: Any = _Flat()  # lxml's stubs ask for a method that lxml does not
        root = etree.fromstring(body, etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, target=flat))
    if "data-cfemail" in html:
        _show_mail(root)
    return root


def _depth_of_last(root: etree._Element) -> int:
    depth = 0
    while len(root):
        root, depth = root[-1], depth + 1
    return depth


class _Flat:
    """Builds the tree of a page whose elements stand too deep within each other: from some depth on without most."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._kept: list[bool] = []

    def start(self, tag: str, attributes: dict[str | bytes, str | bytes]) -> None:
        self._kept.append(len(self._kept) < _DEEP or tag in _KEPT)
        if self._kept[-1]:
            self._tree.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._kept.pop():
            self._tree.end(tag)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> etree._Element:
        return self._tree.close()


def check_memory(error: etree.XMLSyntaxError) -> None:
    """Tell a source of which nothing could be parsed from one that was too large.

    Raises:
        MemoryError: libxml2 had too little, which lxml calls an error of syntax.
    """
    if lacked_memory(error):
        raise MemoryError from error


def lacked_memory(error: Exception) -> bool:
    """Whether Python or libxml2 had too little memory; lxml calls it an error of syntax, or an unknown one of XPath."""
    if isinstance(error, etree.LxmlError):
        return bool(error.error_log.filter_types(etree.ErrorTypes.ERR_NO_MEMORY))  # type: ignore[attr-defined]  # not in lxml's stubs
    return isinstance(error, MemoryError)


def _show_mail(root: etree._Element) -> None:
    """Put back the addresses of mail that Cloudflare hides behind «[email protected]», as its script does.

    The first byte is the key with which the others are combined (XOR).
    """
    for element in root.iter("*"):
        hidden = element.get("data-cfemail") or ""
        try:
            key, *letters = bytes.fromhex(hidden)
            address = bytes(letter ^ key for letter in letters).decode()
        except ValueError:
            continue  # not Cloudflare's: a reader sees the words that stand there, too
        for child in list(element):
            element.remove(child)
        element.text = address
