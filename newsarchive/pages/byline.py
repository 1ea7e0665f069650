"""Who wrote an article and when, as printed near the headline of a page whose marks nobody knows."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from newsarchive.pages.outline import Piece

_BEFORE = 4  # pieces above the headline: rubric, date, crumbs
_NEAR = 3  # ancestors of the headline; what shares none of them is the head of the site
_BETWEEN = 14  # pieces between the headline and the text
_AFTER = 8  # pieces below the text: author, source, date
_PROSE = 140  # characters in one piece; the text has begun
_LONGEST = 90  # characters of a line with a date
_SENTENCE = 30  # characters beside a date; more is a sentence about a day
_DATE = re.compile(
    r"\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b|"
    r"\b\d{1,2}(?:-?го|st|nd|rd|th)?\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?(?:\s+de)?(?:\s+\d{4}\b)?|"
    r"\b[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|"
    r"\b(?:сьогодні|вчора|учора|позавчора|сегодня|вчера|щойно|yesterday|today)\b|\b(?:тому|назад|ago)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = 3  # beside a date, and a full stop: a sentence
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
_ISSUED = re.compile(
    r"(?:опублік|розміщ|створен|додан|дата|опублик|размещ|добавл|publi|posted|veröffentl|erstellt)", re.IGNORECASE
)
_UPDATED = re.compile(r"оновлен|змінен|обновлен|изменен|updated|modified|aktualisiert|geändert", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·—–/,;]\s*")
_LABEL: Final = (
    r"(?:автор(?:ка|и)?|текст|підготува(?:в|ла)|written by|posted by|published by|post author|authors?|by|von|autorin|"
    r"autor|por|par)"
)
_LABELED = re.compile(rf"\s*{_LABEL}\b\s*[:–-]?\s*(?P<name>\S.*)", re.IGNORECASE)
_NAME_ENDS = re.compile(r"\s*(?:[|•·—–/]|,\s|\bon\b|\bam\b|\d|https?:).*$")
_NAME_LONGEST = 80  # characters


def headline_at(pieces: Sequence[Piece], title: str) -> int | None:
    """Give the place of the headline among a page's pieces, None where it is not printed."""
    if not title:
        return None
    places = [number for number, piece in enumerate(pieces) if piece.text == title]
    own = [number for number in places if not pieces[number].aside and pieces[number].block.tag in _HEADINGS]
    return next(iter(own or places), None)


_HEADINGS = frozenset({"h1", "h2", "h3", "header"})


def dates(pieces: Sequence[Piece], headline: int) -> Iterator[str]:
    """Give the lines near a headline that hold a date and hardly anything else, the likeliest first.

    Those below the headline come first, then those above it, then those below the text that say what they are. A line
    of an update is none; nor is what a sentence tells of a day.
    """
    below = list(_until_prose(pieces[headline + 1 :]))
    near = set(islice(pieces[headline].block.iterancestors(), _NEAR))
    above = [piece for piece in pieces[max(0, headline - _BEFORE) : headline] if _shares(piece, near)]
    yield from (piece.text for piece in (*below, *reversed(above)) if _is_date(piece.text))
    rest = pieces[headline + 1 + len(below) :]
    yield from (piece.text for piece in _after_prose(rest) if _ISSUED.search(piece.text) and _is_date(piece.text))


def author(pieces: Sequence[Piece], headline: int) -> str | None:
    """Give the name that a line near a headline, or below the text, calls the author's."""
    below = list(_until_prose(pieces[headline + 1 :]))
    for piece in (*below, *_after_prose(pieces[headline + 1 + len(below) :])):
        labeled = _LABELED.fullmatch(piece.text) if len(piece.text) <= _LONGEST else None
        found = name(labeled["name"]) if labeled is not None else None
        if found is not None:
            return found
    return None


def name(text: str) -> str | None:
    """Give the name within a byline: without «By», the date and what follows it; None where that is no name."""
    labeled = _LABELED.fullmatch(text)
    text = _NAME_ENDS.sub("", labeled["name"] if labeled is not None else text).strip(" \t:,-–")
    return text if text and len(text) <= _NAME_LONGEST and "@" not in text else None


def _shares(piece: Piece, near: set[etree._Element]) -> bool:
    return not piece.aside and any(node in near and node.tag not in {"body", "html"} for node in _upwards(piece.block))


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _until_prose(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in islice(pieces, _BETWEEN):
        if piece.plain >= _PROSE:
            return
        yield piece


def _after_prose(pieces: Sequence[Piece]) -> Iterator[Piece]:
    ends = [number for number, piece in enumerate(pieces) if piece.plain >= _PROSE and not piece.aside]
    last = ends[-1] + 1 if ends else 0
    yield from pieces[last : last + _AFTER]


def _is_date(text: str) -> bool:
    if not text or len(text) > _LONGEST or _UPDATED.search(text):
        return False
    found = _DATE.search(text)
    if found is None:
        return False
    rest = _CLOCK.sub("", f"{text[: found.start()]}|{text[found.end() :]}")
    if text[-1] in ".!?…" and len(_WORD.findall(rest)) >= _WORDS:
        return False
    return all(len(part) <= _SENTENCE for part in _PARTS.split(rest))
