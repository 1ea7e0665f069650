"""What was seen of a site, judged: its platform, the class that reads it, where a spider should start."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsarchive import normalize
from newsarchive.fetch.robots import robots_url
from newsarchive.normalize.addresses import identity
from newsarchive.pages import PLATFORMS, AutoArticle, GenericArticle, WordPressArticle
from newsarchive.pages.blocks import line
from newsarchive.pages.recognize import Recognition, recognize
from newsarchive.probe.findings import Findings, Machine, Robots
from newsarchive.probe.order import order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.items import Article
    from newsarchive.pages import ArticlePage
    from newsarchive.probe.asking import Asker
    from newsarchive.probe.inquiry import Inquiry
    from newsarchive.probe.looking import Look

_MONTH = 365.2425 / 12
_MOST_STARTS = 8
_SPAN = 7.0
"""Days between two articles of which a rate is made: fewer say little."""


def judge(url: str, seen: Inquiry, ask: Asker) -> Findings:
    """Judge what an inquiry saw.

    Args:
        url: what it was asked to look at.
        seen: the inquiry, at its end.
        ask: what it asked by.
    """
    looks = [found for _, found in seen.samples] or [found for _, found in seen.lists] or [seen.home]
    recognition = _recognized(looks)
    samples = tuple(sample for sample, _ in seen.samples)
    listed = seen.lists[0][1].links if seen.lists else ()
    return Findings(
        url=url,
        home=urljoin(seen.home.visit.url, "/"),
        at=datetime.now(UTC).replace(microsecond=0),
        title=_title([*looks, seen.home]),
        asked=tuple(seen.asked),
        robots=_robots(seen, ask),
        platform=recognition.page_class.platform if recognition.evidence else "",
        evidence=recognition.evidence,
        page_class=_page_class(recognition, seen),
        charset=", ".join(dict.fromkeys(found.charset for found in looks if found.charset)),
        lists=tuple(listing for listing, _ in seen.lists),
        sitemap=_counted(seen.sitemap, seen),
        feed=seen.feed,
        api=seen.api,
        order=order([sample.article for sample in samples], listed),
        samples=samples,
        unread=tuple(dict.fromkeys(seen.unread)),
        rate=_rate(seen, listed),
        starts=_starts(seen),
        oldest=_oldest(seen),
    )


def _recognized(looks: Iterable[Look]) -> Recognition:
    """Recognize the platform that most of the pages show, the first of equals."""
    found = [
        recognize(look.page.parsed, look.page.url, PLATFORMS, otherwise=GenericArticle)
        for look in looks
        if look.page is not None
    ]
    if not found:
        return Recognition(page_class=GenericArticle, evidence=())
    (most, _), *_ = Counter(one.page_class for one in found).most_common()
    return next(one for one in found if one.page_class is most)


def _page_class(recognition: Recognition, seen: Inquiry) -> type[ArticlePage]:
    """Choose the platform's class where it reads title, text and date of every article; else the one that adapts.

    WordPress's own class knows core's themes; that a site's theme is one of them, nothing shows.
    """
    if not recognition.evidence or not seen.samples or recognition.page_class is WordPressArticle:
        return AutoArticle
    pages = ((found.page, found.visit.at) for _, found in seen.samples)
    is_read = all(page is not None and _reads(recognition.page_class, page, at) for page, at in pages)
    return recognition.page_class if is_read else AutoArticle


def _reads(page_class: type[ArticlePage], page: ArticlePage, at: datetime) -> bool:
    reading = page_class(page.parsed, page.url).read()
    if reading.refused or reading.guessed:
        return False
    article = normalize.article(reading, captured_at=at)
    return bool(article.title and (article.body or article.attachments) and article.published)


def _title(looks: Iterable[Look]) -> str | None:
    """Give what the site calls itself: for other programs, else in the home page's window."""
    pages = [found.page for found in looks if found.page is not None]
    named = next((name for page in pages if (name := page.data.first("og:site_name"))), None)
    if named is None and pages:
        named = next(filter(None, map(line, pages[-1].root.iter("title"))), None)
    return " ".join(named.split()) if named else None


def _robots(seen: Inquiry, ask: Asker) -> Robots:
    home = seen.home.visit.url
    said = ask.doors.said[robots_url(home)]
    own = [url for url in seen.seen if robots_url(url) == robots_url(home)]
    forbidden = tuple(url for url in own if not ask.doors.allow(url))
    return Robots(says=said["says"], delay=said["delay"], seen=len(own), forbidden=forbidden)


def _counted(sitemap: Machine | None, seen: Inquiry) -> Machine | None:
    """Say how many of the articles a sitemap names that was read as a whole."""
    if sitemap is None or sitemap.total is None or not seen.samples:
        return sitemap
    names = sum(1 for sample, _ in seen.samples if seen.names(sample))
    return Machine(url=sitemap.url, total=sitemap.total, names=(names, len(seen.samples)))


def _starts(seen: Inquiry) -> tuple[str, ...]:
    """Give the best list; where no list for programs names all that was seen, the others and the home page too."""
    lists = [listing.url for listing, _ in seen.lists]
    if seen.is_whole() and lists:
        return (lists[0],)
    home = seen.home.visit.url
    return tuple({identity(url): url for url in [*lists, home]}.values())[:_MOST_STARTS]


def _oldest(seen: Inquiry) -> date | None:
    """Give the day of the oldest article where the API names it; the last page of a list is of that list alone."""
    if seen.api is None or not seen.api.total:
        return None
    return next((_day(sample.article) for sample, _ in seen.samples if sample.role == "oldest"), None)


def _rate(seen: Inquiry, listed: tuple[str, ...]) -> float | None:
    """Estimate articles a month: by the API's total, else by what lies between two of a list, else by all its pages."""
    places = {identity(url): place for place, url in enumerate(listed)}
    points = sorted(
        (places[identity(sample.article.url)], day)
        for sample, _ in seen.samples
        if identity(sample.article.url) in places and (day := _day(sample.article))
    )
    total = seen.api.total if seen.api else None
    days = [day for sample, _ in seen.samples if (day := _day(sample.article))]
    if total and len(days) > 1 and any(sample.role == "oldest" for sample, _ in seen.samples):
        span = (max(days) - min(days)).days
        return total / max(span / _MONTH, 1)
    if len(points) > 1 and (points[0][1] - points[-1][1]).days >= _SPAN:
        (first, newest), (last, oldest) = points[0], points[-1]
        return (last - first) / ((newest - oldest).days / _MONTH)
    return _rate_of_pages(seen, days)


def _rate_of_pages(seen: Inquiry, days: list[date]) -> float | None:
    """Estimate articles a month by the pages of a list, where its last one was looked at and holds the oldest."""
    oldest = next((_day(sample.article) for sample, _ in seen.samples if sample.role == "oldest"), None)
    pages = seen.lists[0][0].pages if seen.lists else None
    if oldest is None or not pages or oldest != min(days) or (max(days) - oldest).days < _SPAN:
        return None
    return seen.lists[0][0].articles * (pages - 1) / max((max(days) - oldest).days / _MONTH, 1)


def _day(article: Article) -> date | None:
    published = article.published
    return published.date() if isinstance(published, datetime) else published
