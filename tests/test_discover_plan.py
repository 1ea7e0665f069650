"""Which lists a run asks for, how far it reads them, and what the whole of them says that their beginning does not."""

from datetime import datetime, timedelta

import pytest

from newsarchive.discover.memory import EARLY, Memory
from newsarchive.discover.plan import BARREN, CENSUS, CLOSED, SWEEP, Plan
from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.addresses import unpaged
from newsarchive.store import stamp
from tests.helpers.build import COUNCIL, NOW, address, found, visit

START = address("start")
DAY = timedelta(days=1)


@pytest.fixture
def plan(story):
    """Plan a run on the archive as the story has left it, some days later."""

    def make(days=1, starts=(START,), **kwargs):
        return Plan(Memory(story.archive.connection, COUNCIL.code), starts, NOW + days * DAY, **kwargs)

    return make


def finished(story, days=0):
    """Say that a run came to its end."""
    at = stamp(NOW + days * DAY)
    with story.archive.transaction() as db:
        db.execute("UPDATE crawls SET started = ?, reason = 'finished'", (at,))


def read_list(story, name, route, *listed, days=0, **fields):
    told = tuple(found(one, route) if isinstance(one, str) else one for one in listed)
    url = address(name)
    given = {"head": url, "complete": True} | fields
    story.tell(visit(name, route=route, kind=Kind.HEAD, at=NOW + days * DAY, found=told, **given))


def names(found_):
    return [one.url.removeprefix(address("")).rstrip("/") for one in found_]


# -- Where a run begins


def test_a_first_run_begins_with_the_start_addresses(plan):
    heads = list(plan(starts=[START, address("more")]).heads())

    assert [(one.url, one.route, one.kind, one.fresh) for one in heads] == [
        (START, Route.START, Kind.HEAD, True),
        (address("more"), Route.START, Kind.HEAD, True),
    ]


@pytest.mark.parametrize(
    ("known", "teller"),
    [
        ((Route.FEED, Route.SITEMAP, Route.API), "api"),
        ((Route.FEED, Route.SITEMAP), "sitemap"),
        ((Route.FEED,), "feed"),
    ],
)
def test_a_later_run_asks_for_the_start_and_the_list_that_tells_most(plan, story, known, teller):
    for route in known:
        read_list(story, route, route)
    finished(story)

    assert names(plan().heads()) == ["start", teller]


def test_of_several_feeds_that_of_the_whole_site_is_asked(plan, story):
    read_list(story, "feed/category/novyny", Route.FEED)
    read_list(story, "feed", Route.FEED)
    finished(story)

    assert names(plan().heads()) == ["start", "feed"]


def test_with_a_list_that_tells_one_start_address_will_do(plan, story):
    read_list(story, "api", Route.API)
    finished(story)

    assert names(plan(starts=[START, address("more")]).heads()) == ["start", "api"]


def test_without_any_such_list_two_start_addresses_are_asked(plan, story):
    finished(story)
    starts = [START, address("more"), address("third")]

    assert names(plan(starts=starts).heads()) == ["start", "more"]


def test_once_a_week_every_list_is_read_again(plan, story):
    for route in (Route.FEED, Route.SITEMAP, Route.API):
        read_list(story, route, route)
    finished(story)

    assert names(plan(CENSUS / DAY).heads()) == ["start", "feed", "sitemap", "api"]


def test_so_is_one_of_which_the_server_says_each_day_that_nothing_has_changed(plan, story):
    """Many a server says so of whatever it made; only a whole answer is believed."""
    read_list(story, "sitemap", Route.SITEMAP)
    for days in range(1, 7):
        story.tell(
            visit("sitemap", Outcome.UNCHANGED, route=Route.SITEMAP, kind=Kind.HEAD, status=304, at=NOW + days * DAY)
        )
    finished(story, 6)
    made = plan(CENSUS / DAY)
    (sitemap,) = [one for one in made.heads() if one.route == Route.SITEMAP]

    assert made.reads_whole(sitemap)
    story.tell(visit("sitemap", Outcome.UNCHANGED, route=Route.SITEMAP, kind=Kind.HEAD, at=NOW + 7 * DAY))
    made = plan(8)
    assert not any(made.reads_whole(one) for one in made.heads())


