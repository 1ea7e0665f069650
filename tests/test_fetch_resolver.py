"""No request leaves for an address that is not public, but to what a spider has declared on this machine."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from newsarchive.fetch.resolver import PublicResolver, is_public, literal
from tests.helpers.fetching import BODY, OK, ask, serving

PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "198.17.255.255",
    "192.0.3.1",
    "192.167.255.255",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:2800:220:1::1",
    "2a02:2378::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2001:200::1",
]
PRIVATE_4 = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
]
PRIVATE_6 = [
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:8.8.8.8",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [*PRIVATE_4, *PRIVATE_6, "", "rada.example", "127.1", "8.8.8.8.8"])
def test_any_other_address_is_not(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4).filter(is_public))
def test_nothing_is_public_that_python_knows_to_be_private(address):
    assert address.is_global
    assert not address.is_multicast


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("0xa9fea9fe", "169.254.169.254"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("fe80::1%25eth0", "fe80::1"),
        ("::ffff:7f00:1", "::ffff:7f00:1"),
        ("8.8.8.8", "8.8.8.8"),
        ("localhost", None),
        ("rada.example", None),
        ("face", None),
        ("1.2.3.4.5", None),
        ("999999999999", None),
        ("", None),
    ],
)
def test_an_address_is_known_in_every_spelling(host, expected):
    found = literal(host)

    assert found == (expected and ipaddress.ip_address(expected))


# -- The resolver


@pytest.fixture
def resolver(monkeypatch):
    """A resolver whose name server is a dictionary."""
    names = {"rada.example": "93.184.216.34", "evil.example": "127.0.0.1", "localhost": "127.0.0.1"}

    def look_up(self, name, timeout):
        return defer.succeed(names[name])

    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", look_up)
    monkeypatch.setattr(PublicResolver, "local", set())
    monkeypatch.setattr(PublicResolver, "refused", set())
    made = PublicResolver(None, 0, 1.0)
    made.names_of_test = names
    return made


def looked_up(resolver, name):
    found = []
    resolver.getHostByName(name, (1,)).addBoth(found.append)
    return found[0] if isinstance(found[0], str) else type(found[0].value)


def test_a_name_of_a_public_address_is_resolved(resolver):
    assert looked_up(resolver, "rada.example") == "93.184.216.34"
    assert not resolver.refused


@pytest.mark.parametrize("address", PRIVATE_4)
def test_a_name_of_any_other_address_fails_and_is_noted(resolver, address):
    resolver.names_of_test["evil.example"] = address

    assert looked_up(resolver, "evil.example") is DNSLookupError
    assert resolver.refused == {"evil.example"}


def test_a_name_is_checked_each_time(resolver):
    resolver.names_of_test["evil.example"] = "93.184.216.34"
    assert looked_up(resolver, "evil.example") == "93.184.216.34"
    resolver.names_of_test["evil.example"] = "10.0.0.1"
    assert looked_up(resolver, "evil.example") is DNSLookupError
    resolver.names_of_test["evil.example"] = "93.184.216.34"
    assert looked_up(resolver, "evil.example") == "93.184.216.34"

    assert not resolver.refused


def test_a_host_of_this_machine_is_given_when_it_was_declared_and_no_other_name_of_it(resolver):
    resolver.local.add("localhost")

    assert looked_up(resolver, "localhost") == "127.0.0.1"
    assert looked_up(resolver, "evil.example") is DNSLookupError


# -- The whole way, with a server on this machine for the forbidden one


@pytest.fixture
def server():
    with serving({"/": OK + BODY, "/a": OK + BODY}) as server:
        yield server


ANSWERED = [200, 2, 4]


def test_what_the_spider_declares_on_this_machine_is_asked(server):
    asked = ask(f"{server.base}/a", start=[f"{server.base}/"])

    assert list(asked.results.values()) == [[ANSWERED]]
    assert server.hits == ["/a"]


def test_this_machine_is_not_asked_in_any_spelling_that_the_spider_does_not_declare(server):
    spelled = [
        "127.0.0.1",
        "127.0.0.2",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "localhost",
        "evil.example",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ]
    asked = ask(
        *(f"http://{host}:{server.port}/" for host in spelled),
        *(f"https://{host}:{server.port}/" for host in ("127.0.0.1", "evil.example")),
        start=["http://rada.example/"],
        names={"localhost": ["127.0.0.1"], "evil.example": ["127.0.0.1"]},
    )

    assert set(map(str, asked.results.values())) == {"['private address']"}
    assert len(asked.results) == len(spelled) + 2
    assert server.hits == []


def test_another_port_of_this_machine_is_not_declared_with_the_first(server):
    asked = ask(
        f"{server.base}/",
        f"http://localhost:{server.port}/",
        start=["http://127.0.0.1:9/"],
        names={"localhost": ["127.0.0.1"]},
    )

    assert set(map(str, asked.results.values())) == {"['private address']"}
    assert server.hits == []


def test_private_networks_and_a_cloud_s_own_address_are_not_asked():
    hosts = [
        "10.0.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0xa9fea9fe",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "inside.example",
    ]
    names = {"inside.example": ["172.16.0.1"]}
    asked = ask(*(f"http://{host}/" for host in hosts), start=["http://rada.example/"], names=names)

    assert set(map(str, asked.results.values())) == {"['private address']"}
    assert len(asked.results) == len(hosts)
    assert asked.abroad == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(server):
    """A name that is public when it is looked up, and this machine's when it is looked up again: DNS rebinding."""
    url, names = f"http://evil.example:{server.port}/", {"evil.example": ["127.0.0.5", "127.0.0.1"]}
    with serving({"/": OK + b"Connection: close\r\n" + BODY}, "127.0.0.5", server.port) as other:
        asked = ask(url, url, names=names, public=["127.0.0.5"], DNSCACHE_ENABLED=False)

    assert asked.results == {url: [ANSWERED, "private address"]}
    assert asked.names == ["evil.example"] * 2
    assert (other.hits, server.hits) == (["/"], [])


def test_a_host_of_which_an_address_is_dead_is_looked_up_anew():
    names = {"rada.example": ["127.0.0.9", "127.0.0.5", "127.0.0.9"]}
    with serving({"/": OK + b"Connection: close\r\n" + BODY}, "127.0.0.5") as other:
        url = f"http://rada.example:{other.port}/"
        asked = ask(url, url, url, names=names, public=["127.0.0.5", "127.0.0.9"])

    assert asked.results == {url: ["connection refused", ANSWERED, ANSWERED]}
    assert asked.names == ["rada.example"] * 2


def test_an_address_of_the_internet_is_asked():
    asked = ask("http://rada.example/", names={"rada.example": ["93.184.216.34"]})

    assert asked.abroad == ["93.184.216.34"]
    assert len(asked.results["http://rada.example/"]) == 1


def test_a_name_that_is_not_there_fails_for_that():
    assert list(ask("http://nowhere.example/").results.values()) == [["dns"]]


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.base)

    assert list(ask("http://10.0.0.1/", start=[f"{server.base}/"]).results.values()) == [["private address"]]
    assert server.hits == []


def test_whoever_types_an_address_into_the_shell_means_it(server):
    asked = ask(f"{server.base}/", "http://10.0.0.1/")

    assert list(asked.results.values()) == [[ANSWERED], ["private address"]]
