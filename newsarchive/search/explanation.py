"""How a query was understood, told to whoever typed it: one line for each part, in Ukrainian and in English."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from newsarchive.language import besides, default_lexicon
from newsarchive.register import REGIONS
from newsarchive.search import filters, states
from newsarchive.search.failing import searching
from newsarchive.search.nodes import And, Field, Near, Not, Or, Phrase, Word
from newsarchive.search.wording import is_function_word, stands_as_is

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from newsarchive.search.filters import Council, Held, Understood
    from newsarchive.search.nodes import Node
    from newsarchive.search.notes import Note
    from newsarchive.search.query import Asked

_MOST_NAMED = 3

_UK = {
    "word": "«{}» у будь-якій формі",
    "besides": "{}, також {}",
    "quoted": "«{}»",
    "as is": "«{}» як написано",
    "exact": "«{}» саме в цій формі",
    "prefix": "слова на «{}…»",
    "phrase": "фраза «{}» у будь-якій формі",
    "exact phrase": "фраза «{}» точно як написано",
    "near": "поруч, на відстані до {} слів: {}",
    "next": "поруч, щонайбільше через слово: {}",
    "title": "у назві: {}",
    "lead": "у ліді: {}",
    "body": "у тексті: {}",
    "not": "без: {}",
    "or": " або ",
    "and": " і ",
    "council": "лише {}",
    "no council": "крім: {}",
    "oblast": "лише область {}",
    "no oblast": "крім області {}",
    "section": "лише розділ {}",
    "no section": "крім розділу {}",
    "state": "лише {}",
    "no state": "крім: {}",
    "live": "наявні на сайті",
    "suspected": "зниклі із сайту, можливо вилучені",
    "deleted": "вилучені із сайту",
    "edited": "змінені",
    "since": "від {}",
    "until": "до {} включно",
    "more": "{} і ще {}",
    "newest": "найновіші статті",
    "nothing": "слів, які можна шукати, немає",
}
_EN = {
    "word": "“{}” in any form",
    "besides": "{}, {} too",
    "quoted": "“{}”",
    "as is": "“{}” as written",
    "exact": "“{}” in this very form",
    "prefix": "words that begin with “{}”",
    "phrase": "the phrase “{}” in any form",
    "exact phrase": "the phrase “{}” exactly as written",
    "near": "close together, up to {} words apart: {}",
    "next": "side by side, or with one word between: {}",
    "title": "in the title: {}",
    "lead": "in the lead: {}",
    "body": "in the text: {}",
    "not": "without: {}",
    "or": " or ",
    "and": " and ",
    "council": "only {}",
    "no council": "without {}",
    "oblast": "only the oblast of {}",
    "no oblast": "without the oblast of {}",
    "section": "only the section {}",
    "no section": "without the section {}",
    "state": "only {}",
    "no state": "without {}",
    "live": "those still on the site",
    "suspected": "those missing from the site, perhaps taken down",
    "deleted": "those taken down",
    "edited": "those edited",
    "since": "since {}",
    "until": "until {} inclusive",
    "more": "{} and {} more",
    "newest": "the newest articles",
    "nothing": "no words that can be looked for",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query and what is made of it."""

    uk: str
    """In Ukrainian, one line without a full stop."""
    en: str
    """The same in English."""
    start: int
    """Characters of the text as typed before it."""
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood."""

    parts: tuple[Part, ...]
    """All of these hold together."""
    notes: tuple[Note, ...]
    """What was not understood, or was left out, each with its place."""

    @property
    def uk(self) -> str:
        """Everything on one line, once each, in Ukrainian."""
        return "; ".join(dict.fromkeys([*(part.uk for part in self.parts), *(note.uk for note in self.notes)]))

    @property
    def en(self) -> str:
        """The same in English."""
        return "; ".join(dict.fromkeys([*(part.en for part in self.parts), *(note.en for note in self.notes)]))

    def as_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return it for programs: ``understood`` and ``notes``."""
        return {
            "understood": [asdict(part) for part in self.parts],
            "notes": [{"code": n.code, "uk": n.uk, "en": n.en, "start": n.start, "end": n.end} for n in self.notes],
        }


def explain(connection: sqlite3.Connection, text: str) -> Explanation:
    """Tell how an archive understands a query, anything that was typed, without a look at its articles.

    Raises:
        ArchiveError: its councils cannot be read.
    """
    with searching():
        return tell(filters.read(text, filters.held(connection, text)))


def tell(asked: Understood) -> Explanation:
    """Tell how a query was understood."""
    return Explanation((*_of_words(asked), *_of_filters(asked.query.filters, asked.held)), asked.notes)


def _of_words(asked: Understood) -> Iterator[Part]:
    node = asked.query.node
    if node is None:
        empty = "newest" if asked.query.filters or asked.query.blank else "nothing"
        yield Part(_UK[empty], _EN[empty], 0, 0)
        return
    for part in _apart(node):
        yield Part(_told(part, _UK), _told(part, _EN), part.start, part.end)


