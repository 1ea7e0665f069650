"""RSS 2.0 and Atom (RFC 4287) feeds: the newest articles of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsarchive.discover import address
from newsarchive.items import Found, Route, SecondReading
from newsarchive.normalize import entries

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

_DATES = ("pubDate", "{http://www.w3.org/2005/Atom}published", "{http://purl.org/dc/elements/1.1/}date")
"""What says when an entry was published: RSS 2.0; RFC 4287, 4.2.9; RSS 1.0 by Dublin Core."""


class Feed(NamedTuple):
    """What a feed tells."""

    found: list[Found]
    """The entries' addresses, newest first as a feed lists them."""
    second: tuple[SecondReading, ...]
    """What it says of each, in the same order."""


def read(root: _Element, base: str, at: datetime) -> Feed:
    """Read a feed.

    Args:
        root: the ``rss``, ``RDF`` or ``feed`` element.
        base: address of the feed.
        at: aware; when it came.
    """
    found, second = list[Found](), list[SecondReading]()
    for entry in root.iter("{*}item", "{*}entry"):
        try:
            named, modified = _link(entry), _modified(entry)
        except UnicodeDecodeError:  # a reference to half a letter (a surrogate), which lxml reads and does not give
            continue
        url = address(named, base) if named else None
        if url:
            found.append(Found(url=url, route=Route.FEED, modified=modified))
            second.append(entries.entry(url, *_said(entry), at))
    return Feed(found, tuple(second))


def _said(entry: _Element) -> tuple[str, str]:
    """Give an entry's title and when it was published; neither where one of them cannot be given."""
    title = next(entry.iterchildren("{*}title"), None)
    try:
        published = next((text.strip() for text in map(entry.findtext, _DATES) if text and text.strip()), "")
        return ("" if title is None else "".join(map(str, title.itertext()))), published
    except UnicodeDecodeError:
        return "", ""


def _link(entry: _Element) -> str:
    """RSS writes the address as text, Atom as an attribute of the link that is not ``self`` or ``enclosure``."""
    for link in entry.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            url = (link.get("href") or link.text or "").strip()
            if url:
                return url
    return ""


def _modified(entry: _Element) -> datetime | None:
    """Atom's ``updated``; RSS has no such thing (``pubDate`` does not move when an article is edited)."""
    text = entry.findtext("{http://www.w3.org/2005/Atom}updated")
    return entries.instant(text) if text else None
