"""What a page knows of other pages: the articles of a list, its pager, feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import distinct, identity, site
from newsarchive.pages import files
from newsarchive.pages.selectors import classes, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from newsarchive.pages.base import ArticlePage

_ASIDE = words(
    "sidebar widget widget-area td-main-sidebar td-footer-wrapper site-footer td-footer-template-wrap "
    "wp-block-latest-posts td-trending-now-wrapper td-header-menu-wrap sf-menu"
)
_COMMENTS = re.compile(r"comment|комент|коммент", re.IGNORECASE)
_PART = re.compile(r"/(?:page/)?\d{1,3}")
_FEED = re.compile(r"(?:^|[/?&=])(?:rss|atom|feed)(?:[/?&.]|$)", re.IGNORECASE)
_MOST_FEEDS = 3
_API = "https://api.w.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Ways into a site that a page names."""

    feeds: tuple[str, ...] = ()
    """RSS and Atom feeds of articles, absolute, canonical; never of comments."""
    sitemaps: tuple[str, ...] = ()
    """Sitemaps (``link[rel=sitemap]``, as Astro and Hexo print it), absolute, canonical."""
    api: str | None = None
    """The root of the WordPress REST API (``link[rel="https://api.w.org/"]``)."""


def links(page: ArticlePage) -> tuple[str, ...]:
    """Give the articles that a list page shows, within its site, those of sidebars left out, in its order."""
    for found in page.finder.matches(page.root, page.list_css):
        listed = _addresses(found, page.base, page.url)
        if listed:
            return listed
    return ()


def pager(page: ArticlePage) -> tuple[str, ...]:
    """Give the other pages of the list that a page shows; none on an article's page."""
    if page.is_single:
        return ()
    found = page.finder.first(page.root, page.pager_css)
    return _addresses((a for a in found if "next" in (a.get("rel") or "next") or a.tag == "a"), page.base, page.url)


def routes(page: ArticlePage) -> Routes:
    """Give the feeds, the sitemaps and the API that a page names."""
    named, base = page.data.links, page.base
    api = next((link["href"] for link in named if link.get("rel") == _API), None)
    own = page.address if page.is_single else None
    return Routes(
        feeds=feeds(named, base, own) or (() if own else _linked_feeds(page)),
        sitemaps=sitemaps(named, base),
        api=files.absolute(api, base),
    )


def feeds(links: Iterable[dict[str, str]], base: str, article: str | None) -> tuple[str, ...]:
    """Give the feeds among a page's ``link`` elements.

    Args:
        links: Their attributes.
        base: What relative addresses are resolved against.
        article: The page's address if it is an article's: the feed beneath it is of its comments.
    """
    return _distinct(
        (
            link["href"]
            for link in links
            if "alternate" in link.get("rel", "").lower().split()
            and link.get("type", "").lower().strip() in {"application/rss+xml", "application/atom+xml"}
            and not _COMMENTS.search(f"{link['href']} {link.get('title', '')}")
            and not (article and _beneath(files.absolute(link["href"], base), article))
        ),
        base,
        None,
    )


def _linked_feeds(page: ArticlePage) -> tuple[str, ...]:
    """Give the feeds that a list links to as readers see it, where its head names none: an icon, «RSS»."""
    linked = (a.get("href") or "" for a in page.finder.named("a"))
    found = (href for href in linked if _FEED.search(href) and not _COMMENTS.search(href))
    return _distinct(found, page.base, page.url)[:_MOST_FEEDS]


def sitemaps(links: Iterable[dict[str, str]], base: str) -> tuple[str, ...]:
    """Give the sitemaps among a page's ``link`` elements."""
    named = (link["href"] for link in links if "sitemap" in link.get("rel", "").lower().split())
    return _distinct(named, base, base)


def is_part(url: str, page: str) -> bool:
    """Tell whether an address is another part of the same page: itself, ``/2/``, ``/page/2/`` beneath it."""
    one, other = sorted((identity(url), identity(page)), key=len)
    if one == other:
        return True
    stem = _PART.sub("", one) if _PART.search(one) else one
    return (other.startswith(one) and _PART.fullmatch(other[len(one) :]) is not None) or _siblings(stem, one, other)


def _siblings(stem: str, one: str, other: str) -> bool:
    """Tell whether two addresses are numbered parts of one."""
    return stem != one and other.startswith(stem) and _PART.fullmatch(other[len(stem) :]) is not None


def _beneath(url: str | None, article: str) -> bool:
    return url is not None and identity(url).startswith(identity(article) + "/")


def _addresses(anchors: Iterable[etree._Element], base: str, url: str) -> tuple[str, ...]:
    return _distinct((a.get("href") for a in anchors if not _is_aside(a)), base, url)


def _is_aside(element: etree._Element) -> bool:
    return any(
        (node.tag in {"aside", "footer"} and "entry-footer" not in classes(node)) or classes(node) & _ASIDE
        for node in element.iterancestors()
    )


def _distinct(found: Iterable[str | None], base: str, url: str | None) -> tuple[str, ...]:
    """Make addresses canonical, each once; with ``url`` only others of its site."""
    made = (files.absolute(address, base) for address in found)
    return distinct(
        one
        for one in made
        if one is not None and (url is None or (site(one) == site(url) and identity(one) != identity(url)))
    )
