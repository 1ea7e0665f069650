"""Several words inflected together."""

import pytest

from newsarchive.language import Form, default_lexicon, inflect
from newsarchive.language.forms import CELLS, agreeing, table


def forms(phrase, most=200):
    return [" ".join(row) for row in inflect(phrase.split(), default_lexicon(), most=most)]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("обласна рада", "обласної ради"),
        ("обласної ради", "обласна рада"),
        ("сесія ради", "сесії ради"),
        ("сесія ради", "сесіях ради"),
        ("сесії ради", "сесія ради"),
        ("голова обласної ради", "головою обласної ради"),
        ("територіальна громада", "територіальних громад"),
        ("перший заступник голови", "першому заступнику голови"),
        ("володимир гончарук", "володимиром гончаруком"),
        ("володимира гончарука", "володимир гончарук"),
        ("віолета лабазюк", "віолети лабазюк"),
        ("петро скалич", "петрові скаличеві"),
        ("взяти участь", "взяв участь"),
        ("юні гості", "юних гостей"),
        ("перші заступники голів", "перший заступник голови"),
        ("голів рад", "голова ради"),
        ("місто хмельницький", "місті хмельницькому"),
    ],
)
def test_a_phrase_leads_to_its_form(typed, form):
    assert form in forms(typed)


def test_the_phrase_as_typed_comes_first_and_the_number_is_bounded():
    assert forms("обласна рада")[0] == "обласна рада"
    assert len(forms("обласна рада", most=5)) == 5
    assert len(forms("обласна рада", most=1)) == 1


def test_an_adjective_does_not_take_another_gender_than_its_noun_s():
    together = {" ".join(row) for row in inflect(["обласна", "рада"], default_lexicon(), most=12)}

    assert set() == {"обласного ради", "обласному раді"} & together


def test_nouns_of_two_genders_agree_in_case_and_an_adjective_with_neither_does_not():
    town, kyiv = Form("місто", "nomn sing", "neut", noun=True), Form("київ", "nomn sing", "masc", noun=True)
    old = Form("стара", "nomn sing", "femn")

    assert [(town, kyiv)] == list(agreeing([table([town]), table([kyiv])], CELLS[0]))
    assert list(agreeing([table([old]), table([kyiv])], CELLS[0])) == []
