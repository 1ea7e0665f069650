"""What is gone is suspected first, deleted when confirmed, and restored when it comes back; each with its evidence."""

import json
from datetime import timedelta

import pytest

from newsarchive.items import Kind, Outcome, Route
from newsarchive.store import events
from newsarchive.store.apply import apply
from tests.helpers.build import NOW, address, article, capture, found, visit

DAY = timedelta(days=1)


def gone(story, path, *, days, outcome=Outcome.GONE, why="status 404", status=404, **fields):
    story.tell(visit(path, outcome, why=why, status=status, at=NOW + days * DAY, **fields))


def state(story, path):
    return story.one("SELECT state FROM articles WHERE url = ?", address(path))


def happened(story, path=None):
    rows = story.rows("SELECT kind, articles.url FROM events JOIN articles ON articles.id = article ORDER BY events.id")
    return [kind for kind, url in rows if path is None or url == address(path)]


@pytest.fixture
def chain(story):
    """Five articles in a row."""
    names = "abcde"
    for before, name, after in zip(" " + names, names, names[1:] + " ", strict=False):
        links = {k: v for k, v in (("previous", before), ("next", after)) if v.strip()}
        story.read(name, name.upper(), body=name, **links)
    return story


def skip(story, name, before, after, *, days):
    """Read an article again, whose links are now these."""
    links = {k: v for k, v in (("previous", before), ("next", after)) if v}
    story.read(name, name.upper(), body=name, days=days, **links)


# -- Suspicion


@pytest.mark.parametrize(
    ("outcome", "why", "status"),
    [
        (Outcome.GONE, "status 404", 404),
        (Outcome.GONE, "status 410", 410),
        (Outcome.REFUSED, "not found", 200),
        (Outcome.REFUSED, "home page", 200),
        (Outcome.REFUSED, "password required", 200),
        (Outcome.STORED, None, 200),
    ],
)
def test_an_article_that_is_not_answered_with_is_suspected(chain, outcome, why, status):
    gone(chain, "c", days=1, outcome=outcome, why=why, status=status)

    assert state(chain, "c") == "suspected"
    assert happened(chain) == ["suspected"]
    before, after, detail = chain.one("SELECT capture_before, capture_after, detail FROM events")
    assert (before, after) == (3, 6)
    assert json.loads(detail) == {"url": address("c"), "why": why or "a list"}


@pytest.mark.parametrize(
    ("outcome", "why", "status"),
    [
        (Outcome.FAILED, "status 500", 500),
        (Outcome.FAILED, "dns", None),
        (Outcome.FAILED, "cut short", 200),
        (Outcome.FAILED, "not understood", 200),
        (Outcome.LATER, "status 503", 503),
        (Outcome.REFUSED, "status 403", 403),
        (Outcome.REFUSED, "challenge", 200),
        (Outcome.REFUSED, "parked", 200),
        (Outcome.REFUSED, "login", 200),
        (Outcome.REFUSED, "robots", None),
        (Outcome.REFUSED, "not an article", 200),
        (Outcome.REFUSED, "garbled", 200),
    ],
)
def test_a_site_that_is_down_blocked_or_rebuilt_removes_nothing(chain, outcome, why, status):
    gone(chain, "c", days=1, outcome=outcome, why=why, status=status)

    assert state(chain, "c") == "live"
    assert happened(chain) == []


@pytest.mark.parametrize(("other", "expected"), [(None, "live"), (Outcome.UNCHANGED, "suspected")])
def test_of_a_site_that_has_no_start_list_any_more_nothing_is_suspected(chain, other, expected):
    chain.tell(visit("list", Outcome.GONE, why="status 404", status=404, route=Route.START, at=NOW + DAY))
    if other:
        chain.tell(visit("other", other, status=304, route=Route.START, at=NOW + DAY))
    gone(chain, "c", days=1)

    assert state(chain, "c") == expected
    due = (NOW + 2 * DAY).isoformat(timespec="seconds")
    assert chain.one("SELECT next_visit FROM frontier WHERE url = ?", address("c")) == due


@pytest.mark.parametrize(("refused", "expected"), [("off-site", "live"), (None, "suspected")])
def test_nor_of_one_that_leads_to_another_site(chain, refused, expected):
    """Its old host may say of each article that it is not there, where only the home page leads on."""
    hop = found("https://new.example/list/", Route.REDIRECT, refused=refused)
    chain.tell(
        visit("list", status=301, route=Route.START, alias_of=hop.url, found=(hop,), at=NOW + DAY),
        *([] if refused else [visit(hop.url, route=Route.START, at=NOW + DAY)]),
    )
    gone(chain, "c", days=1)

    assert state(chain, "c") == expected


