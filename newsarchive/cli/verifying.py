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

    from newsarchive.fixity import Proof
    from newsarchive.index import Finding


@click.command()
@options.data
@click.option("--repair", is_flag=True, help="Make the index and the marks anew where they are wrong; enter the check.")
@click.option("--index", "only_index", is_flag=True, help="Look at the index and the marks alone.")
@options.json
def verify(data: Path, *, repair: bool, only_index: bool, as_json: bool) -> None:
    """Say whether all that is held is as it was written: the WARC files, the database, texts, events, the index.

    Each WARC file is read and held against the manifest and the rows of its captures, each text against its digest, the
    events against their chain, the full-text index against every article, the marks of texts against one in fifty.

    Nothing is written without --repair. A crawl may be writing meanwhile, and readers reading. The exit code is 0 where
    all is sound or was repaired, 4 where something is wrong.

    \b
    newsarchive verify
    newsarchive verify --index --repair
    newsarchive verify --data /srv/newsarchive --json
    """
    finding, marks = _index(data, repair=repair), _marks(data, repair=repair)
    proofs = [] if only_index else _proofs(data)
    if as_json:
        terminal.print_json([finding.as_dict(), marks, *(proof.as_dict() for proof in proofs)])
    else:
        terminal.print_line(_sentence(finding))
        terminal.print_line(": ".join(filter(None, (marks["what"], marks["outcome"], marks["why"]))))
        for line in (line for proof in proofs for line in _told(proof)):
            terminal.print_line(line)
    wrong = _wrong(finding, marks, proofs)
    if wrong:
        raise ArchiveError(" ".join(wrong))


def _index(data: Path, *, repair: bool) -> Finding:
    from tqdm import tqdm

    from newsarchive import index

    with tqdm(desc="verify: index", unit=" articles", disable=None) as bar:

        def progress(articles: int) -> None:
            bar.update(articles)

        return index.verify(data, repair=repair, progress=progress)


def _proofs(data: Path) -> list[Proof]:
    from tqdm import tqdm

    from newsarchive import fixity

    with tqdm(desc="verify", unit="B", unit_scale=True, disable=None) as bar:

        def progress(size: int) -> None:
            bar.update(size)

        def step(name: str) -> None:
            bar.set_description(f"verify: {name}")

        return fixity.verify(data, progress, step)


def _told(proof: Proof) -> list[str]:
    lines = [f"{proof.what}: {proof.outcome}, {proof.looked}", *options.first(proof.faults)]
    return lines + [f"  The last event of {council} is {digest}." for council, digest in (proof.ends or {}).items()]


def _wrong(finding: Finding, marks: dict[str, Any], proofs: list[Proof]) -> list[str]:
    """Give a sentence for each of what was looked at that is wrong, with what to do."""
    told = []
    if finding.outcome == "wrong":
        told.append(
            f"The index is wrong, since {finding.why}: searches may miss articles, which are all kept; "
            "newsarchive verify --repair makes it anew."
        )
    if marks["outcome"] == "wrong":
        told.append(
            f"The marks are wrong, since {marks['why']}: an article may lack «the same in other councils»; "
            "newsarchive verify --repair makes them anew."
        )
    wrong = {proof.what: len(proof.faults) for proof in proofs if proof.faults}
    if wrong:
        counted = ", ".join(f"{what}: {number:,}" for what, number in wrong.items())
        told.append(
            f"Not all is as it was written ({counted}): nothing of it was changed; put WARC files back from a copy, "
            "and make a database that was changed anew from them with newsarchive rebuild."
        )
    return told


def _marks(data: Path, *, repair: bool) -> dict[str, Any]:
    """Look at the marks of the texts; make them anew if they are wrong and that is asked for."""
    from newsarchive.store import Archive, checks, likeness
    from newsarchive.store.explained import explained

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
