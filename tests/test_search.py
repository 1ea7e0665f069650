"""Hits: what is found, how it is shown, in what order."""

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlite_utils

import newsarchive
from newsarchive.errors import ArchiveError
from newsarchive.normalize.text import clean
from newsarchive.search import CLOSE, OPEN, Hit, Order, count, register, search, shown
from newsarchive.store.schema import migrations

SEED = Path(newsarchive.__file__).parent / "demo/seed.txt"
SHARED = Path(__file__).parents[2] / "shared/data/council_texts.jsonl"
COUNCILS = {
    "khmelnytskyi": ("Хмельницька обласна рада", "UA-68"),
    "lviv": ("Львівська обласна рада", "UA-46"),
}


def add(connection, title, body="", **fields):
    row = {"council": "khmelnytskyi", "lead": None, "published": None, "state": "live"} | fields
    row |= {"title": title, "body": body, "digest": "", "version": 1, "first_captured": "", "last_seen": ""}
    row |= {"capture": 1, "url": f"https://example.org/{title}/{len(body)}"}
    return sqlite_utils.Database(connection)["articles"].insert(row).last_pk


@pytest.fixture
def archive():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    migrations.apply(sqlite_utils.Database(connection))
    for code, (name, oblast) in COUNCILS.items():
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES (?, ?, NULL, ?, 'example.org', '', '')",
            (code, name, oblast),
        )
    yield connection
    connection.close()


@pytest.fixture
def seeded(archive):
    title, body = SEED.read_text(encoding="utf-8").split("\n", 1)
    add(archive, title, body.strip(), published="2026-11-20T14:05:00+02:00")
    add(
        archive,
        "Нагороди",
        "Вручено відзнаки Віолети Лабазюк, Скаличеві Петру, Гончаренку Олегу.",
        published="2026-11-22",
    )
    add(archive, "Рішення №65-рд", "Про бюджет Хмільовського району.", lead="Уперше", council="lviv")
    return archive


def found(connection, query, **filters):
    hits = search(connection, query, **filters)
    assert len(hits) == count(connection, query, **filters)
    return {hit.id for hit in hits}


@pytest.mark.parametrize(
    "query",
    [
        "Гончаруку",
        "Володимира Гончарука",
        *(f"Кам{sign}янець-Подільський" for sign in "'’ʼ`´‘\u2032\"*"),
        "Камянець-Подільський",
        "КАМ’ЯНЕЦЬ",
        "Швеція",
        "рада",
        "РАДИ",
        "ВПО",
        "впо",
        "обласна рада Швеція",
        "семінар-тренінг",
        "семінар - тренінг",
        "грунтовний",
        "проект",
        "Embassy",
        "SIDA",
        "вплив АБО виклики",
        "гонча*",
        '"перший заступник голови обласної ради"',
        "«перші заступники голів обласних рад»",
        "рада -школа",
        "рада НЕ бюджет",
        "(Швеція | Норвегія) (громада АБО район)",
        "у в на",
        "в Україні та громадах",
        "Стартував освітній семінар для представників територіальних громад Хмельницької та інших областей",
        "Гонча\u0301рук",
        "Гoнчapyк",
        '"обласна рада',
        "обласна рада)",
    ],
)
def test_the_seed_article_is_found_by(seeded, query):
    assert 1 in found(seeded, query)


@pytest.mark.parametrize(
    "query",
    [
        "Гончаренко",
        "рада -Швеція",
        "рада НЕ громада",
        '"рада обласна голова"',
        "Норвегія",
        "№65-рд",
        "Лабазюкові Скалич",
        "-рада",
        "НЕ",
        "!?",
        '"',
        "(((",
    ],
)
def test_the_seed_article_is_not_found_by(seeded, query):
    assert 1 not in found(seeded, query)


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("Віолетою Лабазюк", 2),
        ("Лабазюк", 2),
        ("Скалич", 2),
        ("Петро Скалич", 2),
        ('"Скалич Петро"', 2),
        ("Гончаренко", 2),
        ("№65-рд", 3),
        ("65-рд", 3),
        ("Хмільовський", 3),
        ("вперше АБО уперше", 3),
    ],
)
def test_other_articles_are_found_by(seeded, query, article):
    assert article in found(seeded, query)


def test_the_newest_are_listed_where_nothing_is_asked(seeded):
    hits = search(seeded, "  \u200b ")

    assert [hit.id for hit in hits] == [2, 1, 3]
    assert {0.0} == {hit.score for hit in hits}
    assert hits[2].snippet == "Уперше Про бюджет Хмільовського району."
    assert hits[1].snippet.endswith("…")
    assert count(seeded, "") == 3


def test_a_hit_says_what_an_article_is(seeded):
    (hit,) = search(seeded, "№65-рд")

    assert isinstance(hit, Hit)
    assert hit.council == "lviv"
    assert hit.council_name == "Львівська обласна рада"
    assert hit.oblast == "UA-46"
    assert hit.state == "live"
    assert hit.published is None
    assert hit.title == "Рішення №65-рд"
    assert f"Рішення №{OPEN}65-рд{CLOSE}" == hit.title_marked
    assert hit.score > 0


