"""An article's page, in the classic single template and in the newer "cloud library" one."""

# ruff: noqa: E501 - markup stands in the lines it makes

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.demo import theme
from newsarchive.demo.posts import AUTHORS, SECTIONS

if TYPE_CHECKING:
    from newsarchive.demo.posts import Post
    from newsarchive.demo.site import DemoSite

NEWER_SINCE = 2023
"""Articles of the last third of the years stand in the newer template."""


def page(site: DemoSite, post: Post) -> bytes:
    """Return the page of one article."""
    newer = post.published.year >= NEWER_SINCE and "seed" not in post.flags
    body_class = f"single single-post postid-{post.number} single-format-standard"
    return theme.document(
        site,
        title=post.title_html,
        head=_head(site, post),
        body_class=body_class + (" td-standard-pack tdb-template" if newer else ""),
        content=_newer(site, post) if newer else _classic(site, post),
    )


def content(site: DemoSite, post: Post) -> str:
    """Return the article's own HTML, as the editor and the API hold it."""
    parts = [block.markup() for block in post.blocks]
    parts += [
        f'<p><a href="{site.file(post, number)}" target="_blank" rel="noopener">{theme.text(title)}</a></p>'
        for number, title in enumerate(post.files, 1)
    ]
    if post.photos:
        parts.append(_gallery(site, post))
    return "\n".join(parts)


def _gallery(site: DemoSite, post: Post) -> str:
    items = "\n".join(
        f'<figure class="gallery-item"><div class="gallery-icon landscape"><a href="{site.picture(post, number)}">'
        f'<img width="300" height="200" src="{site.picture(post, number, small=True)}" alt="DSC_{post.number}{number}" />'
        f'</a></div><figcaption class="wp-caption-text gallery-caption">{theme.text(caption)}</figcaption></figure>'
        for number, caption in enumerate(post.photos, 1)
    )
    return f'<div id="gallery-1" class="gallery galleryid-{post.number} gallery-columns-3">\n{items}\n</div>'


def _head(site: DemoSite, post: Post) -> str:
    url, words = site.url(post), " ".join(post.body).split()
    description = theme.attr(" ".join(words[:30]))
    return f"""<link rel="canonical" href="{url}" />
<meta name="description" content="{description}" />
<meta property="og:locale" content="uk_UA" />
<meta property="og:type" content="article" />
<meta property="og:title" content="{theme.attr(post.title)} | {theme.COUNCIL}" />
<meta property="og:description" content="{description}" />
<meta property="og:url" content="{url}" />
<meta property="og:site_name" content="{theme.COUNCIL}" />
<meta property="article:section" content="{theme.attr(SECTIONS[post.section])}" />
<meta property="article:published_time" content="{theme.utc(post.published)}" />
<meta property="article:modified_time" content="{theme.utc(post.modified)}" />
<meta property="og:image" content="{site.picture(post, 1)}" />
<link rel="alternate" type="application/rss+xml" title="{theme.COUNCIL} &raquo; {theme.attr(post.title)} Канал коментарів" href="{url}feed/" />
<link rel="alternate" title="JSON" type="application/json" href="{site.base}/wp-json/wp/v2/posts/{post.number}" />
<link rel="shortlink" href="{site.base}/?p={post.number}" />
"""


def _body(site: DemoSite, post: Post) -> str:
    """Return the body with what themes and plug-ins put into it."""
    parts = []
    if post.number % 2:
        parts.append(
            f'<div class="td-post-featured-image"><a href="{site.picture(post, 1)}" data-caption="">'
            f'<img class="entry-thumb td-modal-image" src="{site.picture(post, 1)}" alt="" /></a></div>'
        )
    parts.append(content(site, post))
    if site.on("sharing") and post.number % 3 == 0:
        parts.append(_sharedaddy(site, post))
    return "\n".join(parts)


