"""The places of a text where the words were found, cut out of it with some words around.

FTS5's own snippet() gives one place; a text in which the first name stands at the top and the surname further down
needs two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST = 3
"""Places shown of one article."""
WORDS = 30
"""Words shown of one article, all places together, about."""
AROUND = 5
"""Words shown on either side of a found one."""


class _Place(NamedTuple):
    """A stretch of words, the end not included."""

    start: int
    end: int
    found: frozenset[str]
    """The found words in it, in small letters."""


def fragments(text: str, opening: str, closing: str) -> str:
    """Return the best places of a text in which found words stand between marks, in their order.

    The beginning of the text where nothing is marked. One line; words are what white space parts.

    Args:
        text: of any length.
        opening: stands before each found word or phrase.
        closing: stands behind it.
    """
    words = text.split()
    spans = _spans(words, opening, closing)
    chosen = _chosen(list(_wide(_near(spans), len(words)))) or [_Place(0, min(WORDS, len(words)), frozenset())]
    shown = " … ".join(_balanced(" ".join(words[place.start : place.end]), opening, closing) for place in chosen)
    before, after = chosen[0].start > 0, chosen[-1].end < len(words)
    return f"{'… ' if before else ''}{shown}{' …' if after else ''}"


def _spans(words: Sequence[str], opening: str, closing: str) -> Iterator[_Place]:
    """Yield each found word or phrase; two that touch within one word are one."""
    start = None
    for number, word in enumerate(words):
        if start is None and opening in word:
            start = number
        if start is not None and word.rfind(closing) > word.rfind(opening):
            plain = " ".join(words[start : number + 1]).replace(opening, "").replace(closing, "")
            yield _Place(start, number + 1, frozenset(tokens(plain.lower())))
            start = None


def _near(spans: Iterable[_Place]) -> Iterator[_Place]:
    """Yield as one those between which few words stand, up to half of what is shown."""
    last = None
    for span in spans:
        if last and span.start - last.end <= 2 * AROUND and span.end - last.start <= WORDS // 2:
            last = _Place(last.start, span.end, last.found | span.found)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _wide(places: Iterable[_Place], length: int) -> Iterator[_Place]:
    """Yield them with the words around."""
    for place in places:
        end = min(place.end, place.start + WORDS)
        yield place._replace(start=max(place.start - AROUND, 0), end=min(end + AROUND, length))


def _chosen(places: list[_Place]) -> list[_Place]:
    """Choose the places that show the most different words, the first of equals, while there is room."""
    chosen: list[_Place] = []
    seen: frozenset[str] = frozenset()
    room = WORDS
    while places and len(chosen) < MOST and room > 0:
        best = max(places, key=lambda place: (len(place.found - seen), -place.start))
        if best.found <= seen and room <= WORDS // 2:
            break
        places.remove(best)
        chosen.append(best)
        seen |= best.found
        room -= best.end - best.start
    return list(_joined(sorted(chosen)))


def _joined(places: Iterable[_Place]) -> Iterator[_Place]:
    """Yield as one those that overlap."""
    last = None
    for place in places:
        if last and place.start <= last.end:
            last = last._replace(end=max(place.end, last.end))
            continue
        if last:
            yield last
        last = place
    if last:
        yield last


def _balanced(text: str, opening: str, closing: str) -> str:
    """Return a piece of text whose marks come in pairs: a found phrase may reach beyond it."""
    first_open, first_close = text.find(opening), text.find(closing)
    if first_close >= 0 and (first_open < 0 or first_close < first_open):
        text = opening + text
    return text + closing if text.rfind(opening) > text.rfind(closing) else text
