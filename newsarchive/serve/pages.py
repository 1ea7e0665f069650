"""What each page's template is given, and the few addresses that Datasette does not have."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Forbidden

from newsarchive.search.query import parse
from newsarchive.serve import article, councils, feeds, follow, metadata, replay, take, view
from newsarchive.serve.archives import archives, house
from newsarchive.serve.front import Front, front
from newsarchive.serve.hits import Hits, hits
from newsarchive.serve.public import PLUGIN
from newsarchive.serve.tongue import language, switch
from newsarchive.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml"}


PLACES = [("search", ("Пошук", "Search"))]
"""The parts of the archive that the head of each page leads to: below the archive's name, and what they are called."""


async def variables(
    datasette: Datasette, request: Request | None, template: str, database: str | None, table: str | None
) -> dict[str, Any]:
    """The variables of ours, ``newsarchive`` and ``say(ukrainian, english)``; nothing at all outside an archive."""
    name = database if database in archives(datasette) else house(datasette) if database is None else None
    if name is None:
        return {}
    lang = language(request)
    own: dict[str, Any] = {
        "database": name,
        "lang": lang,
        "switch": switch(request, lang) if request else "",
        "here": request.path if request else "",
        "places": [(f"{datasette.urls.database(name)}/{place}", title) for place, title in PLACES],
        "static": _address,
        "titles": metadata.TITLES,
        "text": metadata,
    }
    if template == "table.html" and request:
        own["left_out"] = left_out(request.args.get("_search") or "")
    kind = _kind(template, request)
    if kind and request:
        own[kind] = await _READERS[kind](datasette, name, request)
    return {PLUGIN: own, "say": partial(say, lang)}


def left_out(text: str) -> list[str]:
    """Return the filters in a text that a table's own search box has no place for; its words are looked for."""
    return [text[asked.start : asked.end] for asked in parse(text).filters]


def _address(name: str) -> str:
    return static(name)[1]


def _kind(template: str, request: Request | None) -> str | None:
    if template in {"index.html", "database.html"}:
        return "front"
    if template == "query.html" and request and request.url_vars.get("table") == "search":
        return "search"
    return None


async def _front(datasette: Datasette, name: str, _: Request) -> Front:
    return await front(datasette.get_database(name))


async def _search(datasette: Datasette, name: str, request: Request) -> Hits:
    return await hits(datasette, name, request)


_READERS = {"front": _front, "search": _search}


@cache
def static(name: str) -> tuple[bytes, str]:
    """A static file, and its address: named by its content, so that a browser may keep it for good."""
    content = (files(__package__) / "static" / name).read_bytes()
    return content, f"/-/newsarchive/{sha256(content).hexdigest()[:12]}/{name}"


def routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses; they come before Datasette's own."""
    ours: list[tuple[str, Callable[..., Any]]] = [
        (r"^/-/newsarchive/[0-9a-f]{12}/(?P<name>newsarchive\.(css|svg))$", _static),
        *view.routes(datasette, VIEWS),
    ]
    closed: list[tuple[str, Callable[..., Any]]] = [
        (r"^/-/(?!static).*$", _closed),
        (r"^/_internal(/.*)?$", _closed),
    ]
    settings = datasette.plugin_config(PLUGIN) or {}
    return [*ours, *closed] if settings.get("closed") else ours


def _static(request: Request) -> Response:
    name = request.url_vars["name"]
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(static(name)[0], headers=headers, content_type=TYPES[name.rpartition(".")[2]])


def _closed() -> None:
    raise Forbidden("closed")


VIEWS: list[tuple[str, view.View]] = [
    *article.VIEWS,
    *councils.VIEWS,
    *replay.VIEWS,
    *take.VIEWS,
    *feeds.VIEWS,
    *follow.VIEWS,
]
"""The pages that Datasette does not have, room by room: what follows an archive's name, and who answers."""
