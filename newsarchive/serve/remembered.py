"""What is counted of a whole archive: kept in this process until the archive is written to, and half a minute at least.

While a crawl writes, its files change every other second, and a count of a million articles takes a tenth of one.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from datasette.utils import sqlite3 as database_errors

from newsarchive.serve.archives import state
from newsarchive.serve.view import in_one_view

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from datasette.database import Database

Read = TypeVar("Read")

LEAST_SECONDS = 30
LIMIT_MS = 4000
"""Nobody waits so long twice: what was counted is kept."""


class Remembered(Generic[Read]):
    """One reading of an archive, shared by all its readers."""

    def __init__(
        self, reading: Callable[[sqlite3.Connection], Read], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Remember what a reading gives; it is called in a thread, within one transaction.

        Args:
            reading: must give the same for the same archive.
            clock: in seconds.
        """
        self._reading, self._clock = reading, clock
        self._kept: WeakKeyDictionary[Database, tuple[object, float, Read]] = WeakKeyDictionary()

    async def of(self, database: Database) -> Read:
        """Give it for an archive as it is, or was half a minute ago; or was when it could last be read in time.

        Raises:
            sqlite3.OperationalError: ``interrupted``: it took longer than ``LIMIT_MS``, the first time.
        """
        now_held, now = state(database), self._clock()
        kept = self._kept.get(database)
        if kept and (kept[0] == now_held or now - kept[1] < LEAST_SECONDS):
            return kept[2]
        try:
            read: Read = await database.execute_fn(partial(in_one_view, reading=self._reading, limit=LIMIT_MS))
        except database_errors.OperationalError as error:
            if kept and error.args == ("interrupted",):
                return kept[2]
            raise
        self._kept[database] = (now_held, now, read)
        return read
