"""What is asked of a site, and in which order, so that a dozen requests tell most."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from newsarchive.discover import api
from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.addresses import canonical, identity, is_home, site
from newsarchive.pages import EMPTY
from newsarchive.probe import menu, walls
from newsarchive.probe.findings import Asked, Listing, Machine, Sample
from newsarchive.probe.looking import look, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.items import SecondReading
    from newsarchive.probe.asking import Asker
    from newsarchive.probe.looking import Look
    from newsarchive.probe.menu import Candidate

MOST = 12
"""Requests of a probe, about: a redirect more may come."""
MOST_DEEP = 20
"""The same where a spider is to be drafted, for which the oldest article and further lists are looked for."""
LEAST = 3
"""Articles that a page must name to be a list of news."""
_OF_ARTICLES = re.compile(r"post|news|novyn|novin|articl|publi|item|blog", re.IGNORECASE)
_TRIED = 3
"""Lists, and articles, that are tried before the next best is taken."""


class Inquiry:
    """Looks at a site, and remembers what it saw."""

    def __init__(self, ask: Asker, *, deep: bool = False) -> None:
        """Begin with nothing seen.

        Args:
            ask: asks an address.
            deep: also look for the oldest article, and for further lists where one may not tell all.
        """
        self._ask, self._deep = ask, deep
        self.asked: list[Asked] = []
        self.given: Look
        self.home: Look
        self.lists: list[tuple[Listing, Look]] = []
        """Best first."""
        self.sitemap: Machine | None = None
        self.feed: Machine | None = None
        self.api: Machine | None = None
        self.samples: list[tuple[Sample, Look]] = []
        self.unread: list[str] = []
        self.seen: dict[str, None] = {}
        """Addresses of the site that the answers named, and those that were asked."""
        self._told: dict[str, SecondReading] = {}
        """What the lists said of articles with their day, by address."""
        self._fed: list[str] = []
        """The articles that the feed names, in its order."""
        self._named: set[str] = set()
        """Keys of the articles that the lists for programs name."""

    async def begin(self, url: str) -> None:
        """Ask for the given page and for the home page.

        Raises:
            SiteUnreachable: nothing answers.
            QualityAlarm: what answers is no page that could be looked at.
        """
        self.given = await self._look("the given page", url, Route.START, Kind.HEAD)
        walls.require(self.given)
        root = urljoin(self.given.visit.url, "/")
        self.home = self.given
        if not is_home(self.given.visit.url):
            home = await self._look("the home page", root, Route.START, Kind.HEAD)
            self.home = home if home.page is not None else self.given
            if home.page is None:
                self._note_unread(home)
        claimed = self.home.claimed
        if claimed is not None and site(claimed) != site(root):
            self.unread.append(f"the site says that it stands at {claimed}: name that address")

    async def start(self, url: str) -> Look:
        """Ask for a further start address; what lists articles is one of the lists."""
        found = await self._look("a start address", url, Route.START, Kind.HEAD)
        if found.article is None and len(found.links) >= LEAST:
            self._add_list(found, None)
        return found

    async def former(self, host: str) -> Look:
        """Ask a host that the site had before."""
        return await self._look("a former host", f"http://{host}/", Route.START, Kind.HEAD)

    async def look_around(self) -> None:
        """Look for lists, for what is made for programs, and at a few articles."""
        await self.find_lists()
        await self.find_machines()
        await self.find_samples()
        if self._deep:
            await self.find_oldest()
            await self.find_more_lists()

    # -- Lists

    async def find_lists(self) -> None:
        """Find the list of news: the given page, one that the menu names, else the home page itself."""
        if self.given is not self.home and self.given.article is None and len(self.given.links) >= LEAST:
            self._add_list(self.given, None)
        else:
            named = (one for one in self._menu() if one.score >= menu.LEAST)
            for candidate, _ in zip(named, range(_TRIED), strict=False):
                if await self._try_list(candidate):
                    break
        if self.home.article is None and len(self.home.links) >= LEAST:
            self._add_list(self.home, None)

    async def find_more_lists(self) -> None:
        """Where no list for programs names what was seen, look at the other lists that the menu may lead to."""
        if self.is_whole():
            return
        best = self.lists[0][0].url if self.lists else self.home.visit.url
        found = [*self._menu(), *self._rubrics()]
        likely = [*menu.siblings(best, found), *(one for one in found if one.score >= menu.LEAST), *found]
        for candidate in {identity(one.url): one for one in likely}.values():
            if self._left() > 0 and not self._was_asked(candidate.url):
                await self._try_list(candidate, adds=True)

    def _menu(self) -> list[Candidate]:
        """Give what the menus of the home page and of the given one name: a site may stand in a folder of another."""
        looks = (self.given,) if self.home is self.given else (self.given, self.home)
        pages = [one.page for one in looks if one.page is not None]
        found = sorted(chain.from_iterable(map(menu.candidates, pages)), key=lambda candidate: candidate.score)
        return [*{identity(one.url): one for one in found}.values()][::-1]

    def _rubrics(self) -> list[Candidate]:
        """Give what the articles are filed in, where no list that was seen goes on: some themes print no menu."""
        if any((listing.pages or 1) > 1 for listing, _ in self.lists):
            return []
        pages = (found.page for _, found in self.samples if found.page is not None)
        return [candidate for page in pages for candidate in menu.rubrics(page)]

    async def _try_list(self, candidate: Candidate, *, adds: bool = False) -> bool:
        """Ask for what may be a list; take it where it is one, and names something new where it must."""
        found = await self._look("a list", candidate.url, Route.START, Kind.HEAD)
        known = {identity(link) for _, other in self.lists for link in other.links}
        fresh = [link for link in found.links if identity(link) not in known]
        if found.article is not None or len(found.links) < LEAST or (adds and not fresh):
            return False
        self._add_list(found, candidate.label)
        return True

    def _add_list(self, found: Look, label: str | None) -> None:
        if all(identity(listing.url) != identity(found.visit.url) for listing, _ in self.lists):
            self.lists.append((found.listing(label), found))

    # -- Lists for programs

    async def find_machines(self) -> None:
        """Ask for the sitemap, the feed and the API, as far as they are named or stand where they usually do."""
        looks = [self.home, *(found for _, found in self.lists)]
        api_head = next((url for found in looks for url in found.heads(Route.API)), None)
        feed = next((url for found in looks for url in found.heads(Route.FEED)), None)
        if api_head:
            self.api = await self._machine("the API", api_head, Route.API)
        if feed:
            self.feed = await self._machine("the feed", feed, Route.FEED)
        named = [url for found in (*self._robots(), *looks) for url in found.heads(Route.SITEMAP)]
        usual = ["/sitemap.xml", *(["/wp-sitemap.xml"] if api_head else [])]
        for url in named[:1] or [urljoin(self.home.visit.url, path) for path in usual]:
            self.sitemap = await self._machine("the sitemap", url, Route.SITEMAP)
            if self.sitemap:
                break

    def _robots(self) -> Iterator[Look]:
        return (look(answer) for answer in self._ask.log if answer.visit.route == Route.ROBOTS)

    async def _machine(self, what: str, url: str, route: Route) -> Machine | None:
        """Ask for a list that is made for programs."""
        found = await self._look(what, url, route, Kind.HEAD)
        if found.visit.outcome != Outcome.STORED or found.visit.head is None:
            is_missing = found.visit.outcome == Outcome.GONE
            is_page = found.visit.outcome == Outcome.STORED and found.page is not None
            why = "a page stands there" if is_page else _why(found)
            return None if is_missing else Machine(url=url, total=None, note=f"cannot be read: {why}")
        parts = found.heads(route)
        if parts:
            return await self._parts(url, sorted(parts, key=lambda part: not _OF_ARTICLES.search(part)))
        self._take_named(found)
        if route == Route.FEED:
            self._fed = self._articles(found)
        total = found.visit.total if found.visit.total is not None else len(self._articles(found))
        return Machine(url=url, total=total, dated=sum(said.published is not None for said in found.visit.second))

    async def _parts(self, url: str, parts: list[str]) -> Machine:
        """Ask for a sitemap's parts, the likeliest first: one, or all where there are few and time is taken."""
        most = min(_TRIED if self._deep else 1, max(self._left(), 0))
        total = 0
        for part in parts[:most]:
            found = await self._look("a part of the sitemap", part, Route.SITEMAP, Kind.HEAD)
            self._take_named(found)
            total += len(self._articles(found))
        if most >= len(parts):
            return Machine(url=url, total=total)
        return Machine(url=url, total=None, note=f"{most} of {len(parts)} parts name {total}")

    def _articles(self, found: Look) -> list[str]:
        return [link.url for link in found.visit.found if link.kind == Kind.ARTICLE and not link.refused]

    def _take_named(self, found: Look) -> None:
        self._named |= {identity(url) for url in self._articles(found)}

    def is_whole(self) -> bool:
        """Whether a list for programs, besides the feed, names every article that was looked at, and enough others."""
        if self.api is not None and self.api.total:
            return self.api.total > api.PER_PAGE or self._names_all()
        listed = max((one.articles * ((one.pages or 1) - 1) for one, _ in self.lists), default=0)
        return self.sitemap is not None and (self.sitemap.total or 0) > listed and self._names_all()

    def _names_all(self) -> bool:
        return bool(self.samples) and all(self.names(sample) for sample, _ in self.samples)

    def names(self, sample: Sample) -> bool:
        """Whether a list for programs names an article."""
        return identity(sample.article.url) in self._named

    # -- Articles

    async def find_samples(self) -> None:
        """Look at the newest article, at an ordinary one, and at its neighbours."""
        if self.given.article is not None:
            self._add_sample("given", self.given)
        links = self._candidates()
        newest = await self._first("newest", [*self._newest_by_feed(links), *links[:_TRIED]])
        middle = len(links) // 2
        ordinary = self.given if self.given.article else await self._first("ordinary", links[middle : middle + _TRIED])
        if not self.samples:  # what seemed a list was none
            ordinary = await self._first("ordinary", self._named_articles()[:_TRIED])
        # Those of the newest only where there is no other: it has no next one.
        for found in [one for one in (ordinary, newest) if one is not None][:1]:
            article = found.article
            for role, link in (("previous", article.previous), ("next", article.next)) if article else ():
                if link is not None and self._left() > 0 and not self._was_asked(link.url):
                    await self._first(role, [link.url])

    def _newest_by_feed(self, links: list[str]) -> list[str]:
        """Give what the feed names first, if the list shows it too: a list may begin with what was pinned there."""
        shown = {identity(link) for link in links}
        return [url for url in self._fed[:1] if identity(url) in shown]

    def _candidates(self) -> list[str]:
        """Give what may be articles: what the best list names, else what any list for programs does."""
        listed = next((found.links for _, found in self.lists), ())
        return list(listed) or self._named_articles()

    def _named_articles(self) -> list[str]:
        """Give what the lists for programs name, in their order."""
        return [url for url in self.seen if identity(url) in self._named]

    async def _first(self, role: str, urls: Iterable[str]) -> Look | None:
        """Look at the first of some addresses that is an article; note those that are none."""
        for url in urls:
            if self._was_asked(url) or self._left() <= 0:
                continue
            found = await self._look(f"an article: {role}", url, Route.LISTING, Kind.ARTICLE)
            if found.article is not None:
                self._add_sample(role, found)
                return found
            self._note_unread(found)
        return None

    def _add_sample(self, role: str, found: Look) -> None:
        assert found.article is not None  # noqa: S101 - whoever calls has looked
        assert found.exchange is not None  # noqa: S101 - an article came with an answer
        platform = found.page.platform if found.page is not None else ""
        sample = Sample(role=role, article=found.article, platform=platform, exchange=found.exchange)
        self.samples.append((sample, found))

    async def find_oldest(self) -> None:
        """Look at the oldest article, where the API or the last page of the list names it."""
        if self.api and self.api.total and self._left() > 0:
            await self._first("oldest", await self._oldest_by_api(self.api.url))
        elif self.lists and self.lists[0][0].last and self._left() > 1:
            last = await self._look("the last page of the list", self.lists[0][0].last, Route.LISTING, Kind.PAGE)
            beside = set(map(identity, self.lists[0][1].links))  # what the first page names too is the sidebar's
            own = [link for link in last.links if identity(link) not in beside]
            await self._first("oldest", reversed(own[-_TRIED:]))

    async def _oldest_by_api(self, url: str) -> list[str]:
        parts = urlsplit(url)
        query = {**dict(parse_qsl(parts.query)), "order": "asc", "orderby": "date", "page": "1", "per_page": "1"}
        asked = canonical(urlunsplit(parts._replace(query=urlencode(query))))
        found = await self._look("the API: the oldest", asked, Route.API, Kind.HEAD)
        return self._articles(found)

    # -- Asking

    async def _look(self, what: str, url: str, route: Route, kind: Kind) -> Look:
        before = len(self._ask.log)
        found = look(await self._ask(url, route, kind))
        for answer in self._ask.log[before:]:
            visit = answer.visit
            what_now = "robots.txt" if visit.route == Route.ROBOTS else what
            self.asked.append(
                Asked(url=visit.url, what=what_now, status=visit.status, outcome=visit.outcome, why=visit.why)
            )
            self.seen |= dict.fromkeys(link.url for link in visit.found if not link.refused)
            self.seen[visit.url] = None
            self._told |= {said.url: said for said in visit.second if said.published}
        return settled(found, self._told)

    def _left(self) -> int:
        return (MOST_DEEP if self._deep else MOST) - len(self._ask.log)

    def _was_asked(self, url: str) -> bool:
        key = identity(url)
        return any(identity(one.url) == key for one in self.asked)

    def _note_unread(self, found: Look) -> None:
        why = _why(found)
        self.unread.append(f"{found.visit.url}: {walls.SCRIPTED if why == EMPTY else why}")


def _why(found: Look) -> str:
    if found.visit.outcome == Outcome.STORED and found.links:
        return "it lists articles, and is none"
    return found.visit.why or f"status {found.visit.status}"
