"""One article, one row: what to do when the same article answers under another address, or one address for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.store import addresses, edits, events, likeness, suppressions
from newsarchive.store.archive import stamp, written

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article, Visit
    from newsarchive.store.apply import Run


def predecessor(
    db: sqlite3.Connection, council: str, visit: Visit, article: Article, capture: int
) -> sqlite3.Row | None:
    """Give the row of an article that was held under another address and has moved to this one; None if none was.

    It was when the new page gives itself a name of the old (WordPress's ``?p=ID``) and says the same instant of
    publication or the same title, or when the old address leads to the new and both say the same, or is answered
    without an article, and this one has its day and its text. Its row then bears the new address.
    """
    held = _of_the_same_name(db, article) or _led_here(db, visit, article) or _missing(db, council, article)
    if held is not None:
        _move(db, held, article.url, stamp(visit.at), capture)
    return held


def _of_the_same_name(db: sqlite3.Connection, article: Article) -> sqlite3.Row | None:
    """Find it by name; a theme that prints one name on every page is found out by what the articles say."""
    for name in article.aliases:
        row: sqlite3.Row | None = db.execute(
            "SELECT articles.* FROM articles JOIN aliases ON article = id WHERE aliases.url = ?", (name,)
        ).fetchone()
        if row and (_same_instant(row, written(article.published)) or row["title"] == article.title):
            return row
    return None


def _led_here(db: sqlite3.Connection, visit: Visit, article: Article) -> sqlite3.Row | None:
    for target in dict.fromkeys((visit.url, article.url)):
        for (url,) in db.execute("SELECT url FROM frontier WHERE alias_of = ?", (target,)).fetchall():
            row = db.execute("SELECT * FROM articles WHERE url = ?", (url,)).fetchone()
            if row and is_same(row, article):
                return row  # type: ignore[no-any-return]
    return None


def _missing(db: sqlite3.Connection, council: str, article: Article) -> sqlite3.Row | None:
    """Find the one article that went missing and says what this one does; of two that do, neither is it."""
    twins = _twins(db, council, written(article.published), article.body)
    missing = [row for row in twins if row["state"] != "live"]
    return missing[0] if len(missing) == 1 == len(twins) else None


def successor(db: sqlite3.Connection, held: sqlite3.Row) -> sqlite3.Row | None:
    """Give the row under which an article that is not answered with stands now, None where it is on the site no more.

    It was first read, in a later run, after the missing one was last seen, has its day and its text, and is alone in
    that: of two that stood side by side, one that is gone is gone.
    """
    twins = [row for row in _twins(db, held["council"], held["published"], held["body"]) if row["id"] != held["id"]]
    if len(twins) != 1 or twins[0]["state"] != "live":
        return None
    (begun,) = db.execute(_FIRST_READ, (twins[0]["id"],)).fetchone()
    return twins[0] if begun > held["last_seen"] else None


def doubles(db: sqlite3.Connection, run: Run, article: Article) -> list[str]:
    """Give the addresses of live articles, last read before these runs, that have the day and the text of a new one.

    They may stand there no more.
    """
    twins = _twins(db, run.council, written(article.published), article.body) if run.since else []
    others = (row for row in twins if row["state"] == "live" and row["url"] != article.url)
    return [row["url"] for row in others if row["last_seen"] <= run.since]


def _twins(db: sqlite3.Connection, council: str, published: str | None, body: str) -> list[sqlite3.Row]:
    """Give a council's articles of one day and one text; a text without a day proves nothing, and a day no more."""
    if not (published and body):
        return []
    return db.execute(
        "SELECT * FROM articles WHERE council = ? AND published = ? AND body = ?", (council, published, body)
    ).fetchall()


_FIRST_READ = """
SELECT started FROM versions JOIN captures ON captures.id = versions.capture JOIN crawls ON crawls.id = captures.crawl
WHERE versions.article = ? AND versions.number = 1
"""
"""When the run began that brought an article's first version."""


def _same_instant(held: sqlite3.Row, published: str | None) -> bool:
    return published is not None and "T" in published and bool(held["published"] == published)


def is_same(held: sqlite3.Row, article: Article) -> bool:
    """Whether a reading is of the article that is held."""
    return _same(held, written(article.published), article.title, article.body, article.digest)


def _same(held: sqlite3.Row, published: str | None, title: str, body: str, digest: str) -> bool:
    """Whether two readings are of one article: titles come again, and two may be published in one second."""
    if held["digest"] == digest or not (held["title"] or held["body"]):  # of what is withheld the digest is left
        return bool(held["digest"] == digest)
    alike = [held["title"] == title, held["body"] == body]
    return all(alike) or (any(alike) and _same_instant(held, published))


def readdress(db: sqlite3.Connection, held: sqlite3.Row, url: str, at: str, capture: int | None) -> None:
    """Give an article another address, and say so.

    Args:
        db: inside a transaction.
        held: its row.
        url: the new address.
        at: UTC; when it was seen.
        capture: the capture that shows it, None where none does.
    """
    events.add(db, at=at, article=held["id"], kind="moved", before=held["capture"], after=capture, to=url)
    db.execute("DELETE FROM aliases WHERE url = ?", (url,))
    db.execute("UPDATE articles SET url = ? WHERE id = ?", (url, held["id"]))


def _move(db: sqlite3.Connection, held: sqlite3.Row, url: str, at: str, capture: int) -> None:
    readdress(db, held, url, at, capture)
    db.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (held["url"], held["id"]))
    addresses.enter_aliases(db, [(held["url"], url)])


