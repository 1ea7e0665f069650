"""Private addresses: of the machine that crawls, of its network, of a cloud's back door; by every way and spelling.

The address that is told last is the one that counts, so each of these sites has a public name, in an internet of our
own, and what it leads to is a host that the spider owns: only the look at the resolved address can refuse it.
"""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import redirect, reply, text
from tests.hostile.case import NOT_KNOWN, STORED, Case, failed, refused
from tests.hostile.internet import NAMES, PUBLIC
from tests.hostile.pages import article, category, feed, sitemap, story
from tests.hostile.wire import Host

case = partial(Case, group="private")
_PRIVATE = failed("private address") | refused("private address")
_NOT_ASKED = _PRIVATE | refused("robots")
"""Of a page: its host's robots.txt could not be asked either, and then nothing may be."""
_OFF_SITE = NOT_KNOWN | refused("off-site")
_THEN = "No connection is made: `failed`, *private address*."
_OLD = "http://old.example:{canary:port}/x/"


def led(name, does, hosts, *, then=_THEN, names=(), ends=_NOT_ASKED, among=_PRIVATE, **more):
    """Redirects to hosts of the council that stand, or resolve, where they should not.

    Args:
        name: of the case.
        does: for the docs.
        hosts: as they stand in an address.
        then: for the docs.
        names: host -> addresses.
        ends: of what the redirects lead to.
        among: at least one address must have ended so.
        more: of the case.
    """
    targets = [f"http://{host}:{{canary:port}}/x/{number}/" for number, host in enumerate(hosts)]
    return case(
        name=name,
        does=does,
        then=then,
        names=NAMES | dict(names),
        owns=tuple(f"{host}:{{canary:port}}" for host in hosts),
        routes={f"/a{number}/": redirect(target) for number, target in enumerate(targets)},
        ends=dict.fromkeys(targets, ends),
        among=among,
        **more,
    )


def old(name, does, **more):
    """A site that leads, in its own way, to a host of the council that resolves to the loopback."""
    given = {"then": _THEN, "ends": {_OLD: _NOT_ASKED}, "among": _PRIVATE, "links": ()}
    return case(
        name=name,
        does=does,
        names={"old.example": ("127.0.0.3",)},
        owns=("old.example:{canary:port}",),
        **given | more,
    )


_INNER = {
    "loop.example": ("127.0.0.3",),
    "ten.example": ("10.0.0.5",),
    "lan.example": ("192.168.0.10",),
    "carrier.example": ("100.64.0.9",),
}
_NOBODYS = {
    "zero.example": ("0.0.0.0",),
    "many.example": ("224.0.0.251",),
    "reserved.example": ("240.0.0.1",),
    "book.example": ("192.0.2.7",),
}
_SIX = {
    "loop.example": ("::1",),
    "lan.example": ("fd12:3456::1",),
    "link.example": ("fe80::1",),
    "mapped.example": ("::ffff:10.0.0.5",),
    "nat64.example": ("64:ff9b::7f00:3",),
}

