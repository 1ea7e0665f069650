"""The copy for everybody holds what is public, all of it and nothing else, not even what was deleted."""

import errno
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive import locks
from newsarchive.cli import main
from newsarchive.cli.rebuilding import suppress_again
from newsarchive.errors import ArchiveBusy, ArchiveError, ArchiveMissing, OutputError, UsageError
from newsarchive.items import Attachment, SecondReading
from newsarchive.publish import copying, edition, publish
from newsarchive.publish.mark import COLUMNS
from newsarchive.publish.public import PRIVATE, PUBLIC
from newsarchive.store import Archive, suppressions
from newsarchive.store.tables import TABLES
from tests.helpers.aged import age
from tests.helpers.build import NOW, SITE, Story, address, found, visit

ROOT = Path(__file__).parents[1]
SECRET = "Задорожнянський"
REASON = "На прохання особи"


@pytest.fixture
def target(tmp_path):
    (tmp_path / "public").mkdir()
    return tmp_path / "public" / "archive.db"


@pytest.fixture
def told(story):
    """Three articles in a row, the middle one edited and about somebody."""
    file = Attachment(url=f"{SITE}/{SECRET}.pdf", title=SECRET, kind="file")
    story.read("a", "Перша", next="zadorozhnianskyi", tags=("рада",))
    story.read("zadorozhnianskyi", f"Нагороджено {SECRET}", previous="a", next="c", tags=(SECRET,), attachments=(file,))
    story.read("zadorozhnianskyi", f"Звільнено {SECRET}", previous="a", next="c", author=SECRET, days=1)
    files = (Attachment(url=f"{SITE}/protokol.pdf"), Attachment(url=f"{address('zadorozhnianskyi')}/foto.jpg"))
    story.read("c", "Третя", previous="zadorozhnianskyi", aliases=(address("?p=3"),), attachments=files)
    post = SecondReading(url=address("c"), source="api", title="Третя", categories=(5,))
    named = (found("d"), found("c"))
    story.tell(visit("list", found=named, second=(post, SecondReading(url=address("d"), source="api", title="Ні"))))
    story.tell(visit("another list"))
    story.archive.connection.execute(
        "UPDATE crawls SET settings = ?, evidence = ?, robots = '{}'",
        ('{"contact": "me@here.example"}', json.dumps([{"points": [address("zadorozhnianskyi")]}])),
    )
    story.archive.connection.commit()
    return story


def rows(path, sql, *values):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def refused(story, target, error, message, **options):
    before = target.read_bytes() if target.is_file() else None
    with pytest.raises(error, match=message) as raised:
        publish(story.archive.folder, target, **options)

    assert (target.read_bytes() if target.is_file() else None) == before
    assert "\n" not in str(raised.value)
    assert list(target.parent.glob(".*.part")) == [] or error is ArchiveBusy


# -- what is public -------------------------------------------------------------------------------------------------


def test_each_table_of_the_archive_is_public_or_is_not():
    assert PUBLIC.keys() | PRIVATE.keys() == set(TABLES)
    assert PUBLIC.keys() & PRIVATE.keys() == set()


def test_a_public_table_comes_after_all_that_it_refers_to_but_captures():
    assert list(PUBLIC)[-1] == "captures"


def test_the_copy_holds_every_public_row(told, target):
    made = publish(told.archive.folder, target)

    assert {name for (name,) in rows(target, "SELECT name FROM sqlite_master WHERE type = 'table'")} == {
        *PUBLIC,
        "publication",
        *(f"articles_fts{end}" for end in ("", "_data", "_idx", "_docsize", "_config")),
    }
    for table in ("articles", "versions", "tags", "attachments", "aliases", "neighbours", "events"):
        assert rows(target, f"SELECT * FROM {table}") == told.rows(f"SELECT * FROM {table}")
        assert made.counts[table] == told.one(f"SELECT count(*) FROM {table}")
    assert rows(target, "SELECT url FROM second_readings") == [(address("c"),)]
    places = ("articles", "versions", "neighbours", "second_readings")
    named = " UNION ".join(f"SELECT capture FROM {table}" for table in places)
    assert sorted(rows(target, "SELECT id FROM captures")) == sorted(told.rows(named))
    assert told.one("SELECT count(*) FROM captures") > made.counts["captures"]


