import asyncio
import re

import pytest

from newsarchive.serve.app import datasette
from newsarchive.serve.columns import NOTES
from newsarchive.serve.metadata import READING
from newsarchive.serve.tongue import COOKIE
from newsarchive.serve.words import day, marks, sums, when
from newsarchive.store.tables import TABLES
from tests.test_serve_pages import SEED, archive, fill, get

PAGES = ["/", "/archive", "/archive/articles", "/archive/articles/1", "/archive/search?q=рада", "/archive/nothing"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    path = tmp_path_factory.mktemp("tongue") / "archive.db"
    database = archive(path, SEED)
    fill(database)
    database.close()
    return datasette(path)


def told(html):
    """What the page says in its own words: all text that is not marked as another language's."""
    html = re.sub(r"<(\w+)[^>]*\slang=\"uk\"[^>]*>.*?</\1>", "", html.split("<body", 1)[1], flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("на 12 345 678,90 грн.", "на <span class=sum>12 345 678,90 грн.</span>"),
        ("5 млн грн і 7 тис. осіб", "<span class=sum>5 млн грн</span> і <span class=sum>7 тис.</span> осіб"),
        ("2021 2022 2023 роки", "2021 2022 2023 роки"),
        ("<b> &#39; 5 тисяч", "&lt;b&gt; &amp;#39; <span class=sum>5 тисяч</span>"),
        (None, ""),
    ],
)
def test_no_line_s_end_divides_a_sum_and_its_letters_are_as_they_were(text, kept):
    assert sums(text) == kept
    assert sums(text).striptags() == (text or "")


def test_a_found_word_within_a_sum_stays_marked():
    assert marks("⟦12 000⟧ <грн>") == "<mark><span class=sum>12 000</span></mark> &lt;грн&gt;"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_ukrainian_until_english_is_asked_for(house, page):
    response = get(house, page)

    assert '<html lang="uk">' in response.text
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("page", PAGES)
def test_english_is_asked_for_by_the_address_and_remembered(house, page):
    response = get(house, f"{page}{'&' if '?' in page else '?'}_lang=en")
    later = get(house, page, cookies={COOKIE: "en"})

    assert f"{COOKIE}=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=Lax" == response.headers["set-cookie"]
    for answer in (response, later):
        assert '<html lang="en">' in answer.text
        assert "Search" in told(answer.text)
        assert "Шукати" not in answer.text
    assert "set-cookie" not in later.headers


def test_the_address_wins_over_what_is_remembered(house):
    assert '<html lang="uk">' in get(house, "/?_lang=uk", cookies={COOKIE: "en"}).text


@pytest.mark.parametrize("value", ["de", "", "en;x=y", "%00", "⟦"])
def test_any_other_language_is_ukrainian(house, value):
    response = get(house, "/", params={"_lang": value}, cookies={COOKIE: "fr"})

    assert '<html lang="uk">' in response.text
    assert "set-cookie" not in response.headers


def test_the_switch_keeps_the_question(house):
    page = get(house, "/archive/search?q=рада+%22&council=&page=2").text

    assert 'href="?q=%D1%80%D0%B0%D0%B4%D0%B0+%22&amp;council=&amp;page=2&amp;_lang=en"' in page


@pytest.mark.parametrize("table", sorted(NOTES))
def test_each_column_that_a_journalist_reads_is_told_in_ukrainian(table):
    assert NOTES[table].keys() == TABLES[table][1].keys()
    assert all(re.search("[а-яіїєґ]", note) for note in NOTES[table].values())


def test_every_table_for_reading_has_its_columns_told():
    assert set(READING) <= NOTES.keys()


def test_what_columns_hold_is_told_in_the_reader_s_language(house):
    for page in ("/archive/articles", "/archive/versions"):
        ukrainian, english = get(house, page).text, get(house, f"{page}?_lang=en").text

        assert "Заголовок." in ukrainian
        assert "Заголовок." not in english
        assert not re.search(r"<dl lang=.en", ukrainian)


def test_what_went_wrong_is_said_in_the_reader_s_language(house):
    response = get(house, "/archive/source?url=x&_lang=en")

    assert response.status_code == 404
    assert "The archive holds no article of that address." in response.text


def test_nothing_but_reading_is_answered(house):
    response = asyncio.run(house.client.post("/archive/source?url=x"))

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


def test_dates_are_told_in_either_language():
    assert day("2023-11-20", "en") == "20 November 2023"
    assert when("2026-11-20T08:00:00+00:00", "en") == "20 November 2026, 08:00 UTC"
    assert day("2023-11-20") == "20 листопада 2023"
