"""A query's tree written as an FTS5 MATCH string: each word an OR of its forms, in every spelling.

Everything that reaches FTS5 stands in quotation marks and holds letters, digits and spaces alone.
"""

from __future__ import annotations

from itertools import chain, groupby, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language import (
    clashes,
    default_lexicon,
    genders,
    inflect,
    shortened,
    spellings,
    tokens,
    town,
    ways,
    wholes,
)
from newsarchive.search.holdings import Occurring
from newsarchive.search.nodes import And, Field, Near, Node, Not, Or, Phrase, Word
from newsarchive.search.notes import Note
from newsarchive.search.query import LONGEST_QUERY, parse
from newsarchive.search.strings import both, either, quoted
from newsarchive.search.wording import is_function_word, said, stands_as_is

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsarchive.language import Clash, Lexicon, Shortened
    from newsarchive.search.holdings import Holdings

NOTHING = '""'
"""A MATCH string that finds nothing; FTS5 calls an empty one a syntax error."""
MOST_FORMS = 160
"""Forms of one word, all spellings counted."""
MOST_ROWS = 96
"""Forms of one phrase, or of one window of a long one."""
MOST_PAIRS = 400
"""Pairs of forms of all the words that are to stand close together."""
MOST_LOOKED_UP = 4
"""Phrases of a query whose forms are looked up in the archive; grammar says those of further ones."""
MOST_STRINGS = 1_600
"""Forms of a whole query: its words share them."""
MOST_CHARACTERS = 48_000
"""Characters of all forms of a query, the words as typed aside: its words share them too."""
LONGEST_MATCH = 64_000
"""Characters of a whole MATCH string; what would be longer is asked for as typed alone."""
WINDOW = 3
"""Words of a phrase that are inflected together; a longer phrase is the AND of windows sharing a word."""

_FEWEST_FORMS = 16
_AROUND = len('"" OR ')


class Written(NamedTuple):
    """A MATCH string, and what the reader should know of it."""

    match: str
    """What FTS5 accepts; :data:`NOTHING` where no letter or digit is, or only what must be absent."""
    notes: tuple[Note, ...]


def uk_query(text: object, holdings: Holdings | None = None) -> str:
    """Turn what a reader typed into an FTS5 MATCH string that finds it in every grammatical form.

    Filters («рада:Львівська») have no place in it and are left out.

    Args:
        text: anything: see ``newsarchive.search.query`` for what has a meaning. A number is read as its
            digits; None and bytes, which SQL may hand over, ask for nothing.
        holdings: see :func:`write`.

    Returns:
        A string FTS5 accepts; :data:`NOTHING` where no letter or digit is, or only what must be absent.
    """
    if text is None or isinstance(text, bytes):
        return NOTHING
    return write(parse(str(text)[:LONGEST_QUERY]).node, holdings=holdings).match


def write(node: Node | None, lexicon: Lexicon | None = None, holdings: Holdings | None = None) -> Written:
    """Write a tree.

    Args:
        node: None asks for nothing.
        lexicon: whose forms to use; the default one's otherwise.
        holdings: says which forms an archive holds; without it grammar alone says what they may be.
    """
    if node is None:
        return Written(NOTHING, ())
    writer = _Writer(lexicon or default_lexicon(), _leaves(node), holdings)
    match = writer.write(node)
    if len(match) > LONGEST_MATCH:
        writer.only_as_typed()
        match = writer.write(node)
    if not match:
        writer.note("unwanted", node, "")
    return Written(match or NOTHING, tuple(dict.fromkeys(writer.notes)))


def _leaves(node: Node) -> int:
    """Count the words, windows and pairs of a tree."""
    match node:
        case Word():
            return 1
        case Phrase(words=words):
            return 1 + len(words) // 2
        case Not() | Field():
            return _leaves(node.node)
        case Near(nodes=nodes):
            return 2 * sum(map(_leaves, nodes))
    return sum(map(_leaves, node.nodes))


