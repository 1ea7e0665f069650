"""Words that begin with a figure: «12-та сесія», «12-ї сесії»; «100-річчя», «100-річчю»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.language.forms import CASES, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# As people write them, one letter or two: «12-ї», «12-ої»; but none of the letters that number a form: «5-А».
_ENDINGS = (
    ("nomn", "masc", "й ий"),
    ("gent", "masc", "го ого"),
    ("datv", "masc", "му ому"),
    ("accs", "masc", "й ий го ого"),
    ("ablt", "masc", "м им"),
    ("loct", "masc", "му ому"),
    ("nomn", "femn", "та ша га тя ма"),
    ("gent", "femn", "ї ої"),
    ("datv", "femn", "ій тій"),
    ("accs", "femn", "ту шу гу тю"),
    ("ablt", "femn", "ою тою шою гою"),
    ("loct", "femn", "ій тій"),
    ("nomn", "neut", "те ше ге тє"),
    ("gent", "neut", "го ого"),
    ("datv", "neut", "му ому"),
    ("accs", "neut", "те ше ге тє"),
    ("ablt", "neut", "м им"),
    ("loct", "neut", "му ому"),
    ("nomn", "", "ті ші гі"),
    ("gent", "", "х их"),
    ("datv", "", "м им"),
    ("accs", "", "ті ші гі х их"),
    ("ablt", "", "ми ими"),
    ("loct", "", "х их"),
)
_EVERY = tuple(
    (ending, f"{case} {'sing' if gender else 'plur'}", gender)
    for case, gender, endings in _ENDINGS
    for ending in endings.split()
)
_ORDINAL = re.compile(f"([0-9]{{1,4}})-(?:{'|'.join(sorted({ending for ending, _, _ in _EVERY}))})")
# «28-а», «3-ю», «28-е» are written, too; in capitals the letter numbers a form. What reads so may be «28, а також»:
# the word beside it tells.
_SHORT = {
    ("nomn sing", "femn"): "ая",
    ("accs sing", "femn"): "ую",
    ("nomn sing", "neut"): "еє",
    ("accs sing", "neut"): "еє",
}
_SHORTENED = re.compile(f"([0-9]{{1,4}})-[{''.join(sorted(set(''.join(_SHORT.values()))))}]")
# «Річчю» alone is of a thing, and of no anniversary.
_OF_YEARS = tuple(zip(CASES, ("я", "я", "ю", "я", "ям", "і", "я"), strict=True))
_YEARS = re.compile("([0-9]{1,4})-річч(?:я|ю|ям|і)")
_INFLECTS = re.compile("[0-9]{1,7}-[а-щьюяєіїґ']{4,}", re.IGNORECASE)


def inflects(word: str) -> bool:
    """Say whether a word with a figure in it has forms: «12-та», «30-річний», but not «65-рд» nor «24.02.2022»."""
    return bool(_ORDINAL.fullmatch(word.lower()) or _SHORTENED.fullmatch(word) or _INFLECTS.fullmatch(word))


def forms(word: str) -> tuple[Form, ...]:
    """Return the forms of «12-та» or «100-річчя», lower case; none for any other word."""
    if found := _YEARS.fullmatch(word):
        return tuple(Form(f"{found[1]}-річч{ending}", f"{case} sing", "neut", noun=True) for case, ending in _OF_YEARS)
    found = _ORDINAL.fullmatch(word) or _SHORTENED.fullmatch(word)
    return tuple(Form(f"{found[1]}-{ending}", cell, gender) for ending, cell, gender in _EVERY) if found else ()


def shortened(word: str, beside: Iterable[Form]) -> Iterator[str]:
    """Yield «28 а сесія», «28 у сесію», as FTS5 cuts them, for «28-ма» beside a noun's forms; nothing for another."""
    found = _ORDINAL.fullmatch(word) or _SHORTENED.fullmatch(word)
    if found:
        for form in beside:
            for letter in _SHORT.get((form.cell, form.gender), "") if form.noun else "":
                yield f"{found[1]} {letter} {form.text}"
