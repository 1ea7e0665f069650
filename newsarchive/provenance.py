"""Who captured, with what, under which rules: said in each crawl's row and each WARC file's warcinfo record."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from newsarchive.version import __version__

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from newsarchive.spider import CouncilSpider

_PACKAGES = ("scrapy", "twisted", "lxml", "parsel", "dateparser", "warcio", "sqlite-utils")
_SETTINGS = (
    "NEWSARCHIVE_CONTACT",
    "NEWSARCHIVE_LIMIT",
    "NEWSARCHIVE_SINCE",
    "NEWSARCHIVE_AGAIN",
    "DOWNLOAD_DELAY",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_TIMEOUT",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "ROBOTSTXT_OBEY",
    "USER_AGENT",
)
START = "newsarchive-start"
SPIDER = "newsarchive-spider"
CRAWL = "newsarchive-crawl"
STARTED = "newsarchive-started"
"""Extension fields of warcinfo, from which ``rebuild`` knows whose files these are."""


def versions() -> dict[str, str]:
    """Name the software, with versions."""
    return {
        "newsarchive": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


def settings(crawl: BaseSettings, spider: type[CouncilSpider]) -> dict[str, Any]:
    """Name the settings that mattered."""
    return {"start_urls": list(spider.start_urls), **{name: crawl.get(name) for name in _SETTINGS}}


def warcinfo(crawl: BaseSettings, spider: type[CouncilSpider], number: int, started: str) -> dict[str, str]:
    """Fill a warcinfo record (WARC 1.1, 5.8; DCMI terms).

    Args:
        crawl: the settings in force.
        spider: who crawls.
        number: the crawl's row.
        started: when it began, UTC, ISO 8601.
    """
    return {
        "software": f"newsarchive/{__version__} Scrapy/{version('scrapy')} warcio/{version('warcio')}",
        "operator": crawl.get("NEWSARCHIVE_CONTACT") or "not named",
        "http-header-user-agent": crawl["USER_AGENT"],
        "robots": "obey" if crawl.getbool("ROBOTSTXT_OBEY") else "ignore",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": spider.council,
        "description": (
            "Bodies are as sent, still compressed; chunked transfer coding is undone. Rebuilt, not recorded: the "
            "status line's reason, the case and order of header names, the request line and its Host field."
        ),
        SPIDER: spider.name,
        START: " ".join(spider.start_urls),
        CRAWL: str(number),
        STARTED: started,
    }
