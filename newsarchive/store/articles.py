"""How a reading becomes an article's rows: new, a new version, or only seen again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.store import (
    addresses,
    boilerplate,
    edits,
    events,
    likeness,
    moves,
    removals,
    second,
    suppressions,
    told,
)
from newsarchive.store.neighbours import LAST_OBSERVED, decide, settle_others
from newsarchive.store.rows import insert, update
from newsarchive.store.values import stamp, written

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article, Visit
    from newsarchive.store.apply import Run


class Links(NamedTuple):
    """The neighbour links of an article, as the columns of ``neighbours``."""

    previous_url: str | None
    previous_title: str | None
    next_url: str | None
    next_title: str | None


def add(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, capture: int) -> str | None:
    """Enter an article, a new version of it, or only that it was seen again; say which: new, changed, None.

    Args:
        db: inside a transaction.
        run: the crawl.
        visit: the visit that read it.
        article: what was read.
        capture: the capture it was read from.
    """
    held, alike = _find(db, run, visit, article, capture)
    article = told.as_first(held, article)
    at, fields, links = stamp(visit.at), _fields(article), _links(db, article)
    if held is None and moves.repeats(db, run, visit, article):
        addresses.due_now(db, moves.doubles(run, article, alike), at)
        return None
    dated = _dated(db, visit, article, fields)
    older, newer = decide(db, dated["published"], links.previous_url, links.next_url, habit=run.previous_is_older)
    # Where the marks of a theme are gone and what is guessed is what was read by them, the guess is right from now on.
    current: dict[str, Any] = {"older_url": older, "newer_url": newer, "last_seen": at, "guessed": article.guessed}
    changed = _change(db, run, held, article)
    if changed:
        current |= {**dated, "version": held["version"] + 1 if held else 1, "capture": capture}
    if held is None:
        number = insert(db, "articles", council=run.council, url=article.url, first_captured=at, **current)
    else:
        number = int(held["id"])
        removals.answered(db, held, at, capture)
        update(db, "articles", number, current)
    if changed:
        version = _add_version(db, number, {**current, **fields, "form": article.form}, at)
        _take_in(db, edits.Place(version, number, run.council, at), held, article, capture)
    observed = _observe(db, number, links, capture, at, fresh=held is None)
    _name(db, run, visit, article)
    settle_others(db, number, article.url, habit=run.previous_is_older)
    if held is None:
        _tell_of_insertion(db, number, (older, newer), at, capture)
        removals.read_between(db, (older, newer), at)
        addresses.due_now(db, moves.doubles(run, article, alike), at)
    elif observed:
        removals.witnessed(db, number, at)
    if observed:
        addresses.due_now(db, _outdated(db, article.url, (older, newer), run.since), at)
    since = dated["published"] or _known_since(db, run, held["first_captured"] if held else at)
    again = run.revisits.after(visit.at, since, _edited(db, number) if held else None)
    addresses.due(db, article.url, again)
    return changed


def _change(db: sqlite3.Connection, run: Run, held: sqlite3.Row | None, article: Article) -> str | None:
    """Say whether a reading is of a new article, or another than the one held: new, changed, None."""
    if held is None:
        return "new"
    if held["digest"] == article.digest:
        return "changed" if edits.is_of_other_files(db, held, article) else None
    return None if boilerplate.is_all(db, run.council, held, article) else "changed"


def _find(
    db: sqlite3.Connection, run: Run, visit: Visit, article: Article, capture: int
) -> tuple[sqlite3.Row | None, list[sqlite3.Row]]:
    """Give the row of an article under whatever address it was held, and of one that is new those that say the same."""
    held = told.held(db, article.url)
    if held is not None:
        return (told.held(db, article.url) if moves.reunite(db, run, held, stamp(visit.at), capture) else held), []
    alike = moves.twins(db, run, visit, article)
    before = moves.predecessor(db, run, visit, article, alike)
    if before is not None:
        moves.move(db, before, article.url, stamp(visit.at), capture)
        held = told.held(db, article.url)
    return held, alike


def _dated(db: sqlite3.Connection, visit: Visit, article: Article, fields: dict[str, Any]) -> dict[str, Any]:
    """Give the fields with the date that others tell, where the page tells none."""
    if fields["published"] is not None:
        return fields
    published, source = second.date_of(db, {article.url, visit.url, *article.aliases})
    return {**fields, "published": published, "published_from": source}


def seen(db: sqlite3.Connection, run: Run, held: sqlite3.Row, visit: Visit, capture: int | None) -> None:
    """Note that the site answered with an article as it is held."""
    if moves.reunite(db, run, held, stamp(visit.at), capture):
        held = db.execute("SELECT * FROM articles WHERE url = ?", (held["url"],)).fetchone()
    is_elsewhere = held["state"] != "live" and visit.url != held["url"]
    if is_elsewhere:  # another address shows it still, its own does no more
        held = _move(db, run, held, visit, capture)
    removals.answered(db, held, stamp(visit.at), capture)
    db.execute("UPDATE articles SET last_seen = ? WHERE id = ?", (stamp(visit.at), held["id"]))
    since = held["published"] or _known_since(db, run, held["first_captured"])
    addresses.due(db, held["url"], run.revisits.after(visit.at, since, _edited(db, held["id"])))
    if is_elsewhere:
        addresses.read_anew(db, visit.url, stamp(visit.at))


def _move(db: sqlite3.Connection, run: Run, held: sqlite3.Row, visit: Visit, capture: int | None) -> sqlite3.Row:
    """Let an article stand at the address that was asked, and give its row."""
    moves.move(db, held, visit.url, stamp(visit.at), capture)
    settle_others(db, held["id"], visit.url, habit=run.previous_is_older)
    row: sqlite3.Row = db.execute("SELECT * FROM articles WHERE id = ?", (held["id"],)).fetchone()
    return row


def _known_since(db: sqlite3.Connection, run: Run, first_captured: str) -> str:
    """Give from when on an article without a date is taken for news, which is visited every day at first.

    One that was there when the archive began is none; a site that tells no dates would be asked for all of it daily.
    """
    if db.execute(_ENDED_BEFORE, (run.council, first_captured)).fetchone():
        return first_captured
    return stamp(datetime.fromisoformat(first_captured) - _NO_NEWS)


_NO_NEWS = timedelta(days=30)
_ENDED_BEFORE = "SELECT 1 FROM crawls WHERE council = ? AND reason = 'finished' AND finished < ? LIMIT 1"


def _edited(db: sqlite3.Connection, article: int) -> str | None:
    """Give when an article last changed, None if it never did."""
    row = db.execute("SELECT max(seen_at) FROM versions WHERE article = ? AND number > 1", (article,)).fetchone()
    return row[0] and str(row[0])


def _add_version(db: sqlite3.Connection, number: int, current: dict[str, Any], at: str) -> int:
    shown = {name: current[name] for name in (*edits.SAID, "digest", "form")}
    return insert(
        db, "versions", article=number, number=current["version"], capture=current["capture"], seen_at=at, **shown
    )


def _take_in(
    db: sqlite3.Connection, place: edits.Place, held: sqlite3.Row | None, article: Article, capture: int
) -> None:
    """Enter what comes with a version: marks, tags and files; where there was one before, the edit and its event."""
    if held is None:
        likeness.remember(db, place.article, article.body)
    else:
        likeness.replace(db, place.article, held["body"], article.body)
        _compare(db, place, held, article)
    _attach(db, place.article, article, fresh=held is None)
    suppressions.hold(db, place.article)
    if held is not None:
        edits.tell(db, held, _fields(article), place.seen_at, capture)


def _compare(db: sqlite3.Connection, place: edits.Place, held: sqlite3.Row, article: Article) -> None:
    """Say what an edit changed, before what was attached to the version before is forgotten."""
    before = edits.fields(held, edits.files_held(db, place.article))
    edits.add(db, place, before, edits.fields(_fields(article), edits.files_of(article.attachments)))


def _attach(db: sqlite3.Connection, number: int, article: Article, *, fresh: bool) -> None:
    """Enter tags and attachments, in the place of what the version before had."""
    for table in () if fresh else ("tags", "attachments"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
    if article.tags:
        db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?)", [(number, tag) for tag in article.tags])
    if article.attachments:
        db.executemany(
            "INSERT OR IGNORE INTO attachments VALUES (?, ?, ?, ?)",
            [(number, a.url, a.title, a.kind) for a in article.attachments],
        )


def _fields(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "published": written(article.published),
        "published_raw": article.published_raw,
        "published_from": article.published_from,
        "modified": written(article.modified),
        "author": article.author,
        "section": article.section,
        "image": article.image,
        "language": article.language,
        "digest": article.digest,
        "guessed": article.guessed,
    }


def _links(db: sqlite3.Connection, article: Article) -> Links:
    previous, following = article.previous, article.next
    hushed = suppressions.hushed(db, [link.url for link in (previous, following) if link])
    return Links(
        previous.url if previous else None,
        previous.title if previous and previous.url not in hushed else None,
        following.url if following else None,
        following.title if following and following.url not in hushed else None,
    )


def _observe(db: sqlite3.Connection, number: int, links: Links, capture: int, at: str, *, fresh: bool) -> bool:
    """Enter the neighbour links if they differ from the last observation; say whether they do."""
    last = None if fresh else db.execute(LAST_OBSERVED, (number,)).fetchone()
    if last is not None and tuple(last) == tuple(links):
        return False
    insert(db, "neighbours", article=number, capture=capture, seen_at=at, **links._asdict())
    return True


def _outdated(db: sqlite3.Connection, url: str, beside: tuple[str | None, ...], since: str) -> list[str]:
    """Give those neighbours of an article that, as last read before these runs, do not name it: it came between."""
    rows = db.execute(_LAST_LINKS, (*beside, since)).fetchall() if since and any(beside) else []
    return [other for other, *links in rows if url not in links]


_LAST_LINKS = """
SELECT articles.url, last.previous_url, last.next_url FROM articles JOIN neighbours AS last
  ON last.id = (SELECT max(id) FROM neighbours WHERE article = articles.id)
