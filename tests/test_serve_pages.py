import asyncio
import re
import threading
from html import unescape
from urllib.parse import quote

import pytest
import sqlite_utils

from newsarchive.search.query import parse
from newsarchive.serve.app import datasette
from newsarchive.serve.headers import POLICY
from newsarchive.serve.metadata import TITLES
from newsarchive.store.schema import migrations
from newsarchive.store.sources import address
from newsarchive.store.tables import TABLES
from tests.helpers.typed import PATHOLOGICAL

SITE = "https://km-oblrada.gov.ua/"
BODY = "В його роботі взяв участь Володимир Гончарук.\n\nУряд Швеції дав кошти\nна відновлення."
POISON = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}⟦<b>⟧⟦javascript:alert(3)"


def archive(path, articles=()):
    database = sqlite_utils.Database(path)
    database.conn.execute("PRAGMA journal_mode = WAL")
    migrations.apply(database)
    council = {
        "code": "khmelnytskyi",
        "name": "Хмельницька обласна рада",
        "name_en": "Khmelnytskyi",
        "oblast": "UA-68",
    }
    database["councils"].insert(council | {"hosts": "km-oblrada.gov.ua", "former_hosts": "", "spider": "x:Y"})
    at = "2026-11-20T08:00:00+00:00"
    crawl = {"id": 1, "council": "khmelnytskyi", "started": at, "versions": "{}", "settings": "{}"}
    database["crawls"].insert(crawl)
    for article in articles:
        add(database, **article)
    database.conn.commit()
    return database


def add(database, number, **fields):
    at = f"2026-11-20T08:00:{number % 60:02}+00:00"
    record = {
        "id": number,
        "url": f"{SITE}{number}/",
        "captured_at": at,
        "status": 200,
        "content_type": "text/html",
    }
    record |= {"warc_file": "khmelnytskyi/2026/a.warc.gz", "offset": 1234, "length": 5678, "crawl": 1}
    database["captures"].insert(record | {"payload_digest": "sha256:ab", "record_id": f"urn:uuid:{number}"})
    text = {"title": f"Стаття {number}", "lead": None, "body": BODY, "author": None, "section": "Новини"}
    text |= {"published": f"2023-11-{number:02}T14:05:00+02:00", "digest": "sha256:cd", "capture": number}
    article = {"id": number, "council": "khmelnytskyi", "url": f"{SITE}{number}/", **text, "version": 1}
    article |= {
        "first_captured": at,
        "last_seen": at,
        "published_from": "meta",
        "published_raw": "20.11.2023",
    }
    database["articles"].insert(article | fields)
    version = {key: fields.get(key, value) for key, value in text.items()}
    database["versions"].insert({"article": number, "number": 1, "seen_at": at, **version})
    database.conn.commit()


SEED = (
    {"number": 1, "older_url": f"{SITE}gone/", "newer_url": f"{SITE}2/"},
    {"number": 2, "title": "Семінар у Швеції", "older_url": f"{SITE}old-1/", "lead": "Коротко."},
    {
        "number": 3,
        "state": "deleted",
        "published": None,
        "published_raw": None,
        "published_from": None,
        "body": "Б",
    },
)


def fill(database):
    seen = {"article": 1, "capture": 1, "seen_at": "2026-11-20T08:00:00+00:00"}
    links = {"previous_url": f"{SITE}gone/", "previous_title": "Тиждень науки", "next_url": f"{SITE}2/"}
    database["neighbours"].insert(seen | links)
    database["aliases"].insert({"url": f"{SITE}old-1/", "article": 1})
    file = {"article": 1, "url": f"{SITE}a.pdf", "title": "Рішення", "kind": "file"}
    database["attachments"].insert_all([file, file | {"url": f"{SITE}a.jpg", "title": None, "kind": "image"}])
    database["tags"].insert({"article": 1, "tag": "ПРООН"})
    database["articles"].update(1, {"version": 2, "title": "Стаття виправлена"})
    first = dict(database.query("SELECT * FROM versions WHERE article = 1").__next__())
    database["versions"].insert(first | {"id": 99, "number": 2, "title": "Стаття виправлена"})
    database.conn.commit()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    path = tmp_path_factory.mktemp("serve") / "archive.db"
    database = archive(path, SEED)
    fill(database)
    database.close()
    return datasette(path)


def get(application, path, **options):
    return asyncio.run(application.client.get(path, **options))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_the_front_page_leads_to_the_search_and_says_what_is_held(house):
    response = get(house, "/")

    assert response.status_code == 200
    assert '<html lang="uk">' in response.text
    assert 'action="/archive/search"' in response.text
    assert "статті 3" in words(response)
    assert "Останній знімок: 20 листопада 2026, 08:00 UTC" in words(response)
    assert len(response.content) < 100_000


