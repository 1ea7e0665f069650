"""TLS: certificates that no browser takes, handshakes that go nowhere, ends without farewell.

A council's certificate lapses, and its news must be kept all the same; a connection that cannot be made is ``failed``.
"""

from __future__ import annotations

from functools import partial

from tests.hostile import certificates
from tests.hostile.answers import HTML, drip, head, raw, redirect, reply, silent
from tests.hostile.case import STORED, Case, failed, refused
from tests.hostile.pages import article, story
from tests.hostile.wire import Host

case = partial(Case, group="tls")
_TLS = failed("tls")
_LOST = failed("connection lost")
_PAGE = article("behind tls").encode()
_LENGTH = f"Content-Length: {len(_PAGE)}"


def behind(name, does, certificate, answer=None, **more):
    """A second host of the council, behind TLS, to which the site's news leads."""
    host = Host(
        secure=True,
        context=certificates.context(certificate) if certificate else None,
        connection=more.pop("connection", None),
    )
    given = {"then": "The article is `stored`.", "held": {"{other}/x/": story("behind tls")}, "ends": {}}
    return case(
        name=name,
        does=does,
        hosts={"other": host},
        other={"/x/": answer or reply(_PAGE)},
        routes={"/to/": redirect("{other}/x/")},
        links=("/to/",),
        **given | more,
    )


def closed(name, does, certificate=None, ends=_TLS, **more):
    """A second host of the council with which no connection can be made."""
    given = {"then": "`failed`, *tls*; the site's own articles are `stored`.", "held": {}, "among": ends}
    return behind(name, does, certificate, ends={"{other}/x/": ends | refused("robots")}, **given | more)


CASES = (
    behind("tls_self_signed", "A certificate is signed by itself.", "self-signed"),
    behind("tls_expired", "A certificate has expired.", "expired"),
    behind("tls_not_yet", "A certificate is not valid yet.", "not yet"),
    behind("tls_wrong_name", "A certificate is another site's.", "wrong name"),
    behind("tls_no_name", "A certificate names nobody.", "no name"),
    behind("tls_unknown_authority", "A certificate is signed by an authority that nobody knows.", "unknown authority"),
    case(
        name="tls_start",
        does="The whole site is behind an expired certificate.",
        then="It is crawled.",
        hosts={"site": Host(secure=True, context=certificates.context("expired"))},
        ends={"/": STORED},
    ),
    closed(
        "tls_plain",
        "A server speaks without TLS at an address that says `https`.",
        connection=raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE),
        then="`failed`, *tls*.",
    ),
    closed(
        "tls_garbage", "A server answers the handshake with nonsense.", connection=raw(b"\x16\x03\x03\xff\xff" * 99)
    ),
    closed(
        "tls_alert",
        "A server refuses the handshake.",
        connection=raw(b"\x15\x03\x03\x00\x02\x02\x28"),
    ),
    closed(
        "tls_reset",
        "The connection breaks in the handshake.",
        connection=raw(end="reset"),
        ends=_TLS | _LOST,
        then="`failed`: *tls*, or *connection lost*.",
    ),
    closed(
        "tls_closed",
        "A server closes the connection in the handshake.",
        connection=raw(),
        ends=_TLS | _LOST,
        then="`failed`: *tls*, or *connection lost*.",
    ),
    closed(
        "tls_hang",
        "A server never answers the handshake.",
        connection=silent(),
        ends=failed("timeout"),
        settings={"DOWNLOAD_TIMEOUT": 2},
        then="`failed`, *timeout*.",
    ),
    closed(
        "tls_drip",
        "A handshake comes a byte at a time.",
        connection=drip(b"\x16\x03\x03\x40\x00\x02", b"\0"),
        ends=failed("timeout") | _TLS,
        settings={"DOWNLOAD_TIMEOUT": 2},
        then="`failed`, *timeout*.",
    ),
    behind("tls_old", "A server speaks TLS 1.0 alone.", "old protocol"),
    closed(
        "tls_client_certificate",
        "A server wants a certificate of ours.",
        "client wanted",
        ends=_TLS | _LOST,
        then="`failed`: *tls*, or *connection lost*.",
    ),
    case(
        name="tls_over_plain",
        does="A server speaks TLS at an address that says `http`.",
        then="`failed`, *connection lost*.",
        hosts={"other": Host(context=certificates.context("self-signed"))},
        other={"/x/": reply(_PAGE)},
        routes={"/to/": redirect("{other}/x/")},
        links=("/to/",),
        among=_LOST | failed("timeout"),
        settings={"DOWNLOAD_TIMEOUT": 2},
    ),
    behind(
        "tls_cut",
        "A page behind TLS is shorter than its length, and the end comes without farewell.",
        "self-signed",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE[:900], end="drop"),
        held={},
        ends={"{other}/x/": failed("cut short", "connection lost")},
        then="`failed`, *cut short*.",
    ),
    behind(
        "tls_truncated",
        "A page without a length ends without farewell: somebody may have cut the line.",
        "self-signed",
        raw(head(f"Content-Type: {HTML}"), _PAGE[:900], end="drop"),
        held={},
        ends={"{other}/x/": failed("cut short", "connection lost")},
        then="Not taken for whole (RFC 9112, 9.8): `failed`, *cut short*.",
    ),
    behind(
        "tls_no_farewell",
        "A page comes whole, by its length, and the end comes without farewell.",
        "self-signed",
        raw(head(f"Content-Type: {HTML}", _LENGTH), _PAGE, end="drop"),
    ),
)
