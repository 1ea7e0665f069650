"""pymorphy3 and its Ukrainian dictionary of 2022. Its licence contradicts itself: docs/decisions/0005-licence.md."""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from newsarchive.language.forms import Form
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.language.lexicon import Lexeme

_TAGS_REMEMBERED = 2048
_GUESSED_LEXEMES = 4
_DECLINED = {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}
_NAMES = {"Name": "first", "Patr": "patronymic", "Surn": "surname"}


class PymorphyDictionary:
    """What pymorphy3 knows, every lexeme of a word."""

    def known(self, word: str) -> bool:
        """Say whether the dictionary has the word in this very form."""
        return bool(_analyzer().word_is_known(word))

    def lexemes(self, word: str) -> Iterator[Lexeme]:
        """Yield each lexeme that the form may belong to."""
        for lexeme in _lexemes(word):
            lemma, speech = lexeme[0].normal_form, str(lexeme[0].tag.POS)
            more = _impersonal(lexeme) if speech == "VERB" else ()
            yield lemma, speech, [*_forms(lexeme), *more]

    def predicted(self, word: str) -> Iterator[Form]:
        """Yield what is made of an unknown word by its look: good at adjectives and long words."""
        lexemes = [lexeme for lexeme in _lexemes(word) if str(lexeme[0].tag.POS) in _DECLINED]
        for lexeme in lexemes[:_GUESSED_LEXEMES]:
            yield from _forms(lexeme)


@cache
def _analyzer() -> Any:
    with warnings.catch_warnings():
        # Older pymorphy3 finds its dictionary through pkg_resources, which warns of its own end.
        warnings.simplefilter("ignore")
        import pymorphy3  # noqa: PLC0415 - a tenth of a second that only a search should pay

        return pymorphy3.MorphAnalyzer(lang="uk")


def _lexemes(word: str) -> Iterator[list[Any]]:
    """Yield each lexeme once; homonyms come as one parse for each cell they may stand in."""
    seen = set()
    for parse in _analyzer().parse(word):
        lexeme = parse.lexeme
        key = (lexeme[0].word, str(lexeme[0].tag), len(lexeme))
        if key not in seen:
            seen.add(key)
            yield lexeme


def _forms(lexeme: list[Any]) -> Iterator[Form]:
    """Read a lexeme; its first form often lacks what makes it a name."""
    name = next((name for grammeme, name in _NAMES.items() if any(grammeme in parse.tag for parse in lexeme[:2])), "")
    for parse in lexeme:
        template = _template(parse.tag, parse.word == parse.normal_form)
        form = template._replace(text=straight(parse.word), name=name)
        yield form
        if form.cell == "datv sing" and form.text.endswith(("у", "ю")) and "inan" in parse.tag:
            # «Стану», «центру» are genitives, too, where the dictionary has «стана», «центра» alone.
            yield form._replace(cell="gent sing")


def _impersonal(lexeme: list[Any]) -> Iterator[Form]:
    """Yield «ухвалено», «прийнято», which the dictionary often gives to nothing but themselves."""
    lemma = str(lexeme[0].normal_form)
    first = (parse.word for parse in lexeme if "1per" in parse.tag and "sing" in parse.tag)
    stems = {lemma.removesuffix("ти"), *(f"{word[:-1]}е" for word in first)}
    for form in {f"{stem}{ending}" for stem in stems for ending in ("но", "то")}:
        if _analyzer().word_is_known(form) and any(parse.normal_form == lemma for parse in _analyzer().parse(form)):
            yield Form(straight(form))


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
