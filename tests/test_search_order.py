"""What comes first, how many there are and where, and that neither reads the articles' texts."""

import json
import sqlite3
import threading
from datetime import date

import pytest
import sqlite_utils

from newsarchive.search import Order, State, ask, facts, filters, order, register, search
from newsarchive.store.schema import migrations

COUNCILS = ("khmelnytskyi", "lviv", "odesa")


@pytest.fixture
def archive():
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    for number, code in enumerate(COUNCILS):
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES (?, ?, NULL, ?, '', '', '')",
            (code, code, f"UA-{number}"),
        )
    register(connection)
    yield connection
    connection.close()


def add(connection, number, title, published, council="lviv", *, body="текст"):
    connection.execute(
        "INSERT INTO articles(id, council, url, title, body, published, digest, version, first_captured, last_seen,"
        " capture) VALUES (?, ?, ?, ?, ?, ?, '', 1, '', '', 1)",
        (number, council, f"https://example.org/{number}", title, body, published),
    )


@pytest.fixture
def dated(archive):
    """Twelve articles, their numbers against their dates, every third with «бюджет» in the title."""
    for number in range(1, 13):
        title = "Бюджет" if number % 3 == 0 else "Новина"
        council = COUNCILS[number % 2]
        add(
            archive,
            number,
            title,
            f"20{30 - number}-05-01T10:00:00+03:00",
            council,
            body="Про бюджет " + "слово " * number,
        )
    add(archive, 20, "Бюджет без дати", None, "odesa")
    return archive


def numbers(connection, query, by, **options):
    return [hit.id for hit in search(connection, query, order=by, **options)]


def test_the_newest_come_first_and_the_undated_last(dated):
    assert numbers(dated, "бюджет", Order.NEWEST) == [*range(1, 13), 20]


def test_the_best_have_the_word_in_the_title(dated):
    assert set(numbers(dated, "бюджет", Order.BEST, limit=5)) == {3, 6, 9, 12, 20}


def test_a_recent_article_comes_before_an_old_one_as_good(archive):
    add(archive, 1, "Бюджет", "2015-01-01", body="слово")
    add(archive, 2, "Бюджет", "2026-01-01", body="слово слово")

    assert numbers(archive, "бюджет", Order.BEST) == [1, 2]
    assert numbers(archive, "бюджет", Order.RECENT) == [2, 1]


def test_of_very_many_the_newest_with_the_word_in_the_title_come_first(dated, monkeypatch):
    monkeypatch.setattr(order, "MOST_RANKED", 5)

    expected = [3, 6, 9, 12, 20, 1, 2, 4, 5, 7, 8, 10, 11]

    assert numbers(dated, "бюджет", Order.BEST) == expected
    assert numbers(dated, "бюджет", Order.RECENT) == expected
    assert numbers(dated, "бюджет", Order.NEWEST) == [*range(1, 13), 20]
    for limit in (1, 2, 3, 5):
        pages = [numbers(dated, "бюджет", Order.BEST, limit=limit, offset=at) for at in range(0, 15, limit)]
        assert [number for page in pages for number in page] == expected


def test_of_many_those_with_the_word_in_the_title_are_ranked_and_the_others_follow(archive, monkeypatch):
    for number in range(1, 10):
        add(archive, number, "Новина", f"202{number}-01-01", body="бюджет " * number)
    add(archive, 10, "Бюджет області на наступний рік і ще багато слів", "2030-01-01", body="інше")
    add(archive, 11, "Бюджет", "2010-01-01", body="бюджет")
    monkeypatch.setattr(order, "MOST_RANKED", 2 * (1 + order._BESIDE_STRINGS))

    assert numbers(archive, "бюджет", Order.BEST) == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert numbers(archive, "бюджет", Order.RECENT)[:2] == [10, 11]
    assert [hit.score > 0 for hit in search(archive, "бюджет", limit=3)] == [True, True, False]


def test_of_many_times_as_many_the_titles_of_the_newest_are_read_and_no_others(archive, monkeypatch):
    for number in range(1, 31):
        title = "Бюджет області" if number % 3 else "Новина"
        add(archive, number, title, f"20{number:02}-01-01", body="бюджет")
    monkeypatch.setattr(order, "MOST_RANKED", 0)
    asked = []
    archive.set_trace_callback(asked.append)

    newest = sorted(range(1, 31), key=lambda number: (bool(number % 3), number), reverse=True)
    assert numbers(archive, "бюджет", Order.BEST, limit=8, offset=4) == newest[4:12]
    assert not [sql for sql in asked if "{title}" in sql]
    assert numbers(archive, "бюджет", Order.BEST, limit=30) == newest
    assert [sql for sql in asked if "{title}" in sql]


