"""``newsarchive crawl``: councils into the archive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import ArchiveError, ArchiveMissing, NewsArchiveError, UsageError
from newsarchive.normalize.addresses import canonical, site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from newsarchive.runner import Result
    from newsarchive.schedule import QuietHours
    from newsarchive.spider import CouncilSpider

    Spiders = list[type[CouncilSpider]]

_HEAD = ("council", "new", "changed", "requests", "failed", "health", "ended")


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Every council that has a spider.")
@click.option("--due", is_flag=True, help="Of those named, or of all, only the ones that are due by their own rhythm.")
@click.option("--unless-running", is_flag=True, help="Pass over a council that is being crawled already.")
@options.data
@options.day("--since", help_text="Do not walk past articles older than this day.  [default: the spider's own]")
@click.option("--limit", type=click.IntRange(min=1), help="Take at most so many articles, newest first.")
@click.option(
    "--again", is_flag=True, help="Ask again now for all that is held, due or not; with --since for what is no older."
)
@click.option("--start", "starts", metavar="URL", multiple=True, help="Start here instead: a list, or any article.")
@options.delay
@options.contact
@options.quiet_hours
@options.notify
@click.option("-v", "--verbose", is_flag=True, help="Print Scrapy's log.")
@click.option("-q", "--quiet", "silent", is_flag=True, help="Print nothing unless something is wrong.")
@options.json
def crawl(
    *,
    names: tuple[str, ...],
    everyone: bool,
    due: bool,
    unless_running: bool,
    data: Path,
    since: date | None,
    limit: int | None,
    again: bool,
    starts: tuple[str, ...],
    delay: float | None,
    contact: str,
    quiet_hours: QuietHours | None,
    notify: list[str],
    verbose: bool,
    silent: bool,
    as_json: bool,
) -> None:
    """Crawl councils into the archive. NAME is a spider, or a Python file that declares one.

    A crawl that was interrupted, in whatever way, goes on where it stopped when it is run again. Several councils are
    crawled at the same time, each within its own politeness; one that fails costs no other.

    \b
    newsarchive crawl khmelnytskyi --contact archive@example.org
    newsarchive crawl khmelnytskyi --limit 20
    newsarchive crawl khmelnytskyi --again --since 2026-01-01
    newsarchive crawl --due --quiet-hours 08:00-18:00 --notify "mail -s newsarchive archive"
    newsarchive crawl my_council.py --start http://127.0.0.1:8068/ --delay 0
    """
    from newsarchive import fetch, runner

    spiders = _beginning_at(starts, _chosen(names, everyone=everyone, due=due))
    fetch.require_contact(contact, [url for spider in spiders for url in spider.start_urls])
    now = datetime.now(UTC)
    spiders, why = _now(spiders, data, now, quiet_hours, due=due, unless_running=unless_running)
    overrides: dict[str, Any] = {
        "NEWSARCHIVE_DATA": str(data),
        "NEWSARCHIVE_LIMIT": limit or 0,
        "NEWSARCHIVE_SINCE": since,
        "NEWSARCHIVE_AGAIN": again,
        "NEWSARCHIVE_CONTACT": contact,
        "NEWSARCHIVE_QUIET_HOURS": str(quiet_hours or ""),
        "USER_AGENT": fetch.user_agent(contact),
        "LOG_LEVEL": "INFO" if verbose else "WARNING",
        **({} if delay is None else {"DOWNLOAD_DELAY": delay}),
    }
    stopped: list[int] = []
    results = runner.run(spiders, overrides, _stopping(stopped)) if spiders else []
    code = runner.exit_code(results)
    if code != ArchiveError.exit_code:  # what failed is not tried, and not said, a second time
        _enter_register(data)
    _print(results, why, as_json=as_json, silent=silent)
    if notify and results:
        _notify(notify, results, data, now, code)
    if stopped and not code:
        terminal.end_by(stopped[0])
    click.get_current_context().exit(code)


def _chosen(names: Sequence[str], *, everyone: bool, due: bool) -> Spiders:
    from newsarchive import registry

    if names and everyone:
        raise UsageError("Name councils, or say --all, not both.")
    if not (names or everyone or due):
        raise UsageError("Name a council, or say --all or --due; newsarchive list names them.")
    spiders = [registry.find(name) for name in names] if names else list(registry.councils().values())
    return list({spider.name: spider for spider in spiders}.values())


def _beginning_at(starts: Sequence[str], spiders: Spiders) -> Spiders:
    if starts and len(spiders) > 1:
        raise UsageError("--start is for one spider at a time.")
    for start in starts:
        try:
            site(canonical(start))
        except ValueError as error:
            raise UsageError(f"--start {start!a} is no address of a page: write https://rada.example/.") from error
    return [spiders[0].starting_at(*starts)] if starts else spiders


def _enter_register(data: Path) -> None:
    """Let the archive tell by itself which councils have no site; where that fails, the crawl's own result stands."""
    from newsarchive import registry
    from newsarchive.store import Archive

    if not (data / "archive.db").exists():  # nothing was crawled
        return
    try:
        with Archive(data) as archive:
            archive.enter_register(registry.without_site().values())
    except NewsArchiveError as error:
        click.echo(f"newsarchive: the councils without a site were not entered: {error}", err=True)