def test_the_copy_is_whole_for_whatever_searches_it(told, target):
    publish(told.archive.folder, target)

    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        found = connection.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (SECRET,)).fetchall()
    assert found == [(2,)]
    told.archive.close()
    with Archive(target.parent, readonly=True) as archive:
        assert [hit.id for hit in archive.search(SECRET)] == [2]


def test_the_copy_has_every_index_of_its_tables(told, target):
    publish(told.archive.folder, target)

    asked = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name IN (SELECT value FROM json_each(?))"
    assert sorted(rows(target, asked, json.dumps(list(PUBLIC)))) == sorted(told.rows(asked, json.dumps(list(PUBLIC))))


def test_what_is_the_crawls_own_is_not_in_the_copy(told, target):
    publish(told.archive.folder, target)

    content = target.read_bytes()
    assert b"me@here.example" not in content
    assert address("d").encode() not in content
    assert rows(target, "SELECT versions, settings, robots FROM crawls") == [("{}", "{}", None)]


def test_the_copy_says_what_it_is(told, target):
    made = publish(told.archive.folder, target)

    assert edition(target) == made
    assert made.last_capture == "2026-11-21T12:00:00+00:00"
    assert list(COLUMNS) == [row[1] for row in rows(target, "PRAGMA table_info(publication)")]
    assert edition(told.archive.path) is None
    (target.parent / "text").write_text("no database")
    assert edition(target.parent / "text") is None


# -- what was removed -----------------------------------------------------------------------------------------------


def words(content):
    """Every spelling under which the word may lie in a file: as it is, in small letters, its beginning and its end."""
    return [
        form for form in (SECRET, SECRET.lower(), SECRET[4:].lower(), "zadorozhnianskyi") if form.encode() in content
    ]


def test_what_was_deleted_leaves_no_trace_in_the_copy(told, target):
    """SQLite keeps deleted words in freed pages, in its log, and in pieces of the index: none of it is copied."""
    connection = told.archive.connection
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE articles SET older_url = NULL, newer_url = NULL")
    connection.execute("UPDATE crawls SET evidence = NULL")
    for table in ("edits", "versions", "tags", "attachments", "neighbours", "events", "second_readings"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM articles WHERE id = 2")
    connection.execute("DELETE FROM captures WHERE id NOT IN (SELECT capture FROM articles)")
    connection.commit()
    held = told.archive.path.read_bytes() + told.archive.path.with_name("archive.db-wal").read_bytes()
    # Else this test could not fail. The index keeps of a word what the word before it does not begin with.
    assert words(held) == [SECRET, SECRET[4:].lower(), "zadorozhnianskyi"]

    publish(told.archive.folder, target)

    assert words(target.read_bytes()) == []
    assert rows(target, "SELECT id FROM articles") == [(1,), (3,)]


def test_what_is_suppressed_leaves_no_trace_in_the_copy_but_that_it_is(told, target):
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)

    publish(told.archive.folder, target)

    assert words(target.read_bytes()) == []
    assert rows(target, "SELECT id, older_url, newer_url FROM articles") == [(1, None, None), (3, None, None)]
    assert rows(target, "SELECT article, url, reason FROM suppressions") == [(2, "", REASON)]
    assert rows(target, "SELECT article FROM events") == []
    with closing(sqlite3.connect(target)) as connection:
        assert suppressions.withheld(connection, 2, None) == (REASON, "2026-11-20T12:00:00+00:00")


def test_what_names_nothing_suppressed_is_in_the_copy(told, target):
    told.archive.connection.execute(
        "INSERT INTO routes (council, route, url, state) SELECT code, 'api', ?, 'open' FROM councils",
        (f"{SITE}/wp-json",),
    )
    told.archive.connection.commit()
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)

    publish(told.archive.folder, target)

    assert rows(target, "SELECT article, url FROM attachments") == [(3, f"{SITE}/protokol.pdf")]
    assert rows(target, "SELECT url FROM routes") == [(f"{SITE}/wp-json",)]


