"""Where capturing meets Scrapy: every answer is handed to the writer before any middleware touches it."""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future

from newsarchive import completeness, index, provenance, reader
from newsarchive.capture import records
from newsarchive.capture.exchange import Exchange, Revisit
from newsarchive.capture.lock import lock_council
from newsarchive.capture.recover import recover, unlisted
from newsarchive.capture.warc import WarcWriter, writing
from newsarchive.errors import ArchiveBusy, CaptureError, NewsArchiveError
from newsarchive.health import Health, judge
from newsarchive.items import Found, Route
from newsarchive.store import Archive, Run, Writer, stamp
from newsarchive.store.explained import explained
from newsarchive.store.revisits import Revisits

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
HELD = "newsarchive_held"
"""Keys of ``Request.meta``: the Found that is asked, the page that named it, and the Revisit of what is held."""
ROBOTS_BYTES = 500 * 1024
"""How much of a robots.txt is taken: the least that RFC 9309, 2.5 allows."""


class Recorder:
    """Holds the archive, its WARC files and its writer for the length of one crawl."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the council's lock, mend what a killed run left, and enter the new run.

        Raises:
            ArchiveBusy: another process crawls this council.
            ArchiveError, CaptureError: the archive cannot be written.
        """
        self._crawler = crawler
        self._spider: type[CouncilSpider] = crawler.spidercls  # type: ignore[assignment]  # Scrapy knows a Spider alone
        self.folder = Path(crawler.settings["NEWSARCHIVE_DATA"])
        self._archive = Archive(self.folder)
        council = self._spider.council_row()
        with writing():
            self._lock = lock_council(self._archive.warc, council.code)
            self._archive.add_council(council)
            place = self._archive.warc, council.code
            for left in recover(*place, self._archive.end_of_warc):
                self._archive.add_warc_file(council.code, left, datetime.now(UTC))
            for late in unlisted(*place, self._archive.is_listed, self._archive.end_of_warc):
                self._archive.add_warc_file(council.code, late, datetime.now(UTC))
        self.failure: NewsArchiveError | None = None
        """Why nothing more can be written or read, once that has happened."""
        self._hurried = False
        self._begin(council.code)
        self.reader = reader.share(self)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds extensions; not for ``scrapy shell``, which archives nothing."""
        if not crawler.crawling or not hasattr(crawler.spidercls, "council_row"):
            raise NotConfigured
        recorder = cls(crawler)
        crawler.signals.connect(recorder.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(cut_off_robots, signals.bytes_received)
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        # After it: handlers are called in order.
        crawler.signals.connect(recorder.look_after, signals.spider_closed)
        return recorder

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Give that of a crawl that has begun."""
        recorder = crawler.get_extension(cls)
        assert recorder is not None  # noqa: S101 - the settings enable it
        return recorder

    def _begin(self, council: str) -> None:
        started = datetime.now(UTC)
        settings = provenance.settings(self._crawler.settings, self._spider)
        hosts = self._spider.site().hosts
        crawl = self._archive.begin_crawl(council, started, provenance.versions(), settings, hosts)
        self._run = run = Run(
            id=crawl,
            council=council,
            since=self._archive.since(council),
            previous_is_older=self._spider.previous_is_older(),
            revisits=Revisits.parse(self._crawler.settings["NEWSARCHIVE_REVISITS"]),
            hosts=hosts,
        )
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

    @property
    def since(self) -> str:
        """Give from when on what was read is up to date: see ``Run``."""
        return self._run.since

    @property
    def warc(self) -> Path:
        """Give the folder of the WARC files."""
        return self._archive.warc

    def held(self, name: str, offset: int) -> Exchange | None:
        """Read an answer that is held; None, and a warning, where its WARC file is gone or damaged."""
        try:
            return records.read(self.warc, name, offset)
        except CaptureError as error:
            logger.warning("capture: %s It is asked for anew.", error)
            return None

    def response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Keep an answer as it came."""
        exchange = exchange_of(response, request)
        self.answered(request.meta[FOUND], response.status)
        self.writer.keep(exchange)
        request.meta[EXCHANGE] = exchange

    def answered(self, found: Found, status: int | None = None) -> None:
        """Note that a request has ended, with an answer or without."""
        self._scheduler.answered(found.url, status)

    def learn(self, visit: Visit) -> None:
        """Pass on what was learned: to the writer, and to the frontier."""
        self._crawler.stats.inc_value(f"newsarchive/fetch/{visit.outcome}")
        lesson = self._scheduler.learn(visit)
        self.writer.learn(lesson.told(visit))
        for refused in lesson.refused:
            self.learn(refused)

    @property
    def _scheduler(self) -> Any:
        return self._crawler.engine.scheduler

    def spider_closed(self, reason: str) -> None:
        """Write what is left and enter how the run ended."""
        try:
            self.writer.close()
            self._archive.finish_crawl(self._crawl, datetime.now(UTC), reason, self._scheduler.robots)
            self._judge()
        except NewsArchiveError as error:
            self.failure = error
        finally:
            reader.unshare(self)
            self._archive.close()
            self._lock.close()

    async def look_after(self, reason: str) -> None:
        """Reckon what is held beside what is known, and look after the index of a run that came to its end.

        In a thread, since others are being crawled meanwhile, and one after the other, since both write.
        """
        from twisted.internet.threads import deferToThread  # noqa: PLC0415 - nothing of Twisted before the reactor

        if self.failure is None and not self._hurried:
            await maybe_deferred_to_future(deferToThread(self._reckon))
        if self.failure is None and reason == "finished":
            await maybe_deferred_to_future(deferToThread(self._tend))

    def _reckon(self) -> None:
        try:
            with Archive(self.folder) as archive:
                completeness.keep(archive, self._spider.name, datetime.now(UTC))
        except ArchiveBusy as error:
            logger.info("completeness: left to the next run: %s", error)
        except NewsArchiveError as error:
            self.failure = error

    def _tend(self) -> None:
        try:
            index.tend(self.folder, progress=self._go_on)
        except ArchiveBusy as error:  # others write all the time: the next run finds it as it is
            logger.info("index: left to the next run: %s", error)
        except NewsArchiveError as error:
            self.failure = error

    def _go_on(self, _: int) -> None:
        if self._hurried:
            raise index.Stopped

    def hurry(self) -> None:
        """Leave what can be left to the next run."""
        self._hurried = True

    def _judge(self) -> None:
        """Enter what the run says of the site, if anything."""
        with explained(self._archive.path):
            said = judge(self._archive.connection, self._crawl, self._spider.per_month)
        if said:
            logger.info("health: council=%s %s", self._spider.name, said.word)
            self._archive.judge_crawl(self._crawl, said.word, said.evidence)

    def outcome(self) -> dict[str, Any]:
        """Give what the run came to: reason, requests, articles_new, articles_changed, failures."""
        with Archive(self.folder, readonly=True) as archive:
            return archive.crawl(self._crawl)

    def verdict(self) -> Health | None:
        """Give what the run says of the site; None where it says nothing."""
        with Archive(self.folder, readonly=True) as archive:
            return Health.read(archive.health(self._spider.name, self._crawl))

    def give_up(self, error: NewsArchiveError, reason: str = "archive_failed") -> None:
        """End the crawl: nothing more can be written, or read."""
        if self.failure is None:
            self.failure = error
            logger.info("crawl: ends: %s", error)  # whoever runs it says so aloud
            self._stop(reason)

    def cannot_look_up(self, error: NewsArchiveError | sqlite3.Error) -> None:
        """End the crawl: what is to be asked next cannot be read from the archive."""
        try:
            with explained(self._archive.path):
                raise error
        except NewsArchiveError as told:
            self.give_up(told)

    def _failed(self, error: NewsArchiveError) -> None:
        """Take the writer's failure: called from its thread, acted on in the crawl's."""
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

        reactor.callFromThread(self.give_up, error)

    def _stop(self, reason: str) -> None:
        deferred_from_coro(self._crawler.engine.close_spider_async(reason=reason))


def cut_off_robots(data: bytes, request: Request, spider: Spider) -> None:
    """Cut off a robots.txt without end, whenever bytes have come; what came of it is read.

    Its request must set no bound of its own, which would throw away what came.
    """
    found: Found = request.meta[FOUND]
    if found.route == Route.ROBOTS:
        taken = request.meta[_TAKEN] = request.meta.get(_TAKEN, 0) + len(data)
        if taken >= ROBOTS_BYTES:
            raise StopDownload(fail=False)


def exchange_of(response: Response, request: Request) -> Exchange:
    """Copy what came over the wire, before decompression, with repeated and undecodable headers intact."""
    found: Found = request.meta[FOUND]
    exchange = Exchange(
        url=found.url,  # as the frontier knows it: Scrapy re-quotes addresses
        at=datetime.now(UTC).replace(microsecond=0),
        record_id=f"urn:uuid:{uuid.uuid4()}",
        route=found.route,
        found_on=request.meta.get(FOUND_ON),
        kind=found.kind,
        method=request.method,
        request_headers=_headers(request.headers),
        status=response.status,
        headers=_headers(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        ip_address=str(response.ip_address) if response.ip_address else None,
        truncated=next((_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED), None),
    )
    repeated = _repeated(exchange, request.meta.get(HELD))
    return replace(exchange, revisit=repeated) if repeated else exchange


def _repeated(exchange: Exchange, held: Revisit | None) -> Revisit | None:
    """Tell whether an answer repeats the payload that is held: by the server's word, or byte for byte."""
    if held is None or exchange.truncated:
        return None
    if exchange.status == HTTPStatus.NOT_MODIFIED:
        asked = {name.lower() for name, _ in exchange.request_headers} & _CONDITIONS
        return replace(held, profile="server-not-modified") if asked else None
    same = exchange.status == HTTPStatus.OK and exchange.payload_digest == held.payload_digest
    return held if same else None


_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
_TAKEN = "newsarchive_taken"
"""Key of ``Request.meta``: bytes of a robots.txt that have come."""
_TRUNCATED = {"dataloss": "disconnect", "download_stopped": "length"}
"""Scrapy's flags for a body that is not whole -> the words of WARC-Truncated."""


def _headers(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    # The items of the dict below, since those of Scrapy's look each name up, in title case, once more.
    return tuple([(name, value) for name, values in dict.items(headers) for value in values])
