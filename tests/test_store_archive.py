"""The archive file opens, refuses and answers, each in one clear sentence."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsarchive.capture.recover import Manifest
from newsarchive.errors import ArchiveBusy, ArchiveError, ArchiveMissing
from newsarchive.items import Outcome, Route
from newsarchive.store import Archive, apply, stamp
from newsarchive.store import archive as store_archive
from tests.helpers.build import COUNCIL, NOW, address, capture, found, visit


def pragma(archive, name):
    return archive.connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_fresh_archive_is_made_with_its_folders(folder):
    with Archive(folder) as archive:
        assert archive.path == folder / "archive.db"
        assert archive.path.exists()
        assert archive.warc.is_dir()


def test_what_was_committed_survives_a_power_cut_and_keys_are_held(archive):
    assert pragma(archive, "journal_mode") == "wal"
    assert pragma(archive, "synchronous") == 2
    assert pragma(archive, "foreign_keys") == 1


def test_opening_again_keeps_what_is_there(folder, story):
    story.read()
    with Archive(folder) as again:
        assert again.get(1)["title"] == "Заголовок"


def test_there_is_nothing_to_read_where_no_archive_stands(folder):
    with pytest.raises(ArchiveMissing, match=r"^There is no archive in .*: run a crawl first, or name its place"):
        Archive(folder, readonly=True)

    assert not folder.exists()


def test_a_reader_cannot_write(folder, story):
    with Archive(folder, readonly=True) as reader, pytest.raises(ArchiveError, match="readonly"):
        reader.add_council(COUNCIL)


def test_a_reader_sees_what_is_committed_while_another_writes(folder, story):
    with story.archive.transaction() as db, Archive(folder, readonly=True) as reader:
        db.execute("UPDATE councils SET name = 'Інша'")
        assert [row["name"] for row in reader.status()] == [COUNCIL.name]


def test_a_second_writer_is_told_that_the_archive_is_held(folder, archive, monkeypatch):
    monkeypatch.setattr(store_archive, "BUSY_SECONDS", 0.01)
    with archive.transaction(), Archive.__new__(Archive) as other:
        other.path, other.connection = archive.path, sqlite3.connect(archive.path, timeout=0.01)
        with pytest.raises(ArchiveBusy, match="is held by another process: what was committed is kept"):
            other.add_council(COUNCIL)


@pytest.mark.parametrize("readonly", [True, False])
def test_a_file_that_is_no_database_is_said_to_be_unsound(folder, readonly):
    folder.mkdir()
    (folder / "archive.db").write_bytes(b"this is not a database " * 100)

    with pytest.raises(ArchiveError, match=r"archive\.db is not a sound archive .*newsarchive rebuild\.$"):
        Archive(folder, readonly=readonly)


def test_a_place_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(ArchiveError, match=r"data cannot be written \((Not a directory|File exists)\)"):
        Archive(tmp_path / "data")


@pytest.mark.parametrize("ask", [Archive.status, lambda a: a.get(1), lambda a: a.versions(1), lambda a: a.search("а")])
def test_a_database_that_is_no_archive_is_an_archive_error(folder, ask):
    folder.mkdir()
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        db.execute("CREATE TABLE articles (x)")

    with Archive(folder, readonly=True) as archive, pytest.raises(ArchiveError, match=r"no such (table|column)"):
        ask(archive)


def test_an_error_within_a_transaction_takes_all_of_it_back(story):
    def fail():
        with story.archive.transaction() as db:
            db.execute("UPDATE councils SET name = 'Інша'")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert story.one("SELECT name FROM councils") == COUNCIL.name


def test_an_archive_beside_which_nothing_may_be_written_is_told_as_that(story, monkeypatch):
    folder = story.archive.folder
    story.archive.close()
    (folder / "archive.db-wal").mkdir()  # SQLite can make no file of that name then, whoever asks
    with pytest.raises(ArchiveError, match="cannot be used"):
        Archive(folder, readonly=True)

    monkeypatch.setattr("newsarchive.store.explained.os.access", lambda *_: False)

    with pytest.raises(ArchiveError, match="since nothing may be written in its folder"):
        Archive(folder, readonly=True)


def test_an_archive_that_another_account_owns_is_told_as_that(archive, monkeypatch):
    archive.connection.execute("PRAGMA query_only = 1")
    monkeypatch.setattr("newsarchive.store.explained.os.access", lambda *_: False)

    with pytest.raises(ArchiveError, match=r"^This account may not write .+archive\.db, or a file beside it"):
        archive.add_council(COUNCIL)


def test_closing_twice_does_no_harm(folder):
    archive = Archive(folder)
    archive.close()
    archive.close()


def test_a_council_is_entered_once_and_kept_up_to_date(archive):
    archive.add_council(COUNCIL)
    archive.add_council(COUNCIL)

    (row,) = archive.connection.execute("SELECT * FROM councils")
    assert tuple(row) == (
        "testova",
        "Тестова обласна рада",
        None,
        "UA-00",
        "rada.example",
        "old.example older.example",
        "tests:TestSpider",
        *[None] * 5,
    )


def test_a_run_is_entered_at_its_beginning_and_its_end(story):
    archive = story.archive
    crawl = archive.begin_crawl("testova", NOW, {"scrapy": "2.19.0"}, {"since": date(2016, 1, 1), "назва": "х"})
    archive.finish_crawl(crawl, NOW + timedelta(hours=1), "finished")

    assert story.rows("SELECT started, finished, reason, versions, settings FROM crawls WHERE id = ?", crawl) == [
        (
            "2026-11-20T12:00:00+00:00",
            "2026-11-20T13:00:00+00:00",
            "finished",
            '{"scrapy": "2.19.0"}',
            '{"since": "2016-01-01", "назва": "х"}',
        )
    ]
    assert archive.crawl(crawl) == {
        "reason": "finished",
        "requests": 0,
        "articles_new": 0,
        "articles_changed": 0,
        "failures": 0,
    }


def test_a_closed_warc_file_is_entered_once(story):
    for records in (3, 5):
        made = Manifest(name="testova/2026/x.warc.gz", size=10, sha256="ab", records=records)
        story.archive.add_warc_file("testova", made, NOW)

    assert story.rows("SELECT * FROM warc_files") == [
        ("testova/2026/x.warc.gz", "testova", 10, "ab", 5, "2026-11-20T12:00:00+00:00")
    ]


def test_the_end_of_a_warc_file_is_behind_the_last_record_that_a_row_names(story):
    assert story.archive.end_of_warc("x.warc.gz") == 0

    for path, offset, length in (("a", 500, 70), ("b", 100, 300)):
        with story.archive.transaction() as db:
            held = capture(path, warc_file="x.warc.gz", offset=offset, length=length)
            apply(db, story.run, visit(path), held)

    assert story.archive.end_of_warc("x.warc.gz") == 570
    assert story.archive.end_of_warc("y.warc.gz") == 0


def test_an_article_is_found_by_number_address_and_alias(story):
    story.redirect("?p=5", "a")
    story.read("a", "Перша")
    story.read("b", "Друга")

    for key in (1, address("a"), address("?p=5")):
        held = story.archive.get(key)
        assert (held["title"], held["council_name"], held["captured_at"]) == (
            "Перша",
            COUNCIL.name,
            "2026-11-20T12:00:00+00:00",
        )
    assert story.archive.get(3) is None
    assert story.archive.get(10**30) is None


def test_versions_come_oldest_first_with_their_captures(story):
    story.read(title="Перша")
    story.read(title="Друга", days=1)

    versions = story.archive.versions(1)

    assert [(v["number"], v["title"], v["captured_at"]) for v in versions] == [
        (1, "Перша", "2026-11-20T12:00:00+00:00"),
        (2, "Друга", "2026-11-21T12:00:00+00:00"),
    ]


def test_search_is_of_the_same_archive(story):
    story.read(title="Рішення обласної ради")
    story.read("b", title="Інше")

    assert [hit.title for hit in story.archive.search("рада")] == ["Рішення обласної ради"]
    assert story.archive.search("рада", oblast="UA-68") == []


def test_status_sums_up_each_council(story):
    story.read("a", published=datetime(2020, 1, 1, tzinfo=UTC))
    story.read("b", published=NOW)
    story.read("b", "Виправлено", published=NOW)
    story.tell(visit("list", found=(found("c"), found("https://else.example/", refused="off-site"))))
    story.tell(visit("d", Outcome.FAILED, why="timeout", status=None))

    (row,) = story.archive.status()

    assert row == {
        "code": "testova",
        "name": COUNCIL.name,
        "oblast": "UA-00",
        "articles": 2,
        "edited": 1,
        "oldest": "2020-01-01T00:00:00+00:00",
        "newest": "2026-11-20T12:00:00+00:00",
        "pending": 2,
        "rejected": 1,
        "started": "2026-11-20T12:00:00+00:00",
        "finished": None,
        "reason": None,
        "requests": 5,
        "articles_new": 2,
        "articles_changed": 1,
        "failures": 1,
        "rebuilt": 0,
    }


def test_an_instant_is_written_in_utc_to_the_second():
    kyiv = timezone(timedelta(hours=2))

    assert stamp(datetime(2026, 11, 20, 14, 5, 6, 789, tzinfo=kyiv)) == "2026-11-20T12:05:06+00:00"


def test_a_robots_txt_that_is_to_be_asked_again_is_no_page_that_waits(story):
    story.tell(visit("robots.txt", Outcome.FAILED, route=Route.ROBOTS, why="dns", status=None))
    story.tell(visit("a", Outcome.FAILED, why="timeout", status=None))

    assert [row["pending"] for row in story.archive.status()] == [1]
