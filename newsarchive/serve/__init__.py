"""The archive in a browser: a Datasette plugin, and ``serve.app`` which starts Datasette with it.

Every hook keeps to archives of ours: another database of the same Datasette looks and answers as before.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pluggy import HookimplMarker

from newsarchive import search
from newsarchive.serve import archives, caching, cells, door, headers, metadata, pages, public, trouble, words
from newsarchive.serve.take import tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Generator

    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment
    from markupsafe import Markup

hookimpl = HookimplMarker("datasette")


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Give an archive's connections the search functions; last, or Datasette's ``escape_fts`` would win."""
    if database in archives.on_disk(datasette) and archives.is_archive(conn):
        search.register(conn, "escape_fts")


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Describe the archives; what the operator's own metadata file says wins."""
    whole = archives.house(datasette) is not None
    return metadata.describe(archives.archives(datasette), whole=whole)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Add the filters of the templates; all begin with ``na_``."""
    env.filters.update(words.FILTERS)


@hookimpl
def extra_template_vars(
    template: str, database: str | None, request: Request, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Give the templates ``newsarchive`` and ``say``; without them they extend Datasette's own."""
    return partial(pages.variables, datasette, request, template, database)


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | str | None:
    """Show a cell of an archive's table safely."""
    return cells.render(value, column, table) if database in archives.archives(datasette) else None


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Add the style sheet and the way in by an article's source; close the machine room if so set."""
    return pages.routes(datasette)


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[trouble.Answer], list[trouble.Answer]]:
    """Say calmly what went wrong, in Datasette's stead: it prints a traceback of a mere 404."""
    return trouble.instead(datasette, request, exception, (yield))


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: object) -> bool | None:
    """Show readers the tables of the list alone, and nothing that happens to stand beside them in the file."""
    return public.allowed(datasette, action, resource)


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> trouble.Answer | None:
    """Say calmly that a page is closed."""
    return trouble.closed(datasette, request)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[headers.App], headers.App]:
    """Answer what must not be answered with a page; forbid browsers and spreadsheets what they need not do."""
    return lambda app: headers.guard(
        caching.caching(tables.guard(door.door(app, datasette), datasette), datasette), datasette
    )
