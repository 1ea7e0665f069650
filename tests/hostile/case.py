"""What a case is: one hostile site, and what must be left of it in the archive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tests.hostile import pages
from tests.hostile.answers import missing, reply
from tests.hostile.internet import NAMES
from tests.hostile.wire import CANARY, Host, Place

GROUPS = {
    "redirect": "Redirects",
    "private": "Private addresses",
    "bomb": "Bombs and things without end",
    "drip": "Slow answers",
    "cut": "Cut answers",
    "header": "Headers",
    "charset": "Charsets",
    "robots": "robots.txt",
    "later": "429, 503 and other refusals",
    "trap": "Traps",
    "tls": "TLS",
    "impostor": "What is not an article",
    "page": "Articles with something wicked in them",
    "again": "Second visits",
}
"""Group -> its heading in the table of docs/archivists/hostile-sites.md."""


class End(NamedTuple):
    """How a request ended: columns of ``fetches``, or of ``frontier`` for what was never asked."""

    outcome: str
    why: str | None = None


STORED = frozenset({End("stored")})
UNCHANGED = frozenset({End("unchanged")})
NOT_KNOWN = frozenset({End("not known")})
"""The address is neither asked nor refused: it may stand in the archive as one to be asked some day."""


def refused(*why):
    """Give the endings ``refused`` with one of these reasons; several endings are joined by ``|``."""
    return frozenset(End("refused", reason) for reason in why)


def failed(*why):
    """Give the endings ``failed`` with one of these reasons."""
    return frozenset(End("failed", reason) for reason in why)


def gone(status):
    """Give the ending ``gone``."""
    return frozenset({End("gone", f"status {status}")})


def later(*why):
    """Give the endings ``later`` with one of these reasons."""
    return frozenset(End("later", reason) for reason in why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A second crawl of the same site, after something changed there and every article's time has come again."""

    routes: dict[str, object] = field(default_factory=dict)
    """Target -> what it answers from now on."""
    ends: dict[str, frozenset[End]] = field(default_factory=dict)
    """As in ``Case``, of the second crawl alone."""
    held: dict[str, pages.Story] = field(default_factory=dict)
    """Articles that are held afterwards with another text than before, or for the first time."""
    moved: tuple[str, ...] = ()
    """Articles that are not held under these addresses any more, but under others, named in ``held``."""
    versions: dict[str, int] = field(default_factory=dict)
    """How many versions an article has; 1 for those not named."""
    conditional: tuple[str, ...] = ()
    """Targets that must be asked with If-None-Match or If-Modified-Since."""
    never: tuple[str, ...] = ()
    """As in ``Case``, of the second crawl alone."""
    changes: object = None
    """A function from the archive's folder, called before the second crawl."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One site."""

    name: str
    group: str
    does: str
    """What the site does, for the table in the docs."""
    then: str
    """What becomes of it, for the same table."""
    routes: dict[str, object] = field(default_factory=dict)
    """Target -> answer, besides the front page and the good articles."""
    links: tuple[str, ...] | None = None
    """What the front page names between the good articles; every target of ``routes`` but robots.txt by default."""
    head: str = ""
    """Of the front page: its feeds, its API ..."""
    start: tuple[str, ...] = ("/",)
    good: int = 3
    """How many good articles the site has."""
    spared: int | None = None
    """How many of them must be held; all by default."""
    hosts: dict[str, Host] = field(default_factory=dict)
    """``site`` where it is not the usual one, and ``other``, a further host of the same council.

    Two hosts of one council on this machine would be a local address too many: such a case stands in an internet of our
    own, and its hosts are called ``rada.example`` and ``other.example``.
    """
    other: dict[str, object] = field(default_factory=dict)
    """Target -> answer of the other host."""
    owns: tuple[str, ...] = ()
    """Hosts that the spider declares besides those of ``hosts``."""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Host name -> the addresses that a name server gives for it; then the crawl stands in an internet of our own."""
    settings: dict[str, object] = field(default_factory=dict)
    """Scrapy settings of this crawl."""
    reading: float | None = None
    """Seconds that one page may be read; None is the usual bound."""
    without: str = ""
    """Statements that take a guard away, in the crawl's process and in its reading process."""
    words: tuple[str, ...] = ()
    """Further words of the command line."""
    held: dict[str, pages.Story] = field(default_factory=dict)
    """Articles that must be held besides the good ones, each with exactly this text."""
    may: dict[str, pages.Story | None] = field(default_factory=dict)
    """Articles that may be held, then with exactly this text, or any; a target that ends in ``*`` is a beginning."""
    ends: dict[str, frozenset[End]] = field(default_factory=dict)
    """Address -> the endings it may have; it must have one of them, and no other."""
    among: frozenset[End] = frozenset()
    """Endings of which at least one must have been given to some address."""
    never: tuple[str, ...] = ()
    """Targets of the site that must not be asked; those that end in ``*`` are beginnings."""
    not_alias: tuple[str, ...] = ()
    """Addresses that must not be entered as another name of an article."""
    kept: dict[str, tuple[bytes, ...]] = field(default_factory=dict)
    """Target -> bytes that the WARC record of its answer must hold."""
    truncated: tuple[str, ...] = ()
    """Targets whose captures must be marked as cut (WARC-Truncated)."""
    requests: int = 40
    """The most that may be asked, robots.txt included, the usual addresses of lists not."""
    times: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Target -> the least and the most requests for it in one crawl."""
    seconds: int = 90
    """After which the crawl is ended by force, and the case has failed."""
    code: int | tuple[int, ...] = 0
    """The exit code, or several of which any will do."""
    pace: float = 0.0
    """Seconds that must lie between two requests for pages, in the mean."""
    pauses: dict[str, float] = field(default_factory=dict)
    """Target -> seconds after its first request in which nothing else may be asked."""
    again: Again | None = None
    by_itself: bool = False
    """Whether it must have a process of its own."""

    def __post_init__(self):
        """Refuse a case that its own table would not show."""
        assert self.group in GROUPS, self.group
        assert self.does.endswith("."), self.name
        assert self.then.endswith("."), self.name

    @property
    def abroad(self):
        """What a name server says, where the case stands in an internet of our own; else nothing."""
        return NAMES | self.names if self.names or self.other or "other" in self.hosts else {}

    @property
    def alone(self):
        """Whether its process must be its own: for its memory, its end, its exit code, its names."""
        return bool(self.by_itself or self.names or self.words or self.reading or self.code != 0)

    @property
    def all_hosts(self):
        """Every host of the case, with the defaults."""
        usual = {"site": Host(), "canary": Host(address=CANARY)} | ({"other": Host()} if self.other else {})
        hosts = usual | self.hosts
        names = {"site": "rada.example", "other": "other.example"} if self.abroad else {}
        return {name: replace(host, name=host.name or names.get(name)) for name, host in hosts.items()}

    def place(self):
        """Give the case a place to be served from."""
        goods = {f"/good-{n}/": reply(pages.good(n, self.good)) for n in range(1, self.good + 1)}
        last = {"*": missing()}
        site = {"/": reply(pages.front(self._links(), head=self.head)), **goods, **self.routes}
        caught = {"*": reply(pages.article("of another's machine"))}
        return Place({"site": last | site, "other": last | self.other, "canary": caught})

    def _links(self):
        named = self.links
        if named is None:
            shown = [target for target in self.routes if "*" not in target and target not in {"/", "/robots.txt"}]
            named = [*shown, *(f"{{other}}{target}" for target in self.other if target.endswith("/"))]
        goods = [f"/good-{n}/" for n in range(1, self.good + 1)]
        return [*goods[:1], *named, *goods[1:]]

    def stories(self):
        """Give what must be held after the first crawl: target or address -> story."""
        spared = self.good if self.spared is None else self.spared
        return {f"/good-{n}/": pages.story(f"good-{n}") for n in range(1, spared + 1)} | self.held
