"""Which platform made a page: each page class says by which signs it is known, and the signs found are weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from newsarchive.pages.selectors import alternatives, check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.pages.base import ArticlePage
    from newsarchive.pages.tree import Parsed

HINT: Final = 1
"""Weight of what others have too: three of them make a platform."""
SOFTWARE: Final = 3
"""Weight of what only this software has; one is enough."""
THEME: Final = 20
"""Weight of what only this theme or extension has; it outweighs all signs of the software that it runs on."""
_ENOUGH = SOFTWARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sign of a platform: all the conditions that it names must hold.

    Regular expressions are searched for, whatever the case.

    Raises:
        TypeError: A condition is no selector or no regular expression, or there is none.
    """

    word: str
    """What a reader is told: ``generator WordPress``."""
    weight: int
    """:data:`HINT`, :data:`SOFTWARE` or :data:`THEME`; a negative one speaks against the platform."""
    generator: str | None = None
    """Regular expression for the content of a ``meta[name=generator]``."""
    css: str | None = None
    """A selector of which something stands on the page."""
    rel: str | None = None
    """A relation of a ``link`` element, in lower case: ``https://api.w.org/``."""
    address: str | None = None
    """Regular expression for the page's own address."""
    body: str | None = None
    """Regular expression for a whole class of the ``body`` element."""
    asset: str | None = None
    """Regular expression for the address of a script, style sheet or other ``link``."""

    def __post_init__(self) -> None:
        """Compile the conditions, so that a wrong one fails where it is written."""
        patterns = [self.generator, self.address, self.body, self.asset]
        if not any((*patterns, self.css, self.rel)):
            raise TypeError(f"Evidence {self.word!r} names no condition; give it one, such as css or generator.")
        for pattern in filter(None, patterns):
            try:
                _compiled(pattern)
            except re.error as error:
                raise TypeError(f"Evidence {self.word!r}: {pattern!r} is no regular expression: {error}.") from error
        for css in alternatives(self.css or ""):
            check("Evidence", self.word, css)

    def found(self, parsed: Parsed, url: str) -> bool:
        """Tell whether the page fetched from ``url`` bears the sign."""
        data = parsed.data
        return (
            (self.generator is None or _any(self.generator, data.meta.get("generator", ())))
            and (self.rel is None or data.link(self.rel) is not None)
            and (self.address is None or _any(self.address, (url,)))
            and (self.body is None or any(map(_compiled(self.body).fullmatch, data.body)))
            and (self.asset is None or _any(self.asset, parsed.assets))
            and (self.css is None or parsed.finder.has(self.css))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """Which class reads a page, and why."""

    page_class: type[ArticlePage]
    evidence: tuple[str, ...]
    """The signs found, strongest first, in words; empty where nothing was recognized."""


def recognize(
    parsed: Parsed, url: str, platforms: Iterable[type[ArticlePage]], *, otherwise: type[ArticlePage]
) -> Recognition:
    """Tell the platform of a page by the signs it bears.

    The signs found are added up for each platform. The heaviest sum wins, among equals the platform named first; less
    than one sure sign (:data:`SOFTWARE`) recognizes nothing.

    Args:
        parsed: The page.
        url: The address it was fetched from.
        platforms: The classes to choose from: :data:`newsarchive.pages.PLATFORMS`.
        otherwise: The class where nothing is recognized.
    """
    best, most, signs = otherwise, _ENOUGH - 1, list[Evidence]()
    for platform in platforms:
        if sum(max(sign.weight, 0) for sign in platform.evidence) <= most:
            continue  # all its signs together would not do
        found = [sign for sign in platform.evidence if sign.found(parsed, url)]
        weight = sum(sign.weight for sign in found)
        if weight > most:
            best, most, signs = platform, weight, found
    signs.sort(key=lambda sign: -sign.weight)
    return Recognition(page_class=best, evidence=tuple(sign.word for sign in signs))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(pattern: str, texts: Iterable[str]) -> bool:
    return any(map(_compiled(pattern).search, texts))
