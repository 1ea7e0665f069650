"""Lists of unknown software: their articles by what repeats, their pagers and other lists by words and addresses."""

import time

import pytest

from newsarchive.pages import anchors, pagers
from newsarchive.pages.tree import parse

URL = "https://rada.ua/"
TITLES = (
    "Депутати підтримали звернення щодо ремонту доріг області",
    "У Славуті відкрили оновлене відділення районної лікарні",
    "Громади області отримали двадцять п'ять генераторів",
)
MENU = (
    "<div id='top-menu'><ul><li><a href='/'>Головна</a></li><li><a href='/postiini-komisii-oblasnoi-rady/'>"
    "Постійні комісії обласної ради восьмого скликання</a></li></ul></div>"
)


def articles(html, url=URL):
    return [found.removeprefix("https://rada.ua") for found in anchors.articles(anchors.teasers(parse(html), url, url))]


def pages(html, url=URL, listed=()):
    return [found.removeprefix("https://rada.ua") for found in pagers.pages(parse(html), url, url, listed)]


def lists(html, url=URL, listed=()):
    found = pagers.lists(parse(html), url, url, [f"https://rada.ua{path}" for path in listed])
    return [path.removeprefix("https://rada.ua") for path in found]


ENTRIES = {
    "headings of articles": "<article><header><h2><a href='/n/{n}'>{title}</a></h2></header></article>",
    "rows with a day": "<div class='row'><span>20.11.2024</span> <a href='/n/{n}'>Сесія ради</a></div>",
    "a heading and a link to the rest": "<div><h4>{title}</h4><p>{title}</p><a href='/n/{n}'>Детальніше</a></div>",
    "a picture with its words": "<figure><a href='/n/{n}'><img src='/i'><figcaption>{title}</figcaption></a></figure>",
    "a card that is one link": "<a class='card' href='/n/{n}'><img src='/i.png'><i>3 дні тому</i><b>{title}</b></a>",
    "a link laid over its entry": (
        "<article><h2>{title}</h2><p>1 грудня 2024</p><a href='/n/{n}' aria-label='{title}'></a></article>"
    ),
    "a title beside its link": (
        "<div class='item'><h3>{title}</h3><p>20.11.2024</p><a class='btn' href='/n/{n}'>Детальніше</a></div>"
    ),
    "titles alone, by their length": "<p class='t'><a href='/n/{n}'>{title}</a></p>",
    "a title after its rubric": (
        "<div class='i'><a href='/rubryka/sesii/'>Сесії обласної ради</a><h3><a href='/n/{n}'>{title}</a></h3>"
        "<time datetime='2024-11-20'>20 листопада</time></div>"
    ),
    "items whose classes vary": "<li class='post post-{n} tag-{n}'><a href='/n/{n}'>{title}</a> вчора о 9:05</li>",
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_what_repeats_with_a_day_a_heading_or_long_words_is_a_list(entry):
    entries = "".join(entry.format(n=1200 + n, title=title) for n, title in enumerate(TITLES))
    footer = f"<footer><a href='/n/9'>{TITLES[0]}</a></footer>"
    html = f"{MENU}<div class='page'><div class='main'>{entries}</div></div>{footer}"

    assert articles(html) == ["/n/1200", "/n/1201", "/n/1202"]


@pytest.mark.parametrize(
    "html",
    [
        MENU,
        "<ul><li><a href='/pro-radu/'>Про раду</a></li><li><a href='/kontakty/'>Контакти</a></li></ul>",
        "<nav><a href='/n/1200'>Депутати підтримали звернення щодо ремонту доріг області</a></nav>",
        "<p>Про це обласна рада повідомляла раніше, 20.11.2024, див. <a href='/n/1200'>рішення сесії ради</a>.</p>",
        "<ul><li><a href='/arkhiv/2024/'>2024 рік</a></li><li><a href='/arkhiv/2023/'>2023 рік</a></li></ul>",
        "<h3><a href='/files/zvit-pro-robotu-2024.pdf'>Звіт про роботу обласної ради за 2024 рік</a></h3>",
        "<h3><a href='https://other.ua/n/1200'>Депутати підтримали звернення щодо ремонту доріг</a></h3>",
    ],
    ids=["menu", "short", "nav", "in a text", "years", "file", "off-site"],
)
def test_what_only_leads_about_the_site_is_no_list(html):
    assert articles(html) == []


def test_cells_that_say_a_title_and_read_on_are_a_list_though_its_newest_stand_beside_it_once_more():
    def cell(number, *more):
        title = f"{TITLES[number % 3]} у {number} громадах"
        return f"<tr><td><a href='/?m=n&id={1200 + number}'>{title}</a>{''.join(more)}</td></tr>"

    rows = "".join(cell(n, f"<br>... <a href='/?m=n&id={1200 + n}'>Детальніше</a>") for n in range(10))
    beside = "".join(map(cell, range(3)))
    html = f"<table><tr><td><table>{rows}</table></td><td><table>{beside}</table></td></tr></table>"

    assert articles(html) == [f"/?id={1200 + n}&m=n" for n in range(10)]


def test_links_that_a_program_calls_so_everywhere_may_be_a_list_s():
    entries = "".join(
        f"<div class='post'><div><a class='nav-link' href='/n/{1200 + n}/'>{title}</a></div><p>12.11.2026</p></div>"
        for n, title in enumerate(TITLES)
    )
    menu = "".join(f"<li><a class='nav-link' href='/rada/{title}'>{title}</a></li>" for title in TITLES)

    assert articles(f"<ul class='nav'>{menu}</ul>{entries}") == [f"/n/{1200 + n}/" for n, _ in enumerate(TITLES)]


@pytest.mark.parametrize("address", ["/2024/11/{n}/sesiia-oblasnoi-rady/", "/?u=/2024/11/{n}/sesiia-oblasnoi-rady/"])
def test_titles_that_lead_to_the_comments_of_their_articles_name_these(address):
    own = [address.format(n=n) for n in range(12, 15)]
    entries = "".join(
        f"<div><h2><a href='{url}comments/'>{title}</a></h2><a href='{url}comments/#add'>Коментувати</a></div>"
        for url, title in zip(own, TITLES, strict=True)
    )

    assert articles(entries) == own
    assert articles(entries, f"https://rada.ua{own[0]}") == own[1:]


def test_the_featured_article_above_a_list_belongs_to_it():
    hero = f"<aside id='featured'><article><h1><a href='/n/1199'>{TITLES[0]}</a></h1></article></aside>"
    rest = "".join(f"<li><h2><a href='/n/{1200 + n}'>{title}</a></h2></li>" for n, title in enumerate(TITLES))

    assert articles(f"{hero}<ol>{rest}</ol>") == ["/n/1199", "/n/1200", "/n/1201", "/n/1202"]


@pytest.mark.parametrize(
    ("html", "url", "expected"),
    [
        ("<a href='/index2.html'>2</a><a href='/index-8.html'>8</a>", URL, ["/index2.html", "/index-8.html"]),
        ("<a href='/page3/'>3</a>", "https://rada.ua/page2/", ["/page3/"]),
        ("<a href='?page=2'>Показати ще</a>", "https://rada.ua/news", ["/news?page=2"]),
        ("<a href='/old?cursor=ab'>← Старіші новини</a>", URL, ["/old?cursor=ab"]),
        ("<div class='pager'><a href='/n/from/20'>»</a></div>", URL, ["/n/from/20"]),
        ("<ul class='pagination'><li><a href='/novyny/2/'>2</a></li></ul>", "https://rada.ua/novyny/", ["/novyny/2/"]),
        ("<a href='/news?s=1'>1</a><a href='/news?s=2'>2</a>", "https://rada.ua/news?s=3", ["/news?s=1", "/news?s=2"]),
        ("<button data-url='/news?skip=9'>Показати ще</button>", "https://rada.ua/news", ["/news?skip=9"]),
        ("<a href='#' hx-get='/more?after=9'>Більше новин</a>", "https://rada.ua/news", ["/more?after=9"]),
        (
            "<nav class='pagination'><a href='/index.php?stor2' title='Наступна сторінка'>〉</a></nav>",
            URL,
            ["/index.php?stor2"],
        ),
        ("<nav class='pagination'><a href='/n/from/20'><i class='icon-right'></i></a></nav>", URL, ["/n/from/20"]),
        ("<div class='pager'><a href='?skip=9'>2</a></div>", "https://rada.ua/news", ["/news?skip=9"]),
        ("<link rel='next' href='/more/2'>", URL, ["/more/2"]),
        ("<p>Читайте <a href='/n/1200'>далі</a></p>", URL, []),
        ("<table><tr><td><a href='/2024/11/15/'>15</a></td></tr></table>", URL, []),
    ],
)
def test_the_pages_of_a_list_are_known_by_address_words_or_place(html, url, expected):
    assert pages(html, url) == expected


def test_an_article_is_no_page_of_its_list():
    html = "<a href='/news-12.html'>Сесія</a><a href='/news-2.html'>2</a>"

    assert pages(html, "https://rada.ua/news.html", ["https://rada.ua/news-12.html"]) == ["/news-2.html"]


@pytest.mark.parametrize(
    ("html", "listed"),
    [
        ("<a href='/vsi/'>Усі новини</a>", ()),
        ("<a href='/sesii/'>Сесії</a>", ("/sesii/u-radi-vidbulasia-sesiia/",)),
        ("<a href='/arkhiv/2024/'>2024 рік</a>", ("/a/b-c-d/",)),
        ("<a href='/rubryka/hromady/'>Громади</a>", ("/a/b-c-d/",)),
    ],
    ids=["words", "folder of what is listed", "year", "rubric"],
)
def test_a_list_without_pages_names_other_lists(html, listed):
    more = "<a href='/pro-radu/'>Про раду</a><div class='pager'><a href='/page/2/'>2</a></div>"

    assert len(lists(f"{html}<a href='/pro-radu/'>Про раду</a>", listed=listed)) == 1
    assert lists(f"{html}{more}", listed=listed) == []


@pytest.mark.parametrize(
    "entry", ["<a href='/arkhiv/zyma/'>Зима</a>", "<a href='/2024/'>2024</a>"], ids=["beneath it", "a year"]
)
def test_an_archive_without_articles_names_its_parts_and_not_what_its_menu_does(entry):
    menu = "<nav><a href='/novyny/'>Новини</a><a href='/2023/'>2023</a></nav>"

    assert len(lists(f"{menu}{entry}<a href='/kontakty/'>Контакти</a>", "https://rada.ua/arkhiv/")) == 1


def test_a_year_of_an_archive_is_no_page_of_a_list_where_all_addresses_are_of_one_path():
    years = "".join(f"<li><a href='/?u=/{year}/'>{year}</a></li>" for year in (2024, 2025, 2026))
    own = "<div class='navigation'><a href='/?u=/page/2/'>Next Page »</a></div>"

    assert pages(f"<ul>{years}</ul>{own}") == ["/?u=/page/2/"]
    assert pages(f"<ul class='pagination'>{years}</ul>") == [f"/?u=/{year}/" for year in (2024, 2025, 2026)]


@pytest.mark.parametrize("slug", ["a" * 30_000, "?x=" + "b" * 30_000, "%D1%8F" * 30_000])
def test_an_address_without_end_is_told_at_once(slug):
    begun = time.process_time()

    assert not anchors.tells_which(f"https://rada.ua/{slug}")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/archives/2024/05/", True),
        ("/2024/05/12", True),
        ("/novyny/2024/5", False),  # the fifth of the year
        ("/novyny/2024/13", False),
        ("/novyny/2024/05/12/127", False),
        ("/2024/05/sesiia", False),
    ],
)
def test_an_archive_of_a_month_or_a_day_is_no_article(path, expected):
    assert anchors.is_no_article(f"https://rada.ua{path}") is expected


def test_a_list_is_told_from_a_calendar_that_stands_in_the_same_way_in_another_column():
    days = "".join(f"<td><a href='/kalendar?d={n}'>{n}</a></td>" for n in range(1, 22))
    rows = "".join(f"<tr><td></td><td><a href='/n/{n}'>{title}</a></td></tr>" for n, title in enumerate(TITLES, 1200))
    html = f"<table><tr><td><table><tr>{days}</tr></table></td><td><table>{rows}</table></td></tr></table>"

    assert articles(html) == ["/n/1200", "/n/1201", "/n/1202"]


def test_long_links_side_by_side_with_a_menu_of_numbers_are_parted_no_further():
    row = "".join(f"<a href='/t/{n}'>{title}</a> " for n, title in enumerate(TITLES))
    numbers = "".join(f"<a href='/t/{n}'>{n}</a> " for n in range(10))

    assert articles(f"<div>{numbers}{row}</div>") == []
