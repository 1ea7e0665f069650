"""WARC 1.1 files, written record by record, each its own gzip member. They are read back by ``records``.

The records are warcio's byte for byte, as the tests say, in less time: it goes through all fields to find one.
Specification: iipc/warc-specifications, WARC 1.1 (ISO 28500:2017).
"""

from __future__ import annotations

import errno
import os
import uuid
import zlib
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from struct import Struct
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from newsarchive.durable import sync_folder
from newsarchive.errors import CaptureError
from newsarchive.items import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from newsarchive.capture.exchange import Exchange, Headers, Revisit

OPEN = ".open"
"""Suffix of a file that is still being written."""
ROTATE_AT = 2**30
"""Bytes after which a new file is begun (1 GiB, the customary size)."""
LEVEL = 6
"""zlib level of headers, and of bodies that arrive as they are; one that is compressed already is stored as it came."""
ROUTE_FIELD = "Newsarchive-Route"
FOUND_ON_FIELD = "Newsarchive-Found-On"
KIND_FIELD = "Newsarchive-Kind"
"""Extension fields of the request record, from which ``rebuild`` knows how an address had come to be asked."""
PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
"""What the name of a revisit profile begins with (WARC 1.1, 6.7)."""


class WarcWriter:
    """Writes the captures of one council into ``<folder>/<council>/<year>/``.

    Nothing is durable until ``sync``. Not thread-safe: one thread owns it.
    """

    def __init__(self, folder: Path, council: str, info: Mapping[str, str]) -> None:
        """Prepare; the first record opens the first file.

        Args:
            folder: the archive's ``warc`` folder.
            council: code, names the sub-folder and the files.
            info: fields of each file's warcinfo record.
        """
        self._folder = folder
        self._council = council
        self._info = dict(info)
        self._file: BinaryIO | None = None
        self._name = ""
        self._count = 0

    def append(self, exchange: Exchange) -> Capture:
        """Write the response or revisit record, and the request record; give where the former stands.

        Raises:
            CaptureError: the disk is full or the file cannot be written; what was synced before is kept.
        """
        with writing():
            return self._append(exchange)

    def _append(self, exchange: Exchange) -> Capture:
        file = self._file or self._begin(exchange.at)
        offset = file.tell()
        response = _response(exchange)
        file.write(response)
        file.write(_request(exchange))
        self._count += 2
        return capture_of(exchange, self._name, offset, len(response))

    def sync(self) -> None:
        """Make everything written so far survive a power cut.

        Raises:
            CaptureError: the disk is full or the file cannot be written; what was synced before is kept.
        """
        with writing():
            if self._file is not None:
                self._file.flush()
                os.fsync(self._file.fileno())

    @property
    def full(self) -> bool:
        """Whether the file should be closed at the next safe moment."""
        return self._file is not None and self._file.tell() >= ROTATE_AT

    def close(self) -> str | None:
        """Sync, close and rename the file; give its name, or None when nothing was written.

        Raises:
            CaptureError: as ``sync``.
        """
        if self._file is None:
            return None
        self.sync()
        with writing():
            self._file.close()
            self._file = None
            finish(self._folder / self._name)
        return self._name

    def _begin(self, at: datetime) -> BinaryIO:
        """Open the next file and write its warcinfo record."""
        relative = f"{self._council}/{at:%Y}/{self._council}-{at:%Y%m%dT%H%M%SZ}"
        taken = (self._folder / relative).parent
        taken.mkdir(parents=True, exist_ok=True)
        name, n = f"{relative}.warc.gz", 1
        while any((self._folder / (name + suffix)).exists() for suffix in ("", OPEN)):
            name, n = f"{relative}-{n}.warc.gz", n + 1
        self._name = name
        self._file = (self._folder / (name + OPEN)).open("xb")
        sync_folder(taken)
        self._file.write(self._warcinfo(at))
        self._count = 1
        return self._file

    def _warcinfo(self, at: datetime) -> bytes:
        fields = {
            "WARC-Filename": self._name.rsplit("/", 1)[1],
            "WARC-Date": _warc_date(at),
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": _record_id(),
        }
        text = "".join(f"{k}: {v}\r\n" for k, v in self._info.items()).encode()
        return _member(fields, text, "application/warc-fields")


def _response(exchange: Exchange) -> bytes:
    """Make the response or revisit record."""
    fields = {"WARC-Record-ID": f"<{exchange.record_id}>", "WARC-Date": _warc_date(exchange.at)}
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    if exchange.revisit:
        fields |= _reference(exchange.revisit)
    fields["WARC-Type"] = "revisit" if exchange.revisit else "response"
    fields["WARC-Target-URI"] = exchange.url
    if not exchange.revisit:
        fields["WARC-Payload-Digest"] = exchange.payload_digest
    status = f"{exchange.protocol} {exchange.status} {_REASONS.get(exchange.status, '')}".rstrip()
    body = b"" if exchange.revisit else exchange.body
    packed = len(body) if exchange.header(b"content-encoding") else 0
    return _member(fields, _head(status, exchange.headers) + body, "application/http; msgtype=response", packed)


