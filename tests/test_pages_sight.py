"""Previous and next on a page of unknown software: words, arrows, names, places; and what only looks like them."""

import pytest

from newsarchive.items import Link
from newsarchive.pages import GenericArticle, JoomlaArticle, K2Article, WordPressArticle

URL = "https://rada.ua/novyny/sesiia"
TEXT = "<p>Депутати обласної ради затвердили програму розвитку доріг, яку готували з весни, і зміни до бюджету.</p>" * 5


def neighbours(html, *, before="", cls=GenericArticle, url=URL):
    page = cls(
        f"<html><body>{before}<div id='c'><h1>Сесія</h1><p>12.03.2024</p><div class='t'>{TEXT}</div>{html}</div>"
        "</body></html>",
        url,
    )
    reading = page.read()
    return reading.previous, reading.next


ARTICLE = "<meta property='og:type' content='article'>"


def a(text):
    return f"<a href='/novyny/a'>{text}</a>"


def b(text):
    return f"<a href='/novyny/b'>{text}</a>"


FOUND = {
    "labels with titles": f"<div>{a('Попередня новина: Перша')}{b('Наступна новина: Друга')}</div>",
    "labels before": f"<div>Попередня: {a('Перша')}<br>Наступна: {b('Друга')}</div>",
    "labels of their own": f"<p><b>Попередній запис</b> {a('Перша')}</p><p><b>Наступний</b> {b('Друга')}</p>",
    "English": f"<p>{a('Older post: Перша')} {b('Newer post: Друга')}</p>",
    "arrows": f"<p>{a('← Перша')} {b('Друга →')}</p>",
    "arrows beside": f"<p>« {a('Перша')} | {b('Друга')} »</p>",
    "names": f"<div class='nav'><div class='prev'>{a('Перша')}</div><div class='next'>{b('Друга')}</div></div>",
    "places": f"<div class='nav'><div class='left'>{a('Перша')}</div><div class='right'>{b('Друга')}</div></div>",
    "comparatives": f"<p>{b('Свіжіша новина: Друга')} {a('Давніша новина: Перша')}</p>",
    "labels for the blind": (
        "<div><a href='/novyny/a' aria-label='Попередня новина'>Перша</a><a href='/novyny/b' "
        "aria-label='Наступна новина'>Друга</a></div>"
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_neighbours_are_seen(kind):
    previous, following = neighbours(FOUND[kind])

    assert previous == Link(url="https://rada.ua/novyny/a", title="Перша")
    assert following == Link(url="https://rada.ua/novyny/b", title="Друга")


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='navigation'><div class='alignleft'>« {a('Перша')}</div><div class='alignright'></div></div>",
        f"<ul class='pages'><li class='previous'>{a('← Перша')}</li></ul>",
        f"<aside><ul><li class='previous'>{a('← Перша')}</li><li><a href='/novyny/'>Усі</a></li></ul></aside>",
    ],
)
def test_the_last_article_has_one_neighbour_that_two_signs_tell(html):
    previous, following = neighbours(html, before=ARTICLE, cls=WordPressArticle)

    assert (previous, following) == (Link(url="https://rada.ua/novyny/a", title="Перша"), None)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>« {a('Перша')}</p>",
        f"<div><span class='previous'>{a('Перша')}</span></div>",
        f"<div class='navigation'><div class='alignleft'>{a('Перша')}</div></div>",
        f"<aside class='promo'>{a('Previous: Перша')}</aside>",
        "<aside class='promo'>" + "".join(f"<p><a href='/n/{n}'>Previous: {n}</a></p>" for n in range(9)) + "</aside>",
    ],
)
def test_one_sign_alone_is_no_neighbour(html):
    assert neighbours(html, before=ARTICLE, cls=WordPressArticle) == (None, None)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{a('Назад')} {b('Вперед')}</p>",
        "<p><a href='/novyny/a' title='Попередня'><img></a><a href='/novyny/b' title='Наступна'><img></a></p>",
        f"<p>{a('Previous')}{b('Next')}</p>",
        "<div>" + a("<img src='/l.png' alt='Попередня'>") + b("<img src='/r.png' alt='Наступна'>") + "</div>",
        f"<p>{a('Читати попередню новину')} {b('Читати наступну новину')}</p>",
        f"<p>{a('Пред.')} | {b('След.')}</p>",
        f"<p>{a('Назад')} | {b('Дальше')}</p>",
        f"<p>{a('Zurück')} | {b('Weiter')}</p>",
        f"<p>{a('上一篇')} | {b('下一篇')}</p>",
    ],
)
def test_a_link_that_names_no_article_has_no_title(html):
    assert neighbours(html) == (Link(url="https://rada.ua/novyny/a"), Link(url="https://rada.ua/novyny/b"))


