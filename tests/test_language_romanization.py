"""Names in Latin letters."""

import time

import pytest

from newsarchive.language import could_be_a_name, default_lexicon, ways
from newsarchive.language.romanization import MOST_KEPT, cyrillic

NAMES = {
    "Labaziuk": "лабазюк",
    "Skalych": "скалич",
    "Khmelnytskyi": "хмельницький",
    "Kamianets-Podilskyi": "кам'янець-подільський",
    "Ivano-Frankivsk": "івано-франківськ",
    "Yurii": "юрій",
    "Andrii": "андрій",
    "Mariia": "марія",
    "Zaiets": "заєць",
    "Mykolaiv": "миколаїв",
    "Ternopil": "тернопіль",
    "Zghurskyi": "згурський",
    "Shcherbak": "щербак",
    "Viacheslav": "в'ячеслав",
    "Demianenko": "дем'яненко",
    "Khmilovskyi": "хмільовський",
    "Perehonchuk": "перегончук",
    "Yevhen": "євген",
    "Kozytskyi": "козицький",
    "Melnyk": "мельник",
    "Haisyn": "гайсин",
    "Solomiia": "соломія",
    "Korotiuk": "коротюк",
    "Riaboshapka": "рябошапка",
    "Gudz": "ґудзь",
    "Tsobaniuk": "цьобанюк",
    "Daria": "дар'я",
    "Yuri": "юрій",
    "Evgen": "євген",
    "Scherbak": "щербак",
    "Schupakivskyi": "щупаківський",
    "Khizhnyak": "хижняк",
    "Zhilochka": "жилочка",
    "Zhmerinka": "жмеринка",
    "Priluki": "прилуки",
    "Sergey": "сергій",
}


@pytest.mark.parametrize(("latin", "name"), NAMES.items())
def test_a_name_is_turned_back(latin, name):
    assert name in cyrillic(latin, default_lexicon().known)


ABROAD = {
    "Kiev": "київ",
    "Odessa": "одеса",
    "Khmelnitsky": "хмельницький",
    "Ivano-Frankovsk": "івано-франківськ",
    "chernobyl": "чорнобиль",
    "Starokonstantinov": "старокостянтинів",
    "Slavyansk": "слов'янськ",
}


@pytest.mark.parametrize(("latin", "name"), ABROAD.items())
def test_a_town_is_known_by_what_it_was_called_abroad(latin, name):
    assert cyrillic(latin, default_lexicon().known) == (name,)


@pytest.mark.parametrize(
    ("latin", "name"),
    [("Vinkivtsi", "віньківці"), ("Zinkiv", "зіньків"), ("Kuzmenko", "кузьменко"), ("Hrytsko", "грицько")],
)
def test_a_soft_sign_within_a_word_is_put_back(latin, name):
    assert name in cyrillic(latin, default_lexicon().known)


OLDER = {
    "Zelensky": "зеленський",
    "Zelenskyy": "зеленський",
    "Zelenskiy": "зеленський",
    "Khmel'nyts'kyy": "хмельницький",
    "Kamyanets-Podilsky": "кам'янець-подільський",
    "Slov'yans'k": "слов'янськ",
    "Zaluzhny": "залужний",
    "Oleksiy": "олексій",
    "Sergiy": "сергій",
    "Olexandr": "олександр",
    "Nataliya": "наталія",
    "Natalia": "наталія",
    "Evhen": "євген",
    "Mykolayiv": "миколаїв",
    "Vinnytsya": "вінниця",
    "Zaporizhzhya": "запоріжжя",
    "Harkiv": "харків",
    "Chernigiv": "чернігів",
    "Mayboroda": "майборода",
    "Luk'yanenko": "лук'яненко",
    "Skalychnyy": "скаличний",
}


@pytest.mark.parametrize(("latin", "name"), OLDER.items())
def test_a_name_is_turned_back_that_was_written_before_the_romanization_of_2010(latin, name):
    assert name in cyrillic(latin, default_lexicon().known)


def test_what_the_official_romanization_makes_a_word_is_read_no_other_way():
    assert cyrillic("Sumy", default_lexicon().known) == ("суми",)
    assert cyrillic("Natalia", lambda word: word == "наталя") == ("наталя",)


@pytest.mark.parametrize(
    ("word", "other"), [("day", "дай"), ("May", "май"), ("get", "геть"), ("hang", "ганг"), ("Buy", "буй")]
)
def test_a_short_english_word_is_no_name_of_an_older_spelling(word, other):
    assert other not in cyrillic(word, default_lexicon().known)


@pytest.mark.parametrize(("word", "other"), [("Igor", "ігор"), ("Oleg", "олег"), ("zelensky", "зеленський")])
def test_a_short_name_is_one_where_it_has_its_capital(word, other):
    assert other in cyrillic(word, default_lexicon().known)


@pytest.mark.parametrize("word", ["WHO", "SIDA", "Microsoft Word", "x2", "quota", "covid-19", "рада", "", "a" * 40])
def test_what_the_romanization_could_not_have_made_stays(word):
    assert cyrillic(word, default_lexicon().known) == ()
    assert not could_be_a_name(word)


def test_a_word_stays_as_typed_beside_what_it_may_be():
    assert ways("Embassy", default_lexicon())[0] == "embassy"
    assert {"labaziuk", "лабазюкові"} <= set(ways("Labaziuk", default_lexicon()))


@pytest.mark.parametrize(
    "word",
    [
        "i" * 32,
        "iaiaiaiaiaiaiaiaia",
        "tstststststststststs",
        "-".join(["lolo"] * 6),
        "y" * 32,
        "'" * 9,
        "e" + "ia" * 15,
    ],
)
def test_a_word_that_may_be_many_costs_little(word):
    assert len(cyrillic(word, default_lexicon().known)) <= MOST_KEPT


@pytest.mark.parametrize("word", ["i" * 20 + "w", "ii" * 15 + "q", "iaieiuii" * 3 + "w", "zhkhtschshch" * 2, "i" * 32])
def test_a_word_that_can_be_read_in_very_many_ways_or_in_none_takes_no_time(word):
    start = time.process_time()

    assert could_be_a_name(word) is word.endswith(("h", "i"))
    assert len(cyrillic(word, lambda _: False)) <= MOST_KEPT
    assert time.process_time() - start < 1
