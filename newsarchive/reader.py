"""Has answers read by a process of its own: the crawl goes on meanwhile, and a page that breaks it harms no other.

What is read is already on disk, so a process that runs out of time or memory, or dies, costs nothing but one reading:
the address is entered as failed, and its record can be read again by better code. The other side is reader_process.py.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsarchive.errors import ReaderError
from newsarchive.reader_process import BUFFER, READY, SIZE, packed, whole
from newsarchive.visit import unread

if TYPE_CHECKING:
    from newsarchive.capture.exchange import Exchange
    from newsarchive.items import Visit
    from newsarchive.visit import Site

logger = logging.getLogger(__name__)

SECONDS = 30.0
"""Processor time that the reading of one page may take; real ones take milliseconds. The clock on the wall would blame
a site for a machine that has too much to do."""
_PATIENCE = 20
"""So many times as long, by the clock, until a process that answers nothing is ended whatever it does."""
_LOOK_EVERY = 1.0
"""Seconds between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class _Asked:
    exchange: Exchange
    message: bytes
    answer: asyncio.Future[Visit]


class Reader:
    """The reading process, as the crawl sees it. Started by ``prepare``, or the first answer; ended by ``close``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Prepare; nothing is started.

        Args:
            seconds: processor time that the reading of one page may take.
        """
        self._seconds = seconds
        self._waiting: deque[_Asked] = deque()
        self._sent: deque[_Asked] = deque()
        """In the order sent, which is the order in which they are read and answered."""
        self._careful = 0
        """How many are still to be sent one at a time, since one of them broke the process."""
        self._since = 0.0
        """The loop's time of the last answer."""
        self._process: subprocess.Popen[bytes] | None = None
        self._ahead: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        """A process that was started ahead, and our end of the socket between."""
        self._stream: asyncio.StreamWriter | None = None
        self._work: asyncio.Task[None] | None = None
        self._too_slow = False

    def prepare(self) -> None:
        """Start the process ahead of the first answer: it takes a quarter of a second until it can read."""
        with suppress(ReaderError):  # the first answer tries again, and says so
            self._ahead = _started(self._seconds)

    async def read(self, declared: Site, exchange: Exchange) -> Visit:
        """Read an answer; one that cannot be read comes back as failed.

        Raises:
            ReaderError: no reading process can be started.
        """
        loop = asyncio.get_running_loop()
        asked = _Asked(exchange, pickle.dumps((packed(declared), exchange), 5), loop.create_future())
        self._waiting.append(asked)
        if self._stream is not None:
            if len(self._waiting) == 1:  # what comes in the same turn of the loop goes with it: each message wakes
                loop.call_soon(self._send_on)
        elif self._work is None:
            self._work = loop.create_task(self._keep_reading())
        return await asked.answer

    def close(self) -> None:
        """End the process; it must not be reading."""
        if self._stream is not None:
            self._stream.close()
        if self._ahead is not None:
            self._process, ours = self._ahead
            ours.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _send_on(self) -> None:
        """Send what waits, if the process has not been lost meanwhile: then it waits for the next."""
        if self._stream is not None:
            self._send(self._stream)

    def _send(self, stream: asyncio.StreamWriter) -> None:
        """Send what waits."""
        if not self._sent:
            self._since = asyncio.get_running_loop().time()
        said: list[bytes] = []
        while self._waiting and not (self._careful and self._sent):
            asked = self._waiting.popleft()
            self._sent.append(asked)
            said += [SIZE.pack(len(asked.message)), asked.message]
        if said:
            stream.write(b"".join(said))

    async def _keep_reading(self) -> None:
        """Start the process, and again each time it is lost while answers wait."""
        try:
            while self._waiting:
                await self._run()
        except ReaderError as error:
            self._give_up(error)
        except Exception as error:  # a reply that no program of ours sends must not leave the crawl waiting for ever
            logger.exception("reader: the reading process is not understood")
            self._give_up(ReaderError(f"The reading process is not understood ({error!r}): {_KEPT}"))
        finally:
            self._work = None

    def _give_up(self, error: ReaderError) -> None:
        """Fail all that waits for a reading."""
        for asked in (*self._sent, *self._waiting):
            if not asked.answer.done():
                asked.answer.set_exception(error)
        self._sent.clear()
        self._waiting.clear()

    async def _run(self) -> None:
        """Serve one process until it ends."""
        process, ours = self._ahead or _started(self._seconds)
        self._process, self._ahead = process, None
        replies, stream = await asyncio.open_connection(sock=ours, limit=BUFFER)
        watch = asyncio.create_task(self._watch(process))
        try:
            await _ready(replies, process)
            self._stream = stream
            self._send(stream)
            await self._take(replies, stream)
            self._blame(_ended(process))
        finally:
            self._stream = None
            watch.cancel()
            stream.close()
            _ended(process)

    async def _take(self, replies: asyncio.StreamReader, stream: asyncio.StreamWriter) -> None:
        """Hand out what comes back, until the process is lost."""
        held = bytearray()
        with suppress(ConnectionError):
            while data := await replies.read(BUFFER):
                held += data
                for reply in whole(held):  # several come together
                    visit, trouble = pickle.loads(reply)  # noqa: S301 - our own process wrote it
                    self._answer(visit, trouble)
                    if self._careful:
                        self._careful -= 1
                        self._send(stream)

    def _blame(self, code: int) -> None:
        """Fail the page that the process was lost at, if it is known which; else find out, one page at a time."""
        if len(self._sent) == 1:
            slow = self._too_slow or code == -signal.SIGPROF
            why = "reading took too long" if slow else "reading crashed"
            self._answer(unread(self._sent[0].exchange, why), why)
            self._careful = max(self._careful - 1, 0)
        else:
            self._careful = len(self._sent)
            self._waiting.extendleft(reversed(self._sent))
            self._sent.clear()
        self._too_slow = False

    def _answer(self, visit: Visit, trouble: str) -> None:
        asked = self._sent.popleft()
        self._since = asyncio.get_running_loop().time()
        if trouble:
            logger.error("reader: cannot read url=%s record=%s: %s", visit.url, visit.record_id, trouble)
        if not asked.answer.done():  # a crawl that was stopped at once waits no longer
            asked.answer.set_result(visit)

    async def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """End a process from which nothing has come for very long: one that uses its time ends by itself."""
        while True:
            await asyncio.sleep(min(_LOOK_EVERY, self._seconds))
            if self._sent and asyncio.get_running_loop().time() - self._since > self._seconds * _PATIENCE:
                self._too_slow = True
                process.kill()


