"""The journalists' page: every example on it holds."""

import re
from pathlib import Path

import pytest
import sqlite_utils

import newsarchive
from newsarchive.search import uk_query
from newsarchive.search.match import MOST_ROWS
from newsarchive.search.query import LONGEST_QUERY, MOST_TERMS

PAGE = (Path(__file__).parents[1] / "docs/journalists/search.md").read_text(encoding="utf-8")
SEED = (Path(newsarchive.__file__).parent / "demo/seed.txt").read_text(encoding="utf-8")
EXAMPLES = [
    re.fullmatch(r"(знаходить|не знаходить): +(.+)", line).groups()
    for block in re.findall(r"^```text\n(.+?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def articles():
    title, body = SEED.split("\n", 1)
    table = sqlite_utils.Database(memory=True)["articles"]
    table.insert({"title": title, "lead": None, "body": body}).enable_fts(["title", "lead", "body"])
    return table


@pytest.mark.parametrize(("promise", "query"), EXAMPLES)
def test_an_example_of_the_page_holds(articles, promise, query):
    sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    ((found,),) = articles.db.execute(sql, [uk_query(query)])

    assert ("знаходить" if found else "не знаходить") == promise


def test_the_page_tells_the_limits_there_are():
    assert f"{LONGEST_QUERY} знаків і {MOST_TERMS} слова" in PAGE
    assert len(EXAMPLES) > MOST_ROWS // 4
