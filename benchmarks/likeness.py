"""Find texts again by their marks after they were rewritten, count those taken for others, and say what marking costs.

    python -m benchmarks.likeness [--real council_texts.jsonl]

Made texts are the demo site's. A file of real ones has a JSON object with ``text`` (and ``kind``, of which
``article`` is taken) on each line. Each is rewritten in
some ways; of the copies that still share half of the shorter text's runs, those are found that share a mark.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from newsarchive.demo.news import generate
from newsarchive.likeness import LEAST, compare, marks, runs

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=600)
    options.add_argument("--real", type=Path)
    given = options.parse_args()
    sets = {
        "made": [
            "\n\n".join("\n".join(block.texts) for block in post.blocks)
            for post in generate(given.articles, "likeness")
        ]
    }
    if given.real:
        held = map(json.loads, given.real.read_text(encoding="utf-8").splitlines())
        sets["real"] = [text["text"] for text in held if text.get("kind", "article") == "article"]
    for name, texts in sets.items():
        measure(name, [text for text in texts if len(runs(text)) >= LEAST])


def measure(name: str, texts: list[str]) -> None:
    began = time.process_time()
    marked = [frozenset(marks(text)) for text in texts]
    cost = (time.process_time() - began) / len(texts)
    letters = sum(map(len, texts)) / len(texts)
    print(f"{name}: {len(texts)} texts of {letters:.0f} characters, {cost * 1e6:.0f} µs CPU a text")
    for what, rewrite in REWRITINGS.items():
        draw = Random(what)
        copies = [(index, rewrite(text, texts[index - 1], draw)) for index, text in enumerate(texts)]
        like = [(index, copy) for index, copy in copies if compare(runs(texts[index]), runs(copy)).same]
        found = sum(1 for index, copy in like if marked[index].intersection(marks(copy)))
        print(f"  {what:42}{len(like):6} of {len(copies)} still alike, found {found / max(1, len(like)):7.1%}")
    sets = [runs(text) for text in texts]
    pairs = [(one, other) for one, other in combinations(range(len(texts)), 2) if marked[one] & marked[other]]
    taken = sum(1 for one, other in pairs if compare(sets[one], sets[other]).same)
    print(f"  of {len(texts) * (len(texts) - 1) // 2} pairs of different texts {len(pairs)} compared, {taken} alike")


def _words(text: str, draw: Random, part: float) -> str:
    return re.sub(r"\w+", lambda word: "інакше" if draw.random() < part else word[0], text)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


REWRITINGS: dict[str, Callable[[str, str, Random], str]] = {
    "3 words in 100 are others": lambda text, _, draw: _words(text, draw, 0.03),
    "8 words in 100 are others": lambda text, _, draw: _words(text, draw, 0.08),
    "one sentence in five is gone": lambda text, _, draw: " ".join(
        sentence for sentence in _sentences(text) if draw.random() > 0.2
    ),
    "two fifths were added around it": lambda text, other, _: (
        f"{other[: len(text) // 5]} {text} {other[: len(text) // 5]}"
    ),
    "it stands whole within three times as much": lambda text, other, _: (
        f"{(other * 9)[: len(text)]} {text} {(other * 9)[: len(text)]}"
    ),
    "only its first half is left": lambda text, _, __: text[: len(text) // 2],
}
"""What was done to a text -> that."""


if __name__ == "__main__":
    main()
