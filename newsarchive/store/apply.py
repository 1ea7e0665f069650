"""How a visit becomes rows. Called inside one transaction, by the writer while crawling and by ``rebuild`` later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.items import Outcome, Route
from newsarchive.store.archive import stamp
from newsarchive.store.neighbours import decide, settle_others

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.items import Article, Capture, Visit

_STATES = {
    Outcome.STORED: "captured",
    Outcome.UNCHANGED: "captured",
    Outcome.GONE: "gone",
    Outcome.REFUSED: "rejected",
    Outcome.FAILED: "pending",
    Outcome.LATER: "pending",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The crawl that rows belong to."""

    id: int
    council: str
    previous_is_older: bool = True
    """The site's habit, followed where dates do not decide."""


def apply(db: sqlite3.Connection, run: Run, visit: Visit, capture: Capture | None) -> None:
    """Write everything one request taught.

    Args:
        db: inside a transaction.
        run: the crawl it belongs to.
        visit: what was learned.
        capture: where the answer's bytes stand, None where no answer came.
    """
    capture_id = _add_capture(db, run, capture) if capture else None
    _add_fetch(db, run, visit, capture_id)
    _update_frontier(db, run, visit)
    _add_found(db, run, visit)
    changed = None
    if visit.article and capture_id:
        changed = _add_article(db, run, visit, visit.article, capture_id)
    elif visit.alias_of:
        _add_alias(db, run, visit.url, visit.alias_of)
    _count(db, run, visit, changed)


def _add_capture(db: sqlite3.Connection, run: Run, capture: Capture) -> int:
    return _insert(
        db,
        "captures",
        url=capture.url,
        captured_at=stamp(capture.captured_at),
        status=capture.status,
        content_type=capture.content_type,
        warc_file=capture.warc_file,
        offset=capture.offset,
        length=capture.length,
        payload_digest=capture.payload_digest,
        record_id=capture.record_id,
        truncated=capture.truncated,
        crawl=run.id,
    )


def _add_fetch(db: sqlite3.Connection, run: Run, visit: Visit, capture_id: int | None) -> None:
    _insert(
        db,
        "fetches",
        url=visit.url,
        at=stamp(visit.at),
        route=visit.route,
        outcome=visit.outcome,
        why=visit.why,
        status=visit.status,
        capture=capture_id,
        crawl=run.id,
    )


def _update_frontier(db: sqlite3.Connection, run: Run, visit: Visit) -> None:
    """Say what became of the address asked, and of the canonical one that the page says it stands for."""
    failed = visit.outcome in {Outcome.FAILED, Outcome.LATER}
    next_visit = stamp(visit.next_visit) if visit.next_visit else None
    db.execute(
        """INSERT INTO frontier (url, council, route, state, reason, tries, last_status, next_visit, alias_of)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
           ON CONFLICT (url) DO UPDATE SET state = ?4, reason = ?5, tries = ?6 * (tries + 1), last_status = ?7,
               next_visit = ?8, alias_of = ?9""",
        (
            visit.url,
            run.council,
            visit.route,
            _STATES[visit.outcome],
            visit.why,
            int(failed),
            visit.status,
            next_visit,
            visit.alias_of,
        ),
    )
    if visit.article and visit.article.url != visit.url:
        db.execute(
            """INSERT INTO frontier (url, council, route, found_on, state, next_visit)
               VALUES (?1, ?2, ?3, ?4, 'captured', ?5)
               ON CONFLICT (url) DO UPDATE SET state = 'captured', next_visit = ?5""",
            (visit.article.url, run.council, visit.route, visit.url, next_visit),
        )


def _add_found(db: sqlite3.Connection, run: Run, visit: Visit) -> None:
    """Enter the addresses a page made known, and that this route has seen them."""
    at = stamp(visit.at)
    if visit.route in {Route.START, Route.ROBOTS}:
        _sight(db, [(visit.url, visit.route, at)])
    db.executemany(
        """INSERT INTO frontier (url, council, route, found_on, state, reason) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (url) DO NOTHING""",
        [
            (f.url, run.council, f.route, visit.url, "rejected" if f.refused else "pending", f.refused)
            for f in visit.found
        ],
    )
    _sight(db, [(f.url, f.route, at) for f in visit.found])


def _sight(db: sqlite3.Connection, rows: list[tuple[str, Route, str]]) -> None:
    db.executemany(
        """INSERT INTO sightings (url, route, first_seen, last_seen) VALUES (?1, ?2, ?3, ?3)
           ON CONFLICT (url, route) DO UPDATE SET last_seen = ?3""",
        rows,
    )


