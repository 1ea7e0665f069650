"""What a spider's file must keep to: each convention has a file that breaks it, and the sentence that says so."""

import json
import sys
from datetime import date

import pytest
from click.testing import CliRunner

from newsarchive import cli, errors, lint, registry
from newsarchive.errors import UsageError
from tests.test_cli import run

GOOD = '''"""Test City Council: a test's software."""

from datetime import date

from newsarchive import Certainty, CouncilSpider, Route
from newsarchive.pages import WordPressArticle


class LintTestovaSpider(CouncilSpider):
    name = "lint_testova"
    council = "Тестова міська рада"
    council_en = "Test City Council"
    oblast = "UA-68"
    start_urls = ["https://testova.example/news/"]
    former_hosts = ("old.testova.example",)
    since = date(2016, 1, 1)
    per_month = (1, 600)
    article = WordPressArticle
    certainty = Certainty.UNKNOWN
'''
TODAY = date(2026, 11, 26)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one spider; the file is written by whoever asks, and forgotten afterwards."""
    (tmp_path / "pyproject.toml").touch()
    page = tmp_path / "tests/sites/lint_testova/2024-a"
    page.mkdir(parents=True)
    (page / "page.warc").touch()
    (page / "article.json").touch()
    before = set(sys.modules)
    monkeypatch.chdir(tmp_path)

    def write(text, name="lint_testova"):
        path = tmp_path / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        return path

    yield write
    for name in set(sys.modules) - before:
        if "testova" in name:
            del sys.modules[name]


def findings(path):
    return lint.lint(registry.find(str(path)), today=TODAY)


def test_a_file_that_keeps_to_all_is_passed(project):
    assert findings(project(GOOD)) == []


@pytest.mark.parametrize("name", registry.councils())
def test_our_spiders_keep_to_all(name):
    assert list(map(str, lint.lint(registry.find(name)))) == []


URLS = '["https://testova.example/news/"]'
BROKEN = {
    "no docstring": ('"""Test City Council: a test\'s software."""', "", 1, "the first line of the docstring must be"),
    "another's docstring": ("Test City Council: a", "Volyn Oblast Council: a", 1, "must be «Test City Council: the"),
    "a docstring without the software": (": a test's software.", ".", 1, "the first line of the docstring must be"),
    "a name in capitals": ('name = "lint_testova"', 'name = "Lint"', 10, "is not of small Latin letters"),
    "a name unlike the file's": ('name = "lint_testova"', 'name = "testova"', 10, "the file is lint_testova.py; they"),
    "a class unlike the name": ("LintTestova", "Testova", 9, "must be called LintTestovaSpider, after the name"),
    "no English name": ('    council_en = "Test City Council"\n', "", 9, "council_en is missing"),
    "KATOTTG's number": ('"UA-68"', '"UA-85"', 13, "there is no region UA-85 in ISO 3166-2"),
    "another oblast's number": ("Тестова міська", "Сумська обласна", 13, "belongs to UA-59, not to UA-68"),
    "an oblast council by another name": ("Тестова міська", "Хмельницька обласна", 10, "is called «khmelnytskyi»"),
    "a tracking parameter": ("/news/", "/news/?utm_source=x", 14, "write https://testova.example/news/."),
    "parameters in no order": ("/news/", "/n?b=1&a=2", 14, "write https://testova.example/n?a=2&b=1."),
    "capitals in the host": ("https://testova.", "https://Testova.", 14, "is not canonical"),
    "http unsaid": ("https://testova", "http://testova", 14, "is not https, and no comment beside it says why"),
    "a former host with a path": ('"old.testova.example"', '"old.example/a"', 15, "«old.example/a» is no host"),
    "a former host that is the host": ('"old.testova.', '"www.testova.', 15, "is the site's host of now"),
    "since tomorrow": ("date(2016, 1, 1)", "date(2026, 11, 27)", 16, "since 2026-11-27 lies in the future"),
    "since ever": ("date(2016, 1, 1)", "date.min", 16, "is before any council had a site"),
    "nothing a month": ("(1, 600)", "(0, 600)", 17, "per_month 0 to 600 is no range"),
    "the least above the most": ("(1, 600)", "(9, 5)", 17, "per_month 9 to 5 is no range"),
    "an address a minute": ("(1, 600)", "(1, 40000)", 17, "per_month 1 to 40000 is no range"),
    "no first class": (
        "= WordPressArticle", "= {date(2020, 1, 1): WordPressArticle}", 18, "article has no class for date.min",
    ),
    "an import of elsewhere": (
        "from newsarchive.pages import WordPressArticle",
        "from newsarchive.demo.spider import TagDivArticle as WordPressArticle",
        6,
        "and its pages alone, not newsarchive.demo.spider",
    ),
    "numbers without a place": (
        "since = ", 'numbers = "https://testova.example/1"\n    since = ', 16, "must have {} once"
    ),
    "numbers of another site": (
        "since = ", 'numbers = "https://b.example/{}"\n    since = ', 16, "is of another site than start_urls"
    ),
    "days without a year": ("since = ", 'days = "https://testova.example/%m/"\n    since = ', 16, "has no %Y"),
    "days that are not walked": (
        "since = ",
        'days = "https://testova.example/%Y/"\n    routes = (Route.FEED,)\n    since = ',
        17,
        "days is never asked, since routes does not name Route.DAY",
    ),
    "an attribute that nothing reads": (
        "former_hosts", "fromer_hosts", 15, "nothing reads LintTestovaSpider.fromer_hosts: is former_hosts meant?"
    ),
    "an attribute like none": ("former_hosts", "mood", 15, "nothing reads LintTestovaSpider.mood."),
    "a selector that nothing reads": (
        "class LintTestova",
        'class Page(WordPressArticle):\n    titel_css = "h2"\n\n\nclass LintTestova',
        10,
        "nothing reads Page.titel_css: is title_css meant?",
    ),
    "a method": ("    since = ", "    def f(self): ...\n    since = ", 16, "this is code: a spider declares"),
    "a condition": ("    since = ", "    if True: pass\n    since = ", 16, "this is code: a spider declares"),
    "a call": ("    since = ", "    x = open\n    y = x(__file__)\n    since = ", 17, "only date(...) may be called"),
    "a loop in brackets": (URLS, "[u for u in ('https://testova.example/',)]", 14, "only date(...) may be called"),
    "another import": ("from datetime", "import os\nfrom datetime", 3, "and its pages alone, not os."),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_each_convention_that_is_broken_is_named_with_its_line(name, project):
    old, new, line, what = BROKEN[name]
    assert old in GOOD
    found = findings(project(GOOD.replace(old, new, 1)))

    said = [finding for finding in found if what in finding.what]
    assert said, list(map(str, found))
    assert (said[0].file, said[0].line) == ("lint_testova.py", line)
    assert said[0].what.endswith((".", "?"))


