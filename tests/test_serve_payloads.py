"""Whatever a council's site or an address brings along stays text: shown without a browser, by a parser.

tests/browser/test_payloads.py holds the same payloads before Chromium, where it is installed.
"""

import asyncio
import json
from urllib.parse import quote

import pytest
from lxml import etree, html

from newsarchive.publish import publish
from newsarchive.publish.public import PUBLIC
from newsarchive.serve.app import datasette
from newsarchive.serve.queries import QUERIES
from tests.helpers.payloads import EVIL, PAYLOADS, poison

# Where a facet cannot be read, Datasette leaves what it would have done with the others.
pytestmark = [
    pytest.mark.unmeasured,
    pytest.mark.filterwarnings("ignore:coroutine .*(Facet|TableView).* was never awaited:RuntimeWarning"),
]

ACTIVE = frozenset(
    {"script", "iframe", "object", "embed", "base", "style", "math", "template", "video", "audio", "image"}
)
ACTIVE |= {"marquee", "isindex", "frame", "frameset", "applet", "img", "svg"}
"""Elements that no template of ours has: they could do something, or ask somebody."""
OURS = frozenset({"svg"})
"""But for the drawings of ours, in which nothing active stands."""
LEADS = ("href", "src", "srcset", "action", "formaction", "data", "ping", "poster", "background", "xlink:href")
NUMBERS = range(1, len(PAYLOADS) + 1)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return poison(tmp_path_factory.mktemp("poisoned") / "data")


@pytest.fixture(scope="module", params=["live", "published"])
def house(request, path):
    if request.param == "live":
        return datasette(path)
    publish(path.parent, path.parent.parent / "public" / "archive.db")
    return datasette(path.parent.parent / "public" / "archive.db")


@pytest.fixture(scope="module")
def live(path):
    return datasette(path)


def get(application, address):
    return asyncio.run(application.client.get(address))


def alive(text, *, host="localhost"):
    """Name what of a page could run, ask or lead elsewhere."""
    found = []
    for one in html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).iter(etree.Element):
        name = str(one.tag).lower()
        if name in ACTIVE - OURS or (name == "meta" and one.get("http-equiv")):
            found.append(name)
        if name == "link" and not one.get("href", "").startswith(("/", f"http://{host}/")):
            found.append(f"link {one.get('href')}")
        found += [f"{name} {attribute}" for attribute in one.attrib if attribute.lower().startswith("on")]
        found += ["style"] if EVIL in one.get("style", "") else []
        for attribute in LEADS:
            target = one.get(attribute, "").lstrip(" \t\r\n\0\x01\x0b\x0c\u00a0\ufeff").lower()
            if target.startswith(("javascript:", "data:", "vbscript:")) or target.partition("//")[2].startswith(EVIL):
                found.append(f"{name} {attribute}={target[:60]}")
    return found


def calm(application, address):
    response = get(application, address)

    assert response.status_code < 500, address
    if response.headers["content-type"].startswith("text/html"):
        assert alive(response.text) == [], address
    return response


@pytest.mark.parametrize(
    "page",
    [
        "<p>x</p><script>1</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href=//evil.example/>x</a>",
        "<form action='https://evil.example/'>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content=0>",
        "<p style='background:url(//evil.example/x)'>x</p>",
    ],
)
def test_what_is_alive_is_found(page):
    assert alive(f"<!DOCTYPE html><title>x</title>{page}")


@pytest.mark.parametrize("number", NUMBERS)
def test_an_article_stays_text_in_both_versions(live, number):
    shown = calm(live, f"/archive/articles/{number}").text
    calm(live, f"/archive/articles/{number}?version=1")
    calm(live, f"/archive/articles/{number}/diff?from=1&to=2")

    assert html.document_fromstring(shown).findtext(".//h1") is not None


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_question_stays_text(live, payload):
    asked = quote(payload, safe="")

    calm(live, f"/archive/search?q={asked}&council={asked}&section={asked}&order={asked}")
    calm(live, f"/archive/articles?_search={asked}&section={asked}&_facet={asked}")


@pytest.mark.parametrize("table", [*PUBLIC, *QUERIES])
def test_tables_and_ready_questions_stay_text(house, table):
    asked = "?council=testova&month=2026-11&_size=200"
    calm(house, f"/archive/{table}{asked}" if table in QUERIES else f"/archive/{table}?_size=200")


@pytest.mark.parametrize(
    "address",
    ["/", "/archive", "/archive/edits", "/archive/removals", "/archive/councils", "/archive/councils/testova"],
)
def test_every_room_stays_text(house, address):
    calm(house, address)


@pytest.mark.parametrize("number", [1, 2, 20, 40, 60, len(PAYLOADS)])
@pytest.mark.parametrize("table", ["articles", "versions", "captures", "neighbours", "events"])
def test_a_row_stays_text(house, table, number):
    calm(house, f"/archive/{table}/{number}")


@pytest.mark.parametrize(
    "address",
    ["/archive/articles.json?_size=200", "/archive/versions.json?_shape=array", "/archive/search.json?q=alert"],
)
def test_json_is_never_taken_for_a_page(house, address):
    response = get(house, address)

    assert response.headers["content-type"].startswith("application/json")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert json.loads(response.text)


@pytest.mark.parametrize(
    "address", ["edits.atom", "removals.atom", "councils/testova.atom", "articles/1.atom", "search.atom?q=alert"]
)
def test_what_a_feed_says_in_html_stays_text(house, address):
    response = get(house, f"/archive/{address}")
    feed = etree.fromstring(response.content, etree.XMLParser(resolve_entities=False, no_network=True))

    assert response.status_code == 200
    told = [one.text for one in feed.iter() if one.get("type") == "html" and one.text]
    assert [found for text in told for found in alive(f"<!DOCTYPE html><title>x</title><p>{text}</p>")] == []
    links = [one.get("href") for one in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []
