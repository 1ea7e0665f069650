"""Where a page says when its article was published, best source first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsarchive.items import DateClue
from newsarchive.pages import days
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import classes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from newsarchive.pages.metadata import Metadata

_IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:(?P<to>[/-])(?P<m>0?[1-9]|1[0-2])(?P=to)(?P<d>0?[1-9]|[12]\d|3[01])|"
    r"/?(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?:[/_-]|$)"
)
"""A day between the slashes of an address: ``/2024/03/12/``, ``/2024-03-12-title``, ``/20240312/``, ``/2024/0312/``."""
STAMPED = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d.*")
"""A day for machines, in an element's ``title``."""
_OF_ITS_OWN = re.compile(r"(?!page/|feed/)[^/?#]*[^\W\d_]{3}")
_LONGEST = 160  # characters; more is not a date line
_UPDATED = frozenset(
    {
        "updated",
        "modified",
        "updated-on",
        "tdb_single_modified_date",
        "modified-date",
        "modifydate",
        "itemDateModified",
        "meta-mod-date",
        "editdate",
    }
)


def published(data: Metadata, own: Iterable[etree._Element], url: str) -> tuple[DateClue, ...]:
    """Collect the claims: ``meta``, JSON-LD, ``itemprop``, the header's ``time``, its words, the address.

    Args:
        data: The page's metadata.
        own: Elements of the article's own header that hold a date.
        url: The page's address; WordPress can be told to put the day in it.
    """
    stamped, words = _stamped(own, updated=False)
    printed = words[0] if words else None
    clues = [
        _clue(
            "meta",
            data.first("article:published_time", "og:article:published_time", "article:published"),
            printed,
        ),
        _clue("json-ld", data.text("datePublished"), printed),
        _clue("time", data.first("datepublished"), printed),
        *(_clue("time", value, text) for value, text in stamped),
        *(_clue("printed", text) for text in words),
    ]
    found = _IN_PATH.search(url)
    if found is not None:
        month, day = found["m"] or found["m2"], found["d"] or found["d2"]
        clues.append(DateClue(source="url", value=f"{found['y']}/{month:0>2}/{day:0>2}"))
    return tuple(dict.fromkeys(clue for clue in clues if clue is not None))


def shown(own: Iterable[etree._Element]) -> tuple[DateClue, ...]:
    """Collect what elements say that hold a day, in a list as in an article's header."""
    stamped, words = _stamped(own, updated=False)
    told = [*(_clue("time", value, text) for value, text in stamped), *(_clue("printed", text) for text in words)]
    return tuple(clue for clue in told if clue is not None)


def said(lines: Iterable[str]) -> tuple[DateClue, ...]:
    """Take lines that tell a day for what is printed."""
    return tuple(DateClue(source="printed", value=text) for text in lines)


def is_filed_by_day(url: str) -> bool:
    """Whether an address is that of one article of a day: the day between its slashes, and words after it."""
    found = _IN_PATH.search(url)
    return found is not None and _OF_ITS_OWN.match(unquote(url[found.end() :])) is not None


def modified(data: Metadata, own: Iterable[etree._Element]) -> tuple[DateClue, ...]:
    """Collect the page's claims of its last change."""
    stamped, words = _stamped(own, updated=True)
    clues = [
        _clue("meta", data.first("article:modified_time", "og:updated_time")),
        _clue("json-ld", data.text("dateModified")),
        _clue("time", data.first("datemodified")),
        *(_clue("time", value, text) for value, text in stamped),
        *(_clue("printed", text) for text in (() if stamped else words)),
    ]
    return tuple(dict.fromkeys(clue for clue in clues if clue is not None))


def _clue(source: str, value: str | None, printed: str | None = None) -> DateClue | None:
    return DateClue(source=source, value=value, printed=printed) if value else None


def _stamped(own: Iterable[etree._Element], *, updated: bool) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Read date elements: (machine-readable value, words beside it) of those that have one, and all their words."""
    stamped: list[tuple[str, str | None]] = []
    words: list[str] = []
    for element in own:
        if _is_update(element) != updated:
            continue
        text = line(element)
        if text and len(text) <= _LONGEST:
            words.append(text)
        value = element.get("datetime") or element.get("content") or _spelled_out(element)
        if value:
            stamped.append((value.strip(), text or None))
    return stamped, words


def _spelled_out(element: etree._Element) -> str | None:
    """Give what an abbreviation is short for, where that is a day for machines (microformats' abbr design pattern)."""
    told = element.get("title") or ""
    return told if element.tag in {"abbr", "span"} and STAMPED.fullmatch(told) else None


def _is_update(element: etree._Element) -> bool:
    """Tell a date of the last change: WordPress marks it ``updated`` alone, and the first date may carry both.

    Where no class of the element or of those around it tells, its words do.
    """
    for node in (element, element.getparent(), getattr(element.getparent(), "getparent", lambda: None)()):
        marks = classes(node)
        if marks & {"published", "entry-date", "date-published", "posted-on"} and "modified-date" not in marks:
            return False
        if marks & _UPDATED:
            return True
        if "wp-block-post-date__modified-date" in marks:
            return True
    return days.UPDATED.match(line(element)) is not None
