"""How a request ended, as the beginning of a visit."""

from __future__ import annotations

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
