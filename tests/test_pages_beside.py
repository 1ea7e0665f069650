"""Neighbours of unknown software: by where they stand, and by arrows, words and classes where a place does not tell."""

import time

import pytest

from newsarchive.pages import beside
from newsarchive.pages.tree import parse

URL = "https://rada.ua/novyny/1200-sesiia-oblasnoi-rady"
OLD, NEW = "/novyny/1199-narada-z-hromadamy", "/novyny/1201-remont-dorih-oblasti"
OLDER, NEWER = "Нарада з головами громад", "Ремонт доріг області триває"
TEXT = "<p>У сесійній залі обласної ради відбулося засідання, у якому взяли участь депутати.</p>"
RELATED = "".join(
    f"<li class='card'><a href='/novyny/{n}-stara-novyna-rady'>Стара новина ради</a></li>" for n in range(10, 13)
)


def sides(html, headline="<h1>Сесія</h1>", tail=RELATED):
    menu = "<nav><a href='/novyny/5-sesii-oblasnoi-rady'>Сесії обласної ради</a></nav>"
    root = parse(f"{menu}{headline}{TEXT}{html}<ul>{tail}</ul>")
    found = beside.find(root, URL, URL, next(root.iter("h1")))
    return tuple(link and link.url.removeprefix("https://rada.ua") for link in found[:2])


BOTH = {
    "titles alone": f"<div><p><a href='{OLD}'>{OLDER}</a></p><p><a href='{NEW}'>{NEWER}</a></p></div>",
    "arrows alone": f"<p><a href='{OLD}'>←</a> <a href='{NEW}'>→</a></p>",
    "icons by class, newer first": (
        f"<div><a class='arr arr-r' href='{NEW}'><i></i></a><a class='arr arr-l' href='{OLD}'><i></i></a></div>"
    ),
    "words before the links": (
        f"<div><span>Наступна: <a href='{NEW}'>{NEWER}</a></span>"
        f"<span>Попередня: <a href='{OLD}'>{OLDER}</a></span></div>"
    ),
    "arrows beside titles": f"<div><a href='{OLD}'>◄ {OLDER}</a> <a href='{NEW}'>{NEWER} ►</a></div>",
    "a way back between them": (
        f"<div><a href='{OLD}'>«</a><a href='/novyny/'>До списку новин</a><a href='{NEW}'>»</a></div>"
    ),
    "a picture and a title to each": (
        f"<div><div class='p'><a href='{OLD}'><img src='/1.png'></a><a href='{OLD}'>{OLDER}</a></div>"
        f"<div class='n'><a href='{NEW}'><img src='/2.png'></a><a href='{NEW}'>{NEWER}</a></div></div>"
    ),
}


@pytest.mark.parametrize("html", BOTH.values(), ids=BOTH)
def test_two_links_that_stand_together_are_neighbours(html):
    assert sides(html) == (OLD, NEW)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<div><a href='{OLD}'>{OLDER}</a></div>", (OLD, None)),
        (f"<div><a href='{NEW}'>{NEWER} ►</a></div>", (None, NEW)),
        ("<div><a href='/2024/inshe'>Наступна новина</a></div>", (None, "/2024/inshe")),
    ],
    ids=["a title", "a title with an arrow", "a word, whatever the address"],
)
def test_the_first_and_the_newest_article_have_one(html, expected):
    assert sides(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "",
        f"<h4>Схожі новини</h4><div><a href='{OLD}'>{OLDER}</a><a href='{NEW}'>{NEWER}</a></div>",
        f"<div class='related'><a href='{OLD}'>{OLDER}</a><a href='{NEW}'>{NEWER}</a></div>",
        f"<p>Про це рада повідомляла у попередній новині, див. <a href='{OLD}'>{OLDER}</a>.</p>",
        f"<div><a href='{OLD}'>{OLDER}</a></div><p><a href='{NEW}'>{NEWER}</a></p>",
        "<div><a href='/kontakty/'>Контакти обласної ради</a></div>",
        "<div><a rel='tag' href='/novyny/7-tema-dnia'>Тема дня</a><a rel='tag' href='/novyny/8-sesii'>Сесії</a></div>",
        "<div class='nav'><a href='/novyny/1200-sesiia-oblasnoi-rady/comments/2'>Старіші коментарі</a></div>",
        "<div><a href='/novyny/'>Усі новини →</a></div>",
        "<footer><a href='/pravyla/'>Правила</a><a href='/dostup/'>Доступ</a></footer>",
    ],
    ids=["none", "heading", "class", "in the text", "several", "static", "tags", "comments", "list", "footer"],
)
def test_other_links_are_none(html):
    assert sides(html) == (None, None)


def test_three_of_a_kind_are_a_list():
    assert sides("", tail=f"{RELATED}<li class='card'><a href='{OLD}'>{OLDER}</a></li>") == (None, None)


def test_the_title_of_a_neighbour_is_read_without_its_sign():
    root = parse(f"<h1>Сесія</h1>{TEXT}<div><a href='{OLD}'>◄ {OLDER}</a><a href='{NEW}'>→</a></div>")
    previous, following, element = beside.find(root, URL, URL, next(root.iter("h1")))

    assert (previous.title, following.title) == (OLDER, None)
    assert element.tag == "div"


def test_a_link_in_a_sentence_is_no_neighbour():
    sentence = f"<p>Довідково: <a href='{OLD}'>читайте про це раніше</a>.</p>"

    assert sides(sentence) == (None, None)
    assert sides(f"{sentence}<p><a href='{OLD}'>←</a> <a href='{NEW}'>→</a></p>") == (OLD, NEW)


def test_pictures_alone_are_neighbours_where_the_address_of_one_has_two_words():
    # WordPress cuts a Cyrillic slug after some 33 letters.
    cut = "/novyny/старокостянтинівської-громада"
    html = f"<div class='turn'><a href='{cut}'><img src='/1.png'></a><a href='{NEW}'><img src='/2.png'></a></div>"

    assert len({*sides(html)} - {None}) == 2
    assert sides(html.replace(cut, "/novyny/komisii-rady")) == (None, None)


def test_thousands_of_links_side_by_side_are_looked_at_once():
    links = "".join(f"<a href='/novyny/{n}-stara-novyna-rady'>Стара новина {n}</a> " for n in range(3000))
    begun = time.process_time()

    assert sides(f"<div>{links}</div>") == (None, None)
    assert time.process_time() - begun < 4
