"""Pages of software that nobody has seen: one small site for each rule, told to be an article or none, and read."""

import json
from datetime import UTC, date, datetime
from weakref import ref

import pytest

from newsarchive import normalize
from newsarchive.normalize.dates import KYIV
from newsarchive.pages import AutoArticle, GenericArticle, TagDivArticle, WordPressArticle, lines
from newsarchive.pages.outline import outline
from newsarchive.pages.tree import parse

URL = "https://rada.ua/novyny/sesiia"
AT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ONE = "Депутати обласної ради затвердили програму розвитку доріг, яку готували з весни, і розглянули зміни до бюджету."
TWO = (
    "Голова ради подякував громадам, які надіслали пропозиції, та закликав повернутися до них на наступному засіданні."
)
PROSE = "".join(f"<p>{text}</p>" for text in (ONE, TWO, ONE + " " + TWO))
MENU = (
    '<ul class="menu"><li><a href="/">Головна</a></li><li><a href="/pro-radu">Про раду</a></li>'
    '<li><a href="/novyny">Новини</a></li></ul>'
)


def page(content, *, head="", url=URL, cls=GenericArticle, menu=MENU):
    return cls(
        f'<html lang="uk"><head>{head}</head><body><div id="top">{menu}</div>{content}'
        '<div id="footer"><p>© 2009-2026 Обласна рада. Усі права захищено.</p></div></body></html>',
        url,
    )


def read(content, **options):
    return normalize.article(page(content, **options).read(), captured_at=AT)


def teasers(number, *, excerpt=ONE):
    return "".join(
        f'<div class="item"><span>{day}.11.2026</span><h3><a href="/novyny/{day}">'
        f"Новина обласної ради номер {day}</a></h3><p>{excerpt}</p></div>"
        for day in range(1, number + 1)
    )


