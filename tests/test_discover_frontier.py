"""Which address is asked next: what matters most, each once in a run, at the site's pace, never what it forbids."""

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider

from newsarchive.capture.recorder import FOUND, FOUND_ON, HELD
from newsarchive.discover import missing
from newsarchive.discover.endless import SAME_TEXT
from newsarchive.discover.frontier import RETRIES, Frontier
from newsarchive.discover.redirects import MOST
from newsarchive.fetch.pace import FAILURES, LONGEST_WAIT, REFUSALS
from newsarchive.items import Kind, Outcome, Route, SecondReading
from tests.helpers import scheduling
from tests.helpers.build import NOW, address, article, found, visit
from tests.helpers.scheduling import asked, path, spider

DAY = timedelta(days=1)


@pytest.fixture
def begin(folder, story):
    """Open a frontier on the archive as the story has left it, its start address and lists already offered."""
    opened = []

    def begin(*args, start=False, **kwargs):
        with story.archive.transaction() as db:  # nothing is due but what a test has made so
            db.execute(
                "UPDATE frontier SET next_visit = '2099-01-01' WHERE next_visit > '2026-11-01' AND state = 'captured'"
            )
        made = scheduling.frontier(folder, *args, **kwargs)
        opened.append(made)
        if not start:
            while made._queue._hosts and any(path_of(w) == "start" for w in waiting(made)):
                made._queue.take(lambda *_: True)
        return made

    yield begin
    for made in opened:
        made.close("finished")


def waiting(made):
    return [w for lines in made._queue._hosts.values() for line in lines.values() for w in line]


def path_of(one):
    return one.found.url.removeprefix(address("")).rstrip("/")


def listing(*paths, **fields):
    return visit("list", found=tuple(found(one) if isinstance(one, str) else one for one in paths), **fields)


def head(name, route=Route.FEED, **fields):
    return found(name, route, kind=Kind.HEAD, **fields)


def page(name, **fields):
    return found(name, kind=Kind.PAGE, **fields)


# -- Order


def test_the_start_addresses_are_asked_first_and_not_found_again(begin, story):
    story.tell(visit("list", found=(found("a"),)))
    made = begin(start=True)
    made.learn(listing("start"))

    first = made.next_request()

    assert (path(first), first.meta[FOUND].route, first.meta[FOUND].kind) == ("start", Route.START, Kind.HEAD)
    assert asked(made) == ["a"]


def test_heads_come_first_then_articles_as_found_then_further_pages(begin):
    made = begin()
    made.learn(listing(page("page/2"), "b", "a", head("feed"), page("page/3"), "c"))

    assert len(made) == 6
    assert asked(made) == ["feed", "b", "a", "c", "page/2", "page/3"]
    assert len(made) == 0


def test_an_address_is_offered_once_in_a_run_in_whatever_spelling(begin):
    made = begin()
    made.learn(listing("a", "a", "https://www.rada.example/a", "http://rada.example/a/"))
    assert asked(made) == ["a"]

    made.learn(listing("a"))
    assert asked(made) == []


def test_an_address_of_a_former_host_is_the_same_page(begin):
    made = begin(spider(former_hosts=("old.example",)))
    made.learn(listing("a", "http://old.example/a", "http://old.example/b"))

    assert asked(made) == ["a", "http://old.example/b"]


def test_a_request_carries_what_was_found_and_where(begin):
    made = begin()
    made.learn(listing("a"))

    request = made.next_request()

    assert request.meta[FOUND] == found("a")
    assert request.meta[FOUND_ON] == address("list")
    assert request.dont_filter
    assert request.errback == made._spider.failed


def test_a_run_that_cannot_look_up_what_is_next_ends(begin, monkeypatch):
    told = []
    made = begin()
    made.learn(listing("a"))
    made._recorder.cannot_look_up = told.append
    broken = sqlite3.DatabaseError("database disk image is malformed")
    monkeypatch.setattr(made._memory, "holds", lambda _: (_ for _ in ()).throw(broken))
    monkeypatch.setattr(made._endless, "trap", lambda _: "trap: lists")

    assert made.next_request() is None
    assert told == [broken]


def test_what_is_refused_is_never_offered(begin):
    made = begin()
    made.learn(listing(found("https://else.example/", Route.NEIGHBOUR, refused="off-site")))

    assert asked(made) == []


def test_the_frontier_waits_for_a_writer_that_is_behind(begin):
    made = begin()
    made.learn(listing("a"))
    made._recorder.crowded = True
    assert made.next_request() is None
    assert made.has_pending_requests()

    made._recorder.crowded = False
    assert asked(made) == ["a"]
    assert not made.has_pending_requests()


# -- What earlier runs left


