"""A council that moved to another host: one article, one row; nothing is lost, and nothing taken for removed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.hosts import Hosts
from tests.helpers.build import COUNCIL, NOW, SITE, address, found, visit

DAY = timedelta(days=1)
OLD = "http://old.example"
HOSTS = Hosts.of(f"{SITE}/", former=["old.example"])
LONG = " ".join(f"слово{n}" for n in range(60))

pytestmark = pytest.mark.usefixtures("sound")


def old(path):
    return f"{OLD}/{path}/"


@pytest.fixture
def moved(story):
    """What was captured at the old host, as its spider said in those days; and how to begin a run that knows better."""
    before = Hosts.of(f"{OLD}/")
    story.run = replace(story.run, hosts=before)
    story.read(old("a"), "Перша", body=LONG)
    story.read(old("b"), "Друга", body="Інший текст.", published=NOW - DAY)

    def tell(hosts=HOSTS, days=10):
        crawl = story.archive.begin_crawl(COUNCIL.code, NOW + days * DAY, {}, {}, hosts)
        story.run = replace(story.run, id=crawl, hosts=hosts, since=(NOW + days * DAY).isoformat())

    story.knows = tell
    return story


def rows(story):
    return story.rows("SELECT url, title, version, state FROM articles ORDER BY id")


def happened(story):
    return [kind for (kind,) in story.rows("SELECT kind FROM events ORDER BY id")]


def test_what_is_known_of_a_former_host_meets_what_stands_at_todays(moved):
    moved.tell(visit(old("list"), Outcome.FAILED, kind=Kind.HEAD, why="dns", status=None))
    assert moved.one("SELECT identity FROM frontier WHERE url = ?", old("a")) == "old.example/a"
    moved.knows()

    assert moved.one("SELECT identity FROM frontier WHERE url = ?", old("a")) == "rada.example/a"
    state = moved.one("SELECT state, reason, next_visit FROM frontier WHERE url = ?", old("list"))
    assert state == ("rejected", "former host", None)


def test_a_second_move_takes_both_with_it(moved):
    moved.knows()
    moved.knows(Hosts.of("https://new.example/", former=["old.example", "rada.example"]))

    assert moved.one("SELECT identity FROM frontier WHERE url = ?", old("a")) == "new.example/a"


def test_the_same_page_of_todays_host_waits_though_it_is_known_at_the_former(moved):
    moved.knows()
    moved.tell(visit("list", found=(found("a"), found("c"), found(old("b")))))

    assert moved.one("SELECT state, alias_of FROM frontier WHERE url = ?", address("a")) == ("pending", None)
    assert moved.one("SELECT state FROM frontier WHERE url = ?", old("b")) == "captured"


def test_the_article_there_is_the_one_that_is_held_and_the_move_is_told(moved):
    moved.knows()
    moved.read("a", "Перша", body=LONG, days=10)

    assert rows(moved)[0] == (address("a"), "Перша", 1, "live")
    assert len(rows(moved)) == 2
    assert happened(moved) == ["moved"]
    assert moved.archive.get(old("a"))["url"] == address("a")
    assert moved.one("SELECT alias_of, next_visit FROM frontier WHERE url = ?", old("a")) == (address("a"), None)


@pytest.mark.parametrize(
    "read",
    [
        {"title": "Перша", "body": LONG + " ще"},  # edited as it moved
        {"title": "Інша", "body": LONG},
        {"title": "Перша", "body": LONG + " ще", "published": NOW.date()},  # a theme that prints the day alone
    ],
)
def test_one_that_was_edited_as_it_moved_has_a_version_more(moved, read):
    moved.knows()
    moved.read("a", days=10, **read)

    assert len(rows(moved)) == 2
    assert rows(moved)[0][2] == 2
    assert happened(moved) == ["moved", "edited"]


@pytest.mark.parametrize(
    "read",
    [
        {"title": "Перша", "body": "Зовсім інше.", "published": NOW + 5 * DAY},  # numbers that begin anew
        {"title": "Третя", "body": "Зовсім інше.", "published": NOW},
    ],
)
def test_another_article_at_the_same_address_of_todays_host_is_another_article(moved, read):
    moved.knows()
    moved.read("a", days=10, **read)

    assert len(rows(moved)) == 3
    assert happened(moved) == []


@pytest.mark.parametrize("body", [LONG, f"Вступ. {LONG}"])
def test_under_another_address_there_it_is_known_by_its_time_and_its_text(moved, body):
    moved.knows()
    moved.read("novyny/1", "Перша", body=body, days=10)

    assert len(rows(moved)) == 2
    assert rows(moved)[0][0] == address("novyny/1")
    assert happened(moved)[0] == "moved"


@pytest.mark.parametrize(
    "read", [{"title": "Перша", "body": "Зовсім інше."}, {"title": "Інша", "body": f"Вступ. {LONG}"}]
)
def test_a_title_alone_or_a_text_that_is_only_alike_is_no_proof(moved, read):
    moved.knows()
    moved.read("novyny/1", days=10, **read)

    assert len(rows(moved)) == 3


def test_rows_entered_before_the_spider_named_the_former_host_become_one(moved):
    moved.run = replace(moved.run, hosts=Hosts.of(f"{SITE}/"))
    moved.read("a", "Перша", body=LONG, days=10)
    moved.read("novyny/2", "Друга", body="Інший текст.", published=NOW - DAY, days=10)
    assert len(rows(moved)) == 4
    moved.knows(days=20)
    moved.read("a", "Перша", body=LONG, days=20)
    moved.read("novyny/2", "Друга", body="Інший текст.", published=NOW - DAY, days=20)

    assert rows(moved) == [(address("a"), "Перша", 1, "live"), (address("novyny/2"), "Друга", 1, "live")]
    assert happened(moved) == ["moved", "moved"]
    assert moved.one("SELECT first_captured FROM articles WHERE id = 1") == NOW.isoformat(timespec="seconds")


def test_they_become_one_even_where_the_newer_answers_as_it_is_held(moved):
    moved.run = replace(moved.run, hosts=Hosts.of(f"{SITE}/"))
    moved.read("a", "Перша", body=LONG, days=10)
    moved.knows(days=20)
    moved.tell(visit("a", Outcome.UNCHANGED, status=304, at=NOW + 20 * DAY))

    assert [url for url, *_ in rows(moved)] == [address("a"), old("b")]
    assert moved.one("SELECT last_seen FROM articles WHERE id = 1") == (NOW + 20 * DAY).isoformat(timespec="seconds")


def test_a_reading_that_was_guessed_takes_not_the_place_of_one_by_the_marks_of_a_theme(moved):
    moved.knows()
    moved.read("a", "Перша", body=LONG + " Меню, пошук.", guessed=True, days=10)

    assert rows(moved)[0] == (old("a"), "Перша", 1, "live")
    assert moved.one("SELECT why FROM fetches ORDER BY id DESC LIMIT 1") == "layout"


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": Outcome.GONE, "why": "status 404", "status": 404},
        {"outcome": Outcome.REFUSED, "why": "home page", "status": 301},
        {"outcome": Outcome.STORED},  # a page of links to others
    ],
)
def test_a_host_that_was_left_says_of_nothing_that_it_is_gone(moved, said):
    moved.knows()
    moved.tell(visit(old("a"), at=NOW + 10 * DAY, **said))

    assert {state for *_, state in rows(moved)} == {"live"}
    due = moved.one("SELECT next_visit FROM frontier WHERE url = ?", old("a"))
    assert due > (NOW + 10 * DAY).isoformat()


def test_todays_host_says_so_of_one_that_no_longer_answers_at_the_former(moved):
    moved.knows()
    moved.tell(visit(old("a"), Outcome.FAILED, why="dns", status=None, at=NOW + 10 * DAY))
    moved.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + 10 * DAY))

    assert [state for *_, state in rows(moved)] == ["suspected", "live"]


@pytest.mark.parametrize("silence", [True, False])
def test_one_that_was_missed_is_deleted_alike_where_no_record_tells_of_the_silence(moved, silence):
    """What is rebuilt from the records has the same events."""
    moved.knows(days=400)
    if silence:
        moved.tell(visit(old("a"), Outcome.FAILED, why="dns", status=None, at=NOW + 400 * DAY))
    for days in (400, 401, 403, 407, 415):
        moved.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + days * DAY))
    for number in range(3):
        moved.read(f"c{number}", f"Інша {number}", body=f"Текст {number}.", days=416)
    moved.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + 417 * DAY))

    assert happened(moved) == ["suspected", "deleted"]


def test_but_not_of_one_that_does(moved):
    moved.knows()
    moved.read(old("a"), "Перша", body=LONG, days=10)
    moved.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + 10 * DAY))

    assert {state for *_, state in rows(moved)} == {"live"}


def test_a_page_that_moved_names_none_of_the_addresses_of_before_and_witnesses_nothing(moved):
    moved.run = replace(moved.run, hosts=Hosts.of(f"{OLD}/"))
    moved.read(old("b"), "Друга", body="Інший текст.", published=NOW - DAY, next=old("a"), days=1)
    moved.knows()
    moved.read("b", "Друга", body="Інший текст.", published=NOW - DAY, next="novyny/1", days=10)
    moved.tell(visit(old("a"), Outcome.FAILED, why="dns", status=None, at=NOW + 10 * DAY))
    moved.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + 10 * DAY))
    assert happened(moved) == ["moved", "suspected"]
    moved.read("novyny/1", "Перша", body=LONG, days=11)

    assert happened(moved) == ["moved", "suspected", "moved", "restored"]
    assert len(rows(moved)) == 2


def test_a_name_that_the_page_has_at_both_hosts_tells_of_a_new_slug(moved):
    moved.run = replace(moved.run, hosts=Hosts.of(f"{OLD}/"))
    moved.read(old("c"), "Третя", body="Ще.", aliases=(f"{OLD}/?p=7",))
    moved.knows()
    moved.read("tretia", "Третя", body="Ще і ще.", aliases=(f"{SITE}/?p=7",), days=10)

    assert rows(moved)[-1][:3] == (address("tretia"), "Третя", 2)


def test_a_site_that_got_https_and_closed_http_keeps_its_articles(story):
    story.run = replace(story.run, hosts=Hosts.of("http://rada.example/"))
    story.read("http://rada.example/a/")
    story.run = replace(story.run, hosts=HOSTS)
    story.tell(visit("list", found=(found("a"),)))
    assert story.one("SELECT state FROM frontier WHERE url = ?", address("a")) == "captured"
    story.tell(visit("http://rada.example/a/", Outcome.FAILED, why="connection refused", status=None))
    story.read("a", days=1)

    assert [url for url, *_ in rows(story)] == [address("a")]
    assert happened(story) == ["moved"]


def test_and_what_https_no_longer_has_is_missed(story):
    story.run = replace(story.run, hosts=Hosts.of("http://rada.example/"))
    story.read("http://rada.example/a/")
    story.run = replace(story.run, hosts=HOSTS)
    story.tell(visit("http://rada.example/a/", Outcome.FAILED, why="connection refused", status=None))
    story.tell(visit("a", Outcome.GONE, why="status 404", status=404, at=NOW + DAY))

    assert [state for *_, state in rows(story)] == ["suspected"]


def test_a_redirect_of_the_former_host_tells_as_ever(moved):
    moved.knows()
    hop = found("novyny/1", Route.REDIRECT)
    moved.tell(visit(old("a"), status=301, alias_of=hop.url, found=(hop,), at=NOW + 10 * DAY))
    moved.read("novyny/1", "Перша", body=LONG, days=10)

    assert rows(moved)[0][0] == address("novyny/1")
