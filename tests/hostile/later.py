"""A server that wants to be left alone: 429, 503, Retry-After in every form; and those that fail now and then."""

from __future__ import annotations

import time
from email.utils import formatdate
from functools import partial

from tests.hostile.answers import in_turn, missing, raw, redirect, reply
from tests.hostile.case import STORED, Again, Case, failed, gone, later, refused
from tests.hostile.pages import article, story

case = partial(Case, group="later")
_LATER = later("status 429", "status 503", "asked to wait")
_DAY = 86_400
_TOO_MANY = "429 Too Many Requests"
_UNAVAILABLE = "503 Service Unavailable"


def busy(status, after=None):
    """Ask to be left alone; ``after`` is the value of Retry-After."""
    return reply(article("a busy server's"), status=status, headers=[] if after is None else [f"Retry-After: {after}"])


def busy_until(status, seconds):
    """Ask to be left alone until a moment, named as a date."""

    async def answer(wire):
        await busy(status, formatdate(time.time() + seconds, usegmt=True))(wire)

    return answer


def once(name, does, answer, **more):
    """An address that answers properly when it is asked again."""
    given = {"then": "The whole host is left alone for the time it asks for; then the article is `stored`."}
    return case(
        name=name,
        does=does,
        routes={"/a/": in_turn(answer, reply(article(name)))},
        held={"/a/": story(name)},
        ends={"/a/": _LATER | STORED},
        **given | more,
    )


_ENDS = "The run ends for this host, `later`, *asked to wait*; the rest stays to be asked in another."


def for_today(name, does, answer, then=_ENDS):
    """An address whose answer ends the host's run."""
    return case(
        name=name,
        does=does,
        then=then,
        routes={"/a/": answer},
        spared=1,
        ends={"/a/": _LATER},
        never=("/good-2/", "/good-3/"),
        requests=4,
    )


def failing(name, status, ends, does, then):
    """An address that answers with one status, for ever, under the page of an article."""
    code = int(status[:3])
    return case(
        name=name,
        does=does,
        then=then,
        routes={"/a/": reply(article(f"of {code}"), status=status)},
        ends={"/a/": ends},
        times={"/a/": (3, 3) if status.startswith("5") else (1, 1)},
    )


