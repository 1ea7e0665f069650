"""A council's months as a calendar: a row for each year, a cell for each month, as dark as much is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.completeness import State
from newsarchive.normalize.months import ends, name
from newsarchive.serve.asked import Asked
from newsarchive.serve.tiles import shade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsarchive.completeness import Month


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of the calendar."""

    month: Month
    shade: int
    """As of a tile: see :func:`newsarchive.serve.tiles.shade`."""

    @property
    def kind(self) -> str:
        """The state, as a class of the style sheet."""
        return self.month.state.replace(" ", "-")

    def search(self, council: str) -> str:
        """The query string that finds its articles, the newest first."""
        since, until = ends(self.month.month)
        return Asked(council=council, since=since, until=until).query()

    @property
    def lacking(self) -> int:
        """How many articles of it are known and not held."""
        return self.month.missing + self.month.gone


@dataclass(frozen=True, slots=True)
class Year:
    """One row of the calendar."""

    year: str
    cells: tuple[Cell | None, ...]
    """Twelve; None where nothing is known of the time."""

    @property
    def held(self) -> int:
        """How many articles of it are held."""
        return sum(cell.month.held for cell in self.cells if cell)


def calendar(months: Iterable[Month]) -> tuple[Year, ...]:
    """Lay months out, the newest year first; what has no date has no place."""
    dated = {month.month: month for month in months if month.month}
    if not dated:
        return ()
    most = max(month.held for month in dated.values())
    cells = {key: Cell(month, shade(month.held, most)) for key, month in dated.items()}
    first, last = int(min(dated)[:4]), int(max(dated)[:4])
    return tuple(_year(year, cells) for year in range(last, first - 1, -1))


def _year(year: int, cells: dict[str, Cell]) -> Year:
    return Year(str(year), tuple(cells.get(name(year * 12 + month)) for month in range(12)))


@dataclass(frozen=True, slots=True)
class Whole:
    """How many of the months that are over are in which state."""

    complete: int
    missing: int
    one_route: int
    unknown: int

    @property
    def over(self) -> int:
        """How many months are over."""
        return self.complete + self.missing + self.one_route + self.unknown

    @property
    def share(self) -> float:
        """The part that is complete; nothing where no month is over."""
        return self.complete / self.over if self.over else 0.0


def whole(months: Sequence[Month]) -> Whole:
    """Count the states of the months that are over."""
    states = [month.state for month in months if month.month]
    counted = (State.COMPLETE, State.MISSING, State.ONE_ROUTE, State.UNKNOWN)
    return Whole(*(states.count(state) for state in counted))
