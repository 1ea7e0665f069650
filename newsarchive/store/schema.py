"""The migrations that make the archive's tables.

A migration is never edited once released; a change is a new one. What each column holds stands in ``tables``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from newsarchive.errors import ArchiveError
from newsarchive.normalize.addresses import identity
from newsarchive.store import edits, likeness
from newsarchive.store.rows import holds
from newsarchive.store.statements import (
    CHECKS,
    COMPLETENESS,
    CRAWL,
    EDITS,
    FIRST,
    HEALTH,
    LIKENESS,
    ORDER,
    SUPPRESSIONS,
)

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

migrations = Migrations("newsarchive")

FTS_COLUMNS = ("title", "lead", "body")


def must_be_current(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to read an archive that an earlier version wrote last: it lacks what queries of today look things up in.

    Raises:
        ArchiveError: it is one, or no archive at all. What no migration made, such as a published copy, is let through.
    """
    must_hold_one(connection, path)
    if not holds(connection, "_sqlite_migrations"):
        return
    if migrations.pending(Database(connection, execute_plugins=False)):
        raise ArchiveError(
            f"{path} was last written by an earlier version of newsarchive, and nothing in it was changed now: "
            "newsarchive verify --repair, or the next crawl, brings it up to date."
        )


def must_hold_one(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse an empty file, or another program's, in an archive's place: to begin anew would hide that it is lost.

    Raises:
        ArchiveError: it is one.
    """
    if not holds(connection, "articles"):
        raise ArchiveError(
            f"{path} holds no archive, and is as it was: put it back from a copy, or use newsarchive rebuild."
        )


@migrations()
def m001_the_archive(db: Database) -> None:
    """Make the tables of the first release."""
    for statement in FIRST.split(";\n"):
        db.execute(statement)


@migrations()
def m002_full_text(db: Database) -> None:
    """Make the stock full-text index that any SQLite tool can use (docs/decisions/0004-search.md)."""
    db.table("articles").enable_fts(FTS_COLUMNS, create_triggers=True)


@migrations()
def m003_the_crawl_s_memory(db: Database) -> None:
    """Remember what a crawl must know: how an address was answered, which lists a site has, what has gone missing."""
    for statement in CRAWL.split(";\n"):
        db.execute(statement)
    db.conn.create_function("identity", 1, identity, deterministic=True)
    db.execute("UPDATE frontier SET identity = identity(url)")


@migrations()
def m004_health(db: Database) -> None:
    """Keep why a run was judged as it was, what each answer was read as, and what other sources say of articles."""
    for statement in HEALTH.split(";\n"):
        db.execute(statement)


@migrations()
def m005_search(db: Database) -> None:
    """Let a search see an article's date and council without its text, which fills pages of the file."""
    db.execute("CREATE INDEX idx_articles_narrow ON articles(id, published, council)")


@migrations()
def m006_checks(db: Database) -> None:
    """Remember what was checked, when, and what came of it."""
    for statement in CHECKS.split(";\n"):
        db.execute(statement)


@migrations()
def m007_likeness(db: Database) -> None:
    """Let articles that tell the same be found by the marks of their texts."""
    db.execute(LIKENESS)
    likeness.fill(db.conn)


@migrations()
def m008_edits(db: Database) -> None:
    """Keep what each edit changed, in an order by time and by substance; look into those that are held already."""
    for statement in EDITS.split(";\n"):
        db.execute(statement)
    edits.fill(db.conn)


@migrations()
def m009_suppressions(db: Database) -> None:
    """Remember what is withheld from readers, since when and why; and keep what it said."""
    for statement in SUPPRESSIONS.split(";\n"):
        db.execute(statement)


@migrations()
def m010_facts(db: Database) -> None:
    """Let a search see all it narrows and counts by, section and state too, without the article's text."""
    db.execute("CREATE INDEX idx_articles_facts ON articles(id, council, published, section, state, version)")
    db.execute("DROP INDEX idx_articles_narrow")


@migrations()
def m011_completeness(db: Database) -> None:
    """Keep what a spider says of its council, and what is held of each month beside what is known to exist."""
    for statement in COMPLETENESS.split(";\n"):
        db.execute(statement)


@migrations()
def m012_form(db: Database) -> None:
    """Keep beside a text which of its paragraphs are headings, items, cells."""
    db.execute("ALTER TABLE versions ADD COLUMN form TEXT")


@migrations()
def m013_order(db: Database) -> None:
    """Let what is listed by section, by state, or at all, be had in the order of its time, and not be sorted first."""
    for statement in ORDER.split(";\n"):
        db.execute(statement)
