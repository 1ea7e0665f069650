"""Backdrop and Drupal 7, whose classes are not WordPress's; all pages here are reconstructed from core's templates."""

from datetime import UTC, datetime

import pytest

from newsarchive import normalize
from newsarchive.pages import AutoArticle

AT = datetime(2026, 11, 27, tzinfo=UTC)
ONE = "Депутати обласної ради підтримали зміни до програми й доручили комісії взяти питання на контроль."
URL = "https://rada.ua/posts/sesiia-rady"
FIELD = "<div class='field field-name-body'><div class='field-items'><div class='field-item even'>{}</div></div></div>"
TAGS = "<div class='field field-name-field-tags'><h3>Мітки: </h3><ul><li><a href='/tags/1'>бюджет</a></li></ul></div>"


def backdrop(content, kind="post", url=URL):
    menu = "<nav><a href='/'>Головна</a><a href='/about'>Про раду</a></nav>"
    return AutoArticle(
        "<html><head><meta name='Generator' content='Backdrop CMS 1 (https://backdropcms.org)'></head>"
        f"<body class='page node-type-{kind} page-node-79'><header>{menu}</header>{content}</body></html>",
        url,
    )


def node(text, mode="full", title=""):
    submitted = "<footer><p class='submitted'>Fri, 13/12/2024 - 11:27am by admin</p></footer>"
    content = f"<div class='content'>{FIELD.format(text)}{TAGS}</div>"
    return f"<article class='node node-{mode} promoted view-mode-{mode}'>{title}{submitted}{content}</article>"


def test_a_page_of_backdrop_is_an_article_though_all_its_pages_are_called_page():
    article = normalize.article(
        backdrop(f"<h1 class='page-title'>Сесія ради</h1>{node(f'<p>{ONE}</p>')}").read(), captured_at=AT
    )

    assert article.title == "Сесія ради"
    assert article.published.isoformat() == "2024-12-13T11:27:00+02:00"
    assert article.body == ONE
    assert article.tags == ("бюджет",)


def test_a_static_page_of_backdrop_and_a_list_are_no_articles():
    rows = "".join(
        node(f"<p>{ONE}</p>", "teaser", f"<h2><a href='/posts/sesiia-{n}'>Сесія {n}</a></h2>") for n in range(3)
    )
    pager = "<ul class='pager'><li class='pager-item'><a href='/home?page=1'>2</a></li></ul>"
    listed = backdrop(rows + pager, kind="", url="https://rada.ua/home")

    assert backdrop(f"<h1>Про раду</h1>{node(f'<p>{ONE}</p>')}", kind="page").read().refused == "a static page"
    assert listed.read().refused == "not an article"
    assert listed.links() == tuple(f"https://rada.ua/posts/sesiia-{n}" for n in range(3))
    assert listed.pager() == ("https://rada.ua/home?page=1",)


@pytest.mark.parametrize("text", ["", "<p></p>", "<p><br></p>"])
def test_an_article_that_is_a_title_alone_is_one_beside_its_tags(text):
    submitted = "<span property='dc:date' content='2024-12-13T11:27:00+02:00'>admin, 13.12.2024</span>"
    body = (
        "<h1>Засідання комісії</h1><div class='node node-article node-promoted'>"
        f"<div class='meta submitted'>{submitted}</div><div class='content'>{FIELD.format(text)}{TAGS}</div></div>"
    )
    marks = "html not-front page-node page-node- page-node-77 node-type-article"
    reading = AutoArticle(
        f"<html><head><meta name='Generator' content='Drupal 7 (http://drupal.org)'></head><body class='{marks}'>"
        f"{body}</body></html>",
        "https://rada.ua/node/77",
    ).read()

    assert reading.refused is None
    assert reading.title == "Засідання комісії"
    assert reading.blocks == ()