def test_what_is_ranked_depends_on_how_many_strings_are_asked_for(dated, monkeypatch):
    monkeypatch.setattr(order, "MOST_RANKED", 13 * (1 + order._BESIDE_STRINGS))

    assert ask(dated, "=бюджет")._search.rankable(13)
    assert not ask(dated, "=бюджет | =текст")._search.rankable(13)
    assert not ask(dated, "бюдж*")._search.rankable(13)


@pytest.mark.parametrize("query", ["бюдж*", "бюджет* -новина", "ПОРУЧ(бюджет бюджет*)"])
def test_of_very_many_with_a_beginning_the_newest_come_first(dated, monkeypatch, query):
    monkeypatch.setattr(order, "MOST_RANKED", 5)
    question = ask(dated, query)

    assert question.numbers(limit=100) == ask(dated, query).numbers(order=Order.NEWEST, limit=100)
    assert question.total() == len(question.numbers(limit=100)) == question.counts().total


@pytest.mark.parametrize("distance", [0, 3])
def test_words_close_together_are_ranked_and_none_is_lost(archive, distance):
    add(archive, 1, "Новина", "2020-01-01", body="бюджет та інші слова ради")
    add(archive, 2, "Рада ухвалила бюджет", "2019-01-01", body="бюджет ради")
    add(archive, 3, "Рада", "2021-01-01", body="бюджет")
    question = ask(archive, f"рада ПОРУЧ/{distance} бюджет -сесія")

    assert question.numbers() == ([2, 1] if distance else [2])
    assert question.total() == len(question.numbers())


@pytest.mark.parametrize("most", [30_000, 5])
@pytest.mark.parametrize("by", Order)
def test_what_narrows_holds_in_every_order(dated, monkeypatch, by, most):
    monkeypatch.setattr(order, "MOST_RANKED", most)

    assert set(numbers(dated, "бюджет", by, council="lviv", since=date(2020, 5, 1))) == {1, 3, 5, 7, 9}
    assert set(numbers(dated, "бюджет", by, oblast="UA-0", until=date(2020, 5, 1))) == {10, 12}
    assert numbers(dated, "бюджет", by, council="lviv", oblast="UA-0") == []
    assert set(numbers(dated, "бюджет", by, until=date.max)) == set(range(1, 13))
    assert set(numbers(dated, "", by, council="odesa")) == {20}


def test_hits_are_counted_by_council_and_by_month(dated):
    counts = ask(dated, "бюджет", council="lviv", since=date(2020, 1, 1)).counts()

    assert counts.total == 5
    assert counts.councils == {"lviv": 5, "khmelnytskyi": 5}
    assert counts.months == {f"20{year}-05": 1 for year in (21, 23, 25, 27, 29)}


def test_all_articles_are_counted_where_no_word_is_asked_for(dated):
    counts = ask(dated, "").counts()

    assert counts.total == 13
    assert counts.councils == {"lviv": 6, "khmelnytskyi": 6, "odesa": 1}
    assert counts.months[""] == 1


def test_nothing_found_is_counted_as_nothing(dated):
    counts = ask(dated, "Ґанок").counts()

    assert (counts.total, counts.councils, counts.months) == (0, {}, {})


@pytest.mark.parametrize("query", ["бюджет", "", "новина слово", "бюджет -новина"])
def test_counts_agree_with_the_total(dated, query):
    question = ask(dated, query, council="lviv")

    assert question.counts().total == question.total() == len(question.hits(limit=100))


def test_an_article_that_comes_later_is_counted(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as connection:
        migrations.apply(sqlite_utils.Database(connection))
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES ('lviv', 'Рада', NULL, 'UA-46', '', '', '')"
        )
        add(connection, 1, "Бюджет", "2023-05-01")
    before = ask(connection, "бюджет").counts()
    with connection:
        add(connection, 5, "Бюджет", "2023-06-01")
    after = ask(connection, "бюджет").counts()
    connection.close()

    assert (before.months, after.months) == ({"2023-05": 1}, {"2023-05": 1, "2023-06": 1})


def test_a_date_that_was_corrected_is_read_again_in_time(tmp_path, monkeypatch):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as connection:
        migrations.apply(sqlite_utils.Database(connection))
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES ('lviv', 'Рада', NULL, 'UA-46', '', '', '')"
        )
        add(connection, 1, "Бюджет", "2023-05-01")
    ask(connection, "бюджет").counts()
    with connection:
        connection.execute("UPDATE articles SET published = '2024-01-01'")
    monkeypatch.setattr(facts, "STALE_SECONDS", 0)
    ask(connection, "бюджет").counts()
    renewed()
    again = ask(connection, "бюджет").counts()
    renewed()
    connection.close()

    assert again.months == {"2024-01": 1}


