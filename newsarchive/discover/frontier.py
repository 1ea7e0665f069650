"""The frontier: which address is asked next, and when. Scrapy's scheduler, with the archive for its memory.

What is known stands in the archive; what this run has already offered is kept in memory, since rows are committed a
moment later. Nothing here writes: the writer enters found addresses with the visit that found them.
"""

from __future__ import annotations

import asyncio
import math
import sqlite3
from collections import Counter, deque
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider

from newsarchive.capture.recorder import Recorder
from newsarchive.discover import days, redirects
from newsarchive.discover.endless import LISTS_TRAP, Endless
from newsarchive.discover.left import Left
from newsarchive.discover.limit import Limit
from newsarchive.discover.memory import Memory
from newsarchive.discover.missing import Missing
from newsarchive.discover.numbers import Numbers
from newsarchive.discover.plan import Plan
from newsarchive.discover.queue import Queue, Rank, Waiting
from newsarchive.discover.redirects import Redirects
from newsarchive.discover.request import request_for
from newsarchive.discover.told import Told
from newsarchive.discover.worth import Lesson, Worth
from newsarchive.errors import NewsArchiveError
from newsarchive.fetch.doors import Doors
from newsarchive.fetch.pace import Pace
from newsarchive.fetch.robots import CACHED, robots_url
from newsarchive.items import LED_TO, Found, Kind, Outcome, Route, Visit
from newsarchive.normalize.addresses import canonical, site
from newsarchive.visit import unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy import Spider
    from scrapy.crawler import Crawler

    from newsarchive.spider import CouncilSpider

RETRIES = 2
"""How often a request that failed is made again in the same run, after everything else."""
_TRIED_AGAIN = frozenset(
    "dns,connection refused,connection lost,timeout,tls,not HTTP,cut short,damaged encoding,interrupted".split(",")
)
"""Failures that another try may mend; so may a server's own, 500 and above."""
_SERVER_ERROR = 500
_TROUBLE = frozenset({429, *range(_SERVER_ERROR, 600)})
_WRITER = 0.05
"""Seconds after which a writer that is behind may have caught up."""


