"""The paper is true: what is generated is current, all is documented, links lead somewhere, examples run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from newsarchive.cli import main
from newsarchive.errors import NewsArchiveError
from newsarchive.spider import _DECLARED
from newsarchive.store.tables import TABLES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
PAGES = [page for page in PAGES if "_build" not in page.parts]
REFERENCE = [*sorted((DOCS / "reference").glob("*.md")), DOCS / "archivists/hostile-sites.md"]
LIVE = ("crawl", "schedule", "serve", "demo", "probe", "genspider", "savepage", "suppress")
"""Commands of examples that need another machine, change what is shown, or never end: only their words are checked."""


def text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def name(page):
    return str(page.relative_to(ROOT))


@pytest.fixture
def generate(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    import generate

    return generate


# -- what is generated ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_generated_pages_are_current_on_any_machine(columns):
    pytest.importorskip("cogapp")
    command = [sys.executable, "-m", "cogapp", "-I", ".", "-I", "docs", "--check", *map(str, REFERENCE)]
    environment = os.environ | {"COLUMNS": columns, "NEWSARCHIVE_DATA": "/elsewhere", "NEWSARCHIVE_CONTACT": "me"}
    environment |= {"NEWSARCHIVE_QUIET_HOURS": "08:00-18:00", "NEWSARCHIVE_NOTIFY": "x", "NEWSARCHIVE_LEAST_FREE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, "make fix writes them anew\n" + done.stdout + done.stderr


def test_every_command_is_documented(generate):
    page = text("docs/reference/cli.md")
    headings = re.findall(r"^## (newsarchive.*)$", page, re.MULTILINE)

    assert [context.command_path for context in generate.commands()] == headings


def test_every_command_has_help_with_an_example(generate):
    silent = [
        context.command_path
        for context in generate.commands()
        if not isinstance(context.command, click.Group)
        and not re.search(r"^\s*newsarchive ", context.command.help or "", re.MULTILINE)
    ]

    assert silent == []


def test_every_option_says_what_it_does(generate):
    silent = [
        f"{context.command_path} {parameter.opts[-1]}"
        for context in generate.commands()
        for parameter in context.command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]

    assert set(silent) <= {"newsarchive demo --data"}  # its default says it


def test_every_setting_is_documented(generate):
    from newsarchive import settings

    page = text("docs/reference/settings.md")
    given = [name for name in vars(settings) if name.isupper()]

    assert given == [setting.name for setting in generate.all_settings()]
    assert [name for name in given if f"`{name}`" not in page and f"\n{name} = " not in page] == []


def test_every_setting_of_ours_has_a_note(generate):
    ours = {s.name: s.note for s in generate.all_settings() if s.name.startswith("NEWSARCHIVE_")}

    assert ours
    assert all(ours.values())


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(table):
    page = text("docs/reference/schema.md")
    section = page.partition(f"\n## {table}\n")[2].partition("\n## ")[0]

    assert TABLES[table][0] in section
    assert [column for column in TABLES[table][1] if f"| `{column}` |" not in section] == []


def test_every_error_is_in_the_tree_and_in_the_table(generate):
    page = text("docs/reference/errors.md")
    names = [cls.__name__ for cls in generate.error_classes()]
    tree = page.partition("```text")[2].partition("```")[0]

    assert NewsArchiveError.__name__ == names[0]
    assert [name for name in names if not re.search(rf"\b{name}\b", tree)] == []
    assert [name for name in names if f"| `{name}` |" not in page] == []


def test_every_exit_code_is_documented(generate):
    given = {cls.exit_code for cls in generate.error_classes()} | {0}
    table = text("docs/reference/cli.md").partition("## Exit codes")[2].partition("<!--")[0]
    words = main.epilog or ""

    assert given == {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert given == {int(code) for code in re.findall(r"(\d+) ", words.partition("Exit codes:")[2])}


def test_every_attribute_of_a_spider_is_documented(generate):
    page = text("docs/reference/spiders.md")
    declared = generate.attributes()

    assert set(_DECLARED) <= set(declared)
    assert all(declared.values())
    assert [name for name in declared if f"| `{name}` |" not in page] == []


def test_every_spider_of_ours_is_in_the_table_and_in_the_changelog():
    names = sorted(path.stem for path in (ROOT / "spiders").glob("[a-z]*.py"))
    spiders, changelog = text("docs/reference/spiders.md"), text("CHANGELOG.md")

    assert [name for name in names if f"| `{name}` |" not in spiders] == []
    assert [name for name in names if f"- `{name}`: " not in changelog] == []


# -- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]

    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("folder", [DOCS, *(path for path in DOCS.iterdir() if (path / "index.md").exists())], ids=name)
def test_every_page_is_in_the_contents_of_its_folder(folder):
    contents = "".join(re.findall(r"```\{toctree\}(.+?)```", (folder / "index.md").read_text("utf-8"), re.DOTALL))
    pages = {page.stem for page in folder.glob("*.md")} - {"index"}

    assert pages - set(contents.split()) == set()


def test_pages_that_the_code_names_exist():
    code = [*(ROOT / "newsarchive").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "data/README.md"]
    named = {found for path in code for found in re.findall(r"docs/[\w/-]+\.md", path.read_text(encoding="utf-8"))}

    assert named
    assert [page for page in sorted(named) if not (ROOT / page).exists()] == []


# -- examples -------------------------------------------------------------------------------------------------------


def blocks(language):
    for page in PAGES:
        found = re.findall(rf"^```{language}\n(.+?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for number, block in enumerate(found, 1):
            yield pytest.param(block, id=f"{name(page)}-{number}")


def examples():
    """Give the words of every example of ours: in the pages' shell blocks, and in each command's help."""
    shown = [block.values[0] for block in blocks("console")]
    lines = [line.removeprefix("$ ") for block in shown for line in block.splitlines() if line.startswith("$ ")]
    lines += [line for line in text("docs/reference/cli.md").splitlines() if line.startswith("  newsarchive ")]
    commands = [shlex.split(line) for line in lines if line.strip().startswith("newsarchive ")]
    return sorted({tuple(words[1:]) for words in commands})


EXAMPLES = examples()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the archive that ``make demo`` leaves, and the same as the archive of the house."""
    folder = tmp_path_factory.mktemp("place")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "newsarchive.cli", "demo"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(folder / "data/demo", folder / "data", dirs_exist_ok=True)
    return folder, done.stdout


