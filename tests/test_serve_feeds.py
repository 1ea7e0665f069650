"""Feeds that any reader of Atom takes, that name the same thing alike for ever, and that pass no markup on."""

import asyncio
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import feedparser
import pytest
from lxml import etree

from newsarchive.serve.app import datasette
from newsarchive.serve.feeds import reading
from newsarchive.serve.feeds.atom import instant, tag
from tests.test_serve_pages import POISON, archive

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "helpers/atom.rng"))
FEEDS = (
    "/archive/search.atom?q=рада",
    "/archive/search.atom",
    "/archive/search.atom?q=рада&council=volyn&since=2026-01-01&page=2&_lang=en",
    "/archive/search.atom?q=немаєтакогослова",
    "/archive/councils/volyn.atom",
    "/archive/articles/5.atom",
    "/archive/edits.atom?_lang=en",
    "/archive/removals.atom",
    "/archive/edits.atom?kind=money&council=khmelnytskyi&page=2",
    "/archive/removals.atom?state=deleted&since=2026-01-01",
)


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


def get(application, address, **options):
    return asyncio.run(application.client.get(address, **options))


def feed(application, address):
    """Read a feed as a stranger does: strictly, by the grammar, and by a reader's own parser."""
    response = get(application, address)
    assert response.status_code == 200, response.text
    root = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False, recover=False))
    GRAMMAR.assertValid(root)
    ids = root.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    for element in (root, *root.iterfind("a:entry", ATOM)):
        assert len(element.findall("a:link[@rel='alternate']", ATOM)) == 1
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert read.version == "atom10"
    return read


@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_is_valid(house, address):
    response = get(house, address)
    read = feed(house, address)

    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert {link.rel for link in read.feed.links} >= {"alternate", "self", "first"}
    assert f'xml:lang="{"en" if "_lang=en" in address else "uk"}"' in response.text


def test_a_search_s_feed_has_the_newest_articles_found(house, newsroom):
    read = feed(house, "/archive/search.atom?q=Летичева")
    newest = read.entries[0]
    days = [entry.published for entry in read.entries]

    assert len(read.entries) == 7
    assert days == sorted(days, reverse=True)
    assert read.feed.title == "Пошук: Летичева"
    sum_ = next(entry for entry in read.entries if "збільшила кошти" in entry.title)
    assert sum_.author == "Хмельницька обласна рада"
    assert sum_.published == "2026-08-12T08:20:00Z"
    assert sum_.updated == "2026-11-20T06:00:22Z" or sum_.updated.startswith("2026-11-")
    assert "Летичева" in sum_.summary
    assert not set("⟦⟧") & set(newest.summary)
    assert {link.rel: urlsplit(link.href).netloc for link in sum_.links}["via"] == "km-oblrada.gov.ua"


def test_an_entry_leads_to_the_article(house, newsroom):
    link = urlsplit(feed(house, "/archive/search.atom?q=Шляхбуд").entries[0].link)
    answer = get(house, f"{link.path}?{link.query}")

    assert answer.headers["location"].startswith(f"/archive/articles/{newsroom.id('sum')}")


def test_an_article_is_named_alike_whatever_its_number_and_the_archive_s_host(house, newsroom):
    ids = [
        [
            entry.id
            for entry in feedparser.parse(
                get(house, "/archive/search.atom?q=рада", headers={"host": host}).content
            ).entries
        ]
        for host in ("a.example", "b.example")
    ]

    assert ids[0] == ids[1]
    assert "tag:km-oblrada.gov.ua,2026:newsarchive:kosty-na-remont-dorohy-do-letycheva/" in [
        entry.id for entry in feed(house, "/archive/search.atom?q=Шляхбуд").entries
    ]


def test_the_versions_of_an_article(house, newsroom):
    read = feed(house, f"/archive/articles/{newsroom.id('sum')}.atom")

    assert [entry.title.partition(":")[0] for entry in read.entries] == ["Версія 3", "Версія 2", "Версія 1"]
    assert [entry.summary.partition(".")[0] for entry in read.entries] == [
        "Змінено: назва, текст",
        "Змінено: текст",
        "Перше прочитання",
    ]
    assert len({entry.link for entry in read.entries}) == 3
    with closing(sqlite3.connect(newsroom.path)) as connection:
        digest = connection.execute(
            "SELECT digest FROM versions WHERE article = ? AND number = 2", (newsroom.id("sum"),)
        ).fetchone()[0]
    assert quote(digest, safe="") in read.entries[1].id


def test_a_council_s_feed(house):
    read = feed(house, "/archive/councils/volyn.atom?_lang=en")

    assert len(read.entries) == reading.PAGE
    assert {entry.author for entry in read.entries} == {read.feed.title}
    assert read.feed.title.isascii()


def test_edits_and_removals(house):
    edits = feed(house, "/archive/edits.atom?_lang=en")
    removals = feed(house, "/archive/removals.atom")

    assert {entry.title.partition(":")[0] for entry in edits.entries} == {"Edited"}
    assert edits.entries[-1].updated < edits.entries[0].updated
    assert "person: was Олена Мазур, now Ірина Шевчук" in {entry.summary for entry in edits.entries}
    told = {entry.title: entry.summary for entry in removals.entries}
    assert told["Вилучено: Громада просить перевірити закупівлю генераторів"] == (
        "Сусідня стаття на сайті більше її не називає."
    )
    assert {title.partition(":")[0] for title in told} == {"Вилучено", "Повернулося", "Можливо, вилучено"}


