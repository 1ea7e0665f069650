"""Traps: sites that go on for ever, by path, by parameter, by calendar, by the same text under ever new addresses."""

from __future__ import annotations

import itertools
import re
from functools import partial

from tests.hostile.answers import HTML, reply, text, xml
from tests.hostile.case import NOT_KNOWN, STORED, Case, gone, refused
from tests.hostile.pages import Story, article, category, front, plain, sitemap, story

case = partial(Case, group="trap", requests=90)
_PATH = refused("trap: path")
_PARAMETERS = refused("trap: parameters")
_TEXT = refused("trap: same text")
_LISTS = refused("trap: lists")
_SAME = story("the same again")
_THEN_TEXT = "Noticed by the text: further addresses are `refused`, *trap: same text*."
_THEN_PATH = "Noticed by the address: `refused`, *trap: path*."
_THEN_PARAMETERS = "Noticed by the parameters: `refused`, *trap: parameters*."
_THEN_LISTS = "Noticed since no list names what the others do not: `refused`, *trap: lists*."


def number(asked):
    """Give the last number of an address, 0 where it has none."""
    found = re.findall(r"\d+", asked.target)
    return int(found[-1]) if found else 0


def listing(pager, links=(), **more):
    """Give a list page with a pager."""
    page = front(links, **{"body_class": "archive category", "canonical": None} | more)
    anchors = "".join(f'<a class="page-numbers" href="{url}">далі</a>' for url in pager)
    return page.replace("</body>", f'<div class="page-nav">{anchors}</div></body>')


def walk(name, does, beginning, page, *, pattern=None, kind=HTML, headers=(), **more):
    """A walk that never ends: every address of ``pattern`` is answered by ``page``, which names the next."""
    pattern = pattern or f"{beginning}*"
    given = {"links": (beginning,), "may": {pattern: _SAME}}
    return case(
        name=name,
        does=does,
        routes={pattern: reply(page, kind=kind, headers=headers)},
        **given | more,
    )


def _word(number):
    """Give a word without figures for each number."""
    return "".join("абвгдежзик"[int(digit)] for digit in str(number * 7919))


def _index(addresses):
    return sitemap(*addresses, root="sitemapindex", entry="sitemap")


_session = itertools.count(10**6)
_WORDS = tuple(map("".join, itertools.islice(itertools.product("abcdefghijklmno", repeat=3), 3000)))
"""For addresses that are not alike."""

