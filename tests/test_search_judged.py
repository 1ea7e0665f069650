"""The judged set: how it was made, and that search answers it."""

import importlib.util
import json
import re
import sys

import pytest

from benchmarks import relevance

pytestmark = pytest.mark.unmeasured


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


LOWEST_RECALL, LOWEST_PRECISION = 0.98, 0.97


@pytest.fixture(scope="module")
def results():
    return relevance.ask(relevance.ours(relevance.texts()), relevance.judged())


@pytest.fixture(scope="module")
def floor():
    return json.loads((relevance.SET / "floor.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["all", "phrase"])
@pytest.mark.parametrize("measure", relevance.Scores._fields)
def test_search_does_not_fall_below_its_floor(results, floor, which, measure):
    asked = results if which == "all" else relevance.by_kind(results)[which]

    assert getattr(relevance.scores(asked), measure) >= floor[which][measure]


@pytest.mark.parametrize("which", ["all", "phrase"])
def test_the_floor_itself_is_not_lowered(floor, which):
    assert set(relevance.Scores._fields) == set(floor[which])
    assert min(floor[which]["micro_recall"], floor[which]["macro_recall"]) >= LOWEST_RECALL
    assert min(floor[which]["micro_precision"], floor[which]["macro_precision"]) >= LOWEST_PRECISION


def test_the_measure_tells_good_from_bad():
    asked = relevance.Judged("word", "рада", frozenset({"a", "b"}), frozenset({"c"}))

    (result,) = relevance.ask(lambda _: {"a", "c", "d"}, [asked])

    assert (result.recall, result.precision) == (0.5, 0.5)
    assert (frozenset({"d"}), frozenset({"b"})) == (result.wrong, result.missed)
    assert relevance.Scores(0.5, 0.5, 0.5, 0.5) == relevance.scores([result])


def test_a_query_is_split_as_the_peers_need_it():
    assert relevance.parts("«обласна рада» кам'янець") == [["обласна", "рада"], ["кам", "янець"]]
    assert '"обл"*' not in relevance.truncated("обласна")
    assert relevance.truncated("обласна рада") == '"облас"* AND "рада"*'