def test_found_words_are_marked_in_one_line_of_plain_text(seeded):
    (hit,) = search(seeded, "Гончарука Швеція")

    assert f"{OPEN}Гончарук{CLOSE}" in hit.snippet
    assert "\n" not in hit.snippet


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("волонт*", f"{OPEN}волонтерських{CLOSE}"),
        ("Гончарук ПОРУЧ Швеція", f"{OPEN}Гончарук{CLOSE}"),
        ("назва:семін*", f"освітній {OPEN}семінар{CLOSE}"),
    ],
)
def test_words_are_marked_in_whatever_way_they_were_asked_for(seeded, query, marked):
    (hit,) = search(seeded, query)

    assert marked in hit.title_marked + hit.snippet
    assert [hit.id for hit in search(seeded, query, order=Order.NEWEST)] == [hit.id]


def test_the_lead_is_shown_where_only_it_has_the_words(seeded):
    (hit,) = search(seeded, "уперше")

    assert hit.snippet.startswith(f"{OPEN}Уперше{CLOSE} Про бюджет")


def test_no_text_can_forge_a_mark(archive):
    add(archive, f"{OPEN}Рада{CLOSE} \x02\x03", f"{OPEN}чуже{CLOSE} рада \x02abc\x02")

    (hit,) = search(archive, "рада")
    (newest,) = search(archive, "")

    assert f"[{OPEN}Рада{CLOSE}] \x02\x03" == hit.title_marked
    assert f"[чуже] {OPEN}рада{CLOSE} \x02abc\x02" == hit.snippet
    assert OPEN not in newest.title_marked + newest.snippet


@pytest.mark.parametrize("query", ["рада", ""])
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"council": "lviv"}, {3}),
        ({"oblast": "UA-68"}, {1, 2, 4}),
        ({"since": date(2026, 11, 20)}, {2, 3}),
        ({"until": date(2026, 11, 20)}, {1, 2}),
        ({"since": date(2026, 11, 20), "until": date(2026, 11, 20)}, {2}),
        ({"since": date(2026, 11, 21), "oblast": "UA-68"}, set()),
        ({"council": "' OR 1 --"}, set()),
        ({"council": "\udcff"}, set()),
        ({"since": date.min}, {1, 2, 3}),
        ({"since": datetime(2026, 11, 20, 12, tzinfo=UTC)}, {2, 3}),
    ],
)
def test_filters_narrow_by_council_oblast_and_kyiv_day(archive, query, filters, expected):
    add(archive, "Рада", "а", published="2026-11-19")
    add(archive, "Рада", "аб", published="2026-11-20T23:59:59+02:00")
    add(archive, "Рада", "абв", published="2026-11-21T00:00:00+02:00", council="lviv")
    add(archive, "Рада", "абвг")

    assert expected == found(archive, query, **filters)


def test_a_word_in_the_title_counts_more_than_in_the_body(archive):
    add(archive, "Про школи", "Рада ухвалила рішення про школи.")
    add(archive, "Рада ухвалила", "Рішення про школи прийнято одноголосно.")

    assert [hit.id for hit in search(archive, "радою")] == [2, 1]


@pytest.mark.parametrize("query", ["рада", ""])
def test_pages_follow_each_other_without_overlap(archive, query):
    for number in range(5):
        add(archive, "Рада", "а" * number)

    pages = [hit.id for start in (0, 2, 4) for hit in search(archive, query, limit=2, offset=start)]

    assert {1, 2, 3, 4, 5} == set(pages)
    assert len(pages) == 5
    assert search(archive, query, limit=0) == []
    assert search(archive, query, limit=-1) == []
    assert len(search(archive, query, offset=-3)) == 5
    assert len(search(archive, query, limit=10**30)) == 5


@pytest.mark.parametrize("query", ["рада", ""])
def test_of_many_hits_the_texts_of_few_are_held_at_once(archive, monkeypatch, query):
    for number in range(5):
        add(archive, f"Рада {number}", "Про бюджет.")
    whole, asked = search(archive, query), []
    monkeypatch.setattr(shown, "AT_ONCE", 2)
    archive.set_trace_callback(asked.append)

    assert search(archive, query) == whole
    assert [sql.count(",", sql.rindex("json_each")) + 1 for sql in asked if "a.body" in sql] == [2, 2, 1]


def test_a_damaged_index_is_an_archive_error(seeded):
    seeded.execute("DROP TABLE articles_fts")

    with pytest.raises(ArchiveError, match="could not be searched"):
        search(seeded, "рада")


def test_rows_made_by_a_factory_of_the_caller_s_do_not_matter(seeded):
    seeded.row_factory = sqlite3.Row

    assert 1 in found(seeded, "рада")


def test_the_sql_function_finds_inflected_words_in_plain_sql(seeded):
    register(seeded)
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH uk_query(?)"

    assert seeded.execute(sql, ("Гончаруку",)).fetchall() == [(1,)]
    for nothing in (None, b"\xff", "", "   ", 7.5):
        assert seeded.execute(sql, (nothing,)).fetchall() == []


@pytest.mark.shared
def test_a_council_s_page_is_found_by_its_own_title(archive):
    if not SHARED.exists():
        pytest.skip("the council texts stand beside the checkout, not in it")
    pages = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    pages = [page for page in pages if page["title"] and len(page["title"].split()) < 25]
    for page in pages:
        page["title"] = clean(page["title"])
        add(archive, page["title"], clean(page["text"]))

    missed = [page["title"] for page in pages if page["title"] not in _titles(archive, page["title"])]

    assert missed == []


def _titles(connection, query):
    return {hit.title for hit in search(connection, query, limit=100)}
