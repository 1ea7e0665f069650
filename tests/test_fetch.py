"""Who asks, how politely, and what a failure is called."""

import logging
from types import SimpleNamespace

import pytest
from scrapy import Request, exceptions, signals
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newsarchive import fetch
from newsarchive.capture.recorder import FOUND, Recorder
from newsarchive.errors import UsageError
from newsarchive.fetch.failures import HeadersTooBigError, PrivateAddressError
from newsarchive.fetch.politeness import MAX_DELAY, Politeness
from newsarchive.items import Outcome, Route
from newsarchive.version import __version__
from tests.helpers.build import found


def test_we_say_who_we_are_and_how_to_reach_us():
    assert fetch.user_agent("https://example.org/bot") == f"newsarchive/{__version__} (+https://example.org/bot)"
    assert fetch.user_agent("") == f"newsarchive/{__version__}"


HERE = ["http://127.0.0.1:8068/", "http://localhost/", "http://[::1]:80/", "http://127.9.9.9/"]
ELSEWHERE = ["https://rada.example/", "http://10.0.0.1/", "http://localhost.example/", "http://127.0.0.1.example/", "x"]


@pytest.mark.parametrize("url", HERE)
def test_this_machine_s_own_sites_are_asked_without_a_contact(url):
    fetch.require_contact("", [url])


@pytest.mark.parametrize("url", ELSEWHERE)
def test_other_people_s_sites_are_never_asked_anonymously(url):
    with pytest.raises(UsageError, match=r"--contact you@example\.org .* Nothing was asked\.$"):
        fetch.require_contact("", [HERE[0], url])

    fetch.require_contact("archive@example.org", [url])


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (exceptions.CannotResolveHostError("x"), "dns"),
        (exceptions.DownloadConnectionRefusedError("x"), "connection refused"),
        (exceptions.DownloadTimeoutError("x"), "timeout"),
        (exceptions.DownloadCancelledError("x"), "too big"),
        (exceptions.ResponseDataLossError(), "cut short"),
        (exceptions.UnsupportedURLSchemeError("x"), "scheme"),
        (exceptions.DownloadFailedError("x"), "connection lost"),
        (exceptions.IgnoreRequest("x"), "robots"),
        (PrivateAddressError("x"), "private address"),
        (HeadersTooBigError("x"), "headers too big"),
        (KeyError("x"), "KeyError"),
    ],
)
def test_each_failure_has_its_word_and_an_unforeseen_one_its_class(error, word):
    assert fetch.why(error) == word


class Robots:
    """A robots.txt that asks for a delay."""

    def __init__(self, delay):
        self._delay = delay

    def crawl_delay(self, agent):
        assert agent == "newsarchive/x"
        return self._delay


@pytest.fixture
def slots():
    return {"rada.example": SimpleNamespace(delay=3.0)}


@pytest.fixture
def politeness(slots):
    crawler = SimpleNamespace(
        settings=Settings({"USER_AGENT": "newsarchive/x"}),
        signals=SignalManager(),
        engine=SimpleNamespace(downloader=SimpleNamespace(slots=slots)),
    )
    made = Politeness.from_crawler(crawler)
    made.crawler_of_test = crawler
    return made


@pytest.mark.parametrize(("asked", "kept"), [(10, 10.0), ("12.5", 12.5), (1, 3.0), (None, 3.0), (86400, MAX_DELAY)])
def test_a_site_s_delay_is_kept_up_to_a_bound_and_never_below_our_own(politeness, slots, asked, kept):
    politeness.crawler_of_test.signals.send_catch_log(
        signals.robots_parsed, robotparser=Robots(asked), request=Request("https://rada.example/robots.txt")
    )

    assert slots["rada.example"].delay == kept


def test_a_host_that_is_not_being_asked_has_no_delay_to_set(politeness, slots):
    politeness.robots_parsed(Robots(10), Request("https://else.example/robots.txt"))

    assert slots["rada.example"].delay == 3.0


def test_only_codings_that_can_be_checked_are_asked_for(politeness):
    request = Request("https://rada.example/")
    politeness.process_request(request)
    robots = Request("https://rada.example/robots.txt", meta={"dont_obey_robotstxt": True})
    politeness.process_request(robots)

    assert request.headers["Accept-Encoding"] == b"gzip, deflate"
    assert "Accept-Encoding" not in robots.headers


@pytest.fixture
def taught(politeness):
    """What the crawl's recorder is taught."""
    learned = []
    recorder = SimpleNamespace(learn=learned.append)
    politeness.crawler_of_test.get_extension = lambda kind: recorder if kind is Recorder else None
    return learned


def test_a_robots_txt_that_did_not_come_is_accounted_for(politeness, taught):
    error = exceptions.CannotResolveHostError("x")

    assert politeness.process_exception(Request("https://rada.example/robots.txt"), error) is None

    (learned,) = taught
    assert (learned.url, learned.route) == ("https://rada.example/robots.txt", Route.ROBOTS)
    assert (learned.outcome, learned.why, learned.status) == (Outcome.FAILED, "dns", None)


def test_what_the_spider_asked_is_accounted_for_by_the_spider(politeness, taught):
    request = Request("https://rada.example/", meta={FOUND: found("a")})
    politeness.process_exception(request, exceptions.DownloadTimeoutError("x"))
    politeness.crawler_of_test.get_extension = lambda _: None
    politeness.process_exception(Request("https://rada.example/robots.txt"), exceptions.DownloadTimeoutError("x"))

    assert taught == []


@pytest.mark.usefixtures("politeness")
def test_a_robots_txt_that_did_not_come_is_one_line_of_the_log(caplog):
    try:
        raise TimeoutError
    except TimeoutError:
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").exception("Error downloading robots.txt")

    assert [(record.message, record.exc_info) for record in caplog.records] == [("Error downloading robots.txt", None)]
