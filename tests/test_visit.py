"""One answer, of whatever kind, is read to what it teaches."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.capture import Revisit
from newsarchive.items import Found, Kind, Outcome, Route
from newsarchive.normalize.hosts import Hosts
from newsarchive.pages import AutoArticle, GenericArticle, TagDivArticle
from newsarchive.visit import Site, visit
from tests.helpers.build import NOW, SITE, address, exchange
from tests.helpers.pages import HEADS, LIST, TEXT, page

DECLARED = Site(
    sites=frozenset({"rada.example"}), hosts=Hosts.of("https://rada.example/"), pages={date.min: TagDivArticle}
)


class OtherArticle(TagDivArticle):
    title_css = "h1.other"


def read(body=b"", content_type="text/html; charset=UTF-8", headers=(), declared=DECLARED, path="a", **fields):
    sent = ((b"Content-Type", content_type.encode()), *headers)
    return visit(declared, exchange(path, body, headers=sent, **fields))


def ended(learned):
    return learned.outcome, learned.why


def urls(learned, route=None):
    return [one.url for one in learned.found if route in {None, one.route}]


# -- Statuses


@pytest.mark.parametrize(
    ("status", "outcome", "why"),
    [
        (404, Outcome.GONE, "status 404"),
        (410, Outcome.GONE, "status 410"),
        (400, Outcome.REFUSED, "status 400"),
        (401, Outcome.REFUSED, "login"),
        (403, Outcome.REFUSED, "status 403"),
        (451, Outcome.REFUSED, "status 451"),
        (206, Outcome.REFUSED, "status 206"),
        (500, Outcome.FAILED, "status 500"),
        (502, Outcome.FAILED, "status 502"),
        (599, Outcome.FAILED, "status 599"),
        (304, Outcome.FAILED, "status 304"),
    ],
)
def test_each_status_has_its_outcome_and_no_article_whatever_the_body(status, outcome, why):
    told = exchange("a", page(), status=status)

    learned = visit(DECLARED, told)

    assert ended(learned) == (outcome, why)
    assert learned.article is None
    assert (learned.url, learned.at, learned.route) == (told.url, told.at, told.route)
    assert (learned.status, learned.record_id) == (status, told.record_id)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        (b"120", 120),
        (b" 7 ", 7),
        (b"Fri, 20 Nov 2026 12:10:00 GMT", 600),
        (b"Fri, 20 Nov 2026 11:00:00 GMT", -3600),
        (b"99999999999999999999", 31 * 86400),
        (b"Fri, 31 Dec 9999 23:59:59 GMT", 31 * 86400),
        (b"soon", None),
        (b"-5", None),
    ],
)
def test_a_host_that_is_busy_is_asked_when_it_says(status, said, seconds):
    learned = read(page(), status=status, headers=((b"Retry-After", said),) if said else ())

    assert ended(learned) == (Outcome.LATER, f"status {status}")
    assert learned.not_before == (None if seconds is None else NOW + timedelta(seconds=seconds))


def test_an_answer_that_repeats_what_is_held_is_not_read_again():
    revisit = Revisit(
        profile="identical-payload-digest", record_id="urn:uuid:1", url=address("a"), at=NOW, payload_digest="sha256:0"
    )
    learned = read(page(), revisit=revisit, headers=((b"ETag", b'"1"'), (b"Last-Modified", b"Fri")))

    assert ended(learned) == (Outcome.UNCHANGED, None)
    assert learned.article is None
    assert (learned.etag, learned.last_modified) == ('"1"', "Fri")


# -- Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_hop_to_an_address_of_its_own(status):
    learned = read(status=status, headers=((b"Location", b"/b/?utm_source=x"),))

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.alias_of == address("b")
    assert learned.found == (Found(url=address("b"), route=Route.REDIRECT),)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/новина/".encode(), "%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/"),
        ("/новина/?b=1&a=100%".encode("cp1251"), "%ED%EE%E2%E8%ED%E0/?a=100%25&b=1"),
    ],
)
def test_raw_bytes_of_a_redirect_s_target_are_asked_for_as_they_are(location, target):
    assert read(status=302, headers=((b"Location", location),)).alias_of == address("") + target


def test_a_redirect_off_the_site_is_marked_and_not_followed():
    learned = read(status=302, headers=((b"Location", b"http://169.254.169.254/latest/"),))

    assert [one.refused for one in learned.found] == ["off-site"]


@pytest.mark.parametrize("location", [b"file:///etc/passwd", b"javascript:x", b"http://", b"http://[/"])
def test_a_redirect_to_nowhere_is_a_failure(location):
    assert ended(read(status=302, headers=((b"Location", location),))) == (Outcome.FAILED, "redirect to nowhere")


@pytest.mark.parametrize("headers", [(), ((b"Location", b""),), ((b"Location", b"#top"),), ((b"Location", b"/a/"),)])
def test_a_redirect_to_itself_or_without_a_target_is_a_failure(headers):
    learned = read(status=301, headers=headers)

    assert learned.outcome == Outcome.FAILED
    assert learned.why in {"redirect to itself", "redirect to nowhere"}
    assert learned.alias_of is None


@pytest.mark.parametrize("location", [b"/", b"/uk/", b"/index.php", b"http://www.rada.example"])
def test_an_article_that_is_sent_home_is_nowhere(location):
    learned = read(status=301, headers=((b"Location", location),))

    assert ended(learned) == (Outcome.REFUSED, "home page")
    assert (learned.alias_of, learned.found) == (None, ())


def test_one_that_is_sent_to_another_sites_home_says_that_the_site_has_moved():
    learned = read(status=301, headers=((b"Location", b"https://new.example/"),))

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.alias_of == "https://new.example/"
    assert [hop.refused for hop in learned.found] == ["off-site"]


@pytest.mark.parametrize("route", [Route.SITEMAP, Route.FEED, Route.API])
def test_a_page_in_the_place_of_a_list_for_machines_is_no_article(route):
    """A domain that was sold shows one page under every address."""
    assert read(page()).article is not None
    assert ended(read(page(), route=route, kind=Kind.HEAD)) == (Outcome.REFUSED, "not a list of addresses")


@pytest.mark.parametrize("route", [Route.START, Route.REDIRECT])
def test_a_start_address_may_lead_home(route):
    learned = read(status=301, headers=((b"Location", b"/"),), route=route)

    assert (learned.outcome, learned.alias_of) == (Outcome.STORED, address(""))


# -- Bodies


def test_a_truncated_answer_never_becomes_an_article():
    assert ended(read(page(), truncated="length")) == (Outcome.FAILED, "cut short")


@pytest.mark.parametrize(
    ("coding", "body", "why"),
    [
        (b"gzip", gzip.compress(page().encode(), mtime=0)[:-30], "cut short"),
        (b"gzip", page().encode(), "damaged encoding"),
        (b"br", b"x", "unknown encoding"),
    ],
)
def test_a_body_that_cannot_be_decompressed_whole_never_becomes_an_article(coding, body, why):
    learned = read(body, headers=((b"Content-Encoding", coding),))

    assert ended(learned) == (Outcome.FAILED, why)
    assert learned.article is None


def test_a_compressed_page_is_read():
    body = gzip.compress(page().encode())

    assert read(body, headers=((b"Content-Encoding", b"gzip"),)).article.title == "Депутати затвердили бюджет"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("image/jpeg", b"\xff\xd8"),
        ("", b"\0\0\0"),
        ("text/plain", b"words"),
        ("application/octet-stream", gzip.compress(b"x", mtime=0)),
    ],
)
def test_what_is_no_page_is_refused(content_type, body):
    assert ended(read(body, content_type)) == (Outcome.REFUSED, "not a page")


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/octet-stream"])
def test_a_page_is_known_by_its_beginning_where_the_header_is_wrong(content_type):
    assert read("\ufeff\n " + page(), content_type).article is not None


def test_a_page_that_begins_like_xml_is_a_page():
    assert read('<?xml version="1.0"?>' + page(), "application/xhtml+xml").article is not None


# -- Articles


def test_an_article_is_read_with_its_neighbours():
    learned = read(page(previous="/before/", next="/after/"))

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.article.title == "Депутати затвердили бюджет"
    assert learned.article.body == f"{TEXT}\n\n{TEXT}"
    assert learned.article.published == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert learned.article.previous.url == address("before")
    assert learned.found == (
        Found(url=address("before"), route=Route.NEIGHBOUR),
        Found(url=address("after"), route=Route.NEIGHBOUR),
    )
    assert learned.alias_of is None
    assert learned.article.digest.startswith("sha256:")


def test_a_cp1251_page_is_read_by_its_header():
    body = page().replace("utf-8", "windows-1251").encode("cp1251")

    assert read(body, "text/html; charset=windows-1251").article.title == "Депутати затвердили бюджет"


@pytest.mark.parametrize("field", ["datePublished", "dateModified", "articleSection"])
def test_half_a_letter_in_json_never_reaches_the_archive(field):
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "{field}": "2026\\ud800"}}</script>'

    learned = read(page(head=head, published=None))

    assert learned.outcome == Outcome.STORED
    for name in learned.article.__slots__:
        assert str(getattr(learned.article, name)).encode()


def test_the_same_answer_teaches_the_same_again():
    told = exchange("a", page(previous="/b/"))

    assert visit(DECLARED, told) == visit(DECLARED, told)


def test_both_links_to_one_neighbour_are_one_address():
    assert urls(read(page(previous="/b/", next="/b/"))) == [address("b")]


def test_a_canonical_address_of_this_site_is_believed():
    learned = read(page(canonical=f"{SITE}/a/"), path=f"{SITE}/?p=7")

    assert learned.article.url == address("a")
    assert learned.alias_of == address("a")
    assert learned.url == f"{SITE}/?p=7"


@pytest.mark.parametrize("canonical", [f"{SITE}/", SITE, "https://else.example/a/", "mailto:x", "http://["])
def test_a_canonical_address_that_is_the_home_page_or_another_site_is_not(canonical):
    learned = read(page(canonical=canonical))

    assert learned.article.url == address("a")
    assert learned.alias_of is None


def test_a_neighbour_off_the_site_is_no_address_to_ask():
    assert [one for one in read(page(previous="https://else.example/b/")).found if not one.refused] == []


def test_www_is_the_same_site():
    learned = read(page(previous="https://www.rada.example/b/"))

    assert [one.refused for one in learned.found] == [None]


@pytest.mark.parametrize("route", [Route.START, Route.REDIRECT])
def test_an_article_to_start_from_names_the_feeds_and_the_api(route):
    learned = read(page(head=HEADS), route=route)

    assert urls(learned, Route.FEED) == [f"{SITE}/feed/"]
    (head,) = [one for one in learned.found if one.route == Route.API]
    assert head.kind == Kind.HEAD
    assert head.url.startswith(f"{SITE}/wp-json/wp/v2/posts?")


def test_an_article_on_the_way_does_not_ask_for_feeds_each_time():
    assert urls(read(page(head=HEADS), route=Route.NEIGHBOUR)) == []


def test_the_class_of_the_day_of_capture_reads_the_page():
    declared = Site(
        sites=DECLARED.sites,
        hosts=Hosts.of("https://rada.example/"),
        pages={date.min: OtherArticle, date(2026, 11, 20): TagDivArticle},
    )

    assert declared.page_class(date(2026, 11, 19)) is OtherArticle
    assert declared.page_class(date(2026, 11, 20)) is TagDivArticle
    assert declared.page_class(date(2030, 1, 1)) is TagDivArticle
    assert read(page(), declared=declared).article is not None


# -- Lists and other pages


def test_a_list_gives_its_articles_its_pager_and_its_heads():
    learned = read(LIST, path="list")

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.article is None
    assert urls(learned, Route.FEED) == [f"{SITE}/feed/"]
    assert len(urls(learned, Route.API)) == 1
    assert [(one.url, one.kind) for one in learned.found if one.route == Route.LISTING] == [
        (address("b"), Kind.ARTICLE),
        (address("a"), Kind.ARTICLE),
        (address("list/page/2"), Kind.PAGE),
    ]


def test_a_page_that_is_neither_is_refused_and_says_why():
    learned = read("<!doctype html><html><body class='page page-id-5'><h1>Контакти</h1></body></html>")

    assert ended(learned) == (Outcome.REFUSED, "a static page")


UNKNOWN = replace(DECLARED, pages={date.min: GenericArticle})
UNDATED = "<html><head><title>Сесія ради</title></head><body><h1>Сесія ради</h1><p>{}</p></body></html>".format(
    "Депутати розглянули питання порядку денного і затвердили бюджет області на наступний рік. " * 3
)


def test_what_tells_no_day_may_be_an_article():
    learned = read(UNDATED, declared=UNKNOWN)

    assert ended(learned) == (Outcome.REFUSED, "not an article")
    assert learned.article is None
    assert (learned.doubtful.title, learned.doubtful.published) == ("Сесія ради", None)
    assert learned.doubtful.body.startswith("Депутати розглянули")


@pytest.mark.parametrize(
    ("body", "declared", "kind"),
    [
        (UNDATED, DECLARED, Kind.ARTICLE),  # its class knows what an article is
        (UNDATED, UNKNOWN, Kind.HEAD),
        (UNDATED, UNKNOWN, Kind.PAGE),
        (UNDATED.replace("Депутати", "Äåïóòàòè\ufffd\ufffd\ufffd" * 9), UNKNOWN, Kind.ARTICLE),
        (UNDATED.replace("<head>", "<head><link rel=canonical href='/'>"), UNKNOWN, Kind.ARTICLE),
        (UNDATED.replace("<h1>Сесія ради</h1>", "").replace("<title>Сесія ради</title>", ""), UNKNOWN, Kind.ARTICLE),
    ],
)
def test_what_is_no_article_for_sure_is_not_doubted(body, declared, kind):
    learned = read(body, declared=declared, kind=kind)

    assert (learned.article, learned.doubtful) == (None, None)


@pytest.mark.parametrize("path", ["novyny/page/4/", "novyny?page=4", "novyny?start=30"])
def test_the_last_page_of_a_list_is_none_of_the_one_article_that_it_shows(path):
    title = "<header class='entry-header'><h2 class='entry-title'><a href='/a/' rel='bookmark'>Сесія ради</a></h2>"
    when = "<time class='entry-date published' datetime='2026-11-02T10:00:00+02:00'>2 листопада 2026</time></header>"
    text = f"<div class='entry-summary'><p>{TEXT}…</p></div>"
    body = (
        "<html><head><title>Новини</title><meta name='generator' content='WordPress 5.9'></head><body>"
        "<main id='main'><h1 class='page-title'>Новини</h1>"
        f"<article class='post hentry'>{title}{when}{text}</article></main></body></html>"
    )
    learned = read(body.encode(), declared=replace(UNKNOWN, pages={date.min: AutoArticle}), path=path, kind=Kind.PAGE)

    assert (learned.article, ended(learned)) == (None, (Outcome.STORED, None))
    assert urls(learned, Route.LISTING) == [address("a")]


def test_a_list_tells_the_days_that_it_shows():
    items = "".join(
        f"<li>{day}.11.2026 <a href='/novyny/pro-remont-shkoly-{day}'>Про ремонт школи в селі {day}</a></li>"
        for day in (18, 12, 3)
    )
    learned = read(f"<html><body><h1>Новини</h1><ul>{items}</ul></body></html>", declared=UNKNOWN, kind=Kind.HEAD)

    assert [(said.url, said.source, said.published) for said in learned.second] == [
        (f"{SITE}/novyny/pro-remont-shkoly-{day}", "list", date(2026, 11, day)) for day in (18, 12, 3)
    ]


@pytest.mark.parametrize("body", ["<html></html>", "<!doctype html>", " <html><body>\x00</body></html>"])
def test_an_empty_page_is_refused(body):
    assert read(body).outcome == Outcome.REFUSED


def test_a_page_behind_a_password_is_no_article_but_its_neighbours_are_kept():
    form = '<form class="post-password-form" action="/wp-login.php?action=postpass"><input></form>'

    learned = read(page(content=form, previous="/before/", next="/after/"))

    assert learned.article is None
    assert set(urls(learned, Route.NEIGHBOUR)) == {address("before"), address("after")}
    assert learned.outcome in {Outcome.REFUSED, Outcome.STORED}


# -- Machines' lists


def test_robots_txt_is_read_as_such_whatever_it_says_it_is():
    body = f"User-agent: *\nDisallow:\nSitemap: {SITE}/sitemap.xml\nSitemap: https://else.example/s.xml\n"

    learned = read(body, "text/html", path=f"{SITE}/robots.txt", route=Route.ROBOTS)

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.found == (Found(url=f"{SITE}/sitemap.xml", route=Route.SITEMAP, kind=Kind.HEAD),)
    assert learned.robots == body


def test_a_robots_txt_that_was_cut_off_is_read_as_far_as_it_came():
    told = {"path": f"{SITE}/robots.txt", "route": Route.ROBOTS}

    assert read("User-agent: *\nDis", truncated="length", **told).robots == "User-agent: *\nDis"
    assert ended(read("User-agent: *\nDis", truncated="disconnect", **told)) == (Outcome.FAILED, "cut short")


def test_a_robots_txt_that_leads_on_leads_to_a_robots_txt():
    learned = read(path=f"{SITE}/robots.txt", route=Route.ROBOTS, status=301, headers=((b"Location", b"/r.txt"),))

    assert [one.route for one in learned.found] == [Route.ROBOTS]


@pytest.mark.parametrize("content_type", ["application/x-gzip", "application/xml", "application/octet-stream"])
def test_a_sitemap_that_is_a_gzip_file_is_unpacked(content_type):
    packed = gzip.compress(SITEMAP.encode(), mtime=0)

    assert urls(read(packed, content_type, path="list", route=Route.SITEMAP)) == [address("b"), address("a")]
    cut = read(packed[:-5], content_type, path="list", route=Route.SITEMAP)
    assert ended(cut) == (Outcome.FAILED, "cut short")


FEED = (
    f"<rss><channel><item><link>{SITE}/b/</link></item><item><link>https://else.example/</link></item></channel></rss>"
)
SITEMAP = f"<urlset><url><loc>{SITE}/b/</loc></url><url><loc>{SITE}/a/</loc></url></urlset>"
INDEX = f"<sitemapindex><sitemap><loc>{SITE}/post-sitemap.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("body", "content_type", "found"),
    [
        (FEED, "application/rss+xml; charset=UTF-8", [address("b")]),
        (FEED, "text/xml", [address("b")]),
        ('<?xml version="1.0"?>' + FEED, "text/html", [address("b")]),
        ("\n" + FEED.replace("</channel></rss>", ""), "application/xml", [address("b")]),
        (FEED.replace("<item>", "<title>A & B</title><item>", 1), "application/rss+xml", [address("b")]),
        (SITEMAP, "application/xml", [address("b")]),
        (INDEX, "application/xml", [f"{SITE}/post-sitemap.xml"]),
    ],
)
def test_lists_in_xml_are_read_even_when_broken(body, content_type, found):
    learned = read(body, content_type)

    assert ended(learned) == (Outcome.STORED, None)
    assert urls(learned) == found


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"<?xml version='1.0'?>", b"<svg/>", b"junk", b"\xff\xfe\x00", b"<!-- -->"]
)
def test_any_other_xml_is_refused(body):
    assert ended(read(body, "application/xml")) == (Outcome.REFUSED, "not a list of addresses")


def test_entities_are_never_expanded_nor_files_read():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "{SITE}/x/">{levels}
        <!ENTITY file SYSTEM "file:///etc/hostname">]>
        <rss><channel><item><link>&l11;</link></item><item><link>{SITE}/&file;</link></item>
        <item><link>{SITE}/b/</link></item></channel></rss>"""

    learned = read(bomb, "application/rss+xml")

    assert len("".join(urls(learned))) < 100
    assert "etc" not in "".join(urls(learned))


