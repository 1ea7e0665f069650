"""WordPress under a theme that nobody knows: core's classes tell what a page is, and mostly where its text stands.

The pages are reconstructed after what public themes print; none is a copy of one.
"""

import pytest

from newsarchive.items import Link
from newsarchive.pages import AutoArticle, BlockThemeArticle, WordPressArticle

URL = "https://rada.ua/pro-biudzhet/"
HEAD = '<title>Про бюджет – Обласна рада</title><link rel="https://api.w.org/" href="https://rada.ua/wp-json/">'
TEXT = (
    "<p>Депутати обласної ради затвердили зміни до бюджету на наступний рік.</p>"
    "<p>Довідково: <a href='/pro-dorohy/'>читайте про це раніше</a>.</p>"
)
SAID = (
    "Депутати обласної ради затвердили зміни до бюджету на наступний рік.",
    "Довідково: читайте про це раніше.",
)
DAY = '<time class="entry-date published" datetime="2024-03-12T10:05:00+02:00">12.03.2024</time>'
OTHERS = "".join(
    f"<li><h3><a href='/novyna-{n}/'>Інша новина обласної ради про громаду номер {n}</a></h3>"
    f"<time datetime='2024-11-{n:02d}T09:00:00+02:00'>{n:02d}.11.2024</time></li>"
    for n in range(1, 6)
)


def read(article, *, head=HEAD, body="single single-post postid-7", cls=AutoArticle):
    return cls(f"<html lang='uk'><head>{head}</head><body class='{body}'>{article}</body></html>", URL).read()


def post(content=TEXT, *, after="", place="entry-content"):
    return read(
        f"<article id='post-7' class='post type-post hentry'><h1 class='entry-title'>Про бюджет</h1>{DAY}"
        f"<div class='{place}'>{content}</div></article>{after}"
    )


@pytest.mark.parametrize("place", ["entry-content", "entry themeform", "the_content", "news-content "])
def test_a_text_is_whole_where_its_theme_says_where_it_stands(place):
    assert post(place=place, after=f"<ul class='popular'>{OTHERS}</ul>").blocks == SAID


def test_one_line_is_a_text_where_its_place_is_told():
    about = "<div class='bio'><p>Пресслужба обласної ради розповідає про роботу депутатів і комісій.</p></div>"

    assert post("<p>Фото дня.</p>", after=about).blocks == ("Фото дня.",)


def test_a_mark_is_not_believed_where_the_paragraphs_stand_elsewhere():
    text = "".join(
        f"<p>{n}. Депутати обласної ради затвердили зміни до бюджету, які готували з весни.</p>" for n in range(9)
    )
    reading = post("<p>Головне за тиждень.</p>", after=f"<div class='text'>{text}</div>")

    assert len(reading.blocks) >= 9


def test_the_day_of_a_related_article_is_not_the_page_s_own():
    # The day stands in no element with a name, those of the related articles do.
    reading = read(
        "<article class='post-7 post type-post hentry'><h1>Про бюджет</h1><p class='metas'><i>12.03.2024</i></p>"
        f"<div class='the_content'>{TEXT}</div></article><section><h2>Ще</h2><ul>{OTHERS}</ul></section>"
    )

    assert reading.published[0].value == "12.03.2024"


def test_buttons_and_other_articles_of_plug_ins_are_none_of_the_text():
    shares = (
        "<div class='soc'><a href='https://www.facebook.com/sharer/sharer.php?u=1'>Facebook</a> "
        "<a href='https://t.me/share/url?url=1'>Telegram</a></div>"
    )
    found = f"<div class='related-list'><h3>Вас може зацікавити</h3><ul>{OTHERS}</ul></div>"
    headed = f"<h3>Схожі новини</h3><ul>{OTHERS}</ul>"

    contents = (
        "<ul><li><a href='#a'>Сесія</a></li><li><a href='#b'>Бюджет</a></li><li><a href='#c'>Дороги</a></li></ul>"
    )
    filed = (
        "<div class='tags'>Tagged on: <a rel='tag' href='/t/a/'>бюджет</a> <a rel='tag' href='/t/b/'>сесія</a></div>"
    )
    again = "<div class='extra'><span class='entry-title'>Про бюджет</span></div>"
    bio = filed + again + "<div class='post-author-box'><p>Пресслужба готує новини обласної ради.</p></div>"

    assert post(shares + contents + TEXT + found + bio).blocks == SAID
    assert post(TEXT + headed + f"<p>Поділитися: {shares}</p>").blocks == SAID


def test_what_an_editor_links_to_is_of_the_text():
    files = "<div class='related-documents'><a href='/a.pdf'>Рішення № 1</a> <a href='/b.pdf'>Рішення № 2</a></div>"
    told = "<h3>Схожі умови діють у громадах</h3><p>Перелік громад оприлюднила обласна рада.</p>"

    assert post(TEXT + files).blocks[-1] == "Рішення № 1 Рішення № 2"
    assert post(TEXT + told).blocks[2:] == (
        "Схожі умови діють у громадах",
        "Перелік громад оприлюднила обласна рада.",
    )


def test_an_article_without_a_text_is_kept_where_a_theme_frames_the_place_of_one():
    pages = "<div class='entry-inner'><nav class='pagination'></nav></div><div class='clear'></div>"
    unknown = "<div id='app' data-post='7'></div>"

    assert (post(pages).refused, post(pages).blocks) == (None, ())
    assert post(unknown).refused is not None


NAVIGATION = (
    "<nav class='navigation post-navigation'><a href='/starisha/'><i class='fa fa-angle-left'></i></a>"
    "<a href='/novisha/'><i class='fa fa-angle-right'></i></a></nav>"
)
IN_A_SIDEBAR = (
    "<div class='sidebar'><ul class='post-nav group'>"
    "<li class='next'><strong>Наступна</strong> <a href='/novisha/'><span>Про дороги</span></a></li>"
    "<li class='previous'><strong>Попередня</strong> <a href='/starisha/'><span>Про школи</span></a></li></ul></div>"
)


