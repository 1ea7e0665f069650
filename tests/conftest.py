"""No test speaks to another machine, and each has an archive of its own."""

import ipaddress
import os
import re
import socket
import stat
import sys
import threading

import pytest
from hypothesis import HealthCheck, settings

from newsarchive.fixity import database, events, texts
from newsarchive.store import Archive
from tests.helpers.build import Story
from tests.helpers.newsroom import build as build_newsroom

# How long an example takes is the machine's matter: benchmarks measure, tests do not.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/sites/*/*/article.json anew: read the difference"
    )


def is_here(host):
    """Whether a socket's host is this machine; names other than ``localhost`` would be asked of a name server."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


class Abroad(BaseException):
    """A test reached for another machine. No ``except Exception`` of the code under test may hide it."""


def _check(address):
    if isinstance(address, tuple) and not is_here(address[0]):
        raise Abroad(f"A test reached for {address[0]}: tests speak to 127.0.0.1 and ::1 alone.")


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    """Fail a test that connects beyond this machine, or asks for the address of another."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self, address):
        _check(address)
        return connect(self, address)

    def guarded_connect_ex(self, address):
        _check(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host, *args, **kwargs):
        _check((host,))
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


@pytest.fixture(autouse=True)
def no_settings_of_the_house(monkeypatch):
    """Forget what the developer's own shell says of archives and contacts."""
    for name in [name for name in os.environ if name.startswith("NEWSARCHIVE_")]:
        monkeypatch.delenv(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Measure no coverage of a test of Hypothesis or one marked ``unmeasured``, nor of what they start."""
    if not any(item.iter_markers("unmeasured")) and not any(item.iter_markers("hypothesis")):
        return (yield)
    here, in_threads = sys.gettrace(), threading.gettrace()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
            patch.delenv(name)
        try:
            sys.settrace(None)
            threading.settrace(None)
            return (yield)
        finally:
            threading.settrace(in_threads)
            sys.settrace(here)


@pytest.fixture
def folder(tmp_path):
    """The place of a fresh archive; nothing is in it yet."""
    return tmp_path / "data"


@pytest.fixture
def archive(folder):
    """A fresh archive, open for writing."""
    with Archive(folder) as opened:
        yield opened


@pytest.fixture
def sound(archive):
    """Whatever a test told, the database, its texts and its events are sound, and the index is that of the articles."""
    yield
    assert [part.proof(archive.connection).faults for part in (database, texts, events)] == [(), (), ()]
    archive.connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    archive.connection.rollback()


@pytest.fixture
def story(archive):
    """A fresh archive of one council, with a crawl begun, that is told visits."""
    return Story(archive)


@pytest.fixture
def asked(story):
    """Every statement that is asked of the archive while a test runs."""
    statements = {}
    connection = story.archive.connection
    connection.set_trace_callback(lambda sql: statements.setdefault(re.sub(r"'[^']*'|\d+", "?", sql), sql))
    yield statements
    connection.set_trace_callback(None)


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """Put programs in place of systemctl and crontab that note how they were called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def add(name, script):
        path = folder / name
        path.write_text(f"#!{sys.executable}\n{script}")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return add


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory):
    """The archive that tests of the pages read; a test that writes takes a copy of its folder."""
    return build_newsroom(tmp_path_factory.mktemp("newsroom") / "data")
