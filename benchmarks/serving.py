"""Measure the search page under readers while a crawl writes, beside plain Datasette on the same file in the same run.

    python -m benchmarks.corpus DIR --articles 100000
    python -m benchmarks.serving DIR [--clients 8] [--workers 2] [--seconds 60]
    python -m benchmarks.serving DIR --minutes 10

Each client asks for its next page as soon as it has the last, over one connection. The questions are those of
``benchmarks.searching``, all kinds mixed, each asked but once, so that nothing is remembered. Ours answers with the
hits, their number, facets, timeline and map; Datasette's own page of the table, without our plugin, with as many rows
that have the words in the one form in which they were drawn. Meanwhile a writer adds fifty articles every two seconds,
as many as a crawl of all councils does, with full synchronization. Everything happens on a copy, which is taken away.

``--minutes`` has ours alone answer for so long, and fails where anything was locked, refused or broken.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from benchmarks.searching import Asked, draw
from benchmarks.sites import free_port, wait_for
from newsarchive.store.archive import BUSY_SECONDS
from newsarchive.store.log import Log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.synchronize import Event

EVERY_SECONDS, AT_ONCE = 2.0, 50
"""How often the writer commits, and how many articles."""
TIMEOUT = 60
TICKS = os.sysconf("SC_CLK_TCK")


class Answer(NamedTuple):
    """What one request came to."""

    kind: str
    milliseconds: float
    status: int
    size: int
    locked: bool


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--workers", type=int, default=os.cpu_count())
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--minutes", type=float, help="ours alone, for so long; 1 is the exit code where one failed")
    options.add_argument("--queries", type=int, default=400, help="of each kind, drawn anew when all were asked")
    given = options.parse_args()
    kinds = draw(given.folder / "archive.db", given.queries, Random("serving"))
    mixed = [(kind, asked) for kind, some in kinds.items() for asked in some]
    Random("readers").shuffle(mixed)
    with tempfile.TemporaryDirectory(dir=given.folder) as aside:
        path = Path(aside) / "archive.db"
        shutil.copy(given.folder / "archive.db", path)
        if given.minutes:
            sys.exit(endure(path, mixed, given))
        report("ours", path, ours(path, given.workers), [(kind, our(asked)) for kind, asked in mixed], given)
        report("plain Datasette", path, plain(path), [(kind, stock(asked)) for kind, asked in mixed], given)


def endure(path: Path, mixed: list[tuple[str, Asked]], given: argparse.Namespace) -> int:
    """Answer for minutes; say whether anything failed."""
    given.seconds = 60 * given.minutes
    addresses = [(kind, our(asked)) for kind, asked in mixed]
    answers, refused = report("ours", path, ours(path, given.workers), addresses, given)
    wrong = [answer for answer in answers if answer.status != 200 or answer.locked]
    print(f"{len(wrong)} of {len(answers)} answers were wrong; the writer was refused {refused} times")
    return 1 if wrong or refused else 0


def report(
    name: str, path: Path, command: list[str], addresses: list[tuple[str, str]], given: argparse.Namespace
) -> tuple[list[Answer], int]:
    """Serve, ask, write, and print what came of it."""
    with served(command) as (process, port):
        warm(port, [address for _, address in addresses[-8:]])
        with writing(path) as written:
            before = cpu(process)
            begun = time.monotonic()
            answers = ask(port, addresses, given.clients, given.seconds)
            seconds, spent = time.monotonic() - begun, cpu(process) - before
    good = [answer for answer in answers if answer.status == 200]
    statuses = ", ".join(f"{count} answered {status}" for status, count in Counter(a.status for a in answers).items())
    print(
        f"\n{name}: {len(good) / seconds:.1f} pages a second, {1000 * spent / len(answers):.1f} ms of CPU each,"
        f" {statistics.mean(a.size for a in answers) / 1000:.0f} kB; {statuses};"
        f" {sum(a.locked for a in answers)} said that the database is locked;"
        f" {written['articles']} articles were added meanwhile, {written['refused']} times refused",
        flush=True,
    )
    print(f"{'':16} {'median':>8} {'p95':>8} {'p99':>8} {'worst':>8}   ms, {given.clients} clients")
    print(row("all", good))
    for kind in dict.fromkeys(kind for kind, _ in addresses):
        print(row(kind, [answer for answer in good if answer.kind == kind]))
    return answers, written["refused"]


def row(name: str, answers: list[Answer]) -> str:
    times = sorted(answer.milliseconds for answer in answers)
    if not times:
        return f"{name:16} none"
    figures = [statistics.median(times), *(times[int(len(times) * part)] for part in (0.95, 0.99)), times[-1]]
    return f"{name:16} " + " ".join(f"{figure:8.0f}" for figure in figures)


def our(asked: Asked) -> str:
    """The address of our page."""
    days = {"since": f"{asked.year}-01-01", "until": f"{asked.year}-12-31"} if asked.year else {}
    order = {"order": "newest"} if asked.newest else {}
    council = {"council": asked.council} if asked.council else {}
    return "/archive/search?" + urlencode({"q": asked.ours(), **council, **days, **order})


def stock(asked: Asked) -> str:
    """The address of Datasette's page of the table; its box quotes each word, but for raw queries."""
    raw = {"_searchmode": "raw"} if asked.phrase or asked.prefix else {}
    text = asked.stock() if raw else " ".join(asked.words)
    year = {"published__startswith": str(asked.year)} if asked.year else {}
    council = {"council": asked.council} if asked.council else {}
    newest = {"_sort_desc": "published"} if asked.newest else {}
    return "/archive/articles?" + urlencode({"_search": text, "_size": 20, **raw, **council, **year, **newest})


