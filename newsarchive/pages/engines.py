"""October CMS and DataLife Engine (DLE)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import HINT, SOFTWARE, Evidence
from newsarchive.pages.selectors import alternatives

if TYPE_CHECKING:
    from newsarchive.pages.selectors import Css


class OctoberArticle(ArticlePage):
    """A page of October CMS with RainLab's blog: what it calls previous is newer, and a theme prints it as it likes."""

    platform: ClassVar[str] = "October CMS"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator OctoberCMS", weight=SOFTWARE, generator=r"^October\s?CMS"),
        Evidence(word="files of October's framework", weight=SOFTWARE, asset=r"/modules/(?:system|cms)/assets/"),
        Evidence(word="files from storage/app/uploads", weight=HINT, css="img[src*='/storage/app/uploads/']"),
    )
    previous_is_older: ClassVar[bool] = False
    title_css: ClassVar[Css] = ("article h1, .post h1, .post-title", "#layout-content h1, #layout-content h2")
    body_css: ClassVar[Css] = (
        "#layout-content .content",
        ".post .content, .blog-post .content",
        *alternatives(ArticlePage.body_css),
    )
    date_css: ClassVar[Css] = (
        ".content ~ .info, .content ~ .featured-images ~ .info",
        *alternatives(ArticlePage.date_css),
    )
    previous_css: ClassVar[Css] = (".pager .previous a, .post-nav .previous a", "a.previous, a.prev, a[rel~=prev]")
    next_css: ClassVar[Css] = (".pager .next a, .post-nav .next a", "a.next, a[rel~=next]")
    section_css: ClassVar[Css] = ".content ~ .info a"
    list_css: ClassVar[Css] = (".post-list h3 a, .post-list h2 a", *alternatives(ArticlePage.list_css))
    post_css: ClassVar[Css] = ".content ~ .info"


class DLEArticle(ArticlePage):
    """A page of DLE: tags and the last change stand in the text's element, and there are no neighbours."""

    platform: ClassVar[str] = "DataLife Engine"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator DataLife Engine", weight=SOFTWARE, generator=r"^DataLife Engine\b"),
        Evidence(word="id dle-content", weight=SOFTWARE, css="#dle-content"),
        Evidence(word="files of DLE's engine", weight=SOFTWARE, asset=r"/engine/classes/"),
    )
    title_css: ClassVar[Css] = ("#dle-content #news-title", ".fullstory h1, .fullstory .title, .fullstory .btl")
    body_css: ClassVar[Css] = (
        ".fullstory [id^=news-id-]",
        ".fullstory .text, .fullstory .maincont",
        "#dle-content .full-text, #dle-content .fullstory",
        *alternatives(ArticlePage.body_css),
    )
    apart_css: ClassVar[Css] = ".editdate, .basetags, .btags, .attachment"
    files_css: ClassVar[Css] = ".fullstory .attachment a"
    date_css: ClassVar[Css] = (
        (".fullstory .story_date time, .fullstory .baseinfo, .fullstory .binfo, .fullstory .editdate"),
        "#dle-content .date, #dle-content time",
    )
    section_css: ClassVar[Css] = ".fullstory .argcat a, .fullstory .category a"
    tags_css: ClassVar[Css] = (".fullstory .basetags a, .fullstory .btags a", "#dle-content .tag_list a")
    author_css: ClassVar[Css] = (
        ".fullstory .baseinfo a[href*='/user/'], .fullstory .binfo a[href*='/user/'], "
        ".fullstory .story_date a[href*='/user/']"
    )
    list_css: ClassVar[Css] = (".shortstory .btl a, .shortstory .title a", ".shortstory .argmore a, .shortstory h2 a")
    pager_css: ClassVar[Css] = ".navigation a"
    post_css: ClassVar[Css] = "#dle-content .fullstory"
