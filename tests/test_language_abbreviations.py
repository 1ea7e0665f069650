"""Abbreviations and what they stand for."""

import pytest

from newsarchive.language import default_lexicon, shortened, shortenings, ways
from newsarchive.language.abbreviations import expansions, written

LINES = shortenings.LISTED.strip().splitlines()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ОВА", "обласною військовою адміністрацією"),
        ("ова", "обласні військові адміністрації"),
        ("ЦНАПу", "центрів надання адміністративних послуг"),
        ("ВПО", "внутрішньо переміщеним особам"),
        ("ВПО", "внутрішньо переміщена особа"),
        ("ФАПів", "фельдшерсько-акушерському пункті"),
        ("ТЦК", "територіального центру комплектування"),
        ("ДСНС", "державною службою україни з надзвичайних ситуацій"),
        ("ЗСУ", "збройних сил україни"),
        ("Кабмін", "кабінету міністрів україни"),
        ("ВР", "верховною радою"),
        ("Міноборони", "міністерством оборони"),
        ("ЄСПЛ", "європейському суді з прав людини"),
        ("РЕБ", "радіоелектронною боротьбою"),
        ("нардепи", "народні депутати"),
        ("облрадою", "обласній раді"),
        ("райдержадміністрації", "районними державними адміністраціями"),
        ("НСЗУ", "національною службою здоров'я"),
        ("ПФУ", "пенсійному фонді"),
        ("ЕКОПФО", "експертної команди з оцінювання повсякденного функціонування особи"),
    ],
)
def test_an_abbreviation_stands_for_words_in_every_form(typed, meant):
    assert meant in ways(typed, default_lexicon())
    assert tuple(meant.split()) in expansions(typed, default_lexicon())


@pytest.mark.parametrize(
    ("typed", "abbreviation"),
    [
        ("обласна військова адміністрація", "ова"),
        ("Обласною військовою адміністрацією", "ова"),
        ("центрів надання адміністративних послуг", "цнапів"),
        ("внутрішньо переміщених осіб", "впо"),
        ("територіальна громада", "тг"),
        ("територіальна громада", "отг"),
        ("об’єднана територіальна громада", "отг"),
        ("міська територіальна громада", "міською тг"),
        ("сільській територіальній громаді", "сільська тг"),
        ("Збройним Силам України", "зсу"),
        ("обласною радою", "облради"),
        ("виконавчого комітету", "виконкомі"),
        ("Кабінет Міністрів України", "кабміном"),
        ("Національною поліцією", "нацполіція"),
        ("територіального центру комплектування та соціальної підтримки", "тцк"),
        ("ТЦК та СП", "територіальним центром комплектування"),
        ("житлово комунального господарства", "жкг"),
        ("фізичною особою підприємцем", "фоп"),
        ("тимчасово виконувач обов'язків", "т.в.о."),
        ("тимчасовою виконувачкою обов'язків", "т.в.о."),
        ("тимчасово виконувач обов'язків", "тимчасово виконуючого обов'язки"),
        ("внутрішньопереміщеними особами", "впо"),
        ("внутрішньо переміщені особи", "внутрішньопереміщених осіб"),
        ("селища", "с-ща"),
        ("селище", "смт"),
        ("кілометрів", "км"),
        ("гектара", "га"),
    ],
)
def test_words_in_any_form_may_be_abbreviated(typed, abbreviation):
    runs = shortened(typed.split(), default_lexicon())

    assert abbreviation in {form for run in runs for form in run.forms}


@pytest.mark.parametrize(
    "typed", ["обласна адміністрація", "військова обласна адміністрація", "територіальна", "збройна сила україни", ""]
)
def test_other_words_are_not_abbreviated(typed):
    assert shortened(typed.split(), default_lexicon()) == ()


def test_the_longest_run_comes_first_and_is_told_by_its_place():
    first, *_ = shortened(["голова", "об'єднаної", "територіальної", "громади", "міста"], default_lexicon())

    assert (first.start, first.end) == (1, 4)


def test_in_capitals_the_abbreviation_is_meant_and_not_the_word_like_it():
    assert "оди" not in ways("ОДА", default_lexicon())
    assert "оди" in ways("ода", default_lexicon())
    assert written("рада") == ()


@pytest.mark.parametrize("typed", ["ТрО", "тро", "впо"])
def test_an_abbreviation_that_is_no_word_has_no_forms_of_one(typed):
    forms = ways(typed, default_lexicon())

    assert [form for form in forms if " " not in form and not form.startswith("теробор")] == [typed.lower()]


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("місто Городок", "м городок"),
        ("міста Городка", "м городок"),
        ("у селі Лісоводи", "с лісоводів"),
        ("річка Збруч", "р збруч"),
        ("2024 року", "2024 р"),
        ("2022-2024 роки", "2022-2024 рр"),
        ("2022 р", "2022 року"),
        ("у 2024 році", "2024 му"),
        ("пів року", "півроку"),
        ("статті 26", "ст 26"),
        ("ст 26", "статтею 26"),
        ("XIX століття", "xix ст"),
        ("ХІХ століття", "xix ст"),
        ("XIX ст", "хіх столітті"),
    ],
)
def test_one_letter_says_something_beside_a_name_or_a_year(typed, short):
    assert short in {form for run in shortened(typed.split(), default_lexicon()) for form in run.forms}


@pytest.mark.parametrize(
    "typed",
    [
        "місто",
        "рік 2024",
        "12 місто",
        "Городок місто",
        "5 років",
        "12024 року",
        "стаття про",
        "ст",
        "20 ст",
        "і століття",
    ],
)
def test_one_letter_says_nothing_elsewhere(typed):
    runs = shortened(typed.split(), default_lexicon())

    assert not {form for run in runs for form in run.forms if " " in form}


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_list_can_be_inflected_and_found_again(line):
    name, meant = line.split(": ")
    for phrase in meant.split(", "):
        words = phrase.replace("=", "").lower().split()

        assert tuple(words) in expansions(name.replace("~", ""), default_lexicon())
        assert phrase == "імені=" or len(expansions(name.replace("~", ""), default_lexicon())) > 3
        runs = shortened(words, default_lexicon())
        assert name == "ГО" or any(name.replace("~", "").lower() in run.forms for run in runs)


def test_who_asks_for_a_public_organization_is_not_given_every_date():
    assert shortened(["громадська", "організація"], default_lexicon()) == ()
    assert "громадських організацій" in ways("ГО", default_lexicon())


def test_each_abbreviation_stands_in_one_line():
    names = [line.partition(":")[0].replace("~", "") for line in LINES]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("typed", "twin"),
    [
        ("ІТ", "it"),
        ("IT", "іт"),
        ("ТОВ", "tob"),
        ("ІТ-компанія", "it-компаніями"),
        ("IT-школі", "іт-школа"),
        ("С", "c"),
    ],
)
def test_an_abbreviation_that_looks_alike_in_both_alphabets_is_found_in_either(typed, twin):
    assert twin in ways(typed, default_lexicon())


@pytest.mark.parametrize("typed", ["SIDA", "ОДА", "І"])
def test_other_words_stay_in_their_own_alphabet(typed):
    lexicon = default_lexicon()

    assert len({word.isascii() for form in ways(typed, lexicon) for word in form.split()}) == 1
