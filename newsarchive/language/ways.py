"""Every way in which a text may say what one word of a query says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.language import abbreviations
from newsarchive.language.romanization import cyrillic
from newsarchive.language.shortenings import DOTTED
from newsarchive.language.spelling import straight

_VOWEL = re.compile("[аеєиіїоуюя]")
_LATIN, _CYRILLIC = "ABCEHIKMOPTX", "АВСЕНІКМОРТХ"
_TWINS = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)
_TWIN = re.compile(f"(?=.*[AEIO])[{_LATIN}]{{2,5}}|(?=.*[АЕІО])[{_CYRILLIC}]{{2,5}}|[BCHKMPTXВСНКМРТХ]")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.language.lexicon import Lexicon


def ways(word: str, lexicon: Lexicon, gender: str = "") -> tuple[str, ...]:
    """Return the forms of a word, what it abbreviates, and the names that its Latin letters may stand for.

    Args:
        word: as typed, capitals too.
        lexicon: whose forms to use.
        gender: see :func:`newsarchive.language.names.genders`.

    Returns:
        Lower case, apostrophes straight, the word itself first; what an abbreviation stands for is several words.
    """
    if abbreviations.are_initials(word):
        return (word.lower(),)
    if word in DOTTED:
        return (word, *abbreviations.of_letter(word, lexicon))
    if word.isascii():
        return tuple(dict.fromkeys((word.lower(), *_turned_back(word, lexicon, gender), *_twin(word))))
    # In capitals it is the abbreviation and not the word that looks like it («ОДА»), nor one that nobody knows («ТрО»).
    alone = abbreviations.written(word) if word.isupper() or not lexicon.known(straight(word).lower()) else ()
    forms = alone or lexicon.forms(word, gender)
    meant = (" ".join(row) for row in abbreviations.expansions(word, lexicon))
    return tuple(dict.fromkeys((*forms, *meant, *_twin(word, forms))))


def besides(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what else than a word's own forms :func:`ways` names, in one form each, to tell a reader.

    What Latin letters could stand for but no one could say («гфлф» for a word typed in the wrong layout) is left out.
    """
    if not word.isascii():
        return abbreviations.stands_for(word)
    return tuple(name for name in cyrillic(word, lexicon.known) if _VOWEL.search(name))


def has_twin(word: str) -> bool:
    """Say whether a word is an abbreviation that may be written in either alphabet: «ІТ» and «IT», «ТОВ» and «TOB»."""
    return _TWIN.fullmatch(word) is not None


def _twin(word: str, forms: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an abbreviation in the other alphabet where no eye tells them apart, also «ІТ» of «ІТ-компанію»."""
    first, hyphen, rest = word.partition("-")
    if has_twin(word):
        yield word.translate(_TWINS).lower()
    elif rest and has_twin(first):
        other = first.translate(_TWINS).lower()
        yield from (other + form[len(first) :] for form in forms if form.startswith(f"{first.lower()}{hyphen}"))


def _turned_back(word: str, lexicon: Lexicon, gender: str) -> tuple[str, ...]:
    names = cyrillic(word, lexicon.known)
    # A name typed with its capital asks for its own gender alone, as in Cyrillic.
    spelled = (name.capitalize() if word[:1].isupper() else name for name in names)
    return tuple(form for name in spelled for form in lexicon.forms(name, gender))
