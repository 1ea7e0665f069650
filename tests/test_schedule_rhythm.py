"""A council is asked as often as it publishes, sooner after a failure, never in its quiet hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import schedule
from newsarchive.capture.lock import lock_council
from newsarchive.normalize.dates import KYIV
from newsarchive.schedule.quiet import QuietHours
from newsarchive.schedule.rhythm import LEAST, MOST, UNKNOWN, PastRun, every, rhythm
from newsarchive.store import Archive
from tests.helpers.build import COUNCIL, NOW, Story

HOUR = timedelta(hours=1)
DAY_TIME = QuietHours.read("08:00-18:00")


def written(*hours_ago):
    return [(NOW - HOUR * hours).astimezone(KYIV).isoformat() for hours in hours_ago]


def ran(hours_ago, reason="finished", *, length=0.0, requests=5, failures=0):
    started = NOW - HOUR * hours_ago
    finished = None if reason is None else started + HOUR * length
    return PastRun(started=started, finished=finished, reason=reason, requests=requests, failures=failures)


# -- How often


@pytest.mark.parametrize(
    ("published", "hours"),
    [
        ([], 24),
        (written(5), 24),
        (written(1, 2, 3), 3),  # never more often than every three hours
        (written(1, 6, 13, 18), 5),
        (written(0, 24, 48, 72), 24),
        (written(*range(0, 24 * 7 * 8, 24 * 7)), 24 * 7),
        (written(*range(0, 24 * 100, 24 * 30)), 24 * 7),  # never more seldom than every week
        (written(0, 1, 2, 3, 100, 101), 3),  # one long pause does not count
    ],
)
def test_it_is_asked_as_often_as_it_publishes_within_bounds(published, hours):
    assert every(published, NOW) == HOUR * hours


def test_bare_days_and_times_of_day_are_understood_together():
    assert every(["2026-11-20T10:00:00+02:00", "2026-11-19", "2026-11-18"], NOW) == HOUR * 29
    assert every(["2026-11-20", "2026-11-20", "2026-11-19"], NOW) == HOUR * 12


def test_the_longer_it_is_silent_the_more_seldom_it_is_asked():
    quick = [(NOW - timedelta(days=silent, hours=n)).isoformat() for silent in (16,) for n in range(10)]

    assert every(quick, NOW) == timedelta(days=2)
    assert every(quick, NOW + timedelta(days=8)) == timedelta(days=3)
    assert every(quick, NOW + timedelta(days=400)) == MOST


def test_an_article_from_the_future_says_nothing():
    assert every([*written(-1000), *written(0, 24, 48)], NOW) == HOUR * 24
    assert every(written(-1000, -10), NOW) == UNKNOWN


def test_only_the_newest_articles_count():
    assert every(written(*range(0, 300, 10), *range(1000, 2000)), NOW) == HOUR * 10


# -- When


DAILY = written(0, 24, 48, 72)


def due(*runs, published=DAILY, now=NOW, quiet=None):
    return (rhythm(published, runs, now, quiet).due - NOW) / HOUR


def test_a_new_council_is_due_at_once():
    found = rhythm([], [], NOW)

    assert (found.due, found.overdue, found.late) == (NOW, timedelta(), False)


def test_it_is_due_a_round_after_its_last_run_began():
    assert due(ran(10)) == 14
    assert due(ran(24)) == 0
    assert due(ran(30, length=29)) == -6
    assert due(ran(10), ran(500), ran(600, None)) == 14


def test_what_was_interrupted_goes_on_as_soon_as_it_may():
    assert due(ran(2, "quiet_hours", length=1)) == -1
    assert due(ran(2, "shutdown", length=1.5)) == -0.5
    assert due(ran(3, "quiet_hours", length=1), now=NOW, quiet=DAY_TIME) == 4  # 14:00 in Kyiv: at 18:00


@pytest.mark.parametrize(
    "failed",
    [
        {"reason": "archive_failed"},
        {"reason": "disk_nearly_full"},
        {"reason": "memusage_exceeded"},
        {"reason": "finished", "requests": 3, "failures": 3},
    ],
)
def test_after_a_failure_it_is_due_sooner_and_less_soon_with_each_further_one(failed):
    last = ran(10, **failed)
    delays = [rhythm(DAILY, [last] * times, NOW).due - last.finished for times in range(1, 8)]

    assert [delay / HOUR for delay in delays] == [0.5, 1, 2, 4, 8, 16, 24]
    assert due(ran(10, **failed), ran(11)) == -9.5
    assert due(ran(10), ran(11, **failed)) == 14


def test_a_run_that_was_killed_has_failed():
    assert due(ran(0, None), ran(20)) == 0.5


def test_a_run_that_asked_nothing_has_not_failed():
    assert due(ran(10, requests=0)) == 14


def test_it_is_never_due_in_quiet_hours():
    assert due(ran(24), quiet=DAY_TIME) == 4  # due at 14:00 in Kyiv
    assert due(ran(30), quiet=DAY_TIME) == 4  # due at 08:00
    assert due(ran(5), quiet=DAY_TIME) == 28  # tomorrow at 09:00
    assert due(ran(14), quiet=DAY_TIME) == 10  # at midnight, which is free


def test_it_is_late_when_a_whole_round_was_missed():
    assert not rhythm(DAILY, [ran(47)], NOW).late
    assert not rhythm(DAILY, [ran(48)], NOW).late
    assert rhythm(DAILY, [ran(49)], NOW).late
    assert rhythm(DAILY, [ran(49)], NOW).overdue == HOUR * 25


def test_quiet_hours_make_nothing_late():
    often = written(*range(0, 90, 3))
    now = datetime(2026, 11, 20, 16, 1, tzinfo=UTC)  # 18:01 in Kyiv
    run = PastRun(started=now - HOUR * 14, finished=now, reason="finished", requests=5, failures=0)

    assert rhythm(often, [run], now).late
    assert not rhythm(often, [run], now, DAY_TIME).late
    assert rhythm(often, [run], now + HOUR * 3, DAY_TIME).late


RUNS = st.builds(
    ran,
    st.floats(0, 1000),
    st.sampled_from(["finished", "shutdown", "quiet_hours", "archive_failed", None]),
    requests=st.integers(0, 3),
    failures=st.integers(0, 3),
)


@given(st.lists(st.floats(-100, 10_000), max_size=40), st.lists(RUNS, max_size=12))
def test_whatever_happened_the_next_run_is_within_a_week_and_outside_of_quiet_hours(hours, runs):
    found = rhythm(written(*hours), runs, NOW, DAY_TIME)

    assert LEAST <= found.every <= MOST
    assert found.due <= NOW + MOST + timedelta(days=1)
    assert not DAY_TIME.hold(found.due)
    assert found.overdue >= timedelta()


# -- From the archive


@pytest.fixture
def told(folder):
    """An archive of two councils, one of which has run."""
    with Archive(folder) as archive:
        story = Story(archive)
        for day in range(4):
            story.read(f"a{day}", days=-day, published=NOW - timedelta(days=day))
        archive.finish_crawl(story.run.id, NOW, "finished")
        yield archive


def test_the_rhythm_follows_from_the_rows(told):
    found = schedule.look(told, COUNCIL.code, NOW + HOUR)

    assert (found.every, found.due) == (HOUR * 24, NOW + HOUR * 24)
    assert schedule.look(told, "nova", NOW).due == NOW


def test_a_council_that_is_being_crawled_is_not_due(told):
    lock = lock_council(told.warc, COUNCIL.code)

    assert schedule.look(told, COUNCIL.code, NOW) is None
    (row,) = schedule.status(told, NOW)
    assert (row["running"], row["next_run"], row["every_hours"], row["late"]) == (True, None, None, None)

    lock.close()
    assert schedule.look(told, COUNCIL.code, NOW) is not None


def test_looking_does_not_keep_a_crawl_from_beginning(told, monkeypatch):
    """One who looks holds the lock for an instant: a crawl that begins just then tries again."""
    import fcntl

    lock_council(told.warc, COUNCIL.code).close()
    looking = (told.warc / COUNCIL.code / ".lock").open()
    fcntl.flock(looking, fcntl.LOCK_SH)
    monkeypatch.setattr("newsarchive.locks.time.sleep", lambda seconds: seconds and looking.close())

    lock_council(told.warc, COUNCIL.code).close()


def test_status_says_when_the_next_run_is_and_what_is_late(told):
    (row,) = schedule.status(told, NOW + HOUR)
    assert row | {"running": False, "every_hours": 24.0, "next_run": "2026-11-21T12:00:00+00:00", "late": False} == row
    assert (row["articles"], row["edited"], row["reason"], row["articles_new"]) == (4, 0, "finished", 4)

    (row,) = schedule.status(told, NOW + timedelta(days=3))
    assert row["late"] is True


def test_an_archive_can_be_looked_at_by_those_who_may_not_see_its_lock(told, monkeypatch):
    lock_council(told.warc, COUNCIL.code).close()

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)

    assert schedule.look(told, COUNCIL.code, NOW) is not None


def plans(connection, *asked):
    """Give the query plans of what is asked of the archive."""
    statements = []
    connection.set_trace_callback(statements.append)
    for ask in asked:
        ask()
    connection.set_trace_callback(None)
    return [row[3] for sql in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_status_reads_no_table_and_sorts_nothing(told):
    steps = plans(told.connection, lambda: schedule.status(told, NOW))

    assert len(steps) > 10
    assert [step for step in steps if step.startswith("SCAN") and not step.startswith("SCAN councils")] == []
    assert [step for step in steps if "TEMP B-TREE" in step] == []
    assert [step for step in steps if "articles" in step and "COVERING INDEX" not in step] == []
