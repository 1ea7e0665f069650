"""The demo site over HTTP: conditional requests, compression, faults on purpose."""

import contextlib
import gzip
import http.client
import signal
import socket
import subprocess
import sys
import time

import pytest

import newsarchive.demo
from newsarchive.demo import DemoSite, running
from newsarchive.errors import UsageError


@pytest.fixture(scope="module")
def served():
    site = DemoSite(40)
    with running(site) as base:
        yield site, base


def ask(base, target, method="GET", **headers):
    connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=10)
    with contextlib.closing(connection):
        connection.request(method, target, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def test_every_address_of_the_truth_answers(served):
    site, base = served
    for row in site.truth():
        assert row["url"].startswith(base)
        assert ask(base, row["url"].removeprefix(base))[0] == 200
        for alias in row["aliases"]:
            status, headers, _ = ask(base, alias.removeprefix(base))
            assert (status, headers["location"]) == (301, row["url"])


def test_gzip_when_asked_for(served):
    _, base = served
    _, plain_headers, plain = ask(base, "/")
    _, headers, body = ask(base, "/", Accept_Encoding="gzip, deflate")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain
    assert "content-encoding" not in plain_headers
    assert headers["vary"] == "Accept-Encoding"


def test_conditional_requests(served):
    _, base = served
    _, headers, _ = ask(base, "/")
    for conditions in (
        {"If_None_Match": headers["etag"]},
        {"If_None_Match": f'"x", {headers["etag"].removeprefix("W/")}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": headers["last-modified"]},
    ):
        status, again, body = ask(base, "/", **conditions)
        assert (status, body, again["etag"]) == (304, b"", headers["etag"])
    other = ask(base, "/", If_None_Match='"x"', If_Modified_Since=headers["last-modified"])
    assert other[0] == 200


def test_an_edit_ends_the_304(served):
    site, base = served
    row = site.truth()[3]
    target = row["url"].removeprefix(base)
    before = ask(base, target)[1]
    site.by_number[str(row["id"])].title += "!"
    site.reindex()
    status, after, _ = ask(base, target, If_None_Match=before["etag"])
    assert status == 200
    assert after["last-modified"] != before["last-modified"]


def test_head_has_the_headers_and_no_body(served):
    _, base = served
    _, wanted, _ = ask(base, "/robots.txt")
    status, headers, body = ask(base, "/robots.txt", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == wanted["content-length"]
    assert ask(base, "/", method="POST")[0] == 405


def test_hits_are_counted_by_target(served):
    site, base = served
    site.hits.clear()
    ask(base, "/feed/?paged=2")
    ask(base, "/feed/?paged=2")
    assert site.hits == {"/feed/?paged=2": 2}


def test_faults(served):
    site, base = served
    site.faults = {"/a/": ("status", 503), "/": ("truncate", 1000), "/feed/": ("drop",)}
    try:
        assert ask(base, "/a/")[0] == 503
        with pytest.raises(http.client.IncompleteRead) as cut:
            ask(base, "/")
        assert len(cut.value.partial) == 1000
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            ask(base, "/feed/")
    finally:
        site.faults = {}
    assert ask(base, "/feed/")[0] == 200


def test_latency(served):
    site, base = served
    site.latency = 0.05
    started = time.monotonic()
    ask(base, "/robots.txt")
    site.latency = 0.0
    assert time.monotonic() - started >= 0.05


def test_a_taken_port_is_said(served):
    _, base = served
    with pytest.raises(UsageError, match="Cannot listen on"), running(DemoSite(3), port=int(base.rpartition(":")[2])):
        pass


def test_run_serves_until_interrupted():
    code = (
        "from newsarchive.demo import DemoSite, run; "
        "run(DemoSite(3), 0, lambda base: print(base, flush=True)); print('ended')"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        base = process.stdout.readline().strip()
        assert ask(base, "/robots.txt")[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended\n"
        assert process.wait(timeout=10) == 0


def test_it_listens_on_this_machine_only(served):
    _, base = served
    assert base.startswith("http://127.0.0.1:")
    with (
        pytest.raises(OSError, match=r"refused|timed"),
        socket.create_connection(("127.0.0.2", int(base.rpartition(":")[2])), 1),
    ):
        pass


def test_the_package_names_what_it_has():
    assert newsarchive.demo.SWITCHES
    with pytest.raises(AttributeError, match="nothing"):
        _ = newsarchive.demo.nothing
