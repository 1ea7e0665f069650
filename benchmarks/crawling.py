"""Pages per second of the whole chain (WARC, store, index, fsync) beside bare Scrapy on the same pages, in one run.

    python -m benchmarks.crawling --articles 5000 --rounds 5

Bare Scrapy fetches the addresses of all articles with one item worker and its defaults for the rest, and reads nothing.
Both crawl the demo site, held by nginx where that is installed, obey its robots.txt, hold the same number of
connections, and know neither delay nor latency. Rounds alternate, so that a slow moment of the machine hits both.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONCURRENCY = 16


def ours(base: str, data: str, profile: str) -> tuple[int, int]:
    """Crawl the site into an archive; give the number of answers, and of articles."""
    from newsarchive import runner
    from newsarchive.demo.spider import DemoSpider

    spider = DemoSpider.starting_at(f"{base}/category/novyny/")
    overrides = {
        "NEWSARCHIVE_DATA": data,
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "WARNING",
    }
    if profile:
        profiler = cProfile.Profile()
        (result,) = profiler.runcall(runner.run, [spider], overrides)
        profiler.dump_stats(profile)
    else:
        (result,) = runner.run([spider], overrides)
    assert result.error is None, result.error
    return result.requests, result.articles_new


def bare(urls: list[str]) -> tuple[int, int]:
    """Fetch the addresses with Scrapy alone; give the number of answers, and that it reads no articles."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class Bare(scrapy.Spider):
        name = "bare"
        answered = 0

        async def start(self):
            for url in urls:
                yield scrapy.Request(url, dont_filter=True)

        def parse(self, response):
            Bare.answered += len(response.body) > 0

    process = CrawlerProcess(
        {
            "CONCURRENT_ITEMS": 1,
            "CONCURRENT_REQUESTS": CONCURRENCY,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
            "ROBOTSTXT_OBEY": True,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "LOG_LEVEL": "WARNING",
        }
    )
    process.crawl(Bare)
    process.start()
    return Bare.answered, 0


def child(what: str, base: str, urls: Path, data: str, profile: str) -> None:
    """Run one side in this process and print what it took, without the start of Python and Scrapy."""
    addresses = urls.read_text().split()
    import scrapy.crawler

    import newsarchive.runner

    _ = scrapy.crawler, newsarchive.runner
    began, cpu = time.perf_counter(), _cpu()
    answers, articles = ours(base, data, profile) if what == "ours" else bare(addresses)
    seconds, cpu = time.perf_counter() - began, _cpu() - cpu
    peak = sum(resource.getrusage(whose).ru_maxrss for whose in _PROCESSES) / 1024
    print(json.dumps({"answers": answers, "articles": articles, "seconds": seconds, "cpu": cpu, "peak": peak}))


_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _cpu() -> float:
    """Give the processor's seconds of this process and of those it started and waited for."""
    used = [resource.getrusage(whose) for whose in _PROCESSES]
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(what: str, base: str, urls: Path, profile: str = "") -> dict[str, float]:
    """Run one side in a process of its own."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, __file__, "--child", what, "--base", base, "--urls", str(urls), "--data", data]
        done = subprocess.run([*command, "--profile", profile], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", default="", help="write a profile of one more crawl here, and print its head")
    for hidden in ("--child", "--base", "--data"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--urls", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.base, options.urls, options.data, options.profile)
    else:
        compare(options.articles, options.rounds, options.profile)


def compare(articles: int, rounds: int, profile: str) -> None:
    """Serve the site and let both sides crawl it in turn."""
    from benchmarks.sites import held

    with held(articles) as (base, addresses), tempfile.TemporaryDirectory() as folder:
        urls = Path(folder, "urls.txt")
        urls.write_text("\n".join(addresses))
        for what in ("bare", "ours"):
            run(what, base, urls)  # the site renders each page once
        results = {what: [] for what in ("ours", "bare")}
        for _ in range(rounds):
            for what, done in results.items():
                done.append(run(what, base, urls))
        report(results)
        if profile:
            run("ours", base, urls, profile)
            pstats.Stats(profile).sort_stats("tottime").print_stats(40)


def report(results: dict[str, list[dict[str, float]]]) -> None:
    """Print medians, and the ratio round by round."""
    speed = {what: [r["answers"] / r["seconds"] for r in done] for what, done in results.items()}
    for what, done in results.items():
        cpu = statistics.median(1000 * r["cpu"] / r["answers"] for r in done)
        peak = max(r["peak"] for r in done)
        pages = statistics.median(speed[what])
        print(f"{what:5} {pages:7.1f} pages/s  {cpu:5.2f} ms CPU/page  {peak:5.0f} MiB peak")
    ratios = sorted(a / b for a, b in zip(speed["ours"], speed["bare"], strict=True))
    print(f"ours/bare {statistics.median(ratios):.2f}  (rounds: {', '.join(f'{r:.2f}' for r in ratios)})")


if __name__ == "__main__":
    main()