def merge(db: sqlite3.Connection, old: sqlite3.Row, new: sqlite3.Row, at: str, capture: int | None) -> bool:
    """Make two rows one when the address of the older leads to the newer and both are the same article.

    Args:
        db: inside a transaction.
        old: the row whose address redirects.
        new: the row it redirects to.
        at: when that was seen.
        capture: the capture of the redirect.

    Returns:
        Whether they were the same.
    """
    if not _same(old, new["published"], new["title"], new["body"], new["digest"]):
        return False
    unite(db, old, new, at, capture)
    return True


def unite(db: sqlite3.Connection, old: sqlite3.Row, new: sqlite3.Row, at: str, capture: int | None) -> None:
    """Make two rows one: that of the older, under the address of the newer.

    Args:
        db: inside a transaction.
        old: the row whose address answers with the article no more.
        new: the row under whose address it stands now.
        at: when that was seen.
        capture: the capture that shows it.
    """
    kept, gone = old["id"], new["id"]
    events.add(db, at=at, article=kept, kind="moved", before=old["capture"], after=capture, to=new["url"])
    _join_versions(db, old, new)
    for table in ("neighbours", "aliases", "events", "edits", "suppressions"):
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (kept, gone))  # noqa: S608 - fixed names
    for table in ("tags", "attachments"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (kept,))  # noqa: S608 - fixed names
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (kept, gone))  # noqa: S608 - fixed names
    likeness.forget(db, gone, new["body"])
    likeness.replace(db, kept, old["body"], new["body"])
    db.execute("DELETE FROM articles WHERE id = ?", (gone,))
    kept_as = {name: new[name] for name in new.keys() if name not in {"id", "version", "first_captured"}}  # noqa: SIM118
    assignments = ", ".join(f"{name} = :{name}" for name in kept_as)
    db.execute(f"UPDATE articles SET {assignments} WHERE id = :kept", {**kept_as, "kept": kept})  # noqa: S608
    edits.fill(db, kept)  # the first version of the newer row follows another now
    db.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (old["url"], kept))
    suppressions.hold(db, kept)


def _join_versions(db: sqlite3.Connection, old: sqlite3.Row, new: sqlite3.Row) -> None:
    """Let the versions of the newer row follow those of the older; a first one that says the same is none."""
    if old["digest"] == db.execute(_FIRST_DIGEST, (new["id"],)).fetchone()[0]:
        db.execute("DELETE FROM versions WHERE article = ? AND number = 1", (new["id"],))
        db.execute("UPDATE versions SET number = number - 1 WHERE article = ?", (new["id"],))
    db.execute(
        "UPDATE versions SET article = ?1, number = number + ?2 WHERE article = ?3",
        (old["id"], old["version"], new["id"]),
    )
    db.execute(
        "UPDATE articles SET version = (SELECT max(number) FROM versions WHERE article = ?1) WHERE id = ?1",
        (old["id"],),
    )


_FIRST_DIGEST = "SELECT digest FROM versions WHERE article = ? AND number = 1"


def repeats(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> bool:
    """Make an address an alias when it differs from a held article's only in its query and says the same.

    So a session, a print view or an order of sorting in the address makes no second article.
    """
    path = article.url.partition("?")[0]
    rows = db.execute("SELECT url FROM articles WHERE digest = ? AND council = ?", (article.digest, run.council))
    url = next((url for (url,) in rows if url.partition("?")[0] == path), None)
    if url is None:
        return False
    addresses.enter_aliases(db, [(visit.url, url), (article.url, url)])
    return True
