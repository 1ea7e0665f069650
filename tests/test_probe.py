"""Looking at a site: what is asked, what is made of it, and what is said where nothing can be."""

import ast
import asyncio
import errno
import gzip
import os
from datetime import UTC, date, datetime, timedelta

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from scrapy.http import Response

from newsarchive import errors, registry, saved
from newsarchive.demo.spider import DemoSpider
from newsarchive.discover import redirects
from newsarchive.items import Article, Link, Route
from newsarchive.normalize.addresses import canonical
from newsarchive.pages import ArticlePage, AutoArticle, TagDivArticle, WordPressArticle
from newsarchive.probe import asking, draft, files, looking, menu, site
from newsarchive.probe.asking import Asker
from newsarchive.probe.findings import Findings, Order, Robots
from newsarchive.probe.inquiry import Inquiry
from newsarchive.probe.judging import judge
from newsarchive.probe.keeping import keep
from newsarchive.probe.order import order
from newsarchive.probe.report import lines
from newsarchive.register import Certainty
from tests.helpers.build import exchange
from tests.helpers.pages import page as article_page

SITE = "https://rada.example"


class Fake:
    """A site that answers from a mapping of paths, and notes what was asked; what it has not is not found."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    async def download(self, request):
        self.asked.append(request.url)
        answer = self.answers.get(request.url.removeprefix(SITE), (404, {}, b"none"))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            answer = (200, {"Content-Type": "text/html; charset=utf-8"}, answer.encode())
        status, headers, body = answer
        return Response(request.url, status=status, headers=headers, body=body, protocol="HTTP/1.1")

    def asker(self):
        return Asker(self.download, site._unknown, 0.0)

    def look(self, url=f"{SITE}/", *, deep=False):
        """Give what a probe finds."""

        async def run():
            ask = self.asker()
            seen = Inquiry(ask, deep=deep)
            await seen.begin(url)
            await seen.look_around()
            return judge(url, seen, ask)

        return asyncio.run(run())


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Wait for nothing, and note for how long it would have been."""
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(asking.asyncio, "sleep", sleep)
    return waits


# -- Asking


def asked(answers, url=f"{SITE}/a", route=Route.START):
    fake = Fake(answers)

    async def run():
        return await fake.asker()(url, route)

    return asyncio.run(run()), fake.asked


def test_robots_is_asked_first_and_obeyed():
    answer, urls = asked({"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /a")})

    assert (answer.visit.why, urls) == ("robots", [f"{SITE}/robots.txt"])


@pytest.mark.parametrize(
    ("robots", "why"),
    [
        ((503, {}, b""), "robots.txt: status 503"),
        ((500, {}, b""), "robots.txt: status 500"),
        (CannotResolveHostError("x"), "dns"),
        ((301, {"Location": "/robots.txt?again"}, b""), None),
    ],
)
def test_a_site_whose_robots_cannot_be_had_is_not_asked(robots, why):
    answer, urls = asked({"/robots.txt": robots, "/robots.txt?again": (301, {"Location": "/robots.txt"}, b"")})

    assert f"{SITE}/a" not in urls
    assert answer.exchange is None
    assert why in {None, answer.visit.why}


def test_a_crawl_delay_is_kept(no_waiting):
    answers = {
        "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7"),
        "/a": (301, {"Location": "/b"}, b""),
        "/b": "x",
    }
    asked(answers)

    assert [round(wait) for wait in no_waiting] == [0, 0, 7]


def test_who_asks_for_patience_is_asked_once_more(no_waiting):
    answer, urls = asked({"/a": [(429, {"Retry-After": "9"}, b""), article_page()]})

    assert (answer.visit.article.title, urls.count(f"{SITE}/a")) == ("Депутати затвердили бюджет", 2)
    assert max(no_waiting) == pytest.approx(9, abs=1)


def test_who_asks_for_too_much_patience_is_left_alone(no_waiting):
    answer, urls = asked({"/a": (503, {"Retry-After": "3600"}, b"")})

    assert (answer.visit.why, urls.count(f"{SITE}/a")) == ("asked to wait", 1)
    assert max(no_waiting) < 1


def test_from_a_start_address_alone_another_host_is_followed():
    elsewhere = {"/a": (301, {"Location": "https://new.example/"}, b"")}

    assert asked(elsewhere)[1][-1] == "https://new.example/"
    assert asked(elsewhere, route=Route.LISTING)[1][-1] == f"{SITE}/a"


def test_redirects_without_end_are_given_up():
    answer, urls = asked({"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")})

    assert len(urls) == 1 + 1 + redirects.MOST
    assert answer.visit.article is None


