"""What one process does at a time: it holds a file, which the system gives back however the process ends."""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING, BinaryIO

from newsarchive.errors import ArchiveBusy

if TYPE_CHECKING:
    from pathlib import Path

_LOOK = 0.05
"""Seconds after which one who only looks (``held``) has let the file go."""


def take(path: Path, busy: str, *, mode: int = 0o666) -> BinaryIO:
    """Hold a file, which is made where there is none, until what is given is closed.

    Args:
        path: of the file; its folder stands.
        busy: the sentence for the case that another process holds it.
        mode: who may open a file that is made.

    Raises:
        ArchiveBusy: another process holds it, or has just put something else in its place.
        OSError: it cannot be opened.
    """
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, mode), "r+b", buffering=0)
    if not (_taken(file, fcntl.LOCK_EX) or _taken(file, fcntl.LOCK_EX, after=_LOOK)) or not _is(path, file):
        file.close()
        raise ArchiveBusy(busy)
    return file


def held(path: Path) -> bool:
    """Whether a process holds a file; False too where that cannot be seen."""
    try:
        with path.open("rb") as file:
            return not _taken(file, fcntl.LOCK_SH)
    except OSError:
        return False


def _taken(file: BinaryIO, lock: int, after: float = 0) -> bool:
    time.sleep(after)
    try:
        fcntl.flock(file, lock | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(path: Path, file: BinaryIO) -> bool:
    """Whether a path still names an open file: its last holder may have moved or deleted it before we held it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
