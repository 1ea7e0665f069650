"""What the streams of edits and of removals are asked by: a council, days, and where a page begins."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsarchive.serve.view import Visit


def is_day(text: str) -> bool:
    """Whether a text is a day in ISO 8601."""
    try:
        return len(text) == len("2026-01-01") and bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Which part of a stream an address asks for; an empty text asks for nothing."""

    KNOWN: ClassVar[Mapping[str, Callable[[str], object]]] = {"since": is_day, "until": is_day}
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
        """Read the address."""
        asked = {field.name: visit.asked(field.name) for field in fields(cls)}
        return cls(**{name: text if cls.KNOWN.get(name, bool)(text) else "" for name, text in asked.items()})

    def other(self, **changed: str) -> str:
        """The query string of the same question with some of it changed, at its first page unless ``after`` is told."""
        asked = asdict(self) | {"after": ""} | changed
        return urlencode({key: value for key, value in asked.items() if value}, errors="replace")
