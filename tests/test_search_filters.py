"""What a query is narrowed by: which councils and days its filters name, and that they hold everywhere the same."""

import sqlite3
from datetime import date

import pytest
import sqlite_utils

from newsarchive.errors import ArchiveError
from newsarchive.search import Order, State, ask, count, search
from newsarchive.search.filters import Council, Filters, Held, named, oblasts_named, read, understand
from newsarchive.search.query import Asked
from newsarchive.search.suggestions import suggest
from newsarchive.store.schema import migrations

HELD = (
    Council("chernivtsi", "Чернівецька обласна рада", "Chernivtsi Regional Council", "UA-77"),
    Council("ivano_frankivsk", "Івано-Франківська обласна рада", "", "UA-26"),
    Council("khmelnytskyi", "Хмельницька обласна рада", "Khmelnytskyi Regional Council", "UA-68"),
    Council("kyiv_city", "Київська міська рада", "Kyiv City Council", "UA-30"),
    Council("kyiv_oblast", "Київська обласна рада", "", "UA-32"),
    Council("lviv", "Львівська обласна рада", "Lviv Regional Council", "UA-46"),
)
EVERY = {council.code for council in HELD}


def filters(text):
    return read(text, Held(HELD)).filters


def codes(value, field="council"):
    return {council.code for council in named(Asked(field=field, value=value, start=0, end=0), HELD)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("lviv", {"lviv"}),
        ("LVIV", {"lviv"}),
        ("Львівська", {"lviv"}),
        ("львівської", {"lviv"}),
        ("Львів", {"lviv"}),
        ("Львова", {"lviv"}),
        ("Львівщина", {"lviv"}),
        ("Хмельницький", {"khmelnytskyi"}),
        ("Хмельниччина", {"khmelnytskyi"}),
        ("Чернівцях", {"chernivtsi"}),
        ("Буковина", {"chernivtsi"}),
        ("Прикарпаття", {"ivano_frankivsk"}),
        ("Івано-Франківська обласна рада", {"ivano_frankivsk"}),
        ("Київ", {"kyiv_city", "kyiv_oblast"}),
        ("kyiv", {"kyiv_city", "kyiv_oblast"}),
        ("kyiv_city", {"kyiv_city"}),
        ("Київська міська", {"kyiv_city"}),
        ("рада", EVERY),
        ("підсумки", set()),
        ("Одеса", set()),
        ("...", set()),
    ],
)
def test_a_council_is_named_by_its_code_or_by_words_of_its_name_in_any_form(value, expected):
    assert expected == codes(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("UA-46", ("UA-46",)),
        ("ua-46", ("UA-46",)),
        ("46", ("UA-46",)),
        ("Львівська", ("UA-46",)),
        ("Закарпаття", ("UA-21",)),
        ("odesa", ("UA-51",)),
        ("UA-99", ()),
        ("завтра", ()),
        ("Львівська область", ("UA-46",)),
        ("львівській області", ("UA-46",)),
        ("Lviv Oblast", ("UA-46",)),
        ("область", ()),
    ],
)
def test_an_oblast_is_named_by_its_code_or_its_name(value, expected):
    assert expected == oblasts_named(value)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("від:2023", date(2023, 1, 1), None),
        ("від:2023-11", date(2023, 11, 1), None),
        ("since:2023-11-16", date(2023, 11, 16), None),
        ("від:16.11.2023", date(2023, 11, 16), None),
        ("від:11.2023", date(2023, 11, 1), None),
        ("до:2023", None, date(2023, 12, 31)),
        ("до:2024-02", None, date(2024, 2, 29)),
        ("until:1.2.2024,", None, date(2024, 2, 1)),
        ('до:"16.11.2023"', None, date(2023, 11, 16)),
        ("рік:2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("year:2022-2024", date(2022, 1, 1), date(2024, 12, 31)),
        ("рік:2024–2022", date(2022, 1, 1), date(2024, 12, 31)),
        ("рік:2023 від:2023-03 до:2025", date(2023, 3, 1), date(2023, 12, 31)),
    ],
)
def test_days_are_read_as_people_write_them(text, since, until):
    assert filters(text) == Filters(since=since, until=until)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("рада:Львівська", {"lviv"}),
        ("рада:Львівська рада:Хмельницька", {"lviv", "khmelnytskyi"}),
        ("-рада:Київ", EVERY - {"kyiv_city", "kyiv_oblast"}),
        ("рада:Київ НЕ рада:kyiv_city", {"kyiv_oblast"}),
        ("область:UA-46", {"lviv"}),
        ("область:Київська -рада:міська", {"kyiv_oblast"}),
        ("область:Львівська рада:Хмельницька", set()),
        ("область:Одеська", set()),
    ],
)
def test_filters_of_one_kind_are_alternatives_and_of_two_kinds_hold_together(text, expected):
    assert filters(text) == Filters(councils=frozenset(expected))


