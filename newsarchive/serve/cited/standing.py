"""What a question finds, as a set that can be told again: a number, and a digest over addresses and texts.

The set of an earlier moment is put together anew from what the archive has kept: the articles that it held then, each
with the text that it had then. Its digest says whether that has succeeded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from newsarchive.search.facts import Kind
from newsarchive.search.order import Order
from newsarchive.serve.rows import read_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from newsarchive.search import Question
    from newsarchive.serve.rows import Row

MOST = 10_000
"""Articles whose set is told by a digest; of more the number alone is."""
MOST_TOUCHED = 5_000
"""Articles edited since, of which the former texts are looked through."""


def last_capture(connection: sqlite3.Connection) -> str | None:
    """When the last capture was made that is held, UTC: what came after it the archive does not know, or not yet."""
    row = connection.execute(_LAST).fetchone()
    return str(row[0]) if row and row[0] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a question found at one moment."""

    found: int
    digest: str
    """``sha256:`` and the hex digest of the lines ``ADDRESS DIGEST``, sorted by their bytes; empty beyond the limit."""


def now(connection: sqlite3.Connection, question: Question) -> Standing:
    """Tell what a question finds now."""
    total = question.total()
    if total > MOST:
        return Standing(found=total, digest="")
    rows = held(connection, question.numbers(order=Order.NEWEST, limit=MOST))
    return Standing(found=len(rows), digest=digest((row["url"], row["digest"]) for row in rows.values()))


def digest(articles: Iterable[tuple[str, str]]) -> str:
    """The digest over addresses and text digests: ``sort`` and ``sha256sum`` make it of ``search.jsonl``."""
    lines = sorted(f"{url} {text}\n".encode("utf-8", "replace") for url, text in articles)
    return f"sha256:{sha256(b''.join(lines)).hexdigest()}"


def held(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Row]:
    """Read articles, without their texts, in the order given."""
    return {row["id"]: row for row in read_rows(connection, _ARTICLES, json.dumps(list(numbers)))}


def touched(connection: sqlite3.Connection, at: str) -> dict[int, Row] | None:
    """Read the former texts of the articles that were edited since, by article; None where there are too many.

    Args:
        connection: The archive's.
        at: UTC; the text of each is the one that it had then.
    """
    numbers = [row["article"] for row in read_rows(connection, _EDITED, {"at": at, "most": MOST_TOUCHED + 1})]
    if len(numbers) > MOST_TOUCHED:
        return None
    rows = read_rows(connection, _VERSIONS, {"articles": json.dumps(numbers), "at": at})
    return {row["article"]: row for row in rows}


def moved(connection: sqlite3.Connection, at: str) -> dict[int, str]:
    """Read the former addresses of the articles that have moved since."""
    return {row["article"]: json.loads(row["detail"])["url"] for row in read_rows(connection, _MOVED, {"at": at})}


def would_find(question: Question, former: Mapping[int, Row]) -> frozenset[int]:
    """Which of some former texts the question finds; by state they are not told apart: that they have another now."""
    scope = question.scope
    texts = {number: (row["title"], row["lead"] or "", row["body"]) for number, row in former.items()}
    found = question.among(texts)
    since = scope.since.isoformat() if scope.since else ""
    until = scope.until.isoformat() if scope.until else "9999"
    return frozenset(
        number
        for number in found
        if all(scope.lets(Kind(former[number]["council"], former[number]["section"] or "", "", False))[:2])
        and (not (scope.since or scope.until) or since <= (former[number]["published"] or "")[:10] <= until)
    )


_LAST = "SELECT max(captured_at) FROM (SELECT captured_at FROM captures ORDER BY id DESC LIMIT 1000)"
"""Crawls of several councils write side by side, so that the last row need not be the last moment."""

_ARTICLES = """
SELECT a.id, a.url, a.digest, a.title, a.published, a.state, a.version, a.first_captured, a.missing_since,
       c.name AS council_name, c.name_en AS council_name_en
FROM json_each(?) AS number
CROSS JOIN articles AS a ON a.id = number.value
LEFT JOIN councils AS c ON c.code = a.council
ORDER BY number.key
"""

_EDITED = "SELECT DISTINCT article FROM events WHERE kind = 'edited' AND at > :at LIMIT :most"

_VERSIONS = """
SELECT v.article, v.number, v.title, v.lead, v.body, v.published, v.section, v.digest, a.council
FROM json_each(:articles) AS number
CROSS JOIN articles AS a ON a.id = number.value
CROSS JOIN versions AS v ON v.article = a.id AND v.number = (
    SELECT max(o.number) FROM versions AS o WHERE o.article = a.id AND o.seen_at <= :at)
WHERE a.first_captured <= :at
"""

_MOVED = """
SELECT article, detail FROM events WHERE kind = 'moved' AND at > :at ORDER BY at DESC, id DESC
"""
