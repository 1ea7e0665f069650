"""What leads on without end is cut, and what only goes on for long is not."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discover.parameters import CLOCKS, ROOM, SESSIONS, SHAPES, Parameters
from newsarchive.discover.traps import MAX_LENGTH, MAX_PARAMETERS, MAX_SEGMENTS, PARAMETERS, PATH, trap
from newsarchive.normalize.addresses import canonical

TODAY = date(2026, 11, 20)
SITE = "https://rada.example"
NOW = 1795176000
"""Noon of TODAY, in seconds since 1970."""


def judged(path, found_on=None):
    return trap(canonical(SITE + path), found_on and SITE + found_on, today=TODAY)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/novyny/stattia-pro-biudzhet/",
        "/2023/05/16/stattia/",
        "/2026/11/",
        "/2026/11/20/page/3/",
        "/2011/11/11/",
        "/category/novyny/page/900/",
        "/nasha-diyalnist/anonsi/item/3364-uvaha",
        "/pro-radu/pro-radu/kerivnytstvo",
        "/1/1/1/2",
        "/plan-2050/",
        "/stratehiia/2050/12/rozdil",
        "/news/1950/3",
        "/event/2026-12-01/",
        "/calendar/2027/12",
        "/kalendar/1991",
        "/news.php?group=20&news=4246",
        "/index.php?option=com_content&view=category&id=1:latest-news&layout=blog&Itemid=50&limitstart=935",
        "/?m=202611",
        "/?page=0%2C1",
        "/archive?year=2019&month=5&day=7",
        "/calendar?calendar_id=2150",
        "/?date=01.05.2027",
        "/?filter[]=1&filter[]=2&filter[]=3&filter[]=4",
        "/?return=https%3A%2F%2Frada.example%2F%3Freturn%3D1",
        "/" + "%D0%B2%D1%96%D0%B4%D0%B1%D1%83%D0%BB%D0%B0%D1%81%D1%8F-" * 12,
        "/a" + "/b%d" * 18 % (*range(18),),
    ],
)
def test_a_council_s_own_addresses_are_no_traps(path):
    assert judged(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "/a/a/a",
        "/a/a/a/",
        "/novyny/item/novyny/list/novyny/",
        "/a/b/a/b/a/b",
        "/a/1/2/1/2/1/2/",
        "/x" + "/1/2" * 3,
        "".join(f"/s{n}" for n in range(MAX_SEGMENTS + 1)),
        "/" + "a" * MAX_LENGTH,
        "/2028/01/",
        "/2031/05/17/page/2/",
        "/1990/12/",
        "/events/2031-05/",
        "/calendar/2031",
        "/kalendar/2028/5",
        "/%D0%BA%D0%B0%D0%BB%D0%B5%D0%BD%D0%B4%D0%B0%D1%80/2040/1/31",
        "/month.calendar/2033/05/01/-",
        "/arkhiv/1985/",
    ],
)
def test_a_path_that_leads_on_is_a_trap(path):
    assert judged(path) == PATH == "trap: path"


@pytest.mark.parametrize(
    "path",
    [
        "/?" + "&".join(f"p{n}=1" for n in range(MAX_PARAMETERS + 1)),
        "/?page=1&page=2&page=3",
        "/?return=%2F%3Freturn%3D%252F%253Freturn%253D%252F",
        "/archive?year=2031&month=5",
        "/?m=203112",
        "/?calendar=2040-01",
        "/events?tribe-bar-date=2031-05-01",
        "/?date=01.05.1989",
        "/?y=2099",
    ],
)
def test_parameters_that_lead_on_are_a_trap(path):
    assert judged(path) == PARAMETERS == "trap: parameters"


def test_a_year_is_near_or_far_by_the_day_of_the_visit():
    assert trap(f"{SITE}/2027/12/", today=TODAY) is None
    assert trap(f"{SITE}/2027/12/", today=date(2025, 12, 31)) == PATH


@pytest.mark.parametrize(
    ("path", "found_on", "expected"),
    [
        ("/news/item/news/item/", "/news/item/", PATH),
        ("/a/news/item/news/item?x=1", "/a/news/item", PATH),
        ("/news/news/", "/news/", None),
        ("/11/11/11/11/", "/11/11/", None),
        ("/news/item/2/", "/news/item/", None),
        ("/news/item/", "/news/item/", None),
        ("/other/news/item/", "/news/item/", None),
    ],
)
def test_a_relative_link_without_its_slash_is_known_by_the_page_that_has_it(path, found_on, expected):
    assert judged(path, found_on) == expected


@given(st.text("abAB01/?&=%.-_~:éа", max_size=60), st.dates())
def test_no_address_breaks_it(path, day):
    url = canonical(f"{SITE}/{path}")

    assert trap(url, f"{SITE}/a/b/", today=day) in {None, PATH, PARAMETERS}
    assert Parameters(min(max(day, date(1971, 1, 1)), date(9000, 1, 1))).trap(url) is None


# -- Counting


@pytest.fixture
def parameters():
    return Parameters(TODAY)


def cut(parameters, urls):
    """Give how many of these addresses are cut."""
    return sum(parameters.trap(url) == PARAMETERS for url in urls)


def test_one_parameter_goes_on_as_it_likes(parameters):
    assert cut(parameters, (f"{SITE}/news?page={n}" for n in range(2, 901))) == 0
    assert cut(parameters, (f"{SITE}/news.php?id={n}" for n in range(1, 5001))) == 0
    assert cut(parameters, (f"{SITE}/start.php?q=News{n}/Ua/2011/rada" for n in range(5000))) == 0


def test_articles_of_sections_and_pages_of_lists_go_on(parameters):
    assert cut(parameters, (f"{SITE}/news.php?group={n % 30}&news={n}" for n in range(5000))) == 0
    assert cut(parameters, (f"{SITE}/list?category={a}&page={b}" for a, b in product(range(40), range(60)))) == 0
    assert cut(parameters, (f"{SITE}/index.php?Itemid=5&id={n}&option=com_content" for n in range(5000))) == 0


def test_articles_whose_numbers_are_moments_or_hashes_go_on(parameters):
    assert cut(parameters, (f"{SITE}/news?id={NOW - 90000 * n}" for n in range(3000))) == 0
    assert cut(parameters, (f"{SITE}/news?uid={n:032x}" for n in range(3000))) == 0
    assert cut(parameters, (f"{SITE}/print?uid={n:032x}" for n in range(3000))) == 0


def test_facets_that_may_be_combined_are_cut(parameters):
    urls = [f"{SITE}/list?a={a}&b={b}&c={c}&d={d}" for a, b, c, d in product(range(7), repeat=4)]

    assert cut(parameters, urls) == len(urls) - ROOM


def test_the_days_of_a_calendar_are_cut_when_they_are_more_than_its_months(parameters):
    days = product(range(1991, 2027), range(1, 13), range(1, 32))

    assert cut(parameters, (f"{SITE}/c?day={d}&month={m}&year={y}" for y, m, d in days)) > 10_000


def test_parameters_with_names_of_their_own_are_cut(parameters):
    assert cut(parameters, (f"{SITE}/list?f{n}=1&page=1" for n in range(2 * SHAPES))) == SHAPES
    assert cut(parameters, [f"{SITE}/list?f1=1&page=2"]) == 0


def test_sessions_are_cut_once_they_are_known(parameters):
    urls = [f"{SITE}/{slug}/?visit={page:032x}" for page in range(SESSIONS + 5) for slug in ("a", "b", "c", "d")]

    assert [parameters.trap(url) for url in urls[: 4 * SESSIONS - 4]] == [None] * (4 * SESSIONS - 4)
    assert set(map(parameters.trap, urls[4 * SESSIONS :])) == {PARAMETERS}
    assert parameters.trap(f"{SITE}/a/?visit=5") is None


def test_the_site_s_clock_is_cut(parameters):
    assert cut(parameters, (f"{SITE}/a?t={NOW + n}" for n in range(3 * CLOCKS))) == 2 * CLOCKS
    assert cut(parameters, (f"{SITE}/b?t={NOW + n}123" for n in range(3 * CLOCKS))) == 2 * CLOCKS


def test_what_is_counted_once_counts_no_more(parameters):
    facets = [f"{SITE}/list?a={a}&b={b}&c={c}" for a, b, c in product(range(8), repeat=3)]

    assert cut(parameters, facets[:ROOM] * 5) == 0
    assert cut(parameters, [f"{SITE}/a?s={'0' * 20}"] * 100) == 0
    assert cut(parameters, [f"{SITE}/a", f"{SITE}/b/"] * 100) == 0


def test_other_paths_are_not_cut_with_a_trap(parameters):
    cut(parameters, (f"{SITE}/list?a={a}&b={b}&c={c}" for a, b, c in product(range(12), repeat=3)))

    assert parameters.trap(f"{SITE}/list?page=2") is None
    assert parameters.trap(f"{SITE}/other?a=1&b=2&c=3") is None