ARTICLES = {
    "a static generator's": f"<h1>Сесія</h1><p>12 березня 2024</p><div>{PROSE}</div>",
    "with a photograph and one sentence": "<h1>Сесія</h1><span>12.03.2024</span><div><img src='/a.jpg'>"
    f"<p>{ONE}</p></div>",
    "with teasers below": f"<h1>Сесія</h1><time>12.03.2024</time><div>{PROSE}</div><h2>Читайте також</h2>{teasers(6)}",
    "short, with teasers below": f"<h1>Сесія</h1><div class='d'>12.03.2024</div><div><p>{ONE}</p></div>{teasers(8)}",
    "without any date": f"<h1>Сесія</h1><div>{PROSE}</div><p><a href=/novyny/a-b-c>←</a><a href=/novyny/d-e-f>→</a>",
    "in tables": f"<table><tr><td width=200><a href=/a>Меню</a></td><td><h1>Сесія</h1>12.03.2024<br>{ONE}<br><br>{TWO}"
    "</td></tr></table>",
    "without any date, teasers beside it": f"<div class='latest'>{teasers(5)}</div><h1>Сесія</h1><div>{PROSE}</div>"
    "<p><a href=/novyny/a-b-c>←</a><a href=/novyny/d-e-f>→</a>",
    "the date in boxes": "<div class='top'><h1>Сесія</h1></div><div class='news-date'><div>12</div><div>березня</div>"
    f"<div>2024</div></div><div>{PROSE}</div>",
    "the date below the text": f"<h1>Сесія</h1><div>{PROSE}</div><p>Опубліковано: 12.03.2024</p>",
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_a_page_with_headline_and_text_is_an_article(kind):
    reading = page(ARTICLES[kind]).read()

    assert reading.refused is None
    assert reading.title == "Сесія"
    assert ONE in " ".join(reading.blocks)
    assert "Новина обласної ради" not in " ".join(reading.blocks)
    assert read(ARTICLES[kind]).published == (None if kind.startswith("without any date") else date(2024, 3, 12))


TITLES_OF_TABLES = {
    "called so": "<td class='news_title'><b>Сесія обласної ради завершила роботу</b></td>",
    "in large letters": "<td><font size='4'><b>Сесія обласної ради завершила роботу</b></font></td>",
}


@pytest.mark.parametrize("title", TITLES_OF_TABLES.values(), ids=TITLES_OF_TABLES)
def test_where_the_window_says_the_site_s_name_the_one_title_is_the_headline(title):
    text = "<br><br>".join((ONE, TWO, f"{ONE} {TWO}"))
    content = f"<table><tr><td>12.03.2024</td></tr><tr>{title}</tr><tr><td class='news_text'>{text}</td></tr></table>"
    reading = page(content, head="<title>Офіційний сайт обласної ради</title>").read()

    assert (reading.refused, reading.title) == (None, "Сесія обласної ради завершила роботу")
    assert list(reading.blocks) == [ONE, TWO, f"{ONE} {TWO}"]


@pytest.mark.parametrize("title", TITLES_OF_TABLES.values(), ids=TITLES_OF_TABLES)
@pytest.mark.parametrize(
    "other", ["<td class='title'>Анонс: прийом громадян у травні</td>", "<td><h1>Обласна рада</h1></td>"]
)
def test_of_two_titles_none_is_the_headline(title, other):
    content = f"<table><tr>{title}</tr><tr>{other}</tr><tr><td>12.03.2024<br>{ONE}<br><br>{TWO}</td></tr></table>"

    assert page(content, head="<title>Офіційний сайт</title>").read().title != "Сесія обласної ради завершила роботу"


UNSAID = {
    "a heading of the second rank": "<h2>{title}</h2><span>12.03.2024</span>",
    "of the third, below its day": "<div class='d'>12.03.2024</div><h3>{title}</h3>",
    "called so in Ukrainian": "<div class='zagolovok'>{title}</div><div>12.03.2024</div>",
    "below the rubric": "<h1>Новини</h1><h2>{title}</h2><span>12.03.2024</span>",
}
WINDOWS = ("Степова сільська рада", "Новини - Степова сільська рада")


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("above", UNSAID.values(), ids=UNSAID)
@pytest.mark.parametrize("title", ["Сесія обласної ради завершила роботу", "Сесія почне роботу"])
def test_the_headline_is_known_where_the_window_says_the_same_on_each_page(title, above, window):
    content = f"<div>{above.format(title=title)}<div>{PROSE}</div><p><a href='/novyny'>Назад до новин</a></p></div>"
    reading = page(content, head=f"<title>{window}</title>").read()

    assert (reading.refused, reading.title, len(reading.blocks)) == (None, title, 3)
    assert reading.published[0].value == "12.03.2024"


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("above", list(UNSAID.values())[:2])
def test_of_two_headings_of_one_rank_neither_is_known_for_it(above, window):
    twice = "".join(above.format(title=f"Сесія обласної ради {word} роботу") for word in ("почала", "завершила"))

    assert "Сесія" not in page(f"{twice}<div>{PROSE}</div>", head=f"<title>{window}</title>").read().title


def test_a_list_whose_titles_stand_below_its_name_is_none_of_them():
    head = "<title>Степова сільська рада</title>"
    reading = page(f"<h1>Новини</h1>{teasers(8)}", head=head, url="https://rada.ua/novyny").read()

    assert (reading.refused, reading.title) == ("a list", "Новини")


LOGO = "<tr><td><a href='index.php'><img src='top.jpg'></a><font size='5'>Зарічанська районна рада</font></td></tr>"
NEWEST = "".join(
    f"<tr><td>{n}.11.2026<br><a href='?id={n}1'>Депутати відвідали громаду номер {n}</a></td></tr>" for n in range(1, 6)
)
"""A column of a site of tables."""


def test_the_site_s_name_beside_the_logo_is_no_headline():
    title = "Сесія обласної ради завершила роботу"
    cell = f"<td><table><tr><td><font size='4'><b>{title}</b></font></td></tr><tr><td><i>12.03.2024</i></td></tr>"
    content = f"<table>{LOGO}<tr>{cell}<tr><td>{ONE}<br><br>{TWO}</td></tr></table></td><td>{NEWEST}</td></tr></table>"
    reading = page(content, head=f"<title>Зарічанська районна рада - {title}</title>").read()

    assert (reading.refused, reading.title, list(reading.blocks)) == (None, title, [ONE, TWO])


def test_of_two_parts_of_the_window_in_large_letters_the_lower_is_the_headline():
    title = "Сесія обласної ради завершила роботу"
    content = f"<font size='5'>Зарічанська районна рада</font><p><b>{title}</b></p><p>12.03.2024</p>{PROSE}"

    assert page(content, head=f"<title>Зарічанська районна рада - {title}</title>").read().title == title


def test_a_page_whose_only_headline_is_beside_the_logo_and_whose_only_days_are_others_is_none():
    text = "<font size='4'><b>Структура ради</b></font><br><br>" + f"{ONE}<br><br>{TWO}"
    content = f"<table>{LOGO}<tr><td>{text}</td><td><table>{NEWEST}</table></td></tr></table>"

    assert page(content, head="<title>Зарічанська районна рада</title>").read().refused is not None


SHORT = "Депутати почали сесію з молитви за Україну."
BESIDE_A_SHORT_TEXT = {
    "buttons that share it": "<a class='btn' href='https://twitter.com/intent/tweet?url=x'>Share on Twitter</a> "
    "<a class='btn' href='https://www.facebook.com/sharer/sharer.php?u=x'>Share on Facebook</a>",
    "how many comments it has": "<p>(<a href='#comments'>0 comments</a>)</p>",
    "the ways on": "<p><a href='/novyny/a'>Попередня</a> | <a href='/novyny/b'>Наступна</a></p>"
    "<p><a href='/novyny'>Назад до новин</a></p>",
    "how it was rated": "<div class='panel'><span>Currently unrated</span></div>",
    "a column with the site's name in a heading": "<div class='leftsidebar'><h1 class='logo'><a href='../index.html'>"
    "Ставківська районна рада</a></h1><h3>Навігація</h3><p>Про раду</p><h3>Останні</h3>"
    + "".join(f"<p>Депутати відвідали громаду номер {n}</p>" for n in range(6))
    + "</div>",
}


@pytest.mark.parametrize("beside", BESIDE_A_SHORT_TEXT.values(), ids=BESIDE_A_SHORT_TEXT)
def test_what_stands_beside_a_short_text_is_none_of_it(beside):
    content = f"<div class='doc'><h1>Область вшанувала жертв</h1><h6>12.03.2024</h6><p>{SHORT}</p>{beside}</div>"

    assert list(page(content, menu="").read().blocks) == [SHORT]


SPOKEN = "Депутати почали <a href='https://zakon.rada.gov.ua/'>сесію{}</a> з молитви за Україну та покладання квітів."


def test_a_menu_is_no_text_where_a_page_prints_no_headline():
    name = "<a href='/' class='nav-link home-link'>Моршинська районна рада</a>"
    menu = "".join(f"<li><a href='/{n}/'>{said}</a></li>" for n, said in enumerate(("Новини", "Теги", "Про раду")))
    top = f"<section id='wrapper'><header id='head'>{name}<ul class='nav'>{menu}</ul></header></section>"
    small = f"<div id='mobile-header'>{name}<ul class='mobile-nav'>{menu}</ul></div>"
    text = f"<div class='content-wrapper'><div class='content__default'><p>{SPOKEN.format('')}</p></div></div>"
    head = "<title>Область вшанувала жертв | Моршинська районна рада</title>"
    reading = page(top + small + text, head=head, url="https://rada.ua/2024/03/12/oblast/", menu="").read()

    assert list(reading.blocks) == ["Депутати почали сесію з молитви за Україну та покладання квітів."]


def test_a_short_text_on_a_page_of_many_words_is_not_taken_for_all_of_them():
    months = "<li><a href='/arkhiv/{0}/5/'>травень</a> (1)</li><li><a href='/arkhiv/{0}/6/'>червень</a> (1)</li>"
    years = "".join(f"<h6>{year}</h6><ul>{months.format(year)}</ul>" for year in range(1987, 2027))
    beside = "<ul class='pager'><li><a href='/novyny/a'>← Нове життя</a></li><li><a href='/b/c'>Вчителі →</a></li></ul>"
    text = f"<div><h6>12.03.2024</h6><p>{SPOKEN.format('')}</p>{beside}</div><div><div>{years}</div></div>"
    head = "<title>Область вшанувала жертв | Рада</title>"
    reading = page(f"<div><h1>Область вшанувала жертв</h1></div><div><div>{text}</div></div>", head=head).read()

    assert list(reading.blocks) == ["Депутати почали сесію з молитви за Україну та покладання квітів."]


def test_what_is_said_to_those_alone_who_do_not_see_is_no_text():
    text = SPOKEN.format("<span><span class='sr-only'>(opens new window)</span></span>")
    content = f"<h1>Область вшанувала жертв</h1><p>12.03.2024</p><p>{text}</p>"

    assert list(page(content, menu="").read().blocks) == [
        "Депутати почали сесію з молитви за Україну та покладання квітів."
    ]


@pytest.mark.parametrize("said", [f"{SHORT}\n\n{TWO}", f"<p>{SHORT}</p><p>{TWO}</p>"], ids=["in lines", "in HTML"])
@pytest.mark.parametrize(
    "shell", ["<div id='root'></div>", "<noscript>Enable JavaScript.</noscript><div id='root'></div>"]
)
def test_where_scripts_alone_would_show_a_text_it_is_read_from_what_machines_are_told(said, shell):
    told = {
        "@type": "NewsArticle",
        "headline": "Сесія",
        "datePublished": "2024-03-12T10:00:00+02:00",
        "articleBody": said,
    }
    html = f"<head><title>Сесія</title><script type='application/ld+json'>{json.dumps(told)}</script></head>"
    reading = GenericArticle(f"<html>{html}<body>{shell}</body></html>", URL).read()

    assert (reading.refused, list(reading.blocks)) == (None, [SHORT, TWO])


def test_words_for_browsers_without_scripts_are_no_text():
    told = {"@type": "NewsArticle", "headline": "Сесія", "datePublished": "2024-03-12T10:00:00+02:00"}
    html = f"<head><title>Сесія</title><script type='application/ld+json'>{json.dumps(told)}</script></head>"
    shell = "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"

    assert GenericArticle(f"<html>{html}<body>{shell}</body></html>", URL).read().refused == "empty"


@pytest.mark.parametrize("beside", ["<p>Переглядів: 84</p>", "<p>Читайте також: <a href='/novyny/7'>Дороги</a></p>"])
@pytest.mark.parametrize("text", [PROSE, "<p>Сесію перенесено на годину.</p>"])
def test_nor_are_lines_that_plug_ins_put_below_any_text(text, beside):
    content = "<div class='item'><h1>Сесія</h1><div class='date'>12.03.2024</div><div class='text'>{}</div></div>"

    assert page(content.format(text + beside)).read().blocks == page(content.format(text)).read().blocks


def test_of_a_text_too_short_to_be_dense_the_titles_below_are_no_part():
    """They are others each time that it is asked for, and would be an edit each time."""
    others = "".join(f"<li><a href='/novyny/{n}'>Новина обласної ради номер {n}</a></li>" for n in range(4))
    text = "<div class='text'><p>Сесію перенесено на годину.</p><p>Про це повідомили вранці.</p></div>"
    content = f"<div class='item'><h1>Сесія</h1><div class='date'>12.03.2024</div>{text}</div>"
    content += f"<div class='related'><h3>Читайте також</h3><ul>{others}</ul></div>"

    assert page(content).read().blocks == ("Сесію перенесено на годину.", "Про це повідомили вранці.")


@pytest.mark.parametrize(
    ("content", "url", "reason"),
    [
        (f"<h1>Новини</h1>{teasers(10)}", "https://rada.ua/novyny", "a list"),
        (f"<h1>Новини</h1>{teasers(10, excerpt='')}", "https://rada.ua/novyny", "a list"),
        (f"<h1>Новини</h1><p>Усі повідомлення ради.</p>{teasers(4)}", "https://rada.ua/novyny?page=2", "a list"),
        (f"<h1>Обласна рада</h1><div>{PROSE}</div>", "https://rada.ua/", "a list"),
        (f"<h1>Обласна рада</h1><div>{PROSE}</div>", "https://rada.ua/index.php", "a list"),
        (f"<h1>Про раду</h1><div>{PROSE}</div>", "https://rada.ua/pro-radu", "a static page"),
        (f"<h1>Про раду</h1><p>12.03.2024</p><div>{PROSE}</div>", "https://rada.ua/pro-radu", "a static page"),
        (f"<h1>Історія</h1><div>{PROSE}</div>", "https://rada.ua/istoriia", "not an article"),
        ("<h1>Контакти</h1><p>вул. Грушевського, 1</p>", "https://rada.ua/contacts", "not an article"),
        (f"<div>{PROSE}</div>", URL, "not an article"),
        ("", URL, "not an article"),
    ],
)
def test_lists_static_pages_and_the_home_page_are_none(content, url, reason):
    assert page(content, url=url).read().refused == reason


def test_a_page_that_the_breadcrumbs_name_is_not_static():
    crumbs = f'<div class="nav-breadcrumbs"><a href="/">Головна</a> <a href="{URL}">Сесія</a></div>'
    assert page(f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}", menu=MENU + crumbs).read().refused is None


@pytest.mark.parametrize(
    ("headings", "window", "expected"),
    [
        ("<h1><a href='/'>Обласна рада</a></h1><h2>Сесія ради</h2>", "Обласна рада » Сесія ради", "Сесія ради"),
        ("<h1>Обласна <a href='/index.php'>рада</a></h1>", "Сесія ради | Обласна рада", "Сесія ради"),
        ("<h1><a href='/novyny/sesiia'>Сесія ради</a></h1>", "Обласна рада", "Сесія ради"),
        ("<h3>Сесія ради</h3><h3>Інше</h3>", "Сесія ради — Обласна рада", "Сесія ради"),
    ],
)
def test_the_name_of_the_site_is_no_headline(headings, window, expected):
    assert page(f"{headings}<div>{PROSE}</div>", head=f"<title>{window}</title>").read().title == expected


def test_marks_come_before_shapes():
    head = '<meta property="og:type" content="article">'
    assert page("<h1>Сесія</h1><p>Коротко.</p>", head=head).read().refused is None


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("<div>2 дні тому</div>", date(2026, 11, 24)),
        ("<div>Опубліковано: 2 дні тому</div>", date(2026, 11, 24)),
        ("<div>3 days ago</div>", date(2026, 11, 23)),
        ("<div>вчора</div>", date(2026, 11, 25)),
        ("<div>12 березня 2024 | Новини | Переглядів: 120</div>", date(2024, 3, 12)),
        ("<div><span>Олена Коваль</span><span>12.03.2024</span><span>120</span></div>", date(2024, 3, 12)),
        (f"<div>{ONE} {TWO}</div><div>12.03.2024</div>", date(2024, 3, 12)),
        ("<div class='d'><span>12</span><b>берез</b><i>2024</i></div>", date(2024, 3, 12)),
        (f"<div class='mobile-menu'>{'<p>Розділ</p>' * 40}</div><div>12. März 2024</div>", date(2024, 3, 12)),
        (
            f"<div>{ONE} {TWO}</div>{'<p>Кілька слів.</p>' * 20}<h4>Опубліковано</h4><p>12. März 2024</p>",
            date(2024, 3, 12),
        ),
        ("<div>16 min read</div>", None),
        ("<abbr title='2024-03-12T10:15:00+02:00'>10:15</abbr>", datetime(2024, 3, 12, 10, 15, tzinfo=KYIV)),
        ("<p>Прес-служба · Опубліковано 12/03/2024 · Оновлено 13/03/2024</p>", date(2024, 3, 12)),
        (f"<div>{ONE} {TWO} <b>Сьогодні.</b></div><div>12.03.2024</div>", date(2024, 3, 12)),
        ("<div>Опубліковано прес-службою обласної ради 12.03.2024</div>", date(2024, 3, 12)),
        ("<div>Автор: Іван Мельник, 12.03.2024</div>", date(2024, 3, 12)),
        ("<p>Сесія обласної ради відбудеться в четвер, 12 грудня 2030 року, у великій залі.</p>", None),
        ("<p>Урочистості до роковин подій, що відбулися 12.03.2014, тривали весь день.</p>", None),
        ("<div>Оновлено: 12.03.2024</div>", None),
        ("<div>рішення 12.3</div>", None),
        ("", None),
    ],
)
def test_a_date_is_what_stands_alone_near_the_headline(beside, expected):
    assert read(f"<h1>Сесія</h1>{beside}<div>{PROSE}</div>").published == expected