def test_so_is_the_api_whose_first_page_is_read_every_day(plan, api):
    for days in range(1, 7):
        api.tell(api_page(1, "a", "b", pages=2, total=4, at=NOW + days * DAY))
    finished(api, 6)

    assert reads_on(plan(6), api_page(1, "a", "b", pages=2, total=4), ()) == []
    made = plan(CENSUS / DAY)
    list(made.heads())
    assert reads_on(made, api_page(1, "a", "b", pages=2, total=4), ()) != []


def test_who_asks_for_all_again_has_every_list_read_to_its_end(plan, story):
    for route in (Route.FEED, Route.SITEMAP, Route.API):
        read_list(story, route, route)
    finished(story)
    again = plan(0, again=True)

    assert again.sweeps
    assert names(again.heads()) == ["start", "feed", "sitemap", "api"]


def test_in_each_period_of_thirty_days_the_start_lists_are_read_to_their_end(plan, story):
    finished(story)
    swept = next(days for days in range(1, 40) if plan(days).sweeps)

    assert swept <= SWEEP / DAY
    assert plan(swept - 1).sweeps is False
    finished(story, swept)
    assert plan(swept + 1).sweeps is False


def test_a_run_that_did_not_end_leaves_the_sweep_to_the_next(plan, story):
    with story.archive.transaction() as db:
        db.execute("UPDATE crawls SET reason = 'shutdown'")

    assert plan().sweeps is True


@pytest.mark.parametrize(
    ("named", "news", "expected"),
    [
        ((Route.SITEMAP, Kind.ARTICLE), False, False),
        ((Route.SITEMAP, Kind.ARTICLE), True, True),
        ((Route.LISTING, Kind.ARTICLE), False, True),
        ((Route.START, Kind.HEAD), False, True),
    ],
)
def test_a_list_named_by_a_sitemap_is_read_on_only_where_it_brings_news(plan, story, named, news, expected):
    with story.archive.transaction() as db:
        db.execute("UPDATE crawls SET reason = 'shutdown'")
    page = found("rubric/page/2", kind=Kind.PAGE)
    shown = visit("rubric", route=named[0], kind=named[1], found=(page,))

    assert plan().follows(shown, news=news) is expected


def test_what_a_rubric_of_a_sitemap_goes_on_to_is_not_left_for_the_next_run(story):
    told = [(Route.SITEMAP, "rubric"), (Route.LISTING, "list")]
    for route, path in told:
        page = found(f"{path}/page/2", kind=Kind.PAGE)
        story.tell(visit(path, route=route, kind=Kind.ARTICLE, found=(page,)))
    memory = Memory(story.archive.connection, COUNCIL.code)

    waiting = [one.url for one, *_ in memory.waiting(NOW + DAY, None)]

    assert address("list/page/2") in waiting
    assert address("rubric/page/2") not in waiting


def test_a_list_that_was_not_there_is_remembered_and_tried_again_later(plan, story):
    story.tell(visit("feed", Outcome.GONE, route=Route.FEED, kind=Kind.HEAD, why="status 404", status=404))
    finished(story)

    assert story.one("SELECT state, reason FROM routes") == ("closed", "status 404")
    assert names(plan(30).heads()) == ["start"]
    assert "feed" in names(plan(CLOSED / DAY).heads())


def test_a_list_that_was_there_is_not_given_up_for_a_bad_day_and_after_a_week_is_looked_for_weekly(plan, story):
    feed = {"route": Route.FEED, "kind": Kind.HEAD}
    story.tell(visit("feed", **feed))
    state = "SELECT state FROM routes"
    for days, why, expected in ((1, "parked", "open"), (6, "status 404", "open"), (8, "robots", "closed")):
        story.tell(visit("feed", Outcome.REFUSED, why=why, at=NOW + days * DAY, **feed))
        assert story.one(state) == expected
    finished(story)

    assert "feed" not in names(plan(14).heads())
    assert "feed" in names(plan(15).heads())
    story.tell(visit("feed", at=NOW + 15 * DAY, **feed))
    assert story.one(state) == "open"


