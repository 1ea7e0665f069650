"""The query language: how text is understood, and that nothing typed can break a search."""

import pytest

from newsarchive.search import NOTHING, uk_query
from newsarchive.search.match import write
from newsarchive.search.nodes import And, Field, Near, Not, Or, Phrase, Word
from newsarchive.search.notes import _WORDS as _WORDS_OF_NOTES
from newsarchive.search.notes import Note
from newsarchive.search.query import LONGEST_QUERY, MOST_TERMS, parse

A, B, C = Word("альфа"), Word("бета"), Word("гама")
EXACT = Word("альфа", exact=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("альфа", A),
        ("альфа бета", And((A, B))),
        ("альфа, бета!", And((A, B))),
        ("альфа AND бета", And((A, B))),
        ("альфа АБО бета", Or((A, B))),
        ("альфа OR бета", Or((A, B))),
        ("альфа|бета", Or((A, B))),
        ("альфа бета АБО гама", Or((And((A, B)), C))),
        ("альфа (бета АБО гама)", And((A, Or((B, C))))),
        ("альфа -бета", And((A, Not(B)))),
        ("альфа НЕ бета", And((A, Not(B)))),
        ("альфа NOT (бета OR гама)", And((A, Not(Or((B, C)))))),
        ("альфа -(-бета)", And((A, Not(Not(B))))),
        ("альфа НЕ НЕ бета", And((A, Not(B)))),
        ("альфа - бета", And((A, B))),
        ("альфа-бета", Word("альфа-бета")),
        ("альфа не бета або гама", And((A, Word("не"), B, Word("або"), C))),
        ('"альфа бета"', Phrase(("альфа", "бета"))),
        ("«альфа бета» гама", And((Phrase(("альфа", "бета")), C))),
        ("„альфа бета“", Phrase(("альфа", "бета"))),
        ('"альфа НЕ (бета) | -гама"', Phrase(("альфа", "НЕ", "бета", "гама"))),
        ('-"альфа бета" гама', And((Not(Phrase(("альфа", "бета"))), C))),
        ('"альфа «бета» гама"', Phrase(("альфа", "бета", "гама"))),
        ("«альфа «бета»»", Phrase(("альфа", "бета"))),
        ('«альфа "бета"» гама', And((Phrase(("альфа", "бета")), C))),
        ('"альфа" «бета» "гама"', And((A, B, C))),
        ('"альфа «бета', And((A, B))),
        ('назва:"альфа «бета»"', Field("title", Phrase(("альфа", "бета")))),
        ('="альфа «бета»"', Phrase(("альфа", "бета"), exact=True)),
        ('"альфа"', A),
        ('"альф*"', Word("альф", prefix=True)),
        ('альфа "бета гама', And((A, B, C))),
        ('альфа ""', A),
        ("альф*", Word("альф", prefix=True)),
        ("*", None),
        ("АБО", None),
        ("АБО альфа |", A),
        ("НЕ", None),
        ("альфа НЕ АБО бета", Or((A, B))),
        ("альфа НЕ", A),
        ("((альфа", A),
        ("альфа)) бета", And((A, B))),
        ("()", None),
        ("", None),
        ("№65-рд", Word("65-рд")),
        ("24.02.2022", Word("24.02.2022")),
        ("km-oblrada.gov.ua", Word("km-oblrada.gov.ua")),
        ("району.Також", And((Word("району"), Word("Також")))),
        ("Кам´янець", Word("Кам'янець")),
        ("НЕ ЗАБУДЕМО", And((Word("НЕ"), Word("ЗАБУДЕМО")))),
        ("ВПО НЕ ОВА", And((Word("ВПО"), Not(Word("ОВА"))))),
        ("ДЕПУТАТИ АБО РАДА", Or((Word("ДЕПУТАТИ"), Word("РАДА")))),
        ("аль\u00adфа \x00", A),
        ("альфа –бета", And((A, Not(B)))),
        ("альфа \u2212бета", And((A, Not(B)))),
        ("альфа – бета", And((A, B))),
        ("альфа ТА бета", And((A, B))),
        ("ТА бета", And((Word("ТА"), B))),
        ("альфа та бета", And((A, Word("та"), B))),
        ("О.Ю. Альфа", Near((Word("О.Ю."), Word("Альфа")), 1)),
        ("О. Ю.Альфа", Near((Word("О.Ю."), Word("Альфа")), 1)),
        ("о.ю. альфа", Near((Word("о.ю."), A), 1)),
        ("Альфа О.", Near((Word("О."), Word("Альфа")), 1)),
        ("бета Альфа О. гама", And((B, Near((Word("О."), Word("Альфа")), 1), C))),
        ("бета О. Альфа гама", And((B, Near((Word("О."), Word("Альфа")), 1), C))),
        ("О. Альфа В. Бета", And((Near((Word("О."), Word("Альфа")), 1), Near((Word("В."), Word("Бета")), 1)))),
        ("О. =альфа", And((Word("О."), EXACT))),
        ("О.", Word("О.")),
        ("1 250 000 альфа", And((Word("1 250 000"), A))),
        ("альфа 1\u00a0250\u00a0000", And((A, Word("1 250 000")))),
        ("12 345 2024", And((Word("12 345"), Word("2024")))),
        ("24 2024 100", And((Word("24"), Word("2024"), Word("100")))),
        ("12.345 678-а", And((Word("12.345"), Word("678-а")))),
        ('"1 250 000 альфа"', Phrase(("1 250 000", "альфа"))),
        ("В.о. альфа", And((Word("в.о."), A))),
        ("Т. в. о альфа", And((Word("т.в.о."), A))),
        ("В.О. Альфа", Near((Word("В.О."), Word("Альфа")), 1)),
        ("Альфа В. отримав", And((Near((Word("В."), Word("Альфа")), 1), Word("отримав")))),
        ("т. в. о. альфа", And((Word("т.в.о."), A))),
        ("у м. альфа", And((Word("у"), Word("м."), A))),
        ("п. альфа", And((Word("п"), A))),
        ("12.О. альфа", And((Word("12"), Near((Word("О."), A), 1)))),
        ("=альфа", EXACT),
        ('="альфа бета"', Phrase(("альфа", "бета"), exact=True)),
        ('="альфа"', EXACT),
        ("-=альфа бета", And((Not(EXACT), B))),
        ("=альф*", Word("альф", prefix=True)),
        ("=(альфа)", A),
        ("2=альфа", And((Word("2"), A))),
        ("ПОРУЧ(альфа бета)", Near((A, B), 10)),
        ("NEAR(альфа бета, 5)", Near((A, B), 5)),
        ("ПОРУЧ(альфа бета гама, 500)", Near((A, B, C), 100)),
        ("альфа ПОРУЧ бета", Near((A, B), 10)),
        ("альфа ПОРУЧ/3 бета NEAR/3 гама", Near((A, B, C), 3)),
        ('альфа ПОРУЧ "бета гама"', Near((A, Phrase(("бета", "гама"))), 10)),
        ("альфа ПОРУЧ (бета | гама)", Near((A, Or((B, C))), 10)),
        ("ПОРУЧ(альфа бета -гама)", And((Near((A, B), 10), Not(C)))),
        ("ПОРУЧ(альфа)", A),
        ("ПОРУЧ(альфа, 5)", A),
        ("альфа, 5)", And((A, Word("5")))),
        ("альфа поруч бета", And((A, Word("поруч"), B))),
        ("АЛЬФА ПОРУЧ БЕТА", And((Word("АЛЬФА"), Word("ПОРУЧ"), Word("БЕТА")))),
        ("альфа ПОРУЧ", And((A, Word("ПОРУЧ")))),
        ("ПОРУЧ", Word("ПОРУЧ")),
        ("ПОРУЧ()", None),
        ("назва:альфа бета", And((Field("title", A), B))),
        ("TITLE:альфа", Field("title", A)),
        ('лід:"альфа бета"', Field("lead", Phrase(("альфа", "бета")))),
        ("текст:(альфа | бета)", Field("body", Or((A, B)))),
        ("-назва:=альфа бета", And((Not(Field("title", EXACT)), B))),
        ("назва: альфа", And((Word("назва"), A))),
        ("https://title:80/альфа", And((Word("https"), Word("title:80"), A))),
        ("рада:Львівська альфа", A),
        ("рада: альфа", And((Word("рада"), A))),
        ('рада:"Львівська обласна"', None),
        ('"рада:альфа"', Phrase(("рада", "альфа"))),
    ],
)
def test_a_query_is_understood(text, tree):
    assert tree == parse(text).node


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("65-рд", '"65 рд"'),
        ("COVID-19", '"covid 19"'),
        ("WHO", '"who"'),
        ("гонч*", '"гонч"*'),
        ("кам'янец*", '("кам янец"* OR "камʼянец"* OR "камянец"*)'),
        ("НН*", '"нн"'),
        ("нн нн | нн нн", '"нн"'),
        ("нн -рд", '("нн" NOT "рд")'),
        ("нн рд", '("нн" AND "рд")'),
        ("нн | рд", '("нн" OR "рд")'),
        ("нн | -рд", '"нн"'),
        ("з нн", '"нн"'),
        ("-нн", NOTHING),
        ("", NOTHING),
        (None, NOTHING),
        (b"\xff", NOTHING),
        (65, '"65"'),
        ("(-нн) | (-рд)", NOTHING),
        ("=проєкт", '"проєкт"'),
        ("=кам'янець", '("кам янець" OR "камʼянець" OR "камянець")'),
        ('="рада громади"', '"рада громади"'),
        ("нн ПОРУЧ/2 рд", 'NEAR("нн" "рд", 2)'),
        ("ПОРУЧ(нн в рд)", 'NEAR("нн" "рд", 10)'),
        ("ПОРУЧ(нн рд вв)", '(NEAR("нн" "рд", 10) AND NEAR("рд" "вв", 10))'),
        ("ПОРУЧ(нн (рд|ввв*))", '(NEAR("нн" "рд", 10) OR NEAR("нн" "ввв"*, 10))'),
        ("назва:нн", '(title : ("нн"))'),
        ("лід:(нн | рд) вв", '((lead : (("нн" OR "рд"))) AND "вв")'),
        ("-назва:нн вв", '("вв" NOT (title : ("нн")))'),
        ("рада:Львівська нн", '"нн"'),
    ],
)
def test_a_match_string_is_written(text, match):
    assert match == uk_query(text)


