"""Which lists a run asks for, and how far it reads them.

A first run asks for all there are, and tries the usual addresses of those that no page names. A later one asks for the
list that tells most, and for the start address: on a quiet site these two are all. Once a week every list is read again
to its end, once a month the start lists too: articles that came in late or went away are found by the whole, never by
what is newest.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsarchive.discover import api
from newsarchive.items import UNLISTED, Found, Kind, Outcome, Route
from newsarchive.normalize.addresses import unpaged
from newsarchive.normalize.hosts import Hosts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsarchive.discover.memory import Head, Memory
    from newsarchive.items import Visit

CENSUS = timedelta(days=7)
"""How often the lists made for machines are read to their end."""
SWEEP = timedelta(days=30)
"""How often the start lists are read to their end."""
CLOSED = timedelta(days=90)
"""When a list that was never there is tried again; one that was, after a census's time."""
HEADS = 2
"""Lists that an ordinary run asks for."""
BARREN = 2
"""Pages of a list, one after the other, that show nothing its earlier pages had not, after which it is left."""
_TELLING = (Route.API, Route.SITEMAP, Route.FEED)
"""Which list tells most: the API tells edits and a total, a sitemap all there is, a feed what is new."""
USUAL = (
    (Route.SITEMAP, "/sitemap.xml"),
    (Route.SITEMAP, "/wp-sitemap.xml"),
    (Route.FEED, "/feed/"),
    (Route.FEED, "/?format=feed&type=rss"),
    (Route.API, "/wp-json/"),
)
"""Where lists usually stand that no page names."""


