"""Articles that a site counts: the addresses of the numbers before and after one that was found.

Mykolaiv's ids rise with the dates while its lists drift (councils.md, section 3): a number is a surer walk there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.items import Found, Outcome, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.items import Visit

GAP = 20
"""Numbers without an article, one after the other, after which the walk in their direction ends."""
_HOST = re.compile(r"^https?://(?:www\\\.)?")
_ANY_HOST = r"https?://(?:www\\.)?"
"""One article may be known under the host with ``www.``, another without, and a redirect may lead to either."""


class Numbers:
    """The walk along a site's numbers."""

    def __init__(self, template: str) -> None:
        """Prepare.

        Args:
            template: the canonical address of an article, with ``{}`` for its number.
        """
        before, _, after = template.partition("{}")
        self._template = template
        self._pattern = re.compile(_HOST.sub(_ANY_HOST, re.escape(before)) + r"(\d+)" + re.escape(after))
        self._towards: dict[str, tuple[int, int]] = {}
        """Address asked -> direction (1 up, -1 down), numbers missed before it."""

    def beyond(self, visit: Visit) -> Iterator[Found]:
        """Give the numbers to ask next: those beside an article, and the next in the same direction behind a gap."""
        found = self._pattern.fullmatch(visit.url)
        if found is None or visit.outcome in {Outcome.FAILED, Outcome.LATER}:
            return
        number = int(found[1])
        direction, missed = self._towards.pop(visit.url, (0, 0))
        if visit.article:
            yield from (self._ask(number + step, step, 0) for step in (1, -1))
        elif direction and missed < GAP:
            yield self._ask(number + direction, direction, missed + 1)

    def _ask(self, number: int, direction: int, missed: int) -> Found:
        url = self._template.replace("{}", str(max(number, 0)))
        self._towards[url] = (direction, missed)
        return Found(url=url, route=Route.NUMBER)
