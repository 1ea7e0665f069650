"""What is withheld is said nowhere that readers look, comes back when it is lifted, and survives what a crawl does."""

import json
from datetime import timedelta

import pytest

from newsarchive.errors import UsageError
from newsarchive.items import Attachment, Outcome, Route, SecondReading
from newsarchive.store import Archive, suppressions
from tests.helpers.build import NOW, SITE, address, found, visit
from tests.helpers.questions import unindexed

WHY = "На прохання особи"
SECRET = "Задорожнього"
TAGS = (SECRET, "кадри")
FILE = Attachment(url=f"{SITE}/a.pdf", title=f"Справа {SECRET}", kind="file")
PLACES = ("articles", "versions", "tags", "attachments", "neighbours", "second_readings", "events", "aliases")

pytestmark = pytest.mark.usefixtures("sound")


@pytest.fixture
def told(story):
    """An archive of three articles, of which the second is about somebody."""
    story.read("a", "Перша", next="b")
    story.read(
        "b", f"Звільнено {SECRET}", body="Було.", tags=(SECRET,), attachments=(FILE,), aliases=(address("?p=2"),)
    )
    story.read(
        "b", f"Звільнено {SECRET}", body=f"Звільнено {SECRET}.", author=SECRET, tags=TAGS, attachments=(FILE,), days=1
    )
    names = found("b", Route.API)
    post = SecondReading(url=address("b"), source="api", title=f"Звільнено {SECRET}", categories=(5,))
    story.tell(visit("api", route=Route.API, found=(names,), second=(post,)))
    story.archive.connection.execute("UPDATE neighbours SET next_title = ? WHERE next_url = ?", (SECRET, address("b")))
    story.archive.connection.commit()
    return story


def said(story, word=SECRET):
    """Tell in which tables a word stands."""
    lines = {table: json.dumps(story.rows(f"SELECT * FROM {table}"), ensure_ascii=False) for table in PLACES}
    return {table for table, text in lines.items() if word in text}


def suppress(story, path="b", **told):
    return suppressions.suppress(story.archive, address(path), reason=WHY, at=NOW, **told)


def found_by(story, query):
    return [hit.id for hit in story.archive.search(query)]


def test_a_suppressed_article_is_said_nowhere_and_not_found(told):
    assert said(told) == {"articles", "versions", "tags", "attachments", "neighbours", "second_readings"}
    assert len(found_by(told, SECRET)) == 1

    suppress(told)

    assert said(told) == set()
    assert found_by(told, SECRET) == []
    assert suppressions.withheld(told.archive.connection, 2, None) == (WHY, "2026-11-20T12:00:00+00:00")
    assert suppressions.withheld(told.archive.connection, 1, None) is None


def test_what_is_lifted_is_as_it_was(told):
    before = {table: told.rows(f"SELECT * FROM {table}") for table in PLACES}
    suppress(told)

    suppressions.lift(told.archive, 2, at=NOW)

    assert {table: told.rows(f"SELECT * FROM {table}") for table in PLACES} == before
    assert told.rows("SELECT * FROM withheld") == []
    assert told.one("SELECT lifted FROM suppressions") == "2026-11-20T12:00:00+00:00"
    assert len(found_by(told, SECRET)) == 1


def test_one_version_is_withheld_and_the_others_are_shown(told):
    suppress(told, version=2, review=NOW.date())

    assert told.rows("SELECT number, body FROM versions WHERE article = 2") == [(1, "Було."), (2, "")]
    assert told.one("SELECT title, body FROM articles WHERE id = 2") == ("", "")
    digests = [digest for (digest,) in told.rows("SELECT digest FROM versions WHERE article = 2 ORDER BY number")]
    assert [bool(suppressions.withheld(told.archive.connection, 2, digest)) for digest in digests] == [False, True]
    assert suppressions.withheld(told.archive.connection, 2, None) is None
    assert told.one("SELECT review FROM suppressions") == "2026-11-20"


def test_an_article_of_which_a_version_is_withheld_can_be_suppressed_and_shown_again(told):
    before = told.rows("SELECT * FROM versions"), told.rows("SELECT * FROM articles")
    suppress(told, version=1)
    suppress(told)
    assert said(told) == set()

    assert suppressions.lift(told.archive, 2, at=NOW) == 2
    assert (told.rows("SELECT * FROM versions"), told.rows("SELECT * FROM articles")) == before


