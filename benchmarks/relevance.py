"""Measure what search finds, and what it should not have found, beside others on the same queries.

    python -m benchmarks.relevance
    python -m benchmarks.relevance --ud uk_iu-ud-dev.conllu uk_iu-ud-test.conllu --misses

The queries and texts are those of tests/search, whose README says how they were judged. PostgreSQL takes part
where its programs and its Ukrainian dictionary are (on Debian: postgresql-15, postgresql-common, hunspell-uk).
The files for --ud are those of UD_Ukrainian-IU, which is not for commercial use and hence not with us: each
word of it is asked for, and the other forms of its lemmas should be found among all its words.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sqlite_utils

from benchmarks import postgres
from newsarchive.language import straight, tokens
from newsarchive.language.lexicon import lexicon
from newsarchive.normalize.text import clean
from newsarchive.search import search
from newsarchive.store.schema import migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SET = Path(__file__).parents[1] / "tests/search"
QUOTES = str.maketrans("«»“”", '""""')


class Judged(NamedTuple):
    """A query and the texts that answer it."""

    kind: str
    query: str
    relevant: frozenset[str]
    either: frozenset[str]
    """Neither right nor wrong."""


class Result(NamedTuple):
    """What came of one query."""

    asked: Judged
    right: int
    wrong: frozenset[str]
    missed: frozenset[str]

    @property
    def recall(self) -> float:
        """1 where nothing was to be found."""
        return _share(self.right, len(self.missed))

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        return _share(self.right, len(self.wrong))


class Scores(NamedTuple):
    """Recall and precision: of all texts together (micro), and the mean of the queries (macro)."""

    micro_recall: float
    micro_precision: float
    macro_recall: float
    macro_precision: float


def judged(folder: Path = SET) -> list[Judged]:
    rows = [json.loads(line) for line in _lines(folder / "judged.jsonl")]
    return [Judged(row["kind"], row["query"], frozenset(row["relevant"]), frozenset(row["either"])) for row in rows]


def texts(folder: Path = SET) -> list[tuple[str, str, str]]:
    """Return identifier, title and body, cleaned as an article is."""
    rows = [json.loads(line) for line in _lines(folder / "texts.jsonl")]
    return [(row["id"], clean(row["title"]), clean(row["body"])) for row in rows]


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def archive(collection: list[tuple[str, str, str]]) -> sqlite3.Connection:
    """Return an archive in memory that holds the texts as articles, numbered from 1."""
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    connection.execute(
        "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
        " VALUES ('demo', 'Рада', NULL, 'UA-68', '', '', '')"
    )
    connection.executemany(
        "INSERT INTO articles(council, url, title, body, digest, version, first_captured, last_seen, capture)"
        " VALUES ('demo', ?, ?, ?, '', 1, '', '', 1)",
        collection,
    )
    connection.commit()
    return connection


def ours(collection: list[tuple[str, str, str]]) -> Callable[[str], set[str]]:
    connection = archive(collection)
    return lambda query: {hit.url for hit in search(connection, query, limit=len(collection))}


