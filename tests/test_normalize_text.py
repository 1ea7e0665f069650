"""Text is made searchable without changing what a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.normalize.text import clean


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Cьогодні cесії", "Сьогодні сесії"),
        ("вітaння oблaснoї рaди", "вітання обласної ради"),
        ("Кiровоградської", "Кіровоградської"),
        ("Адміністpативно-теpитоpіальний", "Адміністративно-територіальний"),
        ("Укра\u00efна", "Україна"),
        ("і\u0308жак, и\u0306", "їжак, й"),
        ("за\u0301мок, г\u0301рунт, ї\u0301х", "замок, грунт, їх"),
        ("обл\u00adрада\u200b \u2060ст\u200dа\ufeffрт", "облрада старт"),
        ("рада\x00\x07\x85", "рада"),
        ("\u202eрада\u202c \u2066ра\u200fда\u2069", "рада рада"),
        ("а\ud800б", "аб"),
        ("рядок\nдругий\tтретій", "рядок\nдругий\tтретій"),
    ],
)
def test_what_cannot_be_seen_or_was_mistyped_is_repaired(printed, expected):
    assert expected == clean(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "13 сесія VIII скликання",
        "VІІІ скликання",
        "PROдержава",
        "Facebookом",
        "Embassy of Ukraine in Sweden/Посольству України",
        "ІТ-сфера, IТ",
        "Кам´янець, Кам?янець, п’ять, п'ять, пʼять, п`ять",
        "«Рада» “рада” \u2013 рада\u2026",
        "якому  беруть",
        "",
        "Plain ASCII",
    ],
)
def test_what_was_meant_stays_as_printed(printed):
    assert printed == clean(printed)


@given(st.text())
def test_cleaning_is_done_once_and_gives_valid_unicode(text):
    cleaned = clean(text)
    cleaned.encode()

    assert cleaned == clean(cleaned)
