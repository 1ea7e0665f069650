"""Another package's spider, installed by its entry point, is found, listed, linted and read like our own."""

import json

import pytest

from newsarchive import lint, registry, saved
from tests.helpers import example
from tests.helpers.saved import as_json, hold, read_page
from tests.test_cli import run


@pytest.fixture(autouse=True)
def installed(tmp_path):
    with example.installed(tmp_path):
        yield


def test_it_is_found_beside_ours():
    spider = registry.find(example.NAME)

    assert (spider.__module__, spider.oblast) == ("lviv_local.spiders.lviv_local", "UA-46")
    assert {example.NAME, "khmelnytskyi"} <= set(registry.councils())


def test_it_is_listed():
    row = next(row for row in json.loads(run("list", "--json")) if row["name"] == example.NAME)

    assert (row["council"], row["article"]) == ("Прикладська міська рада", ["LvivLocalArticle"])


def test_it_is_linted_by_its_name_and_in_its_own_folder(monkeypatch):
    assert lint.lint(registry.find(example.NAME)) == []

    monkeypatch.chdir(example.FOLDER)
    assert [spider.name for spider in lint.spiders([])] == [example.NAME]


def test_its_saved_page_is_that_of_its_own_project_and_reads_to_the_article_beside_it(subtests):
    spider = registry.find(example.NAME)
    (page,) = saved.pages(spider)

    assert example.FOLDER in page.parents
    hold(page.with_name(saved.EXPECTED), as_json(read_page(page, spider.site().page_class)), subtests)


def test_what_its_own_page_class_drops_is_on_the_page():
    (page,) = saved.pages(registry.find(example.NAME))

    assert "Пишіть нам" in page.read_text(encoding="utf-8")
    assert "Пишіть нам" not in page.with_name(saved.EXPECTED).read_text(encoding="utf-8")


def test_once_it_is_gone_it_is_known_no_more():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "entry_points", lambda group: [])

        assert example.NAME not in registry.spiders()