def nodes(node):
    yield node
    for inner in getattr(node, "nodes", None) or filter(None, [getattr(node, "node", None)]):
        yield from nodes(inner)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("бюджет  -назва:рада", ["бюджет  -назва:рада", "бюджет", "-назва:рада", "назва:рада", "рада"]),
        ('(а | =б) "в г"', ['а | =б) "в г"', "а | =б", "а", "=б", '"в г"']),
        ("ПОРУЧ(а б, 5) в", ["ПОРУЧ(а б, 5) в", "ПОРУЧ(а б, 5)", "а", "б", "в"]),
        ("ра\u00adда до\u0301бра й", ["ра\u00adда до\u0301бра й", "ра\u00adда", "до\u0301бра", "й"]),
        ("\u200bи\u0306\u200b ра", ["и\u0306\u200b ра", "и\u0306\u200b", "ра"]),
    ],
)
def test_every_node_knows_where_it_was_typed(text, pieces):
    assert pieces == [text[node.start : node.end] for node in nodes(parse(text).node)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("рада бюджет", []),
        ('рада "бюджет', [("quote", '"')]),
        ("(рада", [("open", "(")]),
        ("рада)", [("close", ")")]),
        ("(" * 10 + "рада" + ")" * 10, [("deep", "("), ("deep", "("), ("close", ")"), ("close", ")")]),
        ("x^2 * рада", [("stray", "^"), ("stray", "*")]),
        ("АБО рада -АБО", [("operator", "АБО"), ("operator", "-"), ("operator", "АБО")]),
        ("гон* об*", [("short", "об*")]),
        ("безбар'єр*", []),
        ("п'я*", [("short", "п'я*")]),
        ("гон* обл* вол* км*", [("short", "км*")]),
        ("гон* обл* вол* кам*", [("prefixes", "кам*")]),
        ("а-" * 40, [("terms", "а-" * 8)]),
        ('"обл* рада"', [("star", '"обл* рада"')]),
        ("=(рада)", [("exact", "=")]),
        ("назва: рада", [("bare", "назва")]),
        ("ПОРУЧ(рада)", [("near", "ПОРУЧ(рада)")]),
        ("ПОРУЧ(а б в г ґ д е)", [("near_many", "д е")]),
        ("а ПОРУЧ/500 б", [("distance", "ПОРУЧ/500")]),
        ("-(рада від:2023) а", [("whole", "від:2023")]),
        ("рада | від:2023", [("whole", "від:2023")]),
        ("а " * 40, [("terms", "а " * 8)]),
        ("щ" * 2010, [("unread", "щ" * 10)]),
    ],
)
def test_what_was_not_understood_is_told_with_its_place(text, told):
    assert told == [(note.code, text[note.start : note.end]) for note in parse(text).notes]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-рада", ["unwanted"]),
        ("рада в місті", ["joining"]),
        ('"скаличеві гончарукові лабазюкові"', ["forms"]),
        ('"вулиця скаличеві лабазюкові"', ["forms"]),
        ("рада ПОРУЧ бюджет", []),
        ("Кам'янець-Подільський ПОРУЧ Скаличеві", ["forms"]),
        ("рада", []),
    ],
)
def test_what_was_left_out_of_the_match_string_is_told(text, told):
    assert told == [note.code for note in write(parse(text).node).notes]


