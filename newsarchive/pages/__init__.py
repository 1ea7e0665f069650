"""Reading a page: one class for each platform, selectors in, a Reading out. Nothing here knows the network."""

from typing import Final

from newsarchive.pages.base import EMPTY, ArticlePage, Routes
from newsarchive.pages.decode import Decoded, decode, is_nonsense
from newsarchive.pages.tagdiv import TagDivArticle
from newsarchive.pages.wordpress import WordPressArticle

PLATFORMS: Final[tuple[type[ArticlePage], ...]] = (TagDivArticle, WordPressArticle)
"""The classes that :func:`newsarchive.pages.recognize.recognize` chooses from."""

__all__ = [
    "EMPTY",
    "PLATFORMS",
    "ArticlePage",
    "Decoded",
    "Routes",
    "TagDivArticle",
    "WordPressArticle",
    "decode",
    "is_nonsense",
]
