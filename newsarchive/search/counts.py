"""How many articles a question finds, and where: exact, and cheap enough to stand beside each search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.search.facts import days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from newsarchive.search.facts import Facts
    from newsarchive.search.order import Search
    from newsarchive.search.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles a question finds, and where.

    What is counted by something holds for all that was asked but this: by council, of all councils, whichever was
    asked for. So a reader sees what another choice would bring.
    """

    total: int
    councils: dict[str, int]
    """By ``councils.code``; the most first."""
    sections: dict[str, int]
    """By ``articles.section``, the empty text for those without; the most first."""
    states: dict[str, int]
    """``live``, ``suspected``, ``deleted``, and ``edited``, which any of these may be; only those that there are."""
    years: dict[str, int]
    """By year, ``2023``, of all days, whichever were asked for; the oldest first, the empty text for the undated."""
    months: dict[str, int]
    """By month, ``2023-11``, of what was asked for; the oldest first, the empty text for the undated."""
    published: dict[str, int]
    """All articles of the councils asked for, by month: what ``months`` is a share of."""


def count(search: Search) -> Counts:
    """Count what is looked for."""
    scope, every, facts = search.scope, search.every, search.facts
    months = _months(facts, search.found)
    of_all_days = months if search.in_time is every else _months(facts, facts.of_kind(every, scope))
    councils, sections, states = _kinds(facts, search.in_time, scope)
    return Counts(
        total=months.total(),
        councils=dict(councils.most_common()),
        sections=dict(sections.most_common()),
        states={state: states[state] for state in ("live", "suspected", "deleted", "edited") if states[state]},
        years=dict(sorted(_years(of_all_days).items())),
        months=dict(sorted(months.items())),
        published=facts.published(scope),
    )


def by_day(search: Search) -> dict[date, int]:
    """Count what is looked for by day, in Kyiv; the undated are of none."""
    return days(map(search.facts.moment.__getitem__, search.found))


def _months(facts: Facts, numbers: Iterable[int]) -> Counter[str]:
    counted = Counter(map(facts.month.__getitem__, numbers))
    return Counter({facts.months[month]: count for month, count in counted.items()})


def _years(months: Counter[str]) -> Counter[str]:
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4]] += count
    return years


def _kinds(facts: Facts, numbers: Iterable[int], scope: Scope) -> tuple[Counter[str], Counter[str], Counter[str]]:
    councils, sections, states = Counter[str](), Counter[str](), Counter[str]()
    for number, count in Counter(map(facts.kind.__getitem__, numbers)).items():
        kind = facts.kinds[number]
        if kind is None:
            continue
        of_council, of_section, of_state = scope.lets(kind)
        if of_section and of_state:
            councils[kind.council] += count
        if of_council and of_state:
            sections[kind.section] += count
        if of_council and of_section:
            states[kind.state] += count
            states["edited"] += count * kind.edited
    return councils, sections, states
