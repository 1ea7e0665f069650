"""``newsarchive crawl``, without crawling: whom it takes, when, what it says, and how it ends."""

import json
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from newsarchive import cli, errors, registry, runner, terminal
from newsarchive.capture.lock import lock_council
from newsarchive.cli import crawling
from newsarchive.demo.spider import DemoSpider
from newsarchive.errors import UsageError
from newsarchive.health import Fact, Health, Word
from newsarchive.runner import Result
from newsarchive.store import Archive
from newsarchive.version import __version__
from tests.helpers.build import NOW
from tests.helpers.clock import stopped
from tests.test_cli import run, sentence

CONTACT = "archive@oblarchive.org.ua"


@pytest.fixture
def crawled(monkeypatch):
    """Note what a crawl would have been, and answer for it; a signal may come meanwhile."""
    asked = SimpleNamespace(spiders=None, overrides=None, results=[], signal=None)

    def fake(spiders, overrides, on_signal):
        asked.spiders, asked.overrides = spiders, overrides
        if asked.signal:
            on_signal(asked.signal)
        return asked.results

    monkeypatch.setattr(runner, "run", fake)
    return asked


def result(council="demo", **fields):
    given = {"reason": "finished", "requests": 7, "articles_new": 3, "articles_changed": 2, "failures": 1}
    return Result(council=council, **given | fields)


def asked(*words):
    return CliRunner().invoke(cli.main, ["crawl", *map(str, words)])


def test_crawl_passes_on_what_it_was_told(crawled, folder):
    crawled.results = [result()]

    said = run(
        *("crawl", "demo", "--data", folder, "--since", "2026-01-02", "--limit", 5, "--delay", 0.5, "--again"),
        *("--start", "http://127.0.0.1:9/a/", "--contact", CONTACT, "--quiet-hours", "01:00-01:01", "-v"),
    )

    (spider,) = crawled.spiders
    assert (spider.name, list(spider.start_urls)) == ("demo", ["http://127.0.0.1:9/a/"])
    assert crawled.overrides == {
        "NEWSARCHIVE_DATA": str(folder),
        "NEWSARCHIVE_LIMIT": 5,
        "NEWSARCHIVE_SINCE": date(2026, 1, 2),
        "NEWSARCHIVE_AGAIN": True,
        "NEWSARCHIVE_CONTACT": CONTACT,
        "NEWSARCHIVE_QUIET_HOURS": "01:00-01:01",
        "USER_AGENT": f"newsarchive/{__version__} (+{CONTACT})",
        "LOG_LEVEL": "INFO",
        "DOWNLOAD_DELAY": 0.5,
    }
    assert said.splitlines()[1].split() == ["demo", "3", "2", "7", "1", "finished"]


def test_crawl_by_default_takes_all_quietly(crawled):
    run("crawl", "demo")

    assert crawled.overrides["NEWSARCHIVE_LIMIT"] == 0
    assert crawled.overrides["NEWSARCHIVE_SINCE"] is None
    assert crawled.overrides["NEWSARCHIVE_AGAIN"] is False
    assert crawled.overrides["NEWSARCHIVE_QUIET_HOURS"] == ""
    assert crawled.overrides["LOG_LEVEL"] == "WARNING"
    assert "DOWNLOAD_DELAY" not in crawled.overrides


def test_crawl_in_json(crawled):
    crawled.results = [result()]

    counts = {"requests": 7, "articles_new": 3, "articles_changed": 2, "failures": 1}
    ended = {"reason": "finished", "error": None, "exit_code": 0, "health": None, "evidence": [], "advice": ""}
    assert json.loads(run("crawl", "demo", "--json")) == [{"council": "demo"} | counts | ended]


def test_crawl_can_be_silent_unless_something_is_wrong(crawled):
    crawled.results = [result()]
    assert asked("demo", "--quiet").output == ""

    crawled.results = [result(error=errors.QualityAlarm("Look."))]
    done = asked("demo", "--quiet")
    assert (done.output, done.exit_code) == ("newsarchive: Look.\n", 3)


