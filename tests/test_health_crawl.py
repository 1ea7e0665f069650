"""A site in mid-life, crawled again and again: what becomes of it is told apart, end to end."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.demo import DemoSite, running
from newsarchive.demo.site import Answer
from tests.test_crawl import ROOT, query

NAMES = re.compile(rb'\b(class|id)="([^"]*)"')
"""Where the names stand by which page classes know a theme."""


class Site(DemoSite):
    """A demo site that can be given another theme, a wall before it, or a breakdown."""

    trouble = None

    def answer(self, target):
        given = super().answer(target)
        if self.trouble == "theme" and given.kind.startswith("text/html"):
            body = NAMES.sub(
                lambda m: m[1] + b'="' + b" ".join(b"new" + name for name in m[2].split()) + b'"', given.body
            )
            return replace(given, body=body, zipped=None, etag="", modified="")
        if self.trouble in {403, 500}:
            return Answer(self.trouble, "text/html; charset=UTF-8", b"<h1>No</h1>")
        if self.trouble == "challenge":
            page = b"<html><head><title>Just a moment...</title><script>window._cf_chl_opt={}</script></head></html>"
            return Answer(200, "text/html; charset=UTF-8", page, {"cf-mitigated": "challenge"})
        return given


pytestmark = pytest.mark.unmeasured


def newsarchive(*words):
    """Run a command; give its code, its output and what it said beside."""
    command = [sys.executable, "-m", "newsarchive.cli", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)

    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def crawl(data, base, spider="demo"):
    code, out, said = newsarchive("crawl", spider, "--data", data, "--start", f"{base}/category/novyny/", "--json")
    (result,) = json.loads(out)
    return code, result, said


def status(data):
    code, out, _ = newsarchive("status", "--data", data, "--json")
    (row,) = json.loads(out)
    return code, row


@pytest.fixture
def site():
    """A site of 24 articles, the newest of today."""
    site = Site(24)
    shift = _today() - site.newest[0].published
    for post in site.posts:
        post.published += shift
        post.modified += shift
    site.reindex()
    return site


def _today():
    return datetime.now(UTC) - timedelta(hours=1)


def due(data):
    """Let every article's time to be looked at again come, and each be asked for as a whole."""
    with sqlite3.connect(data / "archive.db") as db:
        db.execute(
            "UPDATE frontier SET next_visit = '2020-01-01T00:00:00+00:00', etag = NULL, last_modified = NULL"
            " WHERE state = 'captured' AND alias_of IS NULL AND kind = 'article'"
        )
    db.close()


@pytest.mark.parametrize(
    ("trouble", "word", "code", "said"),
    [
        (None, "well", 0, ""),
        ("theme", "layout changed", 3, "pages that should be articles"),
        (403, "blocked", 3, "could be read (status 403"),
        ("challenge", "blocked", 3, "could be read (challenge"),
        (500, "down", 5, "requests was answered (status 500)"),
    ],
)
def test_what_becomes_of_a_site_in_mid_life_is_told_apart(tmp_path, site, trouble, word, code, said):  # noqa: PLR0917
    with running(site) as base:
        done, result, _ = crawl(tmp_path, base)
        assert (done, result["health"], result["articles_new"]) == (0, "well", 24)
        assert any("agree on 24 of 24 articles" in fact["says"] for fact in result["evidence"])
        held = query(tmp_path, "SELECT url, digest FROM articles ORDER BY url")

        site.trouble = trouble
        site.reindex()
        due(tmp_path)
        done, result, told = crawl(tmp_path, base)

        # The same bytes again are the same word again: nothing has become better.
        again = crawl(tmp_path, base)[1] if trouble == "theme" else result

    assert (done, result["health"]) == (code, word), result
    assert again["health"] == word, again
    assert said in told
    assert query(tmp_path, "SELECT url, digest FROM articles ORDER BY url") == held
    code, row = status(tmp_path)
    assert (code, row["health"], row["evidence"]) == (done, word, again["evidence"])


def test_a_site_that_is_gone_is_down(tmp_path, site):
    with running(site) as base:
        crawl(tmp_path, base)
    done, result, said = crawl(tmp_path, base)

    assert (done, result["health"]) == (5, "down")
    assert "requests was answered (connection refused)" in said
    assert status(tmp_path)[0] == 5


def test_a_site_that_publishes_nothing_is_quiet_and_no_failure(tmp_path):
    site, spider = Site(24), tmp_path / "demo.py"
    for post in site.posts:
        post.published -= timedelta(days=200)
        post.modified -= timedelta(days=200)
    site.reindex()
    text = (ROOT / "newsarchive/demo/spider.py").read_text(encoding="utf-8")
    spider.write_text(re.sub(r"per_month = \(.*?\)", "per_month = (20, 400)", text), encoding="utf-8")
    with running(site) as base:
        done, result, said = crawl(tmp_path / "data", base, spider)

    assert (done, result["health"], result["articles_new"]) == (0, "quiet", 24)
    assert "a pause is long here beyond 90.0 days" in said
    assert "look whether the news has moved" in said
    assert status(tmp_path / "data")[0] == 3
