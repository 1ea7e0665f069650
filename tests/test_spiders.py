"""Every spider has saved pages, and each reads to the article that stands beside it, one failure for each field."""

from pathlib import Path

import pytest

from newsarchive import registry
from newsarchive.lint import class_name
from newsarchive.saved import ORIGIN
from tests.helpers import saved

SITES = Path(__file__).parent / "sites"
PAGES = sorted(SITES.glob("*/*/page.warc"))
SEED = Path(__file__).parents[1] / "newsarchive" / "demo" / "seed.txt"
NEIGHBOURS = (
    "У Хмельницькій гуманітарно-педагогічній академії проходить Тиждень науки",
    "Віолета Лабазюк розповіла іноземцям про виклики для жінок у світі політики та бізнесу в Україні",
)


def page_class(file):
    return registry.find(file.parent.parent.name).site().page_class


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_saved_page_reads_to_the_article_beside_it(file, subtests, pytestconfig):
    update = pytestconfig.getoption("--update-golden")
    saved.hold(
        file.parent / "article.json", saved.as_json(saved.read_page(file, page_class(file))), subtests, update=update
    )


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_a_page_says_whether_it_is_its_sites_or_reconstructed(file):
    head = file.read_bytes().partition(b"\r\n\r\n")[0].decode()

    assert ("X-Reconstructed: " in head) != (f"{ORIGIN}: " in head)


@pytest.mark.parametrize("name", sorted(name for name in registry.spiders() if name != "demo"))
def test_each_spider_has_a_saved_page_and_is_named_as_its_file(name):
    spider = registry.find(name)

    assert [file for file in PAGES if file.parent.parent.name == name]
    assert (f"spiders.{name}", class_name(name)) == (spider.__module__, spider.__qualname__)


@pytest.mark.parametrize("name", ["2023-05-16-seminar", "2023-05-16-seminar-tdb"])
def test_the_seed_text_is_read_back_without_debris(name):
    lines = SEED.read_text(encoding="utf-8").replace("\xa0", " ").splitlines()
    file = SITES / "khmelnytskyi" / name / "page.warc"
    article = saved.read_page(file, page_class(file))

    assert lines[0] == article.title
    assert [line for line in lines[1:] if line] == article.body.split("\n\n")
    assert len(article.body.split("\n\n")) == 11
    assert (article.previous.title, article.next.title) == NEIGHBOURS