def test_a_start_address_that_moved_for_good_is_asked_where_it_is(plan, story):
    hop = found("https://www.rada.example/news/", Route.REDIRECT)
    story.tell(visit("start", route=Route.START, status=301, alias_of=hop.url, found=(hop,)))
    finished(story)

    assert [one.url for one in plan().heads()] == [hop.url]


def test_a_start_address_that_leads_to_another_site_is_asked_where_it_was(plan, story):
    hop = found("https://new.example/news/", Route.REDIRECT, refused="off-site")
    story.tell(visit("start", route=Route.START, status=301, alias_of=hop.url, found=(hop,)))
    finished(story)

    assert [one.url for one in plan().heads()] == [address("start")]


def test_a_start_address_that_moved_for_today_is_asked_again(plan, story):
    hop = found("today", Route.REDIRECT)
    story.tell(visit("start", route=Route.START, status=302, alias_of=hop.url, found=(hop,)))
    finished(story)

    assert [one.url for one in plan().heads()] == [START]


# -- Lists that a page names, and those that none does


def test_a_list_never_tried_is_wanted_and_one_known_is_not(plan, story):
    read_list(story, "feed", Route.FEED)
    made, page = plan(), visit("start", route=Route.START)

    assert made.wants_head(found("new", Route.FEED, kind=Kind.HEAD), page)
    assert not made.wants_head(found("feed", Route.FEED, kind=Kind.HEAD), page)


@pytest.fixture
def index(story):
    """An index of sitemaps with one part, both read."""
    part = found("part", Route.SITEMAP, kind=Kind.HEAD)
    read_list(story, "index", Route.SITEMAP, part, complete=False)
    read_list(story, "part", Route.SITEMAP, "a", "b")
    finished(story)
    return visit("index", route=Route.SITEMAP, kind=Kind.HEAD, found=(part,), head=address("index"))


def test_where_the_sitemap_is_in_parts_the_feed_is_asked_too(plan, story, index):
    """Many an index names its parts without a word of when they changed."""
    read_list(story, "feed", Route.FEED)

    assert names(plan(starts=[START, address("more")]).heads()) == ["start", "index", "feed"]


@pytest.mark.parametrize(("days", "wanted"), [(-1, False), (1, True)])
def test_a_part_of_an_index_is_read_again_when_it_has_changed(plan, index, days, wanted):
    part = found("part", Route.SITEMAP, kind=Kind.HEAD, modified=NOW + days * DAY)

    assert plan(2).wants_head(part, index) is wanted


def test_a_part_of_which_no_change_is_told_is_read_once_a_week(plan, index):
    part = index.found[0]

    assert not plan(1).wants_head(part, index)
    assert plan(CENSUS / DAY).wants_head(part, index)


def test_only_the_index_is_asked_by_itself(plan, index):
    assert names(plan(1).heads()) == ["start", "index"]
    assert names(plan(CENSUS / DAY).heads()) == ["start", "index"]


def test_the_usual_addresses_of_lists_that_no_page_names_are_tried(plan):
    made = plan(0)
    tried = names(made.unnamed(visit("start", route=Route.START), ()))

    assert tried[:4] == ["sitemap.xml", "wp-sitemap.xml", "feed", "?format=feed&type=rss"]
    assert tried[4].startswith("wp-json/wp/v2/posts?")
    assert list(made.unnamed(visit("start", route=Route.START), ())) == []


@pytest.mark.parametrize("told", [{"outcome": Outcome.GONE}, {"alias_of": address("b")}, {"route": Route.LISTING}])
def test_they_are_tried_only_when_a_start_page_was_read(plan, told):
    assert list(plan(0).unnamed(visit("start", **{"route": Route.START} | told), ())) == []


def test_what_a_page_or_robots_txt_names_need_not_be_guessed(plan):
    page = visit("start", route=Route.START, found=(found("rss", Route.FEED, kind=Kind.HEAD),))
    guessed = list(plan(0).unnamed(page, [Route.SITEMAP]))

    assert [one.route for one in guessed] == [Route.API]