def test_a_suppressed_version_leaves_no_trace_in_the_copy_and_the_others_stay(told, target):
    for version in (1, 2):
        suppressions.suppress(told.archive, 2, version=version, reason=REASON, at=NOW)
    told.archive.connection.execute("DELETE FROM tags")
    told.archive.connection.execute("DELETE FROM attachments")
    told.archive.connection.commit()
    told.read("zadorozhnianskyi", "Виправлено", previous="a", next="c", days=2)

    publish(told.archive.folder, target)

    assert SECRET.encode() not in target.read_bytes()
    assert rows(target, "SELECT number, title FROM versions WHERE article = 2") == [(1, ""), (2, ""), (3, "Виправлено")]


def test_what_was_shown_again_is_published_again(told, target):
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    suppressions.lift(told.archive, 2, at=NOW)

    publish(told.archive.folder, target)

    assert rows(target, "SELECT title FROM articles WHERE id = 2") == [(f"Звільнено {SECRET}",)]
    assert rows(target, "SELECT * FROM suppressions") == []


# -- while a crawl writes -------------------------------------------------------------------------------------------


def test_the_copy_shows_one_moment_while_a_crawl_writes(told, target, monkeypatch):
    """What is written between two tables is in neither, though it is in the archive."""

    def written(step):
        if step == "versions":
            with Archive(told.archive.folder) as other:
                Story(other).read("late", f"Пізня {SECRET}")

    publish(told.archive.folder, target, progress=written)

    assert told.one("SELECT count(*) FROM articles") == 4
    assert rows(target, "SELECT count(*) FROM articles") == [(3,)]
    assert rows(target, "SELECT count(*) FROM versions") == [(4,)]


def test_a_crawl_is_not_kept_from_writing(told, target):
    """A writer that waits for nobody (no timeout) never finds the archive locked while rows are copied."""
    refusals, done = [], threading.Event()

    def write():
        with closing(sqlite3.connect(told.archive.path, timeout=0, isolation_level=None)) as connection:
            while not done.is_set():
                try:
                    connection.execute("UPDATE councils SET name_en = 'X'")
                except sqlite3.OperationalError as error:
                    refusals.append(str(error))

    def begin(step):
        if step == "councils":
            writer.start()

    writer = threading.Thread(target=write)
    try:
        publish(told.archive.folder, target, progress=begin)
    finally:
        done.set()
        writer.join()

    assert refusals == []


# -- what goes wrong ------------------------------------------------------------------------------------------------


def test_where_there_is_no_archive_nothing_is_published(tmp_path, target):
    with pytest.raises(ArchiveMissing, match="There is no archive"):
        publish(tmp_path, target)

    assert not target.exists()


def test_an_earlier_copy_is_replaced_and_nothing_else_is(told, target):
    target.write_text("my notes")
    refused(told, target, UsageError, "is no published copy: nothing was written; --force writes over it")

    first = publish(told.archive.folder, target, force=True)
    second = publish(told.archive.folder, target)

    assert first.edition != second.edition
    assert edition(target) == second
    assert target.stat().st_mode & 0o777 == 0o644


def test_the_archive_itself_is_never_written_over(told):
    refused(told, told.archive.path, UsageError, "is the archive itself", force=True)


def test_a_folder_is_no_file(told, target):
    refused(told, target.parent, UsageError, "is a folder")


def test_the_folder_is_made(told, target):
    publish(told.archive.folder, target.parent / "new" / "archive.db")

    assert edition(target.parent / "new" / "archive.db")


def test_a_copy_that_is_not_sound_is_not_published(told, target):
    publish(told.archive.folder, target)
    told.archive.connection.execute("PRAGMA foreign_keys = OFF")
    told.archive.connection.execute("DELETE FROM councils")
    told.archive.connection.commit()

    refused(told, target, ArchiveError, "a row of .+ refers to one of councils that is not there")


