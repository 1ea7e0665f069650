"""One process at a time: a file is held until it is closed, and its path still names it."""

import fcntl
import subprocess
import sys

import pytest

from newsarchive import locks
from newsarchive.errors import ArchiveBusy

BUSY = "Another one is at it."


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".lock"


def test_a_file_is_held_by_one_until_it_is_closed(path):
    assert not locks.held(path)
    with locks.take(path, BUSY):
        assert locks.held(path)
        with pytest.raises(ArchiveBusy, match=f"^{BUSY}$"):
            locks.take(path, BUSY)

    assert not locks.held(path)
    locks.take(path, BUSY).close()


def test_a_killed_process_holds_nothing(path):
    code = f"from newsarchive import locks; from pathlib import Path; import os, signal\n\
held = locks.take(Path({str(path)!r}), ''); os.kill(os.getpid(), signal.SIGKILL)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    locks.take(path, BUSY).close()


@pytest.mark.parametrize("moved", [lambda path: path.unlink(), lambda path: path.rename(path.with_name("placed"))])
@pytest.mark.parametrize("again", [True, False])
def test_what_its_last_holder_took_away_is_not_held(path, monkeypatch, moved, again):
    flock = fcntl.flock

    def late(file, operation):
        moved(path)
        if again:
            path.touch()
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", late)

    with pytest.raises(ArchiveBusy, match=BUSY):
        locks.take(path, BUSY)


def test_who_may_open_it_is_said_where_it_is_made(path):
    with locks.take(path, BUSY, mode=0o600):
        assert path.stat().st_mode & 0o777 == 0o600
