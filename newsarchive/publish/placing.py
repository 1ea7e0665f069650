"""Puts a file in its place in one step, after all of it has reached the disk; on failure nothing has happened."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsarchive.errors import ArchiveBusy, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Give an empty file in the target's folder, which is made; it takes the target's place if the block ends well.

    What a killed process left is taken over.

    Raises:
        ArchiveBusy: another process makes the same file.
        OutputError: the folder cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(part, target) as handle:
            try:
                os.ftruncate(handle, 0)
                yield part
                os.fchmod(handle, 0o644)
                os.fsync(handle)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror}): what stood there is as it was.") from error


@contextmanager
def _alone(part: Path, target: Path) -> Iterator[int]:
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Between opening and locking another process may have put the file in its place: it is the target now, or gone.
        if os.fstat(handle).st_ino != part.stat().st_ino:
            raise _taken(target)
        yield handle
    except BlockingIOError as error:
        raise _taken(target) from error
    finally:
        os.close(handle)


def _taken(target: Path) -> ArchiveBusy:
    return ArchiveBusy(f"Another process is publishing to {target}: nothing was done; wait for it to end.")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