WHERE articles.url IN (?, ?) AND last_seen <= ?
"""


def _name(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> None:
    """Enter the other addresses under which the article is known."""
    addresses.known_by(db, run, visit, article.url, article.aliases)
    addresses.aliases_of(db, article.url)


def _tell_of_insertion(
    db: sqlite3.Connection, number: int, between: tuple[str | None, str | None], at: str, capture: int
) -> None:
    """Enter the event of an article that stands between two that were neighbours when last seen."""
    older, newer = between
    row = db.execute(_BESIDE_EACH_OTHER, (older, newer, at)).fetchone()
    if row is not None:
        events.add(
            db,
            at=at,
            article=number,
            kind="inserted",
            before=row["capture"],
            after=capture,
            older=older,
            newer=newer,
            not_there=row["at"],
        )


_BESIDE_EACH_OTHER = """
SELECT seen.capture, max(seen.seen_at, coalesce((
    SELECT max(side.last_seen) FROM articles AS side JOIN neighbours AS last
      ON last.id = (SELECT max(id) FROM neighbours WHERE article = side.id)
    WHERE side.url IN (?1, ?2) AND iif(side.url = ?1, ?2, ?1) IN (last.previous_url, last.next_url)), '')) AS at
FROM articles AS one JOIN articles AS other ON other.url = ?2 JOIN neighbours AS seen ON seen.article = one.id
WHERE one.url = ?1 AND other.url IN (seen.previous_url, seen.next_url) AND seen.seen_at < ?3
ORDER BY seen.id DESC LIMIT 1
"""
"""Where two articles were neighbours when last seen, and until when: one that names another now tells nothing."""
