"""What a query is made of. Every node knows where it stands in the text as typed; two are equal wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class _Placed:
    """Something typed."""

    start: int = field(default=0, compare=False, kw_only=True)
    """Characters of the text as typed before it."""
    end: int = field(default=0, compare=False, kw_only=True)
    """The same up to its end."""


@dataclass(frozen=True, slots=True)
class Word(_Placed):
    """A word in any form, what begins with it, or the word exactly as written."""

    text: str
    """As typed, apostrophes straight."""
    prefix: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(_Placed):
    """Words in a row, in any form or exactly as written."""

    words: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Near(_Placed):
    """What must stand close together, in any order."""

    nodes: tuple[Node, ...]
    """Two or more: words, phrases, and either of some of these."""
    distance: int
    """Words between two of them at most."""


@dataclass(frozen=True, slots=True)
class Field(_Placed):
    """What must stand in one part of an article."""

    column: str
    """``title``, ``lead`` or ``body``."""
    node: Node


@dataclass(frozen=True, slots=True)
class Not(_Placed):
    """What must not be there."""

    node: Node


@dataclass(frozen=True, slots=True)
class And(_Placed):
    """What must all be there."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(_Placed):
    """What must be there at least once."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Word | Phrase | Near | Field | Not | And | Or


def leaves(node: Node) -> tuple[Word | Phrase, ...]:
    """Return the words and phrases of a tree, in order, those that must not be there included."""
    match node:
        case Word() | Phrase():
            return (node,)
        case Not() | Field():
            return leaves(node.node)
    return tuple(leaf for inner in node.nodes for leaf in leaves(inner))