def test_a_run_takes_up_what_waits_then_what_is_due_then_what_failed(begin, story):
    past = NOW - timedelta(days=200)
    for name in ("due", "recent"):
        story.read(name, previous="x", next="y")
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = ? WHERE url = ?", (past.isoformat(), address("due")))
        db.execute("UPDATE frontier SET next_visit = '2099-01-01' WHERE url = ?", (address("recent"),))
    story.tell(visit("list", found=(found("b", Route.NEIGHBOUR), found("a"))))
    story.tell(visit("gone", Outcome.GONE, route=Route.NUMBER), visit("no", Outcome.REFUSED, why="a static page"))
    story.tell(visit("failed", Outcome.FAILED, why="timeout"))

    made = begin()
    first = made.next_request()

    assert path(first) == "b"
    assert first.meta[FOUND].route == Route.NEIGHBOUR
    assert first.meta[FOUND_ON] == address("list")
    assert asked(made) == ["a", "due", "failed"]


def test_all_that_is_held_is_asked_again_the_longest_unseen_first_where_someone_wants_that(begin, story):
    for day, name in ((3, "seen"), (1, "unseen"), (2, "between")):
        story.read(name, days=day, previous="x", next="y", published=datetime(2026, 1, day, tzinfo=UTC))

    assert asked(begin()) == []
    assert asked(begin(NEWSARCHIVE_AGAIN=True)) == ["unseen", "between", "seen"]
    assert asked(begin(NEWSARCHIVE_AGAIN=True, NEWSARCHIVE_SINCE="2026-01-02")) == ["between", "seen"]


def test_a_run_takes_up_nothing_of_another_council(begin, story, archive):
    story.tell(visit("list", found=(found("a"),)))
    with archive.transaction() as db:
        db.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES ('insha', 'Інша', NULL, 'UA-01', 'x', '', 'y')"
        )
        db.execute("UPDATE frontier SET council = 'insha'")

    assert asked(begin()) == []


def test_a_site_that_asked_to_be_left_alone_is_left_alone_by_the_next_run_too(begin, story):
    story.tell(visit("list", found=(found("a"),)))
    later = datetime.now(UTC) + timedelta(seconds=LONGEST_WAIT + 60)
    story.tell(visit("b", Outcome.LATER, why="status 429", status=429))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = ? WHERE url = ?", (later.isoformat(), address("b")))

    made = begin(start=True)

    assert asked(made) == []
    assert not made.has_pending_requests()
    with pytest.raises(CloseSpider) as ended:
        made.spider_idle()
    assert ended.value.reason == "asked_to_wait"


# -- What is known already


def test_what_is_held_is_asked_again_only_when_a_list_tells_of_a_later_change(begin, story):
    told = {"a": {}, "b": {"modified": datetime(2026, 11, 20, 10, tzinfo=UTC)}, "c": {"modified": date(2026, 11, 19)}}
    for name, fields in told.items():
        story.read(name, **fields)
    made = begin()
    before, between, after = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (9, 11, 13))

    made.learn(listing(*(found(n, Route.SITEMAP, modified=before) for n in "abc")))
    assert asked(made) == []
    made.learn(listing("a", "b", "c"))
    assert asked(made) == []
    made.learn(listing(*(found(n, Route.SITEMAP, modified=between) for n in "abc")))
    assert asked(made) == ["b"]
    made.learn(listing(*(found(n, Route.SITEMAP, modified=after) for n in "abc")))
    assert asked(made) == ["a", "c"]


def all_changed(names, at, route=Route.SITEMAP):
    """A list that says of all articles when they changed."""
    return listing(*(found(name, route, modified=at) for name in names), at=NOW + 30 * DAY)


MANY = "abcdefghijkl"


@pytest.mark.parametrize(
    ("route", "names", "believed"),
    [(Route.SITEMAP, MANY, False), (Route.FEED, MANY, False), (Route.API, MANY, True), (Route.SITEMAP, "abc", True)],
    ids=["many", "a feed", "the API", "few"],
)
def test_a_list_that_said_so_in_vain_of_many_articles_is_not_believed_again(begin, story, route, names, believed):
    for name in names:
        story.read(name)
    story.tell(all_changed(names, NOW + DAY, route))
    for name in names:
        story.read(name, days=2)  # nothing had changed
    made = begin()

    lesson = made.learn(told := all_changed([*names, "new"], NOW + 3 * DAY, route))

    assert asked(made) == ([*names, "new"] if believed else ["new"])
    written = {one.url for one in lesson.told(told).found if one.modified}
    assert written == {address(name) for name in ([*names, "new"] if believed else ["new"])}


def test_a_short_list_that_said_so_in_vain_of_each_is_not_believed_again(begin, story):
    for name in "abc":
        story.read(name)
    story.tell(all_changed("abc", NOW + DAY, Route.FEED))
    for name in "abc":
        story.read(name, days=2)
    made = begin()

    made.learn(all_changed("abc", NOW + 3 * DAY, Route.FEED))

    assert asked(made) == []


