"""A query's tree written as an FTS5 MATCH string: each word an OR of its forms, in every spelling.

Everything that reaches FTS5 stands in quotation marks and holds letters, digits and spaces alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from newsarchive.language import default_lexicon, inflect, spellings, tokens
from newsarchive.language.overlay import FUNCTION_WORDS
from newsarchive.search.query import LONGEST_QUERY, And, Node, Not, Or, Phrase, Word, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsarchive.language import Lexicon

NOTHING = '""'
"""A MATCH string that finds nothing; FTS5 calls an empty one a syntax error."""
MOST_FORMS = 160
"""Forms of one word, all spellings counted."""
MOST_ROWS = 96
"""Forms of one phrase, or of one window of a long one."""
MOST_STRINGS = 1_600
"""Forms of a whole query: its words share them."""
MOST_CHARACTERS = 48_000
"""Characters of all forms of a query, the words as typed aside: its words share them too."""
WINDOW = 3
"""Words of a phrase that are inflected together; a longer phrase is the AND of windows sharing a word."""

_SHORTEST_PREFIX = 2
_LONGEST_INFLECTED = 64
_FEWEST_FORMS = 16
_AROUND = len('"" OR ')
_QUERIES_REMEMBERED = 128


def uk_query(text: object) -> str:
    """Turn what a reader typed into an FTS5 MATCH string that finds it in every grammatical form.

    Args:
        text: anything: see ``newsarchive.search.query`` for what has a meaning. A number is read as its
            digits; None and bytes, which SQL may hand over, ask for nothing.

    Returns:
        A string FTS5 accepts; :data:`NOTHING` where no letter or digit is, or only what must be absent.
    """
    return NOTHING if text is None or isinstance(text, bytes) else _written(str(text)[:LONGEST_QUERY])


@lru_cache(_QUERIES_REMEMBERED)
def _written(text: str) -> str:
    node = parse(text)
    return (_Writer(default_lexicon(), _leaves(node)).write(node) if node else "") or NOTHING


def _leaves(node: Node) -> int:
    """Count the words and windows of a tree."""
    match node:
        case Word():
            return 1
        case Phrase(words):
            return 1 + len(words) // 2
        case Not(inner):
            return _leaves(inner)
    return sum(map(_leaves, node.nodes))


class _Writer:
    """Writes nodes; a node that asks for nothing, such as a lone NOT, comes out empty."""

    def __init__(self, lexicon: Lexicon, leaves: int) -> None:
        self._lexicon = lexicon
        share = max(_FEWEST_FORMS, MOST_STRINGS // leaves)
        self._forms = min(MOST_FORMS, share)
        self._rows = min(MOST_ROWS, share)
        self._characters = MOST_CHARACTERS // leaves

    def write(self, node: Node) -> str:
        match node:
            case Word(text, prefix):
                return self._word(text, prefix=prefix)
            case Phrase(words):
                return self._phrase(words)
            case And(nodes):
                return self._all(nodes)
            case Or(nodes):
                return _either(filter(None, map(self.write, nodes)))
        return ""

    def _all(self, nodes: tuple[Node, ...]) -> str:
        wanted = [node for node in nodes if not isinstance(node, Not)]
        telling = [node for node in wanted if not _is_function_word(node)]
        found = list(filter(None, map(self.write, telling or wanted)))
        unwanted = list(filter(None, (self.write(node.node) for node in nodes if isinstance(node, Not))))
        both = f"({' AND '.join(found)})" if len(found) > 1 else "".join(found)
        return f"({both} NOT {_either(unwanted)})" if both and unwanted else both

    def _word(self, text: str, *, prefix: bool) -> str:
        plain = text.lower()
        if prefix and len(plain) >= _SHORTEST_PREFIX:
            return _either(f'"{spelling}"*' for spelling in spellings(plain))
        forms = (plain,) if _stands_as_is(plain) else self._lexicon.forms(plain)
        return self._strings(forms, self._forms)

    def _phrase(self, words: tuple[str, ...]) -> str:
        plain = [word.lower() for word in words]
        last = max(len(plain) - WINDOW, 0)
        starts = dict.fromkeys((*range(0, last, WINDOW - 1), last))
        return " AND ".join(self._window(plain[start : start + WINDOW]) for start in starts)

    def _window(self, words: Sequence[str]) -> str:
        rows = inflect(words, self._lexicon, most=self._rows)
        return self._strings((" ".join(row) for row in rows), self._rows)

    def _strings(self, forms: Iterable[str], most: int) -> str:
        written = chain.from_iterable(map(spellings, forms))
        return _either(f'"{text}"' for text in self._within(dict.fromkeys(written), most))

    def _within(self, texts: Iterable[str], most: int) -> Iterator[str]:
        """Yield the first text, which is as typed, and of the others what there is room for."""
        room = self._characters
        for place, text in enumerate(islice(texts, most)):
            room -= len(text) + _AROUND
            if place and room < 0:
                return
            yield text


def _either(parts: Iterable[str]) -> str:
    every = list(parts)
    return f"({' OR '.join(every)})" if len(every) > 1 else "".join(every)


def _stands_as_is(word: str) -> bool:
    """Say whether a word is a number, a decision's number, an address: nothing that inflects."""
    return len(word) > _LONGEST_INFLECTED or word.isascii() or any(sign.isdigit() for sign in word)


def _is_function_word(node: Node) -> bool:
    """Say whether a word only joins others; ТА in capitals is an abbreviation."""
    if not isinstance(node, Word) or node.prefix or (node.text.isupper() and len(node.text) > 1):
        return False
    return node.text.lower() in FUNCTION_WORDS and bool(tokens(node.text))
