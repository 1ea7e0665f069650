"""``newsarchive rebuild``: the database made anew from the WARC files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive import locks
from newsarchive.cli import options
from newsarchive.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.store import Archive

UNFINISHED = "unfinished"
"""The folder within the target in which a database is made."""
_LOCK = ".lock"
"""The file in it that is held meanwhile."""
_BUSY = "Another rebuild is writing to {}: nothing was done; wait for it to end, or name another place."


@click.command()
@click.argument("files", metavar="[SPIDER.py]...", nargs=-1)
@options.data
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the fresh archive.db.",
)
def rebuild(files: tuple[str, ...], data: Path, target: Path) -> None:
    """Read every capture again, from the WARC files alone, into a fresh database.

    Name the files of spiders that no installed package declares.

    \b
    newsarchive rebuild --to data/fresh
    """
    from tqdm import tqdm

    from newsarchive import index
    from newsarchive.rebuild import rebuild as read_again

    def progress(paths: Iterable[Path]) -> Iterable[Path]:
        return tqdm(paths, desc="rebuild", unit=" files", disable=None)

    with _made_whole(target) as place:
        with read_again(data, place, files=files, progress=progress) as archive:
            articles = archive.connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            suppress_again(data, archive)
        with tqdm(desc="rebuild: index", total=articles, unit=" articles", disable=None) as bar:

            def seen(number: int) -> None:
                bar.update(number)

            index.tend(place, progress=seen)
    click.echo(f"{articles} articles read again into {target / 'archive.db'}")


@contextmanager
def _made_whole(target: Path) -> Iterator[Path]:
    """Give a folder in which a database is made; it is put in its place when it is whole.

    Half of one would look like an archive, and withhold nothing. What an interrupted rebuild left is begun anew.

    Raises:
        ArchiveBusy: another process makes one there.
        OutputError: the folder cannot be written.
        UsageError: a database, or what belongs to one, stands where it is to be put.
    """
    _require_free(target)
    place = target / UNFINISHED
    with _writing(target):
        place.mkdir(parents=True, exist_ok=True)
        lock = locks.take(place / _LOCK, _BUSY.format(target))
    with lock:
        for left in place.glob("archive.db*"):
            left.unlink()
        try:
            yield place
        except BaseException:
            if (place / "archive.db").exists():
                click.echo(
                    f"newsarchive: {place} has what was read, and is no archive: the next begins anew.", err=True
                )
            raise
        _require_free(target)
        with _writing(target):
            (place / "archive.db").replace(target / "archive.db")
            shutil.rmtree(place)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror}): no database was put there.") from error


def _require_free(target: Path) -> None:
    """See that no database stands in a folder, nor what SQLite would take for a part of ours.

    Raises:
        UsageError: one does.
    """
    for path in target.glob("archive.db*"):
        raise UsageError(f"{path} exists: take it away, or name another place with --to; nothing was changed.")


def suppress_again(data: Path, fresh: Archive) -> None:
    """Withhold from readers of a rebuilt archive what was withheld from those of the one it was made of."""
    from newsarchive.store import suppressions
    from newsarchive.store.rows import holds

    path = data / "archive.db"
    if not path.exists():
        click.echo("There is no archive.db to take suppressions from: decide them again, if there were any.", err=True)
        return
    try:
        # Not as an archive: it may be of an earlier version.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as before:
            number = suppressions.carry(before, fresh) if holds(before, "suppressions") else 0
    except sqlite3.DatabaseError as error:
        click.echo(f"{path} cannot be read ({error}): suppress again what was suppressed.", err=True)
        return
    if number:
        click.echo(f"Suppressions decided again: {number}.", err=True)
