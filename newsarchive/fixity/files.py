"""Whether each WARC file is the one that was closed, and each capture stands where its row says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.capture import records, warc
from newsarchive.capture.lock import held
from newsarchive.errors import CaptureError
from newsarchive.fixity.proof import Proof
from newsarchive.store import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsarchive.store import Archive

_FIELDS = ("record_id", "url", "captured_at", "status", '"offset"', "length", "payload_digest")
_ROWS = f'SELECT {", ".join(_FIELDS)} FROM captures WHERE warc_file = ? ORDER BY "offset"'


class _Listed(NamedTuple):
    """A file as the manifest has it."""

    size: int
    sha256: str
    records: int


@dataclass(slots=True, kw_only=True)
class _Found:
    """What a file holds, beside the rows that name it."""

    wrong: list[str] = field(default_factory=list)
    """Ends of sentences."""
    right: int = 0
    """Captures that are what their rows say."""
    captures: int = 0
    """Rows that name the file."""
    records: int = 0


def proof(archive: Archive, progress: Callable[[int], None]) -> Proof:
    """Read every WARC file, and hold it against the manifest and the rows of its captures.

    Raises:
        sqlite3.DatabaseError: the database cannot be read.
    """
    db, folder = archive.connection, archive.warc
    # Rows first: what is written meanwhile stands in a file before a row names it.
    manifest = {row[0]: _Listed(*row[1:]) for row in db.execute(_MANIFEST)}
    named = {row[0]: row[1] for row in db.execute(_NAMED)}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.warc.gz*") if path.suffix in {".gz", warc.OPEN}}
    others = _others(folder, sorted(there - set(manifest)))
    faults: list[str] = []
    if manifest and not there:
        looked = f"{len(manifest):,} WARC files"
        none = f"None of them is in {folder}: put them there, or bring archive.db to where they are."
        return Proof(what="files", looked=looked, faults=(none,))
    for name, listed in manifest.items():
        faults += _closed(db, folder, name, manifest, others)
        progress(listed.size)
    for name in sorted(set(named) - set(manifest)):
        faults += _unlisted(db, folder, name, named[name])
    faults += [_put_there(name, sha256, manifest) for sha256, name in others.items() if name not in named]
    looked = f"{len(manifest):,} WARC files, {sum(named.values()):,} captures"
    return Proof(what="files", looked=looked, faults=tuple(faults))


_MANIFEST = "SELECT name, size, sha256, records FROM warc_files ORDER BY name"
_NAMED = "SELECT warc_file, count(*) FROM captures GROUP BY warc_file"


def _others(folder: Path, names: list[str]) -> dict[str, str]:
    """Give what the manifest does not name, by its SHA-256; what is being written is left out."""
    return {sha256: name for name in names if not name.endswith(warc.OPEN) and (sha256 := _sha256(folder / name)[0])}


def _sha256(path: Path) -> tuple[str, str]:
    """Give the hex digest of a file, or an empty text and why it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), ""
    except FileNotFoundError:
        return "", "is missing"
    except OSError as error:
        return "", f"cannot be read ({error.strerror})"


def _closed(
    db: sqlite3.Connection, folder: Path, name: str, manifest: dict[str, _Listed], others: dict[str, str]
) -> Iterator[str]:
    """Look at a file of the manifest."""
    listed = manifest[name]
    sha256, why = _sha256(folder / name)
    if not sha256:
        moved = others.pop(listed.sha256, None)
        yield f"{name} {why}: " + (f"it stands there as {moved}." if moved else "put it back from a copy.")
        return
    found = _held(db, folder / name, name)
    if found.records != listed.records and not found.wrong:
        found.wrong.append(f"it holds {found.records:,} records, where the manifest says {listed.records:,}")
    if sha256 == listed.sha256:
        yield from (f"Of {name}, which is as it was closed, {one}." for one in found.wrong)
        return
    other = next((other for other, row in manifest.items() if row.sha256 == sha256), None)
    if other:
        yield f"{name} is not as it was closed, it holds what was closed as {other}: give both their names again."
        return
    why = found.wrong[0] if found.wrong else _by_size(listed, (folder / name).stat().st_size)
    whole = f"{found.right:,} of its {found.captures:,} captures are whole and in their place"
    yield f"{name} is not as it was closed: {why}; {whole}; put it back from a copy."


def _by_size(listed: _Listed, size: int) -> str:
    return (
        "it or its row in the manifest was changed, their SHA-256 differ"
        if size == listed.size
        else f"it has {size:,} bytes in place of {listed.size:,}"
    )


def _unlisted(db: sqlite3.Connection, folder: Path, name: str, number: int) -> Iterator[str]:
    """Look at a file that captures name and the manifest does not: written now, or left by a killed crawl."""
    try:
        path = records.find(folder, name)
    except CaptureError:
        yield f"{name} is missing, with {number:,} captures, and is not in the manifest: put it back from a copy."
        return
    if path.suffix != warc.OPEN and not held(folder, name.partition("/")[0]):
        yield f"{name} is not in the manifest, though {number:,} captures stand in it: the next crawl enters it."
    found = _held(db, path, name)
    yield from (f"Of {name}, {one}." for one in found.wrong)


def _put_there(name: str, sha256: str, manifest: dict[str, _Listed]) -> str:
    other = next((other for other, listed in manifest.items() if listed.sha256 == sha256), None)
    if other:
        return f"{name} is a copy of {other}: take it out of the folder."
    return (
        f"{name} is not in the manifest, and no row names a capture in it: the database is older, or it was put there."
    )


def _held(db: sqlite3.Connection, path: Path, name: str) -> _Found:
    """Hold the records of a file against the rows that name it."""
    rows = {row[0]: tuple(row) for row in db.execute(_ROWS, (name,))}
    found, seen, end = _Found(captures=len(rows)), set(), 0
    try:
        for place in records.places(path):
            found.records, end = found.records + 1, place.offset + place.length
            if place.record_id in seen:
                found.wrong.append(f"{place.record_id} stands there twice, again at byte {place.offset:,}")
            elif place.is_answer:
                row = rows.pop(place.record_id, None)
                found.wrong += _differs(place, row, path)
                found.right += row == _row(place)
            seen.add(place.record_id)
    except CaptureError as error:
        found.wrong.append(f"what stands at byte {end:,} cannot be read ({error.__cause__})")
    if rows:
        (_, url, _, _, offset, *_) = next(iter(rows.values()))
        more = f", nor are {len(rows) - 1:,} others" if len(rows) > 1 else ""
        found.wrong.append(f"the capture of {url} is not at byte {offset:,}{more}")
    return found


def _row(place: records.Place) -> tuple[object, ...]:
    """Give what a record's row should say."""
    told = (place.record_id, place.url, stamp(place.at), place.status)
    return *told, place.offset, place.length, place.payload_digest


def _differs(place: records.Place, row: tuple[object, ...] | None, path: Path) -> Iterator[str]:
    if row is None:
        if path.suffix != warc.OPEN:
            yield f"no row names the capture of {place.url} at byte {place.offset:,}"
        return
    pairs = zip(_FIELDS, row, _row(place), strict=True)
    wrong = [column.strip('"') for column, one, other in pairs if one != other]
    if wrong:
        yield f"the capture at byte {place.offset:,} is not what its row says ({', '.join(wrong)})"
