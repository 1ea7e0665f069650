"""What the themes of other software print: small pages, all reconstructed after sites that really ran it."""

from datetime import date

import pytest

from newsarchive import normalize
from newsarchive.normalize.addresses import unpaged
from newsarchive.pages import AutoArticle, GenericArticle, anchors
from newsarchive.pages.tree import parse
from tests.test_pages_generic import AT, MENU, PROSE

URL = "https://rada.ua/novyny/sesiia-oblasnoi-rady"
OLD, NEW = "/novyny/narada-z-hromadamy-oblasti", "/novyny/remont-dorih-oblasti-tryvaie"
OLDER, NEWER = "Нарада з головами громад області", "Ремонт доріг області триває"
HEAD = "<h1>Сесія обласної ради</h1><p>24.11.2026</p>"
STAMP = '<meta property="article:published_time" content="2026-11-24T09:30:00+02:00">'
FOOTER = '<footer class="site-footer">© 2026 Обласна рада <a href="/kontakty/">Контакти</a></footer>'
FIGURE = '<figure><a href="/f/1.png"><img src="/f/1.png"></a><figcaption>Фото пресслужби 1</figcaption></figure>'


def page(content, head="", url=URL, cls=GenericArticle):
    title = "<title>Сесія обласної ради | Рада</title>"
    return cls(f"<html lang=uk><head>{title}{head}</head><body>{MENU}{content}{FOOTER}</body></html>", url)


def sides(reading):
    return tuple(link and link.url.removeprefix("https://rada.ua") for link in (reading.previous, reading.next))


RELATED = "<div class='rel'><h3>Further Reading</h3><p>Ще три статті.</p></div>"
NEIGHBOURS = {
    "below the text in one box with it": (
        f"<div class='row'>{HEAD}{PROSE}{RELATED}<div class='post-navigation'>"
        f"<a href='{OLD}'><p>{OLDER}</p></a><a href='{NEW}'><p>{NEWER}</p></a></div></div>"
    ),
    "with a label each, in a box that is called related": (
        f"{HEAD}{PROSE}<div class='related-wrap'><div><div>Newer</div>"
        f"<a href='{NEW}'>{NEWER}</a></div><div><div>Older</div><a href='{OLD}'>{OLDER}</a></div></div>"
    ),
    "with pictures, rubrics and days, in a place that is called theirs": (
        f"<div class='row'>{HEAD}{PROSE}<div class='trm-post-next-prev'>"
        f"<h5>Other Articles</h5><div><a href='{OLD}'><img src='/1.jpg'></a><h5><a href='{OLD}'>{OLDER}</a></h5>"
        f"<ul><li>26/11/23</li></ul></div><div><a href='{NEW}'><img src='/1.jpg'></a>"
        f"<h5><a href='{NEW}'>{NEWER}</a></h5><ul><li>26/11/25</li></ul></div></div></div>"
    ),
}


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_neighbours_are_found(kind):
    reading = page(NEIGHBOURS[kind], STAMP + '<meta property="og:title" content="Сесія">').read()

    assert sides(reading) == (OLD, NEW)


def test_the_labels_of_a_theme_that_nobody_translated_are_known():
    links = f"<ul><li>上一篇: <a href='{OLD}'>{OLDER}</a></li><li>下一篇: 没有了</li></ul>"

    assert sides(page(f"<h1>Сесія обласної ради</h1><p>24.11.2026</p>{PROSE}{links}").read()) == (OLD, None)


@pytest.mark.parametrize("shown", ["", FIGURE * 9], ids=["nothing", "photographs"])
def test_an_article_whose_day_machines_alone_are_told_may_say_nothing(shown):
    reading = page(f"<main><h1>Сесія обласної ради</h1><div class='content'>{shown}</div></main>", STAMP).read()

    assert (reading.refused, reading.blocks) == (None, ())


def test_the_whole_page_is_no_text():
    links = f"<a href='{OLD}'>← Previous Post</a> <a href='{NEW}'>Next Post →</a>"
    said = "<h1>Сесія обласної ради</h1><span>Posted on 24.11.2026</span><p>Фото дня.</p><div>Tags:</div>"

    assert page(f"<article>{said}<h4>See also</h4></article><div>{links}</div>", STAMP).read().blocks == ("Фото дня.",)


def test_documents_below_a_short_text_are_part_of_it():
    text = "<p>Депутати затвердили бюджет області.</p><p>Рішення ухвалили одноголосно.</p>"
    files = (
        "<ul><li><a href='/f/1.pdf'>рішення сесії № 1</a></li><li><a href='/f/2.pdf'>рішення сесії № 2</a></li></ul>"
    )
    reading = page(f"<h1>Сесія обласної ради</h1><p>24.11.2026</p><div class='x'>{text}{files}</div>").read()

    assert reading.blocks[-2:] == ("рішення сесії № 1", "рішення сесії № 2")


