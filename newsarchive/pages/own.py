"""The councils' own software, of which addresses, texts and dates are known, and no markup.

The classes that these name are guesses; the traps are not: they stand in texts of the sites.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsarchive.items import DateClue
from newsarchive.normalize.addresses import canonical
from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import HINT, SOFTWARE, THEME, Evidence

if TYPE_CHECKING:
    from newsarchive.items import Reading
    from newsarchive.pages.selectors import Css

_UNIX_TIME = re.compile(r"-(1\d{9})/?$")
"""Seconds from 2001 to 2033 at the end of a slug."""


class OwnArticle(ArticlePage):
    """A page of a site built for one council: a title, a date, a text, and no link to a neighbour.

    «Повернутися назад» leads back to the list, «Інші новини» to the newest: neither is a neighbour.
    """

    platform: ClassVar[str] = "own software"
    title_css: ClassVar[Css] = (
        ".news-detail h1, .news-page h1, .news-view h1, .article h1, #content h1",
        "h1",
    )
    body_css: ClassVar[Css] = (
        ".news-detail .text, .news-page .news-text, .news-view .text",
        ".article .article-text, .article-content, .article-body",
        "#content .page-text, #content .text",
    )
    date_css: ClassVar[Css] = (
        ".news-detail .date, .news-page .news-date, .news-view .date",
        ".article .article-date, .article .date",
    )
    previous_css: ClassVar[Css] = ""
    next_css: ClassVar[Css] = ""
    list_css: ClassVar[Css] = (
        ".news-list .news-item-title, .news-list .news-title, .news-list h2 a, .news-list h3 a",
        ".news-list a",
    )
    pager_css: ClassVar[Css] = (".pagination a", ".pages a")
    post_css: ClassVar[Css] = ".news-detail, .news-page, .news-view, .article"


class LaravelArticle(OwnArticle):
    """A page of a site made with Laravel: ``?page=N``; a featured article may stand before the page's own."""

    platform: ClassVar[str] = "own software: Laravel"
    # Many sites are made with Laravel; only those with the names that this class reads are its.
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            word="files made by Laravel Mix, an article or a list of news",
            weight=SOFTWARE,
            asset=r"/(?:css|js)/app\.(?:css|js)\b",
            css=".news-detail, .news-list",
        ),
    )


class NumberedArticle(OwnArticle):
    """A page of a site that counts its articles: ``news.php?group=20&news=ID``.

    Beside the article stand dated events and a calendar; its pager's anchors bear a number and no address.
    """

    platform: ClassVar[str] = "own software: numbered"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="address with group and news", weight=THEME, address=r"/news(?:\.php)?\?(?:.*&)?group=\d+"),
    )

    def pager(self) -> tuple[str, ...]:
        """Give the other pages of the list, by the numbers of their anchors."""
        named = super().pager()
        if named or self.is_single:
            return named
        pages = (
            anchor.get("data-page", "") for anchor in self.finder.first(self.root, "a.page[data-page]:not(.active)")
        )
        return tuple(dict.fromkeys(self._numbered(page) for page in pages if page.isdecimal()))

    def _numbered(self, page: str) -> str:
        parts = urlsplit(self.url)
        query = dict(parse_qsl(parts.query)) | {"page": page}
        return canonical(parts._replace(query=urlencode(query)).geturl())


class UnixTimeArticle(OwnArticle):
    """A page of a site whose slugs end in the second of publication.

    The second is believed where the day that the page prints agrees, and where it prints none; else the printed day is,
    since that is what the council tells its readers.
    """

    platform: ClassVar[str] = "own software: time in the address"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="address that ends in a Unix time", weight=SOFTWARE, address=r"-1\d{9}/?$"),
    )

    def read(self) -> Reading:
        """Read the page, and the time in its address first."""
        found = super().read()
        second = _UNIX_TIME.search(urlsplit(self.address).path)
        if second is None:
            return found
        printed = next((clue.value for clue in found.published), None)
        return replace(found, published=(DateClue(source="url", value=second[1], printed=printed), *found.published))


class FlatArticle(OwnArticle):
    """A page of a site of flat ``.htm``: each begins with teasers of the newest articles, and prints no date."""

    platform: ClassVar[str] = "own software: flat .htm"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="address /SLUG.htm", weight=HINT, address=r"^https?://[^/]+/[^/]+\.htm$"),
        Evidence(word="pictures «Фото без опису»", weight=SOFTWARE, css="img[alt='Фото без опису']"),
    )
    post_css: ClassVar[Css] = "#content .page-text"
