"""The language of misbehaviour: each word makes an answer, and an answer is a coroutine that gets the ``Wire``."""

from __future__ import annotations

import asyncio
import itertools

HTML = "text/html; charset=utf-8"
_FLOOD = 2**16
"""Bytes that a flood sends at once."""
_ENOUGH = 2**31
"""Bytes after which even an endless body ends: a test must not run for ever where a guard is missing."""


def reply(body=b"", *, status="200 OK", kind=HTML, headers=(), pack=None, chunked=False):
    """Answer as a decent server would; only what is said may be wicked.

    Args:
        body: text, bytes, or a function from the request to either.
        status: code and reason.
        kind: the Content-Type; None leaves it out.
        headers: further lines, as text or bytes.
        pack: what compresses the body; its name goes into Content-Encoding unless a header says otherwise.
        chunked: send it in chunks instead of announcing its length.
    """

    async def answer(wire):
        content = wire.place.fill(body(wire.asked) if callable(body) else body)
        given = [_bytes(line) for line in headers]
        if pack is not None:
            content = pack(content)
            if not any(line.lower().startswith(b"content-encoding") for line in given):
                given.append(b"Content-Encoding: gzip")
        if kind is not None:
            given.append(b"Content-Type: " + _bytes(kind))
        given.append(b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(content))
        wire.keep = wire.asked.headers.get("connection") != "close"
        await wire.send(b"\r\n".join([b"HTTP/1.1 " + _bytes(status), *given, b"", b""]))
        await wire.send(_chunks(content) if chunked else content)

    return answer


def missing(body="<title>404</title><p>Сторінку не знайдено</p>", *, status="404 Not Found"):
    """Say that there is nothing."""
    return reply(body, status=status)


def text(body, **more):
    """Answer in plain text: a robots.txt."""
    return reply(body, **{"kind": "text/plain; charset=utf-8"} | more)


def xml(body, **more):
    """Answer with a feed or a sitemap."""
    return reply(body, **{"kind": "application/xml; charset=utf-8"} | more)


def json(body, **more):
    """Answer as the WordPress API does."""
    return reply(body, **{"kind": "application/json; charset=UTF-8"} | more)


def redirect(target, *, status="302 Found", headers=(), body="<p>Moved</p>"):
    """Lead elsewhere; ``target`` may be a function from the request, and None leaves Location out."""

    async def answer(wire):
        where = target(wire.asked) if callable(target) else target
        location = [] if where is None else [b"Location: " + wire.place.fill(where)]
        await reply(body, status=status, headers=[*location, *headers])(wire)

    return answer


def raw(*pieces, end="close", pause=0.0):
    """Send bytes as they are, then end the connection.

    Args:
        pieces: bytes or text, sent one after the other.
        end: ``close``; ``reset``; ``drop``, which under TLS says no farewell; ``open``, which stays silent until the
            client goes; ``keep``, which lets another request follow.
        pause: seconds between two pieces.
    """

    async def answer(wire):
        for piece in pieces:
            await wire.send(piece)
            await asyncio.sleep(pause)
        await _end(wire, end)

    return answer


def drip(head, piece, *, every=0.1):
    """Send ``head``, then ``piece`` again and again, slowly, for ever."""

    async def answer(wire):
        await wire.send(head)
        while True:
            await wire.send(piece)
            await asyncio.sleep(every)

    return answer


def flood(head, piece):
    """Send ``head``, then ``piece`` again and again, as fast as the client takes it."""

    async def answer(wire):
        await wire.send(head)
        many = wire.place.fill(piece) * max(1, _FLOOD // len(piece))
        for _ in range(_ENOUGH // len(many)):
            await wire.send(many)

    return answer


def silent():
    """Take the request and never answer."""
    return raw(end="open")


def in_turn(*answers):
    """Answer the first request for an address by the first, the next by the second ...; the last goes on for ever."""

    async def answer(wire):
        before = sum(asked.target == wire.asked.target and asked.host == wire.asked.host for asked in wire.place.asked)
        await answers[min(before, len(answers)) - 1](wire)

    return answer


def where(told, then, otherwise):
    """Answer by what the request bears."""

    async def answer(wire):
        await (then if told(wire.asked) else otherwise)(wire)

    return answer


def slow(answer, *, seconds):
    """Think for a while, then answer."""

    async def late(wire):
        await asyncio.sleep(seconds)
        await answer(wire)

    return late


def head(*lines, status="200 OK"):
    """Give the beginning of an answer, up to and with its empty line."""
    return b"\r\n".join([b"HTTP/1.1 " + _bytes(status), *map(_bytes, lines), b"", b""])


def counter(pattern):
    """Give a function that fills in 0, 1, 2 ...: an address, or a body, that never comes twice."""
    numbers = itertools.count()
    return lambda _asked: pattern % next(numbers)


async def _end(wire, how):
    if how == "reset":
        await wire.reset()
    elif how == "drop":
        await wire.drop()
    elif how == "open":
        await wire.silence()
    elif how == "keep":
        wire.keep = True


def _chunks(content, size=1000):
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def _bytes(text):
    return text.encode() if isinstance(text, str) else text
