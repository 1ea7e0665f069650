"""Pieces of a MATCH string put together: what stands in quotation marks holds letters, digits and spaces alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def quoted(text: str) -> str:
    """Return words in a row as one string."""
    return f'"{text}"'


def either(parts: Iterable[str]) -> str:
    """Ask for any of some pieces; empty ones are left out."""
    return _joined(" OR ", parts)


def both(parts: Iterable[str]) -> str:
    """Ask for all of some pieces; empty ones are left out."""
    return _joined(" AND ", parts)


def _joined(operator: str, parts: Iterable[str]) -> str:
    """Join what is not empty, each once."""
    every = dict.fromkeys(filter(None, parts))
    return f"({operator.join(every)})" if len(every) > 1 else "".join(every)
