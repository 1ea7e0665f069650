"""What a feed or a list says of an article, dated as an article is; and the moments that lists for programs name."""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from newsarchive.items import DateClue, SecondReading
from newsarchive.normalize import dates
from newsarchive.normalize.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def entry(url: str, title: str, published: str, captured_at: datetime) -> SecondReading:
    """Read one entry of a feed; what is odd is left empty.

    Args:
        url: its address, canonical.
        title: as the feed has it, markup and all.
        published: an instant of RFC 822 (RSS) or RFC 3339 (Atom, Dublin Core), or anything else.
        captured_at: aware; when the feed was read.
    """
    said = DateClue(source="feed", value=_iso(published))
    return SecondReading(
        url=url,
        source="feed",
        title=plain(title),
        published=dates.choose([said], captured_at)[0] if said.value else None,
    )


def listed(url: str, clues: Sequence[DateClue], captured_at: datetime) -> SecondReading | None:
    """Read the day that a list shows beside an article's title; None where it cannot be believed.

    Args:
        url: the article's, canonical.
        clues: what stands there, best first.
        captured_at: aware; when the list was read.
    """
    published = dates.choose(clues, captured_at)[0]
    return SecondReading(url=url, source="list", published=published) if published else None


def instant(text: str) -> datetime | None:
    """Read an instant of RFC 3339 or RFC 822, in UTC; None where it is neither or names no zone."""
    at = _machine(text)
    try:
        return at.astimezone(UTC) if at and at.tzinfo else None
    except OverflowError:  # a day beside the first or last of the calendar
        return None


def change(text: str) -> datetime | None:
    """Read when a sitemap says that a page was changed, a W3C date (sitemaps.org); None where it is no date.

    Returns:
        On Kyiv's clock, which is meant where no zone is named; a day alone is its beginning.
    """
    at = _machine(text)
    try:
        return at and dates.zoned(at).astimezone(UTC).astimezone(dates.KYIV)
    except OverflowError:  # a day beside the first or last of the calendar
        return None


def _machine(text: str) -> datetime | None:
    """Read a time of RFC 3339 or RFC 822 as it is written, with or without a zone; None where it is neither."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        try:
            return parsedate_to_datetime(text)
        except ValueError:
            return None


def _iso(text: str) -> str:
    """Give an instant in the form of ISO 8601; its day alone at midnight, which generators write who know no hour."""
    at = _machine(text)
    if at is None:
        return ""
    return at.date().isoformat() if at.time() == time() or at.tzinfo is None else at.isoformat()
