"""The query language: how text is understood, and that nothing typed can break a search."""

import sqlite3
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsarchive.search import NOTHING, uk_query
from newsarchive.search.query import LONGEST_QUERY, MOST_TERMS, And, Not, Or, Phrase, Word, parse

A, B, C = Word("альфа"), Word("бета"), Word("гама")
LONGEST_MATCH = 56_000


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("альфа", A),
        ("альфа бета", And((A, B))),
        ("альфа, бета!", And((A, B))),
        ("альфа AND бета", And((A, B))),
        ("альфа АБО бета", Or((A, B))),
        ("альфа OR бета", Or((A, B))),
        ("альфа|бета", Or((A, B))),
        ("альфа бета АБО гама", Or((And((A, B)), C))),
        ("альфа (бета АБО гама)", And((A, Or((B, C))))),
        ("альфа -бета", And((A, Not(B)))),
        ("альфа НЕ бета", And((A, Not(B)))),
        ("альфа NOT (бета OR гама)", And((A, Not(Or((B, C)))))),
        ("альфа -(-бета)", And((A, Not(Not(B))))),
        ("альфа НЕ НЕ бета", And((A, Not(B)))),
        ("альфа - бета", And((A, B))),
        ("альфа-бета", Word("альфа-бета")),
        ("альфа не бета або гама", And((A, Word("не"), B, Word("або"), C))),
        ('"альфа бета"', Phrase(("альфа", "бета"))),
        ("«альфа бета» гама", And((Phrase(("альфа", "бета")), C))),
        ("„альфа бета“", Phrase(("альфа", "бета"))),
        ('"альфа НЕ (бета) | -гама"', Phrase(("альфа", "НЕ", "бета", "гама"))),
        ('-"альфа бета" гама', And((Not(Phrase(("альфа", "бета"))), C))),
        ('"альфа"', A),
        ('"альф*"', Word("альф", prefix=True)),
        ('альфа "бета гама', And((A, B, C))),
        ('альфа ""', A),
        ("альф*", Word("альф", prefix=True)),
        ("*", None),
        ("АБО", None),
        ("АБО альфа |", A),
        ("НЕ", None),
        ("альфа НЕ АБО бета", Or((A, B))),
        ("альфа НЕ", A),
        ("((альфа", A),
        ("альфа)) бета", And((A, B))),
        ("()", None),
        ("", None),
        ("№65-рд", Word("65-рд")),
        ("24.02.2022", Word("24.02.2022")),
        ("km-oblrada.gov.ua", Word("km-oblrada.gov.ua")),
        ("району.Також", And((Word("району"), Word("Також")))),
        ("Кам´янець", Word("Кам'янець")),
        ("НЕ ЗАБУДЕМО", And((Word("НЕ"), Word("ЗАБУДЕМО")))),
        ("ВПО НЕ ОВА", And((Word("ВПО"), Not(Word("ОВА"))))),
        ("ДЕПУТАТИ АБО РАДА", Or((Word("ДЕПУТАТИ"), Word("РАДА")))),
        ("аль\u00adфа \x00", A),
    ],
)
def test_a_query_is_understood(text, tree):
    assert tree == parse(text)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("65-рд", '"65 рд"'),
        ("COVID-19", '"covid 19"'),
        ("Embassy", '"embassy"'),
        ("гонч*", '"гонч"*'),
        ("кам'я*", '("кам я"* OR "камʼя"* OR "камя"*)'),
        ("тг -рд", '("тг" NOT "рд")'),
        ("тг рд", '("тг" AND "рд")'),
        ("тг | рд", '("тг" OR "рд")'),
        ("тг | -рд", '"тг"'),
        ("з тг", '"тг"'),
        ("-тг", NOTHING),
        ("", NOTHING),
        (None, NOTHING),
        (b"\xff", NOTHING),
        (65, '"65"'),
        ("(-тг) | (-рд)", NOTHING),
    ],
)
def test_a_match_string_is_written(text, match):
    assert match == uk_query(text)


def test_function_words_alone_are_asked_for_and_capitals_are_an_abbreviation():
    assert uk_query("і та").count(" AND ") == 1
    assert uk_query("ТА район").count(" AND ") == 1
    assert uk_query("та район").count(" AND ") == 0


def test_a_long_phrase_is_asked_for_in_windows_that_share_a_word():
    match = uk_query('"один два три чотири п\'ять"')

    assert match.count(" AND ") == 1
    assert '"один два три"' in match
    assert '"три чотири пять"' in match


def test_words_too_many_are_left_out_and_text_too_long_is_left_unread():
    assert len(parse("слово " * 100).nodes) == MOST_TERMS
    assert len(parse(f'"{"слово " * 100}"').words) == MOST_TERMS
    assert len(parse("щ" * 10_000).text) == LONGEST_QUERY


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(title, lead, body)")
    connection.execute("INSERT INTO texts VALUES ('Рада', 'Сесія', 'Кам´янець-Подільський')")
    yield connection
    connection.close()


def execute(index, text):
    match = uk_query(text)
    assert len(match) < LONGEST_MATCH
    return index.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()


_WORDS = [
    "рада",
    "Гончарук",
    "кам'янець",
    "семінар-тренінг",
    "скаличеві-перегончук",
    "65-рд",
    "щ" * 70,
    "і",
    "та",
]
_SYNTAX = [
    "АБО",
    "НЕ",
    "NOT",
    "OR",
    "AND",
    "NEAR",
    "title:",
    *"()«»*-|^{}:+',\\ʼ²İ\"",
    "\x00",
    "\ud800",
    "\u0301",
]
_PIECES = st.sampled_from([*_WORDS, *_SYNTAX])
_QUERIES = st.one_of(
    st.text(max_size=80),
    st.lists(_PIECES, max_size=40).map(" ".join),
    st.lists(_PIECES, max_size=20).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(text=_QUERIES)
@example(text="(" * 3000 + "рада" + ")" * 3000)
@example(text="-" * 3000 + "рада")
@example(text="НЕ " * 600 + "рада")
@example(text='"' * 3001)
@example(text="(-" * 900 + "рада")
@example(text="а|" * 900)
@example(text="кам'янець-подільський " * 100)
@example(text='"скаличеві-перегончукові перегончук скалич" ' * 20)
@example(text="'" * 500 + "я'я" * 500)
def test_anything_typed_is_a_query_fts5_accepts(index, text):
    execute(index, text)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"перегонч{a}{b}ук" for a in "абвгде" for b in "абвгде"),
        '"' + " ".join(f"скал{a}{b}ич" for a in "абвгде" for b in "абвгде") + '"',
        " ".join(f"скал{a}{b}ич-пере{b}{a}ук" for a in "абвгде" for b in "абвгде"),
        "*" + "щ'я" * 1000,
        '"' + " ".join("скалич" * 9 + "ук" * place for place in range(32)) + '"',
        '"' + " ".join("щ'єм'я" * 9 + "ач" * (place % 3) for place in range(32)) + '"',
    ],
)
def test_the_worst_queries_are_answered_in_bounded_time(index, text):
    execute(index, "рада")
    start = time.process_time()

    execute(index, text)

    assert time.process_time() - start < 5
