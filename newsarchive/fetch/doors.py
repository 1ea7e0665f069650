"""The robots.txt of each host that a run asks: taken from the archive while it is fresh, asked for else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsarchive.fetch.robots import NOTHING, Rules, robots_url
from newsarchive.items import Found, Outcome, Route
from newsarchive.normalize.addresses import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.items import Visit


class Doors:
    """Knows what may be asked."""

    def __init__(self, held: Callable[[str], Visit | None], *, obey: bool = True) -> None:
        """Begin with nothing known.

        Args:
            held: gives the visit to a robots.txt that is still fresh, None where there is none.
            obey: whether robots.txt is asked for and obeyed at all.
        """
        self._held, self._obey = held, obey
        self._rules: dict[str, Rules] = {}
        self._asked: dict[str, str] = {}
        """Address asked -> the robots.txt that is sought: another where that led on."""
        self.said: dict[str, dict[str, Any]] = {}
        """Each robots.txt that was obeyed, for the crawl's row."""

    def ask(self, url: str) -> Found | None:
        """Give the robots.txt that must be asked for before an address, None where it is known."""
        sought = robots_url(url)
        if not self._obey or sought in self._rules:
            return None
        self._asked[sought] = sought
        visit, rules = self._held(sought), None
        while visit is not None and (rules := self.learn(visit)) is None:
            visit = self._held(visit.alias_of) if visit.alias_of else None
        return None if rules else Found(url=sought, route=Route.ROBOTS)

    def is_asked(self, host: str) -> bool:
        """Whether the robots.txt of a host is on its way: nothing else of the host is asked meanwhile."""
        return any(site(sought) == host for sought in self._asked.values())

    def allow(self, url: str) -> bool:
        """Whether an address, whose robots.txt is known, may be asked."""
        return not self._obey or self._rules[robots_url(url)].allow(url)

    def is_shut(self, sought: str) -> bool:
        """Whether it is known of a robots.txt that it cannot be had."""
        rules = self._rules.get(sought)
        return rules is not None and rules.says == NOTHING

    def delay(self, url: str) -> float:
        """Give the seconds between two requests that the robots.txt of an address asks for, 0 where it is not known."""
        rules = self._rules.get(robots_url(url))
        return rules.delay if rules else 0.0

    def ask_again(self, visit: Visit) -> None:
        """Note that an answer says nothing yet: the next address of its host asks for the robots.txt anew."""
        self._asked.pop(visit.url, None)

    def learn(self, visit: Visit) -> Rules | None:
        """Take in an answer to the asking; give the rules, None where it led on or was not ours."""
        if visit.url not in self._asked:
            return None
        rules = Rules.of(visit)
        sought = self._asked.pop(visit.url)
        if rules is None and visit.outcome == Outcome.STORED and visit.alias_of:
            if any(hop.url == visit.alias_of and not hop.refused for hop in visit.found):
                self._asked[visit.alias_of] = sought
                return None
            rules = Rules("all allowed")  # it leads off the site: there is none here
        self._rules[sought] = rules = rules or Rules(NOTHING)
        self.said[sought] = {
            "says": rules.says,
            "delay": rules.delay,
            "status": visit.status,
            "at": visit.at.isoformat(timespec="seconds"),
            "record": visit.record_id,
        }
        return rules