def _sharedaddy(site: DemoSite, post: Post) -> str:
    """Return the debris that sharing plug-ins leave inside the body."""
    url = site.url(post)
    return (
        '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social">'
        '<h3 class="sd-title">Поділитися:</h3><div class="sd-content"><ul>'
        f'<li class="share-facebook"><a rel="nofollow noopener" class="share-facebook" href="{url}?share=facebook">Facebook</a></li>'
        f'<li class="share-print"><a rel="nofollow noopener" class="share-print" href="{url}?share=print">Друк</a></li>'
        "</ul></div></div></div>"
    )


def _share(site: DemoSite, post: Post, where: str) -> str:
    return theme.share_bar(site.url(post), post.title, where) if site.on("sharing") else ""


def _views(post: Post) -> str:
    views = (post.number * 7919) % 900 + 11
    return (
        f'<div class="td-post-views"><i class="td-icon-views"></i><span class="td-nr-views-{post.number}">{views}'
        "</span></div>"
    )


def _side(link: tuple[str, str] | None, side: str, label: str) -> str:
    if link is None:
        return f'<div class="td-block-span6 td-post-{side}-post"></div>'
    return (
        f'<div class="td-block-span6 td-post-{side}-post"><div class="td-post-next-prev-content">'
        f'<span>{label}</span><a href="{link[0]}">{link[1]}</a></div></div>'
    )


def _links(site: DemoSite, post: Post) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    older, newer = site.neighbours(post)
    return (
        (site.url(older), older.title_html) if older else None,
        (site.url(newer), newer.title_html) if newer else None,
    )


def _classic_links(site: DemoSite, post: Post) -> str:
    older, newer = _links(site, post)
    if older is None and newer is None:
        return ""
    return f"""<div class="td-block-row td-post-next-prev">
{_side(older, "prev", "попередня стаття")}
<div class="td-next-prev-separator"></div>
{_side(newer, "next", "наступна стаття")}
</div>"""


def _newer_links(site: DemoSite, post: Post) -> str:
    """Both boxes carry ``tdb-next-post``; the side that does not exist is absent."""
    older, newer = _links(site, post)
    boxes = [
        f'<div class="tdb-next-post tdb-next-post-bg tdb-post-{side}"><span>{label}</span>'
        f'<div class="td-module-container"><div class="next-prev-title"><a href="{link[0]}">{link[1]}</a></div></div></div>'
        for side, label, link in (("prev", "Попередня стаття", older), ("next", "Наступна стаття", newer))
        if link
    ]
    return (
        '<div class="td_block_wrap tdb_single_next_prev tdi_80 td-animation-stack"><div class="tdb-block-inner td-fix-index">'
        f"{''.join(boxes)}</div></div>"
    )


def _tags(post: Post, site: DemoSite, list_class: str) -> str:
    if not post.tags:
        return ""
    items = "".join(
        f'<li><a href="{site.base}/tag/{site.tag_slug(tag)}/" rel="tag">{theme.text(tag)}</a></li>' for tag in post.tags
    )
    return f'<ul class="{list_class}"><li><span>ТЕГИ</span></li>{items}</ul>'


def _related(site: DemoSite, post: Post) -> str:
    if not site.on("related"):
        return ""
    others = "\n".join(
        f'<div class="td-related-span4">{theme.module(site, other, "td_module_related_posts td_mod_related_posts")}</div>'
        for other in site.related(post)
    )
    return f"""<div class="td_block_wrap td_block_related_posts td_with_ajax_pagination td-pb-border-top">
<h4 class="td-related-title td-block-title"><a class="td-related-left td-cur-simple-item" href="#">ПОВ'ЯЗАНІ СТАТТІ</a><a class="td-related-right" href="#">БІЛЬШЕ ВІД АВТОРА</a></h4>
<div class="td_block_inner"><div class="td-related-row">
{others}
</div></div></div>"""


