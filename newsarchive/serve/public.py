"""The archive's own address, for what leaves it: citations, feeds, exported rows. The Host header is hostile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from newsarchive.errors import UsageError
from newsarchive.publish import mark
from newsarchive.serve.archives import archives
from newsarchive.serve.metadata import TITLES

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

PLUGIN = "newsarchive"
SETTING = "public_address"
"""Of the plugin: the address under which readers know the archive, ``https://news.example``; it wins over what a
request says of itself, which is whatever its sender likes."""

EDITION = "edition"
"""Of the plugin: UTC; the moment of the archive that a published copy shows, nothing of the live archive."""
LISTED = frozenset({*TITLES, mark.TABLE})
"""The tables that readers are shown."""

_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_NOWHERE = "localhost"


def closed(datasette: Datasette) -> bool:
    """Whether this is for everybody: nobody has an account, and the machine room is shut."""
    return bool((datasette.plugin_config(PLUGIN) or {}).get("closed"))


def allowed(datasette: Datasette, action: str, resource: object) -> bool | None:
    """Say of a table that is not on the list that nobody may see it; of anything else nothing."""
    if action != "view-table" or not isinstance(resource, tuple) or not closed(datasette):
        return None
    database, table = resource
    return False if database in archives(datasette) and table not in LISTED else None


def origin(datasette: Datasette, request: Request) -> str:
    """The scheme and host of the archive, without a path or a slash behind.

    Raises:
        UsageError: The setting is no address of the web.
    """
    told = (datasette.plugin_config(PLUGIN) or {}).get(SETTING)
    if told:
        return checked(told)
    host = request.headers.get("host") or _NOWHERE
    scheme = "https" if datasette.setting("force_https_urls") or request.scheme == "https" else "http"
    return f"{scheme}://{host if _HOST.fullmatch(host) else _NOWHERE}"


def checked(address: str) -> str:
    """Give a public address as it is put before a path.

    Raises:
        UsageError: It is no address of the web, or has more than a scheme and a host.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc) or parts.path.strip("/"):
        raise UsageError(f"{address} is no public address: write it like https://news.example, without a path.")
    if parts.query or parts.fragment:
        raise UsageError(f"{address} is no public address: write it like https://news.example, without a path.")
    return f"{parts.scheme}://{parts.netloc}"


def permalink(datasette: Datasette, request: Request, name: str, url: str, digest: str | None = None) -> str:
    """The address of an article, or of one version of it, that outlives numbers: a rebuilt archive answers it too.

    Args:
        datasette: What serves the archive.
        request: Made to it.
        name: The archive's database.
        url: The article's address on the council's site.
        digest: The version's text digest.
    """
    return leading_to(source(datasette, request, name), url, digest)


def source(datasette: Datasette, request: Request, name: str) -> str:
    """The address to which an article's own is put to lead to our page of it, absolute."""
    return f"{origin(datasette, request)}{datasette.urls.database(name)}/source"


def leading_to(source: str, url: str, digest: str | None = None) -> str:
    """What :func:`permalink` gives, where many are made: see :func:`source`."""
    asked = {"url": url, **({"digest": digest} if digest else {})}
    return f"{source}?{urlencode(asked, quote_via=quote, safe=':')}"
