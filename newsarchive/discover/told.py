"""Which articles others tell a day of: what of itself is not known to be one is, where they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.discover.memory import Memory
    from newsarchive.items import Visit


class Told:
    """What lists, feeds and the API told of days, in this run and before."""

    def __init__(self, memory: Memory, identity: Callable[[str], str]) -> None:
        """Begin with what the archive knows.

        Args:
            memory: the archive.
            identity: gives the key that all spellings of an address share.
        """
        self._memory, self._identity = memory, identity
        self._dated: set[int] = set()
        """Hashes of the keys of what this run was told a day of; its rows may not be written yet."""
        self._doubted: set[str] = set()
        """Addresses that were asked in this run and would be articles if a day of them were told."""
        self.is_needed = False
        """Whether the site has pages that are articles only if a list tells so."""

    def settle(self, visit: Visit) -> Visit:
        """Take what may be an article for one where a day of it was told, as the writer will."""
        if visit.doubtful is None:
            return visit
        urls = {visit.url, visit.doubtful.url, *visit.doubtful.aliases}
        if any(hash(self._identity(url)) in self._dated or self._memory.is_dated(url) for url in urls):
            return visit.vouched()
        self._doubted.add(visit.url)
        self.is_needed = True
        return visit

    def learn(self, visit: Visit) -> list[str]:
        """Take note of what a visit tells; give the addresses that are to be asked again, since a day is told now."""
        dated = {said.url for said in visit.second if said.published}
        self._dated |= {hash(self._identity(url)) for url in dated}
        again = sorted(self._doubted & dated)
        self._doubted.difference_update(again)
        return again
