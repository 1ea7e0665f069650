"""Whatever is typed is a query: nothing raises, nothing reaches FTS5 unparsed, nothing costs without bound.

This is a part of it, on a small archive; ``python -m benchmarks.fuzzing`` tries 20,000, on any archive.
"""

import sqlite3
import time
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import HealthCheck, example, given, settings

import newsarchive
from newsarchive.search import ask, count, explain, search, suggest
from newsarchive.search.match import LONGEST_MATCH
from newsarchive.store.schema import migrations
from tests.helpers.typed import PATHOLOGICAL, TYPED

pytestmark = pytest.mark.unmeasured

SEED = (Path(newsarchive.__file__).parent / "demo/seed.txt").read_text(encoding="utf-8")
LONGEST = 2
"""Seconds of CPU for one query: far more than any takes, so that a busy machine fails no test."""


@pytest.fixture(scope="module")
def archive():
    connection = sqlite3.connect(":memory:")
    database = sqlite_utils.Database(connection)
    migrations.apply(database)
    row = {"name": "Львівська обласна рада", "oblast": "UA-46", "hosts": "", "former_hosts": "", "spider": ""}
    database["councils"].insert({"code": "lviv", "name_en": None} | row)
    texts = [SEED, "Рішення №65-рд\nПро бюджет ради.", "Скаличеві\nКам'янець-Подільський, Перегончук і Лабазюк."]
    for number, text in enumerate(texts, start=1):
        title, body = text.split("\n", 1)
        article = {"id": number, "council": "lviv", "url": str(number), "title": title, "lead": None, "body": body}
        article |= {"published": "2023-11-16", "digest": "", "version": 1, "first_captured": "", "last_seen": ""}
        database["articles"].insert(article | {"capture": 1, "state": "live"})
    yield connection
    connection.close()


def asked(archive, text):
    """Ask everything of an archive that a search page does."""
    start = time.process_time()
    question = ask(archive, text)
    hits = question.hits()
    told = explain(archive, text)
    assert question.total() == count(archive, text) == len(search(archive, text))
    taken = time.process_time() - start

    assert len(question.scope.match or "") <= LONGEST_MATCH
    assert all(0 <= part.start <= part.end <= len(text) for part in (*told.parts, *told.notes))
    assert told.uk.isprintable() or not text.isprintable()
    assert told.en
    assert taken < LONGEST
    return hits


@settings(max_examples=2_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=TYPED)
def test_anything_typed_is_answered(archive, text):
    asked(archive, text)


@pytest.mark.parametrize("text", PATHOLOGICAL, ids=range(len(PATHOLOGICAL)))
def test_the_worst_that_was_thought_of_is_answered(archive, text):
    asked(archive, text)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=TYPED)
@example("а-" * 999)
@example("щ" * 3000)
@example(" ".join(f"перегонч{a}{b}ук" for a in "абвгде" for b in "абвгде"))
def test_anything_typed_may_have_been_meant_otherwise(archive, text):
    for query in suggest(archive, text):
        assert search(archive, query)