def test_a_list_is_believed_again_of_what_had_changed_when_it_said_so(begin, story):
    for name in MANY:
        story.read(name)
    story.tell(all_changed(MANY, NOW + DAY))
    for name in MANY:
        story.read(name, "Виправлено" if name == "c" else "Заголовок", days=2)
    made = begin()

    made.learn(all_changed(MANY, NOW + 3 * DAY))

    assert asked(made) == ["c"]


def test_an_article_that_was_missed_is_looked_for_whatever_its_list_is_worth(begin, story):
    for name in MANY:
        story.read(name)
    story.tell(all_changed(MANY, NOW + DAY))
    for name in MANY:
        story.read(name, days=2)
    story.tell(visit("c", Outcome.GONE, status=404, at=NOW + 3 * DAY))
    made = begin()

    made.learn(all_changed(MANY, NOW + 4 * DAY))

    assert asked(made) == ["c"]


@pytest.mark.parametrize(("names", "believed"), [(MANY, False), ("abc", True)])
def test_a_list_is_not_believed_that_says_of_many_that_they_changed_as_it_is_made(begin, story, names, believed):
    for name in names:
        story.read(name)
    made = begin()

    lesson = made.learn(told := all_changed(names, NOW + 30 * DAY))

    assert asked(made) == (list(names) if believed else [])
    assert any(one.modified for one in lesson.told(told).found) is believed


def test_a_list_s_word_is_compared_with_its_own_earlier_word(begin, story):
    """A site's clock may be wrong, and its articles may not say when they changed."""
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    story.tell(listing(found("a", Route.API, modified=long_ago), found("b", Route.API, modified=long_ago)))
    story.read("a")
    story.read("b")
    made = begin()

    made.learn(listing(found("a", Route.API, modified=long_ago), found("b", Route.API, modified=long_ago + DAY)))

    assert asked(made) == ["b"]


def test_what_has_changed_is_asked_for_as_a_whole(begin, story):
    story.tell(visit("a", article=article("a"), etag='"1"', last_modified="Fri"))
    made = begin()
    made.learn(listing(found("a", Route.API, modified=NOW + DAY)))

    request = made.next_request()

    assert request.meta[HELD].record_id == story.one("SELECT record_id FROM captures")
    assert "If-None-Match" not in request.headers


def test_what_was_not_known_before_is_not_looked_up_when_it_is_first_asked(begin, story, monkeypatch):
    made, looked_up = begin(), []
    monkeypatch.setattr(made._memory, "validators", looked_up.append)
    made.learn(listing("a"))
    assert asked(made) == ["a"]
    assert looked_up == []

    story.tell(visit("a", article=article("a"), etag='"1"'))
    made._push_whole(address("a"), Route.LISTING)

    assert asked(made) == ["a"]
    assert looked_up == [address("a")]


def test_what_is_due_is_asked_for_only_if_it_has_changed(begin, story):
    story.tell(visit("a", article=article("a", previous="x", next="y"), etag='W/"1"', last_modified="Fri, 1"))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01'")

    request = begin().next_request()

    assert (request.headers["If-None-Match"], request.headers["If-Modified-Since"]) == (b'W/"1"', b"Fri, 1")
    assert request.meta[HELD].profile == "identical-payload-digest"


def test_a_list_that_is_read_to_its_end_is_read_though_it_is_the_one_that_is_held(begin, story):
    page = found("start/page/2", kind=Kind.PAGE)
    story.tell(visit("start", route=Route.START, kind=Kind.HEAD, found=(page,)), visit(page.url, kind=Kind.PAGE))
    made = begin(start=True)  # no run has come to its end: this one reads all

    request = made.next_request()
    made.learn(visit("start", route=Route.START, kind=Kind.HEAD, found=(page,)))
    others = {path(one): one for one in iter(made.next_request, None)}

    assert (path(request), request.meta[HELD]) == ("start", None)
    assert others["start/page/2"].meta[HELD] is None


@pytest.mark.parametrize("links", [{"previous": "x"}, {"next": "y"}])
def test_the_ends_of_the_chain_are_asked_for_as_a_whole(begin, story, links):
    """A new article changes the links of the formerly newest page, whose ETag may stay."""
    story.tell(visit("a", article=article("a", **links), etag='"1"', last_modified="Fri"))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01'")

    assert "If-None-Match" not in begin().next_request().headers


def test_an_article_of_no_chain_is_asked_for_only_if_it_has_changed(begin, story):
    story.tell(visit("a", article=article("a"), etag='"1"'))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01'")

    assert begin().next_request().headers["If-None-Match"] == b'"1"'


