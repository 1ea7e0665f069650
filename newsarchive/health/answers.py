"""How the site answered: whether at all, whether it let us read, and whether articles and lists could be read."""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.health.words import Fact, Word
from newsarchive.items import NOTHING_BUT_ARTICLES, Kind, Outcome, Route

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

LEAST = 3
"""Articles that must have gone wrong: fewer may be odd pages, or a static page that a sitemap names."""
_WINDOW = 2 * LEAST
"""Articles that are looked at: where a run asked for fewer, the last of the runs before count too."""
_MOST = 300
_REASONS = 4
"""Reasons that are told of those that ended alike."""
_LISTED = 3
"""A list that named so many is one that names articles."""
_REDIRECT, _CLIENT_ERROR, _SERVER_ERROR = 3, 4, 5
"""The first digits of such statuses."""


class End(Enum):
    """What the end of a request says of the site."""

    ANSWERED = auto()
    WALLED = auto()
    PARKED = auto()
    UNREAD = auto()
    TOO_FAST = auto()
    SILENT = auto()


_POINTS = {
    End.WALLED: ("refused", Word.BLOCKED),
    End.TOO_FAST: ("too fast", Word.BLOCKED),
    End.PARKED: ("parked", Word.DOWN),
    End.SILENT: ("no answer", Word.DOWN),
    End.UNREAD: ("unread", Word.LAYOUT),
}
_WALLS = frozenset({"challenge", "login", "robots"})
_NO_TEXT = frozenset({"empty", "garbled", "layout"})
_PATIENCE = "-14 days"
"""So long after an article was last seen, and others still are, its being refused says nothing of the site."""
_SAME_TEXT = "trap: same text"
_NO_ANSWER = frozenset({"too big", "redirect to nowhere", "redirect to itself", "status 304"})
"""Failures that say nothing of a page's layout, since no page came."""
_ABSENT = frozenset({"not found", "home page", "trap: redirects"})
_OTHER_THINGS = frozenset({"not found", "home page", "password required", "an attachment", "not a page", "off-site"})
"""What stands in an article's place by the site's own will."""

_ASKED = """
SELECT outcome, coalesce(why, '') AS why, status, count(*) AS number FROM fetches
WHERE crawl = ? AND route <> ? GROUP BY outcome, why, status ORDER BY number DESC, why
"""
_STARTS = """
SELECT frontier.alias_of, target.reason FROM fetches JOIN frontier ON frontier.url = fetches.url
LEFT JOIN frontier AS target ON target.url = frontier.alias_of WHERE fetches.crawl = ? AND fetches.route = 'start'
"""
_RULES_ANSWERED = "SELECT 1 FROM fetches WHERE crawl = ? AND route = 'robots' AND status IS NOT NULL LIMIT 1"
_TRIED = f"""
SELECT fetches.id, fetches.url, outcome, coalesce(why, '') AS why, fetches.status, fetches.route, read_as,
       content_type, articles.id IS NOT NULL AS held,
       articles.last_seen < (SELECT strftime('%Y-%m-%dT%H:%M:%S', max(last_seen), ?1) FROM articles
           WHERE council = (SELECT council FROM crawls WHERE id = ?2)) AS left_alone
FROM fetches JOIN frontier ON frontier.url = fetches.url LEFT JOIN captures ON captures.id = fetches.capture
LEFT JOIN articles ON articles.url = fetches.url
WHERE fetches.crawl = ?2 AND fetches.route NOT IN ('start', 'robots', 'redirect') AND frontier.kind = '{Kind.ARTICLE}'
ORDER BY fetches.id DESC LIMIT {_MOST}
"""
_ANYTHING = """
SELECT 1 FROM fetches WHERE crawl = ? AND outcome IN ('stored', 'unchanged', 'gone') AND route <> 'robots' LIMIT 1
"""
_BEFORE = """
SELECT outcome, coalesce(why, '') AS why, status, read_as, named FROM fetches
WHERE url = ? AND id < ? AND ({}) ORDER BY at DESC, id DESC LIMIT 10
"""
_ANY_HELD = "SELECT 1 FROM articles WHERE council = (SELECT council FROM crawls WHERE id = ?) LIMIT 1"
_READ = "outcome IN ('stored', 'refused', 'failed') AND status = 200"
_AS_BEFORE = _BEFORE.format(_READ)
_LIST_BEFORE = _BEFORE.format(f"({_READ}) OR outcome = 'gone'")
_LISTS = f"""
SELECT fetches.id, fetches.url, outcome, coalesce(why, '') AS why, status, named
FROM fetches JOIN frontier ON frontier.url = fetches.url
WHERE fetches.crawl = ? AND (fetches.route = 'start' OR frontier.kind = '{Kind.HEAD}') AND read_as IS NOT 'article'
  AND (outcome IN ('stored', 'refused', 'unchanged') OR (outcome = 'gone' AND fetches.route = 'start'))
  AND frontier.alias_of IS NULL
"""


