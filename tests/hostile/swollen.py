"""What grows when it is read: markup, words, lists, nested without end or long beyond measure."""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import json, reply, xml
from tests.hostile.case import STORED, Case, failed, refused
from tests.hostile.pages import Story, article, category, feed, plain, sitemap, story

case = partial(Case, group="bomb")
_NO_LIST = refused("not a list of addresses") | STORED


def swollen(name, does, page, told, **more):
    """One article whose markup swells when it is read; the article itself is a good one."""
    given = {"then": "The article is read all the same, and `stored`.", "held": {"/a/": told}}
    return case(name=name, does=does, routes={"/a/": reply(page)}, **given | more)


def _laughs(root):
    """A billion laughs: ten entities, each ten times the one before."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{lines}]>'


_LONG = story("long", paragraphs=6000)
_ORDINARY = story("ordinary")
_WORD = "а" * 150_000
_WORDS = Story("Слово завдовжки з книжку", (_WORD, "Решту тексту видно."))

CASES = (
    swollen("big_honest", "An article of 3 MiB, as long as a book.", article(_LONG), _LONG),
    swollen(
        "bomb_nesting",
        "An article stands in 1,000 elements, each within the other.",
        article(_ORDINARY, content="<div>" * 1_000 + _ORDINARY.content + "</div>" * 1_000),
        _ORDINARY,
    ),
    swollen(
        "bomb_nesting_deep",
        "An article stands in 30,000 elements, each within the other.",
        article(_ORDINARY, content="<div>" * 30_000 + _ORDINARY.content + "</div>" * 30_000),
        _ORDINARY,
    ),
    swollen(
        "bomb_nesting_half",
        "Behind the first words of an article 9,000 elements stand within each other, with the rest in them.",
        article(
            _ORDINARY,
            content=_ORDINARY.content.replace("</p>", "</p>" + "<b><i><u>" * 3_000, 1) + "</u></i></b>" * 3_000,
        ),
        _ORDINARY,
    ),
    swollen(
        "bomb_unclosed",
        "100,000 elements of an article are never closed.",
        article(_ORDINARY, content=_ORDINARY.content + "<b><i>" * 50_000),
        _ORDINARY,
    ),
    swollen(
        "bomb_attributes",
        "An element of an article has 10,000 attributes.",
        article(_ORDINARY, content=f"<div {' '.join(f'a{n}=1' for n in range(10_000))}>{_ORDINARY.content}</div>"),
        _ORDINARY,
    ),
    swollen(
        "bomb_attributes_many",
        "An element of an article has so many attributes that reading it takes far too long.",
        article(_ORDINARY, content=f"<div {' '.join(f'a{n}=1' for n in range(50_000))}>{_ORDINARY.content}</div>"),
        _ORDINARY,
        held={},
        ends={"/a/": failed("reading took too long")},
        reading=1.0,
        then="Kept, and given up after half a minute: `failed`, *reading took too long*.",
    ),
    swollen(
        "bomb_attribute_long",
        "An attribute of an article is 4 MiB long.",
        article(_ORDINARY, content=f'<div class="{"a " * 2**21}">{_ORDINARY.content}</div>'),
        _ORDINARY,
    ),
    swollen(
        "bomb_comment",
        "A comment of 4 MiB stands in an article.",
        article(_ORDINARY, content=f"<!-- {'<p>' * 2**20} -->{_ORDINARY.content}"),
        _ORDINARY,
    ),
    swollen(
        "bomb_script",
        "A script of 6 MiB stands in an article.",
        article(_ORDINARY, content=f"<script>{'x=1;' * 3 * 2**19}</script>{_ORDINARY.content}"),
        _ORDINARY,
    ),
    swollen(
        "bomb_jsonld",
        "An article's JSON-LD is nested 100,000 deep.",
        article(_ORDINARY, head=f'<script type="application/ld+json">{"[" * 100_000}"Article"</script>'),
        _ORDINARY,
    ),
    swollen(
        "bomb_jsonld_many",
        "An article's JSON-LD names 60,000 other articles.",
        article(
            _ORDINARY,
            head='<script type="application/ld+json">{"@graph": ['
            + ", ".join(f'{{"@type": "NewsArticle", "url": "/{n}/"}}' for n in range(60_000))
            + "]}</script>",
        ),
        _ORDINARY,
    ),
    swollen(
        "bomb_jsonld_number",
        "A number in an article's JSON-LD has 10,000 digits.",
        article(
            _ORDINARY, head=f'<script type="application/ld+json">{{"@type":"Article","n":{"9" * 10_000}}}</script>'
        ),
        _ORDINARY,
    ),
    swollen(
        "bomb_meta",
        "An article's head has 50,000 `meta` and `link` elements.",
        article(_ORDINARY, head='<meta name="a" content="b"><link rel="x" href="/y">' * 50_000),
        _ORDINARY,
    ),
    swollen(
        "bomb_images",
        "An article names 20,000 photographs.",
        article(_ORDINARY, content=_ORDINARY.content + "".join(f'<img src="/i/{n}.jpg">' for n in range(20_000))),
        _ORDINARY,
    ),
    swollen(
        "bomb_tags",
        "An article has 20,000 tags.",
        article(_ORDINARY, head="".join(f'<meta property="article:tag" content="t{n}">' for n in range(20_000))),
        _ORDINARY,
    ),
    swollen("bomb_word", "A word of an article has 150,000 letters.", article(_WORDS), _WORDS),
    swollen(
        "bomb_word_mixed",
        "The same, beside a word that mixes two alphabets.",
        article(Story(_WORDS.title, (*_WORDS.paragraphs, "Pада"))),
        Story(_WORDS.title, (*_WORDS.paragraphs, "Рада")),
    ),
    swollen(
        "bomb_title",
        "An article's title has 100,000 dashes and bars.",
        article(_ORDINARY, head=f"<title>{' | - ' * 50_000}</title>"),
        _ORDINARY,
    ),
    swollen(
        "bomb_spaces",
        "A million blanks stand in an article.",
        article(_ORDINARY, content=_ORDINARY.content + "<p>" + " \n\t" * 333_333 + "</p>"),
        _ORDINARY,
    ),
    case(
        name="bomb_entities",
        does="A sitemap and a feed unfold to a billion words (*billion laughs*).",
        then="Entities are not unfolded; nothing is found in them.",
        routes={
            "/map.xml": xml(f"{_laughs('urlset')}<urlset><url><loc>&l9;</loc></url></urlset>"),
            "/feed/": xml(f"{_laughs('rss')}<rss><channel><item><link>&l9;</link></item></channel></rss>"),
        },
        ends={"/map.xml": _NO_LIST, "/feed/": _NO_LIST},
    ),
    case(
        name="bomb_external",
        does="A sitemap and a feed name a file of ours and another machine as their parts (XXE).",
        then="Nothing is opened, nothing asked.",
        routes={
            "/map.xml": xml(
                '<?xml version="1.0"?><!DOCTYPE urlset SYSTEM "{canary}/dtd" [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
                "<urlset><url><loc>{site}/&f;/</loc></url></urlset>"
            ),
            "/feed/": xml(
                '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % p SYSTEM "{canary}/entity"> %p;]>'
                "<rss><channel><item><link>&p;</link></item></channel></rss>"
            ),
        },
        ends={"/map.xml": _NO_LIST, "/feed/": _NO_LIST},
    ),
    case(
        name="bomb_xml_nesting",
        does="A sitemap is nested 100,000 elements deep.",
        then="Read as far as it can be, or `refused`, *not a list of addresses*.",
        routes={"/map.xml": xml("<?xml version='1.0'?><urlset>" + "<url>" * 100_000)},
        ends={"/map.xml": _NO_LIST},
    ),
    case(
        name="bomb_sitemap_long",
        does="A sitemap names the same article 50,000 times, in as many spellings.",
        then="Each article is asked once.",
        routes={"/map.xml": xml(sitemap(*(f"{{site}}/good-1/?utm_source={n}#c{n}" for n in range(50_000))))},
        ends={"/map.xml": STORED},
        requests=8,
    ),
    case(
        name="bomb_links",
        does="A list bears 30,000 links to the same few articles.",
        then="Each article is asked once.",
        routes={"/list/": reply(category([f"/good-{n % 3 + 1}/?fbclid={n}" for n in range(30_000)]))},
        ends={"/list/": STORED},
        requests=8,
    ),
    case(
        name="bomb_elements",
        does="A page and a sitemap of 9 MiB have millions of elements.",
        then="Kept, and given up where it takes too much memory: `failed`, *too big*.",
        routes={
            "/a/": reply(article("elements", content="<p>" * 3_000_000)),
            "/map.xml": xml(f"<?xml version='1.0'?><urlset>{'<a/>' * 2_400_000}</urlset>"),
        },
        ends={"/a/": failed("too big"), "/map.xml": failed("too big")},
        by_itself=True,
    ),
    case(
        name="bomb_api",
        does="The API answers with brackets nested 100,000 deep, numbers of 10,000 digits, two billion pages.",
        then="`refused`, *not a list of posts*; no further page is asked.",
        routes={
            "/deep": json("[" * 100_000),
            "/number": json(f"[{'9' * 10_000}]"),
            "/pages": json('{"code":"no"}', headers=["X-WP-TotalPages: 2000000000"]),
            "/digits": json("[]", headers=[f"X-WP-TotalPages: {'9' * 5_000}"]),
        },
        ends={
            "/deep": refused("not a list of posts"),
            "/number": refused("not a list of posts"),
            "/pages": refused("not a list of posts"),
            "/digits": refused("not a list of posts") | STORED,
        },
        requests=14,
    ),
    case(
        name="bomb_api_total",
        does="The API says that it has as many posts as fit in 5,000 digits, or in thirty.",
        then="That is not believed; what it lists is read.",
        routes={
            f"/posts-{digits}": json(
                f'[{{"id":1,"link":"{{site}}/a{digits}/","date_gmt":"2023-05-16T11:05:00"}}]',
                headers=[f"X-WP-Total: {'9' * digits}", "X-WP-TotalPages: 1"],
            )
            for digits in (30, 5000)
        }
        | {f"/a{digits}/": reply(article(f"of {digits}")) for digits in (30, 5000)},
        links=("/posts-30", "/posts-5000"),
        held={f"/a{digits}/": story(f"of {digits}") for digits in (30, 5000)},
    ),
    case(
        name="bomb_half_letters",
        does="A sitemap and a feed name, among others, addresses and dates with half a letter in them.",
        then="Those are left aside; the others are asked.",
        routes={
            "/map.xml": xml(sitemap("{site}/x/HALF/", "{site}/a/").replace("HALF", "&#xD800;")),
            "/feed/": xml(feed("{site}/y/HALF/", "{site}/b/").replace("HALF", "&#56789;")),
            "/a/": reply(article("of a sitemap")),
            "/b/": reply(article("of a feed")),
        },
        links=("/map.xml", "/feed/"),
        held={"/a/": story("of a sitemap"), "/b/": story("of a feed")},
        ends={"/map.xml": STORED, "/feed/": STORED},
    ),
    case(
        name="bomb_feed",
        does="A feed names one article 20,000 times, each time with a text of its own.",
        then="The article is asked once.",
        routes={"/feed/": xml(feed(*["{site}/good-1/"] * 20_000))},
        ends={"/feed/": STORED},
        requests=8,
    ),
    case(
        name="html_dates",
        does="Dates of articles are 100,000 digits long, in the year 99999, or on 30 February.",
        then="Not read and not invented: the date stays empty, the article is `stored`.",
        routes={
            "/a/": reply(article("digits", published="1" * 100_000)),
            "/b/": reply(article("far year", published="99999-01-01T00:00:00Z")),
            "/c/": reply(article("no such day", published="2023-02-30T10:00:00+02:00")),
            "/d/": reply(article("no such zone", published="2023-05-16T14:05:00+99:99")),
            "/f/": reply(article("the last day", published="9999-12-31T23:59:59-12:00")),
            "/g/": reply(article("the first day", published="0001-01-01T00:00:00+12:00")),
            "/e/": reply(article("dashes", published="2023-05-16" + "-05-16" * 20_000)),
        },
        held={
            "/a/": story("digits"),
            "/b/": story("far year"),
            "/c/": story("no such day"),
            "/d/": story("no such zone"),
            "/e/": story("dashes"),
            "/f/": story("the last day"),
            "/g/": story("the first day"),
        },
    ),
    case(
        name="bomb_plain",
        does="A page of 9 MiB is one line of text without markup.",
        then="`refused`: it is no article.",
        routes={"/a/": reply(plain("Рядок", "слово " * 800_000))},
        ends={"/a/": refused("not an article")},
    ),
    case(
        name="bomb_favicon",
        does="A page of bytes that mean nothing is served as HTML.",
        then="`refused`.",
        routes={"/a/": reply(bytes(range(256)) * 8_000)},
        ends={"/a/": refused("not a page", "not an article", "garbled", "empty")},
    ),
)
