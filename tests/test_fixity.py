"""What was changed in an archive past our own writing is named, each thing in one sentence; what was not, is not."""

import gzip
import itertools
import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import timedelta

import pytest

from newsarchive import fixity
from newsarchive.capture import records
from newsarchive.capture.lock import lock_council
from newsarchive.store import Archive, suppressions
from tests.helpers.build import NOW, address, exchange
from tests.helpers.pages import page
from tests.test_rebuild import live


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two articles, one edited once, one gone for good; two WARC files."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    later = {"at": NOW + timedelta(days=20)}
    live(folder, [exchange("a", page(title="Перша", next="/b/")), exchange("b", page(title="Друга", previous="/a/"))])
    live(
        folder, [exchange("a", page(title="Перша, уточнена"), **later), exchange("b", "", status=404, **later)], days=20
    )
    return folder


@pytest.fixture
def held(whole, folder):
    """A copy of it, to be damaged."""
    shutil.copytree(whole, folder)
    return folder


def faults(folder):
    return {proof.what: list(proof.faults) for proof in fixity.verify(folder) if proof.faults}


def change(folder, *statements):
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def files(folder):
    """The two WARC files, as written."""
    return sorted((folder / "warc").rglob("*.warc.gz"))


def members(path):
    with path.open("rb") as file:
        return [(offset, length, data) for offset, length, data in records.members(file)]


def test_nothing_is_told_of_an_archive_that_is_as_it_was_written(held):
    proofs = fixity.verify(held)

    assert faults(held) == {}
    assert [proof.what for proof in proofs] == ["database", "texts", "events", "files"]
    assert list(proofs[2].ends) == ["demo"]


CHAIN = "The chain of events of demo is broken at event 2: it, or the one before it, was changed, taken out or put in."
ALTERED = {
    "text": (
        "UPDATE versions SET body = body || '!' WHERE id = 1",
        {"texts": ["Version 1 of article 1 is not what was read: its text or its digest was changed."]},
    ),
    "bytes": (
        "UPDATE versions SET body = x'ff' WHERE id = 1",
        {"texts": ["Version 1 of article 1 is not what was read: its text or its digest was changed."]},
    ),
    "no text": (
        "UPDATE versions SET body = CAST(x'd0d0' AS text) WHERE id = 1",
        {"texts": ["Version 1 of article 1 is not what was read: its text or its digest was changed."]},
    ),
    "article": (
        "UPDATE articles SET title = 'Інша' WHERE id = 2",
        {"texts": ["Article 2 is shown otherwise than its last version reads: its row was changed."]},
    ),
    "day": (
        "UPDATE articles SET published = '1999-01-01' WHERE id = 2",
        {"texts": ["Article 2 is shown otherwise than its last version reads: its row was changed."]},
    ),
    "version": (
        "DELETE FROM versions WHERE article = 2",
        {"texts": ["Article 2 has no version: the rows of its texts were taken out."]},
    ),
    "first version": (
        "UPDATE articles SET version = 3 WHERE id = 2",
        {"texts": ["Of the 3 versions of article 2 there are 1."]},
    ),
    "event": (
        "DELETE FROM events WHERE kind = 'edited'",
        {"events": [CHAIN, "No event tells of version 2 of article 1: it was taken out."]},
    ),
    "last event": (
        "DELETE FROM events WHERE id = (SELECT max(id) FROM events)",
        {"events": ["Article 2 is deleted, and its events say otherwise: one was taken out, or the state changed."]},
    ),
    "state": (
        "UPDATE articles SET state = 'live' WHERE id = 2",
        {"events": ["Article 2 is live, and its events say otherwise: one was taken out, or the state changed."]},
    ),
    "index": (
        "DROP INDEX idx_captures_crawl",
        {"database": ["The index idx_captures_crawl is missing: make the database anew with newsarchive rebuild."]},
    ),
    "table": (
        "DROP TABLE second_readings",
        {"database": ["The table second_readings is missing: make the database anew with newsarchive rebuild."]},
    ),
    "reference": (
        "INSERT INTO aliases VALUES ('https://x.example/', 77)",
        {"database": ["Row 1 of aliases names a row of articles that is not there."]},
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_row_that_was_changed_past_us_is_named(held, name):
    statement, told = ALTERED[name]
    change(held, statement)

    assert faults(held) == told


def test_what_is_withheld_from_readers_is_not_said_to_be_changed(held):
    with Archive(held) as archive:
        suppressions.suppress(archive, 1, reason="На прохання", at=NOW, version=1)
        suppressions.suppress(archive, 2, reason="На прохання", at=NOW)

    assert faults(held) == {}


def test_a_row_that_says_otherwise_than_its_record_is_named_beside_a_file_that_is_whole(held):
    (first, _) = files(held)
    change(held, "UPDATE captures SET payload_digest = 'sha256:0', status = 201 WHERE id = 1")

    (offset, *_) = members(first)[1]
    (said,) = faults(held)["files"]
    assert said == (
        f"Of demo/2026/{first.name}, which is as it was closed, "
        f"the capture at byte {offset} is not what its row says (status, payload_digest)."
    )


def cut(path):
    path.write_bytes(path.read_bytes()[:-9])
    return f"what stands at byte {members_but_last(path):,} cannot be read (it ends within a record); 2 of"


def members_but_last(path):
    return sum(place.length for place in itertools.islice(records.places(path), 4))


def shorten(path):
    """Take whole records from the end."""
    (offset, *_) = members(path)[3]
    path.write_bytes(path.read_bytes()[:offset])
    return f"the capture of {address('b')} is not at byte {offset:,}; 1 of"


def repeat(path):
    (offset, length, _) = members(path)[1]
    data = path.read_bytes()
    record = next(place for place in records.places(path) if place.offset == offset).record_id
    path.write_bytes(data + data[offset : offset + length])
    return f"{record} stands there twice, again at byte {len(data):,}; 2 of"


def rewrite(path):
    """Change a body, and compress it again: no sum of gzip tells of it."""
    (offset, length, record) = members(path)[1]
    changed = gzip.compress(record.replace("Перша".encode(), "Інший".encode()))
    data = path.read_bytes()
    path.write_bytes(data[:offset] + changed + data[offset + length :])
    return (
        f"what stands at byte {offset} cannot be read (the record at byte {offset} is not what its digest says); 0 of"
    )


def pack(path):
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())))
    return "what stands at byte 0 cannot be read (not one whole record in the gzip member at byte 0); 0 of"


