"""Whose name is meant: a man's and a woman's surname differ, and what is typed often tells which is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.language.endings import guess
from newsarchive.language.forms import CASES, Form
from newsarchive.language.overlay import NEVER_NAMES
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.language.lexicon import Lexeme, Lexicon

GENDERS = ("masc", "femn")
_GIVEN = {"first", "patronymic"}
_STAYS = re.compile("(?:[бвгґджзйклмнпрстфхцчшщь]|(?<!ог)о)$", re.IGNORECASE)
"""How a woman's surname ends that does not change: Баран, Коваль, Палій, Жмуренко."""


def genders(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Say of each word of a query whether it names a man or a woman, as the words beside it tell.

    «Олександра Ковальського» is a man in the genitive, «Олександра Ковальська» a woman in the nominative.

    Returns:
        ``masc``, ``femn``, or an empty string where nothing tells.
    """
    readings = [_readings(word, lexicon) for word in words]
    beside = [
        any(_is_given(reading) for reading in readings[max(place - 1, 0) : place + 2]) for place in range(len(words))
    ]
    for place, word in enumerate(words):
        if beside[place] and not readings[place] and word[:1].isupper():
            readings[place] = _readings_of_a_surname(word, lexicon)
        if beside[place] and _may_stay(word) and not _is_given(readings[place]) and readings[place]:
            readings[place] = [*readings[place], *_unchanged(word)]
    found = [""] * len(words)
    for start, end in _runs(readings):
        gender = _agreed(readings[start:end])
        found[start:end] = [gender] * (end - start)
    return tuple(found)


def of_gender(forms: tuple[Form, ...], word: str, gender: str) -> tuple[Form, ...]:
    """Return the forms of a word that names a man or a woman; all of them if it can be neither's."""
    if gender == "femn" and _stays(forms, word):
        return tuple(_unchanged(word))
    others = {form.text for form in forms if form.gender not in {"", gender}} - {word}
    # One person's given name has no plural: «Олександри» are women, not several of Олександр.
    named = tuple(
        form
        for form in forms
        if (form.gender == gender and (form.noun or form.name))
        or (not form.gender and form.name == "surname" and not (form.cell.endswith("plur") and form.text in others))
    )
    if any(form.text == word and form.name for form in named):
        return named
    rest = tuple(form for form in forms if form.gender in {"", gender})
    return rest if any(form.text == word for form in rest) else forms


def _stays(forms: tuple[Form, ...], word: str) -> bool:
    """Say whether a woman's surname is the same in every case: «Баран», not «Лісовій», nor a given name."""
    given = any(form.text == word and form.name in _GIVEN for form in forms)
    dative = word.endswith("ій") and any(
        form.gender == "femn" and form.cell == "nomn sing" and form.text != word for form in forms
    )
    return _may_stay(word) and not given and not dative


def _may_stay(word: str) -> bool:
    """Say whether each half of a surname ends so that a woman's does not change: not «Ковальською-Мельник»."""
    return all(_STAYS.search(part) for part in word.split("-"))


def without_names(lexemes: list[Lexeme], word: str) -> list[Lexeme]:
    """Leave out names of whom nobody thinks at a common word: «надала» is no form of Надал, nor «влади» of Влад."""
    named = [lemma for lemma, _, forms in lexemes if any(form.name for form in forms)]
    common = {lemma for lemma, _, forms in lexemes if not any(form.name for form in forms)}
    left_out = {lemma for lemma in named if common and lemma != word and lemma not in common}
    return [lexeme for lexeme in lexemes if lexeme[0] not in left_out]


def of_one(lexemes: list[Lexeme], word: str) -> Iterator[Form]:
    """Yield all forms, but no plural of a given name that is typed in the singular.

    «Олександри» are of Олександра, hardly ever several of Олександр; and «Олександр» is he, not many of her.
    """
    one = any(_is_one(form, word) for _, _, forms in lexemes for form in forms)
    for _, _, forms in lexemes:
        if not (one and forms[-1].name in _GIVEN):
            yield from forms
        elif any(_is_one(form, word) for form in forms):
            yield from (form for form in forms if not form.cell.endswith("plur"))


def _is_one(form: Form, word: str) -> bool:
    return form.text == word and form.name in _GIVEN and form.cell.endswith("sing")


def as_name(forms: tuple[Form, ...], word: str) -> tuple[Form, ...]:
    """Leave out the other gender's forms of an adjective that is a surname in the form typed: «Ковальська»."""
    surnames = {form.gender for form in forms if form.text == word and form.name == "surname"}
    # «Бузька» is a surname's genitive (Бузько), too, which says nothing of the adjective.
    return of_genders(forms, surnames & described(forms, word))


def of_genders(forms: tuple[Form, ...], genders: set[str]) -> tuple[Form, ...]:
    """Leave out an adjective's forms of other genders, and those of its plural that read the same."""
    if not genders:
        return forms
    kept = {form.text for form in forms if form.noun or form.gender in genders}
    others = {form.text for form in forms if not form.noun and form.gender not in {"", *genders}} - kept
    return tuple(form for form in forms if form.noun or (form.gender in {"", *genders} and form.text not in others))


def described(forms: tuple[Form, ...], word: str) -> set[str]:
    """Return the genders in which a word is an adjective as typed."""
    return {form.gender for form in forms if form.text == word and not form.noun} - {""}


def _readings(word: str, lexicon: Lexicon) -> list[Form]:
    """Return what a word may be as a name; a common word is one with its capital alone: «Надія», «Роман»."""
    text = straight(word).lower()
    typed = [form for form in lexicon.paradigm(word) if form.text == text]
    named = [form for form in typed if form.name]
    common = any(not form.name for form in typed) and any(form.name in _GIVEN for form in named)
    return [] if text in NEVER_NAMES or (common and not word[:1].isupper()) else named


def _is_given(reading: list[Form]) -> bool:
    return any(form.name in _GIVEN for form in reading)


def _readings_of_a_surname(word: str, lexicon: Lexicon) -> list[Form]:
    """Return what a word with a capital may be beside a given name, whatever else it is: «Дмитро Дригало»."""
    text = straight(word).lower()
    known = (form for form in lexicon.paradigm(word) if form.noun)
    guessed = (form for form in guess(text) if form.gender != "femn" or not form.noun or _may_stay(text))
    return [form for form in (*known, *guessed) if form.text == text and form.cell.endswith("sing")]


def _unchanged(word: str) -> Iterator[Form]:
    """Yield a woman's surname that is the same in every case: «Ірини Баран»."""
    yield from (Form(straight(word).lower(), f"{case} sing", "femn", noun=True, name="surname") for case in CASES)


def _runs(readings: list[list[Form]]) -> Iterator[tuple[int, int]]:
    """Yield where a surname and a given name stand together: words that are both at least in part."""
    start = 0
    for end in range(len(readings) + 1):
        if end == len(readings) or not readings[end]:
            kinds = [{form.name for form in reading} for reading in readings[start:end]]
            if len(kinds) > 1 and any(kind & _GIVEN for kind in kinds):
                yield start, end
            start = end + 1


def _agreed(readings: list[list[Form]]) -> str:
    """Return the one gender in which all words stand in the same case, or that the given names tell alone."""
    told = {gender for gender in GENDERS for case in CASES if _stand(readings, f"{case} sing", gender)}
    if not told and all(any(form.name for form in reading) for reading in readings):
        given = [form for reading in readings for form in reading if form.name in _GIVEN]
        told = {form.gender for form in given if form.cell == "nomn sing"}
    return told.pop() if len(told) == 1 else ""


def _stand(readings: list[list[Form]], cell: str, gender: str) -> bool:
    return all(any(form.cell == cell and form.gender in {"", gender} for form in reading) for reading in readings)
