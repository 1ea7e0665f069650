"""Sitemaps and sitemap indexes (sitemaps.org protocol 0.9), plain or gzipped, and where robots.txt names them."""

from __future__ import annotations

import re
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from newsarchive.discover import address
from newsarchive.items import Found, Kind, Route
from newsarchive.normalize.entries import change, instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_NO_ARTICLES = re.compile(
    r"(?:taxonom|categor|[-_](?:post_)?tag|users?[-_.]|author|[-_]page[-_.]|page-sitemap|attachment|image|video)[^/]*$|"
    r"/(?:tags?|categor(?:y|ies)|authors?|galler(?:y|ies))/|/tag[^/]*$",
    re.IGNORECASE,
)
"""Names that WordPress core, Yoast, Rank Math and AIOSEO give to sitemaps of anything but posts, or folders."""

_MOST = 100
"""Sitemaps of one robots.txt that are believed."""
_DIRECTIVE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


def named_in_robots(text: str, base: str) -> Iterator[Found]:
    """Give the sitemaps that a robots.txt names (sitemaps.org, «Submitting»), the first hundred."""
    for match in islice(_DIRECTIVE.finditer(text), _MOST):
        url = address(match[1], base)
        if url:
            yield Found(url=url, route=Route.SITEMAP, kind=Kind.HEAD)


def found(root: _Element, base: str) -> Iterator[Found]:
    """Give the addresses of a ``urlset``, newest change first, or the sitemaps of a ``sitemapindex``."""
    index = root.tag.endswith("sitemapindex")
    entries = [_entry(e, base, index=index) for e in root.iterchildren("{*}sitemap" if index else "{*}url")]
    listed = [entry for entry in entries if entry is not None]
    if index:
        yield from (entry for _, entry in listed if not _NO_ARTICLES.search(entry.url))
    else:
        yield from (entry for _, entry in sorted(listed, key=itemgetter(0), reverse=True))


def _entry(element: _Element, base: str, *, index: bool) -> tuple[str, Found] | None:
    """Give an entry, and by what it is sorted: many generators tell the day of a change and no more."""
    try:
        named, changed = (element.findtext("{*}loc") or "").strip(), element.findtext("{*}lastmod")
    except UnicodeDecodeError:  # a reference to half a letter (a surrogate), which lxml reads and does not give
        return None
    url = address(named, base) if named else None
    if url is None:
        return None
    at = change(changed or "")
    if index:  # of a part that changed again on a day that it had named, its day tells nothing
        return str(at or ""), Found(url=url, route=Route.SITEMAP, kind=Kind.HEAD, modified=instant(changed or ""))
    return str(at or ""), Found(url=url, route=Route.SITEMAP, modified=at)
