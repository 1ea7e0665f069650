"""Datasette's own CSV, of any table or query of an archive, made safe on its way out.

Datasette has no place in its making of CSV for a plugin, so that the file is read and written anew while it passes,
whole lines at a time: see ``safe``. Its JSON is verbatim.
"""

from __future__ import annotations

import csv
import io
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from newsarchive.serve.archives import at
from newsarchive.serve.take.safe import safe
from newsarchive.serve.take.text import BOM

if TYPE_CHECKING:
    from datasette.app import Datasette

    from newsarchive.serve.headers import App, Message, Receive, Send


def guard(app: App, datasette: Datasette) -> App:
    """Make every CSV safe that an archive's tables and queries are answered with."""

    async def guarded(scope: Message, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"].endswith(".csv") and at(datasette, scope["path"])
        await app(scope, receive, _Rewriting(send).pass_on if asked else send)

    return guarded


class _Rewriting:
    """One answer while it passes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._lines: _Lines | None = None

    async def pass_on(self, message: Message) -> None:
        """Pass a message on: its cells made safe where it is a part of Datasette's CSV."""
        if message["type"] == "http.response.start":
            headers = {key.lower(): value for key, value in message.get("headers", [])}
            self._lines = _Lines() if _datasettes(message["status"], headers) else None
        elif self._lines is not None:
            text = self._lines.take(message.get("body", b""), last=not message.get("more_body", False))
            message = {**message, "body": text}
        await self._send(message)


def _datasettes(status: int, headers: dict[Any, Any]) -> bool:
    """Whether it is CSV that Datasette made: it calls it a plain text where it is shown and not downloaded.

    Ours is named as a file of another name, and is safe already.
    """
    kind, name = headers.get(b"content-type", b""), headers.get(b"content-disposition", b"")
    return status == HTTPStatus.OK and kind.startswith((b"text/csv", b"text/plain")) and b"filename*" not in name


class _Lines:
    """Bytes of CSV in, whole safe lines out."""

    def __init__(self) -> None:
        self._begun = False
        self._kept = b""

    def take(self, more: bytes, *, last: bool) -> bytes:
        """Take some more; what ends within a line is kept until the rest comes."""
        self._kept += more
        whole = len(self._kept) if last else _whole(self._kept)
        text, self._kept = self._kept[:whole].decode("utf-8", "replace"), self._kept[whole:]
        written = io.StringIO()
        rows = csv.reader(io.StringIO(text, newline=""))
        csv.writer(written).writerows([safe(cell) for cell in row] for row in rows)
        begun, self._begun = self._begun, True
        return f"{'' if begun else BOM}{written.getvalue()}".encode()


def _whole(text: bytes) -> int:
    """How much of it is whole lines: a line's end within quotation marks ends none."""
    end = len(text)
    while (end := text.rfind(b"\n", 0, end)) >= 0:
        if text.count(b'"', 0, end) % 2 == 0:
            return end + 1
    return 0
