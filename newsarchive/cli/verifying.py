"""``newsarchive verify``: whether what is held is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

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

    The marks by which articles that tell the same are found are looked at too, one article in fifty.

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
    marks = _marks(data, repair=repair)
    if as_json:
        terminal.print_json([finding.as_dict(), marks])
    else:
        terminal.print_line(_sentence(finding))
        terminal.print_line(": ".join(filter(None, (marks["what"], marks["outcome"], marks["why"]))))
    if finding.outcome == "wrong":
        raise ArchiveError(
            f"The index is wrong, since {finding.why}: searches may miss articles, which are all kept; "
            "newsarchive verify --repair makes it anew."
        )
    if marks["outcome"] == "wrong":
        raise ArchiveError(
            f"The marks are wrong, since {marks['why']}: an article may lack «the same in other councils»; "
            "newsarchive verify --repair makes them anew."
        )


def _marks(data: Path, *, repair: bool) -> dict[str, Any]:
    """Look at the marks of the texts; make them anew if they are wrong and that is asked for."""
    from newsarchive.store import Archive, checks, likeness  # noqa: PLC0415
    from newsarchive.store.archive import explained  # noqa: PLC0415

    with Archive(data, readonly=not repair) as archive, explained(archive.path):
        why = likeness.wrong(archive.connection)
        if why and repair:
            with archive.transaction() as db:
                likeness.fill(db)
                made = checks.Check(at=datetime.now(UTC), what="marks", outcome="repaired", detail={"why": why})
                checks.add(db, made)
    return {"what": "marks", "outcome": ("repaired" if repair else "wrong") if why else "sound", "why": why}


def _sentence(finding: Finding) -> str:
    read = f"index: {finding.outcome}, {finding.articles:,} articles, {finding.seconds:.1f} s"
    return f"{read}: {finding.why}" if finding.outcome == "repaired" else read
