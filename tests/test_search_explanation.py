"""How a query was understood is told in both languages, part by part, and what was not is told with its place."""

import sqlite3

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.search import explain
from newsarchive.search.explanation import Explanation, tell
from newsarchive.search.filters import Held, read
from newsarchive.search.notes import Note
from tests.test_search_filters import HELD

ODD = "в архіві немає такої ради: «рада:мова» шукається як звичайні слова"


def told(text):
    return tell(read(text, Held(HELD)))


@pytest.mark.parametrize(
    ("text", "uk", "en"),
    [
        ("рада", "«рада» у будь-якій формі", "“рада” in any form"),
        ("65-рд", "«65-рд» як написано", "“65-рд” as written"),
        ("SIDA", "«SIDA» як написано", "“SIDA” as written"),
        (
            "ЦНАП",
            "«ЦНАП» у будь-якій формі, також «центр надання адміністративних послуг»",
            "“ЦНАП” in any form, “центр надання адміністративних послуг” too",
        ),
        ("Labaziuk", "«Labaziuk» у будь-якій формі, також «лабазюк»", "“Labaziuk” in any form, “лабазюк” too"),
        ("hflf", "«hflf» у будь-якій формі", None),
        ("гонч*", "слова на «гонч…»", "words that begin with “гонч”"),
        ("=рада", "«рада» саме в цій формі", "“рада” in this very form"),
        ('"сесія ради"', "фраза «сесія ради» у будь-якій формі", "the phrase “сесія ради” in any form"),
        ('="сесія ради"', "фраза «сесія ради» точно як написано", "the phrase “сесія ради” exactly as written"),
        ("назва:SIDA", "у назві: «SIDA» як написано", "in the title: “SIDA” as written"),
        ("-SIDA =ради", "без: «SIDA» як написано; «ради» саме в цій формі", None),
        ("=а | (=б =в)", "«а» саме в цій формі або («б» саме в цій формі і «в» саме в цій формі)", None),
        (
            "ПОРУЧ(=а =б, 3)",
            "поруч, на відстані до 3 слів: «а» саме в цій формі, «б» саме в цій формі",
            "close together, up to 3 words apart: “а” in this very form, “б” in this very form",
        ),
        (
            "О.Ю. Альфа",
            "поруч, щонайбільше через слово: «О.Ю.» як написано, «Альфа» у будь-якій формі",
            "side by side, or with one word between: “О.Ю.” as written, “Альфа” in any form",
        ),
        (
            "рада:lviv",
            "найновіші статті; лише Львівська обласна рада",
            "the newest articles; only Lviv Regional Council",
        ),
        (
            "SIDA рада:lviv рада:kyiv_city",
            "«SIDA» як написано; лише Львівська обласна рада або Київська міська рада",
            "“SIDA” as written; only Lviv Regional Council or Kyiv City Council",
        ),
        ("SIDA -рада:lviv", "«SIDA» як написано; крім: Львівська обласна рада", None),
        (
            "SIDA рада:обласна",
            f"«SIDA» як написано; лише {' або '.join(council.name for council in HELD[:3])} і ще 2",
            None,
        ),
        (
            "SIDA область:46",
            "«SIDA» як написано; лише область Львівська (UA-46)",
            "“SIDA” as written; only the oblast of lviv (UA-46)",
        ),
        (
            "рік:2023 до:16.11.2023",
            "найновіші статті; до 2023-11-16 включно; від 2023-01-01 до 2023-12-31 включно",
            "the newest articles; until 2023-11-16 inclusive; since 2023-01-01 until 2023-12-31 inclusive",
        ),
        ("", "найновіші статті", "the newest articles"),
        ("!?", "слів, які можна шукати, немає", "no words that can be looked for"),
        (
            "громада в регіоні",
            "«громада» у будь-якій формі; «регіоні» у будь-якій формі; службові слова не враховуються: в",
            None,
        ),
        (
            "=ради рада:мова",
            f"«ради» саме в цій формі; «рада» у будь-якій формі; «мова» у будь-якій формі; {ODD}",
            None,
        ),
    ],
)
def test_each_part_is_told(text, uk, en):
    assert told(text).uk == uk
    assert en is None or told(text).en == en


def test_parts_and_notes_know_their_places():
    text = "рада -бюджет рада:Львівська (від:вчора"

    parts = [text[part.start : part.end] for part in told(text).parts]
    notes = [text[note.start : note.end] for note in told(text).notes if note.code != "joining"]

    assert parts == ["рада", "-бюджет", "від:вчора", "рада:Львівська"]
    assert notes == ["(", "від:вчора"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [("щ" * 3000, "2000"), ("слово " * 50, "32"), ("ПОРУЧ(а б в г ґ д)", "5"), ("а ПОРУЧ/900 б", "100")],
)
def test_a_cap_is_told_with_its_number(text, limit):
    assert limit in told(text).uk
    assert limit in told(text).en


def test_what_is_quoted_of_a_long_query_is_cut():
    assert len(told(f"рада:{'щ' * 1000}").notes[0].uk) < 200


def test_an_archive_without_councils_is_an_archive_error():
    connection = sqlite3.connect(":memory:")

    with pytest.raises(ArchiveError, match="could not be searched"):
        explain(connection, "рада")
    connection.close()


def test_what_is_said_of_several_parts_is_told_people_once():
    told = Explanation((), tuple(Note("stray", place, place + 1, "*") for place in range(3)))

    assert told.uk == "знак «*» тут нічого не означає"
    assert told.en == "the sign «*» means nothing here"
    assert len(told.as_dict()["notes"]) == 3
