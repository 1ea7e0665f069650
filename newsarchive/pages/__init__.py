"""Reading a page: one class for each platform, selectors in, a Reading out. Nothing here knows the network."""

from typing import Final

from newsarchive.pages.auto import AutoArticle
from newsarchive.pages.base import EMPTY, ArticlePage
from newsarchive.pages.builders import AvadaArticle, DiviArticle, ElementorArticle, JNewsArticle
from newsarchive.pages.decode import Decoded, decode, is_nonsense
from newsarchive.pages.drupal import BackdropArticle, Drupal7Article, DrupalArticle
from newsarchive.pages.engines import DLEArticle, OctoberArticle
from newsarchive.pages.generic import GenericArticle
from newsarchive.pages.joomla import Joomla3Article, Joomla15Article, JoomlaArticle, K2Article
from newsarchive.pages.lists import Routes
from newsarchive.pages.own import FlatArticle, LaravelArticle, NumberedArticle, UnixTimeArticle
from newsarchive.pages.tagdiv import TagDivArticle
from newsarchive.pages.themes import AstraArticle, BlockThemeArticle, GeneratePressArticle, OceanWPArticle
from newsarchive.pages.wordpress import WordPressArticle

PLATFORMS: Final[tuple[type[ArticlePage], ...]] = (
    TagDivArticle,
    BlockThemeArticle,
    GeneratePressArticle,
    AstraArticle,
    OceanWPArticle,
    ElementorArticle,
    DiviArticle,
    AvadaArticle,
    JNewsArticle,
    WordPressArticle,
    K2Article,
    Joomla15Article,
    Joomla3Article,
    JoomlaArticle,
    BackdropArticle,
    Drupal7Article,
    DrupalArticle,
    OctoberArticle,
    DLEArticle,
    NumberedArticle,
    UnixTimeArticle,
    LaravelArticle,
    FlatArticle,
)
"""The classes that :func:`newsarchive.pages.recognize.recognize` chooses from."""

__all__ = [
    "EMPTY",
    "PLATFORMS",
    "ArticlePage",
    "AstraArticle",
    "AutoArticle",
    "AvadaArticle",
    "BackdropArticle",
    "BlockThemeArticle",
    "DLEArticle",
    "Decoded",
    "DiviArticle",
    "Drupal7Article",
    "DrupalArticle",
    "ElementorArticle",
    "FlatArticle",
    "GeneratePressArticle",
    "GenericArticle",
    "JNewsArticle",
    "Joomla3Article",
    "Joomla15Article",
    "JoomlaArticle",
    "K2Article",
    "LaravelArticle",
    "NumberedArticle",
    "OceanWPArticle",
    "OctoberArticle",
    "Routes",
    "TagDivArticle",
    "UnixTimeArticle",
    "WordPressArticle",
    "decode",
    "is_nonsense",
]
