"""A published copy in Datasette: the file that stood there when the application was built, and no other."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from datasette.app import Datasette


class PublishedCopy(Database):  # type: ignore[misc]  # Datasette has no types
    """Opens the file at once, as often as there are threads that ask it.

    Datasette opens it in each thread when that is first asked: the path may be another copy's by then, which would be
    read by what is known of this one, or nobody's, and SQLite makes an empty file where ``immutable`` finds none.
    """

    def __init__(self, datasette: Datasette, path: Path) -> None:
        """Open the file.

        Raises:
            sqlite3.OperationalError: it cannot be opened.
        """
        super().__init__(datasette, str(path), is_mutable=False)
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._waiting = [self._open() for _ in range(datasette.setting("num_sql_threads") or 1)]

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Give a connection, never one that writes, to a thread that has none yet."""
        return self._waiting.pop() if self._waiting else self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection
