"""The full-text index: whatever was done past it is seen, and mended while others read and write."""

import re
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlite_utils

from newsarchive import index, locks
from newsarchive.errors import ArchiveBusy, ArchiveError, ArchiveMissing
from newsarchive.index import definition, mending, reading, signs, tending
from newsarchive.store import Archive, checks
from tests.helpers.build import COUNCIL
from tests.helpers.clock import stopped

ADD = """ INTO articles (id, council, url, title, body, digest, version, first_captured, last_seen, capture)
    VALUES (?, 'testova', ?, ?, ?, 'd', 1, '', '', 1)"""
COUNT = 60


@pytest.fixture
def db(folder):
    """A plain tool's connection to an archive of sixty articles, with SQLite's own defaults."""
    with Archive(folder) as archive:
        archive.add_council(COUNCIL)
    connection = sqlite3.connect(folder / "archive.db", timeout=0)
    connection.execute("PRAGMA recursive_triggers = OFF")
    for number in range(1, COUNT + 1):
        add(connection, number)
    connection.commit()
    yield connection
    connection.close()


def add(db, number, title="Сесія ради", verb="INSERT", id_=None):
    db.execute(verb + ADD, (id_, f"u{number}", f"{title} № {number}", "Розглянули бюджет. " * (number % 4 + 1)))


def titles(folder, query):
    with Archive(folder, readonly=True) as archive:
        return sorted(hit.title for hit in archive.search(query, limit=1000))


def is_sound(folder):
    """Ask FTS5 itself, in the archive's own place."""
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        assert definition.differing(db) == []
        try:
            db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return False
        return True


def entered(folder):
    with Archive(folder, readonly=True) as archive:
        rows = archive.connection.execute("SELECT outcome, detail FROM checks ORDER BY id")
        return [(outcome, re.search(r'"why": "(.*?)"', detail)[1]) for outcome, detail in rows]


# -- What is done past the index: each does it to a plain connection, and changes what is found by words


def triggers_gone(db):
    kept = definition.triggers(definition.found(db))
    for name in kept:
        db.execute(f"DROP TRIGGER {name}")
    return kept.values()


def replace_under_the_same_number(db):
    add(db, 5, "Зовсім інше", "INSERT OR REPLACE", id_=5)


def replace_under_another_number(db):
    add(db, 5, "Зовсім інше", "INSERT OR REPLACE")


def replace_and_then_delete_another(db):
    add(db, 5, "Зовсім інше", "INSERT OR REPLACE", id_=5)
    db.execute("DELETE FROM articles WHERE id = 9")


def update_or_replace(db):
    db.execute("UPDATE OR REPLACE articles SET url = 'u5', title = 'Зовсім інше' WHERE url = 'u6'")


def delete_without_triggers(db):
    back = triggers_gone(db)
    db.execute("DELETE FROM articles WHERE id = 7")
    for statement in back:
        db.execute(statement)


def add_without_triggers(db):
    back = triggers_gone(db)
    add(db, 1000, "Зовсім інше")
    for statement in back:
        db.execute(statement)


def exchange_without_triggers(db):
    back = triggers_gone(db)
    db.execute("DELETE FROM articles WHERE id = 7")
    add(db, 1000, "Зовсім інше")
    for statement in back:
        db.execute(statement)


def leave_triggers_gone(db):
    triggers_gone(db)


def one_trigger_does_something_else(db):
    db.execute("DROP TRIGGER articles_au")
    db.execute("CREATE TRIGGER articles_au AFTER UPDATE ON articles BEGIN SELECT 'articles_fts'; END")
    db.execute("UPDATE articles SET title = 'Зовсім інше' WHERE id = 7")


def one_trigger_too_many(db):
    db.execute(
        "CREATE TRIGGER mine AFTER INSERT ON articles BEGIN"
        " INSERT INTO articles_fts(rowid, title) VALUES (new.id, 'мої слова'); END"
    )


def disable_fts(db):
    sqlite_utils.Database(db)["articles"].disable_fts()


def drop_the_table_alone(db):
    db.execute("DROP TABLE articles_fts")


