"""What could be read of the newest articles, against what could be read before: fields, order, a second opinion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from newsarchive.health.odds import KNOWN, Share, lost
from newsarchive.health.words import Fact, Word
from newsarchive.store.second import OWN_DATE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

NEWEST, FEWEST, BEFORE = 50, 5, 200
"""Readings that are looked at: of this run, with those before it where it has fewer; and that earlier runs counted."""
_FIELDS = ("title", "date", "text", "text marked", "section", "neighbours")
_SECOND = "second reading"
_COMPARED = ("title", "published", "section")
_SAME_TITLE = 3
"""So many readings with one title have none of their own."""
_DISAGREE = 5
"""Comparisons that speak for themselves where nothing is known from before."""

_READ = f"""
SELECT articles.id, title, title <> '' AS has_title, body <> '' AS text,
       {OWN_DATE} IS NOT NULL AS date,
       guessed = 0 AS "text marked", section IS NOT NULL AS section,
       older_url IS NOT NULL OR newer_url IS NOT NULL AS neighbours
FROM captures JOIN articles ON articles.capture = captures.id WHERE captures.crawl = ?
ORDER BY captures.id DESC LIMIT ?
"""
"""What the pages themselves tell: a date from elsewhere would hide that they have lost theirs."""
_LINKS = """
SELECT own.published, (SELECT published FROM articles WHERE url = previous_url),
       (SELECT published FROM articles WHERE url = next_url)
FROM articles AS own JOIN neighbours AS last ON last.id = (SELECT max(id) FROM neighbours WHERE article = own.id)
WHERE own.id = ?
"""
_DIFFERS = "SELECT differs FROM second_readings WHERE crawl = ? AND source = 'api' AND differs IS NOT NULL LIMIT ?"


def fields(db: sqlite3.Connection, runs: Sequence[int], usual: Mapping[int, Sequence[Fact]]) -> Iterator[Fact]:
    """Say which fields are filled less than before, and whether dates run along the neighbours as before.

    Args:
        db: the archive.
        runs: this run, and those before it, the newest first.
        usual: what those runs found that say what is usual, the newest first.
    """
    own = db.execute(_READ, (runs[0], NEWEST)).fetchall()
    if own:
        shares = _shares(db, own)
        told = ", ".join(f"{name} {share.filled}" for name, share in shares.items())
        yield Fact(sign="fields", says=f"Of the {len(own)} newest readings have: {told}", counts={**shares})
    rows, earlier = _with_earlier(db, _READ, own, runs[1:], usual)
    for name, share in _shares(db, rows).items():
        before = _before(earlier, "fields", name)
        if lost(share, before):
            says = f"{name}: {share} newest readings have it, {before} before"
            yield Fact(sign=name, says=says, points=Word.LAYOUT)


def _shares(db: sqlite3.Connection, rows: list[Any]) -> dict[str, Share]:
    return {**{name: _filled(rows, name) for name in _FIELDS}, "dates in order": _order(db, rows)}


def _with_earlier(
    db: sqlite3.Connection, sql: str, own: Sequence[Any], runs: Sequence[int], usual: Mapping[int, Sequence[Fact]]
) -> tuple[list[Any], list[Fact]]:
    """Give what a run found, with the newest before it where that is little; and the facts of runs not whole in it."""
    rows, whole = list(own), set[int]()
    for run in runs:
        lacking = FEWEST - len(rows)
        if lacking <= 0:
            break
        found = db.execute(sql, (run, lacking + 1)).fetchall()
        rows += found[:lacking]
        if len(found) <= lacking:
            whole.add(run)
    return rows, [fact for run, facts in usual.items() if run not in whole for fact in facts]


def _before(earlier: Sequence[Fact], sign: str, name: str) -> Share:
    """Sum up what earlier runs have counted."""
    filled = total = 0
    for fact in earlier:
        if fact.sign == sign and fact.counts and total < BEFORE:
            own = fact.counts.get(name, (0, 0))
            filled, total = filled + own[0], total + own[1]
    return Share(filled, total)


def _filled(rows: list[Any], name: str) -> Share:
    if name != "title":
        return Share(sum(row[name] for row in rows), len(rows))
    titles = Counter(row["title"] for row in rows)
    return Share(sum(row["has_title"] and titles[row["title"]] < _SAME_TITLE for row in rows), len(rows))


def _order(db: sqlite3.Connection, rows: list[Any]) -> Share:
    """Count the articles whose date stands between those of their neighbours, whichever way the site's chain runs."""
    ways: Counter[int] = Counter()
    for row in rows:
        links = db.execute(_LINKS, (row["id"],)).fetchone()
        dates = [date for date in (links[1], links[0], links[2]) if date] if links else []
        if len(dates) > 1 and links[0]:
            ways[_way(dates)] += 1
    return Share(ways[2] + max(ways[1], ways[-1]), ways.total())


def _way(dates: list[str]) -> int:
    """Give 1 where dates rise, -1 where they fall, 2 where they stand still, 0 where they do neither."""
    length = min(map(len, dates))
    cut = [date[: min(length, len("2026-11-20T14:00"))] for date in dates]
    rises, falls = cut == sorted(cut), cut == sorted(cut, reverse=True)
    return 2 if rises and falls else rises - falls


def second(db: sqlite3.Connection, runs: Sequence[int], usual: Mapping[int, Sequence[Fact]]) -> Iterator[Fact]:
    """Say how often the page and the API agree: see ``store.second``.

    Args:
        db: the archive.
        runs: this run, and those before it, the newest first.
        usual: what those runs found that say what is usual, the newest first.
    """
    own = db.execute(_DIFFERS, (runs[0], BEFORE)).fetchall()
    if own:
        yield _agreement(own)
    rows, earlier = _with_earlier(db, _DIFFERS, own, runs[1:], usual)
    for name in _COMPARED:
        share, before = _agree(rows, name), _before(earlier, _SECOND, name)
        alone = name == "title" and before.total < KNOWN and share.total >= _DISAGREE
        if lost(share, before) or (alone and 2 * share.filled <= share.total):
            says = f"{name}: the page says what the API says of {share} articles, and did of {before} before"
            yield Fact(sign=_SECOND, says=says, points=Word.LAYOUT)


def _agreement(rows: Sequence[Any]) -> Fact:
    shares = {name: _agree(rows, name) for name in _COMPARED}
    differ = ", ".join(f"{name} {share.total - share.filled}" for name, share in shares.items() if share[0] < share[1])
    agree = sum(not row["differs"] for row in rows)
    says = f"The API and the page agree on {agree} of {len(rows)} articles compared"
    return Fact(sign=_SECOND, says=says + (f"; they differ in: {differ}" if differ else ""), counts={**shares})


def _agree(rows: Sequence[Any], name: str) -> Share:
    return Share(sum(name not in row["differs"].split() for row in rows), len(rows))