def test_what_a_crawl_reads_anew_of_a_suppressed_article_is_withheld_at_once(told):
    suppress(told)

    told.read("b", f"Звільнено {SECRET} знову", tags=(SECRET,), days=2)

    assert said(told) == set()
    assert told.one("SELECT version FROM articles WHERE id = 2") == 3
    suppressions.lift(told.archive, 2, at=NOW)
    assert told.one("SELECT title FROM articles WHERE id = 2") == f"Звільнено {SECRET} знову"
    assert told.rows("SELECT tag FROM tags WHERE article = 2") == [(SECRET,)]


def test_a_visit_that_finds_a_suppressed_article_as_it_was_makes_no_version(told):
    suppress(told)

    told.read(
        "b", f"Звільнено {SECRET}", body=f"Звільнено {SECRET}.", author=SECRET, tags=TAGS, attachments=(FILE,), days=2
    )

    assert told.one("SELECT version, title FROM articles WHERE id = 2") == (2, "")


def test_what_others_call_a_suppressed_article_is_not_kept(told):
    suppress(told)
    rows = told.one("SELECT count(*) FROM neighbours")
    post = SecondReading(url=address("b"), source="api", title=f"Інакше {SECRET}", categories=(5,))

    for days in (2, 3):
        told.read("a", "Перша", next="b", days=days)
        told.tell(
            visit("api", route=Route.API, found=(found("b", Route.API),), second=(post,), at=NOW + timedelta(days))
        )

    assert said(told) == set()
    assert told.one("SELECT count(*) FROM neighbours") == rows


def test_a_suppressed_article_that_moves_stays_suppressed(told):
    suppress(told)

    told.redirect("b", "new")
    told.read("new", f"Звільнено {SECRET}", body=f"Звільнено {SECRET}.", author=SECRET, tags=(SECRET,), days=2)

    assert told.one("SELECT url FROM articles WHERE id = 2") == address("new")
    assert said(told) == set()


def test_two_suppressed_articles_are_not_taken_for_one(told):
    suppress(told)
    suppress(told, "a")

    told.redirect("b", "a")

    assert told.one("SELECT count(*) FROM articles") == 2


def test_a_suppression_follows_its_article_into_another_row(told):
    told.read("twin", f"Звільнено {SECRET}", body=f"Звільнено {SECRET}.", author=SECRET, days=2)
    suppress(told, "twin")

    told.tell(visit("b", Outcome.STORED, status=301, alias_of=address("twin"), found=(found("twin", Route.REDIRECT),)))

    assert told.rows("SELECT id FROM articles ORDER BY id") == [(1,), (2,)]
    assert suppressions.withheld(told.archive.connection, 2, None)
    assert said(told) == set()


@pytest.mark.parametrize(
    ("path", "told_of", "message"),
    [
        ("none", {}, "holds no article"),
        ("b", {"version": 7}, "has versions 1 to 2; there is no 7"),
        ("a", {}, "is withheld already"),
    ],
)
def test_what_cannot_be_withheld_is_said_so(told, path, told_of, message):
    suppress(told, "a")

    with pytest.raises(UsageError, match=message):
        suppress(told, path, **told_of)


def test_what_is_not_withheld_cannot_be_lifted(told):
    with pytest.raises(UsageError, match=r"Nothing of .* is withheld"):
        suppressions.lift(told.archive, 2, at=NOW)


def test_a_rebuilt_archive_is_told_what_was_decided(told, tmp_path):
    suppress(told)
    suppress(told, "a")
    suppressions.lift(told.archive, address("a"), at=NOW)
    with Archive(tmp_path / "fresh") as fresh:
        from tests.helpers.build import Story

        again = Story(fresh)
        again.read("b", f"Звільнено {SECRET}")

        assert suppressions.carry(told.archive.connection, fresh) == 1
        assert said(again) == set()
        assert again.one("SELECT reason, article FROM suppressions") == (WHY, 1)


def test_what_is_asked_of_suppressions_searches_no_table(told, asked):
    suppress(told)
    told.read("b", "Інакше", days=3)
    suppressions.lift(told.archive, 2, at=NOW)

    assert unindexed(told, asked) == {}
