"""What differs between two versions of a text, as a reader wants to see it.

A :class:`Diff` is the whole text once, cut into paragraphs and pieces: what stands in both versions, what only the
older one has, what only the newer one has. Reading all but the added pieces gives the older version, all but the
removed ones the newer, but for white space.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsarchive.changes import align
from newsarchive.changes.slight import Slight, looks
from newsarchive.changes.words import Sentence, Token, paragraphs, sentences, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int]
"""Begin and end in a text, in characters."""

BREAK = "¶"
"""What stands for a paragraph's end that only one version has."""

MOST = 600_000
"""Characters of both versions, paragraphs aside that are equal, in which words are compared: it takes two seconds. Of
more than that paragraphs are told as taken out and added."""

_NEAR = 4
"""Pieces back at which the words of one version may have ended: removed, added, and the sign of a paragraph."""


class Op(StrEnum):
    """On which side a piece stands."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of words on one side, or on both."""

    op: Op
    text: str
    """As printed, with the white space behind it; of what is the same, as the newer version has it."""
    slight: bool = False
    """Whether it differs from the other side in looks alone: punctuation, capitals, one letter of a word."""
    moved: bool = False
    """Whether the same sentence stands elsewhere on the other side."""


class Paragraph(NamedTuple):
    """A paragraph of one version or of both."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.op != Op.SAME for piece in self.pieces)

    @property
    def length(self) -> int:
        """Its length, in characters."""
        return sum(len(piece.text) for piece in self.pieces)


class Hunk(NamedTuple):
    """Words that differ: where they stand in each text, and where the sentences around them do."""

    before: Span
    after: Span
    around_before: Span
    around_after: Span

    @property
    def whole(self) -> bool:
        """Whether a whole sentence stands on one side, and nothing that could be its other wording on the other."""
        return self.around_before[0] == self.around_before[1] or self.around_after[0] == self.around_after[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """The two texts as one, and what of it differs."""

    before: str
    after: str
    paragraphs: tuple[Paragraph, ...]
    hunks: tuple[Hunk, ...]
    """In the newer text's order, without what is slight or moved."""
    slight: Counter[Slight] = field(default_factory=Counter)
    """How often each kind of slight difference occurs."""
    moved: int = 0
    """Sentences that stand elsewhere now."""

    @property
    def same(self) -> bool:
        """Whether the two texts are equal, but for white space."""
        return not any(paragraph.changed for paragraph in self.paragraphs)


def diff(before: str, after: str, most: int = MOST) -> Diff:
    """Compare two versions of a text.

    Args:
        before: the older one; an empty line parts paragraphs.
        after: the newer one.
        most: characters of both in which words are compared: see MOST.
    """
    maker = _Maker(before, after)
    maker.make(most)
    return Diff(
        before=before,
        after=after,
        paragraphs=tuple(Paragraph(tuple(_joined(pieces))) for pieces in maker.paragraphs if pieces),
        hunks=tuple(maker.hunks),
        slight=maker.slight,
        moved=maker.moved,
    )


