"""Cut answers: half a page must never pass for a whole one."""

from __future__ import annotations

import gzip
import zlib
from functools import partial

from tests.hostile.answers import HTML, head, in_turn, raw, redirect, reply
from tests.hostile.case import STORED, Case, failed, refused
from tests.hostile.internet import PUBLIC
from tests.hostile.pages import article, story
from tests.hostile.wire import Host

case = partial(Case, group="cut")
_THEN = "What came is kept, marked `WARC-Truncated`, and never read: `failed`, *cut short*."
_CUT = failed("cut short")
_LOST = failed("connection lost")
_DAMAGED = failed("damaged encoding")
_PAGE = article("cut").encode()
_PACKED = gzip.compress(_PAGE, mtime=0)
_LENGTH = f"Content-Length: {len(_PAGE)}"


def cut(name, does, answer, ends, then=_THEN, **more):
    """One address whose answer is cut."""
    return case(name=name, does=does, then=then, routes={"/a/": answer}, ends={"/a/": ends}, **more)


def packed(
    name, does, body, ends, *, coding="gzip", chunked=False, then="Kept, and never read: `failed`, *cut short*.", **more
):
    """One address whose packed body is not whole; its length is true."""
    answer = reply(body, headers=[f"Content-Encoding: {coding}"], chunked=chunked)
    return cut(name, does, answer, ends, then, **more)


