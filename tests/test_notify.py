"""After a run a command is told how it went; whatever it does, the crawl's own result stands."""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from newsarchive.errors import DiskNearlyFull, QualityAlarm, SiteUnreachable, UsageError
from newsarchive.health import Fact, Health, Word
from newsarchive.notify import notify, summary, words
from newsarchive.runner import Result
from newsarchive.version import __version__
from tests.helpers.build import NOW

RESULTS = [
    Result(council="lviv", reason="finished", requests=5, articles_new=2, articles_changed=1, failures=1),
    Result(council="odesa", reason="finished", requests=3, error=QualityAlarm("Look.")),
    Result(council="rivne", reason="finished", requests=3, failures=3, error=SiteUnreachable("Silent.")),
    Result(council="sumy", reason=None, error=DiskNearlyFull("Full.")),
]


def test_the_summary_has_what_a_program_needs():
    told = summary(RESULTS, Path("/srv/newsarchive"), NOW, NOW + timedelta(minutes=1), 4)

    assert told | {"councils": None} == {
        "newsarchive": __version__,
        "data": "/srv/newsarchive",
        "started": "2026-11-20T12:00:00+00:00",
        "finished": "2026-11-20T12:01:00+00:00",
        "exit_code": 4,
        "councils": None,
        "needs_person": ["odesa: Look.", "sumy: Full."],
    }
    assert told["councils"] == [result.as_dict() for result in RESULTS]
    assert [council["exit_code"] for council in told["councils"]] == [0, 3, 5, 4]


def test_a_site_that_is_quiet_is_told_to_a_person_too():
    stale = Fact(sign="newest", says="Nothing new for 61 days", points=Word.QUIET)
    told = summary([Result(council="lviv", reason="finished", health=Health.of([stale]))], Path("/srv"), NOW, NOW, 0)

    (said,) = told["needs_person"]
    assert said.startswith("lviv: Nothing new for 61 days: look whether")


def test_the_command_gets_the_summary_on_standard_input(tmp_path):
    place = tmp_path / "told"
    command = [sys.executable, "-c", f"import sys; open({str(place)!r}, 'w').write(sys.stdin.read())"]

    assert notify(command, {"council": "Рада"}) is None
    assert json.loads(place.read_text()) == {"council": "Рада"}


def test_no_shell_reads_the_command(tmp_path):
    place = tmp_path / "told"
    command = words(
        f"{sys.executable} -c 'import sys; print(sys.argv[1:], file=open(sys.argv[1], \"w\"))' {place} ';' $HOME"
    )

    assert notify(command, {}) is None
    assert place.read_text() == f"['{place}', ';', '$HOME']\n"


def test_what_the_command_prints_is_not_taken_for_our_answer(capfd):
    assert notify([sys.executable, "-c", "print('sent')"], {}) is None

    assert capfd.readouterr() == ("", "sent\n")


def test_a_command_that_does_not_read_is_no_failure():
    assert notify([sys.executable, "-c", ""], {"long": "x" * 2**20}) is None


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([sys.executable, "-c", "raise SystemExit(7)"], "ended with code 7"),
        (["/nowhere/at/all"], "could not be started (No such file or directory)"),
    ],
)
def test_a_failure_is_said(command, said):
    assert notify(command, {}) == f"{command[0]} {said}"


def test_a_command_that_takes_too_long_is_ended_with_what_it_started(tmp_path):
    place = tmp_path / "pid"
    command = ["sh", "-c", f"sleep 600 & echo $! > {place}; wait"]

    assert notify(command, {}, seconds=1.5) == "sh was ended after 1.5 seconds"
    state = Path(f"/proc/{place.read_text().strip()}/stat")
    while state.exists() and state.read_text().split()[2] != "Z":  # whoever adopts it may take a moment to bury it
        time.sleep(0.01)


@pytest.mark.parametrize("command", ["mail 'x", 'mail "'])
def test_a_command_that_cannot_be_read_is_said(command):
    with pytest.raises(UsageError, match="The command to notify, «mail"):
        words(command)


def test_nothing_is_no_command():
    assert words("") == []
