"""The words that stand in an archive, asked of the index itself, and which of them are spelled much like another.

A table of FTS5's own (fts5vocab, in the temporary schema: nothing is written, and a connection that may only read will
do) gives the words in order. To go through a million of them would read the whole index, so words are looked up: every
word that one slip makes of the given one, or several letters that are easily confused, and every beginning that these
make of its beginning. That is a number of look-ups that depends on the length of the word alone. Only where these find
nothing, the words with the same first letters are gone through, up to a deadline.
"""

from __future__ import annotations

import json
import re
import time
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from newsarchive.language import default_lexicon, tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_TABLE = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.newsarchive_words USING fts5vocab(main, articles_fts, row)"
_EQUAL = "SELECT term, doc FROM json_each(?) CROSS JOIN newsarchive_words ON term = value"
_BEGIN = "SELECT term, doc FROM newsarchive_words WHERE term >= ? AND term < ? LIMIT ?"
_ANY = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1"
_LAST = "\U0010ffff"

# Sounds alike where it is not stressed, stands beside it in the alphabet of the neighbors, or is a key away from it.
_CONFUSED = dict(
    zip(
        "еиіоаєїґщыэёъ",
        ("еи", "иеі", "іи", "оа", "ао", "єе", "їі", "ґг", "щш", "иі", "еє", "еє", "їʼ"),
        strict=True,
    )
)
"""Letter -> what may have been meant by it."""
_MOST_CONFUSED = 256

# «Поликлиника», «коррупция»: what is international Russian spells so throughout, which is more than two slips. Where
# the rule of nine letters asks for it и stays: «стипендія».
_RUSSIAN_I = re.compile("(?<![дтзсцжшчр])и|и(?=[аеиіоуюяєї])")
_NOT_RUSSIAN = re.compile("[іїєґ'ʼ]")
_RUSSIAN = str.maketrans("ыэ", "ие")
_DOUBLED = re.compile(r"([бвгґджзклмнпрстфхцчш])\1")

_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 3, 24
_ENDING = 3
"""Letters of a longer word that may be an ending."""
_LONGER = 4
"""Letters that a form may have more than the word typed."""
_MOST_OF_A_BEGINNING = 8
"""Words of one beginning that are looked at; forms of one name stand side by side."""
_MOST_COMPARED = 24
"""Words found whose forms are held against the word typed."""
_FIRST_LETTERS = 2
_MOST_SLIPS = 2


class Similar(NamedTuple):
    """A word of the archive that is spelled much like another."""

    word: str
    """In the form that is most like the one typed, in small letters."""
    slips: int
    """Letters left out, added, exchanged or swapped."""
    articles: int
    """In how many the word that was found stands."""


