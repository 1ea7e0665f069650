"""Room on the disk: a crawl ends cleanly before it is gone, since half a record is a loss and a full disk many."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured

from newsarchive.capture.recorder import Recorder
from newsarchive.capture.room import MIB, least
from newsarchive.errors import DiskNearlyFull
from newsarchive.watch import Watch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FreeSpace(Watch):
    """Lets no crawl begin, and ends one, when the archive's file systems have less room than must stay free."""

    def __init__(self, crawler: Crawler) -> None:
        """Look for the first time, before anything is opened.

        Raises:
            NotConfigured: it is switched off.
            UsageError: the bound is no number.
            DiskNearlyFull: there is too little room to begin.
        """
        super().__init__(crawler)
        self._folder = Path(crawler.settings["NEWSARCHIVE_DATA"])
        self._least = least(crawler.settings["NEWSARCHIVE_LEAST_FREE"])
        if not self._least:
            raise NotConfigured
        self._demand("nothing was asked")

    def look(self) -> None:
        """End the crawl when there is too little room."""
        try:
            self._demand("the crawl was ended, and what was captured is kept")
        except DiskNearlyFull as error:
            Recorder.of(self._crawler).give_up(error, "disk_nearly_full")

    def _demand(self, so: str) -> None:
        room = free(self._folder)
        if room < self._least:
            raise DiskNearlyFull(
                f"Only {room // MIB} MiB are free for {self._folder}, and {self._least // MIB} must stay "
                f"(NEWSARCHIVE_LEAST_FREE): {so}; make room and run it again."
            )


def free(folder: Path) -> int:
    """Give the bytes that are free for an archive: the least of its folder's file system and of ``warc``'s."""
    return min(shutil.disk_usage(_standing(place)).free for place in (folder, folder / "warc"))


def _standing(place: Path) -> Path:
    """Give the folder, or the nearest one above it that stands already and may be looked at."""
    for path in (place.absolute(), *place.absolute().parents):
        with suppress(OSError):
            path.stat()
            return path
    return place
