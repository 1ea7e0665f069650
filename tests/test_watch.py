"""A crawl that may not go on ends cleanly: when quiet hours begin, and before the disk is full."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.signalmanager import SignalManager

from newsarchive import runner, watch
from newsarchive.capture import space
from newsarchive.capture.recorder import Recorder
from newsarchive.capture.space import FreeSpace
from newsarchive.demo.spider import DemoSpider
from newsarchive.errors import DiskNearlyFull, UsageError
from newsarchive.watch import Quiet, Watch
from tests.helpers.clock import stopped

MIB = 2**20


class Loop:
    """A looping call that a test turns by hand."""

    def __init__(self, work):
        self.work, self.running = work, False

    def start(self, seconds, now):
        self.seconds, self.running = seconds, True

    def stop(self):
        self.running = False


@pytest.fixture
def ended(monkeypatch):
    """Why a crawl was ended."""
    reasons = []
    monkeypatch.setattr(watch, "create_looping_call", Loop)
    monkeypatch.setattr(watch, "deferred_from_coro", lambda made: made)
    return reasons


@pytest.fixture
def crawler(folder, ended):
    """What a watch needs of Scrapy's crawler."""

    def make(**settings):
        recorder = SimpleNamespace(give_up=lambda error, reason: ended.append((reason, str(error))))
        return SimpleNamespace(
            crawling=True,
            spidercls=DemoSpider,
            settings=runner.settings({"NEWSARCHIVE_DATA": str(folder), **settings}),
            signals=SignalManager(),
            engine=SimpleNamespace(close_spider_async=lambda *, reason: ended.append(reason)),
            get_extension=lambda kind: recorder if kind is Recorder else None,
        )

    return make


def clock(monkeypatch, text):
    monkeypatch.setattr(watch, "datetime", stopped(datetime.fromisoformat(text).replace(tzinfo=UTC)))


# -- Every few seconds


class Looks(Watch):
    looked = 0

    def look(self):
        self.looked += 1


def test_it_is_looked_at_while_the_crawl_runs(crawler):
    running = crawler()
    looks = Looks.from_crawler(running)
    assert not looks._loop.running

    running.signals.send_catch_log(signals.engine_started)
    looks._loop.work()
    assert (looks._loop.running, looks._loop.seconds, looks.looked) == (True, 5.0, 1)

    for _ in range(2):
        running.signals.send_catch_log(signals.spider_closed)
    assert not looks._loop.running


@pytest.mark.parametrize("change", [{"crawling": False}, {"spidercls": object}])
def test_nothing_is_looked_at_for_the_shell_and_other_people_s_spiders(crawler, change):
    running = crawler()
    vars(running).update(change)

    with pytest.raises(NotConfigured):
        FreeSpace.from_crawler(running)


def test_a_watch_must_say_what_it_looks_at(crawler):
    with pytest.raises(NotImplementedError):
        Watch(crawler()).look()


# -- Quiet hours


def test_a_crawl_that_begins_in_quiet_hours_asks_nothing(crawler, monkeypatch):
    quiet = Quiet.from_crawler(crawler(NEWSARCHIVE_QUIET_HOURS="08:00-18:00"))

    clock(monkeypatch, "2026-11-20T12:00")
    with pytest.raises(CloseSpider) as closed:
        quiet.spider_opened()
    assert closed.value.reason == "quiet_hours"

    clock(monkeypatch, "2026-11-20T16:00")
    assert quiet.spider_opened() is None


def test_a_crawl_that_runs_into_quiet_hours_is_ended(crawler, ended, monkeypatch):
    quiet = Quiet.from_crawler(crawler(NEWSARCHIVE_QUIET_HOURS="08:00-18:00"))

    clock(monkeypatch, "2026-11-20T05:59:59")
    quiet.look()
    assert ended == []

    clock(monkeypatch, "2026-11-20T06:00")
    quiet.look()
    assert ended == ["quiet_hours"]


def test_without_quiet_hours_nothing_is_looked_at(crawler):
    with pytest.raises(NotConfigured):
        Quiet.from_crawler(crawler())


def test_quiet_hours_that_cannot_be_read_are_said(crawler):
    with pytest.raises(UsageError):
        Quiet.from_crawler(crawler(NEWSARCHIVE_QUIET_HOURS="night"))


# -- Room on the disk


@pytest.fixture
def room(monkeypatch):
    """Set how much is free, in MiB, for each path; note which were looked at."""
    looked = {}

    def leave(mib, warc=None):
        def usage(path):
            free = warc if warc is not None and path.name == "warc" else mib
            looked[path] = free
            return SimpleNamespace(free=free * MIB)

        monkeypatch.setattr(space.shutil, "disk_usage", usage)
        return looked

    return leave


def test_no_crawl_begins_where_too_little_is_free(crawler, folder, room):
    room(499)

    with pytest.raises(
        DiskNearlyFull, match=rf"^Only 499 MiB are free for {folder}, and 500 must stay .*: nothing was"
    ):
        FreeSpace.from_crawler(crawler())
    assert not folder.exists()


def test_a_crawl_is_ended_before_the_disk_is_full(crawler, ended, room):
    room(500)
    free = FreeSpace.from_crawler(crawler())
    free.look()
    assert ended == []

    room(499)
    free.look()

    ((reason, said),) = ended
    assert reason == "disk_nearly_full"
    assert "the crawl was ended, and what was captured is kept; make room" in said


def test_the_captures_may_stand_on_a_disk_of_their_own(crawler, folder, room):
    (folder / "warc").mkdir(parents=True)
    looked = room(9000, warc=10)

    with pytest.raises(DiskNearlyFull, match="Only 10 MiB"):
        FreeSpace.from_crawler(crawler())
    assert set(looked) == {folder, folder / "warc"}


def test_of_an_archive_that_is_not_there_yet_the_folder_above_counts(folder, room):
    looked = room(7)

    assert space.free(folder / "deep" / "er") == 7 * MIB
    assert set(looked) == {folder.parent}


def test_the_real_disk_is_asked(folder):
    assert space.free(folder) > 0


@pytest.mark.parametrize(("least", "begins"), [("100", True), ("200", False), (100, True)])
def test_the_bound_is_a_setting(crawler, room, least, begins):
    room(150)
    running = crawler(NEWSARCHIVE_LEAST_FREE=least)

    if begins:
        FreeSpace.from_crawler(running)
    else:
        with pytest.raises(DiskNearlyFull):
            FreeSpace.from_crawler(running)


def test_the_bound_can_be_switched_off(crawler, room):
    room(0)

    with pytest.raises(NotConfigured):
        FreeSpace.from_crawler(crawler(NEWSARCHIVE_LEAST_FREE="0"))


@pytest.mark.parametrize("least", ["much", "-5", "1.5"])
def test_a_bound_that_is_no_number_is_said(crawler, least):
    with pytest.raises(UsageError, match=f"is a number of MiB, not «{least}»"):
        FreeSpace.from_crawler(crawler(NEWSARCHIVE_LEAST_FREE=least))