def test_a_copy_with_too_few_rows_is_not_published(told, target, monkeypatch):
    asked = copying._copying
    monkeypatch.setattr(copying, "_copying", lambda table, public: asked(table, public) + " LIMIT 1")

    refused(told, target, ArchiveError, r"articles has 1 rows where 3 are public")


def test_a_copy_whose_index_is_wrong_is_not_published(told, target, monkeypatch):
    make = copying._make_index

    def made(connection):
        make(connection)
        connection.execute("UPDATE articles SET title = 'Інакше' WHERE id = 1")

    monkeypatch.setattr(copying, "_make_index", made)

    refused(told, target, ArchiveError, "its index does not hold what its articles say")


def test_a_damaged_copy_is_not_published(told, target, monkeypatch):
    make = copying._make_index

    def made(connection):
        make(connection)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'idx_articles_state'")
        connection.execute("PRAGMA writable_schema = RESET")

    monkeypatch.setattr(copying, "_make_index", made)

    refused(told, target, ArchiveError, "The copy would not be sound")


def test_an_index_that_is_wrong_in_the_archive_is_made_anew_first(told, target):
    told.archive.connection.execute("DELETE FROM articles_fts_docsize WHERE id = 2")
    told.archive.connection.commit()

    publish(told.archive.folder, target)

    assert told.one("SELECT outcome FROM checks") == "repaired"


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE"])
def test_a_locked_archive_is_said_so(told, target, monkeypatch, lock):
    monkeypatch.setattr("newsarchive.store.archive.BUSY_SECONDS", 0.1)
    told.archive.close()
    with closing(sqlite3.connect(told.archive.path, isolation_level=None)) as other:
        for statement in lock.split("; "):
            other.execute(statement)
        refused(told, target, ArchiveBusy, "is held by another process")


def test_another_process_that_looks_after_the_index_is_waited_for_by_the_archivist(told, target):
    with locks.take(told.archive.folder / ".index.lock", busy=""):
        refused(told, target, ArchiveBusy, "Another process looks after the index")


def test_two_do_not_publish_to_one_file(told, target):
    with locks.take(target.with_name(".archive.db.part"), busy=""):
        refused(told, target, ArchiveBusy, "Another process is publishing to")
        assert target.with_name(".archive.db.part").exists()


def test_what_a_killed_process_left_is_taken_over(told, target):
    target.with_name(".archive.db.part").write_text("half of it")

    publish(told.archive.folder, target)

    assert edition(target)
    assert [path.name for path in target.parent.iterdir()] == ["archive.db"]


def test_what_is_interrupted_leaves_the_old_copy(told, target):
    publish(told.archive.folder, target)

    def stop(step):
        if step == "articles_fts":
            raise KeyboardInterrupt

    refused(told, target, KeyboardInterrupt, "^$", progress=stop)


def test_a_folder_that_may_not_be_written_is_said_so(told, target, monkeypatch):
    take = locks.take

    def denied(path, *told, **more):
        if path.parent == target.parent:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return take(path, *told, **more)

    monkeypatch.setattr(locks, "take", denied)
    refused(told, target, OutputError, r"cannot be written \(Permission denied\): what stood there is as it was")


def test_a_copy_that_may_not_be_read_is_said_so(told, target, monkeypatch):
    target.touch()

    def denied(_):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("newsarchive.publish.publishing.edition", denied)
    refused(told, target, OutputError, r"cannot be read \(Permission denied\): nothing was written")


FULL = """
import resource, signal, sys
from pathlib import Path
from newsarchive.cli import main
from newsarchive.publish import copying

def bounded(archive, target, progress, copy=copying.copy):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    return copy(archive, target, progress)

copying.copy = bounded
main(["publish", "--data", sys.argv[1], "--to", sys.argv[2]])
"""


