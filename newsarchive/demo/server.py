"""Serve a demo site on 127.0.0.1: an ASGI application under uvicorn.

It is the other side of a benchmark, so an answer is a dictionary look-up and two messages. It can also
misbehave on purpose: see ``DemoSite.latency`` and ``DemoSite.faults``.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

import uvicorn

from newsarchive.listening import listen

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable, Iterator, MutableMapping

    from newsarchive.demo.site import Answer, DemoSite, Fault

    Message = MutableMapping[str, Any]
    Send = Callable[[Message], Awaitable[None]]
    Receive = Callable[[], Awaitable[Message]]

HOST = "127.0.0.1"
_KEEP_ALIVE = 75
"""Seconds an idle connection stays open: longer than a polite crawler pauses."""


class App:
    """The ASGI application of one site."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.server: uvicorn.Server | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        site = self.site
        target = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            target += "?" + scope["query_string"].decode("latin-1")
        site.hits[target] += 1
        if site.latency:
            await asyncio.sleep(site.latency)
        fault = site.faults.get(target)
        if fault is not None:
            await self._fail(fault, scope, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await _send(send, 405, [(b"allow", b"GET, HEAD")], b"")
        else:
            await _reply(site.answer(target), scope, send)

    async def _fail(self, fault: Fault, scope: Message, send: Send) -> None:
        if fault[0] == "status":
            status = int(fault[-1])
            await _send(send, status, [(b"content-type", b"text/plain"), (b"retry-after", b"1")], b"fault\n")
        elif fault[0] == "truncate":
            answer = self.site.answer(scope["path"])
            length = str(len(answer.body)).encode()
            headers = [(b"content-type", answer.kind.encode()), (b"content-length", length)]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            part = answer.body[: int(fault[-1])]
            await send({"type": "http.response.body", "body": part, "more_body": True})
            self._hang_up(scope, abort=False)
        else:
            self._hang_up(scope, abort=True)

    def _hang_up(self, scope: Message, *, abort: bool) -> None:
        """Close the connection under the answer; ASGI has no message for that."""
        connections = self.server.server_state.connections if self.server else set()
        for connection in connections:
            if getattr(connection, "client", None) == tuple(scope["client"]):
                transport: Any = connection.transport
                (transport.abort if abort else transport.close)()


async def _reply(answer: Answer, scope: Message, send: Send) -> None:
    asked = dict(scope["headers"])
    headers = [(b"content-type", answer.kind.encode()), (b"vary", b"Accept-Encoding")]
    headers += [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    if answer.etag:
        headers += [(b"etag", answer.etag.encode()), (b"last-modified", answer.modified.encode())]
        if _unchanged(answer, asked):
            await _send(send, 304, headers, b"", length=None)
            return
    body = answer.body
    if answer.zipped is not None and b"gzip" in asked.get(b"accept-encoding", b""):
        body = answer.zipped
        headers.append((b"content-encoding", b"gzip"))
    await _send(send, answer.status, headers, b"" if scope["method"] == "HEAD" else body, length=len(body))


def _unchanged(answer: Answer, asked: dict[bytes, bytes]) -> bool:
    """RFC 9110 13.2.2: with If-None-Match present, If-Modified-Since counts for nothing."""
    tags = asked.get(b"if-none-match")
    if tags is not None:
        wanted = answer.etag.removeprefix("W/")
        return any(tag.strip().removeprefix("W/") in {wanted, "*"} for tag in tags.decode("latin-1").split(","))
    return asked.get(b"if-modified-since", b"").decode("latin-1") == answer.modified


async def _send(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes, *, length: int | None = 0
) -> None:
    if length is not None:
        headers.append((b"content-length", str(length or len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()


def _server(site: DemoSite, on_ready: Callable[[], object]) -> _Server:
    app = App(site)
    config = uvicorn.Config(
        app,
        interface="asgi3",
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, on_ready)
    app.server = server
    return server


def _settle(site: DemoSite, listener: socket.socket, behind: str = "") -> str:
    """Give the site the address it is really read at, before any page is made."""
    base = behind or f"http://{HOST}:{listener.getsockname()[1]}"
    if site.base != base:
        site.base = base
    return base


def run(site: DemoSite, port: int, on_ready: Callable[[str], object] | None = None, *, behind: str = "") -> None:
    """Serve until interrupted; ``on_ready`` gets the address once connections are taken.

    ``behind`` is the address of a server before this one, which its pages then name; without the last slash.
    """
    with listen(HOST, port) as listener:
        base = _settle(site, listener, behind)
        server = _server(site, lambda: on_ready(base) if on_ready else None)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return


@contextmanager
def running(site: DemoSite, port: int = 0) -> Iterator[str]:
    """Serve in a thread while the block runs; yields the site's address. Port 0 takes a free one."""
    with listen(HOST, port) as listener:
        base = _settle(site, listener)
        server = _server(site, lambda: None)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="demo-site", daemon=True)
        # The socket listens from here on, so a client that is early waits instead of being refused.
        listener.listen(128)
        thread.start()
        try:
            yield base
        finally:
            server.should_exit = True
            thread.join(timeout=10)
