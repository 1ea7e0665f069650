"""Pages of small studios and of software that puts no heading, class or label where others do. All are ours."""

import pytest

from newsarchive.pages import GenericArticle
from tests.test_pages_generic import ONE, PROSE, TWO, WORDS

SITE = "Горинська районна рада"
SHORT = "Комісія розглянула звіт про виконання програми за рік."
QUOTE = "«Добре, що ми приїхали самі: із кабінету тієї ями не видно», – пояснила депутатка."
TODAY = "<div class='today'>Сьогодні: 28 листопада 2026 року, субота</div>"
URL = "https://rada.ua/novyny.php?id=20"


def read(body, *, title=WORDS, url=URL):
    return GenericArticle(f"<html><head><title>{title}</title></head><body>{body}</body></html>", url)


def in_tables(headline, text, below=""):
    """A page laid out with tables, whose window and masthead say the site's name."""
    return read(
        f"<table><tr><td colspan=2><font size=6>{SITE}</font></td></tr><tr><td><a href='/'>Головна</a><br>"
        f"<a href='/novyny.php'>Новини</a></td><td><table>{headline}<tr><td>{text}</td></tr>{below}</table></td></tr>"
        f"<tr><td colspan=2><font size=1>© {SITE}</font></td></tr></table>",
        title=SITE,
    )


def in_form(text, headline=WORDS):
    """A page of ASP.NET, all of which stands in a form; its window says the site's name."""
    return read(
        "<form method='post' action='details.aspx'><input type='hidden' name='__VIEWSTATE' value='wEPDwU'>"
        f"<div id='wrapper'><div id='header'><a href='/'><span>{SITE}</span></a>{TODAY}</div><table><tr><td>"
        f"<span id='ctl00_lblTitle' class='newstitle'>{headline}</span><br><span class='newsdate'>29.09.2020 9:05:00"
        f"</span><br><div id='ctl00_pnlText'>{text}</div><a href='/news/print.aspx?id=20'>Версія для друку</a> "
        "<a href='/news/default.aspx'>Повернутися до списку новин</a></td><td><h3>Пошук</h3><input name='q'></td></tr>"
        f"</table><div>© 2008-2026 {SITE}.</div></div></form>",
        title=SITE,
        url="https://rada.ua/news/details.aspx?id=20",
    )


HEADLINES = {
    "above its day": f"<tr><td><font color=red><b>{WORDS}</b></font></td></tr><tr><td>28.11.2025, 14:05</td></tr>",
    "below its day": f"<tr><td>28.11.2025, 14:05</td></tr><tr><td><b>{WORDS}</b></td></tr>",
}


@pytest.mark.parametrize("headline", HEADLINES.values(), ids=HEADLINES)
def test_a_line_set_apart_beside_a_day_is_the_headline_where_nothing_else_tells_it(headline):
    reading = in_tables(headline, PROSE).read()

    assert (reading.title, reading.blocks[0]) == (WORDS, ONE)
    assert [clue.value for clue in reading.published] == ["28.11.2025, 14:05"]


def test_a_bold_sentence_beside_a_day_is_no_headline():
    page = in_tables("<tr><td><b>Оголошено набір на курси.</b></td></tr><tr><td>28.11.2025</td></tr>", PROSE)

    assert page.read().title == SITE


def test_a_quotation_in_a_cell_is_part_of_the_text():
    told = f"{PROSE}<blockquote><p>{QUOTE}</p></blockquote>{PROSE}"

    assert QUOTE in in_tables(HEADLINES["above its day"], told).read().blocks


def test_a_page_that_stands_in_a_form_is_read_and_the_day_of_today_is_none_of_it():
    reading = in_form(f"<p>{ONE}</p>").read()

    assert (reading.title, reading.blocks) == (WORDS, (ONE,))
    assert [clue.value for clue in reading.published] == ["29.09.2020 9:05:00"]
    assert (reading.previous, reading.next) == (None, None)  # and no article for the printer


