"""A page as it was captured: cleaned, and shown in a frame that may do nothing at all."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from functools import partial
from html import escape
from threading import Semaphore
from typing import TYPE_CHECKING

from datasette import Response

from newsarchive.serve import article, withheld
from newsarchive.serve.headers import FRAMING, REPLAYED
from newsarchive.serve.kept import Kept, find, kept
from newsarchive.serve.view import Absent, Refused, Told

if TYPE_CHECKING:
    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import View, Visit

LONGEST = 4 * 2**20
"""Characters of a page that is shown."""
SHORTEST = 200_000
"""Characters of the source that stand in the place of a page that cannot be cleaned."""
SECONDS = 20
"""The longest that a cleaning is waited for."""
MOST_BYTES = 16 * 2**20
"""Of a page that was cleaned."""
_TWO_AT_A_TIME = Semaphore(2)
"""Cleanings; each may take a core and ``cleaning.MEMORY``."""

_TANGLED = (
    "Розмітка цієї сторінки завелика або заплутана, тож показано початок її джерела. / "
    "The markup of this page is too large or too tangled: here is the beginning of its source."
)
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
    body = cleaned(text) if found.is_page else None
    if body is None:
        note = f"<p><b>{escape(_TANGLED)}</b></p>" if found.is_page else ""
        body = f"{note}<pre>{escape(text[:SHORTEST] if found.is_page else text)}</pre>"
    title = f"<title>{escape(found.exchange.url)}</title>"
    head = f'<meta charset="utf-8"><meta name="robots" content="noindex">{title}<style>{_LOOKS}</style>'
    return f'<!DOCTYPE html>\n<html lang="uk"><head>{head}</head>\n<body>{body}</body></html>\n'


def cleaned(html: str) -> str | None:
    """Clean a page in a process of its own, which may take only so much: see ``newsarchive.cleaning``.

    Returns:
        None where it took too much.
    """
    command = [sys.executable, "-m", "newsarchive.cleaning"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with _TWO_AT_A_TIME:
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                command,
                input=html.encode(errors="replace"),
                capture_output=True,
                env=environment,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    whole = done.returncode == 0 and len(done.stdout) <= MOST_BYTES
    return done.stdout.decode() if whole else None


VIEWS: list[tuple[str, View]] = [
    (r"articles/(?P<article>[0-9]{1,18})/captured", captured),
    (r"captures/(?P<capture>[0-9]{1,18})/captured", captured_alone),
    (r"captures/(?P<capture>[0-9]{1,18})/replay", replay),
]
