"""How a request is made: by Scrapy's handler of HTTP/1.1, with the guards that it lacks; for ``DOWNLOAD_HANDLERS``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import ConnectError
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from newsarchive.fetch.agent import is_local, is_loopback
from newsarchive.fetch.bounds import BoundedFactory
from newsarchive.fetch.failures import HeadersTooBigError, NotHttpError, PrivateAddressError, TlsError
from newsarchive.fetch.resolver import PublicResolver, is_public, literal
from newsarchive.fetch.tls import OldCiphers
from newsarchive.normalize.addresses import site

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred


_NAMED: dict[type[Exception], type[DownloadFailedError]] = {
    HeadersTooBigError: HeadersTooBigError,
    SSL.Error: TlsError,
    ParseError: NotHttpError,
    ValueError: NotHttpError,  # lengths that are none, or several
}
"""What Twisted gives as the reason of a failure -> what it is called here."""


class GuardedHandler(HTTP11DownloadHandler):
    """Asks public hosts alone, and those of this machine that its own spider declares; reads headers up to a bound."""

    def __init__(self, crawler: Crawler) -> None:
        """Build it for one crawl."""
        super().__init__(crawler)
        self._pool._factory = BoundedFactory  # noqa: SLF001 - as Scrapy itself sets it
        self._contextFactory.tls_ciphers = OldCiphers()  # its setting takes no security level
        starts = getattr(crawler.spider, "start_urls", ())
        self._declared = {site(url) for url in starts if is_local(url)}
        self._by_hand = not starts
        """Whether no spider walks: in ``scrapy shell``, whoever types an address means it."""

    async def download_request(self, request: Request) -> Response:
        """Ask.

        Raises:
            PrivateAddressError: the address is one of a private network, or of this machine.
            HeadersTooBigError: the answer's headers do not end.
            NotHttpError: what comes is no answer by the rules of HTTP.
            TlsError: no secure connection comes about.
        """
        host = self._allowed(request)
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if host in PublicResolver.refused:
                raise PrivateAddressError(str(error)) from error
            raise
        except (ConnectError, DownloadConnectionRefusedError, DownloadTimeoutError):
            PublicResolver.forget(host)
            raise
        except DownloadFailedError as error:
            reasons = error.__cause__.reasons if isinstance(error.__cause__, ResponseFailed) else ()
            for cause, kind in _NAMED.items():
                if any(reason.check(cause) for reason in reasons):
                    raise kind(request.url) from error
            raise

    async def close(self) -> None:
        """Close idle connections; those that do not close within a second are left to the end of the process.

        Scrapy's own way answers twice where the reactor is a second late: an ``AlreadyCalledError`` in the log.
        """
        closed: Deferred[None] = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]  # Twisted's
        # To cancel it would be an error of each connection that stays open, which nobody takes.
        await asyncio.wait([closed.asFuture(asyncio.get_running_loop())], timeout=self._disconnect_timeout)

    def _allowed(self, request: Request) -> str:
        """Give the host of a request that needs no look-up to be refused; let the resolver pass what is declared."""
        host = urlparse_cached(request).hostname or ""
        if is_loopback(host) and (self._by_hand or site(request.url) in self._declared):
            PublicResolver.local.add(host)
            return host
        address = literal(host)
        if host in PublicResolver.local or (address is not None and not is_public(address)):
            raise PrivateAddressError(f"{request.url} is at no public address")
        return host
