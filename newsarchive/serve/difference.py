"""Two versions of an article side by side: what was taken out, what was added, and what stayed, folded."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from datasette import Response

from newsarchive.changes.diff import Diff, Op, Paragraph, Piece
from newsarchive.changes.substance import Edit, judge
from newsarchive.changes.summary import Line, summary
from newsarchive.serve.kinds import named
from newsarchive.serve.rows import read_row, read_rows
from newsarchive.serve.view import Absent, NoVersion
from newsarchive.store.edits import fields
from newsarchive.store.rows import holds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import View, Visit

MOST_VERSIONS = 300
"""That can be chosen: the newest."""
MOST_LETTERS = 150_000
"""That differ, in which words are compared: half a second. In more, paragraphs are."""
FOLDED = 320
"""Characters of paragraphs that did not change, beyond which they are folded."""
SIDES = "sides"
"""The value of ``view`` that puts the versions side by side."""

_FIELDS = (
    ("published", ("Опубліковано", "Published")),
    ("author", ("Автор", "Author")),
    ("section", ("Розділ", "Section")),
)
_NUMBER = re.compile("[0-9]{1,9}")


class Part(NamedTuple):
    """Paragraphs that changed, or some that did not."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(paragraph.changed for paragraph in self.paragraphs)

    @property
    def pairs(self) -> list[tuple[list[Piece], list[Piece]]]:
        """Its paragraphs as the one version and the other have them; what was taken out beside what was added."""
        found: list[tuple[list[Piece], list[Piece]]] = []
        for paragraph in self.paragraphs:
            before, after = (side(paragraph.pieces, op) for op in (Op.REMOVED, Op.ADDED))
            if not before and found and not found[-1][1]:
                found[-1] = found[-1][0], after
            else:
                found.append((before, after))
        return found


