"""An answer looked at: the page that it holds, as the class of its platform would read it, and the list that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsarchive.capture.exchange import ContentError
from newsarchive.items import Kind, Route
from newsarchive.normalize.addresses import identity
from newsarchive.pages import AutoArticle, decode, files
from newsarchive.probe.findings import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsarchive.capture import Exchange
    from newsarchive.items import Article, SecondReading, Visit
    from newsarchive.pages import ArticlePage
    from newsarchive.probe.asking import Answer

_HEAD = 2048
_NUMBER = re.compile(r"\d+")
_BY_ARTICLES = re.compile(r"(?:start|limitstart|offset|from)=$", re.IGNORECASE)
"""What stands before the number of a page that is counted in articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An answer that was looked at."""

    visit: Visit
    exchange: Exchange | None
    page: ArticlePage | None
    """None where the answer holds no page."""
    charset: str
    """``utf-8 (header)``; empty without a page."""

    @property
    def article(self) -> Article | None:
        """The article, where the page is one."""
        return self.visit.article

    @property
    def claimed(self) -> str | None:
        """Where the page says that it stands, whoever's host that is."""
        if self.page is None:
            return None
        return files.absolute(self.page.data.link("canonical") or self.page.data.first("og:url"), self.page.base)

    @property
    def links(self) -> tuple[str, ...]:
        """The articles that it lists, in its order."""
        return self._named(Route.LISTING, Kind.ARTICLE)

    def listing(self, label: str | None = None) -> Listing:
        """Describe the list that the page is.

        Args:
            label: what leads to it is called.
        """
        pages, last = _pages(self.page.pager() if self.page is not None else (), self.visit.url)
        return Listing(url=self.visit.url, label=label, articles=len(self.links), pages=pages, last=last)

    def heads(self, route: Route) -> tuple[str, ...]:
        """Give the lists for programs that it names."""
        return self._named(route, Kind.HEAD)

    def _named(self, route: Route, kind: Kind) -> tuple[str, ...]:
        found = self.visit.found
        return tuple(link.url for link in found if link.route == route and link.kind == kind and not link.refused)


def settled(found: Look, told: Mapping[str, SecondReading]) -> Look:
    """Take what may be an article for one where a list told a day of it, as a crawl will.

    Args:
        found: an answer that was looked at.
        told: what lists told of articles with their day, by address.
    """
    article = found.visit.doubtful
    if article is None:
        return found
    said = told.get(article.url) or told.get(found.visit.url)
    if said is None:
        return found
    if article.published is None:
        article = replace(article, published=said.published, published_from=said.source)
    return replace(found, visit=replace(found.visit, doubtful=article).vouched())


def look(answer: Answer) -> Look:
    """Look at an answer."""
    page, charset = None, ""
    content = _page_in(answer.exchange) if answer.exchange else None
    if answer.exchange and content is not None:
        decoded = decode(content, answer.exchange.header(b"content-type"))
        page, charset = AutoArticle(decoded.text, answer.exchange.url), f"{decoded.encoding} ({decoded.why})"
    return Look(visit=answer.visit, exchange=answer.exchange, page=page, charset=charset)


def _page_in(exchange: Exchange) -> bytes | None:
    """Give the content of an answer that is a page."""
    try:
        content = exchange.content()
    except ContentError:
        return None
    said = "html" in exchange.header(b"content-type").lower()
    return content if said or b"<html" in content[:_HEAD].lower() else None


def _pages(pager: Iterable[str], url: str) -> tuple[int | None, str | None]:
    """Count the pages of a list by the numbers in its pager's addresses, and give the last one's address."""
    own = set(_NUMBER.findall(identity(url)))
    numbered: dict[str, dict[int, str]] = {}
    for address in pager:
        found = [match for match in _NUMBER.finditer(identity(address)) if match[0] not in own]
        if found:
            stem = identity(address)[: found[-1].start()]
            numbered.setdefault(stem, {})[int(found[-1][0])] = address
    if not numbered:
        return None, None
    stem, pages = max(numbered.items(), key=lambda item: len(item[1]))
    most, least = max(pages), min(pages)
    is_by_articles = _BY_ARTICLES.search(stem) is not None and least > 1
    return (most // least + 1 if is_by_articles else most), pages[most]
