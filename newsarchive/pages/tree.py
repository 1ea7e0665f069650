"""A page's source as a tree of elements, read as browsers mostly would."""

from __future__ import annotations

from lxml import etree

_PARSER = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, collect_ids=False)


def parse(html: str) -> etree._Element:
    """Parse a page; one without any element is an empty one."""
    body = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("html") if root is None else root
