"""Articles, lists and static pages of unknown software, told apart by headline, day, teasers and menu."""

import pytest

from newsarchive.pages import verdict
from newsarchive.pages.blocks import line
from newsarchive.pages.single import Single
from newsarchive.pages.tree import Parsed

URL = "https://rada.ua/n/1200"
TITLE = "Депутати підтримали звернення щодо ремонту доріг"
TEXT = "<p>Сьогодні у сесійній залі обласної ради відбулося засідання, у якому взяли участь депутати.</p>"
MENU = "<nav><a href='/'>Головна</a><a href='/pro-radu/'>Про раду (активне)</a></nav>"
CARD = "<a class='card' href='/n/{0}'><span>{0} листопада</span><b>Сесія обласної ради розглянула питання</b></a>"
CARDS = "".join(map(CARD.format, range(11, 15)))


def single(body, url=URL, title=f"{TITLE} | Рада", head=""):
    parsed = Parsed(f"<html><head><title>{title}</title>{head}</head><body class='home'>{MENU}{body}</body></html>")
    return Single(parsed.root, parsed.data, url, url)


ARTICLES = {
    "a day in words": f"<h1>{TITLE}</h1><div>20 листопада 2024 року</div>{TEXT}",
    "a day told from now, beside a counter": (
        f"<h1>{TITLE}</h1><p><span>3 дні тому</span> <span>Переглядів: 17</span></p>{TEXT}"
    ),
    "a headline that links to itself": f"<p></p><h2><a href='/n/1200'>{TITLE}</a></h2><time>20.11.2024</time>",
    "a day for machines in a title": f"<h1>{TITLE}</h1><abbr title='2024-11-20T10:00:00'>Середа</abbr>{TEXT}",
    "a day below the text": f"<div><h3>{TITLE}</h3>{TEXT}<i>Опубліковано: 20.11.2024</i></div>",
    "related articles with days": f"<h1>{TITLE}</h1><i>вчора, 9:05</i>{TEXT}<h4>Схожі новини</h4>{CARDS}",
    "a sidebar that calls itself navigation": (
        f"<h1>{TITLE}</h1>{TEXT}<div role='navigation'><h2>20.11.2024</h2><a href='/n/9'>12 травня - Сесія</a></div>"
    ),
    "a trail that names it": f"<nav class='crumbs'><a href='{URL}'>{TITLE}</a></nav><h1>{TITLE}</h1><p>20.11.2024</p>",
}


@pytest.mark.parametrize("body", ARTICLES.values(), ids=ARTICLES)
def test_a_headline_with_a_day_beside_it_is_an_article_s(body):
    read = single(body)

    assert read.verdict is None
    assert line(read.headline) == TITLE
    assert len(read.dates) == 1


def test_the_day_of_an_article_is_not_that_of_the_header_or_of_teasers():
    read = single(f"<header><div>26 листопада 2026</div></header><div><h1>{TITLE}</h1><p>20.11.2024</p></div>{CARDS}")

    assert [line(element) for element in read.dates] == ["20.11.2024"]


def test_a_site_s_name_is_no_headline():
    read = single(f"<h1><a href='/'>Рада</a></h1><h2>{TITLE}</h2><p>20.11.2024</p>")

    assert line(read.headline) == TITLE


@pytest.mark.parametrize(
    ("body", "title", "url", "why"),
    [
        (f"<h1>Новини</h1>{CARDS}", "Новини | Рада", "https://rada.ua/n", verdict.A_LIST),
        (f"<h1>{TITLE}</h1><p>20.11.2024</p>", TITLE, "https://rada.ua/", verdict.A_LIST),
        (
            f"<h1>Новини</h1><p>Оновлено 20.11.2024</p>{CARDS}<a href='?page=2'>2</a>",
            "Новини",
            "https://rada.ua/n",
            verdict.A_LIST,
        ),
        (f"<h1>Контакти</h1>{TEXT}", "Контакти", "https://rada.ua/kontakty/", verdict.UNKNOWN),
        (f"<h1>Про раду</h1>{TEXT}<p>20.11.2024</p>", "Про раду", "https://rada.ua/pro-radu/", verdict.STATIC),
        (f"<h1>Контакти</h1>{TEXT}{CARD.format(12)}", "Контакти", "https://rada.ua/kontakty/", verdict.UNKNOWN),
    ],
    ids=["list", "home", "list with a day", "static", "static with a day", "static beside a teaser"],
)
def test_lists_and_static_pages_are_no_articles(body, title, url, why):
    assert single(body, url, title).verdict == why


def test_a_day_told_to_machines_alone_makes_an_article_but_of_no_page_of_the_menu():
    head = "<meta property='article:published_time' content='2024-11-20T10:00:00+02:00'>"

    assert single(f"<h1>{TITLE}</h1>{TEXT}", head=head).verdict is None
    assert single("<h1>Про раду</h1>", "https://rada.ua/pro-radu/", "Про раду", head).verdict == verdict.STATIC


def test_a_window_s_title_may_lack_what_looks_like_a_tag_or_be_set_in_other_quotes():
    for window, headline in (
        (
            "Увага! Зміни № 5 & № 6:  100% підтримка – Обласна рада",
            "Увага! Зміни № 5 & № 6: &lt;важливо&gt; 100% підтримка",
        ),
        ("Об'єднані здоров'ям : коментарі « Обласна рада", "Об’єднані здоров’ям"),
    ):
        found = single(
            f"<h1><a href='/'>Обласна рада</a></h1><h2>{headline}</h2><time>12.03.2024</time><p>Текст.</p>",
            title=window,
        )
        assert found.verdict is None
        assert found.headline is not None
        assert found.headline.tag == "h2"


