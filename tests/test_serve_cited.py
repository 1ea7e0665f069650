"""A search is cited by an address that says what was found, and later shows what has changed since, and why."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from newsarchive import search
from newsarchive.serve import cited
from newsarchive.serve.app import datasette
from newsarchive.serve.cited import changes, standing
from tests.helpers.clock import stopped
from tests.test_serve_pages import POISON, add, archive

ASKED = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = "2026-11-25T08:00:00+00:00"
THEN = "2026-11-20T08:00:00+00:00"


def get(application, address):
    return asyncio.run(application.client.get(address))


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


@pytest.fixture
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr(cited, "datetime", stopped(moment))

    at(ASKED)
    return at


def cite(application, query):
    """Cite a search as a reader does: copy the address from its page."""
    page = get(application, f"/archive/cited?{query}")
    assert page.status_code == 200, page.text
    return unescape(re.search(r'<input class="address" readonly value="([^"]*)"', page.text)[1])


def opened(application, address):
    return get(application, address.removeprefix("http://localhost"))


def told(page):
    """Read the changes off a page: what each is called, and the titles in it."""
    return {
        unescape(name): [unescape(title) for title in re.findall(r"<h3[^>]*><a[^>]*>([^<]*)", section)]
        for name, section in re.findall(
            r'<section class="change"><h2>([^<]*) <span.*?</h2>(.*?)</section>', page.text, re.DOTALL
        )
    }


def edit(database, number, at=LATER, **fields):
    """Edit an article as the crawl does: its row, a version more, an event."""
    row = dict(next(database.query("SELECT * FROM articles WHERE id = ?", [number])))
    after = {"digest": f"sha256:{number}{at}", "version": row["version"] + 1} | fields
    database["articles"].update(number, after)
    texts = {
        key: (row | after)[key]
        for key in ("title", "lead", "body", "published", "author", "section", "digest", "capture")
    }
    database["versions"].insert({"article": number, "number": row["version"] + 1, "seen_at": at} | texts)
    happened(database, number, "edited", at=at, detail={"fields": list(fields)})


def happened(database, number, kind, detail, at=LATER):
    council = "khmelnytskyi"
    told = {
        "at": at,
        "council": council,
        "kind": kind,
        "article": number,
        "detail": json.dumps(detail),
        "digest": f"d{number}{kind}",
    }
    database["events"].insert(told)
    database.conn.commit()


@pytest.fixture
def held(tmp_path, clock):
    """Four articles: three have the word, one has not yet."""
    database = archive(
        tmp_path / "archive.db",
        [
            {"number": 1, "title": "Міст перший", "body": "міст"},
            {"number": 2, "title": "Міст другий", "body": "міст"},
            {"number": 3, "title": "Міст третій", "body": "міст"},
            {"number": 4, "title": "Дорога", "body": "дорога"},
        ],
    )
    yield database
    database.close()


@pytest.fixture
def house(held, tmp_path):
    return datasette(tmp_path / "archive.db")


def test_a_citation_says_what_was_asked_when_and_what_was_found(house):
    address = cite(house, "q=міст&order=newest&_lang=en")
    stated = parse_qs(urlsplit(address).query)
    lines = sorted(f"https://km-oblrada.gov.ua/{number}/ sha256:cd\n" for number in (1, 2, 3))

    assert {key: value for key, value in stated.items() if key != "digest"} == {
        "q": ["міст"],
        "at": ["2026-11-21T12:00:00Z"],
        "held": ["2026-11-20T08:00:04Z"],
        "found": ["3"],
    }
    assert stated["digest"] == [f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"]


def test_the_digest_can_be_made_of_what_is_taken_away(house):
    rows = [json.loads(line) for line in get(house, "/archive/search.jsonl?q=міст").text.splitlines()]
    lines = b"".join(sorted(f"{row['url']} {row['digest']}\n".encode() for row in rows))

    assert cite(house, "q=міст").endswith(f"digest=sha256%3A{sha256(lines).hexdigest()}")


def test_a_citation_comes_as_text_bibtex_and_markdown(house):
    page = get(house, "/archive/cited?q=міст&council=khmelnytskyi")
    text, bibtex, markdown = (
        unescape(told) for told in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    )
    address = cite(house, "q=міст&council=khmelnytskyi")

    assert text.startswith("Архів новин обласних рад України, пошук: «міст»; Рада: khmelnytskyi. Знайдено: 3 статті (")
    assert "(21 листопада 2026, 12:00 UTC, sha256:" in text
    assert text.endswith(address)
    assert bibtex.startswith("@online{search-20261121120000-")
    assert f"  url = {{{address}}},\n" in bibtex
    assert bibtex.count("{") == bibtex.count("}")
    assert f"](<{address}>): 3 статті" in markdown


def test_nothing_has_changed_where_nothing_has(house, clock):
    address = cite(house, "q=міст")
    clock(ASKED + timedelta(days=30))
    page = opened(house, address)

    assert "Відтоді нічого не змінилося" in words(page)
    assert "Тоді, 21 листопада 2026, 12:00 UTC : 3 статті . Зараз: 3 ." in words(page)
    assert told(page) == {}


def test_what_was_published_since_is_told_from_what_was_found_late(house, held, clock):
    address = cite(house, "q=міст")
    new = {"first_captured": LATER, "body": "міст"}
    add(held, 5, title="Новий", published="2026-11-22T10:00:00+02:00", **new)
    add(held, 6, title="Пропущений", published="2026-10-01T10:00:00+03:00", **new)
    add(held, 7, title="Без дати", published=None, **new)
    add(held, 8, title="Того дня", published="2026-11-21", **new)
    add(held, 9, title="Інше", published="2026-11-22T10:00:00+02:00", **(new | {"body": "дорога"}))
    page = opened(house, address)

    assert told(page) == {
        "Опубліковано відтоді": ["Новий"],
        "Опубліковано раніше, але архів знайшов це згодом": ["Пропущений"],
        "Архів знайшов це згодом; коли опубліковано, не відомо": ["Того дня", "Без дати"],
    }
    assert "Тодішній набір відтворено" in words(page)
    assert "Зараз: 7 (на 4 більше)" in words(page)


def test_what_a_copy_did_not_have_yet_when_it_was_asked_was_not_found(house, held, clock):
    address = cite(house, "q=міст")
    before = {"first_captured": "2026-11-21T06:00:00+00:00", "body": "міст"}
    add(held, 5, title="Між знімком і запитом", published="2026-11-21T07:00:00+02:00", **before)
    page = opened(house, address)

    assert told(page) == {"Опубліковано раніше, але архів знайшов це згодом": ["Між знімком і запитом"]}
    assert "Тодішній набір відтворено" in words(page)
    assert "Останній знімок, який архів тоді мав: 20 листопада 2026, 08:00 UTC" in words(page)


def test_what_was_edited_is_told_by_what_it_said_then(house, held, clock):
    address = cite(house, "q=міст")
    edit(held, 1, title="Міст виправлений")
    edit(held, 2, title="Більше ні", body="нічого")
    edit(held, 4, title="Тепер міст", body="міст")
    page = opened(house, address)

    assert told(page) == {
        "Змінено відтоді": ["Міст виправлений"],
        "Тепер знайдено, бо змінено": ["Тепер міст"],
        "Більше не знайдено, бо змінено": ["Більше ні"],
    }
    assert "Тодішній набір відтворено" in words(page)
    assert 'href="/archive/articles/1/diff?from=1&amp;to=2"' in page.text


def test_what_is_gone_from_the_sites_is_told(house, held, clock):
    address = cite(house, "q=міст")
    held["articles"].update(3, {"state": "deleted", "missing_since": LATER})
    held.conn.commit()
    page = opened(house, address)

    assert told(page) == {"Зникло із сайтів відтоді": ["Міст третій"]}
    assert "Тодішній набір відтворено" in words(page)


def test_an_article_that_moved_is_known_by_its_address_of_then(house, held, clock):
    address = cite(house, "q=міст")
    for old, new in (("1/", "1-new/"), ("1-new/", "1-newest/")):
        happened(
            held, 1, "moved", {"url": f"https://km-oblrada.gov.ua/{old}", "to": f"https://km-oblrada.gov.ua/{new}"}
        )
    held["articles"].update(1, {"url": "https://km-oblrada.gov.ua/1-newest/"})
    held.conn.commit()

    assert "Тодішній набір відтворено" in words(opened(house, address))


def test_what_narrows_the_question_holds_for_former_texts_too(house, held, clock):
    address = cite(house, f"q=міст&section={quote('Новини')}&since=2023-11-01&until=2023-11-30")
    edit(held, 1, section="Інше")
    edit(held, 2, published="2022-01-01T00:00:00+02:00")
    page = opened(house, address)

    assert sorted(told(page)["Більше не знайдено, бо змінено"]) == ["Міст другий", "Міст перший"]
    assert "Тодішній набір відтворено" in words(page)


@pytest.mark.parametrize("change", ["found=4", "digest=sha256%3A" + "0" * 64])
def test_a_set_that_cannot_be_had_again_is_said_so(house, change):
    name, value = change.split("=")
    page = opened(house, re.sub(rf"{name}=[^&]*", f"{name}={value}", cite(house, "q=міст")))

    assert "Точно відтворити тодішній набір не вдалося" in words(page)
    assert "Тодішній набір відтворено" not in words(page)


def test_of_very_many_only_the_number_is_told(house, monkeypatch):
    for room in (standing, changes):
        monkeypatch.setattr(room, "MOST", 2)
    address = cite(house, "q=міст")

    assert "digest" not in address
    assert "відомі лише числа" in words(opened(house, address))


def test_very_many_edits_are_not_gone_through(house, held, clock, monkeypatch):
    address = cite(house, "q=міст")
    monkeypatch.setattr(standing, "MOST_TOUCHED", 1)
    edit(held, 1)
    edit(held, 2)

    assert "відомі лише числа" in words(opened(house, address))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=міст&at=2026-11-21T12:00:00Z",
        "q=міст&found=3",
        "q=міст&at=2026-11-21T12:00:00Z&found=3",
        "q=міст&at=колись&held=2026-11-20T08:00:04Z&found=3",
        "q=міст&at=2026-11-21T12:00:00&held=2026-11-20T08:00:04Z&found=3",
        "q=міст&at=2099-11-21T12:00:00Z&held=2026-11-20T08:00:04Z&found=3",
        "q=міст&at=2026-11-21T12:00:00Z&held=2026-11-20T08:00:04Z&found=-3",
        "q=міст&at=2026-11-21T12:00:00Z&held=2026-11-20T08:00:04Z&found=3&digest=md5",
        f"q=міст&at=2026-11-21T12:00:00Z&held=2026-11-20T08:00:04Z&found={'9' * 30}",
    ],
)
def test_an_address_that_is_not_whole_is_said_so(house, query):
    page = get(house, f"/archive/cited?{query}")

    assert page.status_code == 400
    assert "Адресу посилання скопійовано не повністю" in page.text or "ще немає на що" in page.text


def test_hostile_words_stay_words(house, held, clock):
    edit(held, 1, title=POISON)
    address = cite(house, f"q={quote('міст ' + POISON)}")
    for page in (opened(house, address), get(house, f"/archive/cited?q={quote(POISON)}&section={quote(POISON)}")):
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert "<img" not in page.text


def test_the_search_page_leads_to_its_citation(newsroom):
    page = get(datasette(newsroom.path), "/archive/search?q=рада&council=volyn").text

    assert f'href="/archive/cited?q={quote("рада")}&amp;council=volyn"' in page


def test_no_question_of_a_citation_reads_a_whole_table(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        for sql in (standing._ARTICLES, standing._EDITED, standing._VERSIONS, standing._MOVED):
            values = ("[1]",) if "?" in sql else {"at": THEN, "most": 5, "articles": "[1]"}
            plan = [step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert [step for step in plan if step.startswith("SCAN") and "number" not in step] == [], plan


def test_texts_beside_the_archive_are_found_as_those_in_it(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        rows = connection.execute("SELECT id, title, coalesce(lead, ''), body FROM articles").fetchall()
        texts = {number: tuple(parts) for number, *parts in rows}
        for query in ("рада", "лікарням -область", '"обласна рада"', "назва:міст", "ПОРУЧ(рада сесія)", "субвенц*", ""):
            question = search.ask(connection, query)

            assert question.among(texts) == set(question.numbers(limit=10_000))
