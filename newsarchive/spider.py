"""A council's spider: what it declares, and how it walks."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import IgnoreRequest

from newsarchive import arguments, fetch
from newsarchive.capture.recorder import EXCHANGE, FOUND, Recorder
from newsarchive.errors import CaptureError, ReaderError
from newsarchive.items import Found, Outcome, Route, Visit
from newsarchive.normalize.addresses import site
from newsarchive.normalize.hosts import Hosts
from newsarchive.register import Certainty
from newsarchive.store import Council
from newsarchive.visit import Site, attempt, unanswered, unread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator, Sequence

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsarchive.capture import Exchange
    from newsarchive.items import Article
    from newsarchive.pages import ArticlePage

logger = logging.getLogger(__name__)

_DECLARED = ("name", "council", "oblast", "start_urls", "since", "per_month", "article")


class CouncilSpider(scrapy.Spider):
    """Walks one council's news. A subclass only declares; how pages are read is the page class's business.

    Raises:
        TypeError: at import, naming the attributes that a subclass forgot, or gave as what they cannot be.
    """

    name: str
    """The council's code, and the file's name: the official romanization of the oblast, lower case."""
    council: ClassVar[str]
    """Official name in Ukrainian."""
    council_en: ClassVar[str | None] = None
    """The same in English."""
    oblast: ClassVar[str]
    """ISO 3166-2, e.g. ``UA-68``."""
    start_urls: list[str]
    """Lists of news, or any article."""
    former_hosts: ClassVar[Sequence[str]] = ()
    """Hosts the site had before: what is held of them goes on at the one of today."""
    since: ClassVar[date]
    """The day from which its news is walked."""
    per_month: ClassVar[tuple[int, int]]
    """The least and most articles of a healthy month."""
    article: ClassVar[type[ArticlePage] | Mapping[date, type[ArticlePage]]]
    """What reads its pages; after a redesign a mapping from first day of capture to class."""
    certainty: ClassVar[Certainty] = Certainty.UNKNOWN
    """How sure it is that the site stands and is built as declared."""
    routes: ClassVar[Collection[Route]] = tuple(Route)
    """The ways in that its site offers; by default all are tried, and what came of it is remembered."""
    numbers: ClassVar[str | None] = None
    """Where the site counts its articles: the address of one, with ``{}`` for its number."""
    days: ClassVar[str | None] = None
    """Where the site has lists by month or day: the address of one, with ``%Y``, ``%m``, ``%d``."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Check the declaration while it is read, not in the middle of a crawl."""
        super().__init_subclass__(**kwargs)
        missing = [name for name in _DECLARED if getattr(cls, name, None) is None]
        if missing:
            raise TypeError(
                f"{cls.__module__}.{cls.__qualname__} must set {', '.join(map(cls._with_misspelling, missing))}"
            )
        for said in cls._misgiven():
            raise TypeError(f"{cls.__module__}.{cls.__qualname__}: {said}")

    @classmethod
    def _with_misspelling(cls, name: str) -> str:
        """Give an attribute that is missing with what stands in its place, where it was misspelled."""
        strange = [own for own in vars(cls) if not hasattr(CouncilSpider, own)]
        return f"{name}, where it sets {found[0]}" if (found := get_close_matches(name, strange, n=1)) else name

    @classmethod
    def _misgiven(cls) -> Iterator[str]:
        """Say what is of another kind than is asked for: a word in place of a list would be taken letter by letter."""
        for name in ("start_urls", "former_hosts"):
            if isinstance(getattr(cls, name), str):
                yield f'{name} must be a list: write ["{getattr(cls, name)}"]'
        if type(cls.since) is not date:
            yield f"since must be a date such as date(2016, 1, 1), not {cls.since!r}"
        if not (isinstance(cls.per_month, tuple) and list(map(type, cls.per_month)) == [int, int]):
            yield f"per_month must be two numbers such as (20, 400), not {cls.per_month!r}"
        article: object = cls.article
        if not isinstance(article, (type, Mapping)):
            yield f"article must be a page class such as AutoArticle, not {article!r}"

    @classmethod
    def pages(cls) -> Mapping[date, type[ArticlePage]]:
        """Give the page classes by first day of capture."""
        return {date.min: cls.article} if isinstance(cls.article, type) else cls.article

    @classmethod
    @cache
    def site(cls) -> Site:
        """Give what is needed to read an answer."""
        hosts = Hosts.of(*cls.start_urls, former=cls.former_hosts)
        return Site(sites=hosts.former.union(map(site, cls.start_urls)), hosts=hosts, pages=cls.pages())

    @classmethod
    def previous_is_older(cls) -> bool:
        """Give the site's habit, as of its present pages."""
        return max(cls.pages().items())[1].previous_is_older

    @classmethod
    def council_row(cls) -> Council:
        """Give the council's row in the archive."""
        return Council(
            code=cls.name,
            name=cls.council,
            name_en=cls.council_en,
            oblast=cls.oblast,
            hosts=tuple(sorted({urlsplit(url).netloc for url in cls.start_urls})),
            former_hosts=tuple(cls.former_hosts),
            spider=f"{cls.__module__}:{cls.__qualname__}",
            software=cls.software() or None,
            certainty=cls.certainty,
            since=cls.since,
            per_month=cls.per_month,
        )

    @classmethod
    def software(cls) -> str:
        """Give what the docstring of its file says behind the council's name: what the site is made with."""
        said = (inspect.getdoc(inspect.getmodule(cls)) or "").partition("\n")[0]
        return said.partition(": ")[2].removesuffix(".")

    @classmethod
    def starting_at(cls, *urls: str) -> type[CouncilSpider]:
        """Give the same spider for other start addresses: another server, or a single article."""
        return type(cls.__name__, (cls,), {"start_urls": list(urls), "__module__": cls.__module__})

    @classmethod
    def read(cls, exchange: Exchange) -> Visit:
        """Read an answer; one that breaks our own code is kept, counted, and must not cost the others."""
        learned, trouble = attempt(cls.site(), exchange)
        if trouble:
            logger.error("spider: cannot read url=%s record=%s: %s", exchange.url, exchange.record_id, trouble)
        return learned

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **told: Any) -> Self:
        """Build it as Scrapy builds spiders, with what it was told: see ``arguments``."""
        if not crawler.crawling:  # scrapy shell: a developer looks at one page, by settings that are frozen already
            return super().from_crawler(crawler)
        followed = arguments.follow(cls, crawler.settings, told)
        crawler.spidercls = followed
        return super(CouncilSpider, followed).from_crawler(crawler)  # type: ignore[return-value]  # of a class made now

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Give nothing: all that is asked comes from the frontier, the start addresses too."""
        for request in list[scrapy.Request]():
            yield request

    async def parse(self, response: Response) -> list[Article]:
        """Have an answer read that the recorder has kept, and pass on what it teaches.

        Raises:
            CaptureError: the answer could not be kept, by a fault of ours; its address is accounted for all the same.
        """
        request, recorder = response.request, self.recorder
        assert request is not None  # noqa: S101 - Scrapy sets it before any callback
        exchange: Exchange | None = request.meta.pop(EXCHANGE, None)
        if exchange is None:  # Scrapy logs what the recorder raised, and calls us as if nothing had been
            raise self._not_kept(request, response.status)
        try:
            learned = await recorder.reader.read(self.site(), exchange)
            recorder.learn(learned)
        except ReaderError as error:
            recorder.give_up(error)
            return []
        except Exception:  # a fault of ours, which Scrapy logs: the address must not stay in the air, nor its host wait
            recorder.learn(unread(exchange, "not understood"))
            raise
        while recorder.crowded:
            await asyncio.sleep(0.05)
        return [learned.article] if learned.article else []

    def _not_kept(self, request: scrapy.Request, status: int) -> CaptureError:
        """Account for an answer of which nothing was kept."""
        found: Found = request.meta[FOUND]
        self.recorder.answered(found)
        self.recorder.learn(replace(unanswered(found, Outcome.FAILED, "not kept"), status=status))
        return CaptureError(f"What {found.url} answered could not be kept: it is entered as failed, and asked again.")

    def failed(self, failure: Failure) -> None:
        """Account for a request that brought no answer, or was not allowed."""
        request: scrapy.Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        found: Found = request.meta[FOUND]
        self.recorder.answered(found)
        exchange: Exchange | None = request.meta.pop(EXCHANGE, None)
        error = failure.value or RuntimeError(failure)
        forbidden = isinstance(error, IgnoreRequest)
        self.recorder.learn(
            replace(
                unanswered(found, Outcome.REFUSED if forbidden else Outcome.FAILED, fetch.why(error)),
                record_id=exchange.record_id if exchange else None,
                status=exchange.status if exchange else None,
            )
        )

    @cached_property
    def recorder(self) -> Recorder:
        """The holder of this crawl's archive."""
        return Recorder.of(self.crawler)
