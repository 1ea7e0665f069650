"""How much room must stay on the disk, as ``NEWSARCHIVE_LEAST_FREE`` says it; a schedule asks, which has no engine."""

from __future__ import annotations

from newsarchive.errors import UsageError

MIB = 2**20


def least(text: object) -> int:
    """Give the bytes that must stay free; none where nothing is watched.

    Args:
        text: whole MiB, in figures.

    Raises:
        UsageError: it is anything else.
    """
    said = str(text).strip()
    if not said.isdecimal():
        raise UsageError(f"NEWSARCHIVE_LEAST_FREE is a number of MiB, not «{text}».")
    return int(said) * MIB
