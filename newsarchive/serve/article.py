"""Everything the page of one article shows, read in one transaction so that a writer cannot come between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datasette import Response

from newsarchive.search.hidden import hidden
from newsarchive.serve.body import Piece, pieces
from newsarchive.serve.cite import cite
from newsarchive.serve.elsewhere import Elsewhere, elsewhere
from newsarchive.serve.removals import reason
from newsarchive.serve.rows import event_detail, read_row, read_rows
from newsarchive.serve.styles import FORMS
from newsarchive.serve.view import Absent, NoVersion
from newsarchive.store.second import SOURCES as OTHERS
from newsarchive.store.sources import article_at

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import View, Visit

LIMIT_MS = 1500

SOURCES = {
    "meta": ("метадані сторінки", "the page's metadata"),
    "json-ld": ("структуровані дані сторінки (JSON-LD)", "the page's structured data (JSON-LD)"),
    "time": ("мітка часу біля заголовка", "the mark of time beside the title"),
    "printed": ("дата, надрукована на сторінці", "the date printed on the page"),
    "url": ("дата в адресі сторінки", "the date in the page's address"),
    "api": ("WordPress API сайту; сама сторінка дати не каже", "the site's WordPress API; the page itself tells none"),
    "feed": ("стрічка новин сайту; сама сторінка дати не каже", "the site's feed; the page itself tells none"),
    "list": ("перелік новин сайту; сама сторінка дати не каже", "the site's list of news; the page itself tells none"),
}
NO_DATE = ("дати на сторінці не знайдено", "no date was found on the page")

STATES = {
    "suspected": (
        "Сайт востаннє не показав цієї статті: можливо, її вилучено.",
        "The site did not show this article the last time: it may have been taken down.",
    ),
    "deleted": (
        "Статтю вилучено із сайту ради. Тут вона збережена.",
        "The article was taken down from the council's site. It is kept here.",
    ),
    "restored": (
        "Стаття зникала із сайту ради і повернулася.",
        "The article had gone from the council's site, and is back.",
    ),
}

_KIND = re.compile(r"\.([A-Za-z0-9]{2,5})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article, in one of its versions, with its surroundings."""

    article: Row
    """The row of ``articles``, with ``council_name`` and ``oblast``."""
    shown: Row
    """The row of ``versions`` that is read; the article's own fields where it has no versions yet."""
    capture: Row
    """The record that ``shown`` was read from, with the manifest's ``file_size`` and ``file_sha256``, and ``software``,
    that read it; empty where it is missing."""
    versions: list[Row]
    """Newest first, without their texts; with the ``summary`` of the edit, in both languages."""
    attachments: list[Row]
    """With ``name`` and ``ends``: what the address says a file is called, and of which kind it is."""
    tags: list[str]
    events: list[Row]
    """What happened to it, newest first, each with ``told`` and the captures that show it."""
    second: list[Row]
    """What other sources say otherwise of it."""
    aliases: list[str]
    older: Row | None
    """``url``, ``title``, ``called`` on the page and, when the archive holds it, ``id`` and ``published``."""
    newer: Row | None
    elsewhere: Elsewhere | None
    """The same text on other councils' sites."""

    @property
    def body(self) -> list[Piece]:
        """The text as it is laid out."""
        return pieces(self.shown["body"], self.shown.get("form"))

    @property
    def current(self) -> bool:
        """Whether the version shown is the one the site showed last."""
        return bool(self.shown["number"] == self.article["version"])

    @property
    def source(self) -> tuple[str, str]:
        """In words, which part of the page, or who else, gave the date; in Ukrainian and in English."""
        told = self.article["published_from"]
        return SOURCES.get(told, (told, told)) if told else NO_DATE

    @property
    def date_as_printed(self) -> str | None:
        """What was read as the date, where it stands on the page."""
        return None if self.article["published_from"] in OTHERS else self.article["published_raw"]

    @property
    def state(self) -> str:
        """``live``, ``suspected``, ``deleted``, or ``restored`` where it went missing and came back."""
        stored: str = self.article["state"]
        return "restored" if stored == "live" and any(event["kind"] == "restored" for event in self.events) else stored

    @property
    def notice(self) -> tuple[str, str] | None:
        """What the reader must know of an article that the site no longer shows; in Ukrainian and in English."""
        return STATES.get(self.state)

    @property
    def evidence(self) -> list[Row]:
        """The events that say why it is in its state, the last one first."""
        telling = {"suspected": ["suspected"], "deleted": ["deleted", "suspected"], "restored": ["restored"]}
        kinds = telling.get(self.state, [])
        found = (next((event for event in self.events if event["kind"] == kind), None) for kind in kinds)
        return [event for event in found if event]

    def why(self, event: Row) -> tuple[str, str]:
        """What the site showed instead of the article, in Ukrainian and in English."""
        told = event["told"].get("why")
        return reason(str(told)) if told else ("сайт відповів інакше", "the site answered otherwise")

    @property
    def previous(self) -> int | None:
        """The number of the version before the one shown."""
        return max((row["number"] for row in self.versions if row["number"] < self.shown["number"]), default=None)

    @property
    def files(self) -> list[Row]:
        """Attachments that are no photographs."""
        return [row for row in self.attachments if row["kind"] != "image"]

    @property
    def photographs(self) -> list[Row]:
        """The lead image, and those in the text; linked, since they are on the council's host."""
        inside = [row for row in self.attachments if row["kind"] == "image"]
        lead = self.article["image"]
        if not lead or any(row["url"] == lead for row in inside):
            return inside
        return [_named({"url": lead, "title": None, "kind": "image"}) | {"lead": True}, *inside]