@pytest.mark.parametrize("html", [NAVIGATION, IN_A_SIDEBAR])
def test_neighbours_are_found_that_no_relation_names(html):
    reading = post(after=html)

    assert reading.previous is not None
    assert reading.next is not None
    assert (reading.previous.url, reading.next.url) == ("https://rada.ua/starisha/", "https://rada.ua/novisha/")


def test_the_newest_article_has_one_arrow_alone():
    html = NAVIGATION.replace("<a href='/novisha/'><i class='fa fa-angle-right'></i></a>", "")
    article = f"<h1 class='entry-title'>Про бюджет</h1><div class='entry-content'>{TEXT}</div>"

    assert read(article + html, cls=WordPressArticle).previous == Link(url="https://rada.ua/starisha/")
    html = html.replace("navigation post-navigation", "gallery")
    assert read(article + html, cls=WordPressArticle).previous is None


def test_a_headline_among_the_crumbs_is_the_page_s_own():
    reading = read(
        "<div class='breadcrumbs-author'><header><h1 class='entry-title'>Про бюджет</h1></header></div>"
        f"<div class='body'><p>12.03.2024</p><p>{SAID[0]}</p><p>{'Кошти підуть на ремонт доріг і шкіл. ' * 5}</p></div>"
        "<div class='slider'><h3 class='title'>Про бюджет</h3><p>12.03.2024</p></div>"
    )

    assert (reading.refused, reading.blocks[0]) == (None, SAID[0])


TEMPLATE = (
    "<div class='wp-block-group'><p>Автор</p><p>у</p><div class='taxonomy-category wp-block-post-terms'>"
    "<a href='/category/novyny/' rel='tag'>Новини</a></div></div>"
    "<nav><div class='post-navigation-link-previous wp-block-post-navigation-link'>"
    "<a href='/starisha/' rel='prev'>Про школи</a></div></nav>"
)


def test_a_block_theme_s_own_words_are_no_text_and_neighbours_make_an_article_without_a_day():
    html = f"<div class='wp-site-blocks'><main><h1 class='wp-block-post-title'>Про бюджет</h1>{TEMPLATE}</main></div>"
    reading = read(html, cls=BlockThemeArticle)

    assert (reading.refused, reading.blocks, reading.published) == (None, (), ())
    assert read(html).blocks == ()
    assert read(html.replace(TEMPLATE, ""), cls=BlockThemeArticle).refused == "empty"


def test_an_article_s_element_marks_no_text_where_its_header_is_in_it():
    reading = read(
        "<article id='post-7' class='post type-post post-content'><h1 class='entry-title'>Про бюджет</h1>"
        f"<p class='meta'>12.03.2024 · Пресслужба · 15 переглядів</p>{TEXT}<p>{SAID[0]} {SAID[0]}</p></article>"
    )

    assert "переглядів" not in " ".join(reading.blocks)


def test_articles_to_scroll_on_to_are_none_of_the_text():
    others = "".join(
        f"<article><h2><a href='/n-{n}/'>Інша новина обласної ради {n}</a></h2><p>Текст {n} іншої новини.</p></article>"
        for n in range(4)
    )
    first = f"<article><h1>Про бюджет</h1>{DAY}{TEXT}<p>{SAID[0]} {SAID[0]}</p></article>"

    assert not any("іншої" in block for block in read(f"<div class='entry-content'>{first}{others}</div>").blocks)


def test_an_article_of_core_s_markup_without_text_and_day_has_neighbours():
    article = "<article id='post-7'><h1 class='entry-title'>Про бюджет</h1><div class='entry-content'></div></article>"

    assert read(article, cls=WordPressArticle).refused == "empty"
    assert read(article + "<div class='nav-previous'><a href='/a/'>А</a></div>", cls=WordPressArticle).refused is None


def test_what_trafilatura_does_not_know_either_is_left_out_of_a_marked_text_where_it_stands_in_a_box():
    told = "".join(f"<p>{n}. Депутати обласної ради затвердили зміни до бюджету, які готували.</p>" for n in range(9))
    box = "<div class='footer-xyz'><div><a href='/a/'>Телефони</a> <a href='/b/'>Приймальня</a></div></div>"

    assert len(post(told + box + TEXT).blocks) == 11


def test_a_headline_that_is_no_heading_is_told_by_its_name_and_the_window():
    head = HEAD.replace("Про бюджет – Обласна рада", "&raquo; Про зміни до бюджетуОбласна рада")
    reading = read(
        "<h1><a href='/'>Обласна рада</a></h1><div class='date'>у <a href='/c/'>Новини</a> - 12.03.2024</div>"
        f"<div class='title'>Про зміни до бюджету</div><div class='content'>{TEXT}<p>{SAID[0]} {SAID[0]}</p></div>",
        head=head,
        body="",
    )

    assert (reading.title, reading.blocks[:2]) == ("Про зміни до бюджету", SAID)


def test_a_mark_that_closes_a_quotation_is_no_arrow():
    older, newer = "/holova-rady-pro-dorohy/", "/shkoly-hromad-oblasti/"
    html = (
        f"<nav class='post-navigation'><div class='nav-links'><a href='{older}'>Голова ради: «Дороги на часі»</a>"
        f"<a href='{newer}'>Про школи громад області</a></div></nav>"
    )
    reading = post(after=html)

    assert reading.previous is not None
    assert reading.next is not None
    assert (reading.previous.url, reading.next.url) == (f"https://rada.ua{older}", f"https://rada.ua{newer}")
