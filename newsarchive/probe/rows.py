"""What a spider declares, held against its site: each attribute is confirmed, or what to write instead is said."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import identity, site
from newsarchive.pages import AutoArticle, GenericArticle, verdict
from newsarchive.probe.draft import AROUND, region
from newsarchive.probe.findings import Check
from newsarchive.probe.inquiry import LEAST
from newsarchive.register import REGIONS, Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsarchive.probe.findings import Findings
    from newsarchive.probe.looking import Look
    from newsarchive.spider import CouncilSpider


def checks(
    spider: type[CouncilSpider], found: Findings, starts: Mapping[str, Look], former: Mapping[str, Look]
) -> Iterator[Check]:
    """Hold a spider against its site.

    Args:
        spider: what is declared.
        found: what was seen, read by the spider's own page class.
        starts: its start addresses -> what came of asking them.
        former: its former hosts -> what came of asking for their home pages.
    """
    is_own = not max(spider.pages().items())[1].__module__.startswith("newsarchive.pages")
    for url, answer in starts.items():
        yield _start(url, answer, found, is_own=is_own)
    for host, answer in former.items():
        yield _former(spider, host, answer)
    yield _article(spider, found)
    if found.order.previous_is_older is not None:
        yield _previous(spider, found.order.previous_is_older, found.order.by)
    if found.oldest is not None:
        late = found.oldest < spider.since
        change = f"since = date({found.oldest.year}, 1, 1), else what is older is not walked" if late else ""
        yield Check(attribute="since", seen=f"the oldest article is of {found.oldest}", change=change)
    if found.rate is not None:
        yield _per_month(spider, found.rate)
    yield from _council(spider, found)
    if spider.certainty is not Certainty.SEEN and found.samples:
        yield Check(attribute="certainty", seen="articles were read", change="certainty = Certainty.SEEN")


def _start(url: str, answer: Look, found: Findings, *, is_own: bool) -> Check:
    final = answer.visit.url
    what = f"{len(answer.links)} articles" if len(answer.links) >= LEAST else "an article" if answer.article else ""
    if not what:
        why = answer.visit.why or f"status {answer.visit.status}"
        others = [other for other in found.starts if identity(other) != identity(url)]
        change = f"take it out, or write {others[0]} instead" if others else "take it out"
        blind = is_own and answer.page is not None and answer.visit.status == HTTPStatus.OK
        return Check(
            attribute="start_urls",
            seen=f"{url} shows no articles ({why}{'; list_css finds none' if blind else ''})",
            change=f"give list_css their anchors where it lists some; else {change}" if blind else change,
        )
    if identity(final) != identity(url) or final.partition(":")[0] != url.partition(":")[0]:
        return Check(attribute="start_urls", seen=f"{url} leads to {final}: {what}", change=f"write {final}")
    return Check(attribute="start_urls", seen=f"{url} shows {what}")


def _former(spider: type[CouncilSpider], host: str, answer: Look) -> Check:
    final, here = answer.visit.url, {site(url) for url in spider.start_urls}
    if answer.exchange is None:
        seen = f"{host} does not answer ({answer.visit.why}): its addresses still count as the site's"
    elif site(final) in here:
        seen = f"{host} leads to {final}"
    elif site(final) == host.removeprefix("www."):
        title = answer.article.title if answer.article else ""
        seen = f"{host} still answers by itself (status {answer.visit.status}) {title}".rstrip()
    else:
        return Check(
            attribute="former_hosts",
            seen=f"{host} leads to {final}",
            change="see whose it is now; take it out if not the council's",
        )
    return Check(attribute="former_hosts", seen=seen)


def _article(spider: type[CouncilSpider], found: Findings) -> Check:
    declared = max(spider.pages().items())[1]
    name = declared.__name__
    if not found.samples:
        unmarked = bool(found.unread) and all(said.endswith(f": {verdict.UNKNOWN}") for said in found.unread)
        missing = "give post_css what each article has once and no list has: docs/developers/pages.md"
        return Check(
            attribute="article",
            seen=f"{name} reads none of the pages that were asked for",
            change=missing if unmarked else f"look at them, or write {found.page_class.__name__}",
        )
    lacking = [f"{', '.join(sample.lacks)} of {sample.article.url}" for sample in found.samples if sample.lacks]
    seen = f"{name} reads title, text and date of {len(found.samples) - len(lacking)} of {len(found.samples)} articles"
    if lacking:
        return Check(attribute="article", seen=f"{seen}; not {lacking[0]}", change=_instead(declared, found))
    guessed = sum(sample.article.guessed for sample in found.samples)
    if guessed and not issubclass(declared, (AutoArticle, GenericArticle)):
        change = "give body_css what holds the text: docs/developers/pages.md"
        return Check(attribute="article", seen=f"{seen}, but guesses the text of {guessed}", change=change)
    is_other = found.page_class is not AutoArticle and not issubclass(declared, (found.page_class, AutoArticle))
    return Check(
        attribute="article",
        seen=f"{seen}; the site is recognized as {found.platform or 'nothing known'}",
        change=f"article = {found.page_class.__name__}, which reads them all too" if is_other else "",
    )


def _instead(declared: type, found: Findings) -> str:
    if issubclass(declared, found.page_class):
        return "give the page class the selectors that are missing: docs/developers/pages.md"
    return f"try article = {found.page_class.__name__}"


def _previous(spider: type[CouncilSpider], older: bool, by: str) -> Check:
    meaning = "older" if older else "newer"
    is_so = spider.previous_is_older() == older
    change = "" if is_so else f"declare a page class with previous_is_older = {older}"
    return Check(attribute="previous_is_older", seen=f"previous leads to what is {meaning}, by {by}", change=change)


def _per_month(spider: type[CouncilSpider], rate: float) -> Check:
    least, most = spider.per_month
    is_far = rate * AROUND < least or rate > most * AROUND
    change = f"a range around {rate:.1f} in place of ({least}, {most})" if is_far else ""
    return Check(attribute="per_month", seen=f"about {rate:.1f} articles a month", change=change)


def _council(spider: type[CouncilSpider], found: Findings) -> Iterator[Check]:
    if found.title is None:
        return
    code = region(found.title)
    is_other = code is not None and code != spider.oblast
    change = f"the site calls itself «{found.title}», of {REGIONS[code].name}" if is_other and code else ""
    yield Check(attribute="council", seen=f"the site calls itself «{found.title}»", change=change)
