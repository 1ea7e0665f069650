"""How much of an answer's head is read: Scrapy bounds the body alone, and keeps headers without end in memory.

Twisted itself bounds chunk sizes with their extensions (1 KiB each) and trailers (64 KiB in all), and DOWNLOAD_MAXSIZE
the body however it is sent. Answers of status 1xx, which may come in any number before the real one, count here.

The classes are private ones of Scrapy 2.19: tests/test_fetch_bounds.py says so when another release comes.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import DONE, HEADER, ParseError
from twisted.web.http import _ChunkedTransferDecoder, _DataLoss
from twisted.web.http_headers import InvalidHeaderName

from newsarchive.fetch.failures import HeadersTooBigError

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request
    from twisted.web.iweb import IResponse

MAX_BYTES = 31 * 2**10
"""Bytes of all header lines of an answer together.

Browsers take 256 KiB; but FastWARC reads no record with more than 32 KiB of them, nor any that follows in its file.
"""
MAX_LINES = 4000
"""Lines of all headers together; each takes some 1 KiB of memory, however short it is."""
_STATUS_LINE = re.compile(rb"HTTP/\d\.\d [1-9]\d\d(?= |$)")
_BLANKS = (b" ", b"\t")
_END = 64
"""Bytes of a body's end that are remembered."""


class _Chunks(_ChunkedTransferDecoder):
    """Passes over the blanks behind a chunk's size (RFC 9112, 7.1.1), which old servers write; Twisted gives it up."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:
        end = self._buffer.find(b"\r\n", self._start)
        size, sign, extension = self._buffer[: max(end, 0)].partition(b";")
        if size.endswith(_BLANKS):
            self._buffer[:end] = size.rstrip(b" \t") + sign + extension
            self._start = 0
        return super()._dataReceived_CHUNK_LENGTH()


class BoundedParser(_LenientHTTPClientParser):
    """Gives up an answer whose headers do not end. Its state begins at the class: see ``BoundedProtocol.request``."""

    MAX_LENGTH = MAX_BYTES
    _transferDecoders = {b"chunked": _Chunks}  # noqa: N815 - Twisted's
    _lines = 0
    _bytes = 0
    _end = b""

    def lineReceived(self, line: bytes) -> None:
        """Count a line of the head."""
        self._lines += 1
        self._bytes += len(line) + 1
        if self._lines > MAX_LINES or self._bytes > MAX_BYTES:
            raise HeadersTooBigError
        if self.state == HEADER and self._partialHeader is None and line[:1] in _BLANKS:
            return  # it goes on with a header that never began
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """Take a name without the blanks behind it (RFC 9112, 5.1), and pass over what no header is called.

        So browsers do; Twisted gives up the whole answer, and a site whose server adds such a line to each is lost.
        """
        with suppress(InvalidHeaderName):
            super().headerReceived(name.rstrip(b" \t"), value)  # type: ignore[no-untyped-call]  # Twisted's

    def statusReceived(self, status: bytes) -> None:
        """Take no protocol and no status that HTTP does not have (RFC 9112, 4): Twisted takes any letters and numbers.

        A byte order mark before it can be written into no record, and a status of twenty digits into no row.
        """
        if not _STATUS_LINE.match(status):
            raise ParseError("no status line of HTTP", status)  # type: ignore[no-untyped-call]  # Twisted's
        super().statusReceived(status)  # type: ignore[no-untyped-call]  # Twisted's

    def rawDataReceived(self, data: bytes) -> None:
        """Remember how the body ends."""
        self._end = (self._end + data[-_END:])[-_END:]
        super().rawDataReceived(data)  # type: ignore[no-untyped-call]  # Twisted's

    def connectionLost(self, reason: Failure | None = None) -> None:
        """Take a body that gives no length for cut short unless its line was closed properly (RFC 9112, 8 and 9.8).

        Many servers never do; a page whose last tag has come is whole all the same.
        """
        # Twisted ends what came whole with a bare exception, and closes a line with a failure.
        is_broken = isinstance(reason, Failure) and not isinstance(reason.value, ConnectionDone)
        is_whole = self._end.rstrip().lower().endswith(b"</html>")
        if is_broken and self.bodyDecoder is not None and self.state != DONE and not is_whole:
            self.bodyDecoder = _Cut()  # type: ignore[assignment]  # it is asked for nothing else
        super().connectionLost(reason)

    def lineLengthExceeded(self, line: bytes) -> None:
        """Give up a line that does not end."""
        raise HeadersTooBigError


class _Cut:
    """What stands for the decoder of a body that was cut."""

    def noMoreData(self) -> None:
        raise _DataLoss


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Reads with :class:`BoundedParser`."""

    def request(self, request: Request) -> Deferred[IResponse]:
        """Ask; Scrapy exchanges the class of Twisted's parser in the same way, since Twisted fixes it."""
        answer: Deferred[IResponse] = super().request(request)
        assert self._parser is not None  # noqa: S101 - Twisted makes it before it returns
        self._parser.__class__ = BoundedParser
        return answer


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Makes :class:`BoundedProtocol`."""

    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:
        """Make one for a new connection."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # Twisted's
