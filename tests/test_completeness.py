"""A month is complete only where two independent routes told of the whole of it, and all that is known is held."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from newsarchive.cli import main
from newsarchive.completeness import State, keep, reckon, stored
from newsarchive.items import Kind, Outcome, Route, SecondReading
from newsarchive.normalize.dates import KYIV
from tests.helpers.build import COUNCIL, address, article, found, visit
from tests.helpers.questions import unindexed

LOOKED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
POSTS = "wp-json/wp/v2/posts"


def day(month, number=10):
    return datetime(2026, month, number, 14, 5, tzinfo=KYIV)


def read(story, name, published, **links):
    """Read an article with the neighbours that its page names."""
    named = tuple(found(path, Route.NEIGHBOUR) for path in links.values())
    it = article(name, name.upper(), body=name, published=published, **links)
    story.tell(visit(name, article=it, found=named))


@pytest.fixture
def site(story):
    """Articles a to d of June, July (two) and September, linked by their neighbours; nothing of August."""
    dates = {"a": day(6), "b": day(7), "c": day(7, 20), "d": day(9)}
    order = [" ", *dates, " "]
    for before, name, after in zip(order, dates, order[2:], strict=False):
        links = {side: link for side, link in (("previous", before), ("next", after)) if link.strip()}
        read(story, name, dates[name], **links)
    return story


def finish(story, at=LOOKED):
    story.archive.finish_crawl(story.run.id, at, "finished")
    with story.archive.transaction() as db:
        db.execute("UPDATE crawls SET started = ?", (at.isoformat(),))


def tell_by_api(story, *paths, titled=(), at=LOOKED, total=None):
    """Read the API to its end: what it names, and of which of them it tells the title and the date."""
    posts = tuple(
        SecondReading(url=address(path), source="api", title=title, published=on) for path, title, on in titled
    )
    links = tuple(found(path, Route.API) for path in [*paths, *(path for path, *_ in titled)])
    told = visit(POSTS, route=Route.API, kind=Kind.HEAD, head=address(POSTS), found=links, second=posts, at=at)
    story.tell(
        type(told)(
            **{name: getattr(told, name) for name in told.__slots__} | {"complete": True, "total": total or len(links)}
        )
    )


def months(story, now=LOOKED):
    return {month.month: month for month in reckon(story.archive.connection, COUNCIL.code, now)}


def states(story, now=LOOKED):
    return {name: str(month.state) for name, month in months(story, now).items()}


def test_nothing_is_told_of_a_council_of_which_nothing_is_held(story):
    assert reckon(story.archive.connection, COUNCIL.code, LOOKED) == []


def test_what_no_route_told_of_is_unknown_though_all_that_is_known_is_held(story):
    story.read("a", published=day(9))

    assert states(story) == {"2026-09": "unknown", "2026-10": "unknown", "2026-11": "running"}


def test_the_chain_of_neighbours_alone_is_one_route(site):
    finish(site)
    told = months(site)

    assert {name: month.state for name, month in told.items()} == {
        "2026-06": State.ONE_ROUTE,
        "2026-07": State.ONE_ROUTE,
        "2026-08": State.ONE_ROUTE,
        "2026-09": State.ONE_ROUTE,
        "2026-10": State.UNKNOWN,
        "2026-11": State.RUNNING,
    }
    assert told["2026-07"].held == told["2026-07"].known == 2
    assert told["2026-07"].routes == ("neighbour",)


def test_two_routes_that_agree_make_a_month_complete_an_empty_one_too(site):
    tell_by_api(site, *"abcd")
    finish(site)
    told = months(site)

    assert [told[f"2026-{month:02}"].state for month in (6, 7, 8, 9)] == [State.COMPLETE] * 4
    assert told["2026-08"].held == 0
    assert told["2026-09"].routes == ("api", "neighbour")
    assert told["2026-07"].seen == {"api": 2, "neighbour": 2}
    assert told["2026-10"].state == State.ONE_ROUTE  # the chain ends in September


def test_what_a_route_names_and_we_do_not_hold_is_missing_by_the_day_it_tells(site):
    tell_by_api(site, *"abcd", titled=[("x", "Про бюджет", day(7, 15))])
    finish(site)
    told = months(site)

    assert told["2026-07"].state == State.MISSING
    assert (told["2026-07"].held, told["2026-07"].missing, told["2026-07"].known) == (2, 1, 3)
    assert told["2026-09"].state == State.COMPLETE


def test_what_was_gone_before_it_could_be_captured_is_told_apart(site):
    tell_by_api(site, *"abcd", titled=[("x", "Про бюджет", day(7, 15))])
    site.tell(visit("x", Outcome.GONE, route=Route.API, why="status 404", status=404))
    finish(site)
    july = months(site)["2026-07"]

    assert (july.state, july.missing, july.gone) == (State.MISSING, 0, 1)


def test_what_the_api_calls_an_article_and_we_took_for_a_list_is_missing(site):
    tell_by_api(site, *"abcd", titled=[("x", "Про бюджет", day(7, 15))])
    site.tell(visit("x", route=Route.API))
    finish(site)

    assert months(site)["2026-07"].missing == 1


def test_an_undated_address_may_be_of_any_month_before_it_was_known(site):
    tell_by_api(site, *"abcd", "x")
    finish(site)
    told = months(site)

    assert [told[f"2026-{month:02}"].state for month in (6, 7, 8, 9)] == [State.ONE_ROUTE] * 4
    assert (told[""].held, told[""].missing, told[""].state) == (0, 1, State.UNKNOWN)


def test_a_last_change_that_a_list_tells_of_is_the_latest_it_can_be_of(site):
    old = found("x", Route.API, modified=datetime(2026, 6, 3, tzinfo=UTC))
    site.tell(visit(POSTS, route=Route.API, kind=Kind.HEAD, head=address(POSTS), found=(old,)))
    tell_by_api(site, *"abcd")
    finish(site)
    told = months(site)

    assert told["2026-06"].state == State.ONE_ROUTE
    assert told["2026-07"].state == State.COMPLETE


@pytest.mark.parametrize("why", ["static page", "a list", "not a page", "trap: lists", "off-site"])
def test_what_turned_out_to_be_no_article_is_not_missed(site, why):
    tell_by_api(site, *"abcd")
    site.tell(visit("list", found=(found("x"),)))
    site.tell(visit("x", Outcome.REFUSED, why=why))
    finish(site)

    assert months(site)["2026-07"].state == State.COMPLETE
    assert "" not in months(site)


@pytest.mark.parametrize("why", ["challenge", "login", "robots", "garbled", "status 403"])
def test_what_could_not_be_read_may_be_an_article(site, why):
    tell_by_api(site, *"abcd", "x")
    site.tell(visit("x", Outcome.REFUSED, route=Route.API, why=why, status=403))
    finish(site)

    assert months(site)["2026-07"].state == State.ONE_ROUTE
    assert months(site)[""].missing == 1


def test_a_neighbour_between_two_articles_of_a_month_is_of_that_month(story):
    read(story, "a", day(6), next="b")
    read(story, "b", day(7), previous="a", next="x")
    read(story, "c", day(7, 20), previous="x", next="d")
    read(story, "d", day(9), previous="c")
    finish(story)
    told = months(story)

    assert (told["2026-07"].state, told["2026-07"].missing) == (State.MISSING, 1)
    assert told["2026-06"].state == told["2026-09"].state == State.ONE_ROUTE


def test_a_neighbour_between_two_months_breaks_the_chain_and_has_no_month(story):
    read(story, "b", day(7), next="x")
    read(story, "c", day(9), previous="x")
    finish(story)
    told = months(story)

    assert {told[f"2026-0{month}"].state for month in (7, 8, 9)} == {State.UNKNOWN}
    assert told[""].missing == 1


def test_the_newest_article_is_linked_by_the_one_that_came_after_it(story):
    read(story, "a", day(6))
    read(story, "b", day(7), previous="a")
    read(story, "c", day(9), previous="b")
    finish(story)

    assert {months(story)[f"2026-0{month}"].state for month in (6, 7, 8, 9)} == {State.ONE_ROUTE}


def test_a_day_in_the_address_tells_the_month(site):
    tell_by_api(site, *"abcd", "2026/07/12/pro-biudzhet")
    finish(site)

    assert months(site)["2026-07"].missing == 1


def test_a_route_tells_nothing_of_months_behind_what_it_reaches(site):
    tell_by_api(site, "c", "d")
    finish(site)
    told = months(site)

    assert told["2026-06"].state == State.ONE_ROUTE
    assert told["2026-07"].state == State.ONE_ROUTE  # the API may tell of July in part
    assert told["2026-09"].state == State.COMPLETE


def test_a_route_tells_nothing_of_what_came_after_it_was_read(site):
    tell_by_api(site, *"abcd", at=day(9, 20))
    finish(site)

    assert months(site)["2026-07"].state == State.COMPLETE
    assert months(site)["2026-09"].state == State.ONE_ROUTE


def test_a_list_with_pages_that_wait_has_not_been_read_to_its_end(site):
    site.tell(visit("novyny", route=Route.START, kind=Kind.HEAD, found=tuple(map(found, "abcd"))))
    finish(site)

    assert months(site)["2026-09"].routes == ("listing", "neighbour")

    site.tell(visit("novyny", route=Route.START, kind=Kind.HEAD, found=(found("novyny/2", kind=Kind.PAGE),)))

    assert months(site)["2026-09"].routes == ("neighbour",)


def test_a_list_that_is_refused_tells_nothing_though_the_run_came_to_its_end(site):
    site.tell(visit("novyny", route=Route.START, kind=Kind.HEAD, found=tuple(map(found, "abcd")), at=day(7, 25)))
    site.tell(visit("novyny", Outcome.REFUSED, route=Route.START, kind=Kind.HEAD, why="status 403", status=403))
    finish(site)
    told = months(site)

    assert told["2026-06"].routes == ("listing", "neighbour")
    assert told["2026-09"].routes == ("neighbour",)


def test_a_start_list_that_leads_on_is_read_where_it_leads_to(site):
    hop = found("novyny", Route.REDIRECT)
    site.tell(visit("old", route=Route.START, kind=Kind.HEAD, status=301, alias_of=address("novyny"), found=(hop,)))
    site.tell(visit("novyny", route=Route.REDIRECT, kind=Kind.HEAD, found=tuple(map(found, "abcd"))))
    finish(site)

    assert months(site)["2026-09"].routes == ("listing", "neighbour")


def test_the_longest_pause_is_told_where_it_ends(site):
    told = months(site)

    assert (told["2026-09"].silent_since, told["2026-09"].silent_days) == ("2026-07-20T14:05:00+03:00", 52)
    assert told["2026-08"].silent_days is None


def test_articles_without_a_date_are_counted_apart(site):
    site.read("e", "E", body="e", published=None, published_raw=None, published_from=None)

    assert months(site)[""].held == 1


def test_the_statement_is_kept_in_place_of_the_one_before(site):
    tell_by_api(site, *"abcd", titled=[("x", "Про бюджет", day(7, 15))])
    finish(site)
    for _ in range(2):
        keep(site.archive, COUNCIL.code, LOOKED)
    kept, at = stored(site.archive.connection, COUNCIL.code)

    assert kept == reckon(site.archive.connection, COUNCIL.code, LOOKED)
    assert at == "2026-11-20T12:00:00+00:00"
    assert stored(site.archive.connection, "inshа") == ([], None)


def test_what_is_reckoned_is_found_by_indexes(site, asked):
    tell_by_api(site, *"abcd", "x")
    finish(site)
    asked.clear()
    reckon(site.archive.connection, COUNCIL.code, LOOKED + timedelta(days=1))
    stored(site.archive.connection, COUNCIL.code)

    assert len(asked) > 6
    assert unindexed(site, asked) == {}


def test_the_command_says_what_is_missing_and_leaves_with_3(site, folder):
    tell_by_api(site, *"abcd", titled=[("x", "Про бюджет", day(7, 15))])
    finish(site)
    site.archive.close()

    done = CliRunner().invoke(main, ["completeness", "--data", str(folder)])
    told = CliRunner().invoke(main, ["completeness", COUNCIL.code, "--json", "--data", str(folder)])

    assert done.exit_code == told.exit_code == 3
    assert "testova  2026-07  missing    2     1              api neighbour  30 days" in done.stdout
    july = next(row for row in json.loads(told.stdout) if row["month"] == "2026-07")
    assert (july["council"], july["state"], july["missing"]) == (COUNCIL.code, "missing", 1)


def test_the_command_leaves_with_0_where_nothing_is_known_to_be_missing(site, folder):
    site.archive.close()

    assert CliRunner().invoke(main, ["completeness", "--data", str(folder)]).exit_code == 0
