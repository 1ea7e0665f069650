"""Each host is asked at its own pace, and left alone when it asks for it."""

import math
from datetime import timedelta

import pytest

from newsarchive.fetch.pace import BACK_OFF, FAILURES, LONGEST_WAIT, REFUSALS, Pace
from newsarchive.items import Outcome
from tests.helpers.build import NOW, visit
from tests.helpers.scheduling import Clock

HOST = "rada.example"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return Pace(delay=3.0, clock=clock)


def later(seconds=None, status=429):
    until = None if seconds is None else NOW + timedelta(seconds=seconds)
    return visit("a", Outcome.LATER, status=status, not_before=until)


def failed(status=None, why="timeout"):
    return visit("a", Outcome.FAILED, status=status, why=why)


def test_a_host_never_asked_may_be_asked_at_once(pace):
    assert pace.wait(HOST) == 0


def test_one_request_at_a_time(pace, clock):
    pace.ask(HOST)
    clock.now += 100
    assert pace.wait(HOST) == math.inf

    pace.answer(HOST)
    assert pace.wait(HOST) == 0


def test_the_delay_counts_from_the_request(pace, clock):
    pace.ask(HOST)
    clock.now += 1
    pace.answer(HOST)

    assert pace.wait(HOST) == 2.0


def test_other_hosts_are_asked_meanwhile(pace):
    pace.ask(HOST)

    assert pace.wait("other.example") == 0


@pytest.mark.parametrize("seconds", [1, 90, LONGEST_WAIT])
def test_a_host_is_left_alone_as_long_as_it_asks(pace, seconds):
    pace.learn(HOST, later(seconds))

    assert pace.wait(HOST) == seconds


def test_one_that_asks_for_more_than_a_run_waits_is_left_to_another_run(pace):
    pace.learn(HOST, later(LONGEST_WAIT + 1))

    assert pace.lane(HOST).closed == "asked to wait"


def test_without_a_word_the_wait_doubles_until_the_run_gives_up(clock):
    pace, waits = Pace(delay=0, clock=clock), []
    while not pace.lane(HOST).closed:
        pace.learn(HOST, later())
        waits.append(pace.wait(HOST))
        clock.now += 1000

    assert waits[:-1] == [BACK_OFF * 2**n for n in range(REFUSALS - 1)]
    assert waits[-1] == math.inf


def test_a_time_that_is_past_is_no_word(pace):
    pace.learn(HOST, later(-60))

    assert pace.wait(HOST) == 3.0


def test_an_answer_in_between_begins_the_count_anew(pace, clock):
    for _ in range(3 * REFUSALS):
        pace.learn(HOST, later(1))
        pace.learn(HOST, visit("a"))
        clock.now += 10

    assert pace.lane(HOST).closed is None


def test_a_host_that_fails_is_asked_ever_more_slowly_and_then_no_more(pace, clock):
    waits = []
    for _ in range(FAILURES - 1):
        pace.learn(HOST, failed())
        waits.append(pace.wait(HOST))
        clock.now += 1000
    pace.learn(HOST, failed(502, "status 502"))

    assert waits == [6, 12, 24, 48, 60, 60, 60]
    assert pace.lane(HOST).closed == "no answer"


def test_addresses_that_fail_again_say_nothing_of_a_host_that_answers_others(pace, clock):
    pace.learn(HOST, visit("b"))
    for _ in range(3 * FAILURES):
        pace.learn(HOST, failed(500, "status 500"), failed_before=True)
        assert pace.wait(HOST) == 6
        clock.now += 1000

    assert pace.lane(HOST).closed is None


def test_answers_that_wait_to_be_read_are_answers(pace):
    for _ in range(3 * FAILURES):
        pace.learn(HOST, failed())
        pace.answer(HOST, good=True)

    assert pace.lane(HOST).closed is None


def test_a_host_that_answers_nothing_is_asked_no_more_whatever_failed_before(pace):
    for _ in range(FAILURES):
        pace.learn(HOST, failed(), failed_before=True)

    assert pace.lane(HOST).closed == "no answer"


@pytest.mark.parametrize("told", [failed(200, "cut short"), visit("a", Outcome.REFUSED, status=403)])
def test_a_host_that_answers_whatever_is_no_failing_one(pace, told):
    for _ in range(FAILURES - 1):
        pace.learn(HOST, failed())
    pace.learn(HOST, told)
    if told.outcome == Outcome.REFUSED:
        assert pace.lane(HOST).failures == 0

    assert pace.lane(HOST).closed is None


def test_what_was_not_asked_says_nothing_of_the_host(pace):
    pace.learn(HOST, failed())
    pace.learn(HOST, visit("a", Outcome.REFUSED, status=None, why="robots"))

    assert pace.lane(HOST).failures == 1
