"""No question that a crawl asks its archive, and nothing it writes there, searches a whole table."""

import re
from datetime import timedelta

import pytest

from newsarchive.discover.memory import Memory
from newsarchive.items import Kind, Outcome, Route, SecondReading
from tests.helpers.build import COUNCIL, NOW, address, found, visit

DAY = timedelta(days=1)
BIG = "articles|versions|captures|fetches|frontier|sightings|neighbours|aliases|attachments|tags|events|second_readings"
SEARCHED = re.compile(rf"SCAN ({BIG})\b(?! USING (COVERING )?INDEX idx_articles_state)")
NO_QUESTIONS = ("--", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "PRAGMA")
"""What begins so is SQLite's own, or has no plan."""


@pytest.fixture
def asked(story):
    """Every statement that is asked of the archive while a test runs."""
    statements = {}
    connection = story.archive.connection
    connection.set_trace_callback(lambda sql: statements.setdefault(re.sub(r"'[^']*'|\d+", "?", sql), sql))
    yield statements
    connection.set_trace_callback(None)


def unindexed(story, statements):
    """Give the statements whose plan searches a whole table, with the plan."""
    connection = story.archive.connection
    connection.set_trace_callback(None)
    asked = [sql for sql in statements.values() if not sql.startswith(NO_QUESTIONS)]
    plans = {sql: plan(connection, sql) for sql in asked}
    return {sql: text for sql, text in plans.items() if SEARCHED.search(text)}


def plan(connection, sql):
    """Explain a statement, its tables called by their own names."""
    text = "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
    for table, alias in re.findall(rf"({BIG}) AS (\w+)", sql):
        text = re.sub(rf"\b{alias}\b", table, text)
    return text


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
    memory.known("rada.example/a")
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
