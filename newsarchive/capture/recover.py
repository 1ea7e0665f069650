"""What a killed process left: files still open are cut back to what the archive's rows name, and closed."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from newsarchive.capture.records import members
from newsarchive.capture.warc import OPEN, finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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
