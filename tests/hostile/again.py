"""Second visits: what is edited, what only rustles, what was taken down, and what pretends that it was."""

from __future__ import annotations

import gzip
import itertools
from functools import partial

from tests.hostile.answers import HTML, head, in_turn, missing, raw, redirect, reply, where
from tests.hostile.case import STORED, UNCHANGED, Again, Case, failed, gone, later, refused
from tests.hostile.charsets import told
from tests.hostile.pages import Story, article, front, plain, story
from tests.hostile.walls import CLOUDFLARE, PARKED, WP_LOGIN

case = partial(Case, group="again", requests=20)
_SAME = UNCHANGED | STORED
_NOT_MODIFIED = raw("HTTP/1.1 304 Not Modified\r\n\r\n", end="keep")
_MODIFIED = "Tue, 16 May 2023 11:05:00 GMT"
_counter = itertools.count(1000)
_UNTOUCHED = "What we hold stays, in one version."


def spoiled(name, does, then, answer, ends):
    """An article that we hold, and something worse at its address."""
    given = told(name)
    return case(
        name=name,
        does=does,
        then=f"{then} {_UNTOUCHED}",
        routes={"/a/": reply(article(given))},
        held={"/a/": given},
        again=Again(routes={"/a/": answer if callable(answer) else reply(answer)}, ends={"/a/": ends}),
    )


def validated(name, does, validators, header, value):
    """An article that is asked for conditionally."""
    return case(
        name=name,
        does=does,
        then="Asked on that condition; *304* is `unchanged`.",
        routes={
            "/a/": where(
                lambda asked: asked.headers.get(header) == value,
                _NOT_MODIFIED,
                reply(article(name), headers=validators),
            )
        },
        held={"/a/": story(name)},
        again=Again(ends={"/a/": UNCHANGED}, conditional=("/a/",)),
    )


def _noisy(_asked):
    number = next(_counter)
    return (
        article(
            story("noisy"),
            content=f'{story("noisy").content}<div class="post-views">Переглядів: {number}</div>'
            f'<div class="sharedaddy"><a href="/?share={number}">Поділитися</a></div>',
            head=f'<script>var nonce="{number}";</script><meta name="generated" content="{number}">',
        )
        + f"<!-- {number} queries in 0.{number} seconds -->"
    )


_REDESIGNED = (
    '<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{0}</title><meta property="og:type" '
    'content="article"></head><body class="t-new"><main class="x1"><section class="x2"><h1 class="x3">{0}</h1>{1}'
    '</section><section class="x4"><h2>Інші новини</h2><p>Сусідня новина про ремонт доріг</p></section></main>'
    "</body></html>"
)
_REDESIGN = story("redesign")
_JUMBLED = bytes(byte ^ 0x2A if byte > 0x7F else byte for byte in range(256))
"""A charset of our own, which nobody can know."""

