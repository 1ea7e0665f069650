"""Crawling day by day, end to end: several councils in one process, and every way in which a run ends."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks import kills
from newsarchive.capture.lock import lock_council
from newsarchive.demo import DemoSite, running
from newsarchive.normalize.dates import KYIV
from tests.test_crawl import ROOT, differences, newsarchive, query, scrapy

pytestmark = pytest.mark.unmeasured

SPIDER = (ROOT / "newsarchive/demo/spider.py").read_text(encoding="utf-8")


@pytest.fixture
def council(tmp_path):
    """Write the file of a council whose site stands at an address; give its path."""

    def write(name, base, more=""):
        text = SPIDER.replace('f"http://127.0.0.1:{PORT}/category/novyny/"', f'"{base}/category/novyny/"')
        path = tmp_path / f"{name}.py"
        path.write_text(text.replace('name = "demo"', f'name = "{name}"') + more, encoding="utf-8")
        return path

    return write


def crawl(*words, code=0):
    """Crawl; give the results by council, and what was said on standard error."""
    command = [sys.executable, "-m", "newsarchive.cli", "crawl", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)

    assert done.returncode == code, done.stdout + done.stderr
    return {result["council"]: result for result in json.loads(done.stdout)}, done.stderr


# -- Several councils


def test_one_council_that_fails_costs_no_other(tmp_path, council):
    data, sites = tmp_path / "data", [DemoSite(20, seed=str(n)) for n in range(3)]
    with running(sites[0]) as one, running(sites[1]) as two, running(sites[2]) as three:
        files = [
            council("broken", three, "    council_row = None\n"),  # a fault of ours, at the beginning
            council("busy", three),
            council("fine", one),
            council("silent", "http://127.0.0.1:9"),
            council("well", two),
        ]
        lock = lock_council(data / "warc", "busy")
        results, said = crawl(*files, "--data", data, code=4)
        lock.close()

    assert {name: result["exit_code"] for name, result in results.items()} == {
        "broken": 1,
        "busy": 4,
        "fine": 0,
        "silent": 5,
        "well": 0,
    }
    assert [results[name]["articles_new"] for name in ("fine", "well")] == [20, 20]
    assert "newsarchive: busy: Another crawl of busy is running" in said
    assert "newsarchive: broken: The crawl of broken broke (TypeError" in said
    assert re.search(r"newsarchive: silent: Not one of \d requests was answered \(connection refused\)", said)
    held = query(data, "SELECT council, count(*) FROM articles GROUP BY council")
    assert held == [("fine", 20), ("well", 20)]


class Heard(Counter):
    """A site's count of requests that says, at each, how many there were."""

    def __init__(self, on_request):
        super().__init__()
        self._on_request = on_request

    def __setitem__(self, target, count):
        super().__setitem__(target, count)
        self._on_request(self.total())


def test_councils_are_crawled_at_the_same_time(tmp_path, council):
    data, sites, turns = tmp_path / "data", {name: DemoSite(25, seed=name) for name in "abc"}, []
    with ExitStack() as served:
        for name, site in sites.items():
            site.latency, site.hits = 0.04, Heard(lambda _, name=name: turns.append(name))
        files = [council(name, served.enter_context(running(site))) for name, site in sites.items()]
        crawl(*files, "--data", data)

    when = {name: [i for i, turn in enumerate(turns) if turn == name] for name in sites}
    assert max(own[2] for own in when.values()) < min(own[-3] for own in when.values())
    assert query(data, "SELECT council, count(*) FROM articles GROUP BY council") == [(name, 25) for name in sites]


def test_a_council_that_was_just_crawled_is_not_due(tmp_path):
    with running(DemoSite(12)) as base:
        words = ("demo", "--due", "--data", tmp_path)
        results, _ = crawl(*words, "--start", f"{base}/category/novyny/")
        again, said = crawl(*words, "--start", f"{base}/category/novyny/")

    assert results["demo"]["articles_new"] == 12
    assert again == {}
    assert "Nothing is to be crawled now, the next is demo at 2" in said
    (row,) = json.loads(newsarchive("status", "--data", tmp_path, "--json"))
    assert datetime.fromisoformat(row["next_run"]) > datetime.fromisoformat(row["started"])
    assert (row["running"], row["late"], row["reason"]) == (False, False, "finished")


# -- Ways to end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_that_is_asked_to_end_writes_what_is_under_way_and_goes_on_later(tmp_path, number):
    site = DemoSite(40)
    site.latency = 0.05
    with running(site) as base:
        process = kills.crawl(tmp_path, base)
        kills.begun(process, tmp_path)
        process.send_signal(number)
        out, err = process.communicate(timeout=120)

        assert process.returncode == -number, err.decode()
        assert out.decode().split()[-1] == "shutdown"
        assert "what is under way is finished and written" in err.decode()
        assert query(tmp_path, "SELECT reason FROM crawls") == [("shutdown",)]
        assert query(tmp_path, "SELECT count(*) FROM fetches WHERE outcome <> 'stored'") == [(0,)]
        assert list((tmp_path / "warc").rglob("*.open")) == []
        asked = sum(site.hits.values())
        assert query(tmp_path, "SELECT count(*) FROM fetches") == [(asked,)]

        site.latency = 0
        kills.finish(tmp_path, base)
    assert differences(site, tmp_path) == []


