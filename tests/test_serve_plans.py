"""What a table's page asks as it is first shown, and where its facets lead, is answered in the order of an index."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from newsarchive.serve import app
from newsarchive.serve.metadata import TITLES
from tests.helpers import newsroom


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return newsroom.build(tmp_path_factory.mktemp("plans") / "data")


@pytest.fixture
def asked(room):
    """The application, and the statements that its archive is asked meanwhile."""
    application, statements = app.datasette(room.path), []
    database = application.get_database("archive")
    connect = database.connect

    def traced(**options):
        connection = connect(**options)
        connection.set_trace_callback(statements.append)
        return connection

    database.connect = traced
    return application, statements


def get(application, address):
    response = asyncio.run(application.client.get(address))

    assert response.status_code == 200, response.text
    return response.text


def rows_of(statements, table):
    """The statement that reads the rows of a table's page, with its plan."""
    return next(sql for sql in statements if f" from {table} " in f"{sql} " and " limit " in sql)


TABLES = sorted(TITLES.keys() - {"councils", "edits"})
"""Those whose address is not a page of ours."""
FACETS = [f"articles?{column}=x" for column in ("council", "section", "state")]


@pytest.mark.parametrize("address", [*TABLES, *FACETS, "events?kind=deleted"])
def test_the_rows_of_a_table_are_not_sorted_before_the_first_is_shown(room, asked, address):
    application, statements = asked

    get(application, f"/archive/{address}")

    with closing(sqlite3.connect(room.path)) as connection:
        sql = rows_of(statements, address.partition("?")[0])
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert "TEMP B-TREE" not in plan, sql


def test_the_list_of_tables_counts_what_it_shows_once(asked):
    application, statements = asked

    get(application, "/archive")
    get(application, "/archive")

    counted = [sql.lower() for sql in statements if "count(*)" in sql.lower()]
    assert len(counted) == len(set(counted)) == len(TITLES)
    assert not any("articles_fts" in sql for sql in counted)


def test_counts_that_take_too_long_are_left_out(room, monkeypatch):
    application = app.datasette(room.path)
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    monkeypatch.setattr("newsarchive.serve.remembered.LIMIT_MS", 1)
    monkeypatch.setattr("newsarchive.serve.live._COUNT", endless)

    assert "/archive/articles" in get(application, "/archive")