def test_what_is_missing_is_looked_for_again_ever_more_seldom(chain):
    waits, days = [], 1
    for _ in range(6):
        gone(chain, "c", days=days)
        due = chain.one(
            "SELECT julianday(next_visit) - julianday(?) FROM frontier WHERE url = ?", NOW.isoformat(), address("c")
        )
        waits.append(round(due) - 1)
        days = round(due)

    assert waits == [1, 3, 7, 14, 30, 90]


def test_an_address_that_never_was_an_article_is_not_missed(story):
    gone(story, "x", days=0)

    assert happened(story) == []


# -- Confirmation


def test_a_live_neighbour_that_skips_it_confirms_the_deletion(chain):
    gone(chain, "c", days=1)
    skip(chain, "b", "a", "d", days=1)

    assert state(chain, "c") == "deleted"
    assert happened(chain) == ["suspected", "deleted"]
    detail = json.loads(chain.rows("SELECT detail FROM events")[1][0])
    record = chain.one("SELECT record_id FROM captures ORDER BY id DESC LIMIT 1")
    assert detail == {"url": address("c"), "evidence": "neighbour", "neighbour": address("b"), "record": record}
    assert chain.rows("SELECT capture_before, capture_after FROM events")[1] == (3, 6)


def test_a_neighbour_seen_to_skip_it_before_it_was_missed_confirms_too(chain):
    skip(chain, "d", "b", "e", days=1)
    assert happened(chain) == []
    gone(chain, "c", days=2)

    assert state(chain, "c") == "deleted"


def name_unread(story, name, before, after, *, days):
    """Read an article again; what it names was not known before, and waits."""
    links = {"previous": before, "next": after}
    told = (found(path, Route.NEIGHBOUR) for path in links.values())
    read = article(name, name.upper(), body=name, **links)
    story.tell(visit(name, article=read, found=tuple(told), at=NOW + days * DAY))


def test_one_whose_neighbour_names_what_was_not_read_yet_may_stand_there(chain):
    gone(chain, "c", days=1)
    name_unread(chain, "b", "a", "x", days=1)
    assert state(chain, "c") == "suspected"

    chain.read("x", "C", body="c", previous="b", next="d", days=1)

    assert happened(chain) == ["suspected", "moved", "restored"]
    assert state(chain, "x") == "live"


def test_and_is_deleted_once_that_is_read_as_another(chain):
    gone(chain, "c", days=1)
    name_unread(chain, "b", "a", "x", days=1)
    assert state(chain, "c") == "suspected"
    chain.read("x", "X", body="x", previous="b", next="d", days=1)

    assert state(chain, "c") == "deleted"


def test_a_neighbour_that_still_names_it_confirms_nothing(chain):
    gone(chain, "c", days=1)
    chain.read("b", "Змінено", previous="a", next="c", days=1)

    assert state(chain, "c") == "suspected"


def test_links_that_changed_before_it_was_last_seen_confirm_nothing(chain):
    skip(chain, "b", "a", "x", days=1)
    chain.read("c", "C", body="c", previous="b", next="d", days=2)
    gone(chain, "c", days=3)

    assert state(chain, "c") == "suspected"


def test_a_neighbour_that_names_what_came_between_confirms_nothing(chain):
    chain.read("x", "X", body="x", previous="b", next="c", days=1)
    skip(chain, "b", "a", "x", days=1)
    gone(chain, "c", days=2)

    assert state(chain, "c") == "suspected"

    skip(chain, "x", "b", "d", days=2)
    assert state(chain, "c") == "deleted"


def test_a_neighbour_that_names_what_came_back_between_confirms_nothing(chain):
    gone(chain, "c", days=1)
    skip(chain, "b", "a", "d", days=1)
    skip(chain, "c", "b", "d", days=2)
    skip(chain, "b", "a", "c", days=2)
    assert happened(chain) == ["suspected", "deleted", "restored"]
    gone(chain, "d", days=3)

    assert state(chain, "d") == "suspected"


def test_a_neighbour_that_has_another_address_itself_confirms_nothing(chain):
    """A site that was rebuilt names none of the addresses of before; what is missed is found under another later."""
    gone(chain, "b", days=1)
    gone(chain, "c", days=1)
    chain.read("new-b", "B", body="b", previous="new-a", next="new-c", days=1)

    assert happened(chain) == ["suspected", "suspected", "moved", "restored"]
    chain.read("new-c", "C", body="c", previous="new-b", next="d", days=1)
    assert happened(chain)[4:] == ["moved", "restored"]


def test_a_neighbour_that_is_gone_itself_confirms_nothing(chain):
    gone(chain, "b", days=1)
    gone(chain, "c", days=1)

    assert (state(chain, "b"), state(chain, "c")) == ("suspected", "suspected")


