"""WordPress under page builders and magazine themes: what each prints otherwise than core's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.recognize import THEME, Evidence
from newsarchive.pages.selectors import alternatives
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from newsarchive.pages.selectors import Css


class ElementorArticle(WordPressArticle):
    """A page of Elementor's theme builder: other headings bear the title's class, and ``time`` has no value."""

    platform: ClassVar[str] = "WordPress: Elementor"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            word="Elementor's template for an article or a list",
            weight=THEME,
            css=".elementor-location-single, .elementor-location-archive",
        ),
    )
    title_css: ClassVar[Css] = (
        ".elementor-widget-theme-post-title .elementor-heading-title",
        *alternatives(WordPressArticle.title_css),
    )
    date_css: ClassVar[Css] = (
        ".elementor-post-info__item--type-date",
        *alternatives(WordPressArticle.date_css),
    )
    author_css: ClassVar[Css] = (
        ".elementor-post-info__item--type-author",
        *alternatives(WordPressArticle.author_css),
    )
    section_css: ClassVar[Css] = (
        ".elementor-post-info__terms-list-item",
        *alternatives(WordPressArticle.section_css),
    )


class DiviArticle(WordPressArticle):
    """A page of Divi: the date is a bare ``span.published``, as in every teaser of its blog module."""

    platform: ClassVar[str] = "WordPress: Divi"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class of body et_divi_theme", weight=THEME, body=r"et_divi_theme|et-tb-has-template"),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/divi\b"),
    )
    date_css: ClassVar[Css] = (
        ".et_post_meta_wrapper .published, .et_pb_title_meta_container .published",
        *alternatives(WordPressArticle.date_css),
    )


class AvadaArticle(WordPressArticle):
    """A page of Avada: no class marks its date, beside which the moment of the last change is hidden."""

    platform: ClassVar[str] = "WordPress: Avada"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            word="classes fusion-*",
            weight=THEME,
            css=".fusion-wrapper, .fusion-post-title, .fusion-meta-info, .fusion-posts-container",
        ),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/avada\b"),
    )
    title_css: ClassVar[Css] = (".fusion-post-title", *alternatives(WordPressArticle.title_css))
    date_css: ClassVar[Css] = (
        ".fusion-meta-info-wrapper > span:not([class]), .fusion-meta-info-wrapper > .updated",
        *alternatives(WordPressArticle.date_css),
    )


class JNewsArticle(WordPressArticle):
    """A page of JNews: no ``article``, the date in a link, tags and sharing inside the text's element."""

    platform: ClassVar[str] = "WordPress: JNews"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class of body jnews, jeg_*", weight=THEME, body=r"jnews|jeg_(?:toggle|single)_\w+"),
        Evidence(word="files of the theme", weight=THEME, asset=r"/wp-content/themes/jnews\b"),
    )
    drop_css: ClassVar[Css] = ".jeg_share_button, .jeg_share_bottom_container, .jeg_ad, .jnews_inline_related_post"
    apart_css: ClassVar[Css] = ".jeg_post_tags"
    lead_css: ClassVar[Css] = ".entry-header .jeg_post_subtitle"
    date_css: ClassVar[Css] = (".jeg_meta_container .jeg_meta_date", *alternatives(WordPressArticle.date_css))
    author_css: ClassVar[Css] = (".jeg_meta_container .jeg_meta_author a", *alternatives(WordPressArticle.author_css))
    pager_css: ClassVar[Css] = (".jeg_pagination a", *alternatives(WordPressArticle.pager_css))
