"""Type 20,000 things into an archive's search, from sense to nonsense; say what breaks it and what is slowest.

    python -m benchmarks.fuzzing
    python -m benchmarks.fuzzing --data DIR --inputs 20000

The queries are those of tests/test_search_fuzz.py, the same in each run. Each is asked what a search page asks: the
first page of hits, and how many there are by council and month. Without --data an archive of a thousand articles is
made, half a minute. Exit code 1: a query raised, wrote too long a MATCH string, or took more CPU time than the limit,
since a busy machine stretches the clock's.
"""

from __future__ import annotations

import argparse
import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from newsarchive.search import ask, explain
from newsarchive.search.match import LONGEST_MATCH
from tests.helpers.typed import inputs

SMALL = 1_000
SHOWN = 10
CHARACTERS_SHOWN = 100


class Answer(NamedTuple):
    """What one query took."""

    wall: float
    """Milliseconds, of the first page and the counts."""
    cpu: float
    match: int
    """Characters of the MATCH string."""
    hits: int
    text: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, help="folder of an archive; a small one is made otherwise")
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--limit", type=float, default=250, help="milliseconds that no query may take (default: 250)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        sys.exit(run(given.data or small(Path(made)), given.inputs, given.limit))


def small(folder: Path) -> Path:
    connection = sqlite3.connect(folder / "archive.db")
    corpus.fill(connection, SMALL, "fuzzing", corpus.prepare("fuzzing"))
    connection.close()
    return folder


def run(folder: Path, count: int, limit: float) -> int:
    connection = sqlite3.connect(f"{(folder / 'archive.db').absolute().as_uri()}?mode=ro", uri=True)
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    texts = inputs(count)
    answer(connection, "рада")
    # What made the queries is kept for good; else a collection of it would be told as the time of some query.
    gc.collect()
    gc.freeze()
    answers, broken = [], 0
    for text in texts:
        try:
            answers.append(answer(connection, text))
        except Exception:
            broken += 1
            print(f"RAISED by {shown(text)}", file=sys.stderr)
            traceback.print_exc()
    report(answers, articles, limit)
    too_long = [one for one in answers if one.match > LONGEST_MATCH]
    slow, stretched = ([one for one in answers if getattr(one, name) > limit] for name in ("cpu", "wall"))
    print(f"\nraised: {broken}, MATCH string too long: {len(too_long)}")
    print(f"over {limit:.0f} ms: {len(slow)} by CPU time, {len(stretched)} by the clock")
    return int(bool(broken or too_long or slow))


def answer(connection: sqlite3.Connection, text: str) -> Answer:
    wall, cpu = time.perf_counter(), time.process_time()
    question = ask(connection, text)
    question.hits(limit=20)
    hits = question.counts().total
    taken = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
    explain(connection, text)
    return Answer(*taken, len(question.scope.match or ""), hits, text)


def report(answers: list[Answer], articles: int, limit: float) -> None:
    walls, cpus = (sorted(getattr(one, name) for one in answers) for name in ("wall", "cpu"))
    found = sum(one.hits > 0 for one in answers)
    print(f"{len(answers)} queries to {articles} articles; {found} found something; goal: none over {limit:.0f} ms")
    for name, times in (("wall", walls), ("CPU", cpus)):
        p95, p99 = (times[int(len(times) * share)] for share in (0.95, 0.99))
        print(
            f"{name:5} ms: median {statistics.median(times):.1f}  p95 {p95:.1f}  p99 {p99:.1f}  worst {times[-1]:.1f}"
        )
    print(f"longest MATCH string: {max(one.match for one in answers)} characters")
    print("\nthe slowest: ms, CPU ms, characters of MATCH, hits, query")
    for one in sorted(answers, key=lambda one: -one.cpu)[:SHOWN]:
        print(f"{one.wall:8.1f} {one.cpu:8.1f} {one.match:7} {one.hits:8}  {shown(one.text)}")


def shown(text: str) -> str:
    whole = json.dumps(text, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
    return whole if len(whole) <= CHARACTERS_SHOWN else f"{whole[:CHARACTERS_SHOWN]}… ({len(text)} characters)"


if __name__ == "__main__":
    main()