def test_of_several_that_went_together_those_at_the_sides_confirm_the_middle(chain):
    for name in "bcd":
        gone(chain, name, days=1)
    skip(chain, "a", "", "e", days=1)
    assert [state(chain, name) for name in "bcd"] == ["deleted", "suspected", "suspected"]
    skip(chain, "e", "a", "", days=1)

    assert [state(chain, name) for name in "bcd"] == ["deleted"] * 3


def test_a_neighbour_that_names_it_by_an_alias_names_it(story):
    story.redirect("?p=2", "b")
    story.read("a", next="?p=2")
    story.read("b", previous="a", next="c")
    story.read("c", previous="b")
    gone(story, "b", days=1)
    assert state(story, "b") == "suspected"
    story.read("a", next="c", days=1)

    assert state(story, "b") == "deleted"


def test_what_stays_away_for_two_weeks_while_the_others_answer_is_deleted(chain):
    gone(chain, "c", days=1)
    for name in "abde":
        chain.read(name, name.upper(), body=name, days=10, **_links(name))
    gone(chain, "c", days=14)
    assert state(chain, "c") == "suspected"

    gone(chain, "c", days=15)

    assert state(chain, "c") == "deleted"
    assert json.loads(chain.rows("SELECT detail FROM events")[-1][0])["evidence"] == "two weeks"


@pytest.mark.parametrize(
    ("route", "named", "expected"),
    [
        (Route.LISTING, 3, "suspected"),
        (Route.FEED, 3, "suspected"),
        (Route.LISTING, 0, "deleted"),  # before it went
        (Route.SITEMAP, 3, "deleted"),  # which many sites do not make anew
    ],
)
def test_what_a_list_goes_on_naming_may_be_away_for_twice_as_long(chain, route, named, expected):
    chain.tell(visit("list", kind=Kind.HEAD, found=(found("c", route),), at=NOW + named * DAY))
    gone(chain, "c", days=1)
    for name in "abde":
        chain.read(name, name.upper(), body=name, days=10, **_links(name))
    chain.tell(visit("list", kind=Kind.HEAD, found=(found("c", route),) if named else (), at=NOW + max(named, 1) * DAY))
    gone(chain, "c", days=16)
    assert state(chain, "c") == expected

    gone(chain, "c", days=30)

    assert state(chain, "c") == "deleted"


def test_a_site_that_was_rebuilt_deletes_nothing(chain):
    for days in (1, 16, 30):
        for name in "abc":
            gone(chain, name, days=days)
        for name in "de":
            chain.read(name, name.upper(), body=name, days=days, **_links(name))

    assert [state(chain, name) for name in "abc"] == ["suspected"] * 3


def test_a_site_that_is_gone_as_a_whole_deletes_nothing(chain):
    for days in (1, 20):
        for name in "abcde":
            gone(chain, name, days=days)

    assert {state(chain, name) for name in "abcde"} == {"suspected"}


def _links(name):
    names = " abcde "
    place = names.index(name)
    return {k: v for k, v in (("previous", names[place - 1]), ("next", names[place + 1])) if v.strip()}


# -- Coming back


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("unchanged", [False, True])
def test_what_answers_again_is_restored(chain, confirmed, unchanged):
    gone(chain, "c", days=1)
    if confirmed:
        skip(chain, "b", "a", "d", days=1)
    was = state(chain, "c")
    if unchanged:
        chain.tell(visit("c", Outcome.UNCHANGED, status=304, at=NOW + 5 * DAY))
    else:
        chain.read("c", "C", body="c", previous="b", next="d", days=5)

    assert state(chain, "c") == "live"
    assert chain.one("SELECT missing_since FROM articles WHERE url = ?", address("c")) is None
    kind, detail, before = chain.rows("SELECT kind, detail, capture_before FROM events")[-1]
    told = {"url": address("c"), "was": was, "missing_since": "2026-11-21T12:00:00+00:00"}
    assert (kind, json.loads(detail), before) == ("restored", told, 6)


def test_a_list_that_came_in_its_place_and_is_unchanged_restores_nothing(chain):
    listing = capture("c", at=NOW + DAY)
    repeated = capture("c", at=NOW + 20 * DAY, revisit_of=listing.record_id)
    with chain.archive.transaction() as db:
        apply(db, chain.run, visit("c", at=listing.captured_at), listing)
        apply(db, chain.run, visit("c", Outcome.UNCHANGED, at=repeated.captured_at), repeated)

    assert (state(chain, "c"), happened(chain)) == ("suspected", ["suspected"])
    assert chain.one("SELECT last_seen FROM articles WHERE url = ?", address("c")) == NOW.isoformat()


