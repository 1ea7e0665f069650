"""Pages whose words scripts alone would show: they are no articles without a text. All are ours."""

import time

import pytest

from newsarchive.pages import GenericArticle, scripted
from tests.test_pages_apps import FOOT, MENU, SHORT, URL
from tests.test_pages_generic import WORDS

SKELETON = f"<article><h1>{WORDS}</h1><time datetime='2026-10-05'>05.10.2026</time><div class='box'></div></article>"
STATES = {
    "Next.js": '<script id="__NEXT_DATA__" type="application/json">{"post":{"title":"T","html":"<p>%s</p>"}}</script>',
    "Next.js, app": '<script>self.__next_f.push([1,"{\\"html\\":\\"\\u003cp\\u003e%s\\u003c/p\\u003e\\"}"])</script>',
    "Nuxt": '<script>window.__NUXT__=(function(a){return {body:a}}("%s"))</script>',
}


def shell(below="", main=SKELETON):
    body = f"<body><div id='app'>{MENU}<main>{main}</main>{FOOT}</div>{below}</body>"
    return GenericArticle(f"<html><head><title>{WORDS}</title></head>{body}</html>", URL)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_an_article_whose_text_is_in_data_for_a_program_is_none_without_text(state):
    assert shell(state % SHORT).read().refused == "empty"
    assert shell(state % "ok").read().refused is None


@pytest.mark.parametrize(("photographs", "refused"), [(1, "empty"), (3, None)])
def test_photographs_are_an_article_whatever_else_a_program_has_to_show(photographs, refused):
    box = "".join(f"<img src='/{number}.jpg'>" for number in range(photographs))
    main = SKELETON.replace("<div class='box'></div>", f"<div class='box'>{box}</div>")

    assert shell(STATES["Nuxt"] % SHORT, main=main).read().refused == refused


def test_nor_is_one_whose_document_or_escaped_words_are_there():
    escaped = SHORT.encode("ascii", "backslashreplace").decode()

    assert shell(f'<script type="application/json">{{"t":"{escaped}"}}</script>').read().refused == "empty"
    assert shell('<script type="application/json">["/files/rishennia.pdf"]</script>').read().refused == "empty"


def test_a_photograph_in_base64_among_the_data_is_looked_through_at_once():
    """From each of its letters to its end: 50,000 took seconds, a real one of a megabyte an hour."""
    page = shell(f'<script type="application/json">["data:image/png;base64,{"iVBORw0KGgo" * 5000}"]</script>')
    began = time.process_time()

    assert page.read().refused is None
    assert time.process_time() - began < 2


@pytest.mark.parametrize("waits", ["skeleton", "lds-spinner", "loader"])
def test_nor_is_one_whose_text_is_waited_for(waits):
    main = SKELETON.replace("class='box'", f"class='{waits}'")

    assert shell(main=main).read().refused == "empty"


def test_data_that_say_what_the_page_shows_hide_no_text():
    """Photographs alone, as councils publish them; the program has the words of the page's foot."""
    photo = SKELETON.replace("<div class='box'></div>", "<div class='box'><img src='/a.jpg'></div>")
    said = f'<p>{SHORT}</p><script type="application/json">{{"foot":"{SHORT}"}}</script>'

    assert shell(said, main=photo).read().refused is None


@pytest.mark.parametrize(
    "main",
    ["", "<div>Завантаження...</div>", "<h1>Новини</h1><p>Loading…</p><noscript>Увімкніть JavaScript</noscript>"],
)
def test_a_page_that_a_program_is_to_fill_is_a_shell(main):
    assert scripted.is_shell(shell(main=main).root)
    assert not scripted.is_shell(shell(main=f"{main}<p>{SHORT}</p>").root)


def test_a_page_without_a_program_is_no_shell():
    assert not scripted.is_shell(GenericArticle(f"<html><body>{MENU}<main></main></body></html>", URL).root)
