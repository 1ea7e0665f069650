"""SQLite's errors, and the file system's, as one clear sentence each."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveBusy, ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one clear sentence.

    Raises:
        ArchiveBusy: another process holds the database.
        ArchiveError: anything else that SQLite or the file system answered.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise ArchiveBusy(
                f"{path} is held by another process: what was committed is kept; close that process, or wait."
            ) from error
        if "unable to open" in text and path.exists() and not os.access(path.parent, os.W_OK):
            raise ArchiveError(
                f"{path} cannot be opened, since nothing may be written in its folder, where SQLite keeps two files "
                "while it reads: copy it to another folder, or ask for a published copy."
            ) from error
        if "readonly" in text and not all(os.access(one, os.W_OK) for one in path.parent.glob(f"{path.name}*")):
            raise ArchiveError(
                f"This account may not write {path}, or a file beside it: nothing was changed; run it as the owner."
            ) from error
        raise ArchiveError(f"{path} cannot be used ({text}): what was committed is kept.") from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB:
            raise ArchiveError(
                f"The index of {path} is damaged, the articles are not: newsarchive verify --repair makes it anew from"
                " them."
            ) from error
        raise ArchiveError(
            f"{path} is not a sound archive ({error}): make it anew from the WARC files with newsarchive rebuild."
        ) from error
    except OSError as error:
        raise ArchiveError(f"{path.parent} cannot be written ({error.strerror}).") from error
