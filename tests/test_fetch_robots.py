"""robots.txt is obeyed as RFC 9309 has it; what cannot be known forbids, what is not there allows."""

import pytest

from newsarchive.fetch.doors import Doors
from newsarchive.fetch.robots import MAX_DELAY, Rules, robots_url
from newsarchive.items import Found, Outcome, Route
from tests.helpers.build import SITE, address, found, visit

SOUGHT = f"{SITE}/robots.txt"
RULES = "User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: newsarchive\nDisallow: /ours\n"


def answer(text=None, outcome=Outcome.STORED, url=SOUGHT, **fields):
    return visit(url, outcome, route=Route.ROBOTS, robots=text, **fields)


def leads(source, target, *, refused=None):
    hop = found(target, Route.ROBOTS, refused=refused)
    return answer(url=source, status=301, alias_of=target, found=(hop,))


# -- Rules


def test_the_file_stands_at_the_root_of_scheme_host_and_port():
    assert robots_url("https://www.rada.example:8080/a/b?c") == "https://www.rada.example:8080/robots.txt"


@pytest.mark.parametrize(("path", "allowed"), [("ours/a", False), ("private/a", True), ("", True), ("a/ours", True)])
def test_a_group_that_names_us_counts_alone(path, allowed):
    assert Rules.read(RULES).allow(f"{SITE}/{path}") is allowed


@pytest.mark.parametrize(
    ("path", "allowed"), [("private", False), ("private/a", False), ("private/open/a", True), ("public", True)]
)
def test_the_longest_rule_counts(path, allowed):
    assert Rules.read(RULES.partition("\n\n")[0]).allow(f"{SITE}/{path}") is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 86400", MAX_DELAY),
        ("User-agent: *\nCrawl-delay: bald", 0.0),
        ("User-agent: other\nCrawl-delay: 7", 0.0),
        ("", 0.0),
    ],
)
def test_a_delay_is_kept_up_to_a_bound(text, delay):
    assert Rules.read(text).delay == delay


@pytest.mark.parametrize("text", ["", "<html>Сторінку не знайдено</html>", "\x00\xff" * 1000, "Disallow: /"])
def test_what_holds_no_rules_forbids_nothing(text):
    assert Rules.read(text).allow(SITE + "/a")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (answer(RULES), "rules"),
        (answer(outcome=Outcome.GONE, status=404), "all allowed"),
        (answer(outcome=Outcome.REFUSED, status=403), "all allowed"),
        (answer(outcome=Outcome.FAILED, status=500), "nothing allowed"),
        (answer(outcome=Outcome.FAILED, status=None, why="dns"), "nothing allowed"),
    ],
)
def test_each_kind_of_answer_has_its_meaning(told, says):
    rules = Rules.of(told)

    assert rules.says == says
    assert rules.allow(SITE + "/a") is (says != "nothing allowed")


@pytest.mark.parametrize("told", [answer(outcome=Outcome.LATER, status=503), leads(SOUGHT, address("b"))])
def test_what_comes_later_or_elsewhere_is_not_known_yet(told):
    assert Rules.of(told) is None


# -- Doors


def doors(*held, **kwargs):
    known = {one.url: one for one in held}
    return Doors(known.get, **kwargs)


def test_it_is_asked_for_once_and_then_known():
    made = doors()
    assert made.ask(address("a")) == Found(url=SOUGHT, route=Route.ROBOTS)
    assert made.is_asked("rada.example")
    assert not made.is_asked("other.example")

    made.learn(answer(RULES, record_id="urn:uuid:1"))

    assert not made.is_asked("rada.example")
    assert made.ask(address("b")) is None
    assert (made.allow(address("a")), made.allow(address("ours"))) == (True, False)
    assert made.said == {
        SOUGHT: {
            "says": "rules",
            "delay": 0.0,
            "status": 200,
            "at": "2026-11-20T12:00:00+00:00",
            "record": "urn:uuid:1",
        }
    }


def test_one_that_is_fresh_in_the_archive_is_not_asked_for():
    made = doors(answer(RULES))

    assert made.ask(address("a")) is None
    assert not made.allow(address("ours"))


def test_one_in_the_archive_that_led_on_is_followed_there():
    made = doors(leads(SOUGHT, address("b")), answer(RULES, url=address("b")))

    assert made.ask(address("a")) is None
    assert not made.allow(address("ours"))


def test_one_that_leads_on_is_what_it_leads_to():
    made = doors()
    made.ask(address("a"))

    assert made.learn(leads(SOUGHT, address("b"))) is None
    assert made.is_asked("rada.example")
    made.learn(answer(RULES, url=address("b")))

    assert not made.allow(address("ours"))
    assert list(made.said) == [SOUGHT]


def test_one_that_leads_off_the_site_is_none():
    made = doors()
    made.ask(address("a"))

    assert made.learn(leads(SOUGHT, "https://else.example/robots.txt", refused="off-site")).says == "all allowed"


def test_one_that_never_comes_forbids():
    made = doors()
    made.ask(address("a"))

    assert made.learn(answer(outcome=Outcome.LATER, status=429)).says == "nothing allowed"


def test_one_that_says_nothing_yet_is_asked_for_anew():
    made = doors()
    made.ask(address("a"))
    made.ask_again(answer(outcome=Outcome.LATER, status=429))

    assert not made.is_asked("rada.example")
    assert made.ask(address("a")) is not None


def test_an_answer_that_nobody_waits_for_changes_nothing():
    made = doors()

    assert made.learn(answer(RULES)) is None
    assert made.said == {}


def test_who_is_told_not_to_obey_asks_for_none():
    made = doors(obey=False)

    assert made.ask(address("a")) is None
    assert made.allow(address("ours"))
