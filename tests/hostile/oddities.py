"""Articles with something wicked in them: they are news all the same, and what is wicked stays words."""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import reply
from tests.hostile.case import STORED, Case
from tests.hostile.pages import Story, article, story

case = partial(Case, group="page")


def page(name, does, then, told, content=None, **marks):
    """One article with something in it."""
    made = article(told, **({} if content is None else {"content": content}), **marks)
    return case(name=name, does=does, then=then, routes={"/a/": reply(made)}, held={"/a/": told}, ends={"/a/": STORED})


_XSS = Story(
    '<script>alert(1)</script> "><img src=x onerror=alert(2)>',
    ("<svg/onload=alert(3)> javascript:alert(4)", "{{7*7}} ${7*7} <!--", "]]> </textarea><script>alert(5)</script>"),
)
_FORMULA = Story(
    "=cmd|' /C calc'!A0", ("@SUM(1+9)*cmd|' /C calc'!A0", "+380 (382) 00-00-00", "-2+3", '=HYPERLINK("x")')
)
_SQL = Story("'); DROP TABLE articles;--", ('" OR 1=1 -- NEAR(бюджет, 2) * title:"x', "%s %d {0} \\x00 \\n"))
_PLAIN = story("odd")
_LONG_TITLE = Story("Дуже довгий заголовок " * 800 + "кінець", _PLAIN.paragraphs)

