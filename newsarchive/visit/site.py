"""What a spider declares of its site, as far as an answer's reading needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from newsarchive.normalize.hosts import Hosts
    from newsarchive.pages import ArticlePage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """What a spider declares that is needed to read an answer."""

    sites: frozenset[str]
    """Hosts (with port, without ``www.``) that belong to the council."""
    hosts: Hosts
    """Which of them its site has now, and which it had before."""
    pages: Mapping[date, type[ArticlePage]]
    """First day of capture -> the class that reads pages captured from that day on."""

    def page_class(self, day: date) -> type[ArticlePage]:
        """Choose the class for a day of capture."""
        return self.pages[max(first for first in self.pages if first <= day)]

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the council."""
        return site(url) in self.sites

    def identity(self, url: str) -> str:
        """Give the key under which spellings of one page meet, those of former hosts included."""
        return self.hosts.identity(url)
