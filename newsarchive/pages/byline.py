"""When an article was published, as printed near the headline of a page whose marks nobody knows."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from newsarchive.pages.blocks import BLOCKS
from newsarchive.pages.days import (
    CLOCK,
    DAY,
    OF_ELSE,
    OF_ITSELF,
    UPDATED,
    announces_other,
    is_nothing_else,
    is_of_a_day,
    tells_publication,
)
from newsarchive.pages.headline import is_above_menu, is_beside_logo
from newsarchive.pages.lines import counts, leads_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from newsarchive.pages.outline import Piece

DATES = (
    "date", "pubdate", "publish-date", "publish_date", "publication_date", "publisheddate", "datepublished", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "article:publish_time", "article.published",
    "article.created", "og:pubdate", "rnews:datepublished", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "mediator_published_time", "release_date", "og:published_time", "published",
    "publication-date", "pub_date", "dc.date.created", "article:created", "citation_online_date", "bt:pubdate",
)  # fmt: skip
"""Names of ``meta`` elements that say a day, besides those that all platforms have."""
_BEFORE = 4  # pieces above the headline: rubric, date, crumbs
_NEAR = 3  # ancestors of the headline; what shares none of them is the head of the site
_BETWEEN = 14  # pieces between the headline and the text
_FURTHEST = 100  # pieces below the headline, those of menus with them
_AFTER = 8  # pieces below the text: author, source, date
_PROSE = 140  # characters in one piece; the text has begun
_LONGEST = 90  # characters of a line with a date
_RUBRIC = 40  # characters in links; more are the headlines of other articles
_SAID = 160  # characters of a sentence that tells of its own article
_CLOCK_WITHIN = 30  # characters behind a date
_ISSUED = re.compile(
    r"(?:опублік|розміщ|створен|додан|дата|опублик|размещ|добавл|publi|posted|veröffentl|erstellt)", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?:дата(?: публікації| публикации)?|опубліковано|розміщено|створено|додано|опубликовано|published(?: on)?|"
    r"posted(?: on)?|date|publication date|veröffentlicht(?: am)?|datum)\s*:?",
    re.IGNORECASE,
)
"""A line that says no more than what the next one is."""
_BARS = re.compile(r"\s*[|•·—–/,;()]\s*")


def headline_at(pieces: Sequence[Piece], title: str, headline: etree._Element | None = None) -> int | None:
    """Give the place of the headline among a page's pieces, None where only a masthead prints it.

    Args:
        pieces: Of the page.
        title: The headline in one line.
        headline: The element that holds it, where one is known.
    """
    if not title:
        return None
    if headline is not None and headline.tag not in BLOCKS and (joined := _joined(pieces, title, headline)) is not None:
        return joined
    first = [number for number, piece in enumerate(pieces) if piece.text and title.startswith(piece.text)]
    heading = [n for n in first if _in_h1(pieces[n].block) and not is_above_menu(pieces[n].block)]
    places = [number for number in first if pieces[number].text == title]
    named = [number for number in places if not pieces[number].aside and pieces[number].block.tag in _HEADINGS]
    own = [number for number in named if not is_above_menu(pieces[number].block)]
    plain = (n for n in places if not (is_beside_logo(pieces[n].block) or is_above_menu(pieces[n].block)))
    return next(iter(heading or own or plain), None)


def _joined(pieces: Sequence[Piece], title: str, headline: etree._Element) -> int | None:
    """Give the place of a headline in no block of its own, in one line with a counter or the like.

    A list of the newest in the next column may say it alone, and is none.
    """
    around = set(headline.iterancestors())
    own = (number for number, piece in enumerate(pieces) if piece.block in around and title in piece.text)
    return next((number for number in own if len(pieces[number].text) - len(title) <= _LONGEST), None)


def _in_h1(block: etree._Element) -> bool:
    return any(node.tag == "h1" for node in islice(_upwards(block), _NEAR))


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header"})


def dates(pieces: Sequence[Piece], headline: int, end: int) -> Iterator[str]:
    """Give the lines near a headline that hold a date and hardly anything else, the likeliest first.

    Those below the headline come first, then those above it, then those that are nothing but a date a little further
    below, then those at the end of the text that say what they are. A line of an update is none; nor is what a sentence
    tells of a day, nor what stands among other articles.

    Args:
        pieces: Of the page.
        headline: The place of its headline among them.
        end: The place after the text.
    """
    below = list(_until_prose(pieces[headline + 1 :]))
    for piece in (*_not_of_else([pieces[headline], *below]), *reversed(above(pieces, headline))):
        yield from _dates_in(piece)
    own = takewhile(lambda piece: not leads_on(piece.text), pieces[headline + len(below) : headline + 1 + _BETWEEN])
    further = _not_of_else([*own])
    yield from (piece.text for piece in further if not piece.aside and is_nothing_else(piece.text))
    yield from _announced(pieces[headline + 1 : end + _AFTER])
    for piece in pieces[max(headline, end - _BEFORE) : end + _AFTER]:
        if _ISSUED.search(piece.text):
            yield from _dates_in(piece)
        if OF_ITSELF.match(piece.text):
            yield from _first_date(piece.text[:_SAID])


def _not_of_else(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give all lines but the first, and but those below one that says of what else they tell: «Останній візит:»."""
    for label, piece in pairwise(pieces):
        if not announces_other(label.text):
            yield piece


