"""One request and its answer, as plain data: made from Scrapy's objects while crawling, from WARC records later."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.items import portable

if TYPE_CHECKING:
    from datetime import datetime

    from newsarchive.items import Kind, Route

MAX_CONTENT = 16 * 2**20
"""Bytes of a body after decompression; more is refused (a decompression bomb, or not a page)."""

Headers = tuple[tuple[bytes, bytes], ...]
"""Names and values as sent, repeats kept, in any encoding."""


class ContentError(Exception):
    """Raised by ``Exchange.content`` when the body cannot be decompressed whole; the message is the fetch's reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """The earlier capture whose payload an answer repeats (WARC 1.1, 6.7)."""

    profile: str
    """``identical-payload-digest``, or ``server-not-modified`` for a 304."""
    record_id: str
    """``urn:uuid:...`` of the record that holds the payload."""
    url: str
    at: datetime
    """When that was captured, UTC."""
    payload_digest: str
    """``sha256:`` + hex of the payload."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request made and the answer that came."""

    url: str
    at: datetime
    """When the answer had arrived; UTC, to the second."""
    record_id: str
    """``urn:uuid:...`` of the response record."""
    route: Route
    found_on: str | None
    kind: Kind
    """What it was expected to be."""
    method: str
    request_headers: Headers
    status: int
    headers: Headers
    body: bytes
    """As it came over the wire: still compressed, chunking undone."""
    protocol: str = "HTTP/1.1"
    ip_address: str | None = None
    truncated: str | None = None
    """WARC-Truncated: ``length``, ``time`` or ``disconnect``."""
    revisit: Revisit | None = None
    """Set when the payload is held already; its record then repeats the headers alone."""

    @property
    def payload_digest(self) -> str:
        """``sha256:`` + hex of the body as it came over the wire."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()

    def header(self, name: bytes) -> str:
        """Give the first value of a header as text, or an empty string."""
        name = name.lower()
        return next((v.decode("latin-1") for k, v in self.headers if k.lower() == name), "")

    def content(self) -> bytes:
        """Undo Content-Encoding.

        Raises:
            ContentError: the body is cut short, damaged, larger than MAX_CONTENT or in a coding never asked for.
        """
        body = self.body
        # Said in one header, or in several (RFC 9110, 5.3).
        said = b",".join(value for name, value in self.headers if name.lower() == b"content-encoding")
        for coding in reversed([c.strip() for c in said.decode("latin-1").lower().split(",")]):
            body = _decompress(body, coding)
        return body


def gunzip(body: bytes) -> bytes:
    """Undo gzip of a file that is sent as it is, a ``sitemap.xml.gz``; what is not gzip stays.

    Raises:
        ContentError: as ``Exchange.content``.
    """
    return _decompress(body, "gzip") if body.startswith(b"\x1f\x8b") else body


_NONE = frozenset({"", "identity", "none", "utf-8", "utf8", "windows-1251", "7bit", "8bit", "binary"})
"""No coding: the last six are what servers that were set up wrongly print there, and browsers pass by."""


def _decompress(body: bytes, coding: str) -> bytes:
    if coding in _NONE or not body:
        return body
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise ContentError("unknown encoding")
    try:
        return _inflate(body, zlib.MAX_WBITS | 32)
    except zlib.error:
        pass
    try:  # some servers send «deflate» without the zlib wrapper (RFC 9110, 8.4.1.2)
        return _inflate(body, -zlib.MAX_WBITS)
    except zlib.error as error:
        raise ContentError("damaged encoding") from error


def _inflate(body: bytes, wbits: int) -> bytes:
    """Decompress every member; zlib alone would take the first half of a cut body for a whole one."""
    out = bytearray()
    while body:
        inflater = zlib.decompressobj(wbits)
        out += inflater.decompress(body, MAX_CONTENT + 1 - len(out))
        if len(out) > MAX_CONTENT:
            raise ContentError("too big")
        if not inflater.eof:
            raise ContentError("cut short")
        body = inflater.unused_data.lstrip(b"\0")
        if body and body[:2] != b"\x1f\x8b":  # bytes after the last member are padding, as gzip(1) treats them
            break
    return bytes(out)