# -- What cannot be looked at


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ({"/": DownloadConnectionRefusedError("x")}, errors.SiteUnreachable, "its host refuses the connection"),
        ({"/": CannotResolveHostError("x")}, errors.SiteUnreachable, "not known to the domain name system"),
        (
            {"/robots.txt": (502, {}, b"")},
            errors.SiteUnreachable,
            "robots.txt of rada.example cannot be had (status 502)",
        ),
        (
            {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /")},
            errors.QualityAlarm,
            "robots.txt of rada.example forbids",
        ),
        ({"/": (403, {}, b"")}, errors.QualityAlarm, "it answers status 403"),
        ({"/": (404, {}, b"")}, errors.QualityAlarm, "it answers status 404"),
        ({"/": (500, {}, b"")}, errors.QualityAlarm, "it answers status 500"),
        ({"/": (503, {}, b"")}, errors.SiteUnreachable, "the site asks to be left alone"),
        (
            {"/": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4")},
            errors.QualityAlarm,
            "it is a file, and no page",
        ),
        (
            {"/": (200, {"Content-Type": "application/json"}, b'{"data": [{"title": "T"}]}')},
            errors.QualityAlarm,
            "it is JSON, of which newsarchive knows the API of WordPress alone",
        ),
        (
            {"/": (200, {"Content-Type": "text/xml"}, b"<rss><channel/></rss>")},
            errors.QualityAlarm,
            "is made for programs",
        ),
        (
            {"/": (200, {"Content-Type": "text/html"}, b"")},
            errors.QualityAlarm,
            "shows nothing without running scripts",
        ),
        (
            {"/": "<html><title>Just a moment...</title><body><script>_cf_chl_opt={}</script>"},
            errors.QualityAlarm,
            "a test for robots",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_looked_at_is_said_in_one_sentence(answers, error, said):
    with pytest.raises(error) as raised:
        Fake(answers).look()

    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_articles_that_scripts_alone_show_are_said_to_be_so():
    title = "Депутати зустрілися з мешканцями громади"
    text = '<script type="application/json">{"html": "<p>Депутати ради затвердили бюджет області.</p>"}</script>'
    frame = "<nav><a href='/news'>Новини</a></nav><h1>{}</h1><time datetime='2026-10-01'></time>{}</body></html>"
    entries = (f"<li><a href='/news/{n}'>{title}</a> <time>0{n}.10.2026</time></li>" for n in (1, 2, 3))
    articles = {f"/news/{n}": frame.format(title, text) for n in (1, 2, 3)}

    found = Fake({"/": frame.format("Новини", "".join(entries)), **articles}).look()

    assert found.is_scripted
    assert f"{SITE}/news/1: the page shows nothing without running scripts, which newsarchive does not" in found.unread
    assert not Fake({"/": "<html><body><h1>Рада</h1><p>Вітаємо на сайті ради.</p></body></html>"}).look().is_scripted


@pytest.mark.parametrize(
    "text", ["", "http://", "https:///x", "ftp://rada.example/", "http://[::1", "rada", "http://rada/"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(errors.UsageError, match="no address"):
        site.address(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("rada.example", "https://rada.example/"),
        ("http://127.0.0.1:80/a", "http://127.0.0.1/a"),
        ("HTTP://Rada.Example", "http://rada.example/"),
    ],
)
def test_an_address_is_taken_as_people_type_it(text, address):
    assert site.address(text) == address


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("khmelnytskyi", False), ("./spiders/volyn.py", False), ("rada.example", True), ("http://a/", True)],
)
def test_a_spider_is_told_from_an_address(word, is_one):
    assert site.is_address(word) == is_one


# -- A site


def listed(*paths, menu_=""):
    items = "".join(
        f'<article><h2 class="entry-title"><a href="{path}">Новина про засідання ради {path}</a></h2></article>'
        for path in paths
    )
    head = "<html><head><title>Волинська обласна рада</title></head>"
    return f'{head}<body class="archive"><nav>{menu_}</nav>{items}</body></html>'


NEWS = [f"/novyna-pro-zasidannia-{number}/" for number in range(9, 0, -1)]


def council(**more):
    """A small site: a menu, a list of nine articles three days apart, their neighbours, no list for programs."""
    menu_ = '<a href="/pro-radu/">Про раду</a><a href="/novyny/">Новини</a><a href="/anonsy/">Анонси</a>'
    answers = {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /novyna-pro-zasidannia-2/"),
        "/": f"<html><head><title>Волинська обласна рада</title></head><body><nav>{menu_}</nav></body></html>",
        "/novyny/": listed(*NEWS),
    }
    for number, path in enumerate(NEWS):
        answers[path] = article_page(
            title=f"Новина {9 - number}",
            published=f"{date(2026, 11, 19) - timedelta(days=3 * number)}T10:00:00+02:00",
            previous=NEWS[number + 1] if number < 8 else None,
            next=NEWS[number - 1] if number else None,
        )
    return Fake(answers | more)


def test_the_list_that_the_menu_calls_news_is_found():
    found = council().look()

    assert [(one.url, one.label, one.articles) for one in found.lists] == [(f"{SITE}/novyny/", "Новини", 9)]
    assert found.title == "Волинська обласна рада"
    assert (found.platform, found.page_class) == ("WordPress: tagDiv Newspaper", TagDivArticle)


def test_the_menu_of_a_site_that_stands_in_a_folder_of_another_is_looked_at():
    known = council().answers
    home = '<html><head><title>Хостинг</title></head><body><nav><a href="/pro-nas/">Про нас</a></nav></body></html>'
    found = council(**{"/": home, "/rada/": known["/"]}).look(f"{SITE}/rada/")

    assert [(one.url, one.articles) for one in found.lists] == [(f"{SITE}/novyny/", 9)]


def test_at_most_a_dozen_requests_are_made_and_none_twice():
    fake = council()
    found = fake.look()

    assert len(fake.asked) == len(set(fake.asked)) == len(found.asked) <= 12


def test_the_newest_an_ordinary_one_and_its_neighbours_are_read():
    found = council().look()

    assert [(sample.role, sample.article.title) for sample in found.samples] == [
        ("newest", "Новина 9"),
        ("ordinary", "Новина 5"),
        ("previous", "Новина 4"),
        ("next", "Новина 6"),
    ]
    assert found.order == Order(printed=4, previous_is_older=True, by="dates of 2 pairs")
    assert found.rate == pytest.approx(10.1, abs=0.1)


def test_what_robots_forbids_of_what_was_seen_is_named():
    found = council().look()

    assert found.robots.forbidden == (f"{SITE}{NEWS[7]}",)


def test_without_a_list_for_programs_a_spider_starts_at_several_places():
    found = council(**{"/anonsy/": listed("/anons-1-1/", "/anons-2-1/", "/anons-3-1/")}).look(deep=True)

    assert found.starts == (f"{SITE}/novyny/", f"{SITE}/anonsy/", f"{SITE}/")


def test_what_the_sidebar_of_the_last_page_shows_is_not_the_oldest():
    pager = '<div class="pagination"><a href="/novyny/page/2/">2</a></div></body>'
    first = listed(*NEWS[:4]).replace("</body>", pager)
    found = council(**{"/novyny/": first, "/novyny/page/2/": listed(NEWS[8], *NEWS[:4])}).look(deep=True)

    assert [sample.article.title for sample in found.samples if sample.role == "oldest"] == ["Новина 1"]


def test_where_two_of_a_list_tell_no_rate_its_pages_do():
    def paged(*paths):
        return listed(*paths).replace("</body>", '<div class="pagination"><a href="/novyny/page/3/">3</a></div></body>')

    answers = {"/novyny/": paged(*NEWS[:3]), "/novyny/page/3/": listed(NEWS[8])}

    assert council(**answers).look(deep=True).rate == pytest.approx(6.0)
    assert council(**answers).look().rate is None
    assert council(**answers | {"/novyny/page/3/": listed(NEWS[3])}).look(deep=True).rate == pytest.approx(6.0)
    assert council(**answers | {"/novyny/page/3/": listed("/none/")}).look(deep=True).rate is None


def filed(rubric, **more):
    """A small site without a menu or a pager, whose articles name their rubric."""
    answers = {"/": listed(*NEWS[:4]), "/novyny/": (404, {}, b"")} | more
    fake = council(**answers)
    for path in NEWS[:4]:
        fake.answers[path] = fake.answers[path].replace("</body>", f"<p>У рубриці {rubric}</p></body>")
    return fake


def test_where_no_list_goes_on_the_rubrics_of_the_articles_are_lists():
    old = [f"/stara-novyna-{number}-rady/" for number in range(3)]
    rubric = "<a href='/category/sesii/'>Сесії</a> <a href='/category/sesii/novyna-rady/'>ще</a>"
    found = filed(rubric, **{"/category/sesii/": listed(*old)}).look(deep=True)
    other = filed("<a href='/pro-radu/'>Сесії</a>", **{"/pro-radu/": listed(*old)}).look(deep=True)

    assert f"{SITE}/category/sesii/" in found.starts
    assert found.starts != other.starts == (f"{SITE}/",)


def test_a_sitemap_that_names_all_that_was_seen_makes_one_start_enough():
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in NEWS)
    sitemap = (200, {"Content-Type": "text/xml"}, f"<urlset>{entries}</urlset>".encode())
    found = council(**{"/sitemap.xml": sitemap}).look(deep=True)

    assert (found.sitemap.total, found.sitemap.names) == (9, (4, 4))
    assert found.starts == (f"{SITE}/novyny/",)


def test_a_sitemap_that_names_less_than_the_list_has_is_not_all():
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in NEWS)
    sitemap = (200, {"Content-Type": "text/xml"}, f"<urlset>{entries}</urlset>".encode())
    pager = '<div class="pagination"><a href="/novyny/page/2/">2</a><a href="/novyny/page/30/">30</a></div></body>'
    found = council(**{"/sitemap.xml": sitemap, "/novyny/": listed(*NEWS).replace("</body>", pager)}).look(deep=True)

    assert (found.lists[0].pages, found.sitemap.names) == (30, (4, 4))
    assert found.starts == (f"{SITE}/novyny/", f"{SITE}/")