def test_the_days_of_a_flat_list_are_its_teasers():
    entries = "".join(
        f"<h2><a href='/novyny/{n}-narada-z-hromadamy'>Нарада з головами громад області {n}</a></h2>"
        f"<h6>Автор: <a href='/avtor/p/'>Прес</a> {n}.03.2024</h6><p>Про що говорили на нараді з головами громад.</p>"
        for n in range(11, 14)
    )
    found = single(f"<h1>Березень</h1><div>{entries}</div>", title="Березень | Обласна рада")

    assert found.dates == []
    assert found.verdict == "a list"


@pytest.mark.parametrize(("others", "why"), [(3, None), (2, verdict.STATIC)])
def test_a_menu_that_has_the_headlines_of_the_news_makes_no_static_page_of_a_short_one(others, why):
    """Plone's has them to the third level."""
    long = "".join(f"<li><a href='/n/{number}'>{TITLE}</a></li>" for number in range(others))
    body = (
        f"<nav><ul><li><a href='{URL}'>Оголошення</a></li>{long}</ul></nav><h1>Оголошення</h1><i>20.11.2024</i>{TEXT}"
    )

    assert single(body, title="Оголошення | Рада").verdict == why


@pytest.mark.parametrize(
    "pages",
    [
        "b_start:int={}0",
        "News_page={}",
        "debut_articles={}0",
        "tx_news_pi1%5BcurrentPage%5D={}&cHash=0{}af",
        "curPage={}",
    ],
    ids=["Plone", "Yii", "SPIP", "TYPO3", "a studio's"],
)
def test_a_list_with_a_day_of_its_own_is_known_by_its_other_pages_whatever_counts_them(pages):
    byline = "<p><span>by admin</span> — <span>опубліковано 28.11.2026</span></p>"
    pager = "".join(f"<a href='?{pages.format(number, number)}'>{number}</a>" for number in (1, 3))
    body = f"<h1>Новини</h1>{byline}{CARDS}<div class='pagination'>{pager}</div>"

    assert single(body, f"https://rada.ua/n?{pages.format(2, 2)}", "Новини").verdict == verdict.A_LIST


@pytest.mark.parametrize(
    "href", ["/files/rishennia.pdf", "https://zakon.example/laws/2024", "/tag/sesiia/", "javascript:"]
)
def test_an_entry_of_a_list_that_leads_to_no_article_lends_the_page_no_day(href):
    dated = (
        "<div class='item'><h3><a href='{0}'>Сесія обласної ради розглянула {1}</a></h3><time>{1}.03.2024</time></div>"
    )
    entries = [dated.format(f"/n/{n}", n) for n in range(11, 15)]
    entries.insert(2, dated.format(href, 20))
    found = single(f"<h1>Новини</h1><div>{''.join(entries)}</div>", "https://rada.ua/n", "Новини | Рада")

    assert found.dates == []
    assert found.verdict == verdict.A_LIST


def test_the_day_of_an_article_may_stand_in_the_list_of_the_newest_that_has_it_too():
    dated = "<div class='item'><h4><a href='{0}'>{1}</a></h4><time>{2}.03.2024</time></div>"
    entries = [dated.format(f"/n/{n}", f"Обласна рада зібралася на сесію {n}", n) for n in range(11, 15)]
    entries.insert(2, dated.format(URL, TITLE, 20))
    found = single(f"<h1>{TITLE}</h1>{TEXT}<div>{''.join(entries)}</div>")

    assert [line(element) for element in found.dates] == ["20.03.2024"]


def test_the_day_of_an_article_is_its_own_where_lists_beside_it_look_like_its_box():
    boxes = "".join(
        f"<div class='box'><a href='/n/{n}'>Обласна рада зібралася на сесію {n}</a></div>" for n in range(4)
    )
    own = (
        f"<div class='box'><h1>{TITLE}</h1><time>20.11.2024</time><a href='/files/rishennia.pdf'>Рішення ради</a></div>"
    )

    assert [line(element) for element in single(f"<div>{own}{boxes}</div>").dates] == ["20.11.2024"]


def test_the_days_of_a_list_of_terms_are_its_entries():
    terms = "".join(
        f"<dt>10:0{number}, {number}.09.2026</dt><dd><a href='/n/{number}0-sesiia-rady'>{TITLE} {number}</a></dd>"
        for number in range(1, 4)
    )
    body = f"<h1>Комісії</h1><dl>{terms}</dl>"

    assert single(body, "https://rada.ua/rubryka/komisii", "Комісії | Рада").verdict == verdict.A_LIST


@pytest.mark.parametrize(("first", "why"), [("", None), ("<a href='/n.html'>1</a>", verdict.A_LIST)])
def test_a_number_before_the_ending_counts_pages_where_the_first_has_none(first, why):
    ways = f"<div>{first}<a href='/n30.html'>← Попередня новина</a> | <a href='/n32.html'>Наступна новина →</a></div>"
    body = f"<h1>{TITLE}</h1><p>20.11.2024</p>{TEXT}{ways}{CARDS}"

    assert single(body, "https://rada.ua/n31.html").verdict == why
