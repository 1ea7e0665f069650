"""Dates as Ukrainian sites print them, retyped from what was seen on them."""

import importlib.util
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.items import DateClue
from newsarchive.normalize import dates
from newsarchive.normalize.dates import KYIV, choose, parse, told_from_now

NOW = datetime(2024, 3, 7, 16, 0, 30, tzinfo=KYIV)
CASES = Path(__file__).parent.parent.parent / "shared" / "bench" / "dates" / "cases.py"


def shown(value):
    if isinstance(value, datetime):
        assert value.tzinfo is KYIV
        return value.strftime("%Y-%m-%d %H:%M")
    return None if value is None else value.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27.07.2023", "2023-07-27"),
        ("17-05-2018", "2018-05-17"),
        ("25/02/2016", "2016-02-25"),
        ("07.12.22", "2022-12-07"),
        ("3 . 4 . 2023", "2023-04-03"),
        ("09.12.2021 | 08:47", "2021-12-09 08:47"),
        ("05.03.2021 - 09:58 / Актуально", "2021-03-05 09:58"),
        ("30 січня 2025", "2025-01-30"),
        ("29 вересня 2023 – 15:10", "2023-09-29 15:10"),
        ("21 травня 2020, 15:26", "2020-05-21 15:26"),
        ("28 квітня 2005,09:12", "2005-04-28 09:12"),
        ("П'ятниця, 15 березня 2019, 09:31", "2019-03-15 09:31"),
        ("Середа, 13 жовтня 2021 09:10", "2021-10-13 09:10"),
        ("04.11.2021 |", "2021-11-04"),
        ("Останнє оновлення на П'ятниця, 15 березня 2019, 09:31", "2019-03-15 09:31"),
        ("Запис опубліковано:06.12.2019", "2019-12-06"),
        ("30 січня 2025Обговорювали", "2025-01-30"),
        ("опубліковано 03 жовтня 2025 року о 11:27", "2025-10-03 11:27"),
        ("22-09-2017, 21:37. Разместил: admin", "2017-09-22 21:37"),
        ("Опубліковано: 07.05.2023 10:35 Кількість переглядів: 109", "2023-05-07 10:35"),
        ("Листопад 30, 2023", "2023-11-30"),
        ("14:05 | 2 лют. 2024 р.", "2024-02-02 14:05"),
        ("«5» червня 2023 року", "2023-06-05"),
        ("1-го липня\u00a02022\u00a0р.", "2022-07-01"),
        ("2023-05-16T12:47:09Z", "2023-05-16 15:47"),
        ("2023-05-16T12:47:09+0300", "2023-05-16 12:47"),
        ("2023-05-16T09:47:09-03:00", "2023-05-16 15:47"),
        ("Tue, 16 May 2023 12:47:09 +0000", "2023-05-16 15:47"),
        ("May 16, 2023 12:05 am", "2023-05-16 00:05"),
        ("May 16, 2023 at 3:05 pm", "2023-05-16 15:05"),
        ("26.03.2023 03:30", "2023-03-26 04:30"),
        ("Сьогодні, 12:10", "2024-03-07 12:10"),
        ("Новини | Вчора", "2024-03-06"),
        ("5 днів тому від Олена Ткачук", "2024-03-02"),
        ("5 days ago by Olena", "2024-03-02"),
        ("сьогодні | вчора", None),
        ("12.03.2023 (оновлено 13.03.2023 10:15)", "2023-03-12"),
        ("12.03.2023 10:15, останнє редагування 13.03.2023", "2023-03-12 10:15"),
        ("12.03.2023 або 13.03.2023", None),
        ("вчора о 9:05", "2024-03-06 09:05"),
        ("позавчора", "2024-03-05"),
        ("щойно", "2024-03-07 16:00"),
        ("25 хвилин тому", "2024-03-07 15:35"),
        ("2 год. тому", "2024-03-07 14:00"),
        ("3 дні тому", "2024-03-04"),
        ("11 дн. тому", "2024-02-25"),
        ("2 тиж. тому", "2024-02-22"),
        ("2 міс. тому", "2024-01-07"),
        ("1 р. тому", "2023-03-07"),
        ("тиждень тому", "2024-02-29"),
        ("2 місяці тому", "2024-01-07"),
        ("3 days ago", "2024-03-04"),
        ("an hour ago", "2024-03-07 15:00"),
        ("yesterday at 9:05", "2024-03-06 09:05"),
        ("19. Oktober 2019", "2019-10-19"),
        ("Am 3. März 2020", "2020-03-03"),
        ("12 de marzo de 2020", "2020-03-12"),
        ("14 września 2022", "2022-09-14"),
        ("рік тому", "2023-03-07"),
        ("3 дні, 4 години тому", "2024-03-04"),
        ("1 тиждень і 2 дні тому", "2024-02-27"),
        ("2 hours, 5 minutes ago", "2024-03-07 13:55"),
        ("1 week, 3 days ago", "2024-02-26"),
        ("Автор: Пресслужба ради 3 дні тому", "2024-03-04"),
        ("Posted by: press 2 days, 20 hours ago", "2024-03-04"),
        ("5 березня", "2024-03-05"),
        ("28.11, 14:25", "2023-11-28 14:25"),
        ("Червень 5", "2023-06-05"),
        ("29 лютого", "2024-02-29"),
        ("Опубліковано 01.02.2023, оновлено 05.02.2023", "2023-02-01"),
        ("01.02.2023 (01.02.2023)", "2023-02-01"),
    ],
)
def test_a_printed_date_is_read(text, expected):
    assert expected == shown(parse(text, captured_at=NOW))