class _Maker:
    """Lays two texts side by side, from the first paragraph to the last."""

    def __init__(self, before: str, after: str) -> None:
        self.texts = before, after
        self.paragraphs: list[list[Piece]] = []
        self.hunks: list[Hunk] = []
        self.slight: Counter[Slight] = Counter()
        self.moved = 0
        self._both = False
        """Whether the sentences before stand on both sides: only there can one side alone end a paragraph."""
        self._place = 0, 0
        """Where the sentences before end."""

    def make(self, most: int) -> None:
        """Find the paragraphs that are equal, letter by letter; take apart what stands between them."""
        before, after = self.texts
        a, b = paragraphs(before), paragraphs(after)
        gaps = align.common([before[i:j] for i, j in a], [after[i:j] for i, j in b])
        left: list[Sentence] = []
        right: list[Sentence] = []
        parts: list[align.Hunk] = []
        differs = sum(end - start for i, j, k, m in gaps for start, end in (*a[i:j], *b[k:m]))
        apart = sentences if differs <= most else whole
        for i, j, k, m in gaps:
            start = len(left), len(right)
            left += [one for span in a[i:j] for one in apart(before, *span)]
            right += [one for span in b[k:m] for one in apart(after, *span)]
            parts.append((start[0], len(left), start[1], len(right)))
        done = 0
        for gap, steps in zip(gaps, align.steps(left, right, parts), strict=True):
            self._equal(b[done : gap[2]], a[gap[0] - 1][1] if gap[0] else 0)
            for step in steps:
                self._step(step, left[slice(*step.before)], right[slice(*step.after)])
            done = gap[3]
        self._equal(b[done:], 0)

    def _equal(self, spans: list[Span], end: int) -> None:
        for start, last in spans:
            self.paragraphs.append([Piece(Op.SAME, self.texts[1][start:last])])
            self._both, self._place = False, (end, last)

    def _step(self, step: align.Step, before: list[Sentence], after: list[Sentence]) -> None:
        opens = bool(before and before[0].opens), bool(after and after[0].opens)
        one_sided = self._both and before and after and opens[0] != opens[1]
        if one_sided:
            self._put(Piece(Op.REMOVED if opens[0] else Op.ADDED, BREAK, slight=True))
            self.slight[Slight.PARAGRAPHS] += 1
        if not self.paragraphs or (any(opens) and not (one_sided and opens[0])):
            self.paragraphs.append([])
        self._part()
        if before and after:
            self._compare(before, after)
        else:
            self._alone(before or after, Op.REMOVED if before else Op.ADDED, moved=step.moved)
        self._both = bool(before and after)

    def _part(self) -> None:
        """Put a space between two sentences of which the first stood last in its paragraph."""
        pieces = self.paragraphs[-1]
        if pieces and not pieces[-1].text[-1:].isspace() and pieces[-1].text != BREAK:
            pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text} ")

    def _put(self, piece: Piece) -> None:
        if not self.paragraphs:
            self.paragraphs.append([])
        self.paragraphs[-1].append(piece)

    def _put_word(self, start: int, piece: Piece) -> None:
        """Put words; the last ones of their version may stand before a difference, and have no space behind them."""
        text = self.texts[piece.op != Op.REMOVED]
        pieces = self.paragraphs[-1] if self.paragraphs else []
        parted: set[Op] = set()
        for place in range(len(pieces) - 1, max(len(pieces) - _NEAR, 0) - 1, -1) if start else ():
            last = pieces[place]
            mine = piece.op == Op.SAME or last.op in {piece.op, Op.SAME}
            if mine and last.op not in parted and text[start - 1].isspace() and last.text != BREAK:
                pieces[place] = last if last.text[-1:].isspace() else last._replace(text=f"{last.text} ")
                parted.add(last.op)
            if Op.SAME in parted or piece.op in parted:
                break
        self._put(piece)

    def _alone(self, said: list[Sentence], op: Op, *, moved: bool) -> None:
        """Put a sentence that only one version has, or that stands elsewhere in the other."""
        side = 0 if op == Op.REMOVED else 1
        span = said[0].start, said[-1].end
        self._put(Piece(op, self.texts[side][slice(*span)], moved=moved))
        if moved:
            self.moved += side
            return
        nowhere = self._place[1 - side], self._place[1 - side]
        both = (span, nowhere) if side == 0 else (nowhere, span)
        self.hunks.append(Hunk(*both, *both))

    def _compare(self, before: list[Sentence], after: list[Sentence]) -> None:
        """Put two wordings of the same, word by word."""
        around = (before[0].start, before[-1].end), (after[0].start, after[-1].end)
        a = [token for one in before for token in one.tokens]
        b = [token for one in after for token in one.tokens]
        self._place = around[0][1], around[1][1]
        at = 0, 0
        for i, j, k, m in align.hunks(a, b):
            self._run(a[at[0] : i], b[at[1] : k], after)
            texts = [_cut(self.texts[0], a, i, j, around[0]), _cut(self.texts[1], b, k, m, around[1])]
            kind = looks(a[i:j], b[k:m])
            if texts[0]:
                self._put_word(a[i].start, Piece(Op.REMOVED, texts[0], slight=kind is not None))
            if texts[1]:
                self._put_word(b[k].start, Piece(Op.ADDED, texts[1], slight=kind is not None))
            if kind is None:
                self.hunks.append(Hunk(_span(a, i, j, around[0]), _span(b, k, m, around[1]), *around))
            else:
                self.slight[kind] += 1
            at = j, m
        self._run(a[at[0] :], b[at[1] :], after)

    def _run(self, a: list[Token], b: list[Token], after: list[Sentence]) -> None:
        """Put words that are the same on both sides; some may look otherwise."""
        before_text, after_text = self.texts
        for n, (old, new) in enumerate(zip(a, b, strict=True)):
            end = b[n + 1].start if n + 1 < len(b) else _until(after_text, new.end, after[-1].end)
            printed = before_text[old.start : old.end]
            text = after_text[new.start : end]
            if printed == after_text[new.start : new.end]:
                self._put_word(new.start, Piece(Op.SAME, text))
            else:
                printed = before_text[old.start : _until(before_text, old.end, self._place[0])]
                self._put_word(old.start, Piece(Op.REMOVED, printed, slight=True))
                self._put(Piece(Op.ADDED, text, slight=True))
                self.slight[Slight.of(before_text[old.start : old.end], after_text[new.start : new.end])] += 1
            if n and (a[n - 1].end == old.start) != (b[n - 1].end == new.start):
                self.slight[Slight.SPACES] += 1


def _until(text: str, start: int, end: int) -> int:
    """Give where the white space behind a word ends."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _cut(text: str, tokens: list[Token], first: int, last: int, around: Span) -> str:
    """Give words with the white space behind them."""
    if first == last:
        return ""
    return text[tokens[first].start : _until(text, tokens[last - 1].end, around[1])]


def _span(tokens: list[Token], first: int, last: int, around: Span) -> Span:
    """Give where words stand; of none, the place where they would."""
    if first < last:
        return tokens[first].start, tokens[last - 1].end
    place = tokens[first - 1].end if first else around[0]
    return place, place


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Join neighbouring pieces that differ in nothing but their text."""
    last = pieces[0]
    for piece in pieces[1:]:
        if piece[0] == last[0] and piece[2:] == last[2:] and BREAK not in {piece.text, last.text}:
            last = last._replace(text=last.text + piece.text)
        else:
            yield last
            last = piece
    yield last
