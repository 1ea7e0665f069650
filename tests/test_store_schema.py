"""The tables are what the documents say they are, and what plain SQLite tools understand."""

import sqlite3

import pytest
import sqlite_utils
from datasette.utils import detect_fts

from newsarchive.errors import ArchiveError, ArchiveMissing
from newsarchive.serve.app import datasette
from newsarchive.store import Archive
from newsarchive.store.schema import FTS_COLUMNS, migrations
from newsarchive.store.tables import TABLES
from tests.helpers.aged import age


@pytest.fixture
def db():
    connection = sqlite3.connect(":memory:")
    made = sqlite_utils.Database(connection)
    migrations.apply(made)
    yield made
    connection.close()


def plain_tables(db):
    return {name for name in db.table_names() if not name.startswith(("articles_fts", "sqlite_", "_sqlite"))}


def test_every_table_is_documented_and_every_documented_one_exists(db):
    assert plain_tables(db) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented_in_its_order(db, table):
    what, columns = TABLES[table]

    assert [column.name for column in db[table].columns] == list(columns)
    assert "row is" in what
    assert what.endswith(".")


def test_a_second_migration_changes_nothing(db):
    before = db.schema, list(db.execute("SELECT name FROM _sqlite_migrations"))

    migrations.apply(db)

    assert (db.schema, list(db.execute("SELECT name FROM _sqlite_migrations"))) == before


@pytest.mark.parametrize("table", TABLES)
def test_every_foreign_key_has_an_index_and_leads_to_a_key(db, table):
    indexed = {index.columns[0] for index in db[table].indexes} | {db[table].pks[0]}

    for key in db[table].foreign_keys:
        assert key.column in indexed
        assert key.other_table in TABLES
        assert [key.other_column] == db[key.other_table].pks


def test_the_index_is_the_stock_one_that_tools_recognise(db):
    assert db["articles"].detect_fts() == "articles_fts"
    assert detect_fts(db.conn, "articles") == "articles_fts"
    assert [column.name for column in db["articles_fts"].columns] == list(FTS_COLUMNS)
    assert db["articles"].triggers


def test_readers_see_a_title_as_the_label_of_an_article(db):
    assert "title" in db["articles"].columns_dict
    assert db["articles"].pks == ["id"]


def test_an_address_is_one_article_and_a_record_one_capture(db):
    unique = {
        (table, tuple(index.columns))
        for table in ("articles", "captures", "versions")
        for index in db[table].indexes
        if index.unique
    }

    assert unique == {
        ("articles", ("url",)),
        ("captures", ("record_id",)),
        ("versions", ("article", "number")),
    }


def test_an_archive_of_an_earlier_version_is_not_read_but_brought_up_to_date(tmp_path, caplog):
    Archive(tmp_path).close()
    Archive(tmp_path).close()
    assert not caplog.messages
    age(tmp_path)

    with pytest.raises(ArchiveError, match=r"earlier version of newsarchive, .* verify --repair"):
        Archive(tmp_path, readonly=True)
    with pytest.raises(ArchiveError, match="earlier version of newsarchive"):
        datasette(tmp_path / "archive.db")

    Archive(tmp_path, existing=True).close()
    Archive(tmp_path, readonly=True).close()
    assert caplog.messages == [
        f"archive: {tmp_path}/archive.db is brought up to date, which takes minutes of a million articles"
    ]


def test_what_must_exist_is_not_made(tmp_path):
    with pytest.raises(ArchiveMissing):
        Archive(tmp_path, existing=True)

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_in_an_archive_s_place_is_told_and_never_becomes_an_empty_archive(tmp_path):
    path = tmp_path / "archive.db"
    path.touch()

    for told in ({"readonly": True}, {"existing": True}):
        with pytest.raises(ArchiveError, match=r"archive\.db holds no archive, and is as it was: put it back"):
            Archive(tmp_path, **told)
    with pytest.raises(ArchiveError, match="holds no archive"):
        datasette(path)
    assert path.stat().st_size == 0


def test_a_folder_in_an_archive_s_place_is_no_archive(tmp_path):
    (tmp_path / "archive.db").mkdir()

    with pytest.raises(ArchiveMissing, match="There is no archive in"):
        Archive(tmp_path, readonly=True)
