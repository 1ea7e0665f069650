"""Whose name is meant: a man's and a woman's surname differ, and what is typed often tells which is asked for."""

from __future__ import annotations

import re
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language.endings import guess
from newsarchive.language.forms import CASES, Form
from newsarchive.language.overlay import NEVER_NAMES
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.language.lexicon import Lexeme, Lexicon

GENDERS = ("masc", "femn")
_GIVEN = {"first", "patronymic"}
_PLAIN = str.maketrans("ґ", "г", "'")
_STAYS = re.compile("(?:[бвгґджзйклмнпрстфхцчшщь]|(?<!ог)о)$", re.IGNORECASE)
"""How a woman's surname ends that does not change: Баран, Коваль, Палій, Жмуренко."""


def genders(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Say of each word of a query whether it names a man or a woman, as the words beside it tell.

    «Олександра Ковальського» is a man in the genitive, «Олександра Ковальська» a woman in the nominative.

    Returns:
        ``masc``, ``femn``, or an empty string where nothing tells.
    """
    readings = [_readings(word, lexicon) for word in words]
    for place, word in enumerate(words):
        if not readings[place] and word.islower():
            around = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
            readings[place] = _of_whom(word, around, lexicon)
    beside = [
        any(_is_given(reading) for reading in readings[max(place - 1, 0) : place + 2]) for place in range(len(words))
    ]
    for place, word in enumerate(words):
        if beside[place] and not readings[place]:
            find = _readings_of_a_surname if word[:1].isupper() else _readings_in_small_letters
            readings[place] = find(word, lexicon)
        if beside[place] and _may_stay(word) and not _is_given(readings[place]) and readings[place]:
            readings[place] = [*readings[place], *_unchanged(word)]
    found = [""] * len(words)
    for start, end in _runs(readings):
        gender = _agreed(readings[start:end], sure=any(map(_is_nothing_but_given, words[start:end], repeat(lexicon))))
        found[start:end] = [gender] * (end - start)
    return tuple(found)


class Clash(NamedTuple):
    """Forms of a man's given name and of his surname that side by side are a woman's: «Олександра», «Довженко»."""

    given: int
    """Which of the words is the given name."""
    surname: int
    of_given: frozenset[str]
    of_surname: frozenset[str]


def clashes(words: Sequence[str], told: Sequence[str], lexicon: Lexicon) -> tuple[Clash, ...]:
    """Find where a man's name and a woman's would be one.

    Args:
        words: of a query, as typed.
        told: what :func:`genders` says of them.
        lexicon: inflects.
    """
    found = []
    for place, other in pairwise(range(len(words))):
        if told[place] == told[other] == "masc":
            paradigms = {at: lexicon.paradigm(words[at], "masc") for at in (place, other)}
            given = [at for at, forms in paradigms.items() if any(form.name == "first" for form in forms)]
            if len(given) == 1:
                surname = place + other - given[0]
                hers, unchanged = _hers(paradigms[given[0]], lexicon), _unchanging(paradigms[surname])
                if hers and unchanged:
                    found.append(Clash(given[0], surname, hers, unchanged))
    return tuple(found)


def _hers(his: tuple[Form, ...], lexicon: Lexicon) -> frozenset[str]:
    """Return which forms of a man's given name are of a woman's, too: «Олександра», «Олександру»."""
    genitive = next((form.text for form in his if form.cell == "gent sing" and form.name == "first"), "")
    hers = [form for form in lexicon.paradigm(genitive.capitalize()) if form.name == "first" and form.gender == "femn"]
    if not any(form.text == genitive and form.cell == "nomn sing" for form in hers):
        return frozenset()
    return frozenset(form.text for form in his) & {form.text for form in hers}


def _unchanging(his: tuple[Form, ...]) -> frozenset[str]:
    """Return the forms of a man's surname that are all forms of a woman's."""
    first = (form.text for form in his if form.cell == "nomn sing" and form.noun)
    return frozenset(text for text in first if _may_stay(text) and not text.endswith("ий"))


def of_gender(forms: tuple[Form, ...], word: str, gender: str) -> tuple[Form, ...]:
    """Return the forms of a word that names a man or a woman; all of them if it can be neither's."""
    if gender == "femn" and _stays(forms, word):
        # «Галаган» is Ґалаґан, too, and «Демянюк» Дем'янюк.
        alike = dict.fromkeys([word, *(form.text for form in forms if form.text.translate(_PLAIN) == word)])
        return tuple(chain.from_iterable(map(_unchanged, alike)))
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
    dative = any(part.endswith("ій") for part in word.split("-")) and any(
        form.gender == "femn" and form.cell == "nomn sing" and form.text != word for form in forms
    )
    return _may_stay(word) and not given and not dative


def _may_stay(word: str) -> bool:
    """Say whether each half of a surname ends so that a woman's does not change: not «Ковальською-Мельник»."""
    return all(_STAYS.search(part) for part in word.split("-"))


def without_names(lexemes: list[Lexeme], word: str) -> list[Lexeme]:
    """Leave out names of whom nobody thinks at a common word: «надала» is no form of Надал, nor «влади» of Влад.

    «Олександрові» may well be his: neither a town Олександрів nor what is his makes it a common word.
    """
    named = [lemma for lemma, _, forms in lexemes if any(form.name for form in forms)]
    common = {
        lexeme[0]
        for lexeme in lexemes
        if not (name_of(lexeme[2]) or is_possessive(lexeme) or (word.endswith("ві") and _in_locative(lexeme, word)))
    }
    left_out = {lemma for lemma in named if common and lemma != word and lemma not in common}
    return [lexeme for lexeme in lexemes if lexeme[0] not in left_out]


def without_kin(lexemes: list[Lexeme], word: str, *, capital: bool) -> list[Lexeme]:
    """Leave out what is made of a given name where the name itself is typed, and the name where what is made of it is.

    «Петрові» is of Петро, hardly ever «Peter's» or «of Петров»; «Гнатів» is a surname, not several of Гнат.
    «Ігор» with its capital is no plural of a game.
    """
    if capital and any(lemma == word and name_of(forms) == "first" for lemma, _, forms in lexemes):
        return [lexeme for lexeme in lexemes if lexeme[0] == word or name_of(lexeme[2])]
    if any(_is_one(form, word) for _, _, forms in lexemes for form in forms):
        return [lexeme for lexeme in lexemes if not (is_possessive(lexeme) or _is_surname_in_locative(lexeme, word))]
    if any(lemma == word and name_of(forms) == "surname" for lemma, _, forms in lexemes) or word.endswith("їв"):
        others = [lexeme for lexeme in lexemes if name_of(lexeme[2]) not in _GIVEN]
        return others or lexemes
    return lexemes


def is_possessive(lexeme: Lexeme) -> bool:
    """Say whether a lexeme is «Петрів», «Ольжин»: an adjective that says whose something is."""
    lemma, speech, _ = lexeme
    return speech == "ADJF" and lemma.endswith(("ів", "їв", "ин", "їн"))


def name_of(forms: list[Form]) -> str:
    """Return what a lexeme names: see ``forms.Form.name``."""
    return forms[-1].name if forms else ""


def _is_surname_in_locative(lexeme: Lexeme, word: str) -> bool:
    """Say whether a form is nothing but the locative of a surname: «на Петрові»."""
    return name_of(lexeme[2]) == "surname" and _in_locative(lexeme, word)


def _in_locative(lexeme: Lexeme, word: str) -> bool:
    return {form.cell for form in lexeme[2] if form.text == word} == {"loct sing"}


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


def _is_nothing_but_given(word: str, lexicon: Lexicon) -> bool:
    text = straight(word).lower()
    typed = [form for form in lexicon.paradigm(word) if form.text == text]
    return _is_given(typed) and all(form.name for form in typed)


def _of_whom(word: str, around: Sequence[str], lexicon: Lexicon) -> list[Form]:
    """Return what a word in small letters is as a given name beside a surname in the same case: «василька лесюка»."""
    found: dict[Form, None] = {}
    for one in around:
        text = straight(one).lower()
        typed = [form for form in lexicon.paradigm(one) if form.text == text]
        # An adjective is more likely said of the thing: «червона калина».
        named = [form for form in typed if form.name == "surname"] if all(form.noun for form in typed) else []
        for form in _readings(word.capitalize(), lexicon) if named and text not in NEVER_NAMES else ():
            beside = any(form.cell == other.cell and other.gender in {"", form.gender} for other in named)
            if form.name in _GIVEN and (beside or (form.gender == "femn" and _may_stay(text))):
                found[form] = None
    return list(found)


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


def _readings_in_small_letters(word: str, lexicon: Lexicon) -> list[Form]:
    """Return what «мороз» may be beside «андрій»: a surname, where the dictionary has it as one."""
    text = straight(word).lower()
    named = (form for form in lexicon.paradigm(text.capitalize()) if form.text == text and form.name == "surname")
    return [] if text in NEVER_NAMES else list(named)


def _runs(readings: list[list[Form]]) -> Iterator[tuple[int, int]]:
    """Yield where a surname and a given name stand together: words that are both at least in part."""
    start = 0
    for end in range(len(readings) + 1):
        if end == len(readings) or not readings[end]:
            kinds = [{form.name for form in reading} for reading in readings[start:end]]
            if len(kinds) > 1 and any(kind & _GIVEN for kind in kinds):
                yield start, end
            start = end + 1


def _agreed(readings: list[list[Form]], *, sure: bool) -> str:
    """Return the one gender in which all words stand in the same case, or that the given names tell alone.

    Args:
        readings: what each word may be.
        sure: whether a given name is nothing else: «Назар», not «Біла» (Біл), so that a gender needs one of it.
    """
    told = {gender for gender in GENDERS for case in CASES if _stand(readings, f"{case} sing", gender, given=sure)}
    if not told and all(any(form.name for form in reading) for reading in readings):
        given = [form for reading in readings for form in reading if form.name in _GIVEN]
        told = {form.gender for form in given if form.cell == "nomn sing"}
    return told.pop() if len(told) == 1 else ""


def _stand(readings: list[list[Form]], cell: str, gender: str, *, given: bool) -> bool:
    """Say whether all words stand in one case and gender, a given name among them where that is asked."""
    fitting = [[form for form in reading if form.cell == cell and form.gender in {"", gender}] for reading in readings]
    return all(fitting) and (not given or any(map(_is_given, fitting)))
