"""Where crawls are born grown up: ``python -m tests.hostile.nursery HANDLE`` imports the program once, and forks.

Half of the processor's time of a hostile crawl was Python importing the same modules as in the two hundred before. A
crawl from here is a process and a session of its own, has imported what any has, and has done nothing with it yet.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading

MODULES = (
    *("newsarchive.cli", "newsarchive.cli.crawling", "newsarchive.runner", "newsarchive.discover.frontier"),
    *("newsarchive.watch", "newsarchive.capture.space", "newsarchive.fetch.handler", "newsarchive.fetch.resolver"),
    "tests.hostile.spider",
)
"""What is imported beforehand: nothing that reads the environment, or that begins Twisted's reactor."""
_MOST = 2**20
"""Bytes of the longest order."""


def unmeasured():
    """Give the environment of a process whose coverage is not measured, which would make it twice as slow."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


class Crawl:
    """A crawl that was born in a nursery, with as much of ``subprocess.Popen`` as is needed to watch it."""

    def __init__(self, told):
        """Take the pipe that tells its number, and at its end its exit code."""
        self._told = told
        self.returncode = None
        self.pid = int(told.readline())

    def poll(self):
        """Give the exit code, None while it runs."""
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self):
        """Wait for its end; give the exit code."""
        if self.returncode is None:
            self.returncode = int(self._told.readline())
            self._told.close()
        return self.returncode


class Nursery:
    """The process that has imported the program; several threads may order crawls."""

    def __init__(self, folder):
        """Start it, to crawl from this folder."""
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        with theirs:
            command = [sys.executable, "-m", "tests.hostile.nursery", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command, cwd=folder, env=unmeasured(), pass_fds=[theirs.fileno()], stdout=subprocess.DEVNULL
            )

    def crawl(self, words, environment, said):
        """Start a crawl.

        Args:
            words: of the command line.
            environment: all of it.
            said: the open file that its standard error goes into.
        """
        reading, writing = os.pipe()
        with os.fdopen(writing, "wb"):
            order = json.dumps({"words": words, "environment": environment}).encode()
            with self._lock:
                socket.send_fds(self._ours, [order], [said.fileno(), writing])
        return Crawl(os.fdopen(reading, "rb", buffering=0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._ours.close()
        self._process.wait()


def main(handle):
    """Take orders until the socket is closed."""
    for name in MODULES:
        __import__(name)
    assert "twisted.internet.reactor" not in sys.modules
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those who wait for crawls need nobody who waits for them
    with socket.socket(fileno=handle) as orders:
        while True:
            order, handles, *_ = socket.recv_fds(orders, _MOST, 2)
            if not order:
                return None
            said, told = handles
            if os.fork() == 0:
                orders.close()
                return born(json.loads(order), said, told)
            os.close(said)
            os.close(told)


def born(order, said, told):
    """Fork once more: wait for the crawl and tell its end, and in the other process give the crawl."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    os.setsid()
    os.write(told, f"{os.getpid()}\n".encode())
    os.close(told)
    os.dup2(said, 2)
    os.close(said)
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv[1:] = order["words"]
    return sys.modules["newsarchive.cli"].main


if __name__ == "__main__":
    crawl = main(int(sys.argv[1]))
    if crawl is not None:
        crawl()