def sitemap_of(*parts):
    index = "".join(f"<sitemap><loc>{SITE}/{part}.xml</loc></sitemap>" for part in parts)
    urls = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in NEWS)
    xml = {"Content-Type": "text/xml"}
    answers = {
        f"/{part}.xml": (200, xml, f"<urlset>{urls if 'post' in part else ''}</urlset>".encode()) for part in parts
    }
    return {"/sitemap.xml": (200, xml, f"<sitemapindex>{index}</sitemapindex>".encode()), **answers}


def test_a_sitemap_of_few_parts_is_read_as_a_whole_where_a_spider_is_drafted():
    found = council(**sitemap_of("events", "posts-1")).look(deep=True)

    assert (found.sitemap.total, found.sitemap.names) == (9, (4, 4))


@pytest.mark.parametrize("deep", [False, True])
def test_of_a_sitemap_of_many_parts_the_likeliest_are_read(deep):
    found = council(**sitemap_of("a-1", "a-2", "a-3", "a-4", "posts-1")).look(deep=deep)

    assert found.sitemap.total is None
    assert found.sitemap.note == ("3 of 5 parts name 9" if deep else "1 of 5 parts name 9")


def test_an_article_is_as_good_a_beginning_as_the_home_page():
    found = council().look(f"{SITE}{NEWS[4]}")

    assert found.sample("given").article.title == "Новина 5"
    assert found.lists[0].url == f"{SITE}/novyny/"


