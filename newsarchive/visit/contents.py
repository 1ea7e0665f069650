"""What the content of an answer says: rules of robots, a list, a page."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive import normalize
from newsarchive.capture.exchange import ContentError, gunzip
from newsarchive.discover import api, feeds, sitemaps
from newsarchive.items import Found, Kind, Outcome, Route, Visit
from newsarchive.normalize import entries
from newsarchive.normalize.addresses import PAGED, is_home
from newsarchive.pages import EMPTY, decode, is_nonsense
from newsarchive.pages.tree import check_memory
from newsarchive.pages.verdict import A_LIST
from newsarchive.visit.ended import ended
from newsarchive.visit.endings import is_cut, marked
from newsarchive.visit.impostors import impostor, is_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.capture.exchange import Exchange
    from newsarchive.items import Article, Reading
    from newsarchive.pages import ArticlePage, Decoded
    from newsarchive.visit.impostors import Impostor
    from newsarchive.visit.site import Site

_LISTS = (b"<urlset", b"<sitemapindex")
"""How a sitemap begins that does not say that it is XML."""
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FOR_MACHINES = frozenset({Route.SITEMAP, Route.FEED, Route.API})
_HEADS = 20
"""Feeds, and sitemaps, that one page may name: they are asked before any article."""
_DIGITS = 10
"""Digits of the number of a site's posts."""


def read(declared: Site, exchange: Exchange) -> Visit:
    """Read an answer that is a success, by what it holds."""
    # Of a robots.txt without end the beginning is enough (RFC 9309, 2.5).
    if exchange.truncated and not (exchange.route == Route.ROBOTS and exchange.truncated == "length"):
        return ended(exchange, Outcome.FAILED, "cut short")
    try:
        content = exchange.content()
        if exchange.route == Route.SITEMAP:
            content = gunzip(content)
    except ContentError as error:
        return ended(exchange, Outcome.FAILED, str(error))
    read_it = _robots if exchange.route == Route.ROBOTS else _reader(exchange, content)
    return read_it(declared, exchange, content)


def impostor_in(declared: Site, exchange: Exchange, content: bytes) -> Impostor | None:
    """Tell what a page of an answer that is no success is, None where it is no page or nothing known."""
    if _reader(exchange, content) is not _page:
        return None
    page, _ = _parsed(declared, exchange, content)
    return impostor(page, page.read(), exchange)


def _reader(exchange: Exchange, content: bytes) -> Callable[[Site, Exchange, bytes], Visit]:
    """Choose by what the answer is, not by what was expected."""
    kind = exchange.header(b"content-type").partition(";")[0].strip().lower()
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if "json" in kind:
        return _api
    said = kind.endswith(("/xml", "/rss+xml", "/atom+xml"))
    if said or start.startswith(_LISTS) or (start.startswith(b"<?xml") and b"<html" not in start):
        return _xml
    if "html" in kind or start.startswith((b"<!doctype html", b"<html")):
        return _other if is_file(content) else _page
    return _other


def _robots(_: Site, exchange: Exchange, content: bytes) -> Visit:
    # It has to be UTF-8 (RFC 9309, 2.2); what an editor saved as «Unicode» is meant all the same.
    text = content.decode("utf-16" if content.startswith(_MARKS) else "utf-8-sig", "replace")
    found = sitemaps.named_in_robots(text, exchange.url)
    return replace(ended(exchange, Outcome.STORED, found=found), robots=text)


def _api(_: Site, exchange: Exchange, content: bytes) -> Visit:
    try:
        listed, second = api.read(content, exchange.url, _number(exchange, b"x-wp-totalpages") or 1, exchange.at)
    except ValueError:
        return ended(exchange, Outcome.REFUSED, "not a list of posts")
    return replace(
        ended(exchange, Outcome.STORED, found=listed),
        second=second,
        head=api.first_page(exchange.url),
        complete=not any(link.kind == Kind.PAGE for link in listed),
        total=_number(exchange, b"x-wp-total"),
    )


def _number(exchange: Exchange, header: bytes) -> int | None:
    """Give the number in a header, None where none is that a site can have."""
    said = exchange.header(header)
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else None


def _xml(_: Site, exchange: Exchange, content: bytes) -> Visit:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root: etree._Element | None = None
    try:
        root = etree.fromstring(content, parser) if content else None
    except etree.XMLSyntaxError as error:
        check_memory(error)
    if root is None:
        return ended(exchange, Outcome.REFUSED, "not a list of addresses")
    name = root.tag.rpartition("}")[2]  # lxml's own word for it takes no prefix that was never declared
    if name in {"urlset", "sitemapindex"}:
        listed = list(sitemaps.found(root, exchange.url))
        total = len(listed) if name == "urlset" else None
        read = ended(exchange, Outcome.STORED, found=listed)
        return replace(read, head=exchange.url, complete=name == "urlset", total=total)
    if name in {"rss", "feed", "RDF"}:
        listed, second = feeds.read(root, exchange.url, exchange.at)
        return replace(ended(exchange, Outcome.STORED, found=listed), head=exchange.url, second=second)
    return ended(exchange, Outcome.REFUSED, "not a list of addresses")