def stock(collection: list[tuple[str, str, str]], tokenizer: str, write: Callable[[str], str]):
    """Return FTS5 as it is, asked in its own language by ``write``."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(name UNINDEXED, title, body, tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", collection)
    sql = "SELECT name FROM texts WHERE texts MATCH ?"
    return lambda query: {name for (name,) in connection.execute(sql, (write(query),))}


def parts(query: str) -> list[list[str]]:
    """Split a query into phrases: what stands in quotation marks, and each other word, at hyphens too."""
    pieces = query.translate(QUOTES).split('"')
    paired = len(pieces) % 2
    found = [[piece] if paired and place % 2 else piece.split() for place, piece in enumerate(pieces)]
    return [tokens(part) for piece in found for part in piece if tokens(part)]


def as_typed(query: str) -> str:
    return " AND ".join(f'"{" ".join(words)}"' for words in parts(query)) or '""'


def truncated(query: str) -> str:
    """Write what a reader writes who knows that words end differently: four letters at least, two less than typed."""
    words = [word for phrase in parts(query) for word in phrase]
    return " AND ".join(f'"{stem(word)}"*' for word in words) or '""'


def truncated_inside(query: str) -> str:
    """Write the same for trigrams, which find parts of words, but none of less than three letters."""
    stems = [stem(word) for phrase in parts(query) for word in phrase]
    return " AND ".join(f'"{part}"' for part in stems if len(part) > 2) or '""'


def stem(word: str) -> str:
    return word[: max(4, len(word) - 2)]


def ask(system: Callable[[str], set[str]], queries: Iterable[Judged]) -> list[Result]:
    results = []
    for asked in queries:
        found = system(asked.query)
        wrong = frozenset(found - asked.relevant - asked.either)
        results.append(Result(asked, len(found & asked.relevant), wrong, frozenset(asked.relevant - found)))
    return results


def scores(results: list[Result]) -> Scores:
    right = sum(result.right for result in results)
    return Scores(
        _share(right, sum(len(result.missed) for result in results)),
        _share(right, sum(len(result.wrong) for result in results)),
        sum(result.recall for result in results) / len(results),
        sum(result.precision for result in results) / len(results),
    )


def by_kind(results: list[Result]) -> dict[str, list[Result]]:
    kinds = defaultdict(list)
    for result in results:
        kinds[result.asked.kind].append(result)
    return kinds


def _share(right: int, other: int) -> float:
    """Return the share of ``right`` in both; none asked for and none found is all that could be done."""
    return right / (right + other) if right + other else 1.0


def report(measured: dict[str, list[Result]]) -> None:
    """Print recall and precision in hundredths, a system a column: all queries, then each kind."""
    print(f"{'recall / precision, %':24}" + "".join(f"{name:>17}" for name in measured))
    totals = {name: scores(results) for name, results in measured.items()}
    _line("all, by text (micro)", [(total.micro_recall, total.micro_precision) for total in totals.values()])
    _line("all, by query (macro)", [(total.macro_recall, total.macro_precision) for total in totals.values()])
    for kind, first in by_kind(next(iter(measured.values()))).items():
        cells = [scores(by_kind(results)[kind]) for results in measured.values()]
        _line(f"{kind} ({len(first)})", [(cell.macro_recall, cell.macro_precision) for cell in cells])


def _line(name: str, cells: list[tuple[float, float]]) -> None:
    print(f"{name:24}" + "".join(f"{100 * recall:9.1f} /{100 * precision:6.1f}" for recall, precision in cells))


def failures(results: list[Result], collection: list[tuple[str, str, str]]) -> None:
    """Print each query that failed, with the beginnings of some texts."""
    said = {name: f"{title} {body}"[:100].replace("\n", " ") for name, title, body in collection}
    for result in results:
        for word, names in (("missed", result.missed), ("wrong", result.wrong)):
            for name in sorted(names)[:4]:
                print(f"{result.asked.kind:20} {result.asked.query:32} {word:7} {name:14} {said[name]}")


def universal(files: list[Path]) -> None:
    """Measure single words against gold lemmas: each form asked for, its lemmas' other forms to be found."""
    lemmas = defaultdict(set)
    for file in files:
        for cells in (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()):
            if len(cells) == 10 and cells[0].isdigit() and cells[3] not in {"PUNCT", "SYM", "NUM", "X"}:
                lemmas[straight(cells[1]).lower()].add(straight(cells[2]).lower())
    forms = defaultdict(set)
    for form, among in lemmas.items():
        for lemma in among:
            forms[lemma].add(form)
    print(f"\nWords of {', '.join(file.name for file in files)}: {len(lemmas)} forms, each asked for")
    for name, find in _word_systems(lemmas).items():
        right = wrong = 0.0
        others = []
        for form, among in lemmas.items():
            wanted, found = set().union(*(forms[lemma] for lemma in among)), find(form)
            right += len(found & wanted) / len(wanted)
            wrong += len(found & wanted) / len(found) if found else 1.0
            if len(wanted) > 1:
                others.append(len((found & wanted) - {form}) / (len(wanted) - 1))
        recall, precision, other = right / len(lemmas), wrong / len(lemmas), sum(others) / len(others)
        print(f"{name:24} precision {precision:.3f}   recall {recall:.3f}   of other forms {other:.3f}")


def _word_systems(vocabulary) -> dict[str, Callable[[str], set[str]]]:
    beginnings = defaultdict(set)
    for form in vocabulary:
        beginnings[stem(form)].add(form)
    first, second = lexicon("pymorphy"), lexicon("simplemma")
    return {
        "newsarchive": lambda form: vocabulary.keys() & set(first.forms(form)),
        "with simplemma": lambda form: vocabulary.keys() & set(second.forms(form)),
        "as typed": lambda form: {form},
        "same beginning": lambda form: beginnings[stem(form)],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="print what we missed or should not have found")
    options.add_argument("--ud", nargs="+", type=Path, metavar="FILE", help="CoNLL-U files of UD_Ukrainian-IU")
    given = options.parse_args()
    collection, queries = texts(), judged()
    systems = {
        "newsarchive": ours(collection),
        "unicode61": stock(collection, "unicode61", as_typed),
        "truncated with *": stock(collection, "unicode61", truncated),
        "trigram": stock(collection, "trigram", truncated_inside),
    }
    print(f"{len(queries)} queries, {len(collection)} texts\n")
    with postgres.served() as server:
        if isinstance(server, str):
            print(f"PostgreSQL is left out: {server}\n")
        else:
            systems["PostgreSQL"] = server.answers(collection, [asked.query for asked in queries]).__getitem__
        measured = {name: ask(system, queries) for name, system in systems.items()}
    report(measured)
    if given.misses:
        failures(measured["newsarchive"], collection)
    if given.ud:
        universal(given.ud)


if __name__ == "__main__":
    main()
