"""What an edit changed stands beside its version: written with it, filled in once, moved with it."""

import sqlite3
from datetime import date, datetime

import pytest
import sqlite_utils

from newsarchive.items import Attachment
from newsarchive.normalize.dates import KYIV
from newsarchive.store import Archive, suppressions
from newsarchive.store.schema import migrations
from tests.helpers.build import COUNCIL, NOW, Story, address

pytestmark = pytest.mark.usefixtures("sound")

ROW = "SELECT version, article, council, seen_at, substance, kinds, summary, summary_en FROM edits ORDER BY version"


def test_a_first_version_is_no_edit(story):
    story.read(body="Дали 1,2 млн грн.")

    assert story.rows(ROW) == []


def test_an_edit_is_a_row_beside_its_version(story):
    story.read(body="Дали 1,2 млн грн.")
    story.read(body="Дали 2,1 млн грн.", days=1)

    line = "було 1,2 млн грн, стало 2,1 млн грн", "was 1,2 млн грн, now 2,1 млн грн"
    assert story.rows(ROW) == [(2, 1, COUNCIL.code, "2026-11-21T12:00:00+00:00", 55, "money", *line)]
    assert story.one("SELECT number FROM versions JOIN edits ON edits.version = versions.id") == 2


def test_each_version_is_compared_with_the_one_before(story):
    for days, body in enumerate(("Дали 1 млн грн.", "Дали 2 млн грн.", "Дали, 2 млн грн.")):
        story.read(body=body, days=days)

    assert story.rows("SELECT kinds, substance FROM edits ORDER BY version") == [("money", 55), ("cosmetic", 3)]


def test_a_document_that_is_gone_is_told_and_a_photograph_is_not(story):
    files = Attachment(url=address("a.pdf")), Attachment(url=address("a.jpg"), kind="image")
    story.read(title="Один", attachments=files)
    story.read(title="Один.", days=1)

    assert story.rows("SELECT kinds, summary FROM edits") == [("files", "вилучено 1 файл")]


def pdf(name):
    return (Attachment(url=f"https://rada.example/files/{name}"),)


def test_a_document_that_is_replaced_below_the_same_text_is_an_edit(story):
    story.read(attachments=pdf("rishennia.pdf"))
    story.read(attachments=pdf("rishennia-1.pdf"), days=1)

    assert story.rows("SELECT kinds FROM edits") == [("files",)]
    assert story.rows("SELECT json_extract(detail, '$.fields'), json_extract(detail, '$.version') FROM events") == [
        ('["files"]', 2)
    ]
    assert story.rows("SELECT url FROM attachments") == [("https://rada.example/files/rishennia-1.pdf",)]
    assert story.rows("SELECT number, capture FROM versions") == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (pdf("2016/09/rishennia.pdf"), pdf("storage/Rishennia.PDF?v=2")),  # the site has moved its files
        (pdf("rishennia.pdf"), ()),  # a new theme, and they stand elsewhere
        ((), pdf("rishennia.pdf")),
        (pdf("download/7"), pdf("download/8")),
    ],
)
def test_that_documents_have_other_addresses_or_are_not_read_is_none(story, before, after):
    story.read(attachments=before)
    story.read(attachments=after, days=1)

    assert story.rows("SELECT kind FROM events") == []


def test_documents_that_have_another_name_at_each_visit_make_one_version_a_month(story):
    for days in range(0, 40, 2):
        story.read(attachments=pdf(f"{days}.pdf"), days=days)

    assert story.rows("SELECT number FROM versions") == [(1,), (2,), (3,)]


def test_what_is_only_seen_again_is_no_edit(story):
    story.read()
    story.read(days=1)

    assert story.rows(ROW) == []


def test_an_edit_goes_with_its_version_when_two_rows_become_one(story):
    story.read("a", body="Дали 1 млн грн.")
    story.read("b", body="Дали 2 млн грн.", days=1)
    story.read("b", body="Дали 3 млн грн.", days=2)
    with story.archive.transaction() as db:
        db.execute("UPDATE articles SET body = ? WHERE id = 1", ("Дали 3 млн грн.",))
    story.redirect("a", "b")

    assert story.rows("SELECT article, number FROM versions ORDER BY number") == [(1, 1), (1, 2), (1, 3)]
    assert story.rows("SELECT article, summary FROM edits ORDER BY version") == [
        (1, "було 1 млн грн, стало 2 млн грн"),
        (1, "було 2 млн грн, стало 3 млн грн"),
    ]


def three_versions(story):
    for days, body in enumerate(("Дали 1 млн грн.", "Дали 2 млн грн.", "Дали 3 млн грн.")):
        story.read(body=body, days=days)


