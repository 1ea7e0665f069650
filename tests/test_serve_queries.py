"""The ready questions answer what they say, by an index, of the live archive and of a published copy."""

import asyncio
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from newsarchive.publish import publish
from newsarchive.serve import app, pages
from newsarchive.serve.queries import MOST, QUERIES
from newsarchive.store.tables import TABLES
from tests.helpers import newsroom

VALUES = {"council": "khmelnytskyi", "month": "2023-11"}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return newsroom.build(tmp_path_factory.mktemp("queries") / "data")


@pytest.fixture(scope="module", params=["live", "published"])
def house(request, room):
    if request.param == "live":
        return app.datasette(room.path)
    publish(room.folder, room.folder.parent / "public" / "archive.db")
    return app.datasette(room.folder.parent / "public" / "archive.db")


def get(application, path, **options):
    return asyncio.run(application.client.get(path, **options))


def rows(application, name, **values):
    asked = {key: values.get(key, VALUES[key]) for key in QUERIES[name].params}
    response = get(application, f"/archive/{name}.json", params={"_shape": "objects", **asked})

    assert response.status_code == 200, response.text
    return response.json()["rows"]


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_is_found_by_an_index_and_has_an_end(room, name):
    with closing(sqlite3.connect(room.path)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {QUERIES[name].sql}", VALUES)]

    # Every table is entered by a key or an index; councils are thirty, and what was limited before is three hundred.
    assert [step for step in plan if re.match(r"SCAN (?!councils|most)\w+\b(?! USING (COVERING )?INDEX)", step)] == []
    assert f"LIMIT {MOST}" in QUERIES[name].sql


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_has_a_page_in_each_language(house, name):
    ukrainian, english = (get(house, f"/archive/{name}", params={**VALUES, "_lang": lang}) for lang in ("uk", "en"))

    for response, title, about in zip((ukrainian, english), QUERIES[name].title, QUERIES[name].about, strict=True):
        assert response.status_code == 200
        assert f">{title}</h1>" in unescape(response.text)
        assert about in unescape(response.text)
    assert QUERIES[name].title[1] not in ukrainian.text


@pytest.mark.parametrize("lang", ["uk", "en"])
def test_every_question_is_listed_with_the_tables(house, lang):
    page = unescape(get(house, "/archive", params={"_lang": lang}).text)

    for name, query in QUERIES.items():
        assert f'<a href="/archive/{name}">{query.title[lang == "en"]}</a>' in page


def test_no_question_has_the_name_of_a_table_or_of_a_room(house):
    places = [pattern for pattern, _ in pages.routes(house)]

    assert QUERIES.keys() & TABLES.keys() == set()
    assert [name for name in QUERIES if any(re.search(place, f"/archive/{name}") for place in places)] == []


def test_what_was_taken_down_is_listed_the_last_first(house):
    found = rows(house, "removed")

    assert found
    assert found == sorted(found, key=lambda row: row["confirmed"], reverse=True)
    assert {
        get(house, f"/archive/articles/{row['article']}.json?_shape=objects").json()["rows"][0]["state"]
        for row in found
    } <= {
        "deleted",
        "live",
    }


def test_articles_are_listed_by_how_often_they_were_edited(house):
    found = rows(house, "most_edited")

    assert [row["edits"] for row in found] == sorted((row["edits"] for row in found), reverse=True)
    for row in found[:3]:
        asked = f"/archive/versions.json?article={row['article']}&_shape=objects"
        assert len(get(house, asked).json()["rows"]) == row["edits"] + 1


def test_edits_are_listed_by_what_they_changed(house):
    found = rows(house, "gravest_edits")

    assert found
    assert [row["substance"] for row in found] == sorted((row["substance"] for row in found), reverse=True)


def test_sections_are_counted_by_year(house):
    found = rows(house, "sections_by_year")
    asked = "/archive/articles.json?council=khmelnytskyi&_size=1&_shape=objects"

    assert sum(row["articles"] for row in found) == get(house, asked).json()["filtered_table_rows_count"]
    assert rows(house, "sections_by_year", council="") == []


def test_the_files_of_a_month_are_of_that_month(house):
    months = {row["published"][:7] for row in rows(house, "files_of_month", month="2023-1")}
    every = get(house, "/archive/attachments.json?kind=file&_shape=objects&_size=1").json()["rows"]
    article = get(house, f"/archive/articles/{every[0]['article']}.json?_shape=objects").json()["rows"][0]
    month = article["published"][:7]

    assert months == set()
    assert every[0]["url"] in {row["url"] for row in rows(house, "files_of_month", month=month)}
    assert {row["published"][:7] for row in rows(house, "files_of_month", month=month)} == {month}


def test_the_article_of_a_row_leads_to_its_page(house):
    found = rows(house, "removed")[0]

    assert (
        f'<a href="/archive/articles/{found["article"]}">{found["article"]}</a>' in get(house, "/archive/removed").text
    )


@pytest.mark.parametrize("name", ["undated", "tags_in_use", "months_of_council", "longest_silences"])
def test_the_other_questions_answer_too(house, name):
    assert len(rows(house, name)) <= MOST


def test_a_question_leaves_nothing_open_to_sql(house):
    asked = {"council": "' OR 1=1 --"}

    assert rows(house, "sections_by_year", **asked) == []
    assert rows(house, "months_of_council", **asked) == []


def test_every_question_is_told_of_to_journalists():
    page = (Path(__file__).parents[1] / "docs/journalists/reading.md").read_text(encoding="utf-8")

    for name, query in QUERIES.items():
        assert f"| `{name}` | {query.title[0]} | *{query.title[1]}* |" in page
