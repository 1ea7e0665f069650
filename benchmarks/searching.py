"""Measure search on an archive of ``benchmarks.corpus``, beside stock FTS5 on the same file in the same run.

    python -m benchmarks.corpus DIR --articles 100000
    python -m benchmarks.searching DIR [--queries 60] [--clients 8] [--cold] [--forms]

A page is what a reader is shown first: 20 hits with the found words marked, how many there are, and how many by council
and by month. Stock FTS5 is asked for the words in the one form in which they were drawn, or with ``--forms`` for all
that we ask for, by the plans that Datasette makes: bm25 with snippet(), ``id IN (SELECT rowid ...)`` for the newest,
for narrowing and for counts.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import sqlite3
import statistics
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language import default_lexicon, tokens
from newsarchive.language.overlay import FUNCTION_WORDS
from newsarchive.search import Order, ask, match, uk_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COMMON = 50


class Asked(NamedTuple):
    """One page to be asked for."""

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False
    newest: bool = False
    forms: bool = False
    """Whether stock FTS5 is asked for all forms."""
    council: str | None = None
    year: int | None = None

    def ours(self) -> str:
        """Return what a reader types."""
        text = " ".join(self.words)
        return f'"{text}"' if self.phrase else f"{text}*" if self.prefix else text

    def stock(self) -> str:
        """Return what stock FTS5 is asked for."""
        if self.forms:
            return uk_query(self.ours())
        if self.phrase:
            return f'"{" ".join(self.words)}"'
        return " AND ".join(f'"{word}"{"*" if self.prefix else ""}' for word in self.words)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--queries", type=int, default=60)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--cold", action="store_true", help="have the system forget the file before each query")
    options.add_argument("--forms", action="store_true", help="ask stock FTS5 for all the forms that we ask for")
    options.add_argument("--seed", default="queries")
    given = options.parse_args()
    building()
    path = given.folder / "archive.db"
    drawn = draw(path, given.queries, Random(given.seed))
    kinds = {kind: [asked._replace(forms=given.forms) for asked in every] for kind, every in drawn.items()}
    with opened(path) as connection:
        articles, size = connection.execute("SELECT max(id), 0 FROM articles").fetchone()[0], path.stat().st_size
        index = connection.execute("SELECT sum(length(block)) FROM articles_fts_data").fetchone()[0]
    print(f"\n{articles} articles, {size / articles:.0f} bytes each, of them the index {index / articles:.0f}")
    table("warm, 1 client", path, kinds, warm=True)
    if given.cold:
        table("cold, 1 client", path, {kind: asked[:12] for kind, asked in kinds.items()}, warm=False)
    if given.clients > 1:
        crowd(path, kinds, given.clients)


def table(name: str, path: Path, kinds: dict[str, list[Asked]], *, warm: bool) -> None:
    """Print each kind both ways: milliseconds of wall time, median / 95th percentile / worst."""
    print(f"\n{name:16} {'ours: page':>24} {'with counts':>17} {'stock: page':>24} {'with counts':>17}  ratio")
    with opened(path) as connection:
        if warm:
            ask(connection, "рада").counts()
        for kind, every in kinds.items():
            times = [timed(part, connection, every, warm=warm) for part in (page, whole, stock_page, stock_whole)]
            ratio = statistics.median(times[1]) / statistics.median(times[3])
            print(f"{kind:16} {shown(times[0]):>24} {shown(times[1], 2):>17} {shown(times[2]):>24} "
                  f"{shown(times[3], 2):>17} {ratio:6.2f}", flush=True)  # fmt: skip


def timed(
    part: Callable[[sqlite3.Connection, Asked], object],
    connection: sqlite3.Connection,
    every: list[Asked],
    *,
    warm: bool,
) -> list[float]:
    """Return milliseconds for each query; warm is the second time."""
    times = []
    for asked in every:
        if warm:
            part(connection, asked)
        else:
            forget(connection)
        start = time.perf_counter()
        part(connection, asked)
        times.append(1000 * (time.perf_counter() - start))
    return times


def forget(connection: sqlite3.Connection) -> None:
    """Have neither SQLite nor the system keep anything of the file in memory; what ``facts`` holds stays."""
    connection.execute("PRAGMA shrink_memory")
    (file,) = (file for _, name, file in connection.execute("PRAGMA database_list") if name == "main")
    with Path(file).open("rb") as archive:
        os.posix_fadvise(archive.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def crowd(path: Path, kinds: dict[str, list[Asked]], clients: int) -> None:
    """Print what so many readers at once wait, each in a process of its own, with all kinds of queries mixed."""
    every = [(kind, asked) for kind, some in kinds.items() for asked in some]
    with multiprocessing.get_context("fork").Pool(clients, start, (path,)) as pool:
        pool.map(answer, [("", Asked(("рада",)))] * clients, chunksize=1)
        Random("crowd").shuffle(every)
        begun = time.perf_counter()
        answers = pool.map(answer, every, chunksize=1)
        seconds = time.perf_counter() - begun
    print(f"\n{clients} clients: {len(every) / seconds:.0f} pages a second on {os.cpu_count()} cores")
    for kind in kinds:
        print(f"{kind:16} {shown([spent for of, spent in answers if of == kind]):>24}")


_own: list[sqlite3.Connection] = []


def start(path: Path) -> None:
    _own.append(opened(path).connection)


def answer(asked: tuple[str, Asked]) -> tuple[str, float]:
    begun = time.perf_counter()
    whole(_own[0], asked[1])
    return asked[0], 1000 * (time.perf_counter() - begun)


def question(connection: sqlite3.Connection, asked: Asked):
    typed = f"{asked.ours()} рік:{asked.year}" if asked.year else asked.ours()
    return ask(connection, typed, council=asked.council)


def page(connection: sqlite3.Connection, asked: Asked) -> object:
    return question(connection, asked).hits(order=Order.NEWEST if asked.newest else Order.BEST)


def whole(connection: sqlite3.Connection, asked: Asked) -> object:
    """Ask for the page and the counts, as a page of the newsroom does: of one question."""
    one = question(connection, asked)
    return one.hits(order=Order.NEWEST if asked.newest else Order.BEST), one.counts()


_SNIPPET = "highlight(articles_fts, 0, '[', ']'), snippet(articles_fts, 2, '[', ']', '…', 30)"
_BEST = f"""SELECT a.id, a.published, a.url, {_SNIPPET} FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :match{{where}} ORDER BY bm25(articles_fts, 8.0, 3.0, 1.0) LIMIT 20"""
_NEWEST = """SELECT id, published, url, title FROM articles a
    WHERE id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match){where}
    ORDER BY published DESC LIMIT 20"""
_COUNT = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH :match"
_FACET = """SELECT {by}, count(*) FROM articles a
    WHERE id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :match){where} GROUP BY 1"""


def stock_page(connection: sqlite3.Connection, asked: Asked) -> object:
    return stock(connection, _NEWEST if asked.newest else _BEST, asked)


def stock_whole(connection: sqlite3.Connection, asked: Asked) -> object:
    stock_page(connection, asked)
    stock(connection, _COUNT, asked)
    stock(connection, _FACET.replace("{by}", "council"), asked)
    return stock(connection, _FACET.replace("{by}", "substr(published, 1, 7)"), asked)


def stock(connection: sqlite3.Connection, sql: str, asked: Asked) -> list[tuple]:
    where = f" AND substr(published, 1, 4) = '{asked.year}'" if asked.year else ""
    where += f" AND a.council = '{asked.council}'" if asked.council else ""
    return connection.execute(sql.replace("{where}", where), {"match": asked.stock()}).fetchall()


def draw(path: Path, number: int, random: Random) -> dict[str, list[Asked]]:
    """Draw queries from the articles, so that each finds something; the words of one query stand in one article."""
    with opened(path) as connection:
        commonest = common(connection, path.with_name("commonest-words.json"))
        texts = [article(connection, random) for _ in range(4 * number)]
    plain = [[word for word in tokens(text.lower()) if word.isalpha() and len(word) > 3] for text in texts]
    of_commonest = frozenset().union(*map(default_lexicon().forms, commonest))
    rare = [[word for word in words if word not in of_commonest | FUNCTION_WORDS] for words in plain]
    one = [Asked((random.choice(words),)) for words in rare[:number]]
    named = [re.findall(r"Участь узяли (\w+'?\w* \w+'?\w*)", text) for text in texts]
    kinds = {
        "commonest": [Asked((word,)) for word in commonest if word not in FUNCTION_WORDS],
        "1 word": one,
        "2 words": [Asked(tuple(random.sample(words, 2))) for words in rare[:number]],
        "3 words": [Asked(tuple(random.sample(words, 3))) for words in rare[:number]],
        "phrase 2": [Asked(row(text, 2, random, of_commonest.isdisjoint), phrase=True) for text in texts[:number]],
        "phrase 3": [Asked(row(text, 3, random, of_commonest.isdisjoint), phrase=True) for text in texts[:number]],
        "common phrase": [
            Asked(row(text, 2, random, of_commonest.intersection), phrase=True) for text in texts[:number]
        ],
        "prefix": [Asked((random.choice(words)[:5],), prefix=True) for words in rare[:number]],
        "name": [Asked(tuple(name[0].split())) for name in named if name][:number],
    }
    kinds["1 newest"] = [asked._replace(newest=True) for asked in one]
    kinds["common newest"] = [asked._replace(newest=True) for asked in kinds["commonest"]]
    kinds["of a year"] = [asked._replace(year=2020 + place % 5) for place, asked in enumerate(one)]
    kinds["and a council"] = [asked._replace(council="council00") for asked in kinds["of a year"]]
    return kinds


def row(text: str, length: int, random: Random, fits: Callable[[Iterable[str]], object]) -> tuple[str, ...]:
    """Return some words that stand in a row, in one sentence, the first and the last of some length."""
    for _ in range(1000):
        words = random.choice(re.split(r"[.,:;–()«»\n]", text)).lower().split()
        place = random.randrange(max(len(words) - length, 1))
        some = tuple(words[place : place + length])
        is_row = len(some) == length and all(word.isalpha() for word in some) and min(len(some[0]), len(some[-1])) > 3
        if is_row and fits(some):
            return some
    raise LookupError(f"no {length} words in a row in: {text[:200]}")


def article(connection: sqlite3.Connection, random: Random) -> str:
    last = connection.execute("SELECT max(id) FROM articles").fetchone()[0]
    return connection.execute("SELECT body FROM articles WHERE id = ?", (random.randint(1, last),)).fetchone()[0]


def common(connection: sqlite3.Connection, remembered: Path) -> list[str]:
    """Return the words that stand in most articles in any form, one form of each; takes some minutes for a million."""
    if not remembered.exists():
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, articles_fts, row)")
        rows = connection.execute("SELECT term FROM words WHERE length(term) > 3 ORDER BY doc DESC LIMIT 2000")
        words, seen = [], set()
        for (word,) in rows:
            if word.isalpha() and word not in seen:
                words.append(word)
                seen.update(default_lexicon().forms(word))
        held = {word: ask(connection, word).total() for word in words}
        commonest = sorted(held, key=held.__getitem__, reverse=True)[:COMMON]
        remembered.write_text(json.dumps(commonest), encoding="utf-8")
    return json.loads(remembered.read_text(encoding="utf-8"))


class opened:  # noqa: N801 - reads as a function
    """A read-only connection to an archive, closed at the end of a with statement."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.connection.execute("PRAGMA mmap_size = 0")

    def __enter__(self) -> sqlite3.Connection:
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def building() -> None:
    """Time queries never seen before by this process: nothing is remembered but the dictionary."""
    seed = (Path(match.__file__).parents[1] / "demo/seed.txt").read_text(encoding="utf-8")
    begun = time.perf_counter()
    uk_query("рада")
    print(f"cold start {1000 * (time.perf_counter() - begun):.0f} ms")
    words = sorted(set(tokens(seed.lower())))
    phrases = [f'"{one} {two} {three}"' for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=False)]
    pairs = [f"{one} {two}" for one, two in zip(words[::2], words[1::2], strict=False)]
    for kind, queries in {"words": words, "pairs": pairs, "phrases of 3": phrases}.items():
        default_lexicon.cache_clear()
        times = sorted(microseconds(query) for query in queries)
        median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"building, {kind:13} median {median:6.0f} µs   p95 {p95:6.0f} µs   worst {times[-1]:6.0f} µs CPU")


def microseconds(query: str) -> float:
    """Return CPU time, which a busy machine does not stretch."""
    begun = time.process_time()
    uk_query(query)
    return 1e6 * (time.process_time() - begun)


def shown(times: list[float], parts: int = 3) -> str:
    ordered = sorted(times)
    figures = (statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1])
    return " / ".join(f"{figure:.1f}" for figure in figures[:parts])


if __name__ == "__main__":
    main()
