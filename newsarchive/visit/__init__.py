"""What one answer teaches. The one place where bytes are interpreted: while crawling, and again by ``rebuild``.

It depends on nothing but the answer and the spider's declaration, so that reading a capture years later gives
the same rows.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive import normalize
from newsarchive.capture.exchange import ContentError
from newsarchive.discover import api, feeds, sitemaps
from newsarchive.discover.traps import trap
from newsarchive.items import Found, Kind, Outcome, Reading, Route, Visit
from newsarchive.normalize.addresses import canonical, identity, site
from newsarchive.pages import decode, is_nonsense
from newsarchive.visit import impostors
from newsarchive.visit.impostors import impostor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from newsarchive.capture.exchange import Exchange
    from newsarchive.items import Article
    from newsarchive.pages import ArticlePage

_OK = 200
_NOT_MODIFIED = 304
_UNAUTHORIZED = 401
_REDIRECTS = range(300, 400)
_SERVER_ERRORS = range(500, 600)
_BACK_LATER = frozenset({429, 503})
_GONE = frozenset({404, 410})
_RETRY_AFTER = timedelta(hours=1)
_REVISITS = ((timedelta(days=7), timedelta(days=1)), (timedelta(days=30), timedelta(days=7)))
"""An article younger than the first is asked again after the second."""
_REVISIT_OLD = timedelta(days=30)
_ANYWHERE = frozenset({Route.NEIGHBOUR, Route.REDIRECT})
"""Routes whose off-site addresses are worth a row: a site's own chain leads there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a spider declares that is needed to read an answer."""

    sites: frozenset[str]
    """Hosts (with port, without ``www.``) that belong to the council."""
    pages: Mapping[date, type[ArticlePage]]
    """First day of capture -> the class that reads pages captured from that day on."""

    def page_class(self, day: date) -> type[ArticlePage]:
        """Choose the class for a day of capture."""
        return self.pages[max(first for first in self.pages if first <= day)]

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the council."""
        return site(url) in self.sites


def visit(declared: Site, exchange: Exchange) -> Visit:
    """Read an answer: how the request ended, the article if it is one, and the addresses it makes known."""
    learned = _learn(declared, exchange)
    return replace(learned, found=tuple(_fenced(declared, exchange.url, _trapped(exchange, learned.found))))


def attempt(declared: Site, exchange: Exchange) -> tuple[Visit, str]:
    """Read an answer; give also what went wrong in our own code, for the log: it must not cost the other pages."""
    try:
        return visit(declared, exchange), ""
    except MemoryError:
        return unread(exchange, "too big"), "reading it takes too much memory"
    except Exception:  # whatever a page provokes, the page is kept and counted, and the crawl goes on
        return unread(exchange, "not understood"), traceback.format_exc()


def unread(exchange: Exchange, why: str) -> Visit:
    """Give the visit of an answer that was kept and could not be read."""
    return _ended(exchange, Outcome.FAILED, why)


def _learn(declared: Site, exchange: Exchange) -> Visit:
    if exchange.status in _REDIRECTS:
        return _redirect(exchange)
    if exchange.status != _OK:
        return _wall(declared, exchange) or _refusal(exchange)
    if exchange.truncated:
        return _ended(exchange, Outcome.FAILED, "cut short")
    try:
        content = exchange.content()
    except ContentError as error:
        return _ended(exchange, Outcome.FAILED, str(error))
    return _reader(exchange, content)(declared, exchange, content)


def _wall(declared: Site, exchange: Exchange) -> Visit | None:
    """Tell a challenge or a login from a plain refusal; what cannot be read is the latter."""
    if exchange.status not in impostors.WALLS:
        return None
    try:
        content = exchange.content()
    except ContentError:
        return None
    if _reader(exchange, content) is not _page:
        return None
    page, _ = _parsed(declared, exchange, content)
    found = impostor(page, page.read(), exchange)
    return (
        _ended(exchange, found.outcome, found.why) if found and found.why in impostors.WALLS[exchange.status] else None
    )


def _refusal(exchange: Exchange) -> Visit:
    status, why = exchange.status, f"status {exchange.status}"
    if status in _GONE:
        return _ended(exchange, Outcome.GONE, why)
    if status in _BACK_LATER:
        return replace(_ended(exchange, Outcome.LATER, why), next_visit=exchange.at + _RETRY_AFTER)
    if status == _UNAUTHORIZED:
        return _ended(exchange, Outcome.REFUSED, "login")
    return _ended(exchange, Outcome.FAILED if status in _SERVER_ERRORS else Outcome.REFUSED, why)


def _reader(exchange: Exchange, content: bytes) -> Callable[[Site, Exchange, bytes], Visit]:
    """Choose by what the answer is, not by what was expected."""
    kind = exchange.header(b"content-type").partition(";")[0].strip().lower()
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if exchange.route == Route.ROBOTS:
        return _robots
    if "json" in kind:
        return _api
    if (start.startswith(b"<?xml") and b"<html" not in start) or kind.endswith(("/xml", "/rss+xml", "/atom+xml")):
        return _xml
    if "html" in kind or start.startswith((b"<!doctype html", b"<html")):
        return _other if impostors.is_file(content) else _page
    return _other


def _ended(exchange: Exchange, outcome: Outcome, why: str | None = None, found: Iterable[Found] = ()) -> Visit:
    return Visit(
        url=exchange.url,
        at=exchange.at,
        route=exchange.route,
        outcome=outcome,
        why=why,
        status=exchange.status,
        record_id=exchange.record_id,
        found=tuple(found),
    )


def _redirect(exchange: Exchange) -> Visit:
    """Each hop is a request of its own, so that every address asked has its row."""
    if exchange.status == _NOT_MODIFIED:
        return _ended(exchange, Outcome.UNCHANGED)
    try:
        target = canonical(exchange.header(b"location"), exchange.url)
    except ValueError:
        return _ended(exchange, Outcome.FAILED, "redirect to nowhere")
    if target == exchange.url:
        return _ended(exchange, Outcome.FAILED, "redirect to itself")
    hop = Found(url=target, route=Route.REDIRECT)
    return replace(_ended(exchange, Outcome.STORED, found=[hop]), alias_of=target)


def _robots(_: Site, exchange: Exchange, content: bytes) -> Visit:
    return _ended(exchange, Outcome.STORED, found=sitemaps.named_in_robots(content, exchange.url))


def _api(_: Site, exchange: Exchange, content: bytes) -> Visit:
    total = exchange.header(b"x-wp-totalpages")
    try:
        listed = list(api.found(content, exchange.url, int(total) if total.isdecimal() else 1))
    except ValueError:
        return _ended(exchange, Outcome.REFUSED, "not a list of posts")
    return _ended(exchange, Outcome.STORED, found=listed)


def _xml(_: Site, exchange: Exchange, content: bytes) -> Visit:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root: etree._Element | None = etree.fromstring(content, parser) if content else None
    if root is None:
        return _ended(exchange, Outcome.REFUSED, "not a list of addresses")
    name = etree.QName(root).localname
    if name in {"urlset", "sitemapindex"}:
        return _ended(exchange, Outcome.STORED, found=sitemaps.found(root, exchange.url))
    if name in {"rss", "feed", "RDF"}:
        return _ended(exchange, Outcome.STORED, found=feeds.found(root, exchange.url))
    return _ended(exchange, Outcome.REFUSED, "not a list of addresses")


def _other(_: Site, exchange: Exchange, content: bytes) -> Visit:
    return _ended(exchange, Outcome.REFUSED, "not a page" if content.strip() else "empty")


def _page(declared: Site, exchange: Exchange, content: bytes) -> Visit:
    page, garbled = _parsed(declared, exchange, content)
    reading = page.read()
    other = impostor(page, reading, exchange)
    if other is not None:
        return _ended(exchange, other.outcome, other.why)
    found = [Found(url=link.url, route=Route.NEIGHBOUR) for link in (reading.previous, reading.next) if link]
    if exchange.route in {Route.START, Route.REDIRECT} or reading.refused:
        found += _heads(page)
    if reading.refused:
        return _list(exchange, page, reading.refused, found)
    article = normalize.article(_at_home(declared, exchange, reading), captured_at=exchange.at)
    if garbled or is_nonsense(f"{article.title}\n{article.body}"):
        return _ended(exchange, Outcome.REFUSED, "garbled", found=found)
    return replace(
        _ended(exchange, Outcome.STORED, found=found),
        article=article,
        alias_of=article.url if article.url != exchange.url else None,
        next_visit=exchange.at + _patience(article, exchange.at),
    )


def _parsed(declared: Site, exchange: Exchange, content: bytes) -> tuple[ArticlePage, bool]:
    """Parse a page; tell also whether its charset could not be told."""
    decoded = decode(content, exchange.header(b"content-type"))
    return declared.page_class(exchange.at.date())(decoded.text, exchange.url), decoded.garbled


def _heads(page: ArticlePage) -> list[Found]:
    """Give the feeds and the API that a page's head names."""
    routes = page.routes()
    heads = [Found(url=url, route=Route.FEED, kind=Kind.HEAD) for url in routes.feeds]
    return heads + ([api.posts(routes.api)] if routes.api else [])


