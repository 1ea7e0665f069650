"""Headers: without end, without sense, with bytes of no alphabet, with cookies by the thousand."""

from __future__ import annotations

import gzip
from functools import partial

from tests.hostile.answers import HTML, flood, head, raw, redirect, reply, where
from tests.hostile.case import STORED, Case, failed, refused
from tests.hostile.pages import article, plain, story

case = partial(Case, group="header")
_BIG = failed("headers too big")
_LOST = failed("connection lost")
_NOT_HTTP = failed("not HTTP")
_BODY = article("headers").encode()
_LENGTH = f"Content-Length: {len(_BODY)}".encode()
_TYPE = f"Content-Type: {HTML}".encode()
_PLAIN = b"HTTP/1.1 200 OK\r\n" + _TYPE + b"\r\n" + _LENGTH + b"\r\n"
_WHOLE = {"held": {"/a/": story("headers")}, "then": "Taken as it is; the article is `stored`."}


def unending(name, does, answer, ends):
    """One address whose head never ends."""
    then = "Cut off: `failed`, *headers too big*."
    return unread(name, does, answer, ends, then, by_itself=True, settings={"DOWNLOAD_TIMEOUT": 4})


def headed(name, does, answer, ends=STORED, **more):
    """One address with something wrong in its head."""
    return case(name=name, does=does, routes={"/a/": answer}, ends={"/a/": ends}, **_WHOLE | more)


def unread(name, does, answer, ends, then, **more):
    """One address whose answer cannot be read for its head."""
    return headed(name, does, answer, ends, then=then, held={}, **more)


def lines(*given):
    """Give a good article with further lines in its head."""
    return raw(_PLAIN + b"".join(line + b"\r\n" for line in given) + b"\r\n", _BODY, end="keep")


