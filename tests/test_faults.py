"""A hostile site never costs a good article, never enters a bad one, and never leaves anything unaccounted for."""

from __future__ import annotations

import contextlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from textwrap import dedent

import pytest

from tests.hostile import crawl
from tests.hostile.answers import reply
from tests.hostile.case import Case, failed
from tests.hostile.cases import CASES
from tests.hostile.guards import GUARDS
from tests.hostile.judge import differences
from tests.hostile.nursery import Nursery
from tests.hostile.pages import article
from tests.hostile.wire import CANARY, Server, has_canary

pytestmark = [
    pytest.mark.unmeasured,
    pytest.mark.skipif(not has_canary(), reason=f"this machine does not listen at {CANARY}"),
]

NO_END = "would not end by itself"
SOON = 25
"""Seconds after which a crawl without its guard is ended by force."""
AT_ONCE = 3 * (os.cpu_count() or 1)
"""Crawls at the same time: most of them wait for a server that takes its time."""


def crawled(server, nursery, cases, folder):
    """Crawl cases in one process, twice where they say so; give what differs, by name."""
    places = [case.place() for case in cases]
    with contextlib.ExitStack() as stack:
        for case, place in zip(cases, places, strict=True):
            stack.enter_context(server.serving(place, case.all_hosts))
        crawls = [crawl.crawl(cases, places, folder, nursery)]
        if cases[0].again and crawls[0][0].code is not None:
            for case, place in zip(cases, places, strict=True):
                place.routes["site"] |= case.again.routes
            crawl.let_time_pass(folder)
            crawls.append(crawl.crawl(cases, places, folder, nursery))
    if len(cases) > 1 and any(runs[0].code != 0 for runs in crawls):
        # One of them took the others along: each for itself, to see which it was.
        alone = [crawled(server, nursery, [case], folder.with_name(case.name)) for case in cases]
        return {name: differ for found in alone for name, differ in found.items()}
    each = zip(*crawls, strict=True)
    return {
        case.name: differences(case, place, folder, runs) for case, place, runs in zip(cases, places, each, strict=True)
    }


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


@pytest.fixture(scope="module")
def nursery():
    with Nursery(crawl.ROOT) as running:
        yield running


@pytest.fixture(scope="module")
def faults(request, server, nursery, tmp_path_factory):
    """The cases that were chosen, crawled side by side: name -> what is to come of it."""
    items = [item for item in request.session.items if item.path == request.path and "faults" in item.fixturenames]
    chosen = [CASES[item.callspec.params["name"]] for item in items]
    folder = tmp_path_factory.mktemp("faults")
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield {
            case.name: future
            for batch in crawl.batches(chosen)
            for future in [pool.submit(crawled, server, nursery, batch, folder / f"with-{batch[0].name}")]
            for case in batch
        }
    finally:
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_site_does_no_harm(name, faults):
    differ = faults[name].result()[name]

    assert not differ, "\n".join(differ)


@pytest.fixture(scope="module")
def faults_without(request, server, nursery, tmp_path_factory):
    """The cases of the guards that were chosen, crawled side by side without them: name -> what is to come of it."""
    items = [i for i in request.session.items if i.path == request.path and "faults_without" in i.fixturenames]
    chosen = [item.callspec.params["name"] for item in items]
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield {
            name: pool.submit(crawled, server, nursery, [bare(GUARDS[name])], tmp_path_factory.mktemp("without"))
            for name in chosen
        }
    finally:
        pool.shutdown(cancel_futures=True)


def bare(guard):
    """Give a guard's case without it; what has no end then is ended soon."""
    case = CASES[guard.case]
    settings = case.settings | guard.settings
    seconds = SOON if guard.endless else case.seconds
    return replace(case, settings=settings, without=dedent(guard.without) or "pass", seconds=seconds, by_itself=True)


@pytest.mark.parametrize("name", GUARDS)
def test_a_case_fails_without_its_guard(name, faults_without):
    differ = faults_without[name].result()[GUARDS[name].case]

    assert [said for said in differ if (NO_END if GUARDS[name].endless else GUARDS[name].shows) in said], differ


_BROKEN = """\
    from newsarchive.capture import recorder
    from newsarchive.discover.frontier import Frontier
    exchange_of, learn = recorder.exchange_of, Frontier.learn


    def not_kept(response, request):
        assert not request.url.endswith(NOT_KEPT)
        return exchange_of(response, request)


    def not_learned(frontier, visit):
        assert visit.outcome != "stored" or not visit.url.endswith(NOT_LEARNED)
        return learn(frontier, visit)


    recorder.exchange_of, Frontier.learn = not_kept, not_learned
    """


@pytest.mark.parametrize("name", ["/a/", "/robots.txt"])
@pytest.mark.parametrize("why", ["not kept", "not understood"])
def test_a_fault_of_ours_leaves_no_address_in_the_air(server, nursery, tmp_path, name, why):
    """Whatever breaks at an answer, the crawl ends, the address has its row, the others are stored, and it is said."""
    breaks = {"not kept": (name, "nothing"), "not understood": ("nothing", name)}[why]
    told = f"NOT_KEPT, NOT_LEARNED = {breaks!r}\n"
    is_robots = name == "/robots.txt"
    case = Case(
        name="fault_of_ours",
        group="page",
        does="One answer breaks our own code.",
        then="Its address is accounted for.",
        routes={"/a/": reply(article("a"))} | ({name: reply("User-agent: *\nAllow: /")} if is_robots else {}),
        ends={name: failed(why)},
        spared=0 if is_robots else None,  # what it forbids is not known (RFC 9309, 2.3.1.4)
        without=told + dedent(_BROKEN),
        code=(1, 5),
        seconds=SOON,
        by_itself=True,
    )

    differ = crawled(server, nursery, [case], tmp_path)[case.name]

    assert not [said for said in differ if "printed a traceback" not in said], differ
    assert [said for said in differ if "AssertionError" in said], differ
