"""Where capturing meets Scrapy: each answer is kept as it came, and a run that cannot write ends."""

import asyncio
import sqlite3
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request, signals
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import TextResponse
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector
from twisted.internet import defer
from twisted.python.failure import Failure

from newsarchive import index, runner
from newsarchive.capture import Revisit, WarcWriter, iterate, read, space
from newsarchive.capture import recorder as capture_recorder
from newsarchive.capture.recorder import EXCHANGE, FOUND, FOUND_ON, Recorder
from newsarchive.demo.spider import DemoSpider
from newsarchive.discover.worth import Lesson
from newsarchive.errors import ArchiveBusy, ArchiveError, CaptureError, DiskNearlyFull, SiteUnreachable
from newsarchive.items import Outcome, Route
from newsarchive.store import Archive
from tests.helpers.build import NOW, SITE, address, exchange, found, visit

SPIDER = DemoSpider.starting_at(f"{SITE}/list/")


@pytest.fixture
def crawler(folder):
    """What a recorder needs of Scrapy's crawler."""
    made = SimpleNamespace(
        crawling=True,
        spidercls=SPIDER,
        settings=runner.settings({"NEWSARCHIVE_DATA": str(folder)}),
        signals=SignalManager(),
        engine=SimpleNamespace(scheduler=SimpleNamespace(learned=[], ended=[], robots={"x": {"says": "rules"}})),
        recorder=None,
    )
    made.stats = MemoryStatsCollector(SimpleNamespace(settings=made.settings))

    def learn(learned):
        made.engine.scheduler.learned.append(learned)
        return made.lessons.pop(0) if made.lessons else Lesson()

    made.lessons, made.engine.scheduler.learn = [], learn
    made.engine.scheduler.answered = lambda *told: made.engine.scheduler.ended.append(told)
    made.get_extension = lambda kind: made.recorder if kind is Recorder else None
    return made


@pytest.fixture
def recorder(crawler):
    crawler.recorder = Recorder.from_crawler(crawler)
    yield crawler.recorder
    crawler.recorder.spider_closed("finished")


def arrive(crawler, response, request):
    crawler.signals.send_catch_log(signals.response_downloaded, response=response, request=request, spider=None)


def answer(request, **fields):
    given = {"body": b"\x1f\x8bbytes", "status": 200, "protocol": "HTTP/1.1", "ip_address": "192.0.2.7"}
    return TextResponse(request.url, request=request, **given | fields)


def rows(folder, sql):
    with Archive(folder, readonly=True) as archive:
        return [tuple(row) for row in archive.connection.execute(sql)]


