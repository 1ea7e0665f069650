"""Who we say we are: the user agent, and the contact that other people's sites are owed."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.errors import UsageError
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable


def user_agent(contact: str) -> str:
    """Say who we are; a site's keeper must be able to reach us."""
    return f"newsarchive/{__version__} (+{contact})" if contact else f"newsarchive/{__version__}"


def require_contact(contact: str, urls: Iterable[str]) -> None:
    """Refuse to crawl other people's sites anonymously.

    Raises:
        UsageError: no contact is given, and a start address is not on this machine.
    """
    if not contact and not all(is_local(url) for url in urls):
        raise UsageError(
            "Name a contact that the site's keepers can reach: --contact you@example.org or https://..., "
            "or the environment variable NEWSARCHIVE_CONTACT. Nothing was asked."
        )


def is_local(url: str) -> bool:
    """Whether an address is on this machine's loopback."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
