"""The demo site's pages, lists and changes, without a server between."""

import hashlib
import json
import re
import subprocess
import sys
import unicodedata
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from lxml import etree

from newsarchive.demo import SWITCHES, DemoSite
from newsarchive.demo.news import SEED_NEXT, SEED_PREVIOUS, seed_article
from newsarchive.errors import UsageError

OFF = dict.fromkeys((name for name in SWITCHES if name not in {"edited", "removed", "inserted"}), False)


@cache
def site():
    """One shared site that no test changes."""
    return DemoSite(300)


def get(which, target):
    answer = which.answer(target.removeprefix(which.base))
    assert answer.status == 200, (target, answer.status)
    return answer.body


def page(which, target):
    return lxml.html.document_fromstring(get(which, target).decode())


def digest(which):
    total = hashlib.sha256()
    for row in which.truth():
        total.update(json.dumps(row, ensure_ascii=False).encode())
        total.update(get(which, row["url"]))
    for target in ("/", "/feed/", "/wp-sitemap.xml", "/wp-json/wp/v2/posts"):
        total.update(get(which, target))
    return total.hexdigest()


def flagged(which, flag):
    return [row for row in which.truth() if flag in row["flags"]]


# Repeatable


def test_two_sites_give_equal_bytes_and_another_process_too():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from test_demo_site import digest; "
        "from newsarchive.demo import DemoSite; print(digest(DemoSite(40, edited=2, removed=2, inserted=2)))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert digest(DemoSite(40, edited=2, removed=2, inserted=2)) == other.stdout.strip()
    assert digest(DemoSite(40, seed="2")) != digest(DemoSite(40))


def test_an_unknown_switch_is_refused():
    with pytest.raises(TypeError, match="no such switch: galery"):
        DemoSite(3, galery=1)


@pytest.mark.parametrize("count", [3, 4, 10])
def test_a_small_site_works(count):
    small = DemoSite(count)
    assert len(small.truth()) == count
    assert len(digest(small)) == 64


# The truth is what the pages say


def clean(text):
    """The rules of truth.py, written a second time."""
    text = re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ").replace("\u00a0", " ").replace("\u00ad", "")
    return fold(unicodedata.normalize("NFC", text.replace("\u200b", "")))


def fold(text):
    return text.translate(str.maketrans("асеорхіАСЕОРХІ", "aceopxiACEOPXI"))


def body_of(tree):
    box = tree.xpath("//div[contains(@class, 'td-post-content')]")[0]
    for debris in box.xpath(
        ".//*[contains(@class,'sharedaddy') or contains(@class,'gallery') or contains(@class,'td-post-featured-image')]"
    ):
        debris.drop_tree()
    for line in box.iter("br"):
        line.tail = "\ue000" + (line.tail or "")
    texts = [node.text_content() for node in box.xpath(".//p | .//li | .//h3")]
    return [clean(line) for text in texts for line in text.split("\ue000")]


def neighbours_of(tree):
    found = []
    for side in ("prev", "next"):
        links = tree.xpath(f"//div[contains(@class, 'td-post-{side}-post') or contains(@class, 'tdb-post-{side}')]//a")
        found.append((links[0].get("href"), clean(links[0].text_content())) if links else (None, None))
    return found


def test_every_article_reads_back_to_its_truth():
    for row in site().truth():
        tree = page(site(), row["url"])
        assert clean(tree.xpath("//h1")[0].text_content()) == fold(row["title"]), row["url"]
        assert [clean(c.text_content()) for c in tree.xpath("//figcaption")] == [fold(c) for c in row["captions"]]
        assert body_of(tree) == [fold(text) for text in row["body"]], row["url"]
        printed = [(row[f"{side}_url"], fold(row[f"{side}_title"] or "") or None) for side in ("previous", "next")]
        assert neighbours_of(tree) == printed
        meta = tree.xpath("//meta[@property='article:published_time']/@content")[0]
        assert meta.endswith("+00:00")
        assert datetime.fromisoformat(meta) == datetime.fromisoformat(row["published"])
        assert tree.xpath("//link[@rel='canonical']/@href") == [row["url"]]


def test_both_templates_and_both_ends():
    rows = site().truth()
    first, last = page(site(), rows[0]["url"]), page(site(), rows[-1]["url"])
    assert first.xpath("//div[contains(@class,'td-post-prev-post')]")[0].text_content() == ""
    assert last.xpath("//div[contains(@class,'tdb_single_next_prev')]")
    assert not last.xpath("//div[contains(@class,'tdb-post-next')]")
    assert rows[0]["previous_url"] is None
    assert rows[-1]["next_url"] is None