async def page(visit: Visit) -> Page:
    """Read an article's page.

    Raises:
        Absent: No such article, or no such version of it.
    """
    reading = partial(_read, key=visit.part("article"), version=visit.asked("version") or None)
    found: Page | None = await visit.read(reading, LIMIT_MS)
    if found is None:
        raise Absent("Архів не має такої статті.", "The archive holds no such article.")
    return found


async def show(visit: Visit) -> Response:
    """Answer with an article's page."""
    read = await page(visit)
    return await visit.page(
        "article.html",
        page=read,
        citation=(citation := cite(visit, read)),
        forms=[(form.ending, visit.say(*form.name), form.told(citation)) for form in FORMS],
        alternate_url_json=f"{visit.datasette.urls.row(visit.name, 'articles', read.article['id'])}.json",
    )


async def cited(visit: Visit) -> Response:
    """Answer with the citation of an article in one form."""
    made = cite(visit, await page(visit))
    form = next(form for form in FORMS if form.ending == visit.part("form"))
    name = {"Content-Disposition": f'inline; filename="{made.key}.{form.ending}"'}
    return Response(form.told(made), headers=name, content_type=f"{form.kind}; charset=utf-8")


async def by_source(visit: Visit) -> Response:
    """Lead from an article's address on the council's site to our page of it, or of one version: this outlives ids.

    ``view=diff`` leads to what this version changed.
    """
    url, digest = visit.asked("url"), visit.asked("digest")
    found = await visit.read(partial(_by_source, url=url, digest=digest))
    if found is None:
        raise Absent("Архів не має статті з такою адресою.", "The archive holds no article of that address.")
    article, version = found
    here = visit.datasette.urls.row(visit.name, "articles", article)
    if digest and version is None:
        response = await visit.page("no_version.html", article=here, url=url, digest=digest)
        response.status = Absent.status
        return response
    if version and version > 1 and visit.asked("view") == "diff":
        return Response.redirect(f"{here}/diff?from={version - 1}&to={version}")
    return Response.redirect(f"{here}?version={version}" if digest else here)


def _by_source(connection: sqlite3.Connection, url: str, digest: str) -> tuple[int, int | None] | None:
    number = article_at(connection, url)
    if number is None:
        return None
    version = read_row(connection, _BY_DIGEST, number, digest) if digest else None
    return number, version["number"] if version else None


def _read(connection: sqlite3.Connection, key: str, version: str | None) -> Page | None:
    article = read_row(connection, _ARTICLE, key)
    if article is None:
        return None
    shown = _shown(connection, article, version)
    if shown is None:
        raise NoVersion
    number = article["id"]
    links = read_row(connection, _LINKS, number) or {}
    return Page(
        article=article,
        shown=shown,
        capture=_capture(connection, shown["capture"]),
        versions=read_rows(connection, _VERSIONS, number),
        attachments=[_named(row) for row in read_rows(connection, _ATTACHMENTS, number)],
        tags=[row["tag"] for row in read_rows(connection, _TAGS, number)],
        events=[row | {"told": event_detail(row["detail"])} for row in read_rows(connection, _EVENTS, number)],
        second=read_rows(connection, _SECOND, number),
        aliases=[row["url"] for row in read_rows(connection, _ALIASES, number)],
        older=_neighbour(connection, links, article["older_url"]),
        newer=_neighbour(connection, links, article["newer_url"]),
        elsewhere=elsewhere(connection, article, shown["body"]),
    )


