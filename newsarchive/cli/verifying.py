"""``newsarchive verify``: whether what is held is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from newsarchive.index import Finding


@click.command()
@options.data
@click.option("--repair", is_flag=True, help="Make anew what is wrong and can be made from the rest; enter the check.")
@options.json
def verify(data: Path, *, repair: bool, as_json: bool) -> None:
    """Read the full-text index against every article: 100,000 take some ten seconds. Nothing is written.

    A crawl may be writing meanwhile, and readers reading. The exit code is 0 where all is sound or was repaired, 4
    where something is wrong.

    \b
    newsarchive verify
    newsarchive verify --repair
    newsarchive verify --data /srv/newsarchive --json
    """  # noqa: D301 - Click wants the character itself
    from tqdm import tqdm  # noqa: PLC0415 - a command starts only what it needs

    from newsarchive import index  # noqa: PLC0415

    with tqdm(desc="verify: index", unit=" articles", disable=None) as bar:

        def progress(articles: int) -> None:
            bar.update(articles)

        finding = index.verify(data, repair=repair, progress=progress)
    if as_json:
        terminal.print_json([finding.as_dict()])
    else:
        terminal.print_line(_sentence(finding))
    if finding.outcome == "wrong":
        raise ArchiveError(
            f"The index is wrong, since {finding.why}: searches may miss articles, which are all kept; "
            "newsarchive verify --repair makes it anew."
        )


def _sentence(finding: Finding) -> str:
    read = f"index: {finding.outcome}, {finding.articles:,} articles, {finding.seconds:.1f} s"
    return f"{read}: {finding.why}" if finding.outcome == "repaired" else read
