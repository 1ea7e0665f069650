"""What of a line is a day of publication; the lines are made, in the ways that sites print them."""

import pytest

from newsarchive.pages.days import is_nothing_else, tells_day, tells_publication


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2024",
        "12/03/24",
        "2024-03-12 10:15",
        "3 . 4 . 2023",
        "10:15, 12.03.2024",
        "12 березня",
        "«5» червня 2023 року",
        "1-го липня 2022 р.",
        "Листопад 30, 2023",
        "14. Februar 2012",
        "12 de marzo de 2024",
        "Сьогодні, 12:10",
        "Новини | Вчора",
        "сьогодні о 9:05",
        "годину тому",
        "2 роки, 3 тижні тому",
        "5 days ago by Olena",
        "Автор: Адміністратор | 12-03-2024, 10:15 | Переглядів: 15",
        "Опублікував Адміністратор сайту у вівторок 6 травня 2014",
        "Опубліковано прес-службою обласної ради 12.03.2024 о 10:15",
        "Erstellt von Fabian am Dienstag 6. Mai 2014",
        "Оновлено 13.03.2024",
        "Середа, 12 березня 2025 року.",
        "Новини, 12 січ.",
        "Пресслужба, 12 березня 2025 р.",
    ],
)
def test_a_line_tells_a_day(text):
    assert tells_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Сьогодні – День Державного Прапора",
        "Вітаємо вас сьогодні.",
        "Сьогодні: 28 листопада 2026 року, субота",
        "Сегодня 28.11.2026",
        "Begin your story today.",
        "саме тому громада",
        "за 12 місяців 2024 року",
        "12 червоних троянд",
        "10 серцевих операцій",
        "Сесія відбудеться 12 березня 2024 року в залі засідань.",
        "12 березня 2024 року відбулася сесія обласної ради",
        "Позачергову сесію обласної ради перенесли на 12 березня",
        "12.03.2024" + " слово" * 20,
        "Сесія – 12 січня о 10:00.",
        "Прийом громадян 12 січня.",
        "Сесія – 12 січня 2025 року о 10:00.",
    ],
)
def test_a_sentence_about_a_day_is_none(text):
    assert not tells_day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Автор Прес-служба · Опубліковано 12/03/2024 · Оновлено 13/03/2024", True),
        ("12.03.2024 (оновлено 13.03.2024 10:15)", True),
        ("Оновлено 13.03.2024", False),
        ("Останнє оновлення: 12.03.2024, опубліковано 10.03.2024", False),
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(text, expected):
    assert tells_publication(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 грудня 2019 року, 20:05", True),
        ("Четвер, 12 березня 2024", True),
        ("12.03.2024, 10:15", True),
        ("6 травня, 2014", True),
        ("Від 12.03.2024", False),
        ("Оновлено 13.03.2024", False),
    ],
)
def test_a_day_may_stand_alone_with_its_time(text, expected):
    assert is_nothing_else(text) is expected
