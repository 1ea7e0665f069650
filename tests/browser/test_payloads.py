"""Nothing that a council's site, or an address, brings along runs in a reader's browser, or asks anybody."""

import json
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree
from lxml.etree import XMLParser
from playwright.sync_api import expect

from newsarchive import registry
from newsarchive.store import Archive
from tests.helpers.build import NOW
from tests.helpers.newsroom import Crawl
from tests.helpers.payloads import EVIL, PAYLOADS, poison
from tests.helpers.places import KINDS
from tests.helpers.serving import serving

ALIVE = """([evil, ours]) => [...document.querySelectorAll("*")].filter(one => {
    if (ours && one.matches(ours)) return false;
    const active = /^(script|iframe|object|embed|base|style|math|template|video|audio|image|marquee|isindex)$/i;
    const leads = ["href", "src", "srcset", "action", "formaction", "data", "ping", "poster", "xlink:href"];
    const resolved = one.href?.baseVal ?? one.href ?? one.action ?? "";
    return active.test(one.localName)
        || one.matches("meta[http-equiv]")
        || [...one.attributes].some(attribute => /^on/i.test(attribute.name))
        || leads.some(name => /^[\\s\\0-\\x1f]*(javascript|data|vbscript):/i.test(one.getAttribute(name) ?? ""))
        || (typeof resolved === "string" && URL.canParse(resolved) && new URL(resolved).host === evil);
}).map(one => one.outerHTML.slice(0, 200))"""
"""Elements that could do something."""
HTML = ((b"Content-Type", b"text/html; charset=utf-8"),)
ARGUMENTS = ("q", "council", "section", "state", "since", "until", "order", "page", "_lang")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    with serving(poison(tmp_path_factory.mktemp("poisoned") / "data")) as base:
        yield base


@pytest.fixture
def page(window, poisoned):
    """A window that lets scripts run, as if our policy against them were not there."""
    with window(base=poisoned, bypass_csp=True) as opened:
        yield opened


def look(page, address, ours=""):
    answer = page.goto(address)

    assert answer.status < 500, address
    assert page.evaluate(ALIVE, [EVIL, ours]) == [], address
    assert urlsplit(page.url).hostname == "127.0.0.1"


def test_the_watch_sees_what_would_fire(window, poisoned):
    def fire():
        with window(base=poisoned, bypass_csp=True) as page:
            page.goto("/")
            page.set_content("<img src=x onerror=alert(1)>")
            page.wait_for_timeout(200)

            assert len(page.evaluate(ALIVE, [EVIL, ""])) == 1

    with pytest.raises(AssertionError, match="dialog: 1"):
        fire()


def test_nothing_fires_in_articles(page):
    for number in range(1, len(PAYLOADS) + 1):
        look(page, f"/archive/articles/{number}")


def test_nothing_fires_from_an_address(page):
    for payload in PAYLOADS:
        look(page, f"/archive/search?q={quote(payload)}&section={quote(payload)}")
    for payload in PAYLOADS[::5]:
        look(page, "/archive/search?" + "&".join(f"{name}={quote(payload)}" for name in ARGUMENTS))


def test_nothing_fires_on_any_kind_of_page(page):
    numbers = dict.fromkeys(("sum", "rich", "removed", "name", "sentence", "identical"), 1)
    for address in KINDS.values():
        look(page, address.format_map(numbers))


@pytest.mark.parametrize("table", ["articles", "versions", "tags", "attachments", "neighbours", "events", "fetches"])
def test_nothing_fires_in_tables(page, table):
    look(page, f"/archive/{table}?_size=200")
    for payload in PAYLOADS[::10]:
        look(page, f"/archive/{table}?_search={quote(payload)}&_sort={quote(payload)}&x={quote(payload)}")


def test_nothing_fires_in_feeds(page):
    feeds = [f"/archive/articles/{number}.atom" for number in range(1, len(PAYLOADS) + 1)]
    feeds += [f"/archive/search.atom?q={quote(payload)}" for payload in PAYLOADS]
    feeds += ["/archive/edits.atom", "/archive/removals.atom", "/archive/councils/testova.atom"]
    for address in feeds:
        answer = page.request.get(address)
        feed = etree.fromstring(answer.body(), XMLParser(resolve_entities=False))
        kinds = {
            one.get("type") for one in feed.iter() if one.tag.endswith(("title", "summary", "content", "subtitle"))
        }
        hosts = {urlsplit(one.get("href")).hostname for one in feed.iter("{*}link")}

        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert kinds == {None}  # plain text: no reader takes it for HTML
        assert hosts <= {"127.0.0.1", "rada.example"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "db", "json"])
def test_no_export_is_taken_for_a_page(page, kind):
    for payload in PAYLOADS[::10]:
        answer = page.request.get(f"/archive/search.{kind}?q={quote(payload)}")

        assert answer.status < 500
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"] or answer.status >= 400


def test_a_table_of_rows_opens_as_text(page):
    page.goto("/archive/articles.json?_shape=array")

    assert page.evaluate(ALIVE, [EVIL, ""]) == []
    assert json.loads(page.inner_text("pre"))[0]["title"] == PAYLOADS[-1]


def test_nothing_fires_in_a_page_that_is_shown_as_captured(window, tmp_path):
    archive = Archive(tmp_path)
    with archive:
        crawl = Crawl(archive, registry.find("volyn"), NOW)
        for number, payload in enumerate(PAYLOADS):
            page = f"<!doctype html><title>{payload}</title><body class='{payload}'><h1>Назва</h1><p>{payload}</p>"
            crawl.ask(f"https://new.volynrada.gov.ua/{number}/", (200, HTML, page.encode()))
        crawl.close("finished")
    with serving(archive.path) as base, window(base=base, bypass_csp=True) as page:
        for number in range(1, len(PAYLOADS) + 1):
            look(page, f"/archive/captures/{number}/replay", ours="head > style")
            assert "Назва" in page.content() or "<title>" in PAYLOADS[number - 1]
        page.goto("/archive/captures/1/captured")

        expect(page.frame_locator("iframe").get_by_role("heading", name="Назва")).to_be_visible()
