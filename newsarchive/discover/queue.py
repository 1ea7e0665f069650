"""What waits to be asked in this run: for each host, what matters most first, and then in the order found."""

from __future__ import annotations

from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.items import Kind
from newsarchive.normalize.addresses import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsarchive.items import Found


class Rank(IntEnum):
    """What matters more is asked first."""

    FIRST = 0
    """What everything else waits for: robots.txt, the target of a redirect."""
    HEAD = 1
    """The first page of a list."""
    ARTICLE = 2
    AGAIN = 3
    """An address to be visited again."""
    PAGE = 4
    """A further page of a list: read on when nothing else is to be asked, so that what is newest is safe first."""
    LAST = 5
    """What has failed once, or was put off: it may be that one page alone."""

    @classmethod
    def of(cls, kind: Kind) -> Rank:
        """Give the rank of what is found."""
        return {Kind.HEAD: cls.HEAD, Kind.ARTICLE: cls.ARTICLE, Kind.PAGE: cls.PAGE}[kind]


class Waiting(NamedTuple):
    """An address that waits, and the page that named it."""

    found: Found
    found_on: str | None


class Queue:
    """The addresses that wait."""

    def __init__(self) -> None:
        """Begin empty."""
        self._hosts: dict[str, dict[Rank, deque[Waiting]]] = {}
        self.lists_first = False
        """Whether further pages of lists are asked before articles: they tell what articles are."""

    def __len__(self) -> int:
        """Count the addresses that wait."""
        return sum(len(line) for lines in self._hosts.values() for line in lines.values())

    def push(self, found: Found, found_on: str | None, rank: Rank) -> None:
        """Let an address wait."""
        lines = self._hosts.setdefault(site(found.url), {})
        lines.setdefault(rank, deque()).append(Waiting(found, found_on))

    def _place(self, rank: Rank) -> float:
        return Rank.ARTICLE - 0.5 if rank == Rank.PAGE and self.lists_first else rank

    def put_back(self, waiting: Waiting) -> None:
        """Let an address wait that was taken too early; it comes first of its rank."""
        lines = self._hosts.setdefault(site(waiting.found.url), {})
        lines.setdefault(Rank.of(waiting.found.kind), deque()).appendleft(waiting)

    def clear(self, host: str) -> list[Waiting]:
        """Take all that waits for a host, what matters most first."""
        lines = self._hosts.pop(host, {})
        return [waiting for rank in sorted(lines) for waiting in lines[rank]]

    def hosts(self) -> Iterator[str]:
        """Give the hosts for which something waits."""
        return (host for host, lines in self._hosts.items() if any(lines.values()))

    def take(self, ready: Callable[[str, Found], bool], until: Rank = Rank.LAST) -> Waiting | None:
        """Take what matters most of the first host that is ready for it; None where none is.

        Args:
            ready: whether a host may be asked for that.
            until: what matters less is left waiting.
        """
        for host in self.hosts():
            lines = self._hosts[host]
            most = min((rank for rank, line in lines.items() if line), key=self._place)
            line = lines[most]
            if most <= until and ready(host, line[0].found):
                # The other hosts come first the next time.
                self._hosts[host] = self._hosts.pop(host)
                return line.popleft()
        return None
