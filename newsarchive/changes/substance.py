"""How much an edit matters: which facts it changed, which sentences it took out, and points for each.

The points order a stream of edits; they are no measure of truth. What was changed counts more than what was taken out,
and that more than what was added: news grow. A second and a third change of the same kind count half, further ones
nothing. An edit of looks alone has points below ten, so that it comes last and is still there.

The table of points, and how well they do, stands in docs/developers/changes.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.changes.diff import MOST, Diff, diff
from newsarchive.changes.findings import Found, Side, compare
from newsarchive.changes.slight import Slight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(StrEnum):
    """What kind of thing an edit changed; the strongest first."""

    VOTES = "votes"
    MONEY = "money"
    OUTCOME = "outcome"
    """«Не», «за» and «проти», «прийнято» and «відхилено», «зросло» and «зменшилось»."""
    PERCENT = "percent"
    PERSON = "person"
    NUMBER = "number"
    DECISION = "decision"
    """A number behind «№»."""
    DATE = "date"
    """A day, a month, a year, an hour, in the text."""
    REMOVED = "removed"
    """Sentences or passages were taken out."""
    PUBLISHED = "published"
    """The day or hour of publication."""
    FILES = "files"
    """Attached files."""
    NAME = "name"
    """Another proper name: a place, an organization."""
    TITLE = "title"
    AUTHOR = "author"
    SECTION = "section"
    ADDED = "added"
    """Sentences or passages were added."""
    WORDING = "wording"
    """Other words."""
    MOVED = "moved"
    """Sentences stand in another order."""
    COSMETIC = "cosmetic"
    """Nothing but looks: punctuation, spaces, quotation marks, capitals, misprints."""


POINTS: dict[Kind, tuple[int, int, int]] = {
    Kind.VOTES: (60, 45, 12),
    Kind.MONEY: (55, 40, 10),
    Kind.OUTCOME: (50, 45, 45),
    Kind.PERCENT: (48, 32, 8),
    Kind.PERSON: (48, 32, 8),
    Kind.NUMBER: (44, 22, 5),
    Kind.DECISION: (44, 28, 5),
    Kind.DATE: (44, 22, 5),
    Kind.NAME: (24, 14, 4),
    Kind.REMOVED: (0, 30, 0),
    Kind.ADDED: (0, 0, 8),
    Kind.TITLE: (24, 0, 0),
    Kind.PUBLISHED: (30, 12, 6),
    Kind.FILES: (0, 30, 6),
    Kind.AUTHOR: (10, 6, 2),
    Kind.SECTION: (6, 4, 2),
    Kind.WORDING: (12, 0, 0),
    Kind.MOVED: (10, 0, 0),
}
"""Points of a change, of what was taken out, of what was added."""
_HALVES = 3
"""Changes of one kind that count: the first whole, the others half."""
_WITHIN = 4
"""A fact that came or went with its sentence has a fourth of its points: the sentence has its own."""
_WORDS, _MOST_FOR_WORDS = 5, 8
_LOOKS = {Slight.LETTERS: 5, Slight.PUNCTUATION: 3}


class Fields(NamedTuple):
    """What makes a version of an article."""

    title: str
    lead: str | None
    body: str
    published: str | None
    author: str | None
    section: str | None
    files: frozenset[str] | None = None
    """Addresses of documents attached; None where that is not known."""

    @property
    def text(self) -> str:
        """Lead and body: what a site sets apart today stands in the body tomorrow."""
        return f"{self.lead}\n\n{self.body}" if self.lead else self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What an edit changed."""

    title: Diff
    text: Diff
    """Lead and body."""
    changes: tuple[tuple[Kind, Found], ...]
    """Each with what was printed before and after, the weightiest first."""
    slight: Counter[Slight]
    """Differences of looks."""
    words: int
    """Other words that differ."""
    moved: int
    """Sentences that stand elsewhere."""
    points: int
    """Its substance."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What kinds of thing it changed, the weightiest first; never empty."""
        found = list(dict.fromkeys(kind for kind, _ in self.changes))
        found += [Kind.WORDING] if self.words else []
        found += [Kind.MOVED] if self.moved else []
        return tuple(found) or (Kind.COSMETIC,)


def judge(before: Fields, after: Fields, most: int = MOST) -> Edit:
    """Say what an edit changed.

    Args:
        before: the older version.
        after: the newer one.
        most: characters of both in which words are compared: see ``diff.MOST``.
    """
    title, text = diff(before.title, after.title, most), diff(before.text, after.text, most)
    found = compare(title, text)
    changes = [(Kind(subject), one) for subject, one in found.facts]
    changes += [(Kind.REMOVED if one.side == Side.REMOVED else Kind.ADDED, one) for one in found.passages]
    changes += [(Kind.TITLE, Found(before.title, after.title))] if title.hunks else []
    changes += _of_fields(before, after)
    changes.sort(key=lambda change: -_points(*change))
    slight = title.slight + text.slight
    words, moved = found.words, title.moved + text.moved + found.moved
    return Edit(
        title=title,
        text=text,
        changes=tuple(changes),
        slight=slight,
        words=words,
        moved=moved,
        points=_sum(changes, words, moved) or _of_looks(slight),
    )


def _of_fields(before: Fields, after: Fields) -> Iterator[tuple[Kind, Found]]:
    for kind, old, new in (
        (Kind.PUBLISHED, before.published, after.published),
        (Kind.AUTHOR, before.author, after.author),
        (Kind.SECTION, before.section, after.section),
    ):
        if old != new and not (old and new and kind != Kind.PUBLISHED and _is_slight(diff(old, new))):
            yield kind, Found(old or "", new or "")
    if before.files is not None and after.files is not None:
        yield from ((Kind.FILES, Found(url, "")) for url in sorted(before.files - after.files))
        yield from ((Kind.FILES, Found("", url)) for url in sorted(after.files - before.files))


def _is_slight(found: Diff) -> bool:
    return not found.hunks and not found.moved


def _points(kind: Kind, found: Found) -> int:
    return POINTS[kind][found.side] // (_WITHIN if found.within else 1)


def _sum(changes: Iterable[tuple[Kind, Found]], words: int, moved: int) -> int:
    counted: Counter[Kind] = Counter()
    total = 0
    for kind, found in changes:  # the weightiest first
        if counted[kind] < _HALVES:
            total += _points(kind, found) // (2 if counted[kind] else 1)
        counted[kind] += 1
    if words:
        total += POINTS[Kind.WORDING][0] + min(words // _WORDS, _MOST_FOR_WORDS)
    return total + (POINTS[Kind.MOVED][0] if moved else 0)


def _of_looks(slight: Counter[Slight]) -> int:
    return max((_LOOKS.get(kind, 1) for kind in slight), default=1)