def test_the_seed_page():
    (row,) = flagged(site(), "seed")
    title, _ = seed_article()
    assert (row["title"], row["previous_title"], row["next_title"]) == (title, SEED_PREVIOUS, SEED_NEXT)
    html = get(site(), row["url"]).decode()
    assert "розвитку<br />\n(SIDA).</p>" in html
    assert "Швеції&nbsp; та" in html
    assert "td-post-next-prev" in html
    assert len(row["body"]) == 11


def test_the_footer_says_what_this_is():
    html = get(site(), "/").decode()
    assert "згенеровано програмою" in html
    assert "only the article on the seminar in Kamianets-Podilskyi is real" in html


# Routes


def test_the_chain_skips_only_posts_of_the_same_second():
    rows = {row["url"]: row for row in site().truth()}
    at, walked = next(iter(rows)), []
    while at:
        walked.append(at)
        at = rows[at]["next_url"]
    back, at = [], walked[-1]
    while at:
        back.append(at)
        at = rows[at]["previous_url"]
    assert back == walked[::-1]
    skipped = set(rows) - set(walked)
    assert skipped
    assert all("same-second" in rows[url]["flags"] for url in skipped)
    for url in skipped:
        assert rows[url]["previous_url"] in walked


def test_the_api_covers_all():
    rows, found = site().truth(), []
    answer = site().answer("/wp-json/wp/v2/posts?per_page=100")
    assert answer.headers["X-WP-Total"] == str(len(rows))
    assert answer.headers["X-WP-TotalPages"] == "3"
    for number in (1, 2, 3):
        found += json.loads(get(site(), f"/wp-json/wp/v2/posts?per_page=100&page={number}"))
    assert {post["link"] for post in found} == {row["url"] for row in rows}
    beyond = site().answer("/wp-json/wp/v2/posts?per_page=100&page=4")
    assert beyond.status == 400
    assert json.loads(beyond.body)["code"] == "rest_post_invalid_page_number"


def api(query):
    return json.loads(get(site(), f"/wp-json/wp/v2/posts?{query}"))


def test_the_api_filters_and_orders():
    post = api("per_page=1&order=asc")[0]
    assert post["date"] == site().truth()[0]["published"][:19]
    bound = site().truth()[150]["published"]
    assert len(api(f"after={quote(bound)}&per_page=100&page=2&_fields=id")) > 40
    assert all(p["date"] < bound for p in api(f"before={bound}&per_page=100&_fields=date"))
    changed = api(f"modified_after={bound[:19]}&orderby=modified&order=asc&_fields=modified,title.rendered")
    assert changed == sorted(changed, key=lambda p: p["modified"])
    assert set(changed[0]) == {"modified", "title"}
    assert changed[0]["modified"] > bound[:19]
    assert all(p["modified"] < bound[:19] for p in api(f"modified_before={bound[:19]}"))
    assert [p["id"] for p in api(f"slug={post['slug']}")] == [p["id"] for p in api(f"include={post['id']}")]
    assert api(f"include={post['id']}&_fields=id.x,content.nothing,nothing") == [{"id": post["id"], "content": {}}]
    assert api("after=2030-01-01T00:00:00") == []
    assert [p["id"] for p in api("orderby=id&per_page=2")] == sorted((p["id"] for p in api("per_page=2")), reverse=True)


@pytest.mark.parametrize("query", ["per_page=101", "page=0", "page=x", "after=yesterday", "orderby=rank", "order=up"])
def test_the_api_refuses_nonsense(query):
    answer = site().answer(f"/wp-json/wp/v2/posts?{query}")
    assert answer.status == 400
    assert json.loads(answer.body)["code"] == "rest_invalid_param"


def test_the_rest_of_the_api():
    assert json.loads(get(site(), "/wp-json/"))["namespaces"]
    assert sum(c["count"] for c in json.loads(get(site(), "/wp-json/wp/v2/categories"))) == 300
    number = site().truth()[5]["id"]
    assert json.loads(get(site(), f"/wp-json/wp/v2/posts/{number}"))["id"] == number
    assert site().answer("/wp-json/wp/v2/posts/1").status == 404
    assert site().answer("/wp-json/wp/v2/users").status == 404
    assert "next" in site().answer("/wp-json/wp/v2/posts").headers["Link"]


def test_the_sitemap_covers_all_and_names_the_static_pages():
    big = DemoSite(520, **OFF)
    index = etree.fromstring(get(big, "/wp-sitemap.xml"))
    files = [node.text for node in index.iter("{*}loc")]
    assert len(files) == 3
    urls = {node.text for name in files for node in etree.fromstring(get(big, name)).iter("{*}loc")}
    static = {f"{big.base}/pro-radu/", f"{big.base}/kontakty/"}
    assert urls == {row["url"] for row in big.truth()} | static
    assert all(b"article:published_time" not in get(big, url) for url in static)
    assert big.answer("/wp-sitemap-posts-post-3.xml").status == 404


