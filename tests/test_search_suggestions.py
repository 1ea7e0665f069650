"""Did you mean: a query that finds nothing is mended by the words that stand in the archive, in bounded time."""

import sqlite3
import time
from pathlib import Path

import pytest

from newsarchive.search import uk_query
from newsarchive.search.keyboard import other_layout
from newsarchive.search.nodes import Word
from newsarchive.search.query import parse
from newsarchive.search.suggestions import MOST, mended
from newsarchive.search.vocabulary import Vocabulary

TEXTS = [
    "Перший заступник голови обласної ради Володимир Гончарук подякував уряду Швеції.",
    "Скаличеві вручено відзнаку. Комп'ютер, камʼянець, Embassy of Ukraine.",
    "Сесія обласної ради: бюджет, субвенція громаді, семінар, переселенці.",
    *["Обласна рада і бюджет."] * 30,
    "Опечатка: обласна роза. Пункт 7 або 8.",
    "Корупція в поліклініках; стипендії, комісії.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("words") / "archive.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, lead, body)")
    connection.executemany("INSERT INTO articles_fts(body) VALUES (?)", [(text,) for text in TEXTS])
    connection.commit()
    connection.close()
    # As readers open it: nothing can be written.
    connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


def finds(index):
    sql = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
    return lambda text: index.execute(sql, (uk_query(text),)).fetchone() is not None


def suggested(index, text):
    return mended(index, text, parse(text).node, finds(index))


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("hflf", ("рада",)),
        (",.l;tn", ("бюджет",)),
        (",.l;tn hflb", ("бюджет ради",)),
        ("HFLF рада", ("РАДА рада",)),
        ("Ujyxfher", ("Гончарук",)),
        ("уьифіін", ("embassy",)),
        ("рада", ("hflf",)),
        ("'", ()),
    ],
)
def test_a_text_is_typed_over_in_the_other_layout(typed, other):
    assert other == other_layout(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hflf", "рада"),
        (",.l;tn hflb", "бюджет ради"),
        ("vbcmrf hflf", "рада"),
        (",.l;nt hflb", "бюджет ради"),
        ("симинар", "семінар"),
        ("Семинар", "Семінар"),
        ("СИМІНАР", "СЕМІНАР"),
        ("бюджед", "бюджет"),
        ("бджет", "бюджет"),
        ("бюдежт", "бюджет"),
        ("бюджжет", "бюджет"),
        ("Гончорук", "Гончарук"),
        ("Гончорукові", "Гончарукові"),
        ("Сколич", "Скалич"),
        ("Володимир Гончорук", "Володимир Гончарук"),
        ("Володемир Гончорук", "Володимир Гончарук"),
        ("субвенцыя громаде", "субвенція громаде"),
        ("Embasy", "embassy"),
        ("комп'ютор", "комп'ютер"),
        ("комп’ютор", "комп’ютер"),
        ('"заступник голави"', '"заступник голови"'),
        ("ПОРУЧ(заступник голави)", "ПОРУЧ(заступник голови)"),
        ("текст:(бюджед | Норвегія) -Швеція", "текст:(бюджет | Норвегія) -Швеція"),
        ("переселинці", "переселенці"),
        ("поликлиника", "поліклініка"),
        ("Коррупция", "Корупція"),
        ("комиссия стипендия", "комісія стипендія"),
        ('"обласна рода"', '"обласна рада"'),
        ("бюджет щщщщщщ", "бюджет"),
        ("бюджед назва:щщщщщщ", "бюджет"),
        ("бюджет щ*", "бюджет"),
        ("щщщщщщ. бюджет", "бюджет"),
        ("бюджет щ-300", "бюджет"),
        ("ЩЩ-500 бюджет рада-щщщщщщ", "бюджет"),
    ],
)
def test_a_query_that_finds_nothing_is_mended(index, typed, meant):
    found = suggested(index, typed)

    assert meant.lower() in [query.lower() for query in found]
    assert all(map(finds(index), found))
    assert len(found) <= MOST


@pytest.mark.parametrize(
    "typed",
    [
        "бюджет",
        "",
        "!?",
        "щщщщщщ",
        "щщщщщщ або",
        "zqxwzqxw vbcmrf",
        "zqxwzqxw 2024",
        "-бюджет",
        "=бюджед",
        "бюджед*",
        "рада:Львівська",
        "№65-рд",
        "<щщщщщщ>(7)",
        "щ" * 3000,
        "\udcff",
    ],
)
def test_nothing_is_suggested_where_something_is_found_or_nothing_is_like_it(index, typed):
    assert suggested(index, typed) == []


def test_capitals_stay_as_they_were_typed(index):
    assert suggested(index, "Гончорук") == ["Гончарук"]
    assert suggested(index, "ГОНЧОРУК") == ["ГОНЧАРУК"]


def test_each_suggestion_finds_something_where_several_words_are_wrong(index):
    assert suggested(index, "бюджед Шведція") == []
    assert suggested(index, "Швецья Гончорук") == ["Швеція Гончарук"]


def test_the_words_of_a_connection_that_only_reads_are_known(index):
    vocabulary = Vocabulary(index, time.monotonic() + 1)

    assert vocabulary.articles("бюджету") == 31
    assert vocabulary.articles("норвегія") == 0
    assert [(one.word, one.slips) for one in vocabulary.similar("бюджед")] == [("бюджет", 1)]


def test_past_the_deadline_no_more_words_are_gone_through(index):
    late = Vocabulary(index, time.monotonic() - 1)
    calls = []
    index.set_trace_callback(calls.append)
    late.similar("переселенццц" * 2)
    index.set_trace_callback(None)

    assert len([call for call in calls if call.startswith("SELECT term, doc")]) <= 3


def test_an_index_that_is_not_there_is_an_error_of_sqlite():
    connection = sqlite3.connect(":memory:")

    with pytest.raises(sqlite3.DatabaseError):
        mended(connection, "рада", Word("рада", start=0, end=4), lambda _: False)
    connection.close()
