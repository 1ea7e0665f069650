"""Looks at a site: one of which nothing is known, or one that a spider declares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from newsarchive import fetch
from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.normalize.addresses import canonical, site
from newsarchive.normalize.hosts import Hosts
from newsarchive.pages import AutoArticle
from newsarchive.probe.asking import Asker, inquire
from newsarchive.probe.inquiry import Inquiry
from newsarchive.probe.judging import judge
from newsarchive.probe.rows import checks
from newsarchive.visit import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsarchive.probe.findings import Findings
    from newsarchive.spider import CouncilSpider


def look_at(url: str, overrides: Mapping[str, Any], *, deep: bool = False) -> Findings:
    """Look at a site of which nothing is known.

    Args:
        url: the site's home page, a list of its news, or an article.
        overrides: Scrapy settings: see ``settings``.
        deep: also look for the oldest article and for further lists.

    Raises:
        UsageError: it is no address.
        SiteUnreachable, QualityAlarm: no page comes back to begin with.
    """
    starts = [address(url)]
    if "://" not in url:  # what a person typed without a scheme may stand under either
        starts.append("http" + starts[0].removeprefix("https"))

    async def look(ask: Asker) -> Findings:
        seen = Inquiry(ask, deep=deep)
        first = await _begin(seen, starts)
        await seen.look_around()
        return judge(first, seen, ask)

    return inquire(starts, look, _unknown, overrides)


def look_at_spider(spider: type[CouncilSpider], overrides: Mapping[str, Any]) -> Findings:
    """Look at the site of a spider, and hold what it declares against it.

    Args:
        spider: what is declared.
        overrides: Scrapy settings: see ``settings``.

    Raises:
        SiteUnreachable, QualityAlarm: no start address gives a page to begin with.
    """
    starts = [canonical(url) for url in spider.start_urls]

    async def look(ask: Asker) -> Findings:
        return await _look_at_spider(spider, starts, ask)

    return inquire(starts, look, declared(spider), overrides)


async def _look_at_spider(spider: type[CouncilSpider], starts: list[str], ask: Asker) -> Findings:
    seen = Inquiry(ask)
    first = await _begin(seen, starts)
    answers = {url: seen.given if url == first else await seen.start(url) for url in starts}
    await seen.look_around()
    former = {host: await seen.former(host) for host in spider.former_hosts}
    found = judge(first, seen, ask)
    return replace(found, checks=tuple(checks(spider, found, answers, former)))


async def _begin(seen: Inquiry, starts: list[str]) -> str:
    """Begin at the first start address that gives a page; give it."""
    for url in starts[:-1]:
        try:
            await seen.begin(url)
        except NewsArchiveError:
            continue
        return url
    await seen.begin(starts[-1])
    return starts[-1]


def declared(spider: type[CouncilSpider]) -> Callable[[str], Site]:
    """Give what is known of the site of an address: the spider's own, or nothing."""
    own = spider.site()
    return lambda url: own if own.owns(url) else _unknown(url)


def _unknown(url: str) -> Site:
    """Give what is known of a site for which there is no spider."""
    return Site(sites=frozenset({site(url)}), hosts=Hosts.of(url), pages={date.min: AutoArticle})


def is_address(text: str) -> bool:
    """Whether a word is meant as an address, and not as a spider's name or file."""
    return "://" in text or ("." in text and not text.endswith(".py"))


def address(text: str) -> str:
    """Make canonical what a person typed; without a scheme it is taken for https.

    Raises:
        UsageError: it is no address of a site.
    """
    try:
        found = canonical(text if "://" in text else f"https://{text}")
    except ValueError:
        found = ""
    if not found or not ("." in site(found) or ":" in site(found) or fetch.is_local(found)):
        raise UsageError(f"«{text}» is no address of a site: name one such as https://rada.example/.")
    return found


def settings(contact: str, delay: float | None, *urls: str) -> dict[str, Any]:
    """Give the Scrapy settings of an inquiry.

    Args:
        contact: where a site's keeper reaches whoever asks.
        delay: seconds between two requests, None for the house's own.
        urls: what will be asked first.

    Raises:
        UsageError: nobody can be reached about it.
    """
    fetch.require_contact(contact, urls)
    own = {} if delay is None else {"DOWNLOAD_DELAY": delay}
    return {**own, "NEWSARCHIVE_CONTACT": contact, "USER_AGENT": fetch.user_agent(contact), "LOG_LEVEL": "ERROR"}
