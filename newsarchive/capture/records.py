"""WARC files read back: one capture by its place, all captures of a file, and what a file says of itself."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsarchive.capture.exchange import Exchange, Headers, Revisit
from newsarchive.capture.warc import FOUND_ON_FIELD, KIND_FIELD, OPEN, ROUTE_FIELD
from newsarchive.errors import CaptureError
from newsarchive.items import Kind, Route

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

CHUNK = 2**16
"""Bytes read at once."""
_DIGEST = len("sha256:") + 64
"""Letters of a digest as we write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A record, and where it stands."""

    record_id: str
    """``urn:uuid:...``"""
    is_answer: bool
    """Whether it is of an answer: a response or a revisit record."""
    url: str
    at: datetime
    """WARC-Date, UTC."""
    status: int
    """HTTP status; 0 of anything but an answer."""
    offset: int
    """Of its gzip member, in bytes."""
    length: int
    """Of the member, in bytes."""
    payload_digest: str
    """As the record says; of a response held against its body."""


def find(folder: Path, name: str) -> Path:
    """Give the path of a WARC file, closed or still open.

    Raises:
        CaptureError: it is not there.
    """
    for path in (folder / name, folder / (name + OPEN)):
        if path.exists():
            return path
    raise CaptureError(f"The WARC file {name} is missing from {folder}: put it back from a copy.")


def read(folder: Path, name: str, offset: int) -> Exchange:
    """Read one capture back.

    Raises:
        CaptureError: the file is missing, cannot be read, or holds no response record at that offset.
    """
    path = find(folder, name)
    with _reading(path), path.open("rb") as file:
        file.seek(offset)
        for exchange, (start, _) in _exchanges(file, path):
            if start == offset:
                return exchange
            break
    raise CaptureError(f"The WARC file {name} holds no answer at byte {offset}: check it with gzip -t.")


def iterate(path: Path) -> Iterator[tuple[Exchange, int, int]]:
    """Read all captures of a file in order, each with its offset and length in bytes.

    Raises:
        CaptureError: the file is damaged; everything before the damage has been given.
    """
    with _reading(path), path.open("rb") as file:
        for exchange, (offset, length) in _exchanges(file, path):
            yield exchange, offset, length


def lone(path: Path) -> Exchange:
    """Read a file that holds one uncompressed response record, and nothing of how it was asked.

    Raises:
        CaptureError: it is anything else.
    """
    with _reading(path):
        data = path.read_bytes()
        if not data:
            raise EOFError("it is empty")
        record = _record(data)
        if record.rec_type != "response":
            raise ValueError(f"a {record.rec_type} record in place of a response")
        fields = _response_fields(record)
        if record.raw_stream.limit:
            raise EOFError("it ends within its record")
    return Exchange(**fields, route=Route.LISTING, kind=Kind.ARTICLE, found_on=None, method="GET", request_headers=())


def info(path: Path) -> dict[str, str]:
    """Read the fields of a file's warcinfo record.

    Raises:
        CaptureError: the file is damaged, or no WARC file.
    """
    with _reading(path), path.open("rb") as file:
        for _, _, data in members(file):
            lines = _record(data).content_stream().read().decode("utf-8", "replace").splitlines()
            return dict(line.split(": ", 1) for line in lines if ": " in line)
        raise EOFError("it is empty")


def places(path: Path) -> Iterator[Place]:
    """Read all records of a file in order, each held against its digests.

    Raises:
        CaptureError: the file is damaged; everything before the damage has been given.
    """
    with _reading(path), path.open("rb") as file:
        for offset, length, data in _whole(file, path):
            fields, block = _checked(data, offset)
            is_answer = fields["warc-type"] in {"response", "revisit"}
            yield Place(
                record_id=fields["warc-record-id"].strip("<>"),
                is_answer=is_answer,
                url=fields.get("warc-target-uri", ""),
                at=datetime.fromisoformat(fields["warc-date"]).astimezone(UTC),
                status=int(block.split(None, 2)[1]) if is_answer else 0,  # no words need follow it
                offset=offset,
                length=length,
                payload_digest=fields.get("warc-payload-digest", ""),
            )


def members(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Give each gzip member from here on: where it begins, its length in bytes, what it holds.

    warcio would take a cut member for a whole one (webrecorder/warcio issues 127, 138); zlib checks its length and sum.

    Raises:
        EOFError: the last member is cut short.
        zlib.error: a member is damaged.
    """
    offset, rest = file.tell(), b""
    while rest or (rest := file.read(CHUNK)):
        inflater, length, data = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, []
        while not inflater.eof:
            if not rest and not (rest := file.read(CHUNK)):
                raise EOFError("it ends within a record")
            length += len(rest)
            data.append(inflater.decompress(rest))
            rest = b""
        rest = inflater.unused_data
        length -= len(rest)
        yield offset, length, b"".join(data)
        offset += length


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file into one sentence."""
    try:
        yield
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        raise CaptureError(f"{path.name} is damaged ({error}): restore it from a copy.") from error


def _record(data: bytes) -> ArcWarcRecord:
    """Parse one record, its block left as bytes: warcio's reading of HTTP headers does not keep all bytes."""
    return next(ArchiveIterator(BytesIO(data), no_record_parse=True))


