"""Reads saved pages: a WARC record, and beside it what must be read from it."""

import dataclasses
import json
from datetime import UTC, datetime

from newsarchive import normalize
from newsarchive.pages import decode


def read_record(file):
    """Give a saved page as (address, moment of capture, content type, body)."""
    head, http, body = file.read_bytes().split(b"\r\n\r\n", 2)
    warc, answer = (dict(line.split(": ", 1) for line in part.decode().split("\r\n")[1:]) for part in (head, http))
    body = body[: int(answer["Content-Length"])]
    moment = datetime.fromisoformat(warc["WARC-Date"]).astimezone(UTC)
    return warc["WARC-Target-URI"], moment, answer["Content-Type"], body


def parse(file, page_class):
    """Give a saved page as its class sees it, and the moment of its capture; ``page_class(day)`` gives the class."""
    url, moment, content_type, body = read_record(file)
    return page_class(moment.date())(decode(body, content_type).text, url), moment


def read_page(file, page_class):
    """Give the article that a saved page reads to."""
    page, moment = parse(file, page_class)
    return normalize.article(page.read(), captured_at=moment)


def as_json(article):
    """Give an article as it is written in article.json: the body as a list of its paragraphs."""
    found = dataclasses.asdict(article)
    found["body"] = found["body"].split("\n\n")
    return json.loads(json.dumps(found, default=lambda value: value.isoformat()))


def hold(golden, actual, subtests, *, update=False):
    """Compare what was read with what must be, one failure for each field.

    Args:
        golden: article.json or list.json.
        actual: What was read.
        subtests: pytest's fixture.
        update: Whether to write what was read down as what must be: only for pages that no template made.
    """
    if update:
        golden.write_text(json.dumps(actual, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    expected = json.loads(golden.read_text(encoding="utf-8"))

    assert sorted(expected) == sorted(actual)
    for name in expected:
        with subtests.test(name):
            assert expected[name] == actual[name]