class Told(NamedTuple):
    """What stands beside a version of what its edit changed, its documents among it, which versions do not name."""

    line: Line
    kinds: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the archive holds of a comparison."""

    article: Row
    """With ``council_name``."""
    versions: list[Row]
    """``number``, ``seen_at``, ``capture`` of those that can be chosen, the newest first."""
    older: Row | None
    newer: Row | None
    """The rows of ``versions`` that are compared, with ``captured_at``; None where there is but one version."""
    told: Told | None = None
    """What was written beside the newer version, where it was compared with the version before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison as it is shown."""

    edit: Edit
    line: Line
    kinds: list[tuple[str, str]]
    """In Ukrainian and in English."""
    title: Paragraph | None
    """None where it is the same."""
    fields: list[tuple[tuple[str, str], str | None, str | None, bool]]
    """What is changed beside title and text: its name, before, after, and whether it is a time."""
    parts: list[Part]


async def difference(visit: Visit) -> Response:
    """Compare two versions; without two in the address lead to the last edit."""
    chosen = visit.asked("from"), visit.asked("to")
    numbers = [int(one) for one in chosen if _NUMBER.fullmatch(one)]
    read = await visit.read(partial(_read, article=int(visit.part("article")), numbers=numbers))
    if len(numbers) < len(chosen) and read.older and read.newer:
        there = f"{visit.datasette.urls.row(visit.name, 'articles', read.article['id'])}/diff"
        return Response.redirect(f"{there}?from={read.older['number']}&to={read.newer['number']}")
    compared = None
    if read.older and read.newer and read.older["number"] != read.newer["number"]:
        # Not within the transaction: very long texts take a second.
        compared = await asyncio.to_thread(compare, read.older, read.newer, read.told)
    sides = visit.asked("view") == SIDES
    return await visit.page("diff.html", read=read, compared=compared, sides=sides, Op=Op)


def _read(connection: sqlite3.Connection, article: int, numbers: Sequence[int]) -> Read:
    held = read_row(connection, _ARTICLE, article)
    if held is None:
        raise Absent("Архів не має такої статті.", "The archive holds no such article.")
    versions = read_rows(connection, _VERSIONS, article)
    known = [row["number"] for row in versions]
    older, newer = sorted(numbers) if len(numbers) > 1 else (*reversed(known[:2]), None, None)[:2]
    if older is None or newer is None:
        return Read(article=held, versions=versions, older=None, newer=None)
    before, after = (read_row(connection, _VERSION, article, number) for number in (older, newer))
    if before is None or after is None:
        raise NoVersion
    told = _told(connection, after["id"]) if newer - older == 1 else None
    return Read(article=held, versions=versions, older=before, newer=after, told=told)


def _told(connection: sqlite3.Connection, version: int) -> Told | None:
    """Read what was written of an edit; an archive that no newer program has opened yet knows nothing of edits."""
    if not holds(connection, "edits"):
        return None
    row = connection.execute("SELECT summary, summary_en, kinds FROM edits WHERE version = ?", (version,)).fetchone()
    return row and Told(Line(*row[:2]), row[2].split())


def compare(before: Row, after: Row, told: Told | None = None) -> Compared:
    """Compare two rows of ``versions``."""
    edit = judge(fields(before), fields(after), MOST_LETTERS)
    return Compared(
        edit=edit,
        line=told.line if told else summary(edit),
        kinds=named(told.kinds if told else edit.kinds),
        title=None if edit.title.same else _one(edit.title),
        fields=[
            (label, before[name], after[name], name == "published")
            for name, label in _FIELDS
            if before[name] != after[name]
        ],
        parts=[] if edit.text.same else parts(edit.text.paragraphs),
    )


def _one(found: Diff) -> Paragraph:
    return Paragraph(tuple(piece for paragraph in found.paragraphs for piece in paragraph.pieces))


def parts(paragraphs: Iterable[Paragraph]) -> list[Part]:
    """Gather paragraphs that changed, and those that did not; fold these where they are long."""
    return [_part(tuple(group), changed=changed) for changed, group in groupby(paragraphs, lambda one: one.changed)]


def _part(paragraphs: tuple[Paragraph, ...], *, changed: bool) -> Part:
    return Part(paragraphs, folded=not changed and sum(one.length for one in paragraphs) > FOLDED)


def side(pieces: Iterable[Piece], op: Op) -> list[Piece]:
    """Give what one version has of a paragraph."""
    return [piece for piece in pieces if piece.op in {Op.SAME, op}]


def excerpt(found: Diff, around: int = 90, most: int = 420) -> list[Piece]:
    """Give the first difference that is more than looks, else the first at all, with some words around it."""
    changed = [paragraph for paragraph in found.paragraphs if paragraph.changed]
    telling = [one for one in changed if any(piece.op != Op.SAME and not piece.slight for piece in one.pieces)]
    if not changed:
        return []
    pieces = _first(telling or changed)
    place = next((n for n, piece in enumerate(pieces) if piece.op != Op.SAME and not (telling and piece.slight)), 0)
    shown = [_end_of(pieces[place - 1], around)] if place else []
    length = 0
    for piece in pieces[place:]:
        room = around if piece.op == Op.SAME else most - length
        shown.append(_beginning_of(piece, room))
        length += len(shown[-1].text)
        if shown[-1].text != piece.text or length >= most:
            break
    return shown


def _first(paragraphs: Sequence[Paragraph]) -> tuple[Piece, ...]:
    """Give the first paragraph; where it is wholly gone, with the one that came in its place."""
    first = paragraphs[0].pieces
    if len(paragraphs) > 1 and {piece.op for piece in first} == {Op.REMOVED}:
        second = paragraphs[1].pieces
        if {piece.op for piece in second} == {Op.ADDED}:
            return (*first[:-1], first[-1]._replace(text=f"{first[-1].text} "), *second)
    return first


def _end_of(piece: Piece, length: int) -> Piece:
    if len(piece.text) <= length:
        return piece
    return piece._replace(text=f"… {piece.text[-length:].partition(' ')[2]}")


def _beginning_of(piece: Piece, length: int) -> Piece:
    if len(piece.text) <= length:
        return piece
    return piece._replace(text=f"{piece.text[:length].rpartition(' ')[0]} …")


_ARTICLE = """
SELECT articles.id, articles.council, articles.title, articles.version, councils.name AS council_name,
    councils.name_en AS council_name_en
FROM articles LEFT JOIN councils ON councils.code = articles.council WHERE articles.id = ?
"""
_VERSIONS = f"""
SELECT number, seen_at, capture FROM versions WHERE article = ? ORDER BY number DESC LIMIT {MOST_VERSIONS}
"""  # noqa: S608 - a constant of ours
_VERSION = """
SELECT versions.*, captures.captured_at FROM versions LEFT JOIN captures ON captures.id = versions.capture
WHERE article = ? AND number = ?
"""

VIEWS: list[tuple[str, View]] = [(r"articles/(?P<article>[0-9]{1,18})/diff", difference)]