def test_the_front_page_of_an_empty_archive_says_so(tmp_path):
    archive(tmp_path / "archive.db").close()

    assert "ще немає статей" in get(datasette(tmp_path / "archive.db"), "/").text


def test_an_article_is_read_with_its_surroundings(house):
    response = get(house, "/archive/articles/1")
    read = words(response)

    assert response.status_code == 200
    assert '<h1 lang="uk">Стаття виправлена</h1>' in response.text
    assert "Хмельницька обласна рада · Новини" in read
    assert '<time datetime="2023-11-01T14:05:00+02:00">1 листопада 2023, 14:05</time>' in response.text
    assert '<q lang="uk">20.11.2023</q>' in response.text
    assert "<p>В його роботі взяв участь Володимир Гончарук.</p>" in response.text
    assert "<p>Уряд Швеції дав кошти\nна відновлення.</p>" in response.text
    assert f'<a href="{SITE}a.pdf" rel="noopener nofollow">Рішення</a>' in response.text
    assert f'<a href="{SITE}a.jpg" rel="noopener nofollow">a.jpg</a>' in response.text
    assert ">ПРООН</a>" in response.text
    assert f'<a href="{SITE}1/" rel="noopener nofollow">Ця стаття на сайті ради</a>' in response.text
    for proof in (
        "sha256:ab",
        "sha256:cd",
        "a.warc.gz",
        "1 234, 5 678 байтів",
        "urn:uuid:1",
        "метадані сторінки",
    ):
        assert proof in read


def test_neighbours_lead_to_our_page_where_we_hold_them_and_to_the_site_where_not(house):
    first = get(house, "/archive/articles/1").text
    second = get(house, "/archive/articles/2").text

    assert f'<a href="{SITE}gone/" rel="noopener nofollow">Тиждень науки</a>' in first
    assert '<a lang="uk" href="/archive/articles/2">Семінар у Швеції</a>' in first
    assert '<a lang="uk" href="/archive/articles/1">Стаття виправлена</a>' in second


def test_every_version_can_be_read(house):
    first = get(house, "/archive/articles/1?version=1")
    last = get(house, "/archive/articles/1?version=2")

    assert '<h1 lang="uk">Стаття 1</h1>' in first.text
    assert "Це версія 1 з 2" in words(first)
    assert '<h1 lang="uk">Стаття виправлена</h1>' in last.text
    assert "Це версія" not in last.text


def test_an_article_without_versions_or_capture_is_read_from_its_row(tmp_path):
    database = archive(tmp_path / "archive.db", SEED)
    database.execute("DELETE FROM versions")
    database.execute("DELETE FROM captures")
    database.conn.commit()
    database.close()
    response = get(datasette(tmp_path / "archive.db"), "/archive/articles/2")

    assert response.status_code == 200
    assert "Семінар у Швеції" in response.text
    assert "urn:uuid" not in response.text


def test_what_the_site_no_longer_shows_is_said_to_be_removed(house):
    response = get(house, "/archive/articles/3")

    assert "Статтю вилучено із сайту ради" in response.text
    assert "без дати" in response.text
    assert "дати на сторінці не знайдено" in response.text


@pytest.mark.parametrize(
    "path", ["/archive/articles/77", "/archive/articles/1?version=7", "/archive/nothing", "/x/y/z"]
)
def test_what_is_not_there_is_said_calmly_in_ukrainian(house, path, capsys):
    response = get(house, path)

    assert response.status_code == 404
    assert "Такої сторінки немає" in response.text
    assert "not found" not in response.text
    assert response.headers["content-security-policy"] == POLICY
    assert "".join(capsys.readouterr()) == ""


@pytest.mark.parametrize("query", ["швеція", "Швецією", "семінари"])
def test_the_search_finds_a_word_in_any_form(house, query):
    response = get(house, "/archive/search", params={"q": query})

    assert response.status_code == 200
    assert "<mark>" in response.text
    assert '<a href="/archive/articles/2">' in response.text


@pytest.mark.parametrize("query", ["", '"', "AND", "' OR 1=1 --", "(" * 300, "а" * 5000, "\x00", "-слово", "*"])
def test_anything_may_be_searched_for(house, query):
    response = get(house, "/archive/search", params={"q": query})

    assert response.status_code == 200


