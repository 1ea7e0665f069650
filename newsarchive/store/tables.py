"""What the archive's tables and columns hold.

docs/reference/schema.md and the column notes in Datasette are made from this; tests/test_store_schema.py holds it
against the database. Times are ISO 8601 text: what readers see (``published``, ``modified``) in Europe/Kyiv, all about
crawling in UTC.
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
            "software": "What its site is made with, as far as its spider says; in English.",
            "certainty": "How sure that is: `seen on a real page`, `inferred` or `unknown`.",
            "since": "The day from which its news is walked.",
            "per_month_least": "The least articles of a healthy month, as its spider declares.",
            "per_month_most": "The most.",
        },
    ),
    "completeness": (
        "One row is one month of one council: what is held beside what is known to exist.",
        {
            "council": "",
            "month": "`YYYY-MM`, Europe/Kyiv; an empty text for all that has no date.",
            "state": "`complete`, `missing`, `one route`, `unknown` or `running`: see docs/archivists/completeness.md.",
            "held": "Articles that are held.",
            "missing": "Articles that are known to be of this month, and are not held.",
            "gone": "The same, but the site had taken them down before they could be captured.",
            "routes": "The independent routes that tell of the whole month, separated by spaces: `api`, `sitemap`, "
            "`listing`, `neighbour`.",
            "seen": "As JSON: how many of those articles each route has named.",
            "silent_since": "The article after which the longest pause began that ended in this month.",
            "silent_days": "How long that was, in whole days.",
            "reckoned_at": "UTC.",
        },
    ),
    "without_site": (
        "One row is a council that has no site to be crawled.",
        {
            "oblast": "ISO 3166-2.",
            "code": "What its spider would be called.",
            "name": "Official name, in Ukrainian.",
            "name_en": "The same in English.",
            "reason": "Why there is no spider, in English.",
            "reason_uk": "The same in Ukrainian.",
            "certainty": "How sure that is, as in `councils`.",
        },
    ),
    "crawls": (
        "One row is one run of one spider.",
        {
            "id": "",
            "council": "Whose site.",
            "started": "UTC.",
            "finished": "UTC; empty while it runs, or if the process was killed.",
            "reason": "Why it ended: see docs/archivists/scheduling.md.",
            "requests": "Requests made, robots.txt included.",
            "articles_new": "Articles seen for the first time.",
            "articles_changed": "Articles whose reading differed from the one held.",
            "failures": "Requests that ended `failed`.",
            "health": "`well`, `quiet`, `layout changed`, `blocked` or `down`: see docs/archivists/health.md. Empty "
            "where the run was stopped before its end, and in a rebuilt archive.",
            "versions": "Versions of Python and of the packages that captured and read, as JSON.",
            "settings": "The settings that mattered, as JSON: start addresses, limits, delay, user agent.",
            "robots": "The robots.txt of each host that were obeyed, as JSON: status, rules, when and where captured.",
            "evidence": "Why `health` is so: a JSON list of facts, each with `sign`, `says`, `points`, `counts`.",
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
            "revisit_of": "The earlier capture that holds the payload, where this one repeats it (WARC revisit).",
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
            "next_visit": "UTC; not to be asked again before; a pending address with an empty one is due at once.",
            "alias_of": "The address it redirects to, or names as its canonical one.",
            "kind": "What it is expected to be: `article`, `head` or `page` of a list.",
            "identity": "The key under which spellings of one page meet: no scheme, no `www.`, no trailing slash.",
            "etag": "The ETag of the last whole answer.",
            "last_modified": "The Last-Modified of the last whole answer.",
            "capture": "The capture that holds the last whole answer.",
        },
    ),
    "sightings": (
        "The independent census: one row is one address seen by one route.",
        {
            "url": "",
            "route": "`start`, `neighbour`, `listing`, `feed`, `sitemap`, `api`, `redirect` or `robots`.",
            "first_seen": "UTC.",
            "last_seen": "UTC.",
            "modified": "UTC; the last change that this route spoke of and that was believed: a sitemap's lastmod, the "
            "API's modified. Of a day alone its beginning in Kyiv.",
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
            "read_as": "What the answer was read as: `article` or `list`; empty where it is neither, or is unchanged.",
            "named": "How many articles a list named; empty where it is none.",
        },
    ),
    "articles": (
        "One row is an article as last read.",
        {
            "id": "",
            "council": "Who published it.",
            "url": "Canonical address; of one whose address another article took, behind a `#` when it was first held.",
            "title": "Headline.",
            "lead": "Introduction, where the site sets it apart.",
            "body": "Text: paragraphs separated by an empty line.",
            "published": "Europe/Kyiv with offset; a bare date where the page gives no time; empty if untrusted. "
            "What is told from now («2 години тому») stays as first read. Where the page tells no date, that of the "
            "site's API, feed or list of news, if they tell one.",
            "published_raw": "The date as it stands on the page.",
            "published_from": "The source that won: `meta`, `json-ld`, `time`, `printed` or `url`; where the page "
            "tells none, `api`, `feed` or `list`.",
            "modified": "The page's own claim of its last change, Europe/Kyiv.",
            "author": "",
            "section": "The site's section or category.",
            "image": "Address of the lead image.",
            "language": "The page's own claim, BCP 47.",
            "older_url": "The neighbour that is older, decided by date.",
            "newer_url": "The neighbour that is newer, decided by date.",
            "digest": "`sha256:` over title, lead, body, published, author, section, as its page tells them.",
            "version": "Number of the version shown here.",
            "first_captured": "UTC.",
            "last_seen": "UTC; the last time the site answered with it.",
            "state": "`live`, `suspected` (of removal) or `deleted`.",
            "capture": "The capture this row was read from.",
            "missing_since": "UTC; since when it is not answered with, while it is suspected or deleted.",
            "guessed": "1 where no mark of a theme told where the text stands, so that it was found by its density.",
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
            "published": "As its page tells it.",
            "author": "",
            "section": "",
            "digest": "As in `articles`.",
            "capture": "The capture it was read from.",
            "seen_at": "UTC; when it was first seen.",
            "form": "Which paragraphs of the body are headings, items, cells, a word for each: see `normalize.forms`; "
            "empty where all are paragraphs.",
        },
    ),
    "edits": (
        "One row is one edit: a version after the first, compared with the version before it.",
        {
            "version": "The version that it made.",
            "article": "",
            "council": "Who published it.",
            "seen_at": "UTC; when it was first seen.",
            "substance": "Points: how much of it matters, most first; below 6 it is looks alone: see "
            "docs/developers/changes.md.",
            "kinds": "What was changed, the weightiest first, separated by spaces: `votes`, `money`, `outcome`, "
            "`percent`, `person`, `number`, `decision`, `date`, `removed`, `published`, `files`, `name`, `title`, "
            "`author`, `section`, `added`, `wording`, `moved`; `cosmetic` where it is none of these.",
            "summary": "The same in one line, in Ukrainian.",
            "summary_en": "The same in English.",
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
        "One row is something that happened to an article, with its evidence.",
        {
            "id": "",
            "at": "UTC; when it was seen.",
            "council": "",
            "kind": "`edited`, `suspected`, `deleted`, `restored`, `inserted` or `moved`.",
            "article": "",
            "detail": "What differs, as JSON: see docs/archivists/events.md.",
            "capture_before": "The last capture before it.",
            "capture_after": "The first capture that shows it.",
            "digest": "`sha256:` over this row and the digest of the row before: a chain.",
        },
    ),
    "second_readings": (
        "One row is what another source than its own page says of an article.",
        {
            "url": "The article's address, as this source knows it.",
            "source": "`api`: the WordPress API's list of posts; `feed`: an RSS or Atom feed; `list`: a page that "
            "lists articles, each with its day, on a site of unknown software.",
            "council": "",
            "title": "Cleaned as an article's; empty where the source tells none.",
            "published": "Europe/Kyiv with offset; a bare date where the source tells no hour.",
            "categories": "The site's own numbers of its sections, separated by spaces.",
            "seen_at": "UTC; when it was first seen to say so.",
            "capture": "The capture that says so.",
            "differs": "What the page says otherwise: `title`, `published`, `section`, separated by spaces. An empty "
            "text where they agree, NULL where they were not compared; what a list says never is.",
            "crawl": "The run in which that was found.",
        },
    ),
    "routes": (
        "One row is a list that a site has, or was asked for.",
        {
            "council": "",
            "route": "`start`, `feed`, `sitemap` or `api`.",
            "url": "Its first page.",
            "state": "`untried`, `open` or `closed`.",
            "reason": "Why it is closed, or what went wrong last.",
            "tried_at": "UTC; when it was last asked.",
            "read_at": "UTC; when it was last read.",
            "census_at": "UTC; when it was last read to its end.",
            "total": "How many articles it said there are, when last read: X-WP-Total, or the addresses of a sitemap.",
        },
    ),
    "checks": (
        "One row is one check of what the archive holds, by `newsarchive verify --repair` or after a crawl.",
        {
            "id": "",
            "at": "UTC; when it ended.",
            "what": "What was checked: `index` or `marks`.",
            "outcome": "`sound`, or `repaired`.",
            "detail": "As JSON: `why` it was checked, or what was wrong; `articles`, `seconds`; `schema`, SQLite's "
            "schema_version at that time.",
        },
    ),
    "suppressions": (
        "One row is a decision to withhold an article, or one text of it: see docs/archivists/publishing.md.",
        {
            "id": "",
            "article": "",
            "url": "The article's address when it was decided; empty in a published copy.",
            "digest": "That of the text that is withheld, as in `versions`; empty where all of the article is.",
            "reason": "Why, in words that readers may see.",
            "at": "UTC; when it was decided.",
            "review": "The day on which to look at it again.",
            "lifted": "UTC; when it was shown again; empty while it is withheld.",
        },
    ),
    "withheld": (
        "One row is what a row of another table said before it was withheld. Readers are never shown it.",
        {
            "suppression": "The decision.",
            "place": "The table.",
            "line": "The row's number in it (rowid).",
            "fields": "What its columns held, as JSON.",
        },
    ),
    "marks": (
        "One row is one mark of an article's text: articles that share one may tell the same.",
        {
            "mark": "A hash of five words in a row, one of the text's eight smallest: see docs/developers/likeness.md.",
            "article": "Whose text, as last read.",
        },
    ),
}
"""Table name -> (what one row is, column name -> what it holds)."""
