"""Abbreviations of council news and what they stand for, both ways: «ОВА» and «обласною військовою адміністрацією».

Which these are stands in ``shortenings``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language import numerals
from newsarchive.language.forms import CELLS, agreeing, table
from newsarchive.language.shortenings import ALSO, DOTTED, LISTED, LONGER, PARTLY, READ_AS_ENDINGS
from newsarchive.language.spelling import spellings, straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.language.lexicon import Lexicon

_HALF = "пів"
_OF_A_YEAR = re.compile("(?<![0-9])(?:1[0-9]|20)[0-9]{2}$")
_YEAR, _YEARS = "рік", ("р", "рр", "го", "му")
_ARTICLE, _CENTURY, _OF_BOTH = "стаття", "століття", "ст"
_ROMAN = re.compile("(?!і$)[ivxіх]+")

_ENDINGS = {
    "": ("", "у", "ові", "а", "ом", "і", "и", "ів", "ам", "ами", "ах"),
    "а": ("а", "и", "і", "у", "ою", "", "ам", "ами", "ах"),
    "е": ("е", "а", "у", "ем", "і"),
    "ія": ("ія", "ії", "ію", "ією", "ій", "іям", "іями", "іях"),
}
"""What follows «~» -> all endings."""
_KEY = 2
"""Letters of each word by which an expansion is found again."""


class Expansion(NamedTuple):
    """What an abbreviation stands for."""

    abbreviation: str
    words: tuple[str, ...]
    changes: tuple[bool, ...]


class Shortened(NamedTuple):
    """A run of words that an abbreviation stands for."""

    start: int
    end: int
    forms: tuple[str, ...]
    """The abbreviations in all their forms, lower case; with what they stand beside where they say nothing alone."""


def written(abbreviation: str) -> tuple[str, ...]:
    """Return the forms of an abbreviation of the list, lower case; none for any other word."""
    return _FORMS.get(abbreviation.upper(), ())


def are_initials(word: str) -> bool:
    """Say whether letters with full stops are a name's: «О.», «О.Ю.», «о.ю.»; not «м.», «в.о.»."""
    return word.endswith(".") and (word.isupper() or not (word in DOTTED or stands_for(word)))


