"""Months as numbers, so that they can be counted on, and as the text that ``articles.published`` begins with."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

from newsarchive.normalize.dates import KYIV

LENGTH = len("2026-11")


def number(text: str) -> int:
    """Give the month that an ISO 8601 text in Europe/Kyiv begins with."""
    return int(text[:4]) * 12 + int(text[5:LENGTH]) - 1


def name(month: int) -> str:
    """Give ``YYYY-MM``."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def ends(label: str) -> tuple[str, str]:
    """Give the first and the last day, ISO 8601, of a month ``YYYY-MM``, or of a year ``YYYY``."""
    if len(label) < LENGTH:
        return f"{label}-01-01", f"{label}-12-31"
    return f"{label}-01", f"{label}-{monthrange(int(label[:4]), int(label[5:]))[1]}"


def month_of(instant: str | datetime) -> int:
    """Give the month of an instant, as it is told in Kyiv.

    Args:
        instant: aware, or an ISO 8601 text with its offset.
    """
    at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return number(at.astimezone(KYIV).isoformat())