def test_what_was_tried_once_is_not_guessed_again(plan, story):
    story.tell(visit("x", Outcome.GONE, route=Route.FEED, kind=Kind.HEAD))
    guessed = list(plan(1).unnamed(visit("start", route=Route.START), ()))

    assert {one.route for one in guessed} == {Route.SITEMAP, Route.API}


# -- How far a list is read


def page_of(number, *listed, **fields):
    return visit(f"start/page/{number}", found=tuple(map(found, listed)), **fields)


def follows(made, number, *listed, news=True):
    told = page_of(number, *listed)
    made.learn(told, told.found if news else ())
    return made.follows(told, news=news)


def test_a_first_run_reads_to_the_end_and_a_later_one_while_there_is_news(plan, story):
    first = plan(0)
    assert follows(first, 1, "a", news=False)
    finished(story)
    later = plan(1)

    assert follows(later, 1, "a")
    assert not follows(later, 2, "b", news=False)


def test_a_list_that_shows_the_same_again_is_left_even_by_a_first_run(plan):
    made = plan(0)
    assert follows(made, 1, "a", "b")
    for number in range(BARREN - 1):
        assert follows(made, 2 + number, "a")
    assert follows(made, 9, "b")

    assert made.is_barren(found("start/page/10", kind=Kind.PAGE))
    assert not made.is_barren(found("start/page/10"))
    assert not made.is_barren(found("other/page/10", kind=Kind.PAGE))


@pytest.mark.parametrize(
    "url",
    [
        "https://rada.example/news/page/7/",
        "https://rada.example/news/?page=7",
        "https://rada.example/news?start=70",
        "https://rada.example/news/page/7",
        "https://rada.example/news?limitstart=70",
        "https://rada.example/news?page=0%2C7",
    ],
)
def test_the_pages_of_a_list_share_a_key(url):
    assert unpaged(url) == "https://rada.example/news"


def test_other_parameters_are_other_lists():
    assert unpaged("https://rada.example/n?group=20&page=2") == "https://rada.example/n?group=20"


API = address("api")


def api_page(number, *listed, pages=1, total=None, at=NOW):
    told = [found(one, Route.API) for one in listed]
    if number < pages:
        told.append(found(f"api/{number + 1}", Route.API, kind=Kind.PAGE))
    return visit(
        "api" if number == 1 else f"api/{number}",
        route=Route.API,
        kind=Kind.HEAD if number == 1 else Kind.PAGE,
        at=at,
        found=tuple(told),
        head=API,
        complete=number == pages,
        total=total,
    )


@pytest.fixture
def api(story):
    """An API of four articles on two pages, read to its end and its articles held."""
    story.tell(api_page(1, "a", "b", pages=2, total=4), api_page(2, "c", "d", pages=2, total=4))
    for name in "abcd":
        story.read(name)
    finished(story)
    return story


def reads_on(made, told, wanted):
    made.learn(told, wanted)
    parts = [one for one in told.found if one.kind == Kind.PAGE]
    return parts if made.follows(told, news=bool(wanted)) else []


def test_a_total_that_is_ours_ends_the_reading(plan, api):
    made = plan()
    list(made.heads())

    assert reads_on(made, api_page(1, "a", "b", pages=2, total=4), ()) == []


def test_a_total_that_is_explained_by_what_is_new_ends_it_too(plan, api):
    made = plan()
    told = api_page(1, "e", "a", pages=3, total=5)

    assert reads_on(made, told, told.found[:1]) == []


def test_what_is_held_and_was_edited_is_nothing_new(plan, api):
    made = plan()
    told = api_page(1, "a", "b", pages=2, total=5)

    assert reads_on(made, told, told.found[:1]) != []


@pytest.mark.parametrize("total", [3, 5])
def test_a_total_that_is_not_ours_is_looked_into(plan, api, total):
    assert reads_on(plan(), api_page(1, "a", "b", pages=2, total=total), ()) != []


def test_a_page_of_nothing_but_news_is_read_on(plan, api):
    told = api_page(1, "e", "f", pages=3, total=6)

    assert reads_on(plan(), told, told.found[:2]) != []