CASES = (
    case(
        name="private_none",
        does="A site stands at a public address.",
        then="It is crawled: the guard stands in nobody's way.",
        names=NAMES,
        ends={"/": STORED},
    ),
    case(
        name="private_start",
        does="The start address's name resolves to the crawler's own machine.",
        then="No connection is made; the run says so with exit code 5.",
        hosts={"site": Host(name="inside.example")},
        names={"inside.example": ("127.0.0.3",)},
        spared=0,
        ends={"/": _NOT_ASKED},
        among=_PRIVATE,
        never=("*",),
        code=5,
    ),
    led(
        "private_names",
        "Hosts of the council resolve to the loopback and into local networks.",
        _INNER,
        names=_INNER,
    ),
    led(
        "private_names_nobodys",
        "Hosts resolve to addresses that are nobody's: `0.0.0.0`, multicast, reserved, documentation.",
        _NOBODYS,
        names=_NOBODYS,
    ),
    led(
        "private_names_v6",
        "Hosts have IPv6 addresses alone: loopback, local, link-local, private IPv4 within IPv6.",
        _SIX,
        names=_SIX,
        ends=_NOT_ASKED | failed("dns"),
        among=_PRIVATE | failed("dns"),
        then="No connection is made: `failed`, *private address*, or *dns*.",
    ),
    led(
        "private_metadata",
        "A host resolves to the metadata service of a cloud (`169.254.169.254`).",
        ["meta.example", "169.254.169.254"],
        names={"meta.example": ("169.254.169.254",)},
    ),
    led("private_literal", "News leads to an address of the loopback itself.", ["127.0.0.3"]),
    led("private_network", "News leads to addresses of local networks.", ["10.0.0.5", "172.16.5.4", "192.168.0.10"]),
    led(
        "private_spellings",
        "News leads to the loopback as a decimal number, in hex, in octal, shortened.",
        ["2130706435", "0x7f000003", "0177.0.0.03", "127.3", "0x7f.3"],
    ),
    led("private_zero", "News leads to `0.0.0.0` and to `0`, which are this machine.", ["0.0.0.0", "0"]),
    led(
        "private_v6",
        "News leads to IPv6 addresses: loopback, IPv4 within IPv6, link-local, NAT64.",
        ["[::1]", "[::ffff:127.0.0.3]", "[fe80::1]", "[64:ff9b::7f00:3]", "[::]"],
    ),
    led(
        "private_localhost",
        "News leads to `localhost`.",
        ["localhost"],
        names={"localhost": ("127.0.0.3",)},
    ),
    led(
        "private_name_both",
        "A host resolves to a private and a public address.",
        ["both.example"],
        names={"both.example": ("10.0.0.5", PUBLIC)},
        ends=_NOT_ASKED | failed("connection refused", "connection lost", "dns"),
        among=frozenset(),
        then="The private one is not connected to.",
    ),
    led(
        "private_name_missing",
        "A host of the council has no address at all any more.",
        ["gone.example"],
        names={"gone.example": ()},
        ends=failed("dns") | refused("robots"),
        among=failed("dns"),
        then="`failed`, *dns*.",
    ),
    case(
        name="private_rebinding",
        does="A host resolves to a public address first, then to a private one.",
        then="The address looked at is the address connected to.",
        names={"turns.example": ((PUBLIC,), ("127.0.0.3",))},
        owns=("turns.example:{site:port}",),
        routes={f"/{n}/": redirect(f"http://turns.example:{{site:port}}/turn-{n}/") for n in range(3)}
        | {f"/turn-{n}/": reply(article(f"turn {n}"), headers=["Connection: close"]) for n in range(3)},
        links=("/0/", "/1/", "/2/"),
        may={f"http://turns.example:{{site:port}}/turn-{n}/": story(f"turn {n}") for n in range(3)},
    ),
    old(
        "private_redirect_start",
        "The start address leads to a host that resolves to the loopback.",
        routes={"/go/": redirect(_OLD)},
        start=("/go/", "/"),
    ),
    old(
        "private_redirect_hop",
        "The third hop of a redirect leads to a private address.",
        routes={"/a/": redirect("/b/"), "/b/": redirect("/c/"), "/c/": redirect(_OLD)},
        links=("/a/",),
    ),
    old(
        "private_robots",
        "The robots.txt of the site itself leads to a private address.",
        routes={"/robots.txt": redirect("http://old.example:{canary:port}/robots.txt")},
        spared=0,
        may={f"/good-{n}/": story(f"good-{n}") for n in (1, 2, 3)},
        ends={"/": STORED | refused("robots")},
        among=frozenset(),
        then="No connection is made.",
    ),
    old(
        "private_sitemap",
        "robots.txt names a sitemap at a host that resolves to the loopback.",
        routes={"/robots.txt": text(f"User-agent: *\nSitemap: {_OLD}")},
    ),
    old(
        "private_feed",
        "A page's head names a feed at a host that resolves to the loopback.",
        head=f'<link rel="alternate" type="application/rss+xml" href="{_OLD}">',
    ),
    old(
        "private_in_feed",
        "A feed names an article at a host that resolves to the loopback.",
        routes={"/feed/": reply(feed(_OLD), kind="application/rss+xml")},
        start=("/", "/feed/"),
    ),
    old(
        "private_in_sitemap",
        "A sitemap names an article at a host that resolves to the loopback.",
        routes={"/map.xml": reply(sitemap(_OLD), kind="text/xml")},
        start=("/", "/map.xml"),
    ),
    case(
        name="private_www",
        does="The site's own name with `www.` resolves to a private address.",
        then=_THEN,
        names={"www.rada.example": ("10.0.0.5",)},
        routes={"/a/": redirect("http://www.rada.example:{site:port}/x/")},
        ends={"http://www.rada.example:{site:port}/x/": _NOT_ASKED},
        among=_PRIVATE,
    ),
    case(
        name="private_start_local",
        does="A site on this machine leads to another port and another address of it.",
        then="`refused`, *off-site*: that a start address is local opens no other door.",
        routes={
            "/a/": redirect("http://127.0.0.1:{canary:port}/x/"),
            "/b/": redirect("{canary}/x/"),
            "/c/": redirect("http://localhost:{canary:port}/x/"),
        },
        ends={
            "http://127.0.0.1:{canary:port}/x/": refused("off-site"),
            "{canary}/x/": refused("off-site"),
            "http://localhost:{canary:port}/x/": refused("off-site"),
        },
    ),
    case(
        name="private_links",
        does="Lists, feeds, sitemaps and the API of a site name addresses of another machine.",
        then="None of them is asked.",
        routes={
            "/list/": reply(category(["{canary}/list/", "//{canary:host}/list/", "http:\\\\{canary:host}\\list\\"])),
            "/feed/": reply(feed("{canary}/feed/"), kind="application/rss+xml"),
            "/map.xml": reply(sitemap("{canary}/map/"), kind="text/xml"),
            "/index.xml": reply(sitemap("{canary}/index.xml", root="sitemapindex", entry="sitemap"), kind="text/xml"),
            "/posts": reply(
                '[{"link":"{canary}/post/","modified_gmt":"2026-01-01T00:00:00"}]', kind="application/json"
            ),
            "/robots.txt": text("User-agent: *\nSitemap: {canary}/robots.xml"),
        },
        head='<link rel="https://api.w.org/" href="{canary}/wp-json/">'
        '<link rel="alternate" type="application/rss+xml" href="{canary}/rss/">',
        ends={f"{{canary}}/{way}/": _OFF_SITE for way in ("list", "feed", "map", "post", "rss")},
    ),
    case(
        name="private_in_article",
        does="An article names another machine as its neighbours, its own address, its base, its picture.",
        then="It is `stored` under the address it was found at; nothing else is asked.",
        routes={
            "/a/": reply(article("with bad neighbours", previous="{canary}/previous/", next="{canary}/next/")),
            "/b/": reply(article("with a bad name", canonical="{canary}/named/")),
            "/c/": reply(article("with a bad base", head='<base href="{canary}/">', next="next/")),
            "/d/": reply(article("with a bad picture", head='<meta property="og:image" content="{canary}/i.jpg">')),
            "/e/": reply(article("with a bad alias", head='<link rel="shortlink" href="{canary}/?p=1">')),
        },
        held={
            "/a/": story("with bad neighbours"),
            "/b/": story("with a bad name"),
            "/c/": story("with a bad base"),
            "/d/": story("with a bad picture"),
            "/e/": story("with a bad alias"),
        },
        ends={"{canary}/named/": _OFF_SITE, "{canary}/previous/": _OFF_SITE, "{canary}/next/": _OFF_SITE},
    ),
    case(
        name="private_schemes",
        does="A list links to `file:`, `ftp:`, `data:`, `javascript:` and other schemes.",
        then="None of them is an address of news; nothing is opened.",
        routes={
            "/list/": reply(
                category(
                    [
                        "file:///etc/passwd",
                        "ftp://{canary:host}/x",
                        "data:text/html,x",
                        "javascript:x()",
                        "ws://{canary:host}/",
                        "view-source:{canary}/x/",
                        "mailto:a@b.example",
                        "gopher://{canary:host}/",
                        "FILE:///etc/hosts",
                    ]
                )
            ),
            "/map.xml": reply(sitemap("file:///etc/passwd", "ftp://{canary:host}/x"), kind="text/xml"),
        },
        ends={"/list/": refused("a list") | STORED},
    ),
)
