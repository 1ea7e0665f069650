"""Make an archive of any size to measure search on: ``python -m benchmarks.corpus DIR --articles 1000000``.

An article has about 300 words: half are sentences of the demo council's news, which give it a topic, offices,
places, phrases; half follow Zipf's law over forms of the dictionary, so that there are common, middling and rare
words; and there are people, and names that nobody had before, so that the vocabulary grows without end.

Ids are as real crawls give them: one council after the other, each from its newest article backwards. So an id
says nothing of the date.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pymorphy3
from sqlite_utils import Database

from newsarchive.demo import names, news
from newsarchive.store.schema import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = ("nomn", "gent", "datv", "accs", "ablt")
COUNCILS = 24
POSTS = 4_000
"""Posts of the demo council that lend their sentences."""
LEXEMES = 30_000
KYIV = ZoneInfo("Europe/Kyiv")
FIRST, LAST = datetime(2012, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
_SYLLABLES = [first + vowel for first in "бвгдзклмнпрстх" for vowel in "аеиоу"]
_ENDINGS = ("енко", "енка", "енку", "ук", "ука", "укові", "ський", "ського", "ська", "ської", "ич", "ича", "ичу")
_INSERT = """INSERT INTO articles(id, council, url, title, lead, body, published, section, digest, version,
    first_captured, last_seen, state, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 1, '', '', 'live', 1)"""


class Sources(NamedTuple):
    """What texts are put together from."""

    topics: dict[str, tuple[list[str], list[str]]]
    """Section -> titles, sentences."""
    people: list[str]
    forms: list[str]
    weights: list[float]
    """Cumulative, of ``forms``."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--seed", default="corpus")
    given = options.parse_args()
    given.folder.mkdir(parents=True)
    connection = sqlite3.connect(given.folder / "archive.db")
    start = time.process_time()
    sources = prepare(given.seed)
    print(f"sources {time.process_time() - start:.0f} s CPU")
    start = time.process_time()
    fill(connection, given.articles, given.seed, sources)
    print(f"{given.articles} articles {time.process_time() - start:.0f} s CPU, generation and index included")
    connection.close()


def fill(connection: sqlite3.Connection, count: int, seed: str, sources: Sources) -> None:
    """Write the articles into a new archive, its index made on the way and put in order at the end."""
    migrations.apply(Database(connection))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    codes = [f"council{number:02}" for number in range(COUNCILS)]
    connection.executemany(
        "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
        " VALUES (?, ?, NULL, ?, '', '', '')",
        [(code, f"Рада {code[-2:]}", f"UA-{code[-2:]}") for code in codes],
    )
    with connection:
        connection.executemany(_INSERT, rows(count, seed, sources))
    with connection:
        connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")


def prepare(seed: str) -> Sources:
    """Collect sentences, people and forms: half a minute."""
    random = Random(f"{seed}/sources")
    topics: dict[str, tuple[list[str], list[str]]] = {}
    for number in range(POSTS):
        post = news.compose(random, FIRST.astimezone(KYIV) + timedelta(days=number), set())
        titles, sentences = topics.setdefault(post.section, ([], []))
        titles.append(post.title)
        sentences += [text for block in post.blocks for text in block.texts]
    offices = (*names.LEADERS, *names.DEPUTIES, *names.LOCALS)
    made = (names.person(random, offices) for _ in range(3_000))
    people = [f"{person:{random.choice(CASES)}}" for person in made]
    forms, weights = zipf(random)
    return Sources(topics, people, forms, weights)


def zipf(random: Random) -> tuple[list[str], list[float]]:
    """Return forms of the dictionary with cumulative weights: the word of rank n is 1/n as common as the first."""
    morph = pymorphy3.MorphAnalyzer(lang="uk")
    known = [parse for _, parse in itertools.islice(_lexemes(morph, random), LEXEMES)]
    forms, weights = [], []
    for rank, lexeme in enumerate(known, 1):
        texts = sorted({form.word for form in lexeme})
        forms += texts
        weights += [1 / (rank + 5) / len(texts)] * len(texts)
    return forms, list(itertools.accumulate(weights))


def _lexemes(morph, random: Random) -> Iterator[tuple[str, list]]:
    words = sorted({word for word, _ in morph.dictionary.words.iteritems("") if word.isalpha() and len(word) > 2})
    random.shuffle(words)
    for word in words:
        parse = morph.parse(word)[0]
        if word == parse.normal_form and parse.tag.POS in {"NOUN", "ADJF", "VERB", "INFN"}:
            yield word, parse.lexeme


def rows(count: int, seed: str, sources: Sources) -> Iterator[tuple]:
    """Yield the rows of ``articles``: councils of Zipf's sizes, each from the newest back."""
    shares = [1 / (place + 3) for place in range(COUNCILS)]
    made: list[str] = []
    number = 0
    for council, share in enumerate(shares):
        size = count - number if council == COUNCILS - 1 else round(count * share / sum(shares))
        for place in range(size):
            number += 1
            random = Random(f"{seed}/{number}")
            at = LAST - (LAST - FIRST) * ((place + random.random()) / size)
            section, title, lead, body = article(random, sources, made)
            url = f"https://council{council:02}.test/{number}"
            published = at.astimezone(KYIV).isoformat(timespec="seconds")
            yield number, f"council{council:02}", url, title, lead, body, published, section


def article(random: Random, sources: Sources, made: list[str]) -> tuple[str, str, str, str]:
    """Return section, title, lead, body of about 300 words."""
    section = random.choice(list(sources.topics))
    titles, sentences = sources.topics[section]
    drawn = random.choices(sources.forms, cum_weights=sources.weights, k=140)
    blocks = random.choices(sentences, k=5)
    blocks += [" ".join(drawn[place : place + 20]).capitalize() + "." for place in range(0, len(drawn) - 4, 20)]
    blocks.append(f"Участь узяли {', '.join(random.choices(sources.people, k=3))} і {newcomer(random, made)}.")
    random.shuffle(blocks)
    title = f"{random.choice(titles)}: {' '.join(drawn[-4:])}"
    return section, title, blocks[0], "\n\n".join(blocks[1:])


def newcomer(random: Random, made: list[str]) -> str:
    """Return a name: one in three was never seen before, the others were, the older the oftener."""
    if not made or random.random() < 0.33:
        stem = "".join(random.choices(_SYLLABLES, k=random.randint(2, 4)))
        made.append((stem + random.choice(_ENDINGS)).capitalize())
        return made[-1]
    return made[int(len(made) * random.random() ** 3)]


if __name__ == "__main__":
    main()