CASES = (
    case(
        name="nav_self",
        does="An article is its own previous and next.",
        then="Asked once, and `stored`.",
        routes={"/a/": reply(article("self", previous="{site}/a/", next="/a/?utm_source=x#top"))},
        held={"/a/": story("self")},
        requests=6,
    ),
    case(
        name="nav_cycle",
        does="Three articles are each other's next, in a ring.",
        then="Each is asked once, and `stored`.",
        routes={f"/c{n}/": reply(article(f"ring {n}", next=f"{{site}}/c{(n + 1) % 3}/")) for n in range(3)},
        links=("/c0/",),
        held={f"/c{n}/": story(f"ring {n}") for n in range(3)},
        requests=8,
    ),
    case(
        name="nav_both_ways",
        does="An article names the same neighbour on both sides, and that one names it.",
        then="Each is asked once, and `stored`.",
        routes={
            "/a/": reply(article("left", previous="{site}/b/", next="{site}/b/")),
            "/b/": reply(article("right", previous="{site}/a/", next="{site}/a/")),
        },
        held={"/a/": story("left"), "/b/": story("right")},
        requests=7,
    ),
    walk(
        "nav_endless",
        "A chain of articles never ends; all have the same text.",
        "/n/1/",
        lambda asked: article(_SAME, previous=f"{{site}}/n/{number(asked) + 1}/"),
        then=_THEN_TEXT,
        among=_TEXT,
        pattern="/n/*",
    ),
    walk(
        "nav_endless_word",
        "The same, and a word of the text is another on each page.",
        "/t",
        lambda asked: article(
            Story("Те саме знов", (f"Гасло дня: {_word(number(asked))}.", *_SAME.paragraphs)),
            previous=f"{{site}}/t{number(asked) + 1}/",
        ),
        then=_THEN_TEXT,
        among=_TEXT,
        links=("/t1/",),
        pattern="/t*",
        may={"/t*": None},
    ),
    walk(
        "nav_endless_query",
        "The same, by a number in the query.",
        "/n?id=1",
        lambda asked: article(_SAME, previous=f"{{site}}/n?id={number(asked) + 1}"),
        then=_THEN_TEXT + " Or by the parameters.",
        among=_TEXT | _PARAMETERS,
        pattern="/n?id=*",
    ),
    walk(
        "nav_session",
        "Every link bears a session of its own, and every page is the same article.",
        "/n/?sid=1",
        lambda _: article(_SAME, previous=f"{{site}}/n/?sid={next(_session):x}"),
        then=_THEN_TEXT + " Or by the parameters.",
        among=_TEXT | _PARAMETERS,
        pattern="/n/?sid=*",
    ),
    walk(
        "nav_session_list",
        "Each page of a list bears a session of its own in all its links.",
        "/s?part=1&visit=0",
        lambda _: category([f"/s?part={part}&visit={own}" for own in [f"{next(_session):032x}"] for part in range(4)]),
        then=_THEN_PARAMETERS,
        among=_PARAMETERS,
        pattern="/s?*",
        may={},
        requests=110,
    ),
    walk(
        "nav_session_path",
        "The session stands in the path: `/(S(abc))/news/`.",
        "/(S(1))/news/",
        lambda _: article(_SAME, next=f"{{site}}/(S({next(_session):x}))/news/"),
        then=_THEN_TEXT,
        among=_TEXT,
        pattern="/(S(*",
    ),
    case(
        name="nav_session_known",
        does="Links bear sessions by the names that everybody uses, and counters of clicks.",
        then="They are taken off: each article is asked once.",
        routes={
            "/list/": reply(
                category(
                    [f"/good-2/?PHPSESSID={n:032x}" for n in range(30)]
                    + [f"/good-3/?utm_campaign=c{n}&fbclid={n}" for n in range(30)]
                    + [f"/good-1/?jsessionid={n}#c{n}" for n in range(30)]
                )
            )
        },
        ends={"/list/": STORED},
        requests=7,
    ),
    walk(
        "nav_path",
        "A relative link makes each page lead one level deeper: `/n/n/n/`.",
        "/n/",
        lambda _: article(_SAME, next="n/"),
        then=_THEN_PATH,
        among=_PATH,
    ),
    walk(
        "nav_path_pair",
        "Two segments repeat: `/a/b/a/b/`.",
        "/a/b/",
        lambda _: article(_SAME, next="a/b/"),
        then=_THEN_PATH,
        among=_PATH | _TEXT,
    ),
    walk(
        "nav_path_list",
        "Lists lead one level deeper each, by relative links.",
        "/l/",
        lambda _: category(["n/l/"]),
        then=_THEN_PATH,
        among=_PATH,
        may={},
        ends={"/l/": STORED},
    ),
    walk(
        "nav_path_deep",
        "Each page leads one level deeper, by another word each time.",
        "/d/",
        lambda asked: category([f"w{len(asked.target)}/"]),
        then=_THEN_PATH,
        among=_PATH | _TEXT,
        may={},
    ),
    walk(
        "nav_path_long",
        "Each address is longer than the one before.",
        "/long-",
        lambda asked: article(_SAME, next=f"{{site}}{asked.target}{'x' * 150}"),
        then=_THEN_PATH,
        among=_PATH,
    ),
    walk(
        "nav_percent",
        "Each page escapes its own address once more: `%25`, `%2525`.",
        "/p%25/",
        lambda asked: article(_SAME, next="{site}" + asked.target.replace("%", "%25")),
        then=_THEN_PATH,
        among=_PATH | _TEXT,
        pattern="/p%*",
    ),
    walk(
        "nav_query_growth",
        "Each page adds a parameter to its address.",
        "/q?a=1",
        lambda asked: article(_SAME, next=f"{{site}}{asked.target}&p{len(asked.target)}=1"),
        then=_THEN_PARAMETERS,
        among=_PARAMETERS,
    ),
    walk(
        "nav_params",
        "A list can be filtered and sorted in endlessly many ways.",
        "/f?color=1",
        lambda asked: listing([f"/f?by={number(asked) % 7}&color={number(asked) * 2 + n}" for n in (0, 1)]),
        then=_THEN_PARAMETERS + " Or by lists that name nothing.",
        among=_PARAMETERS | _LISTS,
        pattern="/f?*",
        may={},
    ),
    walk(
        "nav_params_articles",
        "An article is found under endlessly many parameters.",
        "/v?z=1",
        lambda asked: article(_SAME, next=f"{{site}}/v?a={number(asked) % 5}&z={number(asked) + 1}"),
        then=_THEN_PARAMETERS,
        among=_PARAMETERS | _TEXT,
        pattern="/v?*",
    ),
    walk(
        "nav_calendar",
        "A calendar leads to the next month, for ever; no month has news.",
        "/calendar/1/",
        lambda asked: listing([f"/calendar/{number(asked) + 1}/"]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/calendar/*",
        may={},
    ),
    walk(
        "nav_calendar_days",
        "Each day of a calendar links to a week of days.",
        "/day/1/",
        lambda asked: category([f"/day/{number(asked) + n}/" for n in range(1, 8)]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/day/*",
        may={},
    ),
    walk(
        "nav_pager",
        "Every further page of a list shows the articles of the first.",
        "/list/page/1/",
        lambda asked: listing([f"/list/page/{number(asked) + 1}/"], ["/good-1/", "/good-2/"]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/list/page/*",
        may={},
    ),
    walk(
        "nav_pager_empty",
        "The pager of a list goes on for ever, and shows nothing.",
        "/list/page/1/",
        lambda asked: listing([f"/list/page/{number(asked) + 1}/"]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/list/page/*",
        may={},
    ),
    walk(
        "nav_pager_wide",
        "Each page of a list names a hundred further ones.",
        "/w/1/",
        lambda asked: listing([f"/w/{number(asked) * 100 + n}/" for n in range(100)]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/w/*",
        may={},
        requests=300,  # without a delay a hundred may be asked before the first is read
    ),
    walk(
        "nav_lists",
        "Lists name lists that name lists, each with its own new addresses.",
        "/t/1/",
        lambda asked: category([f"/t/{number(asked) * 2 + n}/" for n in (0, 1)]),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/t/*",
        may={},
    ),
    walk(
        "nav_soft",
        "Pages that say *not found* with status 200 link to further ones.",
        "/s/1/",
        lambda asked: plain(
            "Сторінку не знайдено",
            "На жаль, такої сторінки немає.",
            *(f'<h3 class="entry-title"><a href="/s/{number(asked) * 2 + n}/">Інша</a></h3>' for n in (0, 1)),
            body_class="error404",
        ),
        then="`refused`, *not found*, whatever they link to.",
        among=refused("not found"),
        pattern="/s/*",
        may={},
    ),
    case(
        name="nav_old",
        does="A chain of articles goes back in time for ever, a year a page.",
        then="Walked to the day from which the council's news is wanted, and no further.",
        routes={
            "/y/*": reply(
                lambda asked: article(
                    f"of the year {number(asked)}",
                    published=f"{number(asked)}-06-01T10:00:00+03:00",
                    previous=f"{{site}}/y/{number(asked) - 1}/",
                )
            )
        },
        links=("/y/2025/",),
        held={f"/y/{year}/": story(f"of the year {year}") for year in range(2015, 2026)},
        ends={"/y/2014/": NOT_KNOWN},
        requests=20,
    ),
    case(
        name="nav_sitemap_self",
        does="A sitemap index names itself, and one that names it.",
        then="Each is asked once.",
        routes={
            "/map.xml": xml(sitemap("{site}/map.xml", "{site}/map2.xml", root="sitemapindex", entry="sitemap")),
            "/map2.xml": xml(sitemap("{site}/map.xml", root="sitemapindex", entry="sitemap")),
        },
        links=("/map.xml",),
        ends={"/map.xml": STORED, "/map2.xml": STORED},
        requests=7,
    ),
    walk(
        "nav_sitemap_endless",
        "A sitemap index names a further index, for ever.",
        "/m1.xml",
        lambda asked: sitemap(f"{{site}}/m{number(asked) + 1}.xml", root="sitemapindex", entry="sitemap"),
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/m*",
        may={},
        kind="application/xml",
    ),
    case(
        name="nav_sitemap_dead",
        does="A sitemap index names 3,000 sitemaps that are gone.",
        then="After a hundred in vain: `refused`, *trap: lists*.",
        routes={"/map.xml": xml(_index(f"{{site}}/of/m{number}.xml" for number in range(3000)))},
        among=_LISTS,
        requests=120,
    ),
    case(
        name="nav_heads",
        does="The head of a page names 3,000 feeds and 3,000 sitemaps.",
        then="Twenty of each are asked, before any article.",
        head="".join(
            f'<link rel="alternate" type="application/rss+xml" href="/{word}/feed/" />'
            f'<link rel="sitemap" href="/{word}/map.xml" />'
            for word in _WORDS
        ),
        requests=60,
    ),
    case(
        name="nav_robots",
        does="robots.txt names 3,000 sitemaps.",
        then="A hundred are asked.",
        routes={"/robots.txt": text("".join(f"Sitemap: {{site}}/{word}/map.xml\n" for word in _WORDS))},
        requests=130,
    ),
    walk(
        "nav_api",
        "The API has a hundred thousand pages, each with the same posts.",
        "/wp-json/wp/v2/posts?page=1",
        lambda _: '[{"link":"{site}/good-1/","modified_gmt":"2023-05-16T11:05:00"}]',
        then=_THEN_LISTS,
        among=_LISTS,
        pattern="/wp-json/*",
        may={},
        kind="application/json",
        headers=["X-WP-TotalPages: 100000"],
    ),
    case(
        name="nav_spellings",
        does="A list names one article in forty spellings: dots, escapes, blanks, counters of clicks.",
        then="They are one address: it is asked once.",
        routes={
            "/list/": reply(
                category(
                    ["/./good-2/", "/x/../good-2/", "/good%2D2/", "/%67ood-2/", "/good-2/#a", " /good-2/ ", "/good-2/?"]
                    + [f"/good-2/?utm_term={n}" for n in range(33)]
                )
            )
        },
        ends={"/list/": STORED},
        requests=7,
    ),
    case(
        name="nav_versions",
        does="An article is also found for printing, for telephones and by its number; it names its true address.",
        then="They are other names of one article, which is `stored` once.",
        routes={
            target: reply(article("of many names", canonical="{site}/a/", head='<link rel="shortlink" href="/?p=7">'))
            for target in ("/a/", "/a/print/", "/a/?amp=1", "/?p=7", "/m/a/")
        },
        held={"/a/": story("of many names")},
        requests=10,
    ),
    case(
        name="nav_hosts",
        does="Every page leads to a subdomain of its own.",
        then="They are other sites: `refused`, *off-site*, or not taken up.",
        routes={"/a/": reply(article("of subdomains", next="http://n1.{site:host}/"))},
        held={"/a/": story("of subdomains")},
        ends={"http://n1.{site:host}/": NOT_KNOWN | refused("off-site")},
        requests=6,
    ),
    case(
        name="nav_spread",
        does="Two hundred articles of one list have the same text.",
        then=_THEN_TEXT,
        routes={"/list/": reply(category([f"/same/{n}/" for n in range(200)])), "/same/*": reply(article(_SAME))},
        links=("/list/",),
        may={"/same/*": _SAME},
        among=_TEXT,
        requests=190,  # as above
    ),
    case(
        name="nav_dead_ends",
        does="A list names sixty articles that are gone.",
        then="Each is asked once, and `gone`; the good ones are `stored`.",
        routes={"/list/": reply(category([f"/dead/{n}/" for n in range(60)]))},
        ends={f"/dead/{n}/": gone(404) for n in range(60)},
        requests=70,
    ),
)