CASES = (
    unending(
        "header_endless", "Header lines come without end.", flood("HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n"), _BIG
    ),
    unending(
        "header_long", "One header line never ends.", flood("HTTP/1.1 200 OK\r\nX-Long: ", b"a" * 1000), _BIG | _LOST
    ),
    unending("header_long_status", "The status line never ends.", flood("HTTP/1.1 200 ", b"OK "), _BIG | _LOST),
    unending(
        "header_folded_endless",
        "A folded header never ends.",
        flood("HTTP/1.1 200 OK\r\nX-Long: a\r\n", b" a\r\n"),
        _BIG,
    ),
    unending(
        "header_continue_endless",
        "*100 Continue* comes without end, each with a header.",
        flood("", b"HTTP/1.1 100 Continue\r\nX-More: and more\r\n\r\n"),
        _BIG | _LOST | failed("timeout"),
    ),
    unread(
        "header_trailer_endless",
        "The trailer behind a chunked body never ends.",
        flood(head("Content-Type: text/html", "Transfer-Encoding: chunked") + b"0\r\n", b"X-More: and more\r\n"),
        _BIG | _LOST | failed("timeout", "too big", "cut short") | refused("not an article", "empty"),
        "It ends; nothing is stored.",
        settings={"DOWNLOAD_TIMEOUT": 4},
        by_itself=True,
    ),
    headed("header_many", "A page has 900 headers.", lines(*(b"X-%d: y" % n for n in range(900)))),
    headed(
        "header_repeat",
        "Headers are repeated.",
        lines(b"X-A: 1", b"X-A: 2", b"Link: </b>", b"Link: </c>"),
        kept={"/a/": (b"X-A: 1\r\n", b"X-A: 2\r\n", b"Link: </b>\r\n", b"Link: </c>\r\n")},
    ),
    headed(
        "header_bytes",
        "Header values bear cp1251, UTF-8 and Latin-1 bytes.",
        lines("X-A: Рада".encode("cp1251"), "X-B: Рада".encode(), b"X-C: \xe9\xff\x80"),
        kept={"/a/": ("X-A: Рада\r\n".encode("cp1251"), "X-B: Рада\r\n".encode(), b"X-C: \xe9\xff\x80\r\n")},
    ),
    headed(
        "header_nul",
        "Header values bear NUL and control characters.",
        lines(b"X-A: a\0b", b"X-B: \x01\x7f"),
        STORED | _LOST,
        held={},
        may={"/a/": story("headers")},
        then="Taken as it is, or `failed`; never half.",
    ),
    headed("header_folded", "A header goes on in the next line, as it did in 1999.", lines(b"X-A: a", b" b", b"\tc")),
    headed(
        "header_no_colon",
        "A header has no colon.",
        lines(b"this is no header"),
        STORED | _LOST,
        held={},
        may={"/a/": story("headers")},
        then="Taken as it is, or `failed`; never half.",
    ),
    headed(
        "header_no_name",
        "A header has no name.",
        lines(b": value", b" : "),
        then="It is passed over; the article is `stored`.",
    ),
    headed(
        "header_strange_name",
        "Headers have names of two words, of Cyrillic letters, with NUL.",
        raw(
            b"HTTP/1.1 200 OK\r\nContent Security Policy: none\r\n" + "Тип: сайт\r\n".encode() + b"X\0Y: z\r\n",
            _PLAIN.partition(b"\r\n")[2] + b"\r\n" + _BODY,
            end="keep",
        ),
        then="They are passed over; the article is `stored`.",
    ),
    headed(
        "header_blank_before_colon",
        "A blank stands between the names of headers and their colons.",
        raw(_PLAIN.replace(b": ", b" : ") + b"\r\n", _BODY, end="keep"),
        kept={"/a/": (_LENGTH,)},
    ),
    headed(
        "header_folded_first",
        "The first header goes on with one that never began.",
        raw(_PLAIN.replace(b"OK\r\n", b"OK\r\n and so on\r\n") + b"\r\n", _BODY, end="keep"),
        then="It is passed over; the article is `stored`.",
    ),
    headed(
        "header_lf",
        "Lines end with a bare line feed.",
        raw((_PLAIN + b"\r\n").replace(b"\r\n", b"\n"), _BODY),
        STORED | _LOST | failed("timeout"),
        held={},
        may={"/a/": story("headers")},
        settings={"DOWNLOAD_TIMEOUT": 2},
        then="Taken as it is, or `failed`; never half.",
    ),
    headed(
        "header_lower",
        "Names of headers are in lower case, and values have blanks around them.",
        raw(b"HTTP/1.1 200 OK\r\ncontent-type:   text/html;charset=UTF-8  \r\n" + _LENGTH.lower() + b"\r\n\r\n", _BODY),
    ),
    headed("header_no_reason", "The status line has no reason.", raw(_PLAIN.replace(b" OK", b"") + b"\r\n", _BODY)),
    headed("header_http10", "The server speaks HTTP/1.0.", raw(_PLAIN.replace(b"/1.1", b"/1.0") + b"\r\n", _BODY)),
    headed("header_no_type", "A page has no Content-Type.", reply(_BODY, kind=None)),
    headed("header_wrong_type", "A page is served as plain text.", reply(_BODY, kind="text/plain")),
    headed("header_no_such_type", "The Content-Type is no type at all.", reply(_BODY, kind="; ;; charset= ,\x01")),
    headed(
        "header_two_types",
        "A page has two Content-Types.",
        raw(head(f"Content-Type: {HTML}", "Content-Type: text/html; charset=windows-1251", _LENGTH), _BODY),
    ),
    headed(
        "header_early_hints",
        "*103 Early Hints* and *100 Continue* come before the answer.",
        raw(head("Link: </style.css>", status="103 Early Hints"), head(status="100 Continue"), _PLAIN + b"\r\n", _BODY),
    ),
    headed(
        "header_keep_alive_lie",
        "A server promises to keep the connection, and closes it.",
        raw(_PLAIN + b"Connection: keep-alive\r\nKeep-Alive: timeout=999\r\n\r\n", _BODY),
    ),
    headed(
        "header_length_twice",
        "A page's length is named twice, alike.",
        lines(_LENGTH),
        STORED | _LOST,
        held={},
        may={"/a/": story("headers")},
        then="Taken as it is, or `failed`; never half.",
    ),
    unread(
        "header_length_differs",
        "A page has two lengths.",
        raw(_PLAIN + b"Content-Length: 100\r\n\r\n", _BODY),
        _NOT_HTTP | failed("cut short", "timeout"),
        "`failed`: nobody can tell where it ends.",
        settings={"DOWNLOAD_TIMEOUT": 2},
    ),
    unread(
        "header_length_letters",
        "A page's length is a word.",
        raw(head(_TYPE, "Content-Length: long"), _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_length_negative",
        "A page is less than nothing long.",
        raw(head(_TYPE, "Content-Length: -1"), _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
        settings={"DOWNLOAD_TIMEOUT": 2},
    ),
    unread(
        "header_no_status",
        "An answer has no status line (HTTP/0.9).",
        raw(_BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_bad_status",
        "The status is a word.",
        raw(_PLAIN.replace(b"200", b"two") + b"\r\n", _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_bad_protocol",
        "The protocol is another one.",
        raw(_PLAIN.replace(b"HTTP/1.1", b"ICY") + b"\r\n", _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_before_status",
        "A byte order mark stands before the status line, as editors leave one in a script.",
        raw(b"\xef\xbb\xbf" + _PLAIN + b"\r\n", _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_other_protocol",
        "The protocol's name is in another alphabet.",
        raw(_PLAIN.replace(b"HTTP", "НТТР".encode("cp1251")) + b"\r\n", _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_ssh",
        "Another service answers at the site's port.",
        raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_upgrade",
        "A server answers *101 Switching Protocols*.",
        raw(head("Upgrade: websocket", "Connection: Upgrade", status="101 Switching Protocols"), end="open"),
        _LOST | refused("status 101") | failed("timeout", "status 101"),
        "`failed`, or `refused`.",
        settings={"DOWNLOAD_TIMEOUT": 1},
    ),
    unread(
        "header_no_content",
        "A server answers *204 No Content*, with a body all the same.",
        raw(head(_TYPE, status="204 No Content"), _BODY),
        refused("status 204", "empty"),
        "`refused`, *status 204*.",
    ),
    unread(
        "header_partial",
        "A server answers *206 Partial Content*, though nobody asked for a part.",
        reply(_BODY, status="206 Partial Content", headers=["Content-Range: bytes 0-99/9999"]),
        refused("status 206") | failed("cut short", "status 206"),
        "A part is no page: `refused`, *status 206*.",
    ),
    unread(
        "header_strange_status",
        "A server answers with statuses that nobody knows.",
        reply(_BODY, status="299 Miscellaneous"),
        refused("status 299"),
        "`refused`, *status 299*.",
    ),
    unread(
        "header_huge_status",
        "The status has more digits than statuses have.",
        reply(_BODY, status="99999 Very OK"),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_endless_status",
        "The status is a number of thirty digits, which no database holds.",
        raw(b"HTTP/1.1 " + b"2" * 30 + b" OK\r\n" + _PLAIN.partition(b"\r\n")[2] + b"\r\n" + _BODY),
        _NOT_HTTP,
        "`failed`, *not HTTP*.",
    ),
    unread(
        "header_coding_unknown",
        "A page is packed in a way that does not exist.",
        reply(_BODY, headers=["Content-Encoding: rot13"]),
        failed("unknown encoding"),
        "Kept, not read: `failed`, *unknown encoding*.",
    ),
    headed(
        "header_coding_odd",
        "Content-Encoding is `identity`, empty, or in capitals.",
        reply(_BODY, headers=["Content-Encoding: , Identity ,"]),
    ),
    headed(
        "header_coding_none",
        "Content-Encoding names a charset, as servers do that were set up wrongly.",
        reply(_BODY, headers=["Content-Encoding: UTF-8"]),
    ),
    headed(
        "header_coding_twice",
        "A page is packed twice, and two headers say so.",
        reply(
            gzip.compress(gzip.compress(_BODY)),
            headers=["Content-Encoding: gzip", "X-Other: x", "Content-Encoding: gzip"],
        ),
    ),
    case(
        name="cookie_bomb",
        does="Each answer sets 3,000 cookies, of 4 KB each.",
        then="No cookie is ever kept or sent; the head is cut off, or the article `stored`.",
        routes={"/a/": lines(*(b"Set-Cookie: c%d=%s" % (n, b"x" * 4000) for n in range(3000)))},
        may={"/a/": story("headers")},
        ends={"/a/": STORED | _BIG},
    ),
    case(
        name="cookie_some",
        does="An article sets a few cookies, and names another.",
        then="No cookie is kept or sent; both are `stored`.",
        routes={
            "/a/": reply(
                article("with cookies", next="{site}/b/"), headers=[f"Set-Cookie: c{n}=x; Path=/" for n in range(30)]
            ),
            "/b/": reply(article("behind cookies")),
        },
        links=("/a/",),
        held={"/a/": story("with cookies"), "/b/": story("behind cookies")},
    ),
    case(
        name="cookie_wall",
        does="A page leads to itself until a cookie is shown.",
        then="`failed`, *redirect to itself*; no cookie is sent.",
        routes={
            "/a/": where(
                lambda asked: "cookie" in asked.headers,
                reply(_BODY),
                redirect("/a/", headers=["Set-Cookie: seen=1; Path=/"]),
            )
        },
        ends={"/a/": failed("redirect to itself")},
    ),
    case(
        name="cookie_consent",
        does="Instead of its news a site shows a question about cookies.",
        then="`refused`: it is no article; nothing is agreed to.",
        routes={
            "/a/": reply(plain("Ми цінуємо вашу приватність", "Цей сайт використовує файли cookie. Прийняти всі?"))
        },
        ends={"/a/": refused("not an article", "challenge", "not found")},
    ),
    case(
        name="auth_basic",
        does="A page asks for a name and a password (401).",
        then="`refused`, *status 401*; none is sent.",
        routes={"/a/": reply("Хто ви?", status="401 Unauthorized", headers=['WWW-Authenticate: Basic realm="x"'])},
        ends={"/a/": refused("status 401", "login", "password required")},
    ),
)
