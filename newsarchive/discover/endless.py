"""What only a walk tells: lists that name nothing but lists, and the same text under ever new addresses.

Addresses are judged by their shape: without their last segment, their figures and the values of their query. So a
calendar's months are alike, and a chain's numbers; and what has led nowhere so often is asked no further in this run.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from newsarchive.items import UNLISTED, Kind, Outcome, Route
from newsarchive.likeness import marks

if TYPE_CHECKING:
    from datetime import date

    from newsarchive.items import Article, Found, Visit

LISTS_TRAP, TEXT_TRAP = "trap: lists", "trap: same text"
"""Why such an address is refused."""

LISTS = 30
"""Lists of one shape, one after the other, that named no article, after which no more are asked."""
SAME_TEXT = 30
"""Articles of one moment that differ in nothing but numbers and words with numbers, after which no more are asked; or
in a few other words, after which there is no going on from one to the next."""
_ALIKE = 4
"""Marks that texts share which differ in a word or two: a sentence that all end with gives them one, hardly four."""
VAIN = 100
"""Addresses of one shape, one after the other, that were no articles, after which to name them says nothing; or lists
without news, after which no more are asked."""
_FIGURES = re.compile(r"\d+")
_FIGURED = re.compile(r"\d\S*\s*")
_VALUES = re.compile(r"=[^&]*")


@dataclass(slots=True)
class _Shape:
    """What came of the addresses of one shape; hashes stand for texts."""

    lists: int = 0
    vain: int = 0
    text: int | None = None
    same: int = 0
    named: set[int] = field(default_factory=set)


class Endless:
    """Counts what one run finds at addresses of one shape."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._shapes: dict[tuple[bool, str], _Shape] = {}
        """Whether lists are looked for there, and the shape -> what came of it."""
        self._texts: Counter[int] = Counter()
        self._moments: set[date | None] = set()
        """When the articles so far were published: none is like one of another moment."""
        self._latest: tuple[Article | None, tuple[int, ...]] = (None, ())
        """The article looked at last, and its keys."""

    def learn(self, visit: Visit) -> None:
        """Take note of what an address led to."""
        if visit.outcome in {Outcome.FAILED, Outcome.LATER} or visit.route == Route.ROBOTS:
            return
        shape = self._shapes.setdefault(_key(visit), _Shape())
        if visit.article or visit.outcome == Outcome.UNCHANGED:
            shape.lists = shape.vain = 0
            if visit.article:
                self._learn_text(shape, visit.article)
        elif visit.outcome == Outcome.STORED and not visit.alias_of:
            fruitful = self._is_fruitful(shape, visit)
            shape.lists = 0 if fruitful else shape.lists + 1
            shape.vain = 0 if fruitful else shape.vain + 1
        else:
            shape.vain += 1

    def forgive(self, url: str) -> None:
        """Count no more against the like of an article's address what came of it before it was told to be one."""
        shape = self._shapes.get((False, _shape(url)))
        if shape is not None:
            shape.lists = shape.vain = 0

    def is_worn(self, visit: Visit) -> bool:
        """Whether an article is the same as too many others."""
        return visit.article is not None and any(self._texts[key] >= SAME_TEXT for key in self._keys(visit.article))

    def trap(self, found: Found) -> str | None:
        """Tell why an address must not be asked in this run, None where nothing speaks against it."""
        shape = self._shapes.get(_key(found))
        if shape is None or found.route in {Route.DAY, Route.START}:  # there is an end to these
            return None
        if shape.same >= SAME_TEXT:
            return TEXT_TRAP
        is_dead = found.kind != Kind.ARTICLE and shape.vain >= VAIN
        return LISTS_TRAP if shape.lists > LISTS or is_dead else None

    def _learn_text(self, shape: _Shape, article: Article) -> None:
        keys = self._keys(article)
        self._texts.update(set(keys))
        text = next(iter(keys), None)
        shape.same = shape.same + 1 if text is not None and shape.text == text else int(bool(keys))
        shape.text = text

    def _keys(self, article: Article) -> tuple[int, ...]:
        """Give what an article shares with one of the same text, and with one that differs in a word or two besides.

        Of the first of a moment nothing: to look at its words would take a tenth of a crawl's time.
        """
        if self._latest[0] is not article:
            day = article.published
            keys: tuple[int, ...] = ()
            if day in self._moments:
                body, title = _plain(article.body), _plain(article.title)
                keys = hash((body, title, day)), hash((marks(article.body)[:_ALIKE] or body, day))
            self._moments.add(day)
            self._latest = article, keys
        return self._latest[1]

    def _is_fruitful(self, shape: _Shape, visit: Visit) -> bool:
        """Whether a list names what its like did not name before, and what may be an article."""
        own = _shape(visit.url)
        named = {hash(link.url) for link in visit.found if self._may_be_article(link, own)}
        fresh = bool(named - shape.named)
        shape.named |= named
        return fresh

    def _may_be_article(self, link: Found, own: str) -> bool:
        if link.kind != Kind.ARTICLE or link.route in UNLISTED or link.refused:
            return False
        shape = self._shapes.get(_key(link))
        return _shape(link.url) != own and (shape is None or shape.vain < VAIN)


def _plain(text: str) -> str:
    """Leave out numbers, and words with one in them: counters, tokens."""
    # Looking for figures is twice as fast as looking at words.
    kept, last = [], 0
    for figured in _FIGURED.finditer(text):
        start = max(text.rfind(space, last, figured.start()) for space in " \n")
        kept.append(text[last : max(start + 1, last)])
        last = figured.end()
    return "".join((*kept, text[last:]))


def _key(place: Found | Visit) -> tuple[bool, str]:
    return place.kind != Kind.ARTICLE, _shape(place.url)


@lru_cache(maxsize=8192)  # asked of each address when it is named, when it is asked, and when it has answered
def _shape(url: str) -> str:
    path, _, query = url.partition("?")
    return _FIGURES.sub("", f"{path.rstrip('/').rpartition('/')[0]}?{_VALUES.sub('', query)}")
