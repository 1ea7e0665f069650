"""Keeps a page as tests read it: one WARC record, and beside it what is read from it, for a person to check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsarchive import saved
from newsarchive.errors import QualityAlarm, UsageError
from newsarchive.visit import attempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.capture import Exchange
    from newsarchive.items import Article
    from newsarchive.spider import CouncilSpider

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page to be kept."""

    folder: str
    """``DAY-WORD``."""
    article: Article
    exchange: Exchange

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give its files by name, below the folder of the spider's pages."""
        yield f"{self.folder}/{saved.PAGE}", saved.record(self.exchange)
        yield f"{self.folder}/{saved.EXPECTED}", saved.expected(self.article).encode()


def keep(spider: type[CouncilSpider], exchange: Exchange, word: str | None = None) -> Kept:
    """Read a page as its spider does, and give what is to be kept of it.

    Args:
        spider: whose page it is.
        exchange: the answer.
        word: what sets the page apart; None for a word of its address.

    Raises:
        UsageError: the word is none.
        QualityAlarm: the spider does not read the page as an article.
    """
    visit, trouble = attempt(spider.site(), exchange)
    article = visit.article or visit.doubtful
    if article is None:
        why = "it breaks what reads it" if trouble else visit.why or "a list"
        raise QualityAlarm(f"{exchange.url} is no article to {spider.name} ({why}): nothing was written.")
    if word is not None and not _WORD.fullmatch(word):
        raise UsageError(f"«{word}» cannot name a page: take small Latin letters, digits and hyphens.")
    day = f"{article.published:%Y-%m-%d}" if article.published else "undated"
    return Kept(folder=f"{day}-{word or _word(exchange.url)}", article=article, exchange=exchange)


def _word(url: str) -> str:
    """Give a word of an address that tells a person which page it is."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].lower()
    return next(iter(_LETTERS.findall(last)), "page")
