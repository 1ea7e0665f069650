"""WordPress's well-known themes: what each prints otherwise than core's own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.blocks import line
from newsarchive.pages.lines import BARE
from newsarchive.pages.recognize import THEME, Evidence
from newsarchive.pages.selectors import alternatives, classes, words
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from lxml import etree

    from newsarchive.pages.selectors import Css


_TELLING = words("p li table figure img iframe video audio")
"""What a text has, whoever made it."""


def _is_of_a_block(element: etree._Element) -> bool:
    """Whether an element is of a block that says something of an article, or of its comments."""
    around = (name for node in (element, *element.iterancestors()) for name in classes(node))
    return any(name.startswith(("wp-block-post-", "wp-block-comment")) for name in around)


def _is_beside_a_block(element: etree._Element) -> bool:
    """Whether an element is a word of the template beside such a block: «Written by», «—», «in»."""
    is_word = element.tag == "p" and len(line(element)) < BARE
    return is_word and any(_is_of_a_block(node) for node in element.itersiblings("div"))


class BlockThemeArticle(WordPressArticle):
    """A page of a block theme. The label of a neighbour stands before its anchor, and the author is no link."""

    platform: ClassVar[str] = "WordPress: block theme"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class wp-site-blocks", weight=THEME, css=".wp-site-blocks"),
    )
    author_css: ClassVar[Css] = (
        ".wp-block-post-author__name, .wp-block-post-author-name",
        *alternatives(WordPressArticle.author_css),
    )
    tags_css: ClassVar[Css] = ".taxonomy-post_tag a"
    list_css: ClassVar[Css] = (
        ".wp-block-query .wp-block-post-title a",
        ".wp-block-post-title a",
        *alternatives(WordPressArticle.list_css),
    )
    pager_css: ClassVar[Css] = (".wp-block-query-pagination a", *alternatives(WordPressArticle.pager_css))

    @cached_property
    def guessed(self) -> bool:
        """Whether no mark of the theme told where the text stands; it tells where there is none, too."""
        return super().guessed and not self._is_untold()

    def _is_untold(self) -> bool:
        """Whether nothing stands in the text's place, or there is none: core prints no block for an empty text.

        WordPress 6.1, wp-includes/blocks/post-content.php.
        """
        if self.marked:
            return super()._is_untold()
        titles = self.finder.find(self.root, "main h1.wp-block-post-title")
        told = (node for title in titles for main in title.iterancestors("main") for node in main.iter(*_TELLING))
        return bool(titles) and all(_is_of_a_block(node) or _is_beside_a_block(node) for node in told)


class GeneratePressArticle(WordPressArticle):
    """A page of GeneratePress: articles and lists share one navigation, and the last change is dated first."""

    platform: ClassVar[str] = "WordPress: GeneratePress"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class inside-article in a grid-container", weight=THEME, css=".grid-container .inside-article"),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/generatepress\b"),
    )


class AstraArticle(WordPressArticle):
    """A page of Astra: no ``time``, both dates in one element, and neighbours without their titles."""

    platform: ClassVar[str] = "WordPress: Astra"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class of body astra-N, ast-*", weight=THEME, body=r"astra-\d[\d.]*|ast-(?:desktop|single-post)"),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/astra\b"),
    )
    date_css: ClassVar[Css] = (
        ".entry-meta .posted-on .published, .entry-meta .posted-on .updated",
        *alternatives(WordPressArticle.date_css),
    )


class OceanWPArticle(WordPressArticle):
    """A page of OceanWP: its h1 is the blog's, and related posts with their dates stand inside the article.

    Its links to neighbours stay within one tag by default.
    """

    platform: ClassVar[str] = "WordPress: OceanWP"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class of body oceanwp-theme", weight=THEME, body=r"oceanwp-theme"),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/oceanwp\b"),
    )
    title_css: ClassVar[Css] = (".single-post-title", *alternatives(WordPressArticle.title_css))
    date_css: ClassVar[Css] = (
        "ul.meta .meta-date, ul.meta .meta-mod-date",
        *alternatives(WordPressArticle.date_css),
    )
