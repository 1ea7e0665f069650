"""What of a word's forms, and of a phrase's, stands in an archive.

A form that stands nowhere costs a search as much as one that does, each time an article is ranked or shown, and
asking the index for it takes some eight microseconds.

Which words of a phrase move together cannot be known from the phrase alone («заступник голови», «перша заступниця
голів»), and FTS5 has no «one of these, then one of those». But the articles that hold a form of each word are
found at once, and their texts say which forms stand side by side. Of many such articles the newest are read, and
what grammar expects (``language.phrases``) is asked for as well.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language import spellings, tokens
from newsarchive.language.spelling import APOSTROPHES
from newsarchive.search.patterns import APART, LETTER, beginning, either

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

MOST_READ = 200
"""Articles whose text is looked through for a phrase: some fifteen milliseconds."""

_TEXTS = """SELECT a.title, a.lead, a.body FROM articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH ? ORDER BY articles_fts.rowid DESC LIMIT ?"""
_AMONG = """SELECT value FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH value) ORDER BY key"""
_SOME = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?"
_PATTERNS_REMEMBERED = 64


class Occurring(NamedTuple):
    """What was read."""

    rows: tuple[str, ...]
    """The phrase as it stands in texts, in small letters, its words as FTS5 cuts them apart by one space."""
    complete: bool
    """Whether every article that holds the words was read."""


class Holdings:
    """The articles of one archive. Its methods raise sqlite3.DatabaseError where they cannot be read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def among(self, strings: Sequence[str]) -> list[str]:
        """Return those MATCH strings that find something."""
        return [text for (text,) in self._connection.execute(_AMONG, (json.dumps(strings),))]

    def phrase(self, match: str, words: Sequence[tuple[str, ...]]) -> Occurring:
        """Read the forms of a phrase off the articles.

        Args:
            match: the MATCH string of all the words, in any form and place.
            words: the forms of each word of the phrase, in small letters, apostrophes straight.
        """
        pattern = _pattern(tuple(words))
        texts = self._connection.execute(_TEXTS, (match, MOST_READ + 1)).fetchall()
        found: dict[str, None] = {}
        for row in texts[:MOST_READ]:
            for text in row:
                found |= dict.fromkeys(pattern.findall(text.lower()) if text else ())
        rows = dict.fromkeys(" ".join(tokens(phrase)) for phrase in found)
        return Occurring(tuple(rows), len(texts) <= MOST_READ)

    def beside(self, word: str, match: str) -> tuple[str, ...] | None:
        """Read off the articles that a MATCH string finds what a word stands beside there where it stands alone.

        Args:
            word: a run of letters, small.
            match: finds the articles that hold it as the half of another: «сім'я» for «сім».

        Returns:
            Two words each, small; None where there is no such article, or where they do not tell: too many to be read,
            or the word is all there is.
        """
        if not 0 < len(self._connection.execute(_SOME, (match, MOST_READ + 1)).fetchall()) <= MOST_READ:
            return None
        texts = self._connection.execute(_TEXTS, (match, MOST_READ)).fetchall()
        pattern = _alone(word)
        found = [place for row in texts for text in row if text for place in pattern.finditer(text.lower())]
        pairs = tuple(dict.fromkeys(_pair(word, place["before"] or "", place["after"] or "") for place in found))
        return pairs if all(pairs) else None


def _pair(word: str, before: str, after: str) -> str:
    return f"{word} {after}" if after else f"{before} {word}" if before else ""


def _alone(word: str) -> re.Pattern[str]:
    """Match a word that is no half of another, and what stands beside it."""
    sign = f"[{re.escape(APOSTROPHES)}]"
    return re.compile(
        rf"(?:(?P<before>{LETTER}+)[\W_]+)?(?<!{LETTER})(?<!{LETTER}{sign}){word}(?!{LETTER}|{sign}{LETTER})"
        rf"(?=(?:[\W_]+(?P<after>{LETTER}+))?)"
    )


@lru_cache(_PATTERNS_REMEMBERED)
def _pattern(words: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Match a form of each word in a row, as FTS5 would: whatever is no letter or digit stands between words."""
    first, *others = words
    rest = "".join(f"{APART}{either(_written(forms))}" for forms in others)
    return re.compile(f"{beginning(_written(first))}{rest}(?!{LETTER})")


def _written(forms: tuple[str, ...]) -> set[str]:
    return {spelling for form in forms for spelling in spellings(form)}
