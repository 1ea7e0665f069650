"""The hostile server really sends what it says: looked at with a bare socket."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import time
from datetime import UTC, datetime

import pytest
from cryptography import x509

from tests.hostile import certificates
from tests.hostile.answers import (
    counter,
    drip,
    flood,
    head,
    in_turn,
    missing,
    raw,
    redirect,
    reply,
    silent,
    slow,
    text,
    where,
)
from tests.hostile.internet import PUBLIC, Internet
from tests.hostile.wire import CANARY, HERE, Host, Place, Server, has_canary

pytestmark = pytest.mark.skipif(not has_canary(), reason=f"this machine does not listen at {CANARY}")


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


@pytest.fixture
def serve(server):
    """Serve answers while a test runs; give the place."""
    opened = []

    def start(routes, **hosts):
        hosts = {"site": Host()} | hosts
        place = Place(dict.fromkeys(hosts, routes))
        serving = server.serving(place, hosts)
        opened.append(serving)
        return serving.__enter__()

    yield start
    for serving in opened:
        serving.__exit__(None, None, None)


class Client:
    """A bare socket that asks."""

    def __init__(self, place, host="site", context=None):
        name, _, port = place.addresses[host].partition("://")[2].rpartition(":")
        self.socket = socket.create_connection((name, int(port)), timeout=5)
        if context:
            self.socket = context.wrap_socket(self.socket)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def ask(self, target="/", *lines):
        """Ask; the lines replace the one that asks for no more than one answer."""
        lines = lines or ("Connection: close",)
        self.socket.sendall("\r\n".join([f"GET {target} HTTP/1.1", "Host: h", *lines, "", ""]).encode())
        return self

    def hear(self, least=2**62):
        """Read until so much has come, or the server ends; give what came and how it ended."""
        came = bytearray()
        while len(came) < least:
            try:
                data = self.socket.recv(2**16)
            except ConnectionResetError:
                return bytes(came), "reset"
            except TimeoutError:
                return bytes(came), "open"
            if not data:
                return bytes(came), "closed"
            came += data
        return bytes(came), "enough"


def heard(place, target="/", *lines, least=2**62, wait=5.0, **client):
    with Client(place, **client) as asking:
        asking.socket.settimeout(wait)
        return asking.ask(target, *lines).hear(least)


def test_a_decent_answer_is_one(serve):
    place = serve({"/": reply("Рада", headers=["X-A: 1", b"X-A: \xff"])})
    first, _ = heard(place)
    with Client(place) as client:
        kept, _ = client.ask("/", "X-Y: Z").hear(len(first))
        again, _ = client.ask().hear()

    assert first == kept == again  # the last two on one connection
    top, _, body = first.partition(b"\r\n\r\n")
    assert top.split(b"\r\n") == [
        b"HTTP/1.1 200 OK",
        b"X-A: 1",
        b"X-A: \xff",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Length: 8",
    ]
    assert body == "Рада".encode()


def test_a_body_is_sent_in_chunks(serve):
    place = serve({"/": reply("a" * 1500, chunked=True, kind=None)})

    said, _ = heard(place)

    assert said == head("Transfer-Encoding: chunked") + b"3e8\r\n%s\r\n1f4\r\n%s\r\n0\r\n\r\n" % (
        b"a" * 1000,
        b"a" * 500,
    )


def test_a_body_is_packed_and_says_so_or_something_else(serve):
    place = serve(
        {
            "/": reply("a", pack=gzip.compress),
            "/lie": reply("a", pack=gzip.compress, headers=["Content-Encoding: br"]),
        }
    )
    honest, _ = heard(place)
    lying, _ = heard(place, "/lie")

    assert b"\r\nContent-Encoding: gzip\r\n" in honest
    assert gzip.decompress(honest.partition(b"\r\n\r\n")[2]) == b"a"
    assert lying.count(b"Content-Encoding") == 1


def test_a_redirect_names_its_target_or_none(serve):
    place = serve(
        {
            "/": redirect("{canary}/x"),
            "/n": redirect(None),
            "/c": redirect(counter("/%d")),
            "/h": redirect("//{site:host}"),
        },
        canary=Host(address=CANARY),
    )

    assert f"\r\nLocation: {place.addresses['canary']}/x\r\n".encode() in heard(place)[0]
    assert b"Location" not in heard(place, "/n")[0]
    assert [heard(place, "/c")[0].split(b"Location: ")[1][:2] for _ in range(2)] == [b"/0", b"/1"]
    assert f"Location: //{HERE}:".encode() in heard(place, "/h")[0]
    assert place.addresses["canary"].startswith(f"http://{CANARY}:")


@pytest.mark.parametrize(
    ("end", "expected"), [("close", "closed"), ("drop", "closed"), ("reset", "reset"), ("open", "open")]
)
def test_a_raw_answer_ends_as_it_says(serve, end, expected):
    place = serve({"/": raw(b"half", " a page", end=end)})

    assert heard(place, wait=0.5) == (b"half a page", expected)


def test_a_raw_answer_may_leave_the_connection_to_the_next(serve):
    place = serve({"/": raw(b"one", end="keep")})
    with Client(place) as client:
        assert client.ask().hear(3)[0] == client.ask().hear(3)[0] == b"one"


def test_a_drip_comes_slowly_and_never_ends(serve):
    place = serve({"/": drip("head", b"a", every=0.05)})
    begun = time.monotonic()

    assert heard(place, least=8) == (b"headaaaa", "enough")
    assert time.monotonic() - begun >= 0.15


def test_a_flood_outlasts_any_client_and_leaves_the_server_well(serve):
    place = serve({"/": flood(head("Content-Length: 10737418240"), b"abc"), "/well": text("well")})
    said, how = heard(place, least=2**23)

    assert how == "enough"
    assert said.startswith(b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nabcabc")
    assert heard(place, "/well")[0].endswith(b"well")


def test_silence_is_silent(serve):
    assert heard(serve({"/": silent()}), wait=0.3) == (b"", "open")


def test_answers_come_in_turn_for_each_address(serve):
    place = serve({"*": in_turn(missing(), raw(b"second"), raw(b"last"))})

    assert [heard(place, "/a", least=12)[0][:12] for _ in range(4)] == [b"HTTP/1.1 404", b"second", b"last", b"last"]
    assert heard(place, "/b", least=12)[0][:12] == b"HTTP/1.1 404"


def test_an_answer_may_hang_on_the_request(serve):
    place = serve({"/": where(lambda asked: asked.headers.get("cookie") == "a=1", raw(b"yes"), raw(b"no"))})

    assert heard(place)[0] == b"no"
    assert heard(place, "/", "Cookie: a=1")[0] == b"yes"


def test_a_slow_answer_takes_its_time(serve):
    begun = time.monotonic()
    heard(serve({"/": slow(raw(b"x"), seconds=0.2)}))

    assert time.monotonic() - begun >= 0.2


def test_the_longest_beginning_answers(serve):
    place = serve({"/a*": raw(b"a"), "/ab*": raw(b"ab"), "/abc": raw(b"abc"), "*": raw(b"any")})

    assert [heard(place, target)[0] for target in ("/abc", "/abd", "/ax", "/")] == [b"abc", b"ab", b"a", b"any"]


def test_what_was_asked_is_remembered(serve):
    place = serve({"*": raw(b"x")}, canary=Host(address=CANARY))
    heard(place, "/a?b=1", "X-Y: Z")
    heard(place, "/c", host="canary")

    assert [(a.host, a.method, a.target, a.headers.get("x-y")) for a in place.asked] == [
        ("site", "GET", "/a?b=1", "Z"),
        ("canary", "GET", "/c", None),
    ]
    assert place.connections == {"site": 1, "canary": 1}


def test_a_connection_alone_is_noticed(serve, server):
    place = serve({}, canary=Host(address=CANARY))
    with Client(place, "canary") as client:
        client.socket.sendall(b"\x16\x03")
    deadline = time.monotonic() + 5
    while not place.connections and time.monotonic() < deadline:
        time.sleep(0.01)

    assert place.connections == {"canary": 1}
    assert place.asked == []


def test_a_connection_can_be_answered_before_any_request(serve):
    place = serve({}, other=Host(connection=raw(b"SSH-2.0")))

    with Client(place, "other") as client:
        assert client.hear() == (b"SSH-2.0", "closed")


def careless():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def certificate(place):
    with Client(place, context=careless()) as client:
        return x509.load_der_x509_certificate(client.socket.getpeercert(binary_form=True))


WRONG = {
    "self-signed": lambda c, _: c.issuer == c.subject,
    "expired": lambda c, now: c.not_valid_after_utc < now,
    "not yet": lambda c, now: c.not_valid_before_utc > now,
    "wrong name": lambda c, _: HERE not in str(list(c.extensions)),
    "no name": lambda c, _: not list(c.extensions),
    "unknown authority": lambda c, _: c.issuer != c.subject,
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_certificate_is_wrong_as_it_says_and_speaks_all_the_same(serve, kind):
    place = serve({"/": raw(b"behind tls")}, site=Host(secure=True, context=certificates.context(kind)))

    assert place.addresses["site"].startswith("https://")
    assert WRONG[kind](certificate(place), datetime.now(UTC))
    assert heard(place, context=careless()) == (b"behind tls", "closed")
    with pytest.raises(ssl.SSLCertVerificationError):
        Client(place, context=Trusting())


class Trusting:
    """What a browser does: it looks at the certificate, and at the name in it."""

    def wrap_socket(self, plain):
        return ssl.create_default_context().wrap_socket(plain, server_hostname=HERE)


def test_an_old_protocol_ends_the_handshake(serve):
    place = serve({}, site=Host(secure=True, context=certificates.context("old protocol")))

    with pytest.raises(ssl.SSLError):
        Client(place, context=careless())


def test_without_a_certificate_that_is_wanted_nothing_is_answered(serve):
    place = serve({"/": raw(b"x")}, site=Host(secure=True, context=certificates.context("client wanted")))

    with contextlib.suppress(ssl.SSLError, BrokenPipeError):  # TLS 1.3 says so only when something is read
        assert heard(place, context=careless())[0] == b""
    assert place.asked == []


def test_an_end_under_tls_comes_with_or_without_farewell(serve):
    for end, expected in (("close", None), ("drop", ssl.SSLEOFError)):
        place = serve({"/": raw(b"half", end=end)}, site=Host(secure=True, context=certificates.context("expired")))
        with Client(place, context=Unforgiving()) as client:
            client.ask()
            assert client.socket.recv(10) == b"half"
            if expected is None:
                assert client.socket.recv(10) == b""
            else:
                with pytest.raises(expected):
                    client.socket.recv(10)


class Unforgiving:
    """A client that does not take a cut line for an end."""

    def wrap_socket(self, plain):
        return careless().wrap_socket(plain, suppress_ragged_eofs=False)


@pytest.fixture
def internet():
    names = {"a.example": [PUBLIC], "b.example": [[PUBLIC], ["10.0.0.5"]], "c.example": ["::1"], "d.example": []}
    return Internet(names, {"80": 5, "5": 5})


def test_names_resolve_by_the_table_and_to_nothing_else(internet):
    assert internet.gethostbyname("a.example") == PUBLIC
    assert [internet.gethostbyname("b.example") for _ in range(3)] == [PUBLIC, "10.0.0.5", "10.0.0.5"]
    assert internet.getaddrinfo("c.example", 80) == [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 80, 0, 0))]
    for name in ("c.example", "d.example", "example.org", "xn--"):
        with pytest.raises(socket.gaierror):
            internet.gethostbyname(name)
    with pytest.raises(socket.gaierror):
        internet.getaddrinfo("c.example", 80, socket.AF_INET)


@pytest.mark.parametrize("spelling", ["127.0.0.3", "2130706435", "0x7f000003", "0177.0.0.03", "127.3", "0x7f.3"])
def test_an_address_in_any_spelling_is_its_own(internet, spelling):
    assert internet.gethostbyname(spelling) == "127.0.0.3"


def test_connections_stay_on_this_machine(internet):
    assert internet.reach((PUBLIC, 80)) == (HERE, 80)
    for address in ("127.0.0.1", "10.0.0.5", "169.254.169.254", "93.184.216.34", "0.0.0.0", "::1", "fe80::1"):
        assert internet.reach((address, 80)) == (CANARY, 5)
    assert internet.reach((PUBLIC, 5)) == (HERE, 5)  # another's canary may have the same port
    assert internet.reach(("10.0.0.5", 99)) == (CANARY, 99)