def test_a_spider_that_starts_nowhere_is_found(project):
    said = [finding.what for finding in findings(project(GOOD.replace(URLS, "[]")))]

    assert said == ["start_urls is empty: nothing would be asked."]


@pytest.mark.parametrize("url", ["testova.example", "ftp://testova.example/"])
def test_a_start_that_is_no_address_is_found(project, url):
    said = [finding.what for finding in findings(project(GOOD.replace(URLS, f'["{url}"]')))]

    assert said == [f"{url} is no address."]


def test_a_declaration_that_is_not_whole_is_no_finding_but_an_error(project):
    path = project(GOOD.replace("    since = date(2016, 1, 1)\n", ""))

    with pytest.raises(UsageError, match=r"must set since\.$"):
        findings(path)


def test_a_class_of_ten_to_twenty_lines_is_a_declaration(project):
    short = GOOD.replace("    certainty = Certainty.UNKNOWN\n", "").replace(
        '    former_hosts = ("old.testova.example",)\n', ""
    )
    long = GOOD + "".join(f"    x{n} = {n}\n" for n in range(10))

    assert "the class has 9 lines" in findings(project(short))[0].what
    assert "the class has 21 lines" in findings(project(long))[0].what


def test_an_http_address_with_its_reason_is_passed(project):
    said = GOOD.replace(URLS, '["http://testova.example/news/"]  # it has no https')

    assert findings(project(said)) == []


