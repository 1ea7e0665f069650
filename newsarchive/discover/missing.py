"""Which articles are asked at once when one is not answered with: its neighbours, unless nothing is there any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.items import Outcome
from newsarchive.normalize.addresses import identity
from newsarchive.store.removals import says_gone

if TYPE_CHECKING:
    from newsarchive.discover.memory import Memory
    from newsarchive.items import Visit

MOST = 20
"""Held articles, one after the other, that were not answered with, after which no more are asked for such a reason."""


class Missing:
    """What one run has missed of late."""

    def __init__(self, memory: Memory) -> None:
        """Begin with nothing missed.

        Args:
            memory: the archive.
        """
        self._memory = memory
        self._in_a_row = 0

    def beside(self, visit: Visit) -> tuple[str, ...]:
        """Give the addresses of the articles that can tell whether the one asked for is gone; none where it is not.

        A site that has lost its articles, or shows none for a day, would be walked through for nothing.
        """
        if visit.article or visit.outcome == Outcome.UNCHANGED:
            self._in_a_row = 0
        elif says_gone(visit) and not _leads_to_itself(visit) and (around := self._memory.beside(visit.url)):
            self._in_a_row += 1
            return around if self._in_a_row <= MOST else ()
        return ()


def _leads_to_itself(visit: Visit) -> bool:
    """Whether an address leads to another spelling of it, with a slash perhaps, where the article will be."""
    return visit.alias_of is not None and identity(visit.alias_of) == identity(visit.url)