def _chunked(*chunks):
    return raw(head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked"), *chunks)


_HALF = b"%x\r\n%s\r\n" % (len(_PAGE) // 2, _PAGE[: len(_PAGE) // 2])
_REST = b"%x\r\n%s\r\n" % (len(_PAGE) - len(_PAGE) // 2, _PAGE[len(_PAGE) // 2 :])
_WHOLE = {"held": {"/a/": story("cut")}, "then": "It is whole: `stored`."}
_BROKEN = _CUT | _LOST
_BROKEN_THEN = "`failed`: *cut short*, or *connection lost*."

CASES = (
    packed("gzip_truncated", "A gzip body is cut in the middle.", _PACKED[: len(_PACKED) // 2], _CUT),
    packed("gzip_no_trailer", "A gzip body lacks its last eight bytes, the check.", _PACKED[:-8], _CUT),
    packed("gzip_last_byte", "A gzip body lacks its last byte.", _PACKED[:-1], _CUT),
    packed("gzip_head", "A gzip body ends within its own header.", _PACKED[:6], _CUT),
    packed(
        "gzip_crc",
        "The check at the end of a gzip body is wrong.",
        _PACKED[:-8] + b"\1" * 8,
        _DAMAGED,
        then="`failed`, *damaged encoding*.",
    ),
    packed(
        "gzip_bit",
        "A bit in the middle of a gzip body is flipped.",
        _PACKED[:200] + bytes([_PACKED[200] ^ 255]) + _PACKED[201:],
        _DAMAGED | _CUT,
        then="`failed`: *damaged encoding*, or *cut short*.",
    ),
    packed("gzip_lie", "A plain page says that it is packed.", _PAGE, _DAMAGED, then="`failed`, *damaged encoding*."),
    packed(
        "gzip_second_member",
        "The second member of a gzip body is cut.",
        gzip.compress(_PAGE[:900], mtime=0) + gzip.compress(_PAGE[900:], mtime=0)[:-20],
        _CUT,
    ),
    packed("deflate_truncated", "A deflate body is cut.", zlib.compress(_PAGE)[:-30], _CUT, coding="deflate"),
    packed(
        "deflate_raw_truncated",
        "A deflate body without its wrapper is cut.",
        zlib.compress(_PAGE)[2:-40],
        _CUT | _DAMAGED,
        coding="deflate",
        then="`failed`: *cut short*, or *damaged encoding*.",
    ),
    packed(
        "gzip_chunked",
        "A gzip body is sent in chunks, whole.",
        _PACKED,
        STORED,
        chunked=True,
        kept={"/a/": (_PACKED,)},
        **_WHOLE,
    ),
    packed("gzip_padded", "A gzip body is followed by padding.", _PACKED + bytes(512), STORED, **_WHOLE),
    packed(
        "gzip_two_members",
        "A gzip body has two members.",
        gzip.compress(_PAGE[:900], mtime=0) + gzip.compress(_PAGE[900:], mtime=0),
        STORED,
        **_WHOLE,
    ),
    packed(
        "gzip_twice",
        "A page is packed twice, and says so.",
        gzip.compress(_PACKED),
        STORED,
        coding="gzip, gzip",
        **_WHOLE,
    ),
    packed(
        "deflate_raw",
        "A deflate body comes without its wrapper, as some servers send it.",
        zlib.compress(_PAGE)[2:-4],
        STORED,
        coding="deflate",
        **_WHOLE,
    ),
    packed(
        "gzip_unsaid",
        "A gzip body is sent as if it were plain.",
        _PACKED,
        refused("not a page", "not an article", "garbled"),
        coding="identity",
        then="`refused`: it is no page.",
    ),
    cut(
        "cl_short",
        "A page is shorter than its length says.",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE[:900]),
        _CUT,
        truncated=("/a/",),
        kept={"/a/": (_PAGE[:900],)},
    ),
    cut(
        "cl_short_one",
        "A page lacks the last byte of its length.",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE[:-1]),
        _CUT,
    ),
    cut(
        "cl_none_of_it",
        "A page has a length, and no body comes.",
        raw(head(f"Content-Type: {HTML}", _LENGTH)),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "cl_long",
        "More bytes come than the length says.",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE + b"<p>more</p>"),
        STORED,
        **_WHOLE,
    ),
    cut(
        "gzip_cl_short",
        "A packed page is shorter than its length says.",
        raw(head(f"Content-Type: {HTML}", "Content-Encoding: gzip", f"Content-Length: {len(_PACKED)}"), _PACKED[:-50]),
        _CUT,
        truncated=("/a/",),
    ),
    cut(
        "source_cut",
        "A whole answer, with its true length, holds half a page: a server broke down while it wrote.",
        reply(_PAGE[: _PAGE.rindex(b"</p>") - 60]),
        _CUT,
        "Kept, and never read: `failed`, *cut short*.",
    ),
    cut("chunked_cut", "The connection ends between two chunks.", _chunked(_HALF), _CUT, truncated=("/a/",)),
    cut("chunked_cut_within", "The connection ends within a chunk.", _chunked(_HALF[:-100]), _CUT),
    cut("chunked_cut_size", "The connection ends within the number that begins a chunk.", _chunked(_HALF, b"1f"), _CUT),
    cut("chunked_no_end", "All chunks come but the empty last one.", _chunked(_HALF, _REST), _CUT),
    cut(
        "chunked_no_size",
        "A chunk begins with letters instead of a number.",
        _chunked(_HALF, b"xyz\r\nabc\r\n"),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "chunked_negative",
        "A chunk says that it is less than nothing long.",
        _chunked(_HALF, b"-5\r\nabc\r\n"),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "chunked_huge",
        "A chunk says that it is longer than any disk.",
        _chunked(_HALF, b"f" * 40 + b"\r\nabc"),
        _BROKEN | failed("too big"),
        _BROKEN_THEN,
    ),
    cut(
        "chunked_extension",
        "Chunks bear extensions and trailers, as they may.",
        raw(
            head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked"),
            b"%x;a=b\r\n%s\r\n" % (len(_PAGE), _PAGE),
            b"0\r\nX-Trailer: 1\r\n\r\n",
            end="close",
        ),
        STORED | _BROKEN,
        "It is whole: `stored`, or `failed` if the trailer is not understood.",
        may={"/a/": story("cut")},
    ),
    cut(
        "chunked_blank",
        "Blanks stand behind the sizes of chunks, as old servers fill them up.",
        raw(
            head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked"),
            b"%-8x\r\n%s\r\n" % (500, _PAGE[:500]),
            b"%x \t;a=b\r\n%s\r\n" % (len(_PAGE) - 500, _PAGE[500:]),
            b"0       \r\n\r\n",
            end="close",
        ),
        STORED,
        "The article is `stored`.",
        held={"/a/": story("cut")},
    ),
    cut(
        "chunked_and_length",
        "A page has chunks, and a length that lies.",
        raw(
            head(f"Content-Type: {HTML}", "Content-Length: 50", "Transfer-Encoding: chunked"),
            _HALF,
            _REST,
            b"0\r\n\r\n",
        ),
        STORED | _BROKEN,
        "`stored` whole, or `failed`; never half.",
        may={"/a/": story("cut")},
    ),
    cut(
        "reset_mid",
        "The connection breaks in the middle of a page.",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE[:900], end="reset"),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "reset_no_length",
        "The connection breaks in the middle of a page that has no length.",
        raw(head(f"Content-Type: {HTML}"), _PAGE[:900], end="reset"),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "reset_after_headers",
        "The connection breaks behind the headers.",
        raw(head(f"Content-Type: {HTML}", _LENGTH), end="reset"),
        _BROKEN,
        _BROKEN_THEN,
    ),
    cut(
        "reset_at_once",
        "The connection breaks instead of an answer.",
        raw(end="reset"),
        _LOST,
        "`failed`, *connection lost*.",
    ),
    cut(
        "close_at_once", "The connection is closed instead of an answer.", raw(), _LOST, "`failed`, *connection lost*."
    ),
    cut(
        "close_in_status",
        "The connection is closed within the status line.",
        raw(b"HTTP/1.1 20"),
        _LOST,
        "`failed`, *connection lost*.",
    ),
    cut(
        "close_in_headers",
        "The connection is closed within the headers.",
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/h"),
        _LOST,
        "`failed`, *connection lost*.",
    ),
    cut(
        "close_no_length",
        "A page without a length comes whole, and the connection is closed.",
        raw(head(f"Content-Type: {HTML}"), _PAGE),
        STORED,
        **_WHOLE,
    ),
    cut(
        "cut_then_whole",
        "A page is cut once, and comes whole when it is asked again.",
        in_turn(raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE[:900]), reply(_PAGE)),
        _CUT | STORED,
        "The first is kept and not read; the second is `stored`.",
        held={"/a/": story("cut")},
    ),
    cut(
        "lost_then_whole",
        "A connection breaks twice before the page comes.",
        in_turn(raw(end="reset"), raw(), reply(_PAGE)),
        _LOST | STORED,
        "Asked three times, then `stored`.",
        held={"/a/": story("cut")},
    ),
    case(
        name="cut_list",
        does="A second list of news is cut in the middle.",
        then="Not read as a list either: `failed`, *cut short*.",
        routes={"/list/": raw(head(f"Content-Type: {HTML}", "Content-Length: 9000"), "<a href='/half/'>")},
        ends={"/list/": _CUT},
        never=("/half/",),
    ),
    case(
        name="cut_robots",
        does="robots.txt is cut short.",
        then="Not taken for whole: nothing is asked that it might forbid.",
        routes={
            "/robots.txt": raw(head("Content-Type: text/plain", "Content-Length: 60"), "User-agent: *\nDisallow: /ad")
        },
        spared=0,
        may={f"/good-{n}/": story(f"good-{n}") for n in (1, 2, 3)},
        ends={"/robots.txt": failed("cut short")},
        code=(0, 5),
    ),
    case(
        name="refused_connection",
        does="A host of the council does not listen any more.",
        then="`failed`, *connection refused*.",
        names={"gone.example": (PUBLIC,)},
        owns=("gone.example:9",),
        routes={"/a/": redirect("http://gone.example:9/x/")},
        among=failed("connection refused"),
    ),
    case(
        name="closed_connection",
        does="A host of the council closes every connection at once.",
        then="`failed`, *connection lost*.",
        hosts={"other": Host(connection=raw())},
        routes={"/a/": redirect("{other}/x/")},
        among=_LOST,
    ),
)
