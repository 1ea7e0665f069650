"""The one thread that writes: WARC records first, then rows, in the order in which the answers came.

The order is the promise. A record is appended when the answer arrives; rows are committed only behind an fsync of the
file that holds their records, and only for the longest run of answers, from the first on, that have been read. So a
killed process leaves rows that all have their records, and behind them at most a tail that ``recover`` sets aside.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsarchive.capture.exchange import Exchange
from newsarchive.capture.recover import manifest
from newsarchive.errors import ArchiveError, NewsArchiveError
from newsarchive.items import Outcome, Visit
from newsarchive.store.apply import OF_A_VALUE, apply, carefully

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from newsarchive.capture.warc import WarcWriter
    from newsarchive.items import Capture, Route
    from newsarchive.store.apply import Run
    from newsarchive.store.archive import Archive

logger = logging.getLogger(__name__)

BATCH = 50
"""Visits in a transaction: beyond it nothing gets faster, and stalls grow."""
SECONDS = 2.0
"""The longest that a visit waits for its transaction."""
PAUSE = 0.02
"""Seconds between two looks into an empty inbox."""
BACKLOG = 200
"""Messages that may wait before the crawl is asked to slow down."""


class Writer:
    """Takes exchanges and visits from the crawl's thread and makes them durable from its own."""

    def __init__(
        self, archive: Archive, warc: WarcWriter, run: Run, on_failure: Callable[[NewsArchiveError], None]
    ) -> None:
        """Start the thread, which from now on is the only user of the archive's connection and of the WARC writer.

        Args:
            archive: opened for writing.
            warc: its WARC files.
            run: the crawl that rows belong to.
            on_failure: called once, from the thread, when nothing more can be written; the crawl must end.
        """
        self._archive, self._warc, self._run, self._on_failure = archive, warc, run, on_failure
        self._inbox: queue.SimpleQueue[Exchange | Visit | None] = queue.SimpleQueue()
        self._unread: deque[str] = deque()
        """Record ids in the order of the file, from the first whose visit is not known yet."""
        self._captures: dict[str, tuple[Capture, Route]] = {}
        self._visits: dict[str, Visit] = {}
        self._ready: list[tuple[Visit, Capture | None]] = []
        """What the next transaction writes."""
        self.failure: NewsArchiveError | None = None
        self._thread = threading.Thread(target=self._work, name=f"writer-{run.council}", daemon=True)
        self._thread.start()

    def keep(self, exchange: Exchange) -> None:
        """Take an answer as it came over the wire. Returns at once."""
        self._inbox.put(exchange)

    def learn(self, visit: Visit) -> None:
        """Take what an answer, or its absence, taught. Returns at once."""
        self._inbox.put(visit)

    @property
    def crowded(self) -> bool:
        """Whether the crawl should wait before it asks for more."""
        return self._inbox.qsize() > BACKLOG

    def close(self) -> None:
        """Write what is left, close the WARC file and end the thread.

        Raises:
            NewsArchiveError: what ``failure`` holds, if writing failed.
        """
        self._inbox.put(None)
        self._thread.join()
        if self.failure:
            raise self.failure

    def _work(self) -> None:
        try:
            while self._turn():
                pass
            self._end()
        except NewsArchiveError as error:
            self._give_up(error)
        except Exception as error:  # a thread that dies silently would let the crawl go on without an archive
            logger.exception("store: the writer has failed")
            self._give_up(
                ArchiveError(f"The archive cannot be written ({error!r}): what was committed is kept; report it.")
            )

    def _give_up(self, error: NewsArchiveError) -> None:
        self.failure = error
        self._on_failure(error)

    def _turn(self) -> bool:
        """Take messages until it is time to write, then write; say whether more is to come."""
        until = time.monotonic() + SECONDS
        more = True
        while more and len(self._ready) < BATCH and time.monotonic() < until:
            try:
                more = self._take(self._inbox.get_nowait())
            except queue.Empty:
                # Waiting to be woken by each message made the two threads fight for the interpreter at every page.
                time.sleep(PAUSE)
        self._flush()
        return more

    def _take(self, message: Exchange | Visit | None) -> bool:
        """Append an answer to the WARC file, or note what it taught; say whether that was not the last message."""
        if isinstance(message, Exchange):
            self._captures[message.record_id] = self._warc.append(message), message.route
            self._unread.append(message.record_id)
        elif message is not None:
            if message.record_id is None:
                self._ready.append((message, None))
            else:
                self._visits[message.record_id] = message
            while self._unread and self._unread[0] in self._visits:
                self._pass_on(self._visits.pop(self._unread[0]))
        return message is not None

    def _pass_on(self, visit: Visit) -> None:
        capture, _ = self._captures.pop(self._unread.popleft())
        self._ready.append((visit, capture))

    def _flush(self) -> None:
        """Make records durable, then the rows that name them."""
        if self._ready:
            self._warc.sync()
            try:
                self._write(apply)
            except Exception as error:  # a value that no row can hold, say: it must not cost the others of the batch
                if isinstance(error, NewsArchiveError) and not isinstance(error.__cause__, OF_A_VALUE):
                    raise
                self._write(carefully)
            self._ready.clear()
        if self._warc.full and not self._unread:
            self._close_file()

    def _write(self, write: Callable[[sqlite3.Connection, Run, Visit, Capture | None], None]) -> None:
        with self._archive.transaction() as db:
            for visit, capture in self._ready:
                write(db, self._run, visit, capture)

    def _end(self) -> None:
        """Enter the answers that were never read, so that they are asked again, and close the file."""
        while self._unread:
            record_id = self._unread[0]
            visit = self._visits.pop(record_id, None)
            self._pass_on(visit or _interrupted(*self._captures[record_id]))
        self._flush()
        self._close_file()

    def _close_file(self) -> None:
        name = self._warc.close()
        if name:
            measured = manifest(self._archive.warc, name)
            self._archive.add_warc_file(self._run.council, measured, datetime.now(UTC))


def _interrupted(capture: Capture, route: Route) -> Visit:
    return Visit(
        url=capture.url,
        at=capture.captured_at,
        route=route,
        outcome=Outcome.FAILED,
        why="interrupted",
        status=capture.status,
        record_id=capture.record_id,
    )