def test_what_comes_back_and_goes_again_is_suspected_anew(chain):
    gone(chain, "c", days=1)
    chain.read("c", "C", body="c", previous="b", next="d", days=2)
    gone(chain, "c", days=3)

    assert happened(chain) == ["suspected", "restored", "suspected"]
    assert chain.one("SELECT missing_since FROM articles WHERE url = ?", address("c")) == "2026-11-23T12:00:00+00:00"


# -- Redirects


def led(story, path, target, *, days, status=302):
    hop = found(target, Route.REDIRECT)
    story.tell(visit(path, status=status, alias_of=address(target), found=(hop,), at=NOW + days * DAY))


def test_an_address_that_leads_to_the_home_page_is_suspected(chain):
    chain.tell(visit("", at=NOW))
    led(chain, "c", "", days=1)

    assert state(chain, "c") == "suspected"


def test_an_address_that_leads_to_another_article_is_a_removal_and_no_alias(chain):
    led(chain, "c", "d", days=1)

    assert state(chain, "c") == "suspected"
    assert json.loads(chain.one("SELECT detail FROM events"))["why"] == "another article"
    assert chain.rows("SELECT * FROM aliases") == []
    assert chain.one("SELECT count(*) FROM articles") == 5


@pytest.mark.parametrize(
    ("answer", "then"),
    [
        ({"outcome": Outcome.STORED}, "suspected"),
        ({"outcome": Outcome.GONE, "why": "status 404", "status": 404}, "suspected"),
        ({"outcome": Outcome.FAILED, "why": "timeout", "status": None}, "live"),
    ],
)
def test_where_an_address_leads_decides_once_it_is_known(chain, answer, then):
    led(chain, "c", "news", days=1)
    assert state(chain, "c") == "live"
    chain.tell(visit("news", **{"at": NOW + DAY} | answer))

    assert state(chain, "c") == then


def test_a_redirect_that_ends_is_forgotten(chain):
    led(chain, "c", "news", days=1)
    chain.read("c", "C", body="c", previous="b", next="d", days=2)
    chain.tell(visit("news", at=NOW + 3 * DAY))

    assert state(chain, "c") == "live"


# -- The chain of events


def test_events_are_a_chain_that_shows_any_change(chain):
    gone(chain, "c", days=1)
    skip(chain, "b", "a", "d", days=1)
    chain.read("a", "Змінено", next="b", days=2)

    def broken():
        last, wrong = None, []
        rows = chain.rows(
            """SELECT events.id, at, events.council, kind, detail, one.record_id, other.record_id, digest FROM events
               LEFT JOIN captures AS one ON one.id = capture_before
               LEFT JOIN captures AS other ON other.id = capture_after ORDER BY events.id"""
        )
        for number, *said, digest in rows:
            if events.digest(last, *said) != digest:
                wrong.append(number)
            last = digest
        return wrong

    assert broken() == []
    with chain.archive.transaction() as db:
        db.execute("UPDATE events SET at = '2020-01-01' WHERE id = 2")
    assert broken() == [2]
    with chain.archive.transaction() as db:
        db.execute("DELETE FROM events WHERE id = 2")
    assert broken() == [3]


# -- Edits and insertions


def test_an_edit_is_an_event_that_says_what_differs(story):
    story.read("a", "Перша", author="Прес-служба")
    story.read("a", "Друга", author="Інший", days=1)

    kind, detail, before, after = story.one("SELECT kind, detail, capture_before, capture_after FROM events")
    assert (kind, before, after) == ("edited", 1, 2)
    assert json.loads(detail) == {"url": address("a"), "fields": ["title", "author"], "version": 2}


def test_a_first_crawl_in_whatever_order_inserts_nothing(story):
    for name in "eacbd":
        story.read(name, **_links(name))

    assert happened(story) == []


def test_an_article_between_two_that_were_neighbours_was_inserted(story):
    story.read("a", next="c")
    story.read("c", previous="a", days=1)
    story.read("b", previous="a", next="c", days=3)

    kind, detail, before, after = story.one("SELECT kind, detail, capture_before, capture_after FROM events")
    assert (kind, before, after) == ("inserted", 1, 3)
    assert json.loads(detail) == {
        "url": address("b"),
        "older": address("a"),
        "newer": address("c"),
        "not_there": "2026-11-21T12:00:00+00:00",
    }


def test_a_neighbour_that_names_what_was_inserted_does_not_say_that_it_was_not_there(story):
    story.read("a", next="b")
    story.read("b", previous="a", days=1)
    story.read("b", previous="x", days=5)
    story.read("x", body="x", previous="a", next="b", days=5)

    assert json.loads(story.one("SELECT detail FROM events"))["not_there"] == NOW.isoformat(timespec="seconds")


def test_a_new_head_is_not_inserted(story):
    story.read("a")
    story.read("b", previous="a", days=1)

    assert happened(story) == []