def test_what_was_gone_or_refused_is_not_asked_again(begin, story):
    today = datetime.now(UTC)
    story.tell(visit("gone", Outcome.GONE, at=today), visit("no", Outcome.REFUSED, at=today))
    made = begin()

    made.learn(listing(found("gone", modified=NOW + DAY), "no"))

    assert asked(made) == []


def test_what_no_page_had_named_is_asked_as_a_whole_once_one_does(begin, story):
    """Nothing stood at its number yet; or it was read as robots.txt, which led there."""
    story.tell(visit("7", Outcome.GONE, route=Route.NUMBER))
    story.tell(visit("a", route=Route.ROBOTS, etag='"1"'))
    made = begin()

    made.learn(listing("7", "a"))

    requests = list(iter(made.next_request, None))
    assert [path(one) for one in requests] == ["7", "a"]
    assert not any("If-None-Match" in one.headers or one.meta[HELD] for one in requests)


def test_what_was_found_by_its_number_is_not_asked_again_since_a_list_names_it(begin, story):
    story.tell(visit("7", article=article("7"), at=datetime.now(UTC), route=Route.NUMBER))
    made = begin()

    made.learn(listing("7"))

    assert asked(made) == []


def test_a_known_neighbour_is_asked_again_only_when_it_does_not_name_the_article(begin, story):
    story.read("a", next="b")
    story.read("c", previous="b")
    made = begin()
    links = (found("a", Route.NEIGHBOUR), found("c", Route.NEIGHBOUR))

    made.learn(visit("b", article=article("b", previous="a", next="c"), found=links))
    assert asked(made) == []
    made.learn(visit("x", article=article("x", previous="a", next="c"), found=links))
    assert asked(made) == ["a", "c"]


def test_what_was_refused_as_another_sites_waits_once_the_spider_calls_it_its_own(begin, story):
    story.tell(visit("list", found=(found("a", refused="off-site"),)))
    made = begin()

    made.learn(listing(found("a")))

    assert asked(made) == ["a"]


@pytest.mark.parametrize("answer", [{"outcome": Outcome.GONE, "status": 404}, {"outcome": Outcome.STORED}])
def test_the_neighbours_of_an_article_that_is_gone_are_asked_what_they_say_now(begin, story, answer):
    story.read("a", next="b")
    story.read("b", previous="a", next="c")
    story.read("c", previous="b")
    made = begin()

    made.learn(visit("b", **answer))

    assert asked(made) == ["a", "c"]


def test_the_neighbours_of_one_that_leads_to_another_spelling_of_itself_are_not_asked(begin, story):
    story.read("b", previous="a", next="c")
    made = begin()

    made.learn(visit("b", status=301, alias_of=address("b").rstrip("/")))

    assert asked(made) == []


def test_what_was_missed_is_asked_at_once_where_a_list_names_it_again(begin, story):
    """It may have come back; a list that never ceases to name it tells nothing."""
    story.tell(listing("a", "b"))
    for name in "ab":
        story.read(name, name)
        story.tell(visit(name, Outcome.GONE, why="status 404", status=404, at=NOW + DAY))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2099-01-01'")
    story.tell(listing("b", at=NOW + 2 * DAY))
    made = begin()

    made.learn(listing("a", "b", at=NOW + 3 * DAY))

    assert asked(made) == ["a"]


def test_those_of_one_that_is_looked_for_again_are_not(begin, story):
    """Where many went together, each would be asked twice in every run that looks for them."""
    story.read("a", next="b")
    story.read("b", previous="a")
    story.tell(visit("b", Outcome.GONE, why="status 404", status=404))
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2099-01-01'")
    made = begin()

    made.learn(visit("b", Outcome.GONE, why="status 404", status=404))

    assert asked(made) == []


@pytest.mark.parametrize("why", ["parked", "challenge", "robots", "status 403"])
def test_a_wall_before_an_article_is_no_reason_to_ask_its_neighbours(begin, story, why):
    story.read("a", next="b")
    story.read("b", previous="a")
    made = begin()

    made.learn(visit("b", Outcome.REFUSED, why=why))

    assert asked(made) == []


def test_a_site_that_has_nothing_any_more_is_not_walked_through(begin, story):
    numbers = range(missing.MOST + 3)
    for number in numbers:
        story.read(f"a{number}", f"Назва {number}", body=str(number), next=f"b{number}")
    made = begin()

    for number in numbers:
        made.learn(visit(f"a{number}", Outcome.GONE, why="status 404", status=404))
    assert asked(made) == [f"b{number}" for number in range(missing.MOST)]

    made.learn(visit("x", article=article("x")))
    made.learn(visit("a0", Outcome.GONE, why="status 404", status=404))
    made.learn(visit(f"a{missing.MOST}", Outcome.GONE, why="status 404", status=404))
    assert asked(made)[-1] == f"b{missing.MOST}"


