"""What is asked when a site has left a host: today's, where the former is silent; and none of its lists."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsarchive.discover.frontier import RETRIES
from newsarchive.discover.memory import Memory
from newsarchive.discover.plan import Plan
from newsarchive.fetch.pace import FAILURES
from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.hosts import Hosts
from newsarchive.store import stamp
from tests.helpers import scheduling
from tests.helpers.build import COUNCIL, NOW, SITE, address, article, found, visit
from tests.helpers.scheduling import asked, spider

OLD = "http://old.example"
HOSTS = Hosts.of(SITE, former=["old.example"])
SPIDER = spider(former_hosts=("old.example",))


@pytest.fixture
def begin(folder, story):
    """Articles ``a`` and ``b`` are held at the former host and due; open a frontier that knows that it was left."""
    opened = []
    story.run = replace(story.run, hosts=Hosts.of(f"{OLD}/"))
    for name in "ab":
        story.read(f"{OLD}/{name}/")
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01' WHERE url LIKE ?", (f"{OLD}%",))
        db.execute(
            "UPDATE frontier SET next_visit = '2099-01-01', state = 'captured' WHERE url NOT LIKE ?", (f"{OLD}%",)
        )
    story.archive.begin_crawl(COUNCIL.code, NOW, {}, {}, HOSTS)
    story.run = replace(story.run, hosts=HOSTS)

    def begin(spidercls=SPIDER, **settings):
        opened.append(scheduling.frontier(folder, spidercls, **settings))
        return opened[-1]

    yield begin
    for made in opened:
        made.close("finished")


def test_what_the_former_host_answers_with_is_asked_nowhere_else(begin):
    made = begin()
    assert asked(made) == ["start", f"{OLD}/a", f"{OLD}/b"]
    made.learn(visit(f"{OLD}/a/", article=article(f"{OLD}/a/")))
    hop = found("b", Route.REDIRECT)
    made.learn(visit(f"{OLD}/b/", status=301, alias_of=hop.url, found=(hop,)))

    assert asked(made) == ["b"]


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": Outcome.GONE, "why": "status 404"},
        {"outcome": Outcome.REFUSED, "why": "parked"},
        {"outcome": Outcome.REFUSED, "why": "home page"},
        {"outcome": Outcome.FAILED, "why": "headers too big"},
        {},
        {
            "alias_of": "https://parking.example/",
            "found": (found("https://parking.example/", Route.REDIRECT, refused="off-site"),),
        },
    ],
)
def test_what_it_does_not_answer_with_is_asked_at_todays(begin, said):
    made = begin()
    asked(made)
    made.learn(visit(f"{OLD}/a/", **said))

    assert asked(made) == ["a"]


def test_a_host_that_is_not_there_is_asked_for_its_robots_txt_alone(begin):
    made = begin(ROBOTSTXT_OBEY=True)
    for _ in range(RETRIES + 1):
        assert f"{OLD}/robots.txt" in asked(made)
        made.learn(visit(f"{OLD}/robots.txt", Outcome.FAILED, route=Route.ROBOTS, why="dns", status=None))
        made._pace.clock.now += 60
    made.learn(visit(f"{SITE}/robots.txt", Outcome.GONE, route=Route.ROBOTS, status=404))

    assert sorted(asked(made)) == ["a", "b", "start"]
    assert made._recorder.learned == []


def test_of_a_host_that_does_not_answer_what_waits_is_asked_at_todays(begin):
    made = begin(at_once=1)
    made.learn(visit("start", found=tuple(found(f"{OLD}/{n}/") for n in range(FAILURES + 1))))
    for n in range(FAILURES):
        made.learn(visit(f"{OLD}/{n}/", Outcome.FAILED, why="unknown", status=None))

    assert not made._pace.lane("old.example").asked
    assert "old.example" not in set(made._queue.hosts())
    assert address("a") in {
        w.found.url for lines in made._queue._hosts.values() for line in lines.values() for w in line
    }


def test_what_a_list_of_today_names_is_asked_though_it_is_known_at_the_former(begin, story):
    memory = Memory(story.archive.connection, COUNCIL.code, HOSTS)

    assert memory.known(address("a")) is None
    assert memory.known(f"{OLD}/a/").is_held
    story.tell(visit("list", found=(found("a"),)))
    assert memory.known(address("a")).state == "pending"
    story.read("a")
    assert memory.known(address("a")).is_held


def test_a_page_that_got_https_is_asked_there_when_http_is_silent_and_not_before(folder, story):
    story.read("http://rada.example/a/", previous="x", next="y")
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = '2020-01-01' WHERE url LIKE 'http:%'")
    made = scheduling.frontier(folder)
    assert asked(made)[-1] == "http://rada.example/a"
    made.learn(visit("list", found=(found("a"),)))
    assert asked(made) == []
    made.learn(visit("http://rada.example/a/", Outcome.FAILED, why="unknown", status=None))

    assert asked(made) == ["a"]
    made.close("finished")


# -- Lists


def plan(story):
    return Plan(
        Memory(story.archive.connection, COUNCIL.code, HOSTS), [address("start")], NOW + timedelta(days=8), hosts=HOSTS
    )


def test_lists_of_a_former_host_are_asked_no_more_and_those_of_today_are_looked_for(story):
    feed = f"{OLD}/feed/"
    story.tell(visit(feed, route=Route.FEED, kind=Kind.HEAD, head=feed, complete=True))
    with story.archive.transaction() as db:
        db.execute("UPDATE crawls SET started = ?, reason = 'finished'", (stamp(NOW),))
    made = plan(story)

    assert feed not in {head.url for head in made.heads()}
    assert not made.wants_head(found(feed, Route.FEED, kind=Kind.HEAD), visit("start"))
    tried = list(made.unnamed(visit("start", route=Route.START), ()))
    assert address("feed") in {one.url for one in tried}


def test_a_list_that_leads_on_is_read_where_it_leads(story):
    sitemap, moved = address("sitemap.xml"), address("wp-sitemap.xml")
    listed = (found("a", Route.SITEMAP), found("b", Route.SITEMAP))
    story.tell(visit(sitemap, route=Route.SITEMAP, kind=Kind.HEAD, head=sitemap, complete=True, found=listed))
    story.read("a")
    story.read("b")
    hop = found(moved, Route.REDIRECT)
    led = visit(sitemap, route=Route.SITEMAP, kind=Kind.HEAD, status=301, alias_of=moved, found=(hop,))
    made = plan(story)

    assert made.count(led, ()) == []
    assert made.count(visit(moved, route=Route.REDIRECT, found=listed[:1]), ()) == [address("b")]
