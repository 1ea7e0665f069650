"""The newest of some articles, however many and wherever they stand: always what sorting them all would give."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.search import chronology
from newsarchive.search.chronology import Chronology

MOMENTS = st.lists(st.integers(-5, 5), min_size=1, max_size=60)


def in_order(moment):
    made = Chronology(moment)
    made.move(dict.fromkeys(range(len(moment))), range(len(moment)))
    return made


def sorted_out(moment, some, limit, without=frozenset()):
    left = (number for number in some if number not in without)
    return sorted(left, key=lambda number: (moment[number], number), reverse=True)[:limit]


@given(moments=MOMENTS, limit=st.integers(0, 5), data=st.data())
def test_the_newest_of_some_are_those_that_sorting_gives(moments, limit, data):
    moment = array("q", moments)
    numbers = st.sets(st.sampled_from(range(len(moments))))
    some, without = sorted(data.draw(numbers)), data.draw(numbers)

    assert in_order(moment).newest(some, limit, without) == sorted_out(moment, some, limit, without)


@given(moments=MOMENTS, changes=st.lists(st.tuples(st.integers(0, 80), st.integers(-5, 5) | st.none()), max_size=20))
@pytest.mark.parametrize("few", [1000, 0], ids=["one by one", "sorted anew"])
def test_what_is_moved_added_and_taken_away_is_in_order(few, moments, changes):
    moment, there = array("q", moments), set(range(len(moments)))
    made, were = in_order(moment), {}
    for number, new in changes:
        while number >= len(moment):
            moment.append(0)
        were.setdefault(number, moment[number] if number in there else None)
        if new is not None:
            moment[number] = new
        (there.discard if new is None else there.add)(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chronology, "_FEW", few)
        made.move(were, there & were.keys())

    some = sorted(there)
    assert made.newest(some, len(some)) == sorted_out(moment, some, len(some))


def test_of_very_many_few_are_looked_at():
    moment = array("q", range(10_000))
    made, looked = in_order(moment), []

    class Looking(list):
        def __getitem__(self, place):
            looked.append(place)
            return super().__getitem__(place)

    assert made.newest(Looking(range(0, 10_000, 2)), 3, {9996}) == [9998, 9994, 9992]
    assert len(looked) < 200
