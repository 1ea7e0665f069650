"""What each edit of an article changed, beside the version that it made: written with it, and once for old archives."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from newsarchive.changes.substance import Fields, judge
from newsarchive.changes.summary import summary
from newsarchive.store import events
from newsarchive.store.rows import insert
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from newsarchive.items import Article, Attachment

SAID = ("title", "lead", "body", "published", "author", "section")
"""The columns of which a version is made: see ``normalize.digest``."""


class Place(NamedTuple):
    """Which edit it is."""

    version: int
    """The row of ``versions`` that it made."""
    article: int
    council: str
    seen_at: str


def tell(
    db: sqlite3.Connection, held: sqlite3.Row, said: Mapping[str, Any] | sqlite3.Row, at: str, capture: int
) -> None:
    """Enter the event of an edit.

    Args:
        db: inside a transaction.
        held: the article's row before it.
        said: what stands there now, by the names of :data:`SAID`.
        at: UTC; when it was read.
        capture: the capture it was read from.
    """
    events.add(
        db,
        at=at,
        article=held["id"],
        kind="edited",
        before=held["capture"],
        after=capture,
        fields=[name for name in SAID if held[name] != said[name]] or ["files"],
        version=held["version"] + 1,
    )


def add(db: sqlite3.Connection, place: Place, before: Fields, after: Fields) -> None:
    """Enter what an edit changed.

    Args:
        db: inside a transaction.
        place: which edit it is.
        before: the version before.
        after: the version that it made.
    """
    found = judge(before, after)
    told = summary(found)
    insert(
        db,
        "edits",
        **place._asdict(),
        substance=found.points,
        kinds=" ".join(found.kinds),
        summary=told.uk,
        summary_en=told.en,
    )


def fields(said: Mapping[str, Any] | sqlite3.Row, files: Iterable[str] | None = None, prefix: str = "") -> Fields:
    """Give what makes a version, of a row with its columns.

    Args:
        said: the row.
        files: addresses of the documents attached; None where that is not known any more.
        prefix: stands before the names of the columns.
    """
    title, lead, body, published, author, section = (said[prefix + name] for name in SAID)
    attached = None if files is None else frozenset(files)
    return Fields(title or "", lead, body or "", published, author, section, attached)


def files_held(db: sqlite3.Connection, article: int) -> list[str]:
    """Give the addresses of the documents that the version held has; photographs change their addresses too often."""
    rows = db.execute("SELECT url FROM attachments WHERE article = ? AND kind = 'file'", (article,))
    return [str(url) for (url,) in rows]


def files_of(attachments: Iterable[Attachment]) -> list[str]:
    """Give the same of what was read."""
    return [one.url for one in attachments if one.kind == "file"]


def is_of_other_files(db: sqlite3.Connection, held: sqlite3.Row, article: Article) -> bool:
    """Whether a page names other documents than before below the same text: one was replaced, or one came.

    By their names alone, since a site that moves gives each another address; and by nothing where it names none, or did
    not: there the documents are read by other marks. Of what is withheld they are not known. Names that are others a
    second time, within a month, are made for each visit.
    """
    after = _names(files_of(article.attachments))
    before = _names(files_held(db, held["id"])) if after else set()
    if not before or before == after:
        return False
    last = db.execute(_BY_FILES, (held["id"], held["version"], held["digest"])).fetchone()
    return last is None or last[0] < stamp(datetime.fromisoformat(held["last_seen"]) - _MONTH)


_MONTH = timedelta(days=30)
_BY_FILES = """
SELECT later.seen_at FROM versions AS later JOIN versions AS earlier ON earlier.article = later.article
WHERE later.article = ?1 AND later.number = ?2 AND earlier.number = ?2 - 1 AND earlier.digest = ?3
"""
"""When the version that is held was seen first, where it says what the one before it did: it was made by files."""


def _names(files: Iterable[str]) -> set[str]:
    """Give the names of documents; what leads to one by a number has none of its own."""
    names = (unquote(urlsplit(url).path).rpartition("/")[2].casefold() for url in files)
    return {name for name in names if "." in name.strip(".")}


def fill(db: sqlite3.Connection, article: int | None = None) -> None:
    """Enter the edits that have no row yet: of the whole archive, or of one article where nothing is withheld of it.

    What was attached to old versions is not known any more, so that of these no file is told as taken out.
    """
    cursor = db.execute(_OF_ONE if article else _OF_ALL, (article,) if article else ())
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        place = Place(row["id"], row["article"], row["council"], row["seen_at"])
        add(db, place, fields(row, prefix="was_"), fields(row))


def forget(db: sqlite3.Connection, article: int, digest: str | None) -> None:
    """Take out the edits that would quote what is withheld: of an article, or of a version and the one behind it."""
    db.execute(_QUOTING, (article, digest))


_OF_ALL = """
SELECT later.*, articles.council, earlier.title AS was_title, earlier.lead AS was_lead, earlier.body AS was_body,
    earlier.published AS was_published, earlier.author AS was_author, earlier.section AS was_section
FROM versions AS later JOIN versions AS earlier ON earlier.article = later.article AND earlier.number = later.number - 1
JOIN articles ON articles.id = later.article
WHERE NOT EXISTS (SELECT 1 FROM edits WHERE edits.version = later.id)
"""
_OF_ONE = f"""{_OF_ALL} AND later.article = ?1 AND NOT EXISTS (
    SELECT 1 FROM suppressions WHERE suppressions.article = ?1 AND lifted IS NULL
    AND (suppressions.digest IS NULL OR suppressions.digest IN (earlier.digest, later.digest)))
"""
_QUOTING = """
DELETE FROM edits WHERE article = ?1 AND (?2 IS NULL OR version IN (
    SELECT later.id FROM versions AS later
    JOIN versions AS earlier ON earlier.article = later.article AND earlier.number = later.number - 1
    WHERE later.article = ?1 AND ?2 IN (earlier.digest, later.digest)))
"""