def test_a_date_above_the_headline_is_no_header_of_the_site_s_whatever_it_is_called():
    content = f"<div class=post><div class=date-header>12. März 2024</div><h1>Сесія</h1><div>{PROSE}</div></div>"

    assert read(content).published == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Цей запис опубліковано 12 березня 2024 о 14:05 у рубриці Новини, позначено: бюджет, сесія, дороги.",
            "12 14:05",
        ),
        (
            "This entry was posted on Tuesday, March 12th, 2024 at 2:05 pm and is filed under News and Budget.",
            "12 14:05",
        ),
        (
            "Опубліковано у газеті «Голос краю» 12.03.2024 разом із додатками та поясненнями управління фінансів.",
            "12 00:00",
        ),
        (
            "Депутати ухвалили рішення, яке було опубліковане 12.03.2024 і набуло чинності наступного дня в області.",
            None,
        ),
    ],
)
def test_a_sentence_below_the_text_tells_when_it_was_published(said, expected):
    published = read(f"<h1>Сесія</h1><div>{PROSE}</div><p>{said}</p>").published

    assert (published and f"{published:%d %H:%M}") == expected


def test_today_in_the_head_of_the_site_and_its_years_are_no_dates():
    assert read(f"<h1>Сесія</h1><div>{PROSE}</div>", menu=f"<div>Сьогодні 26.11.2026</div>{MENU}").published is None


@pytest.mark.parametrize(
    ("head", "beside", "expected"),
    [
        ('<meta name="pubdate" content="2024-03-12">', "<p>13.03.2024</p>", date(2024, 3, 12)),
        (
            '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-03-12"}</script>',
            "<p>13.03.2024</p>",
            date(2024, 3, 12),
        ),
        ('<meta name="pubdate" content="soon">', "<p>13.03.2024</p>", date(2024, 3, 13)),
    ],
)
def test_what_is_said_to_machines_comes_first(head, beside, expected):
    assert read(f"<h1>Сесія</h1>{beside}<div>{PROSE}</div>", head=head).published == expected


@pytest.mark.parametrize(
    ("head", "beside", "expected"),
    [
        ("", "<div>Автор: Іван Мельник</div>", "Іван Мельник"),
        ("", "<div>Текст: Олена Коваль | 12.03.2024</div>", "Олена Коваль"),
        ("", "<div class='byline'>By <a href='/u/7'>Ivan Melnyk</a></div>", "Ivan Melnyk"),
        ("", "<div class='news-author'>Автор: Іван Мельник</div>", "Іван Мельник"),
        ('<meta name="author" content="Іван Мельник">', "<div class='author'></div>", "Іван Мельник"),
        (
            (
                '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#i"}},'
                '{"@type":"Person","@id":"#i","name":"Іван Мельник"}]}</script>'
            ),
            "",
            "Іван Мельник",
        ),
        (
            "",
            "<div>Автори проєкту рішення розповіли про свій задум на засіданні постійної комісії ради у середу.</div>",
            None,
        ),
        ("", "", None),
    ],
)
def test_an_author_is_who_is_called_so(head, beside, expected):
    assert read(f"<h1>Сесія</h1>{beside}<div>{PROSE}</div>", head=head).author == expected


def test_comments_longer_than_the_article_are_none_of_it():
    comments = "".join(f"<p>Коментар читача номер {n}, довгий, обурений, з комами, і ні про що.</p>" for n in range(40))
    content = f"<table><tr><td><h1>Сесія</h1><div>{PROSE}</div><div id=comments>{comments}</div></td></tr></table>"

    assert "Коментар" not in " ".join(page(content).read().blocks)


def test_what_surrounds_a_text_is_left_out():
    content = (
        f"<h1>Сесія</h1><div class=text><div class=share-bar>Поділитися</div>{PROSE}"
        "<figure><img src=/a.jpg><figcaption>Світлина: пресслужба</figcaption></figure>"
        "<ul><li><a href=/1>Про бюджет громади</a></li><li><a href=/2>Про дороги області</a></li></ul></div>"
    )
    text = "\n".join(page(content).read().blocks)

    assert text.splitlines()[0] == ONE
    for word in ("Поділитися", "Світлина", "Про бюджет громади"):
        assert word not in text


def test_a_text_that_begins_by_naming_its_headline_is_read():
    text = f"<p>Це Програма доріг області. {ONE}</p>{PROSE}"
    content = f"<h1>Програма доріг</h1>{teasers(3)}<div class=entry-content>{text}</div>"
    read = page(content, head='<meta property="og:type" content="article">').read().blocks

    assert read[0].startswith("Це Програма доріг")
    assert TWO in read


def test_a_page_inside_a_form_is_read():
    content = f"<form action='/'><div><h2>Сесія</h2><p>12.03.2024</p>{PROSE}{PROSE}</div></form>"
    assert ONE in " ".join(page(content, head="<title>Сесія</title>").read().blocks)


@pytest.mark.parametrize("html", ["", " ", "<p>", "<!-- -->", "\x00", "\ud800", "<div>" * 3000 + "глибоко"])
def test_a_page_of_nothing_breaks_nothing(html):
    assert GenericArticle(html, URL).read().refused == "not an article"
    assert AutoArticle(html, URL).read().refused == "not an article"


def test_a_page_is_read_by_the_class_of_its_platform():
    html = (
        '<html><head><meta name="generator" content="WordPress 6.4"></head><body class="single postid-7">'
        f'<article id="post-7" class="post"><h1 class="entry-title">Сесія</h1><div class="entry-content">{PROSE}</div>'
        "</article></body></html>"
    )
    auto = AutoArticle(html, URL)

    assert auto.platform == WordPressArticle.platform
    assert auto.evidence[0] == "generator WordPress"
    assert auto.read() == WordPressArticle(html, URL).read()
    assert auto.is_single


def test_a_page_of_unknown_software_is_read_all_the_same():
    auto = page(ARTICLES["a static generator's"], cls=AutoArticle)

    assert (auto.platform, auto.evidence) == (GenericArticle.platform, ())
    assert auto.read() == page(ARTICLES["a static generator's"]).read()
    assert auto.read().guessed


def test_a_redesign_is_read_and_noticed():
    html = (
        '<html><head><link rel="stylesheet" href="/wp-content/themes/Newspaper/style.css"></head>'
        f'<body class="single postid-7"><h1>Сесія</h1><div class="brand-new">{PROSE}</div></body></html>'
    )
    auto = AutoArticle(html, URL)

    assert auto.platform == GenericArticle.platform
    assert auto.evidence == ("style sheets of the theme", f"no text where {TagDivArticle.platform} has it")
    assert auto.read().title == "Сесія"
    assert ONE in auto.read().blocks


NEWSPAPER = '<html><head><link rel="stylesheet" href="/wp-content/themes/Newspaper/style.css"></head>'


@pytest.mark.parametrize("kind", ["single postid-7", "page page-id-7"])
def test_a_class_that_reads_hardly_a_line_of_a_page_gives_way(kind):
    marked = "<div class='td-post-content'><p>Світлина пресслужби</p></div>"
    html = f"{NEWSPAPER}<body class='{kind}'><h1>Сесія</h1>{marked}<div class=brand-new>{PROSE * 3}</div></body></html>"
    reading = AutoArticle(html, URL).read()

    assert ONE in reading.blocks
    assert reading.refused == (None if kind.startswith("single") else "a static page")


def test_an_article_of_one_sentence_stays_with_the_class_of_its_platform():
    html = (
        f"{NEWSPAPER}<body class='single postid-7'><article id=post-7 class=post><h1 class=entry-title>Сесія</h1>"
        f"<div class=td-post-content><p>{TWO}</p></div></article><aside>{teasers(12)}</aside></body></html>"
    )
    auto = AutoArticle(html, URL)

    assert auto.platform == TagDivArticle.platform
    assert auto.read().blocks == (TWO,)


