import pytest

from newsarchive.register import REGIONS
from newsarchive.serve.tiles import PLACES, SHADES, tiles
from newsarchive.serve.words import brief


def lead(oblast):
    return f"?council={oblast}"


def test_every_region_has_one_place_of_its_own():
    assert set(PLACES) == set(REGIONS)
    assert len({(place.row, place.column) for place in PLACES.values()}) == len(REGIONS)


@pytest.mark.parametrize("names", ["short", "name", "full"])
@pytest.mark.parametrize("lang", [0, 1])
def test_no_two_regions_are_called_the_same(names, lang):
    assert len({getattr(place, names)[lang] for place in PLACES.values()}) == len(PLACES)


def test_a_region_is_called_as_its_council_is():
    councils = {code: region.adjective for code, region in REGIONS.items() if region.adjective.endswith("обласна")}

    assert {code: f"{PLACES[code].full[0].removesuffix('область')}обласна" for code in councils} == councils


def test_the_keyboard_goes_through_them_row_by_row():
    places = [(place.row, place.column) for place in PLACES.values()]

    assert places == sorted(places)


def test_what_is_held_leads_on_and_what_is_not_says_so():
    told = {tile.oblast: tile for tile in tiles({"UA-46": 5, "UA-68": 0}, lead, {"UA-46"})}

    assert (told["UA-46"].count, told["UA-46"].address, told["UA-46"].current) == (5, "?council=UA-46", True)
    assert (told["UA-68"].count, told["UA-68"].address, told["UA-68"].shade) == (0, None, 0)
    assert (told["UA-07"].count, told["UA-07"].address, told["UA-07"].current) == (None, None, False)


def test_the_most_are_darkest_and_one_is_not_the_same_as_none():
    told = {tile.oblast: tile.shade for tile in tiles({"UA-46": 400, "UA-68": 100, "UA-07": 1, "UA-56": 0}, lead)}

    assert (told["UA-46"], told["UA-68"], told["UA-07"], told["UA-56"]) == (SHADES, SHADES // 2, 1, 0)


def test_a_number_in_a_tile_is_short():
    assert [brief(number) for number in (0, 9999, 10_000, 999_999, 12_345_678)] == ["0", "9999", "10т", "999т", "12М"]
    assert brief(12_345, "en") == "12k"
