"""Readings that are not taken at their word: one that claims another's address, one worse than what is held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsarchive.items import Outcome
from newsarchive.store import addresses, identity, moves, removals, second, taken, told
from newsarchive.store.neighbours import settle_others
from newsarchive.store.rows import held_at, led_to
from newsarchive.store.values import stamp

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article, Visit
    from newsarchive.store.apply import Run


def settle(db: sqlite3.Connection, run: Run, visit: Visit) -> Visit:
    """Give a visit as it is to be believed, before anything of it is written.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: what was learned.
    """
    visit = second.settle(db, visit)
    if visit.article and visit.article.url != visit.url:
        _free(db, run, visit, visit.article)
    held = held_at(db, visit.article.url if visit.article else visit.url)
    if visit.article is None:
        if held and removals.says_gone(visit) and not visit.alias_of:
            _give_back(db, run, visit, held)
        return visit
    article = visit.article
    if held is None:
        article = _where_it_was_read(db, visit, article)
        held = next(iter(moves.of_the_same_page(db, run, article)), None)
    else:
        article = _at_its_own_place(db, run, visit, article, held)
        held = held_at(db, article.url)
    if article is not visit.article:
        visit = replace(visit, article=article, alias_of=None)
    why = _why_not(db, run, visit, article, held) if held else None
    if why is None:
        return visit
    return replace(visit, article=None, alias_of=None, outcome=Outcome.REFUSED, why=why, doubtful=article)


def _why_not(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, held: sqlite3.Row) -> str | None:
    """Tell why a reading is not to be entered: it is worse than what is held, or of another article."""
    back = taken.before(db, article)
    if back is not None:
        return _is_worse(db, article, back)
    dated = told.held(db, held["url"])
    why = _is_worse(db, told.as_first(dated, article), held)
    return why or (taken.disbelieved(db, run, visit, article, dated) if dated and article.url == held["url"] else None)


def _at_its_own_place(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, held: sqlite3.Row) -> Article:
    """Believe a page that gives itself another's address unless that one says otherwise: careless themes copy one."""
    said = identity.read(article)
    if identity.is_same(held, said) or (article.url == visit.url and identity.goes_on(held, said)):
        return article
    if article.url == visit.url:
        _give_back(db, run, visit, held)
        return article
    if db.execute("SELECT 1 FROM aliases WHERE url = ? AND article = ?", (visit.url, held["id"])).fetchone():
        return article
    # Whether an address is that of the article held there, nobody knows until it has answered itself.
    db.execute(
        "UPDATE frontier SET state = 'pending' WHERE url = ? AND state = 'captured' AND last_status IS NULL",
        (article.url,),
    )
    return replace(article, url=visit.url)


def _free(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> None:
    """Let an article that claimed the address asked go from there, though what answers claims another's in its turn."""
    held = held_at(db, visit.url)
    if held is not None and not identity.is_same(held, identity.read(article)):
        _give_back(db, run, visit, held)


def _where_it_was_read(db: sqlite3.Connection, visit: Visit, article: Article) -> Article:
    """Believe no page that gives itself an address at which something else was found, or nothing."""
    if article.url == visit.url:
        return article
    read = led_to(db, article.url)
    is_others = read is not None and not identity.is_same(read, identity.read(article))
    if is_others or db.execute(_SOMETHING_ELSE, (article.url,)).fetchone():
        return replace(article, url=visit.url)
    return article


_SOMETHING_ELSE = """
SELECT 1 FROM frontier WHERE url = ?1 AND last_status IS NOT NULL AND state IN ('gone', 'rejected', 'captured')
AND alias_of IS NULL AND NOT EXISTS (SELECT 1 FROM aliases WHERE aliases.url = ?1)
"""


def _give_back(db: sqlite3.Connection, run: Run, visit: Visit, held: sqlite3.Row) -> None:
    """Let an article go back to the address it was read at, when the one it claimed answers for the first time."""
    if db.execute(_HAS_ANSWERED, (visit.url,)).fetchone():
        return
    (own,) = db.execute("SELECT url FROM captures WHERE id = ?", (held["capture"],)).fetchone()
    if own == visit.url or held_at(db, own):
        return
    moves.readdress(db, held, own, stamp(visit.at), None)
    db.execute(
        """UPDATE frontier SET alias_of = NULL, reason = NULL,
               next_visit = (SELECT next_visit FROM frontier WHERE url = ?) WHERE url = ?""",
        (visit.url, own),
    )
    settle_others(db, held["id"], own, habit=run.previous_is_older)


_HAS_ANSWERED = """
SELECT 1 FROM captures WHERE url = ? AND (status = 200 OR status BETWEEN 300 AND 399)
"""
"""With a page, or by leading to where one is."""


def _is_worse(db: sqlite3.Connection, article: Article, held: sqlite3.Row) -> str | None:
    """Tell why a reading must not take the place of the one held: there is no text, or one that was guessed.

    Where the marks of a theme are gone, the other fields are not to be believed either: a redesign would edit them all.
    """
    if held["digest"] == article.digest:
        return None
    if held["body"] and not article.body:
        return addresses.EMPTY
    if article.guessed and not held["guessed"]:
        return addresses.LAYOUT
    return addresses.ANOTHER if article.body and _is_anothers(db, article, held) else None


def _is_anothers(db: sqlite3.Connection, article: Article, held: sqlite3.Row) -> bool:
    """Whether what was read is, to the letter, another article that is held: no edit makes two one.

    A site that was sold or broken into shows one text everywhere. Two that were one before may be edited alike.
    """
    return db.execute(_ANOTHERS, (article.digest, held["id"], held["digest"])).fetchone() is not None


_ANOTHERS = """
SELECT 1 FROM articles AS other WHERE digest = ?1 AND id <> ?2 AND state <> 'deleted'
AND council = (SELECT council FROM articles WHERE id = ?2)
AND NOT EXISTS (SELECT 1 FROM versions WHERE article = other.id AND versions.digest = ?3)
"""
