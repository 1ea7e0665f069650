"""What a query is made of. Every node knows where it stands in the text as typed; two are equal wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def loosened(node: Node) -> Node | None:
    """Return a tree that finds all that the given one does and more: its words anywhere, whatever else stands there.

    None where nothing is left.
    """
    match node:
        case Phrase(words=words, exact=False):
            return And(tuple(map(Word, words)), start=node.start, end=node.end)
        case Word() | Phrase():
            return node
        case Not():
            return None
        case Field(column=column, node=inner):
            looser = loosened(inner)
            return None if looser is None else Field(column, looser, start=node.start, end=node.end)
    kept = tuple(inner for inner in map(loosened, node.nodes) if inner is not None)
    kind = Or if isinstance(node, Or) else And
    return kind(kept, start=node.start, end=node.end) if kept else None


def parts(node: Node) -> Iterator[Node]:
    """Yield a tree's nodes, itself first."""
    yield node
    match node:
        case Not(node=inner) | Field(node=inner):
            yield from parts(inner)
        case And(nodes=nodes) | Or(nodes=nodes) | Near(nodes=nodes):
            for inner in nodes:
                yield from parts(inner)
