"""Says what an archive holds otherwise than a case demands, one sentence for each difference."""

from __future__ import annotations

import contextlib
import re
import sqlite3

from fastwarc import ArchiveIterator, WarcRecordType

from newsarchive.discover.plan import USUAL
from newsarchive.normalize.addresses import canonical
from tests.hostile.case import NOT_KNOWN, End

MEMORY = 400
"""MiB that a crawl's process and its reading process may hold together."""
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Archive:
    """The rows of one case: they are those of its council."""

    def __init__(self, case, place, folder):
        self.case, self.place, self.folder = case, place, folder
        self.db = sqlite3.connect(f"file:{folder / 'archive.db'}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        self.crawls = [row["id"] for row in self.rows("SELECT id FROM crawls WHERE council = :council ORDER BY id")]

    def close(self):
        """Let the database go."""
        self.db.close()

    def rows(self, sql, **values):
        """Ask the database; ``:council`` is the case's."""
        return self.db.execute(sql, {"council": self.case.name, **values}).fetchall()

    def url(self, path):
        """Give the address that the archive knows a target by."""
        return canonical(self.place.url(path))

    def fits(self, url, pattern):
        """Whether an address is a target, or begins as a target does that ends in ``*``."""
        if pattern.endswith("*"):
            return url.startswith(self.place.url(pattern[:-1]))
        return url == self.url(pattern)

    def short(self, url):
        """Give an address of the case as a reader of a failure likes it: its own site's left out."""
        for name, address in self.place.addresses.items():
            if url.startswith(address + "/"):
                url = url.removeprefix(address) if name == "site" else f"{{{name}}}{url.removeprefix(address)}"
        return url[:200]

    def endings(self, url, crawl):
        """Give how requests for an address ended in a crawl; for one never asked, why it was not."""
        number = self.crawls[crawl - 1]
        asked = self.rows(
            "SELECT DISTINCT outcome, why FROM fetches WHERE url = :url AND crawl = :n", url=url, n=number
        )
        if not asked:
            asked = self.rows("SELECT 'refused', reason FROM frontier WHERE url = :url AND state = 'rejected'", url=url)
        return {End(*row) for row in asked} or set(NOT_KNOWN)


def differences(case, place, folder, runs):
    """Name what differs from what a case demands, after its last crawl.

    Args:
        case: what is demanded.
        place: where it was served.
        folder: the archive.
        runs: what each crawl did.
    """
    found = [*_of_the_process(case, runs)]
    if None in {run.code for run in runs}:
        return found  # what is left of a killed crawl is another suite's business
    if not (folder / "archive.db").exists():
        return [*found, "there is no archive"]
    archive = Archive(case, place, folder)
    with contextlib.closing(archive):
        for check in (_articles, _ends, _accounting, _kept, _manners, _requests, _waits):
            found += check(archive, runs)
    return found


def _of_the_process(case, runs):
    for number, run in enumerate(runs, 1):
        if run.code is None:
            yield f"crawl {number} would not end by itself: {len(run.asked)} requests, at most {case.seconds} s"
        elif run.code not in (case.code if isinstance(case.code, tuple) else (case.code,)):
            yield f"crawl {number} left with code {run.code}, not {case.code}: {run.said[-2000:]}"
        if "Traceback" in run.said:
            yield f"crawl {number} printed a traceback: {run.said[-3000:]}"
        if sum(run.peak.values()) > MEMORY:
            held = ", ".join(f"{name} {peak:.0f}" for name, peak in run.peak.items())
            yield f"crawl {number} held more than {MEMORY} MiB: {held}"
        # Where lists usually stand is asked too, once, whatever the site is.
        most = case.requests + len(USUAL)
        if len(run.asked) > most:
            targets = [asked.target[:60] for asked in run.asked]
            yield f"crawl {number} asked {len(targets)} times, not at most {most}: {targets[:6]} ..."


def _articles(archive, runs):
    """Each that must be held is, with exactly its text; and nothing else is."""
    case = archive.case
    rows = {row["url"]: row for row in archive.rows("SELECT * FROM articles WHERE council = :council")}
    again = case.again if len(runs) > 1 else None
    now = {path: story for path, story in case.stories().items() if not again or path not in again.moved}
    must = {archive.url(path): story for path, story in (now | (again.held if again else {})).items()}
    may = {url: story for url in rows for pattern, story in case.may.items() if archive.fits(url, pattern)}
    for url in must.keys() - rows.keys():
        yield f"not held: {archive.short(url)}, which ended {_said(archive.endings(url, 1))}"
    for url in rows.keys() - must.keys() - may.keys():
        yield f"held, and is no article: {archive.short(url)} {rows[url]['title'][:60]!r}"
    for url in (must | may).keys() & rows.keys():
        yield from _text(archive, rows[url], (may | must)[url])
    versions = {archive.url(path): count for path, count in (again.versions if again else {}).items()}
    for url, row in rows.items():
        if row["version"] != versions.get(url, 1):
            yield f"{archive.short(url)} has {row['version']} versions, not {versions.get(url, 1)}"


def _text(archive, row, story):
    for name, true in (("title", story.title), ("body", story.body)) if story else ():
        if row[name] != true:
            yield f"another {name} at {archive.short(row['url'])}: {row[name][:300]!r}, not {true[:300]!r}"
    for name in row.keys():  # noqa: SIM118 - a row of sqlite3 iterates over its values
        if isinstance(row[name], str) and _INVISIBLE.search(row[name]):
            yield f"control characters in {name} of {archive.short(row['url'])}: {row[name][:80]!r}"


def _ends(archive, runs):
    """Each address named by the case ended as it says."""
    case = archive.case
    demands = [(1, case.ends), *([(2, case.again.ends)] if case.again and len(runs) > 1 else [])]
    for crawl, ends in demands:
        for path, allowed in ends.items():
            had = archive.endings(archive.url(path), crawl)
            if not had <= allowed:
                yield f"{path[:200]} ended {_said(had)} in crawl {crawl}, not {_said(allowed)}"
    if case.among and not case.among & {End(*row) for row in archive.rows(_ALL_ENDINGS)}:
        yield f"nothing ended {_said(case.among)}"
    known = {row["url"] for row in archive.rows(_ALIASES)}
    for path in case.not_alias:
        if archive.url(path) in known:
            yield f"{path} is entered as another name of an article"


_ALL_ENDINGS = """
SELECT outcome, why FROM fetches JOIN crawls ON crawls.id = crawl WHERE council = :council
UNION SELECT 'refused', reason FROM frontier WHERE state = 'rejected' AND council = :council
"""
_ALIASES = "SELECT aliases.url FROM aliases JOIN articles ON articles.id = article WHERE council = :council"


def _said(endings):
    return " or ".join(sorted(f"{e.outcome} ({e.why})" if e.why else e.outcome for e in endings))


def _accounting(archive, runs):
    """What the server saw asked has a row in ``fetches``, and what has an answer's row was asked."""
    schemes = {address.partition("://")[2]: address.partition("://")[0] for address in archive.place.addresses.values()}
    asked = set()
    for request in (request for run in runs for request in run.asked):
        scheme = schemes.get(request.headers.get("host", ""), "http")
        asked.add(canonical(f"{scheme}://{request.url}"))
    entered = {row["url"]: row["answered"] for row in archive.rows(_ENTERED)}
    for url in sorted(asked - entered.keys()):
        yield f"asked, and not in fetches: {archive.short(url)}"
    for url in sorted({url for url, answered in entered.items() if answered} - asked):
        yield f"in fetches with an answer, and never asked: {archive.short(url)}"
    wait = {archive.url(path) for path, allowed in archive.case.ends.items() if allowed & NOT_KNOWN}
    for row in archive.rows(_IN_THE_AIR):
        if row["url"] in wait:
            continue
        yield f"neither asked nor refused: {archive.short(row['url'])}"
    for row in archive.rows(_FOR_EVER):
        yield f"put off for ever: {archive.short(row['url'])} until {row['next_visit']}"
    for row in archive.rows(_UNEXPLAINED):
        yield f"no reason is given: {archive.short(row['url'])}"


_ENTERED = """
SELECT url, max(status IS NOT NULL) AS answered FROM fetches JOIN crawls ON crawls.id = crawl
WHERE council = :council GROUP BY url
"""
_IN_THE_AIR = """
SELECT url FROM frontier WHERE council = :council AND state = 'pending' AND url NOT IN (SELECT url FROM fetches)
AND NOT EXISTS (
    SELECT 1 FROM fetches JOIN crawls ON crawls.id = crawl WHERE council = :council AND outcome = 'later')
"""
_FOR_EVER = """
SELECT url, next_visit FROM frontier
WHERE council = :council AND next_visit > strftime('%Y-%m-%dT%H:%M', 'now', '+1 year')
"""
_UNEXPLAINED = """
SELECT url FROM fetches JOIN crawls ON crawls.id = crawl
WHERE council = :council AND outcome NOT IN ('stored', 'unchanged') AND why IS NULL
"""


def _kept(archive, _runs):
    """What was seen is kept: each WARC file is whole, and holds the records that rows name."""
    records = {}
    for path in (archive.folder / "warc" / archive.case.name).rglob("*"):
        if path.suffix in {".gz", ".open"} and path.is_file():
            with path.open("rb") as file:
                kinds = WarcRecordType.response | WarcRecordType.revisit
                for record in ArchiveIterator(file, record_types=kinds, parse_http=False):
                    address, truncated = record.headers["WARC-Target-URI"], record.headers.get("WARC-Truncated")
                    records[record.record_id.strip("<>")] = (address, truncated, record.reader.read())
            if path.suffix == ".open":
                yield f"{path.name} was not closed"
    rows = {row["record_id"] for row in archive.rows(_RECORDS)}
    if records.keys() != rows:
        yield f"{len(records)} responses in the WARC files, {len(rows)} in the table captures"
    if archive.rows("PRAGMA quick_check")[0][0] != "ok":
        yield "the database is damaged"
    yield from _true(archive, records.values())


def _true(archive, records):
    for path, pieces in archive.case.kept.items():
        answers = [content for address, _, content in records if address == archive.url(path)]
        yield from (f"not kept of {path}: {piece[:60]!r}" for piece in pieces if not any(piece in a for a in answers))
    for path in archive.case.truncated:
        marks = {truncated for address, truncated, _ in records if address == archive.url(path)}
        if not marks or None in marks:
            yield f"{path} is not marked as cut"


_RECORDS = "SELECT record_id FROM captures JOIN crawls ON crawls.id = crawl WHERE council = :council"


def _manners(archive, runs):
    """Nothing was asked of another's machine, or in another's name, or with a cookie."""
    if archive.place.connections.get("canary"):
        targets = [asked.target for run in runs for asked in run.asked if asked.host == "canary"]
        yield f"another's machine was reached: {targets[:5]}"
    for request in (request for run in runs for request in run.asked):
        if request.method != "GET":
            yield f"{request.method} {request.target[:80]}"
        if "newsarchive/" not in request.headers.get("user-agent", ""):
            yield f"{request.target[:80]} was asked by {request.headers.get('user-agent')}"
        for name in {"cookie", "authorization", "referer"} & request.headers.keys():
            yield f"{request.target[:80]} was asked with {name}"


def _requests(archive, runs):
    """What the case forbids was not asked, and what it counts was asked so often."""
    case = archive.case
    for number, run in enumerate(runs, 1):
        never = case.never + (case.again.never if case.again and number > 1 else ())
        targets = [request.target for request in run.asked if request.host == "site"]
        for target in targets:
            if any(_matches(target, pattern) for pattern in never):
                yield f"{target[:80]} was asked in crawl {number}"
        for target, (least, most) in case.times.items():
            if not least <= targets.count(target) <= most:
                yield f"{target} was asked {targets.count(target)} times in crawl {number}, not {least} to {most}"
    for target in case.again.conditional if case.again and len(runs) > 1 else ():
        bore = [request.headers for request in runs[1].asked if request.target == target]
        if not bore or not all({"if-none-match", "if-modified-since"} & headers.keys() for headers in bore):
            yield f"{target} was not asked conditionally"


def _matches(target, pattern):
    return target.startswith(pattern[:-1]) if pattern.endswith("*") else target == pattern


def _waits(archive, runs):
    """Lower bounds alone: a machine may be slow, and is never too fast."""
    case = archive.case
    for run in runs:
        seen = [request for request in run.asked if request.host == "site"]
        if case.pace:
            times = [request.at for request in seen if request.target != "/robots.txt"]
            mean = (times[-1] - times[0]) / max(1, len(times) - 1)
            if mean < case.pace:
                yield f"a request for a page every {mean:.2f} s, not every {case.pace}"
        for target, pause in case.pauses.items():
            first = next((request.at for request in seen if request.target == target), None)
            if first is None:
                yield f"{target} was never asked"
                continue
            hasty = [request for request in seen if first < request.at < first + pause]
            yield from (f"{r.target} was asked {r.at - first:.2f} s after {target}, not {pause}" for r in hasty)
