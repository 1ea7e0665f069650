"""Which sentences of two versions are the same, which are rewritten, which were moved, and which words differ.

The sentences that say the same are found first, in order; one that stands elsewhere was moved. What is left between
them is paired by the words shared, one with one, or two with one where a sentence was cut or two were joined. Only
inside a pair are words compared, so that a sentence is never explained by scraps of another.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rapidfuzz.distance import LCSseq

from newsarchive.changes.words import Kind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from newsarchive.changes.words import Sentence, Token

Hunk: TypeAlias = tuple[int, int, int, int]
"""Begin and end on the side before, begin and end on the side after."""

MOST_CELLS = 100_000_000
"""Comparisons that one alignment may take; of what is longer only its equal ends are found. It takes 12 MB, 50 ms."""
_MOST_SENTENCES = 2_000
"""So many sentences between two that are the same are not paired any more: the text is another one."""
_BAND = 12
"""How far from its place a sentence is looked for where very many differ."""
_WIDE = 2_500
_ALIKE = 0.38
"""The share of their words that two sentences must have in common to be two wordings of one."""
_MOVED = 4
"""Words that a sentence must have for its second place to be told as a move: short ones come again by chance."""
_STEM = 5
_SHORT = 3
_FAR = 60
"""Words of a change that are looked at where it is joined with the next, or put in its place."""


class Step(NamedTuple):
    """Sentences of both versions that belong together, as ranges of the two lists; one may be empty."""

    before: tuple[int, int]
    after: tuple[int, int]
    moved: bool = False


def common(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Hunk]:
    """Give what differs between two sequences, around the longest they have in common; bounded by MOST_CELLS."""
    first, last = _equal_ends(before, after)
    a, b = before[first : len(before) - last], after[first : len(after) - last]
    if not a and not b:
        return []
    if not a or not b or len(a) * len(b) > MOST_CELLS:
        return [(first, first + len(a), first, first + len(b))]
    found: list[Hunk] = []
    for one in LCSseq.opcodes(a, b):
        i, j, k, m = one.src_start, one.src_end, one.dest_start, one.dest_end
        if one.tag == "equal":
            continue
        if found and found[-1][1] == first + i and found[-1][3] == first + k:
            found[-1] = (found[-1][0], first + j, found[-1][2], first + m)
        else:
            found.append((first + i, first + j, first + k, first + m))
    return found


def _equal_ends(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[int, int]:
    most = min(len(before), len(after))
    first = next((n for n in range(most) if before[n] != after[n]), most)
    last = next((n for n in range(most - first) if before[-1 - n] != after[-1 - n]), most - first)
    return first, last


def steps(before: Sequence[Sentence], after: Sequence[Sentence], parts: Sequence[Hunk]) -> list[list[Step]]:
    """Put the sentences of two versions side by side, in the order in which both are read.

    Args:
        before: of the older version.
        after: of the newer one.
        parts: ranges of both that lie between paragraphs which are the same: only within one are sentences paired.

    Returns:
        The steps of each part.
    """
    keys = [one.key for one in before], [one.key for one in after]
    gaps = [[(i + a, i + b, k + c, k + d) for a, b, c, d in common(keys[0][i:j], keys[1][k:m])] for i, j, k, m in parts]
    moved = _moved(keys, [gap for found in gaps for gap in found])
    return [list(_steps(before, after, part, found, moved)) for part, found in zip(parts, gaps, strict=True)]


def _steps(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    part: Hunk,
    gaps: list[Hunk],
    moved: tuple[set[int], set[int]],
) -> Iterator[Step]:
    first, last, start, end = part
    for i, j, k, m in [*gaps, (last, last, end, end)]:
        yield from (Step((a, a + 1), (b, b + 1)) for a, b in zip(range(first, i), range(start, k), strict=True))
        yield from _between(before, after, (i, j, k, m), moved)
        first, start = j, m


def _moved(keys: tuple[list[tuple[str, ...]], list[tuple[str, ...]]], gaps: list[Hunk]) -> tuple[set[int], set[int]]:
    """Give the sentences that stand on both sides, but not in the same order."""
    left = [n for i, j, _, _ in gaps for n in range(i, j)]
    right = [n for _, _, k, m in gaps for n in range(k, m)]
    both = Counter(keys[0][n] for n in left) & Counter(keys[1][n] for n in right)
    return _first_of(both, left, keys[0]), _first_of(both, right, keys[1])


def _first_of(both: Counter[tuple[str, ...]], places: list[int], keys: list[tuple[str, ...]]) -> set[int]:
    rest, found = Counter(both), set()
    for place in places:
        if rest[keys[place]] > 0 and len(keys[place]) >= _MOVED:
            rest[keys[place]] -= 1
            found.add(place)
    return found


def _between(
    before: Sequence[Sentence], after: Sequence[Sentence], gap: Hunk, moved: tuple[set[int], set[int]]
) -> Iterator[Step]:
    """Yield what stands between sentences that are the same: pairs, and around them what only one side has."""
    left = [n for n in range(gap[0], gap[1]) if n not in moved[0]]
    right = [n for n in range(gap[2], gap[3]) if n not in moved[1]]
    place = (gap[0], gap[2])
    for a, b in _pairs([before[n] for n in left], [after[n] for n in right]):
        first, last = (left[a[0]], right[b[0]]), (left[a[1] - 1] + 1, right[b[1] - 1] + 1)
        if last[0] - first[0] != a[1] - a[0] or last[1] - first[1] != b[1] - b[0]:
            continue  # a moved sentence stands in the middle of two that were joined
        yield from _alone((place[0], first[0]), (place[1], first[1]), moved)
        yield Step((first[0], last[0]), (first[1], last[1]))
        place = last
    yield from _alone((place[0], gap[1]), (place[1], gap[3]), moved)


def _alone(before: tuple[int, int], after: tuple[int, int], moved: tuple[set[int], set[int]]) -> Iterator[Step]:
    for n in range(*before):
        yield Step((n, n + 1), (after[0], after[0]), moved=n in moved[0])
    for n in range(*after):
        yield Step((before[1], before[1]), (n, n + 1), moved=n in moved[1])


_SHAPES = ((1, 1), (2, 1), (1, 2))
"""How many sentences of each side may be two wordings of the same."""


def _pairs(before: list[Sentence], after: list[Sentence]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pair sentences so that the words shared are most, in order: dynamic programming over both lists."""
    if not before or not after or max(len(before), len(after)) > _MOST_SENTENCES:
        return []
    a, b = [_stems(one) for one in before], [_stems(one) for one in after]
    best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in _near(i, len(a), len(b)):
            best[i][j] = _best(best, a, b, i, j)
    return _traced(best, len(a), len(b))


