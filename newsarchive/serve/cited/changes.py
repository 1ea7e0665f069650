"""What has changed since a search was cited: what was published since, and what the archive only came to hold since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsarchive.normalize.dates import KYIV
from newsarchive.search.order import Order
from newsarchive.serve.cited.standing import MOST, Standing, digest, held, moved, touched, would_find
from newsarchive.serve.feeds.atom import instant
from newsarchive.store.values import DAY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from newsarchive.search import Question
    from newsarchive.serve.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Articles that something has become of since; each is a row of ``articles`` without its texts."""

    name: tuple[str, str]
    """In Ukrainian and in English."""
    told: tuple[str, str]
    articles: list[Row] = field(default_factory=list)
    """Those that were edited have ``was``, the number of the version then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A cited search and the same search now."""

    now: int
    """What it finds now."""
    again: Standing | None
    """What it found then, put together anew; None where that cannot be tried."""
    changes: list[Change]
    """Those that there are."""


def since(
    connection: sqlite3.Connection, question: Question, said: Standing, *, at: datetime, held_until: datetime
) -> Changes:
    """Compare what a search found with what it finds now.

    Args:
        connection: The archive's, within one transaction.
        question: The same question.
        said: What the citation says that it found.
        at: When it was asked.
        held_until: When the last capture was made that the archive had then; a published copy may be far behind.
    """
    now, then = question.total(), held_until.isoformat(timespec="seconds")
    former = touched(connection, then) if max(now, said.found) <= MOST and said.digest else None
    if former is None:
        return Changes(now=now, again=None, changes=[])
    hits = held(connection, question.numbers(order=Order.NEWEST, limit=MOST))
    matched = would_find(question, former)
    lost = held(connection, sorted(matched - set(hits)))
    was = {number: row for number, row in hits.items() if row["first_captured"] <= then and number not in former}
    was |= {number: (hits | lost)[number] for number in matched}
    return Changes(
        now=now,
        again=_again(was, former, moved(connection, then)),
        changes=[change for change in _sorted(hits, was, former, then, at) if change.articles],
    )


def _again(was: Mapping[int, Row], former: Mapping[int, Row], addresses: Mapping[int, str]) -> Standing:
    """The set as it was, by the addresses and texts that the articles had."""
    texts = {number: former.get(number, row)["digest"] for number, row in was.items()}
    pairs = ((addresses.get(number, row["url"]), texts[number]) for number, row in was.items())
    return Standing(found=len(was), digest=digest(pairs))


def _sorted(
    hits: Mapping[int, Row], was: Mapping[int, Row], former: Mapping[int, Row], then: str, at: datetime
) -> list[Change]:
    later = [row for row in hits.values() if row["first_captured"] > then]
    published = {row["id"]: _published_since(row, at) for row in later}
    edited = [row | {"was": former[number]["number"]} for number, row in was.items() if number in former]
    found_by_edit = [
        row | {"was": former[number]["number"]}
        for number, row in hits.items()
        if number in former and number not in was
    ]
    every = {**hits, **was}
    return [
        Change(**_PUBLISHED, articles=[row for row in later if published[row["id"]]]),
        Change(**_HELD, articles=[row for row in later if published[row["id"]] is False]),
        Change(**_UNKNOWN, articles=[row for row in later if published[row["id"]] is None]),
        Change(**_EDITED, articles=[row for row in edited if row["id"] in hits]),
        Change(**_FITS, articles=found_by_edit),
        Change(**_LEFT, articles=[row for row in edited if row["id"] not in hits]),
        Change(**_GONE, articles=[row for row in every.values() if (row["missing_since"] or "") > then]),
    ]


def _published_since(row: Row, at: datetime) -> bool | None:
    """Whether an article was published since; None where its date does not tell."""
    published = instant(row["published"])
    if published is None:
        return None
    if len(row["published"]) == DAY:
        day, asked = row["published"], at.astimezone(KYIV).date().isoformat()
        return None if day == asked else day > asked
    return published > at


_PUBLISHED = {
    "name": ("Опубліковано відтоді", "Published since"),
    "told": ("Ради оприлюднили це вже після цього пошуку.", "The councils published this after the search."),
}
_HELD = {
    "name": ("Опубліковано раніше, але архів знайшов це згодом", "Published before, but found by the archive since"),
    "told": (
        "На сайтах це вже було; в архіві — ще ні. Тодішній результат був неповним.",
        "It stood on the sites already, and was not in the archive: what was found then was not all.",
    ),
}
_UNKNOWN = {
    "name": ("Архів знайшов це згодом; коли опубліковано, не відомо", "Found since; when it was published is unknown"),
    "told": ("Стаття не має дати, або лише день.", "The article has no date, or a day alone."),
}
_EDITED = {
    "name": ("Змінено відтоді", "Edited since"),
    "told": ("Ради змінили текст знайденого.", "The councils changed what was found."),
}
_FITS = {
    "name": ("Тепер знайдено, бо змінено", "Found now, since it was edited"),
    "told": ("Тодішній текст запитові не відповідав.", "The text of then did not have the words."),
}
_LEFT = {
    "name": ("Більше не знайдено, бо змінено", "Found no more, since it was edited"),
    "told": ("Тодішній текст відповідав запитові, теперішній — ні.", "The text of then had the words."),
}
_GONE = {
    "name": ("Зникло із сайтів відтоді", "Gone from the sites since"),
    "told": (
        "Вилучено, або сайт востаннє цього не показав. Тут воно збережене.",
        "Taken down, or not shown the last time. It is kept here.",
    ),
}
