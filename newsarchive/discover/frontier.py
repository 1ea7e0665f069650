"""The frontier: which address is asked next. Scrapy's scheduler, with the archive for its memory.

What is known stands in the archive; what this run has already offered is kept in memory, since rows are committed a
moment later. Nothing here writes: the writer enters found addresses with the visit that found them.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request

from newsarchive.capture.recorder import FOUND, FOUND_ON, Recorder
from newsarchive.items import Found, Kind, Outcome, Route
from newsarchive.store import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsarchive.items import Visit

RETRIES = 2
"""How often a request that failed is made again in the same run, after everything else."""

_ORDER = (Kind.HEAD, Kind.ARTICLE, Kind.PAGE)


class Frontier:
    """Offers the heads of lists, then articles in the order found, then the further pages of lists.

    So the newest articles, which lists name first, are safe first; a list is read on when nothing else is to be asked.
    """

    def __init__(self, recorder: Recorder | None, limit: int | None = None, since: date | None = None) -> None:
        """Prepare.

        Args:
            recorder: gives the archive; None in ``scrapy shell``, where only its own requests are passed through.
            limit: articles to take in this run, None for all.
            since: articles older than this day are not walked past.
        """
        self._recorder = recorder
        self._left = limit
        self._since = since
        self._own: deque[Request] = deque()
        self._queues: dict[Kind, deque[tuple[Found, str | None]]] = {kind: deque() for kind in _ORDER}
        self._offered: set[str] = set()
        self._counted: set[str] = set()
        self._tries: dict[str, int] = {}
        self._db: sqlite3.Connection | None = None
        self._spider: Spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy builds schedulers."""
        limit = crawler.settings.getint("NEWSARCHIVE_LIMIT")
        asked = crawler.settings.get("NEWSARCHIVE_SINCE")
        since = date.fromisoformat(str(asked)) if asked else getattr(crawler.spidercls, "since", None)
        return cls(crawler.get_extension(Recorder), limit or None, since)

    def open(self, spider: Spider) -> None:
        """Take up what earlier runs left to be asked."""
        self._spider = spider
        if self._recorder is None:
            return
        self._db = self._recorder.look_up()
        rows = self._db.execute(
            """SELECT url, route, found_on FROM frontier WHERE council = ? AND
                 (state = 'pending' AND (next_visit IS NULL OR next_visit <= ?)
                  OR state = 'captured' AND next_visit <= ?) ORDER BY state = 'captured', rowid""",
            (spider.name, now := stamp(datetime.now(UTC)), now),
        )
        for url, route, found_on in rows:
            self._push(Found(url=url, route=Route(route)), found_on)

    @property
    def _reader(self) -> sqlite3.Connection:
        assert self._db is not None  # noqa: S101 - only visits ask, and without an archive there are none
        return self._db

    def close(self, reason: str) -> None:
        """Let the archive go."""
        if self._db is not None:
            self._db.close()

    def has_pending_requests(self) -> bool:
        """Say whether anything is left to be asked in this run."""
        return bool(self._own or (self._left != 0 and any(self._queues.values())))

    def __len__(self) -> int:
        """Count the addresses that wait."""
        return sum(map(len, self._queues.values()))

    def enqueue_request(self, request: Request) -> bool:
        """Take a request that Scrapy itself brings: a start address, or the shell's."""
        found: Found | None = request.meta.get(FOUND)
        if found is not None:
            self._offered.add(found.url)
        self._own.append(request)
        return True

    def next_request(self) -> Request | None:
        """Give the next request, None when there is none or the writer has to catch up."""
        if self._own:
            return self._own.popleft()
        queue = next(filter(None, self._queues.values()), None)
        if self._left == 0 or not queue or (self._recorder and self._recorder.crowded):
            return None
        found, found_on = queue.popleft()
        if self._left and found.kind == Kind.ARTICLE:
            self._left -= 1
            self._counted.add(found.url)
        return request_for(found, self._spider, found_on)

    def learn(self, visit: Visit) -> None:
        """Take up what a visit made known, and its failure."""
        if visit.outcome == Outcome.FAILED and visit.route != Route.ROBOTS:
            self._retry(visit)
        self._count(visit)
        if visit.article and self._since and _day(visit) < self._since:
            return
        news = False
        for found in visit.found:
            wanted = found.refused is None and found.url not in self._offered and self._wanted(found, visit, news)
            news |= wanted and found.kind == Kind.ARTICLE
            if wanted:
                self._push(found, visit.url)

    def _count(self, visit: Visit) -> None:
        """Give back what was counted for an address that is no article; count an article that was not expected."""
        if self._left is None:
            return
        expected = visit.url in self._counted
        self._counted.discard(visit.url)
        if expected and not visit.article:
            self._left += 1
        elif visit.article and not expected and self._left:
            self._left -= 1

    def _wanted(self, found: Found, visit: Visit, news: bool) -> bool:
        """Whether to ask: the head of a list, an address not known, a page behind news, or one that has changed."""
        if found.kind == Kind.HEAD:
            return True
        held = self._held(found.url)
        if held is None or held["state"] == "pending":
            return True
        if found.kind == Kind.PAGE:
            return news
        if found.route == Route.NEIGHBOUR and visit.article:
            return self._contradicts(found.url, visit.article.url)
        return self._changed(found, held)

    def _contradicts(self, neighbour: str, article: str) -> bool:
        """Whether a neighbour, as last read, does not name the article that names it: one came between, or went."""
        row = self._reader.execute(
            """SELECT previous_url, next_url FROM neighbours JOIN articles ON articles.id = article
               WHERE url = ? ORDER BY neighbours.id DESC LIMIT 1""",
            (neighbour,),
        ).fetchone()
        return row is not None and article not in tuple(row)

    def _held(self, url: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._reader.execute(
            """SELECT frontier.state, articles.modified, captures.captured_at
               FROM frontier LEFT JOIN articles USING (url) LEFT JOIN captures ON captures.id = articles.capture
               WHERE frontier.url = ?""",
            (url,),
        ).fetchone()
        return row

    def _changed(self, found: Found, held: sqlite3.Row) -> bool:
        """Whether the source names a later change than the article we hold did, or than our capture."""
        if found.modified is None or held["captured_at"] is None:
            return False
        known = held["modified"] if held["modified"] and "T" in held["modified"] else held["captured_at"]
        return found.modified > datetime.fromisoformat(known)

    def _push(self, found: Found, found_on: str | None) -> None:
        self._offered.add(found.url)
        self._queues[found.kind].append((found, found_on))

    def _retry(self, visit: Visit) -> None:
        tries = self._tries[visit.url] = self._tries.get(visit.url, 0) + 1
        if tries <= RETRIES:
            self._queues[Kind.PAGE].append((Found(url=visit.url, route=visit.route, kind=Kind.PAGE), None))


def request_for(found: Found, spider: Spider, found_on: str | None = None) -> Request:
    """Make the request for an address; the spider's ``parse`` and ``failed`` take what comes of it."""
    failed: Callable[[Failure], None] = spider.failed  # type: ignore[attr-defined]
    # Each hop and each status is ours to account for, so nothing is filtered and nothing retried behind our back.
    return Request(found.url, meta={FOUND: found, FOUND_ON: found_on}, errback=failed, dont_filter=True)


def _day(visit: Visit) -> date:
    published = visit.article.published if visit.article else None
    if published is None:
        return visit.at.date()
    return published.date() if isinstance(published, datetime) else published
