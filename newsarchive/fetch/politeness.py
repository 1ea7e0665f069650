"""How long we wait."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.httpobj import urlparse_cached

from newsarchive.capture.recorder import FOUND, Recorder
from newsarchive.fetch.failures import why
from newsarchive.items import Outcome, Route, Visit

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

MAX_DELAY = 120.0
"""Seconds of a site's Crawl-delay that are honoured in full (Common Crawl's bound)."""


class Politeness:
    """Makes Crawl-delay count, which Scrapy reads but does not follow, and asks only for codings we can undo."""

    def __init__(self, crawler: Crawler) -> None:
        """Build for one crawl."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds downloader middlewares."""
        middleware = cls(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(_without_traceback)
        crawler.signals.connect(middleware.robots_parsed, signals.robots_parsed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Ask for gzip or deflate: cut or damaged bodies of these are found out by ``Exchange.content``."""
        if not request.meta.get("dont_obey_robotstxt"):  # Scrapy reads robots.txt itself, and undoes no coding
            request.headers.setdefault(b"Accept-Encoding", b"gzip, deflate")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Account for a robots.txt that did not come: Scrapy asks for it itself, and tells nobody else."""
        recorder = self._crawler.get_extension(Recorder)
        if recorder is not None and FOUND not in request.meta:
            at = datetime.now(UTC).replace(microsecond=0)
            outcome, reason = Outcome.FAILED, why(exception)
            recorder.learn(Visit(url=request.url, at=at, route=Route.ROBOTS, outcome=outcome, why=reason))

    def robots_parsed(self, robotparser: Any, request: Request) -> None:
        """Slow down to what the site asks."""
        delay = robotparser.crawl_delay(self._crawler.settings["USER_AGENT"])
        if delay:
            host = urlparse_cached(request).hostname or ""
            slots = self._crawler.engine.downloader.slots
            if host in slots:
                slots[host].delay = max(slots[host].delay, min(float(delay), MAX_DELAY))


def _without_traceback(record: logging.LogRecord) -> bool:
    """A robots.txt that does not come is foreseen: one line is enough."""
    record.exc_info = None
    return True
