"""RSS 2.0 and Atom (RFC 4287) feeds: the newest articles of a site."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from newsarchive.discover import address
from newsarchive.items import Found, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element


def found(root: _Element, base: str) -> Iterator[Found]:
    """Give the entries' addresses, newest first as a feed lists them.

    Args:
        root: the ``rss`` or ``feed`` element.
        base: address of the feed.
    """
    for entry in root.iter("{*}item", "{*}entry"):
        try:
            named, modified = _link(entry), _modified(entry)
        except UnicodeDecodeError:  # a reference to half a letter (a surrogate), which lxml reads and does not give
            continue
        url = address(named, base) if named else None
        if url:
            yield Found(url=url, route=Route.FEED, modified=modified)


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
    return instant(text) if text else None


def instant(text: str) -> datetime | None:
    """Read an RFC 3339 or RFC 822 instant; None when it is neither or names no zone."""
    text = text.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
    try:
        return at.astimezone(UTC) if at.tzinfo else None
    except OverflowError:  # a day beside the first or last of the calendar
        return None
