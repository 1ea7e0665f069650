"""What only a walk tells: lists that name nothing but lists, and the same text under ever new addresses."""

from datetime import timedelta

import pytest

from newsarchive.discover.endless import LISTS, LISTS_TRAP, SAME_TEXT, TEXT_TRAP, VAIN, Endless
from newsarchive.items import Kind, Outcome, Route
from tests.helpers.build import NOW, address, article, found, visit


@pytest.fixture
def endless():
    return Endless()


def month(number, *named, **fields):
    return visit(f"calendar/{number}", found=tuple(map(found, named)), **fields)


def same(number, path="n/{}", **fields):
    path = path.format(number)
    return visit(path, article=article(path, title=f"Новина {number}", body=f"Текст {number}", **fields))


def test_lists_that_name_nothing_but_lists_are_left(endless):
    for number in range(LISTS):
        endless.learn(month(number, f"calendar/{number + 1}"))
    assert endless.trap(found("calendar/99")) is None

    endless.learn(month(LISTS, f"calendar/{LISTS + 1}"))

    assert endless.trap(found("calendar/99")) == LISTS_TRAP
    assert endless.trap(found("news/99")) is None


@pytest.mark.parametrize("route", [Route.DAY, Route.START])
def test_lists_that_come_to_an_end_by_themselves_are_read(endless, route):
    for number in range(LISTS + 1):
        endless.learn(month(number))

    assert endless.trap(found("calendar/99", route)) is None


def test_one_that_names_what_may_be_an_article_begins_the_count_anew(endless):
    for number in range(3 * LISTS):
        endless.learn(month(number, f"calendar/{number + 1}", *([f"news/{number}"] if number % LISTS == 0 else [])))

    assert endless.trap(found("calendar/99")) is None


def test_the_same_articles_again_are_nothing_new(endless):
    for number in range(LISTS + 2):
        endless.learn(month(number, "news/1", "news/2"))

    assert endless.trap(found("calendar/99")) == LISTS_TRAP


def test_names_of_what_never_is_an_article_say_nothing(endless):
    for number in range(VAIN):
        endless.learn(visit(f"tag/{number}", Outcome.REFUSED, why="not found"))
    for number in range(LISTS + 1):
        endless.learn(month(number, f"tag/{1000 + number}"))

    assert endless.trap(found("calendar/99")) == LISTS_TRAP


def test_machines_lists_say_nothing_of_articles_beside_them(endless):
    for number in range(LISTS + 1):
        endless.learn(visit(f"m{number}.xml", route=Route.SITEMAP, kind=Kind.HEAD))

    assert endless.trap(found("m99.xml", Route.SITEMAP, kind=Kind.HEAD)) == LISTS_TRAP
    assert endless.trap(found("novyna-99")) is None


def test_the_same_text_under_ever_new_numbers_is_a_trap(endless):
    for number in range(SAME_TEXT):
        endless.learn(same(number))
    assert endless.trap(found("n/99")) is None
    assert not endless.is_worn(same(1))

    endless.learn(same(99))

    assert endless.trap(found("n/100")) == TEXT_TRAP
    assert endless.is_worn(same(1))
    assert endless.trap(found("other/100")) is None


@pytest.mark.parametrize("path", ["n/?sid={}", "n?id={}", "(S({}))/news", "2026/11/n{}"])
def test_a_shape_has_no_figures_and_no_values(endless, path):
    for number in range(SAME_TEXT + 1):
        endless.learn(same(number, path))

    assert endless.trap(found(path.format(999))) == TEXT_TRAP


def test_the_same_words_of_other_days_are_other_articles(endless):
    for number in range(SAME_TEXT + 2):
        endless.learn(same(number, published=NOW + timedelta(days=number)))

    assert endless.trap(found("n/99")) is None
    assert not endless.is_worn(same(1))


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.LATER])
def test_what_did_not_answer_says_nothing(endless, outcome):
    for number in range(2 * LISTS):
        endless.learn(month(number, outcome=outcome))

    assert endless.trap(found("calendar/99")) is None


def test_what_leads_elsewhere_is_no_list(endless):
    for number in range(2 * LISTS):
        endless.learn(month(number, alias_of=address(f"news/{number}")))

    assert endless.trap(found("calendar/99")) is None