def test_a_list_is_walked_by_the_class_of_its_platform():
    html = (
        '<html><head><meta name="generator" content="WordPress 6.4"></head><body class="archive">'
        '<h2 class="entry-title"><a href="/a">А</a></h2><nav class="pagination"><a href="/page/2">2</a></nav>'
        "</body></html>"
    )
    auto = AutoArticle(html, "https://rada.ua/novyny")

    assert auto.read().refused == "a list"
    assert auto.links() == ("https://rada.ua/a",)
    assert auto.pager() == ("https://rada.ua/page/2",)


def test_an_outline_is_what_a_reader_sees():
    root = parse(
        "<div><h1>Назва</h1>хвіст<ul><li><a href=/a>Перша</a> і ще</li><li><a href=/b><img></a></li></ul></div>"
    )
    seen = [(piece.text, piece.linked, len(piece.anchors)) for piece in outline(root, set())]

    assert seen == [("Назва", 0, 0), ("хвіст", 0, 0), ("Перша і ще", 5, 1), ("", 0, 1)]


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("<header><a href='/'>Рада</a><time datetime='2026-11-26'>26 листопада 2026</time></header>", None),
        ("<header><nav>Меню</nav><h2>Рада</h2><time datetime='2026-11-26'>26.11.2026</time></header>", None),
        ("<article><header><time datetime='2024-03-12'>12.03.2024</time></header></article>", date(2024, 3, 12)),
        (
            "<header><nav>Меню</nav><h1>Сесія</h1><time datetime='2024-03-12'>12.03.2024</time></header>",
            date(2024, 3, 12),
        ),
    ],
)
def test_the_date_in_the_site_s_header_is_today_s_and_no_article_s(header, published):
    title = "" if "<h1>" in header else "<h1>Сесія</h1>"

    assert read(f"{header}{title}<div>{PROSE}</div>").published == published


@pytest.mark.parametrize(
    ("url", "pager", "refused"),
    [
        (
            "https://rada.ua/novyny?page=3",
            "<a href='/novyny?page=1'>1</a> <a href='/novyny?page=2'>2</a> <b>3</b>",
            "a list",
        ),
        ("https://rada.ua/index.php?page=3", "", None),
        ("https://rada.ua/novyny/sesiia", "<a href='/novyny?page=1'>1</a> <a href='/novyny?page=2'>2</a>", None),
    ],
)
def test_the_last_page_of_a_list_is_one_though_it_has_one_entry(url, pager, refused):
    content = f"<h1>Новини</h1><div>12.03.2024</div><h3><a href='/novyny/a'>Сесія</a></h3><div>{PROSE}</div>"

    assert page(f"{content}<div class='pagination'>{pager}</div>", url=url).read().refused == refused


AROUND = '<div><a href="/novyny/1-a-b">←</a> <a href="/novyny/3-a-b">→</a></div>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("<p>Фото дня.</p>", ["Фото дня."]),
        ("<p>Рубрика: Новини</p><img src='/a.jpg'>", []),
    ],
    ids=["nothing", "one line", "a photograph"],
)
def test_an_article_may_say_nothing_and_not_what_surrounds_it(text, expected):
    reading = page(f"<h1>Сесія</h1><p>12.03.2024</p><div class='t'>{text}</div>{AROUND}{teasers(5)}").read()

    assert reading.refused is None
    assert list(reading.blocks) == expected


def test_a_page_that_says_nothing_and_has_no_neighbours_may_be_half_a_page():
    assert page("<h1>Сесія</h1><p>12.03.2024</p><div></div>").read().refused == "empty"


@pytest.mark.parametrize(
    "place", ["<div class='prose'><div>{}</div></div>", "<section itemprop=articleBody>{}</section>", "<div>{}</div>"]
)
def test_a_text_of_one_line_about_a_day_is_kept(place):
    said = "Сесія – 12 січня о 10:00."
    reading = page(
        f"<article><header><h1>Сесія</h1><p>20 грудня 2025</p></header>{place.format(f'<p>{said}</p>')}<footer>"
        "<p>Автор: Пресслужба</p></footer></article><nav><a href=/novyny/a-b-c rel=prev>Перша</a></nav>"
    ).read()

    assert reading.blocks == (said,)


@pytest.mark.parametrize("text", ["<p>Засідання перенесено.</p>", PROSE])
def test_a_list_of_terms_that_tells_who_and_when_is_none_of_the_text(text):
    terms = "<dl class='p'><dt>Authors</dt><dd><ul><li><dl><dt>Name</dt><dd>Олена Коваль</dd></dl></li></ul></dd></dl>"
    reading = page(
        f"<article><header><dl><dt>Published on</dt><dd><time datetime=2024-03-12>March 12, 2024</time></dd></dl>"
        f"<h1>Сесія</h1></header><div class='grid'>{terms}<div>{text}</div></div></article>"
    ).read()

    assert not {"Authors", "Name", "Олена Коваль", "- Name"}.intersection(reading.blocks)
    assert reading.blocks
    assert reading.author == "Олена Коваль"


@pytest.mark.parametrize("said", ["Фото дня.", "Сесія – 12 січня о 10:00."])
def test_a_text_of_one_line_between_who_wrote_it_and_its_neighbours_is_kept(said):
    reading = page(
        "<section><article><div><header><dl><div><dt>Published on</dt><dd><time datetime=2021-12-12>12.12.2021</time>"
        "</dd></div></dl><h1>Сесія</h1></header><div class='grid'><dl><dt>Authors</dt><dd><ul><li><dl><dt>Name</dt>"
        f"<dd>Олена Коваль</dd></dl></li></ul></dd></dl><div><div class='prose'><p>{said}</p></div></div><footer><div>"
        "<h2>Previous Article</h2><div><a href=/blog/persha-novyna-dnia>Перша новина дня у раді</a></div></div>"
        "<div><a href=/blog>← Back to the blog</a></div></footer></div></div></article></section>"
    ).read()

    assert reading.blocks == (said,)


def test_a_menu_is_no_text_and_a_longer_one_is_no_menu():
    pieces = page(f"<h1>Сесія</h1><p>{ONE}</p>").outline

    assert lines.seen(["Сесія", "Головна", "Про раду", "Новини"], pieces, "Сесія") == 0
    assert lines.seen(["Сесія", ONE, "Новини"], pieces, "Сесія") == len(ONE)
    assert lines.seen([TWO, TWO, TWO], pieces, "Сесія") == 3 * len(TWO)


def test_a_list_of_whole_articles_is_one_though_it_calls_itself_an_article():
    head = '<title>Новини | Рада</title><meta property="og:type" content="article">'
    entries = "".join(
        f"<article><header><h2><a href=/novyny/sesiia-rady-{n}/>Сесія обласної ради номер {n}</a></h2>"
        f"<time datetime=2024-03-{n}>{n}.03.2024</time></header><div>{PROSE}</div></article>"
        for n in range(11, 15)
    )
    listed = page(
        f"<main><h1>Новини</h1><div>{entries}</div></main>", head=head, url="https://rada.ua/novyny/2/"
    ).read()
    below = page(f"<main><h1>Сесія</h1>{PROSE}<div>{entries}</div></main>", head=head).read()

    assert listed.refused == "a list"
    assert below.refused is None


@pytest.mark.parametrize("text", ["<p>Засідання перенесено.</p>", PROSE])
def test_the_office_of_an_author_is_neither_their_name_nor_text(text):
    reading = page(
        "<main><div><h1>Сесія</h1></div><div class='text'><div><div class='metadata'><div><time datetime=2024-03-12>"
        "12.03.2024</time></div><div><div class='author'><div><div class='name'>Олена Коваль"
        f"</div><div class='title'>Пресслужба</div></div></div></div></div>{text}</div></div></main>"
    ).read()

    assert reading.author == "Олена Коваль"
    assert reading.blocks
    assert not {"Олена Коваль", "Пресслужба"}.intersection(reading.blocks)


def test_a_license_below_a_text_that_no_element_holds_is_none_of_it():
    reading = page(
        f"<article><h1>Сесія</h1><p><time datetime=2024-03-12>12.03.2024</time></p>{PROSE}"
        "<small><abbr>CC BY-NC 4.0</abbr> 2026 © Обласна рада.<a href=/feed.xml>RSS</a></small></article>"
    ).read()

    assert reading.blocks[-1] == f"{ONE} {TWO}"


def test_an_address_with_its_day_makes_an_article_of_a_page_that_tells_none():
    url = "https://rada.ua/2024/03/12/sesiia-obl/"
    told = page(f"<main><h1>Сесія</h1><p>{ONE}</p></main>", url=url).read()
    menu = (
        "<nav><ul><li><a href=/>Головна сторінка</a></li><li><a href=/pro-radu>Про раду і депутатів</a></li></ul></nav>"
    )
    shown = page("<main><h1>Сесія</h1><p><img src=/foto.jpg alt=''></p></main>", url=url, menu=menu).read()
    archive = page(f"<main><h1>12 березня</h1><p>{ONE}</p></main>", url="https://rada.ua/2024/03/12/page/12/").read()

    assert (told.refused, told.blocks) == (None, (ONE,))
    assert [clue.value for clue in told.published] == ["2024/03/12"]
    assert (shown.refused, shown.blocks) == (None, ())
    assert archive.refused is not None


