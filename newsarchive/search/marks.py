"""The found words marked in a title or a text: what FTS5's highlight() does, without an index of the texts shown.

A word is what FTS5's tokenizer ``unicode61`` takes for one: letters and digits in a row, capitals and the accents of
Latin letters aside. All words of the question are marked, those too that had to stand
close together and here do not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from newsarchive.language import tokens
from newsarchive.search.patterns import LETTER, beginning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPEN, CLOSE = "⟦", "⟧"
"""Stand around a found word; a text's own are made ordinary brackets first."""

COLUMNS = ("title", "lead", "body")

_OWN = str.maketrans({OPEN: "[", CLOSE: "]"})
_MATCH = re.compile(r'"(?P<text>[^"]*)"(?P<star>\*?)|[({](?P<column>\w+)\}? : (?P<inner>\()?|(?P<sign>[()]|NOT\b)')
# One letter in place of each Latin letter with an accent, so that every place in a text remains.
_PLAIN = {
    code: plain
    for code in range(0xC0, 0x250)
    if len(plain := unicodedata.normalize("NFD", chr(code))[0].lower()) == 1 and plain.isascii()
}
_ACCENTED = re.compile("[\u00c0-\u024f]")
_PAIR = "İ"
"""The one letter that would be two in small letters."""
_LATIN = re.compile("[a-z]")


class Marker:
    """Marks the words of one question."""

    def __init__(self, match: str) -> None:
        """Take what FTS5 was asked for, as ``newsarchive.search.match`` writes it."""
        strings = list(_strings(match))
        # Accents are passed over of Latin letters alone, and to look for them takes as long as half a look for words.
        self._latin = any(_LATIN.search(_folded(text)) for _, text in strings)
        self._patterns = {
            column: _pattern(tuple(text for of, text in strings if of in {"", column})) for column in COLUMNS
        }

    def finds(self, column: str, text: str) -> bool:
        """Say whether any of the words stands in one of an article's texts."""
        pattern = self._patterns[column]
        return pattern is not None and pattern.search(_folded(text, latin=self._latin)) is not None

    def standing(self, column: str, text: str) -> Iterator[str]:
        """Yield what of the words stands in one of an article's texts, each time, in small letters, spaces between."""
        pattern, folded = self._patterns[column], _folded(text, latin=self._latin)
        for start, end in _places(pattern, folded) if pattern else ():
            found = folded[start:end]
            yield found if found.isalnum() else " ".join(tokens(found))

    def mark(self, column: str, text: str) -> str:
        """Return one of an article's texts with the found words between :data:`OPEN` and :data:`CLOSE`."""
        text = text.translate(_OWN) if OPEN in text or CLOSE in text else text
        pattern = self._patterns[column]
        spans = list(_joined(_places(pattern, _folded(text, latin=self._latin)))) if pattern else []
        parts, last = [], 0
        for start, end in spans:
            parts += [text[last:start], OPEN, text[start:end], CLOSE]
            last = end
        return "".join((*parts, text[last:])) if parts else text


def _strings(match: str) -> Iterator[tuple[str, str]]:
    """Yield each string of a MATCH that must be there, a star behind it, and the column it stands in, if in one."""
    within: list[str] = [""]
    unwanted = 0  # how deep the parenthesis stands whose words must not be there
    skip = False
    for piece in _MATCH.finditer(match):
        if piece["text"] is not None:
            if not skip and not unwanted:
                yield within[-1], f"{piece['text']}{piece['star']}"
            skip = False
        elif piece["sign"] == "NOT":
            skip = True
        elif piece["sign"] == ")":
            within.pop()
            unwanted = 0 if len(within) < unwanted else unwanted
        else:
            opened = [piece["column"]] * (1 + bool(piece["inner"])) if piece["column"] else [within[-1]]
            unwanted = unwanted or (skip and len(within) + 1)
            skip = False
            within += opened


def _folded(text: str, *, latin: bool = True) -> str:
    """Return a text of the same length in small letters, Latin ones without accents where they are asked for."""
    accented = _PAIR in text or (latin and _ACCENTED.search(text))
    return (text.translate(_PLAIN) if accented else text).lower()


@lru_cache(64)
def _pattern(strings: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match any of some strings: words in a row, whatever stands between them that is no letter or digit."""
    texts = [_folded(text) for text in strings if text.strip("* ")]
    whole, begun = ([text.rstrip("*") for text in texts if text.endswith("*") is star] for star in (False, True))
    ways = [f"{beginning(whole)}(?!{LETTER})"] if whole else []
    ways += [f"{beginning(begun)}{LETTER}*"] if begun else []
    return re.compile("|".join(ways)) if ways else None


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where strings stand, those too that begin within another."""
    found = pattern.search(text)
    while found:
        yield found.span()
        found = pattern.search(text, found.start() + 1)


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield as one those that overlap."""
    last: tuple[int, int] | None = None
    for start, end in places:
        if last and start < last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last
