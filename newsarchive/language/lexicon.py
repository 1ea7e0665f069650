"""The dictionary behind one small interface: a word in any form goes in, all its forms come out.

Every lexeme counts, not the likeliest one: «голови» is of the head of a council and of a head, and a
dictionary's first guess splits «рада», «ради» and «раду» over three words.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from newsarchive.language import overlay
from newsarchive.language.endings import guess
from newsarchive.language.forms import CELLS, Form, agreeing, table
from newsarchive.language.spelling import straight, with_apostrophe

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS_REMEMBERED = 2048
_TAGS_REMEMBERED = 2048
_GUESSED_LEXEMES = 4
_ROWS_A_CELL = 16
_DECLINED = {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}


class Lexicon(Protocol):
    """What search needs of a dictionary."""

    def paradigm(self, word: str) -> tuple[Form, ...]:
        """Return every form of every word that the given form may belong to; the form itself at least."""

    def forms(self, word: str) -> tuple[str, ...]:
        """Return the same as bare texts, the word itself first, each once."""


class PymorphyLexicon:
    """pymorphy3 and its Ukrainian dictionary, with our overlay, and endings for what it does not know."""

    def __init__(self) -> None:
        self.paradigm = lru_cache(_WORDS_REMEMBERED)(self._paradigm)

    def forms(self, word: str) -> tuple[str, ...]:
        """Return the texts of all forms, lower case, apostrophes straight, the word itself first."""
        given = straight(word).lower()
        return tuple(dict.fromkeys((given, *(form.text for form in self.paradigm(given)))))

    def _paradigm(self, word: str) -> tuple[Form, ...]:
        given = straight(word).lower()
        return tuple(dict.fromkeys(self._known(given) or self._unknown(given))) or (Form(given),)

    def _known(self, word: str) -> tuple[Form, ...]:
        return tuple(_dictionary_forms(word)) if _analyzer().word_is_known(word) else ()

    def _unknown(self, word: str) -> tuple[Form, ...]:
        if "-" in word:
            return self._compound(word.split("-"))
        for whole in with_apostrophe(word):
            if _analyzer().word_is_known(whole):
                return (*_dictionary_forms(whole), Form(word))
        declined = guess(word)
        return (*_predicted(word), *declined) if declined else ()

    def _compound(self, parts: list[str]) -> tuple[Form, ...]:
        """Inflect «семінар-тренінг» in both parts, and «прем'єр-міністр» in the last alone."""
        tables = [table(self.paradigm(part)) for part in parts]
        head = "-".join(parts[:-1])
        return (
            *(_join(row) for cell in CELLS for row in islice(agreeing(tables, cell), _ROWS_A_CELL)),
            *(form._replace(text=f"{head}-{form.text}") for form in self.paradigm(parts[-1])),
        )


@cache
def default_lexicon() -> Lexicon:
    """Return the one lexicon of this process; the dictionary is read at its first word (120 ms, 44 MB)."""
    return PymorphyLexicon()


@cache
def _analyzer() -> Any:
    with warnings.catch_warnings():
        # Older pymorphy3 finds its dictionary through pkg_resources, which warns of its own end.
        warnings.simplefilter("ignore")
        import pymorphy3  # noqa: PLC0415 - a tenth of a second that only a search should pay

        return pymorphy3.MorphAnalyzer(lang="uk")


def _dictionary_forms(word: str) -> Iterator[Form]:
    never_meant = overlay.NEVER_MEANT.get(word, frozenset())
    for lexeme in _lexemes(word):
        if (lexeme[0].normal_form, str(lexeme[0].tag.POS)) not in never_meant:
            yield from (_form(parse) for parse in lexeme)


def _predicted(word: str) -> Iterator[Form]:
    """Yield what pymorphy3 makes of an unknown word by its look: good at adjectives and long words."""
    lexemes = [lexeme for lexeme in _lexemes(word) if str(lexeme[0].tag.POS) in _DECLINED]
    for lexeme in lexemes[:_GUESSED_LEXEMES]:
        yield from (_form(parse) for parse in lexeme)


def _lexemes(word: str) -> Iterator[list[Any]]:
    """Yield each lexeme once; homonyms come as one parse for each cell they may stand in."""
    seen = set()
    for parse in _analyzer().parse(word):
        lexeme = parse.lexeme
        key = (lexeme[0].word, str(lexeme[0].tag), len(lexeme))
        if key not in seen:
            seen.add(key)
            yield lexeme


def _form(parse: Any) -> Form:
    return _template(parse.tag, parse.word == parse.normal_form)._replace(text=straight(parse.word))


@lru_cache(_TAGS_REMEMBERED)
def _template(tag: Any, lemma: bool) -> Form:
    """Read a tag; part of the dictionary's nominatives carry no case (громада, голова)."""
    noun = tag.POS == "NOUN"
    case = tag.case or ("nomn" if noun and lemma else None)
    if case is None:
        return Form("")
    number = "plur" if "plur" in tag else "sing"
    gender = "" if number == "plur" else str(tag.gender or "")
    return Form("", f"{case} {number}", gender, noun=noun)


def _join(row: tuple[Form, ...]) -> Form:
    return row[-1]._replace(text="-".join(form.text for form in row), noun=any(form.noun for form in row))