@pytest.mark.parametrize(
    "after",
    [
        f"<h4>See also</h4><div><a href='{OLD}'><span>{OLDER}</span></a><a href='{NEW}'><span>{NEWER}</span></a></div>",
        "<div class='c'><span>Categories: </span></div>",
        "<div class='terms'><p>Сесія обласної ради</p></div>",
        "<p>Рубрики</p><ul>"
        + "".join(f"<li><a href='/r/{n}'>Постійні комісії {n}</a> (7)</li>" for n in "абвг")
        + "</ul>",
    ],
    ids=["other articles", "a label", "the headline again", "rubrics"],
)
def test_what_follows_a_text_is_none_of_it(after):
    reading = page(f"<h1>Сесія обласної ради</h1><p>24.11.2026</p><article>{PROSE}{after}</article>").read()
    alone = page(f"<h1>Сесія обласної ради</h1><p>24.11.2026</p><article>{PROSE}</article>").read()

    assert reading.blocks == alone.blocks


def test_how_often_an_article_was_read_is_none_of_its_text():
    counter = "<p>Дата: 24.11.2026 10:15</p><p>Кількість переглядів: 196</p>"
    reading = page(f"<h2>Сесія обласної ради</h2>{counter}{PROSE}").read()

    assert not any("переглядів" in block for block in reading.blocks)


def test_a_day_beside_the_headline_on_a_cover_is_the_article_s():
    cover = (
        "<header class='masthead'><h1>Сесія обласної ради</h1><span>Posted on November 24, 2026 · 1 min</span></header>"
    )
    reading = page(f"{cover}<article>{PROSE}</article>").read()

    assert reading.refused is None
    assert normalize.article(reading, captured_at=AT).published == date(2026, 11, 24)


def test_a_page_without_a_headline_whose_day_machines_alone_are_told_is_no_article():
    items = "".join(f"<li><a href='/tags/{name}/'>{name}</a></li>" for name in ("бюджет", "освіта", "війна"))

    page = GenericArticle(
        f"<html><head>{STAMP}</head><body>{MENU}<ul>{items}</ul></body></html>", "https://rada.ua/tags/"
    )

    assert page.read().refused == "not an article"


def test_an_article_is_no_static_page_for_the_link_of_its_own_headline():
    head = f"<header><h1><a href='/'>Рада</a> <a href='{URL}'>Сесія обласної ради</a></h1></header>"

    assert page(f"{head}<time datetime='2026-11-24'>24.11.2026</time><article>{PROSE}</article>").read().refused is None


def test_the_newest_article_that_a_list_shows_as_a_whole_belongs_to_it():
    titles = "".join(
        f"<li><a href='/novyny/{n}-sesiia-oblasnoi-rady'>Сесія ради восьмого скликання, номер {n}</a></li>"
        for n in "567"
    )
    root = parse(f"<header><h1><a href='{NEW}'>{NEWER}</a></h1></header><section><ol>{titles}</ol></section>")

    assert anchors.articles(anchors.teasers(root, "https://rada.ua/", "https://rada.ua/"))[0].endswith(NEW)


def test_pictures_beside_titles_hide_no_list():
    items = "".join(
        f"<p class=news-item><a href='/news/?ELEMENT_ID=14{n}'><img src=/1.png></a><span>24.11.2026 11:32:00</span>"
        f"<a href='/news/?ELEMENT_ID=14{n}'><b>Сесія обласної ради № {n}</b></a><br>Депутати...</p>"
        for n in range(10, 14)
    )
    url = "https://rada.ua/news/"

    assert len(anchors.articles(anchors.teasers(parse(f"<div class=news-list>{items}</div>"), url, url))) == 4


def test_a_page_of_a_list_may_have_its_number_in_a_name_without_value():
    assert unpaged("https://rada.ua/news/?page2") == unpaged("https://rada.ua/news/?page10")
    assert unpaged("https://rada.ua/news/?page2") == "https://rada.ua/news"


def test_photographs_are_an_article_where_a_platform_s_class_reads_nothing():
    photo = "<img src='/f/1.jpg' alt='Фото без опису'>"
    said = "<p>Дата: 24.11.2026 10:15</p><p><a href='/news/'>« повернутися</a></p>"
    reading = page(
        f"<h2>Сесія обласної ради</h2>{said}<div>{photo}</div>", url="https://rada.ua/news/1/", cls=AutoArticle
    )

    assert reading.read().refused is None


TABLE = (
    "<html><head><title>Районна рада - Сесія обласної ради – про бюджет</title></head><body><table><tr>"
    "<td><a href='/a'>Про раду</a><b>Сьогодні: 27 листопада 2026р.</b></td>"
    "<td><b>24 листопада 2026р.</b><br><font><b>Сесія обласної ради – про бюджет</b></font><br><br>"
    "<p>Депутати затвердили бюджет області, розглянули звіти комісій і звернення громад.</p>"
    "<p>Рішення ухвалили одноголосно.</p></td><td><b>Корисні посилання</b><br>"
    "<a href='http://rada.gov.ua/'>Верховна Рада</a><br><a href='http://kmu.gov.ua/'>Кабінет Міністрів</a></td>"
    "</tr></table></body></html>"
)