def end_of(outcome: str, why: str, status: int | None) -> End:
    """Say what the end of a request, as ``fetches`` has it, says of the site."""
    if outcome in {Outcome.STORED, Outcome.UNCHANGED, Outcome.GONE}:
        return End.ANSWERED
    if why == "parked":
        return End.PARKED
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return End.TOO_FAST
    kind = None if status is None else status // 100
    if why in _WALLS or (outcome == Outcome.REFUSED and kind == _CLIENT_ERROR):
        return End.WALLED
    if outcome == Outcome.LATER or kind in {None, _SERVER_ERROR} or why in {"cut short", *_NO_ANSWER}:
        return End.SILENT
    return End.UNREAD


def as_a_whole(db: sqlite3.Connection, crawl: int, reason: str, last: Sequence[Fact] | None) -> Iterator[Fact]:
    """Say what a run's requests came to, and what it means that none was answered.

    Args:
        db: the archive.
        crawl: the run.
        reason: why it ended.
        last: what the run before said, None where there was none: a page or two that cannot be read may be a mishap.
    """
    rows = db.execute(_ASKED, (crawl, Route.ROBOTS)).fetchall()
    if reason == "robots":
        if End.ANSWERED in _ends(rows):  # of another host
            says = "The robots.txt of one of its hosts could not be had, so nothing more of that was asked"
            yield Fact(sign="robots.txt", says=f"{says} (RFC 9309, 2.3.1.4)")
        elif db.execute(_RULES_ANSWERED, (crawl,)).fetchone():
            says = "The site's robots.txt could not be had, so nothing more was asked (RFC 9309, 2.3.1.4)"
            yield Fact(sign="robots.txt", says=says, points=Word.DOWN)
            return
    # Where nothing but robots.txt was asked, its answer is the site's.
    rows = rows or db.execute(_ASKED, (crawl, "")).fetchall()
    if not rows:
        return
    ends = _ends(rows)
    yield Fact(sign="requests", says=_told(rows))
    starts = db.execute(_STARTS, (crawl,)).fetchall()
    if starts and all(row["reason"] == "off-site" for row in starts):
        says = f"The start address leads to another site, {starts[0]['alias_of']}"
        yield Fact(sign="moved", says=says, points=Word.DOWN)
    elif ends.total() >= LEAST and all(row["outcome"] == Outcome.GONE for row in rows):
        says = f"Not one of {ends.total()} addresses is there any more ({rows[0]['why']})"
        yield Fact(sign="gone", says=says, points=Word.DOWN)
    elif ends and End.ANSWERED not in ends:
        worst = max(End, key=lambda end: (ends[end], -end.value))
        sign, word = _POINTS[worst]
        why = ", ".join([why for why in dict.fromkeys(row["why"] for row in rows) if why][:3])
        asked = ends.total()
        says = (
            f"Not one of {asked} requests was answered ({why})"
            if worst == End.SILENT
            else f"None of {asked} addresses could be read ({why})"
        )
        mishap = worst == End.UNREAD and asked < LEAST and last is not None and sign not in {f.sign for f in last}
        yield Fact(sign=sign, says=says, points=None if mishap else word)
    elif reason == "no_answer":
        yield Fact(sign="no answer", says="The site no longer answered", points=Word.DOWN)


