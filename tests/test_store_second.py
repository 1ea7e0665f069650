"""What the WordPress API says of an article is compared with its page, whichever is first; each difference is found."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.items import Kind, Outcome, Route, SecondReading
from newsarchive.normalize import posts
from newsarchive.normalize.dates import KYIV
from newsarchive.normalize.text import clean, folded
from newsarchive.store import stamp
from tests.helpers.build import NOW, address, article, found, visit

ROWS = "SELECT url, title, published, categories, differs, crawl FROM second_readings ORDER BY url"


def said(path="a", title="Заголовок", **fields):
    given = {"url": address(path), "source": "api", "title": title, "published": NOW.astimezone(KYIV)}
    return SecondReading(**given | fields)


def told(*readings, days=0, **fields):
    """A visit to the API's list of posts."""
    return visit(
        "api",
        at=NOW + timedelta(days=days),
        route=Route.API,
        kind=Kind.HEAD,
        found=tuple(found(one.url, Route.API) for one in readings),
        second=tuple(readings),
        **fields,
    )


def differs(story, path="a"):
    return story.one("SELECT differs FROM second_readings WHERE url = ?", address(path))


def both(story, first, reading, **article):
    """Tell of an article and of what the API says, in either order."""
    if first == "page":
        story.read(**article)
        story.tell(told(reading))
    else:
        story.tell(told(reading))
        story.read(**article)


@pytest.mark.parametrize("first", ["page", "api"])
@pytest.mark.parametrize(
    ("reading", "article", "expected"),
    [
        (said(), {}, ""),
        (said(title="Інший"), {}, "title"),
        (said(title="«Заголовок» — 2"), {"title": "“Заголовок” – 2"}, ""),
        (said(published=NOW.astimezone(KYIV) + timedelta(seconds=20)), {}, ""),
        (said(published=NOW.astimezone(KYIV) + timedelta(minutes=2)), {}, "published"),
        (said(published=NOW.astimezone(KYIV)), {"published": NOW.date()}, ""),
        (said(published=NOW.astimezone(KYIV)), {"published": NOW.date() - timedelta(days=1)}, "published"),
        (said(title="", published=None), {}, ""),
        (said(title="Інший", published=NOW.astimezone(KYIV) + timedelta(days=1)), {}, "title published"),
        (said(), {"published": None}, ""),
    ],
)
def test_the_page_and_the_api_are_compared_in_either_order(story, first, reading, article, expected):
    if isinstance(article.get("published", NOW), datetime):
        article = {"published": NOW.astimezone(KYIV)} | article

    both(story, first, reading, **article)

    assert differs(story) == expected
    assert story.one("SELECT crawl FROM second_readings") == story.run.id


def test_what_nobody_has_read_is_kept_and_not_compared(story):
    story.tell(told(said(categories=(5, 12))))

    assert story.rows(ROWS) == [(address("a"), "Заголовок", "2026-11-20T14:00:00+02:00", "5 12", None, None)]


def test_an_address_that_is_not_in_the_frontier_is_left_out(story):
    story.tell(visit("api", route=Route.API, kind=Kind.HEAD, second=(said("https://elsewhere.example/x"),)))

    assert story.rows(ROWS) == []


def test_an_article_is_found_by_its_aliases_too(story):
    story.tell(told(said("?p=7", "Інший")))
    story.read("a", aliases=(address("?p=7"),), published=NOW.astimezone(KYIV))

    assert differs(story, "?p=7") == "title"

    story.tell(told(said("?p=7", "Заголовок"), days=1))
    assert differs(story, "?p=7") == ""


def test_a_difference_goes_away_when_both_agree_again(story):
    story.read("a", published=NOW.astimezone(KYIV))
    story.tell(told(said(title="Новий заголовок"), days=1))
    assert differs(story) == "title"

    story.read("a", "Новий заголовок", days=1, published=NOW.astimezone(KYIV))
    assert differs(story) == ""


def test_a_page_read_before_the_change_proves_nothing(story):
    story.read("a", published=NOW.astimezone(KYIV))
    story.tell(told(said(title="Новий заголовок", modified=NOW + timedelta(hours=1)), days=1))
    assert differs(story) is None

    story.read("a", "Зовсім інший", days=1, published=NOW.astimezone(KYIV))
    assert differs(story) == "title"


def test_what_is_said_again_is_not_written_again(story):
    story.read("a", published=NOW.astimezone(KYIV))
    story.tell(told(said()))
    before = story.rows("SELECT * FROM second_readings")
    story.tell(told(said(), days=1))

    assert story.rows("SELECT * FROM second_readings") == before


