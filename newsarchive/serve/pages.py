"""What each page's template is given, and the few addresses that Datasette does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Forbidden

from newsarchive.search.query import parse
from newsarchive.serve import (
    article,
    cited,
    councils,
    difference,
    edits,
    feeds,
    follow,
    removals,
    replay,
    searching,
    take,
    view,
)
from newsarchive.serve.archives import archives, house
from newsarchive.serve.frame import frame, static
from newsarchive.serve.front import front
from newsarchive.serve.public import PLUGIN, closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml"}


async def variables(
    datasette: Datasette, request: Request | None, template: str, database: str | None
) -> dict[str, Any]:
    """The variables of ours, ``newsarchive`` and ``say(ukrainian, english)``; nothing at all outside an archive."""
    name = database if database in archives(datasette) else house(datasette) if database is None else None
    if name is None:
        return {}
    given = frame(datasette, request, name)
    if template == "table.html" and request:
        given[PLUGIN]["left_out"] = left_out(request.args.get("_search") or "")
    return given


def left_out(text: str) -> list[str]:
    """Return the filters in a text that a table's own search box has no place for; its words are looked for."""
    return [text[asked.start : asked.end] for asked in parse(text).filters]


def routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses; they come before Datasette's own."""
    ours: list[tuple[str, Callable[..., Any]]] = [
        (r"^/-/newsarchive/[0-9a-f]{12}/(?P<name>newsarchive\.(css|svg))$", _static),
        *view.routes(datasette, VIEWS),
    ]
    shut: list[tuple[str, Callable[..., Any]]] = [
        (r"^/-/(?!static).*$", _closed),
        (r"^/_internal(/.*)?$", _closed),
    ]
    whole = house(datasette)  # else the front page is Datasette's own: it leads to databases of all kinds
    first = [(r"^/$", view.answering(front, whole))] if whole else []
    return [*first, *ours, *shut] if closed(datasette) else [*first, *ours]


def _static(request: Request) -> Response:
    name = request.url_vars["name"]
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(name)[0], headers=headers, content_type=TYPES[name.rpartition(".")[2]])


def _closed() -> None:
    raise Forbidden("closed")


VIEWS: list[tuple[str, view.View]] = [
    *searching.VIEWS,
    *article.VIEWS,
    *councils.VIEWS,
    *replay.VIEWS,
    *take.VIEWS,
    *feeds.VIEWS,
    *follow.VIEWS,
    *cited.VIEWS,
    *difference.VIEWS,
    *edits.VIEWS,
    *removals.VIEWS,
]
"""The pages that Datasette does not have, room by room: what follows an archive's name, and who answers."""
