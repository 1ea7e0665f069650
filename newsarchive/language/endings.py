"""How words outside the dictionary decline: surnames and place names, by declension class.

Each class is a row of endings by case. A word is tried in every class and in every cell of it, so it need not
be in the nominative: «Скаличеві» and «Скалич» lead to the same forms. Forms that no one writes cost little:
they are not in the index.

Source of the classes: Український правопис 2019, paragraphs 82-103 (declension of nouns), 145-148 (surnames).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsarchive.language.forms import CASES, Form

_SHORTEST_STEM = 2
_SHORTEST_WORD = 3
_LONGEST_WORD = 40
_VOWEL = re.compile("[аеєиіїоуюя]")
_UKRAINIAN = re.compile("[а-щьюяєіїґ']+")


class Declension(NamedTuple):
    """One class: what the stem ends with, and its endings by case."""

    stem: str
    """Regular expression for the stem's last letters."""
    gender: str
    """Empty for both men and women."""
    sing: str
    """Seven cases in the order of ``forms.CASES``, apart by spaces; variants by ``/``; ``-`` is no ending."""
    plur: str = ""
    noun: bool = True


_HARD_AND_SOFT = "[аия]р"
_HARD = "[бвгґдзклмнпрстфх]"
_HUSHING = "[жчшщ]"
_SOFTENED = "[дзлнрстц]"
_VOWELS = "[аеиіоуя]"

CLASSES = (
    # Гончарук, Новак, Іван
    Declension(_HARD, "masc", "- а у/ові а ом і/у/ові е/у", "и ів ам ів ами ах и"),
    # The same addressed, or spoken of: «Гончаруче», «на Старусі»
    Declension("[аиіуюя]", "masc", "к ка ку/кові ка ком ку/кові че", "ки ків кам ків ками ках ки"),
    Declension("[аеиіоуюя]", "masc", "г га гу/гові га гом зі/гові же", "ги гів гам гів гами гах ги"),
    Declension("[аеиіоуюя]", "masc", "х ха ху/хові ха хом сі/хові ше", "хи хів хам хів хами хах хи"),
    # Грабар, Столяр, Бобир: hard and soft side by side
    Declension(
        _HARD_AND_SOFT, "masc", "- а/я у/ю/ові/еві а/я ом/ем у/ю/ові/еві/і е/ю", "и/і ів ам/ям ів ами/ями ах/ях и/і"
    ),
    # Скалич, Бабій-Кущ
    Declension(_HUSHING, "masc", "- а у/еві а ем і/у/еві е/у", "і ів ам ів ами ах і"),
    # Коваль, Лось
    Declension(_SOFTENED, "masc", "ь я ю/еві я ем і/ю/еві ю", "і ів ям ів ями ях і"),
    # Палій, Бугай
    Declension(_VOWELS, "masc", "й я ю/єві я єм ї/ю/єві ю", "ї їв ям їв ями ях ї"),
    # Гончаренко, Сірко, Левко
    Declension(_HARD, "masc", "о а у/ові а ом у/ові/і о/у", "и ів/- ам ів ами ах и"),
    # Махньо, Грильо
    Declension("[длнстц]", "masc", "ьо я ю/еві я ем і/ю/еві ю", "і ів ям ів ями ях і"),
    # Кравець, Стрілець
    Declension("", "masc", "ець ця цю/цеві ця цем ці/цю/цеві цю/че", "ці ців цям ців цями цях ці"),
    # Пупок, Громок
    Declension("[^аеиоуюяєіїй]", "masc", "ок ка ку/кові ка ком ку/кові ок/ку", "ки ків кам ків ками ках ки"),
    # Кобзень, Перепень
    Declension("", "masc", "ень ня ню/неві ня нем ні/ню/неві ню", "ні нів ням нів нями нях ні"),
    # Хмільовський, Лісовий
    Declension("", "masc", "ий ого ому ого им ому/ім ий", "і их им их ими их і", noun=False),
    # Хмільовська, Лісова, Гончарова; their plural dative reads like a man's name and stands with his
    Declension("", "femn", "а ої ій у ою ій а", "і их их их ими их і", noun=False),
    # Середній, Нагорня; Краснобокій; Половой, Лютая
    Declension("н", "masc", "ій ього ьому ього ім ьому/ім ій", "і іх ім іх іми іх і", noun=False),
    Declension("н", "femn", "я ьої ій ю ьою ій я", "і іх іх іх іми іх і", noun=False),
    Declension("(?<!ь)[гкх]", "masc", "ій ого ому ого им ому/ім ій", "і их им их ими их і", noun=False),
    Declension("[^аеиоуюяєіїйь]", "masc", "ой ого ому ого им ому/ім ой", "і их им их ими их і", noun=False),
    Declension("[^аеиоуюяєіїйь]", "femn", "ая ої ій ую ою ій ая", "і их их их ими их і", noun=False),
    # Петрів, Ковалів: -ова and -ева beside -іва
    Declension(
        "",
        "masc",
        "ів ова/іва ову/івові/іву ова/іва овим/івим/івом ову/івові/іву ів/іве",
        "ови ових овим ових овими ових ови",
    ),
    Declension(
        "",
        "masc",
        "ів ева/іва еву/івові/іву ева/іва евим/івим/івом еву/івові/іву ів/іве",
        "еви евих евим евих евими евих еви",
    ),
    Declension(
        "",
        "masc",
        "їв єва/їва єву/ївові/їву єва/їва євим/ївим/ївом єву/ївові/їву їв/їве",
        "єви євих євим євих євими євих єви",
    ),
    # Прокопов, Медведєв, Ільїн
    Declension("(?:[оеє]в|[иії]н)", "masc", "- а у/ові а им і/у/ові -", "и их им их ими их и"),
    # Сорока, Шульга, Муха, of men and women alike: the consonant changes before і
    Declension("", "", "ка ки ці ку кою ці ко", "ки к/ок кам к/ок ками ках ки"),
    Declension("", "", "га ги зі гу гою зі го", "ги г гам г гами гах ги"),
    Declension("", "", "ха хи сі ху хою сі хо", "хи х хам х хами хах хи"),
    # Калина, Журба
    Declension("[бвґдзлмнпрстф]", "", "а и і у ою і о", "и - ам - ами ах и"),
    # Груша, Миколайча; Самунжа, of whom people write «Самунжи», too
    Declension(_HUSHING, "", "а і/и і у ею і е", "і - ам - ами ах і"),
    # Кланца
    Declension("ц", "", "а и/і і у ею/ою і о/е", "и - ам - ами ах и"),
    # Ґудзя, Коця, Миля
    Declension(_SOFTENED, "", "я і і ю ею і е/ю", "і ь/- ям ь/- ями ях і"),
    # Марія, Копія
    Declension("(?:[аеиіоу]|')", "", "я ї ї ю єю ї є", "ї й ям й ями ях ї"),
)