def test_an_article_that_only_failed_is_no_reason_to_ask_its_neighbours(begin, story):
    story.read("a", next="b")
    story.read("b", previous="a")
    made = begin()

    made.learn(visit("b", Outcome.FAILED, why="status 500", status=500))

    assert asked(made) == ["b"]


# -- Redirects


def hop(path, target, route=Route.LISTING, **fields):
    return visit(
        path, route=route, status=301, alias_of=address(target), found=(found(target, Route.REDIRECT),), **fields
    )


def test_the_target_of_a_redirect_is_asked_before_all(begin):
    made = begin()
    made.learn(listing("x"))
    made.learn(hop("a", "b"))

    assert asked(made) == ["b", "x"]


def test_a_redirect_to_another_spelling_of_the_page_is_followed(begin):
    made = begin()
    made.learn(listing("a"))
    asked(made)
    made.learn(hop("a", "http://www.rada.example/a"))

    assert asked(made) == ["http://www.rada.example/a"]


def test_a_redirect_to_what_is_held_is_not_followed(begin, story):
    story.read("b")
    made = begin()
    made.learn(hop("a", "b"))

    assert asked(made) == []


def test_a_start_address_that_leads_to_a_known_list_is_followed(begin, story):
    story.tell(visit("list"))
    made = begin()
    made.learn(hop("start", "list", Route.START))

    assert asked(made) == ["list"]


def test_redirects_that_do_not_end_are_given_up(begin):
    made = begin()
    for number in range(MOST):
        made.learn(hop(f"r{number}", f"r{number + 1}"))
        assert asked(made) == [f"r{number + 1}"]
    made._recorder.learn(hop(f"r{MOST}", "last"))

    assert asked(made) == []
    assert [(one.url, one.outcome, one.why) for one in made._recorder.learned[1:]] == [
        (address("last"), Outcome.REFUSED, "trap: redirects")
    ]


def test_redirects_in_a_circle_are_followed_once(begin):
    made = begin()
    made.learn(listing("a"))
    asked(made)
    made.learn(hop("a", "b"))
    assert asked(made) == ["b"]
    made.learn(hop("b", "a"))

    assert asked(made) == []


# -- Failures


def failure(name, why="timeout", **fields):
    return visit(name, Outcome.FAILED, why=why, status=None, **fields)


@pytest.mark.parametrize("why", ["timeout", "tls", "not HTTP"])
def test_what_failed_is_tried_again_after_everything_else_and_not_for_ever(begin, why):
    made = begin()
    made.learn(listing("a", "b", page("page/2")))
    assert path(made.next_request()) == "a"
    made.learn(failure("a", why))

    assert asked(made) == ["b", "page/2", "a"]
    tries = 1
    while True:
        made.learn(failure("a", why))
        if asked(made) != ["a"]:
            break
        tries += 1
    assert tries == RETRIES


@pytest.mark.parametrize("why", ["too big", "not understood", "reading crashed", "unknown encoding"])
def test_what_another_try_cannot_mend_is_not_tried_again(begin, why):
    made = begin()
    made.learn(visit("a", Outcome.FAILED, why=why))

    assert asked(made) == []


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.REFUSED, Outcome.UNCHANGED])
def test_only_a_failure_is_tried_again(begin, outcome):
    made = begin()
    made.learn(visit("a", outcome))

    assert asked(made) == []


def test_a_site_that_does_not_answer_is_left_alone(begin):
    made = begin()
    made.learn(listing(*(f"a{n}" for n in range(FAILURES + 5))))
    for number in range(FAILURES):
        made.learn(failure(f"x{number}"))

    assert asked(made) == []
    assert not made.has_pending_requests()
    with pytest.raises(CloseSpider) as ended:
        made.spider_idle()
    assert ended.value.reason == "no_answer"


# -- Politeness


def test_no_more_is_under_way_than_allowed(begin):
    made = begin(at_once=2)
    made.learn(listing("a", "b", "c"))
    assert asked(made) == ["a", "b"]

    made.answered(address("a"), 200)

    assert asked(made) == ["c"]


def test_a_host_is_not_given_up_while_its_answers_wait_to_be_read(begin):
    made = begin(at_once=30)
    names = [f"n{number}" for number in range(20)]
    made.learn(listing(*names, "last"))
    asked(made)
    for one, other in zip(names[::2], names[1::2], strict=True):
        made.learn(visit(one, Outcome.FAILED, status=None, why="connection lost"))
        made.answered(address(other), 200)

    assert made.has_pending_requests()


