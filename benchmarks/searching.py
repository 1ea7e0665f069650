"""Measure search: building a query, and answering it beside stock FTS5 on the same articles in the same run.

    python -m benchmarks.searching --articles 20000

Articles are drawn from the seed's sentences and inflected names, about 290 words each: enough to compare two
ways of asking one index, not to foretell a real archive's times.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from pathlib import Path

import sqlite_utils

import newsarchive
from newsarchive.language import default_lexicon, tokens
from newsarchive.search import count, match, search
from newsarchive.store.schema import migrations

SEED = Path(newsarchive.__file__).parent / "demo/seed.txt"
PEOPLE = [
    *("Володимир Гончарук", "Петро Скалич", "Віолета Лабазюк", "Олена Перегончук", "Іван Хмільовський"),
    *("Марія Жмуренко", "Андрій Ковальчук", "Тетяна Шевченко", "Сергій Кравець", "Наталія Палій"),
]
NAMES = tokens(" ".join(PEOPLE))
QUERIES = {
    "1 word": ["рада", "громада", "Швеція", "семінар", "відновлення", "ВПО", "проєкт", "учасник"],
    "2 words": ["обласна рада", "уряд Швеції", "розвиток громади", "успішний досвід", "місцевий бізнес"],
    "3 words": ["перший заступник голови", "розвиток територіальної громади", "досвід сталого розвитку"],
    "phrase 2": [
        '"обласна рада"',
        '"територіальна громада"',
        '"сталий розвиток"',
        '"місцеве самоврядування"',
    ],
    "phrase 3": ['"голова обласної ради"', '"перший заступник голови"', '"орган місцевого самоврядування"'],
    "name": PEOPLE,
    "prefix": ["гонч*", "відновл*", "самовряд*"],
}
STOCK = """SELECT a.id, a.title, snippet(articles_fts, 2, '[', ']', '…', 30) FROM articles_fts
    CROSS JOIN articles a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH ? AND articles_fts.rank MATCH 'bm25(8.0, 3.0, 1.0)'
    ORDER BY articles_fts.rank LIMIT 20"""
STOCK_COUNT = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    building()
    connection = sqlite3.connect(":memory:")
    start = time.perf_counter()
    fill(connection, given.articles, random.Random(given.seed))
    print(f"\n{given.articles} articles in {time.perf_counter() - start:.1f} s, generation included\n")
    print("Stock FTS5 is asked for the commonest form of each word, so that it has something to find.")
    print(f"{'ms: median / worst':18} {'ours':>14} {'stock':>14}  ratio   hits: ours / stock")
    frequent = frequencies(connection)
    for kind, queries in QUERIES.items():
        compare(connection, kind, queries, [plain(query, frequent) for query in queries])


def compare(connection: sqlite3.Connection, kind: str, ours: list[str], stock: list[str]) -> None:
    """Print one kind of query both ways."""
    our_times = [milliseconds(lambda q=query: search(connection, q)) for query in ours]
    stock_times = [milliseconds(lambda q=query: connection.execute(STOCK, (q,)).fetchall()) for query in stock]
    ratio = statistics.median(our_times) / statistics.median(stock_times)
    our_hits = statistics.median(count(connection, query) for query in ours)
    stock_hits = statistics.median(connection.execute(STOCK_COUNT, (query,)).fetchone()[0] for query in stock)
    hits = f"{our_hits:.0f} / {stock_hits:.0f}"
    print(f"{kind:18} {shown(our_times):>14} {shown(stock_times):>14} {ratio:6.1f}   {hits}")


def building() -> None:
    """Time words and phrases never seen before by this process: nothing is remembered but the dictionary."""
    start = time.perf_counter()
    match.uk_query("рада")
    print(f"cold start {1000 * (time.perf_counter() - start):.0f} ms")
    words = sorted(set(tokens(SEED.read_text(encoding="utf-8").lower())))
    names = [form for name in NAMES for form in default_lexicon().forms(name)]
    phrases = [f'"{one} {two} {three}"' for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=False)]
    for kind, queries in {"words": words, "names": names, "phrases of 3": phrases}.items():
        default_lexicon.cache_clear()
        match._written.cache_clear()  # noqa: SLF001
        times = sorted(microseconds(query) for query in queries)
        median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"building, {kind:13} median {median:6.0f} µs   p95 {p95:6.0f} µs   worst {times[-1]:6.0f} µs CPU")


def microseconds(query: str) -> float:
    """Return CPU time, which a busy machine does not stretch."""
    start = time.process_time()
    match.uk_query(query)
    return 1e6 * (time.process_time() - start)


def milliseconds(job) -> float:
    """Return the best of three, the first of which warms."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        job()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def frequencies(connection: sqlite3.Connection) -> dict[str, int]:
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, articles_fts, row)")
    return dict(connection.execute("SELECT term, doc FROM words"))


def plain(query: str, frequent: dict[str, int]) -> str:
    """Write a query for stock FTS5 in the forms that stand in most articles."""
    if query.endswith("*"):
        return query
    words = [max(default_lexicon().forms(word), key=lambda form: frequent.get(form, 0)) for word in tokens(query)]
    return f'"{" ".join(words)}"' if query.startswith('"') else " AND ".join(words)


def shown(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} / {max(times):.1f}"


def fill(connection: sqlite3.Connection, count: int, chance: random.Random) -> None:
    """Write articles of the seed's sentences, each with a name in a random form."""
    migrations.apply(sqlite_utils.Database(connection))
    connection.execute("INSERT INTO councils VALUES ('demo', 'Рада', NULL, 'UA-68', '', '', '')")
    sentences = [part for part in SEED.read_text(encoding="utf-8").replace("\n", ". ").split(". ") if part.strip()]
    forms = [default_lexicon().forms(name) for name in NAMES]
    rows = ((number, *article(sentences, forms, chance)) for number in range(count))
    connection.executemany(
        "INSERT INTO articles(council, url, title, body, digest, version, first_captured, last_seen, capture)"
        " VALUES ('demo', ?, ?, ?, '', 1, '', '', 1)",
        rows,
    )
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
    connection.commit()


def article(sentences: list[str], forms: list[tuple[str, ...]], chance: random.Random) -> tuple[str, str]:
    """Return a title and a body; rare words are made of numbers, so that the vocabulary grows."""
    rare = [f"слово{chance.randrange(10**6)}" for _ in range(30)]
    names = [chance.choice(chance.choice(forms)) for _ in range(2)]
    words = " ".join(chance.choices(sentences, k=9)).split()
    chance.shuffle(rare)
    cut = chance.randrange(len(words))
    return " ".join(words[:10]), " ".join([*words[:cut], *names, *rare, *words[cut:]])


if __name__ == "__main__":
    main()
