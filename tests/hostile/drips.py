"""Slow answers: a byte now and then, silence, and slowness that is no malice."""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import HTML, drip, head, raw, redirect, reply, silent, slow
from tests.hostile.case import STORED, Case, failed
from tests.hostile.pages import article, story
from tests.hostile.wire import Host

case = partial(Case, group="drip", settings={"DOWNLOAD_TIMEOUT": 2})
_TIMEOUT = failed("timeout")
_THEN = "Time is up for the answer as a whole: `failed`, *timeout*, and tried again twice."
_HEAD = head(f"Content-Type: {HTML}")


def dripping(name, does, answer, **more):
    """One address that takes its time."""
    given = {"then": _THEN, "routes": {"/a/": answer}, "ends": {"/a/": _TIMEOUT}}
    return case(name=name, does=does, **given | more)


CASES = (
    dripping("no_answer", "A server takes the request and never answers.", silent()),
    dripping("drip_body", "A page comes a byte at a time, for ever.", drip(_HEAD, b"a")),
    dripping(
        "drip_length",
        "A page of known length comes a byte at a time.",
        drip(head(f"Content-Type: {HTML}", "Content-Length: 5000"), b"a"),
    ),
    dripping(
        "drip_chunks",
        "A page comes in chunks of one byte, for ever.",
        drip(head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked"), b"1\r\na\r\n"),
    ),
    dripping(
        "drip_chunk_size",
        "The number that begins a chunk comes a digit at a time.",
        drip(head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked"), b"0"),
    ),
    dripping("drip_header", "A header line comes a byte at a time.", drip("HTTP/1.1 200 OK\r\nX-Slow: ", b"a")),
    dripping("drip_headers", "A short header comes now and then, for ever.", drip("HTTP/1.1 200 OK\r\n", b"X: y\r\n")),
    dripping("drip_status", "The status line comes a byte at a time.", drip("HTTP/1.1 2", b"0")),
    dripping(
        "drip_gzip",
        "A gzip body comes a byte at a time.",
        drip(head(f"Content-Type: {HTML}", "Content-Encoding: gzip") + b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0"),
    ),
    dripping(
        "drip_last_byte",
        "All of a page but its last byte comes at once.",
        raw(
            head(f"Content-Type: {HTML}", f"Content-Length: {len(article('almost').encode()) + 1}"),
            article("almost"),
            end="open",
        ),
    ),
    dripping(
        "drip_no_end",
        "A page without a length comes whole, and the connection stays open.",
        raw(_HEAD, article("who knows whether whole"), end="open"),
    ),
    dripping(
        "drip_continue",
        "A server says *100 Continue* again and again, and nothing else.",
        drip("", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ),
    case(
        name="drip_kept_open",
        does="A page comes whole, by its own length, and the connection stays open.",
        then="`stored`, without waiting.",
        routes={
            "/a/": raw(
                head(f"Content-Type: {HTML}", f"Content-Length: {len(article('whole').encode())}"),
                article("whole"),
                end="open",
            )
        },
        held={"/a/": story("whole")},
    ),
    case(
        name="drip_slow",
        does="An honest server needs a second for each page, and sends it in pieces.",
        then="`stored`.",
        routes={
            "/a/": slow(reply(article("after a second")), seconds=0.8),
            "/b/": raw(
                head(f"Content-Type: {HTML}", f"Content-Length: {len(article('in pieces').encode())}"),
                article("in pieces")[:500],
                article("in pieces")[500:],
                pause=0.4,
            ),
        },
        held={"/a/": story("after a second"), "/b/": story("in pieces")},
    ),
    case(
        name="drip_many",
        does="Four pages of a site drip at once.",
        then="Each is `failed`, *timeout*; the good ones are `stored`.",
        settings={"DOWNLOAD_TIMEOUT": 1},
        routes={f"/a{n}/": drip(_HEAD, b"a") for n in range(4)},
        ends={f"/a{n}/": _TIMEOUT for n in range(4)},
        code=(0, 5),
    ),
    case(
        name="drip_start",
        does="The start address never answers; another one is well.",
        then="The first is `failed`, *timeout*; the other's articles are `stored`.",
        routes={"/slow/": silent()},
        start=("/slow/", "/"),
        links=(),
        ends={"/slow/": _TIMEOUT, "/": STORED},
    ),
    case(
        name="drip_no_greeting",
        does="A host of the council takes connections and says nothing.",
        then="Its pages are `failed` or `refused`; the site's own are `stored`.",
        hosts={"other": Host(connection=silent())},
        settings={"DOWNLOAD_TIMEOUT": 1},
        routes={"/a/": redirect("{other}/x/")},
        among=_TIMEOUT,
    ),
)
