"""When the index is looked at, and what is done about it."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from newsarchive import locks
from newsarchive.errors import ArchiveBusy, ArchiveError
from newsarchive.index import mending, reading, signs
from newsarchive.store import Archive, checks
from newsarchive.store.explained import explained
from newsarchive.store.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

logger = logging.getLogger(__name__)

_ASKED = "it was asked for"
LOCK = ".index.lock"
"""The file in the archive's folder that is held while its index is looked after: two would do the same work."""
_BUSY = "Another process looks after the index: nothing was changed; wait for it to end."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is known of the index after it was looked at."""

    outcome: str
    """``sound``, ``wrong``, or ``repaired``."""
    why: str
    """What is or was wrong; of a sound one, why it was read. The end of a sentence."""
    articles: int
    seconds: float
    """That it took."""
    schema: int
    """The schema's number before it was read: see ``signs.schema``."""

    def detail(self) -> dict[str, Any]:
        """Give what is kept of it in ``checks``."""
        given = asdict(self)
        del given["outcome"]
        return given

    def as_dict(self) -> dict[str, Any]:
        """Give it for ``--json``."""
        return {"what": signs.WHAT, **asdict(self)}


class Stopped(Exception):
    """Raised by ``progress`` to end the work: see ``tend``."""


def _silent(_: int) -> None:
    """Say nothing of progress."""


def tend(folder: Path, *, thorough: bool = False, progress: Callable[[int], None] = _silent) -> Finding | None:
    """Look at the index, read it against the articles where there is cause, make it anew where it is wrong, order it.

    Called after a crawl; with ``thorough`` before anything is published. Other crawls may go on writing, and readers
    reading.

    Args:
        folder: the archive's.
        thorough: read it against the articles whatever the signs say.
        progress: called with the number of articles done since the last call; may raise ``Stopped``.

    Returns:
        What was found; None where nothing gave cause to read it, where another process sees to it, and where it was
        stopped.

    Raises:
        ArchiveBusy, ArchiveError: the archive cannot be read or written; the index is as it was.
    """
    try:
        lock = _take(folder)
    except ArchiveBusy:
        return None
    with lock:
        try:
            finding = _looked(folder, thorough=thorough, progress=progress)
            with Archive(folder) as archive, explained(archive.path):
                if finding:
                    finding = _settled(archive, finding, progress)
                mending.merge(archive, progress)
        except Stopped:
            logger.info("index: left to the next run, since this one is to end")
            return None
    return finding


def verify(folder: Path, *, repair: bool, progress: Callable[[int], None] = _silent) -> Finding:
    """Read the index against the articles.

    Args:
        folder: the archive's.
        repair: make it anew where it is wrong; else nothing is written.
        progress: as of ``tend``.

    Raises:
        ArchiveMissing: there is no archive.
        ArchiveBusy, ArchiveError: the archive cannot be read, or not be written; the index is as it was.
        Stopped: ``progress`` said so.
    """
    if not repair:
        return _read(folder, _ASKED, progress)
    Archive(folder, existing=True).close()
    finding = tend(folder, thorough=True, progress=progress)
    if finding is None:
        raise ArchiveBusy(_BUSY)
    return finding


def _looked(folder: Path, *, thorough: bool, progress: Callable[[int], None]) -> Finding | None:
    """Find out whether the index is sound, as cheaply as the signs allow; None where they give no cause to read it."""
    with Archive(folder) as archive, explained(archive.path):
        wrong = signs.damage(archive.connection)
        cause = _ASKED if thorough else wrong or signs.doubt(archive.connection, datetime.now(UTC))
    return _read(folder, cause, progress) if cause else None


def _read(folder: Path, cause: str, progress: Callable[[int], None]) -> Finding:
    """Read the index against the articles, unless it is wrong at a glance already."""
    began = time.monotonic()
    with Archive(folder, readonly=True) as archive, explained(archive.path), stoppable(archive.connection):
        schema = signs.schema(archive.connection)
        articles = archive.connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        wrong = signs.damage(archive.connection)
        if wrong is None and not reading.holds(archive.connection, lambda: progress(1)):
            wrong = f"it does not hold what the {articles:,} articles say"
    return Finding(
        outcome="wrong" if wrong else "sound",
        why=wrong or cause,
        articles=articles,
        seconds=round(time.monotonic() - began, 1),
        schema=schema,
    )


def _settled(archive: Archive, finding: Finding, progress: Callable[[int], None]) -> Finding:
    """Make the index anew if it is wrong; enter what was found."""
    if finding.outcome == "wrong":
        logger.warning(
            "index: wrong, since %s: it is made anew from the articles, of which none is touched", finding.why
        )
        began = time.monotonic()
        mending.make_anew(archive, progress)
        seconds = round(finding.seconds + time.monotonic() - began, 1)
        finding = replace(finding, outcome="repaired", seconds=seconds, schema=signs.schema(archive.connection))
    entry = checks.Check(at=datetime.now(UTC), what=signs.WHAT, outcome=finding.outcome, detail=finding.detail())
    with archive.transaction() as db:
        checks.add(db, entry)
    logger.info("index: %s articles=%d seconds=%.1f", finding.outcome, finding.articles, finding.seconds)
    return finding


def _take(folder: Path) -> BinaryIO:
    try:
        return locks.take(folder / LOCK, _BUSY)
    except OSError as error:
        raise ArchiveError(f"{folder} cannot be written ({error.strerror}).") from error