def renewed():
    """Wait until what is known of articles has been read anew."""
    for thread in threading.enumerate():
        if thread.name == facts.RENEWING:
            thread.join()


def test_who_asks_while_all_is_read_anew_waits_for_nothing(living, monkeypatch):
    _, reader = living
    ask(reader, "бюджет").counts()
    monkeypatch.setattr(facts, "STALE_SECONDS", 0)
    asked = []
    reader.set_trace_callback(asked.append)
    ask(reader, "бюджет").counts()
    reader.set_trace_callback(None)
    renewed()

    assert [sql for sql in asked if "INDEXED BY idx_articles_facts WHERE id >= 1 " in sql] == []


def test_what_cannot_be_read_anew_stays_as_it_was(living, monkeypatch):
    _, reader = living
    before = facts.known(reader)
    monkeypatch.setattr(facts, "STALE_SECONDS", 0)
    monkeypatch.setattr(facts, "_LAST_EVENT", "SELECT id FROM nowhere")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        facts.known(reader)
    renewed()
    monkeypatch.undo()

    assert facts.known(reader) is before


def test_a_first_reading_that_was_cut_off_is_gone_on_with(living):
    writer, reader = living
    for number in range(10, 2000):
        add(writer, number, "Бюджет", f"20{number % 30:02}-01-01")
    cut = facts.Facts()
    reader.set_progress_handler(lambda: 1, 20_000)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        cut.refresh(reader)
    reader.set_progress_handler(None, 0)
    some = len(cut.all())
    writer.execute("UPDATE articles SET published = '2031-01-01' WHERE id = ?", (cut.all()[-1],))
    cut.refresh(reader)
    fresh = facts.Facts()
    fresh.refresh(reader)

    assert 0 < some < len(fresh.all())
    assert (cut.all(), cut.moment, cut.month) == (fresh.all(), fresh.moment, fresh.month)
    assert cut.order.newest(fresh.all(), 5) == fresh.order.newest(fresh.all(), 5)


@pytest.fixture
def living(tmp_path):
    """An archive in a file, which a second connection changes."""
    path = tmp_path / "archive.db"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    migrations.apply(sqlite_utils.Database(writer))
    writer.execute(
        "INSERT INTO councils (code, name, oblast, hosts, former_hosts, spider)"
        " VALUES ('lviv', 'Рада', 'UA-46', '', '', '')"
    )
    for number in range(1, 4):
        add(writer, number, "Бюджет", f"2023-0{number}-01")
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    yield writer, reader
    reader.close()
    writer.close()


def happen(connection, article, kind):
    """Enter an event as the store does whenever an article that is held changes."""
    connection.execute(
        "INSERT INTO events(at, council, kind, article, digest) VALUES ('', 'lviv', ?, ?, '')", (kind, article)
    )


def test_what_becomes_of_an_article_is_known_at_once_by_its_event(living):
    writer, reader = living
    before = ask(reader, "бюджет").counts()
    writer.execute("UPDATE articles SET state = 'deleted', section = 'Новини' WHERE id = 2")
    happen(writer, 2, "deleted")
    writer.execute("UPDATE articles SET published = '2024-05-01', version = 2 WHERE id = 3")
    happen(writer, 3, "edited")
    after = ask(reader, "бюджет").counts()

    assert (before.states, before.sections, before.months) == (
        {"live": 3},
        {"": 3},
        {"2023-01": 1, "2023-02": 1, "2023-03": 1},
    )
    assert (after.states, after.sections) == ({"live": 2, "deleted": 1, "edited": 1}, {"": 2, "Новини": 1})
    assert after.months == after.published == {"2023-01": 1, "2023-02": 1, "2024-05": 1}
    assert ask(reader, "бюджет", state=State.DELETED).numbers() == [2]
    assert ask(reader, "бюджет").numbers(order=Order.NEWEST) == [3, 2, 1]


def test_a_number_that_is_given_anew_is_that_of_the_new_article(living):
    writer, reader = living
    ask(reader, "бюджет").counts()
    writer.execute("DELETE FROM articles WHERE id = 3")
    add(writer, 3, "Бюджет", "2022-12-01")

    assert ask(reader, "бюджет").counts().months == {"2022-12": 1, "2023-01": 1, "2023-02": 1}
    assert ask(reader, "бюджет").counts().published == {"2022-12": 1, "2023-01": 1, "2023-02": 1}