def test_the_search_can_be_narrowed_by_council_and_days(house):
    def found(**asked):
        return re.findall(r"/archive/articles/(\d+)", get(house, "/archive/search", params=asked).text)

    assert sorted(found(q="гончаруку")) == ["1", "2"]
    assert found(q="гончаруку", since="2023-11-02") == ["2"]
    assert found(q="гончаруку", until="2023-11-01") == ["1"]
    assert found(q="гончаруку", council="volyn") == []
    assert "open>" in get(house, "/archive/search?q=а&council=khmelnytskyi").text


def test_the_search_has_pages(tmp_path):
    archive(tmp_path / "archive.db", [{"number": number} for number in range(1, 26)]).close()
    application = datasette(tmp_path / "archive.db")
    first = get(application, "/archive/search?q=гончарука")
    second = get(application, "/archive/search?q=гончарука&page=2")

    assert "Знайдено 25 статей" in words(first)
    assert first.text.count('<h3 lang="uk"><a ') == 20
    assert second.text.count('<h3 lang="uk"><a ') == 5
    assert "&amp;page=2" in first.text
    assert 'rel="prev"' in second.text
    assert 'rel="next"' not in second.text
    assert get(application, "/archive/search?q=гончарука&page=minus").status_code == 200


def test_the_newest_may_come_first(tmp_path):
    dated = [{"number": number, "published": f"20{40 - number}-02-03T10:00:00+02:00"} for number in range(10, 16)]
    archive(tmp_path / "archive.db", dated).close()
    response = get(datasette(tmp_path / "archive.db"), "/archive/search?q=гончарука&order=newest")

    assert re.findall(r'<h3 lang="uk"><a href="/archive/articles/(\d+)', response.text) == [
        str(number) for number in range(10, 16)
    ]


def test_filters_alone_list_the_newest(house):
    assert '<h3 lang="uk"><a href="/archive/articles/' in get(house, "/archive/search?q=рада:khmelnytskyi").text


def test_the_table_s_own_search_box_finds_inflected_words(house):
    response = get(house, "/archive/articles", params={"_search": "Гончаруками"})
    other = get(house, "/archive/articles", params={"_search": "Гончаренко"})
    column = get(house, "/archive/articles", params={"_search_title": "семінарами"})

    assert "2 рядки за цими умовами" in words(response)
    assert "Нічого не знайдено" in other.text
    assert "Семінар у Швеції" in column.text


def test_tables_have_titles_in_both_languages(house):
    page = words(get(house, "/archive"))

    for title in ("Статті articles", "Версії статей versions", "Як це зібрано", "Пошук"):
        assert title in page
    assert "One row is an article as last read." in words(get(house, "/archive?_lang=en"))
    assert "articles_fts" not in page


def test_the_table_s_own_search_box_knows_which_forms_of_a_phrase_there_are(tmp_path):
    phrase, body = '"рішення сесії ради"', "Стежимо за рішеннями сесій рад."
    archive(tmp_path / "archive.db", [{"number": 1, "body": body}, {"number": 2}]).close()
    response = get(datasette(tmp_path / "archive.db"), "/archive/articles", params={"_search": phrase})

    assert "рішеннями сесій рад" in words(response)


def test_the_search_tells_how_a_query_was_understood(house):
    asked = {"q": 'Гончарук рада:Хмельницька рада:Одеська "'}
    read = words(get(house, "/archive/search", params=asked))
    english = words(get(house, "/archive/search", params=asked | {"_lang": "en"}))

    assert "«Гончарук» у будь-якій формі; «рада» у будь-якій формі; «Одеська» у будь-якій формі; лише Хмельниц" in read
    assert "“Гончарук” in any form" in english
    assert "в архіві немає такої ради: «рада:Одеська» шукається як звичайні слова." in read
    assert "лапки без пари не діють." in read
    assert "a quotation mark without its pair does nothing." in english


def test_the_search_suggests_what_may_have_been_meant(house):
    response = get(house, "/archive/search", params={"q": "Гончорук", "council": "khmelnytskyi"})
    kept = get(house, "/archive/search", params={"q": "Гончарук"})

    assert "Можливо, ви мали на увазі: Гончарук" in words(response)
    assert 'href="?q=%D0%93%D0%BE%D0%BD%D1%87%D0%B0%D1%80%D1%83%D0%BA&amp;council=khmelnytskyi"' in response.text
    assert "на увазі" not in get(house, "/archive/search", params={"q": "Гончорук", "until": "1990-01-01"}).text
    assert "на увазі" not in kept.text


