"""WARC 1.1 files, written record by record, each its own gzip member. They are read back by ``records``.

warcio makes the records; the members are compressed here, because warcio always uses level 9 and gives no offsets.
Specification: iipc/warc-specifications, WARC 1.1 (ISO 28500:2017).
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager
from datetime import UTC
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter as WarcioWriter

from newsarchive.errors import CaptureError
from newsarchive.items import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

    from newsarchive.capture.exchange import Exchange, Revisit

OPEN = ".open"
"""Suffix of a file that is still being written."""
ROTATE_AT = 2**30
"""Bytes after which a new file is begun (1 GiB, the customary size)."""
LEVEL = 6
"""zlib level: bodies mostly arrive compressed, where 9 costs time and saves nothing."""
ROUTE_FIELD = "Newsarchive-Route"
FOUND_ON_FIELD = "Newsarchive-Found-On"
KIND_FIELD = "Newsarchive-Kind"
"""Extension fields of the request record, from which ``rebuild`` knows how an address had come to be asked."""
PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
"""What the name of a revisit profile begins with (WARC 1.1, 6.7)."""


class _Records(WarcioWriter):  # type: ignore[misc]  # warcio is untyped
    """Serialises records into memory, with sha256 digests in place of warcio's sha1."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), gzip=False, warc_version="WARC/1.1")

    def _create_digester(self) -> Digester:
        return _Sha256()

    def member(self, record: ArcWarcRecord) -> bytes:
        """Give the record as one gzip member."""
        self.out = BytesIO()
        self.write_record(record)
        deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        return deflater.compress(self.out.getbuffer()) + deflater.flush()


class _Sha256(Digester):  # type: ignore[misc]
    """``sha256:`` and the hex digest; warcio's own would write base32."""

    def __init__(self) -> None:
        super().__init__("sha256")

    def __str__(self) -> str:
        return f"sha256:{self.digester.hexdigest()}"


class _Http(StatusAndHeaders):  # type: ignore[misc]
    """Writes headers byte for byte; warcio's own would percent-encode whatever is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_bytes(encoding="latin-1")


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
        self._records = _Records()
        self._file: BinaryIO | None = None
        self._name = ""
        self._count = 0

    def append(self, exchange: Exchange) -> Capture:
        """Write the response or revisit record, and the request record; give where the former stands.

        Raises:
            CaptureError: the disk is full or the file cannot be written; what was synced before is kept.
        """
        with _writing():
            return self._append(exchange)

    def _append(self, exchange: Exchange) -> Capture:
        file = self._file or self._begin(exchange.at)
        offset = file.tell()
        response = self._records.member(self._response(exchange))
        file.write(response)
        file.write(self._records.member(self._request(exchange)))
        self._count += 2
        return capture_of(exchange, self._name, offset, len(response))

    def sync(self) -> None:
        """Make everything written so far survive a power cut.

        Raises:
            CaptureError: the disk is full or the file cannot be written; what was synced before is kept.
        """
        with _writing():
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
        with _writing():
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
        self._file.write(self._records.member(self._warcinfo(at)))
        self._count = 1
        return self._file

    def _warcinfo(self, at: datetime) -> ArcWarcRecord:
        fields = "".join(f"{k}: {v}\r\n" for k, v in self._info.items()).encode()
        return self._records.create_warc_record(
            "",
            "warcinfo",
            payload=BytesIO(fields),
            length=len(fields),
            warc_headers_dict={"WARC-Filename": self._name.rsplit("/", 1)[1], "WARC-Date": _warc_date(at)},
        )

    def _response(self, exchange: Exchange) -> ArcWarcRecord:
        fields = {"WARC-Record-ID": f"<{exchange.record_id}>", "WARC-Date": _warc_date(exchange.at)}
        if exchange.ip_address:
            fields["WARC-IP-Address"] = exchange.ip_address
        if exchange.truncated:
            fields["WARC-Truncated"] = exchange.truncated
        if exchange.revisit:
            fields |= _reference(exchange.revisit)
        body = b"" if exchange.revisit else exchange.body
        status = f"{exchange.status} {_REASONS.get(exchange.status, '')}".rstrip()
        return self._records.create_warc_record(
            exchange.url,
            "revisit" if exchange.revisit else "response",
            payload=BytesIO(body),
            length=len(body),
            warc_headers_dict=fields,
            http_headers=_Http(status, _text(exchange.headers), protocol=exchange.protocol),
        )

    def _request(self, exchange: Exchange) -> ArcWarcRecord:
        fields = {
            "WARC-Date": _warc_date(exchange.at),
            "WARC-Concurrent-To": f"<{exchange.record_id}>",
            ROUTE_FIELD: exchange.route,
            KIND_FIELD: exchange.kind,
        }
        if exchange.found_on:
            fields[FOUND_ON_FIELD] = exchange.found_on
        parts = urlsplit(exchange.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return self._records.create_warc_record(
            exchange.url,
            "request",
            warc_headers_dict=fields,
            http_headers=_Http(
                f"{exchange.method} {target} {exchange.protocol}",
                [("Host", parts.netloc), *_text(exchange.request_headers)],
                is_http_request=True,
            ),
        )


@contextmanager
def _writing() -> Iterator[None]:
    """Turn the file system's errors into one sentence."""
    try:
        yield
    except OSError as error:
        raise CaptureError(
            f"The WARC file cannot be written ({error.strerror}): what was captured before is kept; "
            "make room or mend the disk, then run the crawl again."
        ) from error


def finish(path: Path) -> None:
    """Give a closed file its final name and make the renaming durable."""
    path.with_name(path.name + OPEN).rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a created or renamed entry of a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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


def _warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Latin-1 carries any byte through warcio unharmed."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


_REASONS = {status.value: status.phrase for status in HTTPStatus}
