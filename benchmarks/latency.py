"""What distance costs: one site and ten at once, one entry point and eight, at 0, 50 and 200 ms.

    python benchmarks/latency.py

The time to the first byte is added by the site. One request at a time to a site, without delay, but for the walks along
the chain of neighbours alone, which may have sixteen under way.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

from benchmarks.sites import served

LATENCIES = (0.0, 0.05, 0.2)
CHAIN = 16


def crawl(data: str, sites: list[list[str]], chain: bool, limit: int) -> None:
    """Crawl in this process; print the pages and the seconds from the first request to the last."""
    from newsarchive import runner
    from newsarchive.demo.spider import DemoSpider
    from newsarchive.items import Route
    from newsarchive.store import Archive

    spiders = []
    for number, starts in enumerate(sites):
        declared = {"name": f"demo{number}", "start_urls": starts, "__module__": DemoSpider.__module__}
        if chain:
            declared["routes"] = (Route.START, Route.NEIGHBOUR)
        spiders.append(type(DemoSpider.__name__, (DemoSpider,), declared))
    overrides = {
        "NEWSARCHIVE_DATA": data,
        "NEWSARCHIVE_LIMIT": limit,
        "NEWSARCHIVE_LEAST_FREE": 0,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CHAIN if chain else 1,
        "LOG_LEVEL": "WARNING",
    }
    began = time.perf_counter()
    results = runner.run(spiders, overrides)
    seconds = time.perf_counter() - began
    assert all(result.error is None for result in results), [str(result.error) for result in results]
    with Archive(__import__("pathlib").Path(data), readonly=True) as archive:
        pages = archive.connection.execute("SELECT count(*) FROM fetches").fetchone()[0]
    print(json.dumps({"pages": pages, "seconds": seconds}))


def run(sites: list[list[str]], *, chain: bool = False, limit: int = 0) -> float:
    """Crawl in a process of its own; give pages per second."""
    with tempfile.TemporaryDirectory() as data:
        given = json.dumps({"data": data, "sites": sites, "chain": chain, "limit": limit})
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.latency", "--child", given], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    return told["pages"] / told["seconds"]


def compare(articles: int, many: int) -> None:
    """Print one table of sites and one of entry points."""
    print(f"{'latency':>8} {'1 site':>8} {f'{many} sites':>9} {'ratio':>6}   pages per second")
    for latency in LATENCIES:
        with ExitStack() as stack:
            sites = [stack.enter_context(served(articles, latency=latency, seed=str(n))) for n in range(many)]
            starts = [[f"{base}/category/novyny/"] for base, _ in sites]
            one, all_ = run(starts[:1]), run(starts)
        print(f"{1000 * latency:6.0f}ms {one:8.1f} {all_:9.1f} {all_ / one:6.1f}")
    print(f"\n{'latency':>8} {'1 entry':>8} {'8 entries':>9} {'ratio':>6}   pages per second along the chain alone")
    for latency in LATENCIES:
        with served(8 * articles, latency=latency) as (_, urls):
            single = run([[urls[0]]], chain=True, limit=articles)
            spread = [urls[(2 * n + 1) * len(urls) // 16] for n in range(8)]
            eight = run([spread], chain=True)
        print(f"{1000 * latency:6.0f}ms {single:8.1f} {eight:9.1f} {eight / single:6.1f}")


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100, help="of each site")
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        crawl(**json.loads(options.child))
    else:
        compare(options.articles, options.sites)


if __name__ == "__main__":
    main()
