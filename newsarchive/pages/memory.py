"""What was said of a class attribute before: a site uses the same few hundred on all its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

REMEMBERED: Final = 8192
"""Attributes of which one function's answers are kept."""
LONGEST: Final = 500
"""Characters of one; a hostile page may have thousands without end."""


def remembered(tells: Callable[[str], T]) -> Callable[[str], T]:
    """Keep what a function says of short strings; unlike ``functools.lru_cache``, nothing of long ones."""
    return _Memory(tells).__getitem__


def naming(pattern: str) -> Callable[[str], bool]:
    """Make what tells whether any of the names in a class or an id, in lower case, is one that a pattern finds."""
    search = re.compile(pattern).search
    return remembered(lambda names: any(map(search, names.lower().split())))


class _Memory(dict[str, Any]):
    """Answers by string; asked for one that it lacks, it asks the function."""

    def __init__(self, tells: Callable[[str], Any]) -> None:
        super().__init__()
        self._tells = tells

    def __missing__(self, text: str) -> Any:
        said = self._tells(text)
        if len(text) <= LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = said
        return said
