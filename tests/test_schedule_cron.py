"""cron has a block of its own in the crontab, and no other line is ever touched."""

import json
import subprocess
import sys
import time as clock
from datetime import time

import pytest

from newsarchive.errors import UsageError
from newsarchive.schedule import cron, timers
from tests.helpers.plans import CONTACT, DAY_TIME, NOW, ODD, QUOTES, planned
from tests.test_cli import run


@pytest.fixture
def in_kyiv(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.fixture
def elsewhere(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.usefixtures("in_kyiv")
def test_cron_s_lines_stand_outside_of_quiet_hours_too():
    begin, line, end = cron.block(planned("lviv", quiet=DAY_TIME), NOW).splitlines()

    when, command = line[: line.index(" NEWS")], line[line.index("NEWS") :]
    assert when == f"{timers._minute('lviv')} 0,1,2,3,4,5,6,7,18,19,20,21,22,23 * * *"
    assert command == (
        f"NEWSARCHIVE_DATA=/srv/newsarchive NEWSARCHIVE_CONTACT={CONTACT} NEWSARCHIVE_QUIET_HOURS=08:00-18:00 "
        f"{' '.join(timers.program())} crawl lviv --due --quiet"
    )
    assert begin.startswith("# >>> newsarchive")
    assert end.startswith("# <<< newsarchive")


@pytest.mark.usefixtures("in_kyiv")
def test_cron_takes_times_where_the_machine_s_clock_is_kyiv_s():
    lines = cron.block(planned("lviv", at=[time(3), time(15)]), NOW).splitlines()[1:-1]

    assert [line.split()[:3] for line in lines] == [[str(timers._minute("lviv")), "3,15", "*"]]


@pytest.mark.usefixtures("elsewhere")
def test_on_another_clock_cron_looks_every_hour_and_takes_no_times():
    line = cron.block(planned("lviv", quiet=DAY_TIME), NOW).splitlines()[1]

    assert line.startswith(f"{timers._minute('lviv')} * * * * NEWSARCHIVE_DATA=")
    with pytest.raises(UsageError, match="leave --at out, or use --systemd"):
        cron.block(planned("lviv", at=[time(3)]), NOW)


@pytest.mark.usefixtures("in_kyiv")
def test_a_shell_reads_cron_s_line_as_it_was_meant(tmp_path):
    plan = planned("lviv", data=f"{ODD} {QUOTES}", notify=["mail", "-s", f"5% {QUOTES}; rm -rf $HOME"])
    line = cron.block(plan, NOW).splitlines()[1]
    command = line[line.index("NEWS") :].replace("\\%", "%")  # as cron gives it to the shell (crontab(5))
    show = tmp_path / "show"
    show.write_text(f"#!{sys.executable}\nimport os, sys, json\nprint(json.dumps([sys.argv[1:], dict(os.environ)]))")
    show.chmod(0o755)
    shown = command.replace(" ".join(timers.program()), str(show))
    words, environment = json.loads(subprocess.check_output(["sh", "-c", shown], text=True))

    assert "%" not in line.replace("\\%", "")
    assert words == ["crawl", "lviv", "--due", "--quiet"]
    assert {name: environment[name] for name in plan.environment} == plan.environment


MINE = "MAILTO=me\n# mine\n0 5 * * * backup %\n"
BLOCK = cron.block(planned("lviv"), NOW)


@pytest.mark.parametrize("crontab", [MINE, "", MINE.rstrip("\n")])
def test_others_lines_are_never_touched(crontab):
    ended = crontab if crontab.endswith("\n") or not crontab else crontab + "\n"
    once = cron.merged(crontab, "/srv/newsarchive", BLOCK)
    other = cron.merged(once, "/srv/other", cron.block(planned("odesa", data="/srv/other"), NOW))

    assert once == ended + BLOCK
    assert cron.merged(once, "/srv/newsarchive", BLOCK) == once
    assert cron.merged(once, "/srv/newsarchive") == ended
    assert cron.merged(other, "/srv/other") == once
    assert cron.merged(cron.merged(other + "# last\n", "/srv/newsarchive"), "/srv/other") == ended + "# last\n"


@pytest.fixture
def crontab(commands, tmp_path):
    """A crontab that is a file."""
    held = tmp_path / "crontab"
    commands(
        "crontab",
        f"""
import sys, pathlib
held = pathlib.Path({str(held)!r})
if sys.argv[1:] == ["-"]:
    text = sys.stdin.read()
    sys.exit("bad minute") if "refuse" in text else held.write_text(text)
elif not held.exists():
    sys.exit("no crontab for archivist")
elif held.read_text() == "unreadable":
    sys.exit("crontab: cannot read")
else:
    sys.stdout.write(held.read_text())
""",
    )
    return held


WORDS = ("schedule", "demo", "khmelnytskyi", "--cron", "--contact", CONTACT, "--data", "/srv/newsarchive")


def test_a_crontab_gets_the_block_and_loses_it(crontab):
    printed = run(*WORDS)
    assert not crontab.exists()

    assert "2 lines for /srv/newsarchive" in run(*WORDS, "--install")
    assert crontab.read_text() == printed
    crontab.write_text(MINE + printed)
    assert "0 lines for /srv/newsarchive" in run("schedule", "--cron", "--remove", "--data", "/srv/newsarchive")
    assert crontab.read_text() == MINE


def test_a_crontab_that_cannot_be_read_is_not_written(crontab):
    crontab.write_text("unreadable")

    assert "nothing was changed" in run(*WORDS, "--install", code=1)
    assert crontab.read_text() == "unreadable"


def test_a_crontab_that_is_refused_stands_as_it_was(crontab):
    crontab.write_text(MINE + "# refuse\n")

    assert "the earlier one stands" in run(*WORDS, "--install", code=1)
    assert crontab.read_text() == MINE + "# refuse\n"


def test_a_machine_without_cron_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert "is cron installed?" in run(*WORDS, "--install", code=1)
