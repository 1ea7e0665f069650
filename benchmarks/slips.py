"""Mistype words of an archive, and see how often the one that was meant is suggested.

    python -m benchmarks.slips --data DIR

Words are drawn from the archive's articles, and a letter or two of each are left out, added, exchanged or swapped at
random. What happens to be a word of the archive itself is passed over: it finds something.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from pathlib import Path

from newsarchive.language import default_lexicon, tokens
from newsarchive.search import count, suggest

LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="folder of an archive")
    options.add_argument("--words", type=int, default=200)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    connection = sqlite3.connect(f"{(given.data / 'archive.db').absolute().as_uri()}?mode=ro", uri=True)
    chance = random.Random(given.seed)
    words = drawn(connection, given.words, chance)
    for slips in (1, 2):
        measure(connection, words, slips, chance)


def drawn(connection: sqlite3.Connection, count: int, chance: random.Random) -> list[str]:
    (last,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    words: list[str] = []
    while len(words) < count:
        sql = "SELECT body FROM articles WHERE id >= ? LIMIT 1"
        (body,) = connection.execute(sql, (chance.randrange(1, last + 1),)).fetchone()
        fitting = [word for word in tokens(body.lower()) if 5 <= len(word) <= 12 and set(word) <= set(LETTERS)]
        words += [chance.choice(fitting)] if fitting else []
    return words


def measure(connection: sqlite3.Connection, words: list[str], slips: int, chance: random.Random) -> None:
    tried, among, first, times = 0, 0, 0, []
    for word in words:
        typed = word
        for _ in range(slips):
            typed = slipped(typed, chance)
        if count(connection, typed):
            continue
        start = time.process_time()
        suggested = suggest(connection, typed)
        times.append(1000 * (time.process_time() - start))
        forms = default_lexicon().forms(word)
        tried += 1
        among += any(query in forms for query in suggested)
        first += suggested[:1] != [] and suggested[0] in forms
    times.sort()
    taken = (
        f"CPU ms: median {statistics.median(times):.0f}  p95 {times[int(len(times) * 0.95)]:.0f}  worst {times[-1]:.0f}"
    )
    print(f"slips: {slips}  mistyped: {tried}  suggested: {among}  first of all: {first}  {taken}")


def slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + chance.choice(LETTERS) + word[at:]
        case 2:
            return word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


if __name__ == "__main__":
    main()