def _author(site: DemoSite, post: Post, prefix: str) -> str:
    return (
        f'<div class="{prefix}"><div class="td-author-by">Автор</div> '
        f'<a href="{site.base}/author/{post.author}/">{AUTHORS[post.author]}</a><div class="td-author-line"> - </div></div>'
    )


def _crumbs(site: DemoSite, post: Post) -> str:
    section = SECTIONS[post.section]
    return theme.breadcrumbs(
        site, [(theme.text(section), f"{site.base}/category/{post.section}/"), (post.title_html, None)]
    )


def _classic(site: DemoSite, post: Post) -> str:
    section = f'<a href="{site.base}/category/{post.section}/">{theme.text(SECTIONS[post.section])}</a>'
    return f"""<div class="td-container td-post-template-default">
{_crumbs(site, post)}
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content">
<article id="post-{post.number}" class="post-{post.number} post type-post status-publish format-standard hentry category-{post.section}" itemscope itemtype="https://schema.org/Article">
<div class="td-post-header">
<ul class="td-category"><li class="entry-category">{section}</li></ul>
<header class="td-post-title"><h1 class="entry-title">{post.title_html}</h1>
<div class="td-module-meta-info">{_author(site, post, "td-post-author-name")}
<span class="td-post-date">{theme.time_tag(post)}</span>{_views(post)}</div></header>
</div>
{_share(site, post, "top")}
<div class="td-post-content tagdiv-type">
{_body(site, post)}
</div>
<footer>
<div class="td-post-source-tags">{_tags(post, site, "td-tags td-post-small-box clearfix")}</div>
{_share(site, post, "bottom")}
{_classic_links(site, post)}
<div class="td-author-name vcard author" style="display: none"><span class="fn"><a href="{site.base}/author/{post.author}/">{AUTHORS[post.author]}</a></span></div>
<meta itemprop="headline" content="{theme.attr(post.title)}">
</footer>
</article>
{_related(site, post)}
</div></div>
{theme.sidebar(site)}
</div></div>"""


def _newer(site: DemoSite, post: Post) -> str:
    """The first ``time`` of this page belongs to another article: the strip above the title."""
    strip = theme.module(site, site.newest[0], "td_module_trending_now")
    section = f'<a class="tdb-entry-category" href="{site.base}/category/{post.section}/">{theme.text(SECTIONS[post.section])}</a>'
    return f"""<div class="tdb-header-wrap"><div class="td_block_wrap td_block_trending_now">{strip}</div></div>
<div class="tdb-article-wrap">
{_crumbs(site, post)}
<article id="template-id-77" class="post-{post.number} post type-post status-publish format-standard hentry tdb_single_template_77">
<div class="vc_row tdb-row">
<div class="td_block_wrap tdb_single_categories"><div class="tdb-category td-fix-index">{section}</div></div>
<div class="td_block_wrap tdb_title tdb-single-title"><div class="tdb-block-inner td-fix-index"><h1 class="tdb-title-text">{post.title_html}</h1></div></div>
<div class="td_block_wrap tdb_single_author"><div class="tdb-author-name-wrap"><span class="tdb-author-by">Автор</span> <a class="tdb-author-name" href="{site.base}/author/{post.author}/">{AUTHORS[post.author]}</a></div></div>
<div class="td_block_wrap tdb_single_date td-post-date"><div class="tdb-block-inner td-fix-index">{theme.time_tag(post)}</div></div>
<div class="td_block_wrap tdb_single_post_views"><div class="tdb-block-inner">{_views(post)}</div></div>
{_share(site, post, "top")}
<div class="td_block_wrap tdb_single_content td-post-content tagdiv-type"><div class="tdb-block-inner td-fix-index">
{_body(site, post)}
</div></div>
<div class="td_block_wrap tdb_single_tags"><div class="tdb-block-inner td-fix-index">{_tags(post, site, "tdb-tags")}</div></div>
{_share(site, post, "bottom")}
{_newer_links(site, post)}
{_related(site, post)}
</div>
</article>
{theme.sidebar(site)}
</div>"""
