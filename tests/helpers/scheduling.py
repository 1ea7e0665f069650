"""A frontier on an archive, without an engine."""

from datetime import date
from types import SimpleNamespace

from scrapy.signalmanager import SignalManager

from newsarchive import runner
from newsarchive.capture.recorder import FOUND, Recorder
from newsarchive.discover.frontier import Frontier
from newsarchive.pages import TagDivArticle
from newsarchive.spider import CouncilSpider
from newsarchive.store import Archive
from tests.helpers.build import address


class Clock:
    """Time that a test moves."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Desk:
    """What the frontier needs of a recorder; what is refused is told to it and back to the frontier."""

    def __init__(self, folder):
        self.folder, self.warc = folder, folder / "warc"
        self.crowded = False
        self.learned = []
        self.frontier = None
        self.since = "2099-01-01"  # so that all that is held was read in earlier runs

    def look_up(self):
        return Archive(self.folder, readonly=True).connection

    def learn(self, visit):
        self.learned.append(visit)
        for refused in self.frontier.learn(visit).refused:
            self.learn(refused)


def spider(**declared):
    """A spider's class; it starts at ``start`` unless told otherwise."""
    fields = {
        "name": "testova",
        "council": "Тестова обласна рада",
        "oblast": "UA-00",
        "start_urls": [address("start")],
        "since": date.min,
        "per_month": (1, 100),
        "article": TagDivArticle,
        "__module__": "tests.spiders",
    }
    return type("TestSpider", (CouncilSpider,), fields | declared)


def crawler(recorder=None, spidercls=None, **settings):
    """What a frontier needs of Scrapy's crawler; robots.txt is not asked for unless a test says so."""
    given = {"DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "NEWSARCHIVE_SINCE": None} | settings
    woken = []
    slot = SimpleNamespace(closing=None, nextcall=SimpleNamespace(schedule=lambda: woken.append(True)))
    return SimpleNamespace(
        settings=runner.settings(given),
        signals=SignalManager(),
        engine=SimpleNamespace(_slot=slot),
        woken=woken,
        get_extension=lambda kind: recorder if kind is Recorder else None,
        spidercls=spidercls or spider(),
    )


def frontier(folder, spidercls=None, *, at_once=1000, **settings):
    """Open a frontier on the archive in ``folder``; by default as much may be under way as there is."""
    cls, desk = spidercls or spider(), Desk(folder)
    made = Frontier.from_crawler(crawler(desk, cls, CONCURRENT_REQUESTS_PER_DOMAIN=at_once, **settings))
    made._pace.clock = Clock()
    made._set_alarm = lambda seconds: None
    desk.frontier = made
    made.open(cls())
    return made


def asked(made):
    """Everything that a frontier offers now, as paths."""
    return [path(request) for request in iter(made.next_request, None)]


def path(request):
    return request.meta[FOUND].url.removeprefix(address("")).rstrip("/")
