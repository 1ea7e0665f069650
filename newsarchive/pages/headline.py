"""The headline, by the rule that beat every extractor measured: h1 before ``<title>``, and never ``og:title`` first."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive.pages import lines
from newsarchive.pages.blocks import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:\.{1,2}/)*(?:index\.\w+)?", re.IGNORECASE)
_LOWER = ("h2", "h3")
_SPACES = re.compile(r"\s+")
_SHORTEST = 3  # characters
_CELLS = ("td", "div", "p")
_BESIDE = 100  # characters; a site's motto
_MENU = 5
"""Links of a site's menu; a trail of crumbs has fewer."""
_HOMES = 3
"""The first of them, one of which leads home."""
_SAYS = 60
"""Characters between links; more is no menu's."""
_SEPARATOR = re.compile(r"\s+[|–—»«•·:/~-]\s+|\s*\|\s*")
_TYPESET = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\xb4`\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e«»\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"\u2026": "..."}
)


def folded(text: str) -> str:
    """Fold case and what some software sets finer in one place than in another: quotes, apostrophes, dashes."""
    return text.translate(_TYPESET).casefold()


def folded_line(text: str) -> str:
    """Fold a heading too, without the sign that links to it, and its white space."""
    return folded(_SPACES.sub(" ", text).strip(" ¶#"))


def headline(root: etree._Element, theme: Sequence[etree._Element], site_name: str | None) -> str:
    """Give the theme's h1, else the only h1, else the h1 repeated in ``<title>``, else ``<title>`` less the site.

    An h1 that is the link to the home page is the site's name, and none. Where there is no other, a heading of lower
    rank that ``<title>`` repeats is preferred to cutting it.

    Args:
        root: The page.
        theme: What the platform's selector matched.
        site_name: ``og:site_name``.

    Returns:
        One line; empty where the page has no title.
    """
    for element in theme:
        text = line(element)
        if text and not leads_home(element):
            return text
    site_name = site_name or next((line(element) for element in root.iter("h1") if leads_home(element)), None)
    headings = _headings(root, ("h1",), site_name)
    window = next(map(line, root.iter("title")), "")
    if len(headings) == 1:
        return headings[0]
    repeated = _repeated(headings, window) or (
        [] if headings else _repeated(_headings(root, _LOWER, site_name), window)
    )
    return max(repeated, key=len) if repeated else without_site(window, site_name)


def _headings(root: etree._Element, tags: tuple[str, ...], site_name: str | None) -> list[str]:
    found = (line(element) for element in root.iter(*tags) if not leads_home(element))
    return [text for text in found if text and text != site_name]


def _repeated(headings: list[str], window: str) -> list[str]:
    shown = folded(window)
    return [text for text in headings if len(text) >= _SHORTEST and folded(text) in shown]


def leads_home(heading: etree._Element) -> bool:
    """Whether a heading, or a line, is or holds the link to the home page."""
    anchors = [*heading.iter("a"), *islice(heading.iterancestors("a"), 1)]
    return any(map(_is_home, anchors))


def is_above_menu(element: etree._Element, until: etree._Element | None = None) -> bool:
    """Whether the site's menu stands right below an element: it is the masthead's, the site's name or today's day.

    Args:
        element: Of a page.
        until: Where the menu must have been, as the headline; None for anywhere above a paragraph.
    """
    links = [*islice(_links_below(element, until), _MENU)]
    return len(links) == _MENU and any(map(_is_home, links[:_HOMES]))


def _links_below(element: etree._Element, until: etree._Element | None) -> Iterator[etree._Element]:
    """Give the links below an element, but those to share its page, up to what is too long for a menu."""
    for node in _below(element):
        if node is until:
            return
        if node.tag == "a" and not lines.shares(node):
            yield node
        if len((node.tail or "").strip()) >= _SAYS or (node.tag != "a" and len((node.text or "").strip()) >= _SAYS):
            return


def _below(element: etree._Element) -> Iterator[etree._Element]:
    for node in (element, *element.iterancestors()):
        for other in node.itersiblings("*"):
            yield from other.iter("*")


def _is_home(anchor: etree._Element) -> bool:
    return _HOME.fullmatch((anchor.get("href") or "#").strip()) is not None


def is_beside_logo(element: etree._Element) -> bool:
    """Whether a picture that leads to the home page stands in one cell or box with a line: it is the site's name."""
    box = next((node for node in (element, *element.iterancestors()) if node.tag in _CELLS), None)
    if box is None or not leads_home(box):
        return False
    return any(_is_logo(anchor) for anchor in box.iter("a")) and len(line(box)) <= len(line(element)) + _BESIDE


def _is_logo(anchor: etree._Element) -> bool:
    return _is_home(anchor) and not line(anchor) and next(anchor.iter("img", "svg"), None) is not None


def without_site(window: str, site_name: str | None) -> str:
    """Take the site's name off a ``<title>``; without a known name, the shorter end after the last separator."""
    if site_name and site_name in window:
        before, _, after = window.rpartition(site_name)
        # Old themes of WordPress print a «»» before the title.
        return (before.rstrip(" |–—»«•·:/~-").lstrip(" |–—»•·:/~-") or after.lstrip(" |–—»«•·:/~-")).strip()
    ends = list(_SEPARATOR.finditer(window))
    if not ends:
        return window
    before, after = window[: ends[-1].start()], window[ends[-1].end() :]
    return before if len(before) >= len(after) else window
