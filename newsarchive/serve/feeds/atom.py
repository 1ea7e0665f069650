"""Atom (RFC 4287), written by a serializer and holding plain text alone: no markup of the archive's is passed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from lxml import etree

from newsarchive.normalize import dates
from newsarchive.serve.words import web
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACE = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"

_NAMES: dict[Any, str] = {None: NAMESPACE}  # lxml's stubs know of no name that is none
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESS = "%:/?#[]@!$&'()*+,;=-._~"
_IN_TAG = "/?@!$&'()*+,;=-._~"
SINCE = "2026"
"""The year that stands in each tag: since when identifiers are made so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened, or what was published."""

    id: str
    """See :func:`tag`."""
    title: str
    updated: datetime
    """When the archive last saw something new of it."""
    published: datetime | None = None
    """By the council."""
    author: str
    link: str
    """Our page of it, absolute."""
    via: str | None = None
    """The council's own page."""
    summary: str = ""
    section: str | None = None
    lang: str = "uk"
    """Of title and summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of entries."""

    id: str
    title: str
    subtitle: str
    updated: datetime
    lang: str
    page: str
    """The same to read in a browser, absolute."""
    links: Sequence[tuple[str, str]]
    """Relation and absolute address: ``self``, and the pages of RFC 5005, section 3."""
    entries: Sequence[Entry]


def write(feed: Feed) -> bytes:
    """Give the document, UTF-8."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", {_LANG: feed.lang}, nsmap=_NAMES)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _instant(feed.updated))
    _add(root, "link", rel="alternate", type="text/html", href=_address(feed.page))
    for relation, address in feed.links:
        _add(root, "link", rel=relation, type=TYPE, href=_address(address))
    _add(root, "generator", "newsarchive", version=__version__)
    for entry in feed.entries:
        _write(etree.SubElement(root, f"{{{NAMESPACE}}}entry"), entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _write(element: etree._Element, entry: Entry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title, **{_LANG: entry.lang})
    _add(element, "updated", _instant(entry.updated))
    if entry.published:
        _add(element, "published", _instant(entry.published))
    _add(_add(element, "author"), "name", entry.author)
    _add(element, "link", rel="alternate", type="text/html", href=_address(entry.link))
    if entry.via and web(entry.via):
        _add(element, "link", rel="via", href=_address(entry.via))
    if entry.section:
        _add(element, "category", term=_text(entry.section))
    if entry.summary:
        _add(element, "summary", entry.summary, **{_LANG: entry.lang})


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text is not None:
        element.text = _text(text)
    return element


def _text(text: str) -> str:
    """What XML can hold of a text."""
    return _NO_XML.sub("", text)


def _address(url: str) -> str:
    return quote(url, safe=_IN_ADDRESS)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def instant(text: str | None) -> datetime | None:
    """A stored instant; a bare day begins in Kyiv. None where it is none."""
    try:
        return dates.instant(text or "").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def tag(url: str, *more: str) -> str:
    """An identifier (RFC 4151) of an article, or of something about it: the same in an archive made anew, or moved.

    Args:
        url: The article's address on the council's site.
        more: What sets it apart: a digest, an instant.
    """
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]", "", (parts.hostname or "").lower()) or "localhost"
    path = quote(url.partition("://")[2].partition("/")[2], safe=_IN_TAG)
    return ":".join((f"tag:{host},{SINCE}", "newsarchive", path, *(quote(one, safe="") for one in more)))
