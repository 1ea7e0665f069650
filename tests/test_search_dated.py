"""A day or a month among a query's words is told apart from them: what was published then may have been meant."""

import sqlite3
from datetime import date

import pytest

from newsarchive.search.dated import dated, worded


@pytest.fixture(scope="module")
def archive():
    """What a month without a year is counted back from."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE articles (published TEXT)")
    connection.execute("INSERT INTO articles VALUES ('2026-11-20T10:00:00+02:00'), (NULL)")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("голосування березень 2024", "голосування від:2024-03 до:2024-03"),
        ("хто голосував у березні 2024 року", "хто голосував від:2024-03 до:2024-03"),
        ("Березень 2024", "від:2024-03 до:2024-03"),
        ("сесія 5 березня 2024 року бюджет", "сесія бюджет від:2024-03-05 до:2024-03-05"),
        ("голосування за лютий 2023", "голосування від:2023-02 до:2023-02"),
        ("премія у листопаді 2020", "премія від:2020-11 до:2020-11"),
        ("сесія 2024-03", "сесія від:2024-03 до:2024-03"),
        ("сесія 05.03.2024", "сесія від:2024-03-05 до:2024-03-05"),
        ("сесія 03.2024", "сесія від:2024-03 до:2024-03"),
        ("бюджет 2024 року", "бюджет рік:2024"),
        ("голосування березень", "голосування від:2026-03 до:2026-03"),
        ("голосування у грудні", "голосування від:2025-12 до:2025-12"),
        ("29 лютого 2024", "від:2024-02-29 до:2024-02-29"),
    ],
)
def test_a_time_among_the_words_becomes_days(archive, typed, query):
    assert dated(archive, typed).query == query


@pytest.mark.parametrize(
    "typed",
    [
        "голосування",
        "",
        '"березень 2024"',
        "«5 березня 2024»",
        "рішення № 39-26/2024",
        "від:2024-03",
        "рік:2024",
        "2023-2024",
        "березняк",
        "30 лютого 2024",
        "сесія 2024-13",
        "99.99.2024",
        "1 250 000",
        "березня " * 300 + "\udcff",
    ],
)
def test_what_is_no_time_or_stands_in_quotation_marks_stays_words(archive, typed):
    found = dated(archive, typed)

    assert found is None or typed.startswith("березня")


def test_an_archive_without_dates_knows_no_last_march(archive):
    empty = sqlite3.connect(":memory:")
    empty.execute("CREATE TABLE articles (published TEXT)")

    assert dated(empty, "голосування березень") is None
    assert dated(empty, "голосування березень 2024") is not None
    empty.close()


def test_only_a_month_or_a_day_is_close_enough_to_be_told_of_unasked(archive):
    assert dated(archive, "сесія березень").closely
    assert dated(archive, "сесія 05.03.2024").closely
    assert not dated(archive, "бюджет 2024").closely


def test_a_date_may_be_said_in_words():
    assert worded("5 березня 2024 року") == (date(2024, 3, 5), date(2024, 3, 5))
    assert worded("лютий 2024") == (date(2024, 2, 1), date(2024, 2, 29))
    assert worded("березень") is None
    assert worded("торік") is None
