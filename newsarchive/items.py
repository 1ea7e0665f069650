"""The records that cross the borders between stages.

A page travels as a :class:`Reading` (what a page class saw, untouched), then as an :class:`Article` (cleaned and
dated by ``normalize``). What one request taught us travels as a :class:`Visit`: the unit that ``store`` writes
in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from datetime import date, datetime


T = TypeVar("T")


def portable(cls: type[T]) -> type[T]:
    """Let frozen records pass between processes fast: dataclasses look their fields up anew for each object."""
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]  # it is a dataclass
    values = attrgetter(*names)
    setters = [getattr(cls, name).__set__ for name in names]

    def get(self: T) -> Any:
        return values(self)

    def fill(self: T, state: tuple[Any, ...]) -> None:
        for setter, value in zip(setters, state, strict=True):
            setter(self, value)

    cls.__getstate__, cls.__setstate__ = get, fill  # type: ignore[assignment, attr-defined, method-assign]  # on purpose
    return cls


class Route(StrEnum):
    """A way in: how an address came to be known."""

    START = "start"
    """Named by the spider or on the command line."""
    NEIGHBOUR = "neighbour"
    """The previous or next link of an article."""
    LISTING = "listing"
    """A list page, or a pager's link to another list page."""
    FEED = "feed"
    """RSS or Atom."""
    SITEMAP = "sitemap"
    """A sitemap or a sitemap index (sitemaps.org protocol 0.9)."""
    API = "api"
    """The WordPress REST API's list of posts."""
    NUMBER = "number"
    """The number after, or before, that of an article, where a site counts its articles in their addresses."""
    DAY = "day"
    """A list of one day's or month's articles, where a site has such."""
    REDIRECT = "redirect"
    """The Location of another address."""
    ROBOTS = "robots"
    """The robots.txt of the host (RFC 9309)."""


NOTHING_BUT_ARTICLES = frozenset({Route.API, Route.FEED, Route.NEIGHBOUR})
"""Routes that name nothing but articles; lists, sitemaps and numbers name other pages too."""
LED_TO = frozenset({Route.REDIRECT, Route.ROBOTS})
"""Routes of what an answer leads on to in its own place."""
UNLISTED = frozenset({Route.NEIGHBOUR, Route.REDIRECT, Route.NUMBER})
"""Routes by which a page names addresses without being a list of them."""


class Kind(StrEnum):
    """What an address is expected to be. What it is, its answer decides."""

    ARTICLE = "article"
    HEAD = "head"
    """The first page of a list, a feed, a sitemap, the API: asked once in every run."""
    PAGE = "page"
    """A further page of such a list: asked again only while the pages before it bring news."""


