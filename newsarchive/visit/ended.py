"""How a request ended, as the beginning of a visit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsarchive.items import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.capture.exchange import Exchange
    from newsarchive.items import Found, Outcome


def ended(exchange: Exchange, outcome: Outcome, why: str | None = None, found: Iterable[Found] = ()) -> Visit:
    """Give a visit that says how a request ended, and what it named."""
    return Visit(
        url=exchange.url,
        at=exchange.at,
        route=exchange.route,
        kind=exchange.kind,
        outcome=outcome,
        why=why,
        status=exchange.status,
        record_id=exchange.record_id,
        found=tuple(found),
    )


def unanswered(found: Found, outcome: Outcome, why: str) -> Visit:
    """Account for an address that was not asked, or that nothing came of."""
    at = datetime.now(UTC).replace(microsecond=0)
    return Visit(url=found.url, at=at, route=found.route, kind=found.kind, outcome=outcome, why=why)