def test_a_query_without_filters_is_not_narrowed():
    assert not filters("рада бюджет")
    assert filters("рада:Львівська")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("рада:підсумки", "council"),
        ("область:нашої", "value"),
        ("від:вчора", "date"),
        ("від:2023-13", "date"),
        ("від:2023-00", "date"),
        ("до:2023-11-00", "date"),
        ("до:30.02.2023", "date"),
        ("рік:двадцятий", "date"),
        ("від:12:30", "date"),
        ("-від:2023", "not_a_date"),
    ],
)
def test_a_filter_that_is_not_understood_is_words_and_said(text, code):
    asked = read(f"школа {text}", Held(HELD))

    assert not asked.filters
    assert [(code, text.lstrip("-"))] == [(note.code, note.said) for note in asked.notes if note.code != "joining"]
    assert asked.query.node.end == len("школа ") + len(text)


def test_how_a_date_is_written_is_told_where_one_is_not_understood():
    (note,) = (note for note in read("від:вчора", Held(HELD)).notes if note.code == "date")

    assert "пишіть 2024, 05.2024, 31.05.2024 чи 2024-05-31" in note.uk
    for written in ("2024", "05.2024", "31.05.2024", "2024-05-31"):
        assert written in note.en
        assert filters(f"від:{written}").since is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("від:2024 рада до:2023", "від:2024 рада до:2023"),
        ("рада рік:2024 до:05.2023", "рік:2024 до:05.2023"),
        ("від:2024 до:2024", None),
        ("до:2023", None),
    ],
)
def test_dates_that_leave_no_day_are_told(text, said):
    assert [note.said for note in read(text, Held(HELD)).notes if note.code == "no_day"] == ([said] if said else [])


def test_a_value_that_is_not_understood_is_looked_for():
    assert read("рада:підсумки", Held(HELD)).match == read("рада підсумки", Held(HELD)).match


@pytest.fixture
def archive():
    connection = sqlite3.connect(":memory:")
    database = sqlite_utils.Database(connection)
    migrations.apply(database)
    row = {"hosts": "", "former_hosts": "", "spider": ""}
    database["councils"].insert_all([council._asdict() | row for council in HELD])
    days = {"lviv": "2023-11-16T10:00:00+02:00", "khmelnytskyi": "2024-02-01", "kyiv_city": None}
    for number, (council, day) in enumerate(days.items(), start=1):
        article = {"id": number, "council": council, "published": day, "title": "Сесія", "body": "Про бюджет ради."}
        article |= {"url": f"https://example.org/{number}", "lead": None, "state": "live", "digest": "", "version": 1}
        database["articles"].insert(article | {"first_captured": "", "last_seen": "", "capture": 1})
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("бюджет від:вчора", ["бюджет"]),
        ("до:31/12/2023 бюджет від:вчора ради", ["бюджет ради"]),
        ("від:вчора", []),
        ("футбол від:вчора", []),
    ],
)
def test_what_was_meant_for_a_date_is_left_out_and_taken_for_no_misprint(archive, text, meant):
    assert suggest(archive, text) == meant


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("бюджет рада:Львівська", {}, [1]),
        ("бюджет -рада:Львівська", {}, [2, 3]),
        ("бюджет від:2024", {}, [2]),
        ("бюджет рік:2023-2024", {}, [1, 2]),
        ("бюджет до:2024-01", {}, [1]),
        ("бюджет рада:Львівська", {"council": "khmelnytskyi"}, []),
        ("бюджет область:46", {"oblast": "UA-46"}, [1]),
        ("бюджет від:2023", {"since": date(2024, 1, 1)}, [2]),
        ("бюджет від:2024", {"since": date(2023, 1, 1)}, [2]),
        ("бюджет до:2024", {"until": date(2023, 12, 31)}, [1]),
        ("рада:Львівська", {}, [1]),
        ("від:2023", {}, [1, 2]),
        ("рада:Одеська", {}, []),
        ("рада:бюджету", {}, [1, 2, 3]),
        ("назва:сесія текст:бюджет", {}, [1, 2, 3]),
        ("назва:бюджет", {}, []),
        ("бюджет -назва:сесія", {}, []),
        ("ПОРУЧ(рада бюджет, 1)", {}, [1, 2, 3]),
        ("=ради", {}, [1, 2, 3]),
        ("=рада", {}, []),
        ('="бюджет ради"', {}, [1, 2, 3]),
        ('="бюджет рада"', {}, []),
    ],
)
def test_search_and_count_obey_what_is_typed(archive, text, given, expected):
    assert sorted(hit.id for hit in search(archive, text, **given)) == expected
    assert count(archive, text, **given) == len(expected)


def test_with_filters_alone_the_newest_come_first(archive):
    assert [hit.id for hit in search(archive, "рік:2023-2024")] == [2, 1]


def test_an_archive_without_councils_is_an_archive_error(archive):
    archive.execute("DROP TABLE councils")

    with pytest.raises(ArchiveError, match="could not be searched"):
        search(archive, "рада")


