"""robots.txt as RFC 9309 has it: what cannot be reached forbids everything, what does not exist forbids nothing."""

from __future__ import annotations

import gzip
from functools import partial

from tests.hostile.answers import counter, flood, head, missing, raw, redirect, reply, silent, slow, text
from tests.hostile.case import STORED, Again, Case, failed, gone, later, refused
from tests.hostile.pages import article, plain, story

case = partial(Case, group="robots")
_FORBIDDEN = refused("robots")
_RULES = "User-agent: *\nDisallow: /a/\n"
_NOTHING = "Nothing else is asked."
_ALLOWED = "There are no rules: everything may be asked."
_OBEYED = "`/a/` is `refused`, *robots*; the rest is `stored`."
_GOODS = {f"/good-{n}/": story(f"good-{n}") for n in (1, 2, 3)}


def unreachable(name, does, answer, *ends, **more):
    """A robots.txt that cannot be had: RFC 9309, 2.3.1.4."""
    return case(
        name=name,
        does=does,
        then=f"{_NOTHING} The run says so with exit code 5.",
        routes={"/robots.txt": answer},
        spared=0,
        ends={"/robots.txt": frozenset().union(*ends)},
        never=("/", "/good-*"),
        code=5,
        requests=6,
        **more,
    )


def absent(name, does, answer, *ends):
    """A robots.txt that is not there: RFC 9309, 2.3.1.3."""
    return case(
        name=name,
        does=does,
        then=_ALLOWED,
        routes={"/robots.txt": answer},
        ends={"/robots.txt": frozenset().union(*ends)},
    )


def obeyed(name, does, answer, **more):
    """A robots.txt that forbids ``/a/``, somehow."""
    given = {"then": _OBEYED, "ends": {"/a/": _FORBIDDEN}, "never": ("/a/",), "links": ("/a/",)}
    return case(
        name=name,
        does=does,
        **given
        | more
        | {"routes": {"/robots.txt": answer, "/a/": reply(article("forbidden"))} | more.get("routes", {})},
    )


_BIG = b"# " + b"x" * 1000 + b"\n"

