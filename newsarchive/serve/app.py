"""Datasette on an archive, hardened, and the server that runs it."""

from __future__ import annotations

import sqlite3
import webbrowser
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any

import click
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from newsarchive import search
from newsarchive import serve as plugin
from newsarchive.errors import ArchiveMissing
from newsarchive.listening import listen
from newsarchive.publish.mark import edition
from newsarchive.serve import turns, workers
from newsarchive.serve.copies import PublishedCopy
from newsarchive.serve.live import LiveArchive
from newsarchive.serve.public import EDITION, PLUGIN, SETTING, checked
from newsarchive.serve.renewed import Renewed
from newsarchive.store.explained import explained
from newsarchive.store.schema import must_be_current

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping
    from multiprocessing.synchronize import Event

    from newsarchive.publish.mark import Edition

SETTINGS: dict[str, Any] = {
    "allow_csv_stream": False,  # one request must not read the whole archive
    "allow_download": False,
    "allow_facet": True,
    "default_allow_sql": False,  # one randomblob() takes a gigabyte within any time limit
    "default_page_size": 50,
    "facet_time_limit_ms": 300,
    "max_returned_rows": 500,
    "num_sql_threads": 4,
    "sql_time_limit_ms": 1500,  # a word that stands in every third of 500,000 articles takes a second
    "suggest_facets": False,
    "truncate_cells_html": 240,
}


def datasette(
    archive: Path, *, settings: Mapping[str, Any] | None = None, closed: bool = True, public: str | None = None
) -> Datasette:
    """Build the application: on a live archive read-only, and never immutable, since a crawl may be writing.

    Args:
        archive: The database file; a published copy, which is known by its mark, is opened as one that never changes.
        settings: Datasette settings that differ from ours.
        closed: Whether the pages about the machine itself (``/-/...``) are shut.
        public: The address under which readers know the archive; what a request says of itself if not given.

    Raises:
        ArchiveMissing: No file stands there.
        ArchiveError: It was last written by an earlier version.
        UsageError: The public address is none.
    """
    if not Path(archive).is_file():
        raise ArchiveMissing(f"There is no archive at {archive}: crawl first, or name another place with --data.")
    register()
    made = edition(Path(archive))
    if made is None:
        _must_be_current(Path(archive))
    told = {"closed": closed, SETTING: public and checked(public), EDITION: made and made.at}
    built = Datasette(
        [] if made else [str(archive)],
        immutables=[str(archive)] if made else [],
        inspect_data=_inspected(Path(archive), made) if made else None,
        settings={**SETTINGS, **(settings or {})},
        metadata={"plugins": {PLUGIN: told}},
    )
    name = built.get_database().name
    built.remove_database(name)
    built.add_database(PublishedCopy(built, Path(archive)) if made else LiveArchive(built, str(archive)), name)
    return built


def _must_be_current(archive: Path) -> None:
    with explained(archive), closing(sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        must_be_current(connection, archive)


def _inspected(archive: Path, made: Edition) -> dict[str, Any]:
    """What Datasette need not find out of a file that never changes: it would read all of it to give it a name."""
    tables = {name: {"count": count} for name, count in made.counts.items()}
    told = {"hash": made.edition, "size": archive.stat().st_size, "file": archive.name, "tables": tables}
    return {archive.stem: told}


def register() -> None:
    """Make Datasette know the plugin in a checkout where no entry point is installed."""
    if not pm.is_registered(plugin):
        pm.register(plugin, plugin.__name__)


def serve(
    archive: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    open_browser: bool = False,
    public: str | None = None,
    processes: int = 1,
) -> None:
    """Serve an archive, or a published copy and whatever takes its place, until interrupted.

    Raises:
        ArchiveMissing: No file stands there.
        UsageError: The port is taken, or the public address is none.
        ServingError: Of several processes one ended as soon as it was begun.
    """
    datasette(archive, public=public)  # what cannot be served is said before anything listens
    listening = listen(host, port)
    here = address(host, listening.getsockname()[1])
    click.echo(f"Архів відкрито: {here} (зупинити: Ctrl+C)", err=True)
    if open_browser:
        Timer(1.0, webbrowser.open, [here]).start()
    if processes > 1:
        workers.keep(processes, _answer, archive, public, listening)
    else:
        _answer(None, archive, public, listening)


def _answer(ready: Event | None, archive: Path, public: str | None, listening: socket.socket) -> None:
    """Answer readers in this process; ``ready`` is given where it is one of several."""
    Thread(target=_warm, args=(archive,), daemon=True).start()
    server = _one_of_several(archive, public, ready) if ready else _alone(archive, public)
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything by then, and raises it once more
        server.run(sockets=[listening])


def _alone(archive: Path, public: str | None) -> uvicorn.Server:
    return uvicorn.Server(_config(Renewed(archive, partial(datasette, public=public))))


def _one_of_several(archive: Path, public: str | None, ready: Event) -> uvicorn.Server:
    # No more statements at a time than requests: each has its thread, and is not slowed by a third.
    settings = {"num_sql_threads": turns.AT_ONCE}
    application = turns.Turns(Renewed(archive, partial(datasette, public=public, settings=settings)))
    ready.set()
    # A connection that stays would bind a reader to one of several processes, and by chance nearly all to the same.
    return turns.Server(_config(application, headers=[("connection", "close")]), application)


def _config(application: Any, headers: list[tuple[str, str]] | None = None) -> uvicorn.Config:
    return uvicorn.Config(application, log_level="warning", server_header=False, lifespan="on", headers=headers)


def _warm(archive: Path) -> None:
    """Read what the first search would wait for; what is wrong with the file is said by whoever asks."""
    address = f"{archive.resolve().as_uri()}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as connection:
        search.warm(connection)


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - it is read, not bound
    return f"http://{name}:{port}/"
