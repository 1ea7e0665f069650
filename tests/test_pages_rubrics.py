"""How an article of unknown software is filed. The pages are ours, after what the named software prints."""

import pytest

from newsarchive.pages import GenericArticle
from tests.test_pages_generic import PROSE, WORDS

URL = "https://rada.ua/novyny/sesiia"
BELOW = {
    "Bludit": "<div class='taxonomy'><a href='/category/sesii'><i></i>Сесії</a> <a href='/tag/rada'>рада</a></div>",
    "Textpattern": "<p><strong>Автор</strong> <span><a rel='author' href='/?author=presa'>Пресслужба</a></span><br>"
    "<strong>Категорії</strong> <span itemprop='keywords'><a href='/articles/?c=sesii'>Сесії</a></span></p>",
    "Serendipity": "<footer><span>Категории: </span><a href='/index.php?/categories/4-S'>Сесії</a> | "
    "<a href='#comments'>0 комментариев</a></footer>",
    "an address in Cyrillic": "<p><a href='/%d0%ba%d0%b0%d1%82%d0%b5%d0%b3%d0%be%d1%80%d1%96%d1%8f/s/'>Сесії</a></p>",
    "a label on a line of its own": "<h5>Категорія:</h5><p><a href='/r/7'>Сесії</a></p>",
    "Cotonti": "<p><strong>Опубликовано в:</strong><a href='/i?c=news'>Новини</a> / <a href='/i?c=s'>Сесії</a></p>",
    "K2": "<p>Опубліковано в <a href='/s'>Сесії</a></p>",
    "a label and an address that tells nothing": "<p>Рубрика: <a href='/r/7'>Сесії</a></p>",
}
ABOVE = "<ul class='meta'><li>Автор: <a href='/a/1'>Прес</a></li><li>Дата: <time>12.03.2024</time></li>{}</ul>"


def section(above="", below="", menu=""):
    content = f"<article><h1>{WORDS}</h1>{above}<div class='post-content'>{PROSE}</div>{below}</article>"
    window = f"<html lang='uk'><head><title>{WORDS}</title></head><body>"
    return (
        GenericArticle(f"{window}<div class='menu'>{menu}</div><main>{content}</main></body></html>", URL)
        .read()
        .section
    )


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_a_rubric_below_the_text_is_the_article_s(below):
    assert section("<p>12.03.2024</p>", below) == "Сесії"


def test_a_rubric_between_headline_and_text_is_the_article_s():
    """Typecho."""
    assert section(ABOVE.format("<li>Розділ: <a href='/category/sesii/'>Сесії</a></li>")) == "Сесії"


@pytest.mark.parametrize(
    "below",
    [
        "<p>Мітки: <a href='/t/1'>бюджет</a></p>",
        "<p>Автор: <a href='/a/1'>Прес</a></p>",
        "<p>" + " ".join(f"<a href='/category/{n}/'>Розділ {n}</a>" for n in range(6)) + "</p>",
        "<div><h3>Категорії</h3>" + "".join(f"<p><a href='/r/{n}'>Розділ {n}</a></p>" for n in range(6)) + "</div>",
        f"<p>{WORDS}, про що докладно розповідають <a href='/category/sesii/'>новини сесій</a>, і ще раз: {WORDS}.</p>",
    ],
    ids=["tags", "an author", "a menu", "a menu with a heading", "a sentence"],
)
def test_what_names_no_rubric_is_none(below):
    assert section("<p>12.03.2024</p>", below) is None


def test_a_label_far_below_the_text_tells_too():
    form = "".join(f"<p>Поле {number}</p>" for number in range(20))
    filed = "<footer>Категория: <a href='/index.php?/4-S'>Сесії</a> | <a href='#c'>0 комментариев</a></footer>"

    assert section("<p>12.03.2024</p>", f"<section>{form}</section>{filed}") == "Сесії"


def test_a_menu_is_no_article_s_rubric():
    assert section("<p>12.03.2024</p>", menu="<a href='/category/sesii/'>Сесії</a>") is None


def test_a_rubric_above_the_headline_is_the_article_s():
    """Hexo."""
    meta = (
        "<div><a href='/2023/11/11/s/'><time>11.11.2023</time></a><div><a href='/categories/s/'>Сесії</a></div></div>"
    )
    article = f"{meta}<div><header><h1>{WORDS}</h1></header>{PROSE}</div>"
    html = f"<html><title>{WORDS}</title><body><article>{article}</article>"

    assert GenericArticle(html, URL).read().section == "Сесії"


CRUMBS = "<ol class='breadcrumb'><li><a href='/'>Головна</a></li>{}<li>" + WORDS + "</li></ol>"


@pytest.mark.parametrize(
    ("way", "named"),
    [
        ("<li><a href='/rada/'>Рада</a></li><li><a href='/rada/sesii/'>Сесії</a></li>", "Сесії"),
        ("<li><a href='/c/7'>Рада</a></li><li><a href='/category/sesii'>Сесії</a></li>", "Сесії"),
        ("<li><a href='/rada'>Рада</a></li><li><a href='/rada/biudzhet'>Бюджет</a></li>", "Бюджет"),
        ("<li><a href='/rada'>Рада</a></li><li><a href='/rada/sesii/12'>Сесія</a></li>", "Рада"),
        ("<li><a href='/pro-nas'>Про нас</a></li>", None),
        ("<li><a href='/rada/sesii/12'>Сесія</a></li>", None),
    ],
    ids=[
        "a folder that it stands in",
        "a rubric by its address",
        "a rubric beside it in the folder of all",
        "itself in the folder of all",
        "another page",
        "itself",
    ],
)
def test_the_last_rubric_on_the_way_to_an_article_is_its_own(way, named):
    html = f"<html><title>{WORDS}</title><body><nav>{CRUMBS.format(way)}</nav><h1>{WORDS}</h1><p>12.03.2024</p>{PROSE}"

    assert GenericArticle(html, "https://rada.ua/rada/sesii/12").read().section == named


@pytest.mark.parametrize(
    ("way", "named"),
    [
        ("<a href='/'>Головна</a> / <a href='/n'>Новини</a> / <a href='/c7'>Сесії</a> / {title}", "Сесії"),
        ("<a href='/'>Головна</a> » <a href='/?cat=1'>Новини</a> » <a href='/?cat=7'>Сесії</a> » {title}", "Сесії"),
        ("<a href='/'>Головна</a> / <a href='/c7'>Сесії</a> / Сесія", None),
        ("<a href='/'>Головна</a> / <a href='/c7'>Сесії</a> два слова {title}", None),
        ("<a href='/'>Головна</a> / {title}", None),
        ("<a href='/n'>Новини</a> <a href='/c7'>Сесії</a> {title}", None),
    ],
    ids=["to the headline", "asked by a parameter", "to another page", "a sentence", "home alone", "a menu before it"],
)
def test_a_line_that_leads_from_the_home_page_to_the_headline_names_the_rubric_before_it(way, named):
    html = f"<html><title>{WORDS}</title><body><div>{way.format(title=WORDS)}</div><h3>{WORDS}</h3>12.03.2024{PROSE}"

    assert GenericArticle(html, "https://rada.ua/x/12").read().section == named
