"""A run says of the site whether it is silent, answers what cannot be read, or does well."""

import pytest

from newsarchive import health
from newsarchive.errors import QualityAlarm, SiteUnreachable
from newsarchive.items import Outcome, Route
from newsarchive.store import Run
from tests.helpers.build import COUNCIL, NOW, visit


@pytest.fixture
def verdict(story):
    return lambda reason="finished": health.verdict(story.archive, story.run.id, reason)


def robots(outcome=Outcome.STORED, **fields):
    return visit("robots.txt", outcome, route=Route.ROBOTS, **fields)


def test_a_run_that_read_an_article_is_well(story, verdict):
    story.tell(visit("list", route=Route.START), *(_refused(n) for n in range(9)))
    assert verdict() is not None
    story.read("a")

    assert verdict() is None


def test_a_quiet_day_is_well(story, verdict):
    story.tell(robots(), visit("list", route=Route.START), visit("feed", route=Route.FEED))

    assert verdict() is None


def test_a_run_that_asked_nothing_is_well(verdict):
    assert verdict() is None


@pytest.mark.parametrize(
    "visits",
    [
        [visit("list", Outcome.FAILED, why="dns", status=None, route=Route.START)],
        [robots(), visit("list", Outcome.FAILED, why="timeout", status=None, route=Route.START)],
        [visit("list", Outcome.REFUSED, why="private address", status=None, route=Route.START)],
        [robots(), visit("list", Outcome.LATER, why="status 503", status=503, route=Route.START)],
        [robots(), visit("list", Outcome.FAILED, why="status 500", status=500, route=Route.START)],
    ],
)
def test_a_site_of_which_nothing_came_but_its_robots_txt_is_unreachable(story, verdict, visits):
    story.tell(*visits)
    found = verdict()

    assert isinstance(found, SiteUnreachable)
    assert str(found).startswith(f"Not one of 1 requests was answered ({visits[-1].why}): nothing was changed")


@pytest.mark.parametrize(
    ("why", "status"), [("robots", None), ("status 403", 403), ("challenge", 200), ("parked", 200)]
)
def test_a_site_that_lets_nothing_be_read_needs_a_person(story, verdict, why, status):
    story.tell(robots(), visit("list", Outcome.REFUSED, why=why, status=status, route=Route.START))
    found = verdict()

    assert isinstance(found, QualityAlarm)
    assert found.exit_code == 3
    assert f"None of 1 addresses could be read ({why})" in str(found)


def test_a_page_that_is_gone_is_an_answer(story, verdict):
    story.tell(visit("a", Outcome.GONE, why="status 404", status=404, route=Route.START))

    assert verdict() is None


def _refused(number, route=Route.SITEMAP, outcome=Outcome.REFUSED):
    return visit(f"a{number}", outcome, why="not an article", route=route)


@pytest.mark.parametrize(
    "page",
    [
        _refused,
        lambda number: _refused(number, Route.LISTING),
        lambda number: _refused(number, outcome=Outcome.FAILED),
        lambda number: visit(f"a{number}", route=Route.API),  # read as a list, since its links still look like one
        lambda number: visit(f"a{number}", route=Route.NEIGHBOUR),
    ],
)
def test_pages_that_should_be_articles_and_are_none_need_a_person(story, verdict, page):
    story.tell(visit("list", route=Route.START), page(1), page(2))
    assert verdict() is None
    story.tell(page(3))

    found = verdict()
    assert isinstance(found, QualityAlarm)
    assert "Not one of 3 pages that should be articles could be read as one" in str(found)


@pytest.mark.parametrize("route", [Route.START, Route.REDIRECT])
def test_lists_that_are_read_as_lists_are_well(story, verdict, route):
    story.tell(*(visit(f"list{n}", route=route) for n in range(5)))
    story.tell(*(visit(f"page{n}", route=Route.LISTING) for n in range(5)))

    assert verdict() is None


def test_articles_that_are_read_no_more_need_a_person_in_a_later_run(story, verdict):
    for name in "abc":
        story.read(name)
    assert verdict() is None
    story.run = Run(id=story.archive.begin_crawl(COUNCIL.code, NOW, {}, {}), council=COUNCIL.code)

    later = NOW.replace(day=25)
    story.tell(*(visit(name, at=later, route=Route.LISTING) for name in "abc"))
    assert isinstance(verdict(), QualityAlarm)

    story.read("c", days=5)
    assert verdict() is None


def test_articles_that_are_as_they_were_have_been_read(story, verdict):
    for name in "abc":
        story.read(name)
    story.run = Run(id=story.archive.begin_crawl(COUNCIL.code, NOW, {}, {}), council=COUNCIL.code)
    story.tell(*(visit(name, Outcome.UNCHANGED, status=304, at=NOW.replace(day=25)) for name in "abc"))
    story.tell(*(_refused(n) for n in range(3)))

    assert verdict() is None


def test_what_is_no_page_is_not_counted_as_one(story, verdict):
    story.tell(visit("list", route=Route.START), *(_refused(n) for n in range(3)))
    with story.archive.transaction() as db:
        db.execute("UPDATE captures SET content_type = 'application/pdf'")

    assert verdict() is None


@pytest.mark.parametrize(
    ("reason", "status", "said"),
    [
        ("robots", 500, "robots.txt could not be had"),
        ("robots", None, r"Not one of 1 requests was answered (status 500)"),
        ("no_answer", 500, "no longer"),
    ],
)
def test_a_site_that_stops_answering_or_hides_its_rules_is_unreachable(story, verdict, reason, status, said):
    story.tell(visit("robots.txt", Outcome.FAILED, route=Route.ROBOTS, why="status 500", status=status))
    if status:
        story.read("a")

    found = verdict(reason)

    assert isinstance(found, SiteUnreachable)
    assert said in str(found)


def test_a_site_that_asks_for_patience_is_well(story, verdict):
    story.read("a")

    assert verdict("asked_to_wait") is None