def _adjectives(*rows: tuple[str, str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (ending, f"{case} {'sing' if gender else 'plur'}", gender)
        for gender, cases, endings in rows
        for case, variants in zip(cases.split(), endings.split(), strict=True)
        for ending in variants.split("/")
    )


_ALL = " ".join(CASES)
ADJECTIVES = (
    _adjectives(
        ("masc", _ALL, "ий ого ому ого/ий им ому/ім ий"),
        ("femn", _ALL, "а ої ій у ою ій а"),
        ("neut", _ALL, "е ого ому е им ому/ім е"),
        ("", _ALL, "і их им их/і ими их і"),
    ),
    _adjectives(
        ("masc", _ALL, "ій ього ьому ього/ій ім ьому/ім ій"),
        ("femn", _ALL, "я ьої ій ю ьою ій я"),
        ("neut", _ALL, "є ього ьому є ім ьому/ім є"),
        ("", _ALL, "і іх ім іх/і іми іх і"),
    ),
)
"""Hard (новий) and soft (синій) adjectives: ending, cell and gender, the masculine nominative first."""


def guess(word: str, gender: str = "", *, capital: bool = False, as_lemma: bool = False) -> tuple[Form, ...]:
    """Return the forms of a word the dictionary lacks, in every class it may belong to.

    Args:
        word: lower case, apostrophes straight, without a hyphen.
        gender: ``masc`` or ``femn`` of one person who bears it as a surname; empty for anything.
        as_lemma: only where the word is the nominative singular.
        capital: typed with one, which an adjective in the plural seldom is: «Хмільовським» is a man.

    Returns:
        Nothing for what cannot be declined: no vowel (тг), too short, too long, letters of another language.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not _UKRAINIAN.fullmatch(word) or not _VOWEL.search(word):
        return ()
    # The word itself is every case of itself: a woman's surname, an abbreviation.
    still = () if gender == "masc" or as_lemma else CASES
    found = {Form(word, f"{case} sing", "femn", noun=True, name="surname"): None for case in still}
    for declension, pattern, tables in _TABLES:
        if not gender or declension.gender in {"", gender}:
            one = bool(gender) or (capital and not declension.noun)
            for stem in _stems(word, pattern, tables[:1] if as_lemma else tables, one=one):
                found |= {_attach(stem, ending, cell, declension): None for cell, ending in tables}
    return tuple(found)


def hard_and_soft(word: str) -> tuple[Form, ...]:
    """Return both declensions of a surname on -ар, -ир, -яр: dictionaries list one, people go by either."""
    declension, pattern, table = next(row for row in _TABLES if row[0].stem == _HARD_AND_SOFT)
    stems = _stems(word, pattern, table, one=True)
    return tuple(_attach(stem, ending, cell, declension) for stem in stems for cell, ending in table)


def _stems(word: str, pattern: re.Pattern[str], table: tuple[tuple[str, str], ...], *, one: bool) -> set[str]:
    """Return what is left of the word without each of the endings, where the class allows it."""
    cut = {
        word.removesuffix(ending)
        for cell, ending in table
        if word.endswith(ending) and not (one and cell.endswith("plur"))
    }
    return {stem for stem in cut if len(stem) >= _SHORTEST_STEM and pattern.search(stem)}


def _attach(stem: str, ending: str, cell: str, declension: Declension) -> Form:
    gender = declension.gender if cell.endswith("sing") else ""
    return Form(stem + ending, cell, gender, noun=declension.noun, name="surname")


def _table(declension: Declension) -> tuple[tuple[str, str], ...]:
    """Lay a class out as pairs of cell and ending."""
    rows = ((declension.sing, "sing"), (declension.plur, "plur"))
    return tuple(
        (f"{case} {number}", ending.replace("-", ""))
        for endings, number in rows
        for case, variants in zip(CASES, endings.split(), strict=False)
        for ending in variants.split("/")
    )


_TABLES = tuple((item, re.compile(f"{item.stem}$"), _table(item)) for item in CLASSES)