CASES = (
    page(
        "html_xss",
        "Title and text of an article are scripts, escaped as they should be.",
        "`stored` to the letter; no page of the archive runs them.",
        _XSS,
    ),
    page(
        "html_active",
        "Scripts, frames, forms, styles, objects stand in an article's text.",
        "They are no text; the rest is `stored`.",
        _PLAIN,
        f"<script>alert(1)</script>{_PLAIN.content}<iframe src='{{canary}}/f'>кадр</iframe><style>p{{}}</style>"
        "<object data='{canary}/o'>обʼєкт</object><form><input value='x'></form><svg><script>2</script></svg>"
        "<template><p>шаблон</p></template><noscript>без скриптів</noscript><img src=x onerror=alert(1)>",
    ),
    page(
        "html_formula",
        "Title and lines of an article are formulas of a spreadsheet.",
        "`stored` to the letter.",
        _FORMULA,
    ),
    page(
        "html_sql", "Title and text of an article are pieces of SQL and of a search.", "`stored` to the letter.", _SQL
    ),
    page(
        "html_unclosed",
        "No element of an article is ever closed.",
        "Read as browsers do.",
        _PLAIN,
        "".join(f"<p>{paragraph}" for paragraph in _PLAIN.paragraphs),
    ),
    page(
        "html_misnested",
        "Elements of an article are closed in the wrong order, and some twice.",
        "Read as browsers do.",
        _PLAIN,
        "".join(f"<p><b><i>{paragraph}</b></i></p></b></i>" for paragraph in _PLAIN.paragraphs),
    ),
    page(
        "html_capitals",
        "An article's markup is in capitals, with blanks and line breaks in its tags.",
        "Read as browsers do.",
        _PLAIN,
        "".join(f"<P\n CLASS=x\t>{paragraph}</P\n>" for paragraph in _PLAIN.paragraphs),
    ),
    page(
        "html_doubled",
        "Attributes are doubled, and names of elements are strange.",
        "Read as browsers do.",
        _PLAIN,
        f"<div class='a' class='b' id=1 id=2 =x <><x:y-z.1>{_PLAIN.content}</x:y-z.1></div>",
    ),
    page(
        "html_comments",
        "Comments and declarations of every make stand in an article.",
        "They are no text.",
        _PLAIN,
        f"<!--[if IE]><p>IE</p><![endif]--><!doctype x><?php echo 1 ?><![CDATA[x]]><!-- -- -->{_PLAIN.content}<!-->",
    ),
    page(
        "html_hidden",
        "Hidden words stand in an article.",
        "Words that no reader sees are left out.",
        _PLAIN,
        f"{_PLAIN.content}<p hidden>прихований спам</p>",
    ),
    page(
        "html_beside",
        "Words stand far beside the page, as strangers put links to casinos into a site.",
        "Words that no reader sees are left out.",
        _PLAIN,
        f"{_PLAIN.content}<div style='position: absolute; left: -99999px'><p>Найкраще казино країни.</p></div>",
    ),
    page(
        "html_two_bodies",
        "A page has two heads, two bodies and an end in its middle.",
        "Read as browsers do.",
        _PLAIN,
        f"{_PLAIN.content}</body><body class='x'><head><title>Друга</title></head>",
    ),
    page("html_long_title", "A title is 17,000 letters long.", "`stored` to the letter.", _LONG_TITLE),
    page(
        "html_meta_lies",
        "An article's metadata name another site's article, author, date.",
        "The page itself is believed.",
        _PLAIN,
        head='<meta property="og:title" content="Казино"><meta property="og:url" content="{canary}/casino">'
        '<meta property="og:site_name" content="Казино"><meta property="article:published_time" content="0000-00-00">',
    ),
    page(
        "html_jsonld_broken",
        "An article's JSON-LD is broken in every way.",
        "It is left aside.",
        _PLAIN,
        head="".join(
            f'<script type="application/ld+json">{broken}</script>'
            for broken in (
                '{"@type":"NewsArticle",',
                "[NewsArticle]",
                '{"@type":{"a":"Article"},"@graph":{"@graph":1}}',
                '{"@type":["NewsArticle",7],"datePublished":[],"author":[[{"name":{}}]],"image":{"url":7}}',
            )
        ),
    ),
    page(
        "html_links",
        "An article's links lead to files of ours, to scripts, to addresses that are none.",
        "They are left aside.",
        _PLAIN,
        f"{_PLAIN.content}<a href='file:///etc/passwd.pdf'></a><a href='javascript:x.pdf'></a><a href='http://[x.pdf'></a>"
        "<a href='//x y.pdf'></a><img src='data:image/png;base64,AA'><img src='file:///x.png'><img src='http://:0/x.png'>",
    ),
    page(
        "html_neighbours",
        "An article's neighbours are `#`, a script, a mail address, nothing, and half an address.",
        "It has none; it is `stored`.",
        _PLAIN,
        previous="javascript:void(0)",
        next="#",
    ),
    page(
        "html_neighbours_bad",
        "An article's neighbours are no addresses at all.",
        "It has none; it is `stored`.",
        _PLAIN,
        previous="http://[::1",
        next="mailto:rada@example.org",
    ),
    page(
        "html_path",
        "An article names its own address with dots, far above the root.",
        "`stored` under its address.",
        _PLAIN,
        canonical="{site}/../../../a/./",
    ),
    page(
        "html_canonical_bad",
        "An article's own address, as it names it, is none.",
        "`stored` where it was found.",
        _PLAIN,
        canonical="http://",
    ),
    page(
        "html_canonical_home",
        "Every article says that its address is the home page's.",
        "Not believed: `stored` where it was found.",
        _PLAIN,
        canonical="{site}/",
    ),
    case(
        name="html_canonical_stolen",
        does="A careless theme gives every article the address of the same one.",
        then="Not believed where the text is another one: no article takes another's place.",
        routes={f"/{n}/": reply(article(f"careless {n}", canonical="{site}/good-1/")) for n in range(3)},
        held={f"/{n}/": story(f"careless {n}") for n in range(3)},
    ),
    case(
        name="html_canonical_ring",
        does="Each of four articles says that its address is that of the next, the last that of the first.",
        then="Not believed: each is `stored` where it was found.",
        routes={f"/{n}/": reply(article(f"ring {n}", canonical=f"{{site}}/{(n + 1) % 4}/")) for n in range(4)},
        held={f"/{n}/": story(f"ring {n}") for n in range(4)},
    ),
    case(
        name="html_canonical_taken",
        does="An article claims the address of a second, a third that of the first; the second claims its own.",
        then="Each is `stored` where it was found; nothing ends the crawl.",
        routes={
            "/a/": reply(article("taken a", canonical="{site}/c/")),
            "/b/": reply(article("taken b", canonical="{site}/a/")),
            "/c/": reply(article("taken c", canonical="{site}/c/")),
        },
        held={f"/{name}/": story(f"taken {name}") for name in "abc"},
    ),
    case(
        name="html_same_title",
        does="Articles have one title between them, and different texts.",
        then="Each is `stored`.",
        routes={f"/{n}/": reply(article(Story("Оголошення", story(f"notice {n}").paragraphs))) for n in range(4)},
        held={f"/{n}/": Story("Оголошення", story(f"notice {n}").paragraphs) for n in range(4)},
    ),
    case(
        name="html_same_text",
        does="Three articles of different years have the same short text.",
        then="Each is `stored`: it takes more to be a trap.",
        routes={
            f"/{year}/": reply(
                article(
                    Story(f"З Новим {year} роком!", ("Вітаємо зі святом!",)), published=f"{year}-01-01T09:00:00+02:00"
                )
            )
            for year in (2020, 2021, 2022)
        },
        held={f"/{year}/": Story(f"З Новим {year} роком!", ("Вітаємо зі святом!",)) for year in (2020, 2021, 2022)},
    ),
    case(
        name="html_addresses",
        does="Addresses of articles bear raw Ukrainian, blanks, quotes, braces, percent signs, plus signs.",
        then="Each is asked and `stored` under one spelling.",
        routes={
            "/%D1%80%D0%B0%D0%B4%D0%B0/": reply(article("raw letters")),
            "/a%20b/": reply(article("a blank")),
            "/it's-(1)/": reply(article("quotes")),
            "/100%25/": reply(article("percent")),
            "/a+b/?q=%D1%80+x": reply(article("plus")),
        },
        links=("/рада/", "/a b/", "/it's-(1)/", "/100%/", "/a+b/?q=р+x"),
        may={
            "/рада/": story("raw letters"),
            "/a b/": story("a blank"),
            "/it's-(1)/": story("quotes"),
            "/100%25/": story("percent"),
            "/a+b/?q=р+x": story("plus"),
        },
    ),
)