def enable_fts_for_fewer_columns(db):
    sqlite_utils.Database(db)["articles"].enable_fts(["title"], create_triggers=True, replace=True)


def enable_fts_with_another_tokenizer(db):
    sqlite_utils.Database(db)["articles"].enable_fts(
        ["title", "lead", "body"], create_triggers=True, replace=True, tokenize="trigram"
    )


def enable_fts4(db):
    sqlite_utils.Database(db)["articles"].enable_fts(
        ["title", "lead", "body"], create_triggers=True, replace=True, fts_version="FTS4"
    )


def transform_the_table(db):
    """What ``sqlite-utils transform`` and datasette-edit-schema do: the triggers go with the old table."""
    db.execute("PRAGMA foreign_keys = OFF")
    sqlite_utils.Database(db)["articles"].transform(types={"author": str})


def delete_all_entries(db):
    db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")


def an_entry_of_nothing(db):
    db.execute("INSERT INTO articles_fts(rowid, title) VALUES (5000, 'нічого')")


def entries_exchanged(db):
    db.execute("DELETE FROM articles_fts_docsize WHERE id = 3")
    db.execute("INSERT INTO articles_fts_docsize VALUES (5000, X'000000')")


def the_list_of_pieces_garbled(db):
    db.execute("UPDATE articles_fts_data SET block = X'00' WHERE id = 10")


def a_shadow_table_gone(db):
    db.execute("DROP TABLE articles_fts_docsize")


def every_shadow_table_gone(db):
    for name in definition.SHADOWS:
        db.execute(f"DROP TABLE {name}")


def shadow_tables_alone_left(db):
    every_shadow_table_gone(db)
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_master WHERE name = 'articles_fts'")
    db.execute("CREATE TABLE articles_fts_data (id INTEGER PRIMARY KEY, block BLOB)")
    db.execute("PRAGMA writable_schema = RESET")


def the_configuration_gone(db):
    db.execute("DROP TABLE articles_fts_config")


SEEN = {
    replace_under_the_same_number: "it has taken in 61 articles where there are 60",
    replace_under_another_number: "it names 61 articles where there are 60",
    replace_and_then_delete_another: "it has taken in 60 articles where there are 59",
    update_or_replace: "it names 60 articles where there are 59",
    delete_without_triggers: "it names 60 articles where there are 59",
    add_without_triggers: "it names 60 articles where there are 61",
    exchange_without_triggers: "it names articles that are not there",
    leave_triggers_gone: "not as this version makes it are articles_ad, articles_ai, articles_au",
    one_trigger_does_something_else: "not as this version makes it are articles_au",
    one_trigger_too_many: "not as this version makes it are mine",
    disable_fts: "it is not there",
    drop_the_table_alone: "it is not there",
    enable_fts_for_fewer_columns: "articles_ad, articles_ai, articles_au, articles_fts",
    enable_fts_with_another_tokenizer: "not as this version makes it are articles_fts",
    enable_fts4: "articles_fts_config, articles_fts_data, articles_fts_idx",
    transform_the_table: "not as this version makes it are articles_ad, articles_ai, articles_au",
    delete_all_entries: "it names 0 articles where there are 60",
    an_entry_of_nothing: "it names 61 articles where there are 60",
    entries_exchanged: "it names articles that are not there",
    a_shadow_table_gone: "not as this version makes it are articles_fts_docsize",
    every_shadow_table_gone: "articles_fts_config, articles_fts_data, articles_fts_docsize, articles_fts_idx",
    shadow_tables_alone_left: "it is not there",
    the_configuration_gone: "not as this version makes it are articles_fts_config",
}


def change_without_triggers(db):
    back = triggers_gone(db)
    db.execute("UPDATE articles SET title = 'Зовсім інше № 7' WHERE id = 7")  # as many words as before
    for statement in back:
        db.execute(statement)


def half_of_it_lost(db):
    db.execute("DELETE FROM articles_fts_data WHERE id > 10")


UNSEEN = [change_without_triggers, half_of_it_lost, the_list_of_pieces_garbled]


