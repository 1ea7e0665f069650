"""The demo site: which pages there are, and the bytes of each, rendered once.

A page is looked up by its request target (path and query). Every answer is a function of the posts and
the base address alone, so two sites with the same settings give equal bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from newsarchive.demo import api, article, changes, feeds, lists, media, truth
from newsarchive.demo.lists import Listing
from newsarchive.demo.news import LAST_DAY, generate, slug_of
from newsarchive.demo.posts import AUTHORS, SECTIONS, Post
from newsarchive.demo.quirks import apply_quirks, settings

if TYPE_CHECKING:
    from pathlib import Path

HTML, XML, RSS = (
    "text/html; charset=UTF-8",
    "application/xml; charset=UTF-8",
    "application/rss+xml; charset=UTF-8",
)
JSON, TEXT = "application/json; charset=UTF-8", "text/plain; charset=UTF-8"
_PAGED = re.compile(r"^(/.*?)page/(\d{1,6})/$")
_SITEMAP = re.compile(r"^/wp-sitemap-posts-post-(\d{1,6})\.xml$")
_UPLOAD = re.compile(r"^/wp-content/uploads/\d{4}/\d{2}/[a-z]+-(\d+)-\d+(-300x200)?\.(png|pdf)$")
_CACHED = 20_000
"""Answers kept: enough for any site we serve, and a bound for endless queries."""


@dataclass
class Answer:
    """One answer, ready to send."""

    status: int
    kind: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    zipped: bytes | None = None
    """The body in gzip, where that is worth it."""
    etag: str = ""
    """Weak, since the zipped and the plain body share it."""
    modified: str = ""
    """Last-Modified."""


Fault = tuple[str] | tuple[str, int]


class DemoSite:
    """A council's news site.

    Args:
        articles: How many public articles it has, the seed article and its neighbours among them.
        seed: Another word gives other news.
        base: The address it will be served from, without the last slash.
        switches: See ``SWITCHES``; an unknown one is a TypeError.
    """

    def __init__(
        self, articles: int = 300, *, seed: str = "1", base: str = "http://127.0.0.1:8068", **switches: int
    ) -> None:
        self.seed = seed
        self.switches = settings(switches)
        self.latency = 0.0
        """Seconds that every answer is held back."""
        self.faults: dict[str, Fault] = {}
        """Request target -> ``("status", 503)``, ``("drop",)`` or ``("truncate", bytes)``."""
        self.hits: Counter[str] = Counter()
        """Requests answered, by request target."""
        self.rounds: Counter[str] = Counter()
        """How many times each kind of change was made."""
        self.clock = LAST_DAY.replace(hour=12)
        """The site's own time: it moves with changes only."""
        self._base = base.rstrip("/")
        self._seen: dict[str, tuple[str, datetime]] = {}
        self.posts = generate(articles, seed)
        apply_quirks(self.posts, seed, self.switches)
        self.reindex()
        for name, change in (("inserted", self.insert), ("edited", self.edit), ("removed", self.remove)):
            if self.switches[name]:
                change(self.switches[name])

    @property
    def base(self) -> str:
        """The site's address; setting it makes all pages anew."""
        return self._base

    @base.setter
    def base(self, value: str) -> None:
        self._base = value.rstrip("/")
        self._seen.clear()
        self.reindex()

    def on(self, switch: str) -> bool:
        """Whether a switch is on."""
        return bool(self.switches[switch])

    # What the posts say together

    def reindex(self) -> None:
        """Work out order, neighbours, lists and addresses anew, and forget rendered pages."""
        self.posts.sort(key=lambda post: post.sort_key)
        live = [post for post in self.posts if post.gone is None]
        self.newest = live[::-1]
        self.by_number = {str(post.number): post for post in self.posts}
        self.by_slug = {post.slug: post for post in self.posts}
        self.old_slugs = {slug: post for post in self.posts for slug in post.old_slugs}
        self.tags = sorted({tag for post in live for tag in post.tags})
        self._links = _chain(live)
        self._sections = {key: [post for post in self.newest if post.section == key] for key in SECTIONS}
        self._listings = {listing.path: listing for listing in self._lists()}
        self._place = {post.number: place for key in SECTIONS for place, post in enumerate(self.section(key))}
        self._cache: dict[str, Answer] = {}

    def _lists(self) -> list[Listing]:
        found = [Listing("/", "Новини обласної ради", self.newest)]
        for slug, name in SECTIONS.items():
            # «Новини» is the parent of the other sections, and a parent lists what its children hold.
            posts = self.newest if slug == "novyny" else self._sections[slug]
            found.append(Listing(f"/category/{slug}/", name, posts))
        for slug, name in AUTHORS.items():
            found.append(Listing(f"/author/{slug}/", name, [post for post in self.newest if post.author == slug]))
        for tag in self.tags:
            posts = [post for post in self.newest if tag in post.tags]
            found.append(Listing(f"/tag/{self.tag_slug(tag)}/", tag, posts))
        return found

    def section(self, key: str) -> list[Post]:
        """Return a section's own live posts, newest first."""
        return self._sections[key]

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """Return the older and the newer neighbour that the page prints."""
        return self._links[post.number]

    def related(self, post: Post) -> list[Post]:
        """Return up to three others of the same section, not far in time."""
        posts, place = self.section(post.section), self._place[post.number]
        near = [posts[other] for other in (place + 2, place - 3, place + 5, place + 7) if 0 <= other < len(posts)]
        return near[:3]

    def tag_slug(self, tag: str) -> str:
        """Return a tag's address part."""
        return slug_of(tag, set())

    # Addresses

    def url(self, post: Post) -> str:
        """Return an article's address."""
        return f"{self.base}/{post.slug}/"

    def picture(self, post: Post, number: int, *, small: bool = False) -> str:
        """Return the address of one of a post's photographs."""
        return f"{self._uploads(post)}/foto-{post.number}-{number}{'-300x200' if small else ''}.png"

    def file(self, post: Post, number: int) -> str:
        """Return the address of one of a post's PDF files."""
        return f"{self._uploads(post)}/rishennia-{post.number}-{number}.pdf"

    def _uploads(self, post: Post) -> str:
        return f"{self.base}/wp-content/uploads/{post.published:%Y/%m}"

    # Changes between two crawls

    def edit(self, count: int) -> list[str]:
        """Edit ``count`` articles; return their addresses."""
        return changes.edit(self, count)

    def remove(self, count: int) -> list[str]:
        """Take down ``count`` articles (404 and 410 in turn); return their addresses."""
        return changes.remove(self, count)

    def insert(self, count: int) -> list[str]:
        """Publish ``count`` articles dated back between others; return their addresses."""
        return changes.insert(self, count)

    def tick(self) -> datetime:
        """Move the site's time on by an hour and return it."""
        self.clock += timedelta(hours=1)
        return self.clock

    # Truth

    def truth(self) -> list[dict[str, Any]]:
        """Return what a perfect archive would hold, oldest first: see ``truth``."""
        return [truth.row(self, post) for post in self.posts if post.gone is None]

    def write_truth(self, path: Path) -> None:
        """Write the truth as JSON lines."""
        truth.write(self.truth(), path)

    # Answers

    def answer(self, target: str) -> Answer:
        """Return the answer to a request target (``/path/?query``), made once."""
        found = self._cache.get(target)
        if found is None:
            found = self._finish(target, self._make(target))
            if len(self._cache) < _CACHED:
                self._cache[target] = found
        return found

    def _finish(self, target: str, answer: Answer) -> Answer:
        if len(answer.body) > 200 and not answer.kind.startswith("image/"):
            answer.zipped = gzip.compress(answer.body, 6, mtime=0)
        if answer.status == 200:
            answer.etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
            answer.modified = format_datetime(self._changed(target, answer.etag), usegmt=True)
        return answer

    def _changed(self, target: str, etag: str) -> datetime:
        """When a page's bytes last changed, by a new neighbour for example; ``modified`` does not tell."""
        known = self._seen.get(target)
        if known is None:
            post = self.by_slug.get(target.strip("/"))
            moment = post.modified.astimezone(UTC) if post else self.clock
        else:
            moment = known[1] if known[0] == etag else self.clock
        self._seen[target] = etag, moment
        return moment

    def _make(self, target: str) -> Answer:
        path, _, text = target.partition("?")
        path, query = unquote(path), dict(parse_qsl(text))
        if path == "/" and "p" in query:
            return self._by_number(query["p"])
        return (
            self._machine(path, query) or self._list(path) or self._page(path) or Answer(404, HTML, lists.missing(self))
        )

    def _by_number(self, number: str) -> Answer:
        post = self.by_number.get(number)
        return _moved(self.url(post)) if post else Answer(404, HTML, lists.missing(self))

    def _machine(self, path: str, query: dict[str, str]) -> Answer | None:
        if path.startswith("/wp-json"):
            status, headers, body = api.answer(self, path, query)
            return Answer(status, JSON, body, headers)
        if path == "/feed/":
            page = query.get("paged", "1")
            return Answer(200, RSS, feeds.rss(self, int(page) if page.isdecimal() else 1))
        if path.endswith("/feed/"):
            return Answer(200, RSS, feeds.comments(self))
        if path == "/robots.txt":
            return Answer(200, TEXT, feeds.robots(self))
        if path.startswith("/wp-admin/"):
            return Answer(403, HTML, lists.missing(self))
        return self._sitemap(path) or self._upload(path)

    def _sitemap(self, path: str) -> Answer | None:
        if path == "/wp-sitemap.xml":
            return Answer(200, XML, feeds.sitemap_index(self))
        if path == "/wp-sitemap-posts-page-1.xml":
            return Answer(200, XML, feeds.sitemap_static(self))
        found = _SITEMAP.match(path)
        if found and 1 <= int(found[1]) <= feeds.sitemap_pages(self):
            return Answer(200, XML, feeds.sitemap_posts(self, int(found[1])))
        return None

    def _upload(self, path: str) -> Answer | None:
        found = _UPLOAD.match(path)
        if found is None or found[1] not in self.by_number:
            return None
        if found[3] == "pdf":
            return Answer(200, "application/pdf", media.pdf(f"Rishennia {found[1]}"))
        return Answer(200, "image/png", media.png(int(found[1]), small=bool(found[2])))

    def _list(self, path: str) -> Answer | None:
        found = _PAGED.match(path)
        listing = self._listings.get(found[1] if found else path)
        number = int(found[2]) if found else 1
        if listing is None or not 1 <= number <= listing.pages:
            return None
        if found and number == 1:
            return _moved(self.base + listing.path)
        return Answer(200, HTML, lists.page(self, listing, number))

    def _page(self, path: str) -> Answer | None:
        slug = path.strip("/")
        if slug in self.old_slugs:
            return _moved(self.url(self.old_slugs[slug]))
        if slug not in self.by_slug and slug not in lists.STATIC:
            return None
        if path != f"/{slug}/":
            return _moved(f"{self.base}/{slug}/")
        if slug in lists.STATIC:
            return Answer(200, HTML, lists.static_page(self, slug))
        post = self.by_slug[slug]
        if post.gone is not None:
            return Answer(post.gone, HTML, lists.missing(self))
        links = f'<{self.base}/wp-json/>; rel="https://api.w.org/", <{self.base}/?p={post.number}>; rel=shortlink'
        return Answer(200, HTML, article.page(self, post), {"Link": links})


def _moved(url: str) -> Answer:
    return Answer(301, HTML, b"", {"Location": url, "X-Redirect-By": "WordPress"})


def _chain(posts: list[Post]) -> dict[int, tuple[Post | None, Post | None]]:
    """Link posts as WordPress before 6.9 does.

    Previous is the newest with a date before mine, next the oldest with a date after mine: of several
    posts of one second the chain names one, and skips the others.
    """
    moments: list[list[Post]] = []
    for post in posts:
        if moments and moments[-1][0].published == post.published:
            moments[-1].append(post)
        else:
            moments.append([post])
    links: dict[int, tuple[Post | None, Post | None]] = {}
    for place, same in enumerate(moments):
        older = moments[place - 1][0] if place else None
        newer = moments[place + 1][0] if place + 1 < len(moments) else None
        links.update({post.number: (older, newer) for post in same})
    return links