@pytest.mark.parametrize("status", [429, 503, 500])
def test_after_a_plea_for_patience_nothing_is_asked_before_it_is_read(begin, status):
    made = begin(at_once=1)
    made.learn(listing("a", "b"))
    assert asked(made) == ["a"]

    made.answered(address("a"), status)
    assert asked(made) == []

    made.learn(visit("a", Outcome.GONE, status=404))
    assert asked(made) == ["b"]


def test_requests_follow_each_other_at_the_pace(begin):
    made = begin(DOWNLOAD_DELAY=3)
    made.learn(listing("a", "b"))
    assert asked(made) == ["a"]

    made._pace.clock.now += 2.9
    assert asked(made) == []
    made._pace.clock.now += 0.2
    assert asked(made) == ["b"]


def test_a_host_that_asks_for_patience_is_left_alone_as_a_whole_and_asked_again(begin):
    made = begin()
    made.learn(listing("a", "b"))
    assert path(made.next_request()) == "a"
    wait = NOW + timedelta(seconds=90)
    made.learn(visit("a", Outcome.LATER, why="status 503", status=503, not_before=wait))
    assert asked(made) == []

    made._pace.clock.now += 80
    assert asked(made) == []
    made._pace.clock.now += 15
    assert asked(made) == ["b", "a"]


def test_a_host_that_goes_on_refusing_is_given_up_in_this_run(begin):
    made = begin()
    made.learn(listing("b"))
    for _ in range(REFUSALS):
        made.learn(visit("a", Outcome.LATER, why="status 429", status=429))
        made._pace.clock.now += 1000

    assert asked(made) == []
    assert not made.has_pending_requests()


def test_hosts_are_asked_each_at_its_own_pace(begin):
    made = begin(spider(former_hosts=("old.example",)), at_once=1)
    made.learn(listing("a", "http://old.example/b", "c"))

    assert asked(made) == ["a", "http://old.example/b"]


def test_the_engine_is_woken_when_the_next_request_may_be_made(begin):
    made = begin(at_once=1, DOWNLOAD_DELAY=60)  # so that the alarm does not go off by itself
    made.learn(listing("a", "b"))
    del made._set_alarm  # the method of the class again

    async def run():
        assert path(made.next_request()) == "a"
        made.answered(address("a"), 200)
        assert made.next_request() is None
        await asyncio.sleep(0)
        return made._alarm

    import asyncio

    alarm = asyncio.run(run())

    assert alarm is not None
    made._wake()
    assert made._crawler.woken == [True]


# -- robots.txt

ROBOTS = address("robots.txt").rstrip("/")


def robots(text=None, outcome=Outcome.STORED, **fields):
    return visit(ROBOTS, outcome, route=Route.ROBOTS, robots=text, **fields)


@pytest.fixture
def obedient(begin):
    made = begin(ROBOTSTXT_OBEY=True)
    made.learn(listing("a", "private/b", "c"))
    return made


def test_nothing_is_asked_of_a_host_before_its_robots_txt(obedient):
    assert asked(obedient) == ["robots.txt"]
    obedient.learn(robots("User-agent: *\nDisallow: /private/"))

    assert asked(obedient) == ["a", "c"]
    refused = [(one.url, one.outcome, one.why) for one in obedient._recorder.learned]
    assert refused == [(address("private/b"), Outcome.REFUSED, "robots")]
    assert obedient.robots[ROBOTS]["says"] == "rules"


def test_it_is_asked_for_uncompressed_so_that_its_beginning_can_be_read(obedient):
    assert obedient.next_request().headers["Accept-Encoding"] == b"identity"


def test_the_delay_it_asks_for_is_kept(obedient):
    asked(obedient)
    obedient.learn(robots("User-agent: *\nCrawl-delay: 10"))
    obedient._pace.clock.now += 10

    assert asked(obedient) == ["a"]
    obedient._pace.clock.now += 9
    assert asked(obedient) == []
    obedient._pace.clock.now += 1.1
    assert asked(obedient) == ["private/b"]