def test_an_edit_leads_to_what_it_changed(house):
    link = urlsplit(feed(house, "/archive/edits.atom").entries[0].link)
    answer = get(house, f"{link.path}?{link.query}")

    assert re.fullmatch(r"/archive/articles/\d+/diff\?from=\d&to=\d", answer.headers["location"])
    assert get(house, answer.headers["location"]).status_code == 200


def test_edits_and_removals_of_one_kind_and_council(house):
    edits = feed(house, "/archive/edits.atom?council=khmelnytskyi&kind=person")
    none = feed(house, "/archive/edits.atom?council=volyn")
    removals = feed(house, "/archive/removals.atom?state=deleted")

    assert [entry.summary.partition(";")[0] for entry in edits.entries] == [
        "особа: зникло «Остап Вербицький»",
        "особа: було Олена Мазур, стало Ірина Шевчук",
    ]
    assert none.entries == []
    assert [entry.title.partition(":")[0] for entry in removals.entries] == ["Вилучено"]
    assert edits.feed.link.endswith("/archive/edits?council=khmelnytskyi&kind=person")


def test_a_long_feed_has_pages(house):
    first = feed(house, "/archive/search.atom?q=рада&_lang=en")
    links = {link.rel: link.href for link in first.feed.links}
    second = feed(house, links["next"].removeprefix("http://localhost"))
    back = {link.rel: link.href for link in second.feed.links}

    assert "previous" not in links
    assert links["self"] == links["first"] == back["first"] == back["previous"]
    assert not {entry.id for entry in first.entries} & {entry.id for entry in second.entries}
    assert "_lang=en" in links["next"]
    assert first.feed.id == second.feed.id


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²", "1e3", ""])
def test_an_odd_page_is_no_fault(house, page):
    assert get(house, f"/archive/search.atom?q=рада&page={quote(page)}").status_code == 200


def test_what_a_reader_has_is_not_sent_again(house):
    address = "/archive/search.atom?q=рада"
    whole = get(house, address)
    mark, time = whole.headers["etag"], whole.headers["last-modified"]

    for told in ({"if-none-match": mark}, {"if-none-match": f'"x", W/{mark}'}, {"if-modified-since": time}):
        answer = get(house, address, headers=told)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", mark)
    for told in (
        {"if-none-match": '"x"', "if-modified-since": time},
        {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if-modified-since": "колись".encode()},
    ):
        assert get(house, address, headers=told).status_code == 200
    assert get(house, f"{address}&_lang=en", headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize("address", ["/archive/councils/nowhere.atom", "/archive/articles/999999.atom"])
def test_a_feed_of_nothing_held_is_not_found(house, address):
    assert get(house, address).status_code == 404


def test_no_markup_is_passed_on_and_no_sign_that_xml_lacks(tmp_path):
    odd = f"{POISON}\x00\x0b\ufffe&amp;<!--]]>"
    fields = {"title": odd, "lead": odd, "section": odd, "url": f'https://a.ua/"><script>{odd}', "body": "міст"}
    archive(
        tmp_path / "archive.db", [{"number": 1} | fields, {"number": 2, "title": "", "published": "колись"}]
    ).close()
    application = datasette(tmp_path / "archive.db")
    for address in ("/archive/search.atom?q=міст", "/archive/search.atom", "/archive/articles/1.atom"):
        root = etree.fromstring(get(application, address).content)

        assert not root.xpath("//*[namespace-uri() != 'http://www.w3.org/2005/Atom']")
        assert not root.xpath("//@type[. = 'html' or . = 'xhtml']")
        assert not [href for href in root.xpath("//@href") if not href.startswith("http")]
        feed(application, address)


def test_an_address_that_no_browser_may_follow_is_no_link(tmp_path):
    archive(tmp_path / "archive.db", [{"number": 1, "url": "javascript:alert(1)"}]).close()
    read = feed(datasette(tmp_path / "archive.db"), "/archive/search.atom")

    assert {link.rel for link in read.entries[0].links} == {"alternate"}
    assert read.entries[0].id.startswith("tag:localhost,2026:newsarchive:")


def test_instants_are_told_in_utc():
    assert instant("2023-11-20T14:05:00+02:00") == datetime(2023, 11, 20, 12, 5, tzinfo=UTC)
    assert instant("2023-07-20") == datetime(2023, 7, 19, 21, tzinfo=UTC)
    assert instant("колись") is None
    assert instant(None) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Rada.gov.ua/a/?b=1", "tag:rada.gov.ua,2026:newsarchive:a/?b=1"),
        ("https://rada.gov.ua/новина 1", f"tag:rada.gov.ua,2026:newsarchive:{quote('новина 1')}"),
    ],
)
def test_a_tag_is_made_of_the_article_s_address(url, expected):
    assert expected == tag(url)
    assert re.fullmatch(r"tag:[a-z0-9.-]+,2026:newsarchive:[!-~]*", tag(url, "sha256:ab"))


def test_pages_name_their_feeds(house, newsroom):
    for page, address in (
        (
            "/archive/search?q=рада&council=volyn",
            f"/archive/search.atom?q={quote('рада')}&amp;council=volyn&amp;_lang=uk",
        ),
        (f"/archive/articles/{newsroom.id('sum')}?_lang=en", f"/archive/articles/{newsroom.id('sum')}.atom?_lang=en"),
        ("/", "/archive/search.atom?_lang=uk"),
    ):
        links = re.findall(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]*)"', get(house, page).text
        )

        assert address in links


def test_no_question_of_a_feed_reads_a_whole_table(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        for sql, values in (
            (reading._VERSIONS, {"article": 1, "limit": 50, "offset": 0}),
            (reading._ARTICLES, ("[1]",)),
        ):
            plan = [step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert [step for step in plan if re.match(r"SCAN (?!number|e\b|\(|events VIRTUAL)", step)] == [], plan
