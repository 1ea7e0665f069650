"""One run's verdict, from the archive's rows. Every question is asked by an index, and of a bounded number of rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsarchive.health import answers, flow, readings
from newsarchive.health.words import Fact, Health, Word, facts_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

ENDED = frozenset({"finished", "asked_to_wait", "no_answer", "robots"})
"""Reasons of a run that ended by itself: one that was stopped says nothing of the site."""
RUNS = 100
"""Runs that are looked back on."""
_USUAL_AFTER = timedelta(days=30)
"""What was read since a change of layout is usual after so long, if nobody has said otherwise."""

_RUN = "SELECT council, started, coalesce(finished, started) AS ended, reason, requests FROM crawls WHERE id = ?"
_BEFORE = """
SELECT id, started, health, evidence FROM crawls WHERE council = ?1 AND started <= ?2 AND id < ?3
ORDER BY started DESC, id DESC LIMIT ?4
"""


def judge(db: sqlite3.Connection, crawl: int, per_month: tuple[int, int]) -> Health | None:
    """Judge a run; None where it was stopped, or asked nothing, so that it says nothing of the site.

    Nor does one of a site that was quiet, where a page or a list could not be read once: that ends no quiet.

    Args:
        db: the archive, with all that the run brought, and its end.
        crawl: the run.
        per_month: the least and most articles of a healthy month, as the spider declares.
    """
    run = db.execute(_RUN, (crawl,)).fetchone()
    if run["reason"] not in ENDED or not run["requests"]:
        return None
    before = db.execute(_BEFORE, (run["council"], run["started"], crawl, RUNS)).fetchall()
    last = next((facts_of(row["evidence"]) for row in before if row["health"]), None)
    facts = list(answers.as_a_whole(db, crawl, run["reason"], last))
    if not any(fact.points for fact in facts):
        facts += _in_detail(db, crawl, run["started"], before)
    is_decided = any(fact.points for fact in facts)
    # That nothing is published is believed only where all that was to be asked was answered, and could be read.
    is_clear = run["reason"] == "finished" and not any(fact.sign in {"list", "unread"} for fact in facts)
    if not (is_decided or is_clear) and next((row["health"] for row in before if row["health"]), None) == Word.QUIET:
        return None
    if is_clear and not is_decided:
        now = datetime.fromisoformat(run["ended"])
        facts += flow.pauses(db, run["council"], per_month[0], now)
        facts += flow.months(db, run["council"], per_month, now)
    return Health.of(facts)


def _in_detail(db: sqlite3.Connection, crawl: int, started: str, before: Sequence[sqlite3.Row]) -> Iterator[Fact]:
    """Look at articles, lists and fields of a run that was answered."""
    runs = [crawl, *(row["id"] for row in before)]
    long_ago = (datetime.fromisoformat(started) - _USUAL_AFTER).isoformat()
    usual = {
        row["id"]: facts_of(row["evidence"])
        for row in before
        if row["health"] and (row["health"] != Word.LAYOUT or row["started"] < long_ago)
    }
    yield from answers.articles(db, [crawl, *(row["id"] for row in before if row["health"])])
    yield from answers.lists(db, crawl)
    yield from readings.fields(db, runs, usual)
    yield from readings.second(db, runs, usual)
