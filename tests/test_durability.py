"""Power cuts, full disks, a database that another process holds: nothing is lost, and the next run goes on."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from benchmarks import kills
from newsarchive.capture.records import members
from newsarchive.demo import DemoSite, running

pytestmark = pytest.mark.unmeasured

ARTICLES = 150


@pytest.fixture(scope="module")
def site():
    site = DemoSite(ARTICLES)
    site.latency = 0.01
    with running(site) as base:
        yield base


@pytest.fixture(scope="module")
def calm(site, tmp_path_factory):
    """What an undisturbed crawl brings."""
    data = tmp_path_factory.mktemp("calm")
    kills.finish(data, site)
    return kills.rows(data)


@pytest.fixture(scope="module")
def interrupted(site, tmp_path_factory):
    """An archive whose crawl was killed in the middle of its work."""
    data = tmp_path_factory.mktemp("interrupted")
    process = kills.crawl(data, site)
    while not held(data) > 10:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert list(data.glob("warc/*/*/*.open"))
    return data


def held(data):
    """Count the articles, as far as there is a table of them."""
    try:
        with closing(sqlite3.connect(f"file:{data}/archive.db?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def goes_on(data, site, calm):
    """Crawl to the end; the archive is sound and holds what an undisturbed one holds."""
    kills.finish(data, site)
    kills.check(data)

    assert kills.rows(data) == calm


def cut(path, share):
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * share))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 0.99])
def test_a_write_ahead_log_that_lost_its_end_loses_no_article(interrupted, site, calm, tmp_path, share):
    """What a power cut can do to the last transactions where the disk lied about having written them."""
    data = shutil.copytree(interrupted, tmp_path / "data")
    cut(data / "archive.db-wal", share)

    goes_on(data, site, calm)


@pytest.mark.parametrize("seed", range(4))
def test_a_warc_file_that_lost_its_end_loses_no_article(interrupted, site, calm, tmp_path, seed):
    data = shutil.copytree(interrupted, tmp_path / "data")
    (path,) = data.glob("warc/*/*/*.open")
    with closing(sqlite3.connect(data / "archive.db")) as db:
        end = db.execute('SELECT max("offset" + length) FROM captures').fetchone()[0]
    # What rows name was on the disk before them (fsync), with its request; only what stands behind may be missing.
    with path.open("rb") as file:
        file.seek(end)
        end += next(length for _, length, _ in members(file))
    os.truncate(path, random.Random(seed).randint(end, path.stat().st_size))

    goes_on(data, site, calm)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 16 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can be mounted only by root")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("free", [300, 900, 1277])  # kB: it is full at another write each time
def test_a_full_disk_ends_the_crawl_with_one_sentence_and_the_next_goes_on(small_disk, site, calm, monkeypatch, free):
    data = small_disk / "data"
    (small_disk / "ballast").write_bytes(b"\0" * ((16 << 20) - free * 1000))
    monkeypatch.setenv("NEWSARCHIVE_LEAST_FREE", "0")
    process = kills.crawl(data, site)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 4, said.decode()
    assert "Traceback" not in said.decode()
    assert len(said.decode().strip().splitlines()) == 1
    (small_disk / "ballast").unlink()
    goes_on(data, site, calm)


HELD = """
import sys
import newsarchive.store.archive as archive
archive.BUSY_SECONDS = 0.5
from newsarchive.cli import main
main(sys.argv[1:])
"""


def test_a_database_that_another_process_holds_ends_the_crawl_and_the_next_goes_on(interrupted, site, calm, tmp_path):
    data = shutil.copytree(interrupted, tmp_path / "data")
    words = ["crawl", "demo", "--start", f"{site}/category/novyny/", "--data", str(data)]
    process = subprocess.Popen([sys.executable, "-c", HELD, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    kills.begun(process, data)
    with closing(sqlite3.connect(data / "archive.db", timeout=30)) as db:
        db.execute("BEGIN IMMEDIATE")
        _, said = process.communicate(timeout=60)
        db.rollback()

    assert process.returncode == 4, said.decode()
    assert "is held by another process" in said.decode()
    assert "Traceback" not in said.decode()
    goes_on(data, site, calm)
