"""What a request that brought no answer is called, in a few fixed words."""

from __future__ import annotations

from scrapy import exceptions
from twisted.internet.error import ConnectError


class PrivateAddressError(exceptions.IgnoreRequest):
    """Raised when an address leads to a private network or to this machine: it is not asked."""


class HeadersTooBigError(exceptions.DownloadFailedError):
    """Raised when the headers of an answer do not end."""


class NotHttpError(exceptions.DownloadFailedError):
    """Raised when what comes is no answer by the rules of HTTP: its first line, or the length that it gives."""


class TlsError(exceptions.DownloadFailedError):
    """Raised when no secure connection comes about."""


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (PrivateAddressError, "private address"),
    (exceptions.IgnoreRequest, "robots"),
    (HeadersTooBigError, "headers too big"),
    (NotHttpError, "not HTTP"),
    (TlsError, "tls"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "connection refused"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadCancelledError, "too big"),
    (exceptions.ResponseDataLossError, "cut short"),
    (exceptions.UnsupportedURLSchemeError, "scheme"),
    (exceptions.DownloadFailedError, "connection lost"),
    (ConnectError, "connection lost"),  # reset before it stood: Scrapy has no name of its own for it
)


def why(error: BaseException) -> str:
    """Name a failed request, or one that was not made, in a few fixed words; anything unforeseen by its class."""
    return next((word for kind, word in _REASONS if isinstance(error, kind)), type(error).__name__)
