"""The judge of the fault suite finds what is wrong: each thing that may go wrong is done to a good archive by hand."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import replace

import pytest

from tests.hostile import crawl
from tests.hostile.answers import missing, raw, redirect, reply
from tests.hostile.case import NOT_KNOWN, STORED, Again, Case, gone, refused
from tests.hostile.judge import differences
from tests.hostile.nursery import Nursery
from tests.hostile.pages import article, story
from tests.hostile.wire import CANARY, Server, has_canary

pytestmark = pytest.mark.skipif(not has_canary(), reason=f"this machine does not listen at {CANARY}")

CASE = Case(
    name="judged",
    group="cut",
    does="A site.",
    then="It is judged.",
    routes={
        "/a/": reply(article("judged"), headers=["X-Kept: yes"]),
        "/b/": redirect("{canary}/x/"),
        "/c/": missing(),
        "/d/": redirect("/good-1/"),
        "/e/": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"),
    },
    held={"/a/": story("judged")},
    ends={"/a/": STORED, "/c/": gone(404), "{canary}/x/": refused("off-site"), "/never/": NOT_KNOWN},
    among=gone(404),
    kept={"/a/": (b"X-Kept: yes\r\n",)},
    truncated=("/e/",),
    again=Again(versions={"/a/": 1}),
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("judged")
    place = CASE.place()
    with Server() as server, Nursery(crawl.ROOT) as nursery, server.serving(place, CASE.all_hosts):
        (run,) = crawl.crawl([CASE], [place], folder, nursery)
    return place, folder, run


@pytest.fixture
def judged(crawled, tmp_path):
    """Judge a copy of the archive, and of what the crawl did, after something was done to them."""
    place, folder, run = crawled
    shutil.copytree(folder, tmp_path / "copy")

    def judge(*statements, case=CASE, done=None, asked=(), **changed):
        with contextlib.closing(sqlite3.connect(tmp_path / "copy/archive.db")) as db:
            for statement in statements:
                db.execute(statement.replace("SITE", place.addresses["site"]))
            db.commit()
        if done:
            done(tmp_path / "copy")
        runs = [replace(run, asked=[*run.asked, *asked], **changed)]
        return "\n".join(differences(case, place, tmp_path / "copy", runs))

    judge.asked = run.asked
    return judge


def test_nothing_is_wrong_with_a_good_archive(judged):
    assert judged() == ""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM articles WHERE url = 'SITE/good-2/'", "not held: /good-2/, which ended stored"),
        ("UPDATE articles SET body = body || '.' WHERE url = 'SITE/a/'", "another body at /a/"),
        ("UPDATE articles SET title = 'x' WHERE url = 'SITE/good-1/'", "another title at /good-1/"),
        ("UPDATE articles SET url = 'SITE/z/' WHERE url = 'SITE/a/'", "held, and is no article: /z/"),
        ("UPDATE articles SET version = 2 WHERE url = 'SITE/a/'", "/a/ has 2 versions, not 1"),
        ("UPDATE articles SET author = 'x' || char(7) WHERE url = 'SITE/a/'", "control characters in author of /a/"),
        ("DELETE FROM fetches WHERE url = 'SITE/robots.txt'", "asked, and not in fetches: /robots.txt"),
        ("UPDATE fetches SET why = NULL WHERE url = 'SITE/c/'", "no reason is given: /c/"),
        ("UPDATE fetches SET outcome = 'failed' WHERE url = 'SITE/a/'", "/a/ ended failed in crawl 1, not stored"),
        ("UPDATE fetches SET url = 'SITE/y/' WHERE url = 'SITE/a/'", "in fetches with an answer, and never asked: /y/"),
        ("UPDATE frontier SET state = 'gone' WHERE reason = 'off-site'", "{canary}/x/ ended not known"),
        (
            "UPDATE frontier SET state = 'pending', url = 'SITE/w/' WHERE url = 'SITE/a/'",
            "neither asked nor refused: /w/",
        ),
        ("UPDATE frontier SET next_visit = '9999-12-31' WHERE url = 'SITE/a/'", "put off for ever: /a/"),
        ("UPDATE captures SET record_id = 'x' WHERE url = 'SITE/a/'", "in the table captures"),
    ],
)
def test_a_wrong_row_is_found(judged, statement, expected):
    assert expected in judged(statement)


def test_a_missing_ending_is_found(judged):
    assert "nothing ended refused (challenge)" in judged(case=replace(CASE, among=refused("challenge")))


def test_a_wrong_alias_is_found(judged):
    assert "/d/ is entered as another name" in judged(case=replace(CASE, not_alias=("/d/",)))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"code": 5}, "left with code 5, not 0"),
        ({"code": None}, "would not end by itself"),
        ({"said": "Traceback (most recent call last)"}, "printed a traceback"),
        ({"peak": {"crawl": 350.0, "reader": 60.0}}, "held more than 400 MiB: crawl 350, reader 60"),
    ],
)
def test_a_process_that_misbehaved_is_found(judged, changed, expected):
    assert expected in judged(**changed)


def test_too_many_requests_are_found(judged):
    assert "asked 17 times, not at most 16" in judged(case=replace(CASE, requests=11))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"user-agent": "Mozilla"}, "was asked by Mozilla"),
        ({"cookie": "a=b"}, "was asked with cookie"),
        ({"authorization": "x"}, "was asked with authorization"),
    ],
)
def test_bad_manners_are_found(judged, headers, expected):
    first = judged.asked[0]

    assert expected in judged(asked=[replace(first, headers=first.headers | headers)])


def test_a_form_that_was_sent_is_found(judged):
    assert "POST /" in judged(asked=[replace(judged.asked[0], method="POST")])


def test_an_address_that_must_not_be_asked_is_found(judged):
    assert "/good-2/ was asked in crawl 1" in judged(case=replace(CASE, never=("/good-2/",)))
    assert "/c/ was asked in crawl 1" in judged(case=replace(CASE, never=("/c*",)))


def test_asking_too_often_or_not_again_is_found(judged):
    assert "/e/ was asked 3 times in crawl 1, not 1 to 2" in judged(case=replace(CASE, times={"/e/": (1, 2)}))
    assert "/a/ was asked 1 times in crawl 1, not 2 to 3" in judged(case=replace(CASE, times={"/a/": (2, 3)}))


def test_haste_is_found(judged):
    assert "a request for a page every 0." in judged(case=replace(CASE, pace=60.0))
    assert "s after /good-1/, not 60" in judged(case=replace(CASE, pauses={"/good-1/": 60.0}))
    assert "/never/ was never asked" in judged(case=replace(CASE, pauses={"/never/": 1.0}))


def test_another_machine_that_was_reached_is_found(judged, crawled):
    place, *_ = crawled
    place.connections["canary"] = 1
    try:
        assert "another's machine was reached" in judged()
    finally:
        del place.connections["canary"]


def test_what_was_not_kept_is_found(judged):
    assert "not kept of /a/: b'X-Lost'" in judged(case=replace(CASE, kept={"/a/": (b"X-Lost",)}))
    assert "/a/ is not marked as cut" in judged(case=replace(CASE, truncated=("/a/",)))


def test_a_lost_file_is_found(judged):
    def lose(folder):
        shutil.rmtree(folder / "warc" / CASE.name)

    assert "0 responses in the WARC files" in judged(done=lose)


def test_an_archive_that_was_never_made_is_found(judged):
    assert judged(done=lambda folder: (folder / "archive.db").unlink()) == "there is no archive"
