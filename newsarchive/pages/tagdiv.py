"""tagDiv's WordPress themes Newspaper and Newsmag: the classic templates and those of its cloud library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import THEME, Evidence
from newsarchive.pages.selectors import alternatives

if TYPE_CHECKING:
    from newsarchive.pages.selectors import Css


class TagDivArticle(ArticlePage):
    """A page of tagDiv Newspaper or Newsmag.

    Previous and next bear no ``rel``, and their label stands before the anchor. In the newer templates BOTH boxes
    have the class ``tdb-next-post``; a ``time`` element may say ``+00:00`` of Kyiv's wall clock; every teaser has one.
    """

    platform: ClassVar[str] = "WordPress: tagDiv Newspaper"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="class td-post-content", weight=THEME, css=".td-post-content"),
        Evidence(
            word="classes tdb_*", weight=THEME, css=".tdb_single_content, .tdb_title, .tdb_loop, .tdb-block-inner"
        ),
        Evidence(
            word="classes td-post-next-prev, td_module_wrap", weight=THEME, css=".td-post-next-prev, .td_module_wrap"
        ),
        Evidence(word="style sheets of the theme", weight=THEME, asset=r"/wp-content/themes/(?:newspaper|newsmag)\b"),
        Evidence(
            word="style sheets of tagDiv's plugins", weight=THEME, asset=r"/wp-content/plugins/td-(?:composer|cloud)"
        ),
        Evidence(word="class of body td-standard-pack", weight=THEME, body=r"td-(?:standard|[a-z]+)-pack"),
    )
    title_css: ClassVar[Css] = (
        ".td-post-title h1.entry-title, .td-post-header h1.entry-title",
        "h1.tdb-title-text",
        "h1.entry-title",
    )
    body_css: ClassVar[Css] = (
        ".td-post-content",
        ".tdb_single_content .tdb-block-inner",
        ".tdb_single_content",
        ".td-page-content",
        ".entry-content",
    )
    drop_css: ClassVar[Css] = (
        ".td-post-sharing, .td-post-sharing-top, .td-post-sharing-bottom, .td-post-source-tags, .td-post-next-prev, "
        ".tdb_single_next_prev, .td-author-box, .author-box-wrap, .td-spot-id-content_inline, [class*=td-a-rec-id], "
        ".td_block_wrap.td_flex_block_1, .td_block_big_grid, .td-block-title-wrap, .td_block_ad_box, "
        ".tdb_single_post_share, .tdb_single_related, .td-post-small-box"
    )
    lead_css: ClassVar[Css] = ".td-post-sub-title, .tdb_single_subtitle .tdb-block-inner"
    date_css: ClassVar[Css] = (
        ".td-post-header time, .td-post-title time, .tdb_single_date time",
        ".td-post-date, .tdb_single_date",
        "time.entry-date",
        "time",
    )
    previous_css: ClassVar[Css] = (
        ".td-post-prev-post .td-post-next-prev-content a, .td-post-prev-post a",
        ".tdb-post-prev a",
        *alternatives(ArticlePage.previous_css),
    )
    next_css: ClassVar[Css] = (
        ".td-post-next-post .td-post-next-prev-content a, .td-post-next-post a",
        ".tdb-post-next a",
        *alternatives(ArticlePage.next_css),
    )
    section_css: ClassVar[Css] = (
        ".td-category .entry-category a, .td-category a",
        ".tdb-category a, .tdb-entry-category",
        ".td-post-category",
        "a[rel~=category]",
    )
    tags_css: ClassVar[Css] = (".td-tags a", ".tdb-tags a")
    author_css: ClassVar[Css] = (
        ".td-post-author-name a",
        ".tdb-author-name",
        ".td-author-name .fn",
        "a[rel~=author]",
    )
    list_css: ClassVar[Css] = (".td-module-title a", ".td-module-thumb a", *alternatives(ArticlePage.list_css))
    pager_css: ClassVar[Css] = (".page-nav a", *alternatives(ArticlePage.pager_css))