def _ends(rows: Sequence[Any]) -> Counter[End]:
    """Count how requests ended; a redirect is no answer, since what it leads to is asked too."""
    counter: Counter[End] = Counter()
    for row in rows:
        if not (row["outcome"] == Outcome.STORED and (row["status"] or 0) // 100 == _REDIRECT):
            counter[end_of(row["outcome"], row["why"], row["status"])] += row["number"]
    return counter


def _told(rows: Sequence[Any]) -> str:
    """Say how requests ended: «8 requests: 5 stored, 3 refused (2 status 403, 1 challenge)»."""
    parts = []
    for outcome in dict.fromkeys(row["outcome"] for row in rows):
        whys: Counter[str] = Counter()
        for row in rows:
            whys[row["why"]] += row["number"] if row["outcome"] == outcome else 0
        told = [(why, number) for why, number in whys.most_common(_REASONS) if why and number]
        reasons = told[0][0] if len(told) == 1 else ", ".join(f"{number} {why}" for why, number in told)
        parts.append(f"{whys.total()} {outcome}" + (f" ({reasons})" if reasons else ""))
    total = sum(row["number"] for row in rows)
    return f"{total} {'request' if total == 1 else 'requests'}: {', '.join(parts)}"


class Try(NamedTuple):
    """How a try to read an article ended."""

    end: End | None
    """None where that says nothing."""
    sure: bool
    """Whether an article must stand there."""
    why: str
    absent: bool = False
    """Whether it was not an article that came: 404, the home page, the way elsewhere, or an answer that is none."""
    held: bool = False
    """Whether an article was read there before."""


def articles(db: sqlite3.Connection, runs: Sequence[int]) -> Iterator[Fact]:
    """Say of pages that should be articles whether they are answered, and can be read.

    Args:
        db: the archive.
        runs: this run, and those before it that were judged, the newest first.
    """
    tries = list(_tries(db, runs).values())
    ends = Counter(one.end for one in tries if one.end)
    sure = Counter(one.end for one in tries if one.end and one.sure)
    for end in (End.SILENT, End.WALLED, End.PARKED, End.UNREAD):
        if sure[end] >= LEAST and 2 * sure[end] >= sure.total():
            yield _wrong(end, sure[end], sure.total(), tries)
            return
    if not ends[End.ANSWERED] and ends[End.UNREAD] >= LEAST:
        yield _wrong(End.UNREAD, ends[End.UNREAD], ends[End.UNREAD], tries)
    elif fact := _nothing(db, runs[0], tries) or _lost(_tries(db, runs[:1]).values()):
        yield fact


def _lost(own: Collection[Try]) -> Fact | None:
    """Say that not one of the articles was shown that are held and were asked for in this run."""
    lost = [one for one in own if one.absent and one.held]
    if len(lost) < LEAST or any(one.end is End.ANSWERED for one in own):
        return None
    says = f"Not one of {len(lost)} articles that are held, and were asked for, was shown ({_most(lost)})"
    return Fact(sign="unread", says=says, points=Word.LAYOUT)


def _nothing(db: sqlite3.Connection, run: int, tries: Sequence[Try]) -> Fact | None:
    """Say that not one of the articles that are named is there, where none has ever been held."""
    absent = [one for one in tries if one.absent]
    is_answered = any(one.end is End.ANSWERED for one in tries)
    if is_answered or len(absent) < LEAST or db.execute(_ANY_HELD, (run,)).fetchone():
        return None
    says = f"Not one of {len(absent)} addresses that were named as articles' leads to one ({_most(absent)})"
    return Fact(sign="unread", says=says, points=Word.LAYOUT)


def _tries(db: sqlite3.Connection, runs: Sequence[int]) -> dict[str, Try]:
    """Give for each article asked for how that ended last.

    What an earlier run met stands until it is tried again; but not a silence, nor where that run was answered nothing.
    """
    tries: dict[str, Try] = {}
    telling = 0
    for run in runs:
        is_own = run == runs[0]
        if not (is_own or db.execute(_ANYTHING, (run,)).fetchone()):
            continue
        for row in db.execute(_TRIED, (_PATIENCE, run)).fetchall():
            if row["url"] in tries or (not is_own and telling >= _WINDOW):
                continue
            one = _try(db, row)
            if is_own or one.end != End.SILENT:
                tries[row["url"]] = one
                telling += one.end is not None
        if telling >= _WINDOW:
            break
    return tries


def _try(db: sqlite3.Connection, row: Any) -> Try:
    """Say how a try ended; an answer that repeats what is held, as that was read."""
    read = row
    if row["outcome"] == Outcome.UNCHANGED:
        read = db.execute(_AS_BEFORE, (row["url"], row["id"])).fetchone()
        if read is None:
            return Try(None, sure=False, why="")
    must = row["route"] in NOTHING_BUT_ARTICLES or bool(row["held"]) or read["why"] in _NO_TEXT
    why = read["why"] or "a list"
    if read["read_as"]:
        is_article = read["read_as"] == "article"
        return Try(End.ANSWERED if is_article else End.UNREAD if must else None, sure=is_article or must, why=why)
    if why == _SAME_TEXT:
        # It is not asked, since too many others show one text: where articles are held, the site is another one.
        return Try(End.UNREAD if row["held"] else None, sure=bool(row["held"]), why=why)
    end = end_of(read["outcome"], read["why"], read["status"])
    absent = end == End.ANSWERED or why in _ABSENT | _NO_ANSWER
    is_part = end == End.WALLED and row["left_alone"]  # that was closed, and the site is not
    if is_part or end == End.ANSWERED or why in _OTHER_THINGS | _NO_ANSWER or why.startswith("trap"):
        said = why if why != "a list" else f"status {read['status']}"
        return Try(None, sure=False, why=said, absent=absent, held=bool(row["held"]))
    if end == End.UNREAD:
        is_page = "html" in (row["content_type"] or "")
        return Try(end if is_page else None, sure=must or read["outcome"] == Outcome.FAILED, why=why)
    return Try(end, sure=must or why != "robots", why=why)


def _wrong(end: End, number: int, total: int, tries: Sequence[Try]) -> Fact:
    sign, word = _POINTS[end]
    if end == End.UNREAD and number == total:
        says = f"Not one of {number} pages that should be articles could be read as one"
    else:
        what = {
            End.UNREAD: "could not be read",
            End.WALLED: "were refused",
            End.SILENT: "were not answered",
            End.PARKED: "are parked",
        }[end]
        says = f"{number} of {total} pages that should be articles {what}"
    return Fact(sign=sign, says=f"{says} ({_most(one for one in tries if one.end == end)})", points=word)


def _most(tries: Iterable[Try]) -> str:
    """Name what most of them ended with."""
    return ", ".join(why for why, _ in Counter(one.why for one in tries).most_common(3))


def lists(db: sqlite3.Connection, crawl: int) -> Iterator[Fact]:
    """Say of lists that named articles before, and name none now; only a second time is it more than a mishap.

    Args:
        db: the archive.
        crawl: the run.
    """
    for row in db.execute(_LISTS, (crawl,)).fetchall():
        readings = db.execute(_LIST_BEFORE, (row["url"], row["id"])).fetchall()
        again = row["outcome"] == Outcome.UNCHANGED
        if not again:
            readings.insert(0, row)
        if not readings or not _names_nothing(readings[0]):
            continue
        named = max(reading["named"] or 0 for reading in readings)
        if named >= _LISTED:
            what = "is not there" if row["outcome"] == Outcome.GONE else "names no article"
            says = f"The list {row['url']} {what}, and has named {named} at once"
            twice = again or _names_nothing(readings[1])
            yield Fact(sign="list", says=says, points=Word.LAYOUT if twice else None)


def _names_nothing(row: Any) -> bool:
    if row["outcome"] == Outcome.STORED:
        return bool(row["named"] == 0)
    if row["outcome"] == Outcome.GONE:
        return True
    return end_of(row["outcome"], row["why"], row["status"]) == End.UNREAD
