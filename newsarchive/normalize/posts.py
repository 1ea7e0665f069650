"""What the WordPress API says of a post, cleaned and dated as an article is, so that the two can be compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsarchive.items import SecondReading
from newsarchive.normalize.dates import KYIV, believable
from newsarchive.normalize.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 100
"""Categories of one post that are believed."""
_NUMBERS = range(1, 2**63)
"""What WordPress numbers its categories by, and SQLite can hold."""


def post(url: str, row: Mapping[str, Any], captured_at: datetime) -> SecondReading:
    """Read one row of the list of posts (developer.wordpress.org/rest-api/reference/posts); what is odd is left empty.

    Args:
        url: its address, canonical.
        row: as the API gives it, of any shape.
        captured_at: aware; when the list was read.
    """
    title, categories = row.get("title"), row.get("categories")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    numbers = categories[:_LONGEST] if isinstance(categories, list) else []
    said = utc(row.get("date_gmt"))
    # Not where a clock was never set, nor of a post that is planned.
    published = said.astimezone(KYIV) if said and believable(said, captured_at) else None
    return SecondReading(
        url=url,
        source="api",
        title=plain(rendered) if isinstance(rendered, str) else "",
        published=published,
        categories=tuple(n for n in numbers if type(n) is int and n in _NUMBERS),
        modified=utc(row.get("modified_gmt")),
    )


def utc(text: object) -> datetime | None:
    """Read an instant that WordPress gives in GMT without saying so; None for a date that was never set."""
    try:
        said = datetime.fromisoformat(str(text)).replace(tzinfo=UTC)
        said.astimezone(KYIV)
    except (ValueError, OverflowError):
        return None
    return said
