"""Pages that are not taken at their word: one that claims another's address, one worse than what is held."""

import json
from datetime import timedelta

import pytest

from newsarchive.items import Found, Outcome, Route
from newsarchive.store.values import stamp
from tests.helpers.build import NOW, address, article, visit

DAY = timedelta(days=1)
HELD = "SELECT url, title, version FROM articles ORDER BY url"


pytestmark = pytest.mark.usefixtures("sound")


def own(path, title):
    """An article with a title and a text of its own."""
    return {"path": path, "title": title, "body": f"Текст: {title}."}


def test_an_address_that_is_anothers_is_not_believed(story):
    story.read(**own("a", "Перша"))
    story.read(**own("b", "Друга"), at="a")

    assert story.rows(HELD) == [(address("a"), "Перша", 1), (address("b"), "Друга", 1)]
    assert story.rows("SELECT * FROM aliases") == []
    assert story.one("SELECT alias_of FROM frontier WHERE url = ?", address("b")) is None


@pytest.mark.parametrize("names", ["ab", "ba", "abc", "cab", "bca", "acb"])
def test_of_several_that_claim_each_others_address_in_a_ring_each_keeps_its_own(story, names):
    following = dict(zip(names, names[1:] + names[0], strict=True))
    for day in range(2):
        for name in sorted(names):
            story.read(**own(name, name), at=following[name], days=day)

    assert story.rows(HELD) == [(address(name), name, 1) for name in sorted(names)]
    assert story.rows("SELECT * FROM aliases") == []
    assert story.rows("SELECT state FROM articles WHERE state <> 'live'") == []


def test_an_address_that_answered_with_what_claims_another_is_not_believed(story):
    """It went back to an address that another article had claimed meanwhile, which no two can have."""
    story.read(**own("a", "Перша"), at="c")
    story.read(**own("b", "Друга"), at="a")
    story.read(**own("c", "Третя"))

    held = [(address("a"), "Перша", 1), (address("b"), "Друга", 1), (address("c"), "Третя", 1)]
    assert story.rows(HELD) == held


def test_another_view_of_the_same_article_is_one(story):
    story.read(**own("a", "Перша"))
    story.read(**own("a/print", "Перша"), at="a")
    story.read("a/print", "Друга", body="Інший текст.", at="a", days=1)

    assert story.rows(HELD) == [(address("a"), "Друга", 2)]


def test_one_that_took_an_address_before_it_answered_gives_it_back(story):
    story.read(**own("b", "Друга"), at="a")
    story.read(**own("c", "Третя"), at="a")
    assert story.rows(HELD) == [(address("a"), "Друга", 1), (address("c"), "Третя", 1)]
    assert story.one("SELECT state FROM frontier WHERE url = ?", address("a")) == "pending"

    story.read(**own("a", "Перша"))

    assert [row[:2] for row in story.rows(HELD)] == [
        (address("a"), "Перша"),
        (address("b"), "Друга"),
        (address("c"), "Третя"),
    ]
    assert story.rows("SELECT * FROM aliases") == []
    ((kind, detail),) = story.rows("SELECT kind, detail FROM events")
    assert (kind, json.loads(detail)["to"]) == ("moved", address("b"))


@pytest.mark.parametrize("edited", [{"title": "Уточнено: перша"}, {"body": "Доповнений текст."}])
def test_one_that_was_edited_before_the_address_that_it_claims_answers_is_edited_there(story, edited):
    said = own("a", "Перша") | {"published": NOW.date()}
    story.read(**said, at="index.php?a")
    story.read(**(said | edited | {"path": "index.php?a"}), days=1)
    story.read(**(said | edited), at="index.php?a", days=2)

    assert [row[0::2] for row in story.rows(HELD)] == [(address("index.php?a"), 2)]
    assert story.rows("SELECT kind FROM events") == [("edited",)]


@pytest.mark.parametrize("told", [(Outcome.GONE, "status 404"), (Outcome.REFUSED, "a list"), (Outcome.STORED, None)])
def test_one_whose_claimed_address_has_nothing_goes_back_to_where_it_was_read(story, told):
    story.read(**own("b", "Друга"), at="a")
    story.tell(visit("a", told[0], why=told[1], status=404 if told[0] == Outcome.GONE else 200))
    story.read(**own("b", "Друга"), at="a", days=1)
    story.read(**own("b", "Друга"), at="a", days=2)

    assert story.rows(HELD) == [(address("b"), "Друга", 1)]
    assert story.one("SELECT state FROM articles") == "live"
    ((kind, detail),) = story.rows("SELECT kind, detail FROM events")
    assert (kind, json.loads(detail)["to"]) == ("moved", address("b"))


def test_an_address_where_nothing_was_found_is_not_believed(story):
    story.tell(visit("a", Outcome.GONE, why="status 404", status=404))
    story.read(**own("b", "Друга"), at="a")

    assert story.rows(HELD) == [(address("b"), "Друга", 1)]


def test_an_article_that_goes_from_where_it_was_read_is_missing(story):
    story.read(**own("a", "Перша"))
    story.tell(visit("a", Outcome.GONE, why="status 404", status=404))

    assert story.one("SELECT url, state FROM articles") == (address("a"), "suspected")


# -- A page whose own address leads to where it is read, as static hosts serve Docusaurus

NAMED = "https://rada.example/a"
READ = "https://rada.example/a/"