@pytest.mark.parametrize("start", ["/", "/category/novyny/"])
def test_the_listing_covers_all(start):
    urls, target = [], start
    while target:
        tree = page(site(), target)
        urls += tree.xpath("//div[contains(@class,'td_module_10')]//h3/a/@href")
        target = next(iter(tree.xpath("//div[contains(@class,'page-nav')]/a[@aria-label='next-page']/@href")), None)
    assert urls == [row["url"] for row in site().truth()[::-1]]
    assert site().answer("/page/99/").status == 404
    assert site().answer("/category/sesii/page/1/").headers["Location"].endswith("/category/sesii/")
    assert "Сесії" in get(site(), "/category/sesii/").decode()
    assert site().answer("/category/nema/").status == 404
    assert get(site(), "/author/presssluzhba/page/2/")


def test_the_feed_has_the_newest():
    feed = etree.fromstring(get(site(), "/feed/"))
    links = [item.find("link").text for item in feed.iter("item")]
    assert links == [row["url"] for row in site().truth()[::-1][:20]]
    assert etree.fromstring(get(site(), "/feed/?paged=2")).find(".//item/link").text not in links
    assert list(etree.fromstring(get(site(), "/comments/feed/")).iter("item")) == []


def test_addresses_of_one_article():
    row = site().truth()[7]
    assert site().answer(f"/?p={row['id']}").headers["Location"] == row["url"]
    assert site().answer("/?p=1").status == 404
    bare = row["url"].removeprefix(site().base).rstrip("/")
    assert site().answer(bare).headers["Location"] == row["url"]
    assert site().answer("/nemaie-takoi/").status == 404
    assert site().answer("/wp-admin/").status == 403
    assert b"Disallow: /wp-admin/" in get(site(), "/robots.txt")
    for tree in (page(site(), row["url"]) for row in site().truth()[:60]):
        for href in tree.xpath("//ul[contains(@class,'tags')]//li/a/@href"):
            assert get(site(), href)


def test_files_are_there():
    row = flagged(site(), "files")[0]
    assert get(site(), row["attachments"][0]["url"]).startswith(b"%PDF")
    row = flagged(site(), "gallery")[0]
    assert get(site(), row["images"][0]).startswith(b"\x89PNG")
    assert site().answer("/wp-content/uploads/2020/01/foto-1-1.png").status == 404


# Switches


@pytest.mark.parametrize(
    ("switch", "flag"),
    [
        ("same_second", "same-second"),
        ("old_slugs", "old-slug"),
        ("apostrophes", "apostrophes"),
        ("galleries", "gallery"),
        ("files", "files"),
        ("wrong_offset", "wrong-offset"),
        ("odd_letters", "odd-letters"),
        ("empty_body", "empty-body"),
        ("one_line", "one-line"),
        ("same_title", "same-title"),
    ],
)
def test_a_switch_marks_its_articles_and_can_be_turned_off(switch, flag):
    assert flagged(site(), flag)
    assert not flagged(DemoSite(60, **{switch: False}), flag)


@pytest.mark.parametrize(
    ("switch", "sign"),
    [("sharing", b"td-post-sharing"), ("sharing", b"sharedaddy"), ("related", b"td_block_related_posts")],
)
def test_a_switch_shows_on_pages_and_can_be_turned_off(switch, sign):
    assert any(sign in get(site(), row["url"]) for row in site().truth()[:10])
    off = DemoSite(10, **{switch: False})
    assert not any(sign in get(off, row["url"]) for row in off.truth())


def test_same_second_posts():
    moments = [row["published"] for row in flagged(site(), "same-second")]
    assert len(set(moments)) < len(moments)


def test_old_slugs_redirect():
    for row in flagged(site(), "old-slug"):
        old = row["aliases"][1]
        answer = site().answer(old.removeprefix(site().base))
        assert (answer.status, answer.headers["Location"]) == (301, row["url"])


def test_apostrophes_vary():
    text = "".join(row["title"] + "".join(row["body"]) for row in site().truth())
    assert all(mark in text for mark in "'’ʼ`´‘")
    assert set(re.findall(r"\w(['’ʼ`´‘])\w", str(DemoSite(60, **OFF).truth()[5:]))) <= {"'", "´"}


def test_a_wrong_offset_stands_in_the_time_alone():
    for row in flagged(site(), "wrong-offset"):
        own = page(site(), row["url"]).xpath(
            "//div[contains(@class,'tdb_single_date')]//time/@datetime | //header//time/@datetime"
        )[0]
        assert own == row["published"][:19] + "+00:00"


