"""``newsarchive crawl``: councils into the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@options.data
@options.day("--since", help_text="Do not walk past articles older than this day.  [default: the spider's own]")
@click.option("--limit", type=click.IntRange(min=1), help="Take at most so many articles, newest first.")
@click.option("--start", "starts", metavar="URL", multiple=True, help="Start here instead: a list, or any article.")
@click.option("--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Wait so long between two requests.")
@click.option(
    "--contact",
    envvar="NEWSARCHIVE_CONTACT",
    default="",
    help="Mail or page where a site's keeper reaches you.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print Scrapy's log.")
@options.json
def crawl(
    *,
    names: tuple[str, ...],
    data: Path,
    since: date | None,
    limit: int | None,
    starts: tuple[str, ...],
    delay: float | None,
    contact: str,
    verbose: bool,
    as_json: bool,
) -> None:
    """Crawl councils into the archive. NAME is a spider, or a Python file that declares one.

    A crawl that was interrupted, in whatever way, goes on where it stopped when it is run again.

    \b
    newsarchive crawl khmelnytskyi --contact archive@example.org
    newsarchive crawl khmelnytskyi --limit 20
    newsarchive crawl my_council.py --start http://127.0.0.1:8068/ --delay 0
    """  # noqa: D301 - Click wants the character itself
    from newsarchive import fetch, registry, runner  # noqa: PLC0415

    spiders = [registry.find(name) for name in names]
    if starts:
        if len(spiders) > 1:
            raise UsageError("--start is for one spider at a time.")
        spiders = [spiders[0].starting_at(*starts)]
    fetch.require_contact(contact, [url for spider in spiders for url in spider.start_urls])
    overrides: dict[str, Any] = {
        "NEWSARCHIVE_DATA": str(data),
        "NEWSARCHIVE_LIMIT": limit or 0,
        "NEWSARCHIVE_SINCE": since,
        "NEWSARCHIVE_CONTACT": contact,
        "USER_AGENT": fetch.user_agent(contact),
        "LOG_LEVEL": "INFO" if verbose else "WARNING",
    }
    if delay is not None:
        overrides["DOWNLOAD_DELAY"] = delay
    results = runner.run(spiders, overrides)
    if as_json:
        terminal.print_json([result.as_dict() for result in results])
    elif ran := [r for r in results if r.reason]:
        rows = ([r.council, r.articles_new, r.articles_changed, r.requests, r.failures, r.reason] for r in ran)
        terminal.print_table([_HEAD, *rows])
    for error in filter(None, (result.error for result in results)):
        raise error


_HEAD = ("council", "new", "changed", "requests", "failed", "ended")