def test_the_search_page_teaches_the_language_it_understands(house):
    page = get(house, "/archive/search").text
    taught = [unescape(code) for code in re.findall(r"<dt><code>(.+?)</code></dt>", page)]

    assert len(taught) == 10
    for query in taught:
        assert parse(query).notes == ()


@pytest.mark.unmeasured
@pytest.mark.parametrize("query", PATHOLOGICAL, ids=range(len(PATHOLOGICAL)))
def test_whatever_is_typed_is_answered_with_a_page(house, query):
    typed = {"q": query.encode("utf-8", "replace").decode(), "_search": query.encode("utf-8", "replace").decode()}

    for path in ("/archive/search", "/archive/articles", "/archive/search.json"):
        assert get(house, path, params=typed).status_code == 200


def test_a_table_s_search_box_says_that_filters_do_nothing_there(house):
    narrowed = get(house, "/archive/articles", params={"_search": "Гончарук рада:Львівська"})
    plain = get(house, "/archive/articles", params={"_search": "Гончарук"})

    assert "2 рядки за цими умовами" in words(narrowed)
    assert "Тут умови рада:Львівська не діють." in words(narrowed)
    assert 'href="/archive/search?q=%D0%93' in narrowed.text
    assert "не діють" not in plain.text


def test_articles_are_listed_newest_first_and_can_be_shown_with_every_column(house):
    listed = get(house, "/archive/articles")
    whole = get(house, "/archive/articles?_nocol=body")

    assert listed.text.index("/archive/articles/2") < listed.text.index("/archive/articles/1")
    assert "<table" not in listed.text
    assert "<table" in whole.text
    assert "The source that won" in whole.text


@pytest.mark.parametrize("table", sorted(TITLES))
def test_every_table_is_shown_and_sorted_and_described(house, table):
    response = get(house, f"/archive/{table}")
    metadata = house.table_metadata("archive", table)

    assert response.status_code == 200
    assert metadata["title"] in response.text
    assert {name: note for name, note in TABLES[table][1].items() if note} == metadata["columns"]


def test_a_row_shows_whole_texts_and_what_leads_to_it(house):
    version = get(house, "/archive/versions/1").text
    capture = words(get(house, "/archive/captures/1"))

    assert '<a href="/archive/articles/1?version=1">Читати статтю</a>' in version

    assert "<p>Уряд Швеції дав кошти\nна відновлення.</p>" in version
    assert "Статті capture 1" in capture


def test_facets_and_filters_work_without_scripts(house):
    response = get(house, "/archive/articles?state=deleted&_facet=state")

    assert "Стаття 3" in response.text
    assert "Стаття виправлена" not in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize("path", ["/archive/articles?_sort=nothing", "/archive/articles?_searchmode=raw&_search=("])
def test_a_bad_question_is_answered_as_one(house, path):
    response = get(house, path)

    assert response.status_code == 400
    assert "Запит не вдалося виконати" in response.text


def test_an_article_is_found_by_its_address_on_the_site(house):
    for url in (f"{SITE}1/", f"{SITE}old-1/"):
        assert get(house, "/archive/source", params={"url": url}).headers["location"] == "/archive/articles/1"
    assert get(house, "/archive/source?url=https://example.com/").status_code == 404
    assert get(house, "/other/source?url=x").status_code == 404


@pytest.mark.parametrize("path", ["/archive/artciles/5", "/archive/artciles", "/archive/artciles/5.json"])
def test_a_mistyped_address_is_no_closed_page(house, path):
    assert get(house, path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/archive/search.exe?q=рада", "/archive/search.xslx", "/archive/articles.html", "/archive/removed.5"]
)
def test_a_mistyped_ending_shows_nobody_sql(house, path):
    response = get(house, path)

    assert response.status_code == 404
    assert "SELECT" not in response.text


@pytest.mark.parametrize("path", ["/archive/withheld/1", "/archive/articles_fts/1", "/archive/-/query"])
def test_what_is_there_and_shut_says_so(house, path):
    assert get(house, path).status_code == 403


@pytest.mark.parametrize("path", ["/archive/source?url={}", "/archive/search?q={}"])
@pytest.mark.parametrize("spelled", ["{}1", "{}1/?utm_source=tg#top", "HTTP://www.{}1/", "{}old-1", " {}1/ "])
def test_an_article_is_found_by_its_address_however_it_is_spelled(house, path, spelled):
    """As it stands in a browser's line, in a letter, in another's article."""
    typed = spelled.format(SITE if spelled.startswith(("{", " ")) else SITE.partition("://")[2])

    assert get(house, path.format(quote(typed))).headers["location"] == "/archive/articles/1"