def _near(i: int, rows: int, columns: int) -> range:
    """Give the columns to look at: all, or those about the diagonal where both lists are long."""
    if rows * columns <= _WIDE:
        return range(columns + 1)
    middle = i * columns // rows
    reach = _BAND + columns // rows + 1
    return range(max(middle - reach, 0), min(middle + reach, columns) + 1)


_Cells = list[dict[int, tuple[float, tuple[int, int]]]]


def _best(
    best: _Cells, a: list[frozenset[str]], b: list[frozenset[str]], i: int, j: int
) -> tuple[float, tuple[int, int]]:
    found: tuple[float, tuple[int, int]] = (0.0, (0, 0))
    for step in ((1, 0), (0, 1)):
        cell = best[i - step[0]].get(j - step[1]) if i >= step[0] and j >= step[1] else None
        if cell is not None and (cell[0] > found[0] or found[1] == (0, 0)):
            found = (cell[0], step)
    for step in _SHAPES:
        cell = best[i - step[0]].get(j - step[1]) if i >= step[0] and j >= step[1] else None
        if cell is not None:
            gain = _gain(a[i - step[0] : i], b[j - step[1] : j])
            if gain > 0 and cell[0] + gain > found[0]:
                found = (cell[0] + gain, step)
    return found


def _gain(a: list[frozenset[str]], b: list[frozenset[str]]) -> float:
    """Say how much two wordings have in common beyond what they must; joined ones must each bring something."""
    one, other = frozenset().union(*a), frozenset().union(*b)
    if any(len(part & other) < _ALIKE * len(part) for part in a if len(a) > 1):
        return 0
    if any(len(part & one) < _ALIKE * len(part) for part in b if len(b) > 1):
        return 0
    size = len(one) + len(other)
    return 2 * len(one & other) - _ALIKE * size if size else 0


