"""What is no question to an archive, whatever stands at its address: told before anything is asked."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from newsarchive.serve.view import Refused

if TYPE_CHECKING:
    from newsarchive.serve.headers import Message

METHODS = ("GET", "HEAD")
LONGEST = 60_000
"""Bytes of an address, a little less than what the server takes; any question that a reader types fits."""
_UNPRINTABLE = re.compile(rb"[\x00-\x1f\x7f]")
_ODD = re.compile(rb"//|\\")
"""A path that begins so is redirected by Datasette to another host."""
_FACETS = 8
"""Facets that one page may ask for: each may take its own time."""


class NotRead(Refused):
    """Another method than those that read."""

    status = HTTPStatus.METHOD_NOT_ALLOWED


class TooLong(Refused):
    """More than an address holds."""

    status = HTTPStatus.REQUEST_URI_TOO_LONG


def check(scope: Message, *, public: bool) -> None:
    """Look at a request's method and address.

    Args:
        scope: ASGI's, of an HTTP request.
        public: whether nobody has an account here, so that there is nothing but reading.

    Raises:
        NotRead, TooLong, Refused: it cannot be answered.
    """
    if public and scope["method"] not in METHODS:
        raise NotRead("Тут можна лише читати.", "There is nothing here but to read.")
    path, query = scope.get("raw_path") or scope["path"].encode(), scope.get("query_string", b"")
    if len(path) + len(query) > LONGEST:
        raise TooLong(f"Адреса довша за {LONGEST} байтів.", f"The address has more than {LONGEST} bytes.")
    if unquote_to_bytes(query).count(b"_facet") > _FACETS:
        raise Refused("Забагато зведень на одній сторінці.", "Too many facets for one page.")
    if _ODD.search(path) or _UNPRINTABLE.search(unquote_to_bytes(path)):
        raise Refused("Такої адреси не буває.", "There is no such address.")
