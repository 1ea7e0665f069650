"""How long an answer may be kept, and when it need not be made again: ETag and Cache-Control (RFC 9110, RFC 9111).

What a page says follows from the file, the program, the address, the language and the hour. So its tag is known before
it is made, and who has it already is answered without asking the database: of a copy until another takes its place, of
the live archive until somebody writes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request

from newsarchive.serve.archives import at, state
from newsarchive.serve.public import closed
from newsarchive.serve.tongue import chosen, language

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

    from newsarchive.serve.headers import App, Message, Receive, Send

    Headers = list[tuple[bytes, bytes]]

LIVE = 10
"""Seconds for which a page of the live archive may be shown again unasked."""
PUBLISHED = 3600
"""The same of a published copy; what was suppressed meanwhile is shown no longer than that by a reader's browser."""
_OURS = (b"cache-control", b"vary", b"etag")


def caching(app: App, datasette: Datasette) -> App:
    """Say how long each answer may be kept, where nobody has an account; answer 304 what the asker has already."""

    async def cached(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not closed(datasette):
            await app(scope, receive, send)
            return
        request = Request(scope, receive)
        name = at(datasette, request.path)
        tag = _tag(datasette.get_database(name), request) if name else None
        if tag and scope["method"] in {"GET", "HEAD"} and tag in _held(request):
            await send({"type": "http.response.start", "status": 304, "headers": _told(datasette, name, request, tag)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and name and tag:
                given = [(key.lower(), value) for key, value in message.get("headers", [])]
                if not _own(given):
                    kept = [(key, value) for key, value in given if key not in _OURS]
                    whole = message["status"] == HTTPStatus.OK
                    told = _told(datasette, name, request, tag) if whole else _NEVER
                    message = {**message, "headers": [*kept, *told]}
            await send(message)

        await app(scope, receive, send_on)

    return cached


_VARY = (b"vary", b"Cookie")
_NEVER: Headers = [(b"cache-control", b"no-store"), _VARY]


def _own(given: Headers) -> bool:
    """Whether a page has said itself how it is to be kept: a style sheet for good, a feed by its tag, exports never."""
    told = dict(given)
    kept = told.get(b"cache-control", b"")  # what Datasette says where there is a cookie is «private, no-store»
    return b"etag" in told or b"immutable" in kept or kept == b"no-store"


def _told(datasette: Datasette, name: str | None, request: Request, tag: str) -> Headers:
    if chosen(request.query_string):  # the answer sets the cookie that keeps the language
        return [(b"cache-control", b"private, no-cache"), (b"etag", tag.encode()), _VARY]
    seconds = LIVE if datasette.get_database(name).is_mutable else PUBLISHED
    return [(b"cache-control", f"public, max-age={seconds}".encode()), (b"etag", tag.encode()), _VARY]


def _tag(database: Database, request: Request) -> str:
    """The tag of the answer, whatever it will be; weak, since a proxy may press it in its own way."""
    moment = f"{datetime.now(UTC):%Y-%m-%dT%H}"  # pages count back from today
    host = request.headers.get("host", "")
    seen = (state(database), _program(), moment, language(request), request.scheme, host, request.full_path)
    return f'W/"{sha256(repr(seen).encode()).hexdigest()[:32]}"'


def _held(request: Request) -> set[str]:
    """The tags of what the asker has."""
    tags = (tag.strip() for tag in request.headers.get("if-none-match", "").split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags if tag}


@cache
def _program() -> str:
    """What is another after every change of the program, so that an update shows at once."""
    place = Path(__file__).parents[1]
    files = sorted(path for path in place.rglob("*.*") if path.suffix in {".py", ".html", ".css", ".svg"})
    seen = [(str(path.relative_to(place)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return sha256(repr(seen).encode()).hexdigest()
