"""The reading process: ``python -m newsarchive.reader_process HANDLE SECONDS``.

On the socket it is given it says one byte when it is ready; then each message, after its size, is a pickled exchange,
and each reply, after its size, the pickled visit and what went wrong. It ends when the socket is closed, or by SIGPROF
at a page that takes more than so many seconds of processor time.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import pickle
import resource
import signal
import socket
import struct
import sys
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from newsarchive.visit import attempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.visit import Site

READY = b"\n"
SIZE = struct.Struct(">Q")
"""What stands before each message: its length in bytes."""
BUFFER = 2**18
"""Bytes taken from the socket at once: several pages."""
MEMORY = 200 * 2**20
"""Bytes of data that it may hold (RLIMIT_DATA): a page that needs more is hostile, and fails alone. With what the crawl
itself holds it is less than 400 MiB."""
SITES = 256
"""Sites that are known at a time: those of one crawl, which says of each page whose it is."""
GC_THRESHOLD = 20_000
"""Objects made before Python looks for cycles; its default is 700."""


@lru_cache(maxsize=SITES)
def packed(declared: Site) -> bytes:
    """Pickle a site, with the files of its page classes' modules: a spider's file may be in no package."""
    names = {page.__module__ for page in declared.pages.values()}
    files = {name: str(sys.modules[name].__file__) for name in names if not name.startswith("newsarchive.")}
    return pickle.dumps((files, pickle.dumps(declared, 5)), 5)


@lru_cache(maxsize=SITES)
def _unpacked(told: bytes) -> Site:
    files, declared = pickle.loads(told)  # noqa: S301 - the crawl that started us wrote it
    for name, file in files.items():
        _import(name, file)
    site: Site = pickle.loads(declared)  # noqa: S301 - as above
    return site


def main(handle: int, seconds: float) -> None:
    """Read until the socket is closed; no page for longer than so many seconds of processor time."""
    for number in (signal.SIGINT, signal.SIGTERM):  # they reach us too, and the crawl still waits for its readings
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    # A page is thousands of small objects without cycles: looking through them took a quarter of the time of reading.
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 50)
    with socket.socket(fileno=handle) as connection, suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(READY)
        held = bytearray()
        while data := connection.recv(BUFFER):
            held += data
            # One answer for all that came together: each message of its own wakes the other process.
            connection.sendall(b"".join(_reply(message, seconds) for message in whole(held)))


def whole(held: bytearray) -> Iterator[bytes]:
    """Take the messages that have come whole out of what has come."""
    while len(held) >= SIZE.size and len(held) >= (end := SIZE.size + SIZE.unpack_from(held)[0]):
        message = bytes(held[SIZE.size : end])
        del held[:end]
        yield message


def _reply(message: bytes, seconds: float) -> bytes:
    signal.setitimer(signal.ITIMER_PROF, seconds)  # the kernel ends us, within a parser's C code too
    reply = pickle.dumps(_read(message), 5)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return SIZE.pack(len(reply)) + reply


def _read(message: bytes) -> tuple[object, str]:
    told, exchange = pickle.loads(message)  # noqa: S301 - the crawl that started us wrote it
    return attempt(_unpacked(told), exchange)


def _import(name: str, file: str) -> None:
    """Import a module by its name, else from its file."""
    if name in sys.modules:
        return
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None:
            raise
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
