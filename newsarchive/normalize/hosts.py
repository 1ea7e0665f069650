"""Where a site stands and where it stood before: an address of a former host is that of the same page today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from newsarchive.normalize.addresses import canonical, identity, site

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Hosts:
    """The hosts of one council."""

    origin: str = ""
    """Scheme and host of its site today: ``https://www.rada.example``."""
    former: frozenset[str] = frozenset()
    """Hosts (with port, without ``www.``) that it had before."""
    left: frozenset[str] = frozenset()
    """Those of them at which it is begun no more: old news may still stand at one, or a rebuilt run be of its days."""

    @classmethod
    def of(cls, *starts: str, former: Iterable[str] = ()) -> Self:
        """Give those of a site that is begun at some addresses."""
        parts, before = urlsplit(canonical(starts[0])), frozenset(host.removeprefix("www.") for host in former)
        return cls(f"{parts.scheme}://{parts.netloc}", before, before.difference(map(site, starts)))

    @cached_property
    def host(self) -> str:
        """Its host today, as in ``former``; empty where none is declared."""
        return site(self.origin) if self.origin else ""

    def identity(self, url: str) -> str:
        """Give the key under which spellings of one page meet, those of former hosts included."""
        key = identity(url)
        if not self.former:
            return key
        host = re.split("[/?]", key, maxsplit=1)[0]
        return self.host + key.removeprefix(host) if host in self.former else key

    def is_former(self, url: str) -> bool:
        """Whether an address is of a host that the site has left."""
        return bool(self.left) and site(url) in self.left

    def today(self, url: str) -> str | None:
        """Give where the page of an address that no longer answers would stand today, None where that is the same.

        Args:
            url: of a host that was left, or of today's as it was before it had https.
        """
        is_plain = url.startswith("http://") and self.origin.startswith("https://") and site(url) == self.host
        if not (is_plain or self.is_former(url)):
            return None
        return f"{self.origin}/{url.partition('://')[2].partition('/')[2]}"
