"""What readers are not to be shown: an article, or one text of it, withheld by an archivist's decision.

The words are taken out of the tables that readers see, and out of the index with them, so that no page, search, feed or
export has to remember to leave them out. They are kept in ``withheld``, of which nobody is shown anything, and in the
WARC files, which are never touched: nothing is destroyed, and a decision can be lifted. The rows themselves stay, since
they are the crawl's memory; what it reads anew of a suppressed article is withheld at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.errors import UsageError
from newsarchive.store import edits, likeness
from newsarchive.store.rows import insert, update
from newsarchive.store.values import as_json, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date, datetime

    from newsarchive.store.archive import Archive

WORDS: dict[str, dict[str, str | None]] = {
    "articles": {
        "title": "",
        "lead": None,
        "body": "",
        "published_raw": None,
        "author": None,
        "section": None,
        "image": None,
    },
    "versions": {"title": "", "lead": None, "body": "", "author": None, "section": None, "form": None},
}
"""Table -> the columns that say what an article says, and what stands there instead."""
LISTS = ("tags", "attachments")
"""Tables whose rows of an article are taken out whole."""
_TITLES = (("previous_url", "previous_title"), ("next_url", "next_title"))
"""In ``neighbours`` the text of a link names the article it leads to."""


class Withheld(NamedTuple):
    """Why something is not shown."""

    reason: str
    at: str
    """UTC."""


def withheld(db: sqlite3.Connection, article: int, digest: str | None) -> Withheld | None:
    """Say why an article, or the text of it that has this digest, is not shown; None where it is.

    Args:
        db: an archive's, or that of a published copy.
        article: its number.
        digest: of the version that is asked for; None to ask for the article as a whole.
    """
    row = db.execute(_STANDING, (article, digest)).fetchone()
    return row and Withheld(row[0], row[1])


_STANDING = """
SELECT reason, at FROM suppressions WHERE article = ?1 AND lifted IS NULL AND (digest IS NULL OR digest = ?2)
ORDER BY digest IS NOT NULL, id LIMIT 1
"""


def suppress(
    archive: Archive,
    article: int | str,
    *,
    reason: str,
    at: datetime,
    version: int | None = None,
    review: date | None = None,
) -> int:
    """Withhold an article, or one version of it, from readers; give the number of the decision.

    Args:
        archive: open for writing.
        article: its number or any of its addresses.
        reason: in words that readers may see.
        at: when it was decided.
        version: the number of the version; None for all of the article, versions to come included.
        review: when to look at it again.

    Raises:
        UsageError: no such article or version, or it is withheld already.
        ArchiveBusy, ArchiveError: the archive cannot be written; nothing was changed.
    """
    number, url, digest = _meant(archive, article, version)
    with archive.transaction() as db:
        if withheld(db, number, digest):
            raise UsageError(f"{url} is withheld already: newsarchive suppress --list shows the decision.")
        values = {"article": number, "url": url, "digest": digest, "reason": reason, "at": stamp(at)}
        decision = insert(db, "suppressions", **values, review=review and review.isoformat(), lifted=None)
        _withhold(db, decision, number, digest)
    return decision


def lift(archive: Archive, article: int | str, *, at: datetime) -> int:
    """Show again all that is withheld of an article; give how many decisions were lifted.

    Raises:
        UsageError: no such article, or nothing of it is withheld.
        ArchiveBusy, ArchiveError: the archive cannot be written; nothing was changed.
    """
    number, url, _ = _meant(archive, article, None)
    with archive.transaction() as db:
        decisions = [row[0] for row in db.execute(_DECISIONS, (number,))]
        if not decisions:
            raise UsageError(f"Nothing of {url} is withheld.")
        for decision in decisions:
            _restore(db, decision)
            db.execute("UPDATE suppressions SET lifted = ? WHERE id = ?", (stamp(at), decision))
        edits.fill(db, number)
    return len(decisions)


_DECISIONS = "SELECT id FROM suppressions WHERE article = ? AND lifted IS NULL ORDER BY id DESC"


def decisions(archive: Archive) -> list[dict[str, Any]]:
    """List all decisions, those lifted too, oldest first."""
    return [dict(row) for row in archive.connection.execute("SELECT * FROM suppressions ORDER BY id")]


def hold(db: sqlite3.Connection, article: int) -> None:
    """Withhold what was read anew of an article, where a decision says so. Called by whatever writes articles."""
    for decision, digest in db.execute(_DIGESTS, (article,)).fetchall():
        if digest is None:  # the tags and files that were kept are of the reading before
            db.execute("DELETE FROM withheld WHERE suppression = ? AND place IN ('tags', 'attachments')", (decision,))
        _withhold(db, decision, article, digest)


def hushed(db: sqlite3.Connection, urls: Iterable[str | None]) -> set[str]:
    """Choose the addresses that lead to a suppressed article: what others call it is not to be kept either."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM suppressions WHERE lifted IS NULL)").fetchone()[0]:
        return set()
    return {row[0] for row in db.execute(_HUSHED, (json.dumps(list(urls)),))}


_HUSHED = """
SELECT value FROM json_each(?) WHERE EXISTS (
    SELECT 1 FROM suppressions WHERE lifted IS NULL AND digest IS NULL AND article = coalesce(
        (SELECT id FROM articles WHERE articles.url = value), (SELECT article FROM aliases WHERE aliases.url = value)))
"""
_DIGESTS = "SELECT id, digest FROM suppressions WHERE article = ? AND lifted IS NULL"


