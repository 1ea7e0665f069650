"""Runs spiders in this process, as ``newsarchive crawl`` does, and says what came of it."""

from __future__ import annotations

import gc
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from tqdm import tqdm

from newsarchive.capture.recorder import Recorder
from newsarchive.errors import NewsArchiveError, SiteUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsarchive.spider import CouncilSpider


GC_THRESHOLD = 20_000
"""Objects made before Python looks for cycles; its default is 700."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one run ended."""

    council: str
    reason: str | None
    """Scrapy's word, None when the run could not begin."""
    requests: int
    articles_new: int
    articles_changed: int
    failures: int
    error: NewsArchiveError | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give it for ``--json``."""
        return {**asdict(self), "error": str(self.error) if self.error else None}


def settings(overrides: Mapping[str, Any]) -> Settings:
    """Load newsarchive's settings wherever the command was called from, with the command line's on top."""
    loaded = Settings()
    loaded.setmodule("newsarchive.settings", priority="project")
    loaded["EXTENSIONS"]["newsarchive.runner.Progress"] = 500
    loaded.setdict(overrides, priority="cmdline")
    return loaded


def run(spiders: Iterable[type[CouncilSpider]], overrides: Mapping[str, Any]) -> list[Result]:
    """Crawl, each council within its own politeness, until all have ended.

    Scrapy's reactor runs once in a process, so this can be called once.

    Args:
        spiders: what to crawl.
        overrides: Scrapy settings.
    """
    process = CrawlerProcess(settings(overrides))
    errors: dict[str, NewsArchiveError] = {}
    crawlers = [process.create_crawler(spider) for spider in spiders]
    for crawler in crawlers:
        process.crawl(crawler).addErrback(_foreseen, crawler.spidercls.name, errors)
    # A page is thousands of small objects without cycles: looking through them took a quarter of the time of reading.
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 50)
    process.start()
    return [_result(crawler, errors.get(crawler.spidercls.name)) for crawler in crawlers]


def _foreseen(failure: Failure, name: str, errors: dict[str, NewsArchiveError]) -> None:
    """Keep the errors that have a sentence for the user; anything else is a fault of ours, and shows itself."""
    if not isinstance(failure.value, NewsArchiveError):
        failure.raiseException()
    errors[name] = failure.value


def _result(crawler: Crawler, error: NewsArchiveError | None) -> Result:
    if error:
        return Result(
            council=crawler.spidercls.name,
            reason=None,
            requests=0,
            articles_new=0,
            articles_changed=0,
            failures=0,
            error=error,
        )
    recorder = crawler.get_extension(Recorder)
    assert recorder is not None  # noqa: S101 - the settings enable it, and it has begun
    row = recorder.outcome()
    failure = recorder.failure
    if failure is None and 0 < row["requests"] == row["failures"]:
        failure = SiteUnreachable(
            f"Not one of {row['requests']} requests to {crawler.spidercls.name} was answered: nothing was changed; "
            "the reasons stand in the table fetches."
        )
    return Result(council=crawler.spidercls.name, error=failure, **row)


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
