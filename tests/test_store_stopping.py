"""Ctrl-C ends a statement that takes minutes, and is told as what it is."""

import os
import signal
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress

import pytest

from newsarchive import fixity, index
from newsarchive.index import tending
from newsarchive.publish import copying, publish
from newsarchive.store.stopping import stoppable

ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"


def press(*_):
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def connection():
    before = signal.getsignal(signal.SIGINT)
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.create_function("press", 0, press)
        yield opened
    assert signal.getsignal(signal.SIGINT) is before


def test_a_statement_without_end_is_ended(connection):
    timer = threading.Timer(0.1, press)
    timer.start()

    with pytest.raises(KeyboardInterrupt), stoppable(connection):
        connection.execute(ENDLESS)

    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_what_is_pressed_within_a_function_of_a_statement_is_no_error_of_sql(connection):
    with pytest.raises(KeyboardInterrupt), stoppable(connection):
        connection.execute("SELECT press()").fetchone()


def test_an_error_of_sql_stays_one(connection):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), stoppable(connection):
        connection.execute("SELECT * FROM nowhere")


def test_who_presses_twice_does_not_wait_for_a_statement(connection):
    reached = []

    def work():
        with stoppable(connection):
            for _ in range(3):
                press()
                reached.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()

    assert reached == [True]


def test_elsewhere_than_in_the_main_thread_nothing_is_listened_for(connection):
    heard = []

    def work():
        with stoppable(connection):
            heard.append(signal.getsignal(signal.SIGINT))

    before, thread = signal.getsignal(signal.SIGINT), threading.Thread(target=work)
    thread.start()
    thread.join()

    assert heard == [before]


@pytest.mark.parametrize(
    ("module", "command"),
    [
        (tending, lambda folder, target: index.verify(folder, repair=False)),
        (fixity, lambda folder, target: fixity.verify(folder)),
        (copying, publish),
    ],
    ids=["index", "fixity", "publish"],
)
def test_what_takes_minutes_of_a_large_archive_can_be_ended(story, tmp_path, monkeypatch, module, command):
    """As if pressed while SQLite works: Python hears of it in the next function that SQLite calls."""
    story.read("a", "Новина")
    target = tmp_path / "public.db"
    real = module.stoppable

    @contextmanager
    def pressed_within(connection):
        with real(connection):
            connection.create_function("press", 0, press)
            with suppress(sqlite3.DatabaseError):
                connection.execute("SELECT press()").fetchone()
            yield

    monkeypatch.setattr(module, "stoppable", pressed_within)
    with pytest.raises(KeyboardInterrupt):
        command(story.archive.folder, target)

    assert list(tmp_path.glob("*public.db*")) == []
