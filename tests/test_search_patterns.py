"""A pattern of many words finds what a list of them would, and is shorter."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.search.patterns import beginning, either

WORDS = st.lists(st.text("абв", min_size=1, max_size=9), min_size=1, max_size=12)
PHRASES = st.lists(WORDS.map(" ".join), min_size=1, max_size=8)


def listed(texts):
    """Match any of some texts, the longest first, each written out."""
    return "|".join(re.escape(text).replace(r"\ ", r"[\W_]+") for text in sorted(texts, key=len, reverse=True))


@given(WORDS | PHRASES, st.text("абв -", max_size=80))
def test_it_finds_what_a_list_finds(texts, text):
    expected = [match.span() for match in re.finditer(rf"(?<![^\W_])(?:{listed(texts)})(?![^\W_])", text)]

    assert [match.span() for match in re.finditer(rf"{beginning(texts)}(?![^\W_])", text)] == expected
    assert re.findall(either(texts), text) == re.findall(listed(texts), text)


def test_what_forms_have_in_common_is_written_once():
    phrases = [f"перш{one} заступниц{two} голов{three}" for one in ("а", "ої") for two in "яі" for three in "аиу"]

    assert either(phrases).count("перш") == 1
    assert either(phrases).count("заступниц") == 2


def test_words_that_each_begin_the_next_are_no_deeper_than_the_compiler_goes():
    texts = ["а" * letters for letters in range(1, 700)]

    assert re.fullmatch(either(texts), texts[-1])
