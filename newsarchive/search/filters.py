"""What a query is narrowed by. «рада:Львівська від:2023-11 стан:вилучено» becomes codes, dates, states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsarchive.language import default_lexicon, tokens
from newsarchive.register import REGIONS
from newsarchive.search import states
from newsarchive.search.dated import span, worded
from newsarchive.search.holdings import Holdings
from newsarchive.search.match import write
from newsarchive.search.nodes import Near, loosened, parts
from newsarchive.search.notes import Note
from newsarchive.search.query import Asked, Query, parse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from newsarchive.search.nodes import Node

Value = TypeVar("Value")

_DATES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?",
        r"(?:(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.)?(?P<year>\d{4})",
    )
)
# «Львівська область» says no more than «Львівська».
_OBLAST = re.compile(r"\s+(?:област\w+|обл\.?|oblast)\s*$", re.IGNORECASE)
_YEARS = re.compile("([0-9]{4})(?:[-\u2010-\u2014]([0-9]{4}))?")
# What tells a region's noun from the adjective in the name of its council: Львівщина, Хмельниччина, Одеса, Запоріжжя.
_NOUN_S_END = re.compile("(?:ч?чин.{1,2}|щин.{1,2}|жж.{1,2}|тт.{1,2}|[аеиіїоуюяьй])$")
# What no rule makes of the council's name.
_ALSO = {
    "чернівці": "чернівецька",
    "буковина": "чернівецька",
    "прикарпаття": "франківська",
    "кропивницький": "кіровоградська",
}
_SHORTEST_STEM, _SHORTEST_OTHER_STEM = 3, 4


class Council(NamedTuple):
    """A row of ``councils``."""

    code: str
    name: str
    """Official name in Ukrainian."""
    name_en: str
    """The same in English, or empty."""
    oblast: str
    """ISO 3166-2, e.g. ``UA-68``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What must hold of an article besides its words."""

    councils: frozenset[str] | None = None
    """Codes of the councils whose it may be; None where any may."""
    since: date | None = None
    """Published on this Kyiv day or later."""
    until: date | None = None
    """Published on this Kyiv day or earlier."""
    sections: frozenset[str] | None = None
    """Its sections, as the sites name them, the empty text for none; None where any may be."""
    states: frozenset[tuple[str, bool]] | None = None
    """Its states and whether it was edited, of ``states.EVERY``; None where any may be."""

    def __bool__(self) -> bool:
        return self != Filters()


class Held(NamedTuple):
    """What an archive holds that filters may name."""

    councils: tuple[Council, ...]
    """By code."""
    sections: tuple[str, ...] = ()
    """As the sites name them, the empty text first where an article has none; none where no filter asks for one."""


class Understood(NamedTuple):
    """A query as an archive with certain councils understands it."""

    query: Query
    filters: Filters
    """What its filters come to."""
    match: str
    """What FTS5 is asked for; :data:`newsarchive.search.match.NOTHING` where no word is asked for."""
    ranking: str | None
    """What FTS5 ranks by, where that is not ``match``: it has each hit and more, and costs far less to rank."""
    notes: tuple[Note, ...]
    """What to tell the reader, in order."""
    held: Held
    """What the filters were read by."""


def understand(connection: sqlite3.Connection, text: str) -> Understood:
    """Read a query as an archive understands it.

    Raises:
        sqlite3.DatabaseError: what the archive holds cannot be read.
    """
    return read(text, held(connection, text), Holdings(connection))


def held(connection: sqlite3.Connection, text: str) -> Held:
    """Return what filters of a query may name, the sections only where it seems to ask for one.

    Raises:
        sqlite3.DatabaseError: they cannot be read.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute("SELECT code, name, coalesce(name_en, ''), oblast FROM councils ORDER BY code")
    councils = tuple(Council(*row) for row in rows)
    named = cursor.execute(_SECTIONS) if _ASKS_SECTION.search(text) else ()
    return Held(councils, tuple(section for (section,) in named))


_ASKS_SECTION = re.compile("(?:розділ|section):", re.IGNORECASE)
# From one section to the next in their index: to go through all articles would take as long as there are.
_SECTIONS = """
WITH RECURSIVE named(section) AS (
    SELECT min(section) FROM articles
    UNION ALL SELECT (SELECT min(section) FROM articles WHERE section > named.section) FROM named
    WHERE section IS NOT NULL)
SELECT '' WHERE EXISTS (SELECT 1 FROM articles WHERE section IS NULL)
UNION ALL SELECT section FROM named WHERE section IS NOT NULL
"""


def read(text: str, held: Held, holdings: Holdings | None = None) -> Understood:
    """Read a query; a filter that names nothing that is held, no date and no state stays in it as words."""
    query = parse(text, partial(_wrong, held))
    match, told = write(query.node, holdings=holdings)
    filters = resolve(query.filters, held)
    notes = sorted((*query.notes, *told, *_no_day(text, query, filters)), key=lambda note: note.start)
    return Understood(query, filters, match, _ranking(query.node), tuple(notes), held)


def _no_day(text: str, query: Query, filters: Filters) -> Iterator[Note]:
    """Say where a query's dates leave no day: «від:2024 до:2023»."""
    if filters.since and filters.until and filters.since > filters.until:
        dates = [one for one in query.filters if _days(one)]
        start, end = dates[0].start, dates[-1].end
        yield Note("no_day", start, end, text[start:end])


def _ranking(node: Node | None) -> str | None:
    """Write what a query with words close together is ranked by: bm25 asks FTS5 anew for every string of a query."""
    if node is None or not any(isinstance(part, Near) for part in parts(node)):
        return None
    return write(loosened(node)).match


