"""The search page: what was asked and how it was understood, the hits, and where and when the others are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette import Response

from newsarchive import search
from newsarchive.errors import ArchiveError
from newsarchive.search.filters import held
from newsarchive.search.functions import narrowed
from newsarchive.serve.asked import Asked, in_time, late
from newsarchive.serve.metadata import PAGE
from newsarchive.serve.tiles import Tile, tiles
from newsarchive.serve.timeline import Timeline, spanned
from newsarchive.serve.view import Refused
from newsarchive.serve.words import alphabetical, day, month
from newsarchive.store.sources import address, article_at

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from newsarchive.search.filters import Council
    from newsarchive.serve.view import View, Visit

_LAST_PAGE = 99_999

STATES = {
    "live": ("на сайті", "on the site"),
    "suspected": ("можливо, вилучені", "perhaps taken down"),
    "deleted": ("вилучені із сайту", "taken down"),
    "edited": ("змінені", "edited"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a question can be narrowed to."""

    value: str
    name: tuple[str, str]
    """In Ukrainian and in English."""
    count: int
    query: str
    """The query string that narrows the question to it, or, where it is chosen, leaves it again."""
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything the page shows."""

    asked: Asked
    councils: tuple[Council, ...]
    """All that the archive holds, by name."""
    number: int = 1
    """Of this page."""
    told: search.Explanation | None = None
    """How the question was understood; None where nothing was asked."""
    hits: list[search.Hit]
    counts: search.Counts | None = None
    """None where counting took too long, or nothing was asked."""
    meant: list[str]
    """Questions that may have been meant, where nothing was found."""
    at: str | None = None
    """The address that was asked for instead of words; the archive has no article there."""
    then: tuple[Choice, ...] = ()
    """What was published on a day or in a month that the words name, where there is any: «голосування березень»."""
    stopped: Refused | None = None
    """Why there is nothing to show: it took too long."""

    states = STATES

    @property
    def first(self) -> int:
        """The ordinal of the page's first hit."""
        return PAGE * (self.number - 1) + 1

    @property
    def pages(self) -> int | None:
        """How many pages there are; None where that was not counted."""
        return None if self.counts is None else -(-self.counts.total // PAGE)

    @property
    def newer(self) -> str | None:
        """The query string of the page before."""
        return self.page(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        """The query string of the page after."""
        more = len(self.hits) == PAGE if self.pages is None else self.number < self.pages
        return self.page(self.number + 1) if more else None

    def page(self, number: int) -> str:
        """The query string of a page."""
        return self.asked.query(page=str(number) if number > 1 else "")

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Councils by code."""
        return {council.code: (council.name, council.name_en or council.name) for council in self.councils}

    @property
    def chosen(self) -> list[Choice]:
        """What narrows the question beside its words, each with the way back; what is no day or state does not."""
        asked = self.asked
        holds = narrowed(**asked.narrowing)
        names = {
            "council": self.names.get(asked.council, (asked.council, asked.council)),
            "section": (f"розділ «{asked.section}»", f"section “{asked.section}”"),
            "state": STATES.get(asked.state, (asked.state, asked.state)),
            "since": (f"від {day(asked.since)}", f"since {day(asked.since, 'en')}"),
            "until": (f"до {day(asked.until)}", f"until {day(asked.until, 'en')}"),
        }
        chosen = [
            Choice(value, names[key], 0, asked.query(**{key: ""}), chosen=True)
            for key, value in asked.narrowing.items()
            if holds.get(key)
        ]
        span = spanned(asked.since, asked.until)
        if span is None:
            return chosen
        named = Choice(span, (month(span), month(span, "en")), 0, self.span("", ""), chosen=True)
        return [*(choice for choice in chosen if choice.value not in {asked.since, asked.until}), named]

    @property
    def by_council(self) -> list[Choice]:
        """The councils that have hits, the most first."""
        counted = self.counts.councils if self.counts else {}
        return self._choices("council", counted, {code: self.names.get(code, (code, code)) for code in counted})

    @property
    def by_section(self) -> list[Choice]:
        """The sections that have hits, the most first; those without one cannot be chosen."""
        counted = {name: count for name, count in (self.counts.sections if self.counts else {}).items() if name}
        return self._choices("section", counted, {name: (name, name) for name in counted})

    @property
    def by_state(self) -> list[Choice]:
        """What has become of the hits."""
        return self._choices("state", self.counts.states if self.counts else {}, STATES)

    @property
    def by_year(self) -> list[Choice]:
        """The years that have hits, the newest first."""
        counted = self.counts.years if self.counts else {}
        years = sorted((year for year in counted if year), reverse=True)
        chosen = (self.asked.since, self.asked.until)
        days = {year: (f"{year}-01-01", f"{year}-12-31") for year in years}
        return [
            Choice(year, (year, year), counted[year], self._days(*days[year]), chosen=days[year] == chosen)
            for year in years
        ]

    def _choices(self, key: str, counted: Mapping[str, int], names: Mapping[str, tuple[str, str]]) -> list[Choice]:
        now = getattr(self.asked, key)
        return [
            Choice(value, names[value], count, self._other(key, value), chosen=value == now)
            for value, count in counted.items()
        ]

    def _other(self, key: str, value: str) -> str:
        return self.asked.query(**{key: "" if getattr(self.asked, key) == value else value})

    def _days(self, since: str, until: str) -> str:
        now = (self.asked.since, self.asked.until)
        return self.asked.query(since="", until="") if now == (since, until) else self.span(since, until)

    def span(self, since: str, until: str) -> str:
        """The query string of the same question in some days."""
        return self.asked.query(since=since, until=until)

    @cached_property
    def timeline(self) -> Timeline:
        """When the hits were published."""
        counts, asked = self.counts, self.asked
        months, published = (counts.months, counts.published) if counts else ({}, {})
        days = narrowed(since=asked.since, until=asked.until)
        return Timeline(months, published, str(days.get("since") or ""), str(days.get("until") or ""))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The hits on the map."""
        return tiles(
            self._by_oblast(), self._of_oblast, {c.oblast for c in self.councils if c.code == self.asked.council}
        )

    def _by_oblast(self) -> dict[str, int]:
        counted = dict.fromkeys((council.oblast for council in self.councils), 0)
        for council in self.councils:
            counted[council.oblast] += self.counts.councils.get(council.code, 0) if self.counts else 0
        return counted

    def _of_oblast(self, oblast: str) -> str:
        codes = [council.code for council in self.councils if council.oblast == oblast]
        if len(codes) == 1:
            return f"?{self._other('council', codes[0])}"
        return f"?{self.asked.query(q=f'{self.asked.q} область:{oblast}'.strip())}"


async def page(visit: Visit) -> Response:
    """Answer a question with a page of hits, an address with the article there; without one tell how to ask."""
    asked, number = Asked.of(visit), _number(visit.asked("page"))
    at = address(asked.q)
    article = await visit.read(partial(article_at, url=at)) if at else None
    if article is not None:
        return Response.redirect(visit.datasette.urls.row(visit.name, "articles", article))
    await visit.ready()
    try:
        with in_time():
            found = await visit.read(partial(_find, asked=asked, number=number))
    except Refused as stopped:
        found = Found(asked=asked, councils=(), hits=[], meant=[], stopped=stopped)
    response = await visit.page("search.html", found=found)
    response.status = found.stopped.status if found.stopped else HTTPStatus.OK
    return response


def _number(text: str) -> int:
    """Return the page that an address asks for; the first where it is none."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_PAGE)) else 1
    return max(number, 1)


def _find(connection: sqlite3.Connection, asked: Asked, number: int) -> Found:
    if not asked.q.strip() and not any(asked.narrowing.values()):
        return Found(asked=asked, councils=_by_name(held(connection, "").councils), hits=[], meant=[])
    question = asked.question(connection)
    hits = question.hits(order=asked.by, limit=PAGE, offset=PAGE * (number - 1))
    counts = _counts(question)
    then = _then(connection, asked) if number == 1 else None
    nothing = not hits and counts is not None and not counts.total
    return Found(
        asked=asked,
        councils=_by_name(question.understood.held.councils),
        number=number,
        at=address(asked.q),
        told=question.explanation(),
        hits=hits,
        counts=counts,
        meant=[] if then or not nothing or address(asked.q) else _meant(connection, asked),
        then=(then,) if then else (),
    )


def _by_name(councils: Iterable[Council]) -> tuple[Council, ...]:
    return tuple(sorted(councils, key=lambda council: alphabetical(council.name)))


def _counts(question: search.Question) -> search.Counts | None:
    try:
        return question.counts()
    except ArchiveError as error:
        if late(error):
            return None
        raise


def _then(connection: sqlite3.Connection, asked: Asked) -> Choice | None:
    """Ask what was published on a day or in a month that the words name, if nothing narrows the question to days."""
    meant = None if asked.since or asked.until else search.dated(connection, asked.q)
    if meant is None or not meant.closely:
        return None
    days = (meant.since.isoformat(), meant.until.isoformat())
    narrowing = {**asked.narrowing, "since": days[0], "until": days[1]}
    try:
        count = search.count(connection, meant.words, **narrowed(**narrowing))
    except ArchiveError as error:
        if late(error):
            return None
        raise
    label = spanned(*days)
    name = (month(label), month(label, "en")) if label else (day(days[0]), day(days[0], "en"))
    query = asked.query(q=meant.words, since=days[0], until=days[1])
    return Choice(meant.words, name, count, query, chosen=False) if count else None


def _meant(connection: sqlite3.Connection, asked: Asked) -> list[str]:
    try:
        return search.suggest(connection, asked.q, **narrowed(**asked.narrowing))
    except ArchiveError as error:
        if late(error):
            return []
        raise


VIEWS: list[tuple[str, View]] = [("search", page)]
