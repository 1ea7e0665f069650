"""Rows are committed only behind their records, in the order of the answers; a failing disk ends the crawl once."""

import contextlib
import errno
import gzip
import sqlite3
import threading
import time

import pytest

from newsarchive.capture import WarcWriter, iterate, warc
from newsarchive.errors import ArchiveBusy, ArchiveError, CaptureError, NewsArchiveError
from newsarchive.items import Outcome, Route
from newsarchive.store import Archive, Writer
from newsarchive.store import writer as store_writer
from tests.helpers.build import NOW, Story, article, exchange, visit

PATIENCE = 5.0


class Desk:
    """A writer at work on a fresh archive, seen through a reader's eyes."""

    def __init__(self, folder):
        self.archive = Archive(folder)
        self.story = Story(self.archive)
        self.warc = WarcWriter(self.archive.warc, "testova", {"software": "newsarchive/0"})
        self.failures = []
        self.reader = Archive(folder, readonly=True)
        self.writer = Writer(self.archive, self.warc, self.story.run, self.failures.append)

    def close(self):
        self.writer.close()

    def leave(self):
        with contextlib.suppress(NewsArchiveError):
            self.writer.close()
        if self.warc._file:
            self.warc._file.close()
        self.archive.close()
        self.reader.close()

    def rows(self, sql="SELECT url FROM fetches ORDER BY id"):
        return [tuple(row) if len(row) > 1 else row[0] for row in self.reader.connection.execute(sql)]

    def wait(self, ready):
        until = time.monotonic() + PATIENCE
        while not ready():
            assert time.monotonic() < until, "the writer did not come to it"
            time.sleep(0.01)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(store_writer, "SECONDS", 0.05)


@pytest.fixture
def desk(folder):
    desk = Desk(folder)
    yield desk
    desk.leave()


def answers(count):
    told = [exchange(f"a{n}", b"<html>%d</html>" % n) for n in range(count)]
    return told, [lesson(one) for one in told]


def lesson(told, **fields):
    return visit(told.url, record_id=told.record_id, route=told.route, **fields)


def test_rows_are_written_only_up_to_the_first_answer_not_read_yet(quick, desk):
    told, learned = answers(3)
    for one in told:
        desk.writer.keep(one)

    desk.writer.learn(learned[1])
    time.sleep(0.3)
    assert desk.rows() == []

    desk.writer.learn(learned[0])
    desk.wait(lambda: len(desk.rows()) == 2)
    assert [told[0].url, told[1].url] == desk.rows()

    desk.writer.learn(learned[2])
    desk.wait(lambda: len(desk.rows()) == 3)


def test_rows_stand_in_the_order_of_the_records_whatever_was_read_first(desk):
    told, learned = answers(9)
    for one in told:
        desk.writer.keep(one)
    for one in reversed(learned):
        desk.writer.learn(one)
    desk.close()

    assert [one.url for one in told] == desk.rows()
    assert desk.rows('SELECT url FROM captures ORDER BY "offset"') == desk.rows()


def test_every_row_names_a_record_that_is_in_the_file(desk):
    told, learned = answers(5)
    for one, taught in zip(told, learned, strict=True):
        desk.writer.keep(one)
        desk.writer.learn(taught)
    desk.close()

    (name,) = set(desk.rows("SELECT warc_file FROM captures"))
    records = {(one.record_id, offset, length) for one, offset, length in iterate(desk.archive.warc / name)}
    assert set(desk.rows('SELECT record_id, "offset", length FROM captures')) == records


def test_no_row_is_committed_before_its_record_is_on_the_disk(quick, desk, monkeypatch):
    order = []
    sync, transaction = desk.warc.sync, desk.archive.transaction
    monkeypatch.setattr(desk.warc, "sync", lambda: (order.append("sync"), sync())[1])
    monkeypatch.setattr(desk.archive, "transaction", lambda: (order.append("rows"), transaction())[1])
    (told,), (learned,) = answers(1)
    desk.writer.keep(told)
    desk.writer.learn(learned)
    desk.wait(desk.rows)

    assert order == ["sync", "rows"]