def test_what_is_no_article_is_named():
    found = council(**{NEWS[0]: "<html><body class='page'><h1>Про раду</h1></body></html>"}).look()

    assert [text.partition(": ")[0] for text in found.unread] == [f"{SITE}{NEWS[0]}"]
    assert found.sample("newest").article.title == "Новина 8"


def test_where_a_list_names_no_article_the_feed_does():
    pages = dict.fromkeys(NEWS[:8], "<html><body class='page'><h1>Про раду</h1><p>Рада</p></body></html>")
    items = "".join(f"<item><link>{SITE}{path}</link></item>" for path in (*NEWS[:2], NEWS[8]))
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head><body>'
    feed = (200, {"Content-Type": "text/xml"}, f"<rss><channel>{items}</channel></rss>".encode())
    found = council(**pages, **{"/feed/": feed, "/": home + '<a href="/novyny/">Новини</a></body></html>'}).look()

    assert next((sample.role, sample.article.title) for sample in found.samples) == ("ordinary", "Новина 1")
    assert found.feed.total == 3


def test_the_report_says_who_tells_the_dates_that_no_page_does():
    pages = {path: article_page(title=f"Новина {path}", published=None) for path in NEWS}
    items = "".join(
        f"<item><link>{SITE}{path}</link><pubDate>Fri, 20 Nov 2026 10:30:00 +0200</pubDate></item>" for path in NEWS[:4]
    )
    feed = (200, {"Content-Type": "text/xml"}, f"<rss><channel>{items}</channel></rss>".encode())
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/"></head>'

    dated = council(**pages, **{"/novyny/": listed(*NEWS).replace("</head>", head), "/feed/": feed}).look()
    undated = council(**pages).look()

    assert dated.feed.dated == 4
    assert dict(lines(dated))["dates"] == "none could be trusted; the feed will tell it"
    assert dict(lines(undated))["dates"] == "none could be trusted"


def test_what_is_pinned_to_a_list_is_not_taken_for_the_newest():
    pinned = (NEWS[5], *NEWS[:5], *NEWS[6:])
    items = "".join(f"<item><link>{SITE}{path}</link></item>" for path in NEWS)
    feed = (200, {"Content-Type": "text/xml"}, f"<rss><channel>{items}</channel></rss>".encode())
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/"></head>'
    page = listed(*pinned).replace("</head>", head)

    assert council(**{"/novyny/": page, "/feed/": feed}).look().sample("newest").article.title == "Новина 9"
    assert council(**{"/novyny/": page}).look().sample("newest").article.title == "Новина 4"


