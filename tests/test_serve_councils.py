"""The pages of the councils say what is held, what is missing and why, and never call whole what nobody told of."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from html import unescape

import pytest

from newsarchive.serve.app import datasette
from newsarchive.serve.councils import council as council_page
from tests.helpers.questions import SEARCHED, plan
from tests.test_serve_pages import POISON, SEED, archive


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


@pytest.fixture
def changed(newsroom, tmp_path):
    """Another archive like it, changed by SQL before it is served."""

    def change(*statements):
        shutil.copy(newsroom.path, tmp_path / "archive.db")
        with closing(sqlite3.connect(tmp_path / "archive.db")) as db, db:
            for statement, *values in statements:
                db.execute(statement, values)
        return datasette(tmp_path / "archive.db")

    return change


def get(application, path):
    return asyncio.run(application.client.get(path))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def council(application, code="khmelnytskyi", **options):
    asked = "&".join(f"{key}={value}" for key, value in options.items())
    return get(application, f"/archive/councils/{code}?{asked}")


def test_a_council_s_page_says_what_is_held_and_how_fresh_it_is(house):
    response = council(house)
    read = words(response)

    assert response.status_code == 200
    assert '<h1 lang="uk">Хмельницька обласна рада</h1>' in response.text
    assert "Збережено 160 статей від 27 січня 2016 до 1 листопада 2026" in read
    assert "Останній знімок: 20 листопада 2026, 06:0" in read
    assert '<a href="https://km-oblrada.gov.ua/" rel="noopener nofollow">km-oblrada.gov.ua</a>' in response.text
    assert "oblrada.km.ua" in read
    assert '<dd lang="en">WordPress with tagDiv&#39;s Newspaper theme</dd>' in response.text
    assert "бачили на справжній сторінці" in read
    assert len(response.content) < 100_000


def test_it_is_told_in_english_as_well(house):
    response = council(house, _lang="en")

    assert "<h1>Khmelnytskyi Oblast Council</h1>" in response.text
    assert "Of 130 months that are over, 128 are complete, 1 with articles known to be missing" in words(response)


def test_months_stand_in_a_calendar_each_leading_to_its_articles(house):
    page = council(house).text

    assert '<th scope="row">2026</th>' in page
    assert 'title="березень 2026: збережено 1; повно"' in page
    month = "/archive/search?council=khmelnytskyi&amp;since=2026-02-01&amp;until=2026-02-28"
    assert f'<a href="{month}"' in page
    assert "<b>1</b>" in get(house, unescape(month)).text
    assert re.search(r'<td class="missing shade-4"><a [^>]+>5</a><sup>\u22121</sup></td>', page)
    assert "<td></td></tr>" not in page  # the sum of a year is never empty


def test_what_each_route_has_named_stands_beside_what_is_held(house):
    read = words(council(house))

    assert "Місяць збережено відомо API сайту карта сайту переліки новин" in read
    assert "серпень 2026 5 6 6" in read


def test_what_is_missing_is_named_with_the_reason_and_who_names_it(house, newsroom):
    response = council(house)

    assert "6 серпня 2026 · сайт не відповів вчасно; запитаємо знову 21 листопада 2026" in words(response)
    assert ">Порядок денний сесії 7 серпня</a>" in response.text
    assert f'Сусідньою її називає <a lang="uk" href="/archive/articles/{newsroom.id("sum")}"' in response.text


def test_a_silence_that_its_rhythm_does_not_explain_is_told(house):
    read = words(council(house))

    assert "щонайменше 20 статей на місяць, тож перерва понад 7 днів дивує" in read
    assert "19 днів : від 1 листопада 2026 і до останнього обходу, 20 листопада 2026" in read
    assert "22 дні після 10 жовтня 2026" in read


def test_what_happened_to_articles_leads_to_the_proof(house, newsroom):
    page = council(house).text

    assert f'href="/archive/articles/{newsroom.id("sum")}/diff?from=2&amp;to=3"' in page
    assert 'href="/archive/edits?council=khmelnytskyi"' in page
    assert 'href="/archive/removals?council=khmelnytskyi"' in page
    assert 'href="/archive/councils/khmelnytskyi.atom"' in page
    assert "вилучено із сайту" in page


def test_the_sections_that_it_uses_lead_to_their_articles(house):
    page = council(house).text

    assert 'href="/archive/search?council=khmelnytskyi&amp;section=' in page
    assert '<span class="count">40</span>' in page


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("rivne", "Сайт не дає себе читати (від 12 жовтня 2026"),
        ("kherson", "Сайт не відповідає (від 1 вересня 2026"),
        ("odesa", "Новин немає довше, ніж зазвичай (від"),
    ],
)
def test_a_site_that_is_not_well_is_told_calmly_with_what_was_seen(house, code, told):
    response = council(house, code)

    assert told in words(response)
    assert '<ul lang="en"><li>' in response.text


def test_what_no_second_route_told_of_is_not_complete(house):
    read = words(council(house, "rivne"))

    assert "0 повних, 122 підтверджує лише один шлях, про 2 невідомо, чи збережено все" in read


def test_what_a_run_brought_is_counted_as_one_counts_in_ukrainian(house):
    read = words(council(house, "khmelnytskyi"))

    assert "24 запити, 2 нові, 2 змінені, 1 невдалий" in read
    assert "169 запитів, 156 нових, 0 змінених, 1 невдалий" in read
    assert "24 requests, 2 new, 2 changed, 1 failed" in words(council(house, _lang="en"))


def test_a_council_of_which_nothing_is_held_has_a_page(house):
    read = words(council(house, "kherson"))

    assert "З цього сайту ще нічого не збережено." in read
    assert "Жодного ще не завершено." in read
    assert "Чого бракує" not in read


def test_of_an_archive_that_was_never_reckoned_nothing_is_called_complete(changed):
    response = council(changed(("DELETE FROM completeness",)))

    assert "ще не полічено" in words(response)
    assert 'class="unknown shade-4"' in response.text
    assert 'class="complete' not in response.text


def test_in_a_published_copy_without_the_crawl_s_memory_gaps_are_counted_and_not_named(changed):
    read = words(council(changed(("DROP TABLE sightings",), ("DROP TABLE fetches",), ("DROP TABLE frontier",))))

    assert "Відомо про 1 адресу, якої архів не має" in read
    assert "Порядок денний" not in read


def test_an_unknown_council_is_not_found(house):
    assert council(house, "nowhere").status_code == 404
    assert council(house, "a%20b").status_code == 404
    assert council(house, "~3Cscript~3E").status_code == 404


def test_the_row_stays_where_datasette_has_it(house):
    response = get(house, "/archive/councils/khmelnytskyi.json?_shape=array")

    assert response.json()[0]["code"] == "khmelnytskyi"


def test_hostile_text_of_an_archive_is_only_text(tmp_path):
    database = archive(tmp_path / "archive.db", [{**SEED[0], "title": POISON, "section": POISON}])
    database.execute("UPDATE councils SET name = ?, hosts = ?, software = ?", [POISON, "x'\"><script>", POISON])
    url = "javascript:alert(1)"
    database["frontier"].insert(
        {"url": url, "council": "khmelnytskyi", "route": "api", "state": "pending", "reason": POISON, "identity": url}
    )
    at = "2026-11-20T08:00:00+00:00"
    database["sightings"].insert({"url": url, "route": "api", "first_seen": at, "last_seen": at})
    event = {"at": at, "council": "khmelnytskyi", "kind": POISON, "article": 1, "detail": "[", "digest": "x"}
    database["events"].insert(event)
    database.conn.commit()
    page = council(datasette(tmp_path / "archive.db")).text

    assert "<script" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    assert 'href="javascript:' not in page


def test_what_the_page_asks_is_found_by_indexes(newsroom):
    asked = []
    with closing(sqlite3.connect(newsroom.path)) as db:
        db.row_factory = sqlite3.Row
        db.set_trace_callback(asked.append)
        council_page._read(db, "khmelnytskyi")  # the page's own reading
        db.set_trace_callback(None)
        plans = {sql: plan(db, sql) for sql in dict.fromkeys(asked)}

    assert len(plans) > 12
    assert {sql: text for sql, text in plans.items() if SEARCHED.search(text)} == {}