def test_lists_at_the_end_and_lists_of_documents_belong_to_a_text():
    sums = "<ul><li>Славутська громада отримає 6318 тис. гривень;</li><li>Нетішинська – 200 тис.</li></ul>"
    files = (
        "<ul><li><a href='/a.pdf'>рішення сесії № 1 (pdf)</a></li><li><a href='/b.pdf'>додаток до рішення</a></li></ul>"
    )
    said = list(page(f"<h1>Сесія</h1><p>12.03.2024</p><div>{PROSE}{sums}{files}</div>{AROUND}").read().blocks)

    assert said[-4:] == [
        "Славутська громада отримає 6318 тис. гривень;",
        "Нетішинська – 200 тис.",
        "рішення сесії № 1 (pdf)",
        "додаток до рішення",
    ]


def test_what_stands_between_headline_and_text_is_none_of_it():
    content = f"<main><h1>Сесія</h1><p>Автор: Прес-служба, 12.03.2024</p>{PROSE}</main>"

    assert page(content).read().blocks[0] == ONE


def test_the_day_beside_the_headline_comes_before_that_of_a_teaser():
    content = (
        f"<div><h1>Сесія</h1><p><i>2 дні тому</i> <b>Переглядів: 17</b></p>{PROSE}</div><div><h4>Популярне</h4>"
        f"{teasers(3)}</div>"
    )

    assert read(content).published == date(2026, 11, 24)


def test_one_neighbour_by_name_does_not_hide_the_other():
    both = "<div><a href='/n/1-a-b'>Стара</a> <a rel='next' href='/n/3-a-b'>Нова</a></div>"
    content = f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}{both}"
    reading = page(content, url="https://rada.ua/n/2-a-b").read()

    assert (reading.previous.url, reading.next.url) == ("https://rada.ua/n/1-a-b", "https://rada.ua/n/3-a-b")


def test_a_list_of_unknown_software_is_walked_by_what_repeats():
    content = f"<h1>Новини</h1>{teasers(4)}<p class='pages'><a href='/novyny?page=2'>Старіші</a></p>"
    read_list = page(content, url="https://rada.ua/novyny", cls=AutoArticle)

    assert read_list.links() == tuple(f"https://rada.ua/novyny/{day}" for day in range(1, 5))
    assert read_list.pager() == ("https://rada.ua/novyny?page=2",)
    assert read_list.lists() == ()
    assert page(f"<h1>Новини</h1>{teasers(4)}", url="https://rada.ua/", cls=AutoArticle).lists() == (
        "https://rada.ua/novyny",
    )


def test_a_list_of_whole_articles_is_one_though_their_days_stand_near_its_headline():
    entry = (
        "<article><h2><a href='/n/{0}-a-b'>Новина номер {0} ради</a></h2><p>1{0}.11.2026</p><div>{1}</div></article>"
    )
    entries = "".join(entry.format(number, PROSE) for number in range(1, 5))

    assert page(f"<main><h1>Новини</h1>{entries}</main>", url="https://rada.ua/n?view=all").read().refused == "a list"


def test_two_links_in_a_place_of_their_own_are_believed_where_a_site_speaks_to_machines_one_is_not():
    head = "<meta property='og:title' content='Сесія'>"
    one, other = (
        "<p><a href='/n/1-stara-novyna-rady'>Стара новина ради</a></p>",
        "<p><a href='/n/3-nova-novyna-rady'>Нова новина ради</a></p>",
    )
    both = page(
        f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}<div>{one}{other}</div>", head=head, url="https://rada.ua/n/2-a-b"
    )
    alone = page(f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}<div>{one}</div>", head=head, url="https://rada.ua/n/2-a-b")

    cards = f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}<div>{one}<img src='/1.jpg'>{other}<img src='/3.jpg'></div>"
    with_pictures = page(cards, head=head, url="https://rada.ua/n/2-a-b")

    assert [link.url[-12:] for link in (both.read().previous, both.read().next)] == ["-novyna-rady", "-novyna-rady"]
    assert (alone.read().previous, alone.read().next) == (None, None)
    assert (with_pictures.read().previous, with_pictures.read().next) == (None, None)


def test_years_in_the_foot_of_a_flat_page_make_no_pager_of_its_neighbours():
    foot = "<p>Архів: <a href='/n/2024/'>2024</a> <a href='/n/2023/'>2023</a></p>"
    content = (
        f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}<div><a href='/n/1-a-b'>◄ Стара</a> <a href='/n/3-a-b'>Нова ►</a></div>"
    )
    reading = page(content + foot, url="https://rada.ua/n/2-a-b", menu="").read()

    assert (reading.previous.url, reading.next.url) == ("https://rada.ua/n/1-a-b", "https://rada.ua/n/3-a-b")


def test_a_static_page_that_only_its_head_puts_in_a_row_with_others_is_no_article():
    head = "<link rel='prev' href='/kontakty/'><link rel='next' href='/deputaty/'>"

    assert page(f"<h1>Про раду</h1>{PROSE}", head=head, url="https://rada.ua/pro-radu/").read().refused is not None


def test_neighbours_in_a_box_of_their_own_are_found_where_a_theme_puts_it_among_the_comments():
    links = "<p>Previous: <a href='/n/1-a-b'>Стара</a></p><p>Next: <a href='/n/3-a-b'>Нова</a></p>"
    box = f"<div class='prev-next'>{links}</div>"
    content = f"<h1>Сесія</h1><p>12.03.2024</p>{PROSE}<div class='blog_comments'>{{}}</div>"
    own = page(content.format(box), url="https://rada.ua/n/2-a-b").read()
    comments = page(content.format(box.replace("prev-next", "comment-prev-next")), url="https://rada.ua/n/2-a-b").read()

    assert (own.previous.url, own.next.url) == ("https://rada.ua/n/1-a-b", "https://rada.ua/n/3-a-b")
    assert (comments.previous, comments.next) == (None, None)


def test_what_an_article_s_own_header_says_beside_its_headline_is_none_of_its_text():
    header = (
        "<header><time datetime='2024-03-12'>12 березня 2024</time><h2>Сесія обласної ради</h2>"
        "<div>Автор <a href='/a/1'>Пресслужба</a></div><div>Без коментарів</div>"
        "<div>Рубрика : <a href='/r/1'>Новини</a> Мітки : немає</div>"
        "<p>Депутати зібралися на позачергове засідання.</p></header>"
    )
    reading = page(
        f"<article>{header}<p>{ONE}</p><ul><li>Полонська громада – 804 тис. гривень;</li></ul></article>",
        head="<title>Сесія обласної ради - Рада</title>",
    ).read()

    assert reading.blocks == (
        "Депутати зібралися на позачергове засідання.", ONE, "Полонська громада – 804 тис. гривень;"
    )  # fmt: skip


def test_a_short_text_that_the_second_opinion_heaps_together_is_where_the_theme_says():
    files = "".join(f"<li><a href='/files/{n}.pdf'>рішення сесії № {n}</a></li>" for n in range(1, 4))
    body = f"<div itemprop='articleBody'><p>Рішення сесії оприлюднено.</p><ul>{files}</ul></div>"
    neighbors = "<nav><a href='/novyny/1-a-b'>Попередня Нарада з головами</a></nav>"
    reading = page(f"<article><i>12.03.2024</i><h1>Сесія ради</h1>{body}{neighbors}</article>").read()

    assert reading.blocks == (
        "Рішення сесії оприлюднено.", "рішення сесії № 1", "рішення сесії № 2", "рішення сесії № 3"
    )  # fmt: skip


def test_a_headline_its_day_and_its_rubric_make_an_article_without_a_text():
    box = "<div><h1>Сесія</h1><p>12.03.2024</p><div></div><p><a href='/category/novyny'>Новини</a></p></div>"
    reading = page(box).read()

    assert reading.refused is None
    assert reading.blocks == ()


def test_links_that_send_the_page_to_a_network_are_none_of_the_text():
    share = (
        "<a href='https://twitter.com/intent/tweet?url=x'>Поділитися у Twitter</a>"
        "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>Поділитися у Facebook</a>"
        "<p><a href='javascript:window.print()'>На папір</a></p><p><a href='/print/7'>Версія для друку</a></p>"
    )
    reading = page(f"<h1>Сесія</h1><p>12.03.2024</p><div><p>{ONE}</p><p>{ONE}</p>{share}</div>").read()

    assert reading.blocks == (ONE, ONE)


def test_one_link_in_a_place_of_neighbours_is_one_though_the_site_speaks_to_machines():
    old = "<a href='/novyny/1199-narada-z-hromadamy'>Нарада з головами громад області</a>"
    head = "<meta property='og:title' content='Сесія'>"
    text = f"<h1>Сесія</h1><p>12.03.2024</p><p>{ONE}</p>"
    url = "https://rada.ua/novyny/1200-sesiia-oblasnoi-rady"

    named = page(f"{text}<div class='post-nav-links'><div>{old}</div></div>", head=head, url=url).read()
    bare = page(f"{text}<div class='promo'><div>{old}</div></div>", head=head, url=url).read()
    assert named.previous is not None
    assert bare.previous is None


def test_a_short_text_that_is_marked_ends_where_the_mark_ends():
    after = "<p><b>Автор</b> <a href='/a/1'>Пресслужба</a><br><b>Рубрика</b> <a href='/r/1'>Новини</a></p>"
    text = f"<div itemprop='articleBody'><p>{ONE}</p><p>Захід організовано за підтримки громади.</p></div>"
    article = f"<article><h1>Сесія</h1><p>Опубліковано <time>12.03.2024</time></p>{text}{after}</article>"

    assert page(article).read().blocks == (ONE, "Захід організовано за підтримки громади.")


