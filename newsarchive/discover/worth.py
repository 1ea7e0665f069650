"""Which of the articles that a page names are worth asking."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.discover.endless import TEXT_TRAP
from newsarchive.discover.parameters import Parameters
from newsarchive.items import LED_TO, Found, Kind, Route

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container

    from newsarchive.discover.endless import Endless
    from newsarchive.discover.memory import Memory
    from newsarchive.items import Visit

_WALKED = frozenset({Route.NEIGHBOUR, Route.NUMBER})
_MADE = frozenset({Route.SITEMAP, Route.FEED})
"""Lists that may be made with the time of their making for each entry."""
_SAYS_SO_OF_ALL = 10
"""Articles of which a list says what it says of all, from which on it is not believed: that they have changed just now,
as it is made, or once more, as it said before when nothing had."""
_FEW = 3
"""Of a list that has no more, if it says so of each."""
_JUST_NOW = timedelta(seconds=1)
"""Not longer: a site may have been built right before a run."""


@dataclass(slots=True)
class Verdict:
    """What is to become of the articles that one answer named."""

    wanted: list[Found] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    """Keys of those wanted of which nothing was known."""
    refused: list[tuple[Found, str]] = field(default_factory=list)
    """Those that are asked neither now nor later, each with the reason."""
    disbelieved: frozenset[str] = frozenset()
    """Addresses of which the answer says a change that is not believed."""


class Lesson(NamedTuple):
    """What else a visit taught: to be written with it."""

    unlisted: tuple[str, ...] = ()
    """Articles that a list showed before and shows no more."""
    refused: tuple[Visit, ...] = ()
    """Addresses that it named and that are not asked."""
    disbelieved: frozenset[str] = frozenset()
    """Addresses of which it says a change that is not to be written."""

    def told(self, visit: Visit) -> Visit:
        """Give a visit as it is to be written."""
        found = (replace(one, modified=None) if one.url in self.disbelieved else one for one in visit.found)
        visit = replace(visit, found=tuple(found)) if self.disbelieved else visit
        return replace(visit, unlisted=self.unlisted) if self.unlisted else visit


class Worth:
    """Judges what is found by what the archive knows and what this run has offered already."""

    def __init__(
        self,
        memory: Memory,
        identity: Callable[[str], str],
        offered: Container[str],
        endless: Endless,
        *,
        routes: Collection[Route],
        since: date | None,
        fresh_since: str,
        today: date,
    ) -> None:
        """Prepare.

        Args:
            memory: the archive.
            identity: gives the key of an address.
            offered: the keys of what this run has offered.
            endless: what it has found at addresses of one shape.
            routes: the ways in that the site offers.
            since: articles older than this day are not walked past.
            fresh_since: UTC; what was read since then is up to date.
            today: the day of the run.
        """
        self._memory, self._identity, self._offered, self._endless = memory, identity, offered, endless
        self._routes, self._since, self._fresh_since = routes, since, fresh_since
        self._parameters = Parameters(today)

    def judge(self, visit: Visit) -> Verdict:
        """Judge the articles that an answer named, in the order found."""
        verdict, in_vain, just_now = Verdict(), set[str](), _changed_just_now(visit)
        is_worn, is_too_old = self._endless.is_worn(visit), self._is_too_old(visit)
        for found in visit.found:
            is_walked = found.route in _WALKED
            if not self._is_candidate(found) or (is_walked and is_too_old):
                continue
            key = self._identity(found.url)
            known = self._memory.known(found.url)
            trap = (TEXT_TRAP if is_walked and is_worn else self._parameters.trap(found.url)) if known is None else None
            if trap:
                verdict.refused.append((found, trap))
            elif known is None or known.is_unnamed or known.waits(visit.at.isoformat(timespec="seconds")):
                verdict.wanted.append(found)
                verdict.new |= {key} if known is None or known.is_unnamed else set()
            elif known.is_missed or (found.url not in just_now and self._has_changed(found, visit, known.changed)):
                verdict.wanted.append(replace(found, fresh=True))
                is_vain = known.was_told_in_vain and not known.is_missed and found.route in _MADE
                in_vain |= {found.url} if is_vain else set()
        told = sum(found.modified is not None for found in visit.found)
        if len(in_vain) >= _SAYS_SO_OF_ALL or _FEW <= len(in_vain) == told:
            verdict.wanted = [found for found in verdict.wanted if found.url not in in_vain]
            verdict.disbelieved = frozenset(in_vain)
        verdict.disbelieved |= just_now
        return verdict

    def _is_candidate(self, found: Found) -> bool:
        if found.refused or found.kind != Kind.ARTICLE or found.route in LED_TO or found.route not in self._routes:
            return False
        too_old = self._since and found.modified and found.modified.date() < self._since
        return not too_old and self._identity(found.url) not in self._offered

    def _has_changed(self, found: Found, visit: Visit, changed: datetime | None) -> bool:
        """Whether what is held is out of date: by a list's word, or since it does not name who names it."""
        if found.route == Route.NEIGHBOUR and visit.article:
            return self._memory.contradicts(found.url, visit.article.url, self._fresh_since)
        return bool(changed and found.modified and found.modified > changed)

    def _is_too_old(self, visit: Visit) -> bool:
        """Whether an article is older than asked for, so that the walk goes no further past it."""
        return bool(visit.article and self._since and _day(visit) < self._since)


def _changed_just_now(visit: Visit) -> frozenset[str]:
    """Give the addresses of which a list says that they changed as it was made; a few may have."""
    told = (found for found in visit.found if found.route in _MADE)
    just_now = frozenset(found.url for found in told if found.modified and abs(found.modified - visit.at) <= _JUST_NOW)
    return just_now if len(just_now) >= _SAYS_SO_OF_ALL else frozenset()


def _day(visit: Visit) -> date:
    published = visit.article.published if visit.article else None
    if published is None:
        return visit.at.date()
    return published.date() if isinstance(published, datetime) else published
