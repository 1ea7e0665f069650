"""Did you mean: a query that finds nothing, mended by the words that stand in the archive."""

from __future__ import annotations

import re
import time
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Unpack

from newsarchive.language import straight
from newsarchive.search.dated import dated
from newsarchive.search.failing import searching
from newsarchive.search.filters import understand
from newsarchive.search.keyboard import other_layout
from newsarchive.search.lexemes import COLUMNS, FILTERS
from newsarchive.search.nodes import And, Field, Near, Or, Phrase, Word, parts
from newsarchive.search.order import Order
from newsarchive.search.query import LONGEST_QUERY, MOST_TERMS, parse
from newsarchive.search.question import ask
from newsarchive.search.vocabulary import Vocabulary
from newsarchive.search.wording import is_function_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from newsarchive.search.filters import Understood
    from newsarchive.search.nodes import Node
    from newsarchive.search.question import Narrowed

MOST = 3
"""Suggestions at most."""
SECONDS = 0.25
"""After so long no further words are compared."""
COMMONER = 10
"""How many times as many articles a word must have to be thought the one that was meant."""
_MOST_MENDED = 4
"""Words of one query that are mended."""
_DANGLING = re.compile(rf"(?<![\w'])-?(?i:{'|'.join((*FILTERS, *COLUMNS))}):(?=\s|$)|(?<!\S)[*.,;:!?…]+(?!\S)")
"""The name of a field or filter, or what stood behind a word, whose word was left out."""
_TOKEN = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:['./-][^\W_]+)+")
_WORTH_ASKING = re.compile(r"[^\W\d_]{2}|\d{2}")
"""What must be left of a query when words are left out: not only «<>(1)</>», «о..а.»."""


class _Slip(NamedTuple):
    """A word that stands nowhere in the archive, and what it may have been."""

    start: int
    end: int
    words: list[str]


def suggest(connection: sqlite3.Connection, query: str, **narrowed: Unpack[Narrowed]) -> list[str]:
    """Return whole queries that may have been meant and find something; none where the given one does.

    Takes half a second and a few searches at most. The arguments are those of
    :func:`newsarchive.search.search`.

    Raises:
        ArchiveError: the archive or its index cannot be read.
    """

    def finds(text: str) -> bool:
        question = ask(connection, text, **narrowed)
        return bool(question.numbers(order=Order.NEWEST, limit=1))

    with searching():
        read = understand(connection, query)
        meant = _without_dates(query, read)
        if meant and finds(meant):
            return [meant]
        then = dated(connection, query[:LONGEST_QUERY])
        of_then = [then.query] if then and not finds(query) and finds(then.query) else []
        return [*of_then, *mended(connection, query, read.query.node, finds)][:MOST]


def _without_dates(text: str, read: Understood) -> str:
    """Leave out what was meant for a date and is none: «вчора» in «від:вчора» is no misprint of «вода»."""
    wrong = [note for note in read.notes if note.code == "date"]
    for note in reversed(wrong):
        text = text[: note.start] + text[note.end :]
    return " ".join(text.split()) if wrong and parse(text).node is not None else ""


def mended(connection: sqlite3.Connection, text: str, node: Node | None, finds: Callable[[str], bool]) -> list[str]:
    """Do the same for a query that was read already, whatever it is that says whether one finds something.

    Raises:
        sqlite3.DatabaseError: there is no index.
    """
    text = text[:LONGEST_QUERY]
    if node is None or finds(text):
        return []
    likely = chain(other_layout(text), _ways(text, _slips(connection, text, node)), _of_other_layout(connection, text))
    asked: dict[str, None] = {}
    fresh = (query for query in likely if query not in asked and asked.setdefault(query) is None)
    worth = filter(_WORTH_ASKING.search, fresh)
    found = (query for query in worth if _says_something(parse(query).node) and finds(query))
    return list(islice(found, MOST))


def _of_other_layout(connection: sqlite3.Connection, text: str) -> Iterator[str]:
    """Yield what was typed in the other layout and mistyped besides, where one of its words stands in the archive."""
    for other in other_layout(text):
        node = parse(other).node
        words = [straight(other[slice(*place)]) for place in _words(node, other)] if node else []
        vocabulary = Vocabulary(connection, time.monotonic() + SECONDS)
        if node and any(vocabulary.has(word.lower()) for word in words if word.isalpha()):
            yield from _ways(other, _slips(connection, other, node))


def _says_something(node: Node | None) -> bool:
    """Say whether a query asks for any word that is more than «або»."""
    leaves = [part for part in parts(node) if isinstance(part, Word | Phrase)] if node else []
    return not all(map(is_function_word, leaves))


def _slips(connection: sqlite3.Connection, text: str, node: Node) -> list[_Slip]:
    """Find what was mistyped: words that stand nowhere; where all do, words that a far commoner one may have been.

    A word that stands nowhere and is like none that does is left out.
    """
    vocabulary = Vocabulary(connection, time.monotonic() + SECONDS)
    places = list(islice(dict.fromkeys(_words(node, text)), MOST_TERMS))
    typed = {place: straight(text[slice(*place)]) for place in places}
    absent = [place for place in places if not vocabulary.has(typed[place].lower())]
    slips = []
    for place in (absent or places)[:_MOST_MENDED]:
        similar = vocabulary.similar(typed[place].lower(), MOST)
        fewest = 0 if absent or not similar else COMMONER * vocabulary.articles(typed[place].lower())
        likely = [one.word for one in similar if one.articles > fewest]
        if likely or absent:
            slips.append(_Slip(*place, [_as_typed(typed[place], one) for one in likely]))
    return _of_whole_words(straight(text), slips)


def _of_whole_words(text: str, slips: list[_Slip]) -> list[_Slip]:
    """Leave out the whole of a word of which a part is like nothing: of «С-300» «-300» would be what is not wanted."""
    wholes = {word.span() for word in _COMPOUND.finditer(text)}
    hopeless = {span for span in wholes for slip in slips if not slip.words and span[0] <= slip.start < span[1]}
    kept = [slip for slip in slips if not any(start <= slip.start < end for start, end in hopeless)]
    return sorted([*kept, *(_Slip(start, end, []) for start, end in hopeless)])


def _words(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that must be there, as the index cuts them; function words aside."""
    match node:
        case Word(prefix=False, exact=False) | Phrase(exact=False):
            if not is_function_word(node):
                yield from ((node.start + one.start(), node.start + one.end()) for one in _tokens(node, text))
        case Field(node=inner):
            yield from _words(inner, text)
        case And(nodes=nodes) | Or(nodes=nodes) | Near(nodes=nodes):
            for inner in nodes:
                yield from _words(inner, text)


def _tokens(node: Word | Phrase, text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(straight(text[node.start : node.end]))


def _as_typed(word: str, meant: str) -> str:
    """Give a mended word the capitals of the one typed."""
    if word.isupper() and len(word) > 1:
        return meant.upper()
    return meant.capitalize() if word[:1].isupper() else meant


def _ways(text: str, slips: list[_Slip]) -> Iterator[str]:
    """Yield the text with the likeliest words, with another of each in turn, without what is like nothing."""
    known = [slip for slip in slips if slip.words]
    best = [slip.words[0] for slip in known]
    yield _put(text, known, best)
    for place, slip in enumerate(known):
        for other in slip.words[1:]:
            yield _put(text, known, [*best[:place], other, *best[place + 1 :]])
    yield _put(text, slips, [slip.words[0] if slip.words else "" for slip in slips])


def _put(text: str, slips: list[_Slip], words: list[str]) -> str:
    """Return a text with words put in the places of slips."""
    for slip, word in sorted(zip(slips, words, strict=True), key=lambda pair: -pair[0].start):
        text = text[: slip.start] + word + text[slip.end :]
    return " ".join(_DANGLING.sub("", text).split())
