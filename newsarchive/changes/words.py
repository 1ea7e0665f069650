"""A text taken apart: paragraphs, sentences, tokens, each with its place in the text.

Two tokens with the same key are the same word: apostrophes, quotation marks, dashes, capitals, the spaces inside a
number may differ, which is a matter of looks.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from newsarchive.language.spelling import APOSTROPHES

_MARK = re.escape(APOSTROPHES)
_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"""
      (?P<number>(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/\-\u2011–]\d+)*)(?:[-\u2011][^\W\d_]+)?)
    | (?P<word>[^\W\d_]+(?:[{_MARK}\-\u2011]\w+)*)
    | (?P<sign>[%‰№$€₴°+=<>§&@#/]|\w)
    | (?P<mark>\.+|\S)
    """,
    re.VERBOSE,
)
_ONE_SIGN = str.maketrans(
    dict.fromkeys("\u2011–—\u2212―", "-")
    | dict.fromkeys("«»“”„‟″", '"')
    | dict.fromkeys(_SPACES)
    | dict.fromkeys(APOSTROPHES)
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# A full stop, what closes a quotation behind it, and a beginning behind that.
# Nothing is tried twice: a text may consist of full stops alone.
_END = re.compile(r"(?<![.!?…])[.!?…]++[»”\"')\]]*+\s++(?=[«„“\"'(\[–—-]*+\s?[\dА-ЯЄІЇҐA-Z])|\n")
_NEVER_LAST = frozenset(
    """
    м с смт вул пл просп пров бул буд кв корп обл р-н ім тов гр о св ст ст.ст п пп пункт див напр акад проф доц ген полк
    зав заст т тт д-р тел моб каб оф наб шосе мкрн с-ще №
    """.split()
)
"""Abbreviations that stand before what they belong to: no sentence ends with one."""
_INITIALS = re.compile(r"[а-яєіїґ](?:\.[а-яєіїґ])+")
_LAST_WORD = re.compile(r"([^\W\d_][\w.-]*)?$")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"
    """It carries meaning: a percent sign, a currency's."""
    MARK = "mark"
    """Punctuation."""


_KINDS = {kind.value: kind for kind in Kind}


class Token(NamedTuple):
    """A word, a number or a sign of a text."""

    start: int
    end: int
    key: str
    """Equal for tokens that differ in looks alone."""
    kind: Kind


class Sentence(NamedTuple):
    """A sentence with the white space behind it, and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    opens: bool
    """Whether it begins a paragraph."""

    @property
    def key(self) -> tuple[str, ...]:
        """What it says without its punctuation."""
        said = tuple(token.key for token in self.tokens if token.kind != Kind.MARK)
        return said or tuple(token.key for token in self.tokens)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give where each paragraph stands; an empty line parts them."""
    found, start = [], 0
    for border in _PARAGRAPH.finditer(text):
        found.append((start, border.start()))
        start = border.end()
    found.append((start, len(text)))
    return [(first, last) for first, last in found if text[first:last].strip()]


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Take a paragraph apart."""
    ends = [found.end() for found in _END.finditer(text, start, end) if _is_end(text, start, found)]
    found: list[Sentence] = []
    for last in (*ends, end):
        taken = tokens(text, start, last)
        if taken:
            found.append(Sentence(start, last, taken, opens=not found))
        start = last
    return found


def whole(text: str, start: int, end: int) -> list[Sentence]:
    """Give a paragraph as one sentence of one word, where there is too much text to take it apart."""
    return [Sentence(start, end, (Token(start, end, text[start:end], Kind.WORD),), opens=True)]


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Take a piece of a text apart."""
    return tuple(
        Token(found.start(), found.end(), _key(found[0], found.lastgroup), _KINDS[found.lastgroup or ""])
        for found in _TOKEN.finditer(text, start, end)
    )


def _key(printed: str, kind: str | None) -> str:
    if kind == Kind.MARK:
        return {"...": "…", "’": '"', "'": '"'}.get(printed, printed).translate(_ONE_SIGN) or '"'
    key = printed.translate(_ONE_SIGN).casefold()
    return key.replace(",", ".") if kind == Kind.NUMBER else key


def _is_end(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and not an abbreviation or an initial."""
    if found[0] == "\n" or not found[0].startswith("."):
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - 20), found.start())
    word = (before[1] or "").casefold() if before else ""
    return word == "р" or not (word in _NEVER_LAST or len(word) == 1 or _INITIALS.fullmatch(word))
