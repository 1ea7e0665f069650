"""A site becomes a spider with its saved pages; an address of it, one saved page more."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsarchive import registry, saved
from newsarchive.errors import QualityAlarm, UsageError
from newsarchive.items import Route
from newsarchive.probe import draft, files, walls
from newsarchive.probe.asking import Asker, inquire
from newsarchive.probe.keeping import Kept, keep
from newsarchive.probe.looking import Look, look
from newsarchive.probe.site import address, declared, look_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsarchive.probe.findings import Findings

_SAVED = {"ordinary": "ordinary", "given": "ordinary", "newest": "newest", "oldest": "oldest"}
"""Role of an article -> the word that its saved page gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What was written for a site."""

    found: Findings
    spider: Path
    source: str
    """What stands in the spider's file."""
    pages: tuple[Path, ...]
    """Folders of the saved pages."""


def genspider(
    url: str,
    root: Path,
    overrides: Mapping[str, Any],
    *,
    name: str | None = None,
    council: str | None = None,
    oblast: str | None = None,
    force: bool = False,
) -> Drafted:
    """Look at a site, and write a spider that crawls it, with its saved pages and what is read from them.

    Args:
        url: as ``look_at``.
        root: the project's folder; the spider goes to ``spiders`` in it.
        overrides: Scrapy settings.
        name: the spider's; None for that of its region, or of its host.
        council: official name in Ukrainian; None for what the site calls itself.
        oblast: ISO 3166-2; None for that of the council's name.
        force: write over what stands there.

    Raises:
        UsageError: a name cannot be used, or a file stands there already.
        SiteUnreachable, QualityAlarm: the site cannot be looked at, or no article of it can be read.
        OutputError: the files cannot be written.
    """
    if name is not None and not force:
        files.require_free([_file(root, draft.named(name))])
    found = look_at(url, overrides, deep=True)
    row = draft.row(found, name=name, council=council, oblast=oblast)
    spider, source = _file(root, row.name), draft.source(found, row)
    pages = _pages(found, row.name, source)
    folder = saved.folder(root, row.name)
    contents = {folder / place: content for page in pages for place, content in page.files()}
    files.write({spider: source.encode(), **contents}, force=force)
    return Drafted(found=found, spider=spider, source=source, pages=tuple(folder / page.folder for page in pages))


def _file(root: Path, name: str) -> Path:
    return root / "spiders" / f"{name}.py"


def _pages(found: Findings, name: str, source: str) -> list[Kept]:
    """Have the articles that were looked at read by the spider that is to be written."""
    if not found.samples:
        why = f" ({found.unread[0]})" if found.unread else ""
        raise QualityAlarm(
            f"No article could be read at {found.home}{why}: nothing was written; newsarchive probe says more."
        )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        spider = registry.find(str(path))
    kept: dict[str, Kept] = {}
    for sample in found.samples:
        if sample.role in _SAVED:
            kept.setdefault(sample.article.url, keep(spider, sample.exchange, _SAVED[sample.role]))
    return list(kept.values())


def savepage(
    name: str, url: str, overrides: Mapping[str, Any], *, root: Path | None, word: str | None, force: bool
) -> Path:
    """Save one more page of a spider's site, and what is read from it; give its folder.

    Args:
        name: the spider's, or its file.
        url: an article.
        overrides: Scrapy settings.
        root: the project's folder; None for that of the spider's file.
        word: what sets the page apart; None for a word of its address.
        force: write over what stands there.

    Raises:
        UsageError: there is no such spider, the address is not of its site, or a page stands there already.
        SiteUnreachable, QualityAlarm: the page cannot be had, or is no article.
        OutputError: the files cannot be written.
    """
    spider, asked = registry.find(name), address(url)
    if not spider.site().owns(asked):
        raise UsageError(f"{asked} is not of the site of {spider.name}, {spider.site().hosts.host}: nothing was asked.")

    async def fetch(ask: Asker) -> Look:
        return look(await ask(asked, Route.LISTING))

    got = inquire([asked], fetch, declared(spider), overrides)
    walls.require(got)
    assert got.exchange is not None  # noqa: S101 - it is required
    page = keep(spider, got.exchange, word)
    folder = saved.folder(root or saved.root(spider), spider.name)
    if not force and (folder / page.folder).exists():
        said = "nothing was written; --as gives another word, --force writes over it"
        raise UsageError(f"{folder / page.folder} stands already: {said}.")
    files.write({folder / place: content for place, content in page.files()}, force=force)
    return folder / page.folder
