"""What an edit changed, how much of it matters, and the line that says so: judged on edits made to be known."""

import re
import time
from pathlib import Path

import pytest

from newsarchive.changes.facts import Subject, facts
from newsarchive.changes.people import names, same
from newsarchive.changes.substance import POINTS, Fields, Kind, judge
from newsarchive.changes.summary import summary
from newsarchive.changes.words import tokens
from tests.helpers.edits import MADE, TITLES, versions

PLAIN = Fields("Заголовок", None, "Рада зібралася в понеділок.", "2026-11-20", None, None)


def named(made):
    return f"{made.kind}: {made.article} {MADE.index(made)}"


def line(before, after):
    return summary(judge(PLAIN._replace(body=before), PLAIN._replace(body=after))).uk


# -- The judged set


def test_the_judged_set_is_large_and_of_every_kind():
    assert len(MADE) >= 60
    assert {made.kind for made in MADE} >= {kind.value for kind in Kind} - {"files"}


@pytest.mark.parametrize("made", MADE, ids=named)
def test_the_kind_that_was_changed_comes_first(made):
    assert judge(*versions(made)).kinds[0] == made.kind


def test_edits_are_ranked_by_substance_and_looks_come_last():
    points = [(made.weight, judge(*versions(made)).points) for made in MADE]
    discordant = [(one, other) for one in points for other in points if one[0] > other[0] and one[1] <= other[1]]

    assert discordant == []
    assert max(found for weight, found in points if weight == 0) < 6
    assert min(found for _, found in points) > 0


@pytest.mark.parametrize("made", [made for made in MADE if made.weight == 0], ids=named)
def test_an_edit_of_looks_is_looks_alone_in_both_directions(made):
    before, after = versions(made)

    assert judge(after, before).kinds == (Kind.COSMETIC,)


def test_equal_versions_are_judged_too():
    assert judge(PLAIN, PLAIN).kinds == (Kind.COSMETIC,)


# -- Facts


def test_every_subject_has_points():
    assert {Kind(subject.value) for subject in Subject} | {Kind.COSMETIC} <= set(POINTS) | {Kind.COSMETIC}
    assert set(POINTS) == set(Kind) - {Kind.COSMETIC}


@pytest.mark.parametrize(
    ("printed", "subject", "value"),
    [
        ("1,2 млн грн", "money", "1200000 UAH"),
        ("1 200 000 гривень", "money", "1200000 UAH"),
        ("1200 тис. грн", "money", "1200000 UAH"),
        ("2 млн 250 тис. грн", "money", "2250000 UAH"),
        ("15 гривень 50 коп", "money", "15.5 UAH"),
        ("$5 млн", "money", "5000000 USD"),
        ("100 доларів США", "money", "100 USD"),
        ("7 євро", "money", "7 EUR"),
        ("15,5 %", "percent", "15.5"),
        ("15,5 відсотка", "percent", "15.5"),
        ("№ 12-5/2024", "decision", "12-5/2024"),
        ("12 березня 2024 року", "date", "2024-3-12"),
        ("12.03.2024", "date", "2024-3-12"),
        ("2024-03-12", "date", "2024-3-12"),
        ("березень 2024", "date", "2024-3-"),
        ("2024 році", "date", "2024--"),
        ("10:30", "date", "10:30"),
        ("15 год. 30 хв", "date", "15:30"),
        ("за – 45", "votes", "за 45"),
        ("45 голосів «за»", "votes", "за 45"),
        ("утрималися – 3", "votes", "утрималися 3"),
        ("не голосували – 1", "votes", "не голосували 1"),
        ("1 250", "number", "1250"),
        ("2 млн", "number", "2000000"),
    ],
)
def test_a_fact_has_one_value_however_it_is_printed(printed, subject, value):
    text = f"Буде {printed}"
    (found,) = facts(text, 0, len(text))

    assert (found.subject, found.value, text[found.start : found.end]) == (subject, value, printed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Голова ради Іван Петренко відвідав Городок.", [("person", "Іван Петренко"), ("name", "Городок")]),
        ("Рада ухвалила. Тут був В. О. Лабазюк.", [("person", "В. О. Лабазюк")]),
        ("Віолета Лабазюк розповіла про ОВА.", [("person", "Віолета Лабазюк"), ("name", "ОВА")]),
        ("Мешканці Красилова чекають.", [("name", "Красилова")]),
        ("Товариство «Промбуд» виграло.", [("name", "Промбуд")]),
        ("«Це важливо для громади області», – каже він.", []),
    ],
)
def test_names_are_told_from_the_beginnings_of_sentences(text, expected):
    found = names(text, tokens(text, 0, len(text)))

    assert expected == [(one.subject, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("іван петренко", "іваном петренком", True),
        ("і петренко", "іван петренко", True),
        ("городок", "городку", True),
        ("петренко", "петренчук", False),
        ("бондар", "бондаренко", False),
        ("кравець", "кравчук", False),
    ],
)
def test_a_declined_name_is_the_same_name(one, other, expected):
    assert same(one, other) is expected


def test_a_fact_that_only_moved_is_no_change():
    before = "На ремонт дали 5 млн грн. Школу обрала громада."
    after = "На ремонт дали кошти. Школу обрала громада, це 5 млн грн."
    found = judge(PLAIN._replace(body=before), PLAIN._replace(body=after))

    assert Kind.MONEY not in found.kinds


