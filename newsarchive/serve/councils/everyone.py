"""The list of all regions: the councils that are held, in any order, and those that are not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsarchive.health import Word
from newsarchive.register import REGIONS
from newsarchive.serve.councils import told
from newsarchive.serve.councils.overview import overview
from newsarchive.serve.tiles import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette import Response

    from newsarchive.serve.councils.overview import Line
    from newsarchive.serve.view import Visit

    Key = Callable[[Line], Any]

_WORST = list(Word)


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the list."""

    name: str
    """As the address has it."""
    key: Key
    """Sorts the first to the top."""
    descending: bool
    """Whether what is most stands first, for those who hear the table."""


ORDERS = {
    order.name: order
    for order in (
        Order("name", lambda line: (line.name[0],), descending=False),
        Order("held", lambda line: (-line.held, line.name[0]), descending=True),
        Order("newest", lambda line: (_backwards(line.newest), line.name[0]), descending=True),
        Order("captured", lambda line: (_backwards(line.captured_at), line.name[0]), descending=True),
        Order("whole", lambda line: (-line.whole.share, line.missing, line.name[0]), descending=True),
        Order("health", lambda line: (_rank(line.health), line.since or "", line.name[0]), descending=False),
    )
}
"""What follows ``?order=`` -> the order; the first stands where nothing or nonsense does."""


async def everyone(visit: Visit) -> Response:
    """Answer with the list."""
    found = await overview.of(visit.database)
    order = ORDERS.get(visit.asked("order")) or ORDERS["name"]
    return await visit.page(
        "councils.html",
        councils=found,
        lines=sorted(found.lines, key=order.key),
        order=order,
        orders=ORDERS,
        told=told,
        places=PLACES,
        named=_named,
    )


def _named(oblast: str) -> told.Both:
    """What the council of a region is called, of which the archive has nothing."""
    place, name = PLACES[oblast], REGIONS[oblast].adjective
    return (f"{name} рада" if name.endswith(("обласна", "міська")) else name), place.full[1]


def _backwards(text: str | None) -> tuple[int, ...]:
    """Sort times from the latest, and what has none last."""
    return tuple(-ord(sign) for sign in text) if text else (0,)


def _rank(health: str | None) -> int:
    return _WORST.index(Word(health)) if health in _WORST else len(_WORST)
