"""The scores of few articles, made of their texts.

FTS5's bm25 counts first in how many articles each string of a question stands, whatever the hits: a hundred strings of
common words, of which one article has a form each, take it a tenth of a second. To read a hundred texts takes less.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.search.marks import COLUMNS, Marker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COUNTED = 1000
"""Articles with a word that are counted one by one; where there are more, how far they reach tells how many."""
_SATURATION, _BY_LENGTH = 1.2, 0.75
"""k1 and b of bm25, as FTS5 has them."""
_LEAST = 1e-6
"""What a string weighs that stands in more than half of all articles, as FTS5 has it."""

_TEXTS = "SELECT id, title, lead, body FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_FIRST = """SELECT count(*), max(rowid) FROM
    (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid LIMIT ?)"""


class _Read(NamedTuple):
    """An article's text."""

    article: int
    often: Mapping[str, float]
    """How often each string stands there, once in a column counted as often as the column weighs."""
    length: int
    """Characters: of news, five or six to each word that FTS5 counts."""


def weigh(
    connection: sqlite3.Connection, match: str, numbers: Sequence[int], weights: Sequence[float], articles: int
) -> list[tuple[int, float]]:
    """Return articles with their scores, greater is better, by the formula of FTS5's bm25.

    The mean length is that of these articles, and a phrase stands in as many articles as have it among these.

    Args:
        connection: an archive's.
        match: what FTS5 was asked for, without beginnings, columns and NEAR.
        numbers: the articles, all of them hits.
        weights: of title, lead, body.
        articles: how many there are in the archive.

    Raises:
        sqlite3.DatabaseError: the archive cannot be read.
    """
    texts = list(_read(connection.execute(_TEXTS, (json.dumps(numbers),)), Marker(match), weights))
    here = Counter(string for text in texts for string in text.often)
    rare = {string: _rarity(_holding(connection, string, held, articles), articles) for string, held in here.items()}
    mean = sum(text.length for text in texts) / max(len(texts), 1)
    return [(text.article, _score(text, rare, mean)) for text in texts]


def _read(rows: Iterable[tuple[Any, ...]], marker: Marker, weights: Sequence[float]) -> Iterator[_Read]:
    for article, *columns in rows:
        often = defaultdict[str, float](float)
        for column, weight, text in zip(COLUMNS, weights, columns, strict=True):
            for string in marker.standing(column, text or ""):
                often[string] += weight
        yield _Read(article, often, sum(len(text) for text in columns if text))


def _holding(connection: sqlite3.Connection, string: str, here: int, articles: int) -> float:
    """Return in how many articles a string stands, about; a phrase takes long to be looked for."""
    if " " in string:
        return here
    counted: int
    counted, last = connection.execute(_FIRST, (f'"{string}"', _COUNTED)).fetchone()
    return counted if counted < _COUNTED else min(counted * articles / last, articles)


def _rarity(holding: float, articles: int) -> float:
    """Return the weight of a string that stands in so many articles."""
    return max(math.log((articles - holding + 0.5) / (holding + 0.5)), _LEAST) if holding < articles else _LEAST


def _score(text: _Read, rare: Mapping[str, float], mean: float) -> float:
    tempered = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * text.length / (mean or 1))
    return sum(rare[string] * often * (_SATURATION + 1) / (often + tempered) for string, often in text.often.items())
