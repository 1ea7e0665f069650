"""Measure what the full-text index adds to an article: ``python -m benchmarks.indexing --articles 5000``.

Articles of the demo council are written to a new archive in transactions of 50, as a crawl does, with the index's
triggers and without them. Beside it stands what a whole crawled page takes, as benchmarks/crawling.py measures it:
give that with --page.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

from newsarchive.demo import news
from newsarchive.store.schema import migrations

BATCH = 50
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'articles'"
_INSERT = """INSERT INTO articles(council, url, title, body, digest, version, first_captured, last_seen, capture)
    VALUES ('demo', ?, ?, ?, '', 1, '', '', 1)"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--page", type=float, default=4.5, help="CPU milliseconds of a crawled page (default: 4.5)")
    given = options.parse_args()
    posts = news.generate(given.articles, "indexing")
    rows = [
        (f"https://example.org/{post.number}", post.title, "\n\n".join(t for block in post.blocks for t in block.texts))
        for post in posts
    ]
    words = sum(len(body.split()) for _, _, body in rows) / len(rows)
    with_index, without = (min(written(rows, indexed=indexed) for _ in range(3)) for indexed in (True, False))
    print(
        f"{len(rows)} articles of {words:.0f} words: {with_index:.2f} ms CPU each with the index, {without:.2f} without"
    )
    print(f"the index takes {with_index - without:.2f} ms: {(with_index - without) / given.page:.0%} of a page")


def written(rows: list[tuple[str, str, str]], *, indexed: bool) -> float:
    """Return the CPU milliseconds that writing one article takes."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "archive.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        migrations.apply(Database(connection))
        connection.execute(
            "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
            " VALUES ('demo', 'Рада', NULL, 'UA-68', '', '', '')"
        )
        for (name,) in () if indexed else connection.execute(_TRIGGERS).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        begun = time.process_time()
        for place in range(0, len(rows), BATCH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, rows[place : place + BATCH])
            connection.execute("COMMIT")
        spent = time.process_time() - begun
        connection.close()
        return 1000 * spent / len(rows)


if __name__ == "__main__":
    main()