@pytest.mark.parametrize(
    "text",
    [
        ["Фото дня."],
        ["Учні вибороли перше місце на олімпіаді.", "Захід відбувся за підтримки громади області."],
    ],
    ids=["a line", "two"],
)
def test_a_short_text_above_its_neighbours_and_many_teasers_is_no_teaser_of_theirs(text):
    old, new = (
        f"<a href='/page/narada-z-hromadamy-{n}'>Засідання постійної комісії з питань бюджету {n}</a>" for n in (7, 9)
    )
    cards = "".join(
        f"<div class='w31'><a href='/page/stara-novyna-oblasnoi-rady-{n}'><img src='/{n}.png'></a>"
        f"<a href='/page/stara-novyna-oblasnoi-rady-{n}'>Стара новина обласної ради {n}</a></div>"
        for n in range(20, 29)
    )
    reading = page(
        "<div><div><article><header><h1>Оголошено конкурс проєктів</h1><div><a href='/c/1'>Новини</a>"
        f"<time>23 вересня 2024 р.</time></div></header><div class='t'>{''.join(f'<p>{said}</p>' for said in text)}"
        f"<div class='next-prev-page'><div class='l'>{new}</div><div class='r'>{old}</div></div>"
        f"<aside><div>Ще записи по темі</div>{cards}</aside></div></article></div></div>"
        "<div>© Обласна рада, 2026. Працює на CMS | Час: 0.02</div>",
        head="<title>Оголошено конкурс проєктів</title>",
        url="https://rada.ua/page/oholosheno-konkurs-proiektiv-8",
    ).read()

    assert list(reading.blocks) == text


def test_a_list_of_author_and_day_above_a_short_text_is_none_of_it():
    above = (
        "<section><ul class='links'><li><a href='/author/p/'>press</a></li><li>07 червня 2024 р.</li></ul></section>"
    )
    text = "<section><p>Наступна презентація запланована на осінь.</p><p>Захід відбувся за підтримки.</p></section>"
    article = f"<article><header><h2><a href='/novyny/sesiia'>Форум молоді</a></h2></header>{above}{text}</article>"
    reading = page(article, head="<title>Форум молоді | Рада</title>").read()

    assert reading.blocks == ("Наступна презентація запланована на осінь.", "Захід відбувся за підтримки.")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="generator" content="Hugo 0.111.3">',
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "0001-01-01T00:00:00Z"}</script>',
    ],
)
def test_hugo_calls_any_page_an_article_and_only_one_with_a_day_is(head):
    head += '<meta property="og:type" content="article">'
    text = f"<p>{ONE}</p><p>{ONE}</p>"

    assert page(f"<h1>Депутати</h1>{text}", head=head).read().refused == "not an article"
    assert page(f"<h1>Сесія</h1><time datetime='2024-03-12'>12.03.2024</time>{text}", head=head).read().refused is None


def test_a_menu_that_shows_the_newest_articles_makes_no_static_page_of_a_post():
    head, content = '<meta property="og:type" content="article">', f"<h1>Сесія</h1><time>12.03.2024</time>{PROSE}"
    menu = f"<nav><ul><li><a href='{URL}'>Сесія</a></li></ul></nav>"
    body = f'<html><head>{head}</head><body class="{{}}">{menu}{content}</body></html>'

    assert GenericArticle(body.format(""), URL).read().refused == "a static page"
    assert GenericArticle(body.format("single single-post postid-7"), URL).read().refused is None


def test_the_only_article_in_microdata_is_one_without_a_day_but_no_page_of_the_menu():
    article = (
        "<article itemscope itemtype='https://schema.org/Article'><header><h1 itemprop='headline'>{}</h1></header>"
        f"<div itemprop='articleBody'><p>{ONE}</p></div></article>"
    )
    menu = "<nav><a href='/pro-radu'>Про раду</a></nav>"

    assert page(article.format("Сесія ради"), menu=menu).read().refused is None
    static = page(article.format("Про раду"), url="https://rada.ua/pro-radu", menu=menu)
    assert static.read().refused == "a static page"
    assert page(article.format("Перша") + article.format("Друга"), menu=menu).read().refused is not None


LICENSES = {
    "Butterfly": (
        "<div class='post-copyright'><div>Author: <a href='/'>Рада</a></div><div>All articles are licensed "
        "under <a href='https://creativecommons.org/licenses/by-nc-sa/4.0/'>CC BY-NC-SA 4.0</a> unless stated.</div>"
        "</div>"
    ),
    "Fluid": (
        "<div class='license-box my-3'><div class='license-title'><div>Форум молоді області</div>"
        "<div>https://rada.ua/n/1200/</div></div><div>Licensed under</div></div>"
    ),
}


@pytest.mark.parametrize("box", LICENSES.values(), ids=LICENSES)
def test_a_license_below_a_text_is_none_of_it(box):
    """Themes of Hexo print one below each article, within what they mark as its text or beside it."""
    text = (
        f"<article class='post-content'><h1>Форум молоді області</h1><div class='md'><p>{ONE}</p></div>{box}</article>"
    )
    head = "<title>Форум молоді області | Рада</title><meta property='og:type' content='article'>"
    reading = page(f"<p><time datetime='2024-09-08'>8 вересня</time></p><main>{text}</main>", head=head).read()

    assert reading.blocks == (ONE,)


CARD = (
    "<a class='pagination-related' href='/n/stara-novyna-{0}'><div class='info'><div>2024-08-{0}</div>"
    "<div>Стара новина обласної ради {0}</div></div><div>Учасники обговорили стан програми та визначили першочергові "
    "кроки на наступний рік, про що ухвалено рішення.</div></a>"
)


@pytest.mark.parametrize("text", [f"<p>{ONE}</p>", ""], ids=["short", "none"])
def test_a_headline_on_the_page_s_header_is_its_text_s_and_cards_below_are_not(text):
    cover = (
        "<header id='page-header'><nav><a href='/'>Рада</a></nav><div><h1>Громада отримала генератори</h1><div>"
        "<time datetime='2024-09-08T16:15:00+03:00'>08.09.2024</time> | <a href='/c/1'>Комісії</a></div></div></header>"
    )
    main = (
        f"<main><article class='post-content'>{text}</article><div><div>Related Articles</div>"
        f"{''.join(map(CARD.format, range(10, 17)))}</div></main>"
    )
    reading = page(cover + main, head="<title>Громада отримала генератори | Рада</title>", menu="").read()

    assert reading.refused is None
    assert reading.title == "Громада отримала генератори"
    assert reading.blocks == ((ONE,) if text else ())


def test_a_month_s_archive_is_a_list_though_it_holds_one_article_and_calls_itself_one():
    """HTMLy tells machines that its archives are articles; the text that is marked has a linked title of its own."""
    head = "<title>Архіви: червня 2023 - Рада</title><meta property='og:type' content='article'>"
    entry = (
        "<article class='post'><header class='entry-header'><h2 class='entry-title'>"
        "<a href='/2023/06/zasidannia-komisii'>Засідання постійної комісії з питань бюджету</a></h2></header>"
        f"<div class='entry-content'><p>{ONE}</p><p>{ONE}</p></div><footer class='entry-footer'>"
        "<a href='/2023/06/zasidannia-komisii' rel='bookmark'>"
        "<time class='published'>23 червня 2023</time></a></footer></article>"
    )
    reading = page(f"<main><header><h1>Архіви: червня 2023</h1></header>{entry}</main>", head=head).read()

    assert reading.refused is not None


def test_an_undated_article_stays_one_where_its_text_names_its_rubric():
    """A text beside its headline in one element is no other article's, whatever it links to."""
    head = "<title>Плеяди - Рада</title><meta property='og:type' content='article'>"
    text = (
        "<article class='hentry'><header><h1>Плеяди</h1></header><div class='entry-content'><ul><li>"
        "<a href='/rubryka/pershi-sproby-znimannia/'>Перші спроби знімання</a></li><li>Знято 1 вересня 2019, о 23:00, "
        f"телескопом на подвір'ї школи номер чотири</li></ul><p>{ONE}</p></div></article>"
    )
    reading = page(text, head=head).read()

    assert reading.refused is None


def test_a_list_that_calls_the_home_page_a_posting_is_no_article():
    """Icarus, a theme of Hexo, says so on each of its lists; an article says when it was published, and where it is."""
    data = '{{"@type": "BlogPosting", "mainEntityOfPage": {{"@type": "WebPage", "@id": "{}"}}, "headline": "Рада"}}'
    head = '<title>Тег: бюджет - Рада</title><script type="application/ld+json">{}</script>'
    rows = "".join(
        f"<article><div><time datetime='2024-09-{n}'>2024-09-{n}</time></div><p class='title'>"
        f"<a href='/2024/09/{n}/sesiia-oblasnoi-rady/'>Сесія обласної ради розглянула питання {n}</a></p>"
        f"<div class='content'><p>{ONE}</p></div></article>"
        for n in range(10, 13)
    )
    listed = page(rows, head=head.format(data.format("https://rada.ua")), url="https://rada.ua/tags/biudzhet/")
    text = f"<h1>Сесія ради розглянула бюджет</h1><p>{ONE}</p><p>{ONE}</p>"
    told = page(text, head=head.format(data.format("https://rada.ua/n/1200")))

    assert listed.read().refused == "a list"
    assert told.read().refused is None


