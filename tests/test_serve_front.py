"""The front page tells a stranger what this is, what it holds, how fresh it is and what is broken; the list, of all."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from newsarchive.serve import front, remembered
from newsarchive.serve.app import datasette
from newsarchive.serve.councils import overview
from newsarchive.serve.remembered import Remembered
from tests.helpers.questions import plan
from tests.test_serve_councils import get, words


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


def test_a_stranger_learns_what_this_is_how_much_it_holds_and_how_fresh_it_is(house):
    response = get(house, "/")
    read = words(response)

    assert response.status_code == 200
    assert "кожна новина, кожна її правка й кожна вилучена сторінка, з доказом" in read
    assert "статей 311 рад 6 помічених правок 5 помічені вилучення 2 рік найдавнішої статті 2016" in read
    assert "Останній знімок: 20 листопада 2026, 06:4" in read
    assert response.text.count("<form") == 1
    assert 'name="q"' in response.text
    assert len(response.content) < 100_000


def test_the_front_page_is_told_in_english_as_well(house):
    read = words(get(house, "/?_lang=en"))

    assert "The news archive of Ukraine's regional councils" in read.replace("&#39;", "'")
    assert "Khmelnytskyi Oblast Council" in read
    assert "votes: was 58, now 61" in read
    assert "Рада" not in read.replace("Радами", "")


def test_what_is_broken_is_said_by_name_and_since_when(house):
    response = get(house, "/")

    assert "Херсонська обласна рада сайт не відповідає (від 1 вересня 2026)" in words(response)
    assert "Рівненська обласна рада сайт не дає себе читати (від 12 жовтня 2026)" in words(response)
    assert 'href="/archive/councils/rivne"' in response.text
    assert "2 сайти відповідають і читаються" in words(response)
    assert "Без сайту: Донецька обласна рада, Луганська обласна рада, Севастопольська міська рада" in words(
        response
    ).replace(" ,", ",")


def test_silent_edits_and_removals_lead_to_their_proof(house, newsroom):
    response = get(house, "/")

    assert f'href="/archive/articles/{newsroom.id("sum")}/diff?from=1&amp;to=2"' in response.text
    assert "голоси: було 58, стало 61" in words(response)
    assert f'<a href="/archive/articles/{newsroom.id("removed")}">' in response.text


def test_the_map_leads_to_the_councils(house):
    response = get(house, "/")

    assert 'href="/archive/councils/khmelnytskyi" title="Хмельницька область: 160 статей"' in response.text
    assert "Луганська область: в архіві немає" in response.text


def test_an_archive_that_holds_nothing_has_a_front_page_and_a_list(newsroom, tmp_path):
    assert "ще немає статей" in get(datasette(newsroom_copy(newsroom, tmp_path / "empty", *EMPTY)), "/").text
    assert "Жодної ради ще не обходили" in get(datasette(tmp_path / "empty/archive.db"), "/archive/councils").text


EMPTY = (
    "PRAGMA foreign_keys = OFF",
    *(
        f"DELETE FROM {table}"
        for table in ("articles", "edits", "events", "completeness", "captures", "crawls", "councils")
    ),
)


def newsroom_copy(newsroom, folder, *statements):
    folder.mkdir()
    shutil.copy(newsroom.path, folder / "archive.db")
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        for statement in statements:
            db.execute(statement)
    return folder / "archive.db"


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        ("name", ["volyn", "zhytomyr", "odesa", "rivne", "kherson", "khmelnytskyi"]),
        ("held", ["khmelnytskyi", "volyn", "odesa", "zhytomyr", "rivne", "kherson"]),
        ("newest", ["volyn", "khmelnytskyi", "zhytomyr", "odesa", "rivne", "kherson"]),
        ("whole", ["volyn", "odesa", "khmelnytskyi", "zhytomyr", "rivne", "kherson"]),
        ("health", ["kherson", "rivne", "odesa", "zhytomyr", "khmelnytskyi", "volyn"]),
        ("nonsense", ["volyn", "zhytomyr", "odesa", "rivne", "kherson", "khmelnytskyi"]),
    ],
)
def test_the_list_stands_in_the_order_asked_for(house, order, codes):
    page = get(house, f"/archive/councils?order={order}").text
    rows = re.findall(r'<th scope="row"><a href="/archive/councils/(\w+)"', page)

    assert sorted(rows) == sorted(codes)
    assert rows[-1] == codes[-1]
    if order not in {"whole", "health", "name", "nonsense"}:
        assert rows == codes
    assert page.count("aria-sort=") == 1


def test_the_list_says_of_each_what_is_held_how_whole_it_is_and_how_its_site_does(house):
    read = words(get(house, "/archive/councils"))

    assert "Хмельницька обласна рада 160 1 листопада 2026 20 листопада 2026 128 із 130 бракує 1 усе гаразд" in read
    assert "Рівненська обласна рада 10 23 жовтня 2025 20 листопада 2026 0 із 124 сайт не дає себе читати" in read
    assert "Херсонська обласна рада 0 — — невідомо сайт не відповідає" in read


def test_the_list_has_all_27_regions_those_without_a_site_with_the_reason(house):
    read = words(get(house, "/archive/councils"))

    assert (
        "Луганська обласна рада Рада не працює з 2014 року, і жоден її сайт не відповідає; був oblrada.lg.ua." in read
    )
    assert "Київська міська рада, Чернігівська обласна рада" in read.replace(" ,", ",")
    assert "Представництво Президента України в Автономній Республіці Крим" in read
    assert "The council has not functioned since 2014" in words(get(house, "/archive/councils?_lang=en"))


def test_the_rows_stay_where_datasette_has_them(house):
    assert len(get(house, "/archive/councils.json?_shape=array").json()) == 6


def counting(database, clock):
    made = []

    def read(connection):
        made.append(1)
        return connection.execute("SELECT count(*) FROM articles").fetchone()[0]

    return Remembered(read, clock=clock), made


def test_what_was_counted_is_remembered_until_the_archive_changes_and_half_a_minute(newsroom, tmp_path):
    path = newsroom_copy(newsroom, tmp_path / "live", "PRAGMA journal_mode = WAL")
    now = [0.0]
    application = datasette(path)
    database = application.get_database("archive")
    counted, made = counting(database, lambda: now[0])

    async def ask(at):
        now[0] = at
        return await counted.of(database)

    async def story():
        first = [await ask(0), await ask(3600)]
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("PRAGMA foreign_keys = OFF")
            db.execute("DELETE FROM articles WHERE id = (SELECT max(id) FROM articles)")
            db.commit()
            return [*first, await ask(3600), await ask(3600 + remembered.LEAST_SECONDS)]

    assert asyncio.run(story()) == [311, 311, 310, 310]
    assert len(made) == 2


def test_what_the_front_page_asks_is_found_by_indexes(newsroom):
    asked = []
    with closing(sqlite3.connect(newsroom.path)) as db:
        db.row_factory = sqlite3.Row
        db.set_trace_callback(asked.append)
        overview.read(db)
        front._count(db)
        db.set_trace_callback(None)
        plans = {sql: plan(db, sql) for sql in dict.fromkeys(asked)}
    searched = re.compile(r"SCAN (?!councils|completeness|without_site|newest|\(subquery)\w+\b(?! USING)")

    assert len(plans) > 20
    assert [text for text in plans.values() if searched.search(text)] == []