def ours(path: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "newsarchive.cli", "serve", "--data", str(path.parent), "--workers", str(workers)]


def plain(path: Path) -> list[str]:
    return [sys.executable, "-m", "datasette", "serve", str(path), "--setting", "sql_time_limit_ms", "5000"]


@contextmanager
def served(command: list[str]) -> Iterator[tuple[subprocess.Popen, int]]:
    """Start a server on a free port, without plugins but ours where it is ours."""
    port = free_port()
    environment = os.environ | {"DATASETTE_LOAD_PLUGINS": ""}
    process = subprocess.Popen(
        [*command, "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield process, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=TIMEOUT)


def warm(port: int, addresses: list[str]) -> None:
    """Let each process read what its first page needs."""
    threads = [Thread(target=get, args=(http.client.HTTPConnection("127.0.0.1", port), "", a)) for a in addresses * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def ask(port: int, addresses: list[tuple[str, str]], clients: int, seconds: float) -> list[Answer]:
    """Have so many clients ask for the addresses, one after the other, and around again."""
    following, lock, answers = itertools.cycle(addresses), Lock(), []
    end = time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        while time.monotonic() < end:
            with lock:
                kind, address = next(following)
            answers.append(get(connection, kind, address))
        connection.close()

    threads = [Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def get(connection: http.client.HTTPConnection, kind: str, address: str) -> Answer:
    begun = time.perf_counter()
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        status, body = response.status, response.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        status, body = 0, b""
    return Answer(kind, 1000 * (time.perf_counter() - begun), status, len(body), b"database is locked" in body)


def cpu(process: subprocess.Popen) -> float:
    """Seconds of CPU that a process and its children took."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    stats = (Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in (process.pid, *children))
    return sum(sum(map(int, stat.rpartition(")")[2].split()[11:13])) for stat in stats) / TICKS


@contextmanager
def writing(path: Path) -> Iterator[dict[str, int]]:
    """Add articles meanwhile, in a process of its own; how many and how often refused stands there in the end."""
    context = get_context("spawn")
    done, told, counted = context.Event(), context.Queue(), {"articles": 0, "refused": 0}
    process = context.Process(target=write, args=(path, done, told))
    process.start()
    try:
        yield counted
    finally:
        done.set()
        counted["articles"], counted["refused"] = told.get(timeout=TIMEOUT)
        process.join()


_INSERT = """INSERT INTO articles(council, url, title, lead, body, published, section, digest, version, first_captured,
    last_seen, state, capture)
    SELECT council, url || '#' || ?2, title, lead, body, ?3, section, '', 1, ?3, ?3, 'live', 1
    FROM articles WHERE id = ?1"""


def write(path: Path, done: Event, told) -> None:
    """Commit articles, with the words of others, until told to end."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA synchronous = FULL")
    log = Log(connection, path)
    (last,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    random, articles, refused = Random("writer"), 0, 0
    while not done.wait(EVERY_SECONDS):
        at = time.strftime("%Y-%m-%dT%H:%M:%S+02:00")
        try:
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(AT_ONCE):
                connection.execute(_INSERT, (random.randint(1, last), f"{path.stat().st_ino}-{articles}-{at}", at))
                articles += 1
            connection.execute("COMMIT")
            log.keep_small()
        except sqlite3.OperationalError:
            refused += 1
    connection.close()
    told.put((articles, refused))


if __name__ == "__main__":
    main()
