"""Whether «previous» means older: told by the dates of the articles that it joins, else by the order of their list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import identity
from newsarchive.probe.findings import Order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.items import Article


def order(articles: Sequence[Article], listed: Sequence[str]) -> Order:
    """Compare neighbours.

    Args:
        articles: those that were looked at.
        listed: the addresses that a list names, in its order: newest first, unless their dates say otherwise.
    """
    printed = sum(1 for article in articles if article.previous or article.next)
    known = {identity(url): article for article in articles for url in (article.url, *article.aliases)}
    by_date = [vote for pair in _pairs(articles) for vote in _by_date(pair, known)]
    votes, by = by_date, "dates"
    if not votes:
        places = {identity(url): place for place, url in enumerate(listed)}
        votes, by = (
            [places[a] > places[b] for a, b in _pairs(articles) if a in places and b in places],
            "places in the list",
        )
    if not votes or len(set(votes)) > 1:
        return Order(printed=printed, previous_is_older=None, by=f"{by} contradict each other" if votes else "")
    return Order(
        printed=printed, previous_is_older=votes[0], by=f"{by} of {len(votes)} pair{'s' if len(votes) > 1 else ''}"
    )


def _pairs(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Give keys of articles: what is called previous, and what it is previous to."""
    seen: set[tuple[str, str]] = set()
    for article in articles:
        here = identity(article.url)
        pairs = [(identity(article.previous.url), here)] if article.previous else []
        pairs += [(here, identity(article.next.url))] if article.next else []
        yield from (pair for pair in pairs if pair not in seen)
        seen.update(pairs)


def _by_date(pair: tuple[str, str], known: dict[str, Article]) -> Iterator[bool]:
    previous, following = (known.get(key) for key in pair)
    if previous is None or following is None or previous.published is None or following.published is None:
        return
    first, second = previous.published, following.published
    if isinstance(first, datetime) and isinstance(second, datetime):
        earlier, later = first < second, first > second
    else:
        days = [value.date() if isinstance(value, datetime) else value for value in (first, second)]
        earlier, later = days[0] < days[1], days[0] > days[1]
    if earlier or later:
        yield earlier
