"""The page of a search: what it shows beside the hits, and that each of its addresses is a question."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, quote

import pytest

from newsarchive.search import facts, filters
from newsarchive.serve.app import datasette
from newsarchive.serve.words import alphabetical
from tests.test_serve_pages import add, archive, get, words

SAYS = "Гончарук про бюджет."


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "archive.db"
    database = archive(path)
    lviv = {"code": "lviv", "name": "Львівська обласна рада", "name_en": "Lviv Oblast Council", "oblast": "UA-46"}
    database["councils"].insert(lviv | {"hosts": "", "former_hosts": "", "spider": ""})
    rows = [
        {"published": "2021-03-01T10:00:00+02:00", "section": "Події"},
        {"published": "2023-11-02T10:00:00+02:00", "state": "deleted"},
        {"published": "2023-11-20T10:00:00+02:00", "version": 2},
        {"published": "2023-12-01T10:00:00+02:00", "council": "lviv", "state": "suspected"},
        {"published": None, "council": "lviv", "section": None},
        {"published": "2023-12-05T10:00:00+02:00", "body": "Про інше.", "title": "Інше"},
    ]
    for number, row in enumerate(rows, 1):
        add(database, number, **({"body": SAYS} | row))
    database.conn.close()
    return datasette(path)


def ask(house, query="гончарука", **asked):
    return get(house, "/archive/search", params={"q": query, **asked})


def found(response):
    return {int(number) for number in re.findall(r'<h3 lang="uk"><a href="/archive/articles/(\d+)', response.text)}


def links(response):
    """What the page links to: the words of each link that narrows, and what it asks."""
    every = re.findall(r'<a href="\?([^"]+)"[^>]*>(.*?)</a>', response.text)
    return {unescape(re.sub("<[^>]+>", "", text)).strip(): parse_qs(unescape(query)) for query, text in every}


def test_what_narrows_is_counted_and_leads_there(house):
    read = links(ask(house))

    assert read["Львівська обласна рада"] == {"q": ["гончарука"], "council": ["lviv"]}
    assert read["2023"]["since"] == ["2023-01-01"]
    assert read["2023"]["until"] == ["2023-12-31"]
    assert read["Події"]["section"] == ["Події"]
    assert read["вилучені із сайту"]["state"] == ["deleted"]
    assert "Львівська обласна рада 2" in words(ask(house))
    assert "Новини 3" in words(ask(house))
    assert "змінені 1" in words(ask(house))


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, {1, 2, 3, 4, 5}),
        ({"section": "Події"}, {1}),
        ({"state": "deleted"}, {2}),
        ({"state": "edited"}, {3}),
        ({"state": "suspected", "council": "lviv"}, {4}),
        ({"since": "2023-01-01", "until": "2023-12-31", "state": "live"}, {3}),
        ({"since": "2023", "until": "12.2023", "state": "live"}, {3}),
        ({"since": " 01.01.2023", "until": "2023-12", "state": "live"}, {3}),
        ({"section": "Немає такого"}, set()),
    ],
)
def test_an_address_narrows_the_page_its_files_and_its_json(house, asked, numbers):
    asked = {"q": "гончарука", **asked}

    assert found(get(house, "/archive/search", params=asked)) == numbers
    assert {
        row["id"] for row in get(house, "/archive/search.json", params=asked | {"_shape": "array"}).json()
    } == numbers
    assert len(get(house, "/archive/search.jsonl", params=asked).text.splitlines()) == len(numbers)


def test_what_was_chosen_is_named_with_the_way_back(house):
    response = ask(house, council="lviv", state="suspected")
    read = links(response)

    assert read["Львівська обласна рада — прибрати \u00d7"] == {"q": ["гончарука"], "state": ["suspected"]}
    assert read["можливо, вилучені — прибрати \u00d7"] == {"q": ["гончарука"], "council": ["lviv"]}
    assert 'aria-current="true">Львівська обласна рада</a>' in response.text
    assert read["Львівська обласна рада"] == {"q": ["гончарука"], "state": ["suspected"]}
    assert "Хмельницька обласна рада" in links(ask(house, council="lviv"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"since": "вчора"}, "Від: «вчора» — не дата; пишіть 2024, 2024-05 чи 2024-05-31."),
        ({"until": "2024-13"}, "До: «2024-13» — не дата; пишіть 2024, 2024-05 чи 2024-05-31."),
        ({"state": "lost"}, "Стану «lost» немає: є live, suspected, deleted, edited."),
    ],
)
def test_what_can_narrow_nothing_is_refused_and_not_left_out_unsaid(house, asked, said):
    page = ask(house, **asked)

    assert page.status_code == 400
    assert said in words(page)
    for form in ("jsonl", "csv", "atom", "json"):
        assert get(house, f"/archive/search.{form}", params={"q": "гончарука", **asked}).status_code == 400


def test_a_month_in_an_address_is_shown_as_its_days(house):
    response = ask(house, since="2023", until="2023")

    assert response.status_code == 200
    assert 'value="2023-01-01"' in response.text
    assert 'value="2023-12-31"' in response.text


def test_each_region_has_a_tile_that_tells_its_number(house):
    page = words(ask(house))

    assert "Хмельницька область: 3 статті" in page
    assert "Львівська область: 2 статті" in page
    assert "Волинська область: в архіві немає" in page
    assert links(ask(house))["Львівська область: 2 статті ЛввЛьвів2"]["council"] == ["lviv"]
    assert "the city of Kyiv: not in the archive" in words(ask(house, _lang="en"))


def test_the_timeline_tells_shares_beside_counts_as_a_table(house):
    response = ask(house, since="2023-11-01", until="2023-12-31")
    rows = [words_of(row) for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", response.text)]

    assert rows == ["листопад 2023 2 2 100 %", "грудень 2023 1 2 50 %"]
    assert links(response)["листопад 2023"]["since"] == ["2023-11-01"]
    assert "<caption" in response.text


def words_of(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).replace("\xa0", " ").split())


def test_a_question_is_understood_once(house, monkeypatch):
    understood = []
    monkeypatch.setattr(
        "newsarchive.search.question.understand", lambda *asked: understood.append(asked) or once(*asked)
    )
    once = filters.understand

    assert ask(house).status_code == 200
    assert len(understood) == 1


def test_beyond_the_last_page_the_first_is_offered(house):
    response = ask(house, page="7")

    assert "Такої сторінки немає: усього їх 1" in words(response)
    assert links(response)["До першої"] == {"q": ["гончарука"]}


@pytest.mark.parametrize("number", ["-1", "0", "", "two", "9" * 30, "٣", "1.5"])
def test_what_is_no_page_is_the_first(house, number):
    assert found(ask(house, page=number)) == {1, 2, 3, 4, 5}


def test_where_nothing_is_found_each_condition_can_be_taken_away(house):
    response = ask(house, "гончарука", council="lviv", section="Події")
    read = links(response)

    assert "Нічого не знайдено" in words(response)
    assert read["Прибрати умову: Львівська обласна рада"] == {"q": ["гончарука"], "section": ["Події"]}
    assert read["Прибрати умову: розділ «Події»"] == {"q": ["гончарука"], "council": ["lviv"]}


@pytest.mark.parametrize(
    ("query", "told", "numbers"),
    [
        ("гончарук листопад 2023", "листопад 2023 — <a", {2, 3}),
        ("гончарук 20 листопада 2023", "20 листопада 2023 — <a", {3}),
        ("березень 2021", "березень 2021 — <a", {1}),
    ],
)
def test_what_was_published_in_a_month_that_the_words_name_is_offered(house, query, told, numbers):
    response = ask(house, query)

    assert told in response.text
    assert "Можливо, ви мали на увазі" not in response.text

    (link,) = re.findall(r'<p class="meant">[^<]*<a href="\?([^"]*)"', response.text)
    asked = {key: values[0] for key, values in parse_qs(unescape(link)).items()}

    assert found(get(house, "/archive/search", params=asked)) == numbers


@pytest.mark.parametrize("asked", [{}, {"since": "2023"}, {"page": "2"}])
def test_no_month_is_offered_where_none_is_named_or_days_are_chosen(house, asked):
    query = "гончарук листопад 2023" if asked else "гончарук грудень 2019"

    assert "Опубліковано:" not in ask(house, query, **asked).text


def test_a_day_in_an_address_may_be_said_in_words(house):
    assert found(ask(house, since="20 листопада 2023", until="листопад 2023 року")) == {3}


def test_conditions_alone_list_what_they_let_through(house):
    assert found(get(house, "/archive/search?state=deleted")) == {2}
    assert found(get(house, f"/archive/search?section={quote('Події')}")) == {1}


def test_the_order_is_chosen_by_a_link(house):
    assert links(ask(house))["найновіші"]["order"] == ["newest"]
    assert "order" not in links(ask(house, order="newest"))["найкращі"]
    assert 'aria-current="true">найновіші</a>' in ask(house, order="newest").text


def test_a_page_has_one_title_and_headings_in_order(house):
    levels = [int(level) for level in re.findall(r"<h(\d)", ask(house).text)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_page_is_wholly_in_one_language(house):
    page = words(ask(house, _lang="en", council="lviv"))

    for said in ("Found 2 articles", "Lviv Oblast Council", "perhaps taken down", "Sections", "Years"):
        assert said in page
    for left in ("Знайдено", "Львівська обласна", "Розділи", "без дати"):
        assert left not in page


def test_councils_stand_in_the_order_of_the_ukrainian_alphabet():
    names = [
        "Чернівецька",
        "Івано-Франківська",
        "Запорізька",
        "Ґрунтова",
        "Волинська",
        "Єва",
        "Житомирська",
        "Луганська",
    ]

    assert sorted(names, key=alphabetical) == [
        *("Волинська", "Ґрунтова", "Єва", "Житомирська", "Запорізька", "Івано-Франківська", "Луганська", "Чернівецька")
    ]


@pytest.mark.parametrize("place", ["search", "search.atom", "follow", "councils/khmelnytskyi.atom"])
def test_what_is_read_once_is_read_outside_the_time_that_a_question_may_take(tmp_path, monkeypatch, place):
    path = tmp_path / "archive.db"
    database = archive(path)
    add(database, 1, body=SAYS)
    database.conn.close()
    refresh, within = facts.Facts.refresh, []

    def noted(self, connection):
        if not self.is_read:
            within.append(connection.in_transaction)
        refresh(self, connection)

    monkeypatch.setattr(facts.Facts, "refresh", noted)

    assert not facts.is_known(str(path))
    assert get(datasette(path), f"/archive/{place}", params={"q": "гончарука"}).status_code == 200
    assert within == [False]
    assert facts.is_known(str(path))
    assert not facts.is_known(str(tmp_path / "gone.db"))
