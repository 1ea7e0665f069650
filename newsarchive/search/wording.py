"""Which words of a query are taken as they are, and which say nothing of their own; how a part of it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from newsarchive.language import are_initials, could_be_a_name, has_twin, numerals, tokens
from newsarchive.language.overlay import FUNCTION_WORDS
from newsarchive.search.nodes import Near, Phrase, Word

if TYPE_CHECKING:
    from newsarchive.search.nodes import Node

_LONGEST_INFLECTED = 64


def stands_as_is(word: str) -> bool:
    """Say whether a word is a number, a decision's number, an address, initials: nothing that inflects."""
    foreign = word.isascii() and not (could_be_a_name(word) or has_twin(word))
    number = any(sign.isdigit() for sign in word) and not numerals.inflects(word)
    return len(word) > _LONGEST_INFLECTED or foreign or number or are_initials(word)


def is_function_word(node: Node) -> TypeGuard[Word]:
    """Say whether a word only joins others; ТА in capitals is an abbreviation."""
    if not isinstance(node, Word) or node.prefix or node.exact or (node.text.isupper() and len(node.text) > 1):
        return False
    return node.text.lower() in FUNCTION_WORDS and bool(tokens(node.text))


def said(node: Node) -> str:
    """Return the words of a leaf, or of what stands close together, as a note names them."""
    match node:
        case Word(text=text):
            return text
        case Phrase(words=words):
            return " ".join(words)
        case Near(nodes=nodes):
            return ", ".join(map(said, nodes))
    return ""
