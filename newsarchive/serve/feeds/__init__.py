"""Follow: Atom feeds of a search, a council, an article's versions, the edits, the removals."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from newsarchive.serve import edits, removals
from newsarchive.serve.asked import Asked, in_time
from newsarchive.serve.feeds import reading
from newsarchive.serve.feeds.answer import answer
from newsarchive.serve.feeds.atom import Feed, tag
from newsarchive.serve.feeds.reading import NEVER, PAGE, Told, found, versions
from newsarchive.serve.public import origin, permalink
from newsarchive.serve.view import Absent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from datasette import Response

    from newsarchive.serve.feeds.atom import Entry
    from newsarchive.serve.view import View, Visit

MOST_PAGES = 200
"""Pages that a feed has at most: what is older is read in the archive."""

_NUMBER = re.compile("[0-9]{1,4}")


async def search(visit: Visit) -> Response:
    """The newest articles that a search finds."""
    asked = replace(Asked.of(visit), order="")
    await visit.ready()
    with in_time():
        entries = await visit.read(partial(_found, asked=asked, offset=_offset(visit), told=_told(visit)))
    asking = asked.q or visit.say("усі статті", "all articles")
    title = f"{visit.say('Пошук', 'Search')}: {asking}"
    return _answer(visit, title, f"search?{asked.query()}", asked.query(), entries)


async def council(visit: Visit) -> Response:
    """The newest articles of a council."""
    asked = Asked(council=visit.part("code"))
    named = await visit.read(partial(_named, code=asked.council))
    if named is None:
        raise Absent("Архів не має такої ради.", "The archive holds no such council.")
    await visit.ready()
    with in_time():
        entries = await visit.read(partial(_found, asked=asked, offset=_offset(visit), told=_told(visit)))
    title = visit.say(named[0], named[1] or named[0])
    return _answer(visit, title, f"councils/{asked.council}", "", entries)


async def article(visit: Visit) -> Response:
    """The versions of an article."""
    number = int(visit.part("number"))
    read = await visit.read(partial(versions, article=number, offset=_offset(visit), told=_told(visit)))
    if read is None:
        raise Absent("Архів не має такої статті.", "The archive holds no such article.")
    title, entries = read
    return _answer(visit, f"{visit.say('Версії', 'Versions')}: {title}", f"articles/{number}", "", entries)


async def edited(visit: Visit) -> Response:
    """The newest edits."""
    asked = edits.Asked.of(visit)
    entries = await visit.read(partial(reading.edited, asked=asked, offset=_offset(visit), told=_told(visit)))
    query = asked.other(order="")
    title = visit.say("Зміни в статтях", "Edits of articles")
    return _answer(visit, title, f"edits?{query}" if query else "edits", query, entries)


async def removed(visit: Visit) -> Response:
    """The newest removals."""
    asked = removals.Asked.of(visit)
    entries = await visit.read(partial(reading.removed, asked=asked, offset=_offset(visit), told=_told(visit)))
    query = asked.other()
    title = visit.say("Вилучені статті", "Articles taken down")
    return _answer(visit, title, f"removals?{query}" if query else "removals", query, entries)


def _found(connection: sqlite3.Connection, asked: Asked, offset: int, told: Told) -> list[Entry]:
    return found(connection, asked.question(connection), offset, told)


def _named(connection: sqlite3.Connection, code: str) -> tuple[str, str | None] | None:
    row = connection.execute("SELECT name, name_en FROM councils WHERE code = ?", (code,)).fetchone()
    return row and (row[0], row[1])


def _told(visit: Visit) -> Told:
    return Told(visit.lang, partial(permalink, visit.datasette, visit.request, visit.name))


def _page(visit: Visit) -> int:
    asked = visit.asked("page")
    return min(max(int(asked), 1), MOST_PAGES) if _NUMBER.fullmatch(asked) else 1


def _offset(visit: Visit) -> int:
    return PAGE * (_page(visit) - 1)


def _answer(visit: Visit, title: str, page: str, query: str, entries: Sequence[Entry]) -> Response:
    """Make a feed of entries.

    Args:
        visit: The request.
        title: Of the feed.
        page: The page that shows the same, below the archive's address.
        query: The query string of the question, without page and language.
        entries: Of this page; a full one has another behind it.
    """
    here = origin(visit.datasette, visit.request)
    place = here + visit.datasette.urls.database(visit.name)
    number = _page(visit)
    turn = partial(_turn, here + visit.request.path, query, visit.lang)
    links = [("self", turn(number)), ("first", turn(1))]
    links += [("previous", turn(number - 1))] if number > 1 else []
    links += [("next", turn(number + 1))] if len(entries) >= PAGE and number < MOST_PAGES else []
    feed = Feed(
        id=tag(f"{place}/{page}", visit.lang),
        title=title,
        subtitle=visit.say(
            "Найновіше стоїть першим. Час — коли архів це побачив; тексти належать їхнім авторам.",
            "The newest comes first. Times tell when the archive saw it; the texts belong to their authors.",
        ),
        updated=max((entry.updated for entry in entries), default=NEVER),
        lang=visit.lang,
        page=f"{place}/{page}",
        links=links,
        entries=entries,
    )
    return answer(visit.request, feed)


def _turn(path: str, query: str, lang: str, number: int) -> str:
    asked = urlencode({**({"page": str(number)} if number > 1 else {}), "_lang": lang})
    return f"{path}?{query}&{asked}" if query else f"{path}?{asked}"


VIEWS: list[tuple[str, View]] = [
    (r"search\.atom", search),
    (r"councils/(?P<code>[^/.]+)\.atom", council),
    (r"articles/(?P<number>[0-9]{1,18})\.atom", article),
    (r"edits\.atom", edited),
    (r"removals\.atom", removed),
]
