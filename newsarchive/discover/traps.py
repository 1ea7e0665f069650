"""Addresses that lead on without end, each known by itself: repeating paths, calendars, heaps of parameters.

What only many of them together tell stands in parameters.py.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from datetime import date

PATH, PARAMETERS = "trap: path", "trap: parameters"
"""Why such an address is refused."""

MAX_LENGTH = 2000
"""Characters of an address; real ones with percent-encoded Ukrainian slugs, cut at 200 bytes, have up to some 700."""
MAX_SEGMENTS = 20
"""Segments of a path: Heritrix's bound (TooManyPathSegmentsDecideRule)."""
MAX_REPEATS = 2
"""How often a word may stand in a path; Heritrix's bound too (PathologicalPathDecideRule). Figures may more often."""
MAX_PARAMETERS = 15
"""Parameters of a query; Joomla's longest have 10."""
FIRST_YEAR = 1991
"""The first year that a list of news may be of: Ukraine's independence, and the web's first site."""
YEARS_AHEAD = 1
"""How many years after this one a list may be of: councils announce what comes, and calendars show a year or two."""

_SIMPLE = re.compile(r"https?://[^/?]++(?:/[^/?0-9]{0,200}+){0,2}+/?")
"""No query, no figure, no more than two words: what most addresses are."""
_THREE_TIMES = re.compile(r"((?:/[^/]+){2,10}?)\1{2}(?=/|$)")
_CALENDAR = re.compile(
    r"calend|kalend|%D0%BA%D0%B0%D0%BB%D0%B5%D0%BD%D0%B4|event|podi[iy]|anons|archi|arkhi|arhiv", re.IGNORECASE
)
_MONTH = re.compile(r"/((?:19|20|21)\d\d)[/-](0[1-9]|1[0-2])(?:[/-][0-3]\d)?(?:/-?|/page/\d+/?)?$")
"""A month or a day at the end of a path: a list. An article's address goes on with its slug."""
_YEAR = re.compile(r"/((?:19|20|21)\d\d)(?:[/-]\d{1,2}){0,2}(?:/-?)?$")
"""The same, and a year: what may be a number instead, anywhere but in a calendar."""
_DATE = re.compile(r"(?:\d{1,2}[./-]){0,2}((?:19|20|21)\d\d)(?:[./-]?\d{1,2}){0,2}(?:T.*)?")
_OF_DATES = re.compile(r"(?!.*id$)(?:.*(?:year|month|date|day|cal|arch|rik|god).*|[my])", re.IGNORECASE)
"""Names of parameters whose values are days, months or years; ``m`` is WordPress's."""


def trap(url: str, found_on: str | None = None, *, today: date) -> str | None:
    """Tell why an address must not be asked: ``trap: path``, ``trap: parameters``, or None.

    Args:
        url: Canonical.
        found_on: The address of the page that names it.
        today: The day of the visit that found it.
    """
    if found_on is not None and _grows(url, found_on):
        return PATH
    return None if _SIMPLE.fullmatch(url) else _judged(url, today)


def _grows(url: str, found_on: str) -> bool:
    """Whether an address is its page's own, with the last segments said again: a relative link without its slash."""
    base = found_on.partition("?")[0].rstrip("/") + "/"
    if not url.startswith(base):
        return False
    more = url.partition("?")[0][len(base) :].strip("/")
    return "/" in more and base.endswith(f"/{more}/") and not more.replace("/", "").isdecimal()


@lru_cache(maxsize=8192)  # the same few hundred links stand on every page of a site
def _judged(url: str, today: date) -> str | None:
    parts = urlsplit(url)
    if len(url) > MAX_LENGTH or _is_endless(parts.path) or _is_far(parts.path, today):
        return PATH
    if not parts.query:
        return None
    pairs = [pair.partition("=")[::2] for pair in parts.query.split("&") if pair]
    if len(pairs) > MAX_PARAMETERS or _repeats(pairs) or any(_is_date_far(*pair, today) for pair in pairs):
        return PARAMETERS
    return None


def _is_endless(path: str) -> bool:
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) <= MAX_REPEATS:
        return False
    words = Counter(segment for segment in segments if not segment.isdecimal())
    return (
        len(segments) > MAX_SEGMENTS
        or any(count > MAX_REPEATS for count in words.values())
        or _THREE_TIMES.search(path) is not None
    )


def _repeats(pairs: list[tuple[str, str]]) -> bool:
    """Whether a parameter is said again and again, beside itself or inside its own value."""
    names = Counter(name for name, _ in pairs if not name.endswith(("[]", "%5B%5D")))
    return any(count > MAX_REPEATS for count in names.values()) or any(
        unquote(unquote(value)).count(f"{name}=") >= MAX_REPEATS for name, value in pairs if "%" in value
    )


def _is_far(path: str, today: date) -> bool:
    """Whether a path ends in a year that no list of news can be of."""
    found = (_YEAR if _CALENDAR.search(path) else _MONTH).search(path)
    return found is not None and not _is_near(found[1], today)


def _is_date_far(name: str, value: str, today: date) -> bool:
    found = _DATE.fullmatch(value) if _OF_DATES.fullmatch(name) else None
    return found is not None and not _is_near(found[1], today)


def _is_near(year: str, today: date) -> bool:
    return FIRST_YEAR <= int(year) <= today.year + YEARS_AHEAD