@pytest.mark.parametrize("total", [(), ((b"X-WP-TotalPages", b"many"),), ((b"X-WP-TotalPages", b"1"),)])
def test_the_api_s_only_page_has_no_next(total):
    learned = read(f'[{{"link": "{SITE}/b/"}}]', "application/json; charset=UTF-8", headers=total)

    assert ended(learned) == (Outcome.STORED, None)
    assert learned.found == (Found(url=address("b"), route=Route.API),)


@pytest.mark.parametrize("told", ["0001-01-01T00:00:00", "1970-01-01T00:00:00", "2050-05-05T12:00:00"])
def test_a_day_of_the_api_on_which_nothing_can_have_been_published_is_left_out(told):
    rows = [{"link": f"{SITE}/{day}/", "date_gmt": day} for day in (told, "2026-11-19T10:00:00")]
    learned = read(json.dumps(rows), "application/json")

    assert [said.published and said.published.isoformat() for said in learned.second] == [
        None,
        "2026-11-19T12:00:00+02:00",
    ]


def test_the_api_s_next_page_is_found_by_its_header():
    learned = read(
        "[]", "application/json", headers=((b"X-WP-TotalPages", b"2"),), path=f"{SITE}/wp-json/wp/v2/posts?page=1"
    )

    assert urls(learned) == [f"{SITE}/wp-json/wp/v2/posts?page=2"]