class Outcome(StrEnum):
    """How a request ended. Nothing asked ends without one."""

    STORED = "stored"
    """Read: an article, a list, a feed, a redirect ... was taken in."""
    UNCHANGED = "unchanged"
    """The server, or the comparison of digests, says it is what we hold."""
    GONE = "gone"
    """404 or 410."""
    REFUSED = "refused"
    """We did not ask, or did not take the answer; ``why`` says so."""
    FAILED = "failed"
    """We asked and got no usable answer; ``why`` says so."""
    LATER = "later"
    """The host asked us to come back later (429, 503, Retry-After)."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as the page prints it."""

    url: str
    """Absolute, canonical."""
    title: str | None = None
    """The anchor's text when it names the target; None when the anchor says only «Next» or an arrow."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file or photograph that an article names."""

    url: str
    """Absolute, canonical."""
    title: str | None = None
    """The anchor's text, caption or alternative text."""
    kind: str = "file"
    """``file`` or ``image``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClue:
    """One place of a page that claims to know when the article was published."""

    source: str
    """``meta``, ``json-ld``, ``time``, ``printed``, ``url``: stored as ``published_from``."""
    value: str
    """As it stands on the page."""
    printed: str | None = None
    """The words shown to the reader beside a machine-readable value: the check on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a block of a text stands on its page."""

    kind: str = "paragraph"
    """``paragraph``, ``heading``; ``item`` of a list, ``number`` of a numbered one; the first cell of a ``table`` or of
    a further ``row``, another ``cell`` of the row; ``more``: what goes on in the item or cell before."""
    number: int = 0
    """Of the item in its numbered list; of the cell's column, from 1."""
    cells: tuple[tuple[int, str], ...] = ()
    """Column and text, where several cells stand in one block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page class saw on one page, before anything is cleaned or dated."""

    url: str
    """The address the page gives itself (rel=canonical), else the one it was fetched from."""
    title: str = ""
    lead: str | None = None
    """The introduction, where the theme sets it apart from the body."""
    blocks: tuple[str, ...] = ()
    """The body's paragraphs, list items, table rows, headings, in order."""
    forms: tuple[Form, ...] = ()
    """How each of them stands on the page; empty where all are paragraphs, or where it is not known."""
    published: tuple[DateClue, ...] = ()
    """Best source first."""
    modified: tuple[DateClue, ...] = ()
    author: str | None = None
    section: str | None = None
    image: str | None = None
    language: str | None = None
    """The page's own claim (BCP 47), e.g. ``uk``."""
    previous: Link | None = None
    """As the theme calls it: older on WordPress, newer on October CMS."""
    next: Link | None = None
    aliases: tuple[str, ...] = ()
    """Other addresses that the page gives itself: WordPress's ``?p=ID`` (rel=shortlink)."""
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] = ()
    guessed: bool = False
    """Whether no mark of a theme told where the text stands, so that it was found by its density."""
    refused: str | None = None
    """Why the page is not an article to be kept (a list, a static page, a password form), else None."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as the archive holds it: clean text, aware dates, canonical addresses."""

    url: str
    """Canonical."""
    title: str
    lead: str | None = None
    body: str = ""
    """Paragraphs joined by one empty line."""
    form: str | None = None
    """Which of them are headings, items, cells: see ``normalize.forms``; None where all are paragraphs. No part of the
    digest, since it says nothing that the text does not."""
    published: datetime | date | None = None
    """In Europe/Kyiv; a bare date where the page gives no time of day; None where nothing could be trusted."""
    published_raw: str | None = None
    """The value that was read, as it stands on the page."""
    published_from: str | None = None
    """Which source won: see :class:`DateClue`."""
    modified: datetime | date | None = None
    author: str | None = None
    section: str | None = None
    image: str | None = None
    language: str | None = None
    previous: Link | None = None
    """As the page calls it; which neighbour is older is decided in ``store``, by date."""
    next: Link | None = None
    aliases: tuple[str, ...] = ()
    """Canonical, of the same site."""
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] = ()
    guessed: bool = False
    """Whether the text was found by its density alone."""
    digest: str = ""
    """``sha256:`` + hex over the fields that make a version: see ``normalize.digest``."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that a page made known."""

    url: str
    """Canonical."""
    route: Route
    kind: Kind = Kind.ARTICLE
    modified: datetime | None = None
    """When the source (sitemap lastmod, feed, API) says the page last changed."""
    refused: str | None = None
    """Why it will not be asked (``off-site`` ...), else None."""
    fresh: bool = False
    """Whether to ask for the whole page even where it may not have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What another than the page class says of an article: a check on what was read from its page."""

    url: str
    """Canonical; the article's own address, as this source knows it."""
    source: str
    """Who says so: ``api``, ``feed``, ``list``."""
    title: str = ""
    """Clean text, as an article's; empty where the source tells none."""
    published: datetime | date | None = None
    """In Europe/Kyiv; a bare date where the source tells no hour."""
    categories: tuple[int, ...] = ()
    """The site's own numbers of its sections."""
    modified: datetime | None = None
    """UTC; the last change that the source knows of: a page read before it proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Where the bytes of an answer stand: one WARC record."""

    url: str
    """As asked (WARC-Target-URI)."""
    captured_at: datetime
    """UTC, to the second (WARC-Date)."""
    status: int
    content_type: str
    """The Content-Type header as sent, or empty."""
    warc_file: str
    """Relative to the archive's ``warc/`` folder, without ``.open``."""
    offset: int
    """Of the record's gzip member in the file, in bytes."""
    length: int
    """Of the member, in bytes."""
    payload_digest: str
    """``sha256:`` + hex of the body as it came over the wire, before decompression."""
    record_id: str
    """``urn:uuid:...`` (WARC-Record-ID)."""
    revisit_of: str | None = None
    """The record id of the earlier capture that holds the payload; None where this one does."""
    truncated: str | None = None
    """``length``, ``time`` or ``disconnect`` (WARC-Truncated): such a capture never becomes an article."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything one request taught us. ``store`` writes it in one transaction, after its WARC record is safe."""

    url: str
    at: datetime
    """UTC."""
    route: Route
    kind: Kind = Kind.ARTICLE
    """What the address was expected to be."""
    outcome: Outcome
    why: str | None = None
    """The reason of anything but ``stored``, in a few fixed words."""
    status: int | None = None
    """HTTP status, None where no answer came."""
    record_id: str | None = None
    """The WARC record of the answer, None where no answer came."""
    article: Article | None = None
    doubtful: Article | None = None
    """What the page says if it is an article: nothing on it says so, and it is one if others tell when it was published
    (a list, a feed). Never beside ``article``."""
    alias_of: str | None = None
    """The address that this one stands for: a redirect's target or the page's own canonical address."""
    found: tuple[Found, ...] = ()
    second: tuple[SecondReading, ...] = ()
    """What the answer says of articles beside their own pages."""
    etag: str | None = None
    """The ETag of the answer, as sent."""
    last_modified: str | None = None
    """The Last-Modified of the answer, as sent."""
    not_before: datetime | None = None
    """UTC; when the host may be asked again, where it said so (Retry-After)."""
    head: str | None = None
    """The first page of the list of which the answer is a page, None where it is no such list."""
    complete: bool = False
    """Whether that list ends with this answer."""
    total: int | None = None
    """How many articles the list says there are."""
    robots: str | None = None
    """The rules of a robots.txt, None for any other answer."""
    unlisted: tuple[str, ...] = ()
    """Articles that the list showed before and shows no more, once it was read as a whole: to be asked."""

    def vouched(self) -> Visit:
        """Take what may be an article for one."""
        article = self.doubtful
        alias_of = article.url if article and article.url != self.url else None
        return replace(self, outcome=Outcome.STORED, why=None, article=article, doubtful=None, alias_of=alias_of)