def lines(story):
    return [line for (line,) in story.rows("SELECT summary FROM edits ORDER BY version")]


def test_an_edit_quotes_nothing_of_an_article_that_is_withheld(story):
    three_versions(story)
    told = lines(story)
    suppressions.suppress(story.archive, 1, reason="Суд", at=NOW)
    withheld = lines(story)
    story.read(body="Дали 4 млн грн.", days=4)
    still = lines(story)
    suppressions.lift(story.archive, 1, at=NOW)

    assert (withheld, still) == ([], [])
    assert lines(story) == [*told, "було 3 млн грн, стало 4 млн грн"]


@pytest.mark.parametrize(("version", "left"), [(1, [1]), (2, []), (3, [0])])
def test_an_edit_quotes_nothing_of_a_version_that_is_withheld(story, version, left):
    three_versions(story)
    told = lines(story)
    suppressions.suppress(story.archive, 1, reason="Суд", at=NOW, version=version)
    withheld = lines(story)
    suppressions.lift(story.archive, 1, at=NOW)

    assert withheld == [told[number] for number in left]
    assert lines(story) == told


def test_an_older_archive_is_filled_when_it_is_opened(folder):
    with Archive(folder) as archive:
        story = Story(archive)
        for days, body in enumerate(("Дали 1 млн грн.", "Дали 2 млн грн.", "Дали 3 млн грн.")):
            story.read(body=body, days=days)
        story.read("b", body="Інше.")
        expected = story.rows(ROW)
        _forget_the_migration(archive.connection)

    with Archive(folder) as archive:
        filled = _rows(archive)

    assert len(expected) == 2
    assert expected == filled


def test_an_archive_that_is_made_has_the_indexes_of_both_streams():
    connection = sqlite3.connect(":memory:")
    made = sqlite_utils.Database(connection)
    migrations.apply(made)
    first = {tuple(index.columns[:2]) for index in made["edits"].indexes}
    connection.close()

    assert first >= {("seen_at", "version"), ("substance", "seen_at"), ("council", "seen_at"), ("council", "substance")}


def _rows(archive):
    return [tuple(row) for row in archive.connection.execute(ROW)]


def _forget_the_migration(connection):
    connection.execute("DROP TABLE edits")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm008_edits'")
    connection.commit()


def test_a_date_told_from_now_moves_on_and_is_no_edit(story):
    said = {"body": "Дали 1 млн грн.", "published_from": "printed"}
    first = datetime(2026, 11, 20, 12, 0, tzinfo=KYIV)
    story.read(published=first, published_raw="2 години тому", **said)
    story.read(published=first.date(), published_raw="1 день тому", days=1, **said)
    story.read(published=None, published_raw="2 тижні тому", days=14, **said)

    assert story.rows(ROW) == []
    assert story.rows("SELECT published, published_raw FROM articles") == [(first.isoformat(), "2 години тому")]


@pytest.mark.parametrize("days", [0, 1])
def test_the_same_day_told_more_or_less_exactly_is_no_edit(story, days):
    """A new theme prints the hour no more, or for the first time, or no date at all."""
    exact = datetime(2026, 11, 20, 12, 0, tzinfo=KYIV)
    told = [exact, exact.date(), None, exact][days:]
    for day, published in enumerate(told):
        story.read(published=published, days=day)

    assert story.rows(ROW) == []
    assert story.one("SELECT published FROM articles") == told[0].isoformat()


@pytest.mark.parametrize("hour", [10, 14])
def test_the_same_hour_by_another_clock_is_no_edit(story, hour):
    """A site that begins to tell its time in UTC, or to mark it so falsely."""
    exact = datetime(2026, 11, 20, 12, 0, tzinfo=KYIV)
    story.read(published=exact)
    story.read(published=exact.replace(hour=hour), days=1)

    assert story.rows(ROW) == []
    assert story.one("SELECT published FROM articles") == exact.isoformat()


@pytest.mark.parametrize("other", [datetime(2026, 11, 20, 13, 0, tzinfo=KYIV), date(2026, 11, 21)])
def test_another_hour_or_day_is_an_edit(story, other):
    story.read(published=datetime(2026, 11, 20, 12, 0, tzinfo=KYIV))
    story.read(published=other, days=1)

    assert story.one("SELECT published FROM articles") == other.isoformat()


def test_another_date_told_from_now_is_an_edit(story):
    story.read(published=date(2026, 11, 10), published_raw="10 днів тому", published_from="printed")
    story.read(published=date(2026, 11, 20), published_raw="1 день тому", published_from="printed", days=1)

    assert story.one("SELECT count(*) FROM versions") == 2
    assert story.one("SELECT published FROM articles") == "2026-11-20"
