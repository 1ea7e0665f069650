"""Builders of the records that cross the borders between stages, with defaults that a test need not care for."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsarchive import normalize
from newsarchive.capture import Exchange
from newsarchive.items import Article, Capture, Found, Kind, Link, Outcome, Route, Visit
from newsarchive.store import Council, Run, apply

SITE = "https://rada.example"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COUNCIL = Council(
    code="testova",
    name="Тестова обласна рада",
    oblast="UA-00",
    hosts=("rada.example",),
    spider="tests:TestSpider",
    former_hosts=("old.example", "older.example"),
)


def address(path):
    return path if "://" in path else f"{SITE}/{path.strip('/')}/" if path.strip("/") else f"{SITE}/"


def new_id():
    return f"urn:uuid:{uuid.uuid4()}"


def exchange(path="a", body=b"", **fields):
    """An answer; ``path`` may be a whole address."""
    given = {
        "url": address(path),
        "at": NOW,
        "record_id": new_id(),
        "route": Route.LISTING,
        "found_on": None,
        "kind": Kind.ARTICLE,
        "method": "GET",
        "request_headers": ((b"User-Agent", b"newsarchive/0"),),
        "status": 200,
        "headers": ((b"Content-Type", b"text/html; charset=utf-8"),),
        "body": body.encode() if isinstance(body, str) else body,
    }
    return Exchange(**given | fields)


def article(path="a", title="Заголовок", **fields):
    """An article with its digest; ``previous`` and ``next`` may be given as paths."""
    given = {
        "url": address(path),
        "title": title,
        "body": "Перший абзац.\n\nДругий абзац.",
        "published": NOW,
        "published_raw": NOW.isoformat(),
        "published_from": "meta",
    }
    for side in ("previous", "next"):
        if isinstance(fields.get(side), str):
            fields[side] = Link(url=address(fields[side]))
    read = Article(**given | fields)
    return replace(read, digest=normalize.digest(read))


def found(path, route=Route.LISTING, **fields):
    return Found(url=address(path), route=route, **fields)


def visit(path="a", outcome=Outcome.STORED, **fields):
    given = {"url": address(path), "at": NOW, "route": Route.LISTING, "outcome": outcome, "status": 200}
    return Visit(**given | fields)


def capture(path="a", at=NOW, **fields):
    given = {
        "url": address(path),
        "captured_at": at,
        "status": 200,
        "content_type": "text/html",
        "warc_file": "testova/2026/testova-20261120T120000Z.warc.gz",
        "offset": 0,
        "length": 1,
        "payload_digest": "sha256:" + "0" * 64,
        "record_id": new_id(),
    }
    return Capture(**given | fields)


class Story:
    """An archive that a test tells visits to, one after the other, without a network."""

    def __init__(self, archive, *, previous_is_older=True):
        self.archive = archive
        archive.add_council(COUNCIL)
        crawl = archive.begin_crawl(COUNCIL.code, NOW, {}, {})
        self.run = Run(id=crawl, council=COUNCIL.code, previous_is_older=previous_is_older)

    def tell(self, *visits, captured=True):
        for told in visits:
            held = capture(told.url, at=told.at, status=told.status) if captured and told.status else None
            with self.archive.transaction() as db:
                apply(db, self.run, told, held)

    def read(self, path="a", title="Заголовок", *, days=0, at=None, **fields):
        """Tell of an article that was read at ``path``; ``at`` is its own canonical path where that differs."""
        read = article(at or path, title, **fields)
        alias = read.url if read.url != address(path) else None
        self.tell(visit(path, at=NOW + timedelta(days=days), article=read, alias_of=alias))

    def redirect(self, path, target):
        hop = found(target, Route.REDIRECT)
        self.tell(visit(path, status=301, alias_of=address(target), found=(hop,)))

    def rows(self, sql, *values):
        return [tuple(row) for row in self.archive.connection.execute(sql, values)]

    def one(self, sql, *values):
        (row,) = self.rows(sql, *values)
        return row if len(row) > 1 else row[0]