def _checked(data: bytes, offset: int) -> tuple[dict[str, str], bytes]:
    """Split what a gzip member holds into a record's fields and its block, and hold the block against its digests.

    zlib's sum tells of bits that rotted; a body that was changed and compressed again, these alone.

    Raises:
        ValueError: it is not one whole record, or not as it was written.
    """
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    if lines[0] != "WARC/1.1" or not {"warc-type", "warc-record-id", "warc-date"} <= fields.keys():
        raise ValueError(f"no WARC record at byte {offset}")
    length = int(fields.get("content-length", 0))
    block = rest[:length]
    if rest[length:] != b"\r\n\r\n":
        raise ValueError(f"not one whole record in the gzip member at byte {offset}")
    payload = block.partition(b"\r\n\r\n")[2] if fields["warc-type"] == "response" else None
    for name, part in (("warc-block-digest", block), ("warc-payload-digest", payload)):
        told = fields.get(name, "")
        # Other tools write others, which say nothing here.
        if part is not None and len(told) == _DIGEST and told != f"sha256:{sha256(part).hexdigest()}":
            raise ValueError(f"the record at byte {offset} is not what its digest says")
    return fields, block


def _exchanges(file: BinaryIO, path: Path) -> Iterator[tuple[Exchange, tuple[int, int]]]:
    """Pair each response or revisit record with the request record that follows it."""
    held: tuple[dict[str, Any], tuple[int, int]] | None = None
    with _reading(path):
        for offset, length, data in _whole(file, path):
            _checked(data, offset)
            record = _record(data)
            if (record.rec_type == "request") != (held is not None):
                raise ValueError(f"an answer without its request, or the other way round, at byte {offset}")
            if record.rec_type in {"response", "revisit"}:
                held = _response_fields(record), (offset, length)
            elif held:
                fields, place = held
                held = None
                yield Exchange(**fields, **_request_fields(record)), place
        if held and path.suffix != OPEN:
            raise EOFError("it ends before the last request")


def _whole(file: BinaryIO, path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Give the members of a file; one that is still open, or was when its process was killed, may end anywhere."""
    try:
        yield from members(file)
    except (EOFError, zlib.error):
        if path.suffix != OPEN:
            raise


def _response_fields(record: ArcWarcRecord) -> dict[str, Any]:
    protocol, status, headers, body = _http(record)
    return {
        "url": _field(record, "WARC-Target-URI"),
        "at": _instant(record, "WARC-Date"),
        "record_id": _field(record, "WARC-Record-ID").strip("<>"),
        "status": int(status),
        "headers": headers,
        "body": body,
        "protocol": protocol,
        "ip_address": record.rec_headers.get_header("WARC-IP-Address"),
        "truncated": record.rec_headers.get_header("WARC-Truncated"),
        "revisit": _revisit(record) if record.rec_type == "revisit" else None,
    }


def _revisit(record: ArcWarcRecord) -> Revisit:
    return Revisit(
        profile=_field(record, "WARC-Profile").rpartition("/")[2],
        record_id=_field(record, "WARC-Refers-To").strip("<>"),
        url=_field(record, "WARC-Refers-To-Target-URI"),
        at=_instant(record, "WARC-Refers-To-Date"),
        payload_digest=_field(record, "WARC-Payload-Digest"),
    )


def _instant(record: ArcWarcRecord, name: str) -> datetime:
    return datetime.fromisoformat(_field(record, name)).astimezone(UTC)


def _request_fields(record: ArcWarcRecord) -> dict[str, Any]:
    method, _, headers, _ = _http(record)
    return {
        "route": Route(_field(record, ROUTE_FIELD)),
        "kind": Kind(_field(record, KIND_FIELD)),
        "found_on": record.rec_headers.get_header(FOUND_ON_FIELD),
        "method": method,
        "request_headers": tuple(header for header in headers if header[0] != b"Host"),
    }


def _field(record: ArcWarcRecord, name: str) -> str:
    value = record.rec_headers.get_header(name)
    if value is None:
        raise ValueError(f"a record without {name}")
    return str(value)


def _http(record: ArcWarcRecord) -> tuple[str, str, Headers, bytes]:
    """Split a block into the first two words of its first line, its headers and its body."""
    head, _, body = record.raw_stream.read().partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    word, _, rest = first.decode("latin-1").partition(" ")
    headers = tuple((name, value) for name, _, value in (line.partition(b": ") for line in lines))
    return word, rest.partition(" ")[0], headers, body