def test_a_category_bears_the_name_that_others_of_it_alone_agree_on(story):
    for name, section in (("a", "Сесії"), ("b", "Сесії"), ("c", "Сесії"), ("d", "Меню"), ("e", "Сесії"), ("f", "Інше")):
        categories = (5, 6) if name == "f" else (5,)
        story.tell(told(said(name, name.upper(), categories=categories)))
        story.read(name, name.upper(), section=section, published=NOW.astimezone(KYIV))

    assert story.rows("SELECT url FROM second_readings WHERE differs = 'section'") == [(address("d"),)]


def test_a_list_of_very_many_posts_breaks_nothing(story):
    readings = tuple(said(f"n{n}") for n in range(40_000))
    story.tell(visit("api", route=Route.API, found=(found("n39999", Route.API),), second=readings))

    assert story.rows("SELECT url FROM second_readings") == [(address("n39999"),)]


# -- The date of an article whose page tells none

DATED = "SELECT url, published, published_from, older_url FROM articles ORDER BY url"
UNDATED = {"published": None, "published_from": None, "published_raw": None}


@pytest.mark.parametrize("first", ["page", "feed"])
def test_the_date_that_no_page_tells_is_the_feeds(story, first):
    """Whichever comes first; the version and its digest are the page's own."""
    both(story, first, said(source="feed"), **UNDATED)

    assert story.rows(DATED) == [(address("a"), "2026-11-20T14:00:00+02:00", "feed", None)]
    assert story.rows("SELECT number, published, digest = (SELECT digest FROM articles) FROM versions") == [
        (1, None, 1)
    ]
    assert differs(story) == ""


@pytest.mark.parametrize("first", ["page", "feed"])
def test_a_date_told_by_others_says_which_neighbour_is_older(story, first):
    story.read("b", published=NOW.date() - timedelta(days=3))
    both(story, first, said(source="feed"), next="b", **UNDATED)

    assert story.rows(DATED)[0] == (address("a"), "2026-11-20T14:00:00+02:00", "feed", address("b"))


def test_what_the_page_tells_is_never_replaced(story):
    story.tell(told(said(source="feed")))
    story.read(published=NOW.date() - timedelta(days=1), published_from="printed")
    story.tell(told(said(source="feed", title="Інший"), days=1))

    assert story.rows(DATED) == [(address("a"), "2026-11-19", "printed", None)]
    assert differs(story) == "title published"


def test_where_both_tell_a_date_the_api_is_believed(story):
    story.tell(told(said(source="feed", published=NOW.date()), said()))
    story.read(**UNDATED)

    assert story.rows(DATED) == [(address("a"), "2026-11-20T14:00:00+02:00", "api", None)]


def test_a_date_told_by_others_makes_no_edit_and_outlives_one(story):
    story.read(**UNDATED)
    story.tell(told(said(source="feed")))
    story.read(days=1, **UNDATED)
    assert story.rows("SELECT kind FROM events") == []

    story.read(title="Новий заголовок", days=2, **UNDATED)

    assert story.rows("SELECT kind, json_extract(detail, '$.fields') FROM events") == [("edited", '["title"]')]
    assert story.rows(DATED) == [(address("a"), "2026-11-20T14:00:00+02:00", "feed", None)]


def test_a_page_that_comes_to_tell_its_date_is_believed(story):
    story.tell(told(said(source="feed")))
    story.read(**UNDATED)
    story.read(days=1, published=NOW.date(), published_from="printed")

    assert story.rows(DATED) == [(address("a"), "2026-11-20", "printed", None)]


# -- What a row of the API is read as


def test_a_post_is_read_as_an_article_is():
    row = {
        "title": {"rendered": "«Рада» &#8211; пам&#8217;ять <em>про</em>  сесію"},
        "date_gmt": "2026-11-20T12:00:05",
        "modified_gmt": "2026-11-21T00:00:00",
        "categories": [5, 12, "x", True, -1, 2**70],
    }

    read = posts.post(address("a"), row, NOW)

    assert read.title == "«Рада» – пам’ять про сесію"
    assert read.published.isoformat() == "2026-11-20T14:00:05+02:00"
    assert read.modified.isoformat() == "2026-11-21T00:00:00+00:00"
    assert read.categories == (5, 12)