def _shown(connection: sqlite3.Connection, article: Row, version: str | None) -> Row | None:
    number = article["version"] if version is None else version
    row = read_row(connection, "SELECT * FROM versions WHERE article = ? AND number = ?", article["id"], number)
    if row is None and version is None:
        return {**article, "number": article["version"], "seen_at": article["first_captured"]}
    if row is not None and article["published_from"] in OTHERS:
        return row | {"published": row["published"] or article["published"]}
    return row


def _capture(connection: sqlite3.Connection, number: int) -> Row:
    row = read_row(connection, _CAPTURE, number)
    return row | {"software": event_detail(row["software"]).get("newsarchive")} if row else {}


def _neighbour(connection: sqlite3.Connection, links: Row, url: str | None) -> Row | None:
    """Who stands beside an article, by our own title where we hold it, and by what its page calls it."""
    if not url:
        return None
    sides = (("previous_url", "previous_title"), ("next_url", "next_title"))
    called = next((links[title] for side, title in sides if links.get(side) == url), None)
    held = read_row(connection, _HELD, {"url": url}) or {"url": url, "title": called}
    if not held["title"] and held.get("id") in hidden(connection):
        return None
    return held | {"called": called if called != held["title"] else None}


def _named(attachment: Row) -> Row:
    """Say what a file is by its address: its name and the letters it ends with."""
    name = unquote(attachment["url"].partition("?")[0].rpartition("/")[2])
    ends = _KIND.search(name)
    return attachment | {"name": name, "ends": ends[1].upper() if ends else None}


_ARTICLE = """
SELECT articles.*, councils.name AS council_name, councils.name_en AS council_name_en, councils.oblast
FROM articles LEFT JOIN councils ON councils.code = articles.council
WHERE articles.id = ?
"""
_VERSIONS = """
SELECT number, versions.seen_at, title, digest, summary, summary_en
FROM versions LEFT JOIN edits ON edits.version = versions.id WHERE versions.article = ? ORDER BY number DESC LIMIT 60
"""
_ATTACHMENTS = "SELECT url, title, kind FROM attachments WHERE article = ? ORDER BY rowid"
_TAGS = "SELECT tag FROM tags WHERE article = ? ORDER BY rowid"
_ALIASES = "SELECT url FROM aliases WHERE article = ? ORDER BY url LIMIT 60"

_CAPTURE = """
SELECT captures.*, warc_files.size AS file_size, warc_files.sha256 AS file_sha256, crawls.versions AS software
FROM captures LEFT JOIN warc_files ON warc_files.name = captures.warc_file
LEFT JOIN crawls ON crawls.id = captures.crawl
WHERE captures.id = ?
"""
_EVENTS = """
SELECT events.id, events.at, events.kind, events.detail, events.digest, capture_before, capture_after,
       was.captured_at AS before_at, shows.captured_at AS after_at, shows.status AS after_status
FROM events LEFT JOIN captures AS was ON was.id = capture_before LEFT JOIN captures AS shows ON shows.id = capture_after
WHERE article = ? ORDER BY events.id DESC LIMIT 60
"""
_SECOND = """
SELECT source, title, published, categories, seen_at, capture, differs FROM second_readings
WHERE url IN (SELECT url FROM articles WHERE id = ?1 UNION ALL SELECT url FROM aliases WHERE article = ?1)
  AND differs <> ''
"""
_LINKS = """
SELECT previous_url, previous_title, next_url, next_title FROM neighbours
WHERE article = ? ORDER BY seen_at DESC, id DESC LIMIT 1
"""
_HELD = """
SELECT id, url, title, published FROM articles WHERE url = :url
UNION ALL
SELECT articles.id, articles.url, title, published FROM aliases JOIN articles ON articles.id = aliases.article
WHERE aliases.url = :url
LIMIT 1
"""
_BY_DIGEST = "SELECT number FROM versions WHERE article = ? AND digest = ? ORDER BY number DESC LIMIT 1"

VIEWS: list[tuple[str, View]] = [
    (r"articles/(?P<article>[0-9]{1,18})", show),
    (rf"articles/(?P<article>[0-9]{{1,18}})/cite\.(?P<form>{'|'.join(form.ending for form in FORMS)})", cited),
    (r"source", by_source),
]
