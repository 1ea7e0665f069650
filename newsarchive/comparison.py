"""What two archives hold differently: one that was made anew and the one before it, a copy and what it was taken of.

Rows are known by what never changes: an article by its address, a version by its number too, a capture by its record,
an event by when it was. Both archives are read in that order and gone through once.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsarchive.store.edits import SAID
from newsarchive.store.explained import explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Row

    from newsarchive.store import Archive

Key: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row that both archives have, and what of it is not the same."""

    row: str
    fields: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Comparison:
    """What was found of one kind of rows."""

    what: str
    """``articles``, ``versions``, ``captures``, ``events``."""
    alike: int = 0
    """Rows that both have, the same in each field."""
    only_here: list[str] = field(default_factory=list)
    only_there: list[str] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)

    @property
    def differing(self) -> int:
        """How many rows are not the same in both."""
        return len(self.only_here) + len(self.only_there) + len(self.different)

    def as_dict(self) -> dict[str, Any]:
        """Give it for programs."""
        return asdict(self)


class _Kind(NamedTuple):
    name: str
    key: tuple[str, ...]
    """The columns by which a row is known, in their order."""
    rows: str
    """All rows, in the order of the key: its columns, then what is compared."""
    texts: str = ""
    """Of one row, by its key: what a difference of ``digest`` may be one of."""


_SAID = ", ".join(SAID)
_OF_VERSION = ", ".join(f"versions.{name}" for name in SAID)
_KINDS = (
    _Kind(
        "articles",
        ("url",),
        "SELECT url, digest, version, state, older_url, newer_url FROM articles ORDER BY url",
        f"SELECT {_SAID} FROM articles WHERE url = ?",
    ),
    _Kind(
        "versions",
        ("url", "number"),
        """SELECT url, number, versions.digest, seen_at FROM articles JOIN versions ON article = articles.id
           ORDER BY 1, 2""",
        f"SELECT {_OF_VERSION} FROM articles JOIN versions ON article = articles.id WHERE url = ? AND number = ?",
    ),
    _Kind(
        "captures",
        ("record_id",),
        "SELECT record_id, url, captured_at, status, payload_digest FROM captures ORDER BY record_id",
    ),
    _Kind(
        "events",
        ("url", "at", "kind"),
        """SELECT coalesce(articles.url, events.council) AS url, at, kind, json_extract(detail, '$.fields') AS fields
           FROM events LEFT JOIN articles ON articles.id = article ORDER BY 1, 2, 3""",
    ),
)


def compare(here: Archive, there: Archive) -> list[Comparison]:
    """Compare two archives, kind by kind; nothing is written.

    Args:
        here: one.
        there: another.

    Raises:
        ArchiveBusy, ArchiveError: one of them cannot be read.
    """
    with explained(here.path), explained(there.path):
        return [_compared(kind, here, there) for kind in _KINDS]


def _compared(kind: _Kind, here: Archive, there: Archive) -> Comparison:
    found = Comparison(what=kind.name)
    for key, one, other in _side_by_side(_rows(kind, here), _rows(kind, there)):
        if one is None or other is None:
            (found.only_there if one is None else found.only_here).append(_told(key))
        elif fields := _fields(kind, key, (here, one), (there, other)):
            found.different.append(Difference(row=_told(key), fields=fields))
        else:
            found.alike += 1
    return found


def _rows(kind: _Kind, archive: Archive) -> Iterator[tuple[Key, Row]]:
    for row in archive.connection.execute(kind.rows):
        yield tuple(row[name] for name in kind.key), row


def _side_by_side(
    here: Iterator[tuple[Key, Row]], there: Iterator[tuple[Key, Row]]
) -> Iterator[tuple[Key, Row | None, Row | None]]:
    """Pair the rows of two archives by their keys, both in ascending order."""
    one, other = next(here, None), next(there, None)
    while one is not None or other is not None:
        if one is not None and (other is None or one[0] < other[0]):
            yield one[0], one[1], None
            one = next(here, None)
        elif other is not None and (one is None or other[0] < one[0]):
            yield other[0], None, other[1]
            other = next(there, None)
        elif one is not None and other is not None:
            yield one[0], one[1], other[1]
            one, other = next(here, None), next(there, None)


def _fields(kind: _Kind, key: Key, here: tuple[Archive, Row], there: tuple[Archive, Row]) -> tuple[str, ...]:
    """Give what is not the same of a row that both have; what a digest is made of by its own names."""
    names = [name for name in here[1].keys() if here[1][name] != there[1][name]]  # noqa: SIM118 - of a sqlite3.Row
    if "digest" not in names:
        return tuple(names)
    one, other = (archive.connection.execute(kind.texts, key).fetchone() for archive, _ in (here, there))
    said = [name for name in SAID if one[name] != other[name]]
    return (*(said or ["digest"]), *(name for name in names if name != "digest"))


def _told(key: Key) -> str:
    return " ".join(map(str, key))
