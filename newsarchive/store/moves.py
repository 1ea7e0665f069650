"""One article, one row: what to do when the same article answers under another address, or one address for many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.store import addresses, edits, events, hosts, identity, likeness, removals, second, suppressions, told
from newsarchive.store.rows import held_at, update
from newsarchive.store.values import stamp, written

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newsarchive.items import Article, Visit
    from newsarchive.store.apply import Run


def predecessor(
    db: sqlite3.Connection, run: Run, visit: Visit, article: Article, alike: Sequence[sqlite3.Row]
) -> sqlite3.Row | None:
    """Give the row of an article that was held under another address and has moved to this one; None if none was.

    It was when the new page gives itself a name of the old (WordPress's ``?p=ID``) and says the same instant of
    publication or the same title, or when the old address leads to the new, or is another spelling of it, and both say
    the same, or is answered without an article, or of a host that the site has left, and this one has its day and its
    text.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: the visit that read the new one.
        article: what was read.
        alike: what :func:`twins` gives of it.
    """
    return (
        _of_the_same_name(db, article)
        or _known_here(db, article)
        or _led_here(db, visit, article)
        or next(iter(of_the_same_page(db, run, article)), None)
        or _missed(run, alike)
    )


def reunite(db: sqlite3.Connection, run: Run, held: sqlite3.Row, at: str, capture: int | None) -> bool:
    """Make one row of an article that was entered anew at today's host before the spider said that it had another.

    Args:
        db: inside a transaction.
        run: the crawl.
        held: the newer row.
        at: UTC; when its address answered.
        capture: the capture of that.

    Returns:
        Whether there were two.
    """
    if not run.hosts.left or run.hosts.is_former(held["url"]):
        return False
    here = hosts.of_the_same_page(db, run.council, run.hosts, held["url"])
    alike = _others(identity.twins(db, run.council, identity.said(held)), held)
    same = [row for row in here if identity.goes_on(row, identity.said(held))] or (alike if len(alike) == 1 else [])
    old = next((row for row in same if run.hosts.is_former(row["url"])), None)
    if old is None:
        return False
    removals.answered(db, old, at, capture)
    unite(db, old, held, at, capture)
    addresses.enter_aliases(db, [(old["url"], held["url"])])
    return True


def of_the_same_page(db: sqlite3.Connection, run: Run, article: Article) -> list[sqlite3.Row]:
    """Give the rows of the same article under another spelling of its address; numbers may count anew elsewhere."""
    names = (article.url, *article.aliases)
    rows = [row for name in names for row in hosts.of_the_same_page(db, run.council, run.hosts, name)]
    return [row for row in rows if row["url"] != article.url and identity.goes_on(row, identity.read(article))]


def _of_the_same_name(db: sqlite3.Connection, article: Article) -> sqlite3.Row | None:
    """Find it by name; a theme that prints one name on every page is found out by what the articles say."""
    for name in article.aliases:
        row: sqlite3.Row | None = db.execute(
            "SELECT articles.* FROM articles JOIN aliases ON article = id WHERE aliases.url = ?", (name,)
        ).fetchone()
        if row and (identity.same_instant(row, written(article.published)) or row["title"] == article.title):
            return row
    return None


def _known_here(db: sqlite3.Connection, article: Article) -> sqlite3.Row | None:
    """Find it by another address of it that still answers, while its own is answered without it."""
    row: sqlite3.Row | None = db.execute(_MISSING_HERE, (article.url, article.digest)).fetchone()
    return row


_MISSING_HERE = """
SELECT articles.* FROM aliases JOIN articles ON articles.id = article
WHERE aliases.url = ? AND state <> 'live' AND digest = ?
"""


def _led_here(db: sqlite3.Connection, visit: Visit, article: Article) -> sqlite3.Row | None:
    for target in dict.fromkeys((visit.url, article.url)):
        for (url,) in db.execute("SELECT url FROM frontier WHERE alias_of = ?", (target,)).fetchall():
            row = held_at(db, url)
            if row and identity.is_same(row, identity.read(article)):
                return row
    return None


def _missed(run: Run, alike: Sequence[sqlite3.Row]) -> sqlite3.Row | None:
    """Give the one article that was missed, or left behind, and says what this one does; of two, neither is it."""
    if len(alike) != 1:
        return None
    (row,) = alike
    return row if row["state"] != "live" or run.hosts.is_former(row["url"]) else None


def successor(db: sqlite3.Connection, held: sqlite3.Row) -> sqlite3.Row | None:
    """Give the row under which an article that is not answered with stands now, None where it is on the site no more.

    It was first read, in a later run, after the missing one was last seen, has its day and its text, and is alone in
    that: of two that stood side by side, one that is gone is gone.
    """
    alike = _others(identity.twins(db, held["council"], identity.said(held)), held)
    if len(alike) != 1 or alike[0]["state"] != "live":
        return None
    (begun,) = db.execute(_FIRST_READ, (alike[0]["id"],)).fetchone()
    return alike[0] if begun > held["last_seen"] else None


def doubles(run: Run, article: Article, alike: Sequence[sqlite3.Row]) -> list[str]:
    """Give the addresses of live articles, last read before these runs, that have the day and the text of a new one.

    They may stand there no more.
    """
    others = (row for row in alike if run.since and row["state"] == "live" and row["url"] != article.url)
    return [row["url"] for row in others if row["last_seen"] <= run.since]


def twins(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> list[sqlite3.Row]:
    """Give the council's articles that say what this one does, at its time."""
    said = identity.read(article)
    published = said.published or second.date_of(db, {article.url, visit.url, *article.aliases})[0]
    return identity.twins(db, run.council, said._replace(published=published))


def _others(rows: list[sqlite3.Row], own: sqlite3.Row) -> list[sqlite3.Row]:
    return [row for row in rows if row["id"] != own["id"]]


_FIRST_READ = """
SELECT started FROM versions JOIN captures ON captures.id = versions.capture JOIN crawls ON crawls.id = captures.crawl
WHERE versions.article = ? AND versions.number = 1
"""
"""When the run began that brought an article's first version."""


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


def move(db: sqlite3.Connection, held: sqlite3.Row, url: str, at: str, capture: int | None) -> None:
    """Let an article stand under another address from now on, and the one before be its alias.

    Args:
        db: inside a transaction.
        held: its row.
        url: where it stands now.
        at: UTC; when it was seen.
        capture: the capture that shows it, None where none does.
    """
    readdress(db, held, url, at, capture)
    db.execute("UPDATE frontier SET alias_of = NULL WHERE url = ?", (url,))
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
    if not identity.is_same(old, identity.said(new)):
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
    first = db.execute("SELECT * FROM versions WHERE article = ? AND number = 1", (gone,)).fetchone()
    is_repeated = told.says_the_same(old, first)
    if not is_repeated:
        edits.tell(db, old, first, at, first["capture"])
    _join_versions(db, old, new, first, is_repeated=is_repeated)
    for table in ("neighbours", "aliases", "events", "edits", "suppressions"):
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (kept, gone))
    for table in ("tags", "attachments"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (kept,))
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (kept, gone))
    likeness.forget(db, gone, new["body"])
    likeness.replace(db, kept, old["body"], new["body"])
    db.execute("DELETE FROM articles WHERE id = ?", (gone,))
    kept_as = {name: new[name] for name in new.keys() if name not in {"id", "version", "first_captured"}}  # noqa: SIM118 - a row
    if is_repeated and new["version"] == 1:
        kept_as |= {name: old[name] for name in (*_DATED, "digest")}
    elif new["published"] is None:  # of the older a feed or the API may have told it, under the address that it had
        kept_as |= {name: old[name] for name in _DATED}
    update(db, "articles", kept, kept_as)
    edits.fill(db, kept)  # the first version of the newer row follows another now
    db.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (old["url"], kept))
    suppressions.hold(db, kept)


