"""systemd finds no fault with the units; what is installed can be taken away, and only that."""

import configparser
import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest

from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.schedule import systemd, timers
from tests.helpers.plans import CONTACT, DAY_TIME, ODD, QUOTES, planned
from tests.test_cli import run

# -- The units


class Unit(configparser.RawConfigParser):
    """Reads a unit; a key that comes again is one more value."""

    def __init__(self, text):
        super().__init__(strict=False, dict_type=dict, delimiters=["="], comment_prefixes=["#"], interpolation=None)
        self.optionxform = str
        self.lines = [line for line in text.splitlines() if "=" in line and not line.startswith("#")]
        self.read_string(text)

    def values_of(self, key):
        return [line.partition("=")[2] for line in self.lines if line.startswith(f"{key}=")]


def test_a_timer_is_persistent_and_delayed_at_random():
    unit = Unit(systemd.units(planned("lviv", quiet=DAY_TIME), account="archivist")["newsarchive@lviv.timer"])
    minute = timers._minute("lviv")

    assert unit["Timer"]["Persistent"] == "true"
    assert unit["Timer"]["RandomizedDelaySec"] == "300"
    assert unit["Install"]["WantedBy"] == "timers.target"
    hours = "00,01,02,03,04,05,06,07,18,19,20,21,22,23"
    assert unit.values_of("OnCalendar") == [f"*-*-* {hours}:{minute:02}:00 Europe/Kyiv"]


def test_the_service_crawls_what_is_due_or_at_a_given_time_what_is_not_being_crawled():
    program = timers.program()
    by_rhythm = Unit(systemd.units(planned("lviv"), account="archivist")[systemd.SERVICE])
    at = Unit(systemd.units(planned("lviv", at=[time(3)]), account="archivist")[systemd.SERVICE])

    assert by_rhythm["Service"]["ExecStart"] == f"{' '.join(program)} crawl %i --due --quiet"
    assert at["Service"]["ExecStart"] == f"{' '.join(program)} crawl %i --unless-running --quiet"
    assert Path(program[0]).exists()


def test_the_service_may_write_the_archive_and_nothing_else():
    unit = Unit(systemd.units(planned("lviv"), account="archivist")[systemd.SERVICE])["Service"]

    assert (unit["User"], unit["ProtectSystem"], unit["ReadWritePaths"]) == ("archivist", "strict", "/srv/newsarchive")
    assert (unit["NoNewPrivileges"], unit["PrivateTmp"], unit["Nice"]) == ("yes", "yes", "10")
    assert unit["KillMode"] == "mixed"


def test_units_of_a_user_s_own_manager_ask_for_nothing_that_it_cannot_do():
    text = systemd.units(planned("lviv"), account=None)[systemd.SERVICE]

    for word in ("User=", "Protect", "PrivateTmp", "CapabilityBoundingSet", "network-online"):
        assert word not in text
    assert "NoNewPrivileges=yes" in text


