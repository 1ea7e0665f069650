"""A run says of the site in one word whether it is well, quiet, another, closed to us, or silent; and why."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import health
from newsarchive.errors import QualityAlarm, SiteUnreachable
from newsarchive.health import Fact, Health, Word, flow, odds
from newsarchive.health.odds import Share
from newsarchive.items import Kind, Outcome, Route, SecondReading
from newsarchive.store import Run
from tests.helpers.build import COUNCIL, NOW, address, found, visit
from tests.helpers.questions import unindexed

PER_MONTH = (1, 100)
DAY = timedelta(days=1)


def judged(story, reason="finished", per_month=PER_MONTH, days=0):
    """End the run, and give its health as it is read back from the archive, None where there is none."""
    story.archive.finish_crawl(story.run.id, NOW + days * DAY, reason)
    said = health.judge(story.archive.connection, story.run.id, per_month)
    if said is None:
        return None
    story.archive.judge_crawl(story.run.id, said.word, said.evidence)
    return Health.read(story.archive.health(COUNCIL.code, story.run.id))


def next_run(story, days):
    """Begin another run."""
    story.run = Run(id=story.archive.begin_crawl(COUNCIL.code, NOW + days * DAY, {}, {}), council=COUNCIL.code)


def pointing(said):
    return [fact.sign for fact in said.facts if fact.points == said.word]


@pytest.fixture
def verdict(story):
    """The error that a crawl ends with, if any."""

    def ended(reason="finished"):
        said = judged(story, reason)
        return said and said.error

    return ended


def robots(outcome=Outcome.STORED, **fields):
    return visit("robots.txt", outcome, route=Route.ROBOTS, **fields)


def test_a_run_that_read_an_article_is_well(story, verdict):
    story.tell(visit("list", route=Route.START), *(_refused(n) for n in range(9)))
    assert verdict() is not None
    story.read("a")

    assert verdict() is None


def test_a_day_without_news_ends_well(story, verdict):
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


def test_a_host_whose_robots_txt_cannot_be_had_does_not_hide_what_the_other_answered(story):
    story.tell(robots(), visit("robots", Outcome.FAILED, route=Route.ROBOTS, why="dns", status=None))
    story.read("a")

    said = judged(story, "robots")

    assert (said.word, said.code) == (Word.WELL, 0)
    assert "robots.txt of one of its hosts could not be had" in said.facts[0].says


@pytest.mark.parametrize(
    ("why", "status", "code"),
    [("login", 200, 3), ("trap: redirects", None, 5)],
)
def test_a_way_that_leads_to_a_wall_is_no_answer(story, verdict, why, status, code):
    wall = visit("wall", Outcome.REFUSED, why=why, status=status, route=Route.REDIRECT)
    story.tell(robots(), visit("list", status=302, alias_of=address("wall"), route=Route.START), wall)
    found = verdict()

    assert found.exit_code == code
    assert f"of 1 addresses could be read ({why})" in str(found) or f"of 1 requests was answered ({why})" in str(found)


def test_a_page_that_is_gone_is_an_answer(story, verdict):
    story.tell(visit("a", Outcome.GONE, why="status 404", status=404, route=Route.START))

    assert verdict() is None


def test_a_site_of_which_nothing_is_there_any_more_is_down(story, verdict):
    names = ("list", "a", "b")
    story.tell(robots(), *(visit(name, Outcome.GONE, why="status 404", status=404) for name in names))
    found = verdict()

    assert isinstance(found, SiteUnreachable)
    assert "Not one of 3 addresses is there any more (status 404)" in str(found)


def test_a_site_that_shows_other_articles_at_the_addresses_of_those_that_are_held_needs_a_person(story):
    for name in "abc":
        story.read(name)
    next_run(story, 1)
    taken = (
        visit(name, Outcome.REFUSED, why="address taken", route=Route.NEIGHBOUR, at=NOW + DAY, record_id=None)
        for name in "abc"
    )
    story.tell(visit("list", route=Route.START, at=NOW + DAY), *taken)

    assert judged(story, days=1).word == Word.LAYOUT


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
    next_run(story, 5)

    later = NOW.replace(day=25)
    story.tell(*(visit(name, at=later, route=Route.LISTING) for name in "abc"))
    assert isinstance(verdict(), QualityAlarm)

    story.read("c", days=5)
    assert verdict() is None


def test_articles_that_are_as_they_were_have_been_read(story, verdict):
    for name in "abc":
        story.read(name)
    next_run(story, 5)
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
    if reason == "no_answer":
        story.read("a")

    found = verdict(reason)

    assert isinstance(found, SiteUnreachable)
    assert said in str(found)


def test_a_site_that_asks_for_patience_is_well(story, verdict):
    story.read("a")

    assert verdict("asked_to_wait") is None


# -- The five words


def tell_list(story, named=5, day=0, url="list", **fields):
    """Tell of a list that names so many articles."""
    names = tuple(found(f"l{n}") for n in range(named))
    story.tell(visit(url, at=NOW + day * DAY, route=Route.START, kind=Kind.HEAD, found=names, **fields))


def publish(story, days, day=0, prefix="p", **fields):
    """Tell of articles that were published so many days before now, and read on a day."""
    for before in days:
        name = f"{prefix}{before}"
        given = {"published": NOW - before * DAY, "section": "Новини", "body": name} | fields
        story.read(name, f"Назва {name}", days=day, **given)


def settled(story, days=range(1, 41)):
    """An archive of a first run that went well."""
    tell_list(story)
    publish(story, days)
    assert judged(story).word == Word.WELL


def test_a_run_that_brings_what_it_should_is_well(story):
    settled(story)
    said = Health.read(story.archive.health(COUNCIL.code, story.run.id))

    assert said.advice == ""
    assert (said.code, said.error, pointing(said)) == (0, None, [])
    says = {fact.sign: fact.says for fact in said.facts}
    assert says["requests"] == "41 requests: 41 stored"
    assert says["fields"].startswith(
        "Of the 40 newest readings have: title 40, date 40, text 40, text marked 40, section 40"
    )
    assert says["newest"] == "The newest article is 1.0 days old; a pause is long here beyond 90.0 days"


def test_a_run_that_was_stopped_says_nothing(story):
    settled(story)

    assert judged(story, "shutdown") is None
    assert judged(story, "quiet_hours") is None


def test_nothing_new_for_longer_than_usual_is_quiet_and_no_failure(story):
    settled(story)
    next_run(story, 60)
    tell_list(story, day=60)
    said = judged(story, days=60, per_month=(20, 400))

    assert (said.word, pointing(said)) == (Word.QUIET, ["newest"])
    assert (said.code, said.error) == (3, None)
    assert said.advice.startswith(
        "The newest article is 61.0 days old; a pause is long here beyond 7.6 days: look whether"
    )


def test_a_run_that_did_not_see_all_never_says_that_nothing_is_published(story):
    settled(story)
    next_run(story, 60)
    tell_list(story, day=60)
    said = judged(story, "asked_to_wait", days=60, per_month=(20, 400))

    assert said.word == Word.WELL
    assert "newest" not in {fact.sign for fact in said.facts}


def test_a_pause_that_has_been_before_is_not_quiet(story):
    settled(story, days=[1, 2, 3, 33, 34])
    next_run(story, 50)
    tell_list(story, day=50)

    assert judged(story, days=50, per_month=(20, 400)).word == Word.WELL


def test_far_less_than_declared_is_quiet_where_all_is_read(story):
    publish(story, [1, 2, *range(10, 120, 5)])
    tell_list(story, named=0)
    (fact,) = [fact for fact in judged(story, per_month=(20, 400)).facts if fact.sign == "months"]
    assert fact.says.startswith(
        "Articles in whole months: 2026-10 7, 2026-09 6, 2026-08 6; 20 to 400 are declared; not so in 3 of 3"
    )
    assert fact.points == Word.QUIET

    story.tell(visit("list", route=Route.START, found=(found("unread"),)))
    assert [fact for fact in judged(story, per_month=(20, 400)).facts if fact.sign == "months"] == []


@pytest.mark.parametrize(("why", "status"), [("status 403", 403), ("challenge", 503), ("login", 200), ("robots", None)])
def test_a_site_that_refuses_everything_is_blocked(story, why, status):
    settled(story)
    next_run(story, 1)
    story.tell(robots(), *(visit(name, Outcome.REFUSED, why=why, status=status, at=NOW + DAY) for name in ("p1", "p2")))
    said = judged(story)

    assert (said.word, pointing(said), said.code) == (Word.BLOCKED, ["refused"], 3)
    assert isinstance(said.error, QualityAlarm)
    assert said.advice.startswith(f"None of 2 addresses could be read ({why}): nothing that is held was changed")


def test_a_site_that_shows_its_lists_and_refuses_its_articles_is_blocked(story):
    settled(story)
    next_run(story, 1)
    tell_list(story, day=1)
    for n in (1, 2):
        story.tell(visit(f"new{n}", Outcome.REFUSED, why="status 403", status=403, at=NOW + DAY))
    publish(story, [0], day=1)
    assert judged(story).word == Word.WELL

    next_run(story, 2)
    story.tell(visit("new3", Outcome.REFUSED, why="status 403", status=403, at=NOW + 2 * DAY))
    tell_list(story, day=2)
    said = judged(story, days=2)
    assert (said.word, pointing(said)) == (Word.BLOCKED, ["refused"])
    assert "3 of 6 pages that should be articles were refused (status 403)" in said.advice


def test_a_site_that_asks_for_patience_alone_is_asked_again_by_itself(story):
    story.tell(robots(), visit("list", Outcome.LATER, why="status 429", status=429, route=Route.START))
    said = judged(story, "asked_to_wait")

    assert (said.word, pointing(said), said.code) == (Word.BLOCKED, ["too fast"], 5)


@pytest.mark.parametrize(("why", "word"), [("challenge", Word.BLOCKED), ("status 503", Word.DOWN)])
def test_a_site_that_shows_not_even_its_robots_txt_is_no_site_that_is_well(story, why, word):
    story.tell(robots(Outcome.LATER, why=why, status=503))

    assert judged(story, "asked_to_wait").word == word


@pytest.mark.parametrize(
    "told",
    [
        {"outcome": Outcome.GONE, "why": "status 404", "status": 404},
        {"outcome": Outcome.REFUSED, "why": "not found"},
        {"outcome": Outcome.REFUSED, "why": "home page"},
        {"outcome": Outcome.REFUSED, "why": "trap: redirects", "status": None},
        {"outcome": Outcome.FAILED, "why": "status 304", "status": 304},
        {"status": 302, "alias_of": address("wall")},
    ],
)
def test_a_site_of_which_no_article_was_ever_there_needs_a_person(story, told):
    story.tell(robots(), visit("list", route=Route.START), *(visit(name, **told) for name in "abc"))

    said = judged(story)

    assert (said.word, said.code, pointing(said)) == (Word.LAYOUT, 3, ["unread"])
    assert said.advice.startswith("Not one of 3 addresses that were named as articles' leads to one (")


@pytest.mark.parametrize("why", ["status 404", "home page"])
def test_a_site_of_which_no_held_article_is_there_any_more_needs_a_person(story, why):
    told = {"outcome": Outcome.GONE if why == "status 404" else Outcome.REFUSED, "why": why}
    for name in "abcdefghi":
        story.read(name)
    next_run(story, 1)
    at = NOW + DAY
    story.tell(visit("list", route=Route.START, at=at), *(visit(name, at=at, **told) for name in "abc"))

    said = judged(story, days=1)

    assert (said.word, said.code, pointing(said)) == (Word.LAYOUT, 3, ["unread"])
    assert said.advice.startswith(f"Not one of 3 articles that are held, and were asked for, was shown ({why})")

    story.read("d", days=1)
    assert judged(story, days=1).word == Word.WELL


def test_two_that_are_not_there_say_nothing_nor_more_where_one_is_held(story):
    story.tell(
        robots(), visit("list", route=Route.START), *(visit(name, Outcome.GONE, why="status 404") for name in "ab")
    )
    assert judged(story).word == Word.QUIET

    next_run(story, 1)
    story.read("held", days=1)
    next_run(story, 2)
    gone = (visit(name, Outcome.GONE, why="status 404", at=NOW + 2 * DAY) for name in "abcd")
    story.tell(visit("list", route=Route.START, at=NOW + 2 * DAY), *gone)
    assert judged(story, days=2).word == Word.WELL


def test_articles_that_are_parked_need_a_person_though_the_lists_are_there(story):
    story.read("held")
    next_run(story, 1)
    shown = (visit(name, Outcome.REFUSED, why="parked", at=NOW + DAY) for name in "abc")
    story.tell(visit("list", route=Route.START, at=NOW + DAY), *shown)

    said = judged(story, days=1)

    assert (said.word, said.code, pointing(said)) == (Word.DOWN, 3, ["parked"])


def test_a_parked_domain_is_down_and_needs_a_person(story):
    story.tell(robots(), visit("list", Outcome.REFUSED, why="parked", status=200, route=Route.START))
    said = judged(story)

    assert (said.word, said.code) == (Word.DOWN, 3)
    assert said.advice.endswith("look whether the council has moved to another host.")


@pytest.mark.parametrize("why", ["too big", "redirect to nowhere", "not found", "home page", "trap: path", "robots"])
def test_what_is_no_page_says_nothing_of_the_layout(story, why):
    settled(story)
    next_run(story, 1)
    tell_list(story, day=1)
    outcome = Outcome.FAILED if why in {"too big", "redirect to nowhere"} else Outcome.REFUSED
    story.tell(*(visit(f"new{n}", outcome, why=why, at=NOW + DAY) for n in range(9)))

    assert judged(story, days=1).word == Word.WELL


def test_where_articles_are_held_one_text_everywhere_says_that_the_site_is_another_one(story):
    for n in range(9):
        story.read(f"a{n}", f"Стаття {n}", body=f"Текст {n}.")
    judged(story)
    next_run(story, 1)
    tell_list(story, day=1)
    why = {"why": "trap: same text", "status": None, "at": NOW + DAY}
    story.tell(*(visit(f"a{n}", Outcome.REFUSED, **why) for n in range(9)))

    assert judged(story, days=1).word == Word.LAYOUT


@pytest.mark.parametrize("others", [True, False])
def test_a_part_of_the_site_that_is_closed_is_told_for_two_weeks_and_no_longer(story, others):
    settled(story)
    for day in (1, 16):
        next_run(story, day)
        tell_list(story, day=day)
        if others:
            publish(story, [39], day=day)
        refused = {"why": "status 403", "status": 403, "at": NOW + day * DAY}
        story.tell(*(visit(f"p{n}", Outcome.REFUSED, **refused) for n in range(1, 7)))
        is_blocked = judged(story, days=day, per_month=(0, 400)).word == Word.BLOCKED
        assert is_blocked == (day == 1 or not others)


def silent(story, day):
    next_run(story, day)
    story.tell(visit("list", Outcome.FAILED, why="timeout", status=None, route=Route.START, at=NOW + day * DAY))
    return judged(story, days=day)


def test_a_start_address_that_leads_to_another_site_needs_a_person_at_once(story, verdict):
    hop = found("https://new.example/list/", Route.REDIRECT, refused="off-site")
    story.tell(visit("list", route=Route.START, status=301, alias_of=hop.url, found=(hop,)))
    said = verdict()

    assert isinstance(said, QualityAlarm)
    assert "The start address leads to another site, https://new.example/list/" in str(said)
    assert "look whether the council has moved" in str(said)


def test_a_site_that_stays_away_needs_a_person_after_three_days(story):
    settled(story)
    said = [silent(story, day) for day in (1, 2, 4, 5)]

    assert {one.word for one in said} == {Word.DOWN}
    assert [one.code for one in said] == [5, 5, 5, 3]
    assert [type(one.error) for one in said] == [SiteUnreachable] * 3 + [QualityAlarm]
    assert said[0].advice.endswith("nothing was changed, and it is asked again by itself.")

    next_run(story, 6)
    tell_list(story, day=6)
    assert judged(story, days=6).word == Word.WELL
    assert silent(story, 7).code == 5


# -- Another layout


def test_texts_that_no_mark_tells_any_more_are_another_layout(story):
    settled(story)
    next_run(story, 1)
    publish(story, [0], day=1, guessed=True)
    publish(story, [0], day=1, prefix="q", guessed=True)
    assert judged(story).word == Word.WELL

    next_run(story, 2)
    publish(story, [0], day=2, prefix="r", guessed=True)
    said = judged(story)
    assert (said.word, pointing(said), said.code) == (Word.LAYOUT, ["text marked"], 3)
    assert "text marked: 2 of 5 newest readings have it, 40 of 40 before" in said.advice


@pytest.mark.parametrize(
    ("sign", "fields"),
    [
        ("date", {"published": None}),
        ("section", {"section": None}),
        ("text", {"body": ""}),
        ("title", {"title": "Рада"}),
    ],
)
def test_a_field_that_is_lost_is_another_layout_and_one_odd_page_is_none(story, sign, fields):
    settled(story)
    next_run(story, 1)
    tell_list(story, day=1)

    def read(name):
        given = {"title": name, "published": NOW, "section": "Новини", "body": name} | fields
        story.read(name, days=1, **given)

    read("x0")
    assert judged(story).word == Word.WELL
    for n in range(1, 5):
        read(f"x{n}")
    assert pointing(judged(story)) == [sign]


def test_a_date_that_the_feed_tells_does_not_hide_that_the_pages_have_lost_theirs(story):
    settled(story)
    next_run(story, 1)
    tell_list(story, day=1)
    for n in range(5):
        said = SecondReading(url=address(f"x{n}"), source="feed", title="", published=NOW)
        told = visit("feed", route=Route.FEED, found=(found(f"x{n}", Route.FEED),), second=(said,), at=NOW + DAY)
        story.tell(told)
        story.read(f"x{n}", f"Назва {n}", days=1, published=None, published_from=None, section="Новини", body=f"{n}")

    assert story.one("SELECT count(*) FROM articles WHERE published_from = 'feed'") == 5
    assert pointing(judged(story)) == ["date"]


def test_what_was_never_filled_is_not_lost(story):
    tell_list(story)
    publish(story, range(1, 41), section=None)
    assert judged(story).word == Word.WELL
    next_run(story, 1)
    publish(story, range(1, 11), day=1, prefix="q", section=None)

    assert judged(story).word == Word.WELL


def test_what_a_changed_layout_leaves_out_is_usual_a_month_later(story):
    settled(story)
    said = []
    for day in range(1, 61, 2):
        next_run(story, day)
        publish(story, [-day], day=day, section=None)
        tell_list(story, day=day)
        said.append(judged(story, days=day).word)

    assert said[0] == Word.WELL
    assert said[10] == Word.LAYOUT
    assert said[-1] == Word.WELL


def test_dates_that_run_across_the_chain_are_another_layout(story):
    def chain(prefix, ages, day):
        for n, age in enumerate(ages):
            links = {"previous": f"{prefix}{n + 1}"} | ({"next": f"{prefix}{n - 1}"} if n else {})
            at = NOW - age * DAY
            story.read(f"{prefix}{n}", f"Назва {prefix}{n}", days=day, published=at, section="Новини", **links)

    tell_list(story)
    chain("a", range(1, 31), 0)
    assert judged(story).word == Word.WELL
    next_run(story, 1)
    chain("b", [5, 90, 3, 80, 4, 70, 2, 95, 1, 60], 1)
    assert pointing(judged(story)) == ["dates in order"]


def test_a_list_that_names_nothing_twice_is_another_layout(story):
    settled(story)
    next_run(story, 1)
    tell_list(story, named=0, day=1)
    said = judged(story, days=1)
    assert said.word == Word.WELL
    assert f"The list {address('list')} names no article, and has named 5 at once" in [fact.says for fact in said.facts]

    next_run(story, 60)
    tell_list(story, named=0, day=60)
    assert (judged(story, days=60).word, pointing(judged(story, days=60))) == (Word.LAYOUT, ["list"])


def test_a_list_that_is_none_any_more_is_another_layout_at_the_second_time(story):
    settled(story)
    words = []
    for day in (1, 2):
        next_run(story, day)
        story.tell(visit("feed", route=Route.FEED, kind=Kind.HEAD, at=NOW + day * DAY))
        story.tell(visit("list", Outcome.REFUSED, why="not an article", route=Route.START, at=NOW + day * DAY))
        words.append(judged(story, days=day).word)

    assert words == [Word.WELL, Word.LAYOUT]


def test_a_start_list_that_is_gone_is_another_layout_at_the_second_time(story):
    settled(story)
    said = []
    for day in (1, 2):
        next_run(story, day)
        story.tell(visit("feed", route=Route.FEED, kind=Kind.HEAD, at=NOW + day * DAY))
        gone = visit("list", Outcome.GONE, why="status 404", status=404, route=Route.START, at=NOW + day * DAY)
        story.tell(gone)
        said.append(judged(story, days=day))

    assert [one.word for one in said] == [Word.WELL, Word.LAYOUT]
    assert f"The list {address('list')} is not there, and has named 5 at once" in said[1].advice


def test_an_alarm_stands_until_it_is_known_better(story):
    settled(story)
    next_run(story, 1)
    tell_list(story, day=1)
    story.tell(*(visit(f"p{n}", Outcome.REFUSED, why="layout", at=NOW + DAY) for n in range(1, 5)))
    assert judged(story, days=1).word == Word.LAYOUT

    next_run(story, 2)
    tell_list(story, day=2)
    assert (judged(story, days=2).word, pointing(judged(story, days=2))) == (Word.LAYOUT, ["unread"])

    next_run(story, 3)
    tell_list(story, day=3)
    story.tell(*(visit(f"p{n}", Outcome.UNCHANGED, at=NOW + 3 * DAY) for n in range(1, 5)))
    assert judged(story, days=3).word == Word.LAYOUT

    next_run(story, 4)
    publish(story, range(1, 5), day=4)
    assert judged(story, days=4).word == Word.WELL


def test_fields_that_are_lost_stay_so_until_they_are_read_again(story):
    settled(story)
    for day, fields in ((1, {"section": None}), (2, None), (3, {})):
        next_run(story, day)
        tell_list(story, day=day)
        if fields is not None:
            publish(story, range(5), day=day, prefix=f"d{day}-", **fields)
        said = judged(story, days=day)
        assert said.word == (Word.WELL if day == 3 else Word.LAYOUT)


def test_a_silence_or_a_wall_before_everything_is_over_when_the_site_answers(story):
    settled(story)
    for day, (outcome, why, status) in enumerate(
        [(Outcome.FAILED, "timeout", None), (Outcome.REFUSED, "challenge", 403)], 1
    ):
        next_run(story, 2 * day)
        at = NOW + 2 * day * DAY
        story.tell(*(visit(f"p{n}", outcome, why=why, status=status, at=at) for n in range(9)))
        assert judged(story, days=2 * day).word in {Word.DOWN, Word.BLOCKED}

        next_run(story, 2 * day + 1)
        tell_list(story, day=2 * day + 1)
        assert judged(story, days=2 * day + 1).word == Word.WELL


def test_a_page_that_cannot_be_read_once_is_a_mishap_where_all_was_well(story):
    settled(story)
    words = []
    for day in (1, 2):
        next_run(story, day)
        story.tell(visit("list", Outcome.REFUSED, why="empty", route=Route.START, kind=Kind.HEAD, at=NOW + day * DAY))
        words.append(judged(story, days=day).word)

    assert words == [Word.WELL, Word.LAYOUT]


def test_a_mishap_ends_no_quiet(story):
    settled(story)
    next_run(story, 60)
    tell_list(story, day=60)
    assert judged(story, days=60, per_month=(20, 400)).word == Word.QUIET
    next_run(story, 61)
    story.tell(visit("list", Outcome.REFUSED, why="empty", route=Route.START, kind=Kind.HEAD, at=NOW + 61 * DAY))

    assert judged(story, days=61, per_month=(20, 400)) is None
    assert story.archive.health(COUNCIL.code)["health"] == Word.QUIET


def test_a_list_that_repeats_that_it_names_nothing_is_another_layout(story):
    settled(story)
    next_run(story, 1)
    tell_list(story, named=0, day=1)
    assert judged(story, days=1).word == Word.WELL
    next_run(story, 2)
    story.tell(visit("list", Outcome.UNCHANGED, route=Route.START, kind=Kind.HEAD, at=NOW + 2 * DAY))

    assert pointing(judged(story, days=2)) == ["list"]


def compare(story, name, title, day):
    post = SecondReading(url=address(name), source="api", title=title)
    story.tell(
        visit(
            "api", route=Route.API, kind=Kind.HEAD, found=(found(name, Route.API),), second=(post,), at=NOW + day * DAY
        )
    )


@pytest.mark.parametrize(("wrong", "word"), [(0, Word.WELL), (2, Word.WELL), (5, Word.LAYOUT)])
def test_titles_that_the_api_tells_otherwise_are_another_layout(story, wrong, word):
    settled(story)
    next_run(story, 1)
    for n in range(1, 7):
        compare(story, f"p{n}", f"Назва p{n}" if n > wrong else "Інша назва", 1)
    said = judged(story, days=1)

    assert said.word == word
    told = f"The API and the page agree on {6 - wrong} of 6 articles compared"
    assert any(fact.says.startswith(told) for fact in said.facts)


def test_dates_that_the_api_has_always_told_otherwise_raise_no_alarm(story):
    settled(story)
    for day in (1, 2):
        next_run(story, day)
        for n in range(1, 16):
            post = SecondReading(url=address(f"p{n + 15 * day - 15}"), source="api", title="", published=NOW + DAY)
            story.tell(
                visit(
                    "api",
                    route=Route.API,
                    found=(found(f"p{n + 15 * day - 15}", Route.API),),
                    second=(post,),
                    at=NOW + day * DAY,
                )
            )
        said = judged(story, days=day)
        assert said.word == Word.WELL
        assert "they differ in: published 15" in " ".join(fact.says for fact in said.facts)


# -- Evidence, and what it costs


def test_the_evidence_is_stored_as_json_with_what_decided_first(story):
    story.tell(robots(), visit("list", Outcome.REFUSED, why="status 403", status=403, route=Route.START))
    judged(story)
    word, evidence = story.one("SELECT health, evidence FROM crawls")

    assert word == "blocked"
    assert json.loads(evidence) == [
        {
            "sign": "refused",
            "says": "None of 1 addresses could be read (status 403)",
            "points": "blocked",
            "counts": None,
        },
        {"sign": "requests", "says": "1 request: 1 refused (status 403)", "points": None, "counts": None},
    ]


def test_reasons_are_counted(story):
    refused = [("status 403", 403)] * 2 + [("challenge", 503), ("robots", None)]
    story.tell(*(visit(f"a{n}", Outcome.REFUSED, why=why, status=status) for n, (why, status) in enumerate(refused)))
    story.tell(visit("b", Outcome.FAILED, why="timeout", status=None), visit("c", Outcome.GONE, status=404))
    (told,) = [fact.says for fact in judged(story).facts if fact.sign == "requests"]

    assert told == "6 requests: 4 refused (2 status 403, 1 challenge, 1 robots), 1 gone, 1 failed (timeout)"


def test_every_question_is_asked_by_an_index(story, asked):
    settled(story)
    next_run(story, 1)
    tell_list(story, named=0, day=1)
    compare(story, "p1", "Назва p1", 1)
    publish(story, range(1, 4), day=1, prefix="q", previous="p1", next="p2")
    asked.clear()
    judged(story)
    story.archive.status()

    assert len(asked) >= 15
    assert unindexed(story, asked) == {}


def test_the_worst_word_is_said():
    facts = [Fact(sign="x", says="x", points=word) for word in (Word.QUIET, None, Word.LAYOUT, Word.BLOCKED)]

    assert Health.of(facts).word == Word.BLOCKED
    assert Health.of(facts[:3]).word == Word.LAYOUT
    assert Health.of(facts[:2]).word == Word.QUIET
    assert Health.of([]).word == Word.WELL


SHARES = st.integers(0, 50).flatmap(lambda total: st.integers(0, total).map(lambda filled: Share(filled, total)))


@given(SHARES, SHARES)
def test_fewer_than_three_or_nothing_known_is_never_a_loss(now, before):
    if now.total - now.filled < 3 or before.total < 10:
        assert not odds.lost(now, before)


@given(SHARES, SHARES)
def test_one_more_that_is_missing_makes_no_loss_undone(now, before):
    if odds.lost(now, before) and now.filled:
        assert odds.lost(Share(now.filled - 1, now.total), before)


@given(SHARES)
def test_what_is_as_it_was_is_not_lost(share):
    assert not odds.lost(share, share) or share.filled == 0


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (Share(2, 5), Share(200, 200), True),
        (Share(2, 5), Share(180, 200), False),
        (Share(2, 5), Share(10, 10), False),
        (Share(0, 5), Share(10, 10), True),
        (Share(25, 50), Share(200, 200), True),
        (Share(30, 50), Share(200, 200), False),
        (Share(0, 50), Share(0, 200), False),
    ],
)
def test_a_loss_is_one_that_chance_does_not_explain(now, before, expected):
    assert odds.lost(now, before) is expected


@given(st.lists(st.timedeltas(timedelta(), timedelta(days=400))), st.integers(0, 400))
def test_no_pause_below_a_week_is_long_and_none_beyond_three_months_is_usual(gaps, least):
    bound = flow.longest(gaps, least)

    assert bound is None or bound >= timedelta(days=7)
    assert bound is None or not least or bound <= timedelta(days=90)
    assert (bound is None) == (not least and not gaps)
