"""The server: it sends anything, promises anything, and remembers what it was asked.

Sockets and bytes, no HTTP library: each of them would refuse to send what a hostile site sends.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field

HERE = "127.0.0.1"
CANARY = "127.0.0.3"
"""Where nothing may be asked: as good as another machine of the network that the crawler stands in."""
_LONGEST_HEAD = 2**17


def has_canary():
    """Whether this machine answers at the canary's address: Linux does, others must be told to."""
    with socket.socket() as tried:
        try:
            tried.bind((CANARY, 0))
        except OSError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came."""

    host: str
    """Which of the case's hosts was asked: ``site``, ``other`` or ``canary``."""
    method: str
    target: str
    headers: dict[str, str]
    """Names in lower case; of repeated ones the last."""
    at: float
    """Seconds of the monotonic clock."""

    @property
    def url(self):
        """The address that the client meant."""
        return f"{self.headers.get('host', '')}{self.target}"


class Wire:
    """One connection, as a behaviour sees it: bytes go out as they are."""

    def __init__(self, place, reader, writer, asked=None):
        self.place = place
        self.asked = asked
        self.keep = False
        """Whether another request may follow on this connection."""
        self._reader = reader
        self._writer = writer
        writer.transport.set_write_buffer_limits(high=1)  # so that what was sent has left before a reset

    async def send(self, data):
        """Send bytes, or text, with the case's own addresses filled in."""
        self._writer.write(self.place.fill(data))
        await self._writer.drain()

    async def read(self, size=1):
        """Read what the client sends; empty when it has gone."""
        return await self._reader.read(size)

    async def silence(self):
        """Say nothing until the client goes away."""
        while await self.read(2**16):
            pass

    async def reset(self):
        """Break the connection with RST, once what was sent has had time to arrive."""
        await asyncio.sleep(0.05)
        linger = struct.pack("ii", 1, 0)
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._writer.transport.abort()

    async def drop(self):
        """Close the connection with FIN alone: under TLS without a word of farewell."""
        await asyncio.sleep(0.05)
        self._writer.transport.abort()


@dataclass(slots=True)
class Place:
    """Where a case is served: the addresses of its hosts, and what they were asked."""

    routes: dict[str, dict[str, object]]
    """Host -> target -> answer. A key that ends in ``*`` answers all that begins so."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Host -> ``scheme://name:port``."""
    asked: list[Asked] = field(default_factory=list)
    connections: dict[str, int] = field(default_factory=dict)

    def fill(self, data):
        """Put the hosts' addresses where ``{site}``, ``{canary}``, ``{canary:port}`` stand."""
        data = data.encode() if isinstance(data, str) else data
        if b"{" not in data:
            return data
        for name, address in self.addresses.items():
            _, _, netloc = address.partition("://")
            data = data.replace(b"{%s}" % name.encode(), address.encode())
            data = data.replace(b"{%s:port}" % name.encode(), netloc.rpartition(":")[2].encode())
            data = data.replace(b"{%s:host}" % name.encode(), netloc.encode())
        return data

    def text(self, text):
        """Fill in a text."""
        return self.fill(text).decode()

    def url(self, path):
        """Give a target of the site as an address; what is an address already stays."""
        return self.text(f"{{site}}{path}" if path.startswith("/") else path)

    def port(self, host):
        """Give the port of a host."""
        return int(self.addresses[host].rpartition(":")[2])

    def answer(self, host, target):
        """Choose the answer: the target's own, else the longest beginning's, else None."""
        routes = self.routes[host]
        if target in routes:
            return routes[target]
        matching = [key for key in routes if key.endswith("*") and target.startswith(key[:-1])]
        return routes[max(matching, key=len)] if matching else None


class Server:
    """Serves places from a thread of its own."""

    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda *_: None)  # broken handshakes are our trade
        self._thread = threading.Thread(target=self._loop.run_forever, name="hostile", daemon=True)
        self._tasks = set()

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, work):
        """Run a coroutine on the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    @contextlib.contextmanager
    def serving(self, place, hosts):
        """Serve a place while the block runs.

        Args:
            place: gets its addresses here.
            hosts: name -> Host.
        """
        listeners = {name: _bind(host) for name, host in hosts.items()}
        for name, host in hosts.items():
            port = listeners[name].getsockname()[1]
            place.addresses[name] = f"{'https' if host.secure else 'http'}://{host.name or host.address}:{port}"
        servers = [self.do(self._listen(place, name, host, listeners[name])) for name, host in hosts.items()]
        try:
            yield place
        finally:
            for server in servers:
                self.do(_close(server))

    async def _listen(self, place, name, host, listener):
        async def connected(reader, writer):
            task = asyncio.current_task()
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            place.connections[name] = place.connections.get(name, 0) + 1
            try:
                with contextlib.suppress(OSError, asyncio.LimitOverrunError):
                    await _converse(place, name, host, reader, writer)
                    writer.close()
                    await writer.wait_closed()
            finally:
                writer.transport.abort()

        return await asyncio.start_server(connected, sock=listener, ssl=host.context, limit=_LONGEST_HEAD)

    async def _end(self):
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)  # for the aborted connections to be closed
        await self._loop.shutdown_default_executor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """How one host of a case listens."""

    address: str = HERE
    name: str | None = None
    """What clients call it, where that is not the address."""
    secure: bool = False
    """Whether clients are told ``https``."""
    context: object = None
    """An ssl.SSLContext; None sends what it sends in the clear, whatever clients were told."""
    connection: object = None
    """A behaviour of the bare connection, before any request is read."""


def _bind(host):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((host.address, 0))
    listener.listen(64)
    listener.setblocking(False)
    return listener


async def _close(server):
    server.close()


async def _converse(place, name, host, reader, writer):
    """Answer requests until one of them ends the connection."""
    if host.connection is not None:
        await host.connection(Wire(place, reader, writer))
        return
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return
        asked = _parse(name, head)
        place.asked.append(asked)
        wire = Wire(place, reader, writer, asked)
        await place.answer(name, asked.target)(wire)
        if not wire.keep:
            return


def _parse(host, head):
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines if ":" in line)
    return Asked(host, method, target, {name.lower(): value.strip() for name, _, value in pairs}, time.monotonic())
