"""Texts that tell the same are found by eight marks each, and compared by their runs of five words."""

import random
import re
import sqlite3

import pytest
import sqlite_utils

from newsarchive.demo.news import generate
from newsarchive.likeness import LEAST, MARKS, compare, marks, runs
from newsarchive.store import likeness, suppressions
from newsarchive.store.schema import migrations
from tests.helpers.build import NOW, SITE

TEXT = (
    "Депутати обласної ради на пленарному засіданні затвердили зміни до обласного бюджету. На ремонт доріг спрямують "
    "сорок п'ять мільйонів гривень, на лікарні — ще дванадцять. За рішення проголосували п'ятдесят чотири депутати з "
    "шістдесяти. Голова ради наголосив, що гроші надійдуть громадам до кінця місяця, а звіт оприлюднять на сайті."
)


def held(story):
    return {(mark, number) for mark, number in story.rows("SELECT mark, article FROM marks")}


def wanted(story):
    return {(mark, number) for number, body in story.rows("SELECT id, body FROM articles") for mark in marks(body)}


def test_case_apostrophes_and_signs_make_no_difference():
    printed = TEXT.replace("'", "’").replace(" — ", " - ").replace(". ", ".\n\n").upper()

    assert runs(printed) == runs(TEXT)
    assert marks(printed) == marks(TEXT)
    assert len(marks(TEXT)) == MARKS


def test_hashes_are_the_same_on_every_machine_and_fit_a_number_of_sqlite():
    assert marks(TEXT)[0] == min(runs(TEXT)) == 60109770
    assert max(runs(TEXT)) < 2**32


@pytest.mark.parametrize("text", ["", "Фото.", " ".join(f"слово{n}" for n in range(LEAST + 3))])
def test_a_short_text_has_no_marks(text):
    assert marks(text) == ()


def test_what_is_common_is_told_by_the_shorter_text():
    longer = TEXT + " " + " ".join(f"інше{n}" for n in range(200))

    assert compare(runs(TEXT), runs(longer)).share == 1.0
    assert compare(runs(TEXT), runs(longer)).same
    assert not compare(runs(TEXT), runs("Зовсім інший текст. " * 20)).same


def edited(text, words, chance):
    kept = [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if chance.random() > 0.15]
    told = " ".join(kept) if len(kept) > 2 else text
    return "Новини громади. " + " ".join(
        chance.choice(words) if chance.random() < 0.03 else word for word in told.split()
    )


def test_edited_copies_are_found_and_other_texts_are_not():
    """Of 150 made articles, each is rewritten: a sentence in seven gone, a word in thirty another."""
    chance = random.Random(5)
    texts = ["\n\n".join(" ".join(block.texts) for block in post.blocks) for post in generate(150, "likeness")]
    words = " ".join(texts).split()
    copies = [edited(text, words, chance) for text in texts]
    found = [
        bool({*marks(text)} & {*marks(copy)}) and compare(runs(text), runs(copy)).same
        for text, copy in zip(texts, copies, strict=True)
    ]
    others = [compare(runs(texts[n]), runs(texts[n - 1])).same for n in range(len(texts))]

    assert sum(found) >= 147
    assert sum(others) <= 1


def test_each_article_bears_the_marks_of_its_text_as_last_read(story, sound):
    story.read("a", body=TEXT)
    story.read("b", body="Короткий.")
    assert held(story) == wanted(story)
    assert len(held(story)) == MARKS

    story.read("a", body=TEXT.replace("бюджету", "кошторису"), days=1)
    story.read("b", body=TEXT, days=1)
    assert held(story) == wanted(story)

    story.read("a", body="", title="Інший", days=2)
    assert held(story) == wanted(story)


def test_two_rows_that_become_one_leave_no_marks_behind(story, sound):
    story.read("old", "Одна", body=TEXT)
    story.read("new", "Одна", body=TEXT, days=1)
    assert len(held(story)) == 2 * MARKS

    story.redirect("old", "new")

    assert story.one("SELECT count(*) FROM articles") == 1
    assert held(story) == wanted(story)
    assert len(held(story)) == MARKS


def test_an_archive_of_before_is_given_its_marks(folder):
    database = sqlite_utils.Database(sqlite3.connect(":memory:"))
    migrations.apply(database, stop_before="m007_likeness")
    for number, body in enumerate([TEXT, "Короткий", TEXT], 1):
        row = {"id": number, "council": "x", "url": f"{SITE}/{number}", "title": "", "body": body, "digest": "d"}
        database["articles"].insert(row | {"version": 1, "first_captured": "t", "last_seen": "t", "capture": 1})
    migrations.apply(database)

    assert database["marks"].count == 2 * MARKS
    assert likeness.wrong(database.conn) is None
    database.close()


def test_marks_that_are_wrong_are_seen_and_made_anew(story):
    story.read("a", body=TEXT)
    db = story.archive.connection
    assert likeness.wrong(db) is None

    db.execute("INSERT INTO marks VALUES (1, 77)")
    assert "not there" in likeness.wrong(db)
    db.execute("DELETE FROM marks")
    assert "has not the marks" in likeness.wrong(db)
    likeness.fill(db)

    assert likeness.wrong(db) is None
    assert held(story) == wanted(story)
    db.rollback()


def test_candidates_are_of_other_councils_and_common_marks_tell_nothing(story):
    story.read("a", body=TEXT)
    db = story.archive.connection

    assert likeness.candidates(db, TEXT, "testova", 10) == []
    assert likeness.candidates(db, TEXT, "insha", 10) == [1]
    assert likeness.candidates(db, "Фото.", "insha", 10) == []
    for number in range(2, likeness.COMMON + 2):
        db.executemany("INSERT INTO marks VALUES (?, ?)", [(mark, number) for mark in marks(TEXT)])
    assert likeness.candidates(db, TEXT, "insha", 10) == []
    db.rollback()


def test_a_text_that_is_withheld_bears_no_marks_until_it_is_shown_again(story, sound):
    story.read("a", body=TEXT)
    suppressions.suppress(story.archive, 1, reason="суд", at=NOW)
    assert held(story) == set()

    story.read("a", body=TEXT.replace("бюджету", "кошторису"), days=1)
    assert held(story) == set()

    suppressions.lift(story.archive, 1, at=NOW)
    assert held(story) == wanted(story)
    assert len(held(story)) == MARKS
