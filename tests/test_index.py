"""The full-text index is checked against the articles, and mended."""

import sqlite3

import pytest
import sqlite_utils

from newsarchive import index
from newsarchive.errors import ArchiveError
from newsarchive.store.schema import migrations

ADD = """INSERT OR REPLACE INTO articles
    (id, council, url, title, body, digest, version, first_captured, last_seen, capture)
    VALUES (1, 'c', 'u', ?, 'текст', 'd', 1, '', '', 1)"""


@pytest.fixture
def connection(tmp_path):
    connection = sqlite3.connect(tmp_path / "archive.db")
    migrations.apply(sqlite_utils.Database(connection))
    connection.execute(ADD, ("Сесія ради",))
    connection.commit()
    yield connection
    connection.close()


def test_an_index_kept_by_its_triggers_is_sound(connection):
    assert index.check(connection) is True
    assert not connection.in_transaction


def test_a_row_replaced_past_the_triggers_is_noticed_and_mended(connection):
    # As a plain tool has it; sqlite-utils switches it on.
    connection.execute("PRAGMA recursive_triggers = OFF")
    connection.execute(ADD, ("Зовсім інше",))
    connection.commit()
    assert index.check(connection) is False

    index.rebuild(connection)

    assert index.check(connection) is True
    assert not connection.in_transaction


def test_optimize_leaves_the_index_sound(connection):
    index.optimize(connection)

    assert index.check(connection) is True


def test_the_caller_s_transaction_stays_open_and_can_be_undone(connection):
    connection.execute("UPDATE articles SET title = 'Змінено'")

    index.rebuild(connection)

    assert connection.in_transaction
    connection.rollback()
    assert connection.execute("SELECT title FROM articles").fetchone() == ("Сесія ради",)
    assert index.check(connection) is True


@pytest.mark.parametrize("job", [index.check, index.rebuild, index.optimize])
def test_an_archive_without_an_index_says_so(connection, job):
    connection.execute("DROP TABLE articles_fts")

    with pytest.raises(ArchiveError, match="no such table"):
        job(connection)


def test_a_damaged_index_is_not_sound(connection):
    connection.execute("DELETE FROM articles_fts_data WHERE id > 10")
    connection.commit()

    assert index.check(connection) is False


def test_an_archive_opened_for_reading_alone_cannot_be_checked(connection, tmp_path):
    reader = sqlite3.connect(f"file:{tmp_path}/archive.db?mode=ro", uri=True)

    with pytest.raises(ArchiveError, match="readonly"):
        index.check(reader)
    reader.close()
