"""Texts that the archive's index does not hold, former versions of articles, held against a question."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Texts: TypeAlias = "tuple[str, str, str]"
"""Title, lead and body."""


def matching(match: str, texts: Mapping[int, Texts]) -> frozenset[int]:
    """Return which of some texts have the words, as the archive's index would say: by one like it, in memory."""
    with closing(sqlite3.connect(":memory:")) as aside:
        aside.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, lead, body)")
        rows = ((number, *parts) for number, parts in texts.items())
        aside.executemany("INSERT INTO articles_fts(rowid, title, lead, body) VALUES (?, ?, ?, ?)", rows)
        found = aside.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (match,))
        return frozenset(number for (number,) in found)
