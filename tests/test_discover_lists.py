"""Feeds, sitemaps and the API give the addresses that they name, whatever else is wrong with them."""

import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from newsarchive.discover import api, feeds, sitemaps
from newsarchive.items import Found, Kind, Route
from tests.helpers.build import NOW, SITE, address

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


def tree(text):
    return etree.fromstring(text.encode(), etree.XMLParser(recover=True, resolve_entities=False))


def urls(found):
    return [one.url for one in found]


# -- Feeds


def test_rss_gives_its_items_in_their_order():
    root = tree(
        f"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
        <atom:link href="{SITE}/feed/" rel="self"/><link>{SITE}/</link>
        <item><title>Друга</title><link> {SITE}/b/?utm_source=rss </link>
          <pubDate>Fri, 20 Nov 2026 10:30:00 +0000</pubDate></item>
        <item><link>/a/</link></item>
        <item><title>без адреси</title><link/></item>
        </channel></rss>"""
    )

    assert feeds.read(root, f"{SITE}/feed/", NOW).found == [
        Found(url=address("b"), route=Route.FEED),
        Found(url=address("a"), route=Route.FEED),
    ]


def test_atom_gives_the_alternate_link_and_when_it_changed():
    root = tree(
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="{SITE}/"/>
        <entry><link rel="self" href="{SITE}/self"/><link rel="enclosure" href="{SITE}/a.jpg"/>
          <link rel="alternate" href="{SITE}/a/"/><updated>2026-11-20T12:30:00+02:00</updated></entry>
        <entry><link href="b/"/><updated>вчора</updated></entry>
        <entry><link rel="alternate"/><id>{SITE}/c/</id></entry>
        </feed>"""
    )

    assert feeds.read(root, f"{SITE}/", NOW).found == [
        Found(url=address("a"), route=Route.FEED, modified=AT),
        Found(url=address("b"), route=Route.FEED),
    ]


