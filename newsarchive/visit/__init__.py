"""What one answer teaches. The one place where bytes are interpreted: while crawling, and again by ``rebuild``.

It depends on nothing but the answer and the spider's declaration, so that reading a capture years later gives
the same rows. ``statuses`` reads what the status says, ``contents`` the content; ``impostors`` knows pages that are not
what was asked for.
"""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from newsarchive.discover.traps import trap
from newsarchive.items import LED_TO, Found, Outcome, Route, Visit
from newsarchive.pages.tree import lacked_memory
from newsarchive.visit import contents, statuses
from newsarchive.visit.ended import ended, unanswered
from newsarchive.visit.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsarchive.capture.exchange import Exchange

__all__ = ["Site", "attempt", "unanswered", "unread", "visit"]

_ANYWHERE = frozenset({Route.NEIGHBOUR, Route.REDIRECT})
"""Routes whose off-site addresses are worth a row: a site's own chain leads there."""


def visit(declared: Site, exchange: Exchange) -> Visit:
    """Read an answer: how the request ended, the article if it is one, and the addresses it makes known."""
    learned = statuses.read(declared, exchange) or contents.read(declared, exchange)
    return replace(
        learned,
        found=tuple(_fenced(declared, exchange.url, _trapped(exchange, learned.found))),
        etag=exchange.header(b"etag") or None,
        last_modified=exchange.header(b"last-modified") or None,
    )


def attempt(declared: Site, exchange: Exchange) -> tuple[Visit, str]:
    """Read an answer; give also what went wrong in our own code, for the log: it must not cost the other pages."""
    try:
        return visit(declared, exchange), ""
    except Exception as error:  # whatever a page provokes, the page is kept and counted, and the crawl goes on
        if lacked_memory(error):
            return unread(exchange, "too big"), "reading it takes too much memory"
        return unread(exchange, "not understood"), traceback.format_exc()


def unread(exchange: Exchange, why: str) -> Visit:
    """Give the visit of an answer that was kept and could not be read."""
    return ended(exchange, Outcome.FAILED, why)


def _trapped(exchange: Exchange, found: Iterable[Found]) -> Iterable[Found]:
    """Mark what leads on without end."""
    for link in found:
        why = trap(link.url, exchange.url, today=exchange.at.date())
        yield replace(link, refused=why) if why else link


def _fenced(declared: Site, url: str, found: Iterable[Found]) -> Iterable[Found]:
    """Drop repeats and the page itself, in whatever spelling; mark what leads off the site."""
    here = declared.identity(url)
    seen = {here}
    for link in found:
        key = declared.identity(link.url)
        if key in seen and not (key == here and link.route in LED_TO and link.url != url):
            continue
        seen.add(key)
        if declared.owns(link.url):
            yield link
        elif link.route in _ANYWHERE:
            yield replace(link, refused="off-site")
