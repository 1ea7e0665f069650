"""Redirects: in circles, without end, to other machines, to other schemes, to another article, to nowhere."""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import counter, in_turn, raw, redirect, reply
from tests.hostile.case import NOT_KNOWN, STORED, Again, Case, failed, refused
from tests.hostile.pages import article, plain, story

case = partial(Case, group="redirect")
_MOVED = STORED | refused("trap: redirects")
_AWAY = STORED | refused("off-site")
"""Of the address that leads away: its redirect was taken note of, or refused for where it leads."""
_NOWHERE = failed("redirect to nowhere")
_GATE = plain("Вхід", "Увійдіть, щоб читати далі.") + '<form id="loginform"><input type="password" name="pwd"></form>'

CASES = (
    case(
        name="redirect_self",
        does="An address leads to itself.",
        then="Asked at most three times, `failed`, *redirect to itself*.",
        routes={"/a/": redirect("/a/")},
        ends={"/a/": failed("redirect to itself")},
        times={"/a/": (1, 3)},
    ),
    case(
        name="redirect_loop",
        does="Two addresses lead to each other.",
        then="Each is asked once; the circle is `refused`, *trap: redirects*.",
        routes={"/a/": redirect("/b/", status="301 Moved Permanently"), "/b/": redirect("/a/")},
        links=("/a/",),
        ends={"/a/": _MOVED, "/b/": _MOVED},
        among=refused("trap: redirects"),
        requests=10,
    ),
    case(
        name="redirect_loop_long",
        does="Four addresses lead to each other in a ring, which the site's news names at two places.",
        then="The ring is `refused`, *trap: redirects*, whichever way it was entered.",
        routes={f"/r{n}/": redirect(f"/r{(n + 1) % 4}/") for n in range(4)},
        links=("/r0/", "/r2/"),
        ends={f"/r{n}/": _MOVED for n in range(4)},
        among=refused("trap: redirects"),
        requests=14,
    ),
    case(
        name="redirect_endless",
        does="Each address leads to a new one, for ever.",
        then="Given up after a few hops: `refused`, *trap: redirects*.",
        routes={"/hop/*": redirect(counter("/hop/%d/"))},
        links=("/hop/a/",),
        ends={"/hop/a/": _MOVED},
        among=refused("trap: redirects"),
        requests=16,
    ),
    case(
        name="redirect_endless_start",
        does="The start address leads on for ever.",
        then="Given up after a few hops: `refused`, *trap: redirects*.",
        routes={"/hop/*": redirect(counter("/hop/%d/"), status="307 Temporary Redirect")},
        start=("/hop/a/", "/"),
        links=(),
        ends={"/hop/a/": _MOVED},
        among=refused("trap: redirects"),
        requests=16,
    ),
    case(
        name="redirect_chain",
        does="A true article stands behind four honest redirects, of every kind.",
        then="Each hop is asked; the article is `stored`.",
        routes={
            "/a/": redirect("/b/", status="301 Moved Permanently"),
            "/b/": redirect("/c/", status="303 See Other"),
            "/c/": redirect("/d/", status="307 Temporary Redirect"),
            "/d/": redirect("/e/", status="308 Permanent Redirect"),
            "/e/": reply(article("behind four hops")),
        },
        links=("/a/",),
        held={"/e/": story("behind four hops")},
        ends=dict.fromkeys(("/a/", "/b/", "/c/", "/d/", "/e/"), STORED),
    ),
    case(
        name="redirect_relative",
        does="A redirect names its target without a host, with dots.",
        then="Resolved as browsers do; the article is `stored`.",
        routes={"/x/a/": redirect("../b/./c/?q=1#part"), "/x/b/c/?q=1": reply(article("by dots"))},
        links=("/x/a/",),
        held={"/x/b/c/?q=1": story("by dots")},
    ),
    case(
        name="redirect_offsite",
        does="An article's address leads to another machine.",
        then="Not followed: the target is `refused`, *off-site*.",
        routes={"/a/": redirect("{canary}/news/")},
        ends={"/a/": _AWAY, "{canary}/news/": refused("off-site")},
    ),
    case(
        name="redirect_offsite_start",
        does="The start address leads to another machine.",
        then="Not followed, though Scrapy would: the target is `refused`, *off-site*.",
        routes={"/go/": redirect("{canary}/news/", status="301 Moved Permanently")},
        start=("/go/", "/"),
        links=(),
        ends={"/go/": _AWAY, "{canary}/news/": refused("off-site")},
    ),
    case(
        name="redirect_offsite_retry",
        does="An address fails once, and leads to another machine when it is asked again.",
        then="Not followed, though Scrapy would: the target is `refused`, *off-site*.",
        routes={"/a/": in_turn(reply("down", status="500 Oops"), redirect("{canary}/again/"))},
        ends={"/a/": failed("status 500") | _AWAY, "{canary}/again/": refused("off-site")},
    ),
    case(
        name="redirect_offsite_hop",
        does="The third hop of a redirect leads to another machine.",
        then="Looked at at every hop: the target is `refused`, *off-site*.",
        routes={"/a/": redirect("/b/"), "/b/": redirect("/c/"), "/c/": redirect("{canary}/hop/")},
        links=("/a/",),
        ends={"/c/": _AWAY, "{canary}/hop/": refused("off-site")},
    ),
    case(
        name="redirect_schemeless",
        does="A redirect names another machine without a scheme: `//host/`.",
        then="Known for what it is: `refused`, *off-site*.",
        routes={"/a/": redirect("//{canary:host}/slashes/")},
        ends={"/a/": _AWAY, "{canary}/slashes/": refused("off-site")},
    ),
    case(
        name="redirect_userinfo",
        does="A redirect dresses another machine up as this one: `http://this-one@other/`.",
        then="Read as browsers do: `refused`, *off-site*.",
        routes={"/a/": redirect("http://{site:host}@{canary:host}/dressed/")},
        ends={"/a/": _AWAY, "{canary}/dressed/": refused("off-site")},
    ),
    case(
        name="redirect_backslash",
        does="A redirect hides another machine behind backslashes.",
        then="Nothing leaves the site; what is asked has its row.",
        routes={"/a/": redirect("\\\\{canary:host}\\back/"), "/b/": redirect("http:\\\\{canary:host}/back/")},
        ends={"/a/": _AWAY | _NOWHERE, "/b/": _AWAY | _NOWHERE},
    ),
    case(
        name="redirect_known_host",
        does="An article moved to another host of the same council.",
        then="Followed; the article is `stored` under its new address.",
        routes={"/a/": redirect("{other}/moved/")},
        other={"/moved/": reply(article("moved house"))},
        links=("/a/",),
        held={"{other}/moved/": story("moved house")},
        ends={"/a/": STORED},
    ),
    *(
        case(
            name=f"redirect_{scheme}",
            does=f"A redirect leads to a `{scheme}:` address.",
            then="`failed`, *redirect to nowhere*; nothing is opened.",
            routes={"/a/": redirect(target)},
            ends={"/a/": _NOWHERE},
        )
        for scheme, target in {
            "file": "file:///etc/passwd",
            "ftp": "ftp://{canary:host}/secret",
            "data": "data:text/html,<h1>x</h1>",
            "javascript": "javascript:alert(1)",
            "gopher": "gopher://{canary:host}/_GET",
        }.items()
    ),
    case(
        name="redirect_no_location",
        does="A redirect names no target.",
        then="`failed`, *redirect to nowhere*.",
        routes={"/a/": redirect(None), "/b/": redirect(None, status="300 Multiple Choices")},
        ends={"/a/": _NOWHERE, "/b/": _NOWHERE},
    ),
    case(
        name="redirect_empty_location",
        does="A redirect's target is an empty string, or blanks.",
        then="`failed`: it leads nowhere, or to itself.",
        routes={"/a/": redirect(""), "/b/": redirect("   ")},
        ends=dict.fromkeys(("/a/", "/b/"), failed("redirect to nowhere", "redirect to itself")),
    ),
    case(
        name="redirect_garbage",
        does="A redirect's target is no address: half a bracket, a port of letters, a bare scheme.",
        then="`failed`, *redirect to nowhere*.",
        routes={"/a/": redirect("http://[::1"), "/b/": redirect("http://x:abc/"), "/c/": redirect("http:///")},
        ends=dict.fromkeys(("/a/", "/b/", "/c/"), _NOWHERE),
    ),
    case(
        name="redirect_bytes",
        does="A redirect's target bears raw UTF-8, raw cp1251 and blanks.",
        then="Followed as browsers do, byte for byte; the articles are `stored`.",
        routes={
            "/a/": redirect("/новина/".encode()),
            "/b/": redirect("/новина/".encode("cp1251")),
            "/c/": redirect("/d e/"),
            "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/": reply(article("by raw bytes")),
            "/%ED%EE%E2%E8%ED%E0/": reply(article("by bytes of cp1251")),
        },
        links=("/a/", "/b/", "/c/"),
        held={
            "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/": story("by raw bytes"),
            "/%ED%EE%E2%E8%ED%E0/": story("by bytes of cp1251"),
        },
    ),
    case(
        name="redirect_long",
        does="A redirect's target is 8,000 characters long.",
        then="`refused`, *trap: path*; it is not asked.",
        routes={"/a/": redirect(f"/{'a' * 8_000}/")},
        ends={"/a/": STORED | refused("trap: path"), f"/{'a' * 8_000}/": NOT_KNOWN | refused("trap: path")},
        never=("/aaaa*",),
    ),
    case(
        name="redirect_twice",
        does="An answer bears two Location headers, one of them to another machine.",
        then="Nothing leaves the site.",
        routes={
            "/a/": redirect("/good-2/", headers=["Location: {canary}/two/"]),
            "/b/": redirect("{canary}/two/", headers=["Location: /good-2/"]),
        },
        ends={"/b/": _AWAY | _NOWHERE},
    ),
    case(
        name="redirect_body",
        does="A redirect's own body looks like an article.",
        then="The body is kept and not read; the target is asked.",
        routes={"/a/": redirect("/good-2/", body=article("in a redirect's body"))},
        ends={"/a/": STORED},
    ),
    case(
        name="redirect_status_only",
        does="An answer of status 200 bears a Location header.",
        then="It is the article that it is; Location means nothing here.",
        routes={"/a/": reply(article("with a Location"), headers=["Location: {canary}/no/"])},
        held={"/a/": story("with a Location")},
        ends={"/a/": STORED, "{canary}/no/": NOT_KNOWN},
    ),
    case(
        name="redirect_304_unasked",
        does="A page that we never had answers *304 Not Modified*.",
        then="Not taken for one that we hold: `failed`, *status 304*, and asked again later.",
        routes={"/a/": raw('HTTP/1.1 304 Not Modified\r\nETag: W/"1"\r\n\r\n', end="keep")},
        ends={"/a/": failed("status 304")},
    ),
    case(
        name="redirect_home",
        does="An article's address leads to the home page.",
        then="`refused`, *home page*; it is no other name of anything.",
        routes={"/old-news/": redirect("/", status="301 Moved Permanently")},
        ends={"/old-news/": refused("home page")},
        not_alias=("/old-news/",),
    ),
    case(
        name="redirect_home_again",
        does="An article that we hold leads to the home page a month later.",
        then="`refused`, *home page*; what we hold stays.",
        routes={"/a/": reply(article("later sent home"))},
        held={"/a/": story("later sent home")},
        again=Again(routes={"/a/": redirect("/")}, ends={"/a/": refused("home page")}),
        not_alias=("/a/",),
        requests=40,
    ),
    case(
        name="redirect_another_article",
        does="An article that we hold leads to another article that we hold.",
        then="A removal, suspected, and no second name; both stay as they were.",
        routes={"/a/": reply(article("later replaced"))},
        held={"/a/": story("later replaced")},
        again=Again(
            routes={"/a/": redirect("/good-2/", status="301 Moved Permanently")},
            ends={"/a/": STORED},
        ),
        not_alias=("/a/",),
    ),
    case(
        name="redirect_moved_article",
        does="An article that we hold moved: its address leads to a new one, with the same text.",
        then="It is the same article, now at its new address: the event `moved`.",
        routes={"/a/": reply(article("later moved"))},
        held={"/a/": story("later moved")},
        again=Again(
            routes={"/a/": redirect("/b/", status="301 Moved Permanently"), "/b/": reply(article("later moved"))},
            held={"/b/": story("later moved")},
            moved=("/a/",),
            ends={"/a/": STORED, "/b/": STORED},
        ),
    ),
    case(
        name="redirect_login",
        does="An article's address leads to the site's login.",
        then="`refused`, *login*; no form is filled in.",
        routes={
            "/members/": redirect("/wp-login.php?redirect_to=%2Fmembers%2F"),
            "/wp-login.php*": reply(_GATE, status="200 OK"),
        },
        links=("/members/",),
        ends={"/members/": STORED | refused("login")},
        among=refused("login"),
        not_alias=("/members/",),
    ),
    case(
        name="redirect_document",
        does="An article's address leads to a document.",
        then="The document is kept and `refused`, *not a page*.",
        routes={
            "/a/": redirect("/doc.pdf"),
            "/doc.pdf": reply(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", kind="application/pdf"),
        },
        links=("/a/",),
        ends={"/doc.pdf": refused("not a page")},
    ),
    case(
        name="refresh_live",
        does="An article bids browsers to load it again every minute (meta refresh).",
        then="It is `stored`, once; meta refresh is off.",
        routes={"/a/": reply(article("live", head='<meta http-equiv="refresh" content="60">'))},
        held={"/a/": story("live")},
        ends={"/a/": STORED},
        requests=6,
    ),
    case(
        name="refresh_away",
        does="Articles send browsers to another machine: by meta refresh, by a Refresh header, by a script.",
        then="They are `stored`; nothing is followed.",
        routes={
            "/a/": reply(article("by meta", head='<meta http-equiv="refresh" content="0;url={canary}/meta/">')),
            "/b/": reply(article("by header"), headers=["Refresh: 0; url={canary}/header/"]),
            "/c/": reply(article("by script", head='<script>location="{canary}/script/"</script>')),
        },
        held={"/a/": story("by meta"), "/b/": story("by header"), "/c/": story("by script")},
        ends={f"{{canary}}/{way}/": NOT_KNOWN for way in ("meta", "header", "script")},
    ),
    case(
        name="refresh_loop",
        does="Two pages without news send browsers to each other by meta refresh.",
        then="`refused`, *not an article*; nothing is followed.",
        routes={
            f"/{one}/": reply(plain("Зачекайте", head=f'<meta http-equiv="refresh" content="0;url=/{two}/">'))
            for one, two in (("a", "b"), ("b", "a"))
        },
        ends=dict.fromkeys(("/a/", "/b/"), refused("not an article", "not found", "empty", "challenge")),
        requests=8,
    ),
)
