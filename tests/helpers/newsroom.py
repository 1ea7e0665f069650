"""The archive that tests of the pages read: six councils, asked three times, written by the rooms that always write.

Every answer goes through the WARC writer, is read by the council's own spider, and entered as a crawl enters it. No
clock and no network are asked. ``python -m tests.helpers.newsroom`` serves it by hand.

    room = build(folder)                # room.path is its archive.db, room.id("sum") the page of a story of press.py
"""

import sys
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from newsarchive import completeness, provenance, registry
from newsarchive.capture import Exchange, warc
from newsarchive.capture.recover import manifest
from newsarchive.capture.warc import WarcWriter
from newsarchive.demo.site import DemoSite
from newsarchive.discover import api
from newsarchive.health import judge
from newsarchive.items import Found, Kind, Outcome, Route
from newsarchive.runner import settings
from newsarchive.store import Archive, Run, apply
from newsarchive.visit.ended import unanswered
from tests.helpers import press
from tests.helpers.build import NOW
from tests.helpers.reconstruct import TEMPLATES, sample

TIMES = (datetime(2026, 9, 1, 6, tzinfo=UTC), datetime(2026, 10, 12, 6, tzinfo=UTC), NOW - timedelta(hours=6))
"""When the sites are asked; it is ``NOW`` when the pages are read."""
CONTACT = "newsroom@tests.example"
_HTML = ((b"Content-Type", b"text/html; charset=utf-8"), (b"Server", b"nginx"))
_WALL = b"<!doctype html><html lang='en'><title>403 Forbidden</title><h1>Forbidden</h1></html>"


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """The archive as it was built."""

    folder: Path
    ids: dict[str, int]
    """The article of each story: ``sum``, or ``volyn:first``."""

    @property
    def path(self):
        return self.folder / "archive.db"

    def id(self, story):
        return self.ids[story]


def build(folder):
    """Make the archive in a fresh folder.

    Returns:
        Newsroom: closed, with every WARC file finished.
    """
    ids = count(1)
    with Archive(folder) as archive, patch.object(warc, "_record_id", lambda: f"<{_urn(next(ids))}>"):
        sites = {
            "khmelnytskyi": Press("https://km-oblrada.gov.ua", 150, press.KHMELNYTSKYI),
            "volyn": Press("https://new.volynrada.gov.ua", 90, press.VOLYN),
            "odesa": Press("https://oblrada.od.gov.ua", 40, {}, last=datetime(2026, 5, 30, tzinfo=UTC)),
            "zhytomyr": Made("https://zt.gov.ua", "joomla4"),
            "rivne": Blocked("https://ror.gov.ua", "unixtime"),
            "kherson": Down(),
        }
        for turn, started in enumerate(TIMES):
            for place, (name, site) in enumerate(sites.items()):
                crawl = Crawl(archive, registry.find(name), started + timedelta(minutes=10 * place))
                site.tell(crawl, turn)
                crawl.close(site.reason(turn))
        archive.enter_register(registry.without_site().values())
        found = {
            f"{prefix}{key}": archive.get(f"{site.site.base}/{story.slug}/")
            for prefix, site in (("", sites["khmelnytskyi"]), ("volyn:", sites["volyn"]))
            for key, story in site.stories.items()
        }
    return Newsroom(folder=folder, ids={key: row["id"] for key, row in found.items() if row})


