"""Words that FTS5 cuts in two at the apostrophe, so that a half reads like another word: «сім'я» holds «сім»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsarchive.language.lexicon import Lexicon

_MOST = 256
"""Words of which one may be the first half; what begins more of them («об») is no word that anybody asks for."""
# What stands before the apostrophe where the second half is a word, too: об'єднання, з'їзд, Мар'яна, Солов'єва.
_FIRST = tuple(
    """
    авер ар ареф арсен артем астаф афанас б без безоб бур в валер верф возз від ганчір григор гур дам дев дем
    дерев доп дров духм жнив з зав зам кам кас кир ком краків кров круп кур леонт лук львів м мар між над невід
    необ об од олов п перев перед перез пов полум пом пред прокоп під роз рум сап саф север слов солов солом суб
    торф трав транс ум харків черв череп юр
    """.split()
)
# Of many villages and of one city: «у Кам'янці» is no «у Кам'янці-Подільському».
_FIRST_OF_TOWNS = {f"{stem}янці": f"{stem}янець" for stem in ("кам ", "камʼ", "кам")}
_SECOND = "подільському"
_WORDS_REMEMBERED = 2048
_MAY_BE_FIRST = re.compile(".[бвгґджзклмнпрстфхцчшщ]$")
_MAY_BE_SECOND = re.compile("[яюєї].")


def town(words: str, asked: Collection[str]) -> str:
    """Return the town with a hyphen of which a place's form reads like the first half; nothing for other words.

    Args:
        words: as FTS5 cuts them: «кам янці».
        asked: all forms of the word that is asked for: «кам янець» means the town.
    """
    first = _FIRST_OF_TOWNS.get(words)
    return f"{words} {_SECOND}" if first and first not in asked else ""


@lru_cache(_WORDS_REMEMBERED)
def wholes(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words with an apostrophe of which a word reads like a half: «сім'я», «сім'ї» for «сім».

    Args:
        word: lower case, a run of letters.
        lexicon: what it does not know is not among them.
    """
    found: tuple[str, ...] = ()
    if _MAY_BE_FIRST.search(word):
        found = lexicon.beginning(f"{word}'", _MOST + 1)
    if _MAY_BE_SECOND.match(word):
        found += tuple(whole for first in _FIRST if lexicon.known(whole := f"{first}'{word}"))
    return found if len(found) <= _MOST else ()