def test_a_headline_that_is_printed_twice_is_none_of_a_short_text():
    """The detail of a news item in Bitrix says again what the page's own heading says."""
    detail = f"<div class='news-detail'><img src='/1.jpg'><span>28.11.2025</span><h3>{WORDS}</h3><p>{SHORT}</p></div>"
    page = read(
        f"<div class='wrap'><h1>{WORDS}</h1><div>{detail}<p><a href='/news/'>Повернення до списку</a></p></div></div>"
    )

    assert page.read().blocks == (SHORT,)


def test_the_headline_and_the_day_are_none_of_one_sentence_that_they_stand_above():
    said = "Дорожники завершують поточний ремонт дороги Городок – Деражня, якою щодня їздять мешканці трьох сіл."
    html = (
        f"<header><a href='/'>{SITE}</a><nav><a href='/news'>Новини</a></nav></header><main><article class='article'>"
        f"<h1>{WORDS}</h1><div class='article__date'>4 серпня 2026, 13:14</div><div class='article__body'><p>{said}</p>"
        f"</div><a href='/news'>До всіх новин</a></article></main><footer>{SITE}, 2026</footer>"
    )

    assert read(html).read().blocks == (said,)


@pytest.mark.parametrize(
    "said", ["До новин", "До списку новин", "Повернення до списку", "На головну", "Возврат к списку"]
)
def test_the_way_back_is_none_of_a_text(said):
    page = read(f"<p><b>{WORDS}</b></p><p>30 жовтня 2026 року</p>{PROSE}<p><a href='../index.htm'>{said}</a></p>")

    assert said not in page.read().blocks


def test_the_month_of_an_archive_with_one_entry_is_a_list():
    entry = "<td><span>12.01.2021</span> <a href='/news/details.aspx?id=12'>Оголошення</a></td>"
    months = "<h3>Архів</h3><a href='/news/default.aspx?y=2020&m=12'>Грудень</a>"
    html = f"<h1>Новини</h1><table><tr>{entry}</tr></table>{months}"

    assert read(html, title=SITE, url="https://rada.ua/news/default.aspx?m=1&y=2021").read().refused == "a list"


def test_a_bold_line_below_a_day_is_the_headline_also_where_headings_stand_below_the_text():
    reading = in_tables(f"<tr><td>10 грудня 2019 року, 20:05</td></tr><tr><td><b>{WORDS}</b></td></tr>", PROSE)
    beside = in_tables(HEADLINES["below its day"], f"<p>{ONE}</p>", "<tr><td><h3>Читайте також</h3></td></tr>")

    assert (reading.read().title, beside.read().title) == (WORDS, WORDS)


def test_a_heading_that_the_window_ends_with_is_the_site_s_where_it_begins_with_a_line_below():
    name = "Сайт Ямпільської громади"
    body = f"<h1>{name}</h1><div><a href='/novyny'>Новини</a></div><div>28.11.2025</div><div class='zag'>{WORDS}</div>"

    reading = read(f"{body}<div>{PROSE}</div>", title=f"{WORDS} | {name}").read()

    assert (reading.title, reading.blocks[0]) == (WORDS, ONE)
    assert read(f"<h1>{WORDS}</h1><p>28.11.2025</p>{PROSE}", title=f"{name} | {WORDS}").read().title == WORDS


def test_the_only_heading_is_the_site_s_where_the_window_says_what_a_line_below_says():
    body = f"<h1>{SITE}</h1><div><a href='/novyny'>Новини</a></div><p><strong>{WORDS}</strong></p><div>28.11.2025</div>"
    reading = read(f"{body}<div>{PROSE}</div><div><a href='/n/1'>Нарада з головами громад</a></div>").read()

    assert (reading.refused, reading.title, reading.blocks[0]) == (None, WORDS, ONE)


WEEK = "".join(f"<td>{day}</td>" for day in range(1, 8))


@pytest.mark.parametrize(("head", "is_told"), [("Листопад 2026", False), ("Найменування видатків", True)])
def test_a_calendar_is_none_of_a_text_but_a_table_whose_columns_are_numbered_is(head, is_told):
    table = f"<table><tr><th colspan='7'>{head}</th></tr><tr>{WEEK}</tr></table>"
    page = read(f"<div><div><h1>{WORDS}</h1><p>[28.11.2025]</p>{PROSE}{table}</div></div>", title=f"Новини - {SITE}")

    assert any(block.startswith("1 2 3") for block in page.read().blocks) is is_told


