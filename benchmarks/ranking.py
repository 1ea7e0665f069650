"""Choose the weights of title, lead and body in bm25 by looking for known articles.

    python -m benchmarks.ranking [--texts FILE.jsonl] [--articles 3000]

Of each article two words are taken from its title, two from its first sentences and three from one sentence
further down, each put into another grammatical form; what counts is how near the top the article stands then (mean
reciprocal rank, of the first 50). The articles are those of the demo council, and real ones where a file of them is
given, one JSON object a line with ``title`` and ``text``.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from itertools import product
from pathlib import Path
from random import Random

from newsarchive.demo import news
from newsarchive.language import default_lexicon, tokens
from newsarchive.language.overlay import FUNCTION_WORDS
from newsarchive.normalize.text import clean
from newsarchive.search import uk_query
from newsarchive.search.order import WEIGHTS

DEEPEST = 50
PLACES = {"title": 2, "first": 2, "further": 3}
"""Where the words are taken from, and how many."""
TITLE, LEAD = (1, 2, 4, 6, 8, 12, 20), (1, 2, 3, 5)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--texts", type=Path)
    options.add_argument("--articles", type=int, default=3_000)
    options.add_argument("--queries", type=int, default=300)
    given = options.parse_args()
    sources = {"demo": demo(given.articles)} | ({"real": real(given.texts)} if given.texts else {})
    for name, articles in sources.items():
        connection = filled(articles)
        asked = {place: queries(articles, place, count, given.queries) for place, count in PLACES.items()}
        print(f"\n{name}: {len(articles)} articles, {', '.join(f'{len(some)} by {at}' for at, some in asked.items())}")
        scores = [(scored(connection, asked, title, lead), title, lead) for title, lead in product(TITLE, LEAD)]
        for parts, title, lead in sorted(scores, key=lambda row: -sum(row[0])):
            mark = "  <- now" if (title, lead, 1) == WEIGHTS else ""
            print(f"{title:3} {lead:3}   mean {sum(parts) / 3:.4f}   {'  '.join(f'{p:.4f}' for p in parts)}{mark}")


def demo(count: int) -> list[tuple[str, str, str]]:
    """Return title, lead and body of generated articles; every other one has a lead of its own."""
    posts = news.generate(count, "ranking")
    return [apart(post.title, [text for block in post.blocks for text in block.texts], post.number) for post in posts]


def real(path: Path) -> list[tuple[str, str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in rows if row["title"] and row["text"]]
    return [apart(clean(row["title"]), clean(row["text"]).split("\n\n"), place) for place, row in enumerate(kept)]


def apart(title: str, blocks: list[str], number: int) -> tuple[str, str, str]:
    lead = number % 2
    return title, "".join(blocks[:lead]), "\n\n".join(blocks[lead:])


def filled(articles: list[tuple[str, str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, lead, body)")
    connection.executemany("INSERT INTO articles_fts VALUES (?, ?, ?)", articles)
    return connection


def queries(articles: list[tuple[str, str, str]], place: str, count: int, most: int) -> list[tuple[int, str]]:
    """Return numbers of articles and what is asked to find them."""
    random = Random(place)
    found = []
    for number in random.sample(range(len(articles)), len(articles)):
        title, lead, body = articles[number]
        sentences = [part for part in re.split(r"[.!?]\s|\n", f"{lead}\n{body}") if len(part) > 40]
        if len(sentences) < 4:
            continue
        text = {"title": title, "first": " ".join(sentences[:2]), "further": random.choice(sentences[2:])}[place]
        words = [word for word in tokens(text.lower()) if word.isalpha() and len(word) > 3]
        telling = sorted({word for word in words if word not in FUNCTION_WORDS})
        if len(telling) >= count:
            found.append((number + 1, " ".join(other(word, random) for word in random.sample(telling, count))))
    return found[:most]


def other(word: str, random: Random) -> str:
    """Return another form of a word, where it has one."""
    return random.choice(default_lexicon().forms(word)[1:] or (word,))


def scored(
    connection: sqlite3.Connection, asked: dict[str, list[tuple[int, str]]], title: int, lead: int
) -> list[float]:
    """Return the mean reciprocal rank for each place that words were taken from."""
    sql = f"""SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?
        ORDER BY bm25(articles_fts, {title}, {lead}, 1) LIMIT {DEEPEST}"""
    means = []
    for some in asked.values():
        ranks = [[row[0] for row in connection.execute(sql, (uk_query(text),))] for _, text in some]
        gained = [
            1 / (rank.index(number) + 1) if number in rank else 0 for rank, (number, _) in zip(ranks, some, strict=True)
        ]
        means.append(sum(gained) / len(gained))
    return means


if __name__ == "__main__":
    main()
