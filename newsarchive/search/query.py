"""The query language: any text becomes a tree. Nothing is an error; what makes no sense is passed over, and said.

    рада бюджет            both words, in any form
    "сесія обласної ради"  the words in a row, in any form; «…» and “…” do the same
    =рада, ="сесія ради"   exactly as written
    бюджет*                every word that begins so
    -субвенція, НЕ, NOT    without it
    ОВА АБО ОДА, OR, |     either
    (… АБО …) …            together first
    ПОРУЧ(бюджет дороги)   close together; ПОРУЧ(…, 5), бюджет ПОРУЧ/5 дороги, NEAR
    назва:рада             in the title; лід:, текст:, title:, lead:, body:
    рада:Львівська         of this council; область:, від:, до:, рік: and council:, oblast:, since:, until:, year:
    розділ:Новини          of this section of a site; section:
    стан:вилучено          taken down, edited, ...; state:

The Cyrillic operators are operators in capitals alone, and НЕ and ПОРУЧ not in a headline typed all in capitals.
Names of fields and filters may be written either way; nothing stands between the colon and what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newsarchive.language import are_initials, tokens
from newsarchive.language.months import MONTH
from newsarchive.normalize.text import clean
from newsarchive.search.lexemes import COLUMNS, FILTERS, Lexeme, lex, phrase_words
from newsarchive.search.nodes import And, Field, Near, Node, Not, Or, Phrase, Word
from newsarchive.search.notes import Note

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_QUERY = 2_000
"""Characters of a query that are read; the rest is left unread."""
MOST_TERMS = 32
"""Words of a query that are asked for, those of phrases and filters included; the rest is left out."""
MOST_PREFIXES = 3
"""Beginnings of words that are asked for; each makes FTS5 read every word that begins so."""
SHORTEST_PREFIX = 3
_LONG_BEGINNING = 5
"""Letters of a beginning; what is shorter is a word."""
DEEPEST = 8
"""Parentheses within parentheses; deeper ones are not read as such."""
MOST_NEAR = 5
"""Words that are looked for close together; further ones may stand anywhere."""
DISTANCE = 10
"""How many words may stand between two that are close together, where nothing else is asked."""
LONGEST_DISTANCE = 100

# «24, 25 та 26 лютого».
_DAYS_APART = 3
_DAY = re.compile("(?:0?[1-9]|[12][0-9]|3[01])(?:-?го)?")
_MONTH = re.compile(MONTH, re.IGNORECASE)
_NUMBER = re.compile("[0-9]{1,4}(?:,[0-9]+)?")
_UNIT = re.compile("тис|тисяч[аіуею]*|мл[нр]д?|міль(?:йон|ярд)[аиіуовм]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A filter as typed."""

    field: str
    """``council``, ``oblast``, ``since``, ``until``, ``year``, ``section`` or ``state``."""
    value: str
    start: int
    """Characters of the text as typed before it."""
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as it is understood."""

    node: Node | None
    """What to look for; None where no word is asked for."""
    filters: tuple[Asked, ...] = ()
    """What to narrow it by: in order, all of them understood."""
    notes: tuple[Note, ...] = ()
    """What to tell the reader of it, in order."""
    blank: bool = False
    """Whether nothing at all was typed that can be seen."""


def parse(text: str, understood: Callable[[Asked], str] | None = None) -> Query:
    """Read a query.

    Args:
        text: anything.
        understood: says of a filter what is wrong with it, as the code of a note; such a filter is read as
            ordinary words. Without it every filter is taken.
    """
    parser = _Parser(lex(text[:LONGEST_QUERY]), text, understood)
    node = parser.read()
    if len(text) > LONGEST_QUERY:
        parser.note("unread", LONGEST_QUERY, len(text), str(LONGEST_QUERY))
    notes = sorted(parser.notes, key=lambda note: note.start)
    return Query(node, tuple(parser.filters), tuple(notes), blank=not clean(text).strip())


class _Parser:
    """Recursive descent without a way to fail: an operator that has nothing to work on is passed over."""

    def __init__(self, lexemes: list[Lexeme], text: str, understood: Callable[[Asked], str] | None) -> None:
        self._lexemes = lexemes
        self._text = text
        self._understood = understood or (lambda _: "")
        self._place = 0
        self._terms = 0
        self._prefixes = 0
        self.filters: list[Asked] = []
        self.notes: list[Note] = []

    def note(self, code: str, start: int, end: int, said: str | None = None) -> None:
        """Tell the reader something of a part of the text."""
        self.notes.append(Note(code, start, end, self._text[start:end] if said is None else said))

    def read(self) -> Node | None:
        """Read everything; a closing parenthesis too many is passed over."""
        nodes = []
        while self._kind():
            nodes.append(self._either(0))
            if extra := self._take("close"):
                self.note("close", extra.start, extra.end)
        return _all(nodes)

    def _either(self, depth: int) -> Node | None:
        filters = len(self.filters)
        nodes = [self._all(depth)]
        while bar := self._take("either"):
            nodes.append(self._all(depth))
            if (nodes[-1] is None or nodes[-2] is None) and len(self.filters) == filters:
                self.note("operator", bar.start, bar.end)
        if len(nodes) > 1:
            self._hold_for_all(filters)
        return _either(nodes)

    def _all(self, depth: int) -> Node | None:
        nodes = []
        while self._kind() not in {"", "either", "close"}:
            nodes.append(self._beside(depth))
        return _all(_with_initials(_with_numbers([node for node in nodes if node is not None])))

    def _beside(self, depth: int) -> Node | None:
        """Read one thing, and what is to stand near it."""
        nodes = [self._one(depth)]
        distance = DISTANCE
        while nodes[0] is not None and self._joins():
            near = self._next()
            distance = self._distance(near)
            nodes.append(self._one(depth))
        real = [node for node in nodes if node is not None]
        return self._near(real, distance, real[0].start, real[-1].end) if len(nodes) > 1 else nodes[0]

    def _joins(self) -> bool:
        """Say whether a NEAR stands here between two things, and not before its own parenthesis."""
        following = self._lexemes[self._place + 1 : self._place + 2]
        last = not following or following[0].kind in {"close", "either", "both"}
        return self._kind() == "near" and not last and not self._opens_near()

    def _opens_near(self) -> bool:
        here = self._lexemes[self._place]
        following = self._lexemes[self._place + 1 : self._place + 2]
        return bool(following) and following[0].kind == "open" and following[0].start == here.end

    def _distance(self, lexeme: Lexeme) -> int:
        asked = int(lexeme.value or DISTANCE)
        if asked > LONGEST_DISTANCE:
            self.note("distance", lexeme.start, lexeme.end, str(LONGEST_DISTANCE))
        return min(asked, LONGEST_DISTANCE)

    def _near(self, nodes: list[Node], distance: int, start: int, end: int) -> Node | None:
        """Put together what can stand near each other; the rest must only be there too."""
        flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, And) else (node,))]
        close = [node for node in flat if _can_be_near(node)]
        others: list[Node | None] = [node for node in flat if not _can_be_near(node)]
        is_pair = len(close) > 1
        if not is_pair or any(not isinstance(node, Not) for node in others):
            self.note("near", start, end)
        if len(close) > MOST_NEAR:
            self.note("near_many", close[MOST_NEAR].start, close[-1].end, str(MOST_NEAR))
        others = [*close[MOST_NEAR:], *others]
        if not is_pair:
            return _all([*close, *others])
        return _all([Near(tuple(close[:MOST_NEAR]), distance, start=start, end=end), *others])

    def _one(self, depth: int) -> Node | None:
        lexeme = self._next()
        if lexeme.kind in self._COMPOUND:
            return self._COMPOUND[lexeme.kind](self, lexeme, depth)
        if lexeme.kind in self._SIMPLE:
            return self._SIMPLE[lexeme.kind](self, lexeme)
        if lexeme.kind in {"bare", "quote", "stray"}:
            self.note(lexeme.kind, lexeme.start, lexeme.end)
        return self._word(lexeme) if lexeme.kind in {"word", "prefix", "bare", "within_words"} else None

    def _hold_for_all(self, first: int) -> None:
        """Say of the filters from the given one on that they stand where they seem to hold for a part."""
        for asked in self.filters[first:]:
            self.note("whole", asked.start, asked.end)

    def _without(self, minus: Lexeme, depth: int) -> Node | None:
        """Read what follows a minus; of several the last counts."""
        while self._take("minus"):
            pass
        if self._kind() in {"", "either", "close", "both"}:
            self.note("operator", minus.start, minus.end)
            return None
        if self._kind() == "filter":
            return self._filter(self._next(), negated=True)
        filters = len(self.filters)
        node = self._one(depth)
        self._hold_for_all(filters)
        return None if node is None else Not(node, start=minus.start, end=node.end)

    def _group(self, opening: Lexeme, depth: int) -> Node | None:
        depth += 1
        if depth > DEEPEST:
            self.note("deep", opening.start, opening.end)
            return None
        node = self._either(depth)
        if not self._take("close"):
            self.note("open", opening.start, opening.end)
        return node

    def _near_group(self, near: Lexeme, depth: int) -> Node | None:
        """Read ПОРУЧ(бюджет дороги, 5); without a parenthesis, or with nothing to join, it is a word."""
        opening = self._take("open") if self._kind() == "open" else None
        if opening is None or opening.start != near.end or depth >= DEEPEST:
            self._place -= opening is not None
            return self._word(near)
        distance = self._lexeme_before_close()
        node = self._group(opening, depth)
        if node is None:
            return None
        return self._near([node], self._distance(distance or near), near.start, self._lexemes[self._place - 1].end)

    def _lexeme_before_close(self) -> Lexeme | None:
        """Take out the distance that ends a NEAR group, if it has one."""
        deep = 1
        for place in range(self._place, len(self._lexemes)):
            kind = self._lexemes[place].kind
            deep += (kind == "open") - (kind == "close")
            if kind == "within_words" and deep == 1:
                return self._lexemes.pop(place)
            if not deep:
                break
        return None

    def _field(self, lexeme: Lexeme, depth: int) -> Node | None:
        node = self._one(depth) if self._kind() else None
        column = COLUMNS[lexeme.text.rstrip(":").lower()]
        return None if node is None else Field(column, node, start=lexeme.start, end=node.end)

    def _filter(self, lexeme: Lexeme, *, negated: bool = False) -> Node | None:
        """Take a filter out of the tree; what cannot be understood stays in it as words."""
        if not self._room(lexeme.text):
            return None
        field = FILTERS[lexeme.text.lower()]
        asked = Asked(field=field, value=lexeme.value, start=lexeme.start, end=lexeme.end, negated=negated)
        wrong = self._understood(asked)
        if not wrong:
            self.filters.append(asked)
            return None
        self.note(wrong, asked.start, asked.end)
        words = [word for word, _ in phrase_words(f"{lexeme.text} {lexeme.value}")]
        node = _all([self._word(lexeme._replace(kind="word", text=word)) for word in words])
        return None if node is None else Not(node, start=asked.start, end=asked.end) if negated else node

    def _exact(self, sign: Lexeme) -> Node | None:
        if self._kind() not in {"word", "prefix", "phrase"}:
            self.note("exact", sign.start, sign.end)
            return None
        lexeme = self._next()
        lexeme = lexeme._replace(start=sign.start)
        return self._phrase(lexeme, exact=True) if lexeme.kind == "phrase" else self._word(lexeme, exact=True)

    def _word(self, lexeme: Lexeme, *, exact: bool = False) -> Node | None:
        text = lexeme.value if lexeme.kind == "within_words" else lexeme.text
        if not self._room(text):
            return None
        prefix = lexeme.kind == "prefix" and self._may_begin(text, lexeme)
        return Word(text, prefix, exact and not prefix, start=lexeme.start, end=lexeme.end)

    def _may_begin(self, text: str, lexeme: Lexeme) -> bool:
        """Count a beginning; say whether it may be asked for."""
        # What stands before an apostrophe narrows «безбар'єр» down, too.
        if len(tokens(text)[-1]) < SHORTEST_PREFIX - (len(text) > _LONG_BEGINNING and "'" in text):
            self.note("short", lexeme.start, lexeme.end, str(SHORTEST_PREFIX))
            return False
        self._prefixes += 1
        if self._prefixes > MOST_PREFIXES:
            self.note("prefixes", lexeme.start, lexeme.end, str(MOST_PREFIXES))
        return self._prefixes <= MOST_PREFIXES

    def _phrase(self, lexeme: Lexeme, *, exact: bool = False) -> Node | None:
        found = phrase_words(lexeme.value)
        if any(star for _, star in found) and len(found) > 1:
            self.note("star", lexeme.start, lexeme.end)
        words = tuple(word for word, _ in found if self._room(word))
        if len(words) == 1:
            prefix = found[0][1] and self._may_begin(words[0], lexeme)
            return Word(words[0], prefix, exact and not prefix, start=lexeme.start, end=lexeme.end)
        return Phrase(words, exact, start=lexeme.start, end=lexeme.end) if words else None

    def _room(self, text: str) -> bool:
        """Count a word, each piece of it; there is a bound to how many are asked for."""
        had = self._terms
        self._terms += len(tokens(text))
        if had <= MOST_TERMS < self._terms:
            self.note("terms", self._lexemes[self._place - 1].start, len(self._text), str(MOST_TERMS))
        return self._terms <= MOST_TERMS

    def _next(self) -> Lexeme:
        self._place += 1
        return self._lexemes[self._place - 1]

    def _kind(self) -> str:
        return self._lexemes[self._place].kind if self._place < len(self._lexemes) else ""

    def _take(self, kind: str) -> Lexeme | None:
        return self._next() if self._kind() == kind else None

    _COMPOUND: ClassVar[dict[str, Callable[[_Parser, Lexeme, int], Node | None]]] = {
        "minus": _without,
        "open": _group,
        "near": _near_group,
        "field": _field,
    }
    _SIMPLE: ClassVar[dict[str, Callable[[_Parser, Lexeme], Node | None]]] = {
        "filter": _filter,
        "exact": _exact,
        "phrase": _phrase,
    }


def _can_be_near(node: Node) -> bool:
    return isinstance(node, Word | Phrase) or (isinstance(node, Or) and all(map(_can_be_near, node.nodes)))


def _with_numbers(nodes: list[Node]) -> list[Node]:
    """Put a day near its month, and thousands near how many: no «24 депутати зберуться 27 лютого», «15 шкіл, 2 млн»."""
    found: list[Node] = []
    for node in nodes:
        distance = _apart(found[-1], _text(node)) if found else 0
        before = found.pop() if distance else None
        found.append(node if before is None else Near((before, node), distance, start=before.start, end=node.end))
    return found


def _apart(before: Node, word: str) -> int:
    """Say how many words may stand between a number and what it counts; 0 where it counts nothing."""
    number = before.text if isinstance(before, Word) else ""
    if _DAY.fullmatch(number) and _MONTH.fullmatch(word):
        return _DAYS_APART
    return int(_NUMBER.fullmatch(number) is not None and _UNIT.fullmatch(word) is not None)


def _with_initials(nodes: list[Node]) -> list[Node | None]:
    """Put initials near the surname they stand beside: «О. Іваненко» is no «П. Іваненко о 10 годині»."""
    found: list[Node | None] = list(nodes)
    for place, node in enumerate(nodes):
        if isinstance(node, Word) and are_initials(node.text):
            beside = [at for at in (place + 1, place - 1) if 0 <= at < len(nodes) and _may_be_surname(found[at])]
            if beside:
                at = max(beside, key=lambda at: (_text(found[at])[:1].isupper(), at))
                first, last = sorted((place, at))
                pair = (node, nodes[at])
                found[place], found[at] = None, Near(pair, 1, start=nodes[first].start, end=nodes[last].end)
    return found


def _may_be_surname(node: Node | None) -> bool:
    text = _text(node)
    return len(text) > 1 and text[:1].isalpha() and not text.endswith(".")


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Word) and not (node.prefix or node.exact) else ""


def _all(nodes: list[Node | None]) -> Node | None:
    """Make one node of several, leaving out what came to nothing."""
    real = tuple(node for node in nodes if node is not None)
    return real[0] if len(real) == 1 else And(real, start=real[0].start, end=real[-1].end) if real else None


def _either(nodes: list[Node | None]) -> Node | None:
    real = tuple(node for node in nodes if node is not None)
    return real[0] if len(real) == 1 else Or(real, start=real[0].start, end=real[-1].end) if real else None