def test_one_alone_must_bear_its_word():
    assert neighbours(f"<p>{a('Попередня новина: Перша')}</p>")[0] == Link(
        url="https://rada.ua/novyny/a", title="Перша"
    )
    assert neighbours("<p><a href='/novyny'>Назад до списку</a></p>") == (None, None)


NONE = {
    "back to the list": "<p><a href='/novyny'>« Повернутися назад</a></p>",
    "two related articles": f"<ul><li>{a('Перша новина')}</li><li>{b('Друга новина')}</li></ul>",
    "pages by number": "<div class='nav'><a href='/novyny/1'>«</a><a href='/novyny/1'>1</a><a href='/novyny/3'>3</a><a "
    "href='/novyny/3'>»</a></div>",
    "pages of a list": "<p><a href='/novyny?page=1'>← Попередня</a><a href='/novyny?page=3'>Наступна →</a></p>",
    "a calendar": "<table id='calendar'><tr><td><a href='/arhiv/2024/02'>« Лютий</a></td><td><a href='/arhiv/2024/04'>"
    "Квітень »</a></td></tr></table>",
    "comments": f"<div id='comments'><p>{a('Попередні')}{b('Наступні')}</p></div>",
    "a slider": f"<div class='slider'><div class='prev'>{a('x')}</div><div class='next'>{b('y')}</div></div>",
    "other sites": (
        "<p><a href='https://a.example/'>← Попередня новина</a><a href='https://b.example/'>Наступна новина →</a></p>"
    ),
    "the same one twice": f"<p>{a('← Перша')} {a('Перша →')}</p>",
    "the page itself": f"<p><a href='{URL}'>Попередня новина</a><a href='#top'>Наступна новина</a></p>",
    "anchors that forbid": "<p><a rel='nofollow' href='/novyny/a'>Попередня тема</a></p>",
    "logo and login": "<p class='left'><a href='/about'>Рада</a></p><p class='right'><a href='/login'>Вхід</a></p>",
}


@pytest.mark.parametrize("kind", NONE)
def test_what_only_looks_like_neighbours_is_none(kind):
    assert neighbours(NONE[kind]) == (None, None)


def test_what_leads_back_beside_the_next_one_is_no_previous_one():
    for back in (
        "<a href='/novyny/'>← Back to the blog</a>",
        "<a href='/'>← Рада</a>",
        "<a href='/n'>← До всіх новин</a>",
    ):
        assert neighbours(f"<div><p>{b('Next Article')}</p><p>{back}</p></div>")[0] is None


@pytest.mark.parametrize("end", ["<span class='btn disabled'>Попередня новина</span>", "<b>Попередня</b> "])
def test_at_an_end_the_label_that_leads_nowhere_does_not_tell_of_the_other_link(end):
    assert neighbours(f"<div>{end}{b('Наступна новина')}</div>") == (None, Link(url="https://rada.ua/novyny/b"))


def test_a_picture_whose_words_go_on_is_a_teaser_s():
    one, other = "Попередня дата засідання змінилася", "Наступна сесія відбудеться у травні"

    assert neighbours(f"""<p>{a(f"<img alt='{one}'>")} {b(f"<img alt='{other}'>")}</p>""") == (None, None)


