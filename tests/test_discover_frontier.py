"""Which address is asked next: heads, then news, then further pages; each once in a run, failures again at the end."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.settings import Settings

from newsarchive.capture.recorder import FOUND, FOUND_ON, Recorder
from newsarchive.discover.frontier import RETRIES, Frontier, request_for
from newsarchive.items import Kind, Outcome, Route
from newsarchive.store import Archive
from tests.helpers.build import NOW, address, article, found, visit

SPIDER = SimpleNamespace(name="testova", failed=print)
DAY = timedelta(days=1)


class Desk:
    """What the frontier needs of a recorder."""

    def __init__(self, folder):
        self.folder = folder
        self.crowded = False

    def look_up(self):
        return Archive(self.folder, readonly=True).connection


@pytest.fixture
def begin(folder, story):
    """Open a frontier on the archive as the story has left it."""
    opened = []

    def begin(**kwargs):
        frontier = Frontier(Desk(folder), **kwargs)
        frontier.open(SPIDER)
        opened.append(frontier)
        return frontier

    yield begin
    for frontier in opened:
        frontier.close("finished")


def asked(frontier):
    """Everything that the frontier offers now, as paths."""
    return [path(request) for request in iter(frontier.next_request, None)]


def path(request):
    return request.url.removeprefix(address("")).rstrip("/")


def listing(*paths, **fields):
    return visit("list", found=tuple(found(one) if isinstance(one, str) else one for one in paths), **fields)


# -- Order


def test_heads_come_first_then_articles_as_found_then_further_pages(begin):
    frontier = begin()
    frontier.learn(
        listing(
            found("page/2", kind=Kind.PAGE),
            "b",
            "a",
            found("feed", Route.FEED, kind=Kind.HEAD),
            found("page/3", kind=Kind.PAGE),
            "c",
        )
    )

    assert len(frontier) == 6
    assert asked(frontier) == ["feed", "b", "a", "c", "page/2", "page/3"]
    assert len(frontier) == 0


def test_an_address_is_offered_once_in_a_run(begin):
    frontier = begin()
    frontier.learn(listing("a", "a"))
    frontier.learn(listing("a"))
    assert asked(frontier) == ["a"]

    frontier.learn(listing("a"))
    assert asked(frontier) == []


def test_a_start_address_comes_before_all_and_is_not_found_again(begin, story):
    story.tell(visit("list", found=(found("a"),)))
    frontier = begin()
    start = request_for(found("start", Route.START, kind=Kind.HEAD), SPIDER)

    assert frontier.enqueue_request(start)
    frontier.learn(listing("start"))

    assert asked(frontier) == ["start", "a"]


def test_a_request_carries_what_was_found_and_where(begin):
    frontier = begin()
    frontier.learn(listing("a"))

    request = frontier.next_request()

    assert request.meta[FOUND] == found("a")
    assert request.meta[FOUND_ON] == address("list")
    assert request.dont_filter
    assert request.errback is SPIDER.failed


def test_what_is_refused_is_never_offered(begin):
    frontier = begin()
    frontier.learn(listing(found("https://else.example/", Route.NEIGHBOUR, refused="off-site")))

    assert asked(frontier) == []


def test_the_frontier_waits_for_a_writer_that_is_behind(begin):
    frontier = begin()
    frontier.learn(listing("a"))
    frontier._recorder.crowded = True
    assert frontier.next_request() is None
    assert frontier.has_pending_requests()

    frontier._recorder.crowded = False
    assert asked(frontier) == ["a"]
    assert not frontier.has_pending_requests()


# -- What earlier runs left


def test_a_run_takes_up_what_waits_and_what_is_due_articles_never_read_first(begin, story):
    past, future = datetime.now(UTC) - DAY, datetime.now(UTC) + DAY
    story.tell(visit("due", article=article("due"), next_visit=past))
    story.tell(visit("fresh", article=article("fresh"), next_visit=future))
    story.tell(visit("never", article=article("never")))
    story.tell(visit("list", found=(found("b", Route.NEIGHBOUR), found("a"))))
    story.tell(visit("gone", Outcome.GONE), visit("no", Outcome.REFUSED, why="robots"))
    story.tell(visit("later", Outcome.LATER, next_visit=future), visit("again", Outcome.LATER, next_visit=past))
    story.tell(visit("failed", Outcome.FAILED, why="timeout"))

    frontier = begin()
    first = frontier.next_request()

    assert path(first) == "b"
    assert first.meta[FOUND].route == Route.NEIGHBOUR
    assert first.meta[FOUND_ON] == address("list")
    assert asked(frontier) == ["a", "again", "failed", "due"]


def test_a_run_takes_up_nothing_of_another_council(begin, story, archive):
    story.tell(visit("list", found=(found("a"),)))
    with archive.transaction() as db:
        db.execute("UPDATE councils SET name = name")
        db.execute("INSERT INTO councils VALUES ('insha', 'Інша', NULL, 'UA-01', 'x', '', 'y')")
        db.execute("UPDATE frontier SET council = 'insha'")

    assert asked(begin()) == []


# -- What is known already


def test_what_is_held_is_asked_again_only_when_it_has_changed_since(begin, story):
    told = {
        "a": {},
        "b": {"modified": datetime(2026, 11, 20, 10, tzinfo=UTC)},
        "c": {"modified": date(2026, 11, 19)},
    }
    for name, fields in told.items():
        story.read(name, **fields)
    frontier = begin()
    before, between, after = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (9, 11, 13))

    frontier.learn(listing(*(found(n, Route.SITEMAP, modified=before) for n in "abc")))
    assert asked(frontier) == []
    frontier.learn(listing("a", "b", "c"))
    assert asked(frontier) == []
    frontier.learn(listing(*(found(n, Route.SITEMAP, modified=between) for n in "abc")))
    assert asked(frontier) == ["b"]
    frontier.learn(listing(*(found(n, Route.SITEMAP, modified=after) for n in "abc")))
    assert asked(frontier) == ["a", "c"]


def test_what_was_gone_or_refused_is_not_asked_again(begin, story):
    story.tell(visit("gone", Outcome.GONE), visit("no", Outcome.REFUSED))
    frontier = begin()

    frontier.learn(listing(found("gone", modified=NOW + DAY), "no"))

    assert asked(frontier) == []


def test_a_head_is_asked_in_every_run(begin, story):
    story.tell(visit("feed"))
    frontier = begin()
    frontier.learn(listing(found("feed", Route.FEED, kind=Kind.HEAD)))

    assert asked(frontier) == ["feed"]


def test_a_known_page_is_asked_again_only_behind_news(begin, story):
    story.tell(visit("page/2"), visit("page/3"))
    story.read("a")
    frontier = begin()

    frontier.learn(listing("a", found("page/2", kind=Kind.PAGE)))
    assert asked(frontier) == []
    frontier.learn(listing("a", "new", found("page/2", kind=Kind.PAGE)))
    assert asked(frontier) == ["new", "page/2"]
    frontier.learn(listing("a", found("page/3", kind=Kind.PAGE)))
    assert asked(frontier) == []


def test_a_page_never_seen_is_asked_without_news(begin, story):
    story.read("a")
    frontier = begin()
    frontier.learn(listing("a", found("page/2", kind=Kind.PAGE)))

    assert asked(frontier) == ["page/2"]


def test_a_known_neighbour_is_asked_again_only_when_it_does_not_name_the_article(begin, story):
    story.read("a", next="b")
    story.read("c", previous="b")
    frontier = begin()
    links = (found("a", Route.NEIGHBOUR), found("c", Route.NEIGHBOUR))

    frontier.learn(visit("b", article=article("b", previous="a", next="c"), found=links))
    assert asked(frontier) == []
    frontier.learn(visit("x", article=article("x", previous="a", next="c"), found=links))
    assert asked(frontier) == ["a", "c"]


# -- Failures


def test_what_failed_is_tried_again_after_everything_else_and_not_for_ever(begin):
    frontier = begin()
    frontier.learn(listing("a", "b", found("page/2", kind=Kind.PAGE)))
    assert path(frontier.next_request()) == "a"
    frontier.learn(visit("a", Outcome.FAILED, why="timeout", status=None))

    assert asked(frontier) == ["b", "page/2", "a"]
    tries = 1
    while True:
        frontier.learn(visit("a", Outcome.FAILED, why="timeout", status=None))
        if asked(frontier) != ["a"]:
            break
        tries += 1
    assert tries == RETRIES


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.REFUSED, Outcome.LATER, Outcome.UNCHANGED])
def test_only_a_failure_is_tried_again(begin, outcome):
    frontier = begin()
    frontier.learn(visit("a", outcome))

    assert asked(frontier) == []


def test_robots_txt_is_tried_again_by_nobody_but_scrapy(begin):
    frontier = begin()
    frontier.learn(visit("robots.txt", Outcome.FAILED, route=Route.ROBOTS))

    assert asked(frontier) == []


# -- Limits


def test_the_limit_counts_articles_and_not_lists(begin):
    frontier = begin(limit=2)
    frontier.learn(listing(found("feed", kind=Kind.HEAD), "a", "b", "c"))

    assert asked(frontier) == ["feed", "a", "b"]
    assert not frontier.has_pending_requests()


def test_an_address_that_is_no_article_is_given_back(begin):
    frontier = begin(limit=1)
    frontier.learn(listing("a", "b", "c"))
    assert asked(frontier) == ["a"]

    frontier.learn(visit("a", Outcome.GONE))
    assert asked(frontier) == ["b"]
    frontier.learn(visit("b", article=article("b")))
    assert asked(frontier) == []


def test_an_article_that_nobody_expected_counts_too(begin):
    frontier = begin(limit=1)
    frontier.enqueue_request(request_for(found("start", Route.START, kind=Kind.HEAD), SPIDER))
    assert asked(frontier) == ["start"]

    frontier.learn(visit("start", route=Route.START, article=article("start"), found=(found("a"),)))

    assert asked(frontier) == []
    frontier.learn(visit("more", article=article("more"), found=(found("a"),)))
    assert asked(frontier) == []


def test_without_a_limit_all_is_asked(begin):
    frontier = begin()
    frontier.learn(listing(*(f"a{n}" for n in range(50))))

    assert len(asked(frontier)) == 50


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
    frontier = begin(since=date(2026, 11, 10))
    frontier.learn(visit("b", article=article("b", published=published), found=(found("a", Route.NEIGHBOUR),)))

    assert asked(frontier) == walked


def test_lists_are_followed_whatever_since_says(begin):
    frontier = begin(since=date(2026, 11, 10))
    frontier.learn(listing("a"))

    assert asked(frontier) == ["a"]


# -- As Scrapy builds it


def crawler(recorder=None, **settings):
    return SimpleNamespace(
        settings=Settings({"NEWSARCHIVE_LIMIT": 0, "NEWSARCHIVE_SINCE": None} | settings),
        get_extension=lambda kind: recorder if kind is Recorder else None,
        spidercls=SimpleNamespace(since=date.min),
    )


def test_limits_come_from_the_settings(folder, story):
    story.tell(visit("list", found=(found("a"), found("b"))))
    frontier = Frontier.from_crawler(crawler(Desk(folder), NEWSARCHIVE_LIMIT=1))
    frontier.open(SPIDER)

    assert asked(frontier) == ["a"]
    frontier.close("finished")


def test_in_the_shell_only_its_own_requests_pass():
    frontier = Frontier.from_crawler(crawler())
    frontier.open(SPIDER)
    request = Request(address("a"))

    assert not frontier.has_pending_requests()
    assert frontier.enqueue_request(request)
    assert frontier.has_pending_requests()
    assert frontier.next_request() is request
    assert frontier.next_request() is None
    frontier.close("finished")
