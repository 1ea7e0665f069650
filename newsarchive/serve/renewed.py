"""Serves whatever file stands at a path now: a new published copy is shown as soon as it has taken the old one's place.

The old one is opened as a file that never changes. Once another stands under its name, threads that open it anew would
read the new file by the old one's index, so the whole application is built anew, before the next request is answered.
"""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from newsarchive.errors import NewsArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from datasette.app import Datasette

    from newsarchive.serve.headers import App, Message, Receive, Send

logger = logging.getLogger(__name__)


class Renewed:
    """An ASGI application that is built anew when another file stands at the path."""

    def __init__(self, path: Path, build: Callable[[Path], Datasette]) -> None:
        """Build it for the first time.

        Raises:
            ArchiveMissing: no file stands there.
        """
        self._path, self._build = path, build
        self._app: App = build(path).app()
        self._seen: tuple[int, int] | None = None
        self._seen = self._file()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and self._file() != self._seen:
            self._renew()
        await self._app(scope, receive, send)

    def _renew(self) -> None:
        self._seen = self._file()  # first: what is put there meanwhile is found by the next request
        try:
            self._app = self._build(self._path).app()
        except (NewsArchiveError, sqlite3.DatabaseError, OSError) as error:
            logger.warning(
                "serve: what stands at %s now cannot be served (%s): the last is still open", self._path, error
            )

    def _file(self) -> tuple[int, int] | None:
        """Which file stands there; a live archive that is written to stays the same one."""
        try:
            found = self._path.stat()
        except OSError:
            return self._seen
        return found.st_dev, found.st_ino
