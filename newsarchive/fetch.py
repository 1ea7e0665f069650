"""Stage 2: asking politely. Who we say we are, how long we wait, and what a failure is called."""

from __future__ import annotations

import ipaddress
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import exceptions, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.httpobj import urlparse_cached

from newsarchive.capture.recorder import FOUND, Recorder
from newsarchive.errors import UsageError
from newsarchive.items import Outcome, Route, Visit
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy import Request
    from scrapy.crawler import Crawler

MAX_DELAY = 120.0
"""Seconds of a site's Crawl-delay that are honoured in full (Common Crawl's bound)."""

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "connection refused"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadCancelledError, "too big"),
    (exceptions.ResponseDataLossError, "cut short"),
    (exceptions.UnsupportedURLSchemeError, "scheme"),
    (exceptions.DownloadFailedError, "connection lost"),
)


def why(error: BaseException) -> str:
    """Name a failed request in a few fixed words; anything unforeseen by its class."""
    return next((word for kind, word in _REASONS if isinstance(error, kind)), type(error).__name__)


def user_agent(contact: str) -> str:
    """Say who we are; a site's keeper must be able to reach us."""
    return f"newsarchive/{__version__} (+{contact})" if contact else f"newsarchive/{__version__}"


def require_contact(contact: str, urls: Iterable[str]) -> None:
    """Refuse to crawl other people's sites anonymously.

    Raises:
        UsageError: no contact is given, and a start address is not on this machine.
    """
    if not contact and not all(is_local(url) for url in urls):
        raise UsageError(
            "Name a contact that the site's keepers can reach: --contact you@example.org or https://..., "
            "or the environment variable NEWSARCHIVE_CONTACT. Nothing was asked."
        )


def is_local(url: str) -> bool:
    """Whether an address is on this machine's loopback."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