def test_the_weekly_reading_goes_to_the_end(plan, api):
    made = plan(CENSUS / DAY)
    list(made.heads())

    assert reads_on(made, api_page(1, "a", "b", pages=2, total=4), ()) != []


# -- What the whole of a list says


def census(made, *told):
    missing = []
    for one in told:
        made.learn(one, ())
        parts = [part for part in one.found if part.kind != Kind.ARTICLE]
        missing += made.count(one, parts)
    return [url.removeprefix(address("")).rstrip("/") for url in missing]


def test_an_article_that_the_list_showed_and_shows_no_more_is_named_at_its_end(plan, api):
    made = plan()

    assert census(made, api_page(1, "a", "b", pages=2, total=3)) == []
    assert census(made, api_page(2, "d", pages=2, total=3)) == ["c"]


def test_an_article_that_the_list_never_showed_is_not_missed(plan, api):
    api.read("only-linked")

    assert census(plan(), api_page(1, "a", "b", pages=2), api_page(2, "c", "d", pages=2)) == []


def test_an_article_listed_under_another_address_is_not_missed(plan, story):
    story.tell(api_page(1, "?p=1", total=1))
    story.read("?p=1", at="slug")
    finished(story)

    assert census(plan(), api_page(1, "?p=1")) == []
    assert census(plan(), api_page(1, "slug")) == ["slug"]  # it is asked, and answers


def test_a_list_that_was_not_read_to_its_end_says_nothing(plan, api):
    made = plan()
    told = api_page(1, "a", pages=2)
    made.learn(told, ())

    assert list(made.count(told, ())) == []
    failed = visit("api/2", Outcome.FAILED, route=Route.API, kind=Kind.PAGE, why="timeout")
    made = plan()
    assert census(made, told, failed) == []


def test_of_several_sitemaps_all_must_have_been_read(plan, story):
    for name, listed in (("one", "a"), ("two", "b")):
        read_list(story, name, Route.SITEMAP, listed)
        story.read(listed)
    finished(story)
    made = plan()
    one = visit("one", route=Route.SITEMAP, kind=Kind.HEAD, found=(found("a", Route.SITEMAP),))
    two = visit("two", route=Route.SITEMAP, kind=Kind.HEAD, found=())

    assert census(made, one) == []
    assert census(made, two) == ["b"]


def test_a_first_reading_misses_nothing(plan, story):
    story.read("a")

    assert census(plan(0), api_page(1, "b")) == []


@pytest.mark.parametrize(("route", "kind"), [(Route.FEED, Kind.HEAD), (Route.API, Kind.ARTICLE)])
def test_only_whole_lists_are_a_census(plan, api, route, kind):
    made = plan()

    assert list(made.count(visit("x", route=route, kind=kind), ())) == []


@pytest.mark.parametrize(("before", "is_due"), [(EARLY, True), (EARLY + DAY / 24, False)])
def test_what_is_due_soon_is_asked_in_this_run_lest_a_daily_one_miss_it_every_other_day(story, before, is_due):
    story.read("a")
    due = datetime.fromisoformat(story.one("SELECT next_visit FROM frontier WHERE url = ?", address("a")))
    memory = Memory(story.archive.connection, COUNCIL.code)

    assert [found.url for found, _ in memory.due(due - before)] == ([address("a")] if is_due else [])


def test_lists_are_read_whole_when_they_are_read_to_their_end_and_so_are_their_parts(plan, story):
    part = found("posts-1.xml", Route.SITEMAP, kind=Kind.HEAD)
    index = {"route": Route.SITEMAP, "kind": Kind.HEAD, "head": address("index.xml"), "found": (part,)}
    story.tell(visit("index.xml", **index), visit(part.url, route=Route.SITEMAP, kind=Kind.HEAD))
    finished(story)

    for days, expected in ((1, False), (8, True)):
        made = plan(days)
        heads = {head.url: head for head in made.heads()}
        wanted = made.wants_head(part, visit("index.xml", **index))
        assert made.reads_whole(heads[address("index.xml")]) is expected
        assert (wanted, made.reads_whole(part)) == (expected, expected)
    assert plan(1).reads_whole(found("list/page/2", kind=Kind.PAGE))
