"""The language a page is told in: Ukrainian unless the reader chose English. Stored text is never translated."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datasette.utils.asgi import Request
    from jinja2.runtime import Context

Language = Literal["uk", "en"]

COOKIE = "newsarchive_language"
ARGUMENT = "_lang"
"""In an address it wins over the cookie, and is remembered; Datasette takes no argument of this name for a column."""

YEAR = 365 * 24 * 3600


def language(request: Request | None) -> Language:
    """The language of an answer."""
    if request is None:
        return "uk"
    asked = chosen(request.query_string)
    return asked or _known(request.cookies.get(COOKIE)) or "uk"


def chosen(query_string: str) -> Language | None:
    """The language that an address asks for, if it does."""
    return _known(dict(parse_qsl(query_string, errors="replace")).get(ARGUMENT))


def remembering(wanted: Language, path: str) -> str:
    """The value of a ``Set-Cookie`` header that keeps the choice for a year (RFC 6265).

    Args:
        wanted: The language chosen.
        path: Under which the archive's pages lie, ``/`` where Datasette has no ``base_url``.
    """
    cookie: SimpleCookie = SimpleCookie({COOKIE: wanted})
    cookie[COOKIE].update({"path": path, "max-age": str(YEAR), "samesite": "Lax", "httponly": "true"})
    return cookie[COOKIE].OutputString()


def switch(request: Request, here: Language) -> str:
    """The query string of the page at hand in the other language."""
    kept = [(key, value) for key, value in parse_qsl(request.query_string, True, errors="replace") if key != ARGUMENT]
    return urlencode([*kept, (ARGUMENT, "en" if here == "uk" else "uk")])


def spoken(context: Context | Mapping[str, object]) -> Language:
    """The language of the page that a template's context belongs to."""
    own = context.get("newsarchive")
    return "en" if isinstance(own, dict) and own.get("lang") == "en" else "uk"


def _known(text: str | None) -> Language | None:
    return "uk" if text == "uk" else "en" if text == "en" else None
