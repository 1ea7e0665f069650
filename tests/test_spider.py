"""A spider declares; what it forgot is said when it is read, and what it asked is accounted for."""

import asyncio
import logging
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from scrapy import Request, exceptions
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse
from twisted.python.failure import Failure

from newsarchive import visit as visit_module
from newsarchive.capture.recorder import EXCHANGE, FOUND, Recorder
from newsarchive.errors import CaptureError, ReaderError
from newsarchive.fetch.failures import HeadersTooBigError, PrivateAddressError
from newsarchive.items import Outcome, Route
from newsarchive.pages import ArticlePage, TagDivArticle
from newsarchive.spider import CouncilSpider
from newsarchive.store import Council
from tests.helpers.build import address, article, exchange, found, visit

DECLARED = {
    "name": "testova",
    "council": "Тестова обласна рада",
    "oblast": "UA-00",
    "start_urls": ["https://www.rada.example/news/", "https://rada.example:8080/a/"],
    "since": date(2016, 1, 1),
    "per_month": (1, 100),
    "article": TagDivArticle,
    "__module__": "tests.spiders",
}


class NewArticle(TagDivArticle):
    previous_is_older = False


def declare(**changes):
    fields = DECLARED | changes
    return type("TestSpider", (CouncilSpider,), {k: v for k, v in fields.items() if v is not ...})


@pytest.mark.parametrize("name", ["name", "council", "oblast", "start_urls", "since", "per_month", "article"])
def test_a_forgotten_attribute_is_named_at_once(name):
    with pytest.raises(TypeError, match=rf"^tests\.spiders\.TestSpider must set {name}$"):
        declare(**{name: ...})


def test_all_that_was_forgotten_is_named_together():
    with pytest.raises(TypeError, match=r"must set oblast, since$"):
        declare(oblast=..., since=...)


def test_what_was_misspelled_is_named_beside_what_is_missing():
    with pytest.raises(TypeError, match=r"must set since, where it sets sinse$"):
        declare(since=..., sinse=date(2016, 1, 1))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start_urls": "https://rada.example/"}, r'start_urls must be a list: write \["https://rada\.example/"\]'),
        ({"former_hosts": "old.example"}, r'former_hosts must be a list: write \["old\.example"\]'),
        ({"since": "2016-01-01"}, r"since must be a date such as date\(2016, 1, 1\), not '2016-01-01'"),
        ({"since": datetime(2016, 1, 1, tzinfo=UTC)}, r"since must be a date such as .+, not datetime\.datetime"),
        ({"per_month": 30}, r"per_month must be two numbers such as \(20, 400\), not 30"),
        ({"per_month": (1, 2, 3)}, r"per_month must be two numbers such as \(20, 400\), not \(1, 2, 3\)"),
        ({"article": "TagDivArticle"}, r"article must be a page class such as AutoArticle, not 'TagDivArticle'"),
    ],
)
def test_what_is_given_as_what_it_cannot_be_is_named_at_once(changes, said):
    with pytest.raises(TypeError, match=rf"^tests\.spiders\.TestSpider: {said}"):
        declare(**changes)


def test_the_council_s_row_follows_from_the_declaration():
    assert declare(council_en="Test", former_hosts=("old.example",)).council_row() == Council(
        code="testova",
        name="Тестова обласна рада",
        name_en="Test",
        oblast="UA-00",
        hosts=("rada.example:8080", "www.rada.example"),
        former_hosts=("old.example",),
        spider="tests.spiders:TestSpider",
        certainty="unknown",
        since=DECLARED["since"],
        per_month=DECLARED["per_month"],
    )


def test_a_spider_owns_the_sites_of_its_start_addresses():
    site = declare().site()

    assert site.owns("https://rada.example/x")
    assert site.owns("http://www.rada.example/x")
    assert site.owns("https://rada.example:8080/x")
    assert not site.owns("https://sub.rada.example/x")
    assert not site.owns("https://rada.example.org/x")


def test_one_page_class_is_for_every_day():
    assert declare().pages() == {date.min: TagDivArticle}
    assert declare().previous_is_older() is True


def test_after_a_redesign_the_class_of_the_day_of_capture_reads_and_the_last_tells_the_habit():
    redesigned = declare(article={date(2021, 4, 1): NewArticle, date.min: ArticlePage})

    assert redesigned.site().page_class(date(2021, 3, 31)) is ArticlePage
    assert redesigned.site().page_class(date(2021, 4, 1)) is NewArticle
    assert redesigned.previous_is_older() is False


def test_the_same_spider_can_start_elsewhere():
    original = declare()
    original.site()

    moved = original.starting_at("http://127.0.0.1:8068/a/")

    assert list(moved.start_urls) == ["http://127.0.0.1:8068/a/"]
    assert (moved.name, moved.__qualname__, moved.__module__) == ("testova", "TestSpider", "tests.spiders")
    assert moved.site().owns("http://127.0.0.1:8068/b/")
    assert not moved.site().owns("https://rada.example/b/")
    assert original.site().owns("https://rada.example/b/")


def test_an_answer_that_breaks_our_own_code_is_counted_and_not_raised(monkeypatch, caplog):
    def fail(*_):
        raise RecursionError

    monkeypatch.setattr(visit_module, "visit", fail)
    told = exchange("a")

    with caplog.at_level(logging.ERROR):
        learned = declare().read(told)

    assert (learned.outcome, learned.why, learned.status) == (Outcome.FAILED, "not understood", 200)
    assert (learned.url, learned.record_id, learned.at) == (told.url, told.record_id, told.at)
    assert told.record_id in caplog.text


