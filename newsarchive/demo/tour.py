"""The first minute: start the bundled site, crawl it, search it, say what to open."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from newsarchive import runner
from newsarchive.demo.server import running
from newsarchive.demo.site import DemoSite
from newsarchive.demo.spider import DemoSpider
from newsarchive.errors import UsageError
from newsarchive.serve.app import address, serve
from newsarchive.store import Archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsarchive.search import Hit

QUERIES = ("Володимиру Гончаруку", "у Кам'янці-Подільському", '"обласної ради" Швеція')
"""The same names as in the seed article, in other cases and with another apostrophe."""


def tour(
    data: Path,
    *,
    articles: int,
    port: int,
    keep: bool,
    say: Callable[[str], None],
    show: Callable[[Hit], None],
) -> None:
    """Run the whole chain once.

    Args:
        data: the demo's own archive; an earlier one is made anew.
        articles: how many the site publishes.
        port: where the archive will be served.
        keep: go on serving the archive and the site until interrupted.
        say: prints a line.
        show: prints a found article.

    Raises:
        UsageError: the folder holds something else than an earlier demo.
        NewsArchiveError: whatever the crawl ran into.
    """
    _clear(data)
    with running(DemoSite(articles)) as base:
        say(f"A council site with {articles} generated articles (one is real) stands at {base}/\n")
        spider = DemoSpider.starting_at(f"{base}/category/novyny/")
        result = runner.run([spider], {"NEWSARCHIVE_DATA": str(data), "LOG_LEVEL": "WARNING"})[0]
        if result.error:
            raise result.error
        say(f"Crawled: {result.articles_new} articles in {result.requests} requests, {result.failures} failed.\n")
        _search(data, say, show)
        say(f"The archive: {data / 'archive.db'}, its captures: {data / 'warc'}")
        if keep:
            say(f"Open {address('127.0.0.1', port)} (Ctrl-C ends it)")
            serve(data / "archive.db", port=port)
        else:
            say(f"Read it in a browser: newsarchive serve --data {data}  (or make demo KEEP=1)")


def _search(data: Path, say: Callable[[str], None], show: Callable[[Hit], None]) -> None:
    with Archive(data, readonly=True) as archive:
        for query in QUERIES:
            say(f"$ newsarchive search {query!r} --data {data} --limit 1")
            for hit in archive.search(query, limit=1):
                show(hit)


def _clear(data: Path) -> None:
    """Remove an earlier demo, and only that."""
    if not data.exists():
        return
    if not (data / "archive.db").exists():
        if any(data.iterdir()):
            raise UsageError(f"{data} is not empty and holds no demo: name another folder with --data.")
        return
    with Archive(data, readonly=True) as archive:
        councils = [row["code"] for row in archive.status()]
    if set(councils) - {DemoSpider.name}:
        raise UsageError(f"{data} is the archive of {', '.join(councils)}: name another folder with --data.")
    shutil.rmtree(data)