def test_an_answer_is_kept_as_it_came_before_anything_reads_it(crawler, recorder):
    meta = {FOUND: found("a", Route.FEED), FOUND_ON: f"{SITE}/feed/"}
    request = Request(f"{SITE}/a/?scrapy=requoted", meta=meta, headers={"Accept": ["x", "y"]})
    headers = {b"Set-Cookie": [b"a=1", b"b=\xcd\xee"], b"Content-Encoding": b"gzip"}
    arrive(crawler, answer(request, headers=headers), request)

    kept = request.meta[EXCHANGE]

    assert kept.url == address("a")
    assert (kept.route, kept.found_on) == (Route.FEED, f"{SITE}/feed/")
    assert kept.headers == ((b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=\xcd\xee"), (b"Content-Encoding", b"gzip"))
    assert kept.request_headers == ((b"Accept", b"x"), (b"Accept", b"y"))
    assert (kept.body, kept.status, kept.protocol) == (b"\x1f\x8bbytes", 200, "HTTP/1.1")
    assert (kept.ip_address, kept.truncated) == ("192.0.2.7", None)
    assert kept.at.microsecond == 0

    recorder.learn(visit("a", record_id=kept.record_id))
    recorder.spider_closed("finished")

    ((name, offset),) = rows(recorder.folder, 'SELECT warc_file, "offset" FROM captures')
    assert read(recorder.folder / "warc", name, offset) == kept


@pytest.mark.parametrize(("flag", "word"), [("dataloss", "disconnect"), ("download_stopped", "length"), ("x", None)])
def test_an_answer_that_was_cut_says_why(crawler, recorder, flag, word):
    request = Request(address("a"), meta={FOUND: found("a")})
    arrive(crawler, answer(request, flags=["other", flag], protocol=None, ip_address=None), request)

    kept = request.meta[EXCHANGE]

    assert (kept.truncated, kept.protocol, kept.ip_address) == (word, "HTTP/1.1", None)


def test_an_answer_ends_its_request_before_it_is_read(crawler, recorder):
    request = Request(address("a"), meta={FOUND: found("a")})
    arrive(crawler, answer(request), request)

    assert crawler.engine.scheduler.ended == [(address("a"), 200)]
    assert crawler.engine.scheduler.learned == []


HELD = Revisit(
    profile="identical-payload-digest",
    record_id="urn:uuid:1",
    url=address("a"),
    at=NOW,
    payload_digest=exchange("a", body=b"same").payload_digest,
)


@pytest.mark.parametrize(
    ("told", "profile"),
    [
        ({"body": b"same"}, "identical-payload-digest"),
        ({"body": b"", "status": 304}, "server-not-modified"),
        ({"body": b"other"}, None),
        ({"body": b"same", "status": 404}, None),
        ({"body": b"same", "flags": ["dataloss"]}, None),
    ],
)
def test_an_answer_that_repeats_what_is_held_is_a_revisit(crawler, recorder, told, profile):
    headers = {"If-None-Match": '"1"'}
    request = Request(address("a"), meta={FOUND: found("a"), capture_recorder.HELD: HELD}, headers=headers)
    arrive(crawler, answer(request, **told), request)

    revisit = request.meta[EXCHANGE].revisit

    assert (revisit and revisit.profile) == profile
    assert revisit is None or revisit.record_id == "urn:uuid:1"


def test_an_answer_to_a_question_that_was_not_put_is_none(crawler, recorder):
    request = Request(address("a"), meta={FOUND: found("a"), capture_recorder.HELD: HELD})
    arrive(crawler, answer(request, body=b"", status=304), request)

    assert request.meta[EXCHANGE].revisit is None


@pytest.mark.parametrize(("route", "cut"), [(Route.ROBOTS, True), (Route.LISTING, False)])
def test_a_robots_txt_without_end_is_cut_off_and_no_other_answer_is(route, cut):
    request = Request(f"{SITE}/robots.txt", meta={FOUND: found("robots.txt", route)})
    half = b"#" * (capture_recorder.ROBOTS_BYTES // 2)

    capture_recorder.cut_off_robots(half, request, None)
    with pytest.raises(StopDownload) if cut else nullcontext():
        capture_recorder.cut_off_robots(half, request, None)


def test_a_run_is_entered_with_its_end_and_counts(crawler, recorder):
    recorder.learn(visit("a", Outcome.FAILED, why="dns", status=None))
    assert not recorder.crowded
    recorder.spider_closed("finished")

    assert recorder.outcome() == {
        "reason": "finished",
        "requests": 1,
        "articles_new": 0,
        "articles_changed": 0,
        "failures": 1,
    }
    assert recorder.failure is None
    assert rows(recorder.folder, "SELECT robots FROM crawls") == [('{"x": {"says": "rules"}}',)]
    (row,) = rows(recorder.folder, "SELECT code, spider FROM councils")
    assert row == ("demo", "newsarchive.demo.spider:DemoSpider")


def test_what_the_frontier_adds_to_a_visit_is_written_with_it(crawler, recorder):
    recorder.learn(visit("b", Outcome.STORED))
    refusal = visit("c", Outcome.REFUSED, why="trap: redirects", status=None)
    crawler.lessons.append(Lesson(unlisted=(address("b"),), refused=(refusal,)))
    recorder.learn(visit("list", status=None))
    recorder.spider_closed("finished")

    assert rows(recorder.folder, "SELECT url FROM frontier WHERE next_visit IS NOT NULL") == [(address("b"),)]
    assert rows(recorder.folder, "SELECT url, why FROM fetches WHERE why IS NOT NULL") == [(refusal.url, refusal.why)]


def test_a_second_crawl_of_the_council_is_told_to_wait(crawler, recorder):
    with pytest.raises(ArchiveBusy, match="Another crawl of demo is running"):
        Recorder.from_crawler(crawler)

    recorder.spider_closed("finished")
    Recorder.from_crawler(crawler).spider_closed("finished")


def test_a_folder_that_cannot_be_written_is_one_sentence(crawler, folder):
    (folder / "warc/demo/.lock").mkdir(parents=True)

    with pytest.raises(CaptureError, match=r"demo/\.lock cannot be written \(Is a directory\): what was captured"):
        Recorder.from_crawler(crawler)


def test_what_a_killed_run_left_is_mended_before_the_next_begins(crawler, folder):
    writer = WarcWriter(folder / "warc", "demo", {})
    writer.append(exchange("a"))
    writer.sync()
    writer._file.close()
    writer._file = None

    Recorder.from_crawler(crawler).spider_closed("finished")

    assert [path.name for path in folder.rglob("*.warc.gz*")] == ["demo-20261120T120000Z.warc.gz.tail"]


def test_what_a_killed_run_had_committed_is_closed_and_entered(crawler, recorder):
    request = Request(address("a"), meta={FOUND: found("a")})
    arrive(crawler, answer(request, body=b""), request)
    recorder.learn(visit("a", record_id=request.meta[EXCHANGE].record_id))
    recorder.spider_closed("finished")
    ((name,),) = rows(recorder.folder, "SELECT name FROM warc_files")
    path = recorder.folder / "warc" / name
    path.rename(path.with_name(path.name + ".open"))
    with Archive(recorder.folder) as archive, archive.transaction() as db:
        db.execute("DELETE FROM warc_files")

    Recorder.from_crawler(crawler).spider_closed("finished")

    assert rows(recorder.folder, "SELECT name, records FROM warc_files") == [(name, 3)]
    assert len(list(iterate(path))) == 1


def test_what_a_killed_run_had_closed_and_not_entered_is_entered(crawler, recorder):
    request = Request(address("a"), meta={FOUND: found("a")})
    arrive(crawler, answer(request, body=b""), request)
    recorder.learn(visit("a", record_id=request.meta[EXCHANGE].record_id))
    recorder.spider_closed("finished")
    before = rows(recorder.folder, "SELECT name, size, sha256, records FROM warc_files")
    with Archive(recorder.folder) as archive, archive.transaction() as db:
        db.execute("DELETE FROM warc_files")

    Recorder.from_crawler(crawler).spider_closed("finished")

    assert rows(recorder.folder, "SELECT name, size, sha256, records FROM warc_files") == before


@pytest.mark.parametrize("change", [{"crawling": False}, {"spidercls": object}])
def test_the_shell_and_other_people_s_spiders_archive_nothing(crawler, folder, change):
    vars(crawler).update(change)

    with pytest.raises(NotConfigured):
        Recorder.from_crawler(crawler)

    assert not Path(folder).exists()


def test_a_run_that_cannot_write_ends_and_says_why(crawler, recorder, monkeypatch):
    closed = []

    def close(*, reason):
        closed.append(reason)

    crawler.engine.close_spider_async = close
    called = []
    monkeypatch.setattr("twisted.internet.reactor.callFromThread", lambda *call: called.append(call), raising=False)
    monkeypatch.setattr(capture_recorder, "deferred_from_coro", lambda made: made)

    def full(_):
        raise CaptureError("The disk is full.")

    monkeypatch.setattr(recorder.writer._warc, "append", full)
    recorder.writer.keep(exchange("a"))
    recorder.writer._thread.join()
    for work, *words in called:
        work(*words)
    recorder.spider_closed("archive_failed")

    assert closed == ["archive_failed"]
    assert str(recorder.failure) == "The disk is full."
    outcome = runner.result_of(crawler, None)
    assert (str(outcome.error), outcome.as_dict()["error"]) == ("The disk is full.", "The disk is full.")


def test_a_run_can_be_ended_for_a_reason_of_its_own_and_only_once(crawler, recorder, monkeypatch):
    closed = []
    crawler.engine.close_spider_async = lambda *, reason: closed.append(reason)
    monkeypatch.setattr(capture_recorder, "deferred_from_coro", lambda made: made)

    recorder.give_up(DiskNearlyFull("Full."), "disk_nearly_full")
    recorder.give_up(ArchiveError("Later."))

    assert (closed, str(recorder.failure)) == (["disk_nearly_full"], "Full.")


# -- What the command line is told


def test_a_run_of_which_no_request_was_answered_found_the_site_unreachable(crawler, recorder):
    recorder.learn(visit("a", Outcome.FAILED, why="dns", status=None))
    recorder.spider_closed("finished")

    outcome = runner.result_of(crawler, None)

    assert isinstance(outcome.error, SiteUnreachable)
    assert (outcome.council, outcome.requests, outcome.failures) == ("demo", 1, 1)


def test_a_run_of_which_one_request_was_answered_is_a_success(crawler, recorder):
    recorder.learn(visit("a", Outcome.FAILED, why="dns", status=None))
    recorder.learn(visit("b", Outcome.GONE, status=None))
    recorder.spider_closed("finished")

    outcome = runner.result_of(crawler, None)

    assert (outcome.error, outcome.reason, outcome.as_dict()["error"]) == (None, "finished", None)


def test_a_run_that_was_stopped_says_nothing_of_the_site(crawler, recorder):
    recorder.learn(visit("a", Outcome.FAILED, why="dns", status=None))
    recorder.spider_closed("shutdown")

    assert runner.result_of(crawler, None).error is None


@pytest.mark.parametrize(
    ("reason", "faults", "said"),
    [
        ("memusage_exceeded", 0, "The crawl of demo took more memory than"),
        ("start_error", 0, "The crawl of demo could not ask for its start addresses"),
        ("finished", 2, "The crawl of demo broke at 2 answers"),
    ],
)
def test_a_fault_of_the_program_is_code_1(crawler, recorder, reason, faults, said):
    if faults:
        crawler.stats.set_value("spider_exceptions/count", faults)
    recorder.spider_closed(reason)

    outcome = runner.result_of(crawler, None)

    assert (outcome.reason, outcome.exit_code) == (reason, 1)
    assert said in str(outcome.error)


def test_a_run_of_which_nothing_can_be_read_any_more_says_why(crawler, recorder):
    recorder.spider_closed("finished")
    (recorder.folder / "archive.db").write_bytes(b"no database at all " * 100)

    outcome = runner.result_of(crawler, None)

    assert (outcome.reason, outcome.exit_code) == (None, 4)


def checked(folder):
    return rows(folder, "SELECT what, outcome FROM checks")


def test_after_a_run_the_index_is_looked_after(recorder):
    recorder.spider_closed("finished")

    recorder._tend()

    assert checked(recorder.folder) == [("index", "sound")]
    assert recorder.failure is None


@pytest.mark.parametrize("reason", ["shutdown", "limit", "quiet_hours", "archive_failed"])
def test_a_run_that_was_stopped_leaves_the_index_to_the_next(recorder, reason):
    recorder.spider_closed(reason)
    recorder.hurry()

    asyncio.run(recorder.look_after(reason))

    assert checked(recorder.folder) == []


def test_a_run_whose_archive_has_failed_leaves_the_index_alone(recorder):
    recorder.failure = ArchiveError("No.")

    asyncio.run(recorder.look_after("finished"))

    assert checked(recorder.folder) == []


def test_whoever_is_in_a_hurry_leaves_the_index_to_the_next_run(recorder, monkeypatch):
    asked = []
    monkeypatch.setattr(index, "tend", lambda folder, *, progress: asked.append((folder, progress)))
    recorder._tend()
    ((folder, progress),) = asked
    progress(1)

    recorder.hurry()

    with pytest.raises(index.Stopped):
        progress(1)
    assert folder == recorder.folder


@pytest.mark.parametrize(("error", "tells"), [(ArchiveBusy("Held."), False), (DiskNearlyFull("Full."), True)])
def test_an_index_that_cannot_be_looked_after_fails_the_run_unless_others_only_write(
    recorder, monkeypatch, error, tells
):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr(index, "tend", broken)

    recorder._tend()

    assert recorder.failure is (error if tells else None)


def test_a_signal_hurries_every_crawl_that_has_begun(monkeypatch):
    told, hurried = [], []
    process = runner._Process(runner.settings({}), told.append)
    begun = SimpleNamespace(get_extension=lambda _: SimpleNamespace(hurry=lambda: hurried.append(1)))
    failed = SimpleNamespace(get_extension=lambda _: None)
    monkeypatch.setattr(runner._Process, "crawlers", [begun, failed, begun])

    process._hurry(15)

    assert (told, hurried) == ([15], [1, 1])


def test_what_ends_a_crawl_at_its_beginning_is_kept_for_the_command_line(caplog):
    errors = {}
    runner.ended(Failure(ArchiveBusy("Held.")), "lviv", errors, Path("a.db"))
    runner.ended(Failure(ZeroDivisionError("x")), "odesa", errors, Path("a.db"))
    runner.ended(Failure(sqlite3.DatabaseError("malformed")), "sumy", errors, Path("a.db"))

    assert errors["sumy"].exit_code == 4
    assert {name: str(error) for name, error in errors.items()} == {
        "lviv": "Held.",
        "sumy": "a.db is not a sound archive (malformed): make it anew from the WARC files with newsarchive rebuild.",
        "odesa": "The crawl of odesa broke (ZeroDivisionError('x')): what was committed is kept; report it.",
    }
    assert [record.message.splitlines()[0] for record in caplog.records] == ["crawl: odesa broke"]


def test_ctrl_c_before_the_crawls_have_begun_is_no_fault_of_one_of_them(monkeypatch, caplog):
    monkeypatch.setattr(runner._Process, "crawl", lambda *_: defer.fail(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        runner.run([SPIDER, SPIDER], {})

    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_run_that_could_not_begin_says_why(crawler):
    error = ArchiveError("No.")

    outcome = runner.result_of(crawler, error)

    assert (outcome.error, outcome.reason, outcome.requests) == (error, None, 0)


def test_the_progress_bar_counts_articles_and_what_waits(crawler):
    crawler.engine.scheduler = [1, 2, 3]
    progress = runner.Progress.from_crawler(crawler)

    for _ in range(2):
        crawler.signals.send_catch_log(signals.item_scraped)
    crawler.signals.send_catch_log(signals.spider_closed)

    assert progress._bar.disable or progress._bar.n == 2


def test_an_answer_whose_file_is_gone_is_as_one_that_is_not_held(crawler, recorder, caplog):
    assert recorder.held("testova/2026/none.warc.gz", 0) is None
    assert "none.warc.gz is missing from" in caplog.text


def test_a_run_that_cannot_look_up_what_is_next_ends_and_says_why(crawler, recorder, monkeypatch):
    ended = []
    monkeypatch.setattr(recorder, "_stop", ended.append)

    recorder.cannot_look_up(sqlite3.DatabaseError("database disk image is malformed"))

    assert ended == ["archive_failed"]
    assert "is not a sound archive (database disk image is malformed)" in str(recorder.failure)


def test_a_path_that_cannot_be_has_the_room_of_the_folder_above_it(folder):
    assert space.free(folder / ("x" * 300)) > 0


def test_a_run_whose_database_was_taken_away_is_told(crawler, recorder):
    recorder.writer.close()
    for file in recorder.folder.glob("archive.db*"):
        file.unlink()
    Archive(recorder.folder).close()

    with pytest.raises(ArchiveError, match="was taken away or replaced while it was written"):
        recorder.outcome()
