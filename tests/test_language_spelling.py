"""How one word may be written, and what the index keeps of it."""

import sqlite3

import pytest

from newsarchive.language import spellings, straight, tokens
from newsarchive.language.spelling import APOSTROPHES, regular_apostrophe, with_apostrophe


@pytest.mark.parametrize("sign", [*APOSTROPHES, '"', "*"])
def test_every_sign_typed_for_an_apostrophe_becomes_one(sign):
    assert straight(f"Кам{sign}янець") == "Кам'янець"


@pytest.mark.parametrize("text", ['"яблуко"', "б* я", "кам* янець", '5"', "рад*"])
def test_a_quotation_mark_or_star_outside_a_word_stays(text):
    assert text == straight(text)


def test_a_word_with_an_apostrophe_is_asked_for_in_all_three_ways_an_index_may_hold_it():
    assert spellings("кам'янець") == ("кам янець", "камʼянець", "камянець")


@pytest.mark.parametrize("sign", "'’ʼ`´‘\u2032\u201b")
def test_each_apostrophe_in_a_text_is_covered_by_a_spelling(sign):
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    index.execute("INSERT INTO texts VALUES (?)", (f"у Кам{sign}янці",))
    match = " OR ".join(f'"{text}"' for text in spellings("кам'янці"))

    found = index.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (match,)).fetchone()

    assert found == (1,)


def test_both_orthographies_and_both_letters_are_asked_for():
    assert spellings("проєкт") == ("проєкт", "проект")
    assert spellings("проект") == ("проект", "проєкт")
    assert spellings("ґрунт") == ("ґрунт", "грунт")


@pytest.mark.parametrize("hyphen", "\u2010\u2011")
def test_every_hyphen_inside_a_word_becomes_one(hyphen):
    assert straight(f"Івано{hyphen}Франківськ") == "Івано-Франківськ"


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("с-300", "c 300"),
        ("c-300", "с 300"),
        ("м03", "m03"),
        ("5-а", "5 a"),
        ("2259-ix", "2259 іх"),
        ("х-101", "x 101"),
    ],
)
def test_a_letter_beside_figures_is_asked_for_in_either_alphabet(form, other):
    assert other in spellings(form)


@pytest.mark.parametrize("form", ["65-рд", "f-16", "covid-19", "24.12.2022", "12-3/2024"])
def test_what_only_one_alphabet_has_stays(form):
    assert spellings(form) == (" ".join(tokens(form)),)


@pytest.mark.parametrize(
    ("form", "ways"),
    [
        ("1 250 000", ("1 250 000", "1250000")),
        ("1250000", ("1250000", "1 250 000")),
        ("3500", ("3500", "3 500")),
        ("2024", ("2024",)),
        ("350", ("350",)),
        ("12345,67", ("12345 67", "12 345 67")),
        ("2345.6", ("2345 6", "2 345 6")),
        ("2024,5", ("2024 5",)),
    ],
)
def test_a_number_is_asked_for_with_its_thousands_apart_and_in_a_row(form, ways):
    assert spellings(form) == ways
    assert spellings(form, exact=True) == (ways[0],)


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("0 800 505 505", "0800505505"),
        ("0800505505", "0 800 505 505"),
        ("0800505505", "0800 50 55 05"),
        ("0671234567", "067 123 45 67"),
        ("0671234567", "380671234567"),
        ("0671234567", "380 67 123 45 67"),
        ("380671234567", "067 123 45 67"),
        ("067-123-45-67", "0671234567"),
    ],
)
def test_a_telephone_is_asked_for_with_its_figures_apart_and_in_a_row(form, other):
    assert spellings(form)[0] == " ".join(tokens(form))
    assert other in spellings(form)
    assert spellings(form, exact=True) == (" ".join(tokens(form)),)


@pytest.mark.parametrize(
    ("form", "ways"),
    [
        ("9:30", ("9 30", "09 30")),
        ("09.30", ("09 30", "9 30")),
        ("00:05", ("00 05", "0 05")),
        ("14:00", ("14 00",)),
        ("5.03.2024", ("5 03 2024", "5 3 2024", "05 03 2024", "05 3 2024")),
        ("24.02.2022", ("24 02 2022", "24 2 2022")),
        ("24.12.2022", ("24 12 2022",)),
        ("9.75", ("9 75",)),
        ("1.2.3", ("1 2 3",)),
    ],
)
def test_a_time_or_a_day_is_asked_for_with_and_without_zeros(form, ways):
    assert spellings(form) == ways
    assert spellings(form, exact=True) == ways[:1]


@pytest.mark.parametrize("form", ["2021-2023", "01-02-2024", "0123", "21.12.2024", "2024010203"])
def test_what_is_no_telephone_is_not_cut_like_one(form):
    assert len(spellings(form)) <= 2


def test_a_hyphen_parts_tokens_and_signs_alone_are_nothing():
    assert spellings("івано-франківськ") == ("івано франківськ",)
    assert spellings("—") == ()
    assert tokens("№65-рд") == ["65", "рд"]


def test_a_lost_apostrophe_is_put_back_where_one_may_stand():
    assert with_apostrophe("камянець") == ["кам'янець"]
    assert with_apostrophe("рада") == []


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("вебсайті", "веб сайті"),
        ("веб-сайті", "вебсайті"),
        ("прес-служба", "пресслужба"),
        ("пресслужба", "прес служба"),
        ("екс-депутат", "ексдепутат"),
        ("священник", "священик"),
        ("сільськогосподарський", "сільсько господарський"),
        ("сільсько-господарські", "сільськогосподарські"),
        ("священики", "священники"),
        ("півмільйона", "пів мільйона"),
        ("вчителям", "учителям"),
        ("упровадження", "впровадження"),
        ("взяли", "узяли"),
        ("усім", "всім"),
        ("урочистий", "врочистий"),
        ("увесь", "ввесь"),
        ("вбито", "убито"),
        ("убили", "вбили"),
        ("йтиме", "ітиме"),
        ("йшли", "ішли"),
        ("імовірно", "ймовірно"),
        ("сєверодонецьк", "сєвєродонецьк"),
        ("усесвітній", "всесвітній"),
        ("сєвєродонецьку", "северодонецьку"),
        ("ефіру", "етеру"),
        ("упорядкування", "впорядкування"),
        ("врожай", "урожай"),
        ("ввести", "увести"),
        ("ввійшли", "увійшли"),
        ("впоратися", "упоратися"),
        ("упорався", "впорався"),
        ("он-лайн", "онлайн"),
        ("онлайн-курс", "он лайн курс"),
        ("лавреатка", "лауреатка"),
    ],
)
def test_what_the_spelling_of_2019_joined_is_found_both_ways(form, other):
    assert other in spellings(form)


@pytest.mark.parametrize(("word", "written"), [("вюн", "в'юн"), ("лукянчук", "лук'янчук"), ("святенко", "святенко")])
def test_an_apostrophe_stands_where_the_rule_asks_for_it(word, written):
    assert written == regular_apostrophe(word)


@pytest.mark.parametrize(
    "word", ["вдача", "управління", "вправа", "уклад", "враження", "всередині", "інший", "йод", "ветеран", "кефір"]
)
def test_words_that_differ_by_their_first_letter_stay_two(word):
    assert spellings(word) == (word,)