def test_without_its_field_what_stands_apart_is_no_text_of_an_article():
    """Drupal leaves an empty field out, and the tags stand alone in the node's content."""
    body = (
        "<h1>Засідання комісії</h1><article class='node node--type-article node--view-mode-full'><header><div "
        "class='node__meta'><time datetime='2024-12-13T11:27:00+02:00'>13.12.2024</time></div></header><div "
        "class='node__content'><div class='field field--name-field-tags'><h3>Мітки</h3><div><a href='/t/1'>бюджет</a>"
        "</div></div><div class='node__links'><ul><li>Переглядів: 7</li></ul></div></div></article>"
    )
    reading = AutoArticle(
        "<html><head><meta name='Generator' content='Drupal 10 (https://www.drupal.org)'></head>"
        f"<body class='path-node page-node-type-article'>{body}</body></html>",
        "https://rada.ua/node/77",
    ).read()

    assert (reading.refused, reading.blocks, reading.tags) == (None, (), ("бюджет",))


TERM = "<li><a href='/taxonomy/term/{0}'>{1}</a></li>"
FIELD_OF_TERMS = (
    "<div class='field field-name-field-{} field-type-taxonomy-term-reference'><h3>Рубрика: </h3><ul>{}</ul></div>"
)


def of_terms(name, *terms):
    text = FIELD.format(f"<p>{ONE}</p>") + FIELD_OF_TERMS.format(name, "".join(TERM.format(*term) for term in terms))
    return AutoArticle(
        "<html><head><meta name='Generator' content='Drupal 7 (https://drupal.org)'></head>"
        "<body class='not-front page-node page-node-7 node-type-article'><h1>Сесія ради</h1>"
        "<div class='node node-article'>"
        "<div class='submitted'><span content='2024-12-13T11:27:00+02:00'>13.12.2024</span></div>"
        f"<div class='content'>{text}</div></div></body></html>",
        URL,
    ).read()


def test_the_term_that_a_field_of_drupal_7_says_is_the_section():
    article = of_terms("rubryka", (3, "Сесії"))

    assert article.section == "Сесії"
    assert article.blocks == (ONE,)


def test_terms_that_are_tags_are_no_section():
    assert of_terms("mitky", (3, "бюджет")).section is None
    assert of_terms("slova", (3, "бюджет"), (4, "освіта")).section is None


def test_the_term_that_a_field_of_drupal_9_says_is_the_section_and_not_what_else_it_refers_to():
    field = (
        "<div class='field field--name-field-{} field--type-entity-reference'><div class='field__item'>{}</div></div>"
    )
    terms = field.format("rubryka", "<a href='/uk/taxonomy/term/2'>Оголошення</a>")
    other = field.format("deputat", "<a href='/uk/deputaty/koval'>Олена Коваль</a>")
    body = (
        field.replace("entity-reference", "text-with-summary").format("x", f"<p>{ONE}</p>").replace("field-x", "body")
    )
    article = AutoArticle(
        "<html><head><meta name='Generator' content='Drupal 9 (https://www.drupal.org)'></head>"
        "<body class='page-node-type-article path-node'><h1>Сесія ради</h1>"
        "<article class='node node--type-article node--view-mode-full'><div class='node__meta'>13/12/2024 - 11:27</div>"
        f"<div class='node__content'>{other}{body}{terms}</div></article></body></html>",
        URL,
    ).read()

    assert article.section == "Оголошення"
    assert article.blocks == (ONE,)


@pytest.mark.parametrize(
    ("meta", "author"),
    [
        ("By <span rel='schema:author'><span lang=''>Олена Коваль</span></span>, 13 December, 2024", "Олена Коваль"),
        ("Опубліковано <span class='field field--name-created'><time>13.12.2024</time></span>", None),
    ],
)
def test_olivero_names_the_author_in_a_span_without_a_class(meta, author):
    html = (
        "<html><head><meta name='Generator' content='Drupal 9 (https://www.drupal.org)'></head>"
        "<body class='page-node-type-article path-node'><h1>Сесія ради</h1>"
        "<article class='node node--type-article node--view-mode-full'>"
        f"<div class='node__meta'><span>{meta}</span></div>"
        f"<div class='node__content'><div class='field field--name-body'><p>{ONE}</p></div></div></article></body>"
    )
    article = normalize.article(AutoArticle(html, URL).read(), captured_at=AT)

    assert (article.author, str(article.published)[:10]) == (author, "2024-12-13")