def test_on_plain_permalinks_neighbours_are_no_pages_of_a_list():
    # WordPress without «pretty» addresses, under a theme that prints none of core's classes; its arrows are inverted.
    others = teasers(4).replace("/novyny/", "/?p=")
    turn = "<div><a href='/?p=91'>← Попередня</a> <a href='/?p=87'>Наступна →</a></div>"
    plain = page(
        f"<h2>Сесія</h2><div><span>12.03.2024 10:05</span> | <a href='/?cat=3'>Новини</a></div><div>{PROSE}</div>{turn}"
        f"<h3>Інші новини</h3>{others}",
        head="<title>Рада | Сесія</title>",
        url="https://rada.ua/?p=89",
    ).read()

    assert plain.refused is None
    assert plain.previous is not None
    assert plain.next is not None
    assert (plain.previous.url, plain.next.url) == ("https://rada.ua/?p=91", "https://rada.ua/?p=87")


WORDS = "Депутати розглянули стан доріг"
FOLDER = "https://rada.ua/2023/03/deputaty.html"
HEADLINES = {
    "in the page's only article, under the site's name in the window": (
        (
            f"<nav><h1><a href='/'>Обласна рада</a></h1></nav><article><h2>{WORDS}</h2><p>{ONE}</p><h2>Щодо коштів</h2>"
            f"<p>{ONE}</p><h6>Written by <a href='/a/1'>Рада</a> in <a href='/c/1'>Новини</a> on 18.03.2023 09:00. "
            "Tags: <a href='/t/1'>бюджет</a>, <a href='/t/2'>освіта області</a>, </h6></article>"
        ),
        "Обласна рада",
    ),
    "linked to the page itself, without a slash": (
        (
            f"<article><h1><a href='2023/03/deputaty.html'>{WORDS}</a></h1><div class='entry-content'><footer>"
            f"<abbr title='2023-03-18T09:00:00+02:00'>18.03.2023 09:00</abbr></footer><p>{ONE}</p>"
            f"<h2>Щодо коштів</h2><p>{ONE}</p></div></article>"
        ),
        WORDS,
    ),
    "linked beside the site's name": (
        (
            f"<header><h1><a href='/'>Обласна рада</a> : <a href='/2023/03/deputaty.html'>{WORDS}</a></h1><time "
            f"datetime='2023-03-18T09:00:00+02:00'>18.03.2023</time></header><article><p>{ONE}</p><h2>Щодо коштів</h2>"
            f"<p>{ONE}</p></article>"
        ),
        f"Обласна рада : {WORDS}",
    ),
    "in one box with loose words that tell the day": (
        (
            f"<div class='article'><div><h1>{WORDS}</h1>18.03.2023 09:00 by <a href='/a/1'>Рада</a></div><div><p>{ONE}"
            f"</p><h2>Щодо коштів</h2><p>{ONE}</p></div></div>"
        ),
        f"Обласна рада - {WORDS}",
    ),
}


@pytest.mark.parametrize(("content", "window"), HEADLINES.values(), ids=HEADLINES)
def test_a_headline_is_known_wherever_themes_of_pelican_put_it(content, window):
    article = read(content, head=f"<title>{window}</title>", url=FOLDER)

    assert article.title == WORDS
    assert article.published.isoformat() == "2023-03-18T09:00:00+02:00"
    assert article.body == f"{ONE}\n\nЩодо коштів\n\n{ONE}"


@pytest.mark.parametrize(
    "below",
    [
        "<p>By <a href='/a/1'>Рада</a>, Category: <a href='/c/1'>Громади</a></p><p>Tags: <a href='/t/1'>освіта</a></p>",
        "<p>Мітки: <a href='/t/1'>освіта</a>, <a href='/t/2'>бюджет</a></p>",
    ],
)
def test_how_an_article_is_filed_is_none_of_its_text(below):
    content = f"<div class='item'><h2>{WORDS}</h2><h3>18.03.2023</h3><p>{ONE}</p><p>{ONE}</p>{below}</div>"
    reading = page(content, head=f"<title>{WORDS}</title>").read()

    assert reading.blocks == (ONE, ONE)


FILED = "<details>Опубліковано <time>06.12.2022 16:10</time> у рубриці «<a href='/c/1'>Анонси</a>»</details>"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("<div class='entry-content'></div>", "<p>Працює на CMS</p>"),
        ("<section></section>", f"<article><header></header>{FILED}</article>"),
    ],
    ids=["its place is empty", "its rubric stands in its own footer"],
)
def test_an_article_without_a_text_is_one(text, after):
    article = f"<article><header><h1>{WORDS}</h1></header><footer>{FILED}</footer>{text}</article>"
    reading = page(article + after, head=f"<title>{WORDS}</title>").read()

    assert reading.refused is None
    assert reading.blocks == ()


def test_a_page_that_was_cut_before_its_text_is_no_article_without_one():
    html = f"<title>{WORDS}</title><h1>{WORDS}</h1><p>12.03.2024</p><article><div class='entry-content'>"

    assert GenericArticle(html, URL).read().refused == "empty"


def test_an_author_s_name_and_the_words_above_other_articles_are_none_of_a_text():
    """The templates of Wagtail's demonstration site."""
    head = f"<div class='row'><h1>{WORDS}</h1></div><div class='row'><div>01 грудня 2023 р.</div></div>"
    avatars = (
        "<div class='blog__meta'><div class='blog__avatars'><div class='blog__author'>Прес Служба</div></div></div>"
    )
    tags = "<div class='blog-tags'><span>Filter</span><a href='/t/1'>громада</a><a href='/t/2'>освіта</a></div>"
    below = f"<p class='intro'>Find more blog posts with similar tags</p>{tags}"
    content = (
        f"<main>{head}<div class='row'>{avatars}<div class='w-block'><p>{ONE}</p><p>{{}}</p></div>{below}</div></main>"
    )
    window = f"<title>{WORDS}</title>"

    assert page(content.format(ONE), head=window).read().blocks == (ONE, ONE)
    assert page(content.format("").replace(f"<p>{ONE}</p>", ""), head=window).read().blocks == ()


def test_a_text_does_not_begin_with_its_own_first_sentence_twice():
    """E107 puts it above the text by itself."""
    first, _, rest = f"{ONE} {TWO}".partition(". ")
    content = f"<h1>{WORDS}</h1><p>12.03.2024</p><div><p class='lead'>{first}.</p><div>{{}}<p>{TWO}</p></div></div>"

    assert page(content.format(f"<p>{first}. {rest}</p>")).read().blocks == (f"{first}. {rest}", TWO)


def test_a_link_to_the_printer_is_no_teaser_of_another_article():
    """E107: the box that holds it holds the article, which was a teaser then."""
    day = "<small><a href='/user.php?id.1'>Presa</a> <span>16 Nov 2025 : 08:27</span></small>"
    row = f"<div><div>{day}</div><div><small>None <a href='/news.php?list.2'>Сесії</a></small></div></div>"
    text = "<p class='lead'>Додаток до розпорядження</p><p><a href='/files/44.pdf'>Додаток до розпорядження</a></p>"
    buttons = (
        "<div class='options'><div><a title='0 Comments' href='/news.php?extend.44'><i></i></a>"
        "<a rel='alternate' href='/print.php?news.44' title='printer friendly'><i></i></a></div></div>"
    )
    near = (
        "<ul class='pagination'><li><a href='/news.php?extend.43'>Депутати відкрили сесію обласної ради</a></li>"
        "<li><a href='/news.php?extend.46'>Обласний бюджет поповнився на 9 610 тис. гривень</a></li></ul>"
    )
    article = f"<div class='view-item'>{row}<hr><div class='body'>{text}</div><hr>{buttons}</div>"
    told = "<meta property='article:published_time' content='2025-11-16T08:27:00+00:00'>"
    head = f"<title>{WORDS} | Рада</title><meta property='og:type' content='article'>{told}"
    menu = "<form>Username or Email: <input></form>" + "".join(f"<div>Пункт меню {n}</div>" for n in range(12))
    content = f"<div><h2 class='caption'>{WORDS}</h2>{article}{near}<h2>0 Comments</h2></div>"

    reading = page(content, head=head, url="https://rada.ua/news.php?extend.44", menu=menu).read()

    assert reading.blocks == ("Додаток до розпорядження",)


def test_an_author_s_page_that_lists_their_articles_is_none_though_it_calls_itself_one():
    """HTMLy."""
    entry = (
        "<li><span><a href='/post/{0}'>Новина обласної ради номер {0}</a></span> - <span>{0} жовтня 2026</span></li>"
    )
    listed = "".join(entry.format(number) for number in range(10, 20))
    content = (
        "<article class='page'><header><h1>Пресслужба</h1></header><div class='entry-content'><p>Пресслужба обласної "
        f"ради</p><h2>Записи цього автора</h2><ul>{listed}</ul></div></article>"
    )
    head = "<title>Пресслужба</title><meta property='og:type' content='article'>"

    assert page(content, head=head, url="https://rada.ua/author/admin").read().refused == "a list"


def test_an_author_s_own_page_is_no_other_article_whose_entry_holds_text_and_day():
    """The headline stands apart, so that all else looks like one entry of a list."""
    content = (
        "<main><header><section><h1>Сесія</h1></section></header><div><article><div class='meta'><time "
        "datetime='2024-03-12T10:00:00+02:00'>12.03.2024</time></div><a href='/avtor/olena-koval-hazeta/'>"
        f"<img src='/k.png' alt='Олена Коваль, наша кореспондентка'></a>{PROSE}</article></div></main>{teasers(5)}"
    )

    assert page(content).read().refused is None
    assert read(content).published == datetime(2024, 3, 12, 10, tzinfo=KYIV)