def test_odd_letters_stand_on_the_page_and_not_in_the_truth():
    signs = {"soft-hyphens": "\u00ad", "no-break": "\u00a0", "zero-width": "\u200b", "decomposed": "\u0306"}
    for habit, sign in signs.items():
        row = flagged(site(), habit)[0]
        assert sign in get(site(), row["url"]).decode()
        assert sign not in "".join(row["body"])
    row = flagged(site(), "latin")[0]
    assert re.search("[а-яії][aceopxi]|[aceopxi][а-яії]", get(site(), row["url"]).decode())
    assert not re.search("[а-яії][aceopxi]|[aceopxi][а-яії]", "".join(row["body"]))


def test_an_empty_and_a_short_article():
    (empty,) = flagged(site(), "empty-body")
    assert (empty["body"], empty["captions"]) == ([], ["Фото дня"])
    (short,) = flagged(site(), "one-line")
    assert len(short["body"]) == 1


def test_same_titles():
    titles = [row["title"] for row in flagged(site(), "same-title")]
    assert len(set(titles)) == len(titles) // 2


# Changes


def test_edits():
    which = DemoSite(60)
    before = {row["url"]: row for row in which.truth()}
    pages = {url: which.answer(url.removeprefix(which.base)) for url in before}
    edited = which.edit(3)
    assert len(edited) == 3
    after = {row["url"]: row for row in which.truth()}
    for url in edited:
        old, new = before[url], after[url]
        assert (old["title"], old["body"]) != (new["title"], new["body"])
        assert new["modified"] > old["modified"]
        assert new["history"][-1]["title"] == old["title"]
        assert "edited" in new["flags"]
        assert get(which, url) != pages[url].body
    untouched = [url for url in before if get(which, url) == pages[url].body]
    assert len(untouched) > 30
    assert all(which.answer(u.removeprefix(which.base)).modified == pages[u].modified for u in untouched)
    changed = [p["link"] for p in json.loads(get(which, "/wp-json/wp/v2/posts?modified_after=2026-11-20T12:30:00"))]
    assert set(changed) == set(edited)
    assert set(which.edit(2)).isdisjoint(edited)


def test_a_neighbours_new_title_moves_last_modified():
    which = DemoSite(60)
    pages = {row["url"]: which.answer(row["url"].removeprefix(which.base)) for row in which.truth()}
    title = {row["url"]: row["title"] for row in which.truth()}
    edited = [url for url in which.edit(3) if title[url] != next(r for r in which.truth() if r["url"] == url)["title"]]
    rows = {row["url"]: row for row in which.truth()}
    other = rows[edited[0]]["previous_url"]
    assert which.answer(other.removeprefix(which.base)).modified != pages[other].modified


def test_removals():
    which = DemoSite(60)
    removed = which.remove(2)
    assert [which.answer(url.removeprefix(which.base)).status for url in removed] == [404, 410]
    rows = which.truth()
    assert len(rows) == 58
    named = {row[key] for row in rows for key in ("previous_url", "next_url")}
    assert named.isdisjoint(removed)
    for url in removed:
        assert url.encode() not in get(which, "/wp-sitemap-posts-post-1.xml")
    number = str(next(post.number for post in which.posts if post.gone))
    assert which.answer(f"/wp-json/wp/v2/posts/{number}").status == 404


def test_insertions_are_dated_back():
    which = DemoSite(60)
    oldest = {row["id"] for row in which.truth()}
    inserted = which.insert(2)
    rows = which.truth()
    assert len(rows) == 62
    for row in rows:
        if row["url"] in inserted:
            assert row["id"] > max(oldest)
            assert row["published"] < rows[-1]["published"]
            assert row["modified"] > row["published"]
            assert row["flags"][0] == "inserted"
    assert all(
        a["published"] <= b["published"] for a, b in pairwise(rows) if a["published"][-6:] == b["published"][-6:]
    )
    assert len(json.loads(get(which, "/wp-json/wp/v2/posts?modified_after=2026-11-20T12:30:00"))) == 2


def test_changes_by_switch_are_the_same_as_by_hand():
    by_hand = DemoSite(60)
    by_hand.insert(2)
    by_hand.edit(3)
    by_hand.remove(1)
    assert DemoSite(60, edited=3, removed=1, inserted=2).truth() == by_hand.truth()


def test_more_changes_than_articles_are_refused():
    with pytest.raises(UsageError, match="to choose from, not 500"):
        DemoSite(20).remove(500)


def test_the_truth_is_written_as_json_lines(tmp_path):
    path = tmp_path / "truth.jsonl"
    site().write_truth(path)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == site().truth()


def test_another_address_makes_other_pages():
    which = DemoSite(5)
    get(which, "/")
    which.base = "http://127.0.0.1:9999/"
    assert b"http://127.0.0.1:9999/" in get(which, "/")
    assert b"8068" not in get(which, "/")
