"""An answer that is made while it is sent, one of a few at a time."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, contextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from datasette import Response

from newsarchive.serve.view import Told

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
    from contextlib import ExitStack

    from datasette.utils.asgi import Request

MOST_AT_ONCE = 4
"""Files made at the same time: the pages of the others come first."""

LONGEST_SECONDS = 900
"""For which a place is held by one reader, however slow; then the connection is cut."""

_making: set[object] = set()


class Busy(Told):
    """Too many files are being made."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


@contextmanager
def place() -> Iterator[None]:
    """Hold one of the places of those whose file is being made.

    Raises:
        Busy: All are taken.
    """
    if len(_making) >= MOST_AT_ONCE:
        raise Busy(
            "Саме зараз архів готує файли іншим. Спробуйте за хвилину.",
            "The archive is making files for others right now. Try again in a minute.",
        )
    mine = object()
    _making.add(mine)
    try:
        yield
    finally:
        _making.discard(mine)


class Streamed(Response):  # type: ignore[misc]  # Datasette has no types
    """Bytes as they are made. Where a fault stops them the connection breaks: nobody takes a part for the whole."""

    def __init__(
        self, request: Request, pieces: AsyncGenerator[bytes, None], headers: dict[str, str], held: ExitStack
    ) -> None:
        """Take what is to be sent.

        Args:
            request: Tells when the reader goes away.
            pieces: In order.
            headers: The content type among them.
            held: What to let go of when all is sent, or nobody is there to take it.
        """
        super().__init__(b"", headers=headers, content_type=headers["content-type"])
        self._request, self._pieces, self._held = request, pieces, held

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Send it."""
        headers = [[key.encode("latin-1"), value.encode("latin-1")] for key, value in self.headers.items()]
        with self._held, suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_SECONDS), aclosing(self._pieces), _watched(self._request) as gone:
                await send({"type": "http.response.start", "status": self.status, "headers": headers})
                async for piece in self._pieces:
                    if gone.done():
                        return
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b""})


class _watched:  # noqa: N801 - a context manager
    """Watch whether the reader is still there."""

    def __init__(self, request: Request) -> None:
        self._receive = request.receive

    async def __aenter__(self) -> asyncio.Future[None]:
        self._gone = asyncio.ensure_future(self._wait())
        return self._gone

    async def __aexit__(self, *_: object) -> None:
        self._gone.cancel()
        with suppress(asyncio.CancelledError):
            await self._gone

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