@pytest.mark.parametrize("done", SEEN, ids=lambda done: done.__name__)
def test_what_a_plain_tool_does_past_the_index_is_seen_at_a_glance_and_mended(db, folder, done):
    index.tend(folder)
    done(db)
    db.commit()
    held = sorted(row[0] for row in db.execute("SELECT title FROM articles"))

    finding = index.tend(folder)

    assert finding.outcome == "repaired"
    assert finding.why.endswith(SEEN[done])
    assert is_sound(folder)
    assert titles(folder, "бюджет") == held
    assert titles(folder, "зовсім") == [title for title in held if title.startswith("Зовсім")]
    assert entered(folder)[1:] == [("repaired", finding.why)]
    assert index.tend(folder) is None


@pytest.mark.parametrize("done", UNSEEN, ids=lambda done: done.__name__)
def test_what_no_glance_shows_is_found_by_reading(db, folder, done):
    index.tend(folder)
    done(db)
    db.commit()
    assert signs.damage(db) is None

    finding = index.tend(folder, thorough=True)

    assert (finding.outcome, finding.why) == ("repaired", "it does not hold what the 60 articles say")
    assert is_sound(folder)
    assert len(titles(folder, "бюджет")) == COUNT


def test_triggers_that_were_gone_for_a_while_are_a_reason_to_read(db, folder):
    index.tend(folder)
    change_without_triggers(db)
    db.commit()

    assert index.tend(folder).outcome == "repaired"
    assert titles(folder, "зовсім") == ["Зовсім інше № 7"]


def test_what_neither_glance_nor_schema_shows_is_found_within_a_month(db, folder, monkeypatch):
    index.tend(folder)
    change_without_triggers(db)
    # As where triggers are switched off for one connection, which changes no schema.
    checks.add(
        db,
        checks.last(db, "index").__class__(
            at=datetime.now(UTC), what="index", outcome="sound", detail={"schema": signs.schema(db)}
        ),
    )
    db.commit()
    assert index.tend(folder) is None

    monkeypatch.setattr(tending, "datetime", stopped(datetime.now(UTC) + timedelta(days=30)))

    assert index.tend(folder).outcome == "repaired"


# -- An index that is sound


def test_an_index_is_read_once_and_then_only_when_there_is_cause(db, folder):
    assert index.tend(folder).why == "it never was checked"
    assert index.tend(folder) is None

    add(db, 1000)
    db.execute("UPDATE articles SET title = 'Змінено' WHERE id = 3")
    db.execute("DELETE FROM articles WHERE id = 4")
    db.commit()
    assert index.tend(folder) is None
    assert index.tend(folder, thorough=True).outcome == "sound"

    db.execute("VACUUM")
    assert index.tend(folder).why == "the schema has changed since the last check"
    assert [outcome for outcome, _ in entered(folder)] == ["sound"] * 3


def test_an_index_made_by_an_older_sqlite_utils_is_the_same_with_other_quotes(db, folder):
    with db:
        parts = definition.found(db)
        for name in definition.triggers(parts):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TABLE articles_fts")
        for name in ("articles_fts", *definition.triggers(parts)):
            db.execute(re.sub(r'"(\w+)"', r"[\1]", parts[name]))
        db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")

    assert index.tend(folder).outcome == "sound"
    assert "[articles]" in definition.found(db)["articles_fts"]


def test_an_archive_without_articles_has_a_sound_index(folder):
    Archive(folder).close()

    finding = index.tend(folder)

    assert (finding.outcome, finding.articles) == ("sound", 0)


def test_what_is_not_ours_may_name_the_index_and_be_named_like_it(db, folder):
    db.execute("CREATE VIRTUAL TABLE articles_fts_mine USING fts5(a)")
    db.execute("CREATE TRIGGER mine AFTER INSERT ON articles BEGIN INSERT INTO articles_fts_mine VALUES ('x'); END")
    db.execute("CREATE VIEW found AS SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'бюджет'")
    replace_under_the_same_number(db)
    db.commit()

    assert index.tend(folder).outcome == "repaired"
    assert len(db.execute("SELECT * FROM found").fetchall()) == COUNT
    add(db, 1000)
    assert db.execute("SELECT count(*) FROM articles_fts_mine").fetchone() == (2,)


# -- Others read and write meanwhile