class Plan:
    """The lists of one run."""

    def __init__(
        self,
        memory: Memory,
        starts: Sequence[str],
        now: datetime,
        routes: Collection[Route] = tuple(Route),
        hosts: Hosts | None = None,
        *,
        again: bool = False,
    ) -> None:
        """Look up which lists are known, and decide what this run is to do.

        Args:
            memory: the archive.
            starts: the spider's start addresses.
            now: aware.
            routes: the ways in that the site offers.
            hosts: where the site stands, and where it stood before.
            again: whether every list is due.
        """
        self._memory, self._starts, self._now, self._routes = memory, starts, now, routes
        self._again = again
        heads, hosts = memory.heads(), hosts or Hosts()
        self._left = {head.url for head in heads if hosts.is_former(head.url)}
        self._known = {head.url: head for head in heads if head.url not in self._left}
        last = memory.last_run()
        self.sweeps = again or last is None or _period(last, SWEEP) != _period(now, SWEEP)
        """Whether the start lists are read to their end."""
        self._to_the_end: set[str] = set()
        """Lists that are read to their end: even an answer that is held is read, for the pages and parts it names."""
        self._unnamed = set(_TELLING).intersection(routes) - {head.route for head in self._known.values()}
        self._listed: dict[str, set[int]] = {}
        self._barren: Counter[str] = Counter()
        self._census: dict[Route, Census] = {}
        self._led_on: dict[str, Route] = {}
        """Where a list led on to -> of which kind it is."""

    def heads(self) -> Iterator[Found]:
        """Give the lists to begin with: the start addresses first, since they show what is newest."""
        addresses = dict.fromkeys(map(self._memory.leads_to, self._starts))
        starts = [Found(url=url, route=Route.START, kind=Kind.HEAD, fresh=True) for url in addresses]
        listed = [head for head in self._known.values() if head.route in self._routes]
        top = [head for head in listed if head.route in _TELLING and not head.named_by_list]
        due = [head for head in top if self._is_due(head)]
        telling = [head for head in self._tellers(top) if head not in due]
        spare = max(HEADS - len(telling), 1)
        self._to_the_end |= {head.url for head in due} | (set(addresses) if self.sweeps else set())
        yield from starts if self.sweeps else starts[:spare]
        for head in telling + due:
            yield Found(url=head.url, route=head.route, kind=Kind.HEAD, fresh=head.route == Route.API)

    def _tellers(self, top: Sequence[Head]) -> list[Head]:
        """Give the open list that tells most; with it the feed, where a sitemap is in parts that may tell no change."""
        of_route = ([head for head in top if head.route == route and head.state == "open"] for route in _TELLING)
        # A rubric's feed has a longer address than that of the whole site.
        found = [min(heads, key=_length) if heads[0].route == Route.FEED else heads[0] for heads in of_route if heads]
        is_in_parts = any(head.route == Route.SITEMAP and head.named_by_list for head in self._known.values())
        return found[: 2 if found and found[0].route == Route.SITEMAP and is_in_parts else 1]

    def _is_due(self, head: Head) -> bool:
        if head.state == "open":
            # The API's first page is read in every run; of many a server a list has not changed, whatever it says.
            last = head.census_at if head.route == Route.API else head.whole_at
            return self._again or last is None or self._now - datetime.fromisoformat(last) >= CENSUS
        wait = CLOSED if head.read_at is None else CENSUS
        return head.tried_at is None or self._now - datetime.fromisoformat(head.tried_at) >= wait

    def wants_head(self, head: Found, visit: Visit) -> bool:
        """Whether to ask for a list that an answer named: one never tried, or a part of one that has changed."""
        known = self._known.get(head.url)
        if head.url in self._left:
            return False
        if known is None or known.tried_at is None:
            return True
        if known.state != "open" or not known.named_by_list:
            return False
        read = known.read_at and datetime.fromisoformat(known.read_at)
        if not read or self._is_due(known) or visit.url in self._to_the_end:
            self._to_the_end.add(head.url)
            return True
        return head.modified is not None and head.modified > read

    def reads_whole(self, found: Found) -> bool:
        """Whether a list is read for what it leads on to, so that an answer that repeats what is held tells, too."""
        return found.kind == Kind.PAGE or (found.kind == Kind.HEAD and found.url in self._to_the_end)

    def unnamed(self, visit: Visit, offered: Iterable[Route]) -> Iterator[Found]:
        """Give the usual addresses of the lists that no page has named, once, after a start list was read."""
        led_on = visit.alias_of and not visit.article
        if led_on or visit.route not in {Route.START, Route.REDIRECT} or visit.outcome != Outcome.STORED:
            return
        named = {link.route for link in visit.found if link.kind == Kind.HEAD} | set(offered)
        unnamed, self._unnamed = self._unnamed - named, set()
        for route, path in USUAL:
            url = urljoin(visit.url, path)
            if route in unnamed:
                yield api.posts(url) if route == Route.API else Found(url=url, route=route, kind=Kind.HEAD)

    def learn(self, visit: Visit, wanted: Sequence[Found]) -> None:
        """Take note of what a page of a list showed.

        Args:
            visit: the visit to it.
            wanted: the articles among what it named that are to be asked for.
        """
        links = [link for link in visit.found if link.kind == Kind.ARTICLE and link.route not in UNLISTED]
        if visit.outcome != Outcome.STORED or visit.article or visit.alias_of:
            return
        key = unpaged(visit.head or visit.url)
        seen = self._listed.setdefault(key, set())
        fresh = {hash(link.url) for link in links} - seen
        seen |= fresh
        self._barren[key] = 0 if fresh else self._barren[key] + 1
        if links and visit.head and self._contradicts(visit, links, wanted):
            self._to_the_end.add(visit.head)

    def _contradicts(self, visit: Visit, links: Sequence[Found], wanted: Sequence[Found]) -> bool:
        """Whether there must be more than a list's first page shows: all of it is news, or its total is not ours."""
        known = self._known.get(visit.head or "")
        if known is None or known.census_at is None or len(wanted) == len(links):
            return True
        new = sum(1 for link in wanted if self._memory.known(link.url) is None)
        return visit.total is not None and known.total is not None and visit.total != known.total + new

    def follows(self, visit: Visit, *, news: bool) -> bool:
        """Whether to read on: the further pages of a list that a visit named.

        Args:
            visit: to the page before them.
            news: whether that brought any.
        """
        if visit.head:
            return visit.head in self._to_the_end
        # A sitemap names the rubrics and tags beside all that they list.
        is_beside = visit.kind == Kind.ARTICLE and visit.route == Route.SITEMAP
        return news or (self.sweeps and not is_beside)

    def is_barren(self, page: Found) -> bool:
        """Whether a page that waits to be asked is of a list that shows nothing more."""
        return page.kind == Kind.PAGE and self._barren[unpaged(page.url)] >= BARREN

    def count(self, visit: Visit, asked: Sequence[Found]) -> list[str]:
        """Take part in the census of a list; at its end give the articles that it showed before and shows no more.

        Args:
            visit: the visit to a page of a list.
            asked: the further lists and pages that it named and that are to be asked for.
        """
        route = visit.route if visit.route != Route.REDIRECT else self._led_on.get(visit.url)
        if route not in {Route.API, Route.SITEMAP} or (visit.kind == Kind.ARTICLE and route == visit.route):
            return []
        if visit.alias_of:
            self._led_on[visit.alias_of] = route
        open_ = {h.url for h in self._known.values() if h.route == route and h.state == "open" and h.read_at}
        census = self._census.setdefault(route, Census(open_))
        census.read(visit, [link for link in visit.found if link.kind != Kind.ARTICLE], asked)
        return self._memory.unlisted(route, census.listed) if open_ and census.is_whole else []


class Census:
    """All that the lists of one kind show in one run, if all of them were read."""

    def __init__(self, lists: Iterable[str]) -> None:
        """Begin with nothing read.

        Args:
            lists: those that must be read for the census to be whole.
        """
        self.listed: set[str] = set()
        self._open = set(lists)
        self._broken = False

    def read(self, visit: Visit, parts: Sequence[Found], asked: Sequence[Found]) -> None:
        """Take in one answer: the parts that it named, and those of them that are to be asked."""
        self._open |= {link.url for link in asked} | ({visit.alias_of} if visit.alias_of else set())
        self._open.discard(visit.url)
        self._broken |= len(asked) < len(parts) or visit.outcome != Outcome.STORED
        self.listed |= {link.url for link in visit.found if link.kind == Kind.ARTICLE}

    @property
    def is_whole(self) -> bool:
        """Whether all that was named has been read, and nothing was left out."""
        return not self._open and not self._broken


def _length(head: Head) -> int:
    return len(head.url)


def _period(day: datetime, length: timedelta) -> int:
    return int(day.timestamp() // length.total_seconds())