def _apart(node: Node) -> Iterator[Node]:
    """Yield what must all be there, each by itself."""
    for inner in _telling(node.nodes) if isinstance(node, And) else ():
        yield from _apart(inner)
    if not isinstance(node, And):
        yield node


def _telling(nodes: Sequence[Node]) -> Sequence[Node]:
    return [node for node in nodes if not is_function_word(node)] or nodes


def _told(node: Node, words: Mapping[str, str]) -> str:
    """Put a tree into words."""
    match node:
        case Word() | Phrase():
            return _told_leaf(node, words)
        case Near(nodes=nodes, distance=distance):
            told = ", ".join(_inside(inner, words) for inner in nodes)
            return words["next"].format(told) if distance == 1 else words["near"].format(distance, told)
        case Field(column=column, node=inner):
            return words[column].format(_told(inner, words))
        case Not(node=inner):
            return words["not"].format(_inside(inner, words))
        case Or(nodes=nodes):
            return words["or"].join(_inside(inner, words) for inner in nodes)
    return words["and"].join(_inside(inner, words) for inner in _telling(node.nodes))


def _told_leaf(leaf: Word | Phrase, words: Mapping[str, str]) -> str:
    if isinstance(leaf, Phrase):
        return words[_kind(leaf)].format(" ".join(leaf.words))
    told = words[_kind(leaf)].format(leaf.text)
    others = besides(leaf.text, default_lexicon()) if _kind(leaf) == "word" else ()
    quoted = [words["quoted"].format(other) for other in others]
    return words["besides"].format(told, ", ".join(quoted)) if quoted else told


def _inside(node: Node, words: Mapping[str, str]) -> str:
    told = _told(node, words)
    alone = isinstance(node, And) and len(_telling(node.nodes)) == 1
    return f"({told})" if isinstance(node, And | Or | Near | Field) and not alone else told


def _kind(leaf: Word | Phrase) -> str:
    if isinstance(leaf, Phrase):
        return "exact phrase" if leaf.exact else "phrase"
    if leaf.prefix:
        return "prefix"
    return "exact" if leaf.exact else "as is" if stands_as_is(leaf.text) else "word"


def _of_filters(asked: tuple[Asked, ...], held: Held) -> Iterator[Part]:
    """Tell of each kind of filter at once: several councils are alternatives."""
    ordered = sorted(asked, key=_kind_of_filter)
    for (field, negated), group in groupby(ordered, key=_kind_of_filter):
        of_kind = list(group)
        kind = f"no {field}" if negated else field
        if field in {"council", "oblast"}:
            yield _of_places(kind, of_kind, held.councils)
        elif field == "section":
            names = [f"«{name}»" for one in of_kind for name in filters.sections_named(one.value, held)]
            yield _of_names(kind, of_kind, names, names)
        elif field == "state":
            asked_for = [states.named(one.value) or "" for one in of_kind]
            yield _of_names(kind, of_kind, [_UK[state] for state in asked_for], [_EN[state] for state in asked_for])
        else:
            yield from map(_of_days, of_kind)


def _kind_of_filter(asked: Asked) -> tuple[str, bool]:
    return asked.field, asked.negated


def _of_places(kind: str, asked: list[Asked], held: tuple[Council, ...]) -> Part:
    if kind.endswith("council"):
        found = dict.fromkeys(council for one in asked for council in filters.named(one, held))
        names, english = [c.name for c in found], [c.name_en or c.code for c in found]
    else:
        codes = dict.fromkeys(code for one in asked for code in filters.oblasts_named(one.value))
        names = [f"{REGIONS[code].adjective.removesuffix(' обласна')} ({code})" for code in codes]
        english = [f"{REGIONS[code].name} ({code})" for code in codes]
    return _of_names(kind, asked, names, english)


def _of_names(kind: str, asked: list[Asked], names: list[str], english: list[str]) -> Part:
    uk, en = _UK[kind].format(_listed(names, _UK)), _EN[kind].format(_listed(english, _EN))
    return Part(uk, en, min(one.start for one in asked), max(one.end for one in asked))


def _listed(names: list[str], words: Mapping[str, str]) -> str:
    names = list(dict.fromkeys(names))
    shown = words["or"].join(names[:_MOST_NAMED])
    return words["more"].format(shown, len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else shown


def _of_days(asked: Asked) -> Part:
    span = filters.resolve((asked,), filters.Held(()))
    days = [(kind, day) for kind, day in (("since", span.since), ("until", span.until)) if day]
    uk, en = ([words[kind].format(day) for kind, day in days] for words in (_UK, _EN))
    return Part(" ".join(uk), " ".join(en), asked.start, asked.end)
