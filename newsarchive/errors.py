"""What can go wrong and be foreseen.

    NewsArchiveError
    ├── UsageError          the words given cannot be followed
    │   └── UnknownSpider   no spider of that name
    ├── ArchiveError        the archive cannot be opened, read or written
    │   ├── ArchiveMissing  nothing stands where the archive was said to be
    │   ├── ArchiveBusy     another process holds it
    │   └── DiskNearlyFull  there is less room than must stay free
    ├── CaptureError        a WARC file cannot be written or read
    ├── OutputError         a file other than the archive's cannot be written
    ├── ReaderError         the process that reads pages cannot be started
    ├── ServingError        a process that answers readers does not keep running
    ├── SiteUnreachable     a site is down, and is asked again by itself
    ├── QualityAlarm        a site is blocked, down for long, or has another layout: a person must look
    └── BrokenConvention    a spider's file does not keep to what all spiders keep to

Each message is one sentence that says what happened, what was kept and what to do. The command line prints it
and leaves with the class's ``exit_code``; nothing foreseen ends in a traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class NewsArchiveError(Exception):
    """The root of every error raised on purpose by this package."""

    exit_code: ClassVar[int] = 1
    """What the process answers its caller with: docs/reference/cli.md lists them."""


class UsageError(NewsArchiveError):
    """Raised by the command line and the registry when an argument cannot be followed."""

    exit_code = 2


class UnknownSpider(UsageError):
    """Raised by ``registry.find`` when no installed package declares the spider."""


class ArchiveError(NewsArchiveError):
    """Raised by ``store`` when the database cannot be opened, read or written: damaged, full disk, no right."""

    exit_code = 4


class ArchiveMissing(ArchiveError):
    """Raised by ``store.Archive`` when asked to read an archive that does not exist."""


class ArchiveBusy(ArchiveError):
    """Raised by ``locks`` and ``store`` when another process does the same work or holds the database."""


class DiskNearlyFull(ArchiveError):
    """Raised by ``capture`` when the archive's file system has less room than ``NEWSARCHIVE_LEAST_FREE``."""


class CaptureError(NewsArchiveError):
    """Raised by ``capture`` when a WARC record cannot be written, found or understood."""

    exit_code = 4


class OutputError(NewsArchiveError):
    """Raised by ``genspider`` and ``savepage`` when a spider's file or a saved page cannot be written."""

    exit_code = 4


class ReaderError(NewsArchiveError):
    """Raised by ``reader`` when the process that reads pages cannot be started; what was captured is kept."""


class ServingError(NewsArchiveError):
    """Raised by ``serve`` when one of several processes that answer readers ends as soon as it is begun."""


class SiteUnreachable(NewsArchiveError):
    """Raised by ``crawl`` when a site is down, or asks for patience alone, by ``probe`` when it does not answer."""

    exit_code = 5


class QualityAlarm(NewsArchiveError):
    """Raised when a site needs a person: by ``crawl`` (see ``health``), ``probe`` and its like."""

    exit_code = 3


class BrokenConvention(NewsArchiveError):
    """Raised by the command ``lint`` when a spider's file does not keep to the conventions: see ``lint``."""

    exit_code = 6


_WORST_FIRST = (4, 1, 3, 5, 2)
"""A disk or database that fails endangers all; a fault of ours, any council; 2 is a setting that no run can follow."""


def worst(codes: Iterable[int]) -> int:
    """Give the exit code of several runs: that of the worst, 0 where all went well.

    Args:
        codes: the exit code of each.
    """
    given = set(codes)
    return next((code for code in _WORST_FIRST if code in given), 0)