CASES = (
    unreachable("robots_500", "robots.txt answers *500*.", missing(status="500 Oops"), failed("status 500")),
    unreachable("robots_502", "robots.txt answers *502*.", missing(status="502 Bad Gateway"), failed("status 502")),
    unreachable(
        "robots_503",
        "robots.txt answers *503*.",
        missing(status="503 Unavailable"),
        later("status 503", "asked to wait"),
        failed("status 503"),
    ),
    unreachable(
        "robots_hang", "robots.txt is never answered.", silent(), failed("timeout"), settings={"DOWNLOAD_TIMEOUT": 2}
    ),
    unreachable(
        "robots_reset", "The connection breaks instead of robots.txt.", raw(end="reset"), failed("connection lost")
    ),
    unreachable(
        "robots_garbled",
        "robots.txt comes without a status line.",
        raw(b"User-agent: *\nDisallow:\n"),
        failed("not HTTP"),
    ),
    absent("robots_404", "There is no robots.txt (*404*).", missing(), gone(404)),
    absent("robots_410", "There is no robots.txt any more (*410*).", missing(status="410 Gone"), gone(410)),
    absent("robots_403", "robots.txt is forbidden (*403*).", missing(status="403 Forbidden"), refused("status 403")),
    absent(
        "robots_401",
        "robots.txt wants a password (*401*).",
        missing(status="401 Unauthorized"),
        refused("status 401", "login"),
    ),
    absent("robots_empty", "robots.txt is empty.", text(""), STORED),
    absent(
        "robots_html",
        "A page of the site stands in the place of robots.txt.",
        reply(plain("Головна", "Вітаємо на сайті ради")),
        STORED,
    ),
    absent(
        "robots_allow_empty", "robots.txt forbids nothing: `Disallow:`.", text("User-agent: *\nDisallow:\n"), STORED
    ),
    absent(
        "robots_other_agent",
        "robots.txt forbids everything to another crawler.",
        text("User-agent: OtherBot\nDisallow: /\n"),
        STORED,
    ),
    case(
        name="robots_all",
        does="robots.txt forbids everything.",
        then=_NOTHING,
        routes={"/robots.txt": text("User-agent: *\nDisallow: /\n")},
        spared=0,
        ends={"/": _FORBIDDEN, "/robots.txt": STORED},
        never=("/", "/good-*"),
        code=3,
        requests=3,
    ),
    obeyed("robots_rule", "robots.txt forbids one address.", text(_RULES)),
    obeyed(
        "robots_longest",
        "Rules contradict each other: the longest that fits counts.",
        text("User-agent: *\nDisallow: /\nAllow: /good-\nDisallow: /good-2\nAllow: /$\nAllow: /a\nDisallow: /a/\n"),
        spared=0,
        held={f"/good-{n}/": story(f"good-{n}") for n in (1, 3)},
        ends={"/a/": _FORBIDDEN, "/good-2/": _FORBIDDEN},
        never=("/a/", "/good-2/"),
        then="Only what the longest rule allows is asked.",
    ),
    obeyed(
        "robots_wildcards",
        "Rules bear `*` and `$`.",
        text("User-agent: *\nDisallow: /*.php$\nDisallow: /*?print=\nDisallow: */a/\n"),
        routes={"/x.php": reply(article("php")), "/good-1/?print=1": reply(article("print"))},
        links=("/a/", "/x.php", "/good-1/?print=1"),
        never=("/a/", "/x.php", "/good-1/?print=1"),
        ends=dict.fromkeys(("/a/", "/x.php", "/good-1/?print=1"), _FORBIDDEN),
    ),
    obeyed(
        "robots_percent",
        "A rule is percent-encoded, the address is not, and the other way round.",
        text("User-agent: *\nDisallow: /%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/\nDisallow: /сесія/\nDisallow: /%61/\n"),
        routes={"/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/": reply(article("x"))},
        links=("/a/", "/новина/", "/%D1%81%D0%B5%D1%81%D1%96%D1%8F/"),
        never=("/a/", "/%D0%BD%D0%BE*", "/%D1%81*"),
        ends=dict.fromkeys(("/a/", "/новина/", "/сесія/"), _FORBIDDEN),
    ),
    obeyed(
        "robots_agent",
        "robots.txt has rules for us by name, and stricter ones for all.",
        text("User-agent: *\nDisallow: /\n\nUser-agent: NewsArchive\nDisallow: /a/\n"),
    ),
    obeyed(
        "robots_agent_merged",
        "The rules for us stand in two groups.",
        text(
            "User-agent: newsarchive\nDisallow: /b/\n\nUser-agent: x\nUser-agent: newsarchive\nDisallow: /a/\n"
            "\nUser-agent: *\nDisallow: /\n"
        ),
    ),
    obeyed("robots_bom", "robots.txt begins with a byte order mark.", text(b"\xef\xbb\xbf" + _RULES.encode())),
    obeyed(
        "robots_utf16",
        "robots.txt is in UTF-16, as an editor saved it.",
        reply(_RULES.encode("utf-16"), kind="text/plain"),
    ),
    obeyed(
        "robots_agent_version",
        "robots.txt names us as a server's log does, with version and contact, and allows all to others.",
        text("User-agent: newsarchive/0.1 (+https://x.example)\nDisallow: /a/\n\nUser-agent: *\nDisallow:\n"),
    ),
    obeyed(
        "robots_blank_lines",
        "Behind its rule robots.txt has 400,000 empty lines.",
        text(_RULES + "\n" * 400_000),
        reading=5,
    ),
    obeyed(
        "robots_cr",
        "Lines of robots.txt end in carriage returns alone, and the last in nothing.",
        text("User-agent: *\rDisallow: /a/"),
    ),
    obeyed(
        "robots_binary",
        "robots.txt bears NUL, cp1251 and other bytes between its rules.",
        text(b"# \0\xff\xfe\x80\n" + "# Рада\n".encode("cp1251") + _RULES.encode() + b"\n\xd0\n\0\0\n"),
    ),
    obeyed(
        "robots_case",
        "Directives are in capitals, with blanks and comments around them.",
        text("  USER-AGENT :  *   # all\n\n  DISALLOW :  /a/   # this\n"),
    ),
    obeyed(
        "robots_gzip",
        "robots.txt is packed, though we did not ask for it.",
        reply(gzip.compress(_RULES.encode()), kind="text/plain", headers=["Content-Encoding: gzip"]),
    ),
    obeyed(
        "robots_no_type",
        "robots.txt has no Content-Type, or a wrong one.",
        reply(_RULES, kind="application/octet-stream"),
    ),
    obeyed(
        "robots_huge",
        "robots.txt is 20 MiB long; the rule stands in its beginning.",
        text(_RULES.encode() + _BIG * 20_000),
        then="The first 500 KiB count: `/a/` is `refused`, *robots*.",
    ),
    obeyed(
        "robots_long_line",
        "robots.txt has a line of 5 MiB behind the rule.",
        text(_RULES.encode() + b"Disallow: /" + b"x" * 5 * 2**20 + b"\n"),
    ),
    obeyed(
        "robots_many_rules",
        "robots.txt has 20,000 rules with wildcards.",
        text(_RULES + "".join(f"Disallow: /*x{n}*y*z$\n" for n in range(20_000))),
    ),
    obeyed(
        "robots_wild",
        "A rule has 500 wildcards, made to take for ever.",
        text(f"{_RULES}Disallow: /{'*a' * 500}$\n"),
        routes={f"/{'a' * 300}/": reply(article("wild"))},
        links=("/a/", f"/{'a' * 300}/"),
        may={f"/{'a' * 300}/": story("wild")},
    ),
    obeyed(
        "robots_endless",
        "robots.txt never ends; the rule stands in its beginning.",
        flood(head("Content-Type: text/plain") + _RULES.encode(), _BIG),
        then="The first 500 KiB count: `/a/` is `refused`, *robots*.",
    ),
    obeyed("robots_slow", "robots.txt takes its time.", slow(text(_RULES), seconds=1)),
    obeyed(
        "robots_203",
        "robots.txt answers *203*: a machine on the way has changed it.",
        text(_RULES, status="203 Non-Authoritative Information"),
    ),
    obeyed(
        "robots_206", "robots.txt answers *206*, though nobody asked for a part.", text(_RULES, status="206 Partial")
    ),
    obeyed(
        "robots_redirect",
        "robots.txt leads through five redirects to its rules.",
        redirect("/r/1"),
        then="Followed (RFC 9309, 2.3.1.2): `/a/` is `refused`, *robots*.",
        routes={f"/r/{n}": redirect(f"/r/{n + 1}") for n in (1, 2, 3, 4)} | {"/r/5": text(_RULES)},
    ),
    obeyed(
        "robots_redirect_host",
        "robots.txt leads to another host of the council.",
        redirect("{other}/robots.txt"),
        other={"/robots.txt": text(_RULES)},
        then="Followed: the rules count for the host that was asked.",
    ),
    case(
        name="robots_redirect_page",
        does="robots.txt leads to an article of the site.",
        then="There are no rules; the article is asked for itself, too, and `stored`.",
        routes={"/robots.txt": redirect("/a/"), "/a/": reply(article("under robots"))},
        held={"/a/": story("under robots")},
        ends={"/a/": STORED},
        times={"/a/": (2, 2)},
    ),
    case(
        name="robots_redirect_endless",
        does="robots.txt leads on for ever.",
        then="Given up after five hops; nothing runs for ever.",
        routes={"/robots.txt": redirect("/r/0"), "/r/*": redirect(counter("/r/%d"))},
        links=(),
        spared=0,
        may=_GOODS,
        code=(0, 5),
        requests=16,
    ),
    *(
        case(
            name=f"robots_redirect_{word}",
            does=does,
            then="There is none at its end: all is allowed (RFC 9309, 2.3.1.2 and 2.3.1.3).",
            routes={"/robots.txt": redirect(to), "/a/": reply(article("a"))},
            held={"/a/": story("a")},
            ends={"/robots.txt": failed(f"redirect to {end}"), "/a/": STORED},
        )
        for word, end, to, does in (
            ("itself", "itself", "/robots.txt", "robots.txt leads to itself."),
            ("file", "nowhere", "file:///etc/passwd", "robots.txt leads to a file of our own disk."),
            ("data", "nowhere", "data:text/plain,Disallow:%20/", "robots.txt leads to its text in an address."),
        )
    ),
    case(
        name="robots_redirect_offsite",
        does="robots.txt leads to another machine.",
        then="That machine is not asked.",
        routes={"/robots.txt": redirect("{canary}/robots.txt")},
        spared=0,
        may=_GOODS,
        code=(0, 5),
    ),
    case(
        name="robots_429",
        does="robots.txt answers *429*, and after a second it is there.",
        then="The site is left alone, in this run or for the time it asks for.",
        routes={"/robots.txt": reply("slower", status="429 Too Many Requests", headers=["Retry-After: 1"])},
        spared=0,
        may=_GOODS,
        code=(0, 5),
        ends={"/robots.txt": later("status 429", "asked to wait") | refused("status 429")},
    ),
    case(
        name="robots_two_hosts",
        does="Two hosts of a council have rules of their own.",
        then="Each one's rules count for it alone.",
        routes={
            "/robots.txt": text("User-agent: *\nDisallow: /a/\n"),
            "/to-1/": redirect("{other}/a/1/"),
            "/to-2/": redirect("{other}/b/2/"),
            "/a/": reply(article("forbidden here")),
            "/b/": reply(article("allowed here")),
        },
        other={
            "/robots.txt": text("User-agent: *\nDisallow: /b/\n"),
            "/a/1/": reply(article("allowed there")),
            "/b/2/": reply(article("forbidden there")),
        },
        links=("/to-1/", "/to-2/", "/a/", "/b/"),
        held={"/b/": story("allowed here"), "{other}/a/1/": story("allowed there")},
        ends={"/a/": _FORBIDDEN, "{other}/b/2/": _FORBIDDEN},
        never=("/a/",),
    ),
    case(
        name="robots_down_host",
        does="The robots.txt of a second host of the council cannot be had.",
        then="That host is left alone; the site's own articles are `stored`.",
        routes={"/to/": redirect("{other}/x/")},
        other={"/robots.txt": missing(status="500 Oops"), "/x/": reply(article("not to be asked"))},
        links=("/to/",),
        ends={"{other}/x/": _FORBIDDEN},
    ),
    case(
        name="robots_down_https",
        does="News links to the site's own host by `https`, where nothing speaks TLS: its robots.txt cannot be had.",
        then="What stands there is `refused`, *robots*; the site's own articles are `stored`.",
        links=("https://{site:host}/x/",),
        ends={"https://{site:host}/x/": _FORBIDDEN},
        settings={"DOWNLOAD_TIMEOUT": 2},
    ),
    case(
        name="robots_delay",
        does="robots.txt asks for a second between two requests.",
        then="It gets it.",
        routes={"/robots.txt": text("User-agent: *\nCrawl-delay: 1\n")},
        pace=0.8,
    ),
    case(
        name="robots_delay_ours",
        does="robots.txt asks others for a minute, and us for a second.",
        then="Ours counts.",
        routes={"/robots.txt": text("User-agent: *\nCrawl-delay: 60\n\nUser-agent: newsarchive\nCrawl-delay: 1\n")},
        pace=0.8,
    ),
    case(
        name="robots_delay_absurd",
        does="The delay asked for is a word, negative, or no number.",
        then="It is ignored, and the rules are obeyed.",
        routes={
            "/robots.txt": text("User-agent: *\nDisallow: /a/\nCrawl-delay: soon\nCrawl-delay: -5\nCrawl-delay: nan\n"),
            "/a/": reply(article("forbidden")),
        },
        ends={"/a/": _FORBIDDEN},
        never=("/a/",),
    ),
    case(
        name="robots_later",
        does="Between two crawls robots.txt forbids an article that we hold.",
        then="It is not asked again: `refused`, *robots*; what we hold stays.",
        routes={"/a/": reply(article("forbidden later"))},
        held={"/a/": story("forbidden later")},
        again=Again(
            routes={"/robots.txt": text(_RULES)},
            ends={"/a/": _FORBIDDEN},
            never=("/a/",),
        ),
    ),
    case(
        name="robots_down_later",
        does="Between two crawls robots.txt breaks down (*500*).",
        then="Nothing is asked in the second; what we hold stays.",
        again=Again(routes={"/robots.txt": missing(status="500 Oops")}, never=("/", "/good-*")),
        code=(0, 5),
    ),
)