def _dates_in(piece: Piece) -> Iterator[str]:
    if tells_publication(piece.text):
        yield piece.text
    if UPDATED.search(piece.text) or OF_ELSE.match(piece.text):
        return  # a part of it may be the day of the change, or of what else it tells
    if len(piece.text) <= _LONGEST and len(piece.parts) > 1:
        yield from filter(is_nothing_else, piece.parts)
        whole = " ".join(piece.parts)  # day, month and year may have an element each, and no space between
        if whole != piece.text and tells_publication(whole):
            yield whole


def _announced(pieces: Sequence[Piece]) -> Iterator[str]:
    """Give the days that stand below a line of their own which says what they are: «Опубліковано»."""
    own = [piece.text for piece in pieces if not piece.aside and piece.text]
    yield from (day for said, day in pairwise(own) if _WHEN.fullmatch(said) and is_nothing_else(day))


def says_when(text: str) -> bool:
    """Whether a line tells the day with its label, and perhaps how often the article was read, and no more."""
    if not tells_publication(text):
        return False
    rest = _WHEN.sub("", CLOCK.sub("", DAY.sub("|", text, count=1)), count=1)
    return all(is_of_a_day(part) or counts(part) for part in _BARS.split(rest))


def _first_date(text: str) -> Iterator[str]:
    """Give the first day of a sentence that tells when the article was published, with its time."""
    found = DAY.search(text)
    if found is not None:
        clock = CLOCK.search(text, found.end(), found.end() + _CLOCK_WITHIN)
        yield found[0] if clock is None else f"{found[0]} {clock[0]}"


def above(pieces: Sequence[Piece], headline: int) -> list[Piece]:
    """Give what stands right above a headline and in one element with it: the day, the rubric, no other's headline."""
    near = set(islice(pieces[headline].block.iterancestors(), _NEAR))
    before = pieces[max(0, headline - _BEFORE) : headline]
    return [piece for piece in before if piece.linked <= _RUBRIC and _shares(piece, near)]


def lines(pieces: Sequence[Piece], headline: int, end: int) -> tuple[list[Piece], list[Piece]]:
    """Give what stands between a headline and its text, and what at the text's end and below it."""
    return list(_until_prose(pieces[headline + 1 :])), list(pieces[max(headline, end - _BEFORE) : end + _AFTER])


def _shares(piece: Piece, near: set[etree._Element]) -> bool:
    return not piece.aside and any(node in near and node.tag not in {"body", "html"} for node in _upwards(piece.block))


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _until_prose(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give what stands before the text; a menu may stand between."""
    own = 0
    for number, piece in enumerate(pieces):
        own += not piece.aside
        if piece.plain >= _PROSE or own > _BETWEEN or number > _FURTHEST:
            return
        if not piece.aside or number < _BETWEEN:
            yield piece


def is_in_masthead(element: etree._Element) -> bool:
    """Whether an element stands in the header of the site, where a date is today's: no headline stands there."""
    for header in element.iterancestors("header"):
        if next(header.iterancestors("article", "main"), None) is None and next(header.iter("h1"), None) is None:
            return next(header.iter("nav"), None) is not None or next(header.iter("h2", "h3"), None) is None
    return False