def test_a_page_class_beside_the_spider_is_passed(project):
    own = 'class OwnArticle(WordPressArticle):\n    body_css = ".own"\n\n\nclass Lint'
    said = GOOD.replace("class Lint", own).replace("article = WordPressArticle", "article = OwnArticle")

    assert findings(project(said)) == []


def test_a_page_class_of_elsewhere_is_found(project, tmp_path, monkeypatch):
    text = "from newsarchive.pages import WordPressArticle\nclass StrangePressArticle(WordPressArticle): ...\n"
    (tmp_path / "strange_testova.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    said = GOOD.replace("newsarchive.pages import Word", "strange_testova import Strange").replace(
        "= WordPressArticle", "= StrangePressArticle"
    )

    assert [finding.what for finding in findings(project(said))] == [
        "a spider imports datetime, newsarchive and its pages alone, not strange_testova.",
        "StrangePressArticle is neither of newsarchive.pages nor a subclass beside the spider.",
    ]


def test_a_spider_without_a_saved_page_or_what_is_to_be_read_of_it_is_found(project, tmp_path):
    path, page = project(GOOD), tmp_path / "tests/sites/lint_testova/2024-a"
    (page / "article.json").unlink()
    without_json = findings(path)
    (page / "page.warc").unlink()
    without_page = findings(path)

    assert [finding.what for finding in without_json] == ["no article.json beside the saved page 2024-a/page.warc."]
    assert [f.what for f in without_page] == ["there is no saved page: tests/sites/lint_testova/DAY-WORD/page.warc."]


@pytest.mark.parametrize(
    "change",
    [("https://testova.example/news/", "https://www.km-oblrada.gov.ua/"), ("old.testova.example", "oblrada.km.ua")],
)
def test_two_spiders_of_one_host_are_found(project, change):
    found = findings(project(GOOD.replace(*change)))

    assert [finding.what for finding in found if "belongs to «khmelnytskyi» too" in finding.what]


def test_two_spiders_of_one_name_are_found(project):
    found = findings(project(GOOD.replace('"lint_testova"', '"khmelnytskyi"')))

    assert [finding.what for finding in found if finding.what == "spiders.khmelnytskyi declares «khmelnytskyi» too."]


# -- the command


def test_the_command_passes_our_own_and_says_how_many():
    count = len(registry.councils())

    assert run("lint") == ""
    assert json.loads(run("lint", "--json")) == []
    assert count == len(lint.spiders([]))


WRONG = "there is no region UA-85 in ISO 3166-2; KATOTTG counts otherwise."


def test_the_command_prints_each_finding_and_leaves_with_its_own_code(project):
    done = CliRunner().invoke(cli.main, ["lint", str(project(GOOD.replace('"UA-68"', '"UA-85"')))])

    assert done.exit_code == errors.BrokenConvention.exit_code == 6
    assert done.stdout == f"lint_testova.py:13: lint_testova: {WRONG}\n"
    assert done.stderr == "newsarchive: Conventions are broken once by: lint_testova.\n"


def test_the_command_gives_programs_the_same_in_json(project):
    done = CliRunner().invoke(cli.main, ["lint", str(project(GOOD.replace('"UA-68"', '"UA-85"'))), "--json"])

    assert done.exit_code == errors.BrokenConvention.exit_code
    assert json.loads(done.stdout) == [{"file": "lint_testova.py", "line": 13, "spider": "lint_testova", "what": WRONG}]


def test_below_a_folder_without_spiders_nothing_is_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "name one" in run("lint", code=2)
