"""One process crawls a council at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from newsarchive import locks

if TYPE_CHECKING:
    from pathlib import Path

_LOCK = ".lock"
"""The file that is held, in the council's folder."""


def lock_council(folder: Path, council: str) -> BinaryIO:
    """Hold a council until what is given is closed, or the process ends.

    Args:
        folder: the archive's ``warc`` folder.
        council: its code.

    Raises:
        ArchiveBusy: another process crawls this council.
    """
    place = folder / council
    place.mkdir(parents=True, exist_ok=True)
    return locks.take(place / _LOCK, f"Another crawl of {council} is running: nothing was changed; wait for it to end.")


def held(folder: Path, council: str) -> bool:
    """Whether a process crawls a council now; False too where that cannot be seen.

    Args:
        folder: the archive's ``warc`` folder.
        council: its code.
    """
    return locks.held(folder / council / _LOCK)
