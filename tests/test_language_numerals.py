"""What begins with a figure, and Roman numerals in either alphabet."""

import pytest

from newsarchive.language import default_lexicon, numerals, shortened, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12-та", "12-ї"),
        ("12-ту", "12-ою"),
        ("2-га", "2-й"),
        ("100-річчя", "100-річчю"),
        ("100-річчю", "100-річчя"),
        ("30-річного", "30-річний"),
        ("9-класників", "9-класник"),
        ("28-а", "28-ма"),
        ("28-у", "28-ї"),
        ("3-я", "3-тя"),
    ],
)
def test_a_word_that_begins_with_a_figure_is_inflected(one, other):
    assert numerals.inflects(one)
    assert other in default_lexicon().forms(one)


@pytest.mark.parametrize("word", ["65-рд", "24.02.2022", "12-5/2024", "5-А", "covid-19", "2024"])
def test_a_number_stays_as_it_is(word):
    assert not numerals.inflects(word)


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("28-ма сесія", "28 а сесія"),
        ("28-ї сесії", "28 у сесію"),
        ("3-тя черга", "3 я черга"),
        ("12-те місце", "12 е місце"),
    ],
)
def test_an_ordinal_of_one_letter_is_found_beside_its_noun_alone(typed, short):
    runs = shortened(typed.split(), default_lexicon())

    assert short in {form for run in runs for form in run.forms}
    assert not shortened(["28-ма", "завтра"], default_lexicon())
    assert short.rpartition(" ")[0].replace(" ", "-") not in default_lexicon().forms(typed.split()[0])


@pytest.mark.parametrize(("one", "other"), [("ііі", "iii"), ("xxi", "ххі"), ("vііі", "viii"), ("viii", "vііi")])
def test_a_roman_numeral_is_found_in_either_alphabet_and_in_both_at_once(one, other):
    assert spellings(one)[0] == one
    assert other in spellings(one)


@pytest.mark.parametrize("word", ["хвіст", "і", "їх", "iv-x"])
def test_what_is_no_roman_numeral_stays(word):
    assert all(spelling.replace(" ", "-") == word for spelling in spellings(word))


def test_a_long_numeral_stays_within_bounds():
    assert len(spellings("xxxviiix"[:8])) <= 40
