"""What is looked at every few seconds while a crawl runs: whether it may go on."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newsarchive.schedule.quiet import QuietHours

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class Watch:
    """Looks whether a crawl may go on, and ends it when it may not. A subclass says what it looks at."""

    seconds: ClassVar[float] = 5.0
    """Between two looks."""

    def __init__(self, crawler: Crawler) -> None:
        """Prepare for one crawl.

        Raises:
            NotConfigured: there is nothing to look at.
        """
        self._crawler = crawler
        self._loop = create_looping_call(self.look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds extensions; not for ``scrapy shell``, which archives nothing."""
        if not crawler.crawling or not hasattr(crawler.spidercls, "council_row"):
            raise NotConfigured
        watch = cls(crawler)
        crawler.signals.connect(watch.engine_started, signals.engine_started)
        crawler.signals.connect(watch.spider_closed, signals.spider_closed)
        return watch

    def engine_started(self) -> None:
        """Begin to look."""
        self._loop.start(self.seconds, now=False)

    def spider_closed(self) -> None:
        """Look no more."""
        if self._loop.running:
            self._loop.stop()

    def look(self) -> None:
        """Look, and end the crawl when it may not go on."""
        raise NotImplementedError


class Quiet(Watch):
    """Ends a crawl that runs into quiet hours; what is left is asked by the next run."""

    def __init__(self, crawler: Crawler) -> None:
        """Read the hours.

        Raises:
            NotConfigured: there are none.
            UsageError: they cannot be understood.
        """
        super().__init__(crawler)
        hours = QuietHours.read(crawler.settings.get("NEWSARCHIVE_QUIET_HOURS") or "")
        if hours is None:
            raise NotConfigured
        self._hours = hours
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    def spider_opened(self) -> None:
        """Let a crawl that begins within them ask nothing.

        Raises:
            CloseSpider: they hold.
        """
        if self._hours.hold(datetime.now(UTC)):
            raise CloseSpider("quiet_hours")

    def look(self) -> None:
        """End the crawl when they begin; a second time changes nothing."""
        if self._hours.hold(datetime.now(UTC)):
            logger.info("crawl: quiet hours %s have begun", self._hours)
            deferred_from_coro(self._crawler.engine.close_spider_async(reason="quiet_hours"))
