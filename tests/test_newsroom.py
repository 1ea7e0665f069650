"""The archive that tests of the pages read is what its words promise."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from newsarchive.cli import main
from tests.helpers import press
from tests.helpers.newsroom import build

pytestmark = pytest.mark.unmeasured


@pytest.fixture
def rows(newsroom):
    with closing(sqlite3.connect(f"{newsroom.path.as_uri()}?mode=ro", uri=True)) as connection:
        yield lambda sql, *values: connection.execute(sql, values).fetchall()


def test_councils_of_every_health_are_in_it(rows):
    last = "SELECT council, health FROM crawls GROUP BY council HAVING started = max(started)"

    assert dict(rows(last)) == {
        "khmelnytskyi": "well",
        "volyn": "well",
        "odesa": "quiet",
        "zhytomyr": "quiet",
        "rivne": "blocked",
        "kherson": "down",
    }


def test_some_hundred_articles_of_many_years_are_in_it(rows):
    [(articles, years)] = rows("SELECT count(*), count(DISTINCT substr(published, 1, 4)) FROM articles")

    assert articles > 300
    assert years == 11


def test_each_story_became_what_its_name_says(newsroom, rows):
    states = dict(rows("SELECT id, state FROM articles"))
    versions = dict(rows("SELECT id, version FROM articles"))
    happened = {}
    for article, kind in rows("SELECT article, kind FROM events ORDER BY id"):
        happened.setdefault(article, []).append(kind)
    told = {name: (happened.get(newsroom.id(name), []), states[newsroom.id(name)]) for name in newsroom.ids}

    assert told == {
        "sum": (["edited", "edited"], "live"),
        "name": (["edited"], "live"),
        "sentence": (["edited"], "live"),
        "punctuation": (["edited"], "live"),
        "removed": (["suspected", "deleted"], "deleted"),
        "suspected": (["suspected"], "suspected"),
        "restored": (["suspected", "deleted", "restored"], "live"),
        "inserted": (["inserted"], "live"),
        "rich": ([], "live"),
        "identical": ([], "live"),
        "volyn:first": ([], "live"),
        "volyn:person": ([], "live"),
    }
    assert [versions[newsroom.id(name)] for name in ("sum", "name", "sentence", "punctuation")] == [3, 2, 2, 2]


def test_two_councils_tell_one_story_word_for_word(newsroom, rows):
    same = "SELECT DISTINCT body FROM articles WHERE id IN (?, ?)"

    assert len(rows(same, newsroom.id("identical"), newsroom.id("volyn:first"))) == 1


def test_an_article_is_known_to_its_neighbours_and_not_held(rows):
    url = f"https://km-oblrada.gov.ua/{press.KHMELNYTSKYI['gap'].slug}/"

    assert rows("SELECT count(*) FROM articles WHERE url = ?", url) == [(0,)]
    assert rows("SELECT state, reason FROM frontier WHERE url = ?", url) == [("pending", "timeout")]
    assert rows("SELECT count(*) FROM articles WHERE ? IN (older_url, newer_url)", url) == [(2,)]
    assert ("sitemap",) in rows("SELECT route FROM sightings WHERE url = ?", url)


def test_attachments_photographs_tags_and_a_table_belong_to_one_article(newsroom, rows):
    article = newsroom.id("rich")

    assert dict(rows("SELECT kind, count(*) FROM attachments WHERE article = ? GROUP BY kind", article)) == {
        "file": 2,
        "image": 3,
    }
    assert rows("SELECT count(*) FROM tags WHERE article = ?", article) == [(3,)]
    assert "Старокостянтинівська 27 3 415" in rows("SELECT body FROM articles WHERE id = ?", article)[0][0]


def test_its_captures_prove_it(newsroom):
    answer = CliRunner().invoke(main, ["verify", "--data", str(newsroom.folder)])

    assert answer.exit_code == 0, answer.output


def test_it_is_built_the_same_each_time(newsroom, tmp_path):
    again = build(tmp_path / "again")

    assert dump(again) == dump(newsroom)


def dump(room):
    with closing(sqlite3.connect(room.path)) as connection:
        kept = "articles", "versions", "events", "captures", "fetches", "frontier", "neighbours", "warc_files"
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in kept}
