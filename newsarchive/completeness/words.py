"""A month of a council, and the words that say how whole it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How whole a month is. What nobody told of is unknown, and never complete."""

    COMPLETE = "complete"
    """Two independent routes or more told of the whole month, and all that any of them named is held."""
    MISSING = "missing"
    """An article is known that is not held."""
    ONE_ROUTE = "one route"
    """All that is known is held, but one route alone told of the whole month."""
    UNKNOWN = "unknown"
    """All that is known is held, but no route told of the whole month."""
    RUNNING = "running"
    """The month was not over when the site was last looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of one council: a row of ``completeness``."""

    month: str
    """``YYYY-MM`` in Europe/Kyiv; empty for all that has no date."""
    state: State
    held: int = 0
    missing: int = 0
    """Known, not held, and perhaps still there."""
    gone: int = 0
    """Known, and taken down before it could be captured."""
    routes: tuple[str, ...] = ()
    """Those that told of the whole month."""
    seen: dict[str, int] = field(default_factory=dict)
    """Route -> how many of the month's known articles it has named."""
    silent_since: str | None = None
    """The article after which the longest pause began that ended in this month, as ``articles.published``."""
    silent_days: int | None = None
    """How long that was, in whole days."""

    @property
    def known(self) -> int:
        """How many articles are known to be, or to have been, of this month."""
        return self.held + self.missing + self.gone
