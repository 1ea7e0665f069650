"""The whole of it: the index looked after, the rows copied and checked, the file put in its place."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsarchive import index
from newsarchive.errors import OutputError, UsageError
from newsarchive.publish import copying, placing
from newsarchive.publish.mark import edition
from newsarchive.store.archive import Archive
from newsarchive.store.explained import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsarchive.publish.mark import Edition


def _silent(_: str) -> None:
    """Say nothing of progress."""


def publish(folder: Path, target: Path, *, force: bool = False, progress: Callable[[str], None] = _silent) -> Edition:
    """Make a copy of what is public in an archive, which a crawl may be writing meanwhile.

    Args:
        folder: the archive's.
        target: the file; an earlier copy that stands there is replaced in one step.
        force: replace what stands there whatever it is.
        progress: called with the name of each step before it is taken.

    Returns:
        What the copy says of itself.

    Raises:
        ArchiveMissing: there is no archive.
        ArchiveBusy: it is locked, or another process looks after its index or publishes to the same file.
        ArchiveError: it cannot be read, or the copy would not be sound.
        OutputError: the copy cannot be written.
        UsageError: something else than a published copy stands there.

        In each case the target is as it was.
    """
    Archive(folder, existing=True).close()
    _insist(folder, target, force=force)
    progress("index")
    index.verify(folder, repair=True)
    archive = folder / "archive.db"
    with placing.placed(target) as part, explained(archive), _room(target):
        return copying.copy(archive, part, progress)


def _insist(folder: Path, target: Path, *, force: bool) -> None:
    """Insist that nothing is lost by taking the target's place."""
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file by --to.")
    if not target.exists():
        return
    if target.samefile(folder / "archive.db"):
        raise UsageError(f"{target} is the archive itself: name another file by --to.")
    try:
        copied = edition(target)
    except OSError as error:
        raise OutputError(f"{target} cannot be read ({error.strerror}): nothing was written.") from error
    if copied is None and not force:
        raise UsageError(f"{target} is no published copy: nothing was written; --force writes over it.")


@contextmanager
def _room(target: Path) -> Iterator[None]:
    """Say of a full disk that it is the target's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            raise
        raise OutputError(
            f"{target} could not be written to its end ({error}): what stood there is as it was; make room for a whole"
            " copy, and run it again."
        ) from error
