"""Quiet hours hold on Kyiv's clock, whatever the machine's, past midnight, and on the nights when clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import UsageError
from newsarchive.normalize.dates import KYIV
from newsarchive.schedule.quiet import QuietHours

DAY = QuietHours.read("08:00-18:00")
NIGHT = QuietHours.read("22:00-06:00")
SMALL = QuietHours.read("02:45-03:30")
"""Where clocks change: 03:00 becomes 04:00 in March, 04:00 becomes 03:00 in October."""


def kyiv(text):
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["08:00-18:00", "8:00 – 18:00", " 08:00 - 18:00 "])
def test_they_are_read_as_people_write_them(text):
    assert QuietHours.read(text) == QuietHours(time(8), time(18))
    assert str(QuietHours.read(text)) == "08:00-18:00"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_written_is_no_quiet_hours(text):
    assert QuietHours.read(text) is None


@pytest.mark.parametrize(
    "text", ["8-18", "08:00", "24:00-06:00", "08:60-09:00", "10:00-10:00", "night", "08:00-18:00x"]
)
def test_what_cannot_be_followed_is_said(text):
    with pytest.raises(UsageError, match=r"Quiet hours are written like 08:00-18:00 or 22:00-06:00, not «"):
        QuietHours.read(text)


@pytest.mark.parametrize(
    ("hours", "at", "held"),
    [
        *((DAY, "2026-11-20T07:59:59", False), (DAY, "2026-11-20T08:00", True), (DAY, "2026-11-20T17:59:59", True)),
        *((DAY, "2026-11-20T18:00", False), (NIGHT, "2026-11-20T21:59", False), (NIGHT, "2026-11-20T22:00", True)),
        *((NIGHT, "2026-11-20T00:00", True), (NIGHT, "2026-11-20T05:59", True), (NIGHT, "2026-11-20T06:00", False)),
    ],
)
def test_they_hold_from_the_first_until_before_the_last_minute(hours, at, held):
    assert hours.hold(kyiv(at)) is held
    assert hours.hold(kyiv(at).astimezone(UTC)) is held


@pytest.mark.parametrize(
    ("hours", "at", "over"),
    [
        (DAY, "2026-11-20T12:00", "2026-11-20T16:00"),
        (DAY, "2026-07-20T12:00", "2026-07-20T15:00"),  # summer time
        (DAY, "2026-11-20T20:00", "2026-11-20T18:00"),  # they do not hold: at once
        (NIGHT, "2026-11-20T23:00", "2026-11-21T04:00"),
        (NIGHT, "2026-11-21T01:00", "2026-11-21T04:00"),
        (SMALL, "2026-03-29T02:50", "2026-03-29T01:30"),  # 03:30 is never shown that night: the hour after 02:30
    ],
)
def test_they_are_over_when_kyiv_s_clock_says_so(hours, at, over):
    assert hours.over(kyiv(at)) == utc(over)
    assert hours.over(kyiv(at)).tzinfo is UTC


def test_an_hour_that_comes_twice_is_quiet_twice():
    first, second = utc("2026-10-25T00:10"), utc("2026-10-25T01:10")
    assert first.astimezone(KYIV).time() == second.astimezone(KYIV).time() == time(3, 10)

    assert (SMALL.over(first), SMALL.over(second)) == (utc("2026-10-25T00:30"), utc("2026-10-25T01:30"))


def test_what_lies_outside_of_them_is_measured():
    since, until = kyiv("2026-11-20T07:00"), kyiv("2026-11-22T09:30")

    assert DAY.awake(since, until) == timedelta(hours=1 + 14 + 14)
    assert NIGHT.awake(since, until) == timedelta(hours=15 + 16 + 3.5)
    assert DAY.awake(until, since) == DAY.awake(since, since) == timedelta()


INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(CLOCKS, CLOCKS, INSTANTS)
def test_they_never_hold_when_they_are_over_and_are_over_within_a_day(begin, end, at):
    if begin == end:
        return
    hours = QuietHours(begin, end)
    over = hours.over(at)

    assert at <= over <= at + timedelta(hours=26)
    assert (over == at) is not hours.hold(at)
    if over.astimezone(KYIV).date().month not in {3, 10}:  # the nights when clocks change are looked at above
        assert not hours.hold(over)
    assert timedelta() <= hours.awake(at, at + timedelta(days=2)) <= timedelta(days=2)
