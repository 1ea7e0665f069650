"""One article or two: what a new theme, a new clock and a new home do to a page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsarchive.items import Outcome, Route
from tests.helpers.build import COUNCIL, NOW, address, found, visit

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG = "Депутати обласної ради погодили програму підтримки громад на наступний рік. " * 5
EDITED = " ".join(f"слово{number}" for number in range(40))


pytestmark = pytest.mark.usefixtures("sound")


def happened(story):
    return [kind for (kind,) in story.rows("SELECT kind FROM events ORDER BY id")]


def rebuilt(story, old, new, *, redirect=False):
    """Tell of an article, and in a later run of what another software shows under another address, the old one left."""
    story.read("old", **old)
    story.run = replace(story.run, id=story.archive.begin_crawl(COUNCIL.code, NOW + DAY, {}, {}))
    story.read("new", days=1, **new)
    if redirect:
        hop = found("new", Route.REDIRECT)
        story.tell(visit("old", status=301, alias_of=address("new"), found=(hop,), at=NOW + 2 * DAY))
    else:
        story.tell(visit("old", Outcome.GONE, why="status 404", status=404, at=NOW + 2 * DAY))


@pytest.mark.parametrize("redirect", [True, False])
@pytest.mark.parametrize("clock", [MINUTE, 2 * timedelta(hours=1), timedelta(hours=9), DAY])
def test_a_long_text_is_the_same_article_whatever_a_new_theme_makes_of_title_and_hour(story, redirect, clock):
    old = {"title": "Про бюджет", "body": LONG, "published": NOW}
    rebuilt(story, old, {**old, "title": "ПРО БЮДЖЕТ", "published": NOW + clock}, redirect=redirect)

    assert story.rows("SELECT url, title, version, state FROM articles") == [(address("new"), "ПРО БЮДЖЕТ", 2, "live")]
    assert happened(story) == ["moved", "edited"]


def test_a_text_that_was_edited_is_known_by_its_title_in_capitals_and_its_hour_to_the_minute(story):
    old = {"title": "Про бюджет", "body": EDITED, "published": NOW}
    new = {"title": "ПРО БЮДЖЕТ", "body": f"{EDITED} і ще", "published": NOW + MINUTE}
    rebuilt(story, old, new)

    assert happened(story) == ["moved", "edited"]


@pytest.mark.parametrize(
    "other",
    [
        {"body": LONG, "published": NOW + 2 * DAY},  # a form that is filled in each week
        {"body": LONG[:290], "published": NOW + 5 * MINUTE},
        {"body": f"{EDITED} і ще", "published": NOW + 5 * MINUTE},
        {"body": f"{EDITED} і ще", "published": NOW, "title": "ІНША НАЗВА"},
    ],
)
def test_a_short_text_another_day_or_another_title_is_no_proof(story, other):
    body = EDITED if other["body"].startswith(EDITED) else other["body"]
    old = {"title": "Про бюджет", "body": body, "published": NOW}
    rebuilt(story, old, {"title": "ПРО БЮДЖЕТ", **other})

    assert happened(story) == ["suspected"]
