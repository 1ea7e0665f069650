"""What a visit taught becomes rows: articles and versions, aliases, the frontier, the census, the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from newsarchive.items import Attachment, Kind, Link, Outcome, Route
from newsarchive.store import apply, stamp
from tests.helpers.build import COUNCIL, NOW, Story, address, article, capture, found, visit

DAY = timedelta(days=1)
ONE, TWO = "2026-11-20T12:00:00+00:00", "2026-11-21T12:00:00+00:00"


pytestmark = pytest.mark.usefixtures("sound")


def frontier(story, path):
    return story.one(
        "SELECT state, reason, tries, last_status, next_visit, alias_of FROM frontier WHERE url = ?", address(path)
    )


# -- Articles and versions


def test_a_new_article_is_a_row_and_its_first_version(story):
    story.read(
        "a",
        "Заголовок",
        lead="Вступ",
        author="Прес-служба",
        section="Новини",
        image=address("a.jpg"),
        language="uk",
        modified=datetime(2026, 11, 20, 13, tzinfo=UTC),
        tags=("бюджет", "сесія"),
        attachments=(Attachment(url=address("a.pdf"), title="Рішення"),),
    )

    held = story.archive.get(1)
    assert {name: held[name] for name in ("title", "lead", "body", "author", "section", "language", "version")} == {
        "title": "Заголовок",
        "lead": "Вступ",
        "body": "Перший абзац.\n\nДругий абзац.",
        "author": "Прес-служба",
        "section": "Новини",
        "language": "uk",
        "version": 1,
    }
    assert (held["published"], held["published_raw"], held["published_from"]) == (ONE, ONE, "meta")
    assert (held["modified"], held["image"]) == ("2026-11-20T13:00:00+00:00", address("a.jpg"))
    assert (held["state"], held["first_captured"], held["last_seen"], held["capture"]) == ("live", ONE, ONE, 1)
    assert story.rows("SELECT number, title, digest, capture FROM versions") == [(1, "Заголовок", held["digest"], 1)]
    assert story.rows("SELECT tag FROM tags ORDER BY tag") == [("бюджет",), ("сесія",)]
    assert story.rows("SELECT url, title, kind FROM attachments") == [(address("a.pdf"), "Рішення", "file")]


def test_the_same_reading_again_is_only_seen_again(story):
    story.read()
    story.read(days=1)

    assert story.rows("SELECT version, first_captured, last_seen, capture FROM articles") == [(1, ONE, TWO, 1)]
    assert story.one("SELECT count(*) FROM versions") == 1
    assert story.one("SELECT count(*) FROM captures") == 2


def test_what_makes_no_version_stays_as_first_read(story):
    story.read(tags=("один",))
    story.read(tags=("два",), image=address("b.jpg"), days=1)

    assert story.one("SELECT version FROM articles") == 1


@pytest.mark.parametrize("field", ["author", "section"])
@pytest.mark.parametrize(("first", "then"), [(None, "Прес-служба"), ("Прес-служба", None)])
def test_an_author_or_section_that_a_theme_begins_or_ceases_to_tell_is_no_edit(story, field, first, then):
    story.read(**{field: first})
    story.read(**{field: then}, days=1)

    assert story.one(f"SELECT {field}, version FROM articles") == (first, 1)
    assert story.rows("SELECT kind FROM events") == []

    story.read(**{field: then}, body="Змінено.", days=2)

    assert story.one(f"SELECT {field}, version FROM articles") == (then, 2)


@pytest.mark.parametrize("field", ["author", "section"])
def test_another_author_or_section_is_an_edit(story, field):
    story.read(**{field: "Прес-служба"})
    story.read(**{field: "Редактор"}, days=1)

    assert story.one(f"SELECT {field}, version FROM articles") == ("Редактор", 2)


def test_an_edited_article_is_a_new_version_and_both_can_be_read(story):
    story.read(title="Перша", tags=("один", "спільний"), attachments=(Attachment(url=address("1.pdf")),))
    story.read(title="Друга", tags=("спільний", "два"), attachments=(Attachment(url=address("2.pdf")),), days=1)

    assert story.rows("SELECT title, version, first_captured, last_seen, capture FROM articles") == [
        ("Друга", 2, ONE, TWO, 2)
    ]
    assert story.rows("SELECT number, title, capture, seen_at FROM versions ORDER BY number") == [
        (1, "Перша", 1, ONE),
        (2, "Друга", 2, TWO),
    ]
    assert story.rows("SELECT tag FROM tags ORDER BY tag") == [("два",), ("спільний",)]
    assert story.rows("SELECT url FROM attachments") == [(address("2.pdf"),)]


def test_an_edit_taken_back_is_a_third_version(story):
    for days, title in enumerate(("Перша", "Друга", "Перша")):
        story.read(title=title, days=days)

    assert story.rows("SELECT number, title FROM versions ORDER BY number") == [
        (1, "Перша"),
        (2, "Друга"),
        (3, "Перша"),
    ]


@pytest.mark.parametrize("title", ["Заголовок", "Інший"])
def test_an_article_that_answers_again_is_live_again(story, title):
    story.read()
    with story.archive.transaction() as db:
        db.execute("UPDATE articles SET state = 'suspected'")

    story.read(title=title, days=1)

    assert story.one("SELECT state FROM articles") == "live"


def test_the_same_address_twice_among_parts_is_one_part(story):
    twice = Attachment(url=address("a.pdf"))
    story.read(tags=("один", "один"), attachments=(twice, twice))

    assert story.one("SELECT (SELECT count(*) FROM tags), (SELECT count(*) FROM attachments)") == (1, 1)


@pytest.mark.parametrize(
    ("published", "stored"),
    [(None, None), (date(2026, 11, 20), "2026-11-20"), (NOW, "2026-11-20T12:00:00+00:00")],
)
def test_a_date_is_stored_as_exactly_as_it_is_known(story, published, stored):
    story.read(published=published)

    assert story.one("SELECT published FROM articles") == stored


def test_an_article_without_a_capture_is_no_article(story):
    story.tell(visit(article=article()), captured=False)

    assert story.one("SELECT count(*) FROM articles") == 0


# -- Aliases


def test_an_article_that_comes_by_an_alias_is_the_same_article(story):
    story.read("a")
    story.read("?p=7", at="a", days=1)

    assert story.rows("SELECT url, version, last_seen FROM articles") == [(address("a"), 1, TWO)]
    assert story.rows("SELECT * FROM aliases") == [(address("?p=7"), 1)]
    assert frontier(story, "?p=7")[-1] == address("a")


@pytest.mark.parametrize("order", ["abc", "cba", "bca", "cab"])
def test_each_address_of_a_chain_of_redirects_is_an_alias_whatever_came_first(story, order):
    steps = {
        "a": lambda: story.redirect("a", "b"),
        "b": lambda: story.redirect("b", "c"),
        "c": lambda: story.read("c"),
    }

    for name in order:
        steps[name]()

    assert story.rows("SELECT url FROM aliases ORDER BY url") == [(address("a"),), (address("b"),)]


def test_redirects_in_a_circle_end(story):
    story.redirect("a", "b")
    story.redirect("b", "a")

    assert story.rows("SELECT * FROM aliases") == []


def test_a_canonical_address_never_asked_is_known_as_captured(story):
    story.read("?p=7", at="a")

    assert frontier(story, "a") == ("captured", None, 0, None, TWO, None)
    assert story.rows("SELECT found_on FROM frontier WHERE url = ?", address("a")) == [(address("?p=7"),)]


def test_a_canonical_address_that_waited_need_not_be_asked(story):
    story.tell(visit("list", found=(found("a"),)))
    story.tell(visit("?p=7", article=article("a"), alias_of=address("a")))

    assert frontier(story, "a") == ("captured", None, 0, None, TWO, None)


# -- The frontier


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.STORED, "captured"),
        (Outcome.UNCHANGED, "captured"),
        (Outcome.GONE, "gone"),
        (Outcome.REFUSED, "rejected"),
        (Outcome.FAILED, "pending"),
        (Outcome.LATER, "pending"),
    ],
)
def test_each_outcome_leaves_its_state(story, outcome, state):
    story.tell(visit(outcome=outcome, why="a reason", status=418, not_before=NOW + DAY))

    tries = int(outcome in {Outcome.FAILED, Outcome.LATER, Outcome.GONE})
    again = {Outcome.LATER: TWO, Outcome.GONE: stamp(NOW + DAY)}.get(outcome)
    assert frontier(story, "a") == (state, "a reason", tries, 418, again, None)
    assert story.rows("SELECT url, at, route, outcome, why, status, capture, crawl FROM fetches") == [
        (address("a"), ONE, "listing", str(outcome), "a reason", 418, 1, 1)
    ]


def led(path, target, refused=None, **fields):
    """A redirect."""
    hop = found(target, Route.REDIRECT, refused=refused)
    return visit(path, status=302, alias_of=address(target), found=(hop,), **fields)


def test_tries_count_until_an_answer_can_be_used(story):
    seen = []
    for outcome in (Outcome.FAILED, Outcome.LATER, Outcome.FAILED, Outcome.STORED, Outcome.FAILED):
        story.tell(visit(outcome=outcome))
        seen.append(frontier(story, "a")[2])

    assert seen == [1, 2, 3, 0, 1]


@pytest.mark.parametrize(("tries", "days"), [(1, None), (2, None), (3, 1), (4, 2), (5, 4), (8, 30), (20, 30)])
def test_what_goes_on_failing_is_left_alone_ever_longer(story, tries, days):
    for _ in range(tries):
        story.tell(visit(outcome=Outcome.FAILED, why="timeout", status=None))

    assert frontier(story, "a")[4] == (None if days is None else stamp(NOW + days * DAY))


@pytest.mark.parametrize("why", ["challenge", "parked", "robots", "status 403", "garbled"])
def test_what_is_refused_for_today_is_asked_again_ever_more_seldom(story, why):
    waits = []
    for _ in range(6):
        story.tell(visit(outcome=Outcome.REFUSED, why=why))
        waits.append((datetime.fromisoformat(frontier(story, "a")[4]) - NOW) / DAY)

    assert waits == [1, 2, 4, 8, 16, 30]


@pytest.mark.parametrize("why", ["a list", "a static page", "off-site", "trap: path", "an attachment"])
def test_what_is_refused_for_good_is_not_asked_again(story, why):
    story.tell(visit(outcome=Outcome.REFUSED, why=why))

    assert frontier(story, "a")[4] is None


@pytest.mark.parametrize(
    ("outcome", "why", "days"),
    [
        (Outcome.GONE, "status 404", [1, 2, 4, 8, 16, 30, None]),
        (Outcome.REFUSED, "not found", [1, 2, 4, 8, 16, 30, None]),
        (Outcome.REFUSED, "home page", [1, 2, 4, 8, 16, 30, None]),
        (Outcome.REFUSED, "not an article", [1, None]),
        (Outcome.REFUSED, "not a list of posts", [1, None]),
    ],
)
def test_what_was_named_and_is_not_there_is_looked_for_a_few_times(story, outcome, why, days):
    """It may have been named too early, or asked while the site was being mended, which takes weeks."""
    waits = []
    for _ in days:
        story.tell(visit(outcome=outcome, why=why))
        waits.append(frontier(story, "a")[4])

    assert waits == [day and stamp(NOW + day * DAY) for day in days]


@pytest.mark.parametrize("route", [Route.NUMBER, Route.ROBOTS])
def test_what_nobody_named_as_an_article_is_not_looked_for(story, route):
    story.tell(visit("a", Outcome.GONE, why="status 404", route=route))

    assert frontier(story, "a")[4] is None


@pytest.mark.parametrize("refused", [None, "off-site"])
def test_what_leads_to_no_article_is_looked_for_a_few_times(story, refused):
    """All addresses of a site that is being mended lead to one page, which is asked once, or to another site."""
    story.tell(led("other", "wall", refused))
    if not refused:
        story.tell(visit("wall", Outcome.REFUSED, why="a static page", route=Route.REDIRECT))
    waits = [frontier(story, "other")[4]]
    for _ in range(7):
        story.tell(led("a", "wall", refused))
        waits.append(frontier(story, "a")[4])

    assert waits == [stamp(NOW + DAY), *(stamp(NOW + days * DAY) for days in (1, 2, 4, 8, 16, 30)), None]


def test_what_leads_to_an_article_is_not_looked_for(story):
    story.tell(led("a", "b"), led("b", "c"), visit("c", article=article("c"), route=Route.REDIRECT))

    assert [frontier(story, name)[4] for name in "ab"] == [None, None]


def test_where_robots_txt_leads_to_an_article_that_is_held_it_stays_as_it_is(story):
    story.tell(visit("a", article=article("a")))
    before = frontier(story, "a")
    story.tell(led("robots.txt", "a", route=Route.ROBOTS), visit("a", route=Route.ROBOTS))

    assert frontier(story, "a") == before
    assert story.rows("SELECT state FROM articles") == [("live",)]
    assert story.rows("SELECT kind FROM events") == []


@pytest.mark.parametrize("why", ["not an article", "a static page", "trap: path"])
def test_an_address_of_a_held_article_is_asked_again_for_whatever_it_is_refused(story, why):
    story.tell(visit("a", article=article("a")))
    waits = []
    for _ in range(3):
        story.tell(visit("a", Outcome.REFUSED, why=why))
        waits.append(frontier(story, "a")[4])

    assert waits == [stamp(NOW + days * DAY) for days in (1, 2, 4)]


def test_what_a_server_says_to_compare_with_is_kept_with_the_whole_answer(story):
    story.tell(visit(article=article(), etag='"1"', last_modified="Fri"))
    story.tell(visit(outcome=Outcome.UNCHANGED, status=304, etag='"2"'))
    story.tell(visit(outcome=Outcome.FAILED, status=500, etag='"3"'))

    assert story.rows("SELECT etag, last_modified, capture FROM frontier") == [('"1"', "Fri", 1)]


def test_another_spelling_of_a_known_address_is_its_alias_and_need_not_be_asked(story):
    story.read("a")
    story.tell(visit("list", found=(found("http://www.rada.example/a"), found("https://rada.example/a"))))

    assert story.rows("SELECT url, alias_of, state FROM frontier WHERE alias_of IS NOT NULL ORDER BY url") == [
        ("http://www.rada.example/a", address("a"), "captured"),
        ("https://rada.example/a", address("a"), "captured"),
    ]
    assert len(story.rows("SELECT * FROM aliases")) == 2


def test_the_target_of_a_redirect_to_another_spelling_is_to_be_asked(story):
    story.redirect("http://rada.example/a", "https://rada.example/a/")

    assert frontier(story, "a")[0] == "pending"


def test_what_a_list_says_has_changed_is_due_at_once(story):
    one, other = NOW, NOW + DAY
    story.tell(visit("list", found=(found("a", Route.API, modified=one), found("b", Route.API, modified=one))))
    story.read("a")
    story.read("b")
    story.tell(visit("list", found=(found("a", Route.API, modified=other), found("b", Route.API, modified=one))))

    assert frontier(story, "a")[4] == ONE
    assert frontier(story, "b")[4] == TWO
    assert story.rows("SELECT url, modified FROM sightings WHERE modified IS NOT NULL") == [
        (address("a"), TWO),
        (address("b"), ONE),
    ]


def test_a_request_without_an_answer_has_its_row_and_no_capture(story):
    story.tell(visit(outcome=Outcome.FAILED, why="dns", status=None))

    assert story.rows("SELECT why, status, capture FROM fetches") == [("dns", None, None)]
    assert story.one("SELECT count(*) FROM captures") == 0


def test_found_addresses_wait_and_forbidden_ones_say_why(story):
    off = found("https://else.example/x", Route.NEIGHBOUR, refused="off-site")
    story.tell(visit("list", found=(found("a"), off, found("list/page/2", kind=Kind.PAGE))))

    rows = story.rows("SELECT url, route, found_on, state, reason FROM frontier WHERE url != ?", address("list"))
    assert rows == [
        (address("a"), "listing", address("list"), "pending", None),
        ("https://else.example/x", "neighbour", address("list"), "rejected", "off-site"),
        (address("list/page/2"), "listing", address("list"), "pending", None),
    ]


def test_what_is_known_keeps_its_first_route_and_state(story):
    story.read("a")
    story.tell(visit("feed", found=(found("a", Route.FEED),)))

    assert story.rows("SELECT route, found_on, state FROM frontier WHERE url = ?", address("a")) == [
        ("listing", None, "captured")
    ]


def test_the_census_keeps_first_and_last_sight_of_each_route(story):
    for days, route in ((0, Route.LISTING), (1, Route.FEED), (2, Route.LISTING)):
        story.tell(visit("list", at=NOW + days * DAY, found=(found("a", route),)))

    assert story.rows("SELECT * FROM sightings ORDER BY route") == [
        (address("a"), "feed", TWO, TWO, None),
        (address("a"), "listing", ONE, "2026-11-22T12:00:00+00:00", None),
    ]


@pytest.mark.parametrize("route", [Route.START, Route.ROBOTS])
def test_an_address_that_nothing_named_is_in_the_census_too(story, route):
    story.tell(visit(route=route))

    assert story.rows("SELECT url, route FROM sightings") == [(address("a"), str(route))]


def test_a_capture_is_told_whole(story):
    held = capture("a", truncated="length", status=206, offset=7, length=9)
    with story.archive.transaction() as db:
        apply(db, story.run, visit(outcome=Outcome.FAILED, why="cut short"), held)

    (row,) = [dict(r) for r in story.archive.connection.execute("SELECT * FROM captures")]
    assert row == {
        "id": 1,
        "url": held.url,
        "captured_at": ONE,
        "status": 206,
        "content_type": "text/html",
        "warc_file": held.warc_file,
        "offset": 7,
        "length": 9,
        "payload_digest": held.payload_digest,
        "record_id": held.record_id,
        "revisit_of": None,
        "truncated": "length",
        "crawl": 1,
    }


def test_a_run_counts_what_it_did(story):
    story.read("a")
    story.read("b")
    story.read("b", "Змінено")
    story.read("b", "Змінено")
    story.tell(visit("c", Outcome.FAILED, status=None), visit("d", Outcome.LATER), visit("e", Outcome.REFUSED))

    assert story.archive.crawl(1) == {
        "reason": None,
        "requests": 7,
        "articles_new": 2,
        "articles_changed": 1,
        "failures": 1,
    }


# -- Neighbours


def sides(story, path):
    return story.one("SELECT older_url, newer_url FROM articles WHERE url = ?", address(path))


def at(day):
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def test_the_ledger_gets_a_row_only_when_the_links_differ(story):
    story.read("b", previous="a")
    story.read("b", "Змінено", previous="a", days=1)
    story.read("b", "Змінено", previous="a", next="c", days=2)
    story.read("b", "Змінено", previous=Link(url=address("a"), title="Назва"), next="c", days=3)

    assert story.rows("SELECT previous_url, previous_title, next_url, next_title, capture FROM neighbours") == [
        (address("a"), None, None, None, 1),
        (address("a"), None, address("c"), None, 3),
        (address("a"), "Назва", address("c"), None, 4),
    ]


def test_an_article_without_neighbours_is_an_observation_too(story):
    story.read("b")
    story.read("b", days=1)

    assert story.rows("SELECT previous_url, next_url FROM neighbours") == [(None, None)]
    assert sides(story, "b") == (None, None)


def test_where_no_date_decides_the_sites_habit_does(story):
    story.read("b", previous="a", next="c")

    assert sides(story, "b") == (address("a"), address("c"))


def test_where_no_date_decides_an_inverted_habit_does(archive):
    story = Story(archive, previous_is_older=False)
    story.read("b", previous="a", next="c")

    assert sides(story, "b") == (address("c"), address("a"))


def test_a_neighbour_on_both_sides_is_what_its_date_says(story):
    story.read("a", published=at(1))
    story.read("b", published=at(2), previous="a", next="a")
    story.read("d", published=at(1), previous="b", next="b")

    assert sides(story, "b") == (address("a"), None)
    assert sides(story, "d") == (None, address("b"))


def test_a_neighbour_on_both_sides_without_a_date_is_neither(story):
    story.read("b", previous="a", next="a")

    assert sides(story, "b") == (None, None)


@pytest.mark.parametrize("order", ["abc", "cba", "bac", "acb"])
@pytest.mark.parametrize("habit", [True, False])
@pytest.mark.parametrize("inverted", [True, False])
def test_dates_decide_against_any_habit_and_in_any_order_of_arrival(archive, order, habit, inverted):
    story = Story(archive, previous_is_older=habit)
    days = {"a": at(1), "b": at(2), "c": at(3)}
    links = {"a": {"next": "b"}, "b": {"previous": "a", "next": "c"}, "c": {"previous": "b"}}
    if inverted:
        links = {"a": {"previous": "b"}, "b": {"previous": "c", "next": "a"}, "c": {"next": "b"}}

    for path in order:
        story.read(path, published=days[path], **links[path])

    assert sides(story, "a") == (None, address("b"))
    assert sides(story, "b") == (address("a"), address("c"))
    assert sides(story, "c") == (address("b"), None)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (at(2), at(2)),
        (date(2026, 11, 2), at(2)),
        (at(2), date(2026, 11, 2)),
        (date(2026, 11, 2), date(2026, 11, 2)),
        (None, at(2)),
    ],
)
def test_equal_or_unknown_dates_leave_it_to_the_habit(archive, a, b):
    story = Story(archive, previous_is_older=False)
    story.read("a", published=a)
    story.read("b", published=b, previous="a", next="c")

    assert sides(story, "b") == (address("c"), address("a"))


@pytest.mark.parametrize("a", [date(2026, 11, 1), at(1)])
@pytest.mark.parametrize("b", [date(2026, 11, 2), at(2)])
def test_a_bare_day_decides_against_another_day(archive, a, b):
    story = Story(archive, previous_is_older=False)
    story.read("a", published=a)
    story.read("b", published=b, previous="a")

    assert sides(story, "b") == (address("a"), None)


def test_a_neighbour_named_by_another_address_is_settled_by_its_own(story):
    story.redirect("?p=7", "a")
    story.read("b", published=at(1), previous="?p=7")
    assert sides(story, "b") == (address("?p=7"), None)

    story.read("a", published=at(2))

    assert sides(story, "b") == (None, address("a"))
    assert story.rows("SELECT previous_url FROM neighbours WHERE article = 1") == [(address("?p=7"),)]


def test_a_date_that_is_corrected_settles_the_neighbours_anew(story):
    story.read("a", published=at(1), next="b")
    story.read("b", published=at(2), previous="a")

    story.read("a", published=at(3), next="b", days=1)

    assert sides(story, "b") == (None, address("a"))
    assert sides(story, "a") == (address("b"), None)


def test_two_dates_that_contradict_each_other_leave_it_to_the_habit(story):
    for path in "ac":
        story.read(path, published=at(1))
    story.read("b", published=at(2), previous="a", next="c")

    assert sides(story, "b") == (address("a"), address("c"))
    assert COUNCIL.code == story.run.council


@pytest.mark.parametrize(("since", "due"), [(ONE, True), ("2026-11-20T11:59:59+00:00", False), ("", False)])
def test_a_neighbour_that_was_read_before_these_runs_and_does_not_name_the_article_is_due(story, since, due):
    story.run = replace(story.run, since=since)
    story.tell(visit("a", article=article("a", next="c"), etag='"1"'))
    story.read("b", previous="a", days=1)

    assert story.one("SELECT etag FROM frontier WHERE url = ?", address("a")) == (None if due else '"1"')


def test_what_an_answer_was_read_as_stands_with_its_request(story):
    story.read("a")
    named = (found("a"), found("b"), found("p2", kind=Kind.PAGE), found("x", refused="off-site"))
    story.tell(visit("list", found=named), visit("robots.txt", route=Route.ROBOTS, found=named))
    story.redirect("old", "a")
    story.tell(visit("b", Outcome.REFUSED, why="empty"), visit("a", Outcome.UNCHANGED))

    assert story.rows("SELECT read_as, named FROM fetches ORDER BY id") == [
        ("article", None),
        ("list", 2),
        *[(None, None)] * 4,
    ]


def test_a_version_keeps_the_form_of_its_text(story):
    story.read("a", body="раз\n\nдва", form="i i")
    story.read("a", body="раз\n\nтри", days=1)

    assert story.rows("SELECT number, form FROM versions ORDER BY number") == [(1, "i i"), (2, None)]
