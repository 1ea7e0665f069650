"""Asks a site a few questions in turn, as a crawl would: by Scrapy, with the house's settings, guards and robots rules.

Nothing is archived, and nothing runs beside it: an inquiry asks, looks at the answer, and asks on.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import scrapy
from scrapy import signals
from scrapy.crawler import CrawlerProcess
from tqdm import tqdm

from newsarchive import fetch, runner
from newsarchive.capture.recorder import cut_off_robots, exchange_of
from newsarchive.discover import redirects
from newsarchive.discover.request import request_for
from newsarchive.fetch.doors import Doors
from newsarchive.fetch.pace import Pace
from newsarchive.fetch.robots import robots_url
from newsarchive.items import LED_TO, Found, Kind, Outcome, Route, Visit
from newsarchive.normalize.addresses import site
from newsarchive.visit import attempt, unanswered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from twisted.python.failure import Failure

    from newsarchive.capture import Exchange
    from newsarchive.visit import Site

T = TypeVar("T")

logger = logging.getLogger(__name__)

TRIES = 2
"""How often an address is asked whose answer may yet come."""
LONGEST_WAIT = 60.0
"""Seconds that an inquiry waits when a site asks for patience; more is left to a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking an address."""

    visit: Visit
    """How it ended, as a crawl accounts for it; of the last address where redirects were followed."""
    exchange: Exchange | None = None
    """The answer as sent; None where none came or the address was not asked."""


class Asker:
    """Asks addresses one at a time, at their host's pace, and never what its robots.txt forbids."""

    def __init__(
        self,
        download: Callable[[scrapy.Request], Awaitable[scrapy.http.Response]],
        declared: Callable[[str], Site],
        delay: float,
        answered: Callable[[], object] = lambda: None,
    ) -> None:
        """Begin with nothing asked.

        Args:
            download: makes one request.
            declared: gives what is known of the site of an address, for reading its answer.
            delay: seconds between two requests to a host.
            answered: called after each.
        """
        self._download, self._declared, self._pace = download, declared, Pace(delay=delay)
        self._answered = answered
        self.doors = Doors(lambda _: None)
        self.log: list[Answer] = []
        """Every request made, in order, those for robots.txt among them."""

    async def __call__(self, url: str, route: Route = Route.LISTING, kind: Kind = Kind.ARTICLE) -> Answer:
        """Ask, and follow where it leads; what robots.txt forbids comes back as refused.

        Args:
            url: canonical.
            route: how it came to be known; from a start address alone a redirect may lead to another host.
            kind: what it is expected to be.
        """
        found = Found(url=url, route=route, kind=kind)
        answer = await self._allowed(found)
        for _ in range(redirects.MOST):
            hop = _hop(answer.visit)
            if hop is None or (hop.refused and route != Route.START):
                break
            answer = await self._allowed(Found(url=hop.url, route=route, kind=kind))
        return answer

    async def _allowed(self, found: Found) -> Answer:
        """Ask one address, the robots.txt of its host before it."""
        robots = self.doors.ask(found.url)
        for _ in range(redirects.MOST + 1):
            if robots is None:
                break
            robots = await self._learn_rules(robots)
        if robots is not None:
            self.doors.learn(unanswered(robots, Outcome.FAILED, redirects.TRAP))
        if self.doors.allow(found.url):
            return await self._patiently(found)
        return Answer(visit=unanswered(found, *self._why_forbidden(found.url)))

    def _why_forbidden(self, url: str) -> tuple[Outcome, str]:
        """Tell a host whose robots.txt forbids an address from one that does not give its robots.txt at all."""
        asked = [answer.visit for answer in self.log if answer.visit.route == Route.ROBOTS]
        last = next(visit for visit in reversed(asked) if site(visit.url) == site(url))
        if self.doors.said[robots_url(url)]["says"] == "rules":
            return Outcome.REFUSED, "robots"
        return Outcome.FAILED, f"robots.txt: {last.why}" if last.status else str(last.why)

    async def _learn_rules(self, robots: Found) -> Found | None:
        """Ask for a robots.txt; give the one that it leads on to, if it does."""
        visit = (await self._patiently(robots)).visit
        return None if self.doors.learn(visit) else next((hop for hop in visit.found if hop.route in LED_TO), None)

    async def _patiently(self, found: Found) -> Answer:
        """Ask, and again where no answer came or the site asked for patience."""
        for _ in range(TRIES):
            answer = await self._once(found)
            is_silent = answer.exchange is None and answer.visit.why != "private address"
            if not is_silent and answer.visit.outcome != Outcome.LATER:
                break
        return answer

    async def _once(self, found: Found) -> Answer:
        host = site(found.url)
        wait = self._pace.wait(host)
        if wait > LONGEST_WAIT:
            return Answer(visit=unanswered(found, Outcome.LATER, "asked to wait"))
        await asyncio.sleep(wait)
        self._pace.ask(host, self.doors.delay(found.url))
        answer = await self._asked(found)
        self._pace.answer(host)
        self._pace.learn(host, answer.visit)
        self.log.append(answer)
        self._answered()
        return answer

    async def _asked(self, found: Found) -> Answer:
        request = request_for(found)
        try:
            response = await self._download(request)
        except Exception as error:  # as in a crawl, whatever ends a request is a word in its account
            return Answer(visit=unanswered(found, Outcome.FAILED, fetch.why(error)))
        exchange = exchange_of(response, request)
        learned, trouble = attempt(self._declared(found.url), exchange)
        if trouble:
            logger.error("probe: cannot read url=%s: %s", found.url, trouble)
        return Answer(visit=learned, exchange=exchange)


