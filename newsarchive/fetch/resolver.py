"""Where a request may go: to public addresses alone, whatever a page, a redirect or a name server says.

Scrapy's reactor asks the resolver for the host of every connection, literal addresses in every spelling included, and
connects to the address that it is given: so the address that was checked is the one connected to, and a name that
resolves to another the next time (DNS rebinding) is checked again. It resolves to IPv4 alone, as Scrapy's own does.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from scrapy.resolver import CachingThreadedResolver, dnscache
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twisted.internet.defer import Deferred

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"

# https://www.iana.org/assignments/iana-ipv4-special-registry, and -ipv6-. Python's own is_global differs by release.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3"
    ).split()
)
"""This network, private ones, carrier-grade NAT, loopback, link-local, protocols, documentation, 6to4 relays,
benchmarks, multicast and reserved ones."""
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
"""Within it: protocols (Teredo, benchmarks ...), documentation, 6to4, documentation again."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address in its last 32 bits (RFC 6052)."""
_SPELLED = re.compile(r"[0-9a-fx]+(?:\.[0-9a-fx]+){0,3}", re.IGNORECASE)
"""What C libraries may take for an IPv4 address: decimal, octal, hexadecimal, short of parts."""


@lru_cache(maxsize=1024)
def is_public(address: str | Address) -> bool:
    """Whether an address is another machine's on the public internet; what is no address is not."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or (ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is None:
            return found in _PUBLIC_6 and not any(found in network for network in _NOT_PUBLIC_6)
        found = inner
    return not any(found in network for network in _NOT_PUBLIC_4)


@lru_cache(maxsize=1024)  # asked for each request, of the same few hosts
def literal(host: str) -> Address | None:
    """Give the address that a host spells out, in whatever way; None where it is a name."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host)) if _SPELLED.fullmatch(host) else None
    except OSError:
        return None


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which gives no address that is not public; for ``TWISTED_DNS_RESOLVER``.

    One serves all crawls of a process, so what it must know of them is kept at the class.
    """

    local: ClassVar[set[str]] = set()
    """Hosts of this machine that a spider has declared for its start."""
    refused: ClassVar[set[str]] = set()
    """Hosts whose address was not public when it was last looked up."""

    @staticmethod
    def forget(name: str) -> None:
        """Have a host looked up anew: of several addresses one may be dead, and one may change while a crawl runs."""
        dnscache.pop(name, None)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """Look up a host; one that is not public fails like one that is not there, and is noted."""
        self.refused.discard(name)
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name in self.local or is_public(address):
            return address
        self.refused.add(name)
        raise DNSLookupError(f"{name} is {address}, which is no public address")