def test_a_site_that_names_another_host_as_its_own_is_told():
    home = '<html><head><link rel="canonical" href="https://other.example/"></head><body><p>Рада</p></body></html>'
    found = Fake({"/": home}).look()

    assert found.unread == ("the site says that it stands at https://other.example/: name that address",)
    assert found.samples == ()


def test_the_report_says_what_could_not_be_found():
    told = dict(lines(Fake({"/": "<html><body><p>Нічого</p></body></html>"}).look()))

    assert told["platform"] == "not recognized"
    assert told["lists"] == told["feed"] == told["API"] == told["sitemap"] == "none was found"
    assert told["articles"] == "none could be read"


# -- A spider that stands


class RadaSpider(DemoSpider):
    name = "volyn"
    council = "Волинська обласна рада"
    oblast = "UA-07"
    start_urls = [f"{SITE}/novyny/"]
    certainty = Certainty.SEEN


def changes(fake, **declared):
    """Give what a spider is told to change, by attribute, and all that is said."""
    spider = type("RadaSpider", (RadaSpider,), {"__module__": __name__} | declared)
    starts = [canonical(url) for url in spider.start_urls]

    async def run():
        ask = Asker(fake.download, site.declared(spider), 0.0)
        return await site._look_at_spider(spider, starts, ask)

    found = asyncio.run(run())
    return {check.attribute: check.change for check in found.changes}, [check.seen for check in found.checks]


def test_what_a_spider_declares_is_confirmed():
    changed, said = changes(council())

    assert changed == {}
    assert f"{SITE}/novyny/ shows 9 articles" in said
    assert "previous leads to what is older, by dates of 2 pairs" in said


def test_what_a_page_class_of_its_own_lacks_is_named():
    class Plain(ArticlePage):
        list_css = "h2 a"
        title_css, body_css = "h3", ".text"

    class Blind(Plain):
        list_css = ".nowhere a"

    article = "<html><body><h3>Сесія ради</h3><div class=text>Депутати затвердили бюджет.</div></body></html>"
    site_ = council(**dict.fromkeys(NEWS, article))

    assert changes(site_, article=Plain)[0]["article"].startswith("give post_css what each article has once")
    assert f"{SITE}/novyny/ shows no articles (a list; list_css finds none)" in changes(site_, article=Blind)[1]


def test_a_start_address_that_moved_is_corrected():
    moved = (301, {"Location": f"{SITE}/novyny/"}, b"")

    assert changes(council(**{"/news": moved}), start_urls=[f"{SITE}/news"])[0] == {
        "start_urls": f"write {SITE}/novyny/"
    }


def test_a_start_address_that_is_gone_is_replaced_by_what_was_found():
    changed, _ = changes(council(), start_urls=[f"{SITE}/gone/", f"{SITE}/"])

    assert changed["start_urls"] == f"take it out, or write {SITE}/novyny/ instead"


@pytest.mark.parametrize(
    ("former", "said", "change"),
    [
        ((301, {"Location": f"{SITE}/"}, b""), f"old.example leads to {SITE}/", None),
        (DownloadConnectionRefusedError("x"), "old.example does not answer (connection refused)", None),
        ("<html><body><p>Стара рада</p></body></html>", "old.example still answers by itself (status 200)", None),
        (
            (301, {"Location": "https://casino.example/"}, b""),
            "old.example leads to https://casino.example/",
            "see whose it is now",
        ),
    ],
)
def test_former_hosts_are_looked_at(former, said, change):
    changed, told = changes(council(**{"http://old.example/": former}), former_hosts=("old.example",))

    assert [text for text in told if text.startswith(said)] != []
    assert changed.get("former_hosts", "").startswith(change or "")
    assert ("former_hosts" in changed) == (change is not None)


class GuessingArticle(TagDivArticle):
    body_css = ".nowhere"


@pytest.mark.parametrize(
    ("declared", "attribute", "change"),
    [
        ({"article": ArticlePage}, "article", "article = TagDivArticle, which reads them all too"),
        ({"article": GuessingArticle}, "article", "give body_css what holds the text: docs/developers/pages.md"),
        ({"per_month": (500, 900)}, "per_month", "a range around 10.1 in place of (500, 900)"),
        ({"oblast": "UA-46"}, "council", "the site calls itself «Волинська обласна рада», of volyn"),
        ({"certainty": Certainty.UNKNOWN}, "certainty", "certainty = Certainty.SEEN"),
    ],
)
def test_what_is_declared_otherwise_than_it_is_is_corrected(declared, attribute, change):
    assert changes(council(), **declared)[0] == {attribute: change}


