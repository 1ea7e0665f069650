"""WordPress with its own themes, classic and block, and the many built after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import HINT, SOFTWARE, Evidence
from newsarchive.pages.selectors import alternatives

if TYPE_CHECKING:
    from newsarchive.pages.selectors import Css


class WordPressArticle(ArticlePage):
    """A page of a WordPress site whose theme keeps to the classes of core."""

    platform: ClassVar[str] = "WordPress"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator WordPress", weight=SOFTWARE, generator=r"^WordPress\b"),
        Evidence(word="link to the WordPress API", weight=SOFTWARE, rel="https://api.w.org/"),
        Evidence(word="files from wp-content, wp-includes", weight=SOFTWARE, asset=r"/wp-(?:content|includes)/"),
        Evidence(word="class of body postid-N, wp-*", weight=HINT, body=r"postid-\d+|page-id-\d+|wp-[a-z-]+"),
        Evidence(word="photographs from wp-content", weight=HINT, css="img[src*='/wp-content/uploads/']"),
        Evidence(word="class of a post", weight=HINT, css="article.type-post, .hentry"),
    )
    neighbours_by_sight: ClassVar[bool] = True
    title_css: ClassVar[Css] = (
        "h1.entry-title, h1.wp-block-post-title, h1.post-title",
        "h1.elementor-heading-title, h1.page-title, h1.single-title, h1.title",
    )
    body_css: ClassVar[Css] = (
        ".entry-content",
        ".wp-block-post-content",
        ".elementor-widget-theme-post-content .elementor-widget-container, .elementor-widget-theme-post-content",
        "[itemprop=articleBody]",
        (
            ".post-content, .et_pb_post_content, .single-content, .post-entry, .content-inner, .article-content, "
            ".the-content, .the_content, .post_content, .entry, .post-body, .news-content"
        ),
        "article.type-post",
    )
    date_css: ClassVar[Css] = (
        ".entry-header time, .entry-meta time, .posted-on time, .wp-block-post-date time, .entry-footer time",
        *alternatives(ArticlePage.date_css),
    )
    section_css: ClassVar[Css] = (
        ".cat-links a, .taxonomy-category a",
        "a[rel~=category]",
        ".entry-category a, .entry-categories a, .post-category a, .post-categories a",
    )
    tags_css: ClassVar[Css] = (
        ".tags-links a, .tag-links a, .taxonomy-post_tag a",
        ".post-tags a, .entry-tags a, .tagcloud a",
        "a[rel=tag]",
    )