def carry(source: sqlite3.Connection, target: Archive) -> int:
    """Decide in a rebuilt archive what was decided in the one before it; give how many decisions found their article.

    Args:
        source: the database of the archive before.
        target: the rebuilt one, open for writing.

    Raises:
        ArchiveBusy, ArchiveError: the target cannot be written.
    """
    found = 0
    standing = "SELECT url, digest, reason, at, review FROM suppressions WHERE lifted IS NULL ORDER BY id"
    for url, digest, reason, at, review in source.execute(standing).fetchall():
        held = target.get(url)
        if held is None:
            continue
        with target.transaction() as db:
            values = {"article": held["id"], "url": url, "digest": digest, "reason": reason, "at": at}
            _withhold(db, insert(db, "suppressions", **values, review=review, lifted=None), held["id"], digest)
        found += 1
    return found


def _meant(archive: Archive, article: int | str, version: int | None) -> tuple[int, str, str | None]:
    """Find the article, and the digest of the version."""
    held = archive.get(article)
    if held is None:
        raise UsageError(f"The archive in {archive.folder} holds no article {article}.")
    if version is None:
        return held["id"], held["url"], None
    digests = {row["number"]: row["digest"] for row in archive.versions(held["id"])}
    if version not in digests:
        raise UsageError(f"Article {held['id']} has versions 1 to {held['version']}; there is no {version}.")
    return held["id"], held["url"], digests[version]


def _withhold(db: sqlite3.Connection, decision: int, article: int, digest: str | None) -> None:
    """Take the words out of every row that says them; what is out already says nothing and is left."""
    for table, key in (("articles", "id"), ("versions", "article")):
        for row in _rows(db, f"SELECT rowid AS line, * FROM {table} WHERE {key} = ?", article):
            if digest is None or row["digest"] == digest:
                _blank(db, decision, table, row, WORDS[table])
    edits.forget(db, article, digest)
    if digest is not None:
        return
    for table in LISTS:
        for row in _rows(db, f"SELECT rowid AS line, * FROM {table} WHERE article = ?", article):
            _keep(db, decision, table, row)
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row["line"],))
    for url, title in _TITLES:
        for row in _rows(db, _LINKS.format(url=url), article):
            _blank(db, decision, "neighbours", row, {title: None})
    for row in _rows(db, _SECOND, article):
        _blank(db, decision, "second_readings", row, {"title": ""})


_ADDRESSES = "SELECT url FROM articles WHERE id = ?1 UNION SELECT url FROM aliases WHERE article = ?1"
_LINKS = f"SELECT rowid AS line, * FROM neighbours WHERE {{url}} IN ({_ADDRESSES})"
_SECOND = f"SELECT rowid AS line, * FROM second_readings WHERE url IN ({_ADDRESSES})"


def _rows(db: sqlite3.Connection, sql: str, article: int) -> list[dict[str, Any]]:
    cursor = db.execute(sql, (article,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _blank(db: sqlite3.Connection, decision: int, table: str, row: dict[str, Any], instead: dict[str, Any]) -> None:
    if all(row[name] == value for name, value in instead.items()):
        return
    named = {"digest": row["digest"]} if "digest" in row else {}
    _keep(db, decision, table, {"line": row["line"], **{name: row[name] for name in instead}, **named})
    _update(db, table, row["line"], instead)


def _keep(db: sqlite3.Connection, decision: int, table: str, row: dict[str, Any]) -> None:
    """Keep what a row said; of what was kept before, in another column of it, nothing is lost."""
    key = (decision, table, row["line"])
    before = db.execute("SELECT fields FROM withheld WHERE (suppression, place, line) = (?, ?, ?)", key).fetchone()
    fields = {**(json.loads(before[0]) if before else {}), **{k: v for k, v in row.items() if k != "line"}}
    db.execute("INSERT OR REPLACE INTO withheld VALUES (?, ?, ?, ?)", (*key, as_json(fields)))


def _restore(db: sqlite3.Connection, decision: int) -> None:
    """Put the words back where they stood, unless something newer stands there."""
    kept = db.execute("SELECT place, line, fields FROM withheld WHERE suppression = ?", (decision,)).fetchall()
    for table, line, text in kept:
        fields = json.loads(text)
        if table in LISTS:
            names, marks = ", ".join(fields), ", ".join("?" * len(fields))
            db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(fields.values()))
            continue
        digest = fields.pop("digest", None)
        if digest is None or _digest(db, table, line) == digest:
            _update(db, table, line, fields)
    db.execute("DELETE FROM withheld WHERE suppression = ?", (decision,))


def _digest(db: sqlite3.Connection, table: str, line: int) -> str | None:
    row = db.execute(f"SELECT digest FROM {table} WHERE rowid = ?", (line,)).fetchone()
    return row and str(row[0])


def _update(db: sqlite3.Connection, table: str, line: int, fields: dict[str, Any]) -> None:
    if table == "articles" and "body" in fields:
        before = db.execute("SELECT body FROM articles WHERE id = ?", (line,)).fetchone()
        likeness.replace(db, line, before[0] if before else "", fields["body"])
    update(db, table, line, fields)