SHARE = "<div>Поділитися: <a href='https://t.me/share/url?url=x'>Telegram</a></div>"
NEWEST = (
    "<div><b>Останні новини</b><div>21.10.2026 <a href='/n?id=40'>Громада отримала шкільний автобус</a></div></div>"
)
BESIDE = (
    "<table><tr><td align='left'><a href='/n?id=19'>&lt; Область вшанувала пам'ять жертв</a></td>"
    "<td align='right'><a href='/n?id=21'>Оголошено конкурс проєктів &gt;</a></td></tr></table>"
)


def in_columns(text, below):
    """A page of two columns, as Bootstrap has them, without a class of its own."""
    return read(
        f"<nav class='navbar'><div class='container'><div>{SITE}</div><a href='/'>Головна</a></div></nav>"
        f"<div class='container'><div class='row'><div class='col-md-8'><h1>{WORDS}</h1><div>28.11.2025</div>"
        f"<div class='tx'>{text}</div>{below}</div><div class='col-md-4'>{NEWEST}</div></div></div>",
        url="https://rada.ua/n?id=20",
    )


def test_below_its_neighbours_a_text_does_not_go_on():
    told = (ONE, TWO, f"{TWO} {ONE}")
    page = in_columns("".join(f"<div>{text}</div>" for text in told), SHARE + BESIDE)

    assert page.read().blocks == told


def test_neither_tags_nor_buttons_are_part_of_a_sentence_above_them():
    tags = "<div>Теги: <a href='/tag/a'>рада</a>, <a href='/tag/b'>сесія</a></div>"

    assert in_columns(f"<p>{SHORT}</p>", tags + SHARE).read().blocks == (SHORT,)


def test_whose_the_site_is_and_how_it_may_be_used_makes_no_article_of_a_list():
    entry = (
        f"<div><h3>{WORDS} {{0}}</h3><span>Додано: {{0}} листопада 2025 о 14:05</span><p>{ONE}</p>"
        "<a href='/?view=article&nid={0}'>Детальніше...</a></div>"
    )
    foot = f"<p>© 2012-2026 {SITE}. При використанні матеріалів сайту посилання обов'язкове для всіх.</p>"
    entries = "".join(map(entry.format, range(20, 23)))
    page = read(f"<h2>Новини</h2>{entries}{foot}", title=f"Новини | {SITE}", url="https://rada.ua/index.php?page=news")

    assert page.read().refused == "a list"


@pytest.mark.parametrize("window", [f"Оголошення | {SITE}", f"{SITE} - Оголошення"])
def test_a_line_of_one_word_beside_a_day_is_the_headline_where_the_window_says_it(window):
    masthead = f"<div>{SITE}</div><div>Субота, 28 листопада 2026</div><ul><li><a href='/novyny'>Новини</a></li></ul>"
    article = (
        f"<div class='zag'>Оголошення</div><div>29.03.2025 14:24 Переглядів: 36</div><div class='tx'>{PROSE}</div>"
    )

    reading = read(f"<div>{masthead}</div><div>{article}</div>", title=window).read()

    assert (reading.title, [clue.value for clue in reading.published][:1]) == (
        "Оголошення",
        ["29.03.2025 14:24 Переглядів: 36"],
    )


LINKS = {
    "": "Головна",
    "novyny.php": "Новини",
    "rada.php": "Про раду",
    "docs.php": "Документи",
    "kontakty.php": "Контакти",
}
MASTHEAD = f"<div><h1>{SITE}</h1><div>28 листопада 2026</div>{{}}</div>".format(
    "".join(f"<a href='/{path}'>{said}</a> " for path, said in LINKS.items())
)


