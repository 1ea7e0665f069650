"""From an address to a crawled site with no edit by hand: probe, genspider, crawl, on the bundled council site."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive import registry, saved
from newsarchive.demo import DemoSite, running

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[1]
ARTICLES = 60
ASKED = ("--delay", 0)


def newsarchive(*words, code=0):
    """Run the command line, which must leave with this code; give what it printed, and what it said of its failure."""
    command = [sys.executable, "-m", "newsarchive.cli", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)

    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return (done.stdout, done.stderr) if code else done.stdout


@pytest.fixture(scope="module")
def site():
    site = DemoSite(ARTICLES)
    with running(site):
        yield site


@pytest.fixture(scope="module")
def drafted(site, tmp_path_factory):
    """A spider that was generated from nothing but the site's address: its project, and what was said."""
    root = tmp_path_factory.mktemp("project")
    before = site.hits.copy()
    said = newsarchive("genspider", site.base, "--name", "drafted", "--to", root, *ASKED)
    return root, said, site.hits - before


def test_a_probe_names_what_stands_there_on_one_screen(site):
    before = site.hits.copy()
    said = newsarchive("probe", f"{site.base}/", *ASKED)
    asked = site.hits - before
    told = dict(line.split("  ", 1) for line in said.splitlines() if not line.startswith(" "))

    assert told["platform"].strip() == "WordPress: tagDiv Newspaper"
    assert told["read by"].strip() == "TagDivArticle: title, text and date of 4 of 4 articles"
    assert "«Новини»" in told["lists"]
    assert "previous is older" in told["neighbours"]
    assert "from meta" in told["dates"]
    assert f"{ARTICLES} articles" in told["API"]
    assert told["charset"].strip() == "utf-8 (header)"
    assert len(said.splitlines()) <= 25
    assert sum(asked.values()) <= 12
    assert set(asked.values()) == {1}


def test_a_probe_answers_programs(site):
    found = json.loads(newsarchive("probe", site.base, "--json", *ASKED))

    assert (found["platform"], found["page_class"]) == ("WordPress: tagDiv Newspaper", "TagDivArticle")
    assert found["order"]["previous_is_older"] is True
    assert found["lists"][0]["url"] == f"{site.base}/category/novyny/"
    assert [article["lacks"] for article in found["articles"]] == [[], [], [], []]
    assert found["asked"][0]["what"] == "robots.txt"


def test_the_generated_spider_is_short_and_says_what_the_site_said(drafted):
    root, _, _ = drafted
    text = (root / "spiders/drafted.py").read_text(encoding="utf-8")
    spider = registry.find(str(root / "spiders/drafted.py"))

    assert 10 <= len(text.partition("class ")[2].splitlines()) <= 15
    assert spider.council == "Демонстраційна обласна рада"
    assert spider.article.__name__ == "TagDivArticle"


def test_what_the_site_does_not_say_is_refused_by_lint(drafted):
    root, said, _ = drafted

    assert re.search(r"^check +fill in council_en, oblast$", said, re.MULTILINE)
    refused, _ = newsarchive("lint", root / "spiders/drafted.py", code=6)
    assert "there is no region UA-00" in refused


def test_what_the_site_says_is_all_that_lint_asks_for(site, tmp_path):
    newsarchive("genspider", site.base, "--council", "Хмельницька обласна рада", "--to", tmp_path, *ASKED)
    refused, _ = newsarchive("lint", tmp_path / "spiders/khmelnytskyi.py", code=6)

    assert re.findall(r"khmelnytskyi: (.+)", refused) == ["spiders.khmelnytskyi declares «khmelnytskyi» too."]


def test_saved_pages_read_back_to_the_articles_beside_them(site, drafted):
    root, _, _ = drafted
    spider = registry.find(str(root / "spiders/drafted.py"))
    truth = {row["url"]: row for row in site.truth()}
    pages = saved.pages(spider)

    assert sorted(page.parent.name.rsplit("-", 1)[1] for page in pages) == ["newest", "oldest", "ordinary"]
    for page in pages:
        article = spider.read(saved.read(page)).article
        golden = page.with_name(saved.EXPECTED).read_text(encoding="utf-8")
        assert saved.expected(article) == golden
        assert article.title == truth[article.url]["title"]
        assert article.body.split("\n\n") == truth[article.url]["body"]