def test_what_is_understood_depends_on_the_archive_s_councils(archive):
    assert understand(archive, "рада:Львівська").filters.councils == {"lviv"}
    archive.execute("DELETE FROM councils WHERE code = 'lviv'")
    assert understand(archive, "рада:Львівська").filters.councils is None


SECTIONS = ("", "Бюджет і фінанси", "Новини", "Новини громад", "новини")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("розділ:Новини", {"Новини", "новини"}),
        ('section:"Новини громад"', {"Новини громад"}),
        ("розділ:громади", {"Новини громад"}),
        ("розділ:бюджету", {"Бюджет і фінанси"}),
        ("розділ:новин", {"Новини", "новини", "Новини громад"}),
        ("розділ:громади розділ:бюджет", {"Новини громад", "Бюджет і фінанси"}),
        ("-розділ:новин", {"", "Бюджет і фінанси"}),
        ("розділ:новин -розділ:громади", {"Новини", "новини"}),
        ("школа", None),
    ],
)
def test_a_section_is_named_as_it_stands_or_by_words_of_its_name_in_any_form(text, expected):
    sections = read(text, Held(HELD, SECTIONS)).filters.sections

    assert sections == (None if expected is None else frozenset(expected))


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("стан:вилучено", {"deleted"}),
        ("стан:вилучені", {"deleted"}),
        ("state:deleted", {"deleted"}),
        ('стан:"на сайті"', {"live"}),
        ("стан:зникла", {"suspected"}),
        ("стан:вилучено стан:зникло", {"deleted", "suspected"}),
        ("-стан:вилучено", {"live", "suspected"}),
    ],
)
def test_a_state_is_named_by_its_word_in_any_form(text, states):
    assert read(text, Held(HELD)).filters.states == {(state, edited) for state in states for edited in (True, False)}


def test_an_edited_article_may_be_in_any_state():
    assert read("стан:змінено", Held(HELD)).filters.states == {(state, True) for state in LIVING}
    assert read("-state:edited стан:вилучено", Held(HELD)).filters.states == {("deleted", False)}


LIVING = ("live", "suspected", "deleted")


@pytest.mark.parametrize(
    ("text", "code"), [("розділ:футбол", "section"), ("стан:чудовий", "value"), ("-стан:чудовий", "value")]
)
def test_a_section_or_a_state_that_there_is_none_of_is_words_and_said(text, code):
    asked = read(f"школа {text}", Held(HELD, SECTIONS))

    assert (asked.filters, [note.code for note in asked.notes]) == (Filters(), [code])


def test_sections_and_states_narrow_what_is_found(narrow):
    assert numbers(narrow, "бюджет") == {1, 2, 3, 4}
    assert numbers(narrow, "бюджет розділ:Новини") == {1, 2}
    assert numbers(narrow, "бюджет -розділ:Новини") == {3, 4}
    assert numbers(narrow, "розділ:події") == {3}
    assert numbers(narrow, "бюджет", section="Новини", state=State.EDITED) == {2}
    assert numbers(narrow, "бюджет стан:вилучено") == {3} == numbers(narrow, "", state=State.DELETED)
    assert numbers(narrow, "бюджет -стан:вилучено -стан:змінено") == {1}
    assert numbers(narrow, "розділ:Новини", section="Події") == set()


def test_each_is_counted_as_if_another_of_its_kind_were_asked_for(narrow):
    counts = ask(narrow, "бюджет", section="Новини", state=State.LIVE).counts()

    assert counts.total == 2
    assert counts.sections == {"Новини": 2, "": 1}
    assert counts.states == {"live": 2, "edited": 1}
    assert counts.councils == {"lviv": 2}
    assert counts.years == {"2023": 2}


def numbers(connection, query, **narrowed):
    question = ask(connection, query, **narrowed)
    found = {order: set(question.numbers(order=order, limit=100)) for order in Order}
    assert len(set(map(frozenset, found.values()))) == 1
    assert question.total() == question.counts().total == len(found[Order.BEST])
    return found[Order.BEST]


@pytest.fixture
def narrow():
    connection = sqlite3.connect(":memory:")
    migrations.apply(sqlite_utils.Database(connection))
    connection.execute(
        "INSERT INTO councils (code, name, oblast, hosts, former_hosts, spider)"
        " VALUES ('lviv', 'Рада', 'UA-46', '', '', '')"
    )
    rows = [("Новини", "live", 1), ("Новини", "live", 2), ("Події", "deleted", 1), (None, "live", 3)]
    for number, (section, state, version) in enumerate(rows, 1):
        connection.execute(
            "INSERT INTO articles(id, council, url, title, body, published, section, state, version, digest,"
            " first_captured, last_seen, capture)"
            " VALUES (?, 'lviv', ?, 'Бюджет', '', '2023-05-01', ?, ?, ?, '', '', '', 1)",
            (number, f"https://example.org/{number}", section, state, version),
        )
    yield connection
    connection.close()