@pytest.mark.parametrize("body", ["", "{", '{"code": 1}', "null", "NaN", '"[]"'])
def test_other_json_is_refused(body):
    assert ended(read(body, "application/json")) == (Outcome.REFUSED, "not a list of posts")


def test_an_address_that_leads_on_without_end_is_known_and_never_asked():
    learned = read(page(previous="/a/a/a/", next="/2050/05/"))

    assert {(one.url, one.refused) for one in learned.found} == {
        (address("a/a/a"), "trap: path"),
        (address("2050/05"), "trap: path"),
    }


# -- Charsets


def test_an_article_in_another_charset_than_is_said_is_read():
    learned = read(page().encode("cp1251"), "text/html; charset=utf-8")

    assert learned.article.title == "Депутати затвердили бюджет"


def test_a_page_whose_charset_cannot_be_told_becomes_no_article_and_its_links_are_followed():
    sent = page(previous="/b/").encode("cp1251").translate(bytes(range(128)) + bytes(range(255, 127, -1)))

    learned = read(sent)

    assert ended(learned) == (Outcome.REFUSED, "garbled")
    assert learned.article is None
    assert urls(learned) == [address("b")]


def test_an_article_that_was_spoilt_before_it_was_sent_is_none():
    spoilt = page(title="Íîâèíè", content=f"<p>{TEXT.encode('cp1251').decode('latin-1')}</p>")

    assert ended(read(spoilt.encode())) == (Outcome.REFUSED, "garbled")