def test_a_sentence_that_was_moved_and_changed_is_neither_gone_nor_new():
    first, second = "Перше речення про бюджет області.", "Друге речення про стару школу в місті."
    told = "На ремонт дороги виділено {} млн гривень з обласного бюджету."
    before = f"{told.format(5)}\n\n{first} {second}"
    found = judge(PLAIN._replace(body=before), PLAIN._replace(body=f"{first} {second}\n\n{told.format(7)}"))

    assert found.kinds == (Kind.MONEY, Kind.MOVED)
    assert summary(found).uk == "було 5 млн гривень, стало 7 млн гривень; переставлено 1 речення"


def test_what_is_still_said_elsewhere_is_not_gone():
    before = "Дали 5 млн грн. Отже, маємо 5 млн грн на все."
    found = judge(PLAIN._replace(body=before), PLAIN._replace(body=before.replace(" маємо 5 млн грн", " маємо гроші")))

    assert Kind.MONEY not in found.kinds


def test_a_fact_that_moves_from_the_title_to_the_text_is_no_change():
    before = PLAIN._replace(title="На школу дали 5 млн грн", body="Рада зібралася в понеділок зранку.")
    after = before._replace(title="На школу дали кошти", body="Рада зібралася в понеділок зранку: 5 млн грн.")

    assert Kind.MONEY not in judge(before, after).kinds


def test_a_lead_that_is_put_into_the_body_changes_nothing_but_looks():
    before = PLAIN._replace(lead="Вступ про сесію.", body="Рада зібралася.")

    assert judge(before, before._replace(lead=None, body="Вступ про сесію.\n\nРада зібралася.")).kinds == ("cosmetic",)


def test_files_that_are_gone_count_and_files_not_known_do_not():
    before = PLAIN._replace(files=frozenset({"https://rada.example/a.pdf", "https://rada.example/b.pdf"}))
    after = before._replace(files=frozenset({"https://rada.example/b.pdf"}))

    assert judge(before, after).kinds == (Kind.FILES,)
    assert summary(judge(before, after)) == ("вилучено 1 файл", "1 file removed")
    assert summary(judge(after, before)).uk == "додано 1 файл"
    assert judge(before, after._replace(files=None)).kinds == (Kind.COSMETIC,)


def test_the_documented_points_are_those_that_are_given():
    page = (Path(__file__).parents[1] / "docs/developers/changes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\d*) \| ?(\d*) \| ?(\d*) \|$", page, re.MULTILINE)
    documented = {kind: tuple(map(int, points)) for kind, *points in rows if all(points)}

    assert {kind.value: points for kind, points in POINTS.items()} == documented
    assert "| `cosmetic` |" in page


# -- The line


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Дали 1,2 млн грн.", "Дали 2,1 млн грн.", "було 1,2 млн грн, стало 2,1 млн грн"),
        ("«За» – 45, разом.", "«За» – 54, разом.", "голоси: було «за» – 45, стало «за» – 54"),
        ("Приїхав Іван Бондар.", "Приїхав Іван Бондаренко.", "особа: було Іван Бондар, стало Іван Бондаренко"),
        ("Рада ухвалила це. Усі згодні були.", "Рада ухвалила це.", "вилучено 1 речення"),
        ("Рада, ухвалила.", "Рада ухвалила.", "лише оформлення: розділові знаки"),
        ("Рада тут ухвалила бюджет.", "Рада вчора ухвалила бюджет.", "інші слова: 2"),
        ("Сесія буде 5 травня.", "Сесія буде 05.05.2024.", "дата: було 5 травня, стало 05.05.2024"),
        ("Рада це підтримала.", "Рада це не підтримала.", "зміст рішення: додано «не»"),
    ],
)
def test_an_edit_is_told_in_one_line(before, after, expected):
    assert line(before, after) == expected


def test_both_languages_say_the_same():
    before, after = versions(MADE[0])

    assert summary(judge(before, after)) == (
        "було 12,5 млн грн, стало 21,5 млн грн",
        "was 12,5 млн грн, now 21,5 млн грн",
    )


def test_many_changes_are_counted_behind_the_first():
    before = " ".join(f"У місті {n} дали {n} млн грн." for n in range(1, 9))
    told = line(before, before.replace(" млн", " млрд"))

    assert told.startswith("було 1 млн грн, стало 1 млрд грн; ")
    assert told.endswith("; та ще 5 змін")


def test_the_title_and_the_day_of_publication_are_told():
    before = PLAIN._replace(title=TITLES["budget"])
    after = before._replace(title="Збори відклали до осені", published="2026-10-20")

    assert summary(judge(before, after)).uk == "час публікації: було 2026-11-20, стало 2026-10-20; змінено заголовок"


def test_a_line_is_short_whatever_the_text():
    after = "У місті " + "дуже" * 500 + " № " + "9-" * 500 + " дали 5 млн грн. " * 50

    assert len(line("Рада зібралася.", after)) < 400


@pytest.mark.parametrize("sign", ["1", "123 ", "5 грн ", "№", "№ 1/", "Іван ", "І. ", "за ", "не ", "«", "12 березня "])
def test_a_hostile_text_is_judged_in_bounded_time(sign):
    one, other = sign * (12_000 // len(sign)), ("а " + sign) * (12_000 // (len(sign) + 2))
    start = time.process_time()
    judge(PLAIN._replace(body=one), PLAIN._replace(body=other))

    assert time.process_time() - start < 10
