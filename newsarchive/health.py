"""What a run that went to its end says of the site: silent, answering what cannot be read, or well."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsarchive.errors import NewsArchiveError, QualityAlarm, SiteUnreachable
from newsarchive.items import Outcome, Route

if TYPE_CHECKING:
    from newsarchive.store import Archive

UNREAD = 3
"""Pages that should have been articles, none of which was one: fewer may be a static page that a sitemap names."""
_ANSWERED = frozenset({Outcome.STORED, Outcome.UNCHANGED, Outcome.GONE})

_ASKED = """
SELECT outcome, coalesce(why, '') AS why, count(*) AS number FROM fetches
WHERE crawl = ? AND route <> ? GROUP BY outcome, why ORDER BY number DESC, why
"""
_ANSWERS = "SELECT 1 FROM fetches WHERE crawl = ? AND status IS NOT NULL"
_RULES_ANSWERED = "SELECT 1 FROM fetches WHERE crawl = ? AND route = ? AND status IS NOT NULL"
_READ = """
SELECT EXISTS (SELECT 1 FROM crawls WHERE id = :crawl AND articles_new + articles_changed > 0) OR EXISTS (
    SELECT 1 FROM fetches JOIN articles USING (url) WHERE fetches.crawl = :crawl
    AND (outcome = 'unchanged' OR outcome = 'stored' AND articles.last_seen >= fetches.at))
"""
_EXPECTED = """
SELECT count(*) FROM fetches JOIN captures ON captures.id = fetches.capture
WHERE fetches.crawl = ? AND fetches.status = 200 AND content_type LIKE '%html%'
  AND route NOT IN ('start', 'robots', 'redirect')
  AND (outcome IN ('refused', 'failed') OR route IN ('api', 'feed', 'neighbour')
       OR EXISTS (SELECT 1 FROM articles WHERE articles.url = fetches.url))
"""
"""Pages that a route of articles alone named, that were articles once, or of which nothing could be made."""


ENDED = frozenset({"finished", "asked_to_wait", "no_answer", "robots"})
"""Reasons of a run that ended by itself: one that was stopped says nothing of the site."""


def verdict(archive: Archive, crawl: int, reason: str) -> NewsArchiveError | None:
    """Say what is wrong with a run's answers, None where nothing is.

    Args:
        archive: open.
        crawl: a run that ended by itself.
        reason: why it ended.
    """
    if reason == "robots" and archive.connection.execute(_RULES_ANSWERED, (crawl, Route.ROBOTS)).fetchone():
        return SiteUnreachable(
            "The site's robots.txt could not be had, so nothing more was asked (RFC 9309, 2.3.1.4): what is held is "
            "kept, and it is asked for again by the next run."
        )
    rows = archive.connection.execute(_ASKED, (crawl, "" if reason == "robots" else Route.ROBOTS)).fetchall()
    outcomes: Counter[str] = Counter()
    for outcome, _, number in rows:
        outcomes[outcome] += number
    asked = outcomes.total()
    if asked and not _ANSWERED & outcomes.keys():
        why = ", ".join(dict.fromkeys(row["why"] for row in rows[:3]))
        if outcomes[Outcome.REFUSED] and archive.connection.execute(_ANSWERS, (crawl,)).fetchone():
            return QualityAlarm(f"None of {asked} addresses could be read ({why}): what was answered is kept; look.")
        return SiteUnreachable(
            f"Not one of {asked} requests was answered ({why}): nothing was changed; the reasons stand in the table "
            "fetches."
        )
    if reason == "no_answer":
        return SiteUnreachable("The site no longer answered: what came is kept, and the next run goes on.")
    return _unread(archive, crawl)


def _unread(archive: Archive, crawl: int) -> QualityAlarm | None:
    """Sound the alarm when pages that should be articles came, and not one of them could be read as one."""
    if archive.connection.execute(_READ, {"crawl": crawl}).fetchone()[0]:
        return None
    unread = archive.connection.execute(_EXPECTED, (crawl,)).fetchone()[0]
    if unread < UNREAD:
        return None
    return QualityAlarm(
        f"Not one of {unread} pages that should be articles could be read as one: they are kept, and can be read again "
        "once the page class fits the site's layout."
    )
