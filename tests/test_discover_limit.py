"""A run that was asked for so many articles takes so many, whatever was expected to be one."""

import pytest

from newsarchive.discover.limit import Limit
from newsarchive.items import Kind, Route
from tests.helpers.build import article, found, visit


@pytest.fixture
def limit():
    return Limit(1)


def test_without_one_all_is_asked():
    limit = Limit(0)
    limit.ask(found("a"))
    limit.learn(visit("a", article=article("a")))

    assert (limit.is_set, limit.is_reached) == (False, False)


def test_it_is_reached_as_soon_as_the_last_one_is_asked_for(limit):
    assert (limit.is_set, limit.is_reached) == (True, False)
    limit.ask(found("a"))
    assert limit.is_reached
    limit.learn(visit("a", article=article("a")))
    assert limit.is_reached


def test_what_turns_out_to_be_no_article_is_given_back(limit):
    limit.ask(found("a"))
    limit.learn(visit("a"))

    assert not limit.is_reached


def test_an_article_that_was_not_expected_counts(limit):
    limit.ask(found("a", kind=Kind.PAGE))
    assert not limit.is_reached
    limit.learn(visit("a", article=article("a")))

    assert limit.is_reached


def test_robots_txt_is_no_article(limit):
    limit.ask(found("robots.txt", route=Route.ROBOTS))

    assert not limit.is_reached
