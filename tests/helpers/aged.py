"""An archive as an earlier version left it."""

import sqlite3
from contextlib import closing


def age(folder):
    """Take back what m010 did, and nothing of what came behind it."""
    with closing(sqlite3.connect(folder / "archive.db")) as connection:
        connection.execute("CREATE INDEX idx_articles_narrow ON articles(id, published, council)")
        connection.execute("DROP INDEX idx_articles_facts")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm010_facts'")
        connection.commit()
