"""A second dictionary: simplemma's (MIT), for whoever cannot or does not want to use pymorphy3's.

simplemma says of a form to which one word it belongs. Search needs the way back, so its table of 600,000 forms is
turned round when the first word is looked up (two seconds, 190 MB). Cases and genders it does not know: where the
endings of ``endings`` make a form that the table has, they tell; all other forms are found, but not inflected
together with others.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language.endings import ADJECTIVES, guess
from newsarchive.language.forms import Form
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.language.lexicon import Lexeme

_LIKE_AN_ADJECTIVE = re.compile("..(?:[аоиі]н|[сцз]ьк)$")
_STRESS = "\u0301"
_LEMMAS_REMEMBERED = 2048


class SimplemmaDictionary:
    """What simplemma knows, both ways."""

    def known(self, word: str) -> bool:
        """Say whether the table has the form."""
        return word in _tables().lemmas

    def beginning(self, text: str) -> Iterator[str]:
        """Yield none: its table is in no order."""
        del text
        return iter(())

    def lexemes(self, word: str) -> Iterator[Lexeme]:
        """Yield the words of a form: simplemma's, and those that have it by their endings («ради» is of рада, too)."""
        tables = _tables()
        by_ending = {form.text for form in guess(word) if form.cell == "nomn sing" and form.text in tables.forms}
        found = dict.fromkeys(tables.lemmas.get(word, "").split("\n"))
        for lemma in (*found, *sorted(by_ending - found.keys())):
            forms = _forms(lemma)
            if lemma in found or any(form.text == word for form in forms):
                yield lemma, "", list(forms)

    def predicted(self, word: str) -> Iterator[Form]:
        """Yield an adjective's forms for what looks like one: «деокупованого», «волочиської»."""
        hard, _ = ADJECTIVES
        for ending in dict.fromkeys(text for text, _, _ in hard):
            stem = word.removesuffix(ending)
            if word.endswith(ending) and _LIKE_AN_ADJECTIVE.search(stem):
                yield from _adjective(stem, hard)


class _Tables(NamedTuple):
    """simplemma's table in both directions, lower case, apostrophes straight; several in one text, a line each."""

    lemmas: dict[str, str]
    forms: dict[str, str]


@cache
def _tables() -> _Tables:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415 - optional

    lemmas: dict[str, str] = {}
    forms: dict[str, str] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary("uk").items():
        _add(lemmas, _plain(form), _plain(lemma))
        _add(forms, _plain(lemma), _plain(form))
    return _Tables(lemmas, forms)


def _plain(text: str) -> str:
    return text.lower() if text.isalpha() else straight(text).lower().replace(_STRESS, "")


def _add(table: dict[str, str], key: str, value: str) -> None:
    held = table.get(key)
    if held is None:
        table[key] = value
    elif value not in held.split("\n"):
        table[key] = f"{held}\n{value}"


@lru_cache(_LEMMAS_REMEMBERED)
def _forms(lemma: str) -> tuple[Form, ...]:
    """Return the forms of a word, with their cells where endings tell them."""
    listed = dict.fromkeys([lemma, *_tables().forms.get(lemma, "").split("\n")])
    described = [form for form in _declined(lemma) if form.text in listed]
    told = {form.text for form in described}
    return (*described, *(Form(text) for text in listed if text and text not in told))


def _declined(lemma: str) -> Iterator[Form]:
    for endings in ADJECTIVES:
        if lemma.endswith(endings[0][0]):
            yield from _adjective(lemma.removesuffix(endings[0][0]), endings)
            return
    for form in guess(lemma, as_lemma=True):
        yield form._replace(name="")


def _adjective(stem: str, endings: tuple[tuple[str, str, str], ...]) -> Iterator[Form]:
    for ending, cell, gender in endings:
        yield Form(stem + ending, cell, gender)
