"""The main job, end to end: the bundled council site, crawled by the command line in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks import kills
from newsarchive.demo import DemoSite, running

ROOT = Path(__file__).parents[1]
ARTICLES = int(os.environ.get("TEST_ARTICLES", "90"))  # more: the same of a bigger site


def newsarchive(*words, code=0):
    """Run the command line; give what it printed."""
    command = [sys.executable, "-m", "newsarchive.cli", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)

    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def crawl(data, *words, start, code=0):
    """Crawl the demo site; give the run's result, or what was said of its failure."""
    said = newsarchive("crawl", "demo", "--start", start, "--data", data, "--json", *words, code=code)
    return json.loads(said)[0] if code == 0 else said


def query(data, sql, *values):
    with closing(sqlite3.connect(Path(data, "archive.db"))) as db:
        return db.execute(sql, values).fetchall()


def held(data):
    """Give each article's address, number, version and digest."""
    return query(data, "SELECT url, id, version, digest FROM articles ORDER BY id")


@pytest.fixture(scope="module")
def site():
    site = DemoSite(ARTICLES)
    with running(site):
        yield site


@pytest.fixture(scope="module")
def archive(site, tmp_path_factory):
    """Crawl the whole site once; tests that change the archive take a copy."""
    data = tmp_path_factory.mktemp("archive")
    result = crawl(data, start=f"{site.base}/category/novyny/")

    assert result["reason"] == "finished"
    assert (result["articles_new"], result["failures"], result["error"]) == (ARTICLES, 0, None)
    return data


@pytest.fixture
def copy(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "copy")
    return tmp_path / "copy"


TRUE = ("title", "published", "section", "author", "modified")


def differences(site, data):
    """Name what the archive holds otherwise than the site's own truth."""
    with closing(sqlite3.connect(data / "archive.db")) as db:
        db.row_factory = sqlite3.Row
        rows = {row["url"]: row for row in db.execute("SELECT * FROM articles")}
        tags = {}
        for url, tag in db.execute("SELECT url, tag FROM tags JOIN articles ON articles.id = article"):
            tags.setdefault(url, set()).add(tag)
    truth = {row["url"]: row for row in site.truth()}
    wrong = [("not held", url) for url in truth.keys() - rows.keys()]
    wrong += [("not true", url) for url in rows.keys() - truth.keys()]
    for url in truth.keys() & rows.keys():
        true, row = truth[url], rows[url]
        wrong += [(name, url, row[name], true[name]) for name in TRUE if row[name] != true[name]]
        pairs = [
            ("body", row["body"], "\n\n".join(true["body"])),
            ("older", row["older_url"], true["previous_url"]),
            ("newer", row["newer_url"], true["next_url"]),
            ("tags", tags.get(url, set()), set(true["tags"])),
        ]
        wrong += [(name, url, is_, should) for name, is_, should in pairs if is_ != should]
    return wrong


def test_every_public_article_is_held_once_and_exactly(site, archive):
    assert differences(site, archive) == []


