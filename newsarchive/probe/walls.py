"""What must come back before a site can be looked at, and the one sentence that is said where it does not."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from newsarchive.errors import NewsArchiveError, QualityAlarm, SiteUnreachable
from newsarchive.items import Outcome
from newsarchive.normalize.addresses import site
from newsarchive.pages import EMPTY

if TYPE_CHECKING:
    from newsarchive.probe.looking import Look

SCRIPTED: Final = "the page shows nothing without running scripts, which newsarchive does not"
_SILENT = {
    "dns": "its host is not known to the domain name system",
    "connection refused": "its host refuses the connection",
    "connection lost": "the connection is lost before an answer is whole",
    "timeout": "no answer comes in time",
    "not HTTP": "what comes is no answer by the rules of HTTP",
    "tls": "no secure connection comes about",
    "private address": "it leads to a private network or to this machine, which is asked only where it is named itself",
    "too big": "what comes is too big",
    "headers too big": "its headers do not end",
    "asked to wait": "the site asks to be left alone for longer than a probe waits",
}
"""A failure's word -> what it means."""
_IMPOSTORS = {
    "challenge": "a test for robots stands before the site",
    "login": "a login stands before the site",
    "parked": "the domain is parked, or the site is being built",
    "server error": "the site is broken",
    "not found": "the site says that there is no such page",
    "garbled": "it cannot be told in which charset the page is",
    EMPTY: SCRIPTED,
    "not a page": "it is a file, and no page",
    "not a list of posts": "it is JSON, of which newsarchive knows the API of WordPress alone",
}


def require(found: Look) -> None:
    """Insist on a page to begin with.

    Args:
        found: what came of asking for one.

    Raises:
        SiteUnreachable: no answer came, or none of robots.txt.
        QualityAlarm: what came needs a person.
    """
    trouble = _trouble(found)
    if trouble is not None:
        raise trouble


def _trouble(found: Look) -> NewsArchiveError | None:
    visit, why, host = found.visit, found.visit.why or "", site(found.visit.url)
    if why == "robots":
        return QualityAlarm(f"robots.txt of {host} forbids {visit.url}: it was not asked; name what is allowed.")
    if why.startswith("robots.txt: "):
        why = why.removeprefix("robots.txt: ")
        return SiteUnreachable(
            f"robots.txt of {host} cannot be had ({why}), and nothing else was asked (RFC 9309, 2.3.1.4): try later."
        )
    if found.exchange is None or visit.outcome == Outcome.LATER:
        said = _SILENT.get(why) or f"the site asks to be left alone ({why})"
        return SiteUnreachable(f"{visit.url} cannot be looked at: {said}. Check the address, or try again later.")
    if visit.head is not None:
        return QualityAlarm(
            f"{visit.url} is made for programs: name the site's home page, a list of its news or an article."
        )
    said = _IMPOSTORS.get(why) or (f"it answers {why}" if visit.status != HTTPStatus.OK or not found.page else "")
    return QualityAlarm(f"{visit.url} cannot be looked at: {said}. Open it in a browser.") if said else None