def touch(path):
    """Change a byte that gzip does not look at."""
    data = bytearray(path.read_bytes())
    data[4] ^= 1
    path.write_bytes(data)
    return "it or its row in the manifest was changed, their SHA-256 differ; 2 of"


@pytest.mark.parametrize("damage", [cut, shorten, repeat, rewrite, pack, touch])
def test_a_file_that_was_changed_is_named_with_what_can_still_be_read(held, damage):
    (first, _) = files(held)
    told = damage(first)

    (said,) = faults(held)["files"]
    assert said == (
        f"demo/2026/{first.name} is not as it was closed: {told} its 2 captures are whole and in their place; "
        "put it back from a copy."
    )


def test_files_that_are_missing_renamed_swapped_or_copied_are_named_as_that(held):
    first, second = files(held)
    name, other = (f"demo/2026/{path.name}" for path in (first, second))
    moved = first.with_name("demo-x.warc.gz")

    first.rename(moved)
    assert faults(held) == {"files": [f"{name} is missing: it stands there as demo/2026/demo-x.warc.gz."]}
    shutil.copy(moved, first)
    assert faults(held) == {"files": [f"demo/2026/demo-x.warc.gz is a copy of {name}: take it out of the folder."]}
    moved.write_bytes(b"")
    (said,) = faults(held)["files"]
    assert said.startswith("demo/2026/demo-x.warc.gz is not in the manifest, and no row names a capture in it: ")
    moved.unlink()
    second.rename(moved)
    first.rename(second)
    moved.rename(first)
    assert faults(held)["files"] == [
        f"{one} is not as it was closed, it holds what was closed as {two}: give both their names again."
        for one, two in ((name, other), (other, name))
    ]
    first.unlink()
    first.mkdir()
    assert faults(held)["files"][0] == f"{name} cannot be read (Is a directory): put it back from a copy."
    shutil.rmtree(held / "warc")
    assert faults(held) == {
        "files": [f"None of them is in {held}/warc: put them there, or bring archive.db to where they are."]
    }


def test_a_file_that_a_crawl_is_writing_is_no_fault_and_one_it_never_entered_is(held):
    (_, second) = files(held)
    change(held, f"DELETE FROM warc_files WHERE name LIKE '%{second.name}'")
    name = f"demo/2026/{second.name}"

    lock = lock_council(held / "warc", "demo")
    assert faults(held) == {}
    lock.close()
    assert faults(held) == {
        "files": [f"{name} is not in the manifest, though 2 captures stand in it: the next crawl enters it."]
    }
    second.rename(second.with_name(second.name + ".open"))
    with second.with_name(second.name + ".open").open("ab") as file:
        file.write(zlib.compress(b"a tail"))
    assert faults(held) == {}  # a tail that is torn is what a killed crawl leaves


def test_a_manifest_that_counts_otherwise_is_named(held):
    (first, _) = files(held)
    change(held, f"UPDATE warc_files SET records = 99 WHERE name LIKE '%{first.name}'")

    assert faults(held) == {
        "files": [
            f"Of demo/2026/{first.name}, which is as it was closed, it holds 5 records, where the manifest says 99."
        ]
    }