STALE = Fact(sign="newest", says="The newest article is 61.0 days old", points=Word.QUIET)


def test_a_site_that_is_quiet_is_told_of_and_fails_nothing(crawled):
    crawled.results = [result(health=Health.of([STALE]))]

    done = asked("demo")
    assert done.exit_code == 0
    assert (
        " ".join(done.stdout.split()) == "council new changed requests failed health ended demo 3 2 7 1 quiet finished"
    )
    assert done.stderr.startswith("newsarchive: The newest article is 61.0 days old: look whether the news has moved")
    (told,) = json.loads(asked("demo", "--json").stdout)
    assert (told["health"], told["exit_code"]) == ("quiet", 0)
    assert told["evidence"] == [{"sign": "newest", "says": STALE.says, "points": "quiet", "counts": None}]
    assert asked("demo", "--quiet").output == ""


# -- Whom


def named(crawled):
    return [spider.name for spider in crawled.spiders]


@pytest.fixture
def three(monkeypatch):
    """Have three councils whose sites are on this machine."""
    made = {
        name: type("Spider", (DemoSpider,), {"name": name, "__module__": "tests.spiders"})
        for name in ("lviv", "odesa", "sumy")
    }
    monkeypatch.setattr(registry, "spiders", lambda: {"demo": DemoSpider, **made})


@pytest.mark.usefixtures("three")
def test_all_are_all_but_the_demo(crawled):
    run("crawl", "--all")

    assert named(crawled) == ["lviv", "odesa", "sumy"]


@pytest.mark.usefixtures("three")
def test_a_council_that_is_named_twice_is_crawled_once(crawled):
    run("crawl", "sumy", "demo", "sumy")

    assert named(crawled) == ["sumy", "demo"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name a council, or say --all or --due"),
        (["demo", "--all"], "not both"),
        (["lviw"], "There is no spider «lviw»"),
        (["demo", "khmelnytskyi", "--start", "http://127.0.0.1/"], "one spider at a time"),
        (["khmelnytskyi"], "No contact is given"),
        (["demo", "khmelnytskyi", "--contact", "you@example.org"], "is a placeholder"),
        (["demo", "--quiet-hours", "night"], "Quiet hours are written like"),
        (["demo", "--notify", "mail 'x"], "The command to notify"),
    ],
)
def test_what_cannot_be_followed_is_one_sentence_and_nothing_is_asked(crawled, words, said):
    assert said in sentence("crawl", *words, code=2)
    assert crawled.spiders is None


# -- When


@pytest.fixture
def at(monkeypatch):
    def stop(moment):
        monkeypatch.setattr(crawling, "datetime", stopped(moment))

    stop(NOW)
    return stop


@pytest.fixture
def history(folder, three):
    """An archive in which lviv ran an hour ago, odesa two days ago, and sumy never."""
    with Archive(folder) as archive:
        for name, ago in (("lviv", timedelta(hours=1)), ("odesa", timedelta(days=2))):
            spider = registry.spiders()[name]
            archive.add_council(spider.council_row())
            crawl = archive.begin_crawl(name, NOW - ago, {}, {})
            archive.finish_crawl(crawl, NOW - ago, "finished")
    return folder


def test_due_takes_only_those_whose_time_has_come(crawled, at, history):
    run("crawl", "--due", "--data", history)
    assert named(crawled) == ["odesa", "sumy"]

    run("crawl", "lviv", "odesa", "--due", "--data", history)
    assert named(crawled) == ["odesa"]

    at(NOW + timedelta(hours=23))
    run("crawl", "--all", "--due", "--data", history)
    assert named(crawled) == ["lviv", "odesa", "sumy"]


@pytest.mark.usefixtures("three", "at")
def test_in_an_archive_that_is_not_there_yet_all_are_due(crawled, folder):
    run("crawl", "--due", "--data", folder)

    assert named(crawled) == ["lviv", "odesa", "sumy"]
    assert not folder.exists()


