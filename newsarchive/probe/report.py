"""What looking at a site brought, in words, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsarchive.pages import AutoArticle
from newsarchive.probe.draft import TO_BE_FILLED_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.items import Article
    from newsarchive.probe.drafting import Drafted
    from newsarchive.probe.findings import Findings, Listing, Machine, Order, Robots, Sample

Line = tuple[str, str]
_WIDEST = 110
_MOST = 4
"""Lists, articles or sentences of one kind that are told; the rest is counted."""


def lines(found: Findings) -> Iterator[Line]:
    """Give the report as pairs of a word and what is said of it; a word is empty where the line before goes on."""
    yield "site", f"{found.home}  {found.title or 'does not say what it is called'}"
    yield "platform", found.platform or "not recognized"
    if found.evidence:
        yield "", "by " + _cut(", ".join(found.evidence))
    yield "read by", _reader(found)
    yield "robots.txt", _robots(found.robots)
    if found.robots.forbidden:
        yield "", "among them " + _cut(", ".join(map(_short, found.robots.forbidden[:2])))
    yield from _rows("lists", [_listing(one) for one in found.lists], "none was found")
    yield "sitemap", _machine(found.sitemap, "addresses")
    yield "feed", _machine(found.feed, "articles")
    yield "API", _machine(found.api, "articles")
    yield "neighbours", _order(found.order, len(found.samples))
    yield from _rows("dates", _dates(found), "no article was read")
    yield "charset", found.charset or "no page was read"
    yield from _rows("articles", [_article(sample) for sample in found.samples], "none could be read")
    yield (
        "a month",
        f"about {found.rate:.1f} articles" if found.rate is not None else "not known: too few dates were seen",
    )
    yield from _rows("not read", [_cut(text) for text in found.unread], "nothing: all that was asked for was read")
    yield from _checks(found)
    yield "asked", f"{len(found.asked)} requests"


def _checks(found: Findings) -> Iterator[Line]:
    """Say what of a spider's declaration is confirmed, and what is to be changed."""
    for number, check in enumerate(sorted(found.checks, key=lambda check: not check.change)):
        yield "" if number else "declared", f"{'CHANGE' if check.change else 'ok'} {check.attribute}: {check.seen}"
        if check.change:
            yield "", f"       → {check.change}"


def to_check(drafted: Drafted) -> Iterator[Line]:
    """Say what was written, and what a person must look at before it counts."""
    yield "written", str(drafted.spider)
    for number, page in enumerate(drafted.pages):
        yield "" if number else "pages", str(page)
    left = [line.split("=")[0].strip() for line in drafted.source.splitlines() if line.endswith(TO_BE_FILLED_IN)]
    yield "check", (f"fill in {', '.join(left)}" if left else f"council, oblast and per_month in {drafted.spider.name}")
    yield (
        "",
        "open each saved page in a browser, and hold its article.json against it: title, day, every paragraph",
    )
    yield "", f"newsarchive lint {drafted.spider}"
    yield "", f"newsarchive crawl {drafted.spider} --limit 20 --data data/try --contact YOU"


def _rows(word: str, texts: list[str], otherwise: str) -> Iterator[Line]:
    """Give several lines under one word, those beyond a few only counted."""
    kept = texts[:_MOST] + ([f"and {len(texts) - _MOST} more"] if len(texts) > _MOST else [])
    for number, text in enumerate(kept or [otherwise]):
        yield "" if number else word, text


def _reader(found: Findings) -> str:
    name = found.page_class.__name__
    if found.page_class is not AutoArticle:
        return f"{name}: title, text and date of {len(found.samples)} of {len(found.samples)} articles"
    lacking = [f"{sample.article.url} lacks {', '.join(sample.lacks)}" for sample in found.samples if sample.lacks]
    return f"{name}, which adapts to each page" + (f"; {_cut(lacking[0])}" if lacking else "")


def _robots(robots: Robots) -> str:
    says = {"rules": "has rules", "all allowed": "there is none: all is allowed"}.get(robots.says, robots.says)
    delay = f"Crawl-delay {robots.delay:g} s" if robots.delay else "no Crawl-delay"
    return f"{says}; {delay}; forbids {len(robots.forbidden)} of {robots.seen} addresses that were seen"


def _listing(listing: Listing) -> str:
    pages = f"{listing.pages} pages" if listing.pages else "no pager"
    label = f"  «{listing.label}»" if listing.label else ""
    return f"{_short(listing.url)}  {listing.articles} articles, {pages}{label}"


def _machine(machine: Machine | None, what: str) -> str:
    if machine is None:
        return "none was found"
    total = f"{machine.total} {what}" if machine.total is not None else ""
    names = f"names {machine.names[0]} of {machine.names[1]} articles looked at" if machine.names else ""
    return f"{_short(machine.url.partition('?_fields')[0])}  " + "; ".join(filter(None, (total, machine.note, names)))


def _order(order: Order, samples: int) -> str:
    if not order.printed:
        return f"on none of {samples} articles"
    meaning = {True: "previous is older", False: "previous is NEWER", None: "which is older cannot be told"}
    known = order.previous_is_older is not None
    by = f" ({'by ' if known else ''}{order.by})" if order.by else ""
    return f"on {order.printed} of {samples} articles; {meaning[order.previous_is_older]}{by}"


def _dates(found: Findings) -> list[str]:
    """Say where the dates stand: one example of each place."""
    told = [name for name, machine in (("the API", found.api), ("the feed", found.feed)) if machine and machine.dated]
    elsewhere = f"; {' and '.join(told)} will tell it" if told else ""
    by_source = {sample.article.published_from: _date(sample.article, elsewhere) for sample in reversed(found.samples)}
    return list(by_source.values())


def _date(article: Article, elsewhere: str) -> str:
    if article.published_from is None:
        return f"none could be trusted{elsewhere}"
    if article.published_raw is None:
        return f"from the {article.published_from}: the article's own page tells none"
    return f"from {article.published_from}: {article.published_raw}"


def _article(sample: Sample) -> str:
    article = sample.article
    day = f"{article.published:%Y-%m-%d}" if article.published else "no date   "
    return _cut(f"{day}  {sample.role}: {article.title or 'no title'} ({len(article.body)} characters)")


def _short(url: str) -> str:
    """Give an address as people read it, without its host."""
    parts = urlsplit(url)
    return _cut(unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else ""))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
