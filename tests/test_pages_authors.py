"""Who wrote an article of unknown software: who is named where, and whom to believe."""

import pytest

from newsarchive.pages import GenericArticle
from newsarchive.pages.authors import Vote, choose, name

PROSE = "".join(
    f"<p>Депутати обласної ради затвердили програму розвитку доріг номер {n}, яку готували з весни, і розглянули зміни "
    "до бюджету.</p>"
    for n in range(5)
)
LD = '<script type="application/ld+json">{"@type":"NewsArticle","author":%s}</script>'
YOAST = '<meta name="twitter:label1" content="%s"><meta name="twitter:data1" content="%s">'
COMMENT = (
    "<ol class=commentlist><li class='comment byuser'><div class='comment-author vcard'><cite class=fn>Читач</cite>"
    "<a class=url rel='author' href='/author/chytach/'>Читач</a></div><p>Дякую!</p></li></ol>"
)


def author(beside="", *, head="", below=""):
    return (
        GenericArticle(
            f"<html><head>{head}</head><body><div id=top><a href=/>Рада</a></div><div class=post><h1>Сесія</h1>{beside}"
            f"<div class=text>{PROSE}</div>{below}</div></body></html>",
            "https://rada.ua/novyny/sesiia",
        )
        .read()
        .author
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Автор: Олена Коваль", "Олена Коваль"),
        ("від Олена Коваль", "Олена Коваль"),
        ("By Olena Koval | 12.03.2024", "Olena Koval"),
        ("Olena Koval Jan. 31, 2026", "Olena Koval"),
        ("Olena Koval on May 3", "Olena Koval"),
        ("Усі записи автора Олена Коваль", "Олена Коваль"),
        ("View all posts by olena1984", "olena1984"),
        ("Олена Коваль @okoval", "Олена Коваль"),
        ("Олена Коваль, пресслужба", "Олена Коваль"),
        ("Марія Горбач (фото авторки)", "Марія Горбач (фото авторки)"),
        ("● Пресслужба Волинської обласної ради ●", "Пресслужба Волинської обласної ради"),
        ("3 minutes", None),
        ("UK", None),
        ("Читати далі", None),
        ("Learn more", None),
        ("Автори", None),
        ("Все новости автора", None),
        ("Усі публікації", None),
        ("press@rada.ua", None),
        ("Олена Коваль пише про владу громад і область з 2009 року", None),
        ("", None),
    ],
)
def test_a_name_is_what_is_left_of_a_byline(text, expected):
    assert name(text) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"below": COMMENT}, None),
        (
            {"beside": "<p class='author vcard'><a class=fn href=/author/ok>Олена Коваль</a></p>", "below": COMMENT},
            "Олена Коваль",
        ),
        ({"beside": "<p>12.03.2024 · <i>автор</i> <a href=/u/7>olena1984</a></p>"}, "olena1984"),
        ({"beside": "<p>Текст рішення оприлюднено</p>"}, None),
        ({"beside": "<p>Текст: Олена Коваль</p>"}, "Олена Коваль"),
        ({"below": "<p>Автор Олена Коваль</p>"}, "Олена Коваль"),
        ({"beside": "<p>Posted by Олена Коваль at 15:42</p>"}, "Олена Коваль"),
        ({"beside": "<p>Автор: Олена Коваль о 15:42</p>"}, "Олена Коваль"),
        (
            {
                "beside": "<dl><dt>Authors</dt><dd><ul><li><dl><dt>Name</dt><dd>Олена Коваль</dd><dt>Twitter</dt>"
                "<dd>@okoval</dd></dl></li></ul></dd></dl>"
            },
            "Олена Коваль",
        ),
        (
            {
                "below": "<p>Written by <b>Олена Коваль</b> про роботу ради, її комісій і депутатів з 2009 року. "
                "<a href='https://x.example/'>Стежте за нею в мережі</a></p>"
            },
            "Олена Коваль",
        ),
        ({"head": YOAST % ("Est. reading time", "2 minutes")}, None),
        ({"head": YOAST % ("Орієнтовний час читання", "3 хвилини")}, None),
        ({"head": YOAST % ("Written by", "Олена Коваль")}, "Олена Коваль"),
        ({"head": '<meta property="article:author" content="https://facebook.com/rada">'}, None),
        ({"head": '<meta name="author" content="105092">'}, None),
        ({"head": LD % '{"@type":"Person","name":"By Olena Koval"}'}, "Olena Koval"),
        # Several, of whom each has a link.
        (
            {
                "head": LD % '[{"name":"Олена Коваль"},{"name":"Іван Мельник"}]',
                "beside": "<p class=byline><a href=/author/1>Олена Коваль</a> <a href=/author/2>Іван Мельник</a></p>",
            },
            "Олена Коваль, Іван Мельник",
        ),
        # The council, the program's own name, a login: less than a person whom the page names.
        (
            {
                "head": LD % '{"@type":"Organization","name":"Обласна рада"}',
                "beside": "<p class=news-author>Олена Коваль</p>",
            },
            "Олена Коваль",
        ),
        (
            {
                "head": '<meta name="author" content="admin">',
                "beside": "<p class=news-author>Олена Коваль</p>",
            },
            "Олена Коваль",
        ),
        (
            {"head": LD % '"olenakoval"', "beside": "<p>Автор: Олена Коваль</p>"},
            "Олена Коваль",
        ),
        ({"head": '<meta name="author" content="admin">'}, "admin"),
        # A widget of all authors.
        (
            {
                "head": '<meta name="author" content="Олена Коваль">',
                "below": "<div>"
                + "".join(f"<p class=author><a href=/author/{n}>Автор{n} Ім'я</a></p>" for n in "абвгде")
                + "</div>",
            },
            "Олена Коваль",
        ),
    ],
)
def test_who_is_named_is_weighed(page, expected):
    assert author(**page) == expected


def test_who_is_told_and_shown_outvotes_who_is_only_shown():
    shown, other, told = Vote("Іван", 3.0, "shown"), Vote("Олена", 2.0, "shown"), Vote("олена", 1.7, "told")

    assert choose([shown, other], None) == "Іван"
    assert choose([shown, other, told], None) == "Олена"
    assert choose([], None) is None


def test_the_site_itself_is_believed_where_nobody_else_is_named():
    site, person = Vote("Обласна рада", 2.2, "told"), Vote("Олена Коваль", 1.4, "shown")

    assert choose([site], "обласна рада") == "Обласна рада"
    assert choose([site, person], None) == "Обласна рада"
    assert choose([site, person], "обласна рада") == "Олена Коваль"


def test_what_software_made_the_site_wrote_nothing():
    """Bludit."""
    assert (
        author(below="<footer><p>Copyright © 2026</p><p>Powered by <a href='https://b.example'>Bludit</a></p></footer>")
        is None
    )


def test_a_line_with_bars_between_its_parts_names_the_author_in_one():
    assert author("<p>Опубліковано: 28.11.26 14:05 | Автор: Олена Коваль | Переглядів: 13</p>") == "Олена Коваль"