def test_a_disk_that_is_full_is_one_sentence_and_the_old_copy_stays(told, target):
    """A file that may not grow is what a full disk looks like to SQLite; a process of its own, for the limit is its."""
    publish(told.archive.folder, target)
    before = target.read_bytes()
    command = [sys.executable, "-c", FULL, str(told.archive.folder), str(target)]
    # Without coverage, whose own file may not grow either.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    assert done.returncode == 4, done.stderr
    assert re.fullmatch(
        r"newsarchive: \S+ could not be written to its end \(.+\): what stood there is as it was; make room .+\n",
        done.stderr,
    )
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["archive.db"]


# -- the command line -----------------------------------------------------------------------------------------------


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_command_says_what_it_made(told, target):
    done = run("publish", "--data", told.archive.folder, "--to", target)
    again = run("publish", "--data", told.archive.folder, "--to", target, "--json")

    assert done.exit_code == 0, done.output
    assert re.fullmatch(rf"{target}: 3 articles, 4 versions, 0\.\d MiB, edition [0-9a-f]{{12}}\n", done.stdout)
    assert json.loads(again.stdout)["counts"]["articles"] == 3


def test_what_the_command_cannot_do_is_one_sentence(told, target):
    done = run("publish", "--data", target.parent, "--to", target)

    assert done.exit_code == 4
    assert re.fullmatch(r"newsarchive: There is no archive in .+\n", done.stderr)


def test_an_archivist_suppresses_lists_and_lifts(told):
    data = ("--data", told.archive.folder)
    given = run("suppress", address("zadorozhnianskyi"), "--reason", REASON, "--review", "2027-11-20", *data)
    listed = json.loads(run("suppress", "--list", "--json", *data).stdout)
    lifted = run("suppress", "2", "--lift", *data)
    none = run("suppress", "--list", "--data", told.archive.folder)

    assert (given.exit_code, lifted.exit_code) == (0, 0), given.output + lifted.output
    assert REASON in given.stdout
    assert [(row["article"], row["reason"], row["review"], row["lifted"]) for row in listed] == [
        (2, REASON, "2027-11-20", None)
    ]
    assert REASON in none.stdout
    assert told.one("SELECT title FROM articles WHERE id = 2") == f"Звільнено {SECRET}"


@pytest.mark.parametrize("command", ["verify --index --repair", "suppress --list", "publish --to {target}"])
def test_what_writes_brings_an_archive_of_an_earlier_version_up_to_date(told, target, command):
    """What an archive of an earlier version is refused with names the first of these."""
    folder = told.archive.folder
    age(folder)
    refused = run("search", "рада", "--data", folder)
    done = run(*command.format(target=target).split(), "--data", folder)

    assert refused.exit_code == 4
    assert "newsarchive verify --repair" in refused.stderr
    assert done.exit_code == 0, done.output
    assert run("search", "рада", "--data", folder).exit_code == 0


def test_what_was_suppressed_in_an_archive_of_an_earlier_version_is_in_the_rebuilt_one_too(told, tmp_path, capsys):
    run("suppress", "2", "--reason", REASON, "--data", told.archive.folder)
    age(told.archive.folder)
    with Archive(tmp_path / "fresh") as archive:
        fresh = Story(archive)
        fresh.read("zadorozhnianskyi", f"Звільнено {SECRET}")
        suppress_again(told.archive.folder, archive)

        assert fresh.one("SELECT reason FROM suppressions") == REASON
        assert SECRET not in fresh.one("SELECT title FROM articles")
    assert "Suppressions decided again: 1." in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), ("2",), ("2", "--lift", "--reason", "x"), ("2", "--list"), ("x y", "--lift")])
def test_what_the_words_of_suppress_leave_open_is_asked_for(told, words):
    done = run("suppress", *words, "--data", told.archive.folder)

    assert done.exit_code == 2
    assert done.stderr.startswith("newsarchive: ")


def test_nothing_is_suppressed_where_there_is_no_archive(tmp_path):
    done = run("suppress", "--list", "--data", tmp_path)

    assert done.exit_code == 4
    assert not (tmp_path / "archive.db").exists()
