"""Joomla by its versions, and K2, its best known extension for articles.

Their links to neighbours run within one category, in the order of its menu: with the newest first, as news mostly are,
previous is newer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import HINT, SOFTWARE, THEME, Evidence
from newsarchive.pages.selectors import alternatives
from newsarchive.pages.shape import forms

if TYPE_CHECKING:
    from newsarchive.items import Reading
    from newsarchive.pages.selectors import Css

_PLUGIN = re.compile(r"\{/?[a-z]{4,}(?:[ =|][^{}\u0400-\u04ff]{0,80})?\}")
"""What an editor wrote for a plug-in that is gone: ``{jathumbnail off}``, ``{loadposition user1}``."""


class JoomlaArticle(ArticlePage):
    """A page of Joomla 4 or 5. The neighbour's title is hidden in its anchor, behind a label."""

    platform: ClassVar[str] = "Joomla"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator Joomla", weight=SOFTWARE, generator=r"^Joomla!"),
        Evidence(word="files of Joomla's templates", weight=HINT, asset=r"/(?:media/(?:jui|system|vendor)|templates)/"),
        Evidence(word="class of body com_*, view-*", weight=SOFTWARE, body=r"com_(?:content|k2)|com-content"),
        Evidence(word="class com-content-*", weight=SOFTWARE, css=".com-content-article, .com-content-category-blog"),
    )
    previous_is_older: ClassVar[bool] = False
    title_css: ClassVar[Css] = (".item-page .page-header h2", ".item-page .page-header h1")
    body_css: ClassVar[Css] = (
        ".item-page [itemprop=articleBody], .item-page .com-content-article__body",
        *alternatives(ArticlePage.body_css),
    )
    drop_css: ClassVar[Css] = (
        "[id^=cloak], joomla-hidden-mail, .pagenav, .pagenavigation, .icons, .content_rating, .readmore, .item-image"
    )
    date_css: ClassVar[Css] = (
        ".article-info .published time, .article-info .modified time",
        ".article-info .create time, .article-info .modified time",
        ".article-info .published, .article-info .create, .article-info .modified",
        *alternatives(ArticlePage.date_css),
    )
    section_css: ClassVar[Css] = ".article-info .category-name a"
    tags_css: ClassVar[Css] = ".item-page .tags a"
    author_css: ClassVar[Css] = (
        ".article-info .createdby [itemprop=name]",
        ".article-info .createdby > a, .article-info .createdby > span:not([class])",  # Joomla 5 has no microdata
        ".article-info .createdby",
    )
    list_css: ClassVar[Css] = (
        (
            ".blog .page-header h2 a, .blog .item-title a, .blog .items-more a, .blog-featured .item-title a, "
            ".blog-featured h2 a"
        ),
        ".category-list .list-title a",
        ".blog .readmore a, .blog-featured .readmore a",
        *alternatives(ArticlePage.list_css),
    )
    post_css: ClassVar[Css] = ".item-page"

    def read(self) -> Reading:
        """Read the page without what was written for plug-ins that are gone."""
        found = super().read()
        blocks = (_PLUGIN.sub("", block).strip() for block in found.blocks)
        kept = tuple(filter(None, blocks))
        return found if kept == found.blocks else replace(found, blocks=kept, forms=forms(self.bodies, kept))


class Joomla3Article(JoomlaArticle):
    """A page of Joomla 2.5 or 3: the h1 is its menu's, the article's title an h2, that of a neighbour an attribute.

    In 2.5 nothing holds the text alone.
    """

    platform: ClassVar[str] = "Joomla 3"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            word="markup of Joomla 2.5 or 3",
            weight=THEME,
            css=".item-page [itemprop=articleBody], .blog [itemprop=blogPost], .items-leading, ul.pagenav, ul.actions",
            generator=r"^Joomla! - ",
        ),
    )
    title_css: ClassVar[Css] = (
        ".item-page [itemprop=headline]",
        ".item-page > h2:first-of-type",
        *alternatives(JoomlaArticle.title_css),
    )
    body_css: ClassVar[Css] = (".item-page [itemprop=articleBody]", ".item-page", *alternatives(JoomlaArticle.body_css))
    drop_css: ClassVar[Css] = (".actions", *alternatives(JoomlaArticle.drop_css))
    apart_css: ClassVar[Css] = (
        ".item-page > h1, .item-page > h2:first-of-type, .item-page > .page-header, .article-info, .item-page > .tags"
    )


class Joomla15Article(JoomlaArticle):
    """A page of Joomla 1.5, in tables: nothing marks the text's cell, and the last change is dated below it."""

    platform: ClassVar[str] = "Joomla 1.5"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator Joomla! 1.5", weight=THEME, generator=r"^Joomla! 1\.5\b"),
        Evidence(word="classes contentheading, contentpaneopen", weight=THEME, css=".contentpaneopen .contentheading"),
    )
    title_css: ClassVar[Css] = (".contentheading", ".componentheading")
    body_css: ClassVar[Css] = (".article-content", ".contentpaneopen")
    drop_css: ClassVar[Css] = ".buttonheading, .article-tools, .article_separator, .pagenav, [id^=cloak]"
    apart_css: ClassVar[Css] = ".contentheading, .createdate, .modifydate, .small, .createby"
    date_css: ClassVar[Css] = ".createdate, .modifydate"
    previous_css: ClassVar[Css] = ".pagenav_prev a"
    next_css: ClassVar[Css] = ".pagenav_next a"
    author_css: ClassVar[Css] = (".createby", ".contentpaneopen .small")
    list_css: ClassVar[Css] = (
        ".blog a.contentpagetitle",
        "a.contentpagetitle",
        "a.readon",
        ".sectiontableentry1 a, .sectiontableentry2 a",
    )
    pager_css: ClassVar[Css] = ("a.pagenav", ".pagination a")
    post_css: ClassVar[Css] = "body:not(:has(.blog)):not(:has(.readon)) .contentheading"


class K2Article(JoomlaArticle):
    """A page of K2: previous has the lower number; its chain stays within one category."""

    platform: ClassVar[str] = "Joomla: K2"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="id k2Container", weight=THEME, css="#k2Container"),
        Evidence(word="class of body com_k2", weight=THEME, body=r"com_k2"),
    )
    previous_is_older: ClassVar[bool] = True
    title_css: ClassVar[Css] = ".itemView .itemTitle"
    body_css: ClassVar[Css] = (".itemIntroText, .itemFullText", ".itemBody")
    files_css: ClassVar[Css] = ".itemAttachments a"
    date_css: ClassVar[Css] = ".itemDateCreated, .itemDateModified"
    previous_css: ClassVar[Css] = "a.itemPrevious"
    next_css: ClassVar[Css] = "a.itemNext"
    section_css: ClassVar[Css] = ".itemCategory a"
    tags_css: ClassVar[Css] = ".itemTags a"
    author_css: ClassVar[Css] = (".itemAuthor a", ".itemAuthor")
    list_css: ClassVar[Css] = (".catItemTitle a, .genericItemTitle a, .tagItemTitle a", "a.k2ReadMore")
    pager_css: ClassVar[Css] = ".k2Pagination a"
    post_css: ClassVar[Css] = ".itemView"