def test_a_page_laid_out_with_tables_needs_no_heading():
    reading = GenericArticle(TABLE, "https://rada.ua/index.php?id=news&nid=12").read()

    assert reading.title == "Сесія обласної ради – про бюджет"
    assert normalize.article(reading, captured_at=AT).published == date(2026, 11, 24)
    assert reading.blocks[1:] == ("Рішення ухвалили одноголосно.",)


def test_neither_the_way_to_an_article_nor_its_comments_are_text():
    crumbs = "<table><tr><td><a href='/'>Головна</a> » 2026 » Сесія обласної ради 11:32</td></tr></table>"
    comments = "<p>Всього коментарів: 2</p><div class='c'>1 Житель Дякуємо за роботу, депутати обласної ради.</div>"
    reading = page(f"{crumbs}<div class='eTitle'>Сесія обласної ради</div><p>24.11.2026</p>{PROSE}{comments}").read()

    assert not any("Головна" in block or "Житель" in block or "коментарів" in block for block in reading.blocks)
    assert len(reading.blocks) == 3


@pytest.mark.parametrize("line", ["Дата народження: 12 березня 1970 року", "Дата проведення: 13 гру. 2026, 10:00"])
def test_the_day_of_a_birth_or_an_event_makes_no_article(line):
    reading = page(f"<h1>Сесія обласної ради</h1><p>{line}</p><p>Місце: сесійна зала обласної ради.</p>").read()

    assert reading.refused == "not an article"


def test_a_column_below_the_comments_is_no_text():
    comments = "<div id='comments'><div class='comments-block'>Коментарі відсутні</div></div>"
    told = "<p>Тут може стояти адреса, за якою можна легко з нами зв'язатися, і телефон.</p>"
    contacts = f"<div class='c31'><div><h2>Контакти</h2>{told}</div></div>"
    main = f"<div class='c32'><h3>Сесія обласної ради</h3><div class='t'>{{}}</div>{comments}</div>{contacts}"
    long = page(f"<h1><a href='/'>Рада</a></h1><p>24.11.2026</p><div class='main'>{main.format(PROSE)}</div>").read()

    assert len(long.blocks) == 3
    assert not any("Контакти" in block or "адреса" in block for block in long.blocks)


def test_a_list_of_short_boxes_in_what_has_no_points_is_read():
    """Textpattern: each entry is a title, and a line that is split by an element of its own."""
    about = "<p class='footnote'>Опубліковано 7 днів назад, у четвер<meta content='2026'>Автор: пресслужба ради</p>"
    entries = "".join(f"<li class='article'><h4><a href='/novyny/{n}'>Сесія {n}</a></h4>{about}</li>" for n in range(5))

    assert page(f"<h1>Новини</h1><ul>{entries}</ul>", url="https://rada.ua/novyny").read().refused == "a list"


OTHER_DAY = "<div class='field'><div class='title'>{}</div><div class='value'>{}</div></div>"


@pytest.mark.parametrize(
    "lines",
    [
        OTHER_DAY.format("Регистрация:", "7 лет назад") + OTHER_DAY.format("Последний визит:", "2 дня назад"),
        OTHER_DAY.format("Зареєстровано", "12.03.2020") + OTHER_DAY.format("Останній візит", "вчора, 10:15"),
        OTHER_DAY.format("Дата народження:", "12 березня 1970"),
        "<p>Member since: <b>12.03.2020</b></p><p>Last seen: <b>2 days ago</b></p>",
    ],
)
def test_the_page_of_a_user_is_no_article_for_the_days_that_it_tells(lines):
    profile = f"<h1>Олена Коваль</h1><div class='rating'>0</div><div class='profile'>{lines}</div><p>Записів немає.</p>"

    assert page(profile, url="https://rada.ua/users/4").read().refused == "not an article"


@pytest.mark.parametrize(("kind", "refused"), [("news-item", None), ("document", "a static page")])
def test_plone_says_which_pages_are_news_where_it_shows_no_day_and_names_them_in_its_menu(kind, refused):
    menu = f"<ul id='portal-globalnav'><li><a href='{URL}'>Сесія обласної ради</a></li></ul>"
    content = (
        "<article id='content'><header><h1>Сесія обласної ради</h1></header><div id='content-core'>{}</div></article>"
    )
    html = f"<nav>{menu}</nav><main id='main-container'>{content.format(PROSE)}</main>{FOOTER}"
    head = "<head><title>Сесія обласної ради — Рада</title></head>"

    reading = GenericArticle(f"<html lang='uk'>{head}<body class='portaltype-{kind}'>{html}</body></html>", URL).read()

    assert (reading.refused, len(reading.blocks)) == (refused, 3)
