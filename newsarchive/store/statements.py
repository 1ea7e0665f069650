"""The SQL of the migrations: see ``schema``. What is released is never edited."""

FIRST = """
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

CRAWL = """
ALTER TABLE frontier ADD COLUMN kind TEXT NOT NULL DEFAULT 'article';
ALTER TABLE frontier ADD COLUMN identity TEXT NOT NULL DEFAULT '';
ALTER TABLE frontier ADD COLUMN etag TEXT;
ALTER TABLE frontier ADD COLUMN last_modified TEXT;
ALTER TABLE frontier ADD COLUMN capture INTEGER REFERENCES captures(id);
CREATE INDEX idx_frontier_identity ON frontier(identity);
CREATE INDEX idx_frontier_capture ON frontier(capture) WHERE capture IS NOT NULL;
ALTER TABLE sightings ADD COLUMN modified TEXT;
ALTER TABLE articles ADD COLUMN missing_since TEXT;
ALTER TABLE articles ADD COLUMN guessed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX idx_articles_digest ON articles(digest);
ALTER TABLE crawls ADD COLUMN robots TEXT;
CREATE INDEX idx_events_chain ON events(council);
CREATE TABLE routes (
    council TEXT NOT NULL REFERENCES councils(code),
    route TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    tried_at TEXT,
    read_at TEXT,
    census_at TEXT,
    total INTEGER,
    PRIMARY KEY (council, url)
)
"""

HEALTH = """
ALTER TABLE crawls ADD COLUMN evidence TEXT;
ALTER TABLE fetches ADD COLUMN read_as TEXT;
ALTER TABLE fetches ADD COLUMN named INTEGER;
CREATE TABLE second_readings (
    url TEXT NOT NULL REFERENCES frontier(url),
    source TEXT NOT NULL,
    council TEXT NOT NULL REFERENCES councils(code),
    title TEXT NOT NULL,
    published TEXT,
    categories TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    capture INTEGER NOT NULL REFERENCES captures(id),
    differs TEXT,
    crawl INTEGER REFERENCES crawls(id),
    PRIMARY KEY (url, source)
);
CREATE INDEX idx_second_readings_council ON second_readings(council, categories);
CREATE INDEX idx_second_readings_capture ON second_readings(capture);
CREATE INDEX idx_second_readings_crawl ON second_readings(crawl) WHERE crawl IS NOT NULL;
CREATE INDEX idx_second_readings_differs ON second_readings(differs) WHERE differs <> ''
"""

CHECKS = """
CREATE TABLE checks (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX idx_checks_what ON checks(what)
"""

COMPLETENESS = """
ALTER TABLE councils ADD COLUMN software TEXT;
ALTER TABLE councils ADD COLUMN certainty TEXT;
ALTER TABLE councils ADD COLUMN since TEXT;
ALTER TABLE councils ADD COLUMN per_month_least INTEGER;
ALTER TABLE councils ADD COLUMN per_month_most INTEGER;
CREATE TABLE without_site (
    oblast TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    reason TEXT NOT NULL,
    reason_uk TEXT NOT NULL,
    certainty TEXT NOT NULL
);
CREATE TABLE completeness (
    council TEXT NOT NULL REFERENCES councils(code),
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    held INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    routes TEXT NOT NULL,
    seen TEXT NOT NULL,
    silent_since TEXT,
    silent_days INTEGER,
    reckoned_at TEXT NOT NULL,
    PRIMARY KEY (council, month)
)
"""

SUPPRESSIONS = """
CREATE TABLE suppressions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    url TEXT NOT NULL,
    digest TEXT,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    review TEXT,
    lifted TEXT
);
CREATE INDEX idx_suppressions_article ON suppressions(article);
CREATE TABLE withheld (
    suppression INTEGER NOT NULL REFERENCES suppressions(id),
    place TEXT NOT NULL,
    line INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (suppression, place, line)
)
"""

EDITS = """
CREATE TABLE edits (
    version INTEGER PRIMARY KEY REFERENCES versions(id),
    article INTEGER NOT NULL REFERENCES articles(id),
    council TEXT NOT NULL REFERENCES councils(code),
    seen_at TEXT NOT NULL,
    substance INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    summary TEXT NOT NULL,
    summary_en TEXT NOT NULL
);
CREATE INDEX idx_edits_article ON edits(article);
CREATE INDEX idx_edits_seen_at ON edits(seen_at, version, kinds);
CREATE INDEX idx_edits_substance ON edits(substance, seen_at, version, kinds);
CREATE INDEX idx_edits_council ON edits(council, seen_at, version, kinds);
CREATE INDEX idx_edits_council_substance ON edits(council, substance, seen_at, version, kinds)
"""

LIKENESS = """
CREATE TABLE marks (
    mark INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (mark, article)
) WITHOUT ROWID
"""

ORDER = """
DROP INDEX idx_articles_section;
CREATE INDEX idx_articles_section ON articles(section, published);
DROP INDEX idx_articles_state;
CREATE INDEX idx_articles_state ON articles(state, published);
CREATE INDEX idx_events_at ON events(at);
CREATE INDEX idx_crawls_started ON crawls(started)
"""
