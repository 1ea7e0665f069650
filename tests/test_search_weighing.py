"""Scores made of a few texts are those of FTS5's bm25, but for the measure of length."""

import json
import sqlite3

import pytest
import sqlite_utils

from newsarchive.demo import news
from newsarchive.search import Order, ask, order, weighing
from newsarchive.store.schema import migrations

QUERIES = (
    "обласна рада бюджет",
    '"обласної ради"',
    "громада -бюджет",
    '"обласної ради" | бюджет',
    "=рада =голови",
    "«Кам'янець-Подільський»",
    "ПОРУЧ(депутат, рада)",
)


@pytest.fixture(scope="module")
def archive():
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    for number, post in enumerate(news.generate(120, "weighing"), 1):
        lead, *body = [text for block in post.blocks for text in block.texts]
        connection.execute(
            "INSERT INTO articles(id, council, url, title, lead, body, published, digest, version, first_captured,"
            " last_seen, capture) VALUES (?, 'a', ?, ?, ?, ?, ?, '', 1, '', '', 1)",
            (number, str(number), post.title, lead, "\n\n".join(body), f"20{number % 20 + 10}-01-01"),
        )
    yield connection
    connection.close()


def scored(archive, query, by):
    question = ask(archive, query)
    return question._search.ranked(by, question._search.found, 200, 0)


@pytest.fixture
def read(monkeypatch):
    """Have texts read, however little that saves."""
    monkeypatch.setattr(order, "_AS_LONG_AS", 1)


@pytest.mark.parametrize("by", [Order.BEST, Order.RECENT])
@pytest.mark.parametrize("query", QUERIES)
def test_the_scores_are_those_of_bm25(archive, query, by, monkeypatch):
    expected = scored(archive, query, by)
    monkeypatch.setattr(order, "_AS_LONG_AS", 1)

    found = scored(archive, query, by)

    assert len(expected) > 1
    assert found[0].score == pytest.approx(expected[0].score, rel=0.15)
    assert dict(found) == pytest.approx(dict(expected), rel=0.25, abs=0.05)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.usefixtures("read")
def test_one_page_follows_the_other(archive):
    search = ask(archive, "обласна рада")._search

    every = search.ranked(Order.BEST, search.found, 100, 0)

    assert search.ranked(Order.BEST, search.found, 3, 2) == every[2:5]


def test_bm25_ranks_many_and_what_it_need_not_count(archive, monkeypatch):
    monkeypatch.setattr(order, "_AS_LONG_AS", 1)
    monkeypatch.setattr(order, "MOST_READ", 7)
    several, one = ask(archive, "обласна рада")._search, ask(archive, "рада")._search

    assert several._sooner_read(7)
    assert not several._sooner_read(8)
    assert not one._sooner_read(7)
    for of_bm25 in ("обласна рад*", "назва:обласна рада"):
        assert not ask(archive, of_bm25)._search._sooner_read(7)


def test_texts_are_read_where_the_archive_is_large_for_so_few_hits(archive, monkeypatch):
    search = ask(archive, '="обласна рада"')._search
    monkeypatch.setattr(order, "_AS_LONG_AS", 12)

    assert search._sooner_read(10)
    assert not search._sooner_read(11)


def test_how_many_have_a_common_word_is_told_by_how_far_the_first_reach(archive, monkeypatch):
    exact = weighing._holding(archive, "області", 1, 120)
    monkeypatch.setattr(weighing, "_COUNTED", 10)

    assert weighing._holding(archive, "області", 1, 120) == pytest.approx(exact, rel=0.5)
    assert weighing._holding(archive, "обласної ради", 3, 120) == 3


def test_no_text_is_read_for_no_hit(archive):
    assert weighing.weigh(archive, '"рада" AND "голова"', [], order.WEIGHTS, 120) == []


def test_what_stands_in_all_articles_weighs_next_to_nothing(archive):
    numbers = json.loads(archive.execute("SELECT json_group_array(id) FROM articles").fetchone()[0])

    ((_, score), *_) = weighing.weigh(archive, '"області"', numbers[:1], order.WEIGHTS, 1)

    assert 0 <= score < 0.01
