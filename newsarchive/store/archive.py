"""The archive file: opening it, and what is asked of it. How a visit is written stands in ``apply``."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from sqlite_utils import Database

from newsarchive import search
from newsarchive.errors import ArchiveError, ArchiveMissing
from newsarchive.store import sources, standing
from newsarchive.store.explained import explained
from newsarchive.store.hosts import rekey
from newsarchive.store.log import Log
from newsarchive.store.rows import holds
from newsarchive.store.schema import migrations, must_be_current, must_hold_one
from newsarchive.store.values import as_json, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from newsarchive.capture.recover import Manifest
    from newsarchive.normalize.hosts import Hosts
    from newsarchive.register import NoSite

logger = logging.getLogger(__name__)

BUSY_SECONDS = 10
"""How long a write waits for another one to end before it is given up."""
HEAP = 256 * 2**20
"""Bytes that SQLite's caches take in this process: 27 councils in one would else take 64 MiB each, twice."""
_TOO_WIDE = 64
"""Bits: no number of a row has so many, and SQLite does not take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """A row of ``councils``: what a spider declares of the council it crawls."""

    code: str
    name: str
    oblast: str
    hosts: tuple[str, ...]
    spider: str
    name_en: str | None = None
    former_hosts: tuple[str, ...] = ()
    software: str | None = None
    certainty: str | None = None
    since: date | None = None
    per_month: tuple[int | None, int | None] = (None, None)


class Archive:
    """One SQLite file with its WARC files beside it.

    ``Archive(folder)`` opens ``folder/archive.db``; it is made when absent unless ``readonly`` or ``existing``.
    """

    def __init__(self, folder: Path, *, readonly: bool = False, existing: bool = False) -> None:
        """Open, and bring the schema up to date.

        Args:
            folder: holds ``archive.db`` and ``warc/``.
            readonly: refuse to write; the file must exist, and be of this version.
            existing: the file must exist; it may be of an earlier version.

        Raises:
            ArchiveMissing: it must exist, and there is none.
            ArchiveBusy: another process holds the database.
            ArchiveError: it is damaged, not an archive, or not ours to write; readonly, it is of an earlier version.
        """
        self.folder = folder
        self.path = folder / "archive.db"
        self.warc = folder / "warc"
        if (readonly or existing) and not self.path.is_file():
            raise ArchiveMissing(f"There is no archive in {folder}: run a crawl first, or name its place with --data.")
        with explained(self.path):
            self.connection = self._connect(readonly=readonly)
            if readonly:
                must_be_current(self.connection, self.path)
            else:
                if existing:
                    must_hold_one(self.connection, self.path)
                self._prepare()
        search.register(self.connection)

    def _connect(self, *, readonly: bool) -> sqlite3.Connection:
        if not readonly:
            self.warc.mkdir(parents=True, exist_ok=True)
        mode = "ro" if readonly else "rwc"
        # The writer thread is the one user of its connection, but it is opened where errors can be told.
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute(f"PRAGMA soft_heap_limit = {HEAP}")
        return connection

    def _prepare(self) -> None:
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        # What SQLite needs to undo a single statement, and its small temporary tables: not in files that it opens anew.
        self.connection.execute("PRAGMA temp_store = MEMORY")
        self._log = Log(self.connection, self.path)
        database = Database(self.connection)
        if holds(self.connection, "articles") and migrations.pending(database):
            logger.warning("archive: %s is brought up to date, which takes minutes of a million articles", self.path)
        migrations.apply(database)
        self.connection.commit()

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        self.connection.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold one immediate transaction; commit at the end, roll back on any error.

        Raises:
            ArchiveBusy, ArchiveError: see ``explained``.
        """
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.rollback()
                raise
            self.connection.commit()
            self._log.keep_small()

    def add_council(self, council: Council) -> None:
        """Enter a council, or bring its row up to date."""
        with self.transaction() as db:
            db.execute(
                """INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider, software, certainty,
                       since, per_month_least, per_month_most)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
                       oblast = excluded.oblast, hosts = excluded.hosts, former_hosts = excluded.former_hosts,
                       spider = excluded.spider, software = excluded.software, certainty = excluded.certainty,
                       since = excluded.since, per_month_least = excluded.per_month_least,
                       per_month_most = excluded.per_month_most""",
                (
                    council.code,
                    council.name,
                    council.name_en,
                    council.oblast,
                    " ".join(council.hosts),
                    " ".join(council.former_hosts),
                    council.spider,
                    council.software,
                    council.certainty,
                    council.since and council.since.isoformat(),
                    *council.per_month,
                ),
            )

    def enter_register(self, rows: Iterable[NoSite]) -> None:
        """Enter the councils that have no site, for readers of the archive alone."""
        with self.transaction() as db:
            db.execute("DELETE FROM without_site")
            db.executemany(
                """INSERT INTO without_site (oblast, code, name, name_en, reason, reason_uk, certainty)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                [
                    (row.oblast, row.name, row.council, row.council_en, row.reason, row.reason_uk, row.certainty)
                    for row in rows
                ],
            )

    def begin_crawl(
        self,
        council: str,
        started: datetime,
        versions: Mapping[str, str],
        settings: Mapping[str, Any],
        hosts: Hosts | None = None,
    ) -> int:
        """Enter a run of a site that stands at these hosts; give its number."""
        with self.transaction() as db:
            if hosts:
                rekey(db, council, hosts)
            row = db.execute(
                "INSERT INTO crawls (council, started, versions, settings) VALUES (?, ?, ?, ?)",
                (council, stamp(started), as_json(versions), as_json(settings)),
            )
            return int(row.lastrowid or 0)

    def finish_crawl(
        self, crawl: int, finished: datetime, reason: str, robots: Mapping[str, Any] | None = None
    ) -> None:
        """Say that a run has ended, and why, and which robots.txt it obeyed."""
        with self.transaction() as db:
            db.execute(
                "UPDATE crawls SET finished = ?, reason = ?, robots = ? WHERE id = ?",
                (stamp(finished), reason, as_json(robots or {}), crawl),
            )

    def judge_crawl(self, crawl: int, health: str, evidence: list[dict[str, Any]]) -> None:
        """Enter what a run says of the site: see ``health``."""
        with self.transaction() as db:
            db.execute("UPDATE crawls SET health = ?, evidence = ? WHERE id = ?", (health, as_json(evidence), crawl))

    def since(self, council: str) -> str:
        """Give when the first run began after the last that came to its end; an empty text before any did."""
        row = self._ask(
            """SELECT min(started) FROM crawls WHERE council = ?1
               AND id > (SELECT max(id) FROM crawls WHERE council = ?1 AND reason = 'finished')""",
            (council,),
        ).fetchone()
        return row[0] or ""

    def crawl(self, crawl: int) -> dict[str, Any]:
        """Give how a run ended and what it brought.

        Raises:
            ArchiveError: the run is not there.
        """
        row = self._ask(
            "SELECT reason, requests, articles_new, articles_changed, failures FROM crawls WHERE id = ?",
            (crawl,),
        ).fetchone()
        if row is None:
            raise ArchiveError(
                f"{self.path} was taken away or replaced while it was written: put it back, or make it anew from the "
                "WARC files with newsarchive rebuild."
            )
        return dict(row)

    def health(self, council: str, crawl: int | None = None) -> dict[str, Any] | None:
        """Give what a council's last run that was judged, or this one, says of its site; None where none says anything.

        ``health`` and ``evidence`` are as stored; ``judged_at`` (UTC) is the run's end, ``since`` (UTC) when the first
        of the runs began that all say the same.
        """
        with explained(self.path):
            return standing.judged(self.connection, council, crawl)

    def runs(self, council: str, limit: int) -> list[dict[str, Any]]:
        """List a council's runs, the newest first."""
        rows = self._ask(
            "SELECT * FROM crawls WHERE council = ? ORDER BY started DESC, id DESC LIMIT ?", (council, limit)
        )
        return [dict(row) for row in rows]

    def published(self, council: str, limit: int) -> list[str]:
        """List when a council's newest articles were published, the newest first; undated ones left out."""
        rows = self._ask(
            "SELECT published FROM articles WHERE council = ? AND published IS NOT NULL"
            " ORDER BY published DESC LIMIT ?",
            (council, limit),
        )
        return [row["published"] for row in rows]

    def add_warc_file(self, council: str, manifest: Manifest, closed_at: datetime) -> None:
        """Enter a closed WARC file into the manifest."""
        with self.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO warc_files (name, council, size, sha256, records, closed_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (manifest.name, council, manifest.size, manifest.sha256, manifest.records, stamp(closed_at)),
            )

    def end_of_warc(self, name: str) -> int:
        """Give the byte behind the last response record that a row names in a WARC file, or 0."""
        row = self._ask(
            """SELECT "offset" + length FROM captures WHERE warc_file = ? ORDER BY "offset" DESC LIMIT 1""",
            (name,),
        ).fetchone()
        return row[0] if row else 0

    def is_listed(self, name: str) -> bool:
        """Say whether the manifest names a WARC file."""
        return self._ask("SELECT 1 FROM warc_files WHERE name = ?", (name,)).fetchone() is not None

    def get(self, article: int | str) -> dict[str, Any] | None:
        """Find one article by its number or by any of its addresses, however spelled; None when it is not held."""
        if isinstance(article, str):
            with explained(self.path):
                article = sources.article_at(self.connection, article) or 0
        if article.bit_length() >= _TOO_WIDE:
            return None
        row = self._ask(
            """SELECT articles.*, councils.name AS council_name, captures.captured_at, captures.warc_file,
                      captures."offset", captures.length, captures.payload_digest, captures.record_id
               FROM articles JOIN councils ON councils.code = articles.council
               JOIN captures ON captures.id = articles.capture
               WHERE articles.id = ?""",
            (article,),
        ).fetchone()
        return dict(row) if row else None

    def versions(self, article: int) -> list[dict[str, Any]]:
        """List the readings of an article, oldest first."""
        rows = self._ask(
            """SELECT versions.*, captures.captured_at, captures.warc_file, captures."offset", captures.length,
                      captures.payload_digest, captures.record_id
               FROM versions JOIN captures ON captures.id = versions.capture
               WHERE article = ? ORDER BY number""",
            (article,),
        )
        return [dict(row) for row in rows]

    def suggest(self, query: str, **narrowed: Unpack[search.Narrowed]) -> list[str]:
        """Return queries that may have been meant where :meth:`search` finds nothing; it takes the same conditions."""
        with explained(self.path):
            return search.suggest(self.connection, query, **narrowed)

    def ask(self, query: str, **narrowed: Unpack[search.Narrowed]) -> search.Question:
        """Understand a question: words in any grammatical form, see docs/journalists/search.md."""
        with explained(self.path):
            return search.ask(self.connection, query, **narrowed)

    def search(
        self,
        query: str,
        *,
        order: search.Order = search.Order.BEST,
        limit: int = 20,
        **narrowed: Unpack[search.Narrowed],
    ) -> list[search.Hit]:
        """Find articles; what narrows the search is named as for :meth:`ask`."""
        return self.ask(query, **narrowed).hits(order=order, limit=limit)

    def status(self) -> list[dict[str, Any]]:
        """Sum up each council: what is held, what waits, and how its last run went."""
        with explained(self.path):
            return standing.of_all(self.connection)

    def _ask(self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> sqlite3.Cursor:
        with explained(self.path):
            return self.connection.execute(sql, values)