def of_letter(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the forms of what one letter with a full stop abbreviates: «м.», «с.», «р.»."""
    return tuple(form for meant in DOTTED.get(word, ()) for form in _in_singular(meant, lexicon))


def stands_for(word: str) -> tuple[str, ...]:
    """Return what an abbreviation of the list stands for, lower case, as it is listed; nothing for any other word."""
    if word in DOTTED:
        return DOTTED[word]
    return tuple(" ".join(expansion.words) for expansion in _meant(word))


def expansions(word: str, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Return what an abbreviation stands for in every form, each as its words; nothing for any other word.

    Other abbreviations of the same words are among them: «облдержадміністрація» for «ОДА».

    Args:
        word: in any height and form: «ОВА», «цнапу».
        lexicon: inflects.
    """
    meant = _meant(word)
    words = {expansion.words for expansion in meant}
    alike = {other.abbreviation for other in _EXPANSIONS if other.words in words}
    alike -= {expansion.abbreviation for expansion in meant}
    return (
        *(row for expansion in meant for row in _rows(expansion, lexicon)),
        *((form,) for other in sorted(alike) for form in _FORMS[other]),
    )


def _meant(word: str) -> list[Expansion]:
    name = _NAMES.get(straight(word).lower(), "")
    return [expansion for expansion in _EXPANSIONS if expansion.abbreviation == name]


def shortened(words: Sequence[str], lexicon: Lexicon) -> tuple[Shortened, ...]:
    """Find the runs of words that an abbreviation of the list stands for, in whatever form.

    Runs within longer ones are left out: of «об'єднана територіальна громада» all three are «ОТГ».
    """
    plain = [straight(word).lower() for word in words]
    found: dict[tuple[int, int], dict[str, None]] = {}
    for length in _LENGTHS:
        for start in range(len(plain) - length + 1):
            run = plain[start : start + length]
            inside = any(first <= start and start + length <= last for first, last in found)
            meant = [] if inside else [one for one in _BY_KEY.get(_key(run), ()) if tuple(run) in _rows(one, lexicon)]
            for expansion in meant:
                forms = found.setdefault((start, start + length), {})
                forms |= dict.fromkeys(_forms_of(expansion.abbreviation))
                forms |= dict.fromkeys(" ".join(row) for part in _parts_of(expansion) for row in _rows(part, lexicon))
                if expansion in _LONGER_EXPANSIONS:
                    forms |= dict.fromkeys(map(" ".join, expansions(expansion.abbreviation, lexicon)))
    return (
        *_beside(plain, words, lexicon),
        *(Shortened(start, end, tuple(forms)) for (start, end), forms in found.items()),
    )


def _beside(plain: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> Iterator[Shortened]:
    """Find what is written so in its place alone: «місто Городок» (м. Городок), «2024 року» (2024 р.), «пів року»."""
    for place, (one, other) in enumerate(pairwise(plain)):
        if _OF_A_YEAR.search(one) and other in lexicon.forms(_YEAR):
            yield Shortened(place, place + 2, tuple(f"{one} {short}" for short in _YEARS))
        if _OF_A_YEAR.search(one) and other in _YEARS[:2]:
            yield Shortened(place, place + 2, tuple(f"{one} {form}" for form in lexicon.forms(_YEAR)))
        if one == _HALF and other[:1].isalpha():
            yield Shortened(place, place + 2, tuple(f"{one}{form}" for form in lexicon.forms(words[place + 1])))
        both = tuple(_numbered(one, other, lexicon))
        if both:
            yield Shortened(place, place + 2, both)
        letter = next((letter for letter, meant in DOTTED.items() if one in _in_singular(meant[-1], lexicon)), "")
        if letter and other[:1].isalpha():
            forms = lexicon.forms(words[place + 1])
            yield Shortened(place, place + 2, tuple(f"{letter.rstrip('.')} {form}" for form in forms))


def _numbered(one: str, other: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield «ст. 26» for «статті 26», «XIX ст.» for «XIX століття», and back, and «28-а сесія» for «28-ма сесія»."""
    if other.isdecimal() and one == _OF_BOTH:
        yield from (f"{form} {other}" for form in lexicon.forms(_ARTICLE))
    elif other.isdecimal() and one in lexicon.forms(_ARTICLE):
        yield f"{_OF_BOTH} {other}"
    elif _ROMAN.fullmatch(one) and other == _OF_BOTH:
        yield from (f"{century} {form}" for century in spellings(one) for form in lexicon.forms(_CENTURY))
    elif _ROMAN.fullmatch(one) and other in lexicon.forms(_CENTURY):
        yield from (f"{century} {_OF_BOTH}" for century in spellings(one))
    elif numerals.inflects(one):
        yield from numerals.shortened(one, lexicon.paradigm(other))


@lru_cache(8)
def _in_singular(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.text for form in lexicon.paradigm(word) if form.cell.endswith("sing")))


def _parts_of(expansion: Expansion) -> Iterator[Expansion]:
    for part in _PARTLY_EXPANSIONS:
        if (part.abbreviation, part.words[0]) == (expansion.abbreviation, expansion.words[0]):
            yield part


def _forms_of(abbreviation: str) -> tuple[str, ...]:
    return tuple(form for name in (abbreviation, *ALSO.get(abbreviation, ())) for form in _FORMS[name])


@lru_cache(256)
def _rows(expansion: Expansion, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Inflect what changes of an expansion together; in the plural alone where it is listed so."""
    typed = [word for word, changes in zip(expansion.words, expansion.changes, strict=True) if changes]
    tables = [table(lexicon.paradigm(word)) for word in typed]
    plural = not any([form.text for form in row] == typed for row in agreeing(tables, "nomn sing"))
    found = {expansion.words: None}
    for cell in CELLS:
        if cell.endswith("plur") or not plural:
            for row in agreeing(tables, cell):
                moved = iter(row)
                whole = zip(expansion.words, expansion.changes, strict=True)
                found[tuple(next(moved).text if changes else word for word, changes in whole)] = None
    return tuple(found)


def _listed(lines: str) -> Iterator[Expansion]:
    for line in lines.strip().splitlines():
        name, _, meant = line.partition(": ")
        for phrase in meant.split(", "):
            words = phrase.lower().split()
            changes = tuple(not word.endswith("=") for word in words)
            yield Expansion(_upper(name), tuple(word.rstrip("=") for word in words), changes)


def _without_hyphens(expansion: Expansion) -> Expansion | None:
    """Return «житлово комунальне господарство», as people type it; of «особа-підприємець» both halves change."""
    halves = [(word.split("-"), changes) for word, changes in zip(expansion.words, expansion.changes, strict=True)]
    apart = [
        (half, changes and (place == len(parts) - 1 or not half.endswith("о")))
        for parts, changes in halves
        for place, half in enumerate(parts)
    ]
    if len(apart) == len(expansion.words):
        return None
    words, changes = zip(*apart, strict=True)
    return Expansion(expansion.abbreviation, words, changes)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word[:_KEY] for word in words)


def _upper(name: str) -> str:
    return name.replace("~", "").upper()


def _declined() -> dict[str, tuple[str, ...]]:
    """Return for each abbreviation its forms, the first as listed."""
    names = [line.partition(":")[0] for line in LISTED.strip().splitlines()]
    stems = {name: name.lower().partition("~") for name in names}
    return {
        _upper(name): tuple(stem + ending for ending in (_ENDINGS[first] if mark else ("",)))
        for name, (stem, mark, first) in stems.items()
    }


_EXPANSIONS = tuple(_listed(LISTED))
_LONGER_EXPANSIONS = frozenset(_listed(LONGER))
_PARTLY_EXPANSIONS = tuple(_listed(PARTLY))
_EVERY = tuple(dict.fromkeys((*_EXPANSIONS, *_LONGER_EXPANSIONS, *filter(None, map(_without_hyphens, _EXPANSIONS)))))
_LENGTHS = sorted({len(expansion.words) for expansion in _EVERY}, reverse=True)
_FORMS = _declined()
_NAMES = {form: name for name, forms in _FORMS.items() for form in forms}
_BY_KEY: dict[tuple[str, ...], list[Expansion]] = {}
for _expansion in _EVERY:
    if _expansion.abbreviation not in READ_AS_ENDINGS:
        _BY_KEY.setdefault(_key(_expansion.words), []).append(_expansion)