@pytest.fixture
def halfway(tmp_path):
    """A site of 30 articles; once it has answered 20 requests it becomes slow, and a file stands where this is told."""
    site, sign = DemoSite(30), tmp_path / "halfway"

    def heard(requests):
        if requests == 20:
            site.latency = 1
            sign.touch()

    site.hits = Heard(heard)
    with running(site):
        yield site, f"__import__('pathlib').Path({str(sign)!r}).exists()"


def test_a_crawl_whose_disk_becomes_full_ends_before_and_goes_on_later(tmp_path, council, halfway):
    (site, passed), data = halfway, tmp_path / "data"
    fills = council(
        "demo",
        site.base,
        "\nfrom newsarchive.capture import space\nspace.FreeSpace.seconds = 0.1\n"
        f"space.free = lambda folder: 2**20 if {passed} else 10**12\n",
    )
    results, said = crawl(fills, "--data", data, code=4)

    assert 0 < results["demo"]["articles_new"] < 30
    assert results["demo"]["reason"] == "disk_nearly_full"
    assert said.count("Only 1 MiB are free for") == 1
    assert list((data / "warc").rglob("*.open")) == []

    site.latency = 0
    crawl(council("demo", site.base), "--data", data)
    assert differences(site, data) == []


def test_a_crawl_whose_warc_files_are_gone_asks_for_robots_txt_anew_and_ends(tmp_path, council):
    data = tmp_path / "data"
    with running(DemoSite(6)) as base:
        one = council("one", base)
        crawl(one, "--data", data)
        shutil.rmtree(data / "warc")
        _, said = crawl(one, "--data", data, "--again")

    assert re.search(r"WARNING: capture: The WARC file one/.* is missing from .* It is asked for anew\.", said)
    asked = "SELECT outcome, count(*) FROM fetches WHERE route = 'robots' GROUP BY outcome"
    assert query(data, asked) == [("stored", 2)]


def test_no_crawl_begins_on_a_disk_that_is_nearly_full(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_LEAST_FREE", str(2**40))

    results, said = crawl("demo", "--data", tmp_path / "data", code=4)

    assert results["demo"]["reason"] is None
    assert "nothing was asked; make room" in said
    assert not (tmp_path / "data").exists()


def test_a_crawl_that_runs_into_quiet_hours_ends_well_and_goes_on_later(tmp_path, council, halfway):
    (site, passed), data = halfway, tmp_path / "data"
    begin = council(
        "demo",
        site.base,
        "\nfrom newsarchive import watch\nwatch.Quiet.seconds = 0.1\n"
        f"watch.QuietHours.hold = lambda self, at: {passed}\n",
    )
    results, _ = crawl(begin, "--data", data, "--quiet-hours", "08:00-18:00")
    assert 0 < results["demo"]["articles_new"] < 30
    assert (results["demo"]["reason"], results["demo"]["error"]) == ("quiet_hours", None)

    site.latency = 0
    results, _ = crawl(council("demo", site.base), "--due", "--data", data)  # what was interrupted is due at once
    assert results["demo"]["reason"] == "finished"
    assert differences(site, data) == []


def test_a_site_whose_pages_are_read_no_more_is_code_3_and_all_is_kept(tmp_path, council):
    data = tmp_path / "data"
    blind = "\n\nclass Blind(TagDivArticle):\n    refused = 'not an article'\n\n\nDemoSpider.article = Blind\n"
    with running(DemoSite(20)) as base:
        results, said = crawl(council("demo", base, blind), "--data", data, code=3)

    assert "pages that should be articles could be read as one" in said
    assert results["demo"]["requests"] == query(data, "SELECT count(*) FROM captures")[0][0] > 20


# -- scrapy crawl, and so scrapyd


def test_spider_arguments_bring_the_same_rows_as_the_command_line(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    with running(DemoSite(40)) as base:
        start = f"{base}/category/novyny/"
        crawl("demo", "--start", start, "--data", ours, "--limit", 12, "--since", "2020-01-01")
        told = {"start": start, "data": theirs, "limit": 12, "since": "2020-01-01", "_job": "1"}
        scrapy("crawl", "demo", *(word for name, value in told.items() for word in ("-a", f"{name}={value}")))

    assert kills.rows(theirs) == kills.rows(ours)
    assert query(theirs, "SELECT count(*) FROM articles") == [(12,)]
    settings = "SELECT settings FROM crawls"
    assert json.loads(query(theirs, settings)[0][0]) == json.loads(query(ours, settings)[0][0])


def test_a_job_in_quiet_hours_asks_nothing(tmp_path):
    site, now = DemoSite(12), datetime.now(KYIV)
    hours = f"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=1):%H:%M}"
    with running(site) as base:
        scrapy("crawl", "demo", "-a", f"start={base}/", "-a", f"data={tmp_path}", "-a", f"quiet_hours={hours}")

    assert query(tmp_path, "SELECT reason, requests FROM crawls") == [("quiet_hours", 0)]
    assert not site.hits


def test_nobody_is_crawled_anonymously_by_scrapy_itself(tmp_path):
    command = [sys.executable, "-m", "scrapy", "crawl", "khmelnytskyi", "-a", f"data={tmp_path / 'data'}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)

    assert done.returncode == 1
    assert "No contact is given" in done.stderr
    assert not Path(tmp_path, "data").exists()