def test_every_note_is_told_in_both_languages():
    for code in _WORDS_OF_NOTES:
        note = Note(code, 0, 1, "щось")

        assert note.uk
        assert note.en
        assert note.uk.isascii() is False
        assert "{" not in note.uk + note.en


def test_function_words_alone_are_asked_for_and_capitals_are_an_abbreviation():
    assert uk_query("і та").count(" AND ") == 1
    assert uk_query("ТА район").count(" AND ") == 1
    assert uk_query("та район").count(" AND ") == 0


def test_a_long_phrase_is_asked_for_in_windows_that_share_a_word():
    match = uk_query('"один два три чотири п\'ять"')

    assert match.count(" AND ") == 1
    assert '"один два три"' in match
    assert '"три чотири пять"' in match


def test_words_too_many_are_left_out_and_text_too_long_is_left_unread():
    assert len(parse("слово " * 100).node.nodes) == MOST_TERMS
    assert len(parse(f'"{"слово " * 100}"').node.words) == MOST_TERMS
    assert len(parse("щ" * 10_000).node.text) == LONGEST_QUERY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("зросли на 12,5%", ["зросли", "на", "12,5"]),
        ("12, 5", ["12", "5"]),
        ("ПОРУЧ(бюджет 2024,5)", ["бюджет", "2024"]),
        ("рада,5", ["рада", "5"]),
    ],
)
def test_a_comma_joins_the_figures_of_one_number(text, words):
    assert words == [node.text for node in nodes(parse(text).node) if isinstance(node, Word)]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("сесія 24 лютого", ["24 лютого"]),
        ("24-го Лютого 2022 року", ["24-го Лютого"]),
        ("24 депутати лютого", []),
        ("2024 лютого", []),
        ("лютого 24", []),
        ("=24 лютого", ["=24 лютого"]),
        ("15 тисяч гривень", ["15 тисяч"]),
        ("2,5 млрд 3 Мільйони", ["2,5 млрд", "3 Мільйони"]),
        ("тисяч 15", []),
        ("15 гривень", []),
    ],
)
def test_a_number_stands_near_the_month_or_the_thousands_it_counts(text, near):
    assert near == [text[node.start : node.end] for node in nodes(parse(text).node) if isinstance(node, Near)]
