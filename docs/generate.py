"""Writes the generated parts of the pages: cog calls it, tests/test_docs.py holds the pages against it.

Nothing of the machine goes in: no version, no path, no width of a terminal, no other package's spider.
"""

from __future__ import annotations

import ast
import inspect
import re
import tokenize
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from scrapy.settings import default_settings
from sqlite_utils import Database

import newsarchive.settings
from newsarchive import errors, registry
from newsarchive.cli import main
from newsarchive.items import Route
from newsarchive.pages import PLATFORMS
from newsarchive.spider import CouncilSpider
from newsarchive.store.schema import migrations
from newsarchive.store.tables import TABLES
from spiders import NO_SITE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from newsarchive.pages import ArticlePage
    from newsarchive.register import NoSite

WIDTH = 100
SETTINGS = Path(newsarchive.settings.__file__)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Draw a Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(text: object) -> str:
    return f"`{text}`" if text not in {None, ""} else ""


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


# -- cli.md -----------------------------------------------------------------------------------------------------------


def commands(command: click.Command = main, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Give the context of every command, the group's own first."""
    name = "newsarchive" if parent is None else command.name
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = main.context_settings["help_option_names"]
    yield context
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            yield from commands(command.commands[sub], context)


def cli() -> str:
    """Print the help of every command."""
    return _page(
        f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```" for context in commands()
    )


# -- schema.md --------------------------------------------------------------------------------------------------------


def schema() -> str:
    """Print every table with its columns, keys and indexes, as the migrations make them."""
    database = Database(memory=True)
    migrations.apply(database)
    return _page(_table(database.conn, name) for name in TABLES)


def _table(connection: sqlite3.Connection, name: str) -> str:
    what, notes = TABLES[name]
    targets = {row[3]: f"{row[2]}.{row[4]}" for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
    columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
    rows = [
        (
            _code(column),
            kind,
            _key(primary=bool(primary), required=bool(required), target=targets.get(column)),
            notes[column],
        )
        for _, column, kind, required, _, primary in columns
    ]
    parts = [f"## {name}", what, table(("column", "type", "key", "what it holds"), rows), *_indexes(connection, name)]
    return "\n\n".join(parts)


def _key(*, primary: bool, required: bool, target: str | None) -> str:
    words = ["primary key"] if primary else ["not null"] if required else []
    return ", ".join(words + ([f"→ `{target}`"] if target else []))


def _indexes(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    lines = []
    for _, index, unique, origin, partial in connection.execute(f"PRAGMA index_list({name})"):
        columns = ", ".join(row[2] for row in connection.execute(f"PRAGMA index_info('{index}')"))
        if origin == "pk":
            continue
        words = f"`{columns}`" + (", unique" if unique else "") + (", where it is not empty" if partial else "")
        lines.append(f"- {words}")
    if lines:
        yield "Indexes:\n\n" + "\n".join(sorted(lines))


# -- spiders.md -------------------------------------------------------------------------------------------------------


def spiders() -> str:
    """Print the spiders of this package and the councils without a site, then what a spider declares."""
    ours = [
        cls for cls in registry.spiders().values() if cls.__module__.partition(".")[0] in {"newsarchive", "spiders"}
    ]
    rows = sorted([*map(_spider, ours), *map(_no_site, NO_SITE)])
    head = ("name", "oblast", "council", "software", "certainty", "routes", "since", "starts at", "page class")
    declared = table(("attribute", "what it is"), ((_code(name), note) for name, note in attributes().items()))
    return _page([table(head, rows), "## What a spider declares", declared])


def _spider(cls: type[CouncilSpider]) -> tuple[str, ...]:
    classes = ", ".join(_code(page.__name__) for page in cls.pages().values())
    start = " ".join(cls.start_urls)
    about = (_code(cls.name), cls.oblast, cls.council, cls.software(), cls.certainty)
    return (*about, _routes(cls), str(cls.since), start, classes)


def _no_site(row: NoSite) -> tuple[str, ...]:
    return (_code(row.name), row.oblast, row.council, f"none: {row.reason}", row.certainty, "", "", "", "")


def _routes(cls: type[CouncilSpider]) -> str:
    """Give the routes that a spider narrows down to, then the lists and numbers that it names."""
    narrow = [] if set(cls.routes) == set(Route) else sorted(cls.routes)
    named = [Route.NUMBER] * bool(cls.numbers) + [Route.DAY] * bool(cls.days)
    words = ", ".join(narrow or ["all"])
    return f"{words}; by {' and '.join(named)}" if named else words


# -- platforms.md -----------------------------------------------------------------------------------------------------


def platforms() -> str:
    """Print the page classes: what each reads, how its pages are known, which way its previous leads."""
    head = ("platform", "page class", "what is peculiar", "known by", "previous is")
    return _page([table(head, map(_platform, PLATFORMS))])


def _platform(cls: type[ArticlePage]) -> tuple[str, ...]:
    peculiar = (inspect.getdoc(cls) or "").partition("\n\n")[0]
    signs = "; ".join(sign.word for sign in cls.evidence).replace("*", r"\*")
    return (cls.platform, _code(cls.__name__), peculiar, signs, "older" if cls.previous_is_older else "newer")


# -- what a spider declares -------------------------------------------------------------------------------------------


def attributes() -> dict[str, str]:
    """Give what a spider declares: each attribute with the docstring beneath it."""
    (cls,) = ast.parse(dedent(inspect.getsource(CouncilSpider))).body
    assert isinstance(cls, ast.ClassDef)  # noqa: S101 - for the type checker
    return {name: note for name, _, note in _documented(cls.body)}


# -- settings.md ------------------------------------------------------------------------------------------------------


class Setting(NamedTuple):
    """One assignment of settings.py."""

    name: str
    source: str
    note: str
    section: str


def settings() -> str:
    """Print every setting with its value and its comment, in the order and the sections of settings.py."""
    parts, section = [], ""
    for given in all_settings():
        if given.section != section:
            section = given.section
            parts.append(f"## {section}")
            scalars = [s for s in all_settings() if s.section == section and "\n" not in s.source]
            rows = [(_code(s.name), _code(s.source), _default(s.name), s.note) for s in scalars]
            if rows:
                parts.append(table(("setting", "value", "Scrapy's own", "why"), rows))
        if "\n" in given.source:
            parts.append(f"```python\n{given.name} = {given.source}\n```")
    return _page(parts)


def all_settings() -> list[Setting]:
    """Read settings.py as it is written, so that no value of the machine gets in."""
    text = SETTINGS.read_text(encoding="utf-8")
    lines = text.splitlines()
    heads = {i: found[1] for i, line in enumerate(lines, 1) if (found := re.match(r"# -- (.+?) -+$", line))}
    comments = _comments()
    found = []
    for name, node, note in _documented(ast.parse(text).body):
        last = node.end_lineno or node.lineno
        source = "\n".join(lines[node.lineno - 1 : last]).partition(" = ")[2]
        if "\n" not in source:
            source = source.partition("  # ")[0]
        section = heads[max(i for i in heads if i < node.lineno)]
        found.append(Setting(name, source, note or ("" if "\n" in source else comments.get(last, "")), section))
    return found


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt, str]]:
    """Give each named value of a block with the docstring that follows it, if one does."""
    for node, after in zip(body, [*body[1:], None], strict=True):
        target: Any = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name):
            follows = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            yield target.id, node, str(after.value.value) if follows else ""  # type: ignore[union-attr]


def _comments() -> dict[int, str]:
    with SETTINGS.open("rb") as file:
        return {
            token.start[0]: token.string.removeprefix("#").strip()
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
        }


def _default(name: str) -> str:
    value = getattr(default_settings, name, None)
    return _code(value) if isinstance(value, int | float) else ""


# -- errors.md --------------------------------------------------------------------------------------------------------


def error_classes(root: type[errors.NewsArchiveError] = errors.NewsArchiveError) -> Iterator[type]:
    """Give the root and every error below it that ``errors`` declares, in the order of the tree."""
    yield root
    for cls in root.__subclasses__():
        if cls.__module__ == errors.__name__:
            yield from error_classes(cls)


def error_tree() -> str:
    """Print the tree of errors, then when each is raised and what the process answers."""
    tree = re.search(r"^    NewsArchiveError\n(?:    .+\n)+", inspect.getdoc(errors) or "", re.MULTILINE)
    assert tree  # noqa: S101 - the module's docstring draws it
    rows = [(_code(cls.__name__), str(cls.exit_code), inspect.getdoc(cls) or "") for cls in error_classes()]
    return _page([f"```text\n{dedent(tree[0])}```", table(("error", "exit code", "when"), rows)])


# -- hostile-sites.md -------------------------------------------------------------------------------------------------


def hostile_sites() -> str:
    """Print what becomes of each hostile site of the fault suite, group by group."""
    from tests.hostile import table as cases  # noqa: PLC0415 - it makes certificates, which the other pages need not

    head = ("what a site does", "what becomes of it", "test")
    groups = [f"## {heading}\n\n{table(head, cases.rows(group))}" for heading, group in cases.groups()]
    guards = table(("guard", "case that fails without it"), cases.guards())
    return _page([*groups, f"## Guards\n\nEach is taken away in a test, and its case must fail then.\n\n{guards}"])
