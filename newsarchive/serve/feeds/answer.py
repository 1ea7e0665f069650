"""A feed answered: whole, or by 304 where the reader has it already (RFC 9110, section 13)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette import Response

from newsarchive.serve.feeds.atom import TYPE, write

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

    from newsarchive.serve.feeds.atom import Feed


def answer(request: Request, feed: Feed) -> Response:
    """Send a feed, or say that nothing in it has changed."""
    document = write(feed)
    mark = f'"{sha256(document).hexdigest()[:32]}"'
    headers = {"etag": mark, "last-modified": format_datetime(feed.updated.astimezone(UTC), usegmt=True)}
    if _known(request, mark, feed.updated):
        return Response("", status=HTTPStatus.NOT_MODIFIED, headers=headers, content_type=f"{TYPE}; charset=utf-8")
    return Response(document, headers=headers, content_type=f"{TYPE}; charset=utf-8")


def _known(request: Request, mark: str, updated: datetime) -> bool:
    """Whether the reader has just this: by its mark where it tells one, else by its time."""
    told = request.headers.get("if-none-match")
    if told is not None:
        marks = [one.strip().removeprefix("W/") for one in told.split(",")]
        return mark in marks or "*" in marks
    since = _read(request.headers.get("if-modified-since"))
    return since is not None and updated.replace(microsecond=0) <= since


def _read(text: str | None) -> datetime | None:
    try:
        read = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
