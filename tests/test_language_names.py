"""Whose name is meant."""

import pytest

from newsarchive.language import clashes, default_lexicon, genders
from newsarchive.language.endings import guess


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Олександра Ковальського", "masc masc"),
        ("Олександра Ковальська", "femn femn"),
        ("Олександру Ковальську", "femn femn"),
        ("Валентина Задорожного", "masc masc"),
        ("Ковальський Олександр Львович", "masc masc masc"),
        ("Віолета Лабазюк", "femn femn"),
        ("Надія Бойко", "femn femn"),
        ("Петрові Скаличеві", "masc masc"),
        ("Скалич Олені", "femn femn"),
        ("якова сидоренка", "masc masc"),
        ("лесюком васильком", "masc masc"),
        ("лесі кушнір", "femn femn"),
        ("маркові бабієві", "masc masc"),
        ("Ірини Баран", "femn femn"),
        ("Дмитро Дригало", "masc masc"),
        ("Любові Криворучко", "femn femn"),
        ("Вірі Балакіній", "femn femn"),
        ("обласна рада", " "),
        ("рада школи", " "),
        ("надія людей", " "),
        ("Українська рада", " "),
        ("Скалич", ""),
        ("андрій мороз", "masc masc"),
        ("сергія жадана", "masc masc"),
        ("Назар Цвіль", "masc masc"),
        ("Павла Кийка", "masc masc"),
        ("Біла Церква", " "),
        ("ірина відкрила", " "),
        ("роман шевченка", " "),
        ("червона калина", " "),
        ("марка меду", " "),
    ],
)
def test_the_words_beside_a_surname_tell_its_gender(query, expected):
    assert tuple(expected.split(" ")) == genders(query.split(), default_lexicon())


@pytest.mark.parametrize(
    ("word", "gender", "with_", "without"),
    [
        ("Ковальська", "", "ковальською ковальської ковальських", "ковальський ковальського ковальським"),
        ("Ковальським", "", "ковальський ковальському", "ковальська ковальською"),
        ("Хмільовська", "", "хмільовської", "хмільовський хмільовським"),
        ("Хмільовського", "", "хмільовський хмільовськім", "хмільовська хмільовській"),
        ("хмільовська", "", "хмільовської хмільовський", ""),
        ("обласна", "", "обласний обласною", ""),
        ("Обласна", "", "обласний обласною", ""),
        ("Лабазюк", "femn", "лабазюк", "лабазюка лабазюкові"),
        ("Лабазюк", "masc", "лабазюка лабазюкові", ""),
        ("Мельник", "femn", "мельник", "мельника"),
        ("Швець", "masc", "швець шевця шевцеві", ""),
        ("Олександра", "femn", "олександри олександрою", "олександр олександром"),
        ("Олександра", "masc", "олександр олександром", "олександри олександрою"),
        ("Скалич", "femn", "скалич", "скалича скаличеві"),
        ("Баран", "femn", "баран", "барана бараном"),
        ("Ковальською-Мельник", "femn", "ковальська-мельник ковальської-мельник", ""),
        ("Коваль-Гнатюк", "femn", "коваль-гнатюк", "коваля-гнатюка"),
        ("Коваля-Гнатюка", "masc", "коваль-гнатюк ковалем-гнатюком", ""),
        ("Криворучко", "femn", "криворучко", "криворучка"),
        ("Галаган", "femn", "галаган ґалаґан", "галагана ґалаґана"),
        ("Демянюк", "femn", "демянюк дем'янюк", "демянюка дем'янюка"),
        ("Балакіній-Луценко", "femn", "балакіна-луценко балакіною-луценко", ""),
        ("Лукова", "masc", "луков луків луковим", ""),
        ("Грицьковим", "masc", "грицьков грицьків грицькова", ""),
        ("Лукова", "femn", "лукової", "луков луків"),
        ("Балакіній", "femn", "балакіна балакіної", "балакіним"),
        ("Лемішка", "masc", "лемішки лемішці лемішкою", ""),
        ("Дригало", "masc", "дригала дригалові", ""),
        ("Гребінь", "masc", "гребеня", ""),
        ("Гончара", "", "гончарем гончаром гончареві", ""),
        ("Лизогубу", "", "лизогуба лизогуби лизогубою лизогубом", ""),
        ("олександрові", "", "олександр олександром", "олександровим олександрової"),
        ("миколаєві", "", "миколай миколаїв миколаєва", ""),
        ("жадана", "masc", "жадан жаданом", "жаданий жаданої"),
    ],
)
def test_a_name_s_forms_are_those_of_its_gender(word, gender, with_, without):
    forms = set(default_lexicon().forms(word, gender))

    assert set() == set(with_.split()) - forms
    assert set() == set(without.split()) & forms


def test_a_given_gender_never_leaves_a_word_without_forms():
    assert "ковальського" in default_lexicon().forms("Ковальського", "femn")


def test_a_woman_s_surname_on_a_consonant_is_all_that_is_guessed_for_her():
    assert {"скалич"} == {form.text for form in guess("скалич", "femn")}


@pytest.mark.parametrize(
    ("name", "of_given", "of_surname"),
    [
        ("Олександр Довженко", "олександра олександру олександрі", "довженко"),
        ("Нечая Руслана", "руслана руслану руслані", "нечай"),
    ],
)
def test_forms_of_a_man_s_name_that_together_are_a_woman_s_are_told(name, of_given, of_surname):
    words = name.split()
    (clash,) = clashes(words, genders(words, default_lexicon()), default_lexicon())

    assert clash.of_given == set(of_given.split())
    assert clash.of_surname == {of_surname}


@pytest.mark.parametrize("name", ["Володимир Гончарук", "Олександр Ковальський", "Олександра Довженко", "обласна рада"])
def test_where_no_woman_could_be_meant_nothing_clashes(name):
    words = name.split()

    assert clashes(words, genders(words, default_lexicon()), default_lexicon()) == ()
