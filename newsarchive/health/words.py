"""The five words, the facts behind them, and what they ask of a person."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsarchive.errors import NewsArchiveError, QualityAlarm, SiteUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Word(StrEnum):
    """What a run says of the site; the more it hides of the others, the earlier it stands."""

    DOWN = "down"
    """It does not answer, or with errors alone."""
    BLOCKED = "blocked"
    """It answers, and does not let us read: a challenge, a login, 403, robots.txt."""
    LAYOUT = "layout changed"
    """It lets us read, and what should be articles, lists or fields cannot be read any more."""
    QUIET = "quiet"
    """All can be read, and there is nothing new for longer than is usual."""
    WELL = "well"
    """It brings what it should."""


PATIENCE = timedelta(days=3)
"""A site that is down for longer needs a person."""
_PASSES = frozenset({"no answer", "robots.txt", "too fast", "gone"})
"""Signs of what mostly passes by itself: the site is asked again."""
_ADVICE = {
    Word.DOWN: "nothing was changed, and it is asked again by itself",
    Word.BLOCKED: "nothing that is held was changed; look at the site, ask more slowly, or write to its keeper",
    Word.LAYOUT: "what was captured is kept, and can be read again once the page class fits; look at the site",
    Word.QUIET: "look whether the news has moved to another list or host, or per_month is too much",
}
_GONE = "nothing was changed; look whether the council has moved to another host"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was counted."""

    sign: str
    """What was looked at, in a few fixed words."""
    says: str
    """One short sentence with its numbers, without a full stop."""
    points: Word | None = None
    """The word that it speaks for; None where it is only told."""
    counts: dict[str, tuple[int, int]] | None = None
    """What later runs compare theirs with: name -> so many of so many."""


def facts_of(evidence: str) -> tuple[Fact, ...]:
    """Read the facts of a run, as ``crawls.evidence`` holds them."""
    return tuple(Fact(**fact | {"points": fact["points"] and Word(fact["points"])}) for fact in json.loads(evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A run's verdict with its evidence."""

    word: Word
    facts: tuple[Fact, ...]
    lasting: timedelta = timedelta()
    """Since when every run that was judged has said so."""

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Health:
        """Choose the word: the first, in the order of ``Word``, that any fact points to."""
        told = tuple(facts)
        pointed = {fact.points for fact in told}
        return cls(word=next((word for word in Word if word in pointed), Word.WELL), facts=told)

    @classmethod
    def read(cls, row: Mapping[str, Any] | None) -> Health | None:
        """Read what ``Archive.health`` gives; None where no run was judged."""
        if row is None:
            return None
        lasting = datetime.fromisoformat(row["judged_at"]) - datetime.fromisoformat(row["since"])
        return cls(word=Word(row["health"]), facts=facts_of(row["evidence"]), lasting=lasting)

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """Give the facts as they are stored and printed, those that decided first."""
        return [asdict(fact) for fact in sorted(self.facts, key=lambda fact: fact.points != self.word)]

    @property
    def passes(self) -> bool:
        """Whether the site may be well again by itself, so that nobody need look yet."""
        return all(fact.sign in _PASSES for fact in self.facts if fact.points == self.word)

    @property
    def code(self) -> int:
        """Give the exit code that it is worth: 0, 3 where it needs a person, 5 where it is asked again by itself."""
        if self.word == Word.WELL:
            return 0
        passes = self.passes and self.lasting <= PATIENCE
        return SiteUnreachable.exit_code if passes else QualityAlarm.exit_code

    @property
    def advice(self) -> str:
        """Say what it is and what to do; an empty text where nothing is to be done."""
        if self.word == Word.WELL:
            return ""
        what = "; ".join(fact.says for fact in self.facts if fact.points == self.word)
        gone = self.word == Word.DOWN and self.code == QualityAlarm.exit_code
        return f"{what}: {_GONE if gone else _ADVICE[self.word]}."

    @property
    def error(self) -> NewsArchiveError | None:
        """Give the error that a crawl ends with; a site that is quiet has been crawled well."""
        if self.word in {Word.WELL, Word.QUIET}:
            return None
        kinds = (SiteUnreachable, QualityAlarm)
        return next(kind for kind in kinds if kind.exit_code == self.code)(self.advice)
