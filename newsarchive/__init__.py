"""An archive of the news of Ukraine's regional councils.

>>> from newsarchive import Archive  # doctest: +SKIP
>>> for hit in Archive(Path("data"), readonly=True).search("сесія обласної ради"):  # doctest: +SKIP
...     print(hit.published, hit.title)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsarchive.version import __version__

if TYPE_CHECKING:
    from newsarchive.items import Article, Capture, Route
    from newsarchive.pages import ArticlePage
    from newsarchive.register import Certainty, NoSite
    from newsarchive.spider import CouncilSpider
    from newsarchive.store import Archive

__all__ = [
    "Archive",
    "Article",
    "ArticlePage",
    "Capture",
    "Certainty",
    "CouncilSpider",
    "NoSite",
    "Route",
    "__version__",
]

_HOMES = {
    "Archive": "newsarchive.store",
    "Article": "newsarchive.items",
    "ArticlePage": "newsarchive.pages",
    "Capture": "newsarchive.items",
    "Certainty": "newsarchive.register",
    "CouncilSpider": "newsarchive.spider",
    "NoSite": "newsarchive.register",
    "Route": "newsarchive.items",
}


def __getattr__(name: str) -> Any:
    """Import on first use (PEP 562), so that reading an archive does not start Scrapy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
