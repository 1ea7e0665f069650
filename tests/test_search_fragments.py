"""The places of a text that a hit shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.search.fragments import AROUND, MOST, WORDS, fragments

TEXT = " ".join(f"с{number}" for number in range(300))


def marked(*numbers, text=TEXT):
    words = text.split()
    return " ".join(f"[{word}]" if number in numbers else word for number, word in enumerate(words))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("коротко", "коротко"),
        ("[коротко]", "[коротко]"),
        ("один\n\n[два]  три", "один [два] три"),
        ("а [б в г] д", "а [б в г] д"),
        ("(«[обласна]-[рада]»)", "(«[обласна]-[рада]»)"),
    ],
)
def test_a_short_text_is_shown_whole(text, shown):
    assert shown == fragments(text, "[", "]")


def test_the_beginning_is_shown_where_nothing_is_found():
    assert fragments(TEXT, "[", "]") == " ".join(TEXT.split()[:WORDS]) + " …"


def test_a_word_is_shown_with_its_neighbours():
    assert fragments(marked(100), "[", "]") == f"… {marked(5, text=' '.join(TEXT.split()[95:106]))} …"


def test_words_far_from_each_other_are_shown_in_the_order_of_the_text():
    shown = fragments(marked(200, 20), "[", "]")

    assert shown.index("[с20]") < shown.index(" … ", 1) < shown.index("[с200]")


def test_another_word_is_rather_shown_than_the_same_again():
    text = marked(10, 50, 90, 130).replace("[с50]", "[с10]").replace("[с90]", "[с10]")

    shown = fragments(text, "[", "]")

    assert "[с130]" in shown
    assert "с50" not in shown.replace("[с10]", "")


def test_no_more_is_shown_than_there_is_room_for():
    shown = fragments(marked(*range(0, 300, 12)), "[", "]")

    assert shown.count(" … ") < MOST
    assert len(shown.split()) <= WORDS + 2 * AROUND + WORDS


def test_a_long_found_phrase_is_cut_and_its_marks_stay_a_pair():
    words = TEXT.split()
    shown = fragments(
        " ".join([*words[:50], "[" + words[50], *words[51:150], words[150] + "]", *words[151:]]), "[", "]"
    )

    assert shown.count("[") == shown.count("]") == 1
    assert len(shown.split()) < 2 * WORDS


@given(st.lists(st.sampled_from(["а", "[б]", "[в", "г]", "[д][е]", "є-[ж]", "\n"]), max_size=120))
def test_marks_come_in_pairs_whatever_the_text(words):
    shown = fragments(" ".join(words), "[", "]")

    assert len(shown.split()) <= 3 * WORDS
    if "[в" not in words and "г]" not in words:
        assert shown.count("[") == shown.count("]")
