"""Where a site counts its articles, or lists them by day, these are ways in too."""

from datetime import date

import pytest

from newsarchive.discover import days
from newsarchive.discover.numbers import GAP, Numbers
from newsarchive.items import Kind, Outcome, Route
from tests.helpers.build import SITE, article, visit

TEMPLATE = f"{SITE}/news.php?group=20&news={{}}"


def url(number):
    return TEMPLATE.replace("{}", str(number))


def read(number):
    return visit(url(number), article=article(url(number)))


def beyond(numbers, told):
    return [int(one.url.rsplit("=", 1)[1]) for one in numbers.beyond(told)]


def test_beside_an_article_stand_the_next_and_the_last_number():
    found = list(Numbers(TEMPLATE).beyond(read(7)))

    assert [(one.url, one.route) for one in found] == [(url(8), Route.NUMBER), (url(6), Route.NUMBER)]


@pytest.mark.parametrize("spelling", ["http://rada.example", "https://www.rada.example", "http://www.rada.example"])
@pytest.mark.parametrize("declared", [TEMPLATE, TEMPLATE.replace("https://", "http://www.")])
def test_an_article_counts_with_www_or_without(spelling, declared):
    known = url(7).replace(SITE, spelling)

    assert beyond(Numbers(declared), visit(known, article=article(known))) == [8, 6]


def test_another_host_s_numbers_do_not_count():
    known = url(7).replace(SITE, "https://wwwxrada.example")

    assert beyond(Numbers(TEMPLATE), visit(known, article=article(known))) == []


def test_a_gap_is_walked_across_in_the_same_direction_up_to_a_bound():
    numbers = Numbers(TEMPLATE)
    beyond(numbers, read(100))
    asked, number = [], 101
    while True:
        found = beyond(numbers, visit(url(number), Outcome.GONE))
        if not found:
            break
        (number,) = found
        asked.append(number)

    assert asked == list(range(102, 102 + GAP))
    assert beyond(numbers, visit(url(99), Outcome.REFUSED)) == [98]


def test_behind_a_gap_an_article_begins_anew():
    numbers = Numbers(TEMPLATE)
    beyond(numbers, read(100))
    beyond(numbers, visit(url(101), Outcome.GONE))

    assert beyond(numbers, read(102)) == [103, 101]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.LATER])
def test_what_is_not_known_yet_is_no_gap(outcome):
    numbers = Numbers(TEMPLATE)
    beyond(numbers, read(100))

    assert beyond(numbers, visit(url(101), outcome)) == []


@pytest.mark.parametrize("other", ["a", f"{SITE}/news.php?group=21&news=4", f"{SITE}/news.php?group=20&news=x"])
def test_other_addresses_have_no_number(other):
    assert beyond(Numbers(TEMPLATE), visit(other, article=article(other))) == []


def test_what_was_never_asked_by_number_and_is_gone_leads_nowhere():
    assert beyond(Numbers(TEMPLATE), visit(url(5), Outcome.GONE)) == []


def test_the_lists_of_a_span_of_months_stand_newest_first_each_once():
    found = list(days.lists(f"{SITE}/%Y/%m/", date(2025, 11, 30), date(2026, 2, 1)))

    assert [one.url.removeprefix(SITE) for one in found] == ["/2026/02/", "/2026/01/", "/2025/12/", "/2025/11/"]
    assert {(one.route, one.kind) for one in found} == {(Route.DAY, Kind.PAGE)}


def test_a_site_may_list_each_day():
    assert len(list(days.lists(f"{SITE}/%Y/%m/%d/", date(2026, 1, 1), date(2026, 1, 31)))) == 31