def test_the_newest_and_the_oldest_are_saved(site, drafted):
    root, _, _ = drafted
    days = sorted(row["published"][:10] for row in site.truth())
    names = [page.parent.name for page in saved.pages(registry.find(str(root / "spiders/drafted.py")))]

    assert f"{days[0]}-oldest" in names
    assert max(names)[:10] <= days[-1]


def test_the_generated_spider_crawls_the_whole_site(site, drafted, tmp_path):
    root, _, _ = drafted
    said = newsarchive("crawl", root / "spiders/drafted.py", "--data", tmp_path, "--json", *ASKED)
    (result,) = json.loads(said)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        held = dict(db.execute("SELECT url, title FROM articles"))

    assert (result["reason"], result["error"]) == ("finished", None)
    assert held == {row["url"]: row["title"] for row in site.truth()}


def test_nothing_is_written_over(site, drafted):
    root, _, _ = drafted
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    said = newsarchive("genspider", site.base, "--name", "drafted", "--to", root, *ASKED, code=2)[1]

    assert (
        said == f"newsarchive: {root}/spiders/drafted.py stands already: nothing was written; --force writes over it.\n"
    )
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    newsarchive("genspider", site.base, "--name", "drafted", "--to", root, "--force", *ASKED)


def test_one_page_more_is_saved(site, drafted):
    root, _, _ = drafted
    post = site.newest[3]
    words = ("savepage", root / "spiders/drafted.py", site.url(post), "--as", "fourth", *ASKED)
    said = newsarchive(*words)
    folder = root / "tests/sites/drafted" / f"{post.published:%Y-%m-%d}-fourth"

    assert said.startswith(f"{folder} holds the page")
    assert json.loads((folder / "article.json").read_text("utf-8"))["title"] == post.title
    assert f"{folder} stands already: nothing was written; --as gives another word" in newsarchive(*words, code=2)[1]


def test_a_page_that_is_no_article_is_not_saved(site, drafted):
    root, _, _ = drafted
    said = newsarchive("savepage", root / "spiders/drafted.py", f"{site.base}/kontakty/", *ASKED, code=3)[1]

    assert (
        said == f"newsarchive: {site.base}/kontakty/ is no article to drafted (a static page): nothing was written.\n"
    )


def test_a_spider_is_confirmed_by_its_site(site, drafted):
    root, _, _ = drafted
    said = newsarchive("probe", root / "spiders/drafted.py", *ASKED)

    assert "ok start_urls" in said
    assert "ok article: TagDivArticle reads title, text and date of 4 of 4 articles" in said
    assert "CHANGE" not in said


def test_a_wrong_row_is_corrected(site, tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text(
        f'''"""A spider with nothing right."""
from datetime import date
from newsarchive import CouncilSpider
from newsarchive.pages import TagDivArticle
class Backwards(TagDivArticle):
    previous_is_older = False
class WrongSpider(CouncilSpider):
    name = "wrong"
    council = "Львівська обласна рада"
    oblast = "UA-46"
    start_urls = ["{site.base}/novyny/", "{site.base}/category/novyny/"]
    former_hosts = ("127.0.0.1:9",)
    since = date(2030, 1, 1)
    per_month = (2000, 2500)
    article = Backwards
''',
        encoding="utf-8",
    )
    printed, said = newsarchive("probe", path, "--json", *ASKED, code=3)
    found = json.loads(printed)
    changed = {check["attribute"]: check["change"] for check in found["checks"] if check["change"]}

    assert (
        said
        == f"newsarchive: What {path} declares is not what its site shows: {len(changed)} changes are said above.\n"
    )
    assert sorted(changed) == ["certainty", "per_month", "previous_is_older", "start_urls"]
    assert changed["previous_is_older"] == "declare a page class with previous_is_older = True"
