"""The query language: any text becomes a tree. Nothing is an error; what makes no sense is passed over.

    рада бюджет          both words, in any form
    "сесія обласної ради"  the words in a row, in any form; «…» and “…” do the same
    бюджет*              every word that begins so
    -субвенція, НЕ, NOT  without it
    ОВА АБО ОДА, OR, |   either
    (… АБО …) …          together first

The Cyrillic operators are operators in capitals alone, and НЕ not in a headline typed all in capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from newsarchive.language import straight, tokens
from newsarchive.normalize.text import clean

LONGEST_QUERY = 2_000
"""Characters of a query that are read; the rest is left unread."""
MOST_TERMS = 32
"""Words of a query that are asked for, those of phrases included; the rest is left out."""
DEEPEST = 8
"""Parentheses within parentheses; deeper ones are not read as such."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any form, or what begins with it."""

    text: str
    """As typed, apostrophes straight."""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must all be there."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What must be there at least once."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Word | Phrase | Not | And | Or

_WORD = r"[^\W_]+(?:['\u2010\u2011-][^\W_]+|(?<=[0-9A-Za-z])[./:@_](?=[0-9A-Za-z])[^\W_]+)*"
_LEXEME = re.compile(
    rf"""(?P<quote>["«»“”„‟])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<either>\|)
    |(?P<minus>(?<![^\s(])-(?=[\w"«“„(]))
    |(?P<prefix>{_WORD})\*
    |(?P<word>{_WORD})""",
    re.VERBOSE,
)
_OPERATORS = {"АБО": "either", "OR": "either", "НЕ": "minus", "NOT": "minus", "AND": "both"}
_LONG_WORD = 4


def parse(text: str) -> Node | None:
    """Read a query.

    Args:
        text: anything.

    Returns:
        None where nothing can be looked for: no letter or digit in it.
    """
    return _Parser(_lex(straight(clean(text[:LONGEST_QUERY])))).read()


def _lex(text: str) -> list[tuple[str, str]]:
    """Split a query into pairs of kind and text, at most :data:`MOST_TERMS` of them words."""
    found: list[tuple[str, str]] = []
    headline, terms = _is_headline(text), 0
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or "word"
        value = match.group(kind)
        if kind == "word" and not (headline and value == "НЕ"):
            kind = _OPERATORS.get(value, kind)
        terms += kind in {"word", "prefix"}
        if terms <= MOST_TERMS or kind in {"quote", "close"}:
            found.append((kind, value))
    return found


def _is_headline(text: str) -> bool:
    """Say whether a text is typed all in capitals and is more than abbreviations."""
    return text.isupper() and any(len(word) > _LONG_WORD for word in tokens(text))


class _Parser:
    """Recursive descent without a way to fail: an operator that has nothing to work on is passed over."""

    def __init__(self, lexemes: list[tuple[str, str]]) -> None:
        self._lexemes = lexemes
        self._place = 0

    def read(self) -> Node | None:
        """Read everything; a closing parenthesis too many is passed over."""
        nodes = []
        while self._kind():
            nodes.append(self._either(0))
            self._take("close")
        return _join(And, nodes)

    def _either(self, depth: int) -> Node | None:
        nodes = [self._all(depth)]
        while self._take("either"):
            nodes.append(self._all(depth))
        return _join(Or, nodes)

    def _all(self, depth: int) -> Node | None:
        nodes = []
        while self._kind() not in {"", "either", "close"}:
            nodes.append(self._one(depth))
        return _join(And, nodes)

    def _one(self, depth: int) -> Node | None:
        kind, value = self._lexemes[self._place]
        self._place += 1
        match kind:
            case "minus":
                return self._without(depth)
            case "open" if depth < DEEPEST:
                return self._group(depth + 1)
            case "quote":
                return self._phrase()
            case "word" | "prefix":
                return Word(value, kind == "prefix")
        return None

    def _without(self, depth: int) -> Node | None:
        """Read what follows a minus; of several the last counts."""
        while self._take("minus"):
            pass
        if self._kind() in {"", "either", "close", "both"}:
            return None
        node = self._one(depth)
        return None if node is None else Not(node)

    def _group(self, depth: int) -> Node | None:
        node = self._either(depth)
        self._take("close")
        return node

    def _phrase(self) -> Node | None:
        """Read up to the next quotation mark; without one the words stand each for itself."""
        kinds = [kind for kind, _ in self._lexemes[self._place :]]
        if "quote" not in kinds:
            return None
        end = self._place + kinds.index("quote")
        within = self._lexemes[self._place : end]
        self._place = end + 1
        # In quotation marks no word is an operator.
        words = [word for kind, text in within if kind not in {"open", "close"} for word in _words(text)]
        if len(words) == 1:
            return Word(words[0], within[-1][0] == "prefix")
        return Phrase(tuple(words)) if words else None

    def _kind(self) -> str:
        return self._lexemes[self._place][0] if self._place < len(self._lexemes) else ""

    def _take(self, kind: str) -> bool:
        if self._kind() != kind:
            return False
        self._place += 1
        return True


def _join(kind: type[And | Or], nodes: list[Node | None]) -> Node | None:
    """Make one node of several, leaving out what came to nothing."""
    real = tuple(node for node in nodes if node is not None)
    return real[0] if len(real) == 1 else kind(real) if real else None


def _words(text: str) -> list[str]:
    """Return a lexeme's text as a word to be looked for, or nothing for a mere sign."""
    return [text] if tokens(text) else []
