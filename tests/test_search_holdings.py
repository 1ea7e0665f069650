"""The forms of a phrase, as the archive's own texts have them."""

import sqlite3

import pytest
import sqlite_utils

from newsarchive.search import count, holdings, register, uk_query
from newsarchive.search.holdings import Holdings, Occurring
from newsarchive.store.schema import migrations


@pytest.fixture
def archive():
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    connection.execute(
        "INSERT INTO councils (code, name, name_en, oblast, hosts, former_hosts, spider)"
        " VALUES ('lviv', 'Рада', NULL, 'UA-46', '', '', '')"
    )
    register(connection)
    yield connection
    connection.close()


def add(connection, *texts):
    for text in texts:
        connection.execute(
            "INSERT INTO articles(council, url, title, lead, body, digest, version, first_captured, last_seen, capture)"
            " VALUES ('lviv', ?, 'Новини', NULL, ?, '', 1, '', '', 1)",
            (text, text),
        )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"перша заступниця голови обласної ради"', "Першу заступницю голів обласних рад привітали."),
        ('"органи місцевого самоврядування"', "Працівник органу місцевого самоврядування"),
        ('"учасник бойових дій"', "зустріч з учасниками бойових дій;"),
        ('"комісія з питань бюджету"', "засідання комісій з питань бюджетів"),
        ('"Кам\'янець-Подільська громада"', "у Кам’янець-Подільській\nгромаді"),
        ('"Володимир Скалич"', "Скалич, а потім Володимирові Скаличеві"),
        ('"рішення №65-рд"', "рішенням № 65-рд"),
    ],
)
def test_a_phrase_is_found_in_whatever_form_it_stands(archive, query, text):
    add(archive, text)

    assert count(archive, query) == 1


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"перший заступник голови"', "Перший заступник начальника і заступник голови"),
        ('"обласна рада"', "рада обласна; обласна і рада"),
        ('"сесія ради"', "сесія. Міської ради"),
        ('"рада"', "Раданська громада"),
    ],
)
def test_a_phrase_is_not_found_where_its_words_stand_apart(archive, query, text):
    add(archive, text)

    assert count(archive, query) == 0


def test_of_very_many_articles_some_are_read_and_grammar_says_the_rest(archive, monkeypatch):
    monkeypatch.setattr(holdings, "MOST_READ", 2)
    add(archive, "головою обласної ради", *(f"{number} голови обласних рад" for number in range(3)))

    read = Holdings(archive).phrase(
        '"голови" OR "головою"', [("голови", "головою"), ("обласних", "обласної"), ("рад", "ради")]
    )

    assert read == Occurring(("голови обласних рад",), complete=False)
    assert count(archive, '"голова обласної ради"') == 4


def test_a_long_phrase_in_very_many_articles_is_found_in_windows(archive, monkeypatch):
    monkeypatch.setattr(holdings, "MOST_READ", 1)
    phrase = "першого заступника голови обласної ради"
    add(archive, phrase, "першому заступникові голови обласної ради", "перший заступник голови")

    assert count(archive, f'"{phrase}"') == 2


def test_a_phrase_that_stands_nowhere_finds_nothing(archive):
    add(archive, "обласна рада")

    assert count(archive, '"рада обласна"') == 0
    assert count(archive, 'обласна -"рада обласна"') == 1


def test_plain_sql_looks_phrases_up_too(archive):
    add(archive, "зустріч з учасницями бойових дій")
    sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH uk_query(?)"

    assert archive.execute(sql, ('"учасниця бойових дій"',)).fetchone() == (1,)


def test_so_many_phrases_of_a_query_are_looked_up_and_no_more(archive):
    asked = []

    class Counting(Holdings):
        def phrase(self, match, words):
            asked.append(words)
            return super().phrase(match, words)

    uk_query(" ".join(f'"обласна рада {number}"' for number in range(8)), Counting(archive))

    assert len(asked) == 4


def test_forms_that_stand_nowhere_are_not_asked_for(archive):
    add(archive, "Кам'янець і громади", "Камʼянець")

    assert uk_query("громада", Holdings(archive)) == '"громади"'
    assert uk_query("кам'янець", Holdings(archive)) == '("кам янець" OR "камʼянець")'
    assert uk_query("відсутнє", Holdings(archive)) == '"відсутнє"'
    assert "громади" in uk_query("ПОРУЧ(громада камянець)", Holdings(archive))


@pytest.mark.parametrize(
    ("query", "found", "other"),
    [
        ("сім", "Сім громад області", "сім'я отримала сертифікат"),
        ("Яна", "Виступає Яна", "співає Мар’яна"),
        ("єднання", "День єднання", "об'єднання громад"),
        ("Львів", "місто Львів", "Львів`яни"),
        ("назва:новини сім", "їх сім", "про сім'ю"),
        ("=сім", "сім", "сім'ями"),
        ("Кам'янка", "У Кам'янці збудували школу, до Кам'янки веде дорога", "У Кам'янці-Подільському"),
        ("Кам'янець", "У Кам’янці-Подільському", "Кам'янкою"),
        ("Руслан Нечай", "Руслана Нечая привітали", "Руслана Нечай привітала"),
        ('"Руслан Нечай"', "Русланові Нечаєві", "Руслану Нечай привітали"),
        ('"Олександр Довженко"', "Олександра Довженка", "Олександра Довженко"),
    ],
)
def test_what_only_reads_like_it_is_not_found(archive, query, found, other):
    add(archive, found, other, f"{other}, {found}.")

    assert count(archive, query) == 2


def test_a_half_is_found_where_an_article_does_not_tell_or_too_many_would_have_to_be_read(archive, monkeypatch):
    add(archive, "сім'я", "Новини", "сім'я і сім")
    archive.execute("UPDATE articles SET title = 'сім' WHERE id = 1")

    assert count(archive, "сім") == 2

    monkeypatch.setattr(holdings, "MOST_READ", 1)
    assert count(archive, "сім") == 2
