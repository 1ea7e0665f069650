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
from newsarchive.store.stopping import stoppable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Progress", "Proof", "verify"]

Progress = Callable[[int], None]
"""Called with the number of bytes of WARC files read since the last call."""


def verify(
    folder: Path, progress: Progress = lambda _: None, step: Callable[[str], None] = lambda _: None
) -> list[Proof]:
    """Look at the database, the texts, the events and the WARC files of an archive; a crawl may be writing meanwhile.

    Args:
        folder: the archive's.
        progress: see :data:`Progress`.
        step: called with the name of each part before it is looked at.

    Raises:
        ArchiveMissing: there is no archive.
        ArchiveBusy, ArchiveError: the database cannot be read.
    """
    with closing(Archive(folder, readonly=True)) as archive, explained(archive.path):
        db = archive.connection
        db.text_factory = partial(str, encoding="utf-8", errors="replace")  # what is no text is to be told, too
        proofs = []
        with stoppable(db):
            for name, proof in _PARTS.items():
                step(name)
                proofs.append(proof(db))
        step("WARC files")
        return [*proofs, files.proof(archive, progress)]


_PARTS = {"database": database.proof, "texts": texts.proof, "events": events.proof}
