"""The cases of the fault suite are what they say, and each can be crawled."""

from __future__ import annotations

import zlib

import pytest

from newsarchive.normalize.addresses import canonical
from tests.hostile import bombs, table
from tests.hostile.answers import raw, text
from tests.hostile.case import GROUPS, Case
from tests.hostile.cases import CASES, MODULES
from tests.hostile.crawl import batches
from tests.hostile.pages import good, story


def test_no_two_cases_have_one_name_and_every_group_has_many():
    each = [case for module in MODULES for case in module.CASES]

    assert len(each) == len(CASES)
    assert [group for group in GROUPS if sum(case.group == group for case in each) < 10] == []


def test_every_case_is_crawled_once_and_in_the_table_once():
    crawled = [case.name for batch in batches(CASES.values()) for case in batch]
    shown = [row[2].strip("`") for _, cases in table.groups() for row in table.rows(cases)]

    assert sorted(crawled) == sorted(CASES)
    assert sorted(shown) == sorted(CASES)


def test_what_is_crawled_together_has_the_same_number_of_visits_and_harms_nobody():
    for batch in batches(CASES.values()):
        assert len({case.again is None for case in batch}) == 1
        assert len(batch) == 1 or not any(case.alone for case in batch)


def demanded(case):
    """Give every address that a case demands something of."""
    addresses = [*case.held, *case.ends, *case.kept, *case.truncated, *case.not_alias, *case.start]
    if case.again:
        addresses += [*case.again.held, *case.again.ends, *case.again.versions]
    return addresses


def test_every_target_is_answered_and_every_demand_names_an_address():
    for case in CASES.values():
        place = case.place()
        place.addresses = {host: f"http://{host}.example:8069" for host in place.routes}

        assert all(callable(answer) for routes in place.routes.values() for answer in routes.values()), case.name
        assert all(place.answer("site", target) for target in ("/", "/robots.txt", "/none/")), case.name
        assert all(canonical(place.url(path)) for path in demanded(case)), case.name


def test_a_site_has_its_good_articles_and_names_them_among_the_bad():
    case = Case(
        name="x",
        group="cut",
        does="x.",
        then="x.",
        routes={"/bad/": raw(b"bad"), "/robots.txt": text(""), "/more/*": raw(b"bad")},
        other={"/far/": raw(b"")},
        good=2,
    )

    assert case._links() == ["/good-1/", "/bad/", "{other}/far/", "/good-2/"]
    assert case.stories() == {f"/good-{n}/": story(f"good-{n}") for n in (1, 2)}
    assert story("good-2").paragraphs[0] in good(2, 2)
    assert "{site}/good-1/" in good(2, 2)
    assert "good-3" not in good(2, 2)


def test_every_story_is_another_and_always_the_same():
    assert story("a") == story("a")
    assert len({story(f"{n}").body for n in range(200)}) == 200


@pytest.mark.parametrize("wbits", [zlib.MAX_WBITS, zlib.MAX_WBITS + 16])
def test_a_bomb_unpacks_to_what_it_says(wbits):
    packed = bombs._zeros(wbits, 9)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)

    assert unpacker.decompress(packed[10 if wbits > zlib.MAX_WBITS else 2 :]) == bytes(9 * 2**20)
    assert unpacker.eof
    assert len(packed) < 12_000


def test_the_bombs_are_small_on_the_wire():
    assert 2**20 < len(bombs._zeros(zlib.MAX_WBITS + 16, 1024)) < 2**21