class Vocabulary:
    """The words of one archive."""

    def __init__(self, connection: sqlite3.Connection, deadline: float) -> None:
        """Open the table of words.

        Args:
            connection: an archive's; it may be one that only reads.
            deadline: by ``time.monotonic``, when to be content with what was found.

        Raises:
            sqlite3.DatabaseError: there is no index.
        """
        self._cursor = connection.cursor()
        self._cursor.row_factory = None
        self._cursor.execute(_TABLE)
        self._deadline = deadline

    def has(self, word: str) -> bool:
        """Say whether a word, or any form of it, stands in the archive."""
        either = " OR ".join(f'"{form}"' for form in _forms(word))
        return self._cursor.execute(_ANY, (either,)).fetchone() is not None if either else False

    def articles(self, word: str) -> int:
        """Return in how many articles each form of a word stands, added up: of a common one, that takes a while."""
        return sum(self._equal(_forms(word)).values())

    def similar(self, word: str, most: int = 3) -> list[Similar]:
        """Return words that a slip or two may have made the given one of, the likeliest first.

        Args:
            word: small letters, as the index cuts words: no apostrophe but ʼ, no hyphen.
            most: how many to return.
        """
        if not _SHORTEST <= len(word) <= _LONGEST or any(sign.isdigit() for sign in word):
            return []
        borrowed = [other for other in _of_russian(word) if self.has(other)]
        if borrowed:
            return [Similar(other, 1, self.articles(other)) for other in borrowed][:most]
        close = self._closest(word, self._equal(_slipped(word)) | self._beginning_alike(word))
        return (close or self._closest(word, self._with_the_same_first_letters(word)))[:most]

    def _equal(self, words: Iterable[str]) -> dict[str, int]:
        return dict(self._cursor.execute(_EQUAL, (json.dumps(sorted(words)),)).fetchall())

    def _beginning_alike(self, word: str) -> dict[str, int]:
        """Find forms of a word of which only others than the typed one stand in the archive."""
        stem = word[: -min(_ENDING, len(word) - _SHORTEST)]
        found: dict[str, int] = {}
        for beginning in sorted(_slipped(stem)) if len(stem) >= _SHORTEST else ():
            found |= {term: doc for term, doc in self._beginning(beginning) if len(term) <= len(word) + _LONGER}
            if self._is_late():
                break
        return found

    def _beginning(self, beginning: str) -> list[tuple[str, int]]:
        values = (beginning, beginning + _LAST, _MOST_OF_A_BEGINNING)
        return self._cursor.execute(_BEGIN, values).fetchall()

    def _with_the_same_first_letters(self, word: str) -> dict[str, int]:
        """Go through the words with the same first letters for two slips, as long as there is time."""
        first = word[:_FIRST_LETTERS]
        stem = word[: -min(_ENDING, len(word) - _SHORTEST)]
        found = {}
        for term, doc in self._cursor.execute(_BEGIN, (first, first + _LAST, -1)):
            # A letter left out or added moves where the stem ends.
            ends = (len(stem) + moved for moved in (0, -1, 1))
            if abs(len(term) - len(word)) <= _LONGER and any(_alike(stem, term[:end]) for end in ends):
                found[term] = doc
            if self._is_late():
                break
        return found

    def _closest(self, word: str, found: dict[str, int]) -> list[Similar]:
        """Turn the words found into the form that is most like the typed one; keep those with the fewest slips."""
        near = sorted(found, key=lambda term: (OSA.distance(word, term), -found[term], term))[:_MOST_COMPARED]
        alike: dict[str, Similar] = {}
        for term in near:
            form, slips = _most_like(word, term)
            if slips <= _most_slips(word) and form not in alike:
                alike[form] = Similar(form, slips, found[term])
        fewest = min((similar.slips for similar in alike.values()), default=0)
        likely = [similar for similar in alike.values() if similar.slips == fewest]
        return sorted(likely, key=lambda similar: (-similar.articles, similar.word))

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline


def _alike(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=_MOST_SLIPS) <= _MOST_SLIPS


def _forms(word: str) -> list[str]:
    """Return the forms that the index holds as one word."""
    return [form for form in default_lexicon().forms(word) if tokens(form) == [form]]


def _most_like(word: str, term: str) -> tuple[str, int]:
    """Return the form of a term that is most like a word, and how many slips lie between."""
    forms = _forms(term) or [term]
    return min(((form, OSA.distance(word, form)) for form in forms), key=lambda pair: (pair[1], pair[0] != term))


def _of_russian(word: str) -> Iterator[str]:
    """Yield what a word would be, were it an international one that is spelled as in Russian; nothing for another."""
    spelled = "" if _NOT_RUSSIAN.search(word) else _RUSSIAN_I.sub("і", word).translate(_RUSSIAN)
    for other in dict.fromkeys((spelled, _DOUBLED.sub(r"\1", spelled))):
        if other != word and default_lexicon().known(other):
            yield other


def _most_slips(word: str) -> int:
    return 1 if len(word) <= _SHORTEST + 1 else _MOST_SLIPS


def _slipped(word: str) -> set[str]:
    """Return what one letter left out, added, exchanged or swapped makes of a word, or some letters confused."""
    letters = _LATIN if word.isascii() else _UKRAINIAN
    ways = product(*(_CONFUSED.get(letter, letter) for letter in word))
    confused = map("".join, islice(ways, _MOST_CONFUSED))
    return {*_slips(word, letters), *confused} - {word, ""}


def _slips(word: str, letters: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in letters:
            yield before + letter + after[1:]
            yield before + letter + after
