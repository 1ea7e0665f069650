"""Whether each text is what its digest was taken over, and each article its own last version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.fixity.proof import Proof
from newsarchive.normalize import fingerprint

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def proof(db: sqlite3.Connection) -> Proof:
    """Read every version and every article; what is withheld from readers has no words to be held against a digest."""
    articles, versions = (db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED)
    faults = (*_altered(db), *_gaps(db), *_others(db))
    return Proof(what="texts", looked=f"{articles:,} articles, {versions:,} versions", faults=faults)


_COUNTED = "articles", "versions"


def _altered(db: sqlite3.Connection) -> Iterator[str]:
    for article, number, digest, *said in db.execute(_VERSIONS):
        if not all(one is None or isinstance(one, str) for one in said) or fingerprint(*said) != digest:
            yield f"Version {number} of article {article} is not what was read: its text or its digest was changed."


_VERSIONS = """
SELECT article, number, digest, title, lead, body, published, author, section FROM versions
WHERE NOT EXISTS (SELECT 1 FROM suppressions WHERE suppressions.article = versions.article AND lifted IS NULL
                  AND (suppressions.digest IS NULL OR suppressions.digest = versions.digest))
ORDER BY article, number
"""


def _gaps(db: sqlite3.Connection) -> Iterator[str]:
    for article, there, last, version in db.execute(_NUMBERS):
        if not there:
            yield f"Article {article} has no version: the rows of its texts were taken out."
        elif (there, last) != (version, version):
            yield f"Of the {max(version, last):,} versions of article {article} there are {there:,}."


_NUMBERS = """
SELECT articles.id, count(number), max(number), version
FROM articles LEFT JOIN versions ON article = articles.id GROUP BY articles.id
HAVING count(number) <> version OR max(number) <> version OR max(number) IS NULL
"""


def _others(db: sqlite3.Connection) -> Iterator[str]:
    for (article,) in db.execute(_OTHERS):
        yield f"Article {article} is shown otherwise than its last version reads: its row was changed."


_OTHERS = """
SELECT articles.id FROM articles JOIN versions ON article = articles.id AND number = version
WHERE versions.published <> articles.published  -- where the page tells no date, the site's API or feed may
OR (articles.digest, articles.title, articles.lead, articles.body, articles.author, articles.section)
   IS NOT (versions.digest, versions.title, versions.lead, versions.body, versions.author, versions.section)
ORDER BY articles.id
"""
