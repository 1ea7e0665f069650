"""Every spider has saved pages, and each reads to the article that stands beside it, one failure for each field."""

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive import normalize, registry
from newsarchive.pages import decode

SITES = Path(__file__).parent / "sites"
PAGES = sorted(SITES.glob("*/*/page.warc"))
SEED = Path(__file__).parents[1] / "newsarchive" / "demo" / "seed.txt"
NEIGHBOURS = (
    "У Хмельницькій гуманітарно-педагогічній академії проходить Тиждень науки",
    "Віолета Лабазюк розповіла іноземцям про виклики для жінок у світі політики та бізнесу в Україні",
)


def read_record(file):
    """Give a saved page as (address, moment of capture, content type, body)."""
    head, http, body = file.read_bytes().split(b"\r\n\r\n", 2)
    warc, answer = (dict(line.split(": ", 1) for line in part.decode().split("\r\n")[1:]) for part in (head, http))
    body = body[: int(answer["Content-Length"])]
    moment = datetime.fromisoformat(warc["WARC-Date"]).astimezone(UTC)
    return warc["WARC-Target-URI"], moment, answer["Content-Type"], body


def read_page(file):
    url, moment, content_type, body = read_record(file)
    page_class = registry.find(file.parent.parent.name).site().page_class(moment.date())
    page = page_class(decode(body, content_type).text, url)
    return normalize.article(page.read(), captured_at=moment)


def fields(file):
    """Give an article as it is written in article.json: the body as a list of its paragraphs."""
    found = dataclasses.asdict(read_page(file))
    found["body"] = found["body"].split("\n\n")
    return json.loads(json.dumps(found, default=lambda value: value.isoformat()))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_saved_page_reads_to_the_article_beside_it(file, subtests, pytestconfig):
    golden, actual = file.parent / "article.json", fields(file)
    if pytestconfig.getoption("--update-golden"):
        golden.write_text(json.dumps(actual, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    expected = json.loads(golden.read_text(encoding="utf-8"))

    assert sorted(expected) == sorted(actual)
    for name in expected:
        with subtests.test(name):
            assert expected[name] == actual[name]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_reconstructed_page_says_that_it_is_one(file):
    head = file.read_bytes().partition(b"\r\n\r\n")[0].decode()

    assert "X-Reconstructed: " in head


@pytest.mark.parametrize("name", sorted(name for name in registry.spiders() if name != "demo"))
def test_each_spider_has_a_saved_page_and_is_named_as_its_file(name):
    spider = registry.find(name)

    assert [file for file in PAGES if file.parent.parent.name == name]
    assert (f"spiders.{name}", f"{name.capitalize()}Spider") == (spider.__module__, spider.__qualname__)


@pytest.mark.parametrize("name", ["2023-05-16-seminar", "2023-05-16-seminar-tdb"])
def test_the_seed_text_is_read_back_without_debris(name):
    lines = SEED.read_text(encoding="utf-8").replace("\xa0", " ").splitlines()
    article = read_page(SITES / "khmelnytskyi" / name / "page.warc")

    assert lines[0] == article.title
    assert [line for line in lines[1:] if line] == article.body.split("\n\n")
    assert len(article.body.split("\n\n")) == 11
    assert (article.previous.title, article.next.title) == NEIGHBOURS
