"""Articles are visited again often while they are news, and seldom when they are not."""

from datetime import timedelta

import pytest

from newsarchive.errors import UsageError
from newsarchive.items import Outcome
from newsarchive.store import stamp
from newsarchive.store.revisits import DEFAULT, Revisits
from tests.helpers.build import NOW, address, visit

DAY = timedelta(days=1)


def days(age, *, since_edit=None, schedule=DEFAULT):
    published = (NOW - age * DAY).isoformat()
    edited = None if since_edit is None else (NOW - since_edit * DAY).isoformat()
    return (Revisits.parse(schedule).after(NOW, published, edited) - NOW) / DAY


@pytest.mark.parametrize(
    ("age", "wait"), [(0, 1), (6, 1), (7, 7), (29, 7), (30, 30), (364, 30), (365, 180), (5000, 180), (-1, 1)]
)
def test_the_older_the_article_the_longer_the_wait(age, wait):
    assert days(age) == wait


def test_what_was_edited_is_news_again():
    assert days(1000, since_edit=2) == 1


def test_an_article_without_a_date_is_as_old_as_our_knowledge_of_it():
    assert Revisits.parse().after(NOW, None, None) == NOW + DAY


def test_one_that_was_there_when_the_archive_began_is_no_news(story):
    """A site that tells no dates would else be asked for all its pages every day of a week."""
    due = "SELECT next_visit FROM frontier WHERE url = ?"
    story.read("old", published=None)
    assert story.one(due, address("old")) == stamp(NOW + 30 * DAY)
    story.archive.finish_crawl(story.run.id, NOW + DAY, "finished")
    story.read("new", body="Нове.", published=None, days=2)
    assert story.one(due, address("new")) == stamp(NOW + 3 * DAY)

    story.tell(visit("old", Outcome.UNCHANGED, at=NOW + 3 * DAY), visit("new", Outcome.UNCHANGED, at=NOW + 3 * DAY))
    assert story.one(due, address("old")) == stamp(NOW + 33 * DAY)
    assert story.one(due, address("new")) == stamp(NOW + 4 * DAY)


def test_a_bare_day_is_a_day():
    assert Revisits.parse().after(NOW, "2026-11-01") == NOW + 7 * DAY


@pytest.mark.parametrize(("schedule", "wait"), [("*:5", 5), ("10:2 *:9", 2), ("1:1 *:9", 9)])
def test_the_schedule_can_be_set(schedule, wait):
    assert days(3, schedule=schedule) == wait


@pytest.mark.parametrize("text", ["", "7:1", "*", "*:0", "7:1 3:2 *:9", "x:1 *:2", "7:1:2 *:3", "*:1 7:2", "-7:1 *:2"])
def test_what_is_no_schedule_is_refused_in_one_sentence(text):
    with pytest.raises(UsageError, match="NEWSARCHIVE_REVISITS is no schedule"):
        Revisits.parse(text)
