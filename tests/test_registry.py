"""Which spiders exist: ours, those of other packages, and those of a file."""

import sys
from importlib.metadata import EntryPoint

import pytest

from newsarchive import registry
from newsarchive.errors import UnknownSpider, UsageError
from newsarchive.register import REGIONS
from newsarchive.spider import CouncilSpider

FILE = """
from datetime import date
from newsarchive import CouncilSpider
from newsarchive.pages import TagDivArticle

class {name}Spider(CouncilSpider):
    name = "{code}"
    council = "Рада"
    oblast = "UA-01"
    start_urls = ["https://{code}.example/"]
    since = date(2016, 1, 1)
    per_month = (1, 2)
    article = TagDivArticle
"""


@pytest.fixture
def clean_modules():
    """Forget what a test imported."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if "testova" in name or "third" in name:
            del sys.modules[name]


@pytest.fixture
def third_party(tmp_path, monkeypatch, clean_modules):
    """Declare an entry point of another package, as its installation would."""
    monkeypatch.syspath_prepend(tmp_path)

    def declare(module, text):
        if text is not None:
            (tmp_path / f"{module}.py").write_text(text, encoding="utf-8")
        entry = EntryPoint("x", module, registry.GROUP)
        monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == registry.GROUP else [])

    return declare


def test_our_spiders_are_known_by_name_in_order():
    known = registry.spiders()

    assert {"demo", "khmelnytskyi"} <= set(known)
    assert sorted(known) == list(known)
    assert all(name == cls.name and issubclass(cls, CouncilSpider) for name, cls in known.items())


def test_the_demo_is_no_council():
    assert set(registry.spiders()) - set(registry.councils()) == {"demo"}


def test_ours_count_in_a_checkout_that_is_not_installed(monkeypatch):
    monkeypatch.setattr(registry, "entry_points", lambda group: [])

    assert registry.spider_modules() == ["newsarchive.demo.spider", "spiders"]
    assert registry.find("khmelnytskyi").oblast == "UA-68"


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(
        UnknownSpider, match=r"^There is no spider «lviw» \(is lviv meant\?\); there are: .*demo, .*\.$"
    ):
        registry.find("lviw")
    with pytest.raises(UnknownSpider, match=r"^There is no spider «qqqqqqq»; there are: .*demo, .*khmelnytskyi.*\.$"):
        registry.find("qqqqqqq")


def test_a_council_without_a_site_is_answered_with_the_reason():
    with pytest.raises(
        UnknownSpider, match=r"^There is no spider «luhansk»: The council has not functioned since 2014"
    ):
        registry.find("luhansk")


def test_each_region_has_a_row_and_what_has_no_site_has_no_spider():
    declared = {name: row for name, row in registry.without_site().items() if REGIONS[row.oblast].name == name}

    assert set(declared) == {"donetsk", "luhansk", "sevastopol"}
    assert all(row.council.startswith(REGIONS[row.oblast].adjective) for row in declared.values())
    assert set(declared) & set(registry.spiders()) == set()


def test_another_package_s_councils_without_a_site_are_known(third_party):
    row = "NoSite(name='third_b', council='Рада', council_en='Council', oblast='UA-05', reason='It has none.')"
    third_party("third_party_register", f"from newsarchive import NoSite\nNO_SITE = ({row},)\n")

    assert registry.without_site()["third_b"].reason == "It has none."


def test_another_package_s_spiders_are_found_by_its_entry_point(third_party):
    third_party("third_party_spiders", FILE.format(name="Third", code="third"))

    assert registry.find("third").start_urls == ["https://third.example/"]
    assert "third_party_spiders" in registry.spider_modules()


def test_another_package_that_cannot_be_imported_is_named(third_party):
    third_party("third_missing", None)

    with pytest.raises(UsageError, match=r"^The spiders in third_missing cannot be imported \(No module named"):
        registry.spiders()


def test_another_package_whose_declaration_is_not_whole_is_named(third_party):
    text = FILE.format(name="Third", code="third").replace("    since = date(2016, 1, 1)\n", "")
    third_party("third_unfinished", text)

    with pytest.raises(
        UsageError, match=r"^The spiders in third_unfinished cannot be imported \(.+ must set since\)\.$"
    ):
        registry.spiders()


def test_another_package_whose_own_code_fails_is_named_with_the_line(third_party):
    third_party("third_failing", "\n1 / 0\n")

    said = r"^The spiders in third_failing .+ \(ZeroDivisionError: division by zero \(third_failing\.py, line 2\)\)\.$"
    with pytest.raises(UsageError, match=said):
        registry.spiders()


def test_another_project_s_folder_that_hides_ours_is_named(monkeypatch):
    strange = type(sys)("spiders")
    strange.__file__ = "/somewhere/else/spiders/__init__.py"
    monkeypatch.setattr(registry, "walk_modules_iter", lambda name: [strange])

    with pytest.raises(UsageError, match="Another project's folder «spiders»"):
        registry.spiders()


def test_a_file_gives_the_one_spider_it_declares(tmp_path, clean_modules):
    path = tmp_path / "testova.py"
    path.write_text(FILE.format(name="Testova", code="testova"), encoding="utf-8")

    assert registry.find(str(path)).name == "testova"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("since = date", "since = dat", r"NameError: name 'dat' is not defined \(testova_broken\.py, line 11\)"),
        ("2016, 1", "2016, 13", r"ValueError: month must be in 1\.\.12.* \(testova_broken\.py, line 11\)"),
        ('"Рада"', '"Рада" + 1', r"TypeError: .+ \(testova_broken\.py, line 8\)"),
        ('"Рада"', '["Рада"', r"'\[' was never closed \(testova_broken\.py, line 8\)"),
        (
            "import TagDivArticle",
            "import TagDivArtikle",
            r"cannot import name 'TagDivArtikle' from 'newsarchive\.pages'.*",
        ),
    ],
)
def test_what_breaks_a_file_is_named_with_its_line(tmp_path, clean_modules, old, new, said):
    path = tmp_path / "testova_broken.py"
    path.write_text(FILE.format(name="Testova", code="testova").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(UsageError, match=rf"testova_broken\.py cannot be read as a spider: {said}\.$"):
        registry.find(str(path))


def test_a_spider_that_a_file_only_imports_is_not_its_own(tmp_path, clean_modules):
    path = tmp_path / "testova_import.py"
    path.write_text("from spiders.khmelnytskyi import KhmelnytskyiSpider\n", encoding="utf-8")

    with pytest.raises(UsageError, match="must declare one CouncilSpider; it declares 0"):
        registry.find(str(path))


def test_a_file_of_two_spiders_is_refused(tmp_path, clean_modules):
    path = tmp_path / "testova_two.py"
    text = FILE.format(name="A", code="testova_a") + FILE.format(name="B", code="testova_b")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="it declares 2"):
        registry.find(str(path))


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(UsageError, match=r"^There is no spider file nowhere\.py\.$"):
        registry.find("nowhere.py")
