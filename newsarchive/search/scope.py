"""What is looked for, and among which articles, in the form that SQL takes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsarchive.search.facts import Kind

_CONDITIONS = {
    "council": "a.council = :council",
    "councils": "a.council IN (SELECT value FROM json_each(:councils))",
    # A day stands at the start of a moment, so it is not greater than any of its moments.
    "since": "a.published >= :since",
    "before": "a.published < :before",
}
_HEAVY = re.compile(r'\*|NEAR\(|"[^" ]+ [^"]+"')


@dataclass(frozen=True, slots=True)
class Scope:
    """A MATCH string, and what narrows it."""

    match: str | None
    """None where no words were asked for."""
    councils: Collection[str] | None = None
    """Codes; None for all."""
    since: date | None = None
    """Published on this Kyiv day or later."""
    until: date | None = None
    """Published on this Kyiv day or earlier."""
    sections: Collection[str] | None = None
    """As ``articles.section`` has them, the empty text for articles without; None for all."""
    states: Collection[tuple[str, bool]] | None = None
    """``articles.state``, and whether it was edited; None for all."""
    ranking: str | None = None
    """What to rank by where that is not ``match``: it has all hits and more."""

    @property
    def heavy(self) -> bool:
        """Whether FTS5 reads a great deal each time it is asked: beginnings, phrases, words close together."""
        return self.match is not None and _HEAVY.search(self.match) is not None

    @property
    def narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        given = (self.councils, self.since, self.until, self.sections, self.states)
        return any(one is not None for one in given)

    def lets(self, kind: Kind) -> tuple[bool, bool, bool]:
        """Say whether articles of a kind are of a council, a section, a state that was asked for."""
        return (
            self.councils is None or kind.council in self.councils,
            self.sections is None or kind.section in self.sections,
            self.states is None or (kind.state, kind.edited) in self.states,
        )

    @property
    def _given(self) -> dict[str, str]:
        """The named values of :attr:`where`."""
        # One council is named by itself: its index has its articles in the order of their dates.
        one = self.councils is not None and len(self.councils) == 1
        given: dict[str, str | None] = {
            "council": "".join(self.councils or ()) if one else None,
            "councils": None if one or self.councils is None else json.dumps(sorted(self.councils)),
            "since": None if self.since is None else self.since.isoformat(),
            "before": None if self.until is None else _behind(self.until),
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def where(self) -> str:
        """Conditions on ``articles AS a`` that an index answers, each behind an AND: councils and days."""
        return "".join(f" AND {_CONDITIONS[name]}" for name in self._given)

    @property
    def values(self) -> dict[str, Any]:
        """The named values of a whole statement."""
        return {"match": self.match, "ranking": self.ranking or self.match, **self._given}


def _behind(day: date) -> str:
    """Return what is greater than each moment of a day and no greater than any later one."""
    # Behind the last day of all there is none; a letter sorts after every digit.
    return "a" if day == date.max else (day + timedelta(days=1)).isoformat()
