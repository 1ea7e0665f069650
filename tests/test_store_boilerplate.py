"""What comes below all articles at once is no edit of each; what only a few say is."""

from datetime import timedelta

import pytest

from newsarchive.store.boilerplate import MANY
from tests.helpers.build import NOW

APPEAL = "Підтримайте збір на дрони."
NUMBERS = range(MANY + 3)

pytestmark = pytest.mark.usefixtures("sound")


def read(story, *, days, below=lambda _: "", numbers=NUMBERS, **fields):
    for number in numbers:
        text = f"Текст {number}.\n\nДалі {number}.{below(number)}"
        story.read(f"a{number}", f"Назва {number}", body=text, days=days, **fields)


def appeal(_):
    return f"\n\n{APPEAL}"


def edited(story):
    return [number for (number,) in story.rows("SELECT article - 1 FROM edits ORDER BY version")]


def test_an_appeal_below_all_articles_edits_the_first_few_alone(story):
    read(story, days=0)
    read(story, days=1, below=appeal)
    read(story, days=2, below=appeal)

    assert edited(story) == list(range(MANY))
    assert story.one("SELECT body, version FROM articles WHERE id = ?", MANY + 1) == (
        f"Текст {MANY}.\n\nДалі {MANY}.",
        1,
    )


def test_one_that_goes_from_all_edits_none(story):
    read(story, days=0, below=appeal)
    read(story, days=1)

    assert edited(story) == []


def test_what_new_articles_have_from_their_beginning_is_known_too(story):
    read(story, days=0)
    for number in range(MANY):
        story.read(
            f"new{number}", f"Нова {number}", body=f"Нове {number}.{appeal(0)}", published=NOW + timedelta(days=1)
        )
    read(story, days=1, below=appeal)

    assert edited(story) == []


def test_an_edit_is_told_with_all_that_the_page_says(story):
    read(story, days=0)
    read(story, days=1, below=appeal)
    read(story, days=2, below=lambda number: f"{appeal(number)}\n\nУточнення.", numbers=NUMBERS[-1:])

    assert edited(story)[-1] == NUMBERS[-1]
    body = story.one("SELECT body FROM articles WHERE id = ?", len(NUMBERS))
    assert body.endswith(f"{APPEAL}\n\nУточнення.")


@pytest.mark.parametrize(
    "change",
    [
        {"below": lambda number: f"\n\nУточнення {number}."},
        {"below": appeal, "published": NOW + timedelta(days=1)},
        {"below": appeal, "section": "Новини"},
    ],
)
def test_what_each_says_for_itself_is_an_edit_of_each(story, change):
    read(story, days=0)
    read(story, days=1, **change)

    assert edited(story) == list(NUMBERS)
