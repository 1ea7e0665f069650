"""Differences of looks: they change nothing that a text says, and are counted apart from those that do."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from newsarchive.changes.words import Kind
from newsarchive.language.overlay import GIVEN_NAMES
from newsarchive.language.pymorphy import PymorphyDictionary
from newsarchive.language.spelling import APOSTROPHES, spellings, with_apostrophe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.changes.words import Token

_SHORTEST_TYPO = 4
_LONG = 9
"""Letters of a word in which two slips may be one misprint."""
_EUPHONY = ({"у", "в"}, {"і", "й", "та"}, {"з", "із", "зі"}, {"від", "од"}, {"щоб", "щоби"}, {"би", "б"})
"""Words that are chosen by the sounds beside them."""
_QUOTES = frozenset("«»“”„‟″\"'’‘")


class Slight(StrEnum):
    """What looks otherwise."""

    SPACES = "spaces"
    PARAGRAPHS = "paragraphs"
    QUOTES = "quotes"
    APOSTROPHES = "apostrophes"
    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    LETTERS = "letters"
    """A misprint, or another spelling of the same word."""

    @classmethod
    def of(cls, before: str, after: str) -> Slight:
        """Say how two printings of one token differ."""
        if before.casefold() == after.casefold():
            return cls.CAPITALS
        signs = set(before) ^ set(after)
        if signs & _QUOTES and len(before) == 1:
            return cls.QUOTES
        if signs & set(APOSTROPHES):
            return cls.APOSTROPHES
        return cls.SPACES if "".join(before.split()) == "".join(after.split()) else cls.PUNCTUATION


def looks(before: Sequence[Token], after: Sequence[Token]) -> Slight | None:
    """Say what kind of slight difference two runs of words are, None where they say something else."""
    if all(token.kind == Kind.MARK for token in (*before, *after)):
        return Slight.PUNCTUATION
    said = [[token for token in side if token.kind != Kind.MARK] for side in (before, after)]
    if not (said[0] and said[1]):
        return None
    if _together(said[0]) == _together(said[1]):
        return Slight.LETTERS
    if len(said[0]) != len(said[1]):
        return None
    pairs = [(a, b) for a, b in zip(*said, strict=True) if a.key != b.key]
    same = all(a.kind == b.kind == Kind.WORD and is_misprint(a.key, b.key) for a, b in pairs)
    return Slight.LETTERS if same else None


def _together(tokens: Sequence[Token]) -> str:
    """Write words as one: «не зважаючи», «прес-служба» and «пресслужба» differ in spaces and hyphens."""
    if any(token.kind != Kind.WORD for token in tokens):
        return " ".join(token.key for token in tokens)
    return "".join(token.key for token in tokens).replace("-", "")


def is_misprint(before: str, after: str) -> bool:
    """Whether two words are one that was misspelled, declined or spelled otherwise, and not two words.

    One letter is changed, left out, added or swapped with its neighbour (optimal string alignment), two in a long word;
    and the dictionary does not know both as different words: «загони» is no misprint of «вагони».

    Args:
        before: a token's key.
        after: another's.
    """
    if any({before, after} <= words for words in _EUPHONY):
        return True
    if before in spellings(after) or after in spellings(before):
        return True
    if min(len(before), len(after)) < _SHORTEST_TYPO or not before.isalpha() or not after.isalpha():
        return False
    most = 2 if min(len(before), len(after)) >= _LONG else 1
    if OSA.distance(before, after, score_cutoff=most) > most:
        return False
    lemmas = readings(before), readings(after)
    known = [{lemma for lemma, _ in found} for found in lemmas]
    return not (known[0] and known[1]) or bool(known[0] & known[1])


@lru_cache(4096)
def readings(word: str) -> frozenset[tuple[str, str]]:
    """Give the dictionary forms that a word may be of, each with what it names: see ``language.forms.Form.name``.

    Empty where the dictionary does not know it.

    Args:
        word: a token's key, which has no apostrophe: it is put back where there may be one.
    """
    found = _dictionary().readings(word)
    for whole in () if found else with_apostrophe(word):
        found |= _dictionary().readings(whole)
    return frozenset((lemma, "first" if lemma in GIVEN_NAMES else name) for lemma, name in found)


@cache
def _dictionary() -> PymorphyDictionary:
    return PymorphyDictionary()
