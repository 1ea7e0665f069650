"""What is said where a search fails."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def searching() -> Iterator[None]:
    """Raise ArchiveError where SQLite fails."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB:
            raise ArchiveError(
                "The index is damaged, the articles are not: newsarchive verify --repair makes it anew from them."
            ) from error
        raise ArchiveError(f"The archive could not be searched: {error}. Nothing was changed.") from error
