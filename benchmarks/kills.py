"""Kill crawls at random instants, run them again, and compare the archive with that of undisturbed crawls.

    python benchmarks/kills.py --kills 100

The site is crawled, then changes round by round: articles are edited, taken down, and slipped in with an old date. In
each round one archive is crawled in peace, the other killed many times. Both must then hold the same, row for row but
for times, numbers and record ids, and name all that was changed and nothing else; every WARC file is checked, every
row's record read back.
"""

from __future__ import annotations

import argparse
import gzip
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from newsarchive.capture import records
from newsarchive.demo import DemoSite, running

ROWS = {
    "articles": (
        "SELECT url, council, title, lead, body, published, published_raw, published_from, modified, author, section,"
        " image, language, older_url, newer_url, digest, version, state FROM articles"
    ),
    "versions": (
        "SELECT url, number, versions.title, versions.body, versions.digest"
        " FROM versions JOIN articles ON articles.id = article"
    ),
    "neighbours": (
        "SELECT url, previous_url, previous_title, next_url, next_title"
        " FROM neighbours JOIN articles ON articles.id = article"
    ),
    "aliases": "SELECT aliases.url, articles.url FROM aliases JOIN articles ON articles.id = article",
    "attachments": "SELECT articles.url, attachments.url, attachments.title, kind FROM attachments"
    " JOIN articles ON articles.id = article",
    "tags": "SELECT url, tag FROM tags JOIN articles ON articles.id = article",
    # A list that was read before the kill is asked for again, and may answer that it has not changed.
    "frontier": "SELECT url, state, reason, tries, replace(last_status, 304, 200), alias_of FROM frontier",
    "sightings": "SELECT url, route FROM sightings",
    "routes": "SELECT route, url, state, total FROM routes",
    "events": "SELECT kind, articles.url, json_extract(detail, '$.fields'), json_extract(detail, '$.why') FROM events"
    " JOIN articles ON articles.id = article",
    # Each run asks for the newest articles anew, and an archive whose crawl was killed has seen more runs.
    "captures of articles": "SELECT DISTINCT url, status, payload_digest FROM captures JOIN articles USING (url)",
}
"""What must be equal: table -> the columns that do not hold a time, a number or a record id."""


def crawl(data: Path, base: str) -> subprocess.Popen[bytes]:
    """Start a crawl of the demo site in its own process."""
    start = f"{base}/category/novyny/"
    command = [sys.executable, "-m", "newsarchive.cli", "crawl", "demo", "--start", start, "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def begun(process: subprocess.Popen[bytes], data: Path) -> None:
    """Wait until a crawl writes, or has ended."""
    while process.poll() is None and not list((data / "warc").glob("*/*/*.open")):
        time.sleep(0.005)


def finish(data: Path, base: str) -> float:
    """Crawl to the end; give the seconds since it began to write."""
    process = crawl(data, base)
    begun(process, data)
    at = time.monotonic()
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, (out + err).decode()
    return time.monotonic() - at


def killed(data: Path, base: str, after: float) -> bool:
    """Crawl, and kill it so many seconds after it has begun to write; say whether it was still running."""
    process = crawl(data, base)
    begun(process, data)
    time.sleep(after)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return alive


def rows(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read what must be equal."""
    with closing(sqlite3.connect(data / "archive.db")) as db:
        return {name: sorted(db.execute(query), key=repr) for name, query in ROWS.items()}


def check(data: Path) -> None:
    """Check the database, each WARC file, and each row's record."""
    with closing(sqlite3.connect(data / "archive.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        named = db.execute('SELECT record_id, warc_file, "offset", length FROM captures').fetchall()
        listed = {name for (name,) in db.execute("SELECT name FROM warc_files")}
    files = {str(p.relative_to(data / "warc")): p for p in (data / "warc").glob("*/*/*.warc.gz")}
    assert listed == set(files), (listed, set(files))
    assert not list((data / "warc").glob("*/*/*.open"))
    held = set()
    for name, path in files.items():
        with gzip.open(path) as whole:
            while whole.read(2**20):
                pass
        held |= {(e.record_id, name, offset, length) for e, offset, length in records.iterate(path)}
    assert held == set(named), "rows and records differ"
    for path in files.values():
        subprocess.run([Path(sys.executable).with_name("fastwarc"), "check", "-q", path], check=True)


def compare(kills: int, articles: int, rounds: int, seed: str, latency: float) -> tuple[int, list[str]]:
    """Give how many kills hit a running crawl, and the names of what differs after any round."""
    site, chance, hits, different, truth = DemoSite(articles), random.Random(seed), 0, [], set()
    site.latency = latency
    with running(site) as base, tempfile.TemporaryDirectory() as folder:
        calm, rough = Path(folder, "calm"), Path(folder, "rough")
        for turn in range(rounds):
            changed = {"edited": site.edit(5), "deleted": site.remove(3), "inserted": site.insert(2)} if turn else {}
            truth |= {(kind, url) for kind, urls in changed.items() for url in urls}
            length = finish(calm, base)
            times = kills // rounds + (turn < kills % rounds)
            # Together half as long as the calm crawl, so that the later kills find something to do, even where
            # the machine has become faster since.
            hits += sum(killed(rough, base, chance.uniform(0, length / times)) for _ in range(times))
            finish(rough, base)
            check(calm)
            check(rough)
            undisturbed, disturbed = rows(calm), rows(rough)
            different += [f"{name} (round {turn})" for name in ROWS if undisturbed[name] != disturbed[name]]
            show(undisturbed, disturbed)
            told = {(kind, url) for kind, url, *_ in disturbed["events"] if kind != "suspected"}
            different += [f"told and not true: {one}" for one in told - truth]
            different += [f"true and not told: {one}" for one in truth - told]
    return hits, different


def show(calm: dict[str, list[tuple[object, ...]]], rough: dict[str, list[tuple[object, ...]]]) -> None:
    """Print the first rows that only one side has."""
    for name in ROWS:
        for side, (one, other) in {"calm": (calm, rough), "rough": (rough, calm)}.items():
            for row in [row for row in one[name] if row not in other[name]][:3]:
                print(f"only {side}: {name}: {str(row)[:300]}")


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=4, help="crawls of each archive; the site changes between them")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--latency", type=float, default=0.01, help="seconds that the site holds an answer back")
    options = parser.parse_args()
    hits, different = compare(options.kills, options.articles, options.rounds, options.seed, options.latency)
    print(f"{hits} of {options.kills} kills hit a running crawl; different: {', '.join(different) or 'nothing'}")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
