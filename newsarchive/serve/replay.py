"""A page as it was captured: cleaned by nh3, and shown in a frame that may do nothing at all."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import nh3
from datasette import Response

from newsarchive.serve import article, withheld
from newsarchive.serve.headers import FRAMING, REPLAYED
from newsarchive.serve.kept import Kept, find, kept
from newsarchive.serve.view import Absent, Refused, Told

if TYPE_CHECKING:
    from newsarchive.serve.view import View, Visit

Row = dict[str, Any]

LONGEST = 4 * 2**20
"""Characters of a page that is shown; cleaning takes a quarter of a second for so many."""

# No address at all is left: a link, a picture, a form would ask somebody else, or lead out of the frame.
_TAGS = nh3.ALLOWED_TAGS | {
    *(
        "address",
        "article",
        "aside",
        "big",
        "center",
        "figcaption",
        "figure",
        "font",
        "footer",
        "header",
        "main",
        "nav",
    ),
    *("picture", "section", "tfoot"),
}
_DROPPED = {
    *("script", "style", "title", "template", "noscript", "iframe", "object", "embed", "svg", "math", "select"),
    *("textarea", "audio", "video", "canvas"),
}
_EVERYWHERE = {"align", "valign", "dir", "lang", "title", "style", "bgcolor", "color", "width", "height"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "img": {"alt"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "font": {"size", "face"},
    "time": {"datetime"},
}
_STYLES = {
    *("text-align", "text-decoration", "text-indent", "font-weight", "font-style", "color", "background-color"),
    *("width", "margin-left", "padding-left", "vertical-align", "border", "border-collapse", "list-style-type"),
}
_CALLS = re.compile(r"[\\@]|(?<!rgb)(?<!rgba)\(")
_LOOKS = """
html { color-scheme: light; background: #fff; color: #111; }
body { margin: 1.25rem; font: 1rem/1.5 Georgia, "Liberation Serif", serif; overflow-wrap: break-word; }
a { color: #17487a; text-decoration: underline dotted; }
img { font-size: .8125rem; color: #635e55; }
table { border-collapse: collapse; max-width: 100%; }
pre { white-space: pre-wrap; font: .8125rem/1.45 Consolas, "DejaVu Sans Mono", monospace; }
"""


async def captured(visit: Visit) -> Response:
    """Answer with the page around the frame, for the version of an article that is asked for."""
    page = await article.page(visit)
    if not page.capture:
        raise Absent("Архів не має знімка цієї версії.", "The archive has no capture of this version.")
    return await _framed(visit, page.capture["id"], page=page)


async def captured_alone(visit: Visit) -> Response:
    """Answer with the page around the frame, for any capture: what a removal is proved by is no article."""
    return await _framed(visit, int(visit.part("capture")))


async def replay(visit: Visit) -> Response:
    """Answer with the document within the frame."""
    found = await kept(visit, await _capture(visit, int(visit.part("capture"))))
    if not found.is_text:
        raise Refused("Це не сторінка, тож показати її тут не можна.", "This is no page, and cannot be shown here.")
    await withheld.check_text(visit, int(visit.part("capture")), found.text)
    document = await asyncio.to_thread(_document, found)
    return Response.html(document, headers={"content-security-policy": REPLAYED})


async def _framed(visit: Visit, number: int, page: article.Page | None = None) -> Response:
    capture = await _capture(visit, number)
    found, trouble = None, None
    try:
        found = await kept(visit, capture)
        if found.is_text:
            await withheld.check_text(visit, number, found.text)
    except withheld.Suppressed:
        raise
    except Told as told:
        trouble = told
    response = await visit.page(
        "captured.html",
        capture=capture,
        page=page,
        kept=found,
        trouble=trouble.words(visit.lang) if trouble else None,
        is_shown=bool(found and found.is_text and found.content),
    )
    response.status = trouble.status if trouble else response.status
    response.headers["content-security-policy"] = FRAMING
    return response


async def _capture(visit: Visit, number: int) -> Row:
    row: Row | None = await visit.read(partial(find, number=number))
    if row is None:
        raise Absent("Такого знімка архів не має.", "The archive has no such capture.")
    return row


def _document(found: Kept) -> str:
    text = found.text[:LONGEST]
    body = clean(text) if found.is_page else f"<pre>{escape(text)}</pre>"
    title = f"<title>{escape(found.exchange.url)}</title>"
    head = f'<meta charset="utf-8"><meta name="robots" content="noindex">{title}<style>{_LOOKS}</style>'
    return f'<!DOCTYPE html>\n<html lang="uk"><head>{head}</head>\n<body>{body}</body></html>\n'


def clean(html: str) -> str:
    """Leave what a page says and how it is laid out: no script, no address, no form."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=_without_calls,
        filter_style_properties=_STYLES,
        url_schemes=set(),
        link_rel=None,
    )


def _without_calls(_: str, name: str, value: str) -> str:
    """Leave out of a style what calls for anything, an address above all; colors alone are written as calls too."""
    if name != "style":
        return value
    return ";".join(part for part in value.split(";") if not _CALLS.search(part))


VIEWS: list[tuple[str, View]] = [
    (r"articles/(?P<article>[0-9]{1,18})/captured", captured),
    (r"captures/(?P<capture>[0-9]{1,18})/captured", captured_alone),
    (r"captures/(?P<capture>[0-9]{1,18})/replay", replay),
]