def resolve(asked: Iterable[Asked], held: Held) -> Filters:
    """Return what filters come to: of councils, sections, states either, of dates all."""
    every = tuple(asked)
    days = [allowed for one in every if (allowed := _days(one))]
    return Filters(
        councils=_codes(every, held.councils),
        since=max((since for since, _ in days if since), default=None),
        until=min((until for _, until in days if until), default=None),
        sections=_either(every, "section", frozenset(held.sections), lambda one: sections_named(one.value, held)),
        states=_either(every, "state", states.EVERY, lambda one: _kinds(one.value)),
    )


def _either(
    asked: tuple[Asked, ...], field: str, every: frozenset[Value], named: Callable[[Asked], Iterable[Value]]
) -> frozenset[Value] | None:
    """Return what one kind of filter lets through: what any of them names, without what any names with a minus."""
    of_field = [one for one in asked if one.field == field]
    wanted = [one for one in of_field if not one.negated]
    found = frozenset(value for one in wanted for value in named(one)) if wanted else every
    return found.difference(*(named(one) for one in of_field if one.negated)) if of_field else None


def _kinds(value: str) -> frozenset[tuple[str, bool]]:
    state = states.named(value)
    return states.kinds(state) if state else frozenset()


def sections_named(value: str, held: Held) -> tuple[str, ...]:
    """Return the sections that are called so, or have each of the words in some form in their name."""
    asked = value.casefold().strip()
    exact = tuple(section for section in held.sections if section.casefold() == asked)
    ways = [frozenset(default_lexicon().forms(word)) | {word} for word in tokens(value.lower())]
    if exact or not ways:
        return exact
    return tuple(
        section for section in held.sections if all(forms.intersection(tokens(section.lower())) for forms in ways)
    )


def named(asked: Asked, held: tuple[Council, ...]) -> tuple[Council, ...]:
    """Return the councils that a filter names."""
    if asked.field == "council":
        return _of_name(asked.value, held)
    oblasts = oblasts_named(asked.value)
    return tuple(council for council in held if council.oblast in oblasts)


def oblasts_named(value: str) -> tuple[str, ...]:
    """Return the oblasts that a filter's value names, ISO 3166-2: by code, its number, or a word of its name."""
    value = _OBLAST.sub("", value)
    typed = value.upper() if value.upper().startswith("UA-") else f"UA-{value}"
    if typed in REGIONS:
        return (typed,)
    regions = tuple(Council(region.name, region.adjective, "", code) for code, region in REGIONS.items())
    return tuple(region.oblast for region in _of_name(value, regions))


def _wrong(held: Held, asked: Asked) -> str:
    """Return the code of what is wrong with a filter, or nothing."""
    match asked.field:
        case "council":
            return "" if named(asked, held.councils) else "council"
        case "oblast":
            return "" if oblasts_named(asked.value) else "value"
        case "section":
            return "" if sections_named(asked.value, held) else "section"
        case "state":
            return "" if states.named(asked.value) else "value"
    if _days(asked) is None:
        return "date"
    return "not_a_date" if asked.negated else ""


def _codes(asked: tuple[Asked, ...], held: tuple[Council, ...]) -> frozenset[str] | None:
    every = frozenset(council.code for council in held)
    found: frozenset[str] | None = None
    for field in ("council", "oblast"):
        codes = _either(asked, field, every, lambda one: [council.code for council in named(one, held)])
        found = codes if found is None else found if codes is None else found & codes
    return found


def _of_name(value: str, held: tuple[Council, ...]) -> tuple[Council, ...]:
    """Return those whose code is the value, or whose name or code has each of its words in some form."""
    exact = tuple(council for council in held if council.code == value.lower())
    words = tokens(value.lower().replace("_", " "))
    if exact or not words:
        return exact
    ways = [_ways(word) for word in words]
    return tuple(council for council in held if all(_has(council, forms, stems) for forms, stems in ways))


def _ways(word: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the forms of a word, and how other words that are made of the same name begin."""
    forms = default_lexicon().forms(word)
    forms = (*forms, *(_ALSO[form] for form in forms if form in _ALSO))
    stems = {_NOUN_S_END.sub("", form) for form in forms}
    typed = _NOUN_S_END.sub("", word)
    others = (stem for stem in stems if len(stem) >= _SHORTEST_OTHER_STEM)
    return frozenset(forms), (typed, *others) if len(typed) >= _SHORTEST_STEM else tuple(others)


def _has(council: Council, forms: frozenset[str], stems: tuple[str, ...]) -> bool:
    words = tokens(f"{council.name} {council.name_en} {council.code}".lower().replace("_", " "))
    return any(word in forms or word.startswith(stems) for word in words)


def _days(asked: Asked) -> tuple[date | None, date | None] | None:
    """Return the first and the last day that a filter allows; None where its value is no date."""
    if asked.field == "year":
        years = _YEARS.fullmatch(asked.value)
        first, last = sorted((int(years[1]), int(years[2] or years[1]))) if years else (0, 0)
        return span(first, None, None, last)
    if asked.field not in {"since", "until"}:
        return None
    days = spelled(asked.value)
    return days and ((days[0], None) if asked.field == "since" else (None, days[1]))


def spelled(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of what a reader writes for a day, a month or a year; None where it is none."""
    match = next(filter(None, (pattern.fullmatch(value) for pattern in _DATES)), None)
    if match is None:
        return worded(value)
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    return span(int(match["year"]), month, day, int(match["year"]))
