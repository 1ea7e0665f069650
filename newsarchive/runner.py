"""Runs spiders in this process, as ``newsarchive crawl`` does, and says what came of it."""

from __future__ import annotations

import gc
import logging
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from tqdm import tqdm

from newsarchive.capture.recorder import Recorder
from newsarchive.errors import NewsArchiveError, worst
from newsarchive.store.explained import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsarchive.health import Health
    from newsarchive.spider import CouncilSpider

logger = logging.getLogger(__name__)

GC_THRESHOLD = 20_000
"""Objects made before Python looks for cycles; its default is 700."""
_BROKEN = {
    "memusage_exceeded": "took more memory than MEMUSAGE_LIMIT_MB allows",
    "start_error": "could not ask for its start addresses",
}
"""Scrapy's reasons of a crawl that a fault of the program ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one run ended."""

    council: str
    reason: str | None
    """Scrapy's word, None when the run could not begin."""
    requests: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    failures: int = 0
    error: NewsArchiveError | None = None
    health: Health | None = None
    """What it says of the site; None where it was stopped, or failed, before its end."""

    @property
    def exit_code(self) -> int:
        """Give what this run alone would answer its caller with."""
        return self.error.exit_code if self.error else 0

    def as_dict(self) -> dict[str, Any]:
        """Give it for ``--json`` and ``--notify``."""
        return {
            **asdict(self),
            "error": str(self.error) if self.error else None,
            "exit_code": self.exit_code,
            "health": self.health and self.health.word,
            "evidence": self.health.evidence if self.health else [],
            "advice": self.health.advice if self.health else "",
        }


def exit_code(results: Iterable[Result]) -> int:
    """Give the code of the worst: see ``errors.worst``."""
    return worst(result.exit_code for result in results)


def settings(overrides: Mapping[str, Any]) -> Settings:
    """Load newsarchive's settings wherever the command was called from, with the command line's on top."""
    loaded = Settings()
    loaded.setmodule("newsarchive.settings", priority="project")
    loaded.setdict(overrides, priority="cmdline")
    return loaded


class _Process(CrawlerProcess):
    """Tells the first signal that asks it to end; Scrapy keeps it to itself."""

    def __init__(self, loaded: Settings, on_signal: Callable[[int], None]) -> None:
        loaded["EXTENSIONS"]["newsarchive.runner.Progress"] = 500
        super().__init__(loaded)
        self._on_signal = on_signal

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

        reactor.callFromThread(self._hurry, signum)  # nothing may be printed while the signal is handled
        super()._signal_shutdown(signum, frame)

    def _hurry(self, signum: int) -> None:
        self._on_signal(signum)
        for crawler in self.crawlers:
            recorder = crawler.get_extension(Recorder)
            if recorder is not None:  # it may have failed at its beginning
                recorder.hurry()


def run(
    spiders: Iterable[type[CouncilSpider]],
    overrides: Mapping[str, Any],
    on_signal: Callable[[int], None] = lambda _: None,
) -> list[Result]:
    """Crawl, each council within its own politeness, until all have ended; one that fails costs no other.

    Scrapy's reactor runs once in a process, so this can be called once.

    Args:
        spiders: what to crawl.
        overrides: Scrapy settings.
        on_signal: called with SIGINT or SIGTERM when it has come; what is under way is then finished and written.
    """
    loaded = settings(overrides)
    process = _Process(loaded, on_signal)
    # Scrapy leaves it to the handler to drop what is below the level: two records made in vain for every page.
    logging.getLogger("scrapy").setLevel(loaded["LOG_LEVEL"])
    errors: dict[str, NewsArchiveError] = {}
    crawlers = [process.create_crawler(spider) for spider in spiders]
    stopped: list[Failure] = []
    for crawler in crawlers:
        told = crawler.spidercls.name, errors, Path(loaded["NEWSARCHIVE_DATA"]) / "archive.db"
        process.crawl(crawler).addErrback(ended, *told).addErrback(stopped.append)
        if stopped:  # by Ctrl-C, before Scrapy listens for it
            stopped[0].raiseException()
    # A page is thousands of small objects without cycles: looking through them took a quarter of the time of reading.
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 50)
    process.start()
    return [result_of(crawler, errors.get(crawler.spidercls.name)) for crawler in crawlers]


def ended(failure: Failure, name: str, errors: dict[str, NewsArchiveError], archive: Path) -> None:
    """Keep the error that a crawl ended with; a fault of ours with its traceback, and with a sentence."""
    error = failure.value
    if isinstance(error, KeyboardInterrupt):
        raise error
    try:
        if isinstance(error, sqlite3.Error):  # the database is damaged: it is read by queries of many places
            with explained(archive):
                raise error
    except NewsArchiveError as told:
        error = told
    if not isinstance(error, NewsArchiveError):
        logger.error("crawl: %s broke\n%s", name, failure.getTraceback())
        error = NewsArchiveError(f"The crawl of {name} broke ({error!r}): what was committed is kept; report it.")
    errors[name] = error


def result_of(crawler: Crawler, error: NewsArchiveError | None) -> Result:
    """Give how a run ended: by the error that it ended with, or else by what the archive says of it.

    Args:
        crawler: of the run, at its end.
        error: as :func:`ended` keeps it.
    """
    name = crawler.spidercls.name
    if error:
        return Result(council=name, reason=None, error=error)
    recorder = Recorder.of(crawler)
    try:
        row, health = recorder.outcome(), recorder.verdict()
    except NewsArchiveError as unread:  # the database cannot be read any more
        return Result(council=name, reason=None, error=unread)
    error = recorder.failure or _broken(crawler, row["reason"]) or (health.error if health else None)
    return Result(council=name, error=error, health=health, **row)


def _broken(crawler: Crawler, reason: str | None) -> NewsArchiveError | None:
    """Name a fault of the program that ended the crawl or one of its callbacks."""
    faults = crawler.stats.get_value("spider_exceptions/count", 0)
    what = _BROKEN.get(reason or "", f"broke at {faults} answers" if faults else None)
    if what is None:
        return None
    return NewsArchiveError(f"The crawl of {crawler.spidercls.name} {what}: what was committed is kept; report it.")


class Progress:
    """A progress bar of articles, shown only in a terminal."""

    def __init__(self, crawler: Crawler) -> None:
        """Build for one crawl."""
        self._crawler = crawler
        self._bar = tqdm(desc=crawler.spidercls.name, unit=" articles", disable=None, dynamic_ncols=True)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds extensions."""
        progress = cls(crawler)
        crawler.signals.connect(progress.item_scraped, signals.item_scraped)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def item_scraped(self) -> None:
        """Count one article, and what is known to wait."""
        scheduler: Any = self._crawler.engine.scheduler
        self._bar.total = self._bar.n + 1 + len(scheduler)
        self._bar.update()

    def spider_closed(self) -> None:
        """Leave the bar as it stands."""
        self._bar.close()