class _Writer:
    """Writes nodes; a node that asks for nothing, such as a lone NOT, comes out empty."""

    def __init__(self, lexicon: Lexicon, leaves: int, holdings: Holdings | None) -> None:
        self._lexicon = lexicon
        self._holdings = holdings
        self._looked_up = 0
        share = max(_FEWEST_FORMS, MOST_STRINGS // leaves)
        self._forms = min(MOST_FORMS, share)
        self._rows = min(MOST_ROWS, share)
        self._pairs = min(MOST_PAIRS, share)
        self._characters = MOST_CHARACTERS // leaves
        self._genders: dict[Node, str] = {}
        self._clashes: dict[tuple[Node, Node], Clash] = {}
        self.notes: list[Note] = []

    def note(self, code: str, node: Node, said: str) -> None:
        """Tell the reader something of a part of the query; of «ВУЛ Зарічна», which nobody typed, nothing."""
        if node.end:
            self.notes.append(Note(code, node.start, node.end, said))

    def only_as_typed(self) -> None:
        """Leave no room for any other form, and ask the archive for none."""
        self._characters = 0
        self._holdings = None

    def write(self, node: Node) -> str:
        match node:
            case Word() | Phrase():
                return self._leaf(node)
            case Near():
                return self._near(node)
            case Field(column=column, node=inner):
                written = self.write(inner)
                return f"({column} : ({written}))" if written else ""
            case And(nodes=nodes):
                return self._all(nodes)
            case Or(nodes=nodes):
                return either(map(self.write, nodes))
        return ""

    def _all(self, nodes: tuple[Node, ...]) -> str:
        wanted = [node for node in nodes if not isinstance(node, Not)]
        self._look_beside(wanted)
        together = both(self._together(wanted))
        unwanted = either(self.write(node.node) for node in nodes if isinstance(node, Not))
        return f"({together} NOT {unwanted})" if together and unwanted else together

    def _together(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Write what must all be there; words that an abbreviation stands for may be it instead."""
        texts = [node.text if isinstance(node, Word) and not (node.prefix or node.exact) else "" for node in nodes]
        told, rest = self._telling(nodes), list(nodes)
        for run in shortened(texts, self._lexicon):
            words = nodes[run.start : run.end]
            if len(words) > 1 and all(node in rest for node in words):
                rest = [node for node in rest if node not in words]
                spelled = both(self.write(node) for node in words if node in told)
                yield either([spelled, *self._short(run)])
        rest = [node for node in rest if node in told]
        for (given, surname), clash in self._clashes.items():
            if given in rest and surname in rest:
                rest = [node for node in rest if node not in {given, surname}]
                yield self._of_a_man(given, surname, clash)
        yield from map(self.write, rest)

    def _of_a_man(self, given: Node, surname: Node, clash: Clash) -> str:
        """Write a man's name but for the forms that would be a woman's together: «Олександра Довженко»."""
        his, hers = self._parted(given, clash.of_given)
        changing, unchanging = self._parted(surname, clash.of_surname)
        if not (his and changing):
            return both(map(self.write, (given, surname)))
        either_way = both([either(his), either([*changing, *unchanging])])
        return either([either_way, both([either(hers), either(changing)]) if hers else ""])

    def _parted(self, node: Node, apart: Collection[str]) -> tuple[list[str], list[str]]:
        """Return the strings of a word, and those of some of its forms."""
        strings = list(self._within(self._strings(node), self._forms, node)) if isinstance(node, Word) else []
        some = {quoted(spelling) for form in apart for spelling in spellings(form)}
        parted = [text for text in strings if text not in some], [text for text in strings if text in some]
        return self._standing(parted[0]), self._standing(parted[1])

    def _look_beside(self, nodes: Sequence[Node]) -> None:
        """Remember of whom each word may be said, as the words beside it tell: «Олександра Ковальського»."""
        for plain, run in groupby(nodes, key=lambda node: isinstance(node, Word) and not (node.prefix or node.exact)):
            words = [node for node in run if isinstance(node, Word)] if plain else []
            if len(words) > 1:
                told = genders([node.text for node in words], self._lexicon)
                self._genders |= dict(zip(words, told, strict=True))
                for clash in clashes([node.text for node in words], told, self._lexicon):
                    self._clashes[words[clash.given], words[clash.surname]] = clash

    def _telling(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Leave out the words that only join others, unless there is nothing else."""
        joining = [node for node in nodes if is_function_word(node)]
        if joining and len(joining) < len(nodes):
            said = ", ".join(node.text for node in joining)
            self.notes.append(Note("joining", joining[0].start, joining[-1].end, said))
        return [node for node in nodes if node not in joining] or nodes

    def _leaf(self, node: Word | Phrase) -> str:
        if isinstance(node, Phrase) and not node.exact:
            return either([self._phrase(node), *self._abbreviated(node)])
        most = self._rows if isinstance(node, Phrase) else self._forms
        strings = self._within(self._strings(node), most, node)
        if isinstance(node, Word) and node.prefix:
            return either(strings)  # To ask for a beginning takes as long as to look for it.
        every = list(strings)
        standing = self._standing(every)
        return either([*self._alone(standing, every), *self._short_for(node)] if isinstance(node, Word) else standing)

    def _alone(self, strings: Sequence[str], every: Sequence[str]) -> Iterator[str]:
        """Write words so that they are not found as halves of others, where the archive tells: «сім» in «сім'я»."""
        asked = {text.strip('"') for text in every}
        for text in strings:
            word = text.strip('"')
            if city := town(word, asked):
                yield f"({text} NOT {quoted(city)})"
                continue
            others = self._wholes(word, strings) if self._holdings else []
            beside = self._holdings.beside(word, either(others)) if self._holdings and others else None
            yield text if beside is None else f"({text} NOT {either(others)})"
            yield from map(quoted, beside or ())

    def _wholes(self, word: str, strings: Collection[str]) -> list[str]:
        """Return the words that stand in the archive of which one reads like a half, but those asked for anyway."""
        halves = wholes(word, self._lexicon) if " " not in word else ()
        others = [whole for half in halves if (whole := quoted(" ".join(tokens(half)))) not in strings]
        return self._holdings.among(others) if self._holdings and others else others

    def _standing(self, strings: list[str]) -> list[str]:
        """Return those that stand in the archive; the first, which is as typed, where none does."""
        return self._holdings.among(strings) or strings[:1] if self._holdings else strings

    def _phrase(self, node: Phrase) -> str:
        """Write a phrase in the forms that the archive holds, and in those of grammar where not all is known."""
        held = self._held(node)
        if held.complete:
            return either(self._within(map(quoted, held.rows), self._rows, node)) or quoted(said(node).lower())
        if len(node.words) > WINDOW:
            rows = self._within(map(quoted, held.rows), self._rows, node)
            return either([*rows, both(self._windows(node))])
        strings = dict.fromkeys((*map(quoted, held.rows), *self._strings(node)))
        return either(self._within(strings, self._rows + len(held.rows), node))

    def _abbreviated(self, node: Phrase) -> Iterator[str]:
        """Write a phrase with an abbreviation in place of what it stands for: of each, and of all."""
        words, replaced, before = tuple(node.words), 0, len(node.words)
        for run in sorted(shortened(node.words, self._lexicon), reverse=True):
            if run.end - run.start < len(node.words):
                # «Міська ТГ» beside «МТГ».
                partly = next((form for form in run.forms if " " in form), run.forms[0])
                for form in dict.fromkeys((run.forms[0], partly)):
                    yield self._phrase(Phrase(_with_short(run, node.words, form)))
            else:
                yield from self._short(run)
            if run.end <= before:
                words, replaced, before = _with_short(run, words, run.forms[0]), replaced + 1, run.start
        if replaced > 1:
            yield self._phrase(Phrase(words))

    def _short_for(self, node: Word | Phrase) -> Iterator[str]:
        """Yield the strings of what all of a word or a phrase may be abbreviated to."""
        words = (node.text,) if isinstance(node, Word) else node.words
        for run in () if node.exact else shortened(words, self._lexicon):
            if run.end - run.start == len(words):
                yield from self._short(run)

    def _short(self, run: Shortened) -> list[str]:
        """Return the strings of what a run of words may be abbreviated to."""
        every = dict.fromkeys(quoted(spelling) for form in run.forms for spelling in spellings(form))
        return self._standing(list(islice(every, self._forms)))

    def _held(self, node: Phrase) -> Occurring:
        self._looked_up += 1
        if self._holdings is None or self._looked_up > MOST_LOOKED_UP:
            return Occurring((), complete=False)
        told = genders(node.words, self._lexicon)
        words = [tuple(islice(self._word(*word), self._forms)) for word in zip(node.words, told, strict=True)]
        every = ([quoted(text) for form in forms for text in spellings(form)] for forms in words)
        held = self._holdings.phrase(" AND ".join(either(self._standing(strings)) for strings in every), words)
        return held._replace(rows=tuple(self._of_whom(node, told, held.rows)))

    def _of_whom(self, node: Phrase, told: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
        """Leave out forms of a man's name that are a woman's: «Олександра Довженко»."""
        names = [
            (given, surname)
            for clash in clashes(node.words, told, self._lexicon)
            for given in clash.of_given
            for surname in chain.from_iterable(map(spellings, clash.of_surname))
        ]
        hers = [f" {one} {other} " for given, surname in names for one, other in ((given, surname), (surname, given))]
        return (row for row in rows if not any(name in f" {row} " for name in hers))

    def _windows(self, node: Phrase) -> Iterator[str]:
        last = len(node.words) - WINDOW
        for start in dict.fromkeys((*range(0, last, WINDOW - 1), last)):
            words = node.words[start : start + WINDOW]
            yield either(self._within(self._strings(Phrase(words)), self._rows, node))

    def _near(self, node: Near) -> str:
        """Write each of the words near the one before; FTS5 has no NEAR of more than single strings."""
        nodes = list(dict.fromkeys(self._telling(node.nodes)))
        if len(nodes) == 1:
            return both(map(self.write, nodes))
        most = self._pairs // (len(nodes) - 1)
        return both(self._pair(one, other, node, most) for one, other in pairwise(nodes))

    def _pair(self, one: Node, other: Node, near: Near, most: int) -> str:
        left, right = (list(islice(self._alternatives(node), most)) for node in (one, other))
        pairs = (f"NEAR({first} {second}, {near.distance})" for first, second in _likeliest_first(left, right))
        return either(self._within(pairs, most, near))

    def _alternatives(self, node: Node) -> Iterator[str]:
        """Yield every way to write what stands near something; of a longer phrase what the archive holds."""
        match node:
            case Or(nodes=nodes):
                for inner in nodes:
                    yield from self._alternatives(inner)
            case Phrase(exact=False):
                held = self._held(node)
                yield quoted(said(node).lower())
                yield from self._short_for(node)
                yield from map(quoted, held.rows)
                yield from self._strings(node) if len(node.words) <= WINDOW and not held.complete else ()
            case Word(prefix=False):
                standing = self._standing(list(islice(self._strings(node), self._forms)))
                yield from (*standing[:1], *self._short_for(node), *standing[1:])
            case Word() | Phrase():
                yield from self._strings(node)

    def _strings(self, node: Word | Phrase) -> Iterator[str]:
        """Yield every way to write a word or a phrase, the one as typed first."""
        if isinstance(node, Word) and node.prefix:
            return (f'"{spelling}"*' for spelling in spellings(node.text.lower()))
        written = chain.from_iterable(spellings(form, exact=node.exact) for form in self._inflected(node))
        return map(quoted, dict.fromkeys(written))

    def _inflected(self, node: Word | Phrase) -> Iterable[str]:
        if isinstance(node, Phrase):
            if node.exact:
                return (" ".join(node.words).lower(),)
            rows = map(" ".join, inflect(node.words[:WINDOW], self._lexicon, most=self._rows + 1))
            return self._of_whom(node, genders(node.words, self._lexicon), rows)
        return (node.text.lower(),) if node.exact else self._word(node.text, self._genders.get(node, ""))

    def _word(self, text: str, gender: str) -> tuple[str, ...]:
        return (text.lower(),) if stands_as_is(text) else ways(text, self._lexicon, gender)

    def _within(self, texts: Iterable[str], most: int, node: Node) -> Iterator[str]:
        """Yield the first text, which is as typed, and of the others what there is room for."""
        room = self._characters
        for place, text in enumerate(texts):
            room -= len(text) + _AROUND
            if place and (room < 0 or place >= most):
                self.note("forms", node, said(node))
                return
            yield text


def _with_short(run: Shortened, words: Sequence[str], form: str) -> tuple[str, ...]:
    """Put an abbreviation in the place of what it stands for."""
    return (*words[: run.start], *form.upper().split(), *words[run.end :])


def _likeliest_first(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every pair; the likeliest of both stand first, so they are taken from that corner on."""
    for rank in range(len(left) + len(right) - 1):
        for place in range(max(rank - len(right) + 1, 0), min(rank + 1, len(left))):
            yield left[place], right[rank - place]
