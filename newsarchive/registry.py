"""Which spiders exist: ours, and those of any installed package that declares the entry point ``newsarchive.spiders``.

[project.entry-points."newsarchive.spiders"]
lviv = "lviv_local.spiders"
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from difflib import get_close_matches
from importlib.metadata import entry_points
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from newsarchive.errors import UnknownSpider, UsageError
from newsarchive.spider import CouncilSpider

if TYPE_CHECKING:
    from types import ModuleType

    from newsarchive.register import NoSite

GROUP = "newsarchive.spiders"
DEMO = "newsarchive.demo.spider"
OURS = (DEMO, "spiders")


def spider_modules() -> list[str]:
    """Name the modules that hold spiders, ours first; they count even in a checkout that is not installed."""
    named = {entry.value for entry in entry_points(group=GROUP)}
    return [*OURS, *sorted(named - set(OURS))]


def spiders() -> dict[str, type[CouncilSpider]]:
    """Give every spider by name, in order.

    Raises:
        UsageError: a module cannot be imported, or another project's ``spiders`` stands in the way of ours.
    """
    found = {cls.name: cls for name in spider_modules() for module in _walk(name) for cls in _classes(module)}
    return dict(sorted(found.items()))


def councils() -> dict[str, type[CouncilSpider]]:
    """Give every spider of a real council by name, in order: all but the demo's, whose site is seldom there.

    Raises:
        UsageError: as in ``spiders``.
    """
    return {name: cls for name, cls in spiders().items() if cls.__module__ != DEMO}


def without_site() -> dict[str, NoSite]:
    """Give the councils that have no site to be crawled, by name, in order: what modules declare as ``NO_SITE``.

    Raises:
        UsageError: as in ``spiders``.
    """
    declared = (getattr(module, "NO_SITE", ()) for name in spider_modules() for module in _walk(name))
    return {row.name: row for row in sorted(chain.from_iterable(declared), key=lambda row: row.name)}


def find(name: str) -> type[CouncilSpider]:
    """Give one spider by its name, or from a file that declares one.

    Args:
        name: a spider's name, or the path of a Python file.

    Raises:
        UnknownSpider: there is no such spider; of a council without a site the message gives the reason.
        UsageError: the file cannot be read or declares no single spider.
    """
    if name.endswith(".py"):
        return _from_file(Path(name))
    known = spiders()
    if name not in known and name in (silent := without_site()):
        raise UnknownSpider(f"There is no spider «{name}»: {silent[name].reason}")
    if name not in known:
        meant = "".join(f" (is {near} meant?)" for near in get_close_matches(name.lower(), known, n=1))
        raise UnknownSpider(f"There is no spider «{name}»{meant}; there are: {', '.join(known)}.")
    return known[name]


def _walk(name: str) -> list[ModuleType]:
    try:
        modules = list(walk_modules_iter(name))
    except Exception as error:  # whatever its author's own code raises is the author's to mend
        raise UsageError(f"The spiders in {name} cannot be imported ({_said(error)}).") from error
    if name == "spiders" and Path(modules[0].__file__ or "").parents[1] != Path(__file__).parents[1]:
        raise UsageError(
            f"Another project's folder «spiders» ({modules[0].__file__}) hides ours: run from another folder."
        )
    return modules


def _classes(module: ModuleType) -> list[type[CouncilSpider]]:
    return [cls for cls in iter_spider_classes(module) if issubclass(cls, CouncilSpider)]


def _from_file(path: Path) -> type[CouncilSpider]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise UsageError(f"There is no spider file {path}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever its author's own code raises is the author's to mend
        raise UsageError(f"{path} cannot be read as a spider: {_said(error)}.") from error
    classes = _classes(module)
    if len(classes) != 1:
        raise UsageError(f"{path} must declare one CouncilSpider; it declares {len(classes)}.")
    return classes[0]


def _said(error: Exception) -> str:
    """Say what broke a spider's module, and in which line where the error itself does not tell."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    tells = isinstance(error, (SyntaxError, ImportError)) or Path(frame.filename).is_relative_to(Path(__file__).parent)
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return str(error) if tells else f"{type(error).__name__}: {error} ({where})"
