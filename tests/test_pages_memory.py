"""What was said of a class attribute is said again without asking, of few enough and of short ones."""

import pytest

from newsarchive.pages import memory


@pytest.fixture
def asked():
    return []


@pytest.fixture
def tells(asked):
    return memory.remembered(lambda text: asked.append(text) or len(text))


def test_a_name_is_asked_once(tells, asked):
    assert [tells("td-post"), tells("nav"), tells("td-post")] == [7, 3, 7]
    assert asked == ["td-post", "nav"]


def test_a_long_one_is_not_kept(tells, asked):
    long = "x" * (memory.LONGEST + 1)

    assert [tells(long), tells(long), tells(long[1:]), tells(long[1:])] == [501, 501, 500, 500]
    assert asked == [long, long, long[1:]]


def test_there_is_an_end_to_what_is_kept(tells, asked, monkeypatch):
    monkeypatch.setattr(memory, "REMEMBERED", 3)
    for name in ("a", "b", "c", "a", "d", "d", "a"):
        tells(name)

    assert asked == ["a", "b", "c", "d", "a"]
    assert len(tells.__self__) == 2


@pytest.mark.parametrize(("names", "expected"), [("Post NAV", True), ("unnav", False), ("", False), ("a\tnav-x", True)])
def test_a_pattern_is_sought_in_each_name(names, expected):
    assert memory.naming(r"^nav(?:$|-)")(names) is expected