def _add_article(db: sqlite3.Connection, run: Run, visit: Visit, article: Article, capture_id: int) -> str | None:
    """Enter an article, a new version of it, or only that it was seen again; say which: new, changed, None."""
    held = db.execute("SELECT id, digest, version FROM articles WHERE url = ?", (article.url,)).fetchone()
    at, fields = stamp(visit.at), _fields(article)
    changed = ("changed" if held else "new") if held is None or held["digest"] != article.digest else None
    links = _links(article)
    older, newer = decide(
        db, fields["published"], links["previous_url"], links["next_url"], habit=run.previous_is_older
    )
    current: dict[str, Any] = {"older_url": older, "newer_url": newer, "last_seen": at, "state": "live"}
    if changed:
        version = held["version"] + 1 if held else 1
        current |= {**fields, "version": version, "capture": capture_id}
    if held is None:
        article_id = _insert(db, "articles", council=run.council, url=article.url, first_captured=at, **current)
    else:
        article_id = int(held["id"])
        assignments = ", ".join(f"{name} = :{name}" for name in current)
        db.execute(f"UPDATE articles SET {assignments} WHERE id = :id", {**current, "id": article_id})  # noqa: S608
    if changed:
        shown = {name: fields[name] for name in _VERSIONED}
        _insert(db, "versions", article=article_id, number=version, capture=capture_id, seen_at=at, **shown)
        _list_parts(db, article_id, article, fresh=held is None)
    _observe(db, article_id, links, capture_id, at)
    _know_by(db, run, visit, article)
    _add_aliases_of(db, article.url)
    settle_others(db, article_id, article.url, habit=run.previous_is_older)
    return changed


_VERSIONED = ("title", "lead", "body", "published", "author", "section", "digest")


def _fields(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "published": _day_or_instant(article.published),
        "published_raw": article.published_raw,
        "published_from": article.published_from,
        "modified": _day_or_instant(article.modified),
        "author": article.author,
        "section": article.section,
        "image": article.image,
        "language": article.language,
        "digest": article.digest,
    }


def _day_or_instant(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _list_parts(db: sqlite3.Connection, article_id: int, article: Article, *, fresh: bool) -> None:
    """Replace the tags and attachments of an article by those of its current reading."""
    for table in () if fresh else ("tags", "attachments"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (article_id,))  # noqa: S608 - two fixed names
    db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?)", [(article_id, tag) for tag in article.tags])
    db.executemany(
        "INSERT OR IGNORE INTO attachments VALUES (?, ?, ?, ?)",
        [(article_id, a.url, a.title, a.kind) for a in article.attachments],
    )


def _links(article: Article) -> dict[str, str | None]:
    return {
        "previous_url": article.previous.url if article.previous else None,
        "previous_title": article.previous.title if article.previous else None,
        "next_url": article.next.url if article.next else None,
        "next_title": article.next.title if article.next else None,
    }


def _observe(db: sqlite3.Connection, article_id: int, links: dict[str, str | None], capture_id: int, at: str) -> None:
    """Enter the neighbour links if they differ from the last observation."""
    last = db.execute(
        "SELECT previous_url, previous_title, next_url, next_title FROM neighbours"
        " WHERE article = ? ORDER BY id DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    if last is None or tuple(last) != tuple(links.values()):
        _insert(db, "neighbours", article=article_id, capture=capture_id, seen_at=at, **links)


def _know_by(db: sqlite3.Connection, run: Run, visit: Visit, article: Article) -> None:
    """Enter the other addresses that the page gives itself, so that they need not be asked."""
    db.executemany(
        """INSERT INTO frontier (url, council, route, found_on, state, reason, alias_of)
           VALUES (?1, ?2, ?3, ?4, 'captured', 'alias', ?5)
           ON CONFLICT (url) DO UPDATE SET state = 'captured', reason = 'alias', alias_of = ?5""",
        [(url, run.council, visit.route, visit.url, article.url) for url in article.aliases if url != visit.url],
    )


def _add_alias(db: sqlite3.Connection, run: Run, url: str, target: str) -> None:
    """Enter an address that leads elsewhere; articles that name a neighbour by it can now be told whom they mean."""
    _add_aliases_of(db, target)
    named = db.execute(
        "SELECT articles.id, articles.url FROM aliases JOIN articles ON articles.id = article WHERE aliases.url = ?",
        (url,),
    ).fetchone()
    if named:
        settle_others(db, named["id"], named["url"], habit=run.previous_is_older)


def _add_aliases_of(db: sqlite3.Connection, url: str) -> None:
    """Enter the addresses that lead, directly or by others, to the article at this one, if it is held."""
    db.execute(
        """INSERT OR IGNORE INTO aliases (url, article)
           WITH RECURSIVE target (url) AS (
               VALUES (?1) UNION SELECT frontier.alias_of FROM frontier JOIN target USING (url)
               WHERE frontier.alias_of IS NOT NULL),
           source (url, article) AS (
               SELECT articles.url, articles.id FROM articles JOIN target USING (url)
               UNION SELECT frontier.url, source.article FROM frontier JOIN source ON frontier.alias_of = source.url)
           SELECT url, article FROM source WHERE url NOT IN (SELECT url FROM articles WHERE id = source.article)""",
        (url,),
    )


def _count(db: sqlite3.Connection, run: Run, visit: Visit, changed: str | None) -> None:
    db.execute(
        """UPDATE crawls SET requests = requests + 1, failures = failures + ?, articles_new = articles_new + ?,
               articles_changed = articles_changed + ? WHERE id = ?""",
        (visit.outcome == Outcome.FAILED, changed == "new", changed == "changed", run.id),
    )


def _insert(db: sqlite3.Connection, table: str, **values: Any) -> int:
    """Insert one row of a table named in the schema; give its number."""
    statement = _INSERTS.get((table, *values))
    if statement is None:
        names = ", ".join(f'"{name}"' for name in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608
        _INSERTS[(table, *values)] = statement
    return int(db.execute(statement, tuple(values.values())).lastrowid or 0)


_INSERTS: dict[tuple[str, ...], str] = {}