def _other(_: Site, exchange: Exchange, content: bytes) -> Visit:
    return ended(exchange, Outcome.REFUSED, "not a page" if content.strip() else EMPTY)


def _page(declared: Site, exchange: Exchange, content: bytes) -> Visit:
    page, decoded = _parsed(declared, exchange, content)
    reading = page.read()
    other = impostor(page, reading, exchange)
    if other is not None:
        return ended(exchange, other.outcome, other.why)
    found = [Found(url=link.url, route=Route.NEIGHBOUR) for link in (reading.previous, reading.next) if link]
    # A rubric that a sitemap names has a feed of its own, which tells nothing that the whole site's does not.
    if exchange.route in {Route.START, Route.REDIRECT} or (reading.refused and exchange.route != Route.SITEMAP):
        found += _heads(page)
    # The last page of a list may show one article, and look like it.
    is_of_list = exchange.kind == Kind.PAGE and PAGED.search(exchange.url)
    if is_of_list or reading.refused not in {None, EMPTY}:
        read = _list(exchange, page, str(reading.refused or A_LIST), found)
        return replace(read, doubtful=_doubtful(exchange, page, reading, decoded))
    if is_cut(page, reading, decoded.text):
        return ended(exchange, Outcome.FAILED, "cut short")
    if reading.refused:
        return ended(exchange, Outcome.REFUSED, EMPTY, found=found)
    article = normalize.article(reading, captured_at=exchange.at)
    is_garbled = decoded.garbled or is_nonsense(f"{article.title}\n{article.body}")
    if is_garbled or (exchange.kind == Kind.HEAD and exchange.route in _FOR_MACHINES):
        return ended(exchange, Outcome.REFUSED, "garbled" if is_garbled else "not a list of addresses", found=found)
    return replace(
        ended(exchange, Outcome.STORED, found=found),
        article=article,
        alias_of=article.url if article.url != exchange.url else None,
    )


def _doubtful(exchange: Exchange, page: ArticlePage, reading: Reading, decoded: Decoded) -> Article | None:
    """Read what may be an article though nothing on its page says so; None where something says that it is none."""
    if exchange.kind != Kind.ARTICLE or page.is_home or not (page.is_doubtful and reading.title and reading.blocks):
        return None
    if decoded.garbled or is_cut(page, reading, decoded.text):
        return None
    article = normalize.article(reading, captured_at=exchange.at)
    return None if is_nonsense(f"{article.title}\n{article.body}") else article


def _parsed(declared: Site, exchange: Exchange, content: bytes) -> tuple[ArticlePage, Decoded]:
    """Parse a page; give its source too, with its end marked, and whether its charset could not be told."""
    decoded = decode(content, exchange.header(b"content-type"))
    text = marked(decoded.text)
    if text is not decoded.text:
        decoded = replace(decoded, text=text)
    return declared.page_class(exchange.at.date())(text, exchange.url), decoded


def _heads(page: ArticlePage) -> list[Found]:
    """Give the feeds, the sitemaps and the API that a page's head names."""
    routes = page.routes()
    heads = [Found(url=url, route=Route.FEED, kind=Kind.HEAD) for url in routes.feeds[:_HEADS]]
    heads += [Found(url=url, route=Route.SITEMAP, kind=Kind.HEAD) for url in routes.sitemaps[:_HEADS]]
    return heads + ([api.posts(routes.api)] if routes.api else [])


def _list(exchange: Exchange, page: ArticlePage, refused: str, found: list[Found]) -> Visit:
    """A page that is no article may be a list of them; the home page in the place of one says that there is none."""
    if exchange.kind == Kind.ARTICLE and exchange.route != Route.START and page.is_home and not is_home(exchange.url):
        return ended(exchange, Outcome.REFUSED, "home page")
    links = [Found(url=url, route=Route.LISTING) for url in page.links()]
    # What is no list for sure names menus, which lead everywhere.
    others = page.lists() if exchange.kind != Kind.ARTICLE or exchange.route == Route.REDIRECT else ()
    pager = [Found(url=url, route=Route.LISTING, kind=Kind.PAGE) for url in (*page.pager(), *others)]
    if links or pager:
        told = (entries.listed(url, clues, exchange.at) for url, clues in page.days())
        second = tuple(said for said in told if said is not None)
        return replace(ended(exchange, Outcome.STORED, found=[*found, *links, *pager]), second=second)
    return ended(exchange, Outcome.REFUSED, refused, found=found)
