"""Of several processes each takes a reader's connection only while it has room to answer: the rest wait in one queue.

Whoever is free first takes whoever waited longest. Where each took whatever came, and made all of it at the same time,
the slowest twentieth of eight readers' pages took a third longer (benchmarks/serving.py).
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    import socket

    from newsarchive.serve.headers import App, Message, Receive, Send

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""Pages that a process makes at a time: while SQLite searches for one, the other is printed."""
LONGEST = 3.0
"""Seconds after which a request holds no place any more, twice what a statement may take: its sender is slow."""
_WAITING = 2048
"""Connections that wait to be taken, as uvicorn has it."""
_TICKS = 5
"""Turns of the loop in which the request that came with a connection is read, and begun; it needs three."""
_PAUSE = 1.0
"""Seconds after which a connection is taken again where none could be: no file handle is left."""


class Turns:
    """An ASGI application that knows whether it has room for another request."""

    def __init__(self, app: App, at_once: int = AT_ONCE) -> None:
        """Wrap an application.

        Args:
            app: what answers.
            at_once: how many requests it is to answer at a time; it refuses none beyond.
        """
        self._app, self._at_once = app, at_once
        self._answering: set[object] = set()
        self._room = asyncio.Event()
        self._room.set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request; it holds a place until its answer begins, since reading that is the reader's time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        place = object()
        self._answering.add(place)
        self._look()
        asyncio.get_running_loop().call_later(LONGEST, self._leave, place)

        async def sent(message: Message) -> None:
            self._leave(place)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            self._leave(place)

    async def room(self) -> None:
        """Wait until there is room."""
        await self._room.wait()

    def _leave(self, place: object) -> None:
        self._answering.discard(place)
        self._look()

    def _look(self) -> None:
        if len(self._answering) < self._at_once:
            self._room.set()
        else:
            self._room.clear()


class Server(uvicorn.Server):
    """uvicorn, but for who takes connections."""

    def __init__(self, config: uvicorn.Config, turns: Turns) -> None:
        """Prepare.

        Args:
            config: its application is, or wraps, ``turns``; connections must not be kept open for a second request.
            turns: says when another connection is taken.
        """
        super().__init__(config)
        self._turns = turns
        self._taking: list[asyncio.Task[None]] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections."""
        for listening in sockets or []:
            listening.setblocking(False)
            listening.listen(_WAITING)
        await super().startup(sockets=[])
        self._taking = [asyncio.create_task(self._take(listening)) for listening in sockets or []]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, and answer what was taken."""
        for task in self._taking:
            task.cancel()
        await super().shutdown(sockets=sockets)

    async def _take(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._turns.room()
            try:
                connection, _ = await loop.sock_accept(listening)
                await self._begin(connection)
            except ConnectionError:  # the reader has gone
                continue
            except OSError as error:
                logger.warning("serve: no connection can be taken (%s): tried again in %s s", error.strerror, _PAUSE)
                await asyncio.sleep(_PAUSE)
            for _ in range(_TICKS):
                await asyncio.sleep(0)

    async def _begin(self, connection: socket.socket) -> None:
        try:
            await self._turns.room()  # a request may have begun meanwhile that came later than its connection
        except asyncio.CancelledError:
            connection.close()
            raise
        await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> asyncio.Protocol:
        """Make what speaks HTTP on one connection, as uvicorn's own start does."""
        return self.config.http_protocol_class(  # type: ignore[call-arg]  # one of several classes, made alike
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
