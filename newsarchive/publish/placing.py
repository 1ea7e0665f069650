"""Puts a file in its place in one step, after all of it has reached the disk; on failure nothing has happened."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsarchive import locks
from newsarchive.durable import sync_folder
from newsarchive.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_BUSY = "Another process is publishing to {}: nothing was done; wait for it to end."


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
        with locks.take(part, _BUSY.format(target), mode=0o600) as file:
            try:
                file.truncate(0)
                yield part
                os.fchmod(file.fileno(), 0o644)
                os.fsync(file.fileno())
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror}): what stood there is as it was.") from error
