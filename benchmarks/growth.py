"""What a growing archive costs a crawl that finds nothing new: its start, its memory, «is it known».

    python benchmarks/growth.py

Archives of 1,000, 10,000 and 100,000 articles that other crawls are said to have brought; then a run on a quiet site.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.sites import served

SIZES = (1_000, 10_000, 100_000)
BATCH = 1_000
TEXT = " ".join(["Сесія обласної ради розглянула бюджет області на наступний рік і затвердила його."] * 12)


def fill(data: Path, count: int) -> None:
    """Write so many articles as crawls would have, oldest first, each with its neighbours."""
    from newsarchive.demo.spider import DemoSpider
    from newsarchive.items import Article, Capture, Found, Link, Outcome, Route, Visit
    from newsarchive.store import Archive, Run, apply

    now = datetime.now(UTC).replace(microsecond=0)
    with Archive(data) as archive:
        archive.add_council(DemoSpider.council_row())
        crawl = archive.begin_crawl(DemoSpider.name, now, {}, {})
        run = Run(id=crawl, council=DemoSpider.name)
        for first in range(0, count, BATCH):
            with archive.transaction() as db:
                for number in range(first, min(first + BATCH, count)):
                    url, before, after = (f"http://127.0.0.1:1/novyna-{n}/" for n in (number, number - 1, number + 1))
                    article = Article(
                        url=url,
                        title=f"Новина № {number}",
                        body=TEXT,
                        published=now - timedelta(hours=count - number),
                        previous=Link(url=before),
                        next=Link(url=after),
                        digest=f"sha256:{number:064x}",
                    )
                    found = tuple(Found(url=link, route=Route.NEIGHBOUR) for link in (before, after))
                    visit = Visit(
                        url=url,
                        at=now,
                        route=Route.NEIGHBOUR,
                        outcome=Outcome.STORED,
                        status=200,
                        article=article,
                        found=found,
                    )
                    capture = Capture(
                        url=url,
                        captured_at=now,
                        status=200,
                        content_type="text/html",
                        warc_file="demo/2026/x.warc.gz",
                        offset=number,
                        length=1,
                        payload_digest=article.digest,
                        record_id=f"urn:uuid:{number}",
                    )
                    apply(db, run, visit, capture)
        archive.finish_crawl(crawl, now, "finished")
        archive.connection.execute("UPDATE frontier SET state = 'captured' WHERE state = 'pending'")
        archive.connection.commit()


def look_up(data: Path, count: int) -> float:
    """Give the median microseconds of asking whether an address is known."""
    from newsarchive.discover.memory import Memory
    from newsarchive.store import Archive

    chance, times = random.Random(1), []
    with Archive(data, readonly=True) as archive:
        memory = Memory(archive.connection, "demo")
        for _ in range(2_000):
            key = f"127.0.0.1:1/novyna-{chance.randrange(2 * count)}"
            began = time.perf_counter()
            memory.known(key)
            times.append(time.perf_counter() - began)
    return 1e6 * statistics.median(times)


def quiet_run(data: Path, start: str) -> None:
    """Crawl in this process; print the seconds to the first request and in all, and the peak of memory."""
    from scrapy import signals

    from newsarchive import runner
    from newsarchive.demo.spider import DemoSpider

    began, first = time.perf_counter(), []
    overrides = {
        "NEWSARCHIVE_DATA": str(data),
        "NEWSARCHIVE_LEAST_FREE": 0,
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "WARNING",
    }
    seen = runner.Progress.from_crawler.__func__

    def from_crawler(cls, crawler):
        crawler.signals.connect(_note(first), signals.request_reached_downloader, weak=False)
        return seen(cls, crawler)

    runner.Progress.from_crawler = classmethod(from_crawler)
    (result,) = runner.run([DemoSpider.starting_at(start)], overrides)
    assert result.error is None, result.error
    peak = sum(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "first": first[0] - began,
                "all": time.perf_counter() - began,
                "peak": peak / 1024,
                "crawl": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "requests": result.requests,
            }
        )
    )


def _note(times):
    def note() -> None:
        times.append(time.perf_counter())

    return note


def measure(sizes: list[int]) -> None:
    """Print a line for each size."""
    print(
        f"{'articles':>9} {'GB':>5} {'first request':>13} {'whole run':>10} {'crawl':>9} {'+ reader':>8} {'known':>9}"
    )
    with served(40) as (base, _), tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            data = Path(folder, str(size))
            fill(data, size)
            start = f"{base}/category/novyny/"
            for _ in range(2):  # the first run reads the site's own forty articles
                command = [sys.executable, "-m", "benchmarks.growth", "--child", str(data), "--start", start]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stderr
            told = json.loads(done.stdout.splitlines()[-1])
            gigabytes = (data / "archive.db").stat().st_size / 2**30
            print(
                f"{size:9} {gigabytes:5.2f} {told['first']:12.2f}s {told['all']:9.2f}s {told['crawl']:6.0f}MiB"
                f" {told['peak']:7.0f}MiB {look_up(data, size):6.1f}us"
            )


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--start", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        quiet_run(options.child, options.start)
    else:
        measure(options.sizes)


if __name__ == "__main__":
    main()