def test_a_short_text_is_no_list_of_links_since_one_stands_beside_it():
    """The headline stands apart, above the row in which text and teasers are."""
    others = "".join(f"<li><a href='/novyny/pro-{n}-te-same'>Новина обласної ради номер {n}</a></li>" for n in range(9))
    article = page(
        "<article><header><h1>Сесія</h1><time>12.03.2024</time></header><div class='row'><div class='span8'>"
        f"<p>{TWO}</p></div><div class='span4'><ul>{others}</ul></div></div></article>"
    )

    left_out = {element.get("class") for element in article.debris.within(article.bodies)}

    assert "span4" in left_out
    assert "row" not in left_out


def test_who_the_author_is_stands_in_a_box_of_its_own():
    """HTMLy."""
    box = "<div class='author-info'><h2>Автор: Прес</h2><p>Управління преси та зв’язків обласної ради</p></div>"
    content = (
        f"<article><h1>{WORDS}</h1><time>12.03.2024</time><div class='entry-content'><p>{{}}</p>{box}</div></article>"
    )

    assert page(content.format("Сесія відбудеться у середу о десятій годині.")).read().blocks == (
        "Сесія відбудеться у середу о десятій годині.",
    )


def test_a_paragraph_on_the_sidebar_is_none_of_a_short_text():
    """Bludit."""
    about = f"<div class='sidebar-container'><div class='plugin'><h2>Інформація</h2><div>{TWO}</div></div></div>"
    content = (
        "<div class='col'><div class='card'><h1>Сесія</h1><div class='metadata'><span>12.03.2024 10:15</span></div>"
        f"<div class='content'><p>Сесія відбудеться у середу о десятій годині.</p></div></div></div>{about}"
    )

    assert page(content, head="<title>Сесія | Рада</title>").read().blocks == (
        "Сесія відбудеться у середу о десятій годині.",
    )


BEGINNINGS = (
    "Пленарне засідання почалося з хвилини мовчання за загиблими захисниками громади, а далі працювали до вечора",
    "Комісія доручила перевірити очисні споруди міста та доповісти про наслідки до кінця місяця, бо скарг багато",
    "Обласна філармонія відкрила новий сезон благодійним концертом, усі кошти з якого передали війську",
)


@pytest.mark.parametrize("heading", ["<h3>Також цікаво</h3>", "<p>Також цікаво</p>", ""])
def test_other_articles_with_their_beginnings_below_a_text_are_none_of_it(heading):
    """They are others each time that the page is asked for."""
    teaser = "<div><a href='/{0}-pytannia-rady.html'>Депутати обласної ради розглянули питання {0}</a><p>{1}…</p></div>"
    others = "".join(teaser.format(*one) for one in zip(("odne", "druhe", "tretie"), BEGINNINGS, strict=True))
    content = (
        f"<header><p>Рада</p></header><div class='item'><h2>{WORDS}</h2><div class='inf'>12.03.2024</div>"
        f"<div class='txt'>{PROSE}</div><div class='more-news'>{heading}{others}</div></div>"
    )

    assert page(content, head=f"<title>{WORDS}</title>").read().blocks == (ONE, TWO, f"{ONE} {TWO}")

    near = "<a href='/odyn-dva-try.html'>Голова ради зустрівся з громадами</a> <a href='/try-dva-odyn.html'>{}</a>"
    beside = f"<div>{near.format('Депутати підтримали звернення до уряду')}</div><div class='more-news'>"
    short = content.replace(PROSE, f"<p>{ONE}</p>").replace("<div class='more-news'>", beside)

    assert page(short, head=f"<title>{WORDS}</title>").read().blocks == (ONE,)


def test_boxes_below_a_heading_that_announces_others_are_theirs_however_short_their_titles():
    others = "".join(f"<div><a href='/{n}.html'>Сесія</a><p>{text}…</p></div>" for n, text in enumerate(BEGINNINGS))
    content = (
        f"<header><p>Рада</p></header><div class='item'><h2>{WORDS}</h2><div class='inf'>12.03.2024</div>"
        f"<div class='txt'>{PROSE}</div><div class='b'><h3>Також цікаво</h3>{others}</div></div>"
    )

    assert page(content, head=f"<title>{WORDS}</title>").read().blocks == (ONE, TWO, f"{ONE} {TWO}")


def test_the_only_entry_of_a_month_s_archive_gives_it_no_day():
    entry = "<li><time datetime='2021-05-17'>17.05.2021</time> <a href='../novyny/deputat-u-hromadi.html'>{}</a></li>"
    content = (
        f"<main><article><header><h1>Статті за травень</h1></header><ul>{entry.format(WORDS)}</ul></article></main>"
    )
    url = "https://rada.ua/2021/05/index.html"

    assert page(content, head="<title>Статті за травень | Рада</title>", url=url).read().refused == "not an article"


def test_a_page_whose_menu_names_it_without_leading_anywhere_is_a_static_one():
    """Nikola tells machines that its pages are articles, with a day, and marks the current one in its menu so."""
    head = (
        "<title>Про раду</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2026-11-27T14:16:48+02:00'>"
    )
    content = f"<article><h1>Про раду</h1><div class='entry-content'><p>{ONE}</p><p>{ONE}</p></div></article>"
    menu = "<nav><ul><li class='active'><a href='#'>Про раду<span> (активне)</span></a></li></ul></nav>"

    assert page(content, head=head, menu=menu).read().refused == "a static page"
    assert page(content, head=head, menu="<nav><a href='#'>Меню</a></nav>").read().refused is None


def test_the_last_page_of_a_list_has_one_entry_at_times():
    entry = (
        f"<div><h2><a href='/2021/03/{{}}.html'>{WORDS}</a></h2><p>28.03.2021 15:59</p><p>{ONE}</p><p>{ONE}</p></div>"
    )
    pager = "<p class='paginator'><a href='/category/novyny.html'>Новини</a> 3 ~ 3</p>"
    url = "https://rada.ua/category/novyny3.html"

    assert page(entry.format("deputaty") + pager, url=url).read().refused == "a list"


def test_what_software_made_a_site_is_none_of_a_text_but_what_a_hospital_runs_on_is():
    foot = "<div><p>Обласна рада © Пресслужба Powered by Pelican and Twitter Bootstrap.</p><p>Працює на HTMLy</p></div>"
    text = "Обласна лікарня працює на генераторах Honda."
    content = f"<div><h1>{WORDS}</h1><p>28.03.2021</p></div><div class='span8'><p>{ONE}</p><p>{text}</p></div>{foot}"

    assert page(content, head=f"<title>{WORDS}</title>").read().blocks == (ONE, text)


def test_a_text_with_a_link_and_a_day_is_no_teaser_of_another_article():
    # It has a day, a link and few words, as an entry of a list has.
    text = (
        "<p>Голосували поіменно: «за» – 80, «проти» – 7.</p><p>Захід відбувся 12.03.2024 у залі засідань.</p>"
        "<p>Довідково: <a href='/novyny/pro-dorohy-oblasti'>читайте про це раніше</a>.</p>"
    )
    html = f"<h2>Сесія</h2><div><span>12.03.2024 10:05</span></div><div class='txt'>{text}</div><h3>Інші новини</h3>"

    assert page(html + teasers(4), head="<title>Рада | Сесія</title>").read().blocks[-1] == (
        "Довідково: читайте про це раніше."
    )


@pytest.mark.parametrize(("after", "refused"), [("<footer>© Обласна рада</footer>", None), ("", "empty")])
def test_an_article_that_is_a_headline_and_who_published_it_when_is_whole_where_the_page_goes_on(after, refused):
    """Lektor's own template prints no rubric and no neighbours."""
    html = (
        f"<html><head><title>{WORDS} — Рада</title></head><body><div class='page'><div class='post'><h2>{WORDS}</h2>"
        f"<p class='meta'>written by Пресслужба on 2024-08-19</p></div></div>{after}"
    )
    reading = GenericArticle(html, URL).read()

    assert (reading.refused, reading.blocks) == (refused, ())


@pytest.mark.parametrize("cls", [GenericArticle, AutoArticle])
def test_a_page_that_was_read_is_freed_at_once(cls):
    """The reading process hardly ever looks for cycles, and a page is large."""
    read = page(f"<h1>Сесія</h1><p>12.03.2024</p><div>{PROSE}</div>", cls=cls)
    held = ref(read)
    read.read()
    del read

    assert held() is None


FIRST = (
    "<figure><img src='/1.png'><figcaption>Фото: засідання № 25</figcaption></figure><h2>Розділ 1. Бюджет</h2>"
    f"<p>{ONE}</p><p>{TWO}</p>{{}}<p>{ONE} {TWO}</p>"
)


@pytest.mark.parametrize(
    ("between", "first"),
    [
        ("<h2>Розділ 2. Дороги</h2>", "Розділ 1. Бюджет"),
        ("<h3>Розділ 2. Дороги</h3>", ONE),  # of another rank: it may be what the page says of itself
    ],
)
def test_a_text_of_parts_begins_with_the_heading_of_the_first(between, first):
    content = f"<div class='col'><h1>Сесія</h1><p class='muted'>12.03.2024, 16:02</p>{FIRST.format(between)}</div>"

    assert page(content).read().blocks[0] == first
