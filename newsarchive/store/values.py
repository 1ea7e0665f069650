"""How the archive writes days, instants and what is no text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

DAY = len("2026-11-20")
"""Letters of the day that a stored date begins with."""


@lru_cache(maxsize=128)  # a visit's moment stands in each of its rows
def stamp(at: datetime) -> str:
    """Write an instant as the archive does: UTC, ISO 8601, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def written(day: datetime | date | None) -> str | None:
    """Write a day or an instant as it was read, with its offset."""
    return None if day is None else day.isoformat()


def as_json(value: Any) -> str:
    """Write a value so that equal ones are equal text, Ukrainian letters readable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