# -- Which neighbour is older


def at(url, published, previous=None, following=None):
    links = [Link(url=f"{SITE}/{link}") if link else None for link in (previous, following)]
    return Article(url=f"{SITE}/{url}", title=url, published=published, previous=links[0], next=links[1])


@pytest.mark.parametrize(
    ("articles", "places", "older", "by"),
    [
        ([at("b", date(2026, 2, 2), "a"), at("a", date(2026, 2, 1))], [], True, "dates of 1 pair"),
        ([at("b", date(2026, 2, 1), "a"), at("a", date(2026, 2, 2))], [], False, "dates of 1 pair"),
        (
            [at("b", datetime(2026, 2, 1, 9, tzinfo=UTC), "a"), at("a", datetime(2026, 2, 1, 10, tzinfo=UTC))],
            [],
            False,
            "dates of 1 pair",
        ),
        ([at("b", date(2026, 2, 1), "a"), at("a", date(2026, 2, 1))], ["b", "a"], True, "places in the list of 1 pair"),
        ([at("b", date(2026, 2, 1), "a")], ["a", "b"], False, "places in the list of 1 pair"),
        ([at("b", date(2026, 2, 1), None, "a")], ["b", "a"], False, "places in the list of 1 pair"),
        ([at("b", date(2026, 2, 1), "a")], [], None, ""),
        (
            [at("b", date(2026, 2, 2), "a", "c"), at("a", date(2026, 2, 1)), at("c", date(2026, 2, 1))],
            [],
            None,
            "dates contradict each other",
        ),
        ([at("b", None)], ["b"], None, ""),
    ],
)
def test_which_neighbour_is_older_is_told_by_dates_then_by_places(articles, places, older, by):
    found = order(articles, [f"{SITE}/{place}" for place in places])

    assert (found.previous_is_older, found.by) == (older, by)


# -- Menus and pagers


@pytest.mark.parametrize(
    ("anchors", "first"),
    [
        ('<a href="/a/">Контакти</a><a href="/b/">Новини</a>', "/b/"),
        ('<a href="/b/">Новини</a><a href="/c/">Всі новини</a>', "/c/"),
        ('<a href="/press/">Прес-служба</a><a href="/news/">News</a>', "/news/"),
        ('<a href="/x/">Цікаве</a><a href="/novyny/">Стрічка</a>', "/novyny/"),
        ('<a href="/category/novyny/">Новини ради »</a>', "/category/novyny/"),
    ],
)
def test_the_link_that_says_it_leads_to_news_comes_first(anchors, first):
    found = menu.candidates(AutoArticle(f"<html><body><nav>{anchors}</nav></body></html>", f"{SITE}/"))

    assert found[0].url == f"{SITE}{first}"
    assert found[0].score >= menu.LEAST


def test_what_leads_to_no_list_is_left_out():
    anchors = "".join(
        f'<a href="{href}">Новини</a>'
        for href in (
            "https://other.example/news/",
            "/wp-admin/",
            "/feed/",
            "/doc.pdf",
            "/",
            "#",
            "mailto:a@b.c",
            "/en/news/",
            "/?s=x",
            "/page/2/",
        )
    )

    assert menu.candidates(AutoArticle(f"<html><body>{anchors}</body></html>", f"{SITE}/")) == []


@pytest.mark.parametrize(
    ("pager", "url", "expected"),
    [
        (["/n/page/2/", "/n/page/3/", "/n/page/14/"], "/n/", (14, "/n/page/14/")),
        (["/n?page=2", "/n?page=9"], "/n", (9, "/n?page=9")),
        (["/n?start=20", "/n?start=40", "/n?start=380"], "/n", (20, "/n?start=380")),
        (["/2026/n/page/2/"], "/2026/n/", (2, "/2026/n/page/2/")),
        ([], "/n/", (None, None)),
        (["/n/older/"], "/n/", (None, None)),
    ],
)
def test_the_pages_of_a_list_are_counted_by_its_pager(pager, url, expected):
    pages, last = looking._pages([f"{SITE}{address}" for address in pager], f"{SITE}{url}")

    assert (pages, last and last.removeprefix(SITE)) == expected


# -- The spider's file


