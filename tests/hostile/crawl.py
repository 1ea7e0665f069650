"""Crawls cases by the command line, in a process of their own, and measures it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.discover.plan import USUAL
from tests.hostile import spider
from tests.hostile.nursery import unmeasured

if TYPE_CHECKING:
    from tests.hostile.wire import Asked

ROOT = Path(__file__).parents[2]
TOGETHER = 16
"""Cases that one process crawls: what takes longest is to start it."""
_LOOK_EVERY = 0.03
_FAR_TOO_MANY = 2
"""Times the requests that a case allows: such a crawl has no end, and is not waited for."""
_HELD = re.compile(r"VmHWM:\s*(\d+) kB")
_LONG_AGO = "2000-01-01T00:00:00+00:00"
_RECORD = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )", re.MULTILINE)
"""Where a record of the log begins."""


@dataclass(slots=True)
class Run:
    """What one crawl did, as seen from outside."""

    code: int | None
    """The process's exit code; None when it had to be ended by force."""
    said: str
    """What it said on standard error of this case, and of none in particular."""
    peak: dict[str, float]
    """The most memory (VmHWM, MiB) that the crawl's process and its reading process held."""
    asked: list[Asked] = field(default_factory=list)


def batches(cases):
    """Choose what is crawled together: what may go wrong as a whole goes alone."""
    alone = [case for case in cases if case.alone]
    found = [[case] for case in alone]
    alike = {}
    for case in cases:
        if case not in alone:
            alike.setdefault((case.again is not None, bool(case.abroad)), []).append(case)
    for rest in alike.values():
        found += [rest[start : start + TOGETHER] for start in range(0, len(rest), TOGETHER)]
    return found


def crawl(cases, places, folder, nursery):
    """Crawl each case once into ``folder``, all in one process; give a Run for each."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [str(spider.write(case, place, folder)) for case, place in zip(cases, places, strict=True)]
    before = [len(place.asked) for place in places]
    enough = [count + _FAR_TOO_MANY * (case.requests + len(USUAL)) for count, case in zip(before, cases, strict=True)]

    def is_lost():
        return any(len(place.asked) > most for place, most in zip(places, enough, strict=True))

    with (folder / "said.txt").open("w+") as said:
        process = _start(cases, places, [*files, "--data", str(folder), *cases[0].words], said, nursery)
        code, peak = _watch(process, max(case.seconds for case in cases), is_lost)
        said.seek(0)
        records = _RECORD.split(said.read())
    return [
        Run(code, _of(place, places, records), peak, place.asked[count:])
        for place, count in zip(places, before, strict=True)
    ]


def let_time_pass(folder):
    """Make every address that will ever be asked again due now, and each robots.txt too old to be trusted."""
    with contextlib.closing(sqlite3.connect(folder / "archive.db")) as db:
        db.execute("UPDATE frontier SET next_visit = ? WHERE next_visit IS NOT NULL", (_LONG_AGO,))
        db.execute("UPDATE captures SET captured_at = ? WHERE url LIKE '%/robots.txt'", (_LONG_AGO,))
        db.commit()


def _start(cases, places, words, said, nursery):
    environment = unmeasured() | {"NEWSARCHIVE_CONTACT": "crawler@tests.newsarchive"}
    words = ["crawl", *words, "--delay", "0", "--json"]
    if not cases[0].abroad:
        return nursery.crawl(words, environment, said)
    # Twisted keeps what sockets it finds when it is imported, so an internet of our own must be there before.
    canaries = {port: place.port("canary") for place in places for port in map(place.port, place.addresses)}
    environment["HOSTILE_INTERNET"] = json.dumps({"names": cases[0].abroad, "canaries": canaries})
    return subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.internet", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )


def _of(place, places, records):
    """Give the records of the log that name this place, or none of them."""
    others = [address for other in places if other is not place for address in other.addresses.values()]
    return "".join(record for record in records if not any(address in record for address in others))


def _watch(process, seconds, is_lost):
    """Wait for the end, looking at the memory; give the exit code, None where the end had to be made, and the peaks.

    A look gives the most so far, so the last one counts: the first ones see the copy of us that exec replaced.
    """
    deadline = time.monotonic() + seconds
    held = {}
    try:
        while process.poll() is None and time.monotonic() < deadline and not is_lost():
            held |= _held(process.pid)
            time.sleep(_LOOK_EVERY)
        code = process.returncode
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its session is its own, so the reading process goes too
        process.wait()
    return code, {"crawl": held.pop(process.pid, 0), "reader": max(held.values(), default=0)}


def _held(pid):
    """Give the most that a process and its children have held, in MiB by process; nothing where /proc is not."""
    found = {}
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for number in (pid, *map(int, children)):
            told = _HELD.search(Path(f"/proc/{number}/status").read_text())
            if told:  # one that has just ended holds nothing
                found[number] = int(told[1]) / 1024
    return found