@pytest.mark.parametrize(
    ("entry", "title", "published"),
    [
        (
            "<title>Сесія</title><pubDate>Fri, 20 Nov 2026 10:30:05 +0000</pubDate>",
            "Сесія",
            "2026-11-20T12:30:05+02:00",
        ),
        ("<title><![CDATA[«Рада» &#8211; <b>сесія</b>]]></title>", "«Рада» – сесія", None),
        ("<pubDate>Fri, 20 Nov 2026 00:00:00 +0000</pubDate>", "", "2026-11-20"),
        ("<pubDate>Fri, 20 Nov 2026 00:00:00 +0200</pubDate>", "", "2026-11-20"),
        ("<pubDate>Fri, 20 Nov 2026 10:30:00</pubDate>", "", "2026-11-20"),
        ("<pubDate>Fri, 20 Nov 2099 10:30:00 +0200</pubDate>", "", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:10 +0000</pubDate>", "", None),
        ("<pubDate>вчора</pubDate>", "", None),
        ("<title>пів літери &#xD800;</title><pubDate>Fri, 20 Nov 2026 10:30:05 +0000</pubDate>", "", None),
        (
            '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-11-20T12:30+02:00</dc:date>',
            "",
            "2026-11-20T12:30:00+02:00",
        ),
        (
            '<published xmlns="http://www.w3.org/2005/Atom">2026-11-20T10:30:00Z</published>',
            "",
            "2026-11-20T12:30:00+02:00",
        ),
        ('<updated xmlns="http://www.w3.org/2005/Atom">2026-11-20T10:30:00Z</updated>', "", None),
    ],
)
def test_a_feed_says_when_an_article_was_published(entry, title, published):
    root = tree(f"<rss><channel><item><link>{SITE}/a/</link>{entry}</item></channel></rss>")

    (said,) = feeds.read(root, SITE, NOW).second

    assert (said.url, said.source, said.title) == (address("a"), "feed", title)
    assert (said.published and said.published.isoformat()) == published


def test_rdf_is_a_feed_too():
    root = tree(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel><link>{SITE}/</link></channel><item><link>{SITE}/a/</link></item></rdf:RDF>"""
    )

    assert urls(feeds.read(root, SITE, NOW).found) == [address("a")]


def test_one_address_that_leads_nowhere_costs_no_other():
    items = "".join(
        f"<item><link>{link}</link></item>"
        for link in (f"{SITE}/a/", "mailto:a@rada.example", "http://", "http://[bad/", f"{SITE}/b/")
    )

    read = feeds.read(tree(f"<rss><channel>{items}</channel></rss>"), SITE, NOW)

    assert urls(read.found) == [address("a"), address("b")]


# -- Sitemaps


def sitemap(*entries):
    rows = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>" for url, changed in entries
    )
    return tree(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>')


def test_a_sitemap_gives_the_last_changed_first_and_the_undated_last():
    root = sitemap(
        (f"{SITE}/none/", ""),
        (f"{SITE}/old/", "2020-01-01T00:00:00Z"),
        (f"{SITE}/new/", "2026-11-20T12:30:00+02:00"),
        (f"{SITE}/day/", "2026-11-19"),
        ("", "2026-11-20T12:30:00Z"),
        ("ftp://rada.example/", ""),
    )

    assert list(sitemaps.found(root, SITE)) == [
        Found(url=address("new"), route=Route.SITEMAP, modified=AT),
        Found(url=address("day"), route=Route.SITEMAP, modified=datetime(2026, 11, 18, 22, tzinfo=UTC)),
        Found(url=address("old"), route=Route.SITEMAP, modified=datetime(2020, 1, 1, tzinfo=UTC)),
        Found(url=address("none"), route=Route.SITEMAP),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-19", datetime(2026, 11, 18, 22, tzinfo=UTC)),
        ("2026-07-19", datetime(2026, 7, 18, 21, tzinfo=UTC)),
        (" 2026-11-19T10:30:00 ", datetime(2026, 11, 19, 8, 30, tzinfo=UTC)),
        ("2026-11-19T10:30:00+05:00", datetime(2026, 11, 19, 5, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("0001-01-01", None),
        ("незабаром", None),
    ],
)
def test_a_sitemap_s_day_begins_in_kyiv_and_its_clock_is_kyiv_s_where_it_names_none(said, meant):
    (found,) = sitemaps.found(sitemap((f"{SITE}/a/", said)), SITE)

    assert found.modified == meant


def test_of_a_part_of_a_sitemap_a_day_tells_no_change():
    """It may have changed once more on that day."""
    rows = f"<sitemap><loc>{SITE}/posts.xml</loc><lastmod>2026-11-19</lastmod></sitemap>"
    root = tree(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>')

    assert [one.modified for one in sitemaps.found(root, SITE)] == [None]


def test_a_sitemap_without_its_namespace_is_read_too():
    assert urls(sitemaps.found(tree(f"<urlset><url><loc>{SITE}/a/</loc></url></urlset>"), SITE)) == [address("a")]


def test_an_index_gives_the_sitemaps_that_may_hold_news():
    names = [
        "post-sitemap.xml",
        "post-sitemap2.xml",
        "wp-sitemap-posts-post-1.xml",
        "sitemap-misc.xml",
        "news.xml",
        "page-sitemap.xml",
        "wp-sitemap-posts-page-1.xml",
        "category-sitemap.xml",
        "wp-sitemap-taxonomies-category-1.xml",
        "post_tag-sitemap.xml",
        "sitemap_tag.xml",
        "author-sitemap.xml",
        "wp-sitemap-users-1.xml",
        "attachment-sitemap.xml",
        "image-sitemap.xml",
        "video-sitemap.xml",
        "tags.xml",
        "tags/biudzhet.xml",
        "categories/cat_novyny.xml",
    ]
    rows = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in names)
    root = tree(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>')

    kept = list(sitemaps.found(root, SITE))

    assert [one.url.rsplit("/", 1)[1] for one in kept] == [
        *names[:4],
        "news.xml",
    ]
    assert {(one.kind, one.route) for one in kept} == {(Kind.HEAD, Route.SITEMAP)}


def test_robots_names_sitemaps_in_any_spelling():
    text = "User-agent: *\nDisallow: /x\nSitemap: https://rada.example/a.xml\r\n  SITEMAP : /b.xml # main\nsitemap:\n"
    text += "Sitemap: ftp://rada.example/c.xml\nSitemap: https://rada.example/\ufffd.xml"

    found = list(sitemaps.named_in_robots(text, f"{SITE}/robots.txt"))

    assert urls(found) == [f"{SITE}/a.xml", f"{SITE}/b.xml", f"{SITE}/%EF%BF%BD.xml"]
    assert {(one.kind, one.route) for one in found} == {(Kind.HEAD, Route.SITEMAP)}


# -- The WordPress API


@pytest.mark.parametrize(
    ("root", "start"),
    [
        (f"{SITE}/wp-json/", f"{SITE}/wp-json/wp/v2/posts?"),
        (f"{SITE}/wp-json", f"{SITE}/wp-json/wp/v2/posts?"),
        (f"{SITE}/news/wp-json/", f"{SITE}/news/wp-json/wp/v2/posts?"),
        (f"{SITE}/index.php?rest_route=/", f"{SITE}/index.php?"),
    ],
)
def test_the_list_of_posts_is_asked_last_changed_first(root, start):
    asked = api.posts(root)

    assert (asked.route, asked.kind) == (Route.API, Kind.HEAD)
    assert asked.url.startswith(start)
    for part in ("orderby=modified", "order=desc", "per_page=100", "page=1"):
        assert part in asked.url
    assert ("rest_route=%2Fwp%2Fv2%2Fposts" in asked.url) == ("rest_route" in root)


def test_posts_come_with_their_last_change_which_is_in_gmt():
    rows = [
        {"id": 1, "link": f"{SITE}/a/", "modified_gmt": "2026-11-20T10:30:00"},
        {"id": 2, "link": f"{SITE}/b/", "modified_gmt": "0000-00-00T00:00:00"},
        {"id": 3, "link": f"{SITE}/c/"},
    ]

    assert api.read(json.dumps(rows).encode(), api.posts(f"{SITE}/wp-json/").url, 1, NOW).found == [
        Found(url=address("a"), route=Route.API, modified=AT),
        Found(url=address("b"), route=Route.API),
        Found(url=address("c"), route=Route.API),
    ]


def test_rows_that_name_no_page_cost_no_other():
    rows = [None, 5, "x", [], {}, {"link": None}, {"link": 7}, {"link": "javascript:x"}, {"link": "http://\ud800/"}]
    rows.append({"link": f"{SITE}/a/"})

    assert urls(api.read(json.dumps(rows).encode(), f"{SITE}/wp-json/wp/v2/posts", 1, NOW).found) == [address("a")]


def test_the_next_page_follows_until_the_last():
    first = api.posts(f"{SITE}/wp-json/").url

    (second,) = api.read(b"[]", first, 3, NOW).found
    (third,) = api.read(b"[]", second.url, 3, NOW).found

    assert second.url == first.replace("page=1&", "page=2&")
    assert third.url == first.replace("page=1&", "page=3&")
    assert (second.kind, second.route) == (Kind.PAGE, Route.API)
    assert api.read(b"[]", third.url, 3, NOW) == ([], ())


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"code": "rest_no_route"}', b"5", b"null", b"\xff\xfe", b"[" * 100_000]
)
def test_anything_else_is_no_list_of_posts(content):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever json says of it
        api.read(content, f"{SITE}/wp-json/wp/v2/posts", 1, NOW)


def test_a_page_number_that_is_none_is_no_list_of_posts():
    with pytest.raises(ValueError, match="invalid literal"):
        api.read(b"[]", f"{SITE}/wp-json/wp/v2/posts?page=x", 2, NOW)
