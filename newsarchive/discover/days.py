"""Lists by day or month, where a site has such: WordPress's ``/2024/10/`` and the like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsarchive.items import Found, Kind, Route

if TYPE_CHECKING:
    from collections.abc import Iterator


def lists(template: str, since: date, until: date) -> Iterator[Found]:
    """Give the lists of a span of time, newest first, each once.

    Args:
        template: the canonical address of a list, with the directives of ``strftime``: ``%Y``, ``%m``, ``%d``.
        since: the first day.
        until: the last day.
    """
    last, day = "", until
    while day >= since:
        url = day.strftime(template)
        if url != last:
            yield Found(url=url, route=Route.DAY, kind=Kind.PAGE)
        last, day = url, day - timedelta(days=1)