def _list(exchange: Exchange, page: ArticlePage, refused: str, found: list[Found]) -> Visit:
    """A page that is no article may be a list of them."""
    links = [Found(url=url, route=Route.LISTING) for url in page.links()]
    pager = [Found(url=url, route=Route.LISTING, kind=Kind.PAGE) for url in page.pager()]
    if links or pager:
        return _ended(exchange, Outcome.STORED, found=[*found, *links, *pager])
    return _ended(exchange, Outcome.REFUSED, refused, found=found)


def _at_home(declared: Site, exchange: Exchange, reading: Reading) -> Reading:
    """Distrust a canonical address that is another site's or the home page: themes copy it carelessly."""
    home = canonical("/", exchange.url)
    if declared.owns(reading.url) and identity(reading.url) != identity(home):
        return reading
    return replace(reading, url=exchange.url)


def _patience(article: Article, now: datetime) -> timedelta:
    """How long an article is left alone: news is edited in its first days."""
    published = article.published
    if published is None:
        return _REVISIT_OLD
    age = now.date() - (published.date() if hasattr(published, "date") else published)
    return next((wait for younger, wait in _REVISITS if age < younger), _REVISIT_OLD)


def _trapped(exchange: Exchange, found: Iterable[Found]) -> Iterable[Found]:
    """Mark what leads on without end."""
    for link in found:
        why = trap(link.url, exchange.url, today=exchange.at.date())
        yield replace(link, refused=why) if why else link


def _fenced(declared: Site, url: str, found: Iterable[Found]) -> Iterable[Found]:
    """Drop repeats and the page itself; mark what leads off the site."""
    seen = {url}
    for link in found:
        if link.url in seen:
            continue
        seen.add(link.url)
        if declared.owns(link.url):
            yield link
        elif link.route in _ANYWHERE:
            yield replace(link, refused="off-site")
