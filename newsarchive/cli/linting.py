"""The command ``lint``: whether spiders' files keep to the conventions."""

from __future__ import annotations

from dataclasses import asdict

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import BrokenConvention


@click.command()
@click.argument("spiders", metavar="[NAME|FILE]...", nargs=-1)
@options.json
def lint(spiders: tuple[str, ...], as_json: bool) -> None:
    """Say where spiders' files break the conventions; without names, of all files below this folder.

    Each finding is one sentence with its file and line. With findings the exit code is 6.

    \b
    newsarchive lint khmelnytskyi
    newsarchive lint khmelnytskyi --json
    """
    from newsarchive import lint as conventions

    chosen = conventions.spiders(spiders)
    found = [finding for spider in chosen for finding in conventions.lint(spider)]
    if as_json:
        terminal.print_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            terminal.print_line(str(finding))
    if found:
        broken = {finding.spider for finding in found}
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise BrokenConvention(f"Conventions are broken {times} by: {', '.join(sorted(broken))}.")
    click.echo(f"Spiders that keep to the conventions: {len(chosen)}.", err=True)
