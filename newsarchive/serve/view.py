"""How a page of ours that Datasette does not have finds its archive and is answered."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import Response
from datasette.utils import sqlite_timelimit, tilde_decode

from newsarchive import search
from newsarchive.serve.archives import archives
from newsarchive.serve.frame import frame, render
from newsarchive.serve.tongue import language
from newsarchive.serve.words import say

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils.asgi import Request

    from newsarchive.serve.tongue import Language

Read = TypeVar("Read")
View = Callable[["Visit"], Awaitable[Response]]


class Told(Exception):
    """What a reader is told instead of a page, in both languages."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    way: tuple[str, str, str] | None = None
    """A way on: its address, and what it is called in Ukrainian and in English."""

    def __init__(self, ukrainian: str, english: str) -> None:
        """Take both wordings: what happened, and what to do where there is something to do."""
        super().__init__(ukrainian)
        self.english = english

    def words(self, lang: Language) -> str:
        """What to say."""
        return say(lang, str(self), self.english)


class Absent(Told):
    """What was asked for is not held."""

    status = HTTPStatus.NOT_FOUND


class NoVersion(Absent):
    """The article may be held, and not in the version that was asked for."""

    way = ("?", "Читати останню версію", "Read the last version")

    def __init__(self) -> None:
        """Say so."""
        super().__init__("Такої версії ця стаття не має.", "There is no such version of this article.")


class Refused(Told):
    """What was asked cannot be answered as it stands."""

    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of one archive."""

    datasette: Datasette
    request: Request
    name: str
    """Of the archive's database."""

    @property
    def database(self) -> Database:
        """The archive."""
        return self.datasette.get_database(self.name)

    @property
    def lang(self) -> Language:
        """The language in which to answer."""
        return language(self.request)

    def say(self, ukrainian: str, english: str) -> str:
        """The wording of the answer's language."""
        return say(self.lang, ukrainian, english)

    def asked(self, key: str) -> str:
        """An argument of the address, the last of its name; empty where it is missing."""
        values = self.request.args.getlist(key)
        return values[-1] if values else ""

    def part(self, key: str) -> str:
        """A named part of the path, decoded."""
        return str(tilde_decode(self.request.url_vars[key]))

    async def read(self, reading: Callable[[sqlite3.Connection], Read], limit: int | None = None) -> Read:
        """Read everything a page shows in one transaction, so that a writer cannot come between.

        Args:
            reading: Called in a thread with a connection that cannot write.
            limit: In milliseconds; Datasette's ``sql_time_limit_ms`` if not given.

        Raises:
            sqlite3.OperationalError: ``interrupted``: it took longer; the reader is told so.
        """
        longest = limit or self.datasette.setting("sql_time_limit_ms")
        found: Read = await self.database.execute_fn(partial(in_one_view, reading=reading, limit=longest))
        return found

    async def ready(self) -> None:
        """Wait for what a first search must read: seconds for a million articles, which no time limit counts."""
        file = self.database.path
        if file is not None and not search.is_known(file):
            await self.database.execute_fn(search.warm)

    async def page(self, template: str, **context: Any) -> Response:
        """Answer with a template of ``templates/newsarchive``."""
        given = {"database": self.name, "urls": self.datasette.urls, "request": self.request, **context}
        given |= frame(self.datasette, self.request, self.name)
        return Response.html(render(self.datasette, f"newsarchive/{template}", given))


def in_one_view(connection: sqlite3.Connection, reading: Callable[[sqlite3.Connection], Read], limit: int) -> Read:
    """Run a reading within one transaction and a time limit in milliseconds."""
    connection.execute("BEGIN")
    try:
        with sqlite_timelimit(connection, limit):
            return reading(connection)
    finally:
        connection.rollback()


def routes(datasette: Datasette, views: Iterable[tuple[str, View]]) -> list[tuple[str, Callable[..., Any]]]:
    """The addresses of views in each archive that is served; other databases keep theirs.

    Args:
        datasette: What serves the archives.
        views: What follows ``/NAME/`` as a regular expression, whose named groups become ``Visit.part``, and the view.
    """
    served = {datasette.get_database(name).route: name for name in archives(datasette)}
    return [
        (rf"^/{re.escape(place)}/{pattern}$", answering(view, name))
        for place, name in sorted(served.items())
        for pattern, view in views
    ]


def answering(view: View, name: str) -> Callable[[Datasette, Request], Awaitable[Response]]:
    """Have Datasette answer with a view of one archive."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return Response.text("405 Method Not Allowed", status=405, headers={"Allow": "GET, HEAD"})
        return await view(Visit(datasette, request, name))

    return answer
