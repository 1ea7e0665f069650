"""Text that was spoilt before it was sent, or by character references: nothing in the bytes of its page tells."""

from __future__ import annotations

import re

from newsarchive.pages.decode import evidence

_LOOKED_AT = 600
"""Characters of a text that are judged."""
_WORD = re.compile(r"[^\x00-\x7f]{2,}")
_QUESTIONS = re.compile(r"(?<![^\W\d_])\?{3,}")
_LINES = re.compile(r"(.)\1{2,}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_DRAWINGS = re.compile(r"[\u2500-\u259f]+")
# Four letters and more, none of them ASCII: «Íîâèíè» is «Новини» in cp1251, taken for Latin-1.
_ACCENTS = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]{4,}")
_UTF7 = re.compile(r"\+B[A-F][A-Za-z0-9+/]{4,}")
"""Cyrillic in UTF-7 (RFC 2152), which no browser reads any more: «+BB0EPgQyBDgEPQQw» is «Новина»."""
_ENOUGH = 60
"""Letters from which on a text is judged."""
_WORDLIKE = 0.35
"""Least share of common pairs in Cyrillic text: no text of 80 letters had less, one in 1,000 wrong readings more."""
_LOST = 20
"""One character in so many may be missing."""


def is_nonsense(text: str) -> bool:
    """Whether what was read is no text: letters of a wrong charset, question marks or U+FFFD where letters stood.

    Args:
        text: An article's words, without markup.
    """
    text = text[:_LOOKED_AT]
    lost = text.count("\ufffd") + (_size(_QUESTIONS, text) if "???" in text else 0)
    if lost * _LOST > max(len(text), _LOST**2) or ("+B" in text and _size(_UTF7, text) * 2 > len(text)):
        return True
    words = " ".join(_WORD.findall(text))
    if _is_wordlike(words) or _is_wordlike(words := _LINES.sub("", words)):
        return False
    cyrillic, drawings = _size(_CYRILLIC, words), _size(_DRAWINGS, words)
    return (cyrillic + drawings) * 2 > len(words) or _size(_ACCENTS, words) * 4 > len(text)


def _is_wordlike(words: str) -> bool:
    return len(words) < _ENOUGH or evidence.share(words) >= _WORDLIKE


def _size(signs: re.Pattern[str], text: str) -> int:
    return sum(map(len, signs.findall(text)))