def test_a_reader_who_began_earlier_takes_nothing_back(living):
    writer, reader = living
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    writer.execute("UPDATE articles SET state = 'deleted' WHERE id = 3")
    happen(writer, 3, "deleted")
    assert ask(writer, "бюджет", state=State.DELETED).total() == 1
    assert len(ask(reader, "бюджет").hits()) == 3
    reader.rollback()

    assert ask(reader, "бюджет", state=State.DELETED).total() == 1


def test_plain_sql_gets_the_same_page(dated):
    sql = "SELECT uk_page(?, ?, ?, ?, ?, ?, ?, ?, ?)"
    (page,) = dated.execute(sql, ("бюджет", "lviv", "", "live", "2020-01-01", "", "newest", 3, 1)).fetchone()

    assert [hit["id"] for hit in json.loads(page)] == [3, 5, 7]
    assert json.loads(page)[0]["title"] == "⟦Бюджет⟧"


def test_what_plain_sql_hands_over_never_fails(dated):
    sql = "SELECT uk_page(?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for odd in (None, b"\xff", 5, 2.5, "ніколи", ""):
        (page,) = dated.execute(sql, (odd, "", "", "", "", "", odd, odd, odd)).fetchone()
        assert json.loads(page) == []
    for odd in (None, b"\xff", ""):
        assert json.loads(dated.execute(sql, ("", "", "", odd, odd, odd, "", 1, 0)).fetchone()[0])


@pytest.mark.parametrize("place", [3, 4, 5])
def test_plain_sql_is_told_of_a_state_or_a_day_that_is_none(dated, place):
    asked = ["бюджет", "", "", "", "", "", "", 20, 0]
    asked[place] = "ніколи"
    (page,) = dated.execute("SELECT uk_page(?, ?, ?, ?, ?, ?, ?, ?, ?)", asked).fetchone()

    assert "«ніколи»" in page
    assert not page.startswith("[")


@pytest.mark.parametrize("name", ["_HITS", "_HITS_BETWEEN", "_BEST", "_SCORED", "_BEST_OF_THESE"])
def test_no_order_reads_a_text(dated, name):
    """A look at each hit's row would cost a page of the file; the index of words knows all that is asked of it."""
    scope = ask(dated, "бюджет", since=date(2020, 1, 1)).scope
    values = {**scope.values, "limit": 20, "offset": 0, "found": "[1]", "first": 1, "last": 1}
    plan = [row[3] for row in dated.execute(f"EXPLAIN QUERY PLAN {getattr(order, name)}", values)]

    assert plan[0].startswith("SCAN articles_fts VIRTUAL TABLE"), plan
    assert not any("articles " in step or "SEARCH" in step for step in plan), plan


@pytest.mark.parametrize("most", [30_000, 50])
def test_what_is_ranked_of_a_narrowed_question_is_looked_for_between_its_first_and_last_alone(dated, monkeypatch, most):
    """A council's articles lie close together, as one crawl found them."""
    monkeypatch.setattr(order, "MOST_RANKED", most)
    asked = []
    dated.set_trace_callback(asked.append)

    assert set(numbers(dated, "бюджет", Order.BEST, since=date(2022, 1, 1), until=date(2027, 1, 1))) == {4, 5, 6, 7, 8}
    ranked = [sql for sql in asked if "bm25" in sql or "{title}" in sql]
    assert ranked
    assert all("BETWEEN 4 AND 8" in sql or "BETWEEN 6 AND 6" in sql for sql in ranked), ranked


@pytest.mark.parametrize("name", ["_NEW", "_CHANGED"])
def test_what_is_known_of_articles_is_read_off_an_index(dated, name):
    plan = [row[3] for row in dated.execute(f"EXPLAIN QUERY PLAN {getattr(facts, name)}", (1,))]

    assert plan[0].startswith("SEARCH articles USING COVERING INDEX idx_articles_facts (id"), plan


def test_sections_are_read_off_their_index_without_going_through_it(dated):
    plan = [row[3] for row in dated.execute(f"EXPLAIN QUERY PLAN {filters._SECTIONS}")]

    assert not any(step.startswith("SCAN articles") for step in plan), plan
    assert any(step.startswith("SEARCH articles USING COVERING INDEX idx_articles_section") for step in plan), plan


@pytest.mark.parametrize(("council", "index"), [(None, "published"), ("lviv", "council")])
def test_the_newest_of_all_are_read_off_an_index(dated, council, index):
    scope = ask(dated, "", council=council).scope
    sql = order._LISTED.format(where=scope.where)
    plan = [row[3] for row in dated.execute(f"EXPLAIN QUERY PLAN {sql}", {**scope.values, "limit": 20, "offset": 0})]

    assert len(plan) == 1
    assert f"INDEX idx_articles_{index}" in plan[0]
