"""How many articles a run that was asked for so many alone may still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.items import Found, Kind, Route

if TYPE_CHECKING:
    from newsarchive.items import Visit


class Limit:
    """Counts an article when it is asked for; what turns out to be none, or one that was not expected, is set right."""

    def __init__(self, most: int) -> None:
        """Begin with nothing taken.

        Args:
            most: articles; 0 for all.
        """
        self._left = most or None
        self._counted: set[str] = set()

    @property
    def is_set(self) -> bool:
        """Whether there is one."""
        return self._left is not None

    @property
    def is_reached(self) -> bool:
        """Whether no more is to be asked."""
        return self._left == 0

    def ask(self, found: Found) -> None:
        """Count what is asked for as an article."""
        if self._left and found.kind == Kind.ARTICLE and found.route != Route.ROBOTS:
            self._left -= 1
            self._counted.add(found.url)

    def learn(self, visit: Visit) -> None:
        """Give back what was counted for an address that is no article; count an article that was not expected."""
        if self._left is None:
            return
        expected = visit.url in self._counted
        self._counted.discard(visit.url)
        if expected and not visit.article:
            self._left += 1
        elif visit.article and not expected and self._left:
            self._left -= 1
