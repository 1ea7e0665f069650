"""What robots.txt allows, after RFC 9309, and how fast.

The file is asked for like any other address, so that it is captured, accounted for and politely asked; while it is not
known nothing else of its host is asked. Scrapy's own middleware fetches a site whose robots.txt fails; we do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego

from newsarchive.items import Outcome

if TYPE_CHECKING:
    from newsarchive.items import Visit

CACHED = timedelta(hours=24)
"""How long a robots.txt is good for (RFC 9309, 2.4)."""
MAX_DELAY = 120.0
"""Seconds of a site's Crawl-delay that are honored in full (Common Crawl's bound)."""
NOTHING = "nothing allowed"
"""What is said of a robots.txt that cannot be known."""
PRODUCT = "newsarchive"
"""The product token that robots.txt names us by (RFC 9309, 2.2.1)."""
_LEADS_NOWHERE = frozenset({"redirect to itself", "redirect to nowhere"})
_OURS = re.compile(rf"^([ \t]*user-agent[ \t]*:[ \t]*{PRODUCT})[^\w\r\n-][^\r\n]*", re.IGNORECASE | re.MULTILINE)
"""A line that names us as a server's log does, «newsarchive/0.1 (+https://...)»: what follows the token is left out, as
Google's parser does; Protego would take it for another's."""


@lru_cache(maxsize=8192)  # asked of each address when it waits, when it is asked, and for its delay
def robots_url(url: str) -> str:
    """Give the address of the robots.txt that an address is under: that of its scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says."""

    says: str
    """``rules``, ``all allowed`` (there is none) or ``NOTHING`` (it cannot be known)."""
    delay: float = 0.0
    """Seconds between two requests (Crawl-delay)."""
    parsed: Protego | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the file's text."""
        parsed = Protego.parse(_OURS.sub(r"\1", text))
        return cls("rules", min(float(parsed.crawl_delay(PRODUCT) or 0.0), MAX_DELAY), parsed)

    @classmethod
    def of(cls, visit: Visit) -> Self | None:
        """Read what came when it was asked for; None where that is not the end of it: it led on, or comes later.

        Where there is no such file (4xx), or none is at the end of its redirects (2.3.1.2), all is allowed (2.3.1.3);
        where it cannot be known (5xx, no answer) nothing is (2.3.1.4).
        """
        if visit.robots is not None:
            return cls.read(visit.robots)
        if visit.outcome == Outcome.LATER or (visit.outcome == Outcome.STORED and visit.alias_of):
            return None
        is_unknown = visit.outcome == Outcome.FAILED and visit.why not in _LEADS_NOWHERE
        return cls(NOTHING if is_unknown else "all allowed")

    def allow(self, url: str) -> bool:
        """Whether an address may be asked."""
        if self.parsed is not None:
            return bool(self.parsed.can_fetch(url, PRODUCT))
        return self.says == "all allowed"
