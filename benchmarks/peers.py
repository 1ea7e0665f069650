"""Articles per second beside other crawlers, on the same site in one run: wget with WARC, fundus, news-please.

    python benchmarks/peers.py --articles 500 --rounds 3

The demo site is served by a process of its own, without delay or latency. Each gets what it is made for: we and wget
a start address, fundus a publisher of our making with the site's sitemap, news-please a list of addresses, of which
sixty are enough. What counts are articles: records in wget's WARC, rows with a text for the others. The peers are
installed into a virtual environment that is thrown away (``--venv`` keeps it), never into ours; wget is the machine's.
Only the work is timed, not the start of Python.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import time
import venv
from pathlib import Path

PEERS = ("fundus", "curl_cffi<0.14", "news-please")
"""fundus 0.5.7 does not import with a newer curl_cffi."""
SOME = 60
"""Addresses that news-please is given."""


# -- In the peers' environment


def fundus(base: str, urls: list[str]) -> int:
    """Crawl the sitemap with a publisher that reads title, date and text; give the number of articles."""
    from fundus import Crawler, Sitemap
    from fundus.parser import BaseParser, ParserProxy, attribute
    from fundus.parser.utility import extract_article_body_with_selector, generic_date_parsing
    from fundus.publishers.base_objects import Publisher
    from lxml.etree import XPath

    class Parser(ParserProxy):
        class V1(BaseParser):
            _paragraphs = XPath("//div[contains(@class, 'td-post-content')]//p")

            @attribute
            def body(self):
                return extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=self._paragraphs)

            @attribute
            def publishing_date(self):
                return generic_date_parsing(self.precomputed.meta.get("article:published_time"))

            @attribute
            def title(self):
                return self.precomputed.meta.get("og:title")

    site = Publisher(name="Demo", domain=f"{base}/", parser=Parser, sources=[Sitemap(f"{base}/wp-sitemap.xml")])
    crawler = Crawler(site, delay=0.0, ignore_crawl_delay=True)
    return sum(1 for article in crawler.crawl(max_articles=len(urls)) if article.title and str(article.body).strip())


def news_please(_: str, urls: list[str]) -> int:
    """Read addresses one after the other; give the number of articles with a text."""
    from newsplease import NewsPlease

    read = (NewsPlease.from_url(url) for url in urls[:SOME])
    return sum(1 for article in read if article and getattr(article, "maintext", None))


def child(what: str, base: str, urls: Path) -> None:
    """Run one peer in this process and print what it took."""
    __import__({"fundus": "fundus", "news_please": "newsplease"}[what])
    addresses = urls.read_text().split()
    began = time.perf_counter()
    articles = {"fundus": fundus, "news_please": news_please}[what](base, addresses)
    print(json.dumps({"articles": articles, "seconds": time.perf_counter() - began}))


# -- In ours


def ours(base: str, urls: Path, _: Path) -> dict[str, float]:
    """Crawl with everything on: WARC, text, index, fsync."""
    from benchmarks import crawling

    return crawling.run("ours", base, urls)


def wget(base: str, urls: Path, _: Path) -> dict[str, float]:
    """Mirror the site into a WARC file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with tempfile.TemporaryDirectory() as folder:
        command = ["wget", "-q", "-r", "-l", "inf", "-np", "-e", "robots=off", "-R", "jpg,png", "--warc-file=w"]
        command += ["--warc-cdx", "--compression=auto", "--delete-after", f"{base}/"]
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, check=False, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        with Path(folder, "w.warc.gz").open("rb") as file:
            records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False)
            kept = {record.headers["WARC-Target-URI"].strip("<>") for record in records}
    return {"articles": len(kept.intersection(urls.read_text().split())), "seconds": seconds}


def peer(what: str, base: str, urls: Path, python: Path) -> dict[str, float]:
    """Run a peer in its own environment."""
    command = [python, __file__, "--child", what, "--base", base, "--urls", urls]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def install(folder: Path) -> Path:
    """Make the peers' environment; give its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def compare(articles: int, rounds: int, environment: Path) -> None:
    """Serve the site and let each crawl it in turn."""
    from benchmarks.sites import served

    python = install(environment)
    sides = {"newsarchive": ours, "wget": wget} if shutil.which("wget") else {"newsarchive": ours}
    for what in ("fundus", "news_please"):
        sides[what] = lambda base, urls, python, what=what: peer(what, base, urls, python)
    with served(articles) as (base, addresses), tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        print(*addresses, sep="\n", file=file, flush=True)
        urls = Path(file.name)
        ours(base, urls, python)  # the site renders each page once
        results = {name: [] for name in sides}
        for _ in range(rounds):
            for name, run in sides.items():
                results[name].append(run(base, urls, python))
    report(results)


def report(results: dict[str, list[dict[str, float]]]) -> None:
    """Print medians, and how many times faster we are, round by round."""
    speed = {name: [run["articles"] / run["seconds"] for run in done] for name, done in results.items()}
    for name, done in results.items():
        ratios = sorted(a / b for a, b in zip(speed["newsarchive"], speed[name], strict=True))
        times = f"we are {statistics.median(ratios):.1f} times as fast ({', '.join(f'{r:.1f}' for r in ratios)})"
        counts = {int(run["articles"]) for run in done}
        print(f"{name:11} {statistics.median(speed[name]):7.1f} articles/s of {sorted(counts)}  {times}")
    if "wget" not in results:
        print("wget is not on this machine: not measured")


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--venv", type=Path, help="keep the peers' environment here, and use it if it stands")
    for hidden in ("--child", "--base"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--urls", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.base, options.urls)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(options.articles, options.rounds, options.venv or Path(folder, "venv"))


if __name__ == "__main__":
    main()
