"""Every saved page reads to the article that stands beside it, one failure for each field."""

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive import normalize
from newsarchive.pages import TagDivArticle, decode

SITES = Path(__file__).parent / "sites"
PAGES = sorted(SITES.glob("*/*/page.warc"))
PAGE_CLASSES = {"khmelnytskyi": TagDivArticle}
SEED = Path(__file__).parent.parent.parent / "shared" / "seed.txt"


def read_record(file):
    """Give a saved page as (address, moment of capture, content type, body)."""
    head, http, body = file.read_bytes().split(b"\r\n\r\n", 2)
    warc, answer = (dict(line.split(": ", 1) for line in part.decode().split("\r\n")[1:]) for part in (head, http))
    body = body[: int(answer["Content-Length"])]
    moment = datetime.fromisoformat(warc["WARC-Date"]).astimezone(UTC)
    return warc["WARC-Target-URI"], moment, answer["Content-Type"], body


def read_page(file):
    url, moment, content_type, body = read_record(file)
    page = PAGE_CLASSES[file.parent.parent.name](decode(body, content_type), url)
    return normalize.article(page.read(), captured_at=moment)


def fields(file):
    """Give an article as it is written in article.json: the body as a list of its paragraphs."""
    found = dataclasses.asdict(read_page(file))
    found["body"] = found["body"].split("\n\n")
    return json.loads(json.dumps(found, default=lambda value: value.isoformat()))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_saved_page_reads_to_the_article_beside_it(file, subtests):
    expected = json.loads((file.parent / "article.json").read_text(encoding="utf-8"))
    actual = fields(file)

    assert sorted(expected) == sorted(actual)
    for name in expected:
        with subtests.test(name):
            assert expected[name] == actual[name]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_reconstructed_page_says_that_it_is_one(file):
    head = file.read_bytes().partition(b"\r\n\r\n")[0].decode()

    assert "X-Reconstructed: " in head


@pytest.mark.shared
@pytest.mark.parametrize("name", ["2023-05-16-seminar", "2023-05-16-seminar-tdb"])
def test_the_seed_text_is_read_back_without_debris(name):
    if not SEED.exists():
        pytest.skip("../shared/seed.txt stands beside our own checkout only")
    lines = SEED.read_text(encoding="utf-8").replace("\xa0", " ").splitlines()
    previous, following = lines[-2].removeprefix("попередня стаття"), lines[-1].removeprefix("наступна стаття")
    article = read_page(SITES / "khmelnytskyi" / name / "page.warc")

    assert lines[0] == article.title
    assert [line for line in lines[1:-2] if line] == article.body.split("\n\n")
    assert len(article.body.split("\n\n")) == 11
    assert (previous, following) == (article.previous.title, article.next.title)
