"""Where capturing meets Scrapy: every answer is handed to the writer before any middleware touches it."""

from __future__ import annotations

import logging
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import deferred_from_coro

from newsarchive import provenance, reader
from newsarchive.capture.exchange import Exchange
from newsarchive.capture.recover import CouncilLock, recover
from newsarchive.capture.warc import WarcWriter
from newsarchive.errors import NewsArchiveError
from newsarchive.items import Found, Route
from newsarchive.store import Archive, Run, Writer, stamp

if TYPE_CHECKING:
    import sqlite3

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response

    from newsarchive.items import Visit
    from newsarchive.spider import CouncilSpider

logger = logging.getLogger(__name__)

EXCHANGE = "newsarchive_exchange"
"""Key of ``Request.meta``: the answer as it came over the wire."""
FOUND = "newsarchive_found"
FOUND_ON = "newsarchive_found_on"
"""Keys of ``Request.meta``: the Found that is asked, and the page that named it."""


class Recorder:
    """Holds the archive, its WARC files and its writer for the length of one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the council's lock, mend what a killed run left, and enter the new run.

        Raises:
            ArchiveBusy: another process crawls this council.
            ArchiveError, CaptureError: the archive cannot be written.
        """
        self._crawler = crawler
        self._spider: type[CouncilSpider] = crawler.spidercls  # type: ignore[assignment]
        self.folder = Path(crawler.settings["NEWSARCHIVE_DATA"])
        self._archive = Archive(self.folder)
        council = self._spider.council_row()
        self._lock = CouncilLock(self._archive.warc, council.code)
        self._archive.add_council(council)
        for left in recover(self._archive.warc, council.code, self._archive.end_of_warc):
            self._archive.add_warc_file(council.code, left, datetime.now(UTC))
        self.failure: NewsArchiveError | None = None
        """Why nothing more can be written or read, once that has happened."""
        self._begin(council.code)
        self.reader = reader.share(self)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds extensions; not for ``scrapy shell``, which archives nothing."""
        if crawler.settings.getbool("KEEP_ALIVE") or not hasattr(crawler.spidercls, "council_row"):
            raise NotConfigured
        recorder = cls(crawler)
        crawler.signals.connect(recorder.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        return recorder

    def _begin(self, council: str) -> None:
        started = datetime.now(UTC)
        settings = provenance.settings(self._crawler.settings, self._spider)
        crawl = self._archive.begin_crawl(council, started, provenance.versions(), settings)
        run = Run(id=crawl, council=council, previous_is_older=self._spider.previous_is_older())
        info = provenance.warcinfo(self._crawler.settings, self._spider, crawl, stamp(started))
        warc = WarcWriter(self._archive.warc, council, info)
        self._crawl = crawl
        self.writer = Writer(self._archive, warc, run, self._failed)

    @property
    def number(self) -> int:
        """Give the run's row in ``crawls``."""
        return self._crawl

    @property
    def crowded(self) -> bool:
        """Whether the crawl should wait for the writer."""
        return self.writer.crowded

    def look_up(self) -> sqlite3.Connection:
        """Open another connection, for looking up what is known from the crawl's own thread."""
        return Archive(self.folder, readonly=True).connection

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Keep an answer as it came; what Scrapy asked for itself (robots.txt) is read at once."""
        exchange = _exchange(response, request)
        self.writer.keep(exchange)
        if FOUND in request.meta:
            request.meta[EXCHANGE] = exchange
        else:
            self.learn(self._spider.read(exchange))

    def learn(self, visit: Visit) -> None:
        """Pass on what was learned: to the writer, and to the frontier."""
        self.writer.learn(visit)
        self._crawler.stats.inc_value(f"newsarchive/fetch/{visit.outcome}")
        scheduler: Any = self._crawler.engine.scheduler
        scheduler.learn(visit)

    def spider_closed(self, reason: str) -> None:
        """Write what is left and enter how the run ended."""
        try:
            self.writer.close()
            self._archive.finish_crawl(self._crawl, datetime.now(UTC), reason)
        except NewsArchiveError as error:
            self.failure = error
        finally:
            reader.unshare(self)
            self._archive.close()
            self._lock.release()

    def outcome(self) -> dict[str, Any]:
        """Give what the run came to: reason, requests, articles_new, articles_changed, failures."""
        with Archive(self.folder, readonly=True) as archive:
            return archive.crawl(self._crawl)

    def give_up(self, error: NewsArchiveError, reason: str = "archive_failed") -> None:
        """End the crawl: nothing more can be written, or read."""
        if self.failure is None:
            self.failure = error
            logger.error("crawl: %s", error)
            self._stop(reason)

    def _failed(self, error: NewsArchiveError) -> None:
        """Take the writer's failure: called from its thread, acted on in the crawl's."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

        reactor.callFromThread(self.give_up, error)

    def _stop(self, reason: str) -> None:
        deferred_from_coro(self._crawler.engine.close_spider_async(reason=reason))


def _exchange(response: Response, request: Request) -> Exchange:
    """Copy what came over the wire, before decompression, with repeated and undecodable headers intact."""
    found: Found | None = request.meta.get(FOUND)
    return Exchange(
        url=found.url if found else request.url,  # as the frontier knows it: Scrapy re-quotes addresses
        at=datetime.now(UTC).replace(microsecond=0),
        record_id=f"urn:uuid:{uuid.uuid4()}",
        route=found.route if found else Route.ROBOTS,
        found_on=request.meta.get(FOUND_ON),
        method=request.method,
        request_headers=_headers(request.headers),
        status=response.status,
        headers=_headers(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        ip_address=str(response.ip_address) if response.ip_address else None,
        truncated=next((_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED), None),
    )


_TRUNCATED = {"dataloss": "disconnect", "download_stopped": "length"}
"""Scrapy's flags for a body that is not whole -> the words of WARC-Truncated."""


def _headers(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name, value) for name, values in headers.items() for value in values)
