"""Which platform made a page, by the signs it bears; a page is parsed once, whoever reads it."""

import pytest

from newsarchive.pages import PLATFORMS, ArticlePage, TagDivArticle, WordPressArticle
from newsarchive.pages.recognize import HINT, SOFTWARE, THEME, Evidence, recognize
from newsarchive.pages.tree import Parsed

URL = "https://rada.ua/novyna/"


def told(head="", content="", body="", url=URL, platforms=PLATFORMS):
    html = f'<html><head>{head}</head><body class="{body}">{content}</body></html>'
    return recognize(Parsed(html), url, platforms, otherwise=ArticlePage)


@pytest.mark.parametrize(
    ("head", "content", "body", "expected"),
    [
        ('<meta name="generator" content="WordPress 6.4">', "", "", WordPressArticle),
        ('<meta name="Generator" content="wordpress">', "", "", WordPressArticle),
        ('<meta name="generator" content="Not WordPress">', "", "", ArticlePage),
        ('<link rel="https://api.w.org/" href="/wp-json/">', "", "", WordPressArticle),
        ('<script src="/wp-includes/js/jquery.js"></script>', "", "", WordPressArticle),
        ('<meta name="generator" content="WordPress 6.4">', '<div class="td-post-content"></div>', "", TagDivArticle),
        ('<link rel="stylesheet" href="/wp-content/themes/Newspaper/style.css">', "", "", TagDivArticle),
        ('<link rel="stylesheet" href="/wp-content/themes/newspapers-x/style.css">', "", "", WordPressArticle),
        ("", "", "td-standard-pack", TagDivArticle),
        ("", "", "postid-7", ArticlePage),
        (
            "",
            '<article class="type-post"><img src="/wp-content/uploads/a.jpg"></article>',
            "postid-7",
            WordPressArticle,
        ),
        ("", "<p>wp-content</p>", "", ArticlePage),
        ("", "", "", ArticlePage),
    ],
)
def test_a_platform_is_known_by_its_signs(head, content, body, expected):
    assert told(head, content, body).page_class is expected


def test_what_was_found_is_told_strongest_first():
    found = told('<link rel="stylesheet" href="/wp-content/themes/Newspaper/style.css">', "<i class='tdb_title'></i>")
    assert found.evidence == ("classes tdb_*", "style sheets of the theme")
    assert told().evidence == ()


def test_all_conditions_of_a_sign_must_hold():
    class Numbered(ArticlePage):
        evidence = (Evidence(word="w", weight=SOFTWARE, address=r"/item/\d+", css=".item"),)

    for url, content, expected in (
        ("https://rada.ua/item/7", '<i class="item">', Numbered),
        ("https://rada.ua/item/", '<i class="item">', ArticlePage),
        ("https://rada.ua/item/7", "", ArticlePage),
    ):
        assert told(content=content, url=url, platforms=(Numbered,)).page_class is expected


def test_a_theme_outweighs_all_the_software_can_show():
    assert sum(sign.weight for sign in WordPressArticle.evidence) < THEME
    assert HINT * 3 >= SOFTWARE


def test_signs_can_speak_against_a_platform():
    class Doubted(ArticlePage):
        evidence = (
            Evidence(word="for", weight=SOFTWARE, css=".a"),
            Evidence(word="against", weight=-SOFTWARE, css=".b"),
        )

    assert told(content='<i class="a">', platforms=(Doubted,)).page_class is Doubted
    assert told(content='<i class="a"><i class="b">', platforms=(Doubted,)).page_class is ArticlePage


@pytest.mark.parametrize("wrong", [{}, {"css": "p[["}, {"body": "("}, {"generator": "*"}])
def test_a_wrong_sign_fails_where_it_is_written(wrong):
    with pytest.raises(TypeError, match="of a page"):
        Evidence(word="of a page", weight=HINT, **wrong)


def test_a_page_parsed_before_is_not_parsed_again():
    parsed = Parsed('<body class="single"><article class="post"><h1>Назва</h1><p>т</p></article></body>')
    one, other = WordPressArticle(parsed, URL), TagDivArticle(parsed, URL)

    assert one.root is other.root is parsed.root
    assert one.finder is other.finder
    assert one.read().title == other.read().title == "Назва"