def test_so_is_that_of_one_that_an_earlier_run_asked_for(begin):
    made = begin(ROBOTSTXT_OBEY=True)
    made._doors._held = lambda _: robots("User-agent: *\nCrawl-delay: 10")
    made.learn(listing("a", "b"))
    assert asked(made) == ["a"]

    made._pace.clock.now += 9
    assert asked(made) == []
    made._pace.clock.now += 1.1
    assert asked(made) == ["b"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_where_there_is_none_all_may_be_asked(obedient, status):
    asked(obedient)
    outcome = Outcome.GONE if status in {404, 410} else Outcome.REFUSED
    obedient.learn(robots(outcome=outcome, status=status))

    assert asked(obedient) == ["a", "private/b", "c"]


def test_where_it_cannot_be_known_nothing_is_asked(obedient):
    for _ in range(RETRIES + 1):
        assert asked(obedient) == ["robots.txt"]
        obedient.learn(robots(outcome=Outcome.FAILED, why="status 500", status=500))

    assert asked(obedient) == []
    assert not obedient.has_pending_requests()
    with pytest.raises(CloseSpider) as ended:
        obedient.spider_idle()
    assert ended.value.reason == "robots"


def test_it_is_asked_for_again_by_a_host_that_asked_for_patience(obedient):
    asked(obedient)
    obedient.learn(robots(outcome=Outcome.LATER, why="status 503", status=503))
    obedient._pace.clock.now += 5

    assert asked(obedient) == ["robots.txt"]


def test_it_may_lead_on(obedient):
    asked(obedient)
    target = address("rules.txt")
    obedient.learn(robots(status=301, alias_of=target, found=(found(target, Route.ROBOTS),)))
    assert asked(obedient) == ["rules.txt"]

    obedient.learn(visit(target, route=Route.ROBOTS, robots="User-agent: *\nDisallow: /private/"))
    assert asked(obedient) == ["a", "c"]


def test_the_sitemaps_it_names_are_asked(obedient):
    asked(obedient)
    obedient.learn(robots("", found=(head("s.xml", Route.SITEMAP),)))

    assert asked(obedient) == ["s.xml", "a", "private/b", "c"]


# -- Walks that do not end


def test_the_walk_ends_behind_too_many_articles_that_differ_in_figures_alone(begin):
    made = begin()
    for number in range(SAME_TEXT + 1):
        told = article(f"n{number}", title=f"Новина {number}", body=f"Текст {number}")
        made.learn(visit(f"n{number}", article=told, found=(found(f"n{number + 1}", Route.NEIGHBOUR),)))
        offered = asked(made)

    assert offered == []


def test_pages_of_a_list_that_shows_nothing_more_are_left(begin):
    made = begin()
    asked_pages = []
    made.learn(visit("list", found=(found("a"), page("list/page/2"))))
    for _ in range(50):
        offered = [one for one in asked(made) if "page" in one]
        if not offered:
            break
        asked_pages += offered
        number = int(offered[0].rsplit("/", 1)[1])
        made.learn(visit(offered[0], found=(found("a"), page(f"list/page/{number + 1}"))))

    assert len(asked_pages) == 2


# -- Limits


def test_the_limit_counts_articles_and_not_lists(begin):
    made = begin(NEWSARCHIVE_LIMIT=2)
    made.learn(listing(head("feed"), "a", "b", "c"))

    assert asked(made) == ["feed", "a", "b"]
    assert not made.has_pending_requests()
    with pytest.raises(CloseSpider) as ended:
        made.spider_idle()
    assert ended.value.reason == "limit"


def test_what_is_new_comes_before_what_is_due_though_the_list_is_still_being_read(begin, story):
    story.read("due", previous="x", next="y")
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01' WHERE url = ?", (address("due"),))
    made = begin(start=True, NEWSARCHIVE_LIMIT=1)

    assert asked(made) == ["start"]
    assert made.has_pending_requests()
    made.learn(visit("start", found=(found("new"),)))
    assert asked(made) == ["new"]
    made.learn(visit("new", Outcome.GONE))
    assert asked(made) == ["due"]


def test_a_run_that_leaves_nothing_behind_just_ends(begin):
    made = begin()

    assert made.spider_idle() is None


def test_an_address_that_is_no_article_is_given_back(begin):
    made = begin(NEWSARCHIVE_LIMIT=1)
    made.learn(listing("a", "b", "c"))
    assert asked(made) == ["a"]

    made.learn(visit("a", Outcome.GONE))
    assert asked(made) == ["b"]
    made.learn(visit("b", article=article("b")))
    assert asked(made) == []


def test_an_article_that_nobody_expected_counts_too(begin):
    made = begin(start=True, NEWSARCHIVE_LIMIT=1)
    assert asked(made) == ["start"]

    made.learn(visit("start", route=Route.START, article=article("start"), found=(found("a"),)))
    assert asked(made) == []
    made.learn(visit("more", article=article("more"), found=(found("a"),)))
    assert asked(made) == []


def test_without_a_limit_all_is_asked(begin):
    made = begin()
    made.learn(listing(*(f"a{n}" for n in range(50))))

    assert len(asked(made)) == 50


@pytest.mark.parametrize(
    ("published", "walked"),
    [
        (datetime(2026, 11, 10, tzinfo=UTC), ["a"]),
        (date(2026, 11, 10), ["a"]),
        (datetime(2026, 11, 9, 23, tzinfo=UTC), []),
        (date(2026, 11, 9), []),
        (None, ["a"]),
    ],
)
def test_an_article_older_than_since_is_not_walked_past(begin, published, walked):
    made = begin(NEWSARCHIVE_SINCE="2026-11-10")
    made.learn(visit("b", article=article("b", published=published), found=(found("a", Route.NEIGHBOUR),)))

    assert asked(made) == walked


def test_a_later_run_walks_no_further_past_it_either(begin, story):
    old, new = datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 11, tzinfo=UTC)
    for name, published in (("old", old), ("new", new)):
        story.tell(
            visit(name, article=article(name, published=published), found=(found(f"by-{name}", Route.NEIGHBOUR),))
        )
    listed = (found("listed", Route.SITEMAP, modified=old), found("fresh", Route.SITEMAP, modified=new))
    story.tell(visit("sitemap", found=listed))

    assert asked(begin(NEWSARCHIVE_SINCE="2026-11-10")) == ["by-new", "fresh"]
    assert asked(begin(NEWSARCHIVE_SINCE="2026-11-01")) == ["by-old", "by-new", "listed", "fresh"]


