"""What a spider's file must keep to, besides what is an error at import: the conventions that make files alike.

A spider declares and does nothing else, so that whoever reads one has read all, and installing one runs no code.
"""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from newsarchive import registry, saved
from newsarchive.errors import UsageError
from newsarchive.items import Route
from newsarchive.normalize.addresses import canonical, site
from newsarchive.register import NAME, REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsarchive.spider import CouncilSpider

LINES = range(10, 21)
"""Lines of a spider's class."""
MOST_A_MONTH = 3000
"""Articles a month that no council publishes."""
FIRST_SITES = date(1996, 1, 1)
"""Before it no council had a site."""
_PUBLIC = frozenset({"datetime", "newsarchive", "newsarchive.pages"})
_DECLARING = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Expr)
"""Statements that a spider's file may have; of expressions only docstrings."""
_DOING = (ast.Lambda, ast.Await, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One convention that one file breaks."""

    file: str
    """The path of the file; relative where it stands below the current folder."""
    line: int
    spider: str
    what: str
    """One sentence."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.spider}: {self.what}"


class _Said(NamedTuple):
    """A finding before it is known of which file it is."""

    attribute: str | ast.AST
    """What it is about: an attribute, found by its name, or a piece of the file."""
    what: str


class _Source:
    """A spider with its file."""

    def __init__(self, spider: type[CouncilSpider]) -> None:
        self.spider = spider
        self.path = _file(spider)
        self.text = self.path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self.declaration = next(
            node for node in self.tree.body if isinstance(node, ast.ClassDef) and node.name == spider.__name__
        )

    def line(self, attribute: str | ast.AST) -> int:
        """Give the line of a piece, or of an attribute; of one that is not declared, that of the class."""
        node = self.assignment(attribute) if isinstance(attribute, str) else attribute
        return getattr(node, "lineno", self.declaration.lineno if node is None else 1)

    def assignment(self, name: str) -> ast.stmt | None:
        """Give the statement that declares an attribute."""
        return next((node for node in self.declaration.body if name in _assigned(node)), None)

    def classes(self) -> Iterator[tuple[ast.ClassDef, type]]:
        """Give the classes that the file declares: the spider, and page classes beside it."""
        module = inspect.getmodule(self.spider)
        for node in self.tree.body:
            if isinstance(node, ast.ClassDef):
                yield node, getattr(module, node.name)

    def is_noted(self, name: str) -> bool:
        """Whether a comment stands on the lines that declare an attribute."""
        node = self.assignment(name)
        if node is None:
            return False
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return any(token.type == tokenize.COMMENT and token.start[0] in lines for token in tokens)


def _assigned(node: ast.stmt) -> list[str]:
    """Give the names that a statement assigns to."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def spiders(names: Iterable[str]) -> list[type[CouncilSpider]]:
    """Give the spiders of names and files; without any, those whose files stand below the current folder.

    Raises:
        UsageError: there are none; else as ``registry.find`` and ``registry.spiders``.
    """
    here = Path.cwd().resolve()
    known = registry.councils().values()
    chosen = [registry.find(name) for name in names] or [cls for cls in known if here in _file(cls).parents]
    if not chosen:
        raise UsageError(f"No spider's file stands below {here}: name one, or its file.")
    return chosen


def _file(spider: type[CouncilSpider]) -> Path:
    return Path(inspect.getfile(spider)).resolve()


def lint(spider: type[CouncilSpider], *, today: date | None = None) -> list[Finding]:
    """Say which conventions a spider breaks, in the order of its file.

    Args:
        spider: any that the registry gives.
        today: the day beyond which ``since`` lies in the future; now, by default.
    """
    source = _Source(spider)
    # Without a start address nothing is known of the site, and the other checks have nothing to hold against.
    said = list(_no_start(source)) or [
        *(one for check in CHECKS for one in check(source)),
        *_since(source, today or datetime.now(UTC).date()),
    ]
    file = str(source.path)
    here = Path.cwd().resolve()
    if here in source.path.parents:
        file = str(source.path.relative_to(here))
    found = [Finding(file=file, line=source.line(one.attribute), spider=spider.name, what=one.what) for one in said]
    return sorted(found, key=lambda finding: finding.line)


# -- Names ------------------------------------------------------------------------------------------------------------


def class_name(name: str) -> str:
    """Give the name of the class of a spider: ``ivano_frankivsk`` is declared by ``IvanoFrankivskSpider``."""
    return f"{''.join(part.capitalize() for part in name.split('_'))}Spider"


def _names(source: _Source) -> Iterator[_Said]:
    name = source.spider.name
    if not NAME.fullmatch(name):
        yield _Said("name", f"the name «{name}» is not of small Latin letters, digits and single underscores.")
    if source.path.stem != name:
        yield _Said("name", f"the name is «{name}», and the file is {source.path.name}; they must agree.")
    if source.spider.__name__ != class_name(name):
        yield _Said(source.declaration, f"the class must be called {class_name(name)}, after the name.")


def _docstring(source: _Source) -> Iterator[_Said]:
    said = (ast.get_docstring(source.tree) or "").partition("\n")[0]
    council, _, software = said.partition(": ")
    if council != (source.spider.council_en or council) or not software.endswith("."):
        expected = source.spider.council_en or "Name of the council"
        yield _Said(source.tree, f"the first line of the docstring must be «{expected}: the software of its site.».")


def _size(source: _Source) -> Iterator[_Said]:
    length = (source.declaration.end_lineno or 0) - source.declaration.lineno + 1
    if length not in LINES:
        yield _Said(
            source.declaration, f"the class has {length} lines; a declaration has {LINES.start} to {LINES.stop - 1}."
        )


# -- What it is about -------------------------------------------------------------------------------------------------


def _council(source: _Source) -> Iterator[_Said]:
    spider = source.spider
    if not spider.council_en:
        yield _Said("council_en", "council_en is missing: the English name, for readers of the archive abroad.")
    region = REGIONS.get(spider.oblast)
    if region is None:
        yield _Said("oblast", f"there is no region {spider.oblast} in ISO 3166-2; KATOTTG counts otherwise.")
        return
    for code, other in REGIONS.items():
        if code != spider.oblast and (spider.council.startswith(other.adjective) or spider.name == other.name):
            yield _Said("oblast", f"{spider.council} («{spider.name}») belongs to {code}, not to {spider.oblast}.")
    if spider.council.startswith(region.adjective) and spider.name != region.name:
        yield _Said("name", f"the spider of {spider.council} is called «{region.name}».")


def _since(source: _Source, today: date) -> Iterator[_Said]:
    since = source.spider.since
    if since > today:
        yield _Said("since", f"since {since} lies in the future.")
    elif since < FIRST_SITES:
        yield _Said("since", f"since {since} is before any council had a site.")


def _per_month(source: _Source) -> Iterator[_Said]:
    least, most = source.spider.per_month
    if not 1 <= least < most <= MOST_A_MONTH:
        yield _Said("per_month", f"per_month {least} to {most} is no range within 1 to {MOST_A_MONTH}.")


# -- Addresses --------------------------------------------------------------------------------------------------------


def _no_start(source: _Source) -> Iterator[_Said]:
    if not source.spider.start_urls:
        yield _Said("start_urls", "start_urls is empty: nothing would be asked.")
    for url in source.spider.start_urls:
        try:
            canonical(url)
        except ValueError:
            yield _Said("start_urls", f"{url} is no address.")


def _start_urls(source: _Source) -> Iterator[_Said]:
    for url in source.spider.start_urls:
        yield from _address(source, "start_urls", url)


def _templates(source: _Source) -> Iterator[_Said]:
    numbers, days, routes = source.spider.numbers, source.spider.days, source.spider.routes
    if numbers is not None:
        if numbers.count("{}") != 1:
            yield _Said("numbers", "numbers must have {} once, for the number of an article.")
        yield from _address(source, "numbers", numbers.replace("{}", "0"))
    if days is not None:
        if "%Y" not in days:
            yield _Said("days", "days has no %Y: one list would stand for all years.")
        yield from _address(source, "days", date(2024, 10, 31).strftime(days))
    for attribute, given, route in (("numbers", numbers, Route.NUMBER), ("days", days, Route.DAY)):
        if given is not None and route not in routes:
            yield _Said("routes", f"{attribute} is never asked, since routes does not name Route.{route.name}.")


def _address(source: _Source, attribute: str, url: str) -> Iterator[_Said]:
    try:
        spelled = canonical(url)
    except ValueError:
        yield _Said(attribute, f"{url} is no address.")
        return
    if spelled != url:
        yield _Said(attribute, f"{url} is not canonical (order, case, tracking parameters): write {spelled}.")
    if not url.startswith("https://") and not source.is_noted(attribute):
        yield _Said(attribute, f"{url} is not https, and no comment beside it says why.")
    if site(url) not in source.spider.site().sites:
        yield _Said(attribute, f"{url} is of another site than start_urls.")


def _former_hosts(source: _Source) -> Iterator[_Said]:
    now = site(source.spider.start_urls[0])
    for host in source.spider.former_hosts:
        try:
            is_host = urlsplit(canonical(f"https://{host}/")).netloc == host
        except ValueError:
            is_host = False
        if not is_host:
            yield _Said("former_hosts", f"«{host}» is no host: neither scheme nor path, small letters.")
        elif host.removeprefix("www.") == now:
            yield _Said("former_hosts", f"{host} is the site's host of now; www. makes no difference.")


def _alone(source: _Source) -> Iterator[_Said]:
    spider = source.spider
    for other in registry.spiders().values():
        if other.name == spider.name and _file(other) != source.path:
            yield _Said("name", f"{other.__module__} declares «{spider.name}» too.")
        shared = spider.site().sites & other.site().sites
        if other.name != spider.name and shared:
            yield _Said("start_urls", f"{', '.join(sorted(shared))} belongs to «{other.name}» too.")


# -- What it does -----------------------------------------------------------------------------------------------------


def _page_classes(source: _Source) -> Iterator[_Said]:
    classes = source.spider.pages()
    if date.min not in classes:
        yield _Said("article", "article has no class for date.min: captures before its first day could not be read.")
    for page in classes.values():
        bases = [cls.__module__.startswith("newsarchive.pages") for cls in page.__mro__[:2]]
        if not bases[0] and not (page.__module__ == source.spider.__module__ and bases[1]):
            yield _Said("article", f"{page.__name__} is neither of newsarchive.pages nor a subclass beside the spider.")


def _only_declares(source: _Source) -> Iterator[_Said]:
    statements = [*source.tree.body, *(n for c in source.tree.body if isinstance(c, ast.ClassDef) for n in c.body)]
    for statement in statements:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not isinstance(statement, _DECLARING) or (isinstance(statement, ast.Expr) and not is_text):
            yield _Said(statement, "this is code: a spider declares, and a page class reads.")
    for node in ast.walk(source.tree):
        called = isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id == "date")
        if called or isinstance(node, _DOING):
            yield _Said(node, "this is code: only date(...) may be called in a declaration.")
        yield from _imports(node)


def _attributes(source: _Source) -> Iterator[_Said]:
    """Find what is declared and never read: an attribute that is optional and misspelled is no error at import."""
    for node, cls in source.classes():
        known = {*dir(cls.__base__), *(name for base in cls.__mro__[1:] for name in inspect.get_annotations(base))}
        for statement in node.body:
            for name in _assigned(statement):
                if name not in known:
                    meant = "".join(f": is {close} meant?" for close in get_close_matches(name, known, n=1))
                    yield _Said(statement, f"nothing reads {node.name}.{name}{meant or '.'}")


def _imports(node: ast.AST) -> Iterator[_Said]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        names = ["." * node.level + (node.module or "")]
    for name in names:
        if name not in _PUBLIC:
            yield _Said(node, f"a spider imports datetime, newsarchive and its pages alone, not {name}.")


def _saved_pages(source: _Source) -> Iterator[_Said]:
    pages = saved.pages(source.spider)
    if not pages:
        yield _Said("name", f"there is no saved page: tests/sites/{source.spider.name}/DAY-WORD/{saved.PAGE}.")
    for page in pages:
        if not page.with_name(saved.EXPECTED).exists():
            yield _Said("name", f"no {saved.EXPECTED} beside the saved page {page.parent.name}/{saved.PAGE}.")


CHECKS: tuple[Callable[[_Source], Iterator[_Said]], ...] = (
    _docstring, _names, _size, _council, _per_month, _start_urls, _templates, _former_hosts, _alone, _page_classes,
    _only_declares, _attributes, _saved_pages,
)  # fmt: skip
"""Every check; ``since`` is besides, which needs the day."""
