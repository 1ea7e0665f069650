"""No question that a crawl asks its archive, and nothing it writes there, searches a whole table."""

from datetime import timedelta

from newsarchive.discover.memory import Memory
from newsarchive.items import Kind, Outcome, Route, SecondReading
from tests.helpers.build import COUNCIL, NOW, address, found, visit
from tests.helpers.questions import unindexed

DAY = timedelta(days=1)


def test_a_question_without_an_index_is_found_out(story, asked):
    story.rows("SELECT f.url FROM frontier AS f WHERE f.reason = 'x'")
    story.rows("SELECT url FROM frontier WHERE identity = 'x'")

    assert [sql[:10] for sql in unindexed(story, asked)] == ["SELECT f.u"]


def test_what_a_crawl_writes_is_written_by_indexes(story, asked):
    names = "abcdefgh"
    for before, name, after in zip(" " + names, names, names[1:] + " ", strict=False):
        links = {k: v for k, v in (("previous", before), ("next", after)) if v.strip()}
        story.read(name, name.upper(), body=name, aliases=(address(f"?p={name}"),), **links)
    story.read("b", "Змінено", previous="a", next="c", days=1)
    story.tell(
        visit("list", found=(found("x"), found("http://www.rada.example/a"), found("y", Route.API, modified=NOW)))
    )
    story.tell(visit("api", route=Route.API, kind=Kind.HEAD, head=address("api"), complete=True, total=3))
    for title in ("A", "Z"):
        post = SecondReading(url=address("a"), source="api", title=title, categories=(5,))
        story.tell(visit("api", route=Route.API, found=(found("a", Route.API),), second=(post,)))
        story.read("a", title, body=title, section="Сесії", next="b", days=1)
    story.tell(visit("c", Outcome.GONE, why="status 404", status=404, at=NOW + DAY))
    story.tell(visit("c", Outcome.GONE, why="status 404", status=404, at=NOW + 20 * DAY))
    story.read("b", "Змінено", previous="a", next="d", days=21)
    story.read("c", "C", body="c", previous="b", next="d", days=22)
    story.tell(visit("f", Outcome.UNCHANGED, status=304, at=NOW + DAY))
    story.redirect("g", "list")
    story.redirect("h", "a")
    story.read("moved", "E", body="e", aliases=(address("?p=e"),), days=5)
    story.tell(visit("x", Outcome.FAILED, why="timeout", status=None), visit("y", Outcome.LATER, status=503))

    assert len(asked) > 50
    assert unindexed(story, asked) == {}


def test_what_a_crawl_asks_is_found_by_indexes(story, asked):
    story.read("a", next="b")
    memory = Memory(story.archive.connection, COUNCIL.code)
    asked.clear()
    list(memory.waiting(NOW, NOW.date()))
    list(memory.due(NOW))
    memory.known(address("a"))
    memory.contradicts(address("a"), address("b"), "2099")
    memory.beside(address("a"))
    memory.validators(address("a"))
    memory.heads()
    memory.leads_to(address("a"))
    memory.told_to_wait()
    memory.robots(address("robots.txt"), NOW)
    memory.last_run()

    assert len(asked) == 11
    assert unindexed(story, asked) == {}