def findings(**more):
    given = {
        "url": f"{SITE}/",
        "home": f"{SITE}/",
        "at": datetime(2026, 11, 26, tzinfo=UTC),
        "title": "Волинська обласна рада – офіційний сайт",
        "asked": (),
        "robots": Robots(says="rules", delay=0, seen=0, forbidden=()),
        "platform": "WordPress",
        "evidence": (),
        "page_class": WordPressArticle,
        "charset": "utf-8 (header)",
        "lists": (),
        "sitemap": None,
        "feed": None,
        "api": None,
        "order": Order(printed=3, previous_is_older=True),
        "samples": (),
        "unread": (),
        "rate": 40.0,
        "starts": (f"{SITE}/novyny/",),
        "oldest": date(2014, 5, 6),
    }
    return Findings(**given | more)


def drafted(found, **told):
    told = {"name": None, "council": None, "oblast": None} | told
    row = draft.row(found, **told)
    return row, draft.source(found, row)


def loaded(source, tmp_path, name):
    path = tmp_path / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    return registry.find(str(path))


def test_a_spider_says_what_was_found(tmp_path):
    row, source = drafted(findings())
    spider = loaded(source, tmp_path, row.name)

    assert (spider.name, spider.council, spider.council_en, spider.oblast) == (
        *("volyn", "Волинська обласна рада", "Volyn Oblast Council", "UA-07"),
    )
    assert (list(spider.start_urls), spider.since, spider.per_month) == (
        [f"{SITE}/novyny/"],
        date(2014, 1, 1),
        (8, 200),
    )
    assert spider.article is WordPressArticle
    assert source.startswith('"""Volyn Oblast Council: WordPress."""\n')


def test_of_another_council_of_the_region_nothing_is_said_that_is_the_region_s_own():
    row, source = drafted(findings(), council="Луцька міська рада", oblast="UA-07")

    assert (row.name, row.council, row.council_en, row.oblast) == ("rada_example", "Луцька міська рада", "", "UA-07")
    assert 'council_en = ""  # to be filled in' in source


def test_what_is_not_known_is_left_for_a_person(tmp_path):
    row, source = drafted(findings(title=None, rate=None, oldest=None, home="https://new.km-rada.gov.ua/"))
    spider = loaded(source, tmp_path, row.name)

    assert (spider.name, spider.council, spider.oblast) == ("km_rada", "", "UA-00")
    assert source.count("to be filled in") == 4
    assert spider.since == date(1996, 1, 1)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Київська міська рада", "UA-30"),
        ("КИЇВСЬКА ОБЛАСНА РАДА", "UA-32"),
        ("Івано-Франківська обласна рада", "UA-26"),
        ("Рада", None),
    ],
)
def test_the_region_is_that_of_the_name(title, code):
    assert draft.region(title) == code


def test_a_name_is_made_of_the_host_where_no_region_is_known():
    hosts = ("https://rada.example/", "http://127.0.0.1:8068/", "https://www.novyny.com/", "https://1st.gov.ua/")

    assert [draft._name(host) for host in hosts] == ["rada_example", "site_8068", "novyny", "site_1st"]


def test_a_habit_that_is_turned_round_gets_a_page_class_of_its_own(tmp_path):
    row, source = drafted(findings(order=Order(printed=3, previous_is_older=False)))
    spider = loaded(source, tmp_path, row.name)

    assert spider.article.__name__ == "VolynArticle"
    assert issubclass(spider.article, WordPressArticle)
    assert spider.previous_is_older() is False


def test_many_and_long_start_addresses_are_set_as_ruff_sets_them():
    starts = tuple(f"{SITE}/category/{'%D0%BD' * count}/" for count in (5, 30))
    _, source = drafted(findings(starts=starts))

    assert "    start_urls = [\n" in source
    assert source.count("# noqa: E501") == 1
    assert all(len(line) <= 120 or "noqa" in line for line in source.splitlines())


def test_what_a_site_says_of_itself_stays_a_text():
    hostile = 'Рада"\nimport os  # \\'
    _, source = drafted(findings(title=hostile, home="https://rada.example/"))
    tree = ast.parse(source)

    assert [node.names[0].name for node in ast.walk(tree) if isinstance(node, ast.Import)] == []
    assert hostile in [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]


@pytest.mark.parametrize("name", ["../x", "Volyn", "class", "a-b", "1a", ""])
def test_a_name_that_cannot_be_a_spider_is_refused(name):
    with pytest.raises(errors.UsageError, match="cannot be a spider's name"):
        draft.named(name)


def test_an_unknown_region_is_refused():
    with pytest.raises(errors.UsageError, match="no region «UA-99»"):
        drafted(findings(), oblast="UA-99")


# -- Writing


