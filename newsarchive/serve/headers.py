"""What every answer forbids the browser: scripts, frames, foreign hosts, guessed types, leaked addresses."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from newsarchive.serve.archives import at
from newsarchive.serve.tongue import chosen, remembering

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from datasette.app import Datasette

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

# No script at all: the pages need none, so stored text could not run even if an escape were forgotten.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

FRAMING = f"{POLICY}; frame-src 'self'"
"""Of the page that shows a capture in a frame."""

REPLAYED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
REPLAYED += "frame-ancestors 'self'"
"""Of the document in that frame: without an origin, it runs, fetches and sends nothing, and no other site frames it."""

_POLICY = b"content-security-policy"

HEADERS = {
    _POLICY: POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}


def guard(app: App, datasette: Datasette) -> App:
    """Put the headers on every answer that belongs to an archive; others keep Datasette's scripts."""

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start" and at(datasette, scope["path"]):
                given = message.get("headers", [])
                kept = [(key, value) for key, value in given if key.lower() not in HEADERS]
                # A browser takes what a 304 says for what it holds (RFC 9111, 3.2): a frame would lose its own policy.
                told = [] if message["status"] == HTTPStatus.NOT_MODIFIED else _forbidding(given)
                message = {**message, "headers": [*kept, *told, *_remembered(scope, datasette)]}
            await send(message)

        await app(scope, receive, guarded_send if scope["type"] == "http" else send)

    return guarded


def _forbidding(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What an answer forbids: all of it, but for the two policies that an answer of ours may ask for."""
    asked = {value for key, value in given if key.lower() == _POLICY}
    told = dict(HEADERS)
    if REPLAYED.encode() in asked:
        told |= {_POLICY: REPLAYED.encode(), b"x-frame-options": b"SAMEORIGIN"}
    elif FRAMING.encode() in asked:
        told[_POLICY] = FRAMING.encode()
    return list(told.items())


def _remembered(scope: Message, datasette: Datasette) -> list[tuple[bytes, bytes]]:
    """The cookie that keeps the language that the address asks for."""
    wanted = chosen(scope["query_string"].decode("latin-1"))
    path: str = datasette.setting("base_url")
    return [(b"set-cookie", remembering(wanted, path).encode())] if wanted else []