def _traced(best: _Cells, i: int, j: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    while i or j:
        rows, columns = best[i].get(j, (0.0, (0, 0)))[1]
        if (rows, columns) == (0, 0):
            break
        if rows and columns:
            found.append(((i - rows, i), (j - columns, j)))
        i, j = i - rows, j - columns
    return found[::-1]


def _stems(sentence: Sentence) -> frozenset[str]:
    """Give what a sentence is about: its numbers, and the beginnings of its words, whatever their endings."""
    return frozenset(
        token.key[:_STEM] if token.kind == Kind.WORD else token.key
        for token in sentence.tokens
        if token.kind != Kind.MARK and (token.kind != Kind.WORD or len(token.key) > _SHORT)
    ) or frozenset(token.key for token in sentence.tokens)


def hunks(before: Sequence[Token], after: Sequence[Token]) -> list[Hunk]:
    """Give what differs between two wordings, without confetti: scraps between two changes belong to them."""
    found = common([one.key for one in before], [one.key for one in after])
    joined: list[Hunk] = []
    for hunk in found:
        if joined and _is_scrap(before[joined[-1][1] : hunk[0]], joined[-1], hunk, before, after):
            joined[-1] = (joined[-1][0], hunk[1], joined[-1][2], hunk[3])
        else:
            joined.append(hunk)
    floors = [hunk[0] for hunk in joined[1:]] + [len(before)]
    slid: list[Hunk] = []
    for hunk, end in zip(joined, floors[: len(joined)], strict=True):
        floor = slid[-1][1] if slid else 0
        slid.append(_slid(hunk, before, after, (floor, end)))
    return slid


def _is_scrap(
    between: Sequence[Token], one: Hunk, other: Hunk, before: Sequence[Token], after: Sequence[Token]
) -> bool:
    """Whether the equal words between two changes are too few to stand by themselves."""
    if not (_says(one, before, after) and _says(other, before, after)):
        return False
    content = sum(len(token.key) for token in between if _is_content(token))
    if not content:
        return len(between) <= _SHORT
    return content * 2 <= min(_size(one, before, after), _size(other, before, after))


def _is_content(token: Token) -> bool:
    return token.kind in {Kind.NUMBER, Kind.SIGN} or (token.kind == Kind.WORD and len(token.key) > _SHORT)


def _says(hunk: Hunk, before: Sequence[Token], after: Sequence[Token]) -> bool:
    return any(one.kind != Kind.MARK for one in _sides(hunk, before, after))


def _size(hunk: Hunk, before: Sequence[Token], after: Sequence[Token]) -> int:
    return sum(len(token.key) for token in _sides(hunk, before, after))


def _sides(hunk: Hunk, before: Sequence[Token], after: Sequence[Token]) -> tuple[Token, ...]:
    """Give the words of both sides, the first of very many."""
    i, j, k, m = hunk
    return (*before[i : min(j, i + _FAR)], *after[k : min(m, k + _FAR)])


def _slid(hunk: Hunk, before: Sequence[Token], after: Sequence[Token], room: tuple[int, int]) -> Hunk:
    """Move words that only one side has to where a clause begins or ends: «A, [B,] C», and not «A[, B], C»."""
    i, j, k, m = hunk
    if (i == j) == (k == m):
        return hunk
    side, first, last = (before, i, j) if j > i else (after, k, m)
    left = right = 0
    while i - left > room[0] and left < _FAR and side[first - left - 1].key == side[last - left - 1].key:
        left += 1
    while j + right < room[1] and right < _FAR and side[first + right].key == side[last + right].key:
        right += 1
    best = max(range(-left, right + 1), key=lambda by: (_fit(side, first + by, last + by), -abs(by)))
    return i + best, j + best, k + best, m + best


def _fit(side: Sequence[Token], first: int, last: int) -> int:
    opens = first == 0 or side[first - 1].kind == Kind.MARK
    return opens + (side[last - 1].kind == Kind.MARK) if side[first].kind != Kind.MARK else 0
