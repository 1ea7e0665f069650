"""Half a page never passes for a whole one, though its answer came whole; and a page without end tags is whole."""

import pytest

from newsarchive.items import Outcome
from newsarchive.visit import attempt
from tests.helpers.build import exchange
from tests.helpers.pages import TEXT, page
from tests.test_visit import DECLARED

WHOLE = page()
FIRST = WHOLE.index(TEXT)
SECOND = WHOLE.index(TEXT, FIRST + 1)


def outcome(source):
    learned, trouble = attempt(DECLARED, exchange(body=source))

    assert trouble == ""
    return learned.outcome, learned.why


CUTS = {
    "in a word": WHOLE[: SECOND + 30],
    "between two paragraphs": WHOLE[:SECOND].removesuffix("<p>"),
    "at the end of the text": WHOLE[: SECOND + len(TEXT)],
    "in a tag": WHOLE[:SECOND] + '<a href="/a',
    "in a comment": WHOLE[:SECOND] + "<!-- more",
    "in a script": WHOLE[:SECOND] + "<script>var a = '<p>",
}


@pytest.mark.parametrize("where", CUTS)
def test_a_page_that_ends_in_its_text_is_cut_short(where):
    assert outcome(CUTS[where]) == (Outcome.FAILED, "cut short")


UNMARKED = (
    "<html><head><title>Новина обласної ради</title></head><body><div class='top'><h1>Обласна рада</h1>"
    f"<p>{TEXT} {TEXT}</p><p>{TEXT}</p></div><div class='rest'>"
)


@pytest.mark.parametrize("ends", ["<p", "<div class='news' data-id=", "<p>Ще", "<!-- ", "<div><div>"])
def test_a_page_that_ends_before_the_place_of_its_text_is_none(ends):
    learned = outcome(UNMARKED + ends)

    assert learned[0] != Outcome.STORED


def test_a_page_that_ends_in_another_article_than_the_one_read_is_cut_short():
    other = "<article class='teaser'><h3>Інша новина</h3>"

    assert outcome(WHOLE.partition("<footer>")[0] + "</article>" + other) == (Outcome.FAILED, "cut short")


@pytest.mark.parametrize("ends", ["</body></html>", "</BODY>", "</Html>", "</html>\n<!-- cached -->", "</body >"])
def test_a_page_that_says_that_it_ends_is_whole(ends):
    assert outcome(WHOLE.replace("</body></html>", ends)) == (Outcome.STORED, None)


def test_a_page_that_is_cut_behind_its_text_is_an_article():
    assert outcome(WHOLE.partition("<footer>")[0] + "<foo") == (Outcome.STORED, None)


@pytest.mark.parametrize("last", ["Депутати підтримали зміни.", "Депутати підтримали зміни</p>", "«Так!»"])
def test_a_page_that_leaves_out_what_html_lets_it_leave_out_is_whole(last):
    bare = "<html><head><title>Новина</title></head><body class='single postid-7'><h1>Новина</h1>"
    bare += f"<p>01.02.2024<p>{TEXT} {TEXT}<p>{TEXT}<p>{last}"

    assert outcome(bare) == (Outcome.STORED, None)


def test_such_a_page_is_cut_all_the_same_where_a_word_is():
    bare = "<html><head><title>Новина</title></head><body class='single postid-7'><h1>Новина</h1>"

    assert outcome(f"{bare}<p>01.02.2024<p>{TEXT} {TEXT}<p>{TEXT}<p>Депутати підтр") == (Outcome.FAILED, "cut short")