# -- At work


class Notes:
    """A recorder that only notes what it is taught, and reads without a process."""

    def __init__(self):
        self.learned = []
        self.waits = 0
        self.reader = self
        self.ended = None
        self.ended_requests = []
        self.answered = self.ended_requests.append

    async def read(self, declared, told):
        return visit_module.visit(declared, told)

    def give_up(self, error):
        self.ended = error

    def learn(self, learned):
        self.learned.append(learned)

    @property
    def crowded(self):
        self.waits -= 1
        return self.waits >= 0


@pytest.fixture
def at_work():
    """A spider of a crawl, and what its recorder is taught."""
    notes = Notes()
    spider = declare()()
    spider.crawler = SimpleNamespace(get_extension=lambda kind: notes if kind is Recorder else None)
    return spider, notes


def gathered(stream):
    async def gather():
        return [one async for one in stream]

    return asyncio.run(gather())


def test_all_that_is_asked_comes_from_the_frontier(at_work):
    assert gathered(at_work[0].start()) == []


def answered(told):
    request = Request(told.url, meta={FOUND: found(told.url), EXCHANGE: told})
    return HtmlResponse(told.url, request=request)


def test_an_answer_is_read_taught_and_its_article_passed_on(at_work, monkeypatch):
    spider, notes = at_work
    told = exchange("a")
    learned = visit("a", article=article("a"))
    monkeypatch.setattr(visit_module, "visit", lambda site, one: learned if one is told else None)
    notes.waits = 2

    assert asyncio.run(spider.parse(answered(told))) == [learned.article]
    assert notes.learned == [learned]


def test_an_answer_that_is_no_article_passes_nothing_on(at_work):
    spider, notes = at_work

    assert asyncio.run(spider.parse(answered(exchange("a", status=404)))) == []
    assert [one.outcome for one in notes.learned] == [Outcome.GONE]


def test_a_crawl_that_cannot_read_ends_and_learns_nothing(at_work, monkeypatch):
    spider, notes = at_work

    async def fail(*_):
        raise ReaderError("No reading process.")

    monkeypatch.setattr(notes, "read", fail)

    assert asyncio.run(spider.parse(answered(exchange("a")))) == []
    assert (str(notes.ended), notes.learned) == ("No reading process.", [])


@pytest.mark.parametrize(
    ("error", "outcome", "why"),
    [
        (IgnoreRequest("Forbidden by robots.txt"), Outcome.REFUSED, "robots"),
        (PrivateAddressError("x"), Outcome.REFUSED, "private address"),
        (HeadersTooBigError("x"), Outcome.FAILED, "headers too big"),
        (exceptions.CannotResolveHostError("x"), Outcome.FAILED, "dns"),
        (exceptions.DownloadTimeoutError("x"), Outcome.FAILED, "timeout"),
        (ZeroDivisionError(), Outcome.FAILED, "ZeroDivisionError"),
    ],
)
def test_a_request_without_an_answer_is_accounted_for(at_work, error, outcome, why):
    spider, notes = at_work
    failure = Failure(error)
    failure.request = Request("https://rada.example/a/", meta={FOUND: found("a", Route.NEIGHBOUR)})
    before = datetime.now(UTC).replace(microsecond=0)

    spider.failed(failure)

    (learned,) = notes.learned
    assert (learned.outcome, learned.why, learned.route) == (outcome, why, Route.NEIGHBOUR)
    assert (learned.url, learned.status, learned.record_id) == ("https://rada.example/a/", None, None)
    assert before <= learned.at <= datetime.now(UTC)


def test_an_answer_that_was_kept_and_then_failed_names_its_record(at_work):
    spider, notes = at_work
    told = exchange("a", status=200)
    failure = Failure(exceptions.DownloadTimeoutError("x"))
    failure.request = Request(told.url, meta={FOUND: found("a"), EXCHANGE: told})

    spider.failed(failure)

    assert [(one.record_id, one.status) for one in notes.learned] == [(told.record_id, 200)]


def test_an_answer_that_was_not_kept_is_accounted_for(at_work):
    spider, notes = at_work
    request = Request("https://rada.example/a/", meta={FOUND: found("a", Route.NEIGHBOUR)})

    with pytest.raises(CaptureError, match="could not be kept"):
        asyncio.run(spider.parse(HtmlResponse(request.url, request=request)))

    (learned,) = notes.learned
    assert (learned.url, learned.outcome, learned.why) == (address("a"), Outcome.FAILED, "not kept")
    assert (learned.route, learned.status, learned.record_id) == (Route.NEIGHBOUR, 200, None)
    assert notes.ended_requests == [found("a", Route.NEIGHBOUR)]


def test_an_answer_that_could_not_be_learned_from_is_accounted_for(at_work, monkeypatch):
    spider, notes = at_work
    told = exchange("a")

    def fail_once(_):
        monkeypatch.undo()
        raise ZeroDivisionError

    monkeypatch.setattr(notes, "learn", fail_once)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(spider.parse(answered(told)))

    (learned,) = notes.learned
    assert (learned.outcome, learned.why, learned.record_id) == (Outcome.FAILED, "not understood", told.record_id)
