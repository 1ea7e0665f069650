"""Reads saved pages as tests do: a WARC record, and beside it what must be read from it."""

import json

from newsarchive import normalize, saved
from newsarchive.pages import decode


def parse(file, page_class):
    """Give a saved page as its class sees it, and the moment of its capture; ``page_class(day)`` gives the class."""
    answer = saved.read(file)
    text = decode(answer.content(), answer.header(b"content-type")).text
    return page_class(answer.at.date())(text, answer.url), answer.at


def read_page(file, page_class):
    """Give the article that a saved page reads to."""
    page, moment = parse(file, page_class)
    return normalize.article(page.read(), captured_at=moment)


def as_json(article):
    """Give an article as it is written in article.json."""
    return json.loads(saved.expected(article))


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
