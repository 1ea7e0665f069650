"""What the site prints for machines: RSS, sitemaps, robots.txt."""

# ruff: noqa: E501 - markup stands in the lines it makes

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from newsarchive.demo import article, lists, theme
from newsarchive.demo.posts import AUTHORS, SECTIONS

if TYPE_CHECKING:
    from newsarchive.demo.posts import Post
    from newsarchive.demo.site import DemoSite

FEED_ITEMS = 20
SITEMAP_ROWS = 500
"""WordPress puts 2,000 into one file; fewer, so that a small site shows an index of several."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def rss(site: DemoSite, page: int) -> bytes:
    """Return a page of the feed (``/feed/?paged=N``), as WordPress writes it."""
    posts = site.newest[(page - 1) * FEED_ITEMS : page * FEED_ITEMS]
    items = "\n".join(_item(site, post) for post in posts)
    return f"""{_XML}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{theme.COUNCIL}</title>
<atom:link href="{site.base}/feed/" rel="self" type="application/rss+xml" />
<link>{site.base}/</link>
<description>Новини обласної ради</description>
<lastBuildDate>{_rfc(site.newest[0])}</lastBuildDate>
<language>uk</language>
{items}
</channel>
</rss>
""".encode()


def comments(site: DemoSite) -> bytes:
    """Return the feed of comments, which is no route to articles."""
    return (
        f'{_XML}<rss version="2.0"><channel><title>Коментарі для {theme.COUNCIL}</title>'
        f"<link>{site.base}/</link><description></description></channel></rss>\n"
    ).encode()


def _rfc(post: Post) -> str:
    return format_datetime(post.published.astimezone(UTC))


def _item(site: DemoSite, post: Post) -> str:
    categories = "".join(f"<category><![CDATA[{name}]]></category>" for name in [SECTIONS[post.section], *post.tags])
    summary = escape(" ".join(" ".join(post.body).split()[:55]))
    return f"""<item>
<title>{post.title_html}</title>
<link>{site.url(post)}</link>
<dc:creator><![CDATA[{AUTHORS[post.author]}]]></dc:creator>
<pubDate>{_rfc(post)}</pubDate>
{categories}
<guid isPermaLink="false">{site.base}/?p={post.number}</guid>
<description>{summary}</description>
<content:encoded><![CDATA[{article.content(site, post)}]]></content:encoded>
</item>"""


def sitemap_pages(site: DemoSite) -> int:
    """Return how many files of posts the sitemap has."""
    return max(1, -(-len(site.newest) // SITEMAP_ROWS))


def sitemap_index(site: DemoSite) -> bytes:
    """Return ``/wp-sitemap.xml``."""
    parts = [f"posts-post-{number}" for number in range(1, sitemap_pages(site) + 1)] + ["posts-page-1"]
    rows = "".join(f"<sitemap><loc>{site.base}/wp-sitemap-{part}.xml</loc></sitemap>\n" for part in parts)
    return f"{_XML}<sitemapindex {_NS}>\n{rows}</sitemapindex>\n".encode()


def sitemap_posts(site: DemoSite, number: int) -> bytes:
    """Return one file of the sitemap: oldest posts first, as WordPress orders them."""
    posts = site.newest[::-1][(number - 1) * SITEMAP_ROWS : number * SITEMAP_ROWS]
    rows = "".join(
        f"<url><loc>{site.url(post)}</loc><lastmod>{theme.utc(post.modified)}</lastmod></url>\n" for post in posts
    )
    return f"{_XML}<urlset {_NS}>\n{rows}</urlset>\n".encode()


def sitemap_static(site: DemoSite) -> bytes:
    """Return the sitemap of the pages that are not news."""
    rows = "".join(f"<url><loc>{site.base}/{slug}/</loc></url>\n" for slug in lists.STATIC)
    return f"{_XML}<urlset {_NS}>\n{rows}</urlset>\n".encode()


def robots(site: DemoSite) -> bytes:
    """Return robots.txt."""
    return (
        f"User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {site.base}/wp-sitemap.xml\n"
    ).encode()
