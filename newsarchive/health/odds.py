"""Whether a loss is a change or chance: a handful of odd pages must raise no alarm, a change must not take weeks."""

from __future__ import annotations

from math import comb
from typing import NamedTuple

LEAST = 3
"""Fewer that are missing prove nothing, however sure their kind was."""
KNOWN = 10
"""So many must be known from before."""
CHANCE = 1e-4
"""How improbable a loss must be by what was usual."""


class Share(NamedTuple):
    """So many of so many."""

    filled: int
    total: int

    def __str__(self) -> str:
        return f"{self.filled} of {self.total}"


def lost(now: Share, before: Share) -> bool:
    """Tell whether less is filled now than chance explains, and less than half of what was usual.

    Args:
        now: of the newest.
        before: of those before them.
    """
    missing = now.total - now.filled
    if missing < LEAST or before.total < KNOWN or 2 * now.filled * before.total > before.filled * now.total:
        return False
    # Half a loss more than was seen (Jeffreys' prior): what never happened before may happen.
    usual = (before.total - before.filled + 0.5) / (before.total + 1)
    return _at_least(missing, now.total, usual) < CHANCE


def _at_least(number: int, of: int, probability: float) -> float:
    """Give the probability of so many or more: the tail of the binomial distribution."""
    return sum(comb(of, k) * probability**k * (1 - probability) ** (of - k) for k in range(number, of + 1))