def _hop(visit: Visit) -> Found | None:
    """Give where an answer leads on to in its own place."""
    return None if visit.article else next((hop for hop in visit.found if hop.route == Route.REDIRECT), None)


def inquire(
    starts: Sequence[str],
    inquiry: Callable[[Asker], Awaitable[T]],
    declared: Callable[[str], Site],
    overrides: Mapping[str, Any],
) -> T:
    """Let an inquiry ask until it has its answer.

    Scrapy's reactor runs once in a process, so this can be called once.

    Args:
        starts: the addresses that a person named: hosts of this machine are asked only if they are among them.
        inquiry: is given the asker.
        declared: gives what is known of the site of an address.
        overrides: Scrapy settings on top of the house's.

    Raises:
        NewsArchiveError: whatever the inquiry raises.
        KeyboardInterrupt: it was interrupted.
    """
    process = CrawlerProcess(runner.settings(overrides))
    crawler = process.create_crawler(_Prober)
    crawler.signals.connect(cut_off_robots, signals.bytes_received)
    stopped: list[Failure] = []
    crawl = process.crawl(crawler, start_urls=list(starts), inquiry=inquiry, declared=declared)
    crawl.addErrback(stopped.append)
    for failure in stopped:  # by Ctrl-C, before Scrapy listens for it
        failure.raiseException()
    process.start()
    prober = crawler.spider
    if not isinstance(prober, _Prober) or not prober.ended:
        raise KeyboardInterrupt
    if prober.trouble is not None:
        raise prober.trouble
    return prober.result  # type: ignore[no-any-return]  # what our inquiry gave


class _Prober(scrapy.Spider):
    """Lets an inquiry ask."""

    name = "probe"
    result: Any = None
    trouble: Exception | None = None
    ended = False

    def __init__(
        self, inquiry: Callable[[Asker], Awaitable[Any]], declared: Callable[[str], Site], **told: Any
    ) -> None:
        super().__init__(**told)
        self._inquiry, self._declared = inquiry, declared

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Inquire; nothing is left to be asked afterwards."""
        assert self.crawler.engine is not None  # noqa: S101 - it calls us
        delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        with tqdm(desc="asked", unit=" addresses", disable=None, leave=False) as bar:
            ask = Asker(self.crawler.engine.download_async, self._declared, delay, bar.update)
            try:
                self.result = await self._inquiry(ask)
            except Exception as error:  # raised again by whoever ordered the inquiry
                self.trouble = error
        self.ended = True
        for request in list[scrapy.Request]():
            yield request
