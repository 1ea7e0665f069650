"""Ukrainian inflection for generated text: a cached, careful front of pymorphy3.

The dictionary lists several readings of a word and often the wrong one first («Гончарук» as a woman's
indeclinable surname, «Любов» as the feeling), so every word comes with the grammemes its reading must have.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pymorphy3

if TYPE_CHECKING:
    from collections.abc import Container

CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})

# Forms that the dictionary lacks or gives only in a variant nobody writes.
_OVERRIDES = {
    ("Кам'янець-Подільський", "datv"): "Кам'янцю-Подільському",
    ("Кам'янець-Подільський", "loct"): "Кам'янці-Подільському",
    ("Меджибіж", "loct"): "Меджибожі",
    ("Теофіполь", "loct"): "Теофіполі",
}
_LONG_DATIVE = ("ові", "еві", "єві")


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="uk")


@cache
def inflect(word: str, case: str, grammemes: str, number: str = "sing") -> str:
    """Return ``word`` in ``case``, keeping its capitals.

    Args:
        word: In the nominative singular (or plural only), with the plain apostrophe ``'``.
        case: One of :data:`CASES`.
        grammemes: Space-separated OpenCorpora grammemes that the right reading has.
        number: ``sing`` or ``plur``.

    Raises:
        LookupError: No such reading or form: a word that cannot be inflected has no place in our lists.
    """
    if case == "nomn" and number == "sing":
        return word
    form = _OVERRIDES.get((word, case)) if "inan" in grammemes else None
    return form or _capitals(word, _form(word.lower(), case, frozenset(grammemes.split()), number))


def _form(word: str, case: str, grammemes: frozenset[str], number: str) -> str:
    for parse in _analyzer().parse(word):
        lexeme = parse.lexeme
        if _names(lexeme, word) and grammemes <= {g for form in lexeme for g in form.tag.grammemes}:
            forms = [form.word for form in lexeme if case in form.tag and _fits(form.tag, grammemes, number)]
            if forms:
                return _usual(forms, case, grammemes)
    raise LookupError(f"no {case} {number} of {word!r} as {sorted(grammemes)}")


def _names(lexeme: list[Any], word: str) -> bool:
    """Whether ``word`` is this lexeme's own name; the dictionary leaves the case out of some first forms."""
    return lexeme[0].word == word or any(form.word == word and "nomn" in form.tag for form in lexeme)


def _fits(tag: Container[str], grammemes: frozenset[str], number: str) -> bool:
    """Tell singular from plural; a lexeme of an adjective mixes genders, so the gender must match too."""
    plural = "plur" in tag and "Pltm" not in grammemes
    if plural or number == "plur":
        return plural and number == "plur"
    return "Fixd" not in tag and all(g in tag for g in grammemes & {"masc", "femn"})


def _usual(forms: list[str], case: str, grammemes: frozenset[str]) -> str:
    """Choose among variants as an editor does: «Андрієві Ковальчуку», «у Хмельницькому»."""
    if "Name" not in grammemes:
        forms = [form for form in forms if not form.endswith(_LONG_DATIVE)] or forms
    if case == "loct":
        forms = [form for form in forms if form.endswith("ому")] or forms
    return forms[0]


def _capitals(model: str, word: str) -> str:
    """Give each hyphenated part of ``word`` the initial of its part of ``model``."""
    parts = zip(model.split("-"), word.split("-"), strict=True)
    return "-".join(new.capitalize() if old[:1].isupper() else new for old, new in parts)


@cache
def counted(number: int, noun: str, case: str = "nomn") -> str:
    """Return the number with its noun: «1 громада», «3 громади», «15 громад»."""
    last, teens = number % 10, number % 100 // 10 == 1
    one, few = last == 1 and not teens, last in (2, 3, 4) and not teens
    needed = case if one or few else "gent"
    return f"{number} {_noun(noun, needed, 'sing' if one else 'plur')}"


def _noun(word: str, case: str, number: str) -> str:
    try:
        return inflect(word, case, "NOUN inan", number)
    except LookupError:
        return inflect(word, case, "NOUN anim", number)
