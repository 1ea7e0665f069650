"""Whatever is asked of an archive is answered calmly: never with a fault, a traceback, another host, or late."""

import asyncio
import re
import time
from functools import cache
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.publish import publish
from newsarchive.serve import pages
from newsarchive.serve.app import datasette
from newsarchive.serve.bounds import LONGEST
from newsarchive.serve.headers import HEADERS, POLICY
from newsarchive.serve.metadata import TITLES
from tests.helpers import newsroom

# Where a facet cannot be read, Datasette leaves what it would have done with the others.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .*(Facet|TableView).* was never awaited:RuntimeWarning")

SLOW = 2.0
"""Seconds of the processor; the archive of these tests is small, so that only a question without a bound takes it."""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return newsroom.build(tmp_path_factory.mktemp("bounds") / "data")


@pytest.fixture(scope="module", params=["live", "published"])
def house(request, room):
    if request.param == "live":
        return datasette(room.path)
    publish(room.folder, room.folder.parent / "public" / "archive.db")
    return datasette(room.folder.parent / "public" / "archive.db")


@pytest.fixture(scope="module")
def live(room):
    return datasette(room.path)


def get(application, path, **options):
    return asyncio.run(application.client.request(options.pop("method", "GET"), path, **options))


@cache
def asgi(application):
    return application.app()


def raw(application, path, query=b"", method="GET", headers=()):
    """Ask as a server passes it on, with bytes that no client would send; give status, headers, body."""
    sent = []

    async def send(message):
        sent.append(message)

    given = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return given.pop() if given else await asyncio.Event().wait()  # whoever asked stays

    scope = {"type": "http", "method": method, "raw_path": path, "path": path.decode("latin-1"), "query_string": query}
    scope |= {"headers": list(headers), "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1)}
    asyncio.run(asgi(application)(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    told = {key.decode().lower(): value.decode() for key, value in start["headers"]}
    return start["status"], told, b"".join(message.get("body", b"") for message in sent)


def calm(application, path, **options):
    began = time.process_time()
    response = get(application, path, **options)

    assert response.status_code < 500, (path, response.status_code)
    assert "Traceback" not in response.text
    assert "site-packages" not in response.text
    assert time.process_time() - began < SLOW, path
    return response


# -- what is closed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *(f"/-/{page}.json" for page in ("versions", "plugins", "settings", "config", "threads", "databases", "actor")),
        *(
            f"/-/{page}"
            for page in ("versions", "permissions", "allow-debug", "patterns", "messages", "auth-token", "x")
        ),
        *("/-/metadata.json", "/-/logout", "/_internal", "/_internal/databases", "/_internal.json"),
    ],
)
def test_the_machine_room_is_closed(house, path):
    assert calm(house, path).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        *("/archive.db", "/archive?sql=select+1", "/archive.json?sql=select+1", "/archive.csv?sql=select+1"),
        *("/archive/articles?_where=1", "/archive/articles.json?_where=1", "/archive?sql=select+randomblob(900000000)"),
    ],
)
def test_nothing_of_ones_own_in_sql_is_answered(house, path):
    assert calm(house, path).status_code in {400, 403, 404}


def tables(application):
    async def names():
        return await application.get_database("archive").table_names()

    return asyncio.run(names())


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_only_tables_of_the_list_are_shown(house, form):
    shown = {name for name in tables(house) if calm(house, f"/archive/{name}{form}").status_code == 200}

    assert shown == {name for name in tables(house) if name in {*TITLES, "publication"}}
    assert not any(name.startswith(("articles_fts", "sqlite_", "_sqlite")) or name == "withheld" for name in shown)


@pytest.mark.parametrize("path", ["/archive.json", "/archive", "/", "/.json"])
def test_tables_that_are_not_shown_are_not_named(house, path):
    text = calm(house, path).text

    assert [name for name in tables(house) if name not in {*TITLES, "publication"} and f"/{name}" in text] == []


def test_a_table_that_an_archivist_left_is_not_shown(room, tmp_path):
    import shutil
    import sqlite3

    shutil.copy(room.path, tmp_path / "archive.db")
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("CREATE TABLE notes (secret TEXT)")
        connection.execute("CREATE VIEW peeping AS SELECT * FROM notes")
    connection.close()
    application = datasette(tmp_path / "archive.db")

    for name in ("notes", "peeping"):
        assert calm(application, f"/archive/{name}").status_code == 403
        assert calm(application, f"/archive/{name}.json").status_code == 403
        assert name not in calm(application, "/archive.json").text


# -- what is answered instead of a fault ----------------------------------------------------------------------------

