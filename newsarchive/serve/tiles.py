"""Ukraine's regions as a grid of tiles of one size: each where it lies among its neighbours, with a number of its own.

A true map would make the largest region the most important; here Chernivtsi weighs as much as Odesa.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

SHADES = 4
"""Steps of darkness; the style sheet has a class for each, ``shade-1`` the lightest."""


class Place(NamedTuple):
    """Where a region stands, and what it is called."""

    row: int
    column: int
    short: tuple[str, str]
    """A few letters, in Ukrainian and in English, for a tile that has no room for more."""
    name: tuple[str, str]
    """In Ukrainian and in English, for a tile that has room."""
    full: tuple[str, str]
    """The same with what kind of region it is."""


def _oblast(row: int, column: int, short: str, names: str, adjective: str) -> Place:
    """Take both languages in one string, between them a slash."""
    brief, whole = _both(short), _both(names)
    return Place(row, column, brief, whole, (f"{adjective} область", f"{whole[1]} Oblast"))


def _both(text: str) -> tuple[str, str]:
    ukrainian, _, english = text.partition("/")
    return ukrainian, english


PLACES = {
    "UA-07": _oblast(1, 2, "Влн/Vol", "Волинь/Volyn", "Волинська"),
    "UA-56": _oblast(1, 3, "Рвн/Riv", "Рівне/Rivne", "Рівненська"),
    "UA-18": _oblast(1, 4, "Жтм/Zhy", "Житомир/Zhytomyr", "Житомирська"),
    "UA-30": Place(1, 5, ("Кив", "Kyv"), ("м. Київ", "Kyiv city"), ("місто Київ", "the city of Kyiv")),
    "UA-74": _oblast(1, 6, "Чнг/Chh", "Чернігів/Chernihiv", "Чернігівська"),
    "UA-59": _oblast(1, 7, "Сум/Sum", "Суми/Sumy", "Сумська"),
    "UA-46": _oblast(2, 1, "Лвв/Lvi", "Львів/Lviv", "Львівська"),
    "UA-61": _oblast(2, 2, "Трн/Ter", "Тернопіль/Ternopil", "Тернопільська"),
    "UA-68": _oblast(2, 3, "Хмл/Khm", "Хмельницький/Khmelnytskyi", "Хмельницька"),
    "UA-05": _oblast(2, 4, "Внн/Vin", "Вінниця/Vinnytsia", "Вінницька"),
    "UA-32": _oblast(2, 5, "К.о/K.o", "Київщина/Kyiv", "Київська"),
    "UA-53": _oblast(2, 6, "Плт/Pol", "Полтава/Poltava", "Полтавська"),
    "UA-63": _oblast(2, 7, "Хрк/Khk", "Харків/Kharkiv", "Харківська"),
    "UA-09": _oblast(2, 8, "Лгн/Luh", "Луганськ/Luhansk", "Луганська"),
    "UA-21": _oblast(3, 1, "Зкр/Zak", "Закарпаття/Zakarpattia", "Закарпатська"),
    "UA-26": _oblast(3, 2, "ІвФ/IvF", "Франківськ/Ivano-Frankivsk", "Івано-Франківська"),
    "UA-77": _oblast(3, 3, "Чвц/Chv", "Чернівці/Chernivtsi", "Чернівецька"),
    "UA-71": _oblast(3, 4, "Чрк/Chk", "Черкаси/Cherkasy", "Черкаська"),
    "UA-35": _oblast(3, 5, "Крп/Kir", "Кропивницький/Kirovohrad", "Кіровоградська"),
    "UA-12": _oblast(3, 6, "Дпр/Dnp", "Дніпро/Dnipropetrovsk", "Дніпропетровська"),
    "UA-14": _oblast(3, 7, "Днц/Don", "Донецьк/Donetsk", "Донецька"),
    "UA-51": _oblast(4, 4, "Одс/Ode", "Одеса/Odesa", "Одеська"),
    "UA-48": _oblast(4, 5, "Мкл/Myk", "Миколаїв/Mykolaiv", "Миколаївська"),
    "UA-65": _oblast(4, 6, "Хрс/Khs", "Херсон/Kherson", "Херсонська"),
    "UA-23": _oblast(4, 7, "Зпр/Zap", "Запоріжжя/Zaporizhzhia", "Запорізька"),
    "UA-40": Place(
        5, 5, ("Свс", "Sev"), ("Севастополь", "Sevastopol"), ("місто Севастополь", "the city of Sevastopol")
    ),
    "UA-43": Place(5, 6, ("Крм", "Cri"), ("Крим", "Crimea"), ("Автономна Республіка Крим", "Crimea")),
}
"""ISO 3166-2 -> place, row by row, as a reader and the keyboard go through them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One region and what is counted of it."""

    oblast: str
    """ISO 3166-2."""
    place: Place
    count: int | None
    """None where nothing of the region is held, so that there was nothing to be counted."""
    shade: int
    """See :func:`shade`."""
    address: str | None
    """The address that the tile leads to; None where it leads nowhere."""
    current: bool
    """Whether the page at hand is narrowed to it."""


def tiles(
    counts: Mapping[str, int], leads: Callable[[str], str | None], current: Collection[str] = ()
) -> tuple[Tile, ...]:
    """Put numbers on the map.

    Args:
        counts: By region, ISO 3166-2; a region that is missing is one of which nothing is held.
        leads: The address a region's tile leads to, if any; asked only where something is counted.
        current: The regions to which the page is narrowed.
    """
    most = max(counts.values(), default=0)
    return tuple(_tile(oblast, counts.get(oblast), most, leads, current=oblast in current) for oblast in PLACES)


def shade(count: int | None, most: int) -> int:
    """0 for none, then 1 to :data:`SHADES`, by the square root: half as dark is a quarter as many."""
    return ceil(SHADES * sqrt(count / most)) if count else 0


def _tile(oblast: str, count: int | None, most: int, leads: Callable[[str], str | None], *, current: bool) -> Tile:
    address = leads(oblast) if count else None
    return Tile(
        oblast=oblast, place=PLACES[oblast], count=count, shade=shade(count, most), address=address, current=current
    )