def test_what_brought_no_answer_needs_no_record_and_waits_for_none(quick, desk):
    (told,), _ = answers(1)
    desk.writer.keep(told)
    desk.writer.learn(visit("b", Outcome.FAILED, why="dns", status=None))

    desk.wait(desk.rows)

    assert desk.rows("SELECT url, why, capture FROM fetches") == [("https://rada.example/b/", "dns", None)]


def test_answers_never_read_get_a_row_at_the_end_and_are_asked_again(desk):
    told, learned = answers(3)
    for one in told:
        desk.writer.keep(one)
    desk.writer.learn(learned[1])
    desk.close()

    assert desk.rows("SELECT outcome, why, status FROM fetches ORDER BY id") == [
        ("failed", "interrupted", 200),
        ("stored", None, 200),
        ("failed", "interrupted", 200),
    ]
    assert desk.rows("SELECT state FROM frontier ORDER BY url") == ["pending", "captured", "pending"]
    assert desk.rows("SELECT count(*) FROM captures") == [3]


def test_a_batch_is_written_at_its_size_without_waiting(desk, monkeypatch):
    monkeypatch.setattr(store_writer, "BATCH", 3)
    monkeypatch.setattr(store_writer, "SECONDS", 60)
    desk.writer.learn(visit("first"))  # ends the turn that began before the patch
    time.sleep(0.05)
    told, learned = answers(7)
    for one, taught in zip(told, learned, strict=True):
        desk.writer.keep(one)
        desk.writer.learn(taught)

    desk.wait(lambda: len(desk.rows()) >= 6)
    time.sleep(0.1)

    assert len(desk.rows()) == 6


def test_a_single_visit_waits_no_longer_than_the_bound(quick, desk):
    began = time.monotonic()
    desk.writer.learn(visit())
    desk.wait(desk.rows)

    assert time.monotonic() - began < 3


def test_an_article_is_readable_once_it_is_written(desk):
    (told,), _ = answers(1)
    desk.writer.keep(told)
    desk.writer.learn(lesson(told, article=article("a0")))
    desk.close()

    assert desk.reader.get(told.url)["record_id"] == told.record_id
    assert desk.reader.get(told.url)["title"] == "Заголовок"


def test_the_file_is_closed_and_in_the_manifest_at_the_end(desk):
    told, learned = answers(2)
    for one, taught in zip(told, learned, strict=True):
        desk.writer.keep(one)
        desk.writer.learn(taught)
    desk.close()

    ((name, size, records),) = desk.rows("SELECT name, size, records FROM warc_files")
    data = (desk.archive.warc / name).read_bytes()
    assert (len(data), 5) == (size, records)
    assert gzip.decompress(data)
    assert list(desk.archive.warc.rglob("*.open")) == []


def test_a_crawl_without_answers_leaves_no_file(desk):
    desk.writer.learn(visit("a", Outcome.FAILED, why="dns", status=None))
    desk.close()

    assert desk.rows("SELECT * FROM warc_files") == []
    assert list(desk.archive.warc.rglob("*.gz*")) == []


def test_a_full_file_is_closed_once_all_of_it_is_read_and_another_begun(quick, desk, monkeypatch):
    monkeypatch.setattr(warc, "ROTATE_AT", 1)
    told, learned = answers(3)
    desk.writer.keep(told[0])
    desk.writer.keep(told[1])
    desk.writer.learn(learned[0])
    desk.wait(lambda: len(desk.rows()) == 1)
    time.sleep(0.2)
    assert desk.rows("SELECT * FROM warc_files") == []

    desk.writer.learn(learned[1])
    desk.wait(lambda: desk.rows("SELECT * FROM warc_files"))
    desk.writer.keep(told[2])
    desk.writer.learn(learned[2])
    desk.close()

    assert desk.rows("SELECT records FROM warc_files ORDER BY name") == [3, 5]
    assert len(set(desk.rows("SELECT warc_file FROM captures"))) == 2