CASES = (
    validated("s304", "An article has an ETag.", ['ETag: "v1"'], "if-none-match", '"v1"'),
    validated("s304_weak", "An article has a weak ETag.", ['ETag: W/"v-1"'], "if-none-match", 'W/"v-1"'),
    validated(
        "s304_modified",
        "An article has the moment of its last change.",
        [f"Last-Modified: {_MODIFIED}"],
        "if-modified-since",
        _MODIFIED,
    ),
    case(
        name="s304_edited",
        does="An article with an ETag was edited.",
        then="Asked conditionally, and a new version `stored`.",
        routes={"/a/": reply(article("before the edit"), headers=['ETag: "v1"'])},
        held={"/a/": story("before the edit")},
        again=Again(
            routes={"/a/": reply(article("after the edit"), headers=['ETag: "v2"'])},
            held={"/a/": story("after the edit")},
            versions={"/a/": 2},
            ends={"/a/": STORED},
            conditional=("/a/",),
        ),
    ),
    case(
        name="s_changes",
        does="An article was edited.",
        then="A new version is `stored`; the earlier one stays.",
        routes={"/a/": reply(article("first words"))},
        held={"/a/": story("first words")},
        again=Again(
            routes={"/a/": reply(article("second words"))},
            held={"/a/": story("second words")},
            versions={"/a/": 2},
            ends={"/a/": STORED},
        ),
    ),
    case(
        name="s_noise",
        does="Counters, nonces and times change with every request; the article does not.",
        then="No new version.",
        routes={"/a/": reply(_noisy)},
        held={"/a/": story("noisy")},
        again=Again(ends={"/a/": _SAME}),
    ),
    case(
        name="s_same_bytes",
        does="Nothing changed.",
        then="No new version.",
        again=Again(ends={f"/good-{n}/": _SAME for n in (1, 2, 3)}),
    ),
    case(
        name="s_new_coding",
        does="An article is the same, packed in another way and in another charset.",
        then="No new version.",
        routes={"/a/": reply(article(told("recoded")))},
        held={"/a/": told("recoded")},
        again=Again(
            routes={
                "/a/": reply(
                    article(told("recoded")).replace('<meta charset="utf-8">', ""),
                    kind="text/html; charset=windows-1251",
                    pack=lambda body: gzip.compress(body.decode().encode("cp1251")),
                )
            },
            ends={"/a/": _SAME},
        ),
    ),
    spoiled("gone_404", "An article that we hold is not there any more (*404*).", "`gone`.", missing(), gone(404)),
    spoiled(
        "gone_410",
        "An article that we hold is gone for good (*410*).",
        "`gone`.",
        missing(status="410 Gone"),
        gone(410),
    ),
    spoiled(
        "gone_soft",
        "An article that we hold is not found, says a page with status 200.",
        "`refused`, *not found*.",
        plain("Сторінку не знайдено", "На жаль, такої сторінки не існує."),
        refused("not found"),
    ),
    spoiled(
        "gone_soft_dressed",
        "The same in an article's dress.",
        "`refused`, *not found*.",
        article(Story("Сторінку не знайдено", ("На жаль, сторінку не знайдено.",)), published=None),
        refused("not found"),
    ),
    spoiled(
        "gone_home",
        "An article that we hold answers with the home page.",
        "`refused`, *home page*.",
        front(["/good-1/", "/good-2/"]),
        refused("home page"),
    ),
    spoiled(
        "gone_challenge",
        "A challenge stands in the place of an article that we hold.",
        "`refused`, *challenge*.",
        CLOUDFLARE,
        refused("challenge"),
    ),
    spoiled(
        "gone_login",
        "A login stands in the place of an article that we hold.",
        "`refused`, *login*.",
        WP_LOGIN,
        refused("login"),
    ),
    spoiled(
        "gone_password",
        "An article that we hold is behind a password now.",
        "`refused`, *password required*.",
        article(Story("Захищено", ()), content='<form class="post-password-form"><input type="password"></form>'),
        refused("password required"),
    ),
    spoiled(
        "gone_parked",
        "The domain of an article that we hold is for sale.",
        "`refused`, *parked*.",
        PARKED,
        refused("parked"),
    ),
    spoiled(
        "gone_empty",
        "An article that we hold answers with nothing.",
        "`refused`, *empty*.",
        reply(b""),
        refused("empty"),
    ),
    spoiled(
        "gone_text",
        "The text of an article that we hold has vanished; its title stands.",
        "`refused`, *empty*.",
        article(Story(told("gone_text").title, ())),
        refused("empty"),
    ),
    spoiled(
        "gone_file",
        "A document stands in the place of an article that we hold.",
        "`refused`, *not a page*.",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        refused("not a page"),
    ),
    spoiled(
        "gone_static",
        "The address of an article that we hold is of a page that is no news.",
        "`refused`, *a static page*.",
        article("now static", body_class="page page-template-default"),
        refused("a static page"),
    ),
    spoiled(
        "gone_cut",
        "An article that we hold comes in half.",
        "`failed`, *cut short*.",
        raw(head(f"Content-Type: {HTML}", "Content-Length: 9999"), article("half")[:900]),
        failed("cut short"),
    ),
    spoiled(
        "gone_gzip_cut",
        "An article that we hold comes packed, in half.",
        "`failed`, *cut short*.",
        reply(gzip.compress(article("half").encode())[:-40], headers=["Content-Encoding: gzip"]),
        failed("cut short"),
    ),
    spoiled(
        "gone_down",
        "An article that we hold answers *500*.",
        "`failed`, *status 500*.",
        missing(status="500 Oops"),
        failed("status 500"),
    ),
    spoiled(
        "gone_busy",
        "An article that we hold answers *503*, in its own dress.",
        "`later`.",
        reply(article("busy"), status="503 Unavailable", headers=["Retry-After: 86400"]),
        later("status 503", "asked to wait"),
    ),
    spoiled(
        "gone_forbidden",
        "An article that we hold is forbidden (*403*).",
        "`refused`, *status 403*.",
        missing(status="403 Forbidden"),
        refused("status 403"),
    ),
    case(
        name="s_mislabelled",
        does="An article that we hold comes with a wrong charset in its label.",
        then=f"Found out. {_UNTOUCHED}",
        routes={"/a/": reply(article(told("mislabelled")))},
        held={"/a/": told("mislabelled")},
        again=Again(
            routes={"/a/": reply(article(told("mislabelled")), kind="text/html; charset=windows-1251")},
            ends={"/a/": _SAME},
        ),
    ),
    case(
        name="s_mojibake",
        does="An article that we hold comes in letters that no charset makes sense of.",
        then=f"`refused`, *garbled*. {_UNTOUCHED}",
        routes={"/a/": reply(article(told("jumbled")))},
        held={"/a/": told("jumbled")},
        again=Again(
            routes={
                "/a/": reply(
                    article(told("jumbled")).encode("cp1251").translate(_JUMBLED),
                    kind="text/html; charset=utf-8",
                )
            },
            ends={"/a/": _SAME | refused("garbled")},
        ),
    ),
    case(
        name="redesign",
        does="A site has a new theme, which the page class does not know.",
        then="Read by what is plain, or `refused`, *layout*; a worse reading never takes a better one's place.",
        routes={"/a/": reply(article(_REDESIGN))},
        held={"/a/": _REDESIGN},
        again=Again(
            routes={"/a/": reply(_REDESIGNED.format(_REDESIGN.title, _REDESIGN.content))},
            ends={"/a/": _SAME | refused("layout")},
        ),
    ),
    case(
        name="redesign_scripts",
        does="A site's new theme fills its articles by scripts; the page itself is bare.",
        then=f"`refused`. {_UNTOUCHED}",
        routes={"/a/": reply(article("before the scripts"))},
        held={"/a/": story("before the scripts")},
        again=Again(
            routes={"/a/": reply(_REDESIGNED.format("Обласна рада", '<div id="app"></div>'))},
            ends={"/a/": refused("empty", "not an article")},
        ),
    ),
    case(
        name="s_late",
        does="An article was put in between two that we hold.",
        then="It is found by their neighbour links, and `stored`.",
        again=Again(
            routes={
                "/": reply(front(["/good-1/", "/late/", "/good-2/", "/good-3/"])),
                "/late/": reply(article("late", previous="{site}/good-1/", next="{site}/good-2/")),
            },
            held={"/late/": story("late")},
            ends={"/late/": STORED},
        ),
    ),
    case(
        name="s_too_early",
        does="An article is named, and answers *404* until the next day.",
        then="`gone`; it is looked for again, and `stored`.",
        routes={"/a/": missing()},
        ends={"/a/": gone(404)},
        again=Again(
            routes={"/a/": reply(article("early"))}, held={"/a/": story("early")}, ends={"/a/": gone(404) | STORED}
        ),
    ),
    case(
        name="s_mended",
        does="Three articles lead to a page that says that the site is being mended, until the next day.",
        then="The page is no article; they are looked for again, and `stored`.",
        routes={f"/{n}/": redirect("/wall/") for n in range(3)} | {"/wall/": reply(plain("<p>Сайт оновлюється.</p>"))},
        links=("/0/", "/1/", "/2/"),
        again=Again(
            routes={f"/{n}/": reply(article(f"mended {n}")) for n in range(3)},
            held={f"/{n}/": story(f"mended {n}") for n in range(3)},
            ends={f"/{n}/": STORED for n in range(3)},
        ),
    ),
    case(
        name="s_flapping",
        does="An article answers *404* once, and is there again when it is asked again.",
        then="It is not lost: what we hold stays, and a later visit finds it.",
        routes={"/a/": in_turn(reply(article("flapping")), missing(), reply(article("flapping")))},
        held={"/a/": story("flapping")},
        again=Again(ends={"/a/": gone(404) | _SAME}),
    ),
    case(
        name="s_anothers_text",
        does="An article's address shows another article that we hold, to the letter: the site was broken into.",
        then=f"`refused`, *another article*. {_UNTOUCHED}",
        routes={"/a/": reply(article("before"))},
        held={"/a/": story("before")},
        again=Again(routes={"/a/": reply(article("good-1"))}, ends={"/a/": refused("another article")}),
    ),
    case(
        name="s_canonical_dead",
        does="An article says that its address is another, where there is nothing.",
        then="Once that has answered it is held under the address at which it was read: nothing was removed.",
        routes={"/a/": reply(article("canonical", canonical="{site}/dead/"))},
        held={"/dead/": story("canonical")},
        again=Again(held={"/a/": story("canonical")}, moved=("/dead/",), ends={"/dead/": gone(404)}),
    ),
    case(
        name="s_site_down",
        does="A whole site that we hold is down.",
        then="Exit code 5; nothing is deleted, nothing is changed.",
        again=Again(
            routes=dict.fromkeys(("/robots.txt", "/", "/good-1/", "/good-2/", "/good-3/", "*"), raw(end="reset")),
        ),
        code=(0, 5),
    ),
)
