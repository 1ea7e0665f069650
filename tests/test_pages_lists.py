"""Lists, their pagers, feeds and the API: the ways on from a page."""

import pytest

from newsarchive.normalize.addresses import canonical
from newsarchive.pages import ArticlePage, Routes, TagDivArticle, WordPressArticle

URL = "https://rada.ua/category/novyny/"


def listing(html, cls=WordPressArticle, *, head="", body="archive category", url=URL):
    return cls(f"<html><head>{head}</head><body class='{body}'>{html}</body></html>", url)


def test_a_list_gives_its_articles_once_in_order_and_without_the_sidebar():
    html = (
        "<main><article><h2 class='entry-title'><a href='/b/?utm_source=x'>Б</a></h2></article>"
        "<article><h2 class='entry-title'><a href='/a/'>А</a></h2><h2 class='entry-title'><a href='/b/'>Б</a>"
        "</h2></article>"
        "<h2 class='entry-title'><a href='https://other.ua/'>чужа</a></h2></main>"
        "<aside><h3 class='entry-title'><a href='/c/'>В</a></h3></aside>"
    )

    assert listing(html).links() == ("https://rada.ua/b/", "https://rada.ua/a/")


def test_a_tagdiv_list_gives_its_modules():
    module = (
        "<div class='td_module_10 td_module_wrap'><h3 class='entry-title td-module-title'>"
        "<a href='/{0}/'>x</a></h3></div>"
    )
    html = (
        f"<div class='td-main-content'>{module.format('a')}</div>"
        f"<div class='td-main-sidebar'>{module.format('b')}</div>"
    )

    assert listing(html, TagDivArticle).links() == ("https://rada.ua/a/",)


def test_where_only_the_sidebar_matches_the_next_selector_is_tried():
    html = "<aside><h2 class='entry-title'><a href='/c/'>В</a></h2></aside><a rel='bookmark' href='/a/'>А</a>"

    assert listing(html).links() == ("https://rada.ua/a/",)
    assert listing("").links() == ()


def test_a_pager_gives_the_other_pages_of_the_list():
    html = (
        "<div class='page-nav'><span class='current'>1</span>"
        "<a class='page' href='/category/novyny/page/2/?filter_by=popular'>2</a>"
        "<a class='last' href='/category/novyny/page/473/'>473</a><a href='/category/novyny/page/2/'>&gt;</a>"
        "<a href='#'>x</a></div>"
    )
    expected = ("https://rada.ua/category/novyny/page/2/", "https://rada.ua/category/novyny/page/473/")

    assert expected == listing(html, TagDivArticle).pager()
    assert expected == listing(html, WordPressArticle).pager()
    assert listing(html, body="single single-post").pager() == ()


def test_feeds_of_comments_are_no_feeds():
    alternate = "<link rel='alternate' type='application/rss+xml' title='{}' href='{}'>"
    head = (
        alternate.format("Рада » стрічка", "/feed/")
        + alternate.format("Рада » Канал коментарів", "/other/")
        + alternate.format("x", "/comments/feed/")
        + "<link rel='alternate' type='text/xml' href='/x'><link rel='alternate' hreflang='en' href='/en/'>"
        + alternate.format("Новина", "/novyna/feed/")
        + "<link rel='https://api.w.org/' href='/wp-json/'>"
    )
    single = listing("", head=head, body="single postid-1", url="https://rada.ua/novyna/")

    assert Routes(feeds=("https://rada.ua/feed/",), api="https://rada.ua/wp-json/") == single.routes()
    assert listing("", head=head).routes().feeds == ("https://rada.ua/feed/", "https://rada.ua/novyna/feed/")
    assert Routes() == listing("").routes()


@pytest.mark.parametrize(
    "href", ["index.php?e=rss", "/rss.xml", "/novyny/rss/", "/feed", "/?format=feed&type=rss", "/atom.xml"]
)
def test_a_list_whose_head_names_no_feed_may_link_to_it(href):
    anchor = f"<a href='{href}'><img alt='RSS'></a>"
    head = "<link rel='alternate' type='application/rss+xml' href='/stricha'>"

    assert listing(anchor).routes().feeds == (canonical(href, URL),)
    assert listing(anchor, head=head).routes().feeds == ("https://rada.ua/stricha",)
    assert listing(anchor, body="single single-post").routes().feeds == ()


@pytest.mark.parametrize("href", ["/comments/feed/", "/pro-rss-kanaly", "/feedback", "https://rss.example/rss"])
def test_what_only_sounds_like_a_feed_is_none(href):
    assert listing(f"<a href='{href}'>RSS</a>").routes().feeds == ()


def test_a_sitemap_that_a_page_names_is_one_of_its_site():
    link = "<link rel='sitemap' type='application/xml' href='{}'>"
    head = link.format("/sitemap-index.xml") + link.format("https://other.example/sitemap.xml")

    assert listing("", head=head).routes() == Routes(sitemaps=("https://rada.ua/sitemap-index.xml",))


def test_neighbours_run_back_in_time_unless_a_platform_says_otherwise():
    assert ArticlePage.previous_is_older
    assert TagDivArticle.previous_is_older