@given(
    st.dictionaries(
        st.sampled_from(["title", "date_gmt", "modified_gmt", "categories"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda x: st.lists(x) | st.dictionaries(st.text() | st.just("rendered"), x),
        ),
    )
)
def test_whatever_stands_in_a_row_breaks_nothing(row):
    read = posts.post(address("a"), json.loads(json.dumps(row)), NOW)

    assert isinstance(read.title.encode(), bytes)
    assert all(0 < number < 2**63 for number in read.categories)


@pytest.mark.parametrize(
    "text", [None, "", "0000-00-00T00:00:00", "-0001-11-30T00:00:00", "9999-12-31T23:59:59", 5, {}]
)
def test_a_date_that_was_never_set_is_none(text):
    assert posts.utc(text) is None


QUOTES = {"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "–": "-", "—": "--", "…": "...", "\u00a0": " "}


@given(st.text(alphabet=st.sampled_from(["а", "Б", "в", "7", " ", *QUOTES])))
def test_two_settings_of_one_title_are_alike(text):
    plain = "".join(QUOTES.get(sign, sign) for sign in text)

    assert folded(clean(text)) == folded(clean(plain))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Пам'ять", "Памʼять", True),
        ("10x15", "10\u00d715", True),
        ("№ 5", "№5", True),
        ("РАДА", "Рада", True),
        ("Рада 1", "Рада 2", False),
        ("Рада", "Ради", False),
    ],
)
def test_other_words_are_other_titles(one, other, alike):
    assert (folded(one) == folded(other)) is alike


# -- What is an article because others tell a day of it


def doubtful(path="a", days=0, **fields):
    """A visit to a page that tells no day, and has no mark of an article."""
    undated = {"published": None, "published_raw": None, "published_from": None}
    given = {"outcome": Outcome.REFUSED, "why": "not an article", "doubtful": article(path, **undated | fields)}
    return visit(path, at=NOW + timedelta(days=days), **given)


DAY_TOLD = (NOW.astimezone(KYIV) - timedelta(days=3)).date()


def by_list(path="a", **fields):
    return said(path, "", source="list", published=DAY_TOLD, **fields)


HELD = "SELECT url, published, published_from FROM articles"


def test_what_no_list_tells_a_day_of_is_no_article(story):
    story.tell(told(said(published=None)), doubtful())

    assert story.rows(HELD) == []
    assert story.rows("SELECT outcome, why, read_as FROM fetches WHERE url = ?", address("a")) == [
        ("refused", "not an article", None)
    ]


@pytest.mark.parametrize("source", ["api", "feed", "list"])
def test_what_a_list_tells_a_day_of_is_an_article(story, source):
    story.tell(told(said(source=source, published=DAY_TOLD)), doubtful())

    assert story.rows(HELD) == [(address("a"), DAY_TOLD.isoformat(), source)]
    assert story.rows("SELECT outcome, why, read_as FROM fetches WHERE url = ?", address("a")) == [
        ("stored", None, "article")
    ]


def test_what_was_asked_too_early_is_asked_again_and_once(story):
    story.tell(doubtful())
    due = "SELECT next_visit FROM frontier WHERE url = ?"
    later = story.one(due, address("a"))

    story.tell(told(by_list()))

    assert story.one(due, address("a")) == stamp(NOW) < later
    assert story.one("SELECT capture FROM frontier WHERE url = ?", address("a")) is None  # read, were it the same
    with story.archive.transaction() as db:
        db.execute("UPDATE frontier SET next_visit = NULL")
    story.tell(told(by_list(), days=2))
    assert story.one(due, address("a")) is None


def test_what_a_list_seemed_to_be_may_be_an_article(story):
    story.tell(visit("a", found=(found("b"),)))

    story.tell(told(by_list()))

    assert story.one("SELECT next_visit FROM frontier WHERE url = ?", address("a")) == stamp(NOW)


def test_a_redesign_that_leaves_the_day_out_makes_no_edit(story):
    story.read(published=NOW.astimezone(KYIV))

    story.tell(told(by_list()), doubtful(days=1, body="Інша будова."))

    assert story.one("SELECT version FROM articles") == 1
    assert story.rows("SELECT published_from FROM articles") == [("meta",)]


def test_an_article_that_a_list_dates_is_read_again(story):
    story.tell(told(by_list()), doubtful(), doubtful(days=1, body="Змінений текст."))

    assert story.rows("SELECT version, body, published FROM articles") == [(2, "Змінений текст.", DAY_TOLD.isoformat())]


def test_a_list_is_no_check_on_a_page(story):
    story.tell(told(by_list()))
    story.read(published=NOW.astimezone(KYIV))
    story.tell(told(by_list(), days=1))

    assert story.rows("SELECT source, differs FROM second_readings") == [("list", None)]
    assert story.one("SELECT published FROM articles") == NOW.astimezone(KYIV).isoformat()