# -- Pages that are no article

HOME = page(body_class="home blog", content="<p>Новини</p>").replace(
    "</body>", '<h3 class="entry-title td-module-title"><a href="/b/">Новина</a></h3></body>'
)


def test_the_home_page_in_the_place_of_an_article_says_that_there_is_none():
    learned = read(HOME)

    assert ended(learned) == (Outcome.REFUSED, "home page")
    assert learned.found == ()


@pytest.mark.parametrize("given", [{"path": "/"}, {"route": Route.START}, {"kind": Kind.PAGE}])
def test_the_home_page_itself_is_a_list(given):
    assert ended(read(HOME, **given)) == (Outcome.STORED, None)


def test_an_article_of_nothing_is_refused_and_leads_on():
    learned = read(page(content="<div id='app'></div>", published=None, previous="/b/"))

    assert ended(learned) == (Outcome.REFUSED, "empty")
    assert [one.url for one in learned.found] == [address("b")]


_SHORT_OF_MEMORY = """
import resource, sys
from lxml import html
from newsarchive import visit
from tests.helpers.build import exchange

page = html.fromstring("<body>" + ("<p>" + "я" * 400) * 12_000)
own = next(line for line in open("/proc/self/status") if line.startswith("VmData")).split()[1]

def short(*_):
    resource.setrlimit(resource.RLIMIT_DATA, (int(own) * 1024 + 3 * 2**20, -1))
    try:
        return page.text_content()
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (-1, -1))

visit.contents.read = short
print(visit.attempt(None, exchange(body=b"x"))[0].why)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells how much memory a process has")
def test_too_little_memory_for_libxml2_is_called_so():
    done = subprocess.run(
        [sys.executable, "-c", _SHORT_OF_MEMORY],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )

    assert done.stdout.strip() == "too big"
