"""``newsarchive compare``: what two archives hold differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import QualityAlarm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.comparison import Comparison


@click.command()
@options.data
@click.argument("other", type=click.Path(file_okay=False, path_type=Path))
@options.json
def compare(data: Path, other: Path, *, as_json: bool) -> None:
    """Say what an archive and OTHER hold differently: a copy, or one that was made anew.

    Articles are known by their address, versions by their number, captures by their record, events by their moment. A
    difference of a text is told by the fields that it is one of. Nothing is written. The exit code is 0 where both hold
    the same, 3 where a person should look.

    \b
    newsarchive compare data/fresh
    newsarchive compare --data /srv/newsarchive /backup --json
    """
    from newsarchive.comparison import compare as compared
    from newsarchive.store import Archive

    with Archive(data, readonly=True) as here, Archive(other, readonly=True) as there:
        found = compared(here, there)
    if as_json:
        terminal.print_json([one.as_dict() for one in found])
    else:
        for line in (line for one in found for line in _told(one, data, other)):
            terminal.print_line(line)
    counted = ", ".join(f"{one.what}: {one.differing:,}" for one in found if one.differing)
    if counted:
        raise QualityAlarm(
            f"{data} and {other} do not hold the same ({counted}): nothing was changed; what a rebuild cannot know "
            "stands in docs/archivists/rebuild.md."
        )


def _told(found: Comparison, here: Path, there: Path) -> Iterator[str]:
    yield f"{found.what}: {found.alike:,} alike, {found.differing:,} not"
    named = [
        *(f"only in {here}: {row}" for row in found.only_here),
        *(f"only in {there}: {row}" for row in found.only_there),
        *(f"{', '.join(one.fields)}: {one.row}" for one in found.different),
    ]
    yield from options.first(named)
