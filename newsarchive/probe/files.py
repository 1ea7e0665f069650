"""Writes files all or none, each whole, and never over what stands there unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def write(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write files; folders are made.

    Args:
        files: what each is to hold.
        force: write over what stands there.

    Raises:
        UsageError: a file stands there already; nothing was written.
        OutputError: the disk is full, or the folder may not be written; nothing was written over.
    """
    if not force:
        require_free(files)
    beside: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path] = _beside(path, content)
        for path in files:
            beside.pop(path).replace(path)
    except OSError as error:
        for left in beside.values():
            left.unlink(missing_ok=True)
        raise OutputError(
            f"{error.filename or path} cannot be written ({error.strerror}): make room, or name another folder by --to."
        ) from error


def require_free(paths: Iterable[Path]) -> None:
    """Insist that nothing stands there.

    Raises:
        UsageError: something does.
    """
    standing = [path for path in paths if path.exists()]
    if standing:
        more = f" and {len(standing) - 1} more" if len(standing) > 1 else ""
        verb = "stand" if more else "stands"
        raise UsageError(f"{standing[0]}{more} {verb} already: nothing was written; --force writes over it.")


def _beside(path: Path, content: bytes) -> Path:
    """Write a file of another name in the same folder, so that taking its place is one step."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    temporary = Path(name)
    temporary.chmod(0o644)
    return temporary
