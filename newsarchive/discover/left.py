"""Pages of a host that the site has left, or of its days before https: where that is silent, today's is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsarchive.discover.queue import Rank
from newsarchive.items import Found, Kind, Outcome, Route
from newsarchive.normalize.addresses import site

if TYPE_CHECKING:
    from newsarchive.discover.queue import Queue
    from newsarchive.items import Visit
    from newsarchive.normalize.hosts import Hosts


class Left:
    """Turns to where the site stands today."""

    def __init__(self, hosts: Hosts, queue: Queue) -> None:
        """Prepare.

        Args:
            hosts: where it stands, and where it stood before.
            queue: where what is asked instead waits.
        """
        self._hosts, self._queue = hosts, queue
        self._turned: set[str] = set()

    def turn(self, found: Found, found_on: str | None) -> bool:
        """Let the same page of today's host wait instead of an address; say whether there is one.

        It comes last: what has another address there by now is found by the site's lists first.
        """
        url = self._hosts.today(found.url)
        if url is None or found.kind != Kind.ARTICLE:
            return False
        if url not in self._turned:
            self._turned.add(url)
            self._queue.push(replace(found, url=url, fresh=True), found_on, Rank.LAST)
        return True

    def learn(self, visit: Visit, *, closed: bool) -> None:
        """Look at today's host for what was not answered with; for all of a host that is not asked any more.

        Args:
            visit: how a request ended for good.
            closed: whether its host is left alone for the rest of the run.
        """
        is_former = self._hosts.is_former(visit.url)
        if closed and is_former:
            for found, found_on in self._queue.clear(site(visit.url)):
                self.turn(found, found_on)
        if visit.route != Route.ROBOTS and (visit.outcome == Outcome.FAILED or (is_former and _is_silent(visit))):
            self.turn(Found(url=visit.url, route=visit.route, kind=visit.kind), None)


def _is_silent(visit: Visit) -> bool:
    """Whether an answer neither is an article nor says where on the site it stands now."""
    if visit.article or visit.outcome == Outcome.UNCHANGED:
        return False
    return visit.alias_of is None or any(hop.refused for hop in visit.found if hop.url == visit.alias_of)
