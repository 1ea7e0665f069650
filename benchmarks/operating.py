"""What each command costs the operator of a large archive: ``python -m benchmarks.operating DIR``.

DIR holds an archive of ``benchmarks.corpus``. A copy of it gets what stands around articles after years: runs,
captures, the frontier and its census, versions, links, events, suppressions. Then each command is run on it once, and
its seconds, its CPU seconds and its peak of memory are printed, which is never told as less than this program's own.
The copy is taken away. There are no WARC files, so that ``verify`` ends with 4. Six times the archive's size must be
free.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from newsarchive.normalize import fingerprint
from newsarchive.normalize.addresses import identity
from newsarchive.store import Archive, edits, likeness
from newsarchive.store.events import add

RUNS, SUPPRESSED = 3_000, 200
"""Runs of each council, two a day for four years; articles that are suppressed."""
EDITED, GONE = 20, 100
"""Of so many articles one was edited; one was taken down."""
AT, LATER = "2026-01-01T00:00:00+00:00", "2026-11-01T00:00:00+00:00"
COMMANDS = (
    ["status"],
    ["completeness"],
    ["show", "500"],
    ["search", "бюджет", "--counts"],
    ["suppress", "--list"],
    ["verify"],
    ["publish", "--to", "{folder}/public.db"],
    ["compare", "{folder}"],
)

_AROUND = f"""
UPDATE articles SET digest = fingerprint(title, lead, body, published, author, section), capture = id,
    older_url = 'https://' || council || '.test/' || (id + 1),
    newer_url = 'https://' || council || '.test/' || (id - 1);
INSERT INTO captures SELECT id, url, '{AT}', 200, 'text/html', council || '/2026/' || (id / 2000) || '.warc.gz',
    id % 2000, 1, digest, 'urn:uuid:' || id, NULL, NULL,
    (SELECT min(crawls.id) FROM crawls WHERE crawls.council = articles.council) FROM articles;
INSERT INTO frontier (url, council, route, state, identity, capture, next_visit)
    SELECT url, council, 'listing', 'captured', identity(url), capture, '2027-01-01T00:00:00+00:00' FROM articles;
INSERT INTO sightings (url, route, first_seen, last_seen) SELECT url, 'listing', '{AT}', '{LATER}' FROM articles;
INSERT INTO sightings (url, route, first_seen, last_seen) SELECT url, 'sitemap', '{AT}', '{LATER}' FROM articles;
INSERT INTO fetches (url, at, route, outcome, status, capture, crawl)
    SELECT url, captured_at, 'listing', 'stored', 200, id, crawl FROM captures;
INSERT INTO versions (article, number, title, lead, body, published, author, section, digest, capture, seen_at)
    SELECT id, 1, title, lead, body, published, author, section, digest, capture, '{AT}' FROM articles;
INSERT INTO neighbours (article, capture, previous_url, next_url, seen_at)
    SELECT id, capture, older_url, newer_url, '{AT}' FROM articles;
INSERT INTO attachments SELECT id, url || '.pdf', 'Рішення', 'file' FROM articles WHERE id % 3 = 0;
INSERT INTO tags SELECT id, 'тег ' || id % 500 FROM articles;
INSERT INTO suppressions (article, url, reason, at)
    SELECT id, url, 'На прохання особи', '{LATER}' FROM articles WHERE id % 7 = 3 LIMIT {SUPPRESSED}
"""
_EDITED = "SELECT id, title, lead, body, published, author, section, capture FROM articles WHERE id % ? = 0"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as aside:
        shutil.copy(given.folder / "archive.db", aside)
        begun = time.monotonic()
        making = get_context("spawn").Process(target=fill, args=(Path(aside),))  # a child begins with our own memory
        making.start()
        making.join()
        print(f"made in {time.monotonic() - begun:.0f} s, {Path(aside, 'archive.db').stat().st_size / 2**30:.1f} GiB")
        print(f"{'':32} {'seconds':>8} {'CPU':>8} {'MiB':>6} {'code':>5}")
        for command in COMMANDS:
            measure(aside, [part.format(folder=aside) for part in command])


def fill(folder: Path) -> None:
    """Put around the articles what crawls of years would have."""
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:  # no word of an article that is indexed changes but of those below
            db.execute(f'DROP TRIGGER "{name}"')
        db.create_function("fingerprint", 6, fingerprint, deterministic=True)
        db.create_function("identity", 1, identity, deterministic=True)
        _runs(db)
        for statement in _AROUND.split(";\n"):
            db.execute(statement)
        for _, sql in triggers:
            db.execute(sql)
        db.commit()
    with Archive(folder) as archive, archive.transaction() as db:
        for row in db.execute(_EDITED, (EDITED,)).fetchall():
            _edit(db, *row)
        for (number,) in db.execute("SELECT id FROM articles WHERE id % ? = 7", (GONE,)).fetchall():
            db.execute("UPDATE articles SET state = 'deleted', missing_since = ? WHERE id = ?", (AT, number))
            add(db, at=LATER, article=number, kind="deleted", before=number, after=None)
        edits.fill(db)
        likeness.fill(db)


def _runs(db: sqlite3.Connection) -> None:
    fact = {
        "sign": "articles",
        "says": "All as it should be, and nothing that was not; " * 4,
        "points": None,
        "counts": {},
    }
    evidence, now = json.dumps([fact] * 4), datetime.now(UTC).replace(microsecond=0)
    for (council,) in db.execute("SELECT code FROM councils").fetchall():
        times = [(now - timedelta(hours=12 * number)).isoformat() for number in range(RUNS, 0, -1)]
        db.executemany(
            "INSERT INTO crawls (council, started, finished, reason, requests, health, versions, settings, evidence)"
            " VALUES (?, ?, ?, 'finished', 40, 'well', '{}', '{}', ?)",
            [(council, at, at, evidence) for at in times],
        )


def _edit(db: sqlite3.Connection, number: int, title: str, lead: str, body: str, *said: str) -> None:
    *said, capture = said
    body += "\n\nЗ них 12 500 тис. гривень — на дороги; проти голосували 5 депутатів."
    digest = fingerprint(title, lead, body, *said)
    db.execute(
        "INSERT INTO versions (article, number, title, lead, body, published, author, section, digest, capture,"
        " seen_at) VALUES (?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, title, lead, body, *said, digest, capture, LATER),
    )
    db.execute("UPDATE articles SET body = ?, digest = ?, version = 2 WHERE id = ?", (body, digest, number))
    add(db, at=LATER, article=number, kind="edited", before=capture, after=capture, fields=["body"], version=2)


def measure(folder: str, command: list[str]) -> None:
    """Run a command, and print what it took."""
    environment, begun = os.environ | {"NEWSARCHIVE_DATA": folder}, time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsarchive.cli", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds, cpu, peak = time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    name = " ".join(part for part in command if folder not in part)
    print(f"{name:32} {seconds:8.1f} {cpu:8.1f} {peak:6.0f} {process.returncode:5}", flush=True)


if __name__ == "__main__":
    main()
