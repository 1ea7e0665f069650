"""Words of which one reads like a half, cut at the apostrophe."""

import pytest

from newsarchive.language import default_lexicon, wholes


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