def test_an_address_without_a_scheme_is_one(house):
    typed = f"{SITE}1/".partition("://")[2]

    assert get(house, "/archive/search", params={"q": typed}).headers["location"] == "/archive/articles/1"


def test_of_an_address_that_is_not_held_the_search_says_so(house):
    response = get(house, "/archive/search", params={"q": f"{SITE}nothing/"})

    assert response.status_code == 200
    assert "За цією адресою архів статті не має" in response.text


@pytest.mark.parametrize("words", ["рада", "24.02.2022", "О.Ю. Іваненко", "№ 39-26/2024", "12/24", "km-oblrada.gov.ua"])
def test_words_are_no_address(words):
    assert address(words) is None


def test_stored_text_never_becomes_markup(tmp_path):
    database = archive(tmp_path / "archive.db", SEED)
    fill(database)
    poison(database)
    database.close()
    application = datasette(tmp_path / "archive.db")
    pages = [
        "/",
        "/archive",
        "/archive/articles/1",
        "/archive/articles/1?version=1",
        "/archive/articles?_nocol=id",
    ]
    pages += [f"/archive/{table}" for table in TABLES] + [f"/archive/{table}/1" for table in ("captures", "versions")]
    pages += [f"/archive/articles?_search=рада:{POISON}", f"/archive/search?q=рада:{POISON}+title:{POISON}"]
    pages += ["/archive/search?q=alert", f"/archive/search?q={POISON}", "/archive/articles?_search=alert"]
    pages += [
        f"/archive/articles?section={POISON}&_facet=section",
        f"/{POISON}",
        f"/archive/articles/{POISON}",
    ]
    for page in pages:
        text = get(application, page).text

        assert "<script" not in text, page
        assert "<img" not in text, page
        assert "<b>⟧" not in text, page
        assert 'href="javascript' not in text, page
        assert "\"'><" not in text, page


def poison(database):
    for table in TABLES:
        for column in database[table].columns:
            if column.type == "TEXT" and not (table == "councils" and column.name == "code"):
                kept = "" if column.is_pk or column.name in {"url", "record_id"} else POISON
                value = kept or "javascript:alert(4)//" + POISON
                try:
                    database.execute("PRAGMA foreign_keys = OFF")
                    database.execute(f"UPDATE OR IGNORE {table} SET [{column.name}] = ?", [value])
                except database.conn.IntegrityError:
                    continue
    database.execute("UPDATE articles SET council = 'khmelnytskyi'")
    database.conn.commit()


def test_every_answer_carries_the_strict_headers(house):
    for path in ("/", "/archive/articles/1", "/archive/articles.json", "/archive/articles.csv", "/nothing"):
        headers = get(house, path).headers

        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_need_no_script_no_inline_style_and_no_other_host(house):
    for path in (
        "/",
        "/archive",
        "/archive/articles",
        "/archive/articles/1",
        "/archive/search?q=рада",
        "/archive/captures",
    ):
        text = get(house, path).text

        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", text)
        assert not re.findall(r'(?:src|<link[^>]*href)="https?://(?!localhost)', text)


def test_the_style_sheet_and_the_icon_are_kept_by_the_browser(house):
    for place in re.findall(r'href="(/-/newsarchive/[^"]+)"', get(house, "/").text):
        response = get(house, place)

        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/archive?sql=select+1",
        "/archive.db",
        "/-/databases.json",
        "/-/plugins",
        "/_internal",
        "/archive/articles_fts",
        "/archive/articles_fts_data",
        "/archive/articles?_where=1",
    ],
)
def test_sql_downloads_and_the_machine_room_are_closed(house, path):
    assert get(house, path).status_code in {403, 404}


def test_readers_never_see_an_error_while_a_crawl_writes(tmp_path):
    path = tmp_path / "archive.db"
    database = archive(path, SEED)
    application = datasette(path)
    stop = threading.Event()

    def write():
        writer = sqlite_utils.Database(path)
        for number in range(4, 400):
            if stop.is_set():
                break
            add(writer, number, published="2023-11-20T10:00:00+02:00")
        writer.close()

    async def read():
        paths = [
            "/",
            "/archive/articles",
            "/archive/articles/1",
            "/archive/search?q=гончарука",
            "/archive/articles?_search=рада",
        ]
        answers = [await asyncio.gather(*(application.client.get(path) for path in paths)) for _ in range(6)]
        return {answer.status_code for group in answers for answer in group}

    writing = threading.Thread(target=write)
    writing.start()
    seen = asyncio.run(read())
    stop.set()
    writing.join()
    database.close()

    assert {200} == seen
