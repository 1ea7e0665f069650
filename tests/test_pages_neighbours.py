"""Previous and next, in the markup of the families that print them."""

import pytest

from newsarchive.items import Link
from newsarchive.pages import TagDivArticle, WordPressArticle
from newsarchive.pages.neighbours import is_label, named

URL = "https://rada.ua/novyna/"


def neighbours(html, cls=WordPressArticle, *, head="", url=URL, body="single single-post postid-7"):
    reading = cls(f"<html><head>{head}</head><body class='{body}'><h1>Н</h1>{html}</body></html>", url).read()
    return reading.previous, reading.next


def link(slug, title=None):
    return Link(url=f"https://rada.ua/{slug}/", title=title)


FAMILIES = {
    "tagDiv, classic": (
        "<div class='td-block-row td-post-next-prev'><div class='td-block-span6 td-post-prev-post'>"
        "<div class='td-post-next-prev-content'><span>попередня стаття</span><a href='/a/'>Перша</a></div></div>"
        "<div class='td-next-prev-separator'></div><div class='td-block-span6 td-post-next-post'>"
        "<div class='td-post-next-prev-content'><span>наступна стаття</span><a href='/b/'>Друга</a></div></div></div>"
    ),
    "tagDiv, newer": (
        "<div class='tdb_single_next_prev'><div class='tdb-next-post tdb-post-prev'><span>Previous article</span>"
        "<a class='td-image-wrap' href='/a/'></a><a href='/a/'>Перша</a></div>"
        "<div class='tdb-next-post tdb-post-next'><span>Next article</span>"
        "<div class='td-module-container'><div class='next-prev-title'><a href='/b/'>Друга</a></div></div></div></div>"
    ),
    "Twenty Fifteen": (
        "<nav class='navigation post-navigation'><div class='nav-links'><div class='nav-previous'>"
        "<a href='/a/' rel='prev'>"
        "<span class='meta-nav' aria-hidden='true'>Попередній</span> "
        "<span class='screen-reader-text'>Попередній запис:</span>"
        " <span class='post-title'>Перша</span></a></div><div class='nav-next'><a href='/b/' rel='next'>"
        "<span class='post-title'>Друга</span></a></div></div></nav>"
    ),
    "Twenty Ten": (
        "<div id='nav-below' class='navigation'><div class='nav-previous'><a href='/a/' rel='prev'>"
        "<span class='meta-nav'>&larr;</span> Перша</a></div><div class='nav-next'><a href='/b/' rel='next'>Друга "
        "<span class='meta-nav'>&rarr;</span></a></div></div>"
    ),
    "block theme": (
        "<div class='post-navigation-link-previous wp-block-post-navigation-link'><span>←</span>"
        "<a href='/a/' rel='prev'>"
        "<span class='post-navigation-link__label'>Попередня:</span> "
        "<span class='post-navigation-link__title'>Перша</span></a></div>"
        "<div class='post-navigation-link-next wp-block-post-navigation-link'><a href='/b/' rel='next'>Друга</a></div>"
    ),
    "OceanWP": (
        "<nav class='post-navigation'><div class='nav-previous'><a href='/a/'><span class='title'><i>"
        "</i> Previous Post</span>"
        "<span class='post-title'>Перша</span></a></div><div class='nav-next'><a href='/b/'>"
        "<span class='title'>Next Post</span><span class='post-title'>Друга</span></a></div></nav>"
    ),
    "Kadence": (
        "<nav class='post-navigation'><div class='nav-previous'><a href='/a/'><div class='post-navigation-sub'>"
        "<small>Previous</small></div>Перша</a></div><div class='nav-next'><a href='/b/'><div><small>Next"
        "</small></div>Друга</a></div></nav>"
    ),
    "Elementor": (
        "<div class='elementor-post-navigation'><div class='elementor-post-navigation__prev'>"
        "<a href='/a/' rel='prev'><span>"
        "<span class='post-navigation__prev--label'>Назад</span>"
        "<span class='post-navigation__prev--title'>Перша</span></span></a></div>"
        "<div class='elementor-post-navigation__next'><a href='/b/'>"
        "<span class='post-navigation__next--title'>Друга</span></a></div></div>"
    ),
    "Divi": "<div class='et_pb_posts_nav'><span class='nav-previous'><a href='/a/'>← Перша</a></span>"
    "<span class='nav-next'><a href='/b/'>Друга →</a></span></div>",
    "Blocksy": (
        "<nav class='post-navigation'><a href='/a/' class='nav-item-prev'><div class='item-content'>"
        "<span class='item-label'>Попередній <span>Запис</span></span><span class='item-title'>Перша</span></div></a>"
        "<a href='/b/' class='nav-item-next'><div class='item-content'><span class='item-label'>Наступний <span>Запис"
        "</span></span><span class='item-title'>Друга</span></div></a></nav>"
    ),
    "title attribute": "<a rel='prev' href='/a/' title='Перша'>«</a><a rel='next' href='/b/' title='Друга'>Далі</a>",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_names_its_neighbours(family):
    cls = TagDivArticle if family.startswith("tagDiv") else WordPressArticle

    assert (link("a", "Перша"), link("b", "Друга")) == neighbours(FAMILIES[family], cls)


@pytest.mark.parametrize("family", [name for name in FAMILIES if name.startswith("tagDiv")])
def test_a_site_of_the_wrong_class_still_finds_the_classic_ones(family):
    expected = (link("a", "Перша"), link("b", "Друга")) if "classic" in family else (None, None)

    assert expected == neighbours(FAMILIES[family], WordPressArticle)


def test_the_first_and_the_last_article_have_one_neighbour():
    empty = (
        "<div class='td-post-next-prev'><div class='td-post-prev-post'></div>"
        "<div class='td-post-next-post'><a href='/b/'>Б</a></div></div>"
    )

    assert (None, link("b", "Б")) == neighbours(empty, TagDivArticle)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("← Попередня стаття", ("a", None)),
        ("Попередній запис: <b>Перша</b>", ("a", "Перша")),
        ("Vorheriger Artikel", ("a", None)),
        ("Перша", None),
        ("Попередня сесія завершилася", None),
        ("Наступна стаття →", None),
    ],
)
def test_the_only_neighbour_may_stand_in_the_place_of_the_other(said, told):
    html = f"<nav><div class='nav-previous'></div><div class='nav-next'><a href='/a/'>{said}</a></div></nav>"

    previous, following = neighbours(html)

    assert (previous, following and following.url) == ((link(*told), None) if told else (None, link("a").url))