STUMBLES = [
    "_sort=nothing",
    "_sort_desc=nothing",
    "_sort=title&_sort_desc=title",
    "_through=x",
    "_through=[]",
    "_through={}",
    '_through={"table":"nope","column":"id","value":1}',
    '_through={"table":"versions","column":"nope","value":1}',
    '_through={"table":"councils","column":"name","value":1}',
    '_through={"table":"articles_fts_data","column":"id","value":1}',
    "_facet_size=x",
    "_facet_size=99999999999999999999",
    "_facet=nothing",
    "_facet={",
    "_facet_array=x",
    "_facet_date=nope",
    "_facet_nothing=x",
    "_timelimit=x",
    "_size=x",
    "_size=-1",
    "_size=99999999",
    "_ttl=²",
    "_next=x",
    "_next=a,b,c",
    "_sort=published&_next=x",
    "_shape=nothing",
    "_shape=object",
    "_search=(&_searchmode=raw",
    "_search_nothing=x",
    "_col=nothing",
    "_nocol=nothing",
    "id__nothing=1",
    "nothing__exact=1",
    "title__exact=%00",
    "_where=%00",
    "id__in=[",
    "title__arraycontains=x",
    "title__glob=" + "*" * 2000,
    "title__like=" + "%25" * 2000,
    "published__date=x",
    "_extra=x",
    "_labels=x",
    "_json=nothing",
    "_json=title",
    "_facet=id&" * 200,
    "id=" + "9" * 400,
    "_filter_column=x&_filter_op=y&_filter_value=z",
    "_lang=%FF",
    "%FF=%FF",
    "&&&===;;;",
]


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_what_datasette_stumbles_over_is_answered_as_a_bad_question(house, form, capsys):
    for asked in STUMBLES:
        response = calm(house, f"/archive/articles{form}?{quote(asked, safe='=&%;,')}")

        if form == ".json" and response.status_code >= 400:
            assert response.json()["ok"] is False, asked
    assert "Traceback" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "asked",
    [
        "_sort=nothing",
        "_through=[",
        "_facet={",
        "_timelimit=x",
        "id__gt=9" + "9" * 40,
        '_through={"table":"x","column":"y","value":1}',
    ],
)
@pytest.mark.parametrize("form", ["", ".json"])
def test_the_known_faults_of_datasette_are_bad_questions(house, asked, form):
    """All of these are 500 in Datasette 0.65.5 itself (or 403, of a table that is not shown)."""
    assert calm(house, f"/archive/articles{form}?{quote(asked, safe='=')}").status_code in {400, 403}


def test_a_fault_of_ours_is_no_bad_question(live, monkeypatch, capsys):
    def broken(*_, **__):
        raise ValueError("broken on purpose")

    monkeypatch.setattr(pages, "left_out", broken)

    assert get(live, "/archive/articles?_facet_size=2").status_code == 500
    assert "broken on purpose" in "".join(capsys.readouterr())


# -- paths and methods ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *(
            b"//evil.example/",
            b"//evil.example/%41",
            b"//x/y",
            b"/archive//articles",
            b"/\\evil.example/",
            b"//",
            b"///",
        ),
        *(b"/archive/articles/%00", b"/%0d%0aSet-Cookie:x", b"/archive/\x01", b"/archive/articles\\"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(house, path):
    status, headers, _ = raw(house, path)

    assert status == 400
    assert "location" not in headers
    assert headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    "path",
    [b"/archive/", b"/archive/articles/", b"/%61rchive/articles", b"/archive/articles/%31", b"/nothing/", b"/x/%41"],
)
def test_a_path_that_is_led_elsewhere_stays_on_the_host(house, path):
    status, headers, _ = raw(house, path)

    assert status < 500
    assert re.fullmatch(r"/(?![/\\]).*", headers.get("location", "/"))


@pytest.mark.parametrize(
    "method", ["TRACE", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "PROPFIND", "X" * 500]
)
@pytest.mark.parametrize("path", [b"/", b"/archive/articles", b"/archive/search", b"/archive/articles.json", b"/-/x"])
def test_nothing_but_reading_is_done(live, method, path):
    status, headers, _ = raw(live, path, method=method)

    assert status == 405
    assert headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["/", "/archive", "/archive/articles", "/archive/articles/1", "/archive/search?q=рада"]
)
def test_a_head_is_answered_as_a_get(house, path):
    head, whole = get(house, path, method="HEAD"), get(house, path)

    assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])


@pytest.mark.parametrize("size", [LONGEST, 100_000])
def test_an_address_without_end_is_refused(house, size):
    status, _, body = raw(house, b"/archive/search", b"q=" + b"a" * size)

    assert status == 414
    assert len(body) < 20_000


def test_many_parameters_are_no_trouble(house):
    calm(house, "/archive/articles?" + "&".join(f"id={n}" for n in range(700)))
    calm(house, "/archive/search?" + "&".join(f"q={n}" for n in range(700)))


