"""The journalists' page: every example on it holds."""

import re
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

import newsarchive
from newsarchive.search import count, suggest
from newsarchive.search.match import MOST_ROWS
from newsarchive.search.query import DISTANCE, LONGEST_QUERY, MOST_NEAR, MOST_PREFIXES, MOST_TERMS, SHORTEST_PREFIX
from newsarchive.store.schema import migrations

PAGE = (Path(__file__).parents[1] / "docs/journalists/search.md").read_text(encoding="utf-8")
SEED = (Path(newsarchive.__file__).parent / "demo/seed.txt").read_text(encoding="utf-8")
EXAMPLES = [
    re.fullmatch(r"(знаходить|не знаходить|пропонує): +(.+)", line).groups()
    for block in re.findall(r"^```text\n(.+?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
FINDING = [(promise, query) for promise, query in EXAMPLES if promise != "пропонує"]
SUGGESTING = [query.split(" → ") for promise, query in EXAMPLES if promise == "пропонує"]


COUNCILS = {
    "khmelnytskyi": ("Хмельницька обласна рада", "Khmelnytskyi Regional Council", "UA-68"),
    "lviv": ("Львівська обласна рада", "Lviv Regional Council", "UA-46"),
}


@pytest.fixture(scope="module")
def archive():
    title, body = SEED.split("\n", 1)
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    for code, (name, name_en, oblast) in COUNCILS.items():
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES (?, ?, ?, ?, '', '', '')",
            (code, name, name_en, oblast),
        )
    connection.execute(
        "INSERT INTO articles(council, url, title, body, published, section, digest, version, first_captured,"
        " last_seen, capture) VALUES ('khmelnytskyi', 'https://example.org/', ?, ?, '2023-11-16T12:00:00+02:00',"
        " 'Новини громад', '', 2, '', '', 1)",
        (title, body),
    )
    yield connection
    connection.close()


@pytest.mark.parametrize(("promise", "query"), FINDING)
def test_an_example_of_the_page_holds(archive, promise, query):
    assert ("знаходить" if count(archive, query) else "не знаходить") == promise


@pytest.mark.parametrize(("typed", "meant"), SUGGESTING)
def test_what_the_page_says_is_suggested_is_the_first_suggestion(archive, typed, meant):
    assert suggest(archive, typed)[0] == meant


def test_the_page_tells_the_limits_there_are():
    assert f"{LONGEST_QUERY} знаків і {MOST_TERMS} слова" in PAGE
    assert (DISTANCE, MOST_NEAR, MOST_PREFIXES, SHORTEST_PREFIX) == (10, 5, 3, 3)
    assert "не більш як\nдесять слів" in PAGE
    assert "до п'яти слів" in PAGE
    assert "після трьох чи більше літер" in PAGE
    assert "таких може бути три" in PAGE
    assert len(EXAMPLES) > MOST_ROWS // 4