class Crawl:
    """One run of one spider, as the recorder and the writer enter it."""

    def __init__(self, archive, spider, started):
        self._archive, self._spider, self._at = archive, spider, started
        council = spider.council_row()
        archive.add_council(council)
        given = settings({"NEWSARCHIVE_CONTACT": CONTACT})
        self._number = archive.begin_crawl(
            council.code, started, provenance.versions(), provenance.settings(given, spider)
        )
        info = provenance.warcinfo(given, spider, self._number, started.isoformat())
        self._warc = WarcWriter(archive.warc, council.code, info)
        self._run = Run(
            id=self._number,
            council=council.code,
            since=archive.since(council.code),
            previous_is_older=spider.previous_is_older(),
            hosts=spider.site().hosts,
        )
        self._learned = []
        self._steps = count()

    def ask(self, url, answer, *, route=Route.LISTING, kind=Kind.ARTICLE, found_on=None):
        """Take the answer to a request for an address: status, headers, body."""
        status, headers, body = answer
        exchange = Exchange(
            url=url,
            at=self._tick(),
            record_id=_urn(f"{self._number} {url}"),
            route=route,
            found_on=found_on,
            kind=kind,
            method="GET",
            request_headers=((b"User-Agent", f"newsarchive/0 (+{CONTACT})".encode()),),
            status=status,
            headers=headers,
            body=body,
            ip_address="192.0.2.10",
        )
        learned = self._spider.read(exchange)
        self._learned.append((learned, self._warc.append(exchange)))
        return learned

    def fail(self, url, why, *, route=Route.LISTING, kind=Kind.ARTICLE):
        """Note that a request brought no answer."""
        found = Found(url=url, route=route, kind=kind)
        self._learned.append((replace(unanswered(found, Outcome.FAILED, why), at=self._tick()), None))

    def close(self, reason):
        """Write all, as one transaction, and judge what the run says of the site."""
        self._warc.sync()
        with self._archive.transaction() as db:
            for learned, capture in self._learned:
                apply(db, self._run, learned, capture)
        name = self._warc.close()
        if name:
            self._archive.add_warc_file(self._run.council, manifest(self._archive.warc, name), self._tick())
        self._archive.finish_crawl(self._number, self._tick(), reason)
        said = judge(self._archive.connection, self._number, (1, self._spider.per_month[1]))
        if said:
            self._archive.judge_crawl(self._number, said.word, said.evidence)
        completeness.keep(self._archive, self._run.council, self._tick())
        completeness.keep(self._archive, self._run.council, self._at)

    def _tick(self):
        return self._at + timedelta(seconds=2 * next(self._steps))


