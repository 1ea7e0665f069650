"""The headline, by the rule that beat every extractor measured: h1 before ``<title>``, and never ``og:title`` first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.pages.blocks import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_SEPARATOR = re.compile(r"\s+[|–—»«•·:/~-]\s+|\s*\|\s*")


def headline(root: etree._Element, theme: Sequence[etree._Element], site_name: str | None) -> str:
    """Give the theme's h1, else the only h1, else the h1 repeated in ``<title>``, else ``<title>`` less the site.

    Args:
        root: The page.
        theme: What the platform's selector matched.
        site_name: ``og:site_name``.

    Returns:
        One line; empty where the page has no title.
    """
    for element in theme:
        text = line(element)
        if text:
            return text
    headings = [text for text in map(line, root.iter("h1")) if text and text != site_name]
    window = line(root.find("head/title")) if root.find("head/title") is not None else ""  # type: ignore[arg-type]
    if len(headings) == 1:
        return headings[0]
    repeated = [text for text in headings if text.casefold() in window.casefold()]
    if repeated:
        return max(repeated, key=len)
    return without_site(window, site_name)


def without_site(window: str, site_name: str | None) -> str:
    """Take the site's name off a ``<title>``; without a known name, the shorter end after the last separator."""
    if site_name and site_name in window:
        before, _, after = window.rpartition(site_name)
        return (before.rstrip(" |–—»«•·:/~-") or after.lstrip(" |–—»«•·:/~-")).strip()
    ends = list(_SEPARATOR.finditer(window))
    if not ends:
        return window
    before, after = window[: ends[-1].start()], window[ends[-1].end() :]
    return before if len(before) >= len(after) else window