def test_when_nothing_is_due_the_next_is_named_and_all_is_well(crawled, at, history):
    done = asked("lviv", "--due", "--data", history)

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Nothing is to be crawled now, the next is lviv at 2026-11-21 13:00.\n"
    assert asked("lviv", "--due", "--data", history, "--quiet").output == ""
    assert json.loads(asked("lviv", "--due", "--data", history, "--json").stdout) == []
    assert crawled.spiders is None


def test_a_council_that_is_being_crawled_can_be_passed_over(crawled, at, history):
    lock = lock_council(history / "warc", "odesa")
    run("crawl", "--due", "--data", history)
    assert named(crawled) == ["sumy"]

    run("crawl", "lviv", "odesa", "--unless-running", "--data", history)
    assert named(crawled) == ["lviv"]

    done = asked("odesa", "--unless-running", "--data", history)
    assert (done.exit_code, done.stderr) == (0, "Nothing is to be crawled now.\n")

    lock.close()
    run("crawl", "lviv", "odesa", "--unless-running", "--data", history)
    assert named(crawled) == ["lviv", "odesa"]


def test_in_quiet_hours_nothing_is_asked_and_all_is_well(crawled, at, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_QUIET_HOURS", "08:00-18:00")
    done = asked("demo")

    assert done.exit_code == 0
    assert done.stderr == "Quiet hours 08:00-18:00: nothing is asked until 2026-11-20 18:00.\n"
    assert crawled.spiders is None

    at(NOW + timedelta(hours=4))
    run("crawl", "demo")
    assert named(crawled) == ["demo"]


def test_due_knows_the_quiet_hours(crawled, at, history):
    at(NOW + timedelta(hours=30))
    run("crawl", "lviv", "--due", "--data", history, "--quiet-hours", "08:00-18:00")

    assert named(crawled) == ["lviv"]


def test_the_next_run_is_named_outside_of_quiet_hours(crawled, at, history):
    at(NOW - timedelta(hours=6, minutes=30))
    done = asked("lviv", "--due", "--data", history, "--quiet-hours", "12:00-18:00")

    assert done.stderr == "Nothing is to be crawled now, the next is lviv at 2026-11-21 18:00.\n"


# -- How it ends


def test_a_site_that_did_not_answer_is_code_5_after_the_table(crawled):
    crawled.results = [result(error=errors.SiteUnreachable("Not one of 7 requests was answered."))]

    done = asked("demo")

    assert done.exit_code == 5
    assert done.stderr == "newsarchive: Not one of 7 requests was answered.\n"
    assert "demo" in done.stdout


FAULTS = {
    4: errors.ArchiveBusy("Held."),
    1: errors.NewsArchiveError("Broke."),
    3: errors.QualityAlarm("Look."),
    5: errors.SiteUnreachable("Silent."),
    2: errors.UsageError("No such setting."),
    0: None,
}


@pytest.mark.parametrize("codes", [codes for n in (1, 2, 5) for codes in permutations(FAULTS, n)])
def test_of_several_councils_the_worst_tells_the_exit_code(crawled, codes):
    crawled.results = [result(f"rada{code}", error=FAULTS[code]) for code in codes]

    assert asked("demo", "--quiet").exit_code == min(codes, key=list(FAULTS).index)


def test_each_council_s_trouble_is_said_once(crawled):
    full = errors.DiskNearlyFull("Full.")
    crawled.results = [result("lviv", error=full), result("odesa"), result("sumy", reason=None, error=full)]

    done = asked("demo")

    assert done.stderr == "newsarchive: lviv, sumy: Full.\n"
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["council", "lviv", "odesa"]


def test_a_run_that_could_not_begin_has_no_row(crawled):
    crawled.results = [result(reason=None, error=errors.ArchiveBusy("Held."))]

    assert asked("demo").output == "newsarchive: Held.\n"


@pytest.fixture
def ended(monkeypatch):
    by = []
    monkeypatch.setattr(terminal, "end_by", by.append)
    return by


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_that_was_asked_to_end_says_what_came_and_ends_by_the_signal(crawled, ended, number):
    crawled.results, crawled.signal = [result(reason="shutdown")], number

    done = asked("demo")

    assert ended == [number]
    assert "what is under way is finished and written" in done.stderr
    assert "shutdown" in done.stdout


def test_trouble_tells_the_exit_code_of_an_ended_crawl_too(crawled, ended):
    crawled.results, crawled.signal = [result(error=errors.ArchiveError("Damaged."))], signal.SIGTERM

    assert (asked("demo").exit_code, ended) == (4, [])


def test_to_end_by_a_signal_is_to_be_killed_by_it(monkeypatch):
    done = []
    monkeypatch.setattr("os.kill", lambda _, number: done.append(("kill", number)))
    monkeypatch.setattr("signal.signal", lambda number, what: done.append((what, number)))

    terminal.end_by(signal.SIGTERM)

    assert done == [(signal.SIG_DFL, signal.SIGTERM), ("kill", signal.SIGTERM)]


# -- Whom it tells


@pytest.fixture
def told(tmp_path):
    place = tmp_path / "told.json"
    return place, f"{sys.executable} -c \"import sys; open('{place}', 'w').write(sys.stdin.read())\""


def test_a_command_is_told_how_the_run_went(crawled, told, folder, at):
    crawled.results = [result(), result("lviv", error=errors.QualityAlarm("Look."))]

    done = asked("demo", "--notify", told[1], "--data", folder)

    said = json.loads(told[0].read_text())
    assert done.exit_code == said["exit_code"] == 3
    assert (said["data"], said["started"], said["needs_person"]) == (str(folder), NOW.isoformat(), ["lviv: Look."])
    assert [council["articles_new"] for council in said["councils"]] == [3, 3]


def test_the_command_to_tell_may_stand_in_the_environment(crawled, told, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_NOTIFY", told[1])
    crawled.results = [result()]

    assert asked("demo").exit_code == 0
    assert json.loads(told[0].read_text())["exit_code"] == 0


def test_a_command_that_fails_is_said_and_changes_nothing(crawled):
    crawled.results = [result()]

    done = asked("demo", "--notify", "/nowhere/at/all")

    assert done.exit_code == 0
    assert done.stderr == (
        "newsarchive: the command to notify, /nowhere/at/all could not be started (No such file or directory); "
        "the crawl's own result stands.\n"
    )


def test_where_nothing_was_crawled_nobody_is_told(crawled, told, at, history):
    asked("lviv", "--due", "--data", history, "--notify", told[1])

    assert not told[0].exists()


def test_times_for_people_are_kyiv_s():
    assert terminal.local(datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)) == "2026-07-02 00:59"


def test_the_archive_tells_by_itself_which_councils_have_no_site(crawled, history):
    run("crawl", "odesa", "--data", history)

    with Archive(history, readonly=True) as archive:
        rows = list(archive.connection.execute("SELECT oblast, code, name_en, reason_uk <> '' FROM without_site"))
    assert [tuple(row) for row in rows] == [
        ("UA-14", "donetsk", "Donetsk Oblast Council", 1),
        ("UA-09", "luhansk", "Luhansk Oblast Council", 1),
        ("UA-40", "sevastopol", "Sevastopol City Council", 1),
    ]


def test_a_crawl_s_result_stands_where_the_register_cannot_be_entered(crawled, history, monkeypatch):
    monkeypatch.setattr(registry, "without_site", Mock(side_effect=UsageError("No spider can be imported.")))

    done = asked("odesa", "--data", history)

    assert done.exit_code == 0
    assert "the councils without a site were not entered: No spider can be imported." in done.stderr


@pytest.mark.parametrize(
    "start", ["x", "http://", "http://[/", "file:///etc/passwd", "http://127.0.0.1:99999/", "http://127.0.0.1/\udcff"]
)
def test_a_start_that_is_no_address_is_code_2(crawled, start):
    said = sentence("crawl", "demo", "--start", start, code=2)

    assert said == f"newsarchive: --start {start!a} is no address of a page: write https://rada.example/."


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "-1"])
def test_a_delay_is_a_number_of_seconds(crawled, seconds):
    done = CliRunner().invoke(cli.main, ["crawl", "demo", "--delay", seconds])

    assert done.exit_code == 2
    assert "Invalid value for '--delay'" in done.stderr