def lead_on(story, days=0):
    hop = Found(url=READ, route=Route.REDIRECT)
    story.tell(visit(NAMED, status=301, alias_of=READ, found=(hop,), at=NOW + days * DAY))


@pytest.fixture
def leading_on(story):
    lead_on(story)
    story.read(READ, "Перша", at=NAMED)
    assert story.rows(HELD) == [(NAMED, "Перша", 1)]
    return story


def test_one_whose_own_address_leads_to_a_page_that_has_not_changed_is_there(leading_on):
    lead_on(leading_on, days=1)
    leading_on.tell(visit(READ, Outcome.UNCHANGED, at=NOW + DAY))

    assert leading_on.one("SELECT url, state, last_seen FROM articles") == (NAMED, "live", stamp(NOW + DAY))
    assert leading_on.rows("SELECT kind FROM events") == []


def test_one_whose_own_address_leads_nowhere_any_more_is_missing_and_has_not_moved(leading_on):
    leading_on.tell(visit(NAMED, Outcome.GONE, why="status 404", status=404, at=NOW + DAY))

    assert leading_on.one("SELECT url, state FROM articles") == (NAMED, "suspected")
    assert leading_on.rows("SELECT kind FROM events") == [("suspected",)]


def test_an_article_rewritten_at_its_own_address_is_edited(story):
    story.read(**own("a", "Перша"))
    story.read(**own("a", "Геть інша"), days=1)

    assert story.rows(HELD) == [(address("a"), "Геть інша", 2)]


def test_a_guessed_text_never_takes_the_place_of_one_that_was_read(story):
    story.read("a", body="Текст.")
    told = visit("a", article=article("a", body="Меню. Текст. Реклама.", guessed=True))
    story.tell(told)

    assert story.one("SELECT body, version, guessed FROM articles") == ("Текст.", 1, 0)
    assert story.rows("SELECT outcome, why FROM fetches")[-1] == (Outcome.REFUSED, "layout")
    assert story.one("SELECT state FROM articles") == "live"
    assert story.one("SELECT next_visit IS NOT NULL FROM frontier") == 1


def test_a_redesign_that_leaves_the_text_edits_nothing(story):
    story.read("a", body="Текст.", section="Новини")
    story.tell(visit("a", article=article("a", body="Текст.", guessed=True)))

    assert story.one("SELECT section, version FROM articles") == ("Новини", 1)
    assert story.rows("SELECT kind FROM events") == []


def test_a_text_that_vanished_stays_held(story):
    story.read("a", body="Текст.")
    story.tell(visit("a", article=article("a", body="")))

    assert story.one("SELECT body, version FROM articles") == ("Текст.", 1)
    assert story.rows("SELECT outcome, why FROM fetches")[-1] == (Outcome.REFUSED, "empty")


def test_no_edit_makes_one_article_of_two(story):
    story.read(**own("a", "Перша"))
    story.read(**own("b", "Друга"))
    story.read("b", "Перша", body="Текст: Перша.")

    assert [row[:2] for row in story.rows(HELD)] == [(address("a"), "Перша"), (address("b"), "Друга")]
    assert story.rows("SELECT outcome, why FROM fetches")[-1] == (Outcome.REFUSED, "another article")
    assert story.one("SELECT next_visit IS NOT NULL FROM frontier WHERE url = ?", address("b")) == 1
    assert story.rows("SELECT kind FROM events") == []


def test_two_that_were_one_before_are_edited_alike(story):
    for title in ("Перша", "Виправлена"):
        story.read(**own("a", title))
        story.read("b", title, body=f"Текст: {title}.")

    assert story.rows(HELD) == [(address("a"), "Виправлена", 2), (address("b"), "Виправлена", 2)]


@pytest.mark.parametrize(("first", "then"), [(True, True), (True, False), (False, False)])
def test_any_other_reading_is_believed(story, first, then):
    story.read("a", body="Текст.", guessed=first)
    story.read("a", body="Новий текст.", guessed=then, days=1)

    assert story.one("SELECT body, version, guessed FROM articles") == ("Новий текст.", 2, then)


def test_a_guess_that_says_the_same_is_no_change(story):
    story.read("a", body="Текст.")
    story.read("a", body="Текст.", guessed=True, days=1)

    assert story.one("SELECT body, version FROM articles") == ("Текст.", 1)


def test_a_guess_that_said_the_same_is_believed_from_then_on(story):
    """A redesign to software that nobody knows must not hide what is edited after it."""
    story.read("a", body="Текст.")
    story.read("a", body="Текст.", published=NOW.date(), guessed=True, days=1)
    story.read("a", body="Новий текст.", published=NOW.date(), guessed=True, days=2)

    assert story.one("SELECT body, version, published FROM articles") == ("Новий текст.", 2, NOW.isoformat())


@pytest.mark.parametrize(
    ("outcome", "why", "status"), [(Outcome.GONE, "status 404", 404), (Outcome.REFUSED, "robots", None)]
)
def test_one_rewritten_after_a_time_without_an_answer_has_moved_nowhere(story, outcome, why, status):
    story.read(**own("a", "Перша"))
    story.tell(visit("a", outcome, why=why, status=status, at=NOW + DAY))
    story.read(**own("a", "Геть інша"), days=2)

    assert story.rows(HELD) == [(address("a"), "Геть інша", 2)]
    assert "moved" not in {kind for (kind,) in story.rows("SELECT kind FROM events")}
