"""Stage 6: the archive, one SQLite file.

``archive`` opens it, ``schema`` makes its tables, ``apply`` writes what a visit taught, ``writer`` is the one thread
that does so while crawling.
"""

from newsarchive.store.apply import Run, apply, carefully
from newsarchive.store.archive import Archive, Council, stamp
from newsarchive.store.writer import Writer

__all__ = ["Archive", "Council", "Run", "Writer", "apply", "carefully", "stamp"]
