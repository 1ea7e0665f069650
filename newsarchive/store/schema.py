"""The archive's tables: the migrations that make them, and what each column holds.

A migration is never edited once released; a change is a new one. ``TABLES`` is what docs/reference/schema.md and the
column notes in Datasette are made from; tests/test_store_schema.py holds it against the database.

Times are ISO 8601 text: what readers see (``published``, ``modified``) in Europe/Kyiv, all about crawling in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

migrations = Migrations("newsarchive")

FTS_COLUMNS = ("title", "lead", "body")


@migrations()
def m001_the_archive(db: Database) -> None:
    """Make the tables of the first release."""
    for statement in _FIRST.split(";\n"):
        db.execute(statement)


@migrations()
def m002_full_text(db: Database) -> None:
    """Make the stock full-text index that any SQLite tool can use (docs/decisions/0004-search.md)."""
    db.table("articles").enable_fts(FTS_COLUMNS, create_triggers=True)


_FIRST = """
CREATE TABLE councils (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_en TEXT,
    oblast TEXT NOT NULL,
    hosts TEXT NOT NULL,
    former_hosts TEXT NOT NULL,
    spider TEXT NOT NULL
);
CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    council TEXT NOT NULL REFERENCES councils(code),
    started TEXT NOT NULL,
    finished TEXT,
    reason TEXT,
    requests INTEGER NOT NULL DEFAULT 0,
    articles_new INTEGER NOT NULL DEFAULT 0,
    articles_changed INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    health TEXT,
    versions TEXT NOT NULL,
    settings TEXT NOT NULL
);
CREATE INDEX idx_crawls_council ON crawls(council, started);
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    warc_file TEXT NOT NULL,
    "offset" INTEGER NOT NULL,
    length INTEGER NOT NULL,
    payload_digest TEXT NOT NULL,
    record_id TEXT NOT NULL UNIQUE,
    revisit_of INTEGER REFERENCES captures(id),
    truncated TEXT,
    crawl INTEGER NOT NULL REFERENCES crawls(id)
);
CREATE INDEX idx_captures_url ON captures(url, captured_at);
CREATE INDEX idx_captures_warc ON captures(warc_file, "offset");
CREATE INDEX idx_captures_crawl ON captures(crawl);
CREATE INDEX idx_captures_revisit_of ON captures(revisit_of) WHERE revisit_of IS NOT NULL;
CREATE TABLE warc_files (
    name TEXT PRIMARY KEY,
    council TEXT NOT NULL REFERENCES councils(code),
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    records INTEGER NOT NULL,
    closed_at TEXT NOT NULL
);
CREATE INDEX idx_warc_files_council ON warc_files(council);
CREATE TABLE frontier (
    url TEXT PRIMARY KEY,
    council TEXT NOT NULL REFERENCES councils(code),
    route TEXT NOT NULL,
    found_on TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    last_status INTEGER,
    next_visit TEXT,
    alias_of TEXT
);
CREATE INDEX idx_frontier_work ON frontier(council, state, next_visit);
CREATE INDEX idx_frontier_alias_of ON frontier(alias_of) WHERE alias_of IS NOT NULL;
CREATE TABLE sightings (
    url TEXT NOT NULL REFERENCES frontier(url),
    route TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (url, route)
);
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    route TEXT NOT NULL,
    outcome TEXT NOT NULL,
    why TEXT,
    status INTEGER,
    capture INTEGER REFERENCES captures(id),
    crawl INTEGER NOT NULL REFERENCES crawls(id)
);
CREATE INDEX idx_fetches_url ON fetches(url, at);
CREATE INDEX idx_fetches_crawl ON fetches(crawl, outcome);
CREATE INDEX idx_fetches_capture ON fetches(capture);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    council TEXT NOT NULL REFERENCES councils(code),
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    lead TEXT,
    body TEXT NOT NULL,
    published TEXT,
    published_raw TEXT,
    published_from TEXT,
    modified TEXT,
    author TEXT,
    section TEXT,
    image TEXT,
    language TEXT,
    older_url TEXT,
    newer_url TEXT,
    digest TEXT NOT NULL,
    version INTEGER NOT NULL,
    first_captured TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'live',
    capture INTEGER NOT NULL REFERENCES captures(id)
);
CREATE INDEX idx_articles_council ON articles(council, published);
CREATE INDEX idx_articles_published ON articles(published);
CREATE INDEX idx_articles_state ON articles(state);
CREATE INDEX idx_articles_section ON articles(section);
CREATE INDEX idx_articles_older_url ON articles(older_url);
CREATE INDEX idx_articles_newer_url ON articles(newer_url);
CREATE INDEX idx_articles_capture ON articles(capture);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    lead TEXT,
    body TEXT NOT NULL,
    published TEXT,
    author TEXT,
    section TEXT,
    digest TEXT NOT NULL,
    capture INTEGER NOT NULL REFERENCES captures(id),
    seen_at TEXT NOT NULL,
    UNIQUE (article, number)
);
CREATE INDEX idx_versions_capture ON versions(capture);
CREATE TABLE neighbours (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    capture INTEGER NOT NULL REFERENCES captures(id),
    previous_url TEXT,
    previous_title TEXT,
    next_url TEXT,
    next_title TEXT,
    seen_at TEXT NOT NULL
);
CREATE INDEX idx_neighbours_article ON neighbours(article, seen_at);
CREATE INDEX idx_neighbours_previous_url ON neighbours(previous_url);
CREATE INDEX idx_neighbours_next_url ON neighbours(next_url);
CREATE INDEX idx_neighbours_capture ON neighbours(capture);
CREATE TABLE aliases (
    url TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id)
);
CREATE INDEX idx_aliases_article ON aliases(article);
CREATE TABLE attachments (
    article INTEGER NOT NULL REFERENCES articles(id),
    url TEXT NOT NULL,
    title TEXT,
    kind TEXT NOT NULL,
    PRIMARY KEY (article, url)
);
CREATE TABLE tags (
    article INTEGER NOT NULL REFERENCES articles(id),
    tag TEXT NOT NULL,
    PRIMARY KEY (article, tag)
);
CREATE INDEX idx_tags_tag ON tags(tag);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    council TEXT NOT NULL REFERENCES councils(code),
    kind TEXT NOT NULL,
    article INTEGER REFERENCES articles(id),
    detail TEXT,
    capture_before INTEGER REFERENCES captures(id),
    capture_after INTEGER REFERENCES captures(id),
    digest TEXT NOT NULL
);
CREATE INDEX idx_events_council ON events(council, at);
CREATE INDEX idx_events_kind ON events(kind, at);
CREATE INDEX idx_events_article ON events(article);
CREATE INDEX idx_events_capture_before ON events(capture_before) WHERE capture_before IS NOT NULL;
CREATE INDEX idx_events_capture_after ON events(capture_after) WHERE capture_after IS NOT NULL
"""

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "councils": (
        "One row is a council whose site is archived.",
        {
            "code": "The council's key everywhere: the name of its spider.",
            "name": "Official name, in Ukrainian.",
            "name_en": "The same in English.",
            "oblast": "ISO 3166-2 code, e.g. `UA-68`.",
            "hosts": "Hosts of its site now, separated by spaces.",
            "former_hosts": "Hosts it had before, separated by spaces.",
            "spider": "The Python class that crawls it, `module:Class`.",
        },
    ),
    "crawls": (
        "One row is one run of one spider.",
        {
            "id": "",
            "council": "Whose site.",
            "started": "UTC.",
            "finished": "UTC; empty while it runs, or if the process was killed.",
            "reason": "Why it ended: `finished`, `shutdown` (by a signal), `quiet_hours`, `disk_nearly_full` ...",
            "requests": "Requests made, robots.txt included.",
            "articles_new": "Articles seen for the first time.",
            "articles_changed": "Articles whose reading differed from the one held.",
            "failures": "Requests that ended `failed`.",
            "health": "What the run says of the site. Filled by a later release; empty now.",
            "versions": "Versions of Python and of the packages that captured and read, as JSON.",
            "settings": "The settings that mattered, as JSON: start addresses, limits, delay, user agent.",
        },
    ),
    "captures": (
        "One row is one WARC record of an answer.",
        {
            "id": "",
            "url": "As asked.",
            "captured_at": "UTC, to the second: WARC-Date.",
            "status": "HTTP status.",
            "content_type": "The Content-Type header as sent.",
            "warc_file": "The file, relative to `warc/`, without `.open`.",
            "offset": "Where the record's gzip member begins, in bytes.",
            "length": "The member's length, in bytes.",
            "payload_digest": "`sha256:` and the hex digest of the body as sent, before decompression.",
            "record_id": "WARC-Record-ID, `urn:uuid:...`.",
            "revisit_of": "The earlier capture with the same payload. Filled by a later release; empty now.",
            "truncated": "WARC-Truncated: `length`, `time` or `disconnect`; such a body is never read.",
            "crawl": "The run that asked.",
        },
    ),
    "warc_files": (
        "The manifest: one row is one closed WARC file.",
        {
            "name": "Relative to `warc/`.",
            "council": "Whose site it holds.",
            "size": "In bytes.",
            "sha256": "Hex digest of the whole file.",
            "records": "How many WARC records it holds.",
            "closed_at": "UTC.",
        },
    ),
    "frontier": (
        "One row is one address known.",
        {
            "url": "Canonical.",
            "council": "Whose site.",
            "route": "The way it was first found: see `sightings`.",
            "found_on": "The page that named it; empty for a start address.",
            "state": "`pending`, `captured` (itself, or as the alias of an article), `gone` or `rejected`.",
            "reason": "Why it was rejected, or what went wrong last.",
            "tries": "Requests without a usable answer since the last good one.",
            "last_status": "The last HTTP status.",
            "next_visit": "UTC; when to ask again, empty for never.",
            "alias_of": "The address it redirects to, or names as its canonical one.",
        },
    ),
    "sightings": (
        "The independent census: one row is one address seen by one route.",
        {
            "url": "",
            "route": "`start`, `neighbour`, `listing`, `feed`, `sitemap`, `api`, `redirect` or `robots`.",
            "first_seen": "UTC.",
            "last_seen": "UTC.",
        },
    ),
    "fetches": (
        "One row is one request made. Nothing asked ends without a row.",
        {
            "id": "",
            "url": "As asked.",
            "at": "UTC.",
            "route": "The way the address was first found.",
            "outcome": "`stored`, `unchanged`, `gone`, `refused`, `failed` or `later`.",
            "why": "The reason of anything but `stored`.",
            "status": "HTTP status; empty where no answer came.",
            "capture": "The record of the answer; empty where no answer came.",
            "crawl": "The run that asked.",
        },
    ),
    "articles": (
        "One row is an article as last read.",
        {
            "id": "",
            "council": "Who published it.",
            "url": "Canonical address.",
            "title": "Headline.",
            "lead": "Introduction, where the site sets it apart.",
            "body": "Text: paragraphs separated by an empty line.",
            "published": "Europe/Kyiv with offset; a bare date where the page gives no time; empty if untrusted.",
            "published_raw": "The date as it stands on the page.",
            "published_from": "The source that won: `meta`, `json-ld`, `time`, `printed` or `url`.",
            "modified": "The page's own claim of its last change, Europe/Kyiv.",
            "author": "",
            "section": "The site's section or category.",
            "image": "Address of the lead image.",
            "language": "The page's own claim, BCP 47.",
            "older_url": "The neighbour that is older, decided by date.",
            "newer_url": "The neighbour that is newer, decided by date.",
            "digest": "`sha256:` over title, lead, body, published, author, section.",
            "version": "Number of the version shown here.",
            "first_captured": "UTC.",
            "last_seen": "UTC; the last time the site answered with it.",
            "state": "`live`, `suspected` (of removal) or `deleted`.",
            "capture": "The capture this row was read from.",
        },
    ),
    "versions": (
        "One row is one different reading of an article, the first included.",
        {
            "id": "",
            "article": "",
            "number": "1 is the first.",
            "title": "",
            "lead": "",
            "body": "",
            "published": "",
            "author": "",
            "section": "",
            "digest": "As in `articles`.",
            "capture": "The capture it was read from.",
            "seen_at": "UTC; when it was first seen.",
        },
    ),
    "neighbours": (
        "The continuity ledger: one row is one observation of an article's previous and next links.",
        {
            "id": "",
            "article": "",
            "capture": "The capture that shows the links.",
            "previous_url": "As the page calls it.",
            "previous_title": "The link's text, where it names the article.",
            "next_url": "As the page calls it.",
            "next_title": "The link's text, where it names the article.",
            "seen_at": "UTC; a row is written only when the links differ from the last observation.",
        },
    ),
    "aliases": (
        "One row is another address of an article.",
        {
            "url": "It redirects to the article, or the article says it is not the canonical one.",
            "article": "",
        },
    ),
    "attachments": (
        "One row is a file or photograph that an article names.",
        {"article": "", "url": "", "title": "The link's text or the caption.", "kind": "`file` or `image`."},
    ),
    "tags": ("One row is one tag of one article.", {"article": "", "tag": "As printed."}),
    "events": (
        "One row is something that happened, with its evidence. Filled by a later release; empty now.",
        {
            "id": "",
            "at": "UTC.",
            "council": "",
            "kind": "`edited`, `deleted`, `restored`, `inserted`, `moved`, `layout`, `silence` ...",
            "article": "",
            "detail": "What differs, as JSON.",
            "capture_before": "The last capture before it.",
            "capture_after": "The first capture that shows it.",
            "digest": "`sha256:` over this row and the digest of the row before: a chain.",
        },
    ),
}
"""Table name -> (what one row is, column name -> what it holds)."""
