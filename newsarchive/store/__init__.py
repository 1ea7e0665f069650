"""Stage 6: the archive, one SQLite file.

``archive`` opens it, ``schema`` makes its tables, ``apply`` writes what a visit taught, ``writer`` is the one thread
that does so while crawling, ``values`` says how a day or an instant is written, ``standing`` sums up each council.
"""

from newsarchive.store.apply import Run, apply, carefully
from newsarchive.store.archive import Archive, Council
from newsarchive.store.values import stamp
from newsarchive.store.writer import Writer

__all__ = ["Archive", "Council", "Run", "Writer", "apply", "carefully", "stamp"]
