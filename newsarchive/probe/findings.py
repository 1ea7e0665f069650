"""What looking at a site brought: plain facts, for the report, for programs, and for drafting a spider."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.pages import EMPTY

if TYPE_CHECKING:
    from datetime import date, datetime

    from newsarchive.capture import Exchange
    from newsarchive.items import Article
    from newsarchive.pages import ArticlePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that was made."""

    url: str
    what: str
    """What was looked for: ``robots.txt``, ``the given page``, ``a list`` ..."""
    status: int | None
    """HTTP status, None where no answer came."""
    outcome: str
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What the robots.txt of the site says to us."""

    says: str
    """``rules``, ``all allowed`` (there is none) or ``nothing allowed`` (it cannot be known)."""
    delay: float
    """Crawl-delay, seconds."""
    seen: int
    """Addresses of the site that were seen on what was looked at."""
    forbidden: tuple[str, ...]
    """Those of them that may not be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists articles."""

    url: str
    label: str | None
    """What the site's menu calls it."""
    articles: int
    """Articles that its first page names."""
    pages: int | None
    """Pages that its pager counts, about; None where it counts none."""
    last: str | None = None
    """The address of the last page that the pager names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A list that is made for programs: a sitemap, a feed, the WordPress API."""

    url: str
    total: int | None
    """Addresses that it names, or says there are."""
    note: str | None = None
    """Where it is only part of more, or could not be read: what is known of it."""
    dated: int = 0
    """Of how many articles it says when they were published."""
    names: tuple[int, int] | None = None
    """How many of the articles that were looked at it names, of how many; None where only part of it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article that was looked at."""

    role: str
    """``given``, ``newest``, ``ordinary``, ``previous`` and ``next`` (of the ordinary one), ``oldest``."""
    article: Article
    platform: str
    """What the page was recognized as, empty where it was not."""
    exchange: Exchange

    @property
    def lacks(self) -> tuple[str, ...]:
        """What could not be read of it."""
        article = self.article
        parts = {"title": article.title, "text": article.body or article.attachments, "date": article.published}
        return tuple(name for name, value in parts.items() if not value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What previous and next mean on the site."""

    printed: int
    """How many of the articles that were looked at name a neighbour."""
    previous_is_older: bool | None
    """None where nothing tells."""
    by: str = ""
    """What tells: ``dates of 2 pairs``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a spider declares, held against its site."""

    attribute: str
    seen: str
    """What the site shows, in words."""
    change: str = ""
    """What to change in the spider's file; empty where it is confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was learned of a site."""

    url: str
    """Where it was looked for, canonical."""
    home: str
    """Where it stands."""
    at: datetime
    """UTC."""
    title: str | None
    """What the site calls itself."""
    asked: tuple[Asked, ...]
    robots: Robots
    platform: str
    """The software in words, empty where it was not recognized."""
    evidence: tuple[str, ...]
    page_class: type[ArticlePage]
    """What reads its pages."""
    charset: str
    """With what it was known by: ``utf-8 (header)``."""
    lists: tuple[Listing, ...]
    """Best first."""
    sitemap: Machine | None
    feed: Machine | None
    api: Machine | None
    order: Order
    samples: tuple[Sample, ...]
    unread: tuple[str, ...]
    """What could not be read, in sentences."""
    rate: float | None
    """Articles a month, about; None where it could not be told."""
    starts: tuple[str, ...]
    """Where a spider should start."""
    oldest: date | None = None
    """The day of the oldest article, where the site names it."""
    checks: tuple[Check, ...] = ()
    """Where a spider was looked at: each thing that it declares."""

    @property
    def changes(self) -> tuple[Check, ...]:
        """What is to be changed in the spider's file."""
        return tuple(check for check in self.checks if check.change)

    @property
    def is_scripted(self) -> bool:
        """Whether no article could be read, and pages in the place of some show nothing without running scripts."""
        return not self.samples and any(one.why == EMPTY for one in self.asked)

    def sample(self, role: str) -> Sample | None:
        """Give the article of this role."""
        return next((sample for sample in self.samples if sample.role == role), None)


def as_dict(found: Findings) -> dict[str, Any]:
    """Give findings for programs: names of classes in place of classes, articles by what they say."""
    given = {field.name: _plain(getattr(found, field.name)) for field in fields(Findings)}
    del given["samples"]
    return {
        **given,
        "page_class": found.page_class.__name__,
        "articles": [_article(sample) for sample in found.samples],
    }


def _article(sample: Sample) -> dict[str, Any]:
    article = sample.article
    return {
        "role": sample.role,
        "url": article.url,
        "title": article.title,
        "published": article.published,
        "published_from": article.published_from,
        "published_raw": article.published_raw,
        "characters": len(article.body),
        "previous": article.previous.url if article.previous else None,
        "next": article.next.url if article.next else None,
        "platform": sample.platform,
        "lacks": list(sample.lacks),
    }


def _plain(value: Any) -> Any:
    """Give records as mappings, whatever holds them."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
