"""An address that shows another article than the one held there: its number was used again."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from newsarchive.items import Outcome, Route
from newsarchive.normalize.hosts import Hosts
from tests.helpers.build import NOW, SITE, address, article, found, visit

DAY = timedelta(days=1)
FORMER = {
    "title": "Про ремонт школи",
    "body": " ".join(f"школа{number}" for number in range(60)),
    "published": NOW - DAY,
}
LATTER = {"title": "Про новий міст", "body": " ".join(f"міст{number}" for number in range(60)), "published": NOW + DAY}
PLACE = f"{address('news/7')}#{NOW:%Y%m%dT%H%M%SZ}"
STANDING = "SELECT url, title, version, state FROM articles ORDER BY id"

pytestmark = pytest.mark.usefixtures("sound")


def read(story, what, *, days, path="news/7"):
    story.read(path, days=days, **what)


def happened(story):
    return story.rows("SELECT kind, article FROM events ORDER BY id")


@pytest.fixture
def taken(story):
    """An address whose article is missed, and at which another stands."""
    for number in range(4):
        story.read(f"news/{number}", f"Заголовок {number}", body=f"Текст {number}.")
    read(story, FORMER, days=0)
    read(story, LATTER, days=2)
    return story


def test_it_is_missed_first_and_what_stands_there_is_entered_when_it_is_seen_again(taken):
    assert taken.rows(STANDING)[4:] == [(address("news/7"), FORMER["title"], 1, "suspected")]
    assert taken.rows("SELECT outcome, why FROM fetches")[-1] == (Outcome.REFUSED, "address taken")
    assert taken.one("SELECT next_visit FROM frontier WHERE url = ?", address("news/7")) == (NOW + 3 * DAY).isoformat(
        timespec="seconds"
    )
    read(taken, LATTER, days=3)

    assert taken.rows(STANDING)[4:] == [
        (PLACE, FORMER["title"], 1, "suspected"),
        (address("news/7"), LATTER["title"], 1, "live"),
    ]
    assert happened(taken) == [("suspected", 5)]
    assert json.loads(taken.one("SELECT detail FROM events")) == {
        "url": address("news/7"),
        "why": "address taken",
        "shown": f"sha256:{sha256(LATTER['title'].encode()).hexdigest()}",
    }
    assert taken.one("SELECT status FROM captures JOIN events ON captures.id = capture_after") == 200


def test_one_that_stays_away_is_deleted_whether_the_other_is_read_again_or_has_not_changed(taken):
    read(taken, LATTER, days=3)
    for number in range(4):
        taken.tell(visit(f"news/{number}", Outcome.UNCHANGED, at=NOW + 15 * DAY))
    taken.tell(visit("news/7", Outcome.UNCHANGED, at=NOW + 20 * DAY))

    assert [state for *_, state in taken.rows(STANDING)][4:] == ["deleted", "live"]
    assert happened(taken)[-1] == ("deleted", 5)


def test_one_that_comes_back_is_restored_at_once_and_the_other_missed(taken):
    read(taken, LATTER, days=3)
    read(taken, FORMER, days=5)

    assert taken.rows(STANDING)[4:] == [
        (address("news/7"), FORMER["title"], 1, "live"),
        (f"{address('news/7')}#{NOW + 3 * DAY:%Y%m%dT%H%M%SZ}", LATTER["title"], 1, "suspected"),
    ]
    assert happened(taken) == [("suspected", 5), ("suspected", 6), ("restored", 5)]


def test_a_site_that_shows_another_article_for_a_day_edits_nothing(taken):
    read(taken, FORMER, days=3)

    assert taken.rows(STANDING)[4:] == [(address("news/7"), FORMER["title"], 1, "live")]
    assert happened(taken) == [("suspected", 5), ("restored", 5)]


def test_one_that_has_the_formulas_of_the_council_in_common_with_the_other_is_another(story):
    read(story, FORMER, days=0)
    body = " ".join(FORMER["body"].split()[:20] + LATTER["body"].split()[:40])
    for days in (2, 3):
        read(story, LATTER | {"body": body}, days=days)

    assert [row[1] for row in story.rows(STANDING)] == [FORMER["title"], LATTER["title"]]


def test_a_site_that_shows_its_newest_article_everywhere_for_weeks_takes_no_address(taken):
    for days in range(3, 12, 2):
        body = " ".join(f"новина{days}{number}" for number in range(60))
        read(taken, {"title": f"Новина {days}", "body": body, "published": NOW + days * DAY}, days=days)
    read(taken, FORMER, days=12)

    assert taken.rows(STANDING)[4:] == [(address("news/7"), FORMER["title"], 1, "live")]
    assert happened(taken) == [("suspected", 5), ("restored", 5)]


def test_one_that_was_gone_for_long_leaves_its_address_at_once(story):
    read(story, FORMER, days=0)
    story.tell(visit("news/7", Outcome.GONE, why="status 404", status=404, at=NOW + DAY))
    read(story, LATTER, days=9)

    assert [row[1] for row in story.rows(STANDING)] == [FORMER["title"], LATTER["title"]]


def test_a_short_link_of_the_number_leads_to_what_stands_there(story):
    read(story, FORMER | {"aliases": (address("?p=7"),)}, days=0)
    for days in (2, 3):
        read(story, LATTER | {"aliases": (address("?p=7"),)}, days=days)

    assert story.archive.get(address("?p=7"))["title"] == LATTER["title"]


@pytest.mark.parametrize(
    "edited",
    [
        LATTER | {"published": FORMER["published"]},
        LATTER | {"title": FORMER["title"].upper()},
        LATTER | {"body": " ".join(f"міст{number}" for number in range(19))},
        LATTER | {"body": f"{FORMER['body']} {LATTER['body']}"},
        LATTER | {"body": " ".join(FORMER["body"].split()[:24] + LATTER["body"].split()[:36])},
    ],
)
def test_a_text_that_is_written_anew_is_edited(story, edited):
    read(story, FORMER, days=0)
    read(story, edited, days=2)

    assert happened(story) == [("edited", 1)]


def test_a_host_that_was_left_and_sold_takes_no_address(story):
    old = "https://old.example/news/7/"
    story.run = replace(story.run, hosts=Hosts.of(f"{SITE}/", former=["old.example"]))
    story.tell(visit(old, article=article(old, **FORMER)))
    for days in (2, 4):
        story.tell(visit(old, article=article(old, **LATTER), at=NOW + days * DAY))

    assert story.rows(STANDING) == [(old, FORMER["title"], 1, "live")]
    assert story.rows("SELECT why FROM fetches")[-1] == ("another article",)


def test_a_page_that_gives_itself_the_address_of_another_takes_it_not(story):
    read(story, FORMER, days=0)
    story.tell(visit("go/7", status=301, alias_of=address("news/7"), found=(found("news/7", Route.REDIRECT),)))
    for days in (2, 4):
        story.tell(visit("go/7", article=article("news/7", **LATTER), alias_of=address("news/7"), at=NOW + days * DAY))

    assert [(url, title) for url, title, *_ in story.rows(STANDING)] == [(address("news/7"), FORMER["title"])]
