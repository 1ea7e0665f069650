"""Whether what is held is as it was written: WARC files by the manifest, rows by their digests, events by their chain.

Nothing is written. What is wrong is told in sentences, each naming one thing; what cannot be known is not told.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from newsarchive.fixity import database, events, files, texts
from newsarchive.fixity.proof import Proof
from newsarchive.store import Archive
from newsarchive.store.explained import explained

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Progress", "Proof", "verify"]

Progress = Callable[[int], None]
"""Called with the number of bytes of WARC files read since the last call."""


def verify(folder: Path, progress: Progress = lambda _: None) -> list[Proof]:
    """Look at the database, the texts, the events and the WARC files of an archive; a crawl may be writing meanwhile.

    Raises:
        ArchiveMissing: there is no archive.
        ArchiveBusy, ArchiveError: the database cannot be read.
    """
    with closing(Archive(folder, readonly=True)) as archive, explained(archive.path):
        db = archive.connection
        db.text_factory = partial(str, encoding="utf-8", errors="replace")  # what is no text is to be told, too
        return [database.proof(db), texts.proof(db), events.proof(db), files.proof(archive, progress)]