def test_while_the_index_is_read_others_write(db, folder):
    """A plain integrity-check would hold the right to write all the while; ``db`` does not wait for it."""
    seen = []

    def meanwhile(count):
        seen.append(count)
        if len(seen) == 30:
            replace_under_the_same_number(db)
            db.commit()

    finding = index.verify(folder, repair=False, progress=meanwhile)

    assert sum(seen) == COUNT
    assert finding.outcome == "sound"  # as it was when the check began
    assert index.verify(folder, repair=False).outcome == "wrong"


def test_while_the_index_is_made_anew_others_read_and_write(db, folder, monkeypatch):
    monkeypatch.setattr(mending, "BATCH", 10)
    add(db, 1000, id_=500)
    db.execute("DELETE FROM articles WHERE id = 20")
    half_of_it_lost(db)
    replace_under_the_same_number(db)
    db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    replace_under_the_same_number(db)
    db.commit()
    rounds, reader = [], Archive(folder, readonly=True)

    def meanwhile(count):
        rounds.append(count)
        assert len(reader.search("бюджет", limit=1000)) >= COUNT
        if len(rounds) == 3:  # 1 to 31 are entered already
            db.execute("UPDATE articles SET title = 'Перейменовано' WHERE id IN (2, 50)")
            db.execute("DELETE FROM articles WHERE id IN (3, 51)")
            add(db, 2000, id_=20)
            add(db, 2001)
            db.commit()

    assert index.tend(folder, progress=meanwhile).outcome == "repaired"

    assert rounds[:6] == [10, 10, 10, 10, 10, 9]
    with reader:  # a server has its connection open all the while
        assert len(reader.search("перейменувати")) == 2
        assert len(reader.search("бюджет", limit=1000)) == COUNT
    assert is_sound(folder)
    assert titles(folder, "перейменувати") == ["Перейменовано"] * 2
    assert {"Сесія ради № 2000", "Сесія ради № 2001"} <= set(titles(folder, "бюджет"))


def test_a_crawl_that_writes_all_the_time_and_the_mending_wait_for_each_other(db, folder, monkeypatch):
    monkeypatch.setattr(mending, "BATCH", 2)
    replace_under_the_same_number(db)
    db.commit()
    ended, troubles = threading.Event(), []

    def crawl():
        with closing(sqlite3.connect(folder / "archive.db", timeout=5)) as other:
            number = 3000
            while not ended.is_set():
                number += 1
                time.sleep(0.01)
                try:
                    add(other, number, "Під час")
                    other.commit()
                except sqlite3.Error as error:
                    troubles.append(error)

    thread = threading.Thread(target=crawl)
    thread.start()
    finding = index.tend(folder)
    ended.set()
    thread.join()

    assert (troubles, finding.outcome) == ([], "repaired")
    assert is_sound(folder)
    assert len(titles(folder, "час")) == db.execute("SELECT count(*) FROM articles WHERE id > 60").fetchone()[0] > 0


# -- An end before the end


def stop_after(most):
    done = []

    def progress(count):
        done.append(count)
        if len(done) >= most:
            raise index.Stopped

    return progress


@pytest.mark.parametrize("most", [1, 30, 62])
def test_who_is_to_end_leaves_the_index_as_it_was(db, folder, monkeypatch, most):
    monkeypatch.setattr(mending, "BATCH", 20)
    change_without_triggers(db)
    db.commit()
    before = list(db.execute("SELECT name FROM sqlite_master ORDER BY name"))

    assert index.tend(folder, progress=stop_after(most)) is None

    assert list(db.execute("SELECT name FROM sqlite_master ORDER BY name")) == before
    assert entered(folder) == []
    assert index.tend(folder).outcome == "repaired"


def test_what_a_killed_mending_left_harms_no_crawl_and_is_mended(db, folder):
    index.tend(folder)
    for statement in mending._beginning():
        db.execute(statement)
    mending._enter(db, "id < 30")
    add(db, 1000)
    db.execute("UPDATE articles SET title = 'Зовсім інше' WHERE id IN (2, 50)")
    db.execute("DELETE FROM articles WHERE id IN (3, 51)")
    db.commit()

    assert index.tend(folder).why == "not as this version makes it are articles_fts_anew_ad, articles_fts_anew_au"
    assert is_sound(folder)
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE '%anew%'").fetchone() == (0,)


