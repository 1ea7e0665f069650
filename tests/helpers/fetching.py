"""Asks with our handler and resolver, in a process of its own, what stands at a server that sends any bytes."""

import json
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
BODY = b"Content-Length: 4\r\n\r\nrada"


class Asked:
    """What came of the requests."""

    def __init__(self, told):
        self.results = told["results"]
        """Address -> what each request for it came to: [status, headers, bytes], or the word for its failure."""
        self.names = told["names"]
        """The names that were looked up."""
        self.abroad = told["abroad"]
        """The addresses beyond this machine that would have been connected to."""
        self.grown = told["grown"]
        """KiB of memory taken since the first request."""


def ask(*urls, start=(), names=None, public=(), **settings):
    """Ask for addresses, one after the other, as a spider that starts at ``start``; give what came of it.

    ``names`` has the addresses of each name; ``public`` are addresses of this machine that stand for public ones.
    """
    given = {"urls": urls, "start": start, "names": names or {}, "public": public, "settings": settings}
    command = [sys.executable, "-m", "tests.helpers.asking", json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return Asked(json.loads(done.stdout))


class Server:
    """Sends the bytes that are given for a path, as long as the other side takes them."""

    def __init__(self, listening, answers):
        self.port = listening.getsockname()[1]
        self.base = "http://{}:{}".format(*listening.getsockname())
        self.hits = []
        self._listening, self._answers = listening, answers

    def serve(self):
        with suppress(OSError):
            while True:
                connection = self._listening.accept()[0]
                threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection):
        with connection, suppress(OSError):
            while request := connection.recv(65536):
                path = request.split()[1].decode()
                self.hits.append(path)
                answer = self._answers[path]
                for part in [answer] if isinstance(answer, bytes) else answer():
                    connection.sendall(part)


@contextmanager
def serving(answers, host="127.0.0.1", port=0):
    """Serve on this machine: path -> bytes, or a function that gives them part by part."""
    with socket.create_server((host, port)) as listening:
        server = Server(listening, answers)
        thread = threading.Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