class Press:
    """A council whose site is the bundled one: WordPress, with stories among the generated news."""

    def __init__(self, base, articles, stories, last=NOW):
        self.site = DemoSite(articles, seed=urlsplit(base).netloc, base=base)
        self.stories = stories
        self._to_come = [post for post in self.site.posts if post.published < last]
        self.site.posts = []
        self._posts = {}
        self._asked = {}

    def reason(self, _):
        return "finished"

    def tell(self, crawl, turn):
        """Let the site change, then ask its lists, and what is new or has changed on it."""
        self._appear(TIMES[turn])
        for number, (key, story) in enumerate(self.stories.items()):
            self._rewrite(key, story, turn, 900_000 + number)
        self.site.reindex()
        self._ask_lists(crawl)
        for post in self.site.posts[::-1]:
            self._ask_post(crawl, post)

    def _appear(self, now):
        self.site.posts += [post for post in self._to_come if post.published < now]
        self._to_come = [post for post in self._to_come if post.published >= now]

    def _rewrite(self, key, story, turn, number):
        told = story.told[turn]
        if told is None:
            return
        if key not in self._posts:
            self._posts[key] = story.post(number)
            self.site.posts.append(self._posts[key])
        post = self._posts[key]
        post.gone = told if isinstance(told, int) else None
        if isinstance(told, press.Words):
            press.write(post, told)
            post.modified = max(post.published, TIMES[turn] - timedelta(days=1))

    def _ask_lists(self, crawl):
        base = self.site.base
        list_of_news = f"{base}/category/novyny/"
        self._ask(crawl, f"{base}/robots.txt", Route.ROBOTS, Kind.HEAD)
        self._ask(crawl, list_of_news, Route.START, Kind.HEAD)
        for page in range(2, -(-len(self.site.newest) // 20) + 1):
            self._ask(crawl, f"{list_of_news}page/{page}/", Route.LISTING, Kind.PAGE)
        self._ask(crawl, f"{base}/feed/", Route.FEED, Kind.HEAD)
        self._ask(crawl, f"{base}/wp-sitemap-posts-post-1.xml", Route.SITEMAP, Kind.PAGE)
        posts = api.posts(f"{base}/wp-json/")
        self._ask(crawl, posts.url, posts.route, posts.kind)

    def _ask_post(self, crawl, post):
        """Ask for an article where it, or what stands beside it, is not what was asked for last."""
        url = self.site.url(post)
        if post is self._posts.get("gap"):
            crawl.fail(url, "timeout", route=Route.NEIGHBOUR)
            return
        beside = [other.number for other in self.site.neighbours(post) if other] if post.gone is None else []
        shown = (post.title, tuple(post.body), post.gone, *beside)
        unseen = url not in self._asked and post.gone is not None
        if unseen or self._asked.get(url) == shown or (post.gone is None and self._hidden(post)):
            return
        self._asked[url] = shown
        self._ask(crawl, url, Route.LISTING, Kind.ARTICLE)

    def _hidden(self, post):
        """Whether a page that names a suspected article no more has not been read again yet."""
        suspected = self._posts.get("suspected")
        if suspected is None or suspected.gone is None or self.site.url(post) not in self._asked:
            return False
        near = sorted([*self.site.newest, suspected], key=lambda other: other.sort_key)
        place = near.index(suspected)
        return post in near[max(place - 1, 0) : place + 2]

    def _ask(self, crawl, url, route, kind):
        made = self.site.answer(url.removeprefix(self.site.base))
        headers = [(b"Content-Type", made.kind.encode()), (b"Server", b"nginx")]
        headers += [(name.encode(), value.encode()) for name, value in made.headers.items()]
        body = made.body
        if made.zipped is not None:
            headers.append((b"Content-Encoding", b"gzip"))
            body = made.zipped
        crawl.ask(url, (made.status, tuple(headers), body), route=route, kind=kind)


class Made:
    """A council whose site is of other software: a dozen articles that stay as they are."""

    def __init__(self, base, software):
        template = TEMPLATES[software]
        facts = sample(software, template.address, site=base, council="Обласна рада", count=14)
        newest = [fact for fact in facts[::-1] if fact.published < TIMES[0]]
        self._pages = [template.listing(newest, 1, 1), *(template.article(fact) for fact in newest)]

    def reason(self, _):
        return "finished"

    def tell(self, crawl, turn):
        listing, *articles = self._pages
        crawl.ask(listing.url, (200, _HTML, listing.html.encode()), route=Route.START, kind=Kind.HEAD)
        for page in articles if turn == 0 else ():
            crawl.ask(page.url, (200, _HTML, page.html.encode()), found_on=listing.url)


class Blocked(Made):
    """A council that lets itself be read once, and refuses us ever after."""

    def tell(self, crawl, turn):
        if turn == 0:
            super().tell(crawl, turn)
            return
        for route, page in zip((Route.START, *[Route.LISTING] * 5), self._pages[:6], strict=True):
            kind = Kind.HEAD if route == Route.START else Kind.ARTICLE
            crawl.ask(page.url, (403, _HTML, _WALL), route=route, kind=kind)


class Down:
    """A council whose site never answers."""

    def reason(self, _):
        return "no_answer"

    def tell(self, crawl, turn):
        for url in registry.find("kherson").start_urls:
            crawl.fail(url, "no answer" if turn else "dns", route=Route.START, kind=Kind.HEAD)


def _urn(name):
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, str(name))}"


def main(folder):
    """Build it, unless the folder has it, and serve it until interrupted."""
    from newsarchive.serve.app import serve

    if not (folder / "archive.db").exists():
        build(folder)
    serve(folder / "archive.db", port=8011)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data/newsroom"))