def _request(exchange: Exchange) -> bytes:
    """Make the request record, which says how its address had come to be asked."""
    fields = {
        "WARC-Date": _warc_date(exchange.at),
        "WARC-Concurrent-To": f"<{exchange.record_id}>",
        ROUTE_FIELD: exchange.route,
        KIND_FIELD: exchange.kind,
    }
    if exchange.found_on:
        fields[FOUND_ON_FIELD] = exchange.found_on
    fields |= {
        "WARC-Type": "request",
        "WARC-Record-ID": _record_id(),
        "WARC-Target-URI": exchange.url,
        "WARC-Payload-Digest": _NOTHING,
    }
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = ((b"Host", parts.netloc.encode("latin-1")), *exchange.request_headers)
    return _member(
        fields, _head(f"{exchange.method} {target} {exchange.protocol}", headers), "application/http; msgtype=request"
    )


def _member(fields: dict[str, str], block: bytes, content_type: str, packed: int = 0) -> bytes:
    """Give a record as one gzip member.

    Args:
        fields: of the record's header, but for those that tell of the block.
        block: the record's.
        content_type: of the block.
        packed: how many of its last bytes are compressed already.
    """
    fields["WARC-Block-Digest"] = _digest(block)
    fields["Content-Type"] = content_type
    fields["Content-Length"] = str(len(block))
    said = "".join([f"{name}: {value}\r\n" for name, value in fields.items()])
    record = b"%s\r\n%s\r\n%s%s" % (_VERSION, said.encode(), block, _END)
    return _gzipped(record, packed + len(_END) if packed else 0)


def _gzipped(data: bytes, stored: int) -> bytes:
    """Compress data into a gzip member whose last bytes, so many, are stored as they are (RFC 1951, 3.2.4)."""
    view = memoryview(data)
    head = view[: len(view) - stored]
    # What a compressor prepares for a long text takes longer than to compress a short one.
    window, memory = _FOR_SHORT if len(head) <= _SHORT else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, window | 16, memory)
    if not stored:
        return deflater.compress(head) + deflater.flush()
    # A full flush ends on a whole byte, so that blocks of another kind may follow.
    parts: list[bytes | memoryview] = [deflater.compress(head), deflater.flush(zlib.Z_FULL_FLUSH)]
    for at in range(len(head), len(view), _MOST_STORED):
        block = view[at : at + _MOST_STORED]
        is_last = at + _MOST_STORED >= len(view)
        parts += [_STORED.pack(is_last, len(block), len(block) ^ _MOST_STORED), block]
    parts.append(_TRAILER.pack(zlib.crc32(data), len(data) & 0xFFFFFFFF))
    return b"".join(parts)


def _head(line: str, headers: Headers) -> bytes:
    """Write the first line and the headers of a message, byte for byte as they were sent."""
    return b"%s\r\n%s\r\n" % (line.encode("latin-1"), b"".join([b"%s: %s\r\n" % header for header in headers]))


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


_VERSION = b"WARC/1.1"
_END = b"\r\n\r\n"
"""Of a record."""
_SHORT = 2**12
_FOR_SHORT = (12, 5)
"""Bytes of a short text; the window (as a power of two) and the memory with which it is compressed as well."""
_STORED, _MOST_STORED = Struct("<?HH"), 0xFFFF
"""What stands before a block that is stored: whether it is the last, its size, the same with each bit turned."""
_TRAILER = Struct("<LL")
"""Of a gzip member: CRC-32 and length of what it holds (RFC 1952, 2.3.1)."""
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_NOTHING = _digest(b"")
"""Of the payload of a request that sends none."""


@contextmanager
def writing() -> Iterator[None]:
    """Turn the file system's errors into one sentence.

    Raises:
        CaptureError: in place of them.
    """
    try:
        yield
    except OSError as error:
        remedy = "let this account write there" if error.errno in _FORBIDDEN else "make room or mend the disk"
        raise CaptureError(
            f"{error.filename or 'The WARC file'} cannot be written ({error.strerror}): what was captured before is "
            f"kept; {remedy}, then run the crawl again."
        ) from error


def finish(path: Path) -> None:
    """Give a closed file its final name and make the renaming durable."""
    path.with_name(path.name + OPEN).rename(path)
    sync_folder(path.parent)


def capture_of(exchange: Exchange, name: str, offset: int, length: int) -> Capture:
    """Describe the response record of an exchange.

    Args:
        exchange: what the record holds.
        name: the file, relative to the ``warc`` folder.
        offset: of the record's gzip member, in bytes.
        length: of the member, in bytes.
    """
    return Capture(
        url=exchange.url,
        captured_at=exchange.at,
        status=exchange.status,
        content_type=exchange.header(b"content-type"),
        warc_file=name,
        offset=offset,
        length=length,
        payload_digest=exchange.revisit.payload_digest if exchange.revisit else exchange.payload_digest,
        record_id=exchange.record_id,
        revisit_of=exchange.revisit.record_id if exchange.revisit else None,
        truncated=exchange.truncated,
    )


def _reference(revisit: Revisit) -> dict[str, str]:
    return {
        "WARC-Profile": PROFILES + revisit.profile,
        "WARC-Payload-Digest": revisit.payload_digest,
        "WARC-Refers-To": f"<{revisit.record_id}>",
        "WARC-Refers-To-Target-URI": revisit.url,
        "WARC-Refers-To-Date": _warc_date(revisit.at),
    }


@lru_cache(maxsize=16)  # of all records of a second
def _warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_REASONS = {status.value: status.phrase for status in HTTPStatus}
