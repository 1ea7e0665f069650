"""What the streams of edits and of removals are asked by: a council, days, and where a page begins."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import urlencode

from newsarchive.serve.asked import first_or_last

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsarchive.serve.view import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Which part of a stream an address asks for; an empty text asks for nothing."""

    KNOWN: ClassVar[Mapping[str, Callable[[str], object]]] = {}
    """Field -> whether a value of it is one that can be followed; what can be none is left out."""

    council: str = ""
    """``councils.code``."""
    since: str = ""
    """The first day, in UTC; ISO 8601."""
    until: str = ""
    """The last one."""
    after: str = ""
    """The key of the last one on the page before."""

    @classmethod
    def of(cls, visit: Visit) -> Self:
        """Read the address.

        Raises:
            Refused: A day is none.
        """
        asked = {field.name: visit.asked(field.name) for field in fields(cls)}
        asked |= {key: first_or_last(key, asked[key]) for key in ("since", "until")}
        return cls(**{name: text if cls.KNOWN.get(name, bool)(text) else "" for name, text in asked.items()})

    def other(self, **changed: str) -> str:
        """The query string of the same question with some of it changed, at its first page unless ``after`` is told."""
        asked = asdict(self) | {"after": ""} | changed
        return urlencode({key: value for key, value in asked.items() if value}, errors="replace")