def test_a_number_that_is_linked_in_a_text_counts_no_pages():
    text = "<p>Депутати визначили <a href='https://zakon.rada.gov.ua/'>9</a> проєктів, які отримають кошти громади.</p>"
    own = f"<h1>Сесія</h1><p>12.03.2024</p>{text}{TEXT[:330]}<p>{a('Попер.')} {b('Наст.')}</p>"
    reading = GenericArticle(f"<html><body><div>{own}</div></body></html>", URL).read()

    assert reading.previous == Link(url="https://rada.ua/novyny/a")
    assert reading.next == Link(url="https://rada.ua/novyny/b")


def test_a_list_has_no_neighbours():
    items = "".join(f"<h3><a href='/novyny/{n}'>Новина обласної ради {n}</a></h3>" for n in range(9))
    page = GenericArticle(f"<h1>Новини</h1>{items}<p>{a('← Попередня')}{b('Наступна →')}</p>", URL)

    assert page.read().refused == "a list"
    assert page.read().previous is None


def test_a_relation_outweighs_a_name():
    html = "<div class='nav-next'><a rel='prev' href='/novyny/a'>Перша</a></div>"

    assert neighbours(html) == (Link(url="https://rada.ua/novyny/a", title="Перша"), None)


def test_what_is_seen_does_not_contradict_what_is_marked():
    html = f"<div class='nav-previous'>{a('Перша')}</div><p>{b('Попередня новина')}{a('Наступна')}</p>"

    assert neighbours(html) == (Link(url="https://rada.ua/novyny/a", title="Перша"), None)


def test_a_list_name_on_what_holds_the_text_does_no_harm():
    html = (
        f"<html><body class='single'><div class='sidebar'><h1>Сесія</h1><div class='entry-content'>{TEXT}</div>"
        "<div class='nav-previous'><a href='/novyny/a'>Перша</a></div></div></body></html>"
    )
    assert WordPressArticle(html, URL).read().previous == Link(url="https://rada.ua/novyny/a", title="Перша")


def test_a_number_in_what_holds_the_text_makes_no_pager_of_the_nav_below_it():
    counts = "<a href='/novyny/sesiia/vpodobaly'>45</a>"
    html = (
        f"<html><body><div><h1>Сесія</h1><time>12.03.2024</time>{counts}{TEXT}{TEXT}<nav class='pagination'>"
        "<a rel='prev' href='/novyny/a'>Попередній запис</a></nav></div></body></html>"
    )
    near = f"<html><body><div><h1>Сесія</h1><time>12.03.2024</time>{TEXT}<div><a rel='prev' href='/novyny/a'>"

    assert GenericArticle(html, URL).read().previous == Link(url="https://rada.ua/novyny/a", title=None)
    assert GenericArticle(f"{near}Попередній</a> {counts}</div></div></body></html>", URL).read().previous is None


def test_stars_that_readers_give_make_no_pager_of_the_neighbours_below_a_short_text():
    stars = "".join(f"<li><a href='#' title='{n} з 5'>{n}</a></li>" for n in range(1, 6))
    html = (
        "<html><body><div id='k2Container' class='itemView'><h2 class='itemTitle'>Сесія</h2>"
        f"<ul class='itemRatingList'>{stars}</ul><div class='itemFullText'><p>Сесію скликано.</p></div>"
        "<div class='itemNavigation'><a class='itemPrevious' href='/novyny/a'>&laquo; Перша</a></div></div></body>"
    )

    assert K2Article(html, URL).read().previous == Link(url="https://rada.ua/novyny/a", title="Перша")


def test_a_platform_is_not_read_by_sight():
    html = f"<body class='single'><h1>Сесія</h1><div class='entry-content'>{TEXT}</div>{FOUND['arrows']}</body>"

    assert JoomlaArticle(html, URL).read().previous is None
    assert GenericArticle(html, URL).read().previous is not None