class Frontier:
    """Offers what matters most first, to each host at its pace, and never what its robots.txt forbids."""

    def __init__(self, crawler: Crawler, recorder: Recorder | None) -> None:
        """Prepare.

        Args:
            crawler: whose settings say how much and how fast.
            recorder: gives the archive; None in ``scrapy shell``, where only its own requests are passed through.
        """
        settings = crawler.settings
        asked = settings.get("NEWSARCHIVE_SINCE")
        self._crawler, self._recorder = crawler, recorder
        self._limit = Limit(settings.getint("NEWSARCHIVE_LIMIT"))
        self._since = date.fromisoformat(str(asked)) if asked else getattr(crawler.spidercls, "since", None)
        self._own: deque[Request] = deque()
        self._queue = Queue()
        self._pace = Pace(
            delay=settings.getfloat("DOWNLOAD_DELAY"),
            at_once=max(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 1),
            back_off=settings.getfloat("NEWSARCHIVE_BACK_OFF"),
        )
        self._offered: dict[str, bool] = {}
        """Key of what was offered in this run -> whether as a whole."""
        self._new: set[str] = set()
        """Keys of what waits and is to be read whatever is held: nothing is of what was not known before this run."""
        self._heads: set[Route] = set()
        self._redirects = Redirects()
        self._unlearned: set[str] = set()
        """Addresses that were asked and whose answer is not read yet."""
        self._tries: Counter[str] = Counter()
        self._failed: set[str] = set()
        """Addresses that failed when an earlier run asked for them."""
        self._unread: set[str] = set()
        """Addresses whose answer may be a plea for patience, and is not read yet."""
        self._alarm: asyncio.TimerHandle | None = None
        self._main: set[str] = set()
        """The robots.txt of the start addresses: without their hosts there is no run."""
        self._spider: CouncilSpider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds schedulers."""
        made = cls(crawler, crawler.get_extension(Recorder))
        crawler.signals.connect(made.spider_idle, signals.spider_idle)
        return made

    def open(self, spider: Spider) -> None:
        """Take up what earlier runs left to be asked, and the lists that this one begins with."""
        self._spider = spider  # type: ignore[assignment]  # Scrapy knows a Spider alone
        recorder = self._recorder
        if recorder is None:
            return
        now, declared = datetime.now(UTC), self._spider.site()
        self._identity = declared.identity
        self._left_hosts = Left(declared.hosts, self._queue)
        self._memory = Memory(recorder.look_up(), spider.name, declared.hosts)
        self._doors = Doors(self._held_robots, obey=self._crawler.settings.getbool("ROBOTSTXT_OBEY"))
        starts = [canonical(url) for url in self._spider.start_urls]
        self._main = {robots_url(url) for start in starts for url in (start, self._memory.leads_to(start))}
        again = self._crawler.settings.getbool("NEWSARCHIVE_AGAIN")
        self._plan = Plan(self._memory, starts, now, self._spider.routes, declared.hosts, again=again)
        self._numbers = Numbers(self._spider.numbers) if self._spider.numbers else None
        self._endless, self._missing = Endless(), Missing(self._memory)
        self._told = Told(self._memory, self._identity)
        self._worth = Worth(
            self._memory,
            self._identity,
            self._offered,
            self._endless,
            routes=self._spider.routes,
            since=self._since,
            fresh_since=recorder.since,
            today=now.date(),
        )
        wait = self._memory.told_to_wait()
        for url in self._spider.start_urls:
            self._pace.pause(site(url), (wait - now).total_seconds() if wait else 0.0)
        for head in self._plan.heads():
            self._push(head, None)
        for found, found_on, tried in self._memory.waiting(now, self._since):
            # What has failed comes last in each run: where it ends the host's run, no other would ever be asked.
            self._push(found, found_on, rank=Rank.LAST if tried else None)
            self._failed.update([found.url] if tried else [])
        for waiting in chain(self._memory.due(now), self._memory.held(self._since) if again else ()):
            self._push(*waiting, rank=Rank.AGAIN)
        if self._spider.days and self._plan.sweeps:
            for found in days.lists(self._spider.days, self._spider.since, now.date()):
                self._push(found, None)

    def close(self, reason: str) -> None:
        """Let the archive go."""
        if self._alarm is not None:
            self._alarm.cancel()
        if self._recorder is not None:
            self._memory.close()

    def has_pending_requests(self) -> bool:
        """Say whether anything is left to be asked in this run."""
        open_hosts = (host for host in self._queue.hosts() if not self._pace.lane(host).closed)
        return bool(self._own) or (not self._limit.is_reached and any(open_hosts))

    def spider_idle(self) -> None:
        """End a run that was not left to come to its end with the reason why."""
        if self._limit.is_reached:
            raise CloseSpider("limit")
        closed = (self._pace.lane(site(door)).closed for door in sorted(self._main))
        if reason := next(filter(None, closed), None):
            raise CloseSpider(reason.replace(" ", "_"))

    def __len__(self) -> int:
        """Count the addresses that wait."""
        return len(self._queue)

    @property
    def robots(self) -> dict[str, dict[str, Any]]:
        """Give what each host's robots.txt said in this run, for the crawl's row."""
        return self._doors.said if self._recorder else {}

    def enqueue_request(self, request: Request) -> bool:
        """Take a request that Scrapy itself brings: the shell's."""
        self._own.append(request)
        return True

    # -- What is asked next

    def next_request(self) -> Request | None:
        """Give the next request, None when there is none, or its time has not come, or the writer has to catch up."""
        if self._own:
            return self._own.popleft()
        if self._limit.is_reached or self._recorder is None:
            return None
        try:
            return self._next(self._recorder)
        except (NewsArchiveError, sqlite3.Error) as error:  # the engine would log it, and ask again for ever
            self._recorder.cannot_look_up(error)
            return None

    def _next(self, recorder: Recorder) -> Request | None:
        if recorder.crowded:
            self._set_alarm(_WRITER)
            return None
        # Of a few that are to be asked the newest come first: they may stand in an answer that is not read yet.
        held_back = self._limit.is_set and bool(self._unlearned)
        while waiting := self._queue.take(self._is_ready, Rank.ARTICLE if held_back else Rank.LAST):
            if (request := self._request(waiting)) is not None:
                return request
        waits = (self._pace.wait(host) for host in self._queue.hosts() if not self._doors.is_asked(host))
        self._set_alarm(_WRITER if held_back else min(waits, default=math.inf))
        return None

    def _held_robots(self, url: str) -> Visit | None:
        assert self._recorder is not None  # noqa: S101 - only its archive gives what waits
        place = self._memory.robots(url, datetime.now(UTC) - CACHED)
        held = self._recorder.held(*place) if place else None
        return self._spider.read(held) if held else None

    def _is_ready(self, host: str, found: Found) -> bool:
        return self._pace.wait(host) <= 0 and (found.route == Route.ROBOTS or not self._doors.is_asked(host))

    def _request(self, waiting: Waiting) -> Request | None:
        """Make the request for what waits; first that for its robots.txt; None where it must not be asked."""
        found = waiting.found
        if found.route != Route.ROBOTS:
            robots = self._doors.ask(found.url)
            if robots is not None:
                self._queue.put_back(waiting)
                waiting = Waiting(robots, None)
            elif why := self._forbids(found):
                is_turned = why == "robots" and self._left_hosts.turn(*waiting)
                if not (is_turned and self._memory.holds(found.url)):
                    self._refuse(found, why)
                return None
        return self._ask(*waiting)

    def _forbids(self, found: Found) -> str | None:
        """Tell why an address must not be asked; what is held is never given up for a trap."""
        if not self._doors.allow(found.url):
            return "robots"
        if self._plan.is_barren(found):
            return LISTS_TRAP
        trap = self._endless.trap(found)
        return None if trap and self._memory.holds(found.url) else trap

    def _ask(self, found: Found, found_on: str | None) -> Request:
        self._limit.ask(found)
        self._unlearned.add(found.url)
        self._pace.ask(site(found.url), self._doors.delay(found.url))
        key = self._identity(found.url)
        is_afresh = found.route == Route.ROBOTS or key in self._new or self._plan.reads_whole(found)
        held = None if is_afresh else self._memory.validators(found.url)
        self._new.discard(key)
        headers: dict[str, str] = {}
        if held and not found.fresh:
            headers |= {"If-None-Match": held.etag} if held.etag else {}
            headers |= {"If-Modified-Since": held.last_modified} if held.last_modified else {}
        return request_for(found, self._spider.failed, found_on, headers, held.revisit if held else None)

    def _refuse(self, found: Found, why: str) -> None:
        assert self._recorder is not None  # noqa: S101 - only its archive gives what waits
        self._recorder.learn(unanswered(found, Outcome.REFUSED, why))

    def _set_alarm(self, seconds: float) -> None:
        """Have the engine ask again after so long; by itself it does so when an answer came, and every five seconds."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if math.isfinite(seconds):
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._wake)

    def _wake(self) -> None:
        slot = self._crawler.engine._slot  # noqa: SLF001 - Scrapy 2.19 has no public way to say «ask me again»
        if slot is not None and not slot.closing:
            slot.nextcall.schedule()

    # -- What was learned

    def answered(self, url: str, status: int | None) -> None:
        """Note that a request has ended, before what it brought is read: the host may be asked meanwhile.

        Not where the status may be a plea for patience: then what it says is read first.
        """
        if status in _TROUBLE:
            self._unread.add(url)
        else:
            self._pace.answer(site(url), good=status is not None)

    def learn(self, visit: Visit) -> Lesson:
        """Take up what a visit made known, and how it ended; give what else there is to be written of it."""
        if self._recorder is None:
            return Lesson()
        self._unlearned.discard(visit.url)
        visit = self._told.settle(visit)
        if visit.url in self._unread:
            self._unread.discard(visit.url)
            self._pace.answer(site(visit.url))
        failed_before = visit.url in self._tries or visit.url in self._failed
        self._pace.learn(site(visit.url), visit, failed_before=failed_before)
        again = self._try_again(visit)
        if visit.route == Route.ROBOTS and not again:
            self._learn_rules(visit)
        self._limit.learn(visit)
        if again:
            return Lesson()
        self._left_hosts.learn(visit, closed=bool(self._pace.lane(site(visit.url)).closed))
        return self._take_up(visit)

    def _learn_rules(self, visit: Visit) -> None:
        rules = self._doors.learn(visit)
        if rules is not None:
            self._pace.pause(site(visit.url), rules.delay)
            for door in filter(self._doors.is_shut, self._main):
                # What waits is left to the next run, and not one by one refused.
                self._pace.lane(site(door)).closed = "robots"

    def _try_again(self, visit: Visit) -> bool:
        """Let an address wait again that the host put off, or that failed and may yet succeed; say whether it does."""
        if visit.outcome == Outcome.LATER:
            again = not self._pace.lane(site(visit.url)).closed
        elif visit.outcome == Outcome.FAILED and (visit.why in _TRIED_AGAIN or (visit.status or 0) >= _SERVER_ERROR):
            self._tries[visit.url] += 1
            again = self._tries[visit.url] <= RETRIES
        else:
            return False
        if again and visit.route == Route.ROBOTS:
            self._doors.ask_again(visit)
        elif again:
            self._queue.push(Found(url=visit.url, route=visit.route, kind=visit.kind, fresh=True), None, Rank.LAST)
        return again

    def _take_up(self, visit: Visit) -> Lesson:
        """Let wait what a visit makes worth asking."""
        self._queue.lists_first = self._told.is_needed
        for url in self._told.learn(visit):
            self._endless.forgive(url)
            self._new.add(self._identity(url))  # to be read, though what answers is held
            self._push_whole(url, visit.route)
        self._endless.learn(visit)
        verdict = self._worth.judge(visit)
        wanted = verdict.wanted
        self._new |= verdict.new
        self._plan.learn(visit, wanted)
        lists = [found for found in visit.found if found.kind != Kind.ARTICLE and not found.refused]
        asked = [found for found in lists if self._wants_list(found, visit, news=bool(wanted))]
        for found in [*wanted, *asked, *self._plan.unnamed(visit, self._heads)]:
            self._push(found, visit.url)
        refused = [unanswered(found, Outcome.REFUSED, why) for found, why in verdict.refused]
        refused += [one for hop in visit.found for one in self._follow(hop, visit)]
        unlisted = self._plan.count(visit, asked)
        for url in unlisted:
            self._push_whole(url, visit.route)
        for url in self._missing.beside(visit):
            self._push_whole(url, Route.NEIGHBOUR)
        for found in self._numbers.beyond(visit) if self._numbers else ():
            if self._memory.known(found.url) is None:
                self._push(found, visit.url)
        return Lesson(tuple(unlisted), tuple(refused), verdict.disbelieved)

    def _wants_list(self, found: Found, visit: Visit, *, news: bool) -> bool:
        if self._identity(found.url) in self._offered or found.route not in self._spider.routes:
            return False
        is_head = found.kind == Kind.HEAD
        return self._plan.wants_head(found, visit) if is_head else self._plan.follows(visit, news=news)

    def _follow(self, hop: Found, visit: Visit) -> Iterator[Visit]:
        """Let the target of a redirect wait; give the visit that accounts for one too many."""
        if hop.refused or hop.route not in LED_TO or hop.kind != Kind.ARTICLE:
            return
        number = self._redirects.follow(visit.url, hop.url)
        if number == math.inf or (number > redirects.MOST and self._leads_on(hop, visit)):
            yield unanswered(hop, Outcome.REFUSED, redirects.TRAP)
        elif self._leads_on(hop, visit):
            self._main |= {robots_url(hop.url)} if visit.route == Route.START else set()
            if hop.route != Route.ROBOTS:  # else a page may be there
                self._offered.setdefault(self._identity(hop.url), True)
            self._queue.push(replace(hop, fresh=True), visit.url, Rank.FIRST)

    def _leads_on(self, hop: Found, visit: Visit) -> bool:
        """Whether the target of a redirect is to be asked: it is not known, or the same page as the site spells it."""
        key = self._identity(hop.url)
        if hop.route == Route.ROBOTS or key == self._identity(visit.url):
            return True
        known = self._memory.known(hop.url)
        return key not in self._offered and (known is None or known.is_open or visit.route == Route.START)

    def _push(self, found: Found, found_on: str | None, *, rank: Rank | None = None) -> None:
        key = self._identity(found.url)
        if key not in self._offered:
            self._offered[key] = found.fresh
            self._heads |= {found.route} if found.kind == Kind.HEAD else set()
            self._queue.push(found, found_on, Rank.of(found.kind) if rank is None else rank)

    def _push_whole(self, url: str, route: Route) -> None:
        """Ask for an article as a whole, even if it was offered before as what may not have changed."""
        key = self._identity(url)
        if not self._offered.get(key):
            self._offered[key] = True
            self._queue.push(Found(url=url, route=route, fresh=True), None, Rank.ARTICLE)
