"""How secure a connection must be: not at all. Nothing secret is asked, and no certificate is believed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from twisted.internet.ssl import AcceptableCiphers

if TYPE_CHECKING:
    from collections.abc import Sequence


class OldCiphers:
    """What OpenSSL has, for old servers too; an ``IAcceptableCiphers`` of Twisted's.

    Its own reading of a cipher string leaves out the security level.
    """

    def selectCiphers(self, available: Sequence[object]) -> tuple[object, ...]:
        """Give the ciphers in the order to be tried, and the level at which OpenSSL has TLS 1.0 and short keys."""
        usual = AcceptableCiphers.fromOpenSSLCipherString("DEFAULT")  # type: ignore[no-untyped-call]  # Twisted's
        return (*usual.selectCiphers(available), SimpleNamespace(fullName="@SECLEVEL=0"))
