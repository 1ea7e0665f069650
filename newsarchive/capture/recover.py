"""What a killed process left: files still open are cut back to what the archive's rows name, and closed."""

from __future__ import annotations

import fcntl
import hashlib
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TextIO

from newsarchive.capture.records import members
from newsarchive.capture.warc import OPEN, finish
from newsarchive.errors import ArchiveBusy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK = ".lock"
_LOOK = 0.05
"""Seconds after which one who only looks (``held``) has let the lock go."""
TAIL = ".tail"
"""Suffix of the bytes that were cut off: kept aside, since nothing captured is ever lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is known of a closed WARC file."""

    name: str
    """Relative to the ``warc`` folder."""
    size: int
    """Bytes."""
    sha256: str
    """Hex digest of the file."""
    records: int


class CouncilLock:
    """Holds a council's WARC folder for one process, until ``release`` or the end of the process."""

    def __init__(self, folder: Path, council: str) -> None:
        """Take the lock.

        Raises:
            ArchiveBusy: another process crawls this council.
        """
        place = folder / council
        place.mkdir(parents=True, exist_ok=True)
        self._file = (place / LOCK).open("w")
        if not (_taken(self._file, fcntl.LOCK_EX) or _taken(self._file, fcntl.LOCK_EX, after=_LOOK)):
            self._file.close()
            raise ArchiveBusy(f"Another crawl of {council} is running: nothing was changed; wait for it to end.")

    def release(self) -> None:
        """Give it back; a second call does nothing."""
        self._file.close()


def held(folder: Path, council: str) -> bool:
    """Whether a process crawls a council now; False too where that cannot be seen.

    Args:
        folder: the archive's ``warc`` folder.
        council: its code.
    """
    try:
        with (folder / council / LOCK).open() as file:
            return not _taken(file, fcntl.LOCK_SH)
    except OSError:
        return False


def _taken(file: TextIO, lock: int, after: float = 0) -> bool:
    time.sleep(after)
    try:
        fcntl.flock(file, lock | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def recover(folder: Path, council: str, end_of: Callable[[str], int]) -> Iterator[Manifest]:
    """Close every file of the council that is still open, and give its manifest.

    Args:
        folder: the archive's ``warc`` folder.
        council: code of the council whose lock is held.
        end_of: gives, for a file's name, the byte behind the last response record that a row names; 0 for none.
    """
    for path in sorted((folder / council).glob(f"*/*.warc.gz{OPEN}")):
        name = str(path.relative_to(folder)).removesuffix(OPEN)
        end = end_of(name)
        keep = end and end + _member_length(path, end)
        _set_tail_aside(path, keep)
        if keep:
            finish(folder / name)
            yield manifest(folder, name)
        else:
            path.unlink()


def unlisted(
    folder: Path, council: str, is_listed: Callable[[str], bool], end_of: Callable[[str], int]
) -> Iterator[Manifest]:
    """Give the manifest of what was closed just before the process was killed, which is to be entered yet.

    Args:
        folder: the archive's ``warc`` folder.
        council: code of the council whose lock is held.
        is_listed: says of a file's name whether it has been entered.
        end_of: as of ``recover``; a file that no row names was put there by somebody, and is left alone.
    """
    for path in sorted((folder / council).glob("*/*.warc.gz")):
        name = str(path.relative_to(folder))
        if not is_listed(name) and end_of(name):
            yield manifest(folder, name)


def manifest(folder: Path, name: str) -> Manifest:
    """Measure a closed WARC file."""
    path = folder / name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        records = sum(1 for _ in _members(file))
    return Manifest(name=name, size=path.stat().st_size, sha256=digest, records=records)


def _member_length(path: Path, offset: int) -> int:
    """Measure the gzip member at an offset: the request record behind the last response."""
    with path.open("rb") as file:
        file.seek(offset)
        return next(_members(file), 0)


def _set_tail_aside(path: Path, keep: int) -> None:
    with path.open("r+b") as file:
        file.seek(keep)
        tail = file.read()
        if tail:
            path.with_name(path.name.removesuffix(OPEN) + TAIL).write_bytes(tail)
            file.truncate(keep)


def _members(file: BinaryIO) -> Iterator[int]:
    """Give the length of each whole gzip member from here on; end at the first that is not whole."""
    try:
        for _, length, _ in members(file):
            yield length
    except (EOFError, zlib.error):
        return
