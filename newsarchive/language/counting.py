"""Nouns after numbers."""

from __future__ import annotations


def plural(number: int, one: str, few: str, many: str) -> str:
    """Choose the Ukrainian form of a noun after a number: 1 стаття, 2 статті, 5 статей."""
    if number % 100 in range(11, 15):
        return many
    return one if number % 10 == 1 else few if number % 10 in {2, 3, 4} else many
