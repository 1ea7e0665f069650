"""The request for an address, as a crawl and a probe alike make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from newsarchive.capture.recorder import FOUND, FOUND_ON, HELD
from newsarchive.items import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from twisted.python.failure import Failure

    from newsarchive.items import Found


def request_for(
    found: Found,
    failed: Callable[[Failure], None] | None = None,
    found_on: str | None = None,
    headers: Mapping[str, str] | None = None,
    held: object = None,
) -> Request:
    """Make the request for an address; the spider's ``parse`` takes what comes of it, ``failed`` what does not."""
    headers, meta = dict(headers or {}), {FOUND: found, FOUND_ON: found_on, HELD: held}
    if found.route == Route.ROBOTS:
        headers["Accept-Encoding"] = "identity"
        meta["download_maxsize"] = 0  # however long it is, its beginning is taken: see recorder.cut_off_robots
    # Each hop and each status is ours to account for, so nothing is filtered and nothing retried behind our back.
    return Request(found.url, headers=headers, meta=meta, errback=failed, dont_filter=True)