def test_what_a_list_says_has_not_changed_since_then_is_left(begin):
    made = begin(NEWSARCHIVE_SINCE="2026-11-10")
    old, new = datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)
    made.learn(listing("a", found("old", Route.SITEMAP, modified=old), found("new", Route.SITEMAP, modified=new)))

    assert asked(made) == ["a", "new"]


# -- Ways in that a spider names


def test_a_spider_may_name_the_ways_in_that_its_site_offers(begin):
    made = begin(spider(routes=(Route.NEIGHBOUR,)))
    made.learn(listing("a", head("feed"), page("page/2"), found("b", Route.NEIGHBOUR)))
    made.learn(visit("start", route=Route.START))

    assert asked(made) == ["b"]


# -- Numbers


def test_articles_that_are_counted_are_walked_in_both_directions(begin):
    made = begin(spider(numbers=address("news") + "?id={}"))
    url = address("news") + "?id=7"
    made.learn(visit(url, article=article(url)))

    assert asked(made) == ["news/?id=8", "news/?id=6"]


# -- As Scrapy builds it


def test_in_the_shell_only_its_own_requests_pass():
    made = Frontier.from_crawler(scheduling.crawler())
    made.open(spider()())
    request = Request(address("a"))

    assert not made.has_pending_requests()
    assert made.enqueue_request(request)
    assert made.has_pending_requests()
    assert made.next_request() is request
    assert made.next_request() is None
    made.learn(visit("a"))
    assert made.robots == {}
    made.close("finished")


# -- What is an article because a list tells a day of it


def doubtful(name):
    return visit(name, Outcome.REFUSED, why="not an article", doubtful=article(name, published=None))


def by_list(name):
    return SecondReading(url=address(name), source="list", published=NOW.date())


def test_lists_are_read_on_before_articles_once_a_page_may_be_one(begin):
    made = begin()
    made.learn(listing(page("page/2"), "a", "b"))
    made.next_request()

    made.learn(doubtful("a"))

    assert asked(made) == ["page/2", "b"]


def test_what_was_asked_before_a_list_told_of_it_is_asked_again(begin):
    made = begin()
    made.learn(listing("a", page("page/2")))
    assert asked(made) == ["a", "page/2"]
    made.learn(doubtful("a"))

    made.learn(listing("a", second=(by_list("a"),)))

    assert asked(made) == ["a"]
    made.learn(doubtful("a"))
    made.learn(listing("a", second=(by_list("a"),)))
    assert asked(made) == []


def test_what_is_asked_again_is_read_though_its_answer_is_held(begin, story):
    story.tell(visit("a", etag='"1"'))
    made = begin()
    made.learn(doubtful("a"))
    made.learn(listing("a", second=(by_list("a"),)))

    request = made.next_request()

    assert (path(request), request.meta.get(HELD)) == ("a", None)
    assert b"If-None-Match" not in request.headers


def test_what_earlier_runs_were_told_of_is_an_article_now(begin, story):
    story.tell(visit("list", found=(found("a"),), second=(by_list("a"),)))
    made = begin()
    made.learn(doubtful("a"))
    made.learn(listing(page("page/2"), "b"))

    assert asked(made) == ["a", "b", "page/2"]  # no list is needed first


def test_articles_that_were_taken_for_lists_are_no_trap(begin):
    made = begin()
    names = [f"novyny/{n}-pro-utrymannia" for n in range(32)]
    for name in names:
        made.learn(visit(name, doubtful=article(name, published=None), found=()))
    made.learn(listing("novyny/99-pro-dorohy"))
    assert asked(made) == []

    made.learn(listing(*names[:1], second=(by_list(names[0]),)))
    made.learn(listing("novyny/98-pro-mosty"))

    assert asked(made) == [names[0], "novyny/98-pro-mosty"]
