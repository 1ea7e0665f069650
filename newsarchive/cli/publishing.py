"""``newsarchive publish`` and ``suppress``: what everybody may see."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from datetime import date


@click.command()
@options.data
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file; an earlier copy there is replaced in one step.",
)
@options.force
@options.json
def publish(data: Path, target: Path, *, force: bool, as_json: bool) -> None:
    """Make a copy for everybody: a fresh database of the public rows alone, checked, in its place whole or not at all.

    A crawl may be writing meanwhile. The index is looked after first. Serve the copy with newsarchive serve
    --published: readers have the new one within a second of its taking the old one's place.

    \b
    newsarchive publish --to public/archive.db
    newsarchive publish --data /srv/newsarchive --to public/archive.db --json
    """
    from newsarchive import publish as stage

    made = stage.publish(data, target, force=force, progress=_say)
    if as_json:
        terminal.print_json(asdict(made))
        return
    size = target.stat().st_size / 2**20
    terminal.print_line(
        f"{target}: {made.counts['articles']:,} articles, {made.counts['versions']:,} versions, {size:,.1f} MiB, "
        f"edition {made.edition[:12]}"
    )


def _say(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"publish: {step}", err=True)


@click.command()
@click.argument("article", metavar="[ID|URL]", required=False)
@options.data
@click.option("--reason", help="Why, in words that readers may see.")
@click.option("--version", type=click.IntRange(min=1), help="Withhold the text of this version alone.")
@options.day("--review", help_text="When to look at the decision again.")
@click.option("--lift", is_flag=True, help="Show again what is withheld of the article.")
@click.option("--list", "listed", is_flag=True, help="List all decisions, those lifted too.")
@options.json
def suppress(
    article: str | None,
    data: Path,
    *,
    reason: str | None,
    version: int | None,
    review: date | None,
    lift: bool,
    listed: bool,
    as_json: bool,
) -> None:
    """Withhold an article, or one version of it, from readers: from pages, searches, feeds, exports, published copies.

    Nothing is destroyed: the WARC files keep it, and --lift shows it again.

    \b
    newsarchive suppress --list
    newsarchive suppress 42 --reason "На прохання особи, про яку йдеться"
    newsarchive suppress 42 --lift
    newsarchive suppress 42 --version 1 --reason "Помилково оприлюднені персональні дані" --review 2027-11-20
    """
    from newsarchive.store import Archive, suppressions

    if listed == bool(article) or (article and lift == bool(reason)):
        raise UsageError("Name an article with --reason or with --lift, or --list all decisions.")
    with Archive(data, existing=True) as archive:
        if not article:
            _print(suppressions.decisions(archive), as_json=as_json)
            return
        meant = options.meant(article)
        now = datetime.now(UTC)
        if lift:
            suppressions.lift(archive, meant, at=now)
        elif reason:
            suppressions.suppress(archive, meant, reason=reason, at=now, version=version, review=review)
        _print(suppressions.decisions(archive)[-1:], as_json=as_json)


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        terminal.print_json(rows)
    elif rows:
        names = ("id", "article", "at", "lifted", "review", "digest", "url", "reason")
        terminal.print_table([names, *([row[name] for name in names] for row in rows)])
