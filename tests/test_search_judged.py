"""The judged set: how it was made, and that search answers it."""

import importlib.util
import re
import sys

import pytest

from benchmarks import relevance


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("judged_set_maker", relevance.SET / "make.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_set_is_what_its_sources_say(make):
    texts, judged = make.judged()

    assert make.lines(texts) == (relevance.SET / "texts.jsonl").read_text(encoding="utf-8")
    assert make.lines(judged) == (relevance.SET / "judged.jsonl").read_text(encoding="utf-8")


def test_the_set_is_large_and_asks_of_everything():
    queries = relevance.judged()

    assert len(queries) >= 500
    assert {"abbreviation", "name, unknown", "near", "number", "phrase", "place", "romanized", "spelling"} < {
        asked.kind for asked in queries
    }
    assert len(queries) == len({(asked.kind, asked.query) for asked in queries})


def test_each_judgement_names_texts_of_the_set():
    known = {name for name, _, _ in relevance.texts()}

    assert all(asked.relevant | asked.either <= known for asked in relevance.judged())


def test_the_truth_asks_nothing_of_what_it_judges():
    source = (relevance.SET / "make.py").read_text(encoding="utf-8")

    imported = re.findall(r"^(?:from|import) ([\w.]+)", source, re.MULTILINE)

    assert {name for name in imported if name.startswith(("newsarchive", "pymorphy"))} == {"newsarchive.demo"}