@pytest.mark.parametrize(
    "path", [b"/", b"/archive/articles", b"/archive/nothing", b"//x", b"/-/x", b"/archive/articles.json"]
)
def test_every_answer_forbids_what_pages_do_not_need(house, path):
    _, headers, _ = raw(house, path)

    assert {name.decode(): value.decode() for name, value in HEADERS.items()}.items() <= headers.items()


# -- fuzz -----------------------------------------------------------------------------------------------------------

HOSTILE = [
    "",
    "x",
    "-1",
    "0",
    "9" * 30,
    "1e9",
    "²",
    "٣",
    "\x00",
    "\x1b[31m",
    "'",
    '"',
    "' OR 1=1 --",
    "[",
    "{",
    "{}",
    "[]",
    '{"a":1}',
    "null",
    "NaN",
    "../../etc/passwd",
    "%2e%2e/",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "=cmd|' /C calc'!A0",
    "\u202e\u0000\ufeff",
    "а" * 3000,
    "((((((((((" * 50,
    '"' * 99,
    "NEAR(",
    "рада:" * 50,
    "-" * 500,
    "*",
    "2023-02-30",
    "9999-99-99",
    "0000-00-00",
    "-0001-01-01",
    "2023-01-01T25:61",
    "http://[",
    "javascript:alert(1)",
    "sha256:" + "0" * 64,
    b"\xff\xfe",
    b"\xed\xa0\x80",
]
PARAMETERS = ["q", "council", "section", "state", "since", "until", "order", "page", "url", "digest", "version", "from"]
PARAMETERS += ["to", "kind", "year", "month", "_lang", "_size", "_next", "_shape", "x"]


def coded(value):
    return quote_from_bytes(value) if isinstance(value, bytes) else quote(value, safe="")


def rooms(application):
    """Every address of ours, with something that is there in its place, and something that never is."""
    made = []
    for pattern, _ in pages.routes(application):
        text = pattern.pattern if hasattr(pattern, "pattern") else pattern
        if text.startswith("^/archive/"):
            named = re.sub(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)", lambda found: f"\0{found[1]}\0", text[1:-1])
            made.append(named.replace("\\", ""))
    return made


FILLED = {
    "article": "1",
    "capture": "1",
    "version": "1",
    "code": "khmelnytskyi",
    "council": "khmelnytskyi",
    "format": "json",
}
FORMS = ["txt", "bib", "md", "atom", "json", "csv", "xlsx", "jsonl", "db"]


def addresses(application):
    for named in rooms(application):
        forms = FORMS if re.search("\0(form|format|kind|ending|style)\0", named) else [""]
        for form in forms:
            yield re.sub("\0(\\w+)\0", lambda found, form=form: FILLED.get(found[1], form or "1"), named)


def test_every_room_has_an_address_that_the_fuzz_knows(live):
    """A room whose address the fuzz cannot make would be one that it does not ask."""
    known = set(addresses(live))

    assert len(known) > 10
    assert "/archive/articles/1" in {address.partition("?")[0] for address in known} | {"/archive/articles/1"}
    assert [address for address in known if re.search(r"[\0()\[\]?*|^$]", address)] == []


@pytest.mark.unmeasured
def test_every_room_answers_calmly_whatever_it_is_asked(live):
    asked = sorted({*addresses(live), "/archive/search", "/archive/articles/1", "/archive/search.json"})
    for turn, value in enumerate(HOSTILE):
        for place, address in list(enumerate(asked))[turn % 5 :: 5]:
            # Over the turns each room meets many values and each of its parameters, and each value many rooms.
            chosen = [PARAMETERS[(turn + place + step) % len(PARAMETERS)] for step in (0, 7, 13)]
            calm(live, f"{address}?" + "&".join(f"{name}={coded(value)}" for name in chosen))


@pytest.mark.unmeasured
def test_every_part_of_a_path_may_be_anything(live):
    for place, named in enumerate(rooms(live)):
        for value in HOSTILE[place % 4 :: 4]:
            part = coded(value).replace("%2F", "~2F") or "~"
            status, _, body = raw(live, re.sub("\0\\w+\0", lambda _, part=part: part, named).encode())

            assert status < 500, (named, value)
            assert b"Traceback" not in body


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    place=st.sampled_from(
        ["articles", "articles.json", "versions", "search", "search.json", "councils/khmelnytskyi", "tags"]
    ),
    asked=st.lists(
        st.tuples(
            st.sampled_from(
                PARAMETERS + [f"_{w}" for w in ("sort", "facet", "search", "col", "where", "through", "trace")]
            )
            | st.text(max_size=12),
            st.text(max_size=40) | st.sampled_from(["1", "title", "id", "published"]),
        ),
        max_size=5,
    ),
)
def test_anything_at_all_is_answered_calmly(live, place, asked):
    pairs = "&".join(
        f"{coded(name.encode('utf-8', 'replace'))}={coded(value.encode('utf-8', 'replace'))}" for name, value in asked
    )

    calm(live, f"/archive/{place}?{pairs}")
