"""Timers stand apart from each other and outside of quiet hours; what cannot be scheduled is said."""

from datetime import datetime, time, timedelta

import pytest

from newsarchive import registry
from newsarchive.errors import UsageError
from newsarchive.normalize.dates import KYIV
from newsarchive.schedule import timers
from newsarchive.schedule.quiet import QuietHours
from tests.helpers.plans import CONTACT, DAY_TIME, planned
from tests.test_cli import run

ALL = [*registry.spiders(), *(f"rada-{n}" for n in range(27))]


# -- Where timers stand


def test_each_council_has_a_minute_of_its_own_that_no_other_one_moves():
    plan = planned(*ALL)
    minutes = {name: {start.minute for start in starts} for name, starts in plan.councils.items()}

    assert all(len(own) == 1 for own in minutes.values())
    assert len(set(map(min, minutes.values()))) > len(ALL) / 2
    assert planned("lviv").councils["lviv"] == planned("lviv", "odesa").councils["lviv"]


def test_by_its_rhythm_a_council_is_looked_at_every_hour():
    (starts,) = planned("lviv").councils.values()

    assert [start.hour for start in starts] == list(range(24))


@pytest.mark.parametrize("hours", ["08:00-18:00", "22:00-06:00", "07:58-08:01", "00:10-00:00"])
def test_no_timer_goes_off_in_quiet_hours_however_it_is_delayed(hours):
    quiet = QuietHours.read(hours)
    day = datetime(2026, 11, 20, tzinfo=KYIV)
    councils = [name for name in ALL if hours != "00:10-00:00" or timers._minute(name) <= 4]

    for starts in planned(*councils, quiet=quiet).councils.values():
        assert starts
        for start in starts:
            for late in range(6):
                assert not quiet.hold(datetime.combine(day, start, KYIV) + timedelta(minutes=late))


def test_a_time_that_was_asked_for_is_the_beginning_of_the_council_s_hour():
    plan = planned(*ALL, at=[time(3, 30), time(23, 30)])

    for name, starts in plan.councils.items():
        own = timers._minute(name)
        assert [(s.hour * 60 + s.minute) % 1440 for s in starts] == [210 + own, (1410 + own) % 1440]


def test_a_time_shortly_before_quiet_hours_leaves_the_hour_less_room():
    plan = planned(*ALL, at=[time(7, 30)], quiet=DAY_TIME)
    starts = {start for (start,) in plan.councils.values()}

    assert time(7, 30) <= min(starts) <= max(starts) < time(7, 55)
    assert len(starts) > 10


@pytest.mark.parametrize("at", [time(8), time(12), time(17, 59), time(7, 56)])
def test_a_time_within_quiet_hours_is_refused(at):
    with pytest.raises(UsageError, match=rf"{at:%H:%M} lies within the quiet hours 08:00-18:00"):
        planned("lviv", at=[at], quiet=DAY_TIME)


def test_quiet_hours_that_leave_no_time_are_refused():
    with pytest.raises(UsageError, match=r"Quiet hours 00:03-00:00 leave no time to crawl lviv"):
        planned("lviv", quiet=QuietHours.read("00:03-00:00"))


def test_a_sign_that_cannot_stand_in_a_line_is_refused():
    with pytest.raises(UsageError, match="NEWSARCHIVE_DATA holds a sign"):
        planned("lviv", data="/srv/a\nb")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEWSARCHIVE_LEAST_FREE", "abc", "NEWSARCHIVE_LEAST_FREE is a number of MiB, not «abc»"),
        ("NEWSARCHIVE_REVISITS", "daily", "NEWSARCHIVE_REVISITS is no schedule: «daily»"),
    ],
)
def test_a_setting_that_each_crawl_would_refuse_is_not_scheduled(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)

    with pytest.raises(UsageError, match=said):
        planned("lviv")


def test_the_environment_is_what_was_told(monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_LEAST_FREE", "100")
    monkeypatch.setenv("NEWSARCHIVE_REVISITS", "*:30")

    assert planned("lviv", quiet=DAY_TIME, notify=["mail", "-s", "two words"]).environment == {
        "NEWSARCHIVE_DATA": "/srv/newsarchive",
        "NEWSARCHIVE_CONTACT": CONTACT,
        "NEWSARCHIVE_QUIET_HOURS": "08:00-18:00",
        "NEWSARCHIVE_NOTIFY": "mail -s 'two words'",
        "NEWSARCHIVE_LEAST_FREE": "100",
        "NEWSARCHIVE_REVISITS": "*:30",
    }


# -- What cannot be scheduled


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name councils, or say --all"),
        (["demo", "--all"], "Name councils, or say --all"),
        (["lviw"], "There is no spider «lviw»"),
        (["my_council.py"], "is no name of an installed spider"),
        (["khmelnytskyi"], "No contact is given"),
        (["khmelnytskyi", "--contact", "me@example.org"], "is a placeholder"),
        (["demo", "--cron", "--user"], "--user, --account and --to are for systemd"),
        (["demo", "--user", "--account", "archivist"], "--user or --account, not both"),
        (["demo", "--install", "--to", "units"], "--install or --to, not both"),
        (["demo", "--at", "08:30", "--quiet-hours", "08:00-18:00"], "lies within the quiet hours"),
        (["demo", "--quiet-hours", "8-18"], "Quiet hours are written like"),
        (["demo", "--notify", "mail 'x"], "The command to notify"),
        (["demo", "--at", "morning"], "does not match the format"),
    ],
)
def test_what_cannot_be_scheduled_is_said_and_nothing_is_written(words, said):
    assert said in run("schedule", *words, code=2)


def test_all_are_all_councils_but_the_demo():
    printed = run("schedule", "--all", "--contact", CONTACT)

    assert "newsarchive@khmelnytskyi.timer" in printed
    assert "newsarchive@demo.timer" not in printed