@pytest.fixture(scope="session")
def analyze():
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: the units are not verified by systemd itself")

    def verify(folder, *names):
        command = ["systemd-analyze", "verify", *(str(folder / name) for name in names)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr + done.stdout

    return verify


@pytest.mark.parametrize("data", ["/srv/newsarchive", ODD])
@pytest.mark.parametrize("account", ["root", None])
@pytest.mark.parametrize("at", [(), (time(3, 30), time(23, 59))])
def test_systemd_finds_no_fault_with_the_units(analyze, tmp_path, data, account, at):
    plan = planned("lviv", "ivano-frankivsk", at=at, quiet=DAY_TIME, data=data, notify=["mail", "-s", f"5% {QUOTES}"])
    texts = systemd.units(plan, account=account)
    systemd.write(texts, tmp_path, plan.data)

    assert analyze(tmp_path, *texts) == (0, "")


def test_systemd_would_find_a_fault(analyze, tmp_path):
    texts = systemd.units(planned("lviv"), account="root")
    broken = {name: text.replace("Persistent=true", "Persistence=true") for name, text in texts.items()}
    systemd.write(broken, tmp_path, "/srv/newsarchive")

    assert "Unknown key" in analyze(tmp_path, *broken)[1]


@pytest.mark.parametrize("data", ["/srv/newsarchive", ODD])
def test_what_is_quoted_by_the_rules_of_systemd_comes_out_as_it_went_in(data):
    """systemd.exec(5) on Environment=, systemd.unit(5) on specifiers."""
    plan = planned("lviv", data=data, notify=["mail", "-s", QUOTES])
    unit = Unit(systemd.units(plan, account="root")[systemd.SERVICE])
    read = [unquoted(value) for value in unit.values_of("Environment")]

    assert read == [f"{name}={value}" for name, value in plan.environment.items()]
    assert unquoted(unit["Service"]["ReadWritePaths"]) == data


@pytest.mark.parametrize("sign", QUOTES[2] + QUOTES[6] + QUOTES[-2])
def test_a_folder_that_a_list_of_paths_cannot_name_is_refused(sign):
    with pytest.raises(UsageError, match="no unit can name it"):
        systemd.units(planned("lviv", data=f"/srv/{sign}x"), account="root")


def unquoted(value):
    if value.startswith('"'):
        assert value.endswith('"')
        value = value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value.replace("%%", "%")


# -- Installing units


@pytest.fixture
def systemctl(commands, tmp_path):
    calls = tmp_path / "calls"
    commands("systemctl", f"import sys\nprint(*sys.argv[1:], file=open({str(calls)!r}, 'a'))")
    return lambda: calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def units(tmp_path):
    return tmp_path / "config/systemd/user"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_print_is_what_install_writes(systemctl, tmp_path, units):
    words = ("schedule", "demo", "khmelnytskyi", "--contact", CONTACT, "--data", tmp_path / "a", "--user")
    printed = run(*words)
    assert not units.exists()
    said = run(*words, "--install")

    assert "3 units stand in" in said
    assert names(units) == ["newsarchive@.service", "newsarchive@demo.timer", "newsarchive@khmelnytskyi.timer"]
    for path in units.iterdir():
        assert f"# {path}\n{path.read_text()}" in printed
    assert systemctl() == [
        "--user daemon-reload",
        "--user enable --now newsarchive@demo.timer newsarchive@khmelnytskyi.timer",
    ]
    assert (tmp_path / "a").is_dir()


def test_another_schedule_takes_the_place_of_the_first(systemctl, tmp_path, units):
    words = ("--contact", CONTACT, "--data", tmp_path / "a", "--user", "--install")
    run("schedule", "demo", "khmelnytskyi", *words)
    run("schedule", "khmelnytskyi", *words, "--at", "03:30")

    assert names(units) == ["newsarchive@.service", "newsarchive@khmelnytskyi.timer"]
    assert "--unless-running" in (units / "newsarchive@.service").read_text()
    assert systemctl()[2:] == [
        "--user disable --now newsarchive@demo.timer",
        "--user daemon-reload",
        "--user enable --now newsarchive@khmelnytskyi.timer",
    ]


def test_remove_takes_away_what_was_installed_and_nothing_else(systemctl, tmp_path, units):
    words = ("--data", tmp_path / "a", "--user")
    run("schedule", "demo", "--contact", CONTACT, *words, "--install")
    others = {"newsarchive@other.timer": "[Timer]\n", "backup.timer": "[Timer]\n"}
    for name, text in others.items():
        (units / name).write_text(text)

    assert "2 units of" in run("schedule", "--remove", *words)
    assert names(units) == sorted(others)
    assert systemctl()[2:] == ["--user disable --now newsarchive@demo.timer"]
    assert "0 units of" in run("schedule", "--remove", *words)


def test_another_archive_s_units_are_never_overwritten(systemctl, tmp_path, units):
    words = ("schedule", "demo", "--contact", CONTACT, "--user", "--install", "--data")
    run(*words, tmp_path / "a")
    before = (units / "newsarchive@.service").read_text()

    assert "was not written for" in run(*words, tmp_path / "b", code=2)
    assert (units / "newsarchive@.service").read_text() == before
    assert "0 units of" in run("schedule", "--remove", "--user", "--data", tmp_path / "b")


def test_units_can_be_written_into_a_folder_and_taken_out(tmp_path, systemctl):
    words = ("--data", tmp_path / "a", "--to", tmp_path / "to")
    run("schedule", "demo", "--contact", CONTACT, *words, "--account", "archivist", "--at", "03:30")

    assert names(tmp_path / "to") == ["newsarchive@.service", "newsarchive@demo.timer"]
    assert "User=archivist" in (tmp_path / "to/newsarchive@.service").read_text()
    run("schedule", "--remove", *words)
    assert names(tmp_path / "to") == []
    assert systemctl() == []


def test_a_systemd_that_cannot_be_told_is_said_and_the_units_stand(commands, tmp_path, units):
    words = ("--data", tmp_path / "a", "--user")
    commands("systemctl", "import sys; sys.exit('System has not been booted with systemd.')")

    said = run("schedule", "demo", "--contact", CONTACT, *words, "--install", code=1)

    assert "System has not been booted with systemd" in said
    assert names(units) == ["newsarchive@.service", "newsarchive@demo.timer"]
    run("schedule", "--remove", *words, code=1)
    assert names(units) == []


def test_a_machine_without_systemd_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(NewsArchiveError, match="is this machine kept by systemd"):
        systemd.enable(["newsarchive@demo.timer"], user=False)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="cannot be written"):
        systemd.write({systemd.SERVICE: ""}, tmp_path / "file", "/srv/newsarchive")


def test_the_system_s_units_are_the_archive_s_owner_s(tmp_path, monkeypatch):
    monkeypatch.setenv("SUDO_USER", "archivist")

    def account(data):
        printed = run("schedule", "demo", "--contact", CONTACT, "--data", data)
        return Unit(printed.partition("# /etc/systemd/system/newsarchive@demo")[0])["Service"]["User"]

    assert account(tmp_path) == tmp_path.owner()
    assert account(tmp_path / "new") == "archivist"


def test_an_archive_whose_owner_is_unknown_needs_an_account(tmp_path, monkeypatch):
    def unknown(_):
        raise KeyError

    monkeypatch.setattr(Path, "owner", unknown)
    words = ("schedule", "demo", "--data", tmp_path)

    assert "name who crawls by --account" in run(*words, code=2)
    assert "User=archivist" in run(*words, "--account", "archivist")


def test_a_folder_that_cannot_be_made_for_an_account_is_said(systemctl, tmp_path, monkeypatch):
    monkeypatch.setattr(systemd, "SYSTEM", tmp_path / "system")
    words = ("schedule", "demo", "--install", "--account", "no-such-user", "--data", tmp_path / "new")

    assert "cannot be made for no-such-user" in run(*words, code=2)
    assert not (tmp_path / "system").exists()
    assert systemctl() == []


def test_an_archive_s_folder_is_made_for_who_will_crawl(systemctl, tmp_path, monkeypatch):
    monkeypatch.setattr(systemd, "SYSTEM", tmp_path / "system")
    run("schedule", "demo", "--install", "--account", tmp_path.owner(), "--data", tmp_path / "new")

    assert (tmp_path / "new").owner() == tmp_path.owner()
    assert systemctl() == ["daemon-reload", "enable --now newsarchive@demo.timer"]