@pytest.mark.parametrize(
    "text",
    ["", "Новини", "14:25", "2023", "Листопад 2023", "№ 25-17/VIII", "31.02.2023", "32.11.2023", "31 листопада",
     "тел. 067-123-45-67", "рішення 12.3", "1.5 млн грн", "3 м", "2009–2023", "від 1 до 12.05", "999 років тому",
     "міст відкрили 3 роки тому", "3 дні, тому",
     "9999 років тому",
     "12.05.2023 чи 13.05.2023", "2023-05-16T25:00:00Z", "2023-05-16T14:05:00+99:99", "9999-12-31T23:59:59-12:00",
     "0001-01-01T00:00:00+12:00", "2023-13-40", "слово " * 40 + "01.02.2023",
     "понад 2023 осіб у травні", "Сергій Мельник 2023", "999 років тому, 2023"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    assert parse(text, captured_at=NOW) is None


def test_a_date_that_only_dateparser_knows_is_believed_where_its_numbers_are_printed():
    assert date(2023, 5, 5) == parse("5 th of may, 2023", captured_at=NOW)
    assert parse("початок 2023 року", captured_at=NOW) is None


@pytest.mark.parametrize(
    "text",
    ["le mercredi 12 2024", "початок 2023 року", "hace 2 horas 2024", "рішення 12 від 2023 року", "12 sausio 2024"],
)
def test_dateparser_is_not_asked_where_no_month_is_named_that_it_knows(text, monkeypatch):
    monkeypatch.setattr("newsarchive.normalize._relative.parser", lambda now: pytest.fail("it was asked"))

    assert parse(text, captured_at=NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23 març 2020", "2020-03-23"),
        ("domenica 19 aprile 2020", "2020-04-19"),
        ("1 de novembro de 2020", "2020-11-01"),
        ("25 септември 2019", "2019-09-25"),
        ("3 maggio 2021 10:15", "2021-05-03 10:15"),
        ("December 19. 2023", "2023-12-19"),
    ],
)
def test_a_month_in_another_language_is_read_without_it(text, expected, monkeypatch):
    monkeypatch.setattr("newsarchive.normalize._relative.parser", lambda now: pytest.fail("it was asked"))

    assert shown(parse(text, captured_at=NOW)) == expected


@pytest.mark.parametrize("text", ["5 th of may, 2023", "5 th of may, 2023 10:15"])
def test_dateparser_gives_an_hour_only_where_one_is_printed(text):
    found = parse(text, captured_at=NOW)

    assert ("2023-05-05 10:15" if "10:15" in text else "2023-05-05") == shown(found)


@given(
    st.dates(date(1991, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0.day:02}.{0.month:02}.{0.year}", "{0.year}-{0.month:02}-{0.day:02}"]),
)
def test_every_day_survives_being_printed(day, form):
    assert day == parse(form.format(day), captured_at=NOW)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text):
    assert isinstance(parse(text, captured_at=NOW), date | None)


@pytest.mark.shared
def test_all_cases_of_the_bench_are_right():
    if not CASES.exists():
        pytest.skip("../shared/bench stands beside our own checkout only")
    spec = importlib.util.spec_from_file_location("cases", CASES)
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    now = datetime(2023, 11, 30, 16, tzinfo=KYIV)

    assert [
        (text, expected, shown(parse(text, captured_at=now)))
        for text, expected, _ in cases.CASES
        if expected != shown(parse(text, captured_at=now))
    ] == []


def clue(source, value, printed=None):
    return DateClue(source=source, value=value, printed=printed)


KNOWN = ("2023-05-16 23:30", "meta")
UTC_STAMP, WALL = "2023-05-16T20:30:00+00:00", "2023-05-16T23:30:00+00:00"


@pytest.mark.parametrize(
    ("clues", "expected", "source"),
    [
        # The truth is 23:30 in Kyiv, on the 16th.
        ([clue("meta", UTC_STAMP, "16.05.2023"), clue("time", WALL, "16.05.2023")], "2023-05-16 23:30", "meta"),
        ([clue("meta", UTC_STAMP)], "2023-05-16 23:30", "meta"),
        ([clue("meta", WALL, "16.05.2023")], "2023-05-16 23:30", "meta"),
        ([clue("meta", WALL, "16 травня 2023, 23:30")], "2023-05-16 23:30", "meta"),
        ([clue("time", WALL)], "2023-05-16 23:30", "time"),
        ([clue("time", WALL, "16 травня 2023")], "2023-05-16 23:30", "time"),
        ([clue("time", UTC_STAMP, "16 травня 2023, 23:30")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16T22:30:00+00:00", "17.05.2023")], "2023-05-17 01:30", "time"),
        ([clue("time", "2023-05-16T23:30:00+03:00", "нісенітниця")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16", "16.05.2023 23:30")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16", "16.05.2023")], "2023-05-16", "time"),
        ([clue("time", "2023-05-16T23:30")], "2023-05-16 23:30", "time"),
        ([clue("meta", "невідомо"), clue("printed", "16.05.2023")], "2023-05-16", "printed"),
        ([clue("meta", "2034-01-01T00:00:00Z"), clue("url", "2023/05/16")], "2023-05-16", "url"),
        # An event's day stands first on the page; the address and a line below it know better.
        (
            [clue("printed", "14.05.2023"), clue("url", "2023/05/16"), clue("printed", "16.05.2023")],
            "2023-05-16",
            "url",
        ),
        # The teaser's element came first.
        ([clue("time", "2023-05-14T10:00"), clue("meta", UTC_STAMP), clue("printed", "16.05.2023")], *KNOWN),
        ([clue("meta", UTC_STAMP), clue("time", "2023-05-20"), clue("printed", "20.05.2023")], *KNOWN),
        ([clue("meta", UTC_STAMP), clue("json-ld", UTC_STAMP), clue("url", "2023/05/20")], *KNOWN),
        ([clue("meta", "1970-01-01T00:00:00+00:00")], None, None),
        ([clue("time", "2023-05-16T20:30:00.000Z")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16T20:30:00+0000", "3 роки тому")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16T20:30:00+0000", "16.05.2023 20:30")], "2023-05-16 20:30", "time"),
        ([clue("time", "2023-05-16T20:30:00.000Z", "16.05.2023")], "2023-05-16 23:30", "time"),
        ([clue("time", "2023-05-16T20:30:00.000Z", "16.05.2023 20:30")], "2023-05-16 20:30", "time"),
        ([clue("time", "2023-05-16T00:00:00.000Z")], "2023-05-16", "time"),
        ([clue("meta", "2023-05-16T00:00:00.000Z")], "2023-05-16", "meta"),
        ([clue("meta", "2023-05-16T00:00:01.000Z")], "2023-05-16 03:00", "meta"),
        ([clue("printed", "01.01.1970")], None, None),
        ([], None, None),
    ],
)
def test_the_best_clue_wins_and_a_false_utc_mark_is_seen_through(clues, expected, source):
    value, raw, won = choose(clues, NOW)

    assert (expected, source) == (shown(value), won)
    assert raw in {one.value for one in clues if won in {None, one.source}} | {None}


@pytest.mark.parametrize(
    ("clues", "expected", "source"),
    [
        ([clue("url", "1670405857", "07-12-2022"), clue("printed", "07-12-2022")], "2022-12-07 11:37", "url"),
        ([clue("url", "1670405857")], "2022-12-07 11:37", "url"),
        ([clue("url", "1670405857", "08-12-2022"), clue("printed", "08-12-2022")], "2022-12-08", "printed"),
        (
            [clue("url", "1670405857", "07-12-2022, 9:00"), clue("printed", "07-12-2022, 9:00")],
            "2022-12-07 11:37",
            "url",
        ),
        # 23:30 UTC is the next day in Kyiv, as the page prints it.
        ([clue("url", "1670455800", "08-12-2022")], "2022-12-08 01:30", "url"),
        ([clue("printed", "1670405857")], None, None),
    ],
)
def test_a_second_in_the_address_is_believed_unless_the_page_prints_another_day(clues, expected, source):
    value, raw, won = choose(clues, NOW)

    assert (expected, source) == (value and shown(value), won)
    assert raw == (clues[0] if won != "printed" else clues[1]).value


@pytest.mark.parametrize(
    "value",
    [
        "5 років тому",
        "2 тижні тому",
        "2 weeks, 3 days ago",
        "місяць тому",
        "опубліковано: 3 роки тому",
        "2 years ago",
        "Новини | 2 роки тому",
    ],
)
def test_what_is_told_from_now_in_more_than_days_names_no_day(value):
    assert choose([clue("time", value, value)], NOW) == (None, value, None)
    assert choose([clue("printed", value), clue("url", "2023/05/03")], NOW)[0] == date(2023, 5, 3)


@pytest.mark.parametrize(("text", "unit"), [
    ("щойно", timedelta(minutes=1)), ("вчора", timedelta(days=1)), ("вчора, 09:05", timedelta(minutes=1)),
    ("2 години тому", timedelta(hours=1)), ("3 дні, 4 години тому", timedelta(hours=1)), ("5 днів тому", timedelta(1)),
    ("1 тиждень, 3 дні тому", timedelta(days=2)),
    ("2 тижні тому", timedelta(weeks=1)), ("Новини | 2 роки тому", timedelta(days=366)), ("11 дн. тому", timedelta(1)),
    ("5 днів тому від Олена Ткачук", timedelta(1)), ("вчора | 2 дні тому", None),
    ("12.03.2024", None), ("тому", None), ("", None),
])  # fmt: skip
def test_a_date_told_from_now_is_as_exact_as_its_unit(text, unit):
    assert told_from_now(text) == unit


def test_of_values_of_one_day_the_one_with_an_hour_is_kept():
    whole = clue("time", "2023-04-13T18:43:00+03:00")

    assert choose([clue("time", "13.04.2023"), whole], NOW)[1] == whole.value
    assert choose([clue("time", "12.04.2023"), whole], NOW)[0] == date(2023, 4, 12)


def test_a_day_ahead_is_a_clock_that_runs_fast_and_more_is_refused():
    ahead = NOW + timedelta(hours=20)

    assert choose([clue("meta", ahead.isoformat())], NOW)[0] == ahead
    assert choose([clue("meta", (NOW + timedelta(days=2)).isoformat())], NOW)[0] is None


@pytest.mark.parametrize(("offset", "utc"), [("+03:00", 0), ("+02:00", 1)])
def test_in_the_repeated_hour_the_printed_offset_decides(offset, utc):
    clues = [clue("meta", "2023-10-29T00:30:00+00:00"), clue("time", f"2023-10-29T03:30:00{offset}")]
    value = choose(clues, NOW)[0]

    assert datetime(2023, 10, 29, utc, 30, tzinfo=UTC) == value.astimezone(UTC)


def test_in_the_repeated_hour_nothing_else_is_asked():
    clues = [
        clue("meta", "2023-10-29T00:30:00+00:00"),
        clue("printed", "29.10.2023"),
        clue("time", "2023-10-29T05:30:00+02:00"),
    ]

    assert datetime(2023, 10, 29, 0, 30, tzinfo=UTC) == choose(clues, NOW)[0].astimezone(UTC)


def test_an_hour_that_the_clocks_skipped_is_the_one_they_showed():
    assert dates.parse("2023-03-26 03:10:00", captured_at=NOW).isoformat() == "2023-03-26T04:10:00+03:00"
