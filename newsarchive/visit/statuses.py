"""What the status of an answer says, before anybody looks at its content."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsarchive.capture.exchange import ContentError
from newsarchive.items import Found, Kind, Outcome, Route, Visit
from newsarchive.normalize import entries
from newsarchive.normalize.addresses import canonical, is_home
from newsarchive.visit import contents, impostors
from newsarchive.visit.ended import ended

if TYPE_CHECKING:
    from datetime import datetime

    from newsarchive.capture.exchange import Exchange
    from newsarchive.visit.site import Site

_OK = 200
_RULES_ALL_THE_SAME = frozenset({203, 206})
"""Changed on the way, or the first part: what such a robots.txt forbids must not be asked."""
_NOT_MODIFIED = 304
_UNAUTHORIZED = 401
_REDIRECTS = range(300, 400)
_SERVER_ERRORS = range(500, 600)
_BACK_LATER = frozenset({429, 503})
_GONE = frozenset({404, 410})
_TO_ANYWHERE = frozenset({Route.START, Route.REDIRECT, Route.ROBOTS})
"""Routes of which a redirect to the home page is taken as any other."""
_LONGEST_WAIT = timedelta(days=31)
"""How long a Retry-After is believed: one of years is a mistake, and would be the end of an archive."""
_DIGITS = 10
"""Digits of it that are read: Python refuses numbers of thousands."""


def read(declared: Site, exchange: Exchange) -> Visit | None:
    """Read an answer whose status says all; None for a success, whose content does."""
    if exchange.revisit:
        return ended(exchange, Outcome.UNCHANGED)
    if exchange.status == _NOT_MODIFIED:  # the answer to a question that was not put
        return ended(exchange, Outcome.FAILED, "status 304")
    if exchange.status in _REDIRECTS:
        return _redirect(declared, exchange)
    if exchange.status != _OK and not (exchange.route == Route.ROBOTS and exchange.status in _RULES_ALL_THE_SAME):
        wall, refusal = _wall(declared, exchange), _refusal(exchange)
        # A wall before robots.txt is told, and its status counts: after a 5xx nothing is asked (RFC 9309, 2.3.1.4).
        return replace(refusal, why=wall.why) if wall and exchange.route == Route.ROBOTS else wall or refusal
    return None


def _wall(declared: Site, exchange: Exchange) -> Visit | None:
    """Tell a challenge or a login from a plain refusal; what cannot be read is the latter."""
    if exchange.status not in impostors.WALLS:
        return None
    try:
        content = exchange.content()
    except ContentError:
        return None
    found = contents.impostor_in(declared, exchange, content)
    if found is None or found.why not in impostors.WALLS[exchange.status]:
        return None
    return ended(exchange, found.outcome, found.why)


def _refusal(exchange: Exchange) -> Visit:
    status, why = exchange.status, f"status {exchange.status}"
    if status in _GONE:
        return ended(exchange, Outcome.GONE, why)
    if status in _BACK_LATER:
        return replace(ended(exchange, Outcome.LATER, why), not_before=_retry_after(exchange))
    if status == _UNAUTHORIZED:
        return ended(exchange, Outcome.REFUSED, "login")
    return ended(exchange, Outcome.FAILED if status in _SERVER_ERRORS else Outcome.REFUSED, why)


def _retry_after(exchange: Exchange) -> datetime | None:
    """Read Retry-After: seconds, or an instant (RFC 9110, 10.2.3)."""
    said = exchange.header(b"retry-after").strip()
    longest = exchange.at + _LONGEST_WAIT
    if said.isdecimal():
        return min(exchange.at + timedelta(seconds=int(said[:_DIGITS])), longest)
    until = entries.instant(said) if said else None
    return min(until, longest) if until else None


def _redirect(declared: Site, exchange: Exchange) -> Visit:
    """Each hop is a request of its own, so that every address asked has its row.

    Sent home is nobody who is told where the article is now; to another site's home, who asks a site that has moved.
    """
    location = _said(exchange.header(b"location").strip())
    try:
        target = canonical(location, exchange.url) if location else None
    except ValueError:
        target = None
    if target is None:
        return ended(exchange, Outcome.FAILED, "redirect to nowhere")
    if target == exchange.url:
        return ended(exchange, Outcome.FAILED, "redirect to itself")
    is_asked = exchange.kind == Kind.ARTICLE and exchange.route not in _TO_ANYWHERE
    if is_asked and is_home(target) and declared.owns(target):
        return ended(exchange, Outcome.REFUSED, "home page")
    hop = Found(url=target, route=Route.ROBOTS if exchange.route == Route.ROBOTS else Route.REDIRECT)
    return replace(ended(exchange, Outcome.STORED, found=[hop]), alias_of=target)


def _said(location: str) -> str:
    """Give an address as its sender meant it: raw bytes are UTF-8, else they are asked for as they are."""
    raw = location.encode("latin-1")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return quote(raw, safe=string.punctuation + " ")