def test_files_are_written_all_or_none(tmp_path):
    (tmp_path / "b").write_text("before")

    with pytest.raises(errors.UsageError, match="stands already"):
        files.write({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False)

    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    files.write({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=True)
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"1", b"2"]


def test_a_full_disk_leaves_what_stood_there(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("before")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")

    monkeypatch.setattr(files, "_beside", full)
    with pytest.raises(errors.OutputError, match="No space left on device") as raised:
        files.write({tmp_path / "a": b"1"}, force=True)

    assert raised.value.exit_code == 4
    assert (tmp_path / "a").read_text() == "before"


def test_a_full_disk_that_names_no_file_is_told_by_what_was_to_be_written(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "_beside", full)
    with pytest.raises(errors.OutputError, match=r"/a cannot be written \(No space left on device\)"):
        files.write({tmp_path / "a": b"1"}, force=False)


def test_a_file_that_stands_in_the_way_of_a_folder_is_named(tmp_path):
    (tmp_path / "spiders").write_text("no folder")

    with pytest.raises(errors.OutputError, match="spiders"):
        files.write({tmp_path / "spiders/a.py": b"1"}, force=False)


# -- Saved pages


@pytest.mark.parametrize("page", saved.pages(registry.find("khmelnytskyi")), ids=lambda page: page.parent.name)
def test_a_saved_page_is_read_back_as_the_answer_that_it_was(page):
    article = registry.find("khmelnytskyi").read(saved.read(page)).article

    assert saved.expected(article) == page.with_name(saved.EXPECTED).read_text(encoding="utf-8")


def html(path, body, *more):
    return exchange(path, body, headers=((b"Content-Type", b"text/html; charset=windows-1251"), *more))


def test_what_is_saved_is_what_came_decoded(tmp_path):
    body = "<html><p>Рішення ради\r\n\r\n</p></html>\r\n\r\n".encode("cp1251")
    came = html("a", gzip.compress(body), (b"Content-Encoding", b"gzip"), (b"Set-Cookie", b"a=b"))
    page = tmp_path / "page.warc"
    page.write_bytes(saved.record(came))
    back = saved.read(page)

    assert (back.url, back.at, back.status, back.body, back.record_id) == (came.url, came.at, 200, body, came.record_id)
    assert dict(back.headers) == {
        b"Content-Type": b"text/html; charset=windows-1251",
        b"Content-Length": b"%d" % len(body),
    }
    assert b"Newsarchive-Saved: as the site answered; gzip undone\r\n" in page.read_bytes()


@pytest.mark.parametrize(
    "damage", [lambda whole: whole[:-200], lambda _: b"", lambda whole: whole.replace(b": response", b": resource")]
)
def test_a_damaged_saved_page_is_told(tmp_path, damage):
    page = tmp_path / "page.warc"
    page.write_bytes(damage(saved.record(html("a", b"<html>" + b"x" * 500))))

    with pytest.raises(errors.CaptureError, match=r"page\.warc"):
        saved.read(page)


@pytest.mark.parametrize(
    ("path", "word", "folder"),
    [
        ("/novyny/u-radi-vidbulasia/", None, "2026-11-20-radi"),
        ("/12/", None, "2026-11-20-page"),
        ("/a/", "foto-2", "2026-11-20-foto-2"),
    ],
)
def test_a_page_is_called_by_its_day_and_a_word(path, word, folder):
    spider = DemoSpider.starting_at(f"{SITE}/")

    assert keep(spider, html(path, article_page().encode("cp1251")), word).folder == folder


def test_a_list_is_no_page_to_be_kept_and_is_called_one():
    spider = DemoSpider.starting_at(f"{SITE}/")

    with pytest.raises(errors.QualityAlarm, match=r"is no article to demo \(a list\): nothing was written"):
        keep(spider, html("novyny/", listed(*NEWS).encode()))


@pytest.mark.parametrize("word", ["../x", "Foto", "", "a b"])
def test_a_word_that_cannot_name_a_folder_is_refused(word):
    spider = DemoSpider.starting_at(f"{SITE}/")

    with pytest.raises(errors.UsageError, match="cannot name a page"):
        keep(spider, html("a", article_page().encode("cp1251")), word)


def test_a_sitemap_that_the_home_page_names_is_asked_for():
    entries = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in NEWS)
    sitemap = (200, {"Content-Type": "text/xml"}, f"<urlset>{entries}</urlset>".encode())
    home = listed(*NEWS).replace("</head>", "<link rel='sitemap' href='/sitemap-index.xml'></head>")
    found = council(**{"/": home, "/sitemap-index.xml": sitemap}).look()

    assert (found.sitemap.url, found.sitemap.total) == (f"{SITE}/sitemap-index.xml", 9)


def test_a_page_in_the_place_of_a_sitemap_is_no_sitemap_and_no_article():
    """Some sites answer any address with their list."""
    found = council(**{"/sitemap.xml": listed(*NEWS)}).look()

    assert dict(lines(found))["sitemap"] == "/sitemap.xml  cannot be read: a page stands there"
