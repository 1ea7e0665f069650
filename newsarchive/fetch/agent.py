"""Who we say we are: the user agent, and the contact that other people's sites are owed."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.errors import UsageError
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAIL = re.compile(r"(?:mailto:)?([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", re.ASCII | re.IGNORECASE)
_RESERVED = frozenset({"example", "invalid", "local", "localdomain", "localhost", "test"})
"""Last words of a host that lead nowhere: RFC 2606, RFC 6761, RFC 6762."""
_FILL_IN = frozenset({"example", "domain", "mydomain", "yourdomain", "your-domain", "yoursite", "your-site"})
_NOBODY = frozenset({"you", "your.name", "your-name", "your_name", "yourname", "your-mail", "your-email", "youremail"})
"""What stands in other people's examples where a name belongs."""


def user_agent(contact: str) -> str:
    """Say who we are; a site's keeper must be able to reach us."""
    return f"newsarchive/{__version__} (+{contact})" if contact else f"newsarchive/{__version__}"


def require_contact(contact: str, urls: Iterable[str]) -> None:
    """Refuse to crawl other people's sites anonymously, or under a contact that reaches nobody.

    Raises:
        UsageError: no contact that could be true is given, and a start address is not on this machine.
    """
    if all(is_local(url) for url in urls):
        return
    fault = _fault(contact)
    if fault:
        raise UsageError(
            f"{fault}: name a mail address or a web page where the site's keepers can reach you, by --contact or "
            "the environment variable NEWSARCHIVE_CONTACT. Nothing was asked."
        )


def _fault(contact: str) -> str | None:
    """Say why a contact cannot be true, None where it can."""
    if not contact:
        return "No contact is given"
    mail = _MAIL.fullmatch(contact)
    host = mail[2] if mail else _host_of_page(contact)
    if host is None:
        return f"The contact «{contact}» is neither a mail address nor a web page"
    *labels, last = host.lower().split(".")
    if last in _RESERVED or _FILL_IN.intersection(labels) or (mail and mail[1].lower() in _NOBODY):
        return f"The contact «{contact}» is a placeholder of an example"
    return None


def _host_of_page(contact: str) -> str | None:
    """Give the host of a web page's address; None for anything else, and for what no site's keeper can open."""
    if not contact.isascii() or not re.fullmatch(r"https?://[^\s()]+", contact, re.IGNORECASE):
        return None
    host = ""
    try:
        host = (urlsplit(contact).hostname or "").strip(".")
        return host if ipaddress.ip_address(host).is_global else None
    except ValueError:  # no number: a name, or nothing that leads anywhere
        return host if "." in host else None


def is_local(url: str) -> bool:
    """Whether an address is on this machine's loopback."""
    return is_loopback(urlsplit(url).hostname or "")


@lru_cache(maxsize=1024)  # asked for each request, of the same few hosts
def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or number."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
