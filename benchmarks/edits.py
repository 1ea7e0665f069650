"""Rank made edits of generated news by their substance, beside the number of letters changed; say what judging costs.

    python -m benchmarks.edits

The articles are the demo site's; the words of an edit are drawn at random, so it is known what each changed. Pairs of
edits of which one matters more are counted: how many are in the right order. What matters how much is written beside
each kind of edit below.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newsarchive.changes.substance import Fields, judge
from newsarchive.demo.news import generate

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
SURNAMES = ("Заболотний", "Тарасенко", "Кушнірук", "Ярошенко", "Довгалюк")
NEW = (
    "Фото надала прес-служба обласної ради.",
    "Докладніше про це розкажуть на сайті ради.",
    "Запис засідання можна переглянути на каналі ради.",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    chance = random.Random(given.seed)
    bodies = [
        "\n\n".join("\n".join(block.texts) for block in post.blocks) for post in generate(given.articles, "edits")
    ]
    points: dict[str, list[int]] = defaultdict(list)
    letters: dict[str, list[int]] = defaultdict(list)
    times, wrong = [], 0
    for body in bodies:
        for name, (edit, _, expected) in EDITS.items():
            after = edit(body, chance)
            if after is None or after == body:
                continue
            start = time.process_time_ns()
            found = judge(fields(body), fields(after))
            times.append((time.process_time_ns() - start) / 1000)
            points[name].append(found.points)
            letters[name].append(Levenshtein.distance(body, after))
            wrong += expected not in found.kinds
    told(points, letters, times, wrong, bodies)


def fields(body: str) -> Fields:
    return Fields("Новини обласної ради", None, body, "2026-11-20", None, None)


def told(points, letters, times, wrong, bodies) -> None:
    print(f"articles {len(bodies)}, of {statistics.mean(map(len, bodies)):.0f} letters; edits {len(times)}")
    for name in EDITS:
        if points[name]:
            print(f"  {name:24} {len(points[name]):4}  points: median {statistics.median(points[name]):3.0f}", end="  ")
            print(f"least {min(points[name]):3}  most {max(points[name]):3}")
    print(f"of the wrong kind: {wrong} of {len(times)} ({wrong / len(times):.1%})")
    for what, measured in (("substance", points), ("letters changed", letters)):
        right, other = concordance(measured)
        print(f"pairs in the right order, by {what}: {right / (right + other):.1%} of {right + other}")
    times.sort()
    print(
        f"judging, µs of CPU: median {statistics.median(times):.0f}  p95 {times[int(len(times) * 0.95)]:.0f}", end="  "
    )
    print(f"worst {times[-1]:.0f} (the first one reads the dictionary)")


def concordance(measured: dict[str, list[int]]) -> tuple[int, int]:
    """Count the pairs of which the weightier is ranked higher, and the others; ties are wrong."""
    right = other = 0
    for one, (_, weight, _) in EDITS.items():
        for lighter in (name for name, (_, less, _) in EDITS.items() if less < weight):
            below = measured[lighter]
            for value in measured[one]:
                higher = sum(value > least for least in below)
                right, other = right + higher, other + len(below) - higher
    return right, other


def _replaced(body: str, pattern: str, chance: random.Random, new: Callable[[re.Match[str]], str]) -> str | None:
    found = list(re.finditer(pattern, body))
    if not found:
        return None
    one = chance.choice(found)
    return body[: one.start()] + new(one) + body[one.end() :]


def money(body, chance):
    return _replaced(
        body, r"\d[\d ]*(?= (?:тис|млн|грн|гривень))", chance, lambda one: str(int(one[0].replace(" ", "")) * 3)
    )


def number(body, chance):
    # No day of a month, no decision's number, no sum.
    behind = rf" ?(?:тис|млн|грн|%|\d|{'|'.join(MONTHS)})"
    pattern = rf"(?<![\d№/.,:-])(?<!№ )\b\d{{1,3}}\b(?!{behind})(?![/.:-]\d)"
    return _replaced(body, pattern, chance, lambda one: str(int(one[0]) + chance.randint(2, 9)))


def date(body, chance):
    return _replaced(
        body, rf"\b({'|'.join(MONTHS)})\b", chance, lambda one: chance.choice([m for m in MONTHS if m != one[0]])
    )


def decision(body, chance):
    return _replaced(body, r"№ \d+", chance, lambda one: f"№ {int(one[0][2:]) + 7}")


def person(body, chance):
    return _replaced(
        body, r"(?<=[а-яії] )[А-ЯІЇЄ][а-яіїє]+(?=енк|ук\b|юк\b)\w*(?= )", chance, lambda _: chance.choice(SURNAMES)
    )


def negation(body, chance):
    return _replaced(
        body, r"\b(?=(?:підтримали|схвалили|виділили|затвердили|погодили|ухвалили)\b)", chance, lambda _: "не "
    )


def removed(body, chance):
    return _replaced(body, r"(?<=[.] )[А-ЯІЇЄ][^.«»\n]{40,}[.] ?", chance, lambda _: "")


def added(body, chance):
    return _replaced(body, r"(?<=[а-яії][.])(?= [А-ЯІЇЄ])", chance, lambda _: f" {chance.choice(NEW)}")


def wording(body, chance):
    pairs = {"зазначив": "наголосив", "повідомили": "розповіли", "також": "крім того", "зокрема": "наприклад",
             "роботу": "діяльність", "нові": "сучасні", "мають": "повинні", "триває": "відбувається"}  # fmt: skip
    return _replaced(body, rf"\b({'|'.join(pairs)})\b", chance, lambda one: pairs[one[0]])


def misprint(body, chance):
    def slip(one: re.Match[str]) -> str:
        place = chance.randint(2, len(one[0]) - 3)
        return one[0][:place] + one[0][place + 1] + one[0][place] + one[0][place + 2 :]

    return _replaced(body, r"(?<= )[а-яії]{7,}(?= )", chance, slip)


def comma(body, chance):
    return _replaced(body, r"(?<=[а-яії]), (?=[а-яії])", chance, lambda _: " ")


def quotes(body, _):
    return body.replace("«", '"').replace("»", '"') if "«" in body else None


def spaces(body, chance):
    return _replaced(body, r"(?<=[а-яії]) (?=[а-яії])", chance, lambda _: "  ")


def paragraph(body, chance):
    return _replaced(body, r"(?<=[а-яії][.]) (?=[А-ЯІЇЄ])", chance, lambda _: "\n\n")


EDITS = {
    "another sum": (money, 3, "money"),
    "another number": (number, 3, "number"),
    "another month": (date, 3, "date"),
    "another decision": (decision, 3, "decision"),
    "another person": (person, 3, "person"),
    "a «не» put in": (negation, 3, "outcome"),
    "a sentence gone": (removed, 2, "removed"),
    "a sentence added": (added, 1, "added"),
    "another word": (wording, 1, "wording"),
    "a misprint": (misprint, 0, "cosmetic"),
    "a comma gone": (comma, 0, "cosmetic"),
    "other quotation marks": (quotes, 0, "cosmetic"),
    "a space more": (spaces, 0, "cosmetic"),
    "a paragraph more": (paragraph, 0, "cosmetic"),
}
"""Name -> what makes the edit, how much it matters, the kind that must be told."""

if __name__ == "__main__":
    main()
