"""The second dictionary, and which of the two is used."""

import pytest

from benchmarks import relevance
from newsarchive.errors import UsageError
from newsarchive.language import default_lexicon
from newsarchive.language import lexicon as module
from newsarchive.language.lexicon import lexicon
from newsarchive.search.match import write
from newsarchive.search.query import parse

pytestmark = pytest.mark.unmeasured

FAMILIES = [
    "рада ради раді раду радою рад радам радами радах",
    "голова голови голові голову головою",
    "громада громади громаді громадою громад",
    "обласна обласної обласній обласний обласними",
    "володимир володимира володимирові",
    "скалич скалича скаличеві скаличем",
    "перегончук перегончука перегончукові",
    "кам'янець кам'янця кам'янцем",
    "ухвалити ухвалено ухвалила",
    "семінар-тренінг семінару-тренінгу семінари-тренінги",
    "деокупований деокупованого деокупованій",
]
ONE_TO_ANOTHER = [(one, other) for family in FAMILIES for one in family.split() for other in family.split()]
LOWEST_RECALL, LOWEST_PRECISION = 0.93, 0.95


@pytest.fixture(scope="module")
def simple():
    return lexicon("simplemma")


@pytest.fixture
def choose(monkeypatch):
    def chosen(name, *missing):
        monkeypatch.setenv("NEWSARCHIVE_LEXICON", name)
        monkeypatch.setattr(module, "find_spec", lambda package: package not in missing)
        default_lexicon.cache_clear()
        return default_lexicon()

    yield chosen
    default_lexicon.cache_clear()


@pytest.mark.parametrize(("one", "other"), ONE_TO_ANOTHER)
def test_every_form_leads_to_every_other(simple, one, other):
    assert other in simple.forms(one)


def test_forms_stay_within_bounds(simple):
    assert all(len(simple.forms(word)) <= 160 for family in FAMILIES for word in family.split())
    assert simple.forms("ТГ") == ("тг",)
    assert simple.forms("пятниця")[0] == "пятниця"
    assert "п'ятницею" in simple.forms("пятниця")


def test_where_endings_tell_the_case_words_are_inflected_together(simple):
    assert "обласною комісією" in write(parse('"обласна комісія"').node, simple).match


def test_it_finds_less_than_the_first_but_enough():
    collection = relevance.texts()
    connection = relevance.archive(collection)
    names = {number: name for number, (name, _, _) in enumerate(collection, 1)}
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"

    def answer(query):
        match = write(parse(query).node, lexicon("simplemma")).match
        return {names[number] for (number,) in connection.execute(sql, (match,))}

    kinds = {"word", "words", "place", "surname, unknown", "surname, known", "near"}
    scores = relevance.scores(relevance.ask(answer, [asked for asked in relevance.judged() if asked.kind in kinds]))

    assert scores.macro_recall >= LOWEST_RECALL
    assert scores.macro_precision >= LOWEST_PRECISION


@pytest.mark.parametrize(
    ("name", "missing", "dictionary"),
    [
        ("", [], "PymorphyDictionary"),
        ("pymorphy", [], "PymorphyDictionary"),
        ("simplemma", [], "SimplemmaDictionary"),
        ("", ["pymorphy3_dicts_uk"], "SimplemmaDictionary"),
    ],
)
def test_the_environment_names_the_dictionary_or_the_first_installed_is_used(choose, name, missing, dictionary):
    assert dictionary == type(choose(name, *missing)._dictionary).__name__


@pytest.mark.parametrize(
    ("name", "missing", "said"),
    [
        ("hunspell", [], "names no dictionary: hunspell. There are pymorphy and simplemma."),
        ("simplemma", ["simplemma"], "pip install simplemma"),
        ("pymorphy", ["pymorphy3_dicts_uk"], "pip install pymorphy3-dicts-uk"),
        ("", ["pymorphy3_dicts_uk", "simplemma"], "pip install pymorphy3-dicts-uk"),
    ],
)
def test_a_dictionary_that_cannot_be_had_is_said_so(choose, name, missing, said):
    with pytest.raises(UsageError, match=said):
        choose(name, *missing)