def _now(
    spiders: Spiders, data: Path, now: datetime, hours: QuietHours | None, *, due: bool, unless_running: bool
) -> tuple[Spiders, str]:
    """Choose those that may be crawled now; where there are none, say why."""
    if hours and hours.hold(now):
        return [], f"Quiet hours {hours}: nothing is asked until {terminal.local(hours.over(now))}."
    if not (due or unless_running):
        return spiders, ""
    from newsarchive import schedule
    from newsarchive.store import Archive

    try:
        with Archive(data, readonly=True) as archive:
            looks = {spider: schedule.look(archive, spider.name, now, hours) for spider in spiders}
    except ArchiveMissing:  # all are new
        return spiders, ""
    chosen = [spider for spider, found in looks.items() if found and (not due or found.due <= now)]
    waiting = [(found.due, spider.name) for spider, found in looks.items() if found and found.due > now]
    following = f", the next is {min(waiting)[1]} at {terminal.local(min(waiting)[0])}" if waiting else ""
    return chosen, f"Nothing is to be crawled now{following}."


def _stopping(stopped: list[int]) -> Any:
    def on_signal(signum: int) -> None:
        stopped.append(signum)
        click.echo("newsarchive: stopping: what is under way is finished and written; again, to end at once.", err=True)

    return on_signal


def _print(results: Sequence[Result], why: str, *, as_json: bool, silent: bool) -> None:
    if as_json:
        terminal.print_json([result.as_dict() for result in results])
    elif not silent and (ran := [r for r in results if r.reason]):
        terminal.print_table([_HEAD, *map(_row, ran)])
    if not (results or silent):
        click.echo(why, err=True)
    sentences: dict[str, list[str]] = {}
    for result in results:
        said = str(result.error) if result.error else "" if silent or not result.health else result.health.advice
        if said:
            sentences.setdefault(said, []).append(result.council)
    for sentence, councils in sentences.items():
        whose = f"{', '.join(councils)}: " if len(results) > 1 else ""
        click.echo(f"newsarchive: {whose}{sentence}", err=True)


def _row(result: Result) -> list[Any]:
    health = result.health and result.health.word
    counts = [result.articles_new, result.articles_changed, result.requests, result.failures]
    return [result.council, *counts, health, result.reason]


def _notify(command: list[str], results: Sequence[Result], data: Path, started: datetime, code: int) -> None:
    from newsarchive import notify

    fault = notify.notify(command, notify.summary(results, data, started, datetime.now(UTC), code))
    if fault:
        click.echo(f"newsarchive: the command to notify, {fault}; the crawl's own result stands.", err=True)