def _ended(process: subprocess.Popen[bytes]) -> int:
    """End a process that may have ended already; give how it did."""
    process.kill()
    return process.wait()


def _started(seconds: float) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the process; give it, and our end of the socket between."""
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            return _start(theirs.fileno(), seconds), ours
        except ReaderError:
            ours.close()
            raise


def _start(handle: int, seconds: float) -> subprocess.Popen[bytes]:
    """Start the process with the modules that we can import."""
    # -P: the folder that the crawl was started in may hold another newsarchive than ours.
    command = [sys.executable, "-P", "-m", "newsarchive.reader_process", str(handle), str(seconds)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    try:
        # In a group of its own, since a terminal sends Ctrl-C to the whole group, and it cannot listen while it starts.
        return subprocess.Popen(command, pass_fds=[handle], env=environment, process_group=0)  # noqa: S603 - our own
    except OSError as error:
        raise ReaderError(f"No reading process can be started ({error.strerror}): {_KEPT}") from error


async def _ready(replies: asyncio.StreamReader, process: subprocess.Popen[bytes]) -> None:
    try:
        await replies.readexactly(len(READY))
    except asyncio.IncompleteReadError as error:
        raise ReaderError(f"The reading process ended as it began (code {process.wait()}): {_KEPT}") from error


_KEPT = "what was captured is kept, and is read when the crawl is run again."


@dataclass(slots=True)
class _Shared:
    reader: Reader = field(default_factory=Reader)
    users: set[object] = field(default_factory=set)


_shared: list[_Shared] = []
"""The one in use, if there is one."""


def share(user: object) -> Reader:
    """Give the reader that all crawls of this process use together."""
    if not _shared:
        _shared.append(_Shared())
        _shared[0].reader.prepare()
    _shared[0].users.add(user)
    return _shared[0].reader


def unshare(user: object) -> None:
    """Give it back; the last user to do so ends it. A second call does nothing."""
    for shared in _shared:
        shared.users.discard(user)
        if not shared.users:
            shared.reader.close()
            _shared.clear()
