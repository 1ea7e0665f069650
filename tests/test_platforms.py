"""Every platform has saved pages made after its public templates, and each reads exactly to what it was made of."""

import json
from pathlib import Path

import pytest

from newsarchive import normalize, pages
from newsarchive.normalize.addresses import unpaged
from newsarchive.pages import PLATFORMS, ArticlePage
from newsarchive.pages.recognize import recognize
from tests.helpers import saved
from tests.helpers.platforms import CLASSES
from tests.helpers.reconstruct import COUNCIL, LAST_PAGE, SITE, TEMPLATES, record, sample
from tests.helpers.reconstruct import pages as make

ROOT = Path(__file__).parent / "platforms"
PAGES = sorted(ROOT.glob("*/*/page.warc"))
ARTICLES = [file for file in PAGES if (file.parent / "article.json").exists()]
LISTS = [file for file in PAGES if (file.parent / "list.json").exists()]
UNKNOWN = {"unixtime/list", "unixtime/list-page-3"}
"""Lists that bear no sign of their software: it is in the addresses of the articles alone."""

PATHS = {"october"}
"""Whose page is a bare number in the path, as an article's may be: no key can tell."""

HELD_ELSEWHERE = {
    pages.TagDivArticle: {"title_css", "drop_css", "lead_css", "date_css", "list_css", "pager_css"},
    pages.WordPressArticle: {"title_css", "date_css"},
}
"""What pages of sites need that are no saved pages: tests/test_pages_reading.py and the spiders' own."""


def name(file):
    return f"{file.parent.parent.name}/{file.parent.name}"


def class_of(file):
    return CLASSES[file.parent.parent.name]


def parse(file):
    return saved.parse(file, lambda _: class_of(file))[0]


def seen(cls, file):
    """Give all that a class makes of a page."""
    page, moment = saved.parse(file, lambda _: cls)
    reading = page.read()
    return page.links(), page.pager(), reading.refused, normalize.article(reading, captured_at=moment)


# Each selector and method of the classes, but for those that other tests hold.
DECLARED = [
    pytest.param(cls, attribute, id=f"{cls.__name__}-{attribute}")
    for cls in PLATFORMS
    for attribute in vars(cls)
    if attribute.endswith("_css") or attribute in {"read", "pager"}
    if attribute not in HELD_ELSEWHERE.get(cls, ())
]


def test_every_platform_has_saved_pages_and_every_saved_page_is_read():
    assert set(CLASSES) == set(TEMPLATES) == {path.name for path in ROOT.iterdir() if path.is_dir()}
    assert set(CLASSES.values()) == set(PLATFORMS)
    assert len(ARTICLES) == 3 * len(CLASSES)
    assert len(LISTS) == 2 * len(CLASSES)


@pytest.mark.parametrize("platform", CLASSES)
def test_a_saved_page_is_what_its_template_makes(platform):
    made = make(platform)

    assert set(made) == {path.name for path in (ROOT / platform).iterdir()}
    for page, expected in made.items():
        assert record(expected) == (ROOT / platform / page / "page.warc").read_bytes()


@pytest.mark.parametrize("file", ARTICLES, ids=name)
def test_an_article_reads_to_what_stands_beside_it(file, subtests):
    page = parse(file)

    assert page.read().refused is None
    assert page.pager() == ()
    saved.hold(file.parent / "article.json", saved.as_json(saved.read_page(file, lambda _: class_of(file))), subtests)


@pytest.mark.parametrize("file", ARTICLES, ids=name)
def test_an_article_of_a_site_that_nobody_named_reads_the_same(file):
    read = saved.as_json(saved.read_page(file, lambda _: pages.AutoArticle))

    assert read == json.loads((file.parent / "article.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_a_list_is_no_article_and_gives_its_articles_and_its_pager(file, subtests):
    page = parse(file)

    assert page.read().refused
    assert (page.read().previous, page.read().next) == (None, None)
    saved.hold(file.parent / "list.json", {"links": list(page.links()), "pager": list(page.pager())}, subtests)


@pytest.mark.parametrize("platform", CLASSES)
def test_the_last_page_of_a_list_is_none_though_it_shows_one_article_alone(platform):
    template = TEMPLATES[platform]
    made = template.listing(sample(platform, template.address, site=SITE, council=COUNCIL)[:1], LAST_PAGE, LAST_PAGE)
    page = CLASSES[platform](made.html, made.url)

    assert page.read().refused
    assert list(page.links()) == made.expected["links"]
    assert list(page.pager()) == made.expected["pager"]


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_is_recognized_by_its_own_platform_and_by_no_other(file):
    page = parse(file)
    parsed, url = page.parsed, page.url
    own = class_of(file)
    found = recognize(parsed, url, PLATFORMS, otherwise=ArticlePage)
    others = [cls for cls in PLATFORMS if not (issubclass(cls, own) or issubclass(own, cls))]
    # tagDiv's themes are WordPress's, though its class is not built on that of core.
    software = pages.WordPressArticle if own is pages.TagDivArticle else ArticlePage

    assert found.page_class is (ArticlePage if name(file) in UNKNOWN else own)
    assert recognize(parsed, url, others, otherwise=ArticlePage).page_class is software


@pytest.mark.parametrize("file", LISTS, ids=name)
def test_the_pages_of_a_list_share_a_key(file):
    page = parse(file)

    keys = {unpaged(url) for url in page.pager()}

    if file.parent.parent.name in PATHS:
        assert len(keys) == len(page.pager())
    else:
        assert keys == {unpaged(page.url)}


@pytest.mark.parametrize(("cls", "attribute"), DECLARED)
def test_each_thing_that_a_class_declares_is_needed_by_a_saved_page(cls, attribute, monkeypatch):
    own = [(class_of(file), file) for file in PAGES if issubclass(class_of(file), cls)]
    before = [seen(*page) for page in own]
    monkeypatch.setattr(cls, attribute, getattr(cls.__mro__[1], attribute))

    assert [seen(*page) for page in own] != before
