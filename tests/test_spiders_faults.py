"""Whatever happens to a council's site, its spider writes nothing wrong: faults made from each spider's saved page.

Every spider inherits this suite, those of other packages too, as soon as one page of it is saved. What hostile sites
do beyond that is crawled in ``tests/hostile``, with pages of one theme.
"""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive import registry
from newsarchive.items import Kind, Outcome, Route
from newsarchive.pages import AutoArticle
from newsarchive.visit import attempt
from tests.helpers import answers, example
from tests.helpers.build import Story
from tests.hostile.walls import CLOUDFLARE

pytestmark = pytest.mark.unmeasured

NAMES = [*registry.councils(), example.NAME]
OTHERS = dict(zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True))
END = re.compile(r"(\.\w+|/?)$")
OWN = re.compile(r"<(?:meta|link)\b[^>]*(?:article:|canonical|shortlink|og:)[^>]*>")
"""What a page's head says of its article."""
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ´`‘](?=\w)")


@pytest.fixture(params=NAMES)
def spider(request, tmp_path_factory):
    """Every spider of a council, and one of another package."""
    with example.installed(tmp_path_factory.mktemp("installed")):
        yield registry.find(request.param)


@pytest.fixture
def page(spider):
    return answers.first(spider)


def visit(spider, exchange):
    """Read an answer as a crawl does; nothing may break our own code."""
    learned, trouble = attempt(spider.site(), exchange)

    assert trouble == ""
    return learned


def own(page):
    """Read the page as it was saved: what the faults are measured by."""
    return page.expected["title"], "\n\n".join(page.expected["body"])


def neighbours(learned):
    return [found.url for found in learned.found if found.route == Route.NEIGHBOUR and not found.refused]


def test_the_page_itself_is_the_article_that_it_was_saved_for(spider, page):
    learned = visit(spider, page.exchange())

    assert learned.outcome == Outcome.STORED
    assert (learned.article.title, learned.article.body) == own(page)


def test_an_empty_list_is_no_article(spider, page):
    nothing = re.sub(r"(?s)<body.*", "<body><h1>Новини</h1><p>Записів не знайдено.</p></body></html>", page.text)
    nothing = re.sub(r"<(?:meta|link)\b[^>]*(?:article:|canonical|shortlink|og:)[^>]*>", "", nothing)
    learned = visit(spider, page.exchange(nothing, url=spider.start_urls[0], route=Route.START, kind=Kind.HEAD))

    assert learned.article is None
    assert [found for found in learned.found if found.kind == Kind.ARTICLE] == []


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_what_comes_with_a_refusal_is_no_article(status, spider, page):
    learned = visit(spider, page.exchange(status=status))

    assert learned.article is None
    assert learned.why == f"status {status}"


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_is_known_for_one(status, spider, page):
    learned = visit(spider, page.exchange(CLOUDFLARE, status=status))

    assert (learned.outcome, learned.why, learned.article) == (Outcome.REFUSED, "challenge", None)


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_page_that_is_cut_in_its_text_is_no_article(place, spider, page):
    learned = visit(spider, page.exchange(page.cut(place)))

    assert learned.article is None
    assert (learned.outcome, learned.why) in {(Outcome.FAILED, "cut short"), (Outcome.REFUSED, "not an article")}


def test_a_page_whose_line_broke_is_no_article(spider, page):
    learned = visit(spider, page.exchange(page.cut("middle"), truncated="disconnect"))

    assert (learned.outcome, learned.why, learned.article) == (Outcome.FAILED, "cut short", None)


@pytest.mark.parametrize("label", ["utf-8", "UTF-8", "iso-8859-1", None])
def test_a_charset_that_is_not_the_label_s_is_found(label, spider, page):
    kind = "text/html" if label is None else f"text/html; charset={label}"
    written = page.text.encode("cp1251", "xmlcharrefreplace")
    learned = visit(spider, page.exchange(written, headers=((b"Content-Type", kind.encode()),)))

    assert (learned.article.title, learned.article.body) == own(page)


def test_lost_apostrophes_are_kept_as_they_are_printed(spider, page):
    lost = APOSTROPHE.sub("?", page.text)
    learned = visit(spider, page.exchange(lost))

    assert (learned.article.title, learned.article.body) == tuple(APOSTROPHE.sub("?", text) for text in own(page))


NO_DATE = "2015-01-01"
"""For pages that print no date: a day before all that they print otherwise."""


def test_a_page_that_is_its_own_neighbour_leads_nowhere(spider, page, archive):
    learned = visit(spider, page.exchange(page.turned(page.url)))
    story = Story(archive)
    story.tell(learned)

    assert neighbours(learned) == []
    assert story.rows("SELECT url, title FROM articles") == [(page.expected["url"], page.expected["title"])]
    assert story.rows("SELECT url FROM frontier WHERE state = 'pending'") == []


def test_two_pages_that_name_each_other_on_both_sides_are_two_articles(spider, page, archive):
    other = END.sub(r"-2\1", page.url, count=1)
    one = visit(spider, page.exchange(page.turned(other)))
    text = OWN.sub("", page.turned(page.url)).replace(html.escape(own(page)[0], quote=False), "Інша новина")
    two = visit(spider, page.exchange(text, url=other))
    story = Story(archive)
    story.tell(one, two)

    assert set(neighbours(one)) <= {other}
    assert set(neighbours(two)) <= {page.url}
    assert story.one("SELECT count(*) FROM articles") == 2
    assert story.rows("SELECT url FROM frontier WHERE state = 'pending'") == []
    assert story.rows("SELECT url FROM articles WHERE older_url = newer_url OR url IN (older_url, newer_url)") == []


def test_a_date_in_the_future_is_not_taken_for_that_of_publication(spider, page, archive):
    day = datetime.fromisoformat((page.expected["published"] or NO_DATE)[:10]).replace(tzinfo=UTC) - timedelta(days=30)
    learned = visit(spider, page.exchange(at=day))
    story = Story(archive)
    story.tell(learned)

    assert learned.article.published is None
    assert learned.article.modified is None
    assert story.rows("SELECT published, published_raw FROM articles") == [(None, page.expected["published_raw"])]


def home_page(page):
    """Make a front page on the same site: its head, and a list of what is new in the article's place."""
    root = page.url.replace(page.url.partition("://")[2].partition("/")[2], "")
    teasers = "".join(
        f'<div class="news-item"><h3><a href="{root}novyna-{n}">{html.escape(words[:60])}</a></h3>'
        f"<p>{html.escape(words[:120])}</p></div>"
        for n, words in enumerate([*page.expected["body"], *page.expected["body"]][:8])
    )
    head = re.sub(
        r"<(?:meta|link)\b[^>]*(?:article:|canonical|shortlink|og:)[^>]*>", "", page.text.partition("<body")[0]
    )
    head = re.sub(r"(?s)<script.*?</script>", "", head)
    canonical = f'<link rel="canonical" href="{root}" />'
    head = head.replace("</head>", f"{canonical}</head>")
    head = re.sub(r"(?s)<title>.*?</title>", "<title>Обласна рада</title>", head)
    return f'{head}<body class="home blog"><h1>Обласна рада</h1>{teasers}</body></html>'


def test_the_home_page_in_an_article_s_place_is_none(spider, page):
    learned = visit(spider, page.exchange(home_page(page)))

    assert (learned.outcome, learned.why, learned.article) == (Outcome.REFUSED, "home page", None)


def test_a_page_of_another_site_brings_nothing_of_that_site_in(spider, page):
    other = answers.first(registry.find(OTHERS[spider.name]))
    learned = visit(spider, page.exchange(other.answer.body))
    declared, read = spider.site(), learned.article

    assert read is None or all(map(declared.owns, [read.url, *read.aliases]))
    assert [found.url for found in learned.found if not found.refused and not declared.owns(found.url)] == []


RECOGNIZED = [name for name, cls in registry.councils().items() if cls.article is AutoArticle]


@pytest.mark.parametrize("software", ["chernihiv", "kherson", "kyiv_city"])
@pytest.mark.parametrize("name", RECOGNIZED)
def test_after_a_redesign_that_nobody_told_of_pages_are_read_by_what_they_are(name, software):
    one, other = answers.first(registry.find(name)), answers.first(registry.find(software))
    learned = visit(registry.find(name), one.exchange(other.answer.body))

    assert (learned.article.title, learned.article.body) == own(other)