CASES = (
    once("s429", "A page answers *429*, *Retry-After: 1*.", busy(_TOO_MANY, 1), pauses={"/a/": 1.0}),
    once("s503_seconds", "A page answers *503*, *Retry-After: 2*.", busy(_UNAVAILABLE, 2), pauses={"/a/": 2.0}),
    once(
        "s503_date",
        "A page answers *503* and names the moment when it will be back.",
        busy_until(_UNAVAILABLE, 3),
        pauses={"/a/": 1.5},
    ),
    once(
        "s503_past",
        "A page answers *503* and names a moment that has passed.",
        busy_until(_UNAVAILABLE, -_DAY),
        then="Asked again after a pause of our own; the article is `stored`.",
    ),
    once(
        "s429_zero",
        "A page answers *429*, *Retry-After: 0*.",
        busy(_TOO_MANY, 0),
        then="Asked again after a pause of our own; the article is `stored`.",
    ),
    once(
        "s429_no_header",
        "A page answers *429* and does not say for how long.",
        busy(_TOO_MANY),
        then="Asked again after a pause of our own; the article is `stored`.",
    ),
    once(
        "s503_no_header",
        "A page answers *503* and does not say for how long.",
        busy(_UNAVAILABLE),
        then="Asked again after a pause of our own; the article is `stored`.",
    ),
    *(
        once(
            f"s429_garbage_{name}",
            f"A page answers *429*, and Retry-After is {what}.",
            busy(_TOO_MANY, value),
            then="Read as if it were not there: asked again after a pause of our own, and `stored`.",
        )
        for name, what, value in (
            ("word", "a word", "soon"),
            ("negative", "less than nothing", "-5"),
            ("date", "a day that is not in the calendar", "Fri, 99 Foo 2026 99:99:99 GMT"),
            ("empty", "empty", ""),
        )
    ),
    for_today("s503_day", "A page answers *503*, *Retry-After: 86400*: come back tomorrow.", busy(_UNAVAILABLE, _DAY)),
    for_today("s429_day", "A page answers *429*, *Retry-After: 86400*.", busy(_TOO_MANY, _DAY)),
    for_today("s503_day_date", "A page answers *503* and names a moment tomorrow.", busy_until(_UNAVAILABLE, _DAY)),
    for_today("s503_for_ever", "A page answers *503*, and Retry-After has 400 digits.", busy(_UNAVAILABLE, "9" * 400)),
    for_today(
        "s503_far_date",
        "A page answers *503* and names the last day that there is.",
        busy(_UNAVAILABLE, "Fri, 31 Dec 9999 23:59:59 GMT"),
        "The run ends for this host, `later`; it is asked again in a month.",
    ),
    case(
        name="s503_day_again",
        does="A page answers *503*, *Retry-After: 86400*, today and whenever it is asked.",
        then="From the second run on it is asked last: the other articles are `stored`.",
        routes={"/a/": busy(_UNAVAILABLE, _DAY)},
        spared=1,
        ends={"/a/": _LATER},
        again=Again(ends={"/a/": _LATER}, held={f"/good-{n}/": story(f"good-{n}") for n in (2, 3)}),
    ),
    case(
        name="lost_again",
        does="Nine pages, named before others, never answer: a host that does not answer eight times is left alone.",
        then="From the second run on they are asked last: the other articles are `stored`.",
        routes={f"/{number}/": raw(end="reset") for number in range(1, 10)},
        spared=1,
        code=(0, 5),
        again=Again(held={f"/good-{n}/": story(f"good-{n}") for n in (2, 3)}),
    ),
    case(
        name="s429_always",
        does="A page answers *429*, *Retry-After: 1*, whenever it is asked.",
        then="Asked a few times, each time later, then given up as `later`; the other articles are `stored`.",
        routes={"/a/": busy(_TOO_MANY, 1)},
        ends={"/a/": _LATER},
        times={"/a/": (2, 8)},
    ),
    case(
        name="s429_everything",
        does="Everything but robots.txt answers *429*.",
        then="Given up after a few tries: `later`.",
        routes={"/robots.txt": missing(), "/": busy(_TOO_MANY, 1), "*": busy(_TOO_MANY, 1)},
        spared=0,
        ends={"/": _LATER},
        times={"/": (2, 8)},
        requests=12,
        code=(0, 5),
    ),
    case(
        name="s503_start_day",
        does="The whole site is closed until tomorrow.",
        then="One page is asked; the run ends: `later`.",
        routes={"/": busy(_UNAVAILABLE, _DAY), "/good-*": busy(_UNAVAILABLE, _DAY)},
        spared=0,
        ends={"/": _LATER},
        never=("/good-*",),
        requests=3,
        code=(0, 5),
    ),
    case(
        name="s503_other_host",
        does="A second host of the council is closed until tomorrow.",
        then="The site itself is crawled on.",
        routes={"/to/": redirect("{other}/x/")},
        other={"/x/": busy(_UNAVAILABLE, _DAY)},
        links=("/to/",),
        ends={"{other}/x/": _LATER},
    ),
    case(
        name="s500_once",
        does="Pages answer *500*, *502*, *504* once, and properly when they are asked again.",
        then="Tried again in the same run, and `stored`.",
        routes={
            f"/{status[:3]}/": in_turn(reply("down", status=status), reply(article(status)))
            for status in ("500 Oops", "502 Bad Gateway", "504 Gateway Timeout")
        },
        held={f"/{status[:3]}/": story(status) for status in ("500 Oops", "502 Bad Gateway", "504 Gateway Timeout")},
    ),
    case(
        name="s500_many",
        does="Nine pages answer *500* for ever, on a site that has others.",
        then="Tried three times each; the site is not held to be down.",
        routes={f"/bad-{n}/": reply("broken", status="500 Oops") for n in range(9)} | {"/a/": reply(article("amid"))},
        links=(*(f"/bad-{n}/" for n in range(5)), "/a/", *(f"/bad-{n}/" for n in range(5, 9))),
        held={"/a/": story("amid")},
        ends={f"/bad-{n}/": failed("status 500") for n in range(9)},
        times={f"/bad-{n}/": (3, 3) for n in range(9)},
        good=12,
        requests=60,
    ),
    failing(
        "s500_always",
        "500 Internal Server Error",
        failed("status 500"),
        "A page answers *500* for ever, in an article's dress.",
        "Tried three times: `failed`, *status 500*.",
    ),
    failing(
        "s502_always",
        "502 Bad Gateway",
        failed("status 502"),
        "A page answers *502* for ever.",
        "Tried three times: `failed`, *status 502*.",
    ),
    failing(
        "s403",
        "403 Forbidden",
        refused("status 403", "challenge", "login"),
        "A page is forbidden (*403*).",
        "`refused`, *status 403*; asked once.",
    ),
    failing(
        "s451",
        "451 Unavailable For Legal Reasons",
        refused("status 451"),
        "A page is withheld by law (*451*).",
        "`refused`, *status 451*.",
    ),
    failing(
        "s400",
        "400 Bad Request",
        refused("status 400"),
        "A page does not understand us (*400*).",
        "`refused`, *status 400*.",
    ),
    failing(
        "s418",
        "418 I'm a teapot",
        refused("status 418"),
        "A server is a teapot (*418*).",
        "`refused`, *status 418*.",
    ),
    failing(
        "s404_article",
        "404 Not Found",
        gone(404),
        "A page answers *404* in an article's dress.",
        "`gone`; it is no article.",
    ),
    failing("s410", "410 Gone", gone(410), "A page says that it is gone for good (*410*).", "`gone`."),
)
