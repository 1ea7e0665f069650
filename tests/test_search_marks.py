"""The found words are marked as FTS5's own highlight() marks them."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.search import CLOSE, OPEN, uk_query
from newsarchive.search.marks import COLUMNS, Marker

WORDS = ["рада", "ради", "обласна рада", "обласної", "бюджет", "Бюджету", "Кам'янець", "кам янець", "Müller", "muller"]
WORDS += ["ИСТАНБУЛ", "İzmir", "№65-рд", "2023", "рада_бюджет", "ЇЖАК", "слово", "⟦рада⟧", "x"]
QUERIES = ["рада", "=ради", "бюджет*", '"обласна рада"', '="обласна рада"', "назва:рада бюджет", "рада -слово"]
QUERIES += [
    "рада НЕ (слово бюджет)",
    "лід:(рада | слово) текст:бюджет",
    "Кам'янець",
    "muller | Müller",
    "izmir",
    "65-рд",
]
QUERIES += ["-слово рада", "рада АБО (бюджет -слово)", '"рада обласна рада бюджет слово"', "ї*жак", "їжак | бюдж* | x"]


def by_fts5(match, texts):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(title, lead, body)")
        connection.execute("INSERT INTO texts VALUES (?, ?, ?)", texts)
        columns = ", ".join(f"highlight(texts, {place}, '{OPEN}', '{CLOSE}')" for place in range(3))
        return connection.execute(f"SELECT {columns} FROM texts WHERE texts MATCH ?", (match,)).fetchone()


def by_us(match, texts):
    marker = Marker(match)
    return tuple(marker.mark(column, text) for column, text in zip(COLUMNS, texts, strict=True))


TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@given(st.sampled_from(QUERIES), st.tuples(TEXTS, TEXTS, TEXTS))
def test_an_article_is_marked_as_fts5_marks_it(query, texts):
    plain = tuple(text.replace(OPEN, "[").replace(CLOSE, "]") for text in texts)
    match = uk_query(query)
    expected = by_fts5(match, plain)

    # What FTS5 leaves out where another way of an "or" was taken is marked, too: the reader asked for it.
    if expected is not None and "АБО" not in query and "|" not in query:
        assert by_us(match, texts) == expected


@pytest.mark.parametrize(
    ("match", "text", "marked"),
    [
        ('"рада"', "Рада, радам, РАДА", "⟦Рада⟧, радам, ⟦РАДА⟧"),
        ('"рад"*', "радити нараду", "⟦радити⟧ нараду"),
        ('"а б" AND "б в"', "а, б в а в", "⟦а, б в⟧ а в"),
        ('"а" OR "а б"', "а б а", "⟦а б⟧ ⟦а⟧"),
        ('(title : ("а" OR "б"))', "а", "а"),
        ('(body : "а")', "а б", "⟦а⟧ б"),
        ('("а" NOT ("б" AND ("в" OR "г"))) AND "д"', "а б в д", "⟦а⟧ б в ⟦д⟧"),
        ('("а" NOT "б") OR "в"', "а б в", "⟦а⟧ б ⟦в⟧"),
        ('NEAR("а" "б", 1)', "а х х х б", "⟦а⟧ х х х ⟦б⟧"),
        ('"istanbul"', "İSTANBUL’да", "⟦İSTANBUL⟧’да"),
        ('"рада"', "İİ рада İ", "İİ ⟦рада⟧ İ"),
        ('"muller"', "Müller", "⟦Müller⟧"),
        ('"é"', "e é É", "⟦e⟧ ⟦é⟧ ⟦É⟧"),
        ('""', "а б", "а б"),
        ('"а"', "⟦а⟧ ⟦", "[⟦а⟧] ["),
    ],
)
def test_words_are_marked(match, text, marked):
    assert Marker(match).mark("body", text) == marked


def test_words_of_a_column_are_marked_in_it_alone():
    marker = Marker('(title : "рада") AND "бюджет"')

    assert marker.mark("title", "рада бюджет") == "⟦рада⟧ ⟦бюджет⟧"
    assert marker.mark("body", "рада бюджет") == "рада ⟦бюджет⟧"