def test_what_machines_are_told_is_believed_before_words():
    html = "<nav><div class='nav-next'><a href='/a/' rel='next'>Попередня стаття</a></div></nav>"

    assert neighbours(html) == (None, link("a"))


def test_two_neighbours_are_what_their_places_say_whatever_they_are_called():
    html = (
        "<nav><div class='nav-previous'><a href='/a/'>Наступна стаття</a></div>"
        "<div class='nav-next'><a href='/b/'>Попередня стаття</a></div></nav>"
    )

    assert neighbours(html) == (link("a"), link("b"))


def test_a_label_is_no_title():
    html = (
        "<nav class='post-navigation'><div class='nav-previous'><a href='/a/'><span>←</span> Previous Post"
        "</a></div></nav>"
    )

    assert (link("a"), None) == neighbours(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div id='comments'><div class='nav-previous'><a href='/novyna/comment-page-1/'>Старіші</a></div></div>",
        "<nav class='navigation comment-navigation'><div class='nav-previous'><a href='/a/'>x</a></div></nav>",
        "<nav class='navigation paging-navigation'><div class='nav-previous'><a href='/page/2/'>x</a></div></nav>",
        "<div class='nav-previous'><a href='https://other.ua/a/'>чужа</a></div>",
        (
            "<div class='nav-previous'><a href='#'>x</a></div><div class='nav-previous'>"
            "<a href='/novyna/?share=x'>я</a></div>"
        ),
    ],
)
def test_what_only_looks_like_a_neighbour_is_none(html):
    assert neighbours(html) == (None, None)


def test_a_list_has_no_neighbours():
    html = "<div class='nav-previous'><a href='/page/2/'>Попередні записи</a></div>"

    assert neighbours(html, body="archive") == (None, None)


@pytest.mark.parametrize(
    ("href", "title", "expected"),
    [
        ("/a/", "Перша", link("a", "Перша")),
        ("/a/", "", link("a")),
        ("/novyna/2/", "", None),
        ("/novyna/page/2/", "", None),
        ("https://other.ua/a/", "", None),
        ("javascript:x", "", None),
    ],
)
def test_link_elements_of_older_wordpress_are_the_last_resort(href, title, expected):
    head = f"<link rel='prev' href='{href}' title='{title}'>"

    assert (expected, None) == neighbours("", head=head)


def test_the_second_part_of_an_article_does_not_take_the_first_for_its_neighbour():
    head = "<link rel='prev' href='/novyna/'><link rel='next' href='/novyna/3/'>"

    assert neighbours("", head=head, url="https://rada.ua/novyna/2/") == (None, None)


@pytest.mark.parametrize(
    "text",
    ["попередня стаття", "Наступна публікація →", "« Previous", "Next article", "Назад", "→", "", "Попередній запис:"],
)
def test_labels_are_known(text):
    assert is_label(text)
    assert named(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Попередня стаття: Рада", "Рада"),
        ("← Рада", "Рада"),
        ("«Рада» інформує", "«Рада» інформує"),
        ("Наступна сесія відбудеться у травні", "Наступна сесія відбудеться у травні"),
    ],
)
def test_titles_are_told_from_labels(text, expected):
    assert expected == named(text)
