"""Headings, lists and tables of a text survive as a word for each paragraph, and are laid out again from it."""

from pathlib import Path

import pytest

from newsarchive import normalize, registry
from newsarchive.normalize.forms import written
from newsarchive.pages.blocks import blocks
from newsarchive.pages.shape import _Walk
from newsarchive.serve.body import pieces
from tests.helpers.build import NOW
from tests.helpers.saved import parse
from tests.test_pages_reading import post


def read(content):
    return normalize.article(post(content).read(), captured_at=NOW)


def laid_out(content):
    """What is printed of a body, in short: text for a paragraph, else its kind and what it holds."""
    article = read(content)
    return [
        piece.text if piece.kind == "paragraph" else (piece.kind, piece.text or piece.rows or piece.items)
        for piece in pieces(article.body, article.form)
    ]


ROWS = "<tr><td>Рада</td><td>Сума</td></tr><tr><td>Луцьк</td><td>5 млн</td></tr>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>а</p><p>б</p>", ["а", "б"]),
        ("<h2>Назва</h2><p>а</p>", [("heading", "Назва"), "а"]),
        ("<p>а</p><ul><li>б</li><li>в</li></ul>г", ["а", ("items", [["б"], ["в"]]), "г"]),
        ("<ul><li><p>б</p><p>ще</p></li><li>в<br>ж</li></ul>", [("items", [["б", "ще"], ["в", "ж"]])]),
        ("<ol><li>б</li><li>в</li></ol>", [("numbers", [["б"], ["в"]])]),
        (f"<table>{ROWS}</table>", [("table", [[["Рада"], ["Сума"]], [["Луцьк"], ["5 млн"]]])]),
        (
            "<table><tr><td><p>Рада</p></td><td><p>Сума</p><p>грн</p></td></tr><tr><td></td><td><p>5</p></td></tr></table>",
            [("table", [[["Рада"], ["Сума", "грн"]], [[], ["5"]]])],
        ),
        (
            "<table><tr><td rowspan=2>А</td><td>1</td></tr><tr><td>2</td></tr><tr><th colspan=2>В</th></tr></table>",
            [("table", [[["А"], ["1"]], [[], ["2"]], [["В"], []]])],
        ),
        (
            f"<table>{ROWS}</table><table>{ROWS}</table>",
            [("table", [[["Рада"], ["Сума"]], [["Луцьк"], ["5 млн"]]])] * 2,
        ),
        # What lays a page out is no table: one column, one row, a table within, a long cell.
        ("<table><tr><td>а</td></tr><tr><td>б</td></tr></table>", ["а", "б"]),
        ("<table><tr><td>а</td><td>б</td></tr></table>", ["а б"]),
        (f"<table><tr><td>а</td><td><table>{ROWS}</table></td></tr><tr><td>б</td></tr></table>", None),
        (f"<table><tr><td>{'а ' * 400}</td><td>б</td></tr><tr><td>в</td></tr></table>", None),
        ("<p>а</p><script>x</script><ul><li>б<script>y</script></li></ul>", ["а", ("items", [["б"]])]),
        ("<ul><li>\u200b</li><li>б</li></ul>", [("items", [["б"]])]),
        ("<ol start=5><li>б</li></ol>", [("numbers", [["б"]])]),
        ("<ol start=99999999999><li>б</li></ol>", [("numbers", [["б"]])]),
    ],
)
def test_what_stood_on_the_page_is_laid_out_again(content, expected):
    told = laid_out(content)

    assert told == expected or (expected is None and not any(kind == "items" for kind, *_ in told))
    assert read(content).body == read(content.replace("<li", "<p").replace("</li", "</p")).body


def test_a_numbered_list_goes_on_where_it_was_broken_off():
    article = read("<ol><li>а</li><li>б</li></ol><p>між</p><ol start=3><li>в</li></ol>")

    assert article.form == "n1 n2 p n3"
    assert [piece.start for piece in pieces(article.body, article.form)] == [1, 1, 3]


def test_a_text_of_paragraphs_has_no_form_and_no_text_s_digest_knows_of_it():
    plain, listed = read("<p>а</p><p>б</p>"), read("<ul><li>а</li><li>б</li></ul>")

    assert (plain.form, listed.form) == (None, "i i")
    assert plain.digest == listed.digest


def test_what_stands_between_is_left_out_and_what_is_not_found_is_a_paragraph():
    article = read("<p>а</p><div class='sharedaddy'><ul><li>Поділитися</li></ul></div><ul><li>б</li></ul>")

    assert (article.body, article.form) == ("а\n\nб", "p i")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("<ul><li><div class='sharedaddy'>Поділитися</div>а</li></ul>", "i"),
        ("<div class='sharedaddy'><ul><li>а</li></ul></div><p>а</p><h2>б</h2>", "p h"),
        ("<table><tr><td class='sharedaddy'>а</td><td>б</td></tr><tr><td>в</td><td>г</td></tr></table>", "t2 r1=1,2=1"),
    ],
)
def test_what_is_left_out_says_nothing_of_how_the_rest_stands(content, form):
    assert read(content).form == form


@pytest.mark.parametrize(
    "form",
    [
        "i",
        "i i i",
        "x i",
        "m m",
        "t1 m",
        "t0 c0",
        "t1=1,2=9 p",
        "t1=1 p",
        "n99999 p",
        "r7 c3",
        "c2 r1",
        "t999999 p",
        "<b> p",
        "t61 c1",
        "",
    ],
)
def test_a_form_that_does_not_fit_loses_no_word(form):
    said = []
    for piece in pieces("раз два\n\nтри", form):
        said += [piece.text, *(text for item in piece.items for text in item)]
        said += [text for row in piece.rows for cell in row for text in cell]

    assert " ".join(said).split() == ["раз", "два", "три"]


def test_a_form_is_written_only_where_it_is_known_of_each_block():
    assert written(["а", "б"], [], str) is None


def test_the_walk_splits_every_saved_page_as_its_text_is_split():
    seen = 0
    for file in sorted(Path("tests/sites").glob("*/*/*.warc")):
        page, _ = parse(file, registry.find(file.parts[-3]).site().page_class)
        for body, dropped in ((body, dropped) for body in page.bodies for dropped in (set(), page._dropped)):
            assert [text for text, _ in _Walk(body, dropped).found()] == blocks(body, dropped)
            seen += 1
    assert seen > 40
