"""Heads of answers without end are given up early, and large ones that end are read."""

import inspect
from itertools import repeat

import pytest
import scrapy
from scrapy.core.downloader.handlers import http11
from twisted.web._newclient import HTTP11ClientProtocol

from newsarchive.fetch.bounds import MAX_BYTES, MAX_LINES
from tests.helpers.fetching import BODY, OK, ask, serving

CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def headers(count, size=8):
    return b"".join(b"X-%d: %s\r\n" % (number, b"v" * size) for number in range(count))


def endless(beginning, part):
    def parts():
        yield beginning
        yield from repeat(part)

    return parts


READ = {
    "none": (OK + BODY, [200, 2, 4]),
    "1,500 small ones": (OK + headers(1500) + BODY, [200, 1502, 4]),
    "3 of 10 kB": (OK + headers(3, 10_000) + BODY, [200, 5, 4]),
    "one of 30 kB": (OK + b"X-Long: " + b"v" * 30_000 + b"\r\n" + BODY, [200, 3, 4]),
    "folded": (OK + b"X-Folded: a\r\n" + b" b\r\n" * 3000 + BODY, [200, 3, 4]),
    "a bad one": (OK + b"no colon here\r\n" + headers(3) + BODY, [200, 5, 4]),
    "50 of status 100": (b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + OK + BODY, [200, 2, 4]),
    "chunks of one byte": (CHUNKED + (b"1;" + b"e" * 1000 + b"\r\nv\r\n") * 5000 + b"0\r\n\r\n", [200, 1, 5000]),
}
ENDLESS = {
    "headers": endless(OK, b"X-A: " + b"v" * 500 + b"\r\n"),
    "small headers": endless(OK, b"a:b\r\n" * 500),
    "one header": endless(OK + b"X-A: ", b"v" * 10_000),
    "a folded one": endless(OK + b"X-A: b\r\n", b" folded\r\n" * 500),
    "a status line": endless(b"", b"v" * 10_000),
    "100": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "103": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * 100),
    "many": OK + b"a:\r\n" * MAX_LINES + BODY,
    "much": OK + headers(40, 1000) + BODY,
}
AROUND_CHUNKS = {
    "trailers": (endless(CHUNKED + b"4\r\nrada\r\n0\r\n", b"X-Trailer: " + b"v" * 500 + b"\r\n"), [200, 1, 4]),
    "an extension": (endless(CHUNKED + b"4;", b"extension=" + b"v" * 500), [200, 1, 0]),
    "a size": (endless(CHUNKED, b"f" * 1000), [200, 1, 0]),
}
BODIES = {
    "until closed": endless(OK + b"Connection: close\r\n\r\n", b"v" * 65_536),
    "chunked": endless(CHUNKED, b"10000\r\n" + b"v" * 65_536 + b"\r\n"),
    "of a length": OK + b"Content-Length: 10000000000\r\n\r\nrada",
}


def ask_all(answers):
    """Ask for all of these, each at a path of its own; give what each came to, and what came of all."""
    paths = {f"/{number}": name for number, name in enumerate(answers)}
    with serving({path: answers[name] for path, name in paths.items()}) as server:
        asked = ask(*(server.base + path for path in paths), start=[server.base])
    return {name: asked.results[server.base + path][0] for path, name in paths.items()}, asked


@pytest.fixture(scope="module")
def bounded():
    """What answers came to whose heads, or what surrounds their chunks, are large or do not end."""
    answers = {name: answer for name, (answer, _) in (READ | AROUND_CHUNKS).items()}
    return ask_all(answers | ENDLESS)


def test_these_are_the_private_parts_of_the_scrapy_that_it_was_written_for():
    """Scrapy's next release may have a bound of its own, or other names: look at newsarchive/fetch/bounds.py then."""
    said = f"newsarchive/fetch/bounds.py was written for Scrapy 2.19, not {scrapy.__version__}: read it again."

    assert scrapy.__version__.startswith("2.19."), said
    assert "self._parser.__class__ = _LenientHTTPClientParser" in inspect.getsource(http11), said
    assert "self._pool._factory = _LenientHTTP11ClientFactory" in inspect.getsource(http11), said
    assert "HTTPClientParser(request, self._finishResponse)" in inspect.getsource(HTTP11ClientProtocol), said


@pytest.mark.parametrize("name", READ)
def test_a_head_that_ends_is_read(bounded, name):
    came, _ = bounded

    assert came[name] == READ[name][1]


@pytest.mark.parametrize("name", ENDLESS)
def test_a_head_that_does_not_end_fails(bounded, name):
    came, _ = bounded

    assert came[name] == "headers too big"


@pytest.mark.parametrize("name", AROUND_CHUNKS)
def test_what_surrounds_chunks_without_end_is_bounded_by_twisted(bounded, name):
    came, _ = bounded

    assert came[name] == AROUND_CHUNKS[name][1]


def test_all_of_them_take_little_memory(bounded):
    _, asked = bounded

    assert asked.grown < 30 * 1024


def test_a_body_without_end_is_bounded_however_it_is_sent():
    came, asked = ask_all(BODIES)

    assert set(came.values()) == {"too big"}
    assert asked.grown < 60 * 1024


def test_the_count_begins_anew_with_each_answer_of_a_connection():
    half = headers(MAX_LINES // 2, 1)
    with serving({"/": OK + half + BODY}) as server:
        asked = ask(*[f"{server.base}/"] * 5, start=[server.base])

    assert asked.results[f"{server.base}/"] == [[200, MAX_LINES // 2 + 2, 4]] * 5
    assert len(half) < MAX_BYTES