def test_the_crawl_is_asked_to_wait_when_much_is_undone(desk, monkeypatch):
    monkeypatch.setattr(store_writer, "BACKLOG", 3)
    gate = threading.Event()
    take = desk.writer._take
    monkeypatch.setattr(desk.writer, "_take", lambda message: (gate.wait(PATIENCE), take(message))[1])
    assert not desk.writer.crowded

    for n in range(6):
        desk.writer.learn(visit(f"a{n}"))

    assert desk.writer.crowded
    gate.set()
    desk.close()
    assert not desk.writer.crowded
    assert len(desk.rows()) == 6


# -- When nothing more can be written


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["_append", "_begin"])
def test_a_disk_full_while_capturing_is_told_once_and_what_was_committed_stays(quick, desk, monkeypatch, where):
    desk.writer.learn(visit("kept"))
    desk.wait(desk.rows)
    monkeypatch.setattr(desk.warc, where, full)

    for one in answers(3)[0]:
        desk.writer.keep(one)
    desk.wait(lambda: desk.failures)

    with pytest.raises(CaptureError, match="No space left on device"):
        desk.close()
    assert [desk.writer.failure] == desk.failures
    assert desk.rows() == ["https://rada.example/kept/"]


def test_a_disk_full_at_the_flush_is_told_and_no_row_is_committed(quick, desk, monkeypatch):
    monkeypatch.setattr(warc.os, "fsync", full)
    (told,), (learned,) = answers(1)
    desk.writer.keep(told)
    desk.writer.learn(learned)

    with pytest.raises(CaptureError, match="No space left on device"):
        desk.close()
    assert desk.rows() == []


def test_a_database_that_cannot_be_written_is_told_and_records_stay(desk, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store_writer, "apply", fail)
    (told,), (learned,) = answers(1)
    desk.writer.keep(told)
    desk.writer.learn(learned)

    with pytest.raises(ArchiveError, match=r"cannot be used \(database or disk is full\): what was committed is kept"):
        desk.close()
    assert len(desk.failures) == 1
    assert desk.rows() == []
    (left,) = desk.archive.warc.rglob("*.open")
    assert [told] == [one for one, _, _ in iterate(left)]


def test_a_database_held_by_another_is_told(desk, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(store_writer, "apply", fail)
    desk.writer.learn(visit())

    with pytest.raises(ArchiveBusy, match="held by another process"):
        desk.close()


def test_a_fault_of_our_own_ends_the_crawl_too_and_is_not_swallowed(desk, monkeypatch):
    def fail(*_):
        raise KeyError("a fault")

    monkeypatch.setattr(store_writer, "apply", fail)
    monkeypatch.setattr(store_writer, "carefully", fail)
    desk.writer.learn(visit())

    with pytest.raises(ArchiveError, match="KeyError"):
        desk.close()
    assert len(desk.failures) == 1


@pytest.mark.parametrize(
    "poison",
    [
        {"article": article("a1", published_raw="\ud800")},
        {"last_modified": "\udfff"},
        {"etag": ["no text"]},  # sqlite3.ProgrammingError
        {"article": article("a1", title=None, body="")},  # sqlite3.IntegrityError
    ],
)
def test_a_value_that_no_row_can_hold_costs_the_others_nothing(desk, caplog, poison):
    told, learned = answers(3)
    learned[1] = lesson(told[1], **poison)
    for one, taught in zip(told, learned, strict=True):
        desk.writer.keep(one)
        desk.writer.learn(taught)

    desk.close()

    assert desk.rows("SELECT outcome, why FROM fetches ORDER BY id") == [
        ("stored", None),
        ("failed", "not understood"),
        ("stored", None),
    ]
    assert told[1].record_id in caplog.text


def test_interrupted_answers_keep_their_route_and_time(desk):
    told = exchange("a", route=Route.FEED)
    desk.writer.keep(told)
    desk.close()

    assert desk.rows("SELECT route, at FROM fetches") == [("feed", NOW.isoformat())]
