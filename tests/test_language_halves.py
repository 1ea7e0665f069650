"""Words of which one reads like a half, cut at the apostrophe."""

import pytest

from newsarchive.language import default_lexicon, town, wholes


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("сім", "сім'я"),
        ("львів", "львів'янами"),
        ("бар", "бар'єр"),
        ("єднання", "об'єднання"),
        ("їзд", "з'їзд"),
        ("яна", "мар'яна"),
        ("єва", "солов'єва"),
    ],
)
def test_the_words_are_named_of_which_one_reads_like_a_half(word, whole):
    assert whole in wholes(word, default_lexicon())


@pytest.mark.parametrize("word", ["рада", "в", "об", "я", "янв"])
def test_a_word_that_is_no_half_or_of_too_many_has_none(word):
    assert wholes(word, default_lexicon()) == ()


@pytest.mark.parametrize("words", ["кам янці", "камʼянці", "камянці"])
def test_a_village_is_told_from_the_town_that_its_name_reads_like_the_beginning_of(words):
    assert town(words, {words}) == f"{words} подільському"
    assert town(words, {words, f"{words.removesuffix('ці')}ець"}) == ""


@pytest.mark.parametrize("words", ["кам янка", "янці", "рада"])
def test_other_places_are_the_beginning_of_no_town(words):
    assert town(words, {words}) == ""
