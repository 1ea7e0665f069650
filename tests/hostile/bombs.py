"""What grows on the wire: compressed nothing, bodies without end, promises of ten gigabytes."""

from __future__ import annotations

import gzip
import zlib
from functools import cache, partial

from tests.hostile.answers import HTML, flood, head, raw, reply
from tests.hostile.case import Case, failed
from tests.hostile.pages import article, story

case = partial(Case, group="bomb", by_itself=True)
_TOO_BIG = failed("too big")
_MEGABYTE = 2**20


@cache
def _zeros(wbits, megabytes):
    """Compress so many MiB of zeros, one MiB at a time: the pieces are all alike, and made once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    zeros = bytes(_MEGABYTE)
    first = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    beginning = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" if wbits > zlib.MAX_WBITS else b"\x78\xda"
    return beginning + first + piece * (megabytes - 1) + packer.flush()


def _gzip(megabytes):
    return _zeros(zlib.MAX_WBITS + 16, megabytes)


def bomb(name, does, body, *, coding="gzip", kind=HTML, ends=_TOO_BIG, **more):
    """One address that answers with a body that swells."""
    given = {"then": "Unpacked no further than 16 MiB: `failed`, *too big*."}
    return case(name=name, does=does, routes={"/a/": _packed(body, coding, kind)}, ends={"/a/": ends}, **given | more)


def _packed(body, coding, kind):
    return reply(lambda _asked: body(), kind=kind, headers=[f"Content-Encoding: {coding}"])


def endless(name, does, lines, piece, **more):
    """One address whose body never ends."""
    given = {"then": "Cut off at 10 MiB: `failed`, *too big*.", "ends": {"/a/": _TOO_BIG}}
    return case(name=name, does=does, routes={"/a/": flood(head(*lines), piece)}, **given | more)


CASES = (
    bomb("bomb_gzip", "A page of 1 MiB unpacks to 1 GiB (gzip).", lambda: _gzip(1024)),
    bomb("bomb_deflate", "The same with deflate.", lambda: _zeros(zlib.MAX_WBITS, 1024), coding="deflate"),
    bomb("bomb_gzip_members", "A gzip body of 400 members, each of 4 MiB.", lambda: gzip.compress(bytes(2**22)) * 400),
    bomb(
        "bomb_gzip_nested",
        "A bomb packed twice: `gzip, gzip`.",
        lambda: gzip.compress(_gzip(1024)),
        coding="gzip, gzip",
    ),
    bomb(
        "bomb_gzip_deep",
        "A body packed forty times over.",
        lambda: _gzip(64),
        coding=", ".join(["gzip"] * 40),
        ends=failed("too big", "damaged encoding", "unknown encoding"),
        then="`failed`: *too big*, or *damaged encoding*.",
    ),
    bomb(
        "bomb_brotli",
        "A page is packed with brotli, which we never asked for.",
        lambda: b"\x1b\xff\xff\x3f" * 999,
        coding="br",
        ends=failed("unknown encoding"),
        then="Kept, not unpacked: `failed`, *unknown encoding*.",
    ),
    bomb(
        "bomb_zstd",
        "A page is packed with zstd, which we never asked for.",
        lambda: b"\x28\xb5\x2f\xfd" * 999,
        coding="zstd",
        ends=failed("unknown encoding"),
        then="Kept, not unpacked: `failed`, *unknown encoding*.",
    ),
    bomb("bomb_json", "The WordPress API's answer is a gzip bomb.", lambda: _gzip(512), kind="application/json"),
    bomb("bomb_sitemap", "A sitemap is a gzip bomb.", lambda: _gzip(512), kind="application/xml"),
    bomb("bomb_pdf", "A document is a gzip bomb.", lambda: _gzip(512), kind="application/pdf"),
    case(
        name="bomb_robots",
        does="robots.txt is a gzip bomb.",
        then="It is not unpacked without bound; the run ends, with or without the site's articles.",
        routes={"/robots.txt": reply(lambda _asked: _gzip(512), kind="text/plain", headers=["Content-Encoding: gzip"])},
        spared=0,
        may={f"/good-{n}/": story(f"good-{n}") for n in (1, 2, 3)},
        code=(0, 5),
    ),
    endless("infinite_body", "A page has no length and no end.", ("Content-Type: text/html",), b"<p>...</p>" * 100),
    endless(
        "infinite_chunked",
        "A page is sent in chunks without end.",
        ("Content-Type: text/html", "Transfer-Encoding: chunked"),
        b"400\r\n" + b"a" * 0x400 + b"\r\n",
    ),
    endless(
        "infinite_chunks_tiny",
        "A page is sent one byte a chunk, without end.",
        ("Content-Type: text/html", "Transfer-Encoding: chunked"),
        b"1\r\na\r\n" * 500,
        ends={"/a/": failed("too big", "timeout")},
        settings={"DOWNLOAD_TIMEOUT": 2},
        then="`failed`: *too big*, or *timeout* if time is up first.",
    ),
    endless(
        "infinite_gzip",
        "A gzip body never ends.",
        ("Content-Type: text/html", "Content-Encoding: gzip"),
        bytes(range(256)) * 16,
    ),
    endless(
        "infinite_xml",
        "A sitemap never ends.",
        ("Content-Type: application/xml",),
        b"<url><loc>{site}/good-1/</loc></url>" * 20,
    ),
    endless("infinite_text", "A document never ends.", ("Content-Type: application/octet-stream",), bytes(5000)),
    case(
        name="infinite_start",
        does="The start address never ends; another one is well.",
        then="The first is `failed`, *too big*; the other's articles are `stored`.",
        routes={"/big/": flood(head("Content-Type: text/html"), b"<p>...</p>" * 100)},
        start=("/big/", "/"),
        links=(),
        ends={"/big/": _TOO_BIG},
    ),
    case(
        name="cl_10gb",
        does="A page promises 10 GB, and begins to send.",
        then="Refused at the promise: `failed`, *too big*.",
        routes={"/a/": flood(head("Content-Type: text/html", "Content-Length: 10737418240"), b"a" * 1000)},
        ends={"/a/": _TOO_BIG},
    ),
    case(
        name="cl_10gb_silent",
        does="A page promises 10 GB, and sends nothing.",
        then="Refused at the promise, without waiting: `failed`, *too big*.",
        routes={"/a/": raw(head("Content-Type: text/html", "Content-Length: 10737418240"), end="open")},
        ends={"/a/": _TOO_BIG},
    ),
    case(
        name="cl_overflow",
        does="A page promises more bytes than there are numbers for.",
        then="`failed`; the run goes on.",
        routes={"/a/": raw(head("Content-Type: text/html", f"Content-Length: {'9' * 400}"), b"<p>", end="close")},
        ends={"/a/": failed("too big", "connection lost", "cut short")},
    ),
    case(
        name="big_page",
        does="A page is 11 MiB long.",
        then="`failed`, *too big*.",
        routes={"/a/": reply(lambda _asked: article("big").encode() + b"<!--" + b"a" * (11 * _MEGABYTE) + b"-->")},
        ends={"/a/": _TOO_BIG},
    ),
    case(
        name="bomb_many",
        does="Ten bombs stand on one site.",
        then="Each is `failed`, *too big*; memory does not add up.",
        routes={f"/a{n}/": _packed(partial(_gzip, 1024), "gzip", HTML) for n in range(10)},
        ends={f"/a{n}/": _TOO_BIG for n in range(10)},
    ),
)
