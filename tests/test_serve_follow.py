"""A search is tried on before it is followed: what it would have told, and where its feed is."""

import asyncio
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest

from newsarchive import search
from newsarchive.serve import follow
from newsarchive.serve.app import datasette
from newsarchive.serve.feeds import reading
from tests.test_serve_pages import archive

LAST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


def get(application, address):
    return asyncio.run(application.client.get(address))


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


@pytest.fixture
def weekly(tmp_path):
    """One article a day for a hundred days before the last capture, and one later than it."""
    articles = [
        {"number": 1 + back, "published": f"{LAST - timedelta(days=back)}T23:30:00+02:00", "body": "міст"}
        for back in range(100)
    ]
    late = {"number": 101, "published": f"{LAST + timedelta(days=1)}T00:10:00+02:00", "body": "міст"}
    archive(tmp_path / "archive.db", [*articles, late, {"number": 102, "published": None, "body": "міст"}]).close()
    return datasette(tmp_path / "archive.db")


def test_the_month_and_the_weeks_end_with_the_last_capture(weekly):
    page = get(weekly, "/archive/follow?q=міст")

    assert "цей пошук спрацював би 30 разів" in words(page)
    assert "від 22 жовтня 2026 до 20 листопада 2026" in words(page)
    assert "Усього знайдено: 102" in words(page)
    assert [int(count) for count in re.findall(r'value="(\d+)" aria-hidden', page.text)] == [7] * follow.WEEKS
    assert "Стільки прочитати під силу" in words(page)


def test_a_week_leads_to_its_articles(weekly):
    page = get(weekly, "/archive/follow?q=міст").text
    link = unescape(re.search(r'href="(/archive/search\?[^"]*until[^"]*)"', page)[1])

    assert link == f"/archive/search?q={quote('міст')}&since=2026-11-14&until=2026-11-20"
    assert "Знайдено 7 статей" in words(get(weekly, link))


def test_the_feed_s_address_is_there_to_copy_with_all_that_was_asked(house):
    page = get(house, "/archive/follow?q=рада&council=volyn&order=newest&_lang=en").text
    address = unescape(re.search(r'<input class="address" readonly value="([^"]*)"', page)[1])

    assert address == f"http://localhost/archive/search.atom?q={quote('рада')}&council=volyn&_lang=en"
    assert get(house, address.removeprefix("http://localhost")).status_code == 200


def test_too_much_and_nothing_are_said_so(house, weekly, monkeypatch):
    assert "стрічка мовчала б" in words(get(house, "/archive/follow?q=немаєтакогослова"))
    monkeypatch.setattr(follow, "MANY", 29)
    assert "стільки ніхто не читає" in words(get(weekly, "/archive/follow?q=міст"))


def test_without_a_question_it_says_how_to_use_it(house):
    page = get(house, "/archive/follow")

    assert page.status_code == 200
    assert "за чим стежити" in words(page)
    assert 'href="/archive/removals.atom?_lang=uk"' in page.text


def test_the_last_articles_are_shown_with_the_words_marked(house):
    page = get(house, "/archive/follow?q=лікарням").text

    assert page.count("<h3") == follow.LAST
    assert "<mark>лікарням</mark>" in page


def test_an_empty_archive_is_no_fault(tmp_path):
    archive(tmp_path / "archive.db").close()

    assert "спрацював би 0 разів" in words(get(datasette(tmp_path / "archive.db"), "/archive/follow?q=міст"))


def test_days_are_counted_in_kyiv_for_what_was_asked(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        question = search.ask(connection, "лікарням", council="khmelnytskyi")
        days = question.days()
        expected = connection.execute(
            "SELECT substr(published, 1, 10), count(*) FROM articles"
            f" WHERE id IN ({','.join(map(str, question.numbers(limit=1000)))}) AND published IS NOT NULL GROUP BY 1"
        ).fetchall()

    assert {day.isoformat(): count for day, count in days.items()} == dict(expected)
    assert days[date(2026, 8, 20)] == 1


def test_those_that_came_last_come_first(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        numbers = sorted(search.ask(connection, "рада").numbers(limit=10_000))

        assert search.ask(connection, "рада").arrived(3) == numbers[:-4:-1]
        assert search.ask(connection, "рада").arrived(0) == []
        assert search.ask(connection, "немаєтакогослова").arrived(3) == []


def test_what_was_found_late_stands_in_the_feed_whatever_is_newer(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 3)
    articles = [{"number": number, "published": f"2026-11-{number:02}T10:00:00+02:00"} for number in range(10, 16)]
    late = {"number": 30, "published": "2026-11-01T10:00:00+02:00", "title": "Знайдене пізно", "lead": "Лід"}
    past = {"number": 31, "published": "2016-11-01T10:00:00+02:00", "title": "Минуле"}
    archive(tmp_path / "archive.db", [*articles, late, past]).close()
    application = datasette(tmp_path / "archive.db")

    for address in ("/archive/search.atom?q=Гончарук", "/archive/councils/khmelnytskyi.atom"):
        feed = get(application, address).text
        assert re.findall(r"<title xml:lang=\"uk\">([^<]*)", feed) == [
            "Стаття 15",
            "Стаття 14",
            "Стаття 13",
            "Знайдене пізно",
        ]