@pytest.mark.parametrize("tag", ["b", "h3"])
@pytest.mark.parametrize("window", [SITE, f"{SITE} | {WORDS}"], ids=["says the site", "begins with the site"])
def test_a_first_heading_above_the_site_s_menu_is_its_name(window, tag):
    article = f"<div>27.11.2025</div><{tag}>{WORDS}</{tag}><div>{PROSE}</div>"

    reading = read(f"<div>{MASTHEAD}<div>{article}</div></div>", title=window).read()

    assert (reading.title, reading.blocks[0]) == (WORDS, ONE)
    assert reading.published[0].value == "27.11.2025"


def test_a_first_heading_above_its_own_crumbs_is_the_headline():
    crumbs = "<div><a href='/'>Головна</a> / <a href='/novyny.php'>Новини</a> / <a href='/s.php'>Сесії</a></div>"
    share = "".join(f"<a href='https://t.me/share/url?url={n}'>{n}</a>" for n in range(5))

    page = read(f"<div><h1>{WORDS}</h1>{crumbs}{share}<i>27.11.2025</i>{PROSE}</div>", title=WORDS)

    assert page.single.headline.tag == "h1"
    assert page.read().title == WORDS


@pytest.mark.parametrize("headline", ["<h2>Про раду</h2>", ""], ids=["with a headline", "without one"])
def test_the_day_above_the_site_s_menu_is_no_article_s(headline):
    other = f"<div><a href='/novyny.php?id=21'>{WORDS}</a></div>"

    page = read(f"<div>{MASTHEAD}<div>{headline}{PROSE}</div>{other}</div>", title=SITE, url="https://rada.ua/pro.php")

    assert page.read().refused


def test_a_file_with_a_number_is_no_page_of_the_list_that_a_menu_names():
    menu = "<ul><li><a href='/'>Головна</a></li><li><a href='/news.html'>Новини</a></li></ul>"
    others = "".join(f"<p class='n'><a href='/news{n}.html'>{WORDS} області № {n}</a></p>" for n in range(870, 874))
    text = f"<div><h2>{WORDS}</h2><i>27.11.2025</i>{PROSE}</div>{others}"

    assert read(f"<div>{menu}{text}</div>", url="https://rada.ua/news878.html").read().refused is None


def test_days_of_other_articles_below_a_short_text_are_none_of_its_own():
    rows = "".join(f"<tr><td>{n}.11.26</td><td><a href='/news/{n}'>{SHORT}</a></td></tr>" for n in (19, 12, 4))
    page = read(
        f"<main><h1>{WORDS}</h1><span>Переглядів: 375</span>{PROSE}<h3>Читайте також</h3><table>{rows}</table></main>"
    )

    assert page.read().published == ()


def test_the_day_of_a_popular_article_in_the_column_before_a_static_page_is_none_of_it():
    other = (
        "<li><a href='/news/7'>Конкурс місцевих ініціатив: що вирішила комісія</a> <small>23.11.2026 14:14</small></li>"
    )
    page = read(f"<div id='wrap'><div><ol>{other}</ol></div><div><h3>{WORDS}</h3>{PROSE}</div></div>")

    assert (page.title, page.read().published) == (WORDS, ())


def test_a_static_page_without_a_headline_has_not_the_site_s_name_and_today_for_its_own():
    menu = "".join(f"<li><a href='{path}'>{path}</a></li>" for path in ("/", "/news", "/about", "/contacts", "/docs"))
    top = f"<h1 class='logo'>{SITE}</h1><div>28 листопада 2026</div><ul>{menu}</ul>"
    reading = read(f"{top}<div class='text'>{PROSE}</div>", title=f"Про раду - {SITE}").read()

    assert (reading.published, reading.refused is None) == ((), False)


MENU = "".join(f"<li><a href='/{path}'>{said}</a></li>" for path, said in LINKS.items())
HEAD = f"<header><div><a href='/'><img src='/l.png' alt='{SITE}'></a></div><nav><ul>{MENU}</ul></nav></header>"


def without_headings(text, window=SITE):
    """A page that puts nothing in headings, whose window says the site's name on each page."""
    return read(f"{HEAD}<main>{text}</main><footer>© 2026 {SITE}</footer>", title=window, url="https://rada.ua/n/20")