def test_ctrl_c_while_reading_is_ctrl_c(db, folder):
    def progress(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.verify(folder, repair=False, progress=progress)


def test_one_looks_after_the_index_at_a_time(db, folder):
    replace_under_the_same_number(db)
    db.commit()
    with locks.take(folder / tending.LOCK, busy=""):
        assert index.tend(folder) is None
        with pytest.raises(ArchiveBusy, match="Another process looks after the index"):
            index.verify(folder, repair=True)

    assert index.verify(folder, repair=True).outcome == "repaired"


# -- What cannot be done


def test_an_archive_that_is_not_there_is_not_made(folder):
    for repair in (False, True):
        with pytest.raises(ArchiveMissing):
            index.verify(folder, repair=repair)

    assert not folder.exists()


def test_a_database_that_another_holds_for_long_is_left_as_it_is(db, folder, monkeypatch):
    monkeypatch.setattr("newsarchive.store.archive.BUSY_SECONDS", 0)
    index.tend(folder)
    replace_under_the_same_number(db)
    db.commit()
    db.execute("BEGIN IMMEDIATE")

    with pytest.raises(ArchiveBusy, match="is held by another process"):
        index.tend(folder)
    db.rollback()
    assert index.tend(folder).outcome == "repaired"


def test_no_room_for_the_copy_is_told_as_that(db, folder, monkeypatch):
    for number in range(COUNT + 1, 400):
        add(db, number, f"Слово{number}")
    db.commit()
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    copy = reading._copy

    def small(connection):
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA temp.max_page_count = 5")
        copy(connection)

    monkeypatch.setattr(reading, "_copy", small)

    with pytest.raises(ArchiveError, match=r"no room for a copy of the index, .* SQLITE_TMPDIR=/srv/tmp\.$"):
        index.verify(folder, repair=False)


def test_what_cannot_be_checked_is_said(db, folder, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(reading, "holds", full)

    with pytest.raises(ArchiveError, match=r"cannot be used \(database or disk is full\)"):
        index.verify(folder, repair=False)


def test_a_folder_that_cannot_be_written_is_said(db, folder):
    (folder / tending.LOCK).mkdir()

    with pytest.raises(ArchiveError, match="cannot be written"):
        index.tend(folder)


def test_a_search_in_a_damaged_index_names_what_mends_it(db, folder):
    half_of_it_lost(db)
    db.commit()

    with pytest.raises(ArchiveError, match="the articles are not: newsarchive verify --repair makes it anew"):
        titles(folder, "бюджет")


# -- Its order


def pieces(db):
    return db.execute("SELECT count(DISTINCT segid) FROM articles_fts_idx").fetchone()[0]


def test_pieces_are_merged_in_short_writes_when_enough_has_come(db, folder, monkeypatch):
    monkeypatch.setattr(mending, "PAGES", 1)
    index.tend(folder)
    for number in range(2000, 2120):
        db.execute(
            "INSERT" + ADD,
            (None, f"u{number}", f"Слово{number}", " ".join(f"ще{n}" for n in range(number, number + 900))),
        )
        db.commit()
    assert pieces(db) > 3
    steps = []

    def free(count):
        steps.append(count)
        add(db, 10_000 + len(steps))  # without waiting
        db.rollback()

    assert index.tend(folder, progress=free) is None

    assert pieces(db) == 1
    assert len(steps) > 10
    assert is_sound(folder)
    assert titles(folder, "слово2042") == ["Слово2042"]


def test_little_that_is_new_is_left_as_it_is(db, folder):
    for number in range(2000, 2400):
        db.execute(
            "INSERT" + ADD, (None, f"u{number}", "Слово", " ".join(f"ще{n}" for n in range(number, number + 900)))
        )
    db.commit()
    index.tend(folder)
    db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
    add(db, 3000)
    db.commit()
    before = pieces(db)
    assert before == 2

    index.tend(folder)

    assert pieces(db) == before