def test_the_first_minute_is_as_the_readme_shows_it(place):
    shown = re.search(r"```text\n\$ make demo\n(.+?)```", text("README.md"), re.DOTALL)[1]

    assert alike(shown) in alike(place[1])


def alike(printed):
    """Leave out what differs from run to run: the port, and the number that an article happens to get."""
    return re.sub(r":\d{4,5}/|№ \d+", "#", " ".join(printed.split()))


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_an_example_can_be_followed(words, place, monkeypatch):
    monkeypatch.chdir(place[0])
    if words[0] in LIVE:
        command, given = main.commands[words[0]], list(words[1:])
        while isinstance(command, click.Group) and given and given[0] in command.commands:
            command = command.commands[given.pop(0)]
        command.make_context(words[0], given, parent=click.Context(main, **main.context_settings))
        return
    if words[0] == "rebuild":
        shutil.rmtree("data/fresh", ignore_errors=True)
    if words[0] == "compare" and not Path("data/fresh").exists():
        assert CliRunner().invoke(main, ["rebuild", "--to", "data/fresh"]).exit_code == 0
    done = CliRunner().invoke(main, ["data" if word in {"/srv/newsarchive", "/backup"} else word for word in words])
    unknown = "holds no article" in done.stderr  # a help's example names an article of the real site

    assert done.exit_code == 0 or unknown, done.output


@pytest.mark.parametrize("block", list(blocks("python")))
def test_python_in_the_pages_runs(block, place, monkeypatch):
    monkeypatch.chdir(place[0])
    names = {"__name__": "example"}
    exec(compile(block, "example", "exec"), names)  # noqa: S102 - our own pages
    assert names


@pytest.mark.parametrize("block", list(blocks("sql")))
def test_sql_in_the_pages_runs(block, place):
    from newsarchive.store import Archive

    with Archive(place[0] / "data", readonly=True) as archive:
        archive.connection.execute(block).fetchall()


# -- versions -------------------------------------------------------------------------------------------------------


def pins(file):
    lines = [line for line in text(file).splitlines() if line and not line.startswith("#")]
    return dict(line.split("==") for line in lines)


def plain(package):
    return re.sub(r"[-_.]+", "-", package).lower()


def requirements(group=None):
    project = tomllib.loads(text("pyproject.toml"))
    given = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return [re.split(r"[\[<>=]", line, maxsplit=1)[0] for line in given if isinstance(line, str)]


def test_the_lowest_versions_are_the_lower_bounds():
    given = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    bounds = dict(re.match(r"([\w-]+)>=([\w.]+)", line).groups() for line in given)
    lowest = pins("constraints-lowest.txt")

    assert bounds.keys() == lowest.keys()
    for package, bound in bounds.items():
        assert (lowest[package] + ".").startswith(bound + ".")


def test_all_that_is_installed_is_pinned():
    pinned = {plain(package) for package in pins("constraints.txt")}
    wanted = {plain(p) for group in (None, "test", "browser", "check", "docs") for p in requirements(group)}

    assert wanted - pinned == set()


def test_every_dependency_has_its_reason():
    page = text("docs/decisions/0002-dependencies.md")

    assert [package for package in requirements() if not re.search(rf"\b{package}\b", page)] == []


@pytest.mark.parametrize("file", ["constraints.txt", "constraints-lowest.txt", "pyproject.toml", "Makefile"])
def test_no_registry_and_no_machine_is_named(file):
    assert re.findall(r"--(?:extra-)?index|://(?!spdx)|file:|/home/|/root/|/tmp/", text(file)) == []