@pytest.mark.parametrize("tag", ["span", "b"])
@pytest.mark.parametrize(
    "when",
    [
        "Опубліковано: 27 листопада 2025, 00:07 | Переглядів: 114",
        "Дата публікації: четвер, 27 листопада 2025 року",
        "27.11.2025 • Переглядів: 114",
        "Переглядів: 114 | Додано: 27.11.2025",
    ],
)
def test_a_line_above_one_that_says_more_of_its_day_is_the_headline(tag, when):
    comment = "<div><b>Галина, Гаї</b></div><div>Додано: 28.11.2025</div><p>Дякуємо!</p>"

    reading = without_headings(f"<{tag}>{WORDS}</{tag}><div>{when}</div><div>{SHORT}</div>{SHARE}{comment}").read()

    assert (reading.refused, reading.title, reading.blocks[0]) == (None, WORDS, SHORT)
    assert reading.published[0].value == when


@pytest.mark.parametrize(
    ("above", "when"),
    [
        (f"<div>{WORDS}</div>", "Опубліковано: 27.11.2025 | Переглядів: 114"),
        ("", "Засідання відбудеться 27.11.2025"),
        ("", "Оновлено: 27.11.2025 | Переглядів: 114"),
        ("", "Переглядів: 114"),
    ],
    ids=["a lead", "above a sentence", "above a change", "above a counter"],
)
def test_a_bold_line_is_no_headline_for_what_stands_below_it(above, when):
    lead = "<p><b>На сесії схвалили видатки на ремонт доріг громади</b></p>"

    page = without_headings(f"{above}{lead}<div>{when}</div><div>{PROSE}</div>")

    assert page.single.headline is None


WAYS = {
    "in one line": f"<div><a href='/'>Головна</a> / <a href='/novyny.php'>Новини</a> / {WORDS}</div>",
    "in elements": f"<div><a href='/'>Головна</a> <i>»</i> <a href='/n.php'>Новини</a> <i>»</i> <u>{WORDS}</u></div>",
    "as a list": f"<ul><li><a href='/'>Головна</a></li><li><a href='/novyny.php'>Новини</a></li><li>{WORDS}</li></ul>",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_the_way_from_the_home_page_ends_with_is_the_headline_where_it_stands_below(way):
    lead = "<p><b>Депутати схвалили видатки на ремонт доріг громади</b></p>"
    text = f"<div>27.11.2025</div>{lead}<div>{PROSE}</div>"

    reading = without_headings(
        f"{way}<span>{WORDS}</span> <a href='javascript:window.print()'>Версія для друку</a>{text}"
    ).read()

    assert (reading.refused, reading.title) == (None, WORDS)
    assert reading.published[0].value == "27.11.2025"


@pytest.mark.parametrize(
    ("way", "below"),
    [
        (WAYS["in one line"].replace("href='/'", "href='/rada.php'"), WORDS),
        (WAYS["in one line"].replace(f"/ {WORDS}", WORDS), WORDS),
        (WAYS["in one line"], f"{WORDS} сесії"),
        (WAYS["in one line"].replace(WORDS, f"<a href='/s.php'>{WORDS}</a>"), WORDS),
        (WAYS["in one line"].replace(WORDS, "Сесії ради"), "Сесії ради"),
    ],
    ids=["from elsewhere", "a motto beside links", "other words", "a rubric's link", "a rubric's name"],
)
def test_not_all_that_links_end_with_is_a_headline(way, below):
    assert without_headings(f"{way}<p>{below}</p><div>{PROSE}</div>").single.headline is None


def test_a_first_heading_above_the_menu_is_the_site_s_name_in_a_header_too():
    """As above, on a page whose header is none of an article's cover."""
    head = f"<header><h1 class='logo'>{SITE}</h1><nav><ul>{MENU}</ul></nav></header>"

    page = read(f"{head}<main><h2>{WORDS}</h2><div>{PROSE}</div><div>27.11.2025</div></main>", title=SITE)

    assert page.read().title == WORDS