def _join_versions(
    db: sqlite3.Connection, old: sqlite3.Row, new: sqlite3.Row, first: sqlite3.Row, *, is_repeated: bool
) -> None:
    """Let the versions of the newer row follow those of the older; its first, if it says the same, is none."""
    if is_repeated:
        db.execute("DELETE FROM versions WHERE id = ?", (first["id"],))
        db.execute("UPDATE versions SET number = number - 1 WHERE article = ?", (new["id"],))
    db.execute(
        "UPDATE versions SET article = ?1, number = number + ?2 WHERE article = ?3",
        (old["id"], old["version"], new["id"]),
    )
    db.execute(
        "UPDATE articles SET version = (SELECT max(number) FROM versions WHERE article = ?1) WHERE id = ?1",
        (old["id"],),
    )


_DATED = ("published", "published_raw", "published_from")


_NUMBERED = re.compile(r"(?P<stem>[^?]*/(?!(?:19|20)\d\d[-_])\d+[-_])[^/?]+/?")
"""An address with a number before its words, by which alone Joomla, K2 and others find the article; no year."""
_END = re.compile(r"(?:\.\w+|/)?$")
_COPY = re.compile(rf"[-_]\d+{_END.pattern}")


def repeats(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> bool:
    """Make an address an alias of a held article's which says the same, and differs in its query or words alone.

    So a session, a print view or an order of sorting in the address makes no second article, nor does a new title.
    """
    path = article.url.partition("?")[0]
    rows = db.execute("SELECT url FROM articles WHERE digest = ? AND council = ?", (article.digest, run.council))
    url = next((url for (url,) in rows if url.partition("?")[0] == path), None) or _renamed(db, visit, article)
    if url is None:
        return False
    addresses.enter_aliases(db, [(visit.url, url), (article.url, url)])
    return True


def _renamed(db: sqlite3.Connection, visit: Visit, article: Article) -> str | None:
    """Give the address of a held article with the same number and other words; it is read anew if it said else."""
    own = _NUMBERED.fullmatch(article.url)
    if own is None:
        return None
    rows = db.execute(_OF_NUMBER, (own["stem"], f"{own['stem']}\U0010ffff")).fetchall()
    said = identity.read(article)
    same = [row for row in rows if identity.is_same(row, said) or identity.same_instant(row, said.published)]
    url = next((row["url"] for row in same if not _is_copy(row["url"], article.url)), None)
    if url is not None and all(row["digest"] != article.digest for row in same):
        addresses.due_now(db, [url], stamp(visit.at))
    return url


_OF_NUMBER = "SELECT * FROM articles WHERE url > ? AND url < ?"


def _is_copy(one: str, other: str) -> bool:
    """Whether two addresses differ in a number at the end, which WordPress gives the second of one title."""
    short, long = sorted((one, other), key=len)
    return _COPY.fullmatch(long.removeprefix(_END.sub("", short))) is not None
