"""What two archives hold differently is named, row by row, and nothing else is."""

import json
import shutil

import pytest
from click.testing import CliRunner

from newsarchive import cli, rebuild
from newsarchive.store import Archive
from tests.test_rebuild import live, two_runs


@pytest.fixture
def two(folder, tmp_path):
    """An archive of two runs, and the same made anew of its captures."""
    for days, answers in enumerate(two_runs()):
        live(folder, answers, days=days)
    rebuild.rebuild(folder, tmp_path / "fresh").close()
    return folder, tmp_path / "fresh"


def change(folder, *statements):
    with Archive(folder) as archive, archive.transaction() as db:
        for statement in statements:
            db.execute(statement)


def compare(here, there, *options):
    done = CliRunner().invoke(cli.main, ["compare", "--data", str(here), str(there), *options])
    return done.exit_code, done.stdout, done.stderr


def test_an_archive_that_was_made_anew_holds_the_same(two):
    code, told, wrong = compare(*two)

    answered = sum(map(len, two_runs()))
    assert code == 0, wrong
    assert told.splitlines() == [
        "articles: 2 alike, 0 not",
        "versions: 3 alike, 0 not",
        f"captures: {answered} alike, 0 not",
        "events: 1 alike, 0 not",
    ]


def test_each_row_that_differs_is_named_with_what_of_it_does(two):
    here, there = two
    change(
        there,
        "UPDATE articles SET title = 'Інша', digest = 'sha256:0', state = 'deleted' WHERE url LIKE '%/a/'",
        "DELETE FROM events",
    )
    change(here, "UPDATE versions SET body = 'Інший', digest = 'sha256:1' WHERE number = 2")

    code, told, wrong = compare(here, there)

    assert code == 3
    with Archive(here, readonly=True) as archive:
        url = archive.connection.execute("SELECT url FROM articles WHERE url LIKE '%/a/'").fetchone()[0]
    assert f"  title, state: {url}" in told.splitlines()
    assert f"  body: {url} 2" in told.splitlines()
    assert f"  only in {here}: {url} 2026-" in told
    assert "(articles: 1, versions: 1, events: 1)" in wrong


def test_rows_that_one_of_them_lacks_are_named_wherever_they_stand_in_the_order(two, tmp_path):
    here, _ = two
    empty = tmp_path / "empty"
    with Archive(empty) as archive:
        path = archive.path

    code, told, _ = compare(here, empty, "--json")
    back = compare(empty, here, "--json")[1]

    assert code == 3
    articles, back = json.loads(told)[0], json.loads(back)[0]
    assert len(articles["only_here"]) == 2
    assert articles["only_here"] == back["only_there"]
    assert articles["alike"] == len(articles["different"]) == 0
    assert path.exists()


def test_of_many_rows_the_first_are_named_and_the_others_counted(two, monkeypatch):
    here, there = two
    monkeypatch.setattr("newsarchive.cli.options.MOST", 1)
    change(there, "UPDATE articles SET state = 'suspected'")

    told = compare(here, there)[1]

    assert "articles: 0 alike, 2 not" in told
    assert "  And 1 more: --json names them." in told


def test_what_is_no_archive_is_said_so(two, tmp_path):
    (tmp_path / "nothing").mkdir()

    code, told, wrong = compare(two[0], tmp_path / "nothing")

    assert (code, told) == (4, "")
    assert f"There is no archive in {tmp_path / 'nothing'}" in wrong


def test_nothing_is_written(two, tmp_path):
    here, there = two
    for folder in two:
        shutil.copytree(folder, tmp_path / "before" / folder.name)
    compare(here, there)

    for folder in two:
        assert (folder / "archive.db").read_bytes() == (tmp_path / "before" / folder.name / "archive.db").read_bytes()
