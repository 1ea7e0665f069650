"""The log that SQLite writes before the database stays small, whoever reads meanwhile."""

import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from newsarchive.store import log

MOST = 400_000


@pytest.fixture
def archive(archive, monkeypatch):
    """An archive whose log is small from a few commits on."""
    monkeypatch.setattr(log, "MOST", MOST)
    monkeypatch.setattr(log, "PAGES", 20)
    archive._log = log.Log(archive.connection, archive.path)
    return archive


def written(archive, times):
    """Commit so often; the size of the log after each commit."""
    sizes = []
    for _ in range(times):
        with archive.transaction() as db:
            db.execute("INSERT INTO without_site VALUES (hex(randomblob(9)), '', '', '', hex(zeroblob(40000)), '', '')")
        sizes.append(archive.path.with_name("archive.db-wal").stat().st_size)
    return sizes


@contextmanager
def reading(archive):
    """Hold the archive as it is now."""
    with closing(sqlite3.connect(f"{archive.path.as_uri()}?mode=ro", uri=True, check_same_thread=False)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM councils").fetchone()
        yield


def test_readers_who_take_turns_do_not_let_the_log_grow(archive, monkeypatch):
    monkeypatch.setattr(log, "PATIENCE", 60_000)  # a machine that has much to do lets them read for long
    done = threading.Event()

    def read(after):
        done.wait(after)
        while not done.is_set():
            with reading(archive):
                done.wait(0.06)

    readers = [threading.Thread(target=read, args=(0.02 * place,)) for place in range(3)]
    for reader in readers:
        reader.start()
    try:
        sizes = written(archive, 40)
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert max(sizes) < 2 * MOST


def test_a_log_that_one_reader_let_grow_is_small_again_when_he_has_gone(archive):
    with reading(archive):
        grown = written(archive, 10)

    assert grown[-1] > 1.5 * MOST
    assert written(archive, 2)[-1] <= MOST


def test_one_who_reads_on_is_waited_for_once_in_a_while_alone(archive, monkeypatch):
    monkeypatch.setattr(log, "PATIENCE", 0)
    asked = []
    with reading(archive):
        archive.connection.set_trace_callback(asked.append)
        sizes = written(archive, 20)

    assert 1 <= sum("TRUNCATE" in sql for sql in asked) <= sizes[-1] // MOST
    assert archive.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000


def test_a_question_of_the_same_connection_that_is_not_read_to_its_end_does_no_harm(archive):
    written(archive, 3)
    rows = archive.connection.execute("SELECT * FROM without_site")
    next(rows)

    assert len(written(archive, 10)) == 10