def test_a_crawl_from_any_single_article_finds_all_the_others(site, tmp_path):
    start = sorted(row["url"] for row in site.truth())[ARTICLES // 3]

    crawl(tmp_path, start=start)

    assert differences(site, tmp_path) == []


def test_an_article_is_known_by_its_number_without_asking_for_it(site, archive):
    aliases = dict(
        query(archive, "SELECT aliases.url, articles.url FROM aliases JOIN articles ON articles.id = article")
    )
    numbers = {alias: row["url"] for row in site.truth() for alias in row["aliases"] if "?p=" in alias}

    assert aliases == numbers
    assert json.loads(newsarchive("show", next(iter(numbers)), "--data", archive, "--json"))["url"] in numbers.values()
    assert not [target for target in site.hits if "?p=" in target]


def test_nothing_asked_ends_without_a_row(site, archive):
    asked = {url for (url,) in query(archive, "SELECT url FROM fetches")}

    assert query(archive, "SELECT count(*) FROM frontier WHERE state = 'pending'") == [(0,)]
    assert query(archive, "SELECT outcome, count(*) FROM fetches GROUP BY outcome") == [("stored", len(asked))]
    assert query(archive, "SELECT count(*) FROM fetches WHERE capture IS NULL") == [(0,)]
    assert f"{site.base}/robots.txt" in asked


def test_each_month_is_complete_where_all_routes_told_of_it(archive):
    counts = "SELECT sum(held), sum(missing + gone), min(routes) FROM completeness WHERE state <> 'running'"
    held, lacking, routes = query(archive, counts)[0]

    assert query(archive, "SELECT DISTINCT state FROM completeness ORDER BY 1") == [("complete",), ("running",)]
    assert (lacking, routes) == (0, "api sitemap listing neighbour")
    assert 0 < held <= ARTICLES


def test_each_address_is_known_with_the_routes_that_saw_it(archive):
    routes = dict(query(archive, "SELECT route, count(*) FROM sightings GROUP BY route"))

    assert {"start", "neighbour", "listing", "feed", "sitemap", "api", "robots"} == set(routes)
    assert routes["api"] >= ARTICLES
    assert routes["sitemap"] >= ARTICLES


def test_what_the_api_and_the_feeds_say_agrees_with_the_pages(archive):
    said = query(archive, "SELECT source, differs, count(*) FROM second_readings GROUP BY source, differs")

    assert [row[:2] for row in said] == [("api", ""), ("feed", "")]
    assert said[0][2] >= ARTICLES


UNDATED = """
from newsarchive.demo.spider import DemoSpider
from newsarchive.pages import TagDivArticle


class UndatedArticle(TagDivArticle):
    def _published(self, dates):
        return ()


class UndatedSpider(DemoSpider):
    name = "undated"
    article = UndatedArticle
"""


def test_articles_whose_pages_tell_no_date_have_the_one_that_the_site_tells_elsewhere(site, tmp_path):
    spider = tmp_path / "undated.py"
    spider.write_text(UNDATED, encoding="utf-8")
    newsarchive("crawl", spider, "--start", f"{site.base}/category/novyny/", "--data", tmp_path)
    newsarchive("rebuild", spider, "--data", tmp_path, "--to", tmp_path / "again")

    dated = "SELECT url, published, published_from, older_url FROM articles ORDER BY url"
    told = {site.url(post): post.published for post in site.newest}
    rows = query(tmp_path, dated)
    assert {url: datetime.fromisoformat(published) for url, published, *_ in rows} == told
    assert {source for _, _, source, _ in rows} == {"api"}
    assert query(tmp_path, "SELECT count(*) FROM versions WHERE published IS NOT NULL") == [(0,)]
    assert query(tmp_path / "again", dated) == rows


def test_a_crawl_mends_the_index_that_a_plain_tool_went_past(site, copy):
    with closing(sqlite3.connect(copy / "archive.db")) as db:
        db.execute("PRAGMA recursive_triggers = OFF")
        db.execute("CREATE TEMP TABLE kept AS SELECT * FROM articles WHERE id = 1")
        db.execute("UPDATE kept SET title = 'Амальтея'")
        db.execute("INSERT OR REPLACE INTO articles SELECT * FROM kept")
        db.commit()

    command = ["crawl", "demo", "--start", f"{site.base}/category/novyny/", "--data", copy, "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive.cli", *map(str, command)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert (
        f"WARNING: index: wrong, since it has taken in {ARTICLES + 1} articles where there are {ARTICLES}"
        in done.stderr
    )
    assert query(copy, "SELECT outcome FROM checks ORDER BY id") == [("sound",), ("repaired",)]
    (hit,) = json.loads(newsarchive("search", "Амальтеї", "--data", copy, "--json"))["hits"]
    assert (hit["id"], hit["title"]) == (1, "Амальтея")
    assert newsarchive("verify", "--index", "--data", copy).startswith(f"index: sound, {ARTICLES} articles")


def test_a_second_crawl_of_an_unchanged_site_adds_nothing(site, copy):
    before = held(copy), query(copy, "SELECT count(*) FROM versions")
    result = crawl(copy, start=f"{site.base}/category/novyny/")

    assert (result["articles_new"], result["articles_changed"]) == (0, 0)
    assert (held(copy), query(copy, "SELECT count(*) FROM versions")) == before
    assert result["requests"] <= 6


@pytest.mark.unmeasured
def test_an_edited_article_gets_a_version_and_a_late_one_is_found(tmp_path):
    site = DemoSite(40)
    with running(site) as base:
        crawl(tmp_path, start=f"{base}/")
        edited, inserted = site.edit(3), site.insert(2)
        result = crawl(tmp_path, start=f"{base}/")

    assert (result["articles_new"], result["articles_changed"]) == (len(inserted), len(edited))
    assert differences(site, tmp_path) == []
    rows = query(
        tmp_path,
        "SELECT url, number, versions.title || versions.body FROM versions"
        " JOIN articles ON articles.id = article WHERE version > 1 ORDER BY url, number",
    )
    assert [(url, number) for url, number, _ in rows] == [(url, n) for url in sorted(edited) for n in (1, 2)]
    assert len({text for _, _, text in rows}) == len(rows)
    shown = newsarchive("show", edited[0], "--data", tmp_path, "--version", 1)
    assert rows[[url for url, _, _ in rows].index(edited[0])][2][:20] in shown


def test_reading_the_captures_again_gives_the_same_rows(archive, tmp_path):
    newsarchive("rebuild", "--data", archive, "--to", tmp_path)

    for table in ("councils", "articles", "versions", "neighbours", "aliases", "attachments", "tags", "captures"):
        assert query(tmp_path, f"SELECT * FROM {table}") == query(archive, f"SELECT * FROM {table}"), table
    for table in ("frontier", "sightings", "fetches"):
        assert set(query(tmp_path, f"SELECT * FROM {table}")) == set(query(archive, f"SELECT * FROM {table}")), table


@pytest.mark.unmeasured
def test_a_crawl_killed_again_and_again_ends_like_an_undisturbed_one():
    hits, different = kills.compare(kills=4, articles=60, rounds=2, seed="tests", latency=0.02)

    assert different == []
    assert hits >= 2


def test_a_limit_takes_the_newest_and_the_next_run_goes_on(site, tmp_path):
    newest = [site.url(post) for post in site.newest]
    assert crawl(tmp_path, "--limit", 5, start=f"{site.base}/feed/")["articles_new"] == 5
    assert {url for url, *_ in held(tmp_path)} <= set(newest[:20])

    crawl(tmp_path, start=f"{site.base}/feed/")

    assert differences(site, tmp_path) == []


def test_what_the_site_breaks_is_kept_counted_and_asked_again(tmp_path):
    site = DemoSite(30)
    with running(site) as base:
        down, cut, gone = (site.url(post).removeprefix(base) for post in site.newest[5:8])
        site.faults = {down: ("status", 503), cut: ("truncate", 900), gone: ("drop",)}
        result = crawl(tmp_path, start=f"{base}/")
        assert result["articles_new"] == 27
        states = {url.removeprefix(base): (state, reason) for url, state, reason in query(tmp_path, _STATES)}
        assert states[down] == ("pending", "status 503")
        assert states[cut] == ("pending", "cut short")
        assert states[gone] == ("pending", "connection lost")
        assert query(tmp_path, "SELECT DISTINCT truncated FROM captures WHERE url = ?", base + cut) == [("disconnect",)]

        site.faults = {}
        with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
            db.execute("UPDATE frontier SET next_visit = NULL WHERE state = 'pending'")
            db.commit()
        crawl(tmp_path, start=f"{base}/")

    assert differences(site, tmp_path) == []


_STATES = "SELECT url, state, reason FROM frontier"


def test_a_site_that_does_not_answer_is_said_so_with_its_own_exit_code(tmp_path):
    said = crawl(tmp_path, start="http://127.0.0.1:9/", code=5)

    assert "Not one of" in said
    assert query(tmp_path, "SELECT DISTINCT why FROM fetches") == [("connection refused",)]


@pytest.mark.unmeasured
def test_a_second_crawl_of_the_same_council_leaves_while_the_first_runs(tmp_path):
    site = DemoSite(40)
    site.latency = 0.3
    with running(site) as base:
        first = kills.crawl(tmp_path, base)
        while not list((tmp_path / "warc").glob("*/*/*.open")):
            assert first.poll() is None
        said = crawl(tmp_path, start=f"{base}/", code=4)
        out, err = first.communicate(timeout=120)

    assert first.returncode == 0, (out, err)
    assert "Another crawl of demo is running" in said
    assert differences(site, tmp_path) == []


def test_nobody_is_crawled_anonymously(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k != "NEWSARCHIVE_CONTACT"}
    command = [sys.executable, "-m", "newsarchive.cli", "crawl", "khmelnytskyi", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)

    assert done.returncode == 2
    assert "No contact is given" in done.stderr
    assert not (tmp_path / "archive.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        "Гончаруку",
        "Володимира Гончарука",
        *(f"Кам{mark}янець-Подільський" for mark in "'’ʼ`´‘"),
        "Швеція",
        "рада",
    ],
)
def test_the_seed_article_is_found_in_any_form(archive, words):
    found = json.loads(newsarchive("search", words, "--data", archive, "--limit", 500, "--json"))["hits"]

    assert any(hit["title"].startswith("Стартував освітній семінар") for hit in found)


def test_another_surname_does_not_find_the_seed_article(archive):
    found = json.loads(newsarchive("search", "Гончаренко", "--data", archive, "--limit", 500, "--json"))["hits"]

    assert not any(hit["title"].startswith("Стартував освітній семінар") for hit in found)


def scrapy(*words):
    """Run Scrapy's own command line in the project."""
    command = [sys.executable, "-m", "scrapy", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.unmeasured
def test_scrapys_own_commands_work_in_the_project(site, tmp_path):
    spider = tmp_path / "other.py"
    spider.write_text(
        (ROOT / "newsarchive/demo/spider.py")
        .read_text()
        .replace('f"http://127.0.0.1:{PORT}/category/novyny/"', f'"{site.base}/"')
        .replace('name = "demo"', 'name = "other"')
    )

    assert {"demo", "khmelnytskyi"} <= set(scrapy("list").split())
    for words in ([], ["--spider", "demo", "-s", f"NEWSARCHIVE_DATA={tmp_path / 'none'}"]):
        assert "200" in scrapy("shell", *words, f"{site.base}/", "-c", "response.status")
    assert not (tmp_path / "none").exists()
    scrapy("runspider", spider, "-s", f"NEWSARCHIVE_DATA={tmp_path}")
    assert differences(site, tmp_path) == []


def test_the_demo_ends_by_itself_and_says_what_to_open(tmp_path):
    said = newsarchive("demo", "--data", tmp_path / "demo", "--articles", 40)
    again = newsarchive("demo", "--data", tmp_path / "demo", "--articles", 20)

    assert "Crawled: 40 articles" in said
    assert said.count("Стартував освітній семінар") >= 1
    assert f"newsarchive serve --data {tmp_path / 'demo'}" in said
    assert "Crawled: 20 articles" in again
    assert len(held(tmp_path / "demo")) == 20


def test_the_demo_spares_a_folder_that_is_not_its_own(copy, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept")
    with closing(sqlite3.connect(copy / "archive.db")) as db:
        db.execute(
            "INSERT INTO councils (code, name, oblast, hosts, former_hosts, spider)"
            " VALUES ('lviv', 'Львівська обласна рада', 'UA-46', '', '', 'x:Y')"
        )
        db.commit()

    assert "is not empty" in newsarchive("demo", "--data", tmp_path / "full", code=2)
    assert "is the archive of demo, lviv" in newsarchive("demo", "--data", copy, code=2)
    assert (tmp_path / "full" / "letter.txt").read_text() == "kept"
