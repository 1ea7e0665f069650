"""Read every capture again, by the same code, into a fresh database: the promise that captures are enough.

Only the WARC files are used. What they cannot tell is left out, and said in docs/archivists/rebuild.md: requests that
brought no answer, and when and why a run ended.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsarchive import completeness, provenance, registry
from newsarchive.capture import records, warc
from newsarchive.capture.recover import manifest
from newsarchive.errors import CaptureError, UnknownSpider, UsageError
from newsarchive.store import Archive, Run, carefully

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from newsarchive.capture import Exchange
    from newsarchive.spider import CouncilSpider

BATCH = 200
"""Captures in a transaction."""


@dataclass(slots=True, kw_only=True)
class _Crawl:
    """A run as its WARC files describe it."""

    spider: type[CouncilSpider]
    run: Run


def rebuild(
    source: Path,
    target: Path,
    *,
    files: Iterable[str] = (),
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
) -> Archive:
    """Make ``target/archive.db`` from the WARC files of ``source/warc``.

    Args:
        source: an archive's folder; only its ``warc`` is read.
        target: a folder without an ``archive.db``.
        files: Python files that declare spiders which no package does.
        progress: wraps the list of files, to show how far it is.

    Returns:
        The fresh archive, open.

    Raises:
        UsageError: the target exists, or there are no WARC files.
        UnknownSpider: a file was made by a spider that is not here; nothing was read yet.
        CaptureError: a file is damaged; what was read before is in the target.
    """
    if (target / "archive.db").exists():
        raise UsageError(f"{target / 'archive.db'} exists: name another place with --to; nothing was changed.")
    paths = _in_order(source / "warc")
    if not paths:
        raise UsageError(f"There are no WARC files in {source / 'warc'}.")
    spiders = _spiders(paths, files)
    archive = Archive(target)
    crawls: dict[str, _Crawl] = {}
    try:
        for path in progress(paths):
            _read_file(archive, source / "warc", path, _crawl_of(archive, path, crawls, spiders))
        for council in sorted({crawl.run.council for crawl in crawls.values()}):
            completeness.keep(archive, council, datetime.now(UTC))
        archive.enter_register(registry.without_site().values())
    except BaseException:
        archive.close()
        raise
    return archive


def _spiders(paths: Iterable[Path], files: Iterable[str]) -> dict[str, type[CouncilSpider]]:
    """Find the spiders of all files before any is read: of a large archive that takes hours."""
    spiders = {spider.name: spider for spider in map(registry.find, files)}
    for path in paths:
        with suppress(CaptureError):  # it is told when its turn comes: what stands before it is read
            name = records.info(path).get(provenance.SPIDER)
            if name and name not in spiders:
                spiders[name] = _installed(name, path)
    return spiders


def _installed(name: str, path: Path) -> type[CouncilSpider]:
    try:
        return registry.find(name)
    except UnknownSpider as error:
        raise UnknownSpider(
            f"{path.name} was written by the spider «{name}», which is not installed: name its file, as in "
            f"newsarchive rebuild {name}.py; nothing was changed."
        ) from error


def _in_order(folder: Path) -> list[Path]:
    """List files as they were written: their names begin with the council and hold the time."""
    return sorted([*folder.glob("*/*/*.warc.gz"), *folder.glob("*/*/*.warc.gz" + warc.OPEN)], key=_age)


def _age(path: Path) -> tuple[str, int, str]:
    stem, _, number = path.name.partition(".")[0].partition("Z-")
    return stem.rstrip("Z").rsplit("-", 1)[-1], int(number) if number.isdecimal() else 0, path.name


def _crawl_of(
    archive: Archive, path: Path, crawls: dict[str, _Crawl], spiders: Mapping[str, type[CouncilSpider]]
) -> _Crawl:
    """Find or enter the run that a file belongs to."""
    info = records.info(path)
    try:
        name, number = info[provenance.SPIDER], info[provenance.CRAWL]
        started, start_urls = info[provenance.STARTED], info[provenance.START].split()
    except KeyError as error:
        raise UsageError(f"{path.name} was not written by newsarchive: it does not say {error}.") from error
    key = f"{name} {number} {started}"
    if key not in crawls:
        spider = spiders[name].starting_at(*start_urls)
        archive.add_council(spider.council_row())
        hosts = spider.site().hosts
        row = archive.begin_crawl(name, datetime.fromisoformat(started), {}, {"rebuilt": True, **info}, hosts)
        run = Run(
            id=row,
            council=name,
            previous_is_older=spider.previous_is_older(),
            hosts=hosts,
        )
        crawls[key] = _Crawl(spider=spider, run=run)
    return crawls[key]


def _read_file(archive: Archive, folder: Path, path: Path, crawl: _Crawl) -> None:
    name = str(path.relative_to(folder)).removesuffix(warc.OPEN)
    for batch in _batches(records.iterate(path)):
        with archive.transaction() as db:
            for exchange, offset, length in batch:
                _only_once(db, exchange.record_id, name, offset)
                capture = warc.capture_of(exchange, name, offset, length)
                carefully(db, crawl.run, crawl.spider.read(exchange), capture)
    if path.name.endswith(".gz"):
        closed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        archive.add_warc_file(crawl.run.council, manifest(folder, name), closed)


def _only_once(db: sqlite3.Connection, record_id: str, name: str, offset: int) -> None:
    """Refuse a record that was read already: a file stands there twice, or was written behind another."""
    row = db.execute("""SELECT warc_file, "offset" FROM captures WHERE record_id = ?""", (record_id,)).fetchone()
    if row is not None:
        there = "put that file back from a copy" if row[0] == name else "take the copy of the file out of the folder"
        raise CaptureError(
            f"{name} holds at byte {offset:,} what stands in {row[0]} at byte {row[1]:,} already ({record_id}): "
            f"{there}, then delete what was made and run it again."
        )


def _batches(
    captures: Iterator[tuple[Exchange, int, int]],
) -> Iterator[list[tuple[Exchange, int, int]]]:
    batch: list[tuple[Exchange, int, int]] = []
    for one in captures:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
