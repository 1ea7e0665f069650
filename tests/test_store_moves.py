"""One article, one row, under whatever addresses it answers over the years."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from newsarchive.items import Outcome, Route
from newsarchive.store.values import stamp
from tests.helpers.build import COUNCIL, NOW, address, found, visit

DAY = timedelta(days=1)


pytestmark = pytest.mark.usefixtures("sound")


def rows(story):
    return story.rows("SELECT id, url, title, version, state FROM articles")


def happened(story):
    return story.rows("SELECT kind, article FROM events")


def test_an_article_with_the_same_number_and_date_under_a_new_slug_has_moved(story):
    story.read("old", aliases=(address("?p=7"),))
    story.read("new", aliases=(address("?p=7"),), days=1)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert happened(story) == [("moved", 1)]
    assert json.loads(story.one("SELECT detail FROM events")) == {"url": address("old"), "to": address("new")}
    assert dict(story.rows("SELECT * FROM aliases")) == {address("old"): 1, address("?p=7"): 1}
    assert story.archive.get(address("old"))["url"] == address("new")
    assert story.one("SELECT alias_of, next_visit FROM frontier WHERE url = ?", address("old")) == (
        address("new"),
        None,
    )


def test_one_that_is_edited_as_it_moves_has_a_new_version_too(story):
    story.read("old", "Перша", aliases=(address("?p=7"),))
    story.read("new", "Друга", aliases=(address("?p=7"),), days=1)

    assert rows(story) == [(1, address("new"), "Друга", 2, "live")]
    assert [kind for kind, _ in happened(story)] == ["moved", "edited"]


def test_a_number_that_a_theme_prints_on_every_page_makes_no_two_articles_one(story):
    story.read("a", "Перша", aliases=(address("?p=7"),))
    story.read("b", "Друга", aliases=(address("?p=7"),), published=NOW + DAY, days=1)

    assert [url for _, url, *_ in rows(story)] == [address("a"), address("b")]


def led(story, path, target, *, days, route=Route.REDIRECT):
    hop = found(target, route)
    story.tell(visit(path, status=301, alias_of=address(target), found=(hop,), at=NOW + days * DAY))


def test_an_address_that_leads_to_a_new_one_with_the_same_article_has_moved(story):
    story.read("old")
    led(story, "old", "new", days=1)
    story.read("new", days=1)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["moved"]


def test_a_site_that_moves_to_https_keeps_its_articles(story):
    story.read("http://rada.example/a/")
    led(story, "http://rada.example/a/", "https://rada.example/a/", days=1)
    story.read("https://rada.example/a/", days=1)

    assert rows(story) == [(1, "https://rada.example/a/", "Заголовок", 1, "live")]


def test_nor_is_one_missed_that_leads_to_a_spelling_which_lists_have_named_before(story):
    story.read("http://rada.example/a/")
    story.tell(visit("list", found=(found("https://rada.example/a/"),)))
    led(story, "http://rada.example/a/", "https://rada.example/a/", days=1)
    assert happened(story) == []
    story.read("https://rada.example/a/", days=1)

    assert rows(story) == [(1, "https://rada.example/a/", "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["moved"]


def test_an_address_that_leads_to_a_new_one_with_another_article_is_a_removal(story):
    story.read("old", "Перша")
    led(story, "old", "new", days=1)
    story.read("new", "Друга", published=NOW + DAY, days=1)

    assert [(url, state) for _, url, _, _, state in rows(story)] == [
        (address("old"), "live"),
        (address("new"), "live"),
    ]
    led(story, "old", "new", days=2)
    assert story.one("SELECT state FROM articles WHERE url = ?", address("old")) == "suspected"


@pytest.fixture
def two_rows(story):
    """The same article held twice: its new address came by a list before its old one was asked again."""
    story.read("before", next="old")
    story.read("old", "Перша", previous="before", tags=("один",), aliases=(address("?p=7"),))
    story.read("old", "Друга", previous="before", tags=("два",), days=1)
    story.read("new", "Третя", previous="before", tags=("три",), aliases=(address("?p=8"),), published=NOW, days=2)
    assert len(rows(story)) == 3
    return story


def test_two_rows_of_one_article_become_one_when_the_old_address_leads_to_the_new(two_rows):
    story = two_rows
    led(story, "old", "new", days=3)

    assert rows(story)[1:] == [(2, address("new"), "Третя", 3, "live")]
    assert story.rows("SELECT number, title FROM versions WHERE article = 2 ORDER BY number") == [
        (1, "Перша"),
        (2, "Друга"),
        (3, "Третя"),
    ]
    assert story.rows("SELECT tag FROM tags WHERE article = 2") == [("три",)]
    assert story.one("SELECT first_captured FROM articles WHERE id = 2") == NOW.isoformat(timespec="seconds")
    names = {address("old"), address("?p=7"), address("?p=8")}
    assert {url for (url,) in story.rows("SELECT url FROM aliases WHERE article = 2")} == names
    assert happened(story)[-2:] == [("moved", 2), ("edited", 2)]


def test_a_version_that_tells_the_day_less_exactly_is_no_new_one_either(story):
    story.read("old", published=NOW)
    story.read("new", published=NOW.date(), days=1)
    led(story, "old", "new", days=2)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert story.rows("SELECT number, published FROM versions") == [(1, NOW.isoformat())]
    same = (
        "SELECT articles.published = versions.published AND articles.digest = versions.digest FROM articles, versions"
    )
    assert story.one(same) == 1


def test_of_two_that_become_one_a_date_that_only_the_older_had_is_kept(story):
    """A feed told it of the address that the article had then."""
    dateless = {"published": None, "published_raw": None, "published_from": None}
    story.read("old", **dateless)
    story.read("new", days=1, **dateless)
    with story.archive.transaction() as db:
        db.execute("UPDATE articles SET published = '2026-11-20', published_from = 'feed' WHERE id = 1")
    led(story, "old", "new", days=2)

    assert story.rows("SELECT id, url, published, published_from FROM articles") == [
        (1, address("new"), "2026-11-20", "feed")
    ]


@pytest.mark.parametrize(
    "told",
    [
        {"title": "Заголовок", "body": "Інше.", "published": NOW + DAY},  # the same title comes again
        {"title": "Інший", "body": "Інше.", "published": NOW},  # two may be published in one second
    ],
)
def test_an_address_that_leads_to_one_that_is_only_alike_is_a_removal(story, told):
    story.read("old", published=NOW)
    story.read("new", days=1, **told)
    led(story, "old", "new", days=2)

    assert [state for *_, state in rows(story)] == ["suspected", "live"]


def test_a_version_that_says_the_same_is_no_new_one(story):
    story.read("old", "Перша")
    story.read("new", "Перша", days=1)
    led(story, "old", "new", days=2)

    assert rows(story) == [(1, address("new"), "Перша", 1, "live")]
    assert story.rows("SELECT number FROM versions") == [(1,)]


def test_an_address_that_moved_while_the_article_was_missed_brings_it_back(story):
    story.read("old", aliases=(address("?p=7"),))
    story.tell(visit("old", Outcome.GONE, why="status 404", status=404, at=NOW + DAY))
    story.read("new", aliases=(address("?p=7"),), days=2)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["suspected", "moved", "restored"]


# -- One article under many addresses


@pytest.mark.parametrize("query", ["?sid=8f3a", "?print=1", "?sort=date&page=2"])
def test_the_same_text_under_another_query_is_no_second_article(story, query):
    story.read("a")
    story.read(f"https://rada.example/a/{query}", days=1)

    assert rows(story) == [(1, address("a"), "Заголовок", 1, "live")]
    assert story.rows("SELECT url FROM aliases") == [(f"https://rada.example/a/{query}",)]


OLD, NEW = "https://rada.example/news.php?id=4", "https://rada.example/news.php?id=504"
DUE = "SELECT next_visit FROM frontier WHERE url = ?"


@pytest.mark.parametrize("published", [NOW, None])
def test_an_article_that_only_another_query_still_shows_has_moved_there(story, published):
    story.read(OLD, published=published)
    story.run = replace(story.run, since=stamp(NOW + DAY))
    story.read(NEW, days=1, published=published)
    gone(story, OLD, days=2)
    assert story.one(DUE, NEW) == stamp(NOW + 2 * DAY)
    story.read(NEW, days=2, published=published)

    assert rows(story) == [(1, NEW, "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["suspected", "moved", "restored"]


def test_so_has_one_that_another_query_shows_unchanged_and_what_it_links_to_there_is_read(story):
    story.read(OLD, next="gone")
    story.read(NEW, next="a", days=1)
    gone(story, OLD, days=2)
    story.tell(visit(NEW, Outcome.UNCHANGED, at=NOW + 2 * DAY))

    assert story.one("SELECT next_visit, capture FROM frontier WHERE url = ?", NEW) == (stamp(NOW + 2 * DAY), None)
    story.read(NEW, next="a", days=3)
    story.tell(visit(NEW, Outcome.UNCHANGED, at=NOW + 4 * DAY))

    assert rows(story) == [(1, NEW, "Заголовок", 1, "live")]
    assert story.one("SELECT next_url FROM neighbours ORDER BY id DESC LIMIT 1") == address("a")
    assert [kind for kind, _ in happened(story)] == ["suspected", "moved", "restored"]
    assert dict(story.rows("SELECT url, alias_of FROM frontier WHERE url IN (?, ?)", OLD, NEW)) == {OLD: NEW, NEW: None}
    assert [story.one(DUE, url) is None for url in (OLD, NEW)] == [True, False]


def test_one_whose_address_leads_to_another_query_that_showed_it_has_moved_there(story):
    story.read(OLD)
    story.read(NEW, days=1)
    led(story, OLD, NEW, days=2)
    assert story.one(DUE, NEW) == stamp(NOW + 2 * DAY)
    story.read(NEW, days=3)

    assert rows(story) == [(1, NEW, "Заголовок", 1, "live")]
    assert happened(story) == [("moved", 1)]


def test_where_another_query_shows_an_article_in_a_later_run_its_own_address_is_looked_at(story):
    long_ago = NOW - 400 * DAY
    story.read(OLD, published=long_ago)
    story.run = replace(story.run, since=stamp(NOW + DAY))
    story.read(NEW, days=1, published=long_ago)

    assert story.one(DUE, OLD) == stamp(NOW + DAY)


BEFORE, AFTER = address("novyny/127-sesiia"), address("novyny/127-sesiia-rady")


def test_an_address_whose_words_have_changed_behind_its_number_makes_no_second_article(story):
    story.read("novyny/127-sesiia")
    later_run(story, 1)
    story.read("novyny/127-sesiia-rady", days=1)

    assert rows(story) == [(1, BEFORE, "Заголовок", 1, "live")]
    assert dict(story.rows("SELECT * FROM aliases")) == {AFTER: 1}
    assert happened(story) == []


def test_one_whose_title_was_edited_with_its_words_is_read_anew_at_its_own_address(story):
    long_ago = NOW - 400 * DAY
    story.read("novyny/127-sesiia", published=long_ago)
    later_run(story, 1)
    story.read("novyny/127-sesiia-rady", "Сесія ради", days=1, published=long_ago)
    assert story.one(DUE, BEFORE) == stamp(NOW + DAY)
    story.read("novyny/127-sesiia", "Сесія ради", days=1, published=long_ago)

    assert rows(story) == [(1, BEFORE, "Сесія ради", 2, "live")]


def test_one_that_only_the_other_words_still_lead_to_has_moved_there(story):
    story.read("novyny/127-sesiia")
    later_run(story, 1)
    story.read("novyny/127-sesiia-rady", days=1)
    gone(story, "novyny/127-sesiia", days=2)
    story.read("novyny/127-sesiia-rady", days=2)

    assert rows(story) == [(1, AFTER, "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["suspected", "moved", "restored"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("novyny/127-sesiia", "novyny/128-sesiia"),
        ("novyny/127-sesiia", "podii/127-sesiia-rady"),
        ("12-sesiia", "12-sesiia-2"),
        ("2026-zvit", "2026-plan"),
    ],
    ids=["another number", "another folder", "a second of one title", "a year"],
)
def test_other_words_behind_what_is_no_number_of_one_article_are_another_s(story, one, other):
    story.read(one)
    story.read(other)

    assert len(rows(story)) == 2


def test_another_article_with_the_same_number_is_another(story):
    story.read("novyny/12-sesiia", "Перша")
    story.read("novyny/12-kvitnia", "Друга", published=NOW + DAY)

    assert len(rows(story)) == 2


def test_the_same_text_under_another_path_is_another_article(story):
    story.read("a")
    story.read("b")

    assert len(rows(story)) == 2


def test_another_text_under_another_query_is_another_article(story):
    story.read("news.php?id=1", "Перша")
    story.read("news.php?id=2", "Друга")

    assert len(rows(story)) == 2


def test_one_that_moved_and_is_gone_later_does_not_move_back(story):
    story.read("old")
    led(story, "old", "new", days=1)
    story.read("new", days=1)
    for days in (2, 4, 9):
        gone(story, "new", days=days)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "suspected")]
    assert [kind for kind, _ in happened(story)] == ["moved", "suspected"]


# -- Under another address without a redirect


def gone(story, path, *, days):
    story.tell(visit(path, Outcome.GONE, why="status 404", status=404, at=NOW + days * DAY))


def later_run(story, days):
    """Begin another run: what it brings was not there side by side with what an earlier one saw."""
    crawl = story.archive.begin_crawl(COUNCIL.code, NOW + days * DAY, {}, {})
    story.run = replace(story.run, id=crawl)


def test_an_article_whose_text_stands_under_another_address_when_its_own_is_gone_has_moved(story):
    story.read("old", next="x")
    later_run(story, 1)
    story.read("new", days=1, next="x")
    gone(story, "old", days=2)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert happened(story) == [("moved", 1)]
    assert story.archive.get(address("old"))["url"] == address("new")
    assert story.one("SELECT alias_of, next_visit FROM frontier WHERE url = ?", address("old")) == (
        address("new"),
        None,
    )


def test_one_whose_title_was_edited_as_it_moved_has_a_version_of_each(story):
    story.read("old", "Перша")
    later_run(story, 1)
    story.read("new", "Друга", days=1)
    gone(story, "old", days=1)

    assert rows(story) == [(1, address("new"), "Друга", 2, "live")]
    assert story.rows("SELECT number, title FROM versions ORDER BY number") == [(1, "Перша"), (2, "Друга")]
    assert story.rows("SELECT count(*) FROM edits") == [(1,)]
    ((detail,),) = story.rows("SELECT detail FROM events WHERE kind = 'edited'")
    assert json.loads(detail) == {"fields": ["title"], "url": address("old"), "version": 2}


def test_one_that_was_missed_before_it_was_found_elsewhere_is_restored_there(story):
    story.read("old")
    gone(story, "old", days=1)
    story.read("new", days=2)

    assert rows(story) == [(1, address("new"), "Заголовок", 1, "live")]
    assert [kind for kind, _ in happened(story)] == ["suspected", "moved", "restored"]


def test_of_two_that_stood_side_by_side_one_that_is_gone_is_gone(story):
    story.read("a")
    story.read("b", at="b", days=0)
    gone(story, "a", days=1)

    assert [(url, state) for _, url, _, _, state in rows(story)] == [
        (address("a"), "suspected"),
        (address("b"), "live"),
    ]


@pytest.mark.parametrize("other", [{"body": "Інший текст."}, {"published": NOW - DAY}, {"published": None}])
def test_another_text_or_another_day_is_no_move(story, other):
    story.read("old")
    later_run(story, 1)
    story.read("new", days=1, **other)
    gone(story, "old", days=2)

    assert story.one("SELECT state FROM articles WHERE url = ?", address("old")) == "suspected"


@pytest.mark.parametrize(("length", "expected"), [(300, "moved"), (299, "suspected")])
def test_a_long_text_tells_of_a_move_where_a_site_tells_no_dates(story, length, expected):
    undated = {"published": None, "published_raw": None, "published_from": None, "body": "а" * length}
    story.read("old", **undated)
    later_run(story, 1)
    story.read("new", days=1, **undated)
    gone(story, "old", days=2)

    assert [kind for kind, _ in happened(story)] == [expected]


def test_of_two_that_say_what_a_missing_one_said_neither_is_it(story):
    story.read("a")
    story.read("b")
    for name in "ab":
        gone(story, name, days=1)
    story.read("new", days=2)

    assert [row[-1] for row in rows(story)] == ["suspected", "suspected", "live"]


def test_one_that_says_what_another_said_in_an_earlier_run_has_that_looked_at(story):
    due = "SELECT next_visit FROM frontier WHERE url = ?"
    story.read("a")
    story.run = replace(story.run, since=(NOW + DAY).isoformat(timespec="seconds"))
    story.read("b", "Інша", body="Інший текст.", days=1)
    before = story.one(due, address("a"))
    story.read("new", days=2)

    assert story.one(due, address("a")) == (NOW + 2 * DAY).isoformat(timespec="seconds") != before


def test_an_address_that_leads_to_another_site_is_no_removal_and_asked_again_in_a_week(story):
    story.read("old")
    hop = found("https://new.example/old/", Route.REDIRECT, refused="off-site")
    story.tell(visit("old", status=301, alias_of=hop.url, found=(hop,), at=NOW + DAY))

    assert (rows(story)[0][-1], happened(story)) == ("live", [])
    due = (NOW + 8 * DAY).isoformat(timespec="seconds")
    assert story.one("SELECT next_visit FROM frontier WHERE url = ?", address("old")) == due
